#!/bin/bash
# A book of one's own, made as the README says, on an account that has looked
# at another book before.
top=$(cd "${srcdir:-.}" && pwd)
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
minutebook=${MINUTEBOOK:-$PWD/minutebook}
HOME=$work
export HOME
unset MINUTEBOOK_BOOK XDG_DATA_HOME XDG_STATE_HOME
MINUTEBOOK_FORMS=$top/forms
export MINUTEBOOK_FORMS
n=0

# ok TEXT COMMAND…
ok()
{
	local text=$1
	shift
	n=$((n + 1))
	if "$@" >"$work/said" 2>&1; then
		echo "ok $n - $text"
	else
		echo "not ok $n - $text"
		sed 's/^/# /' "$work/said"
	fi
}

begin()
{
	"$minutebook" "$@" --name Safer --member 'Osric Inkwell' \
	    --agency Council --kind "${kind:-marac}" --board Board --nation "${nation-england}" \
	    ${prefix---prefix MM}
}

refused()
{
	! begin "$@" && grep -q "$expected" "$work/said"
}

own=$work/.local/share/minutebook/book.minutebook
last=$work/.local/state/minutebook/last-book
MINUTEBOOK_DEMO=$top/tests/data
export MINUTEBOOK_DEMO
echo 1..15
ok 'the demonstration is played' "$minutebook" demo --play
ok 'and, being gone again, is no book to come back to' test ! -e "$last"
ok 'a book at a place of its own' begin --book "$work/other" init
ok 'then one of the usual name, though the other was used last' begin init
ok 'lies where the README says' test -f "$own"
"$minutebook" demo --play >/dev/null 2>&1
ok 'and stays the one used last after a demonstration' \
    test "$(cat "$last")" = "$own"
expected='already'
ok 'a second one is not made over it' refused init
expected='no kind of meeting' kind=marak
ok 'a kind that is not there is named, and no book is left' \
    refused --book "$work/third" init
ok 'nothing of it' test ! -e "$work/third"
kind=marac prefix=
expected='prefix'
ok 'a board without a prefix is refused' refused --book "$work/fourth" init
ok 'and leaves nothing behind' test -z "$(ls "$work" | grep fourth)"
prefix='--prefix MM' nation='england a' expected='england-and-wales'
ok 'a nation that is not known is refused, with those that are' \
    refused --book "$work/fifth" init

# The whole book is for who looks after it.
guest_copy()
{
	! "$minutebook" --book "$own" --as guest backup "$work/copy" &&
	    test ! -e "$work/copy"
}
ok 'another member' "$minutebook" --book "$own" do member-add Council Gus \
    Guest '' '' guest
ok 'does not get a copy of the whole book' guest_copy
ok 'who looks after it does' "$minutebook" --book "$own" backup "$work/copy"
