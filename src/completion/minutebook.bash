# What bash offers for minutebook(1). Boards, meetings, members and what stands
# on agendas come from the program, which names only what the one signed in may
# see.

_minutebook_ask()
{
	minutebook "${_minutebook_who[@]}" complete "$@" 2>/dev/null
}

# _minutebook_offer WORD SORT …: what begins with the word.
_minutebook_offer()
{
	local word=$1 line
	shift
	for sort in "$@"; do
		while IFS= read -r line; do
			[[ $line == "$word"* ]] &&
			    COMPREPLY+=("$(printf '%q' "$line")")
		done < <(_minutebook_ask "$sort" "$word")
	done
}

_minutebook()
{
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
	local i=1 sub= sort
	local -a _minutebook_who=()

	COMPREPLY=()
	while [ "$i" -lt "$COMP_CWORD" ]; do
		case ${COMP_WORDS[i]} in
		--book | --as | --at)
			_minutebook_who+=("${COMP_WORDS[i]}"
			    "${COMP_WORDS[i + 1]/#\~/$HOME}")
			i=$((i + 1))
			;;
		-*) ;;
		*)
			sub=${COMP_WORDS[i]}
			break
			;;
		esac
		i=$((i + 1))
	done
	# An option that is being given its value asks for no one else's.
	case $prev in
	--book | --as | --at)
		[ -z "$sub" ] && [ "${#_minutebook_who[@]}" -gt 1 ] &&
		    unset '_minutebook_who[-1]' '_minutebook_who[-1]'
		;;
	esac
	case $prev in
	--nation) mapfile -t COMPREPLY < <(compgen -W 'england wales scotland
	    northern-ireland' -- "$cur")
		return ;;
	--board) _minutebook_offer "$cur" boards; return ;;
	--meeting) _minutebook_offer "$cur" meetings; return ;;
	--case) _minutebook_offer "$cur" cases; return ;;
	--as) _minutebook_offer "$cur" members; return ;;
	--format) _minutebook_offer "$cur" formats; return ;;
	--duplicates) mapfile -t COMPREPLY < <(compgen -W 'stop accept' -- "$cur")
		return ;;
	--edition) mapfile -t COMPREPLY < <(compgen -W 'full sanitised' -- "$cur")
		return ;;
	--kind) _minutebook_offer "$cur" kinds; return ;;
	--user) mapfile -t COMPREPLY < <(compgen -u -- "$cur"); return ;;
	--at | --as-of | --only | --agency | --to | --version | --name | --member | \
	    --short | --title | --post | --login | --prefix)
		return ;;
	--book | --map | --output | --sshd | --sshd-config)
		mapfile -t COMPREPLY < <(compgen -f -- "$cur")
		return
		;;
	esac
	case $sub:$cur in
	:-*) mapfile -t COMPREPLY < <(compgen -W '--book --as --at --ascii
	    --no-color --help --version' -- "$cur") ;;
	:*) _minutebook_offer "$cur" subcommands ;;
	report:-*) mapfile -t COMPREPLY < <(compgen -W '--all --as-of --board --case
	    --zip --password-fd --only --format --json --bom --output --force --help' -- "$cur") ;;
	export:-*) mapfile -t COMPREPLY < <(compgen -W '--meeting --edition --zip
	    --password-fd --password-each --when
	    --version --to --mine --all --as-of --board --agency --case --overdue
	    --format --output --force --help' -- "$cur") ;;
	import:-*) mapfile -t COMPREPLY < <(compgen -W '--dry-run --map
	    --duplicates --help' -- "$cur") ;;
	init:-*) mapfile -t COMPREPLY < <(compgen -W '--name --member --agency
	    --short --title --post --login --kind --board --prefix --nation
	    --help' -- "$cur") ;;
	demo:-*) mapfile -t COMPREPLY < <(compgen -W '--kind --play --help' \
	    -- "$cur") ;;
	minutes:-*) mapfile -t COMPREPLY < <(compgen -W '--format --help' \
	    -- "$cur") ;;
	actions:-*) mapfile -t COMPREPLY < <(compgen -W '--format --json
	    --help' -- "$cur") ;;
	meetings:-*) mapfile -t COMPREPLY < <(compgen -W '--board --format
	    --json --help' -- "$cur") ;;
	list:-*) mapfile -t COMPREPLY < <(compgen -W '--board --json --help' \
	    -- "$cur") ;;
	doctor:-*) mapfile -t COMPREPLY < <(compgen -W '--user --sshd
	    --sshd-config --json --help' -- "$cur") ;;
	ssh:-*) mapfile -t COMPREPLY < <(compgen -W '--user --stanza --help' \
	    -- "$cur") ;;
	commands:-* | kinds:-* | member:-* | sign-ins:-*)
		mapfile -t COMPREPLY < <(compgen -W '--json --help' -- "$cur") ;;
	*:-*) mapfile -t COMPREPLY < <(compgen -W '--help' -- "$cur") ;;
	minutes:*) _minutebook_offer "$cur" meetings ;;
	report:*) _minutebook_offer "$cur" reports ;;
	list:*) mapfile -t COMPREPLY < <(compgen -W 'boards meetings members
	    cases actions handouts reports commands formats kinds' -- "$cur") ;;
	export:*) mapfile -t COMPREPLY < <(compgen -W 'minutes agenda actions
	    meetings case transfer packs history' -- "$cur") ;;
	sign-ins:*) _minutebook_offer "$cur" members ;;
	do:*)
		if [ "$COMP_CWORD" -eq $((i + 1)) ]; then
			_minutebook_offer "$cur" commands
		else
			_minutebook_offer "$cur" boards meetings cases \
			    actions members
		fi
		;;
	member:*)
		case $((COMP_CWORD - i)) in
		1) mapfile -t COMPREPLY < <(compgen -W key -- "$cur") ;;
		2) mapfile -t COMPREPLY < <(compgen -W 'add list disable enable
		    remove' -- "$cur") ;;
		*) _minutebook_offer "$cur" members ;;
		esac
		;;
	ssh:*) mapfile -t COMPREPLY < <(compgen -W 'setup keys' -- "$cur") ;;
	kinds:*) mapfile -t COMPREPLY < <(compgen -W take -f -- "$cur") ;;
	import:*) mapfile -t COMPREPLY < <(compgen -W csv -f -- "$cur") ;;
	check-forms:* | verify:* | backup:* | script:*)
		mapfile -t COMPREPLY < <(compgen -f -- "$cur") ;;
	esac
}
complete -F _minutebook minutebook
