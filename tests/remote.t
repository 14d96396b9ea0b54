#!/bin/bash
# remote.t: what a member gets who asks for one command over SSH: what their
# role allows, in each format there is, on standard output and nothing else; a
# sentence on standard error and a status otherwise. Runs the forced command as
# sshd would start it. Speaks TAP.
set -u
umask 077
exec </dev/null

data=${MINUTEBOOK_DEMO:-tests/data}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
book=$work/book
export HOME=$work MINUTEBOOK_NOW=2031-03-12T17:00:00
tests=0

result()
{
	tests=$((tests + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $tests - $2"
	else
		echo "not ok $tests - $2"
		sed 's/^/# /' "$work/out" "$work/err"
	fi
}

# as LOGIN COMMAND: as they would by ssh
as()
{
	local login=$1 key
	shift
	key=$("$MINUTEBOOK" --book "$book" member key list "$login" |
	    grep -o 'SHA256:[A-Za-z0-9+/]*')
	SSH_ORIGINAL_COMMAND="$*" "$MINUTEBOOK" session --book "$book" \
	    --as "$login" --key "$key" >"$work/out" 2>"$work/err"
	status=$?
}

# gives WHAT PATTERN: status 0, the pattern on standard output, no other word
gives()
{
	[ "$status" -eq 0 ] && grep -q -- "$2" "$work/out" &&
	    [ ! -s "$work/err" ]
	result $? "$1"
}

# refuses STATUS WHAT SENTENCE: nothing on standard output
refuses()
{
	[ "$status" -eq "$1" ] && [ ! -s "$work/out" ] &&
	    grep -q -- "$3" "$work/err"
	result $? "$2"
}

# The line of a public key whose 32 bytes are all the letter's.
key()
{
	{ printf '\0\0\0\013ssh-ed25519\0\0\0\040'
	    printf "$1%.0s" {1..32}; } | base64 -w 0 |
	    sed 's/^/ssh-ed25519 /; s/$/ a comment\n/'
}

begin()
{
	sed '/^book:/d' "$data/marshmere.yaml" >"$work/data.yaml"
	"$MINUTEBOOK" --book "$book" init --name Marshmere --member 'Ada Host' \
	    --agency Host && "$MINUTEBOOK" --book "$book" import \
	    "$work/data.yaml" && for who in brickwell:B trainee:T inkwell:I
	do
		key "${who#*:}" >"$work/key.pub"
		"$MINUTEBOOK" --book "$book" member key add "${who%:*}" \
		    "$work/key.pub" || return 1
	done
}

begin >"$work/out" 2>"$work/err"
result $? 'a book is made, with keys of three members'

as brickwell actions
gives 'actions as text' 'A-0207 .*Fit a letterbox guard'
as brickwell actions --format csv
gives 'as a table' '^A-0207,28 Feb 2031.*,In progress,Fit a'
as brickwell actions --format md
gives 'as Markdown' '^| A-0207 | 28 Feb 2031'
as brickwell export actions --format markdown
gives 'and as an export' '^| A-0207 | 28 Feb 2031'
as brickwell actions --format json
gives 'as data' '"A-0207","28 Feb 2031'
as brickwell actions --format papyrus
refuses 2 'another format is named' 'There is no format "papyrus".*text, markdown'
as brickwell export minutes
refuses 2 'what is missing is wrong usage' '^Usage: minutebook export'
as brickwell export everything
refuses 2 'nothing else is exported' '"everything" can.t be exported. These can: minutes'
as brickwell report tracker --format csv
gives 'a report as a table' 'Fit a letterbox guard'
as brickwell report
gives 'which reports there are' '^overdue '

# The pack of one agency, its password sent by the other side. Here no module of
# the heavy writers is found but an installed one.
as inkwell export packs --meeting MM-2031-03-13 --agency Housing --zip \
    --password-fd 0 < <(echo 'a lantern in the harbour')
case $status in
0) [ "$(head -c 2 "$work/out" | tr -d '\0')" = PK ] ;;
*) [ ! -s "$work/out" ] && grep -q 'needs a part of minutebook' "$work/err" ;;
esac
result $? 'the pack of one agency, as a zip'

# What they may not see has the words of what there is not.
as brickwell report overdue --case MM-2031-016
sed 's/MM-2031-016/X/' "$work/err" >"$work/hidden"
refuses 1 'a case that they are kept out of' 'There is no casefile'
as brickwell report overdue --case MM-2031-999
sed 's/MM-2031-999/X/' "$work/err" | cmp -s - "$work/hidden"
result $? 'is refused as one that there is not'
as trainee actions
gives 'who has none is told so' 'No open action of yours'
as trainee export minutes --meeting MM-2031-03-13
refuses 5 'an observer takes no minutes away' 'role'
as inkwell minutes MM-2031-03-13 --format csv
gives 'the secretary does' 'Dr Basil Teacup,Mental Health,yes'
as inkwell export packs --meeting MM-2031-03-13 --output "$work/packs"
refuses 5 'no folder is written' 'no command that is given here'
as inkwell export packs --meeting MM-2031-03-13 --agency Housing --zip
refuses 1 'a password is not asked for' 'password-fd 0'
as brickwell minutes MM-2031-03-13 --output "$work/file"
refuses 5 'no file is written' 'no command that is given here'
as brickwell do accept-action A-0207
refuses 5 'and no command is run' 'no command that is given here'

# What was declined is nobody's; what waits says so.
"$MINUTEBOOK" --book "$book" --as inkwell do action-owner A-0209 Housing \
    brickwell >/dev/null
as brickwell actions --format csv
gives 'what waits is said to' '^A-0209,.*,Waits to be taken on,Offer'
"$MINUTEBOOK" --book "$book" --as brickwell do decline-action A-0209 'Not ours'
as brickwell actions --format csv
[ "$status" -eq 0 ] && ! grep -q A-0209 "$work/out"
result $? 'what was declined is not theirs'

echo "1..$tests"
