#!/bin/bash
# completion.t: what bash, zsh and fish offer, asked of those shells themselves:
# every subcommand, option and word that the program's own usage names, and
# nothing that one may not see. Speaks TAP.
set -u

. "$(dirname "$0")/tap.sh"

folder=$(mktemp -d)
told=$folder/says
trap 'rm -rf "$folder"' EXIT
top=$(cd "${srcdir:-.}" && pwd)
export HOME=$folder MINUTEBOOK_TEST=1 MINUTEBOOK_NOW=2031-03-14T09:00:00
export MINUTEBOOK_BOOK=$folder/m.book
"$MINUTEBOOK" --book "$MINUTEBOOK_BOOK" demo --play >/dev/null 2>&1
mkdir "$folder/bin"
ln -s "$MINUTEBOOK" "$folder/bin/minutebook"
export PATH=$folder/bin:$PATH
: >"$folder/says"

# Each answers what its shell offers at the end of a line, a word a line.
bash_offers()
{
	bash --norc -c '. "$1"
		read -ra COMP_WORDS <<<"$2"
		[ "${2% }" = "$2" ] || COMP_WORDS+=("")
		COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
		_minutebook
		printf "%s\n" "${COMPREPLY[@]}"' - \
	    "$top/src/completion/minutebook.bash" "$1"
}

fish_offers()
{
	fish --no-config -c 'source $argv[1]; complete -C $argv[2]' \
	    "$top/src/completion/minutebook.fish" "$1" | cut -f1
}

# A terminal with zsh in it, in which a Tab is pressed.
cat >"$folder/ask.zsh" <<'EOF'
zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z "stty cols 200 rows 200; PROMPT= RPROMPT= LISTMAX=1000
fpath=($1 \$fpath); unsetopt beep; autoload -Uz compinit; compinit -u -D
bindkey '^I' list-choices
zle-line-init() { print -n REA''DY }; zle -N zle-line-init"
zpty -r z out '*READY*'
zpty -w -n z "$2"$'\t'
zpty -w -n z $'\C-u'"print DO''NE"$'\n'
zpty -r z out '*DONE*'
print -r -- "$out"
zpty -d z
EOF
zsh_offers()
{
	TERM=vt100 timeout 20 zsh -f "$folder/ask.zsh" "$top/src/completion" "$1" |
	    tr -d '\r' | sed 's/\x1b\[[0-9;?]*[a-zA-Z]//g' |
	    grep -av "DO''NE" | tr -s ' \t' '\n\n'
}

# What the usage of a subcommand names: its options, and its words.
options_of()
{
	"$MINUTEBOOK" "$1" --help 2>&1 | sed "\$d" | grep -o -- '--[a-z-]*' |
	    sort -u
}

first_words()
{
	"$MINUTEBOOK" complete subcommands
}

# lacks SHELL LINE WORD …: which of the words are not offered.
lacks()
{
	local shell=$1 line=$2 word
	shift 2
	"${shell}_offers" "$line" >"$folder/offers" 2>&1
	for word in "$@"; do
		grep -qxF -- "$word" "$folder/offers" ||
		    echo "$line: $word"
	done >>"$folder/says"
}

# What follows a subcommand, first of all.
words='export:minutes agenda actions meetings case transfer
list:boards meetings members cases actions reports commands formats kinds
member:key
ssh:setup keys
kinds:take
import:csv'

for shell in bash zsh fish; do
	command -v $shell >/dev/null || {
		skip "no $shell here"
		continue
	}
	: >"$folder/says"
	# shellcheck disable=SC2046
	lacks $shell 'minutebook ' $(first_words)
	lacks $shell 'minutebook --' --book --as --at --ascii --no-color --help \
	    --version
	[ ! -s "$folder/says" ]
	result $? "$shell: every subcommand"
	: >"$folder/says"
	for sub in $(first_words); do
		# shellcheck disable=SC2046
		[ -z "$(options_of "$sub")" ] ||
		    lacks $shell "minutebook $sub --" $(options_of "$sub")
	done
	[ ! -s "$folder/says" ]
	result $? "$shell: every option of each"
	: >"$folder/says"
	while IFS=: read -r sub rest; do
		# shellcheck disable=SC2086
		lacks $shell "minutebook $sub " $rest
	done <<<"$words"
	[ ! -s "$folder/says" ]
	result $? "$shell: what can be exported, listed, set up"
	: >"$folder/says"
	lacks $shell 'minutebook export minutes --meeting ' MM-2031-03-13
	lacks $shell 'minutebook report --board ' MM
	lacks $shell 'minutebook --as ' brickwell inkwell
	lacks $shell 'minutebook --as inkwell export case --case MM-2031-01' \
	    MM-2031-016
	lacks $shell 'minutebook do atten' attend
	[ ! -s "$folder/says" ]
	result $? "$shell: boards, meetings, members, cases, commands"
	${shell}_offers 'minutebook --as brickwell export case --case MM-2031-01' \
	    >"$folder/says" 2>&1
	grep -qx 'MM-2031-014' "$folder/says" &&
	    ! grep -q 'MM-2031-016' "$folder/says"
	result $? "$shell: nothing that one may not see"
done

# Every option that the usage names has been looked for; no file offers one that
# is none.
known=$(for sub in $(first_words); do options_of "$sub"; done; "$MINUTEBOOK" \
    --help | grep -o -- '--[a-z-]*'; echo --help)
: >"$folder/says"
for file in _minutebook minutebook.bash; do
	grep -o -- '[ (]--[a-z][a-z-]*' "$top/src/completion/$file" |
	    tr -d ' (' | sort -u
done | grep -vxF -e "$known" >"$folder/says"
sed -n 's/^complete -c .* -l \([a-z-]*\).*/--\1/p' "$top/src/completion/minutebook.fish" |
    grep -vxF -e "$known" >>"$folder/says"
[ ! -s "$folder/says" ]
result $? 'no option is offered that there is not'
echo "1..$tests"
