#!/bin/bash
# past.t: documents of the book as it stood, against those that were made then.
# Speaks TAP.
set -u

. "$(dirname "$0")/../tap.sh"

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/book"
book=$folder/book/m.book
export HOME=$folder MINUTEBOOK_TEST=1 MINUTEBOOK_NOW=2031-03-13T12:00:00
"$MINUTEBOOK" --book "$book" demo --play >/dev/null 2>&1

# as WHO ARG …
as()
{
	local who=$1
	shift
	"$MINUTEBOOK" --book "$book" --as "$who" "$@"
}

# Without the lines that tell when it was made and of what.
plain()
{
	sed -E 's/^ +(As it stood, )?(Draft, not yet|13 Mar 2031).*//; s/^ +[0-9a-f]{12} · //'
}

minutes="export minutes --meeting MM-2031-03-13 --version draft"
as inkwell $minutes | plain >"$folder/then"
as inkwell report overdue --board MM --format csv \
    >"$folder/late-then"
as inkwell export actions --case MM-2031-014 --format csv >"$folder/actions-then"
files=$(ls -A "$folder/book")

# A week goes by: something is done, something is put right, someone goes.
MINUTEBOOK_NOW=2031-03-20T10:00:00
as inkwell do report MM-2031-014/A1 done "Markers are on the address" >/dev/null
as inkwell do action-due MM-2031-014/A3 2031-04-04 "Locks are late" >/dev/null
as inkwell do minutes-circulate MM-2031-03-13 >/dev/null
as inkwell $minutes | plain >"$folder/now"
! cmp -s "$folder/then" "$folder/now"
result $? 'the minutes are others a week later'
as inkwell $minutes --as-of 2031-03-13 | plain >"$folder/past"
cmp -s "$folder/then" "$folder/past"
result $? 'as of the day they are what they were'
as inkwell $minutes --as-of 2031-03-13 | grep -q 'As it stood, Draft, not yet approved, 13 Mar 2031 23:59'
result $? 'and say so on every page'
as inkwell export actions --case MM-2031-014 --format csv >"$folder/actions-now"
! cmp -s "$folder/actions-then" "$folder/actions-now" &&
    as inkwell export actions --case MM-2031-014 --format csv \
    --as-of 2031-03-13T12:00:00 | cmp -s - "$folder/actions-then"
result $? 'so are the actions of a case'
as inkwell report overdue --board MM --format csv \
    --as-of 2031-03-13 | cmp -s - "$folder/late-then"
result $? 'and a report, with what was late then'
as inkwell export minutes --meeting MM-2031-03-13 --as-of 2031-03-13 |
    grep -q 'Draft, not yet approved'
result $? 'what was circulated since is no edition then'
[ "$(as inkwell $minutes --as-of 2031-03-20 | plain)" = \
    "$(as inkwell $minutes | plain)" ]
result $? 'as of today it is as it is'
[ "$files" = "$(ls -A "$folder/book")" ]
result $? 'nothing is left beside the book'
as inkwell do who-read MM-2031-014 | head -n 1 |
    grep -q '2031-03-20T10:00.*took it away'
result $? 'that it was taken away is noted now, not then'
[ "$(as inkwell verify | grep -c intact)" -eq 1 ]
result $? 'and the record is whole'

# refused STATUS WORDS ARG …
refused()
{
	local status=$1 words=$2
	shift 2
	as inkwell "$@" >"$folder/out" 2>"$folder/err"
	[ $? -eq "$status" ] && [ ! -s "$folder/out" ] &&
	    grep -q "$words" "$folder/err"
	result $? "refused: $words"
}
refused 1 'is yet to come' $minutes --as-of 2031-03-21
refused 1 'did not exist then' $minutes --as-of 1999-01-01
refused 1 'is no day such as' $minutes --as-of yesterday
refused 1 'is no day such as' $minutes --as-of 2031-02-30
if [ "$(id -u)" -ne 0 ]; then
	chmod 500 "$folder/book"
	refused 6 'nothing may be written in' $minutes --as-of 2031-03-13
	chmod 700 "$folder/book"
fi

# What is kept from someone now is in no byte of what was.
as inkwell do keep-out MM-2031-014 stork conflict >/dev/null
for what in "$minutes" "export actions --all" "report overdue"; do
	as stork $what --as-of 2031-03-13
done >"$folder/theirs" 2>&1
grep -q 'Marshmere' "$folder/theirs" &&
    ! grep -q 'MM-2031-014\|Testington\|Placeholder' "$folder/theirs"
result $? 'who is kept out since sees nothing of it'

# Who was erased since is in no document of a day before: two agree, the third
# has asked.
as inkwell do board-role MM notebook chair >/dev/null
as inkwell do erase-ask MM-2031-014 'A court has said so' >/dev/null
for who in gavelstone notebook; do
	as $who do erase-approve MM-2031-014 >/dev/null
done
as inkwell export case --case MM-2031-014 --as-of 2031-03-13 |
    grep -q 'MM/31/00288'
result $? 'until it is erased, what was can be had'
as inkwell do erase MM-2031-014 >/dev/null
refused 1 '^minutebook: There is no casefile "MM-2031-014".$' \
    export case --case MM-2031-014 --as-of 2031-03-13
refused 1 'There is no casefile "MM-2031-014".$' \
    export actions --case MM-2031-014 --as-of 2031-03-13
for what in "$minutes" "export actions --all" "report overdue" \
    "export agenda --meeting MM-2031-03-13"; do
	as inkwell $what --as-of 2031-03-13
done >"$folder/gone" 2>&1
as inkwell export history --board MM --as-of 2031-03-13 \
    --output "$folder/history"
grep -q 'MM-2031-015' "$folder/gone" &&
    [ -s "$folder/history/cases/MM-2031-015.txt" ] &&
    ! grep -rq 'MM-2031-014\|MM/31/00288' "$folder/gone" \
    "$folder/history" && ! find "$folder/history" | grep -q 2031-014
result $? 'who was erased is in nothing of what was'
echo "1..$tests"
