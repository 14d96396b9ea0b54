#!/bin/bash
# man.t: the manual pages say what the program can do: every subcommand of
# --help stands in minutebook(1), every command by name in
# minutebook-commands(7) with the arguments that it takes, and neither page
# tells of one that is not there. Speaks TAP.
set -u

src=${srcdir:-.}/src
tests=0

# same WHAT LEFT RIGHT: two sorted lists; what stands in one alone is told.
same()
{
	local odd
	tests=$((tests + 1))
	odd=$(comm -3 <(sort <<<"$2") <(sort <<<"$3"))
	if [ -z "$odd" ] && [ -n "$2" ]; then
		echo "ok $tests - $1"
	else
		echo "not ok $tests - $1"
		sed 's/^/# /' <<<"$odd"
	fi
}

# The names of .It Cm rows under COMMANDS, once each.
subcommands=$(sed -n '/^\.Sh COMMANDS/,/^\.Sh MEMBERS/s/^\.It Cm \([^ ]*\).*/\1/p' \
    "$src/minutebook.1" | sort -u)
help=$("$MINUTEBOOK" --help | sed -n 's/^  \([a-z][a-z-]*\)  .*/\1/p')
same 'every subcommand is in minutebook(1)' "$subcommands" "$help"

# "action LINE [type=…]", as the program and as the page have it.
verbs=$("$MINUTEBOOK" commands | grep -v '^ ' | sed 's/ *$//')
page=$(sed -n 's/^\.It Cm //p' "$src/minutebook-commands.7" |
    sed 's/ No "\(.*\)"$/ \1/; s/\\\[u2026\]/…/g')
same 'every command is in minutebook-commands(7)' "$verbs" "$page"

for verb in $(cut -d' ' -f1 <<<"$verbs"); do
	sed -n "/^\.It Cm $verb\( \|$\)/{n;p;}" "$src/minutebook-commands.7" |
	    grep -q '^[^.]' || echo "$verb"
done >"${TMPDIR:-/tmp}/man.$$"
tests=$((tests + 1))
if [ -s "${TMPDIR:-/tmp}/man.$$" ]; then
	echo "not ok $tests - each says what it does"
	sed 's/^/# /' "${TMPDIR:-/tmp}/man.$$"
else
	echo "ok $tests - each says what it does"
fi
rm -f "${TMPDIR:-/tmp}/man.$$"

# What may be asked for over SSH, as the host says it, and as the page does.
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export HOME=$folder
"$MINUTEBOOK" --book "$folder/b" init --name X --member 'Ada Host' --agency Y \
    --login ada >/dev/null
key=$({ printf '\0\0\0\013ssh-ed25519\0\0\0\040'
	printf 'A%.0s' {1..32}; } | base64 -w 0)
"$MINUTEBOOK" --book "$folder/b" member key add ada - \
    <<<"ssh-ed25519 $key" >/dev/null
key=$("$MINUTEBOOK" --book "$folder/b" member key list ada |
    grep -o 'SHA256:[A-Za-z0-9+/]*')
asked()
{
	SSH_ORIGINAL_COMMAND="$*" "$MINUTEBOOK" session --book "$folder/b" \
	    --as ada --key "$key" 2>&1 </dev/null
}
remote=$(asked help | sed -n 's/^  \([a-z]*\)  .*/\1/p')
page=$(sed -n '/^\.Sh MEMBERS/,/^\.Sh FORMATS/s/^\.It Ic \([a-z]*\).*/\1/p' \
    "$src/minutebook.1")
same 'every command over SSH is in minutebook(1)' "$remote" "$page"
for word in $remote; do
	case $word in ascii | help | version) continue ;; esac
	asked "$word --help" | grep -q "^Usage: minutebook $word" ||
	    echo "$word"
done >"$folder/odd"
same 'and says how it is called' "none$(cat "$folder/odd")" none
echo "1..$tests"
