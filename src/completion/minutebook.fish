# What fish offers for minutebook(1). Boards, meetings, members and what stands
# on agendas come from the program, which names only what the one signed in may
# see.

function __minutebook_ask
	set -l words (commandline -opc)
	set -l who
	for i in (seq 2 (count $words))
		if contains -- $words[$i] --book --as --at
			and test $i -lt (count $words)
			set -a who $words[$i] $words[(math $i + 1)]
		end
	end
	minutebook $who complete $argv[1] (commandline -ct) 2>/dev/null
end

function __minutebook_sub
	set -l words (commandline -opc)
	set -l skip no
	for word in $words[2..-1]
		if test $skip = yes
			set skip no
		else if contains -- $word --book --as --at
			set skip yes
		else if not string match -q -- '-*' $word
			contains -- $word $argv
			return
		end
	end
	test (count $argv) -eq 0
end

# Is it the Nth word behind the subcommand that is being typed?
function __minutebook_nth
	set -l words (commandline -opc)
	set -l n 0
	set -l skip no
	for word in $words[2..-1]
		if test $skip = yes
			set skip no
		else if contains -- $word --book --as --at
			set skip yes
		else if not string match -q -- '-*' $word
			set n (math $n + 1)
		end
	end
	test $n -eq $argv[1]
end

complete -c minutebook -f
complete -c minutebook -n __minutebook_sub -a '(__minutebook_ask subcommands)'
complete -c minutebook -n __minutebook_sub -l book -rF
complete -c minutebook -n __minutebook_sub -l as -xa '(__minutebook_ask members)'
complete -c minutebook -n __minutebook_sub -l at -x
complete -c minutebook -n __minutebook_sub -l ascii
complete -c minutebook -n __minutebook_sub -l no-color
complete -c minutebook -n __minutebook_sub -l version
complete -c minutebook -l help
complete -c minutebook -n '__minutebook_sub report list meetings export' -l board -xa '(__minutebook_ask boards)'
complete -c minutebook -n '__minutebook_sub report export' -l case -xa '(__minutebook_ask cases)'
complete -c minutebook -n '__minutebook_sub report' -l only -x
complete -c minutebook -n '__minutebook_sub report' -l all
complete -c minutebook -n '__minutebook_sub report' -l bom
complete -c minutebook -n '__minutebook_sub export' -l mine
complete -c minutebook -n '__minutebook_sub export' -l all
complete -c minutebook -n '__minutebook_sub export' -l agency -x
complete -c minutebook -n '__minutebook_sub export' -l overdue
complete -c minutebook -n '__minutebook_sub export' -l meeting -xa '(__minutebook_ask meetings)'
complete -c minutebook -n '__minutebook_sub export' -l edition -xa 'full sanitised'
complete -c minutebook -n '__minutebook_sub export' -l version -x
complete -c minutebook -n '__minutebook_sub export' -l to -x
complete -c minutebook -n '__minutebook_sub report export' -l as-of -x
complete -c minutebook -n '__minutebook_sub report export' -l zip
complete -c minutebook -n '__minutebook_sub report export' -l password-fd -x
complete -c minutebook -n '__minutebook_sub export' -l password-each
complete -c minutebook -n '__minutebook_sub export' -l when -xa 'before after'
complete -c minutebook -n '__minutebook_sub report export' -l output -rF
complete -c minutebook -n '__minutebook_sub report export' -l force
complete -c minutebook -n '__minutebook_sub report export minutes actions meetings' -l format -xa '(__minutebook_ask formats)'
complete -c minutebook -n '__minutebook_sub report actions meetings list kinds commands sign-ins doctor member' -l json
complete -c minutebook -n '__minutebook_sub import' -l dry-run
complete -c minutebook -n '__minutebook_sub import' -l map -rF
complete -c minutebook -n '__minutebook_sub import' -l duplicates -xa 'stop accept'
complete -c minutebook -n '__minutebook_sub minutes' -a '(__minutebook_ask meetings)'
complete -c minutebook -n '__minutebook_sub report' -a '(__minutebook_ask reports)'
complete -c minutebook -n '__minutebook_sub sign-ins' -a '(__minutebook_ask members)'
complete -c minutebook -n '__minutebook_sub export' -a 'minutes agenda actions meetings case transfer packs history'
complete -c minutebook -n '__minutebook_sub list' -a 'boards meetings members cases actions handouts reports commands formats kinds'
complete -c minutebook -n '__minutebook_sub do; and __minutebook_nth 1' -a '(__minutebook_ask commands)'
complete -c minutebook -n '__minutebook_sub do; and not __minutebook_nth 1' -a '(for sort in boards meetings cases actions members; __minutebook_ask $sort; end)'
complete -c minutebook -n '__minutebook_sub member; and __minutebook_nth 1' -a key
complete -c minutebook -n '__minutebook_sub member; and __minutebook_nth 2' -a 'add list disable enable remove'
complete -c minutebook -n '__minutebook_sub member; and not __minutebook_nth 1; and not __minutebook_nth 2' -a '(__minutebook_ask members)'
complete -c minutebook -n '__minutebook_sub ssh; and __minutebook_nth 1' -a 'setup keys'
complete -c minutebook -n '__minutebook_sub kinds' -a take
complete -c minutebook -n '__minutebook_sub import' -a csv
complete -c minutebook -n '__minutebook_sub init' -l name -x
complete -c minutebook -n '__minutebook_sub init' -l member -x
complete -c minutebook -n '__minutebook_sub init' -l agency -x
complete -c minutebook -n '__minutebook_sub init' -l short -x
complete -c minutebook -n '__minutebook_sub init' -l title -x
complete -c minutebook -n '__minutebook_sub init' -l post -x
complete -c minutebook -n '__minutebook_sub init' -l login -x
complete -c minutebook -n '__minutebook_sub init' -l kind -rF
complete -c minutebook -n '__minutebook_sub init' -l board -x
complete -c minutebook -n '__minutebook_sub init' -l prefix -x
complete -c minutebook -n '__minutebook_sub init' -l nation -xa 'england wales scotland northern-ireland'
complete -c minutebook -n '__minutebook_sub demo' -l kind -xa '(__minutebook_ask kinds)'
complete -c minutebook -n '__minutebook_sub demo' -l play
complete -c minutebook -n '__minutebook_sub doctor ssh' -l user -xa '(__fish_complete_users)'
complete -c minutebook -n '__minutebook_sub ssh' -l stanza
complete -c minutebook -n '__minutebook_sub doctor' -l sshd -rF
complete -c minutebook -n '__minutebook_sub doctor' -l sshd-config -rF
complete -c minutebook -n '__minutebook_sub import kinds member check-forms verify backup script' -F
