#!/bin/bash
# history.t: a whole board's history for a review, as of a day: what is in it,
# for whom, and that it is what it says it is. Speaks TAP.
set -u

. "$(dirname "$0")/../tap.sh"

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
book=$folder/m.book
export HOME=$folder MINUTEBOOK_TEST=1 MINUTEBOOK_NOW=2031-03-13T12:00:00
"$MINUTEBOOK" --book "$book" demo --play >/dev/null 2>&1

# as WHO ARG …
as()
{
	local who=$1
	shift
	"$MINUTEBOOK" --book "$book" --as "$who" "$@"
}

# The minutes go round, are put right and approved; then a case is looked into.
as inkwell do minutes-circulate MM-2031-03-13 >/dev/null
MINUTEBOOK_NOW=2031-03-17T10:00:00
as gavelstone do minutes-approve MM-2031-03-13 >/dev/null
MINUTEBOOK_NOW=2031-03-18T10:00:00
as inkwell do minutes-correct MM-2031-03-13 \
    "$(as inkwell export minutes --meeting MM-2031-03-13 --format json |
    grep -o '"text":"[^"\\]*"' | sed -n '3s/"text":"\(.*\)"/\1/p')" \
    'As corrected.' >/dev/null 2>&1
MINUTEBOOK_NOW=2031-06-02T10:00:00
as inkwell do report MM-2031-014/A1 done 'Markers are on it' >/dev/null

as inkwell export history --board MM --as-of 2031-03-17 --output "$folder/h"
result $? 'the history is written'
h=$folder/h
(cd "$h" && sha256sum --quiet -c manifest.sha256) &&
    [ "$(find "$h" -type f | wc -l)" -eq \
    "$(($(wc -l <"$h/manifest.sha256") + 1))" ]
result $? 'sha256sum finds every file in the manifest, as it is'
as inkwell verify "$h" >"$folder/says"
[ $? -eq 0 ] && grep -q 'from this book as it stood after entry' "$folder/says"
result $? 'verify says that it is of this book'
for file in index decisions meetings/MM-2031-03-13-agenda \
    meetings/MM-2031-03-13-minutes-v1 meetings/MM-2031-02-13-minutes-draft \
    meetings/MM-2031-04-10-agenda cases/MM-2031-014 cases/MM-2031-016 \
    reports/tracker reports/return; do
	[ -s "$h/$file.txt" ] || echo "# no $file"
done >"$folder/missing"
[ ! -s "$folder/missing" ] && [ ! -e "$h/meetings/MM-2031-04-10-minutes-draft.txt" ]
result $? 'meetings, cases, reports, what was decided, an index'
grep -q 'approved and sealed 17 Mar 2031' \
    "$h/meetings/MM-2031-03-13-minutes-v1.txt" &&
    as inkwell verify "$h/meetings/MM-2031-03-13-minutes-v1.txt" >/dev/null
result $? 'minutes that were sealed by then are the sealed ones'
grep -q 'Draft, not yet approved\|Draft while' \
    "$h/meetings/MM-2031-02-13-minutes-draft.txt"
result $? 'what was not says so'
grep -q 'put markers' "$h/cases/MM-2031-014.txt" &&
    ! grep -rq 'Markers are on it' "$h"
result $? 'nothing in it came later'
grep -q '^[0-9]*,2031-03-17T10:00:00.000Z,Perdita Gavelstone,.*,MM-2031-03-13,' \
    "$h/log.csv" && ! grep -q '2031-03-18\|2031-06' "$h/log.csv"
result $? 'the log tells who did what, up to then'
! grep -qi 'testington\|placeholder\|fauxley\|mockridge' "$h/log.csv" &&
    ! find "$h" | grep -qi 'testington\|placeholder\|inkwell\|stork\|fauxley'
result $? 'neither the log nor a name of a file tells of a person'
[ "$(find "$h" -perm /077 | wc -l)" -eq 0 ]
result $? 'it is for this account alone'
as inkwell do who-read MM-2031-014 | grep -q 'took it away, record of MM-2031-014'
result $? 'that each case was taken away is noted'
sqlite3 "$book" "SELECT detail FROM consultation" |
    grep -q 'history of MM as of 2031-03-17, text'
result $? 'and that it was the history, as of when'

# Another file, one more, one less, and another book.
changed()
{
	as inkwell verify "$folder/c" >"$folder/says" 2>&1
	[ $? -eq 3 ] && grep -q "$1" "$folder/says"
	result $? "verify: $1"
	rm -rf "$folder/c"
	cp -r "$h" "$folder/c"
}
cp -r "$h" "$folder/c"
echo >>"$folder/c/cases/MM-2031-014.txt"
changed 'cases/MM-2031-014.txt is not what it was'
cp "$folder/c/index.txt" "$folder/c/cases/MM-2031-017.txt"
changed 'cases/MM-2031-017.txt is not of it'
rm "$folder/c/log.csv"
changed 'log.csv is missing'
sed -i '3s/^./g/' "$folder/c/manifest.sha256"
changed 'is not what it was'
echo 'rubbish' >"$folder/c/manifest.sha256"
changed 'manifest.sha256 is not what it was'
ln -sf /etc/passwd "$folder/c/index.txt"
changed 'index.txt'
rm "$folder/c/manifest.sha256"
as inkwell verify "$folder/c" >/dev/null 2>&1
[ $? -eq 1 ]
result $? 'without a manifest there is nothing to go by'
# Forged with its sums put right: the book knows what left it.
renew()
{
	(cd "$folder/c" && sum=$(sha256sum "$1" | cut -d' ' -f1) &&
	    sed -i "s|^[0-9a-f]*  $1\$|$sum  $1|" manifest.sha256 &&
	    sha256sum --quiet -c manifest.sha256)
}
rm -rf "$folder/c"
cp -r "$h" "$folder/c"
sed -i 's/MARAC case/FORGED case/' "$folder/c/cases/MM-2031-014.txt"
renew cases/MM-2031-014.txt
changed 'not as it left this book'
sed -i 's/"as-of":"2031/"as-of":"2030/' "$folder/c/manifest.json"
renew manifest.json
changed 'not as it left this book'

# What is no file is not waited for, and none outside is taken for one inside.
cp "$folder/c/log.csv" "$folder/log.csv"
ln -sf ../log.csv "$folder/c/log.csv"
changed 'log.csv is not a file'
mv "$folder/c/manifest.sha256" "$folder/sums"
ln -s ../sums "$folder/c/manifest.sha256"
changed 'manifest.sha256 is not a file'
rm "$folder/c/log.csv"
mkfifo "$folder/c/log.csv"
timeout 20 "$MINUTEBOOK" --book "$book" --as inkwell verify "$folder/c" \
    >"$folder/says" 2>&1
[ $? -eq 3 ] && grep -q 'log.csv is not a file' "$folder/says"
result $? 'a pipe is not waited for'
timeout 20 "$MINUTEBOOK" --book "$book" --as inkwell verify \
    "$folder/c/log.csv" >"$folder/says" 2>&1
[ $? -eq 1 ] && grep -q 'is no file' "$folder/says"
result $? 'nor where it is all that is asked about'
as inkwell verify "$h/manifest.sha256" | grep -q 'list of files of the history'
result $? 'the manifest alone is known for what it is'
as stork verify "$h" >/dev/null
result $? 'a member who may not take it out can tell that it is true'

cp "$book" "$folder/other.book"
"$MINUTEBOOK" --book "$folder/new.book" init --name N --member 'A B' \
    --agency C --login a >/dev/null 2>&1
"$MINUTEBOOK" --book "$folder/new.book" verify "$h" >"$folder/says" 2>&1
[ $? -eq 1 ] && grep -q 'not from this book' "$folder/says"
result $? 'another book does not know it'

# Who may not, and where it can't be.
refused()
{
	local status=$1 words=$2
	shift 2
	"$@" >"$folder/out" 2>"$folder/err"
	[ $? -eq "$status" ] && grep -q "$words" "$folder/err" &&
	    [ ! -e "$folder/x" ] && [ ! -e "$folder/x.part" ]
	result $? "refused: $words"
}
refused 5 'does not let you export a board' as stork export history \
    --board MM --output "$folder/x"
refused 1 'There is no board "XX"' as inkwell export history --board XX \
    --output "$folder/x"
refused 2 'There is no format "word"' as inkwell export history --board MM \
    --format word --output "$folder/x"
refused 1 'is there already' as inkwell export history --board MM \
    --output "$h"
refused 6 'could not be made' as inkwell export history --board MM \
    --output "$folder/none/x"
refused 2 'Usage' as inkwell export history --board MM
refused 1 'is yet to come' as inkwell export history --board MM \
    --as-of 2032-01-01 --output "$folder/x"

# A disk of 64 KiB, in a namespace of our own.
mkdir "$folder/small"
cat >"$folder/full" <<'END'
mount -t tmpfs -o size=64k none "$1" || exit 77
"$MINUTEBOOK" --book "$2" --as inkwell export history --board MM \
    --output "$1/x" 2>"$1.says"
echo $? >"$1.status"
ls -A "$1" >"$1.left"
END
if unshare -rm sh "$folder/full" "$folder/small" "$book" 2>/dev/null; then
	[ "$(cat "$folder/small.status")" -eq 6 ] &&
	    grep -q 'could not be written whole' "$folder/small.says" &&
	    [ ! -s "$folder/small.left" ]
	result $? 'a full disk is told, and nothing is left on it'
else
	result 0 'a full disk is told # SKIP no disk can be mounted here'
fi

# Ended in the midst: a stop while the folder is being filled.
stopped()
{
	rm -rf "$folder/x"
	"$MINUTEBOOK" --book "$book" --as inkwell export history --board MM \
	    --output "$folder/x" 2>"$folder/err" &
	local pid=$!
	until [ -e "$folder/x.part" ] || ! kill -0 $pid 2>/dev/null; do :; done
	kill -"$1" $pid
	wait $pid
	[ $? -eq "$2" ] && [ ! -e "$folder/x.part" ] && [ ! -e "$folder/x" ] &&
	    grep -q 'Nothing of it is left' "$folder/err"
	result $? "ended by $1: nothing is left, and it ends by that"
}
stopped TERM 143
stopped HUP 129

# What whoever takes it out may not see now is in no byte of it.
as gavelstone do keep-out MM-2031-016 inkwell conflict >/dev/null
as inkwell export history --board MM --as-of 2031-03-17 --output "$folder/x"
[ $? -eq 0 ] && [ -e "$folder/x/cases/MM-2031-014.txt" ] &&
    ! grep -rq 'MM-2031-016\|Fauxley\|Eastvale\|Mockridge' "$folder/x"
result $? 'a case that one is kept out of now is in no byte of it'
[ "$(sed '1d; s/,.*//' "$folder/x/log.csv")" = \
    "$(seq $(($(wc -l <"$folder/x/log.csv") - 1)))" ]
result $? 'nor does the log tell by its numbers how much is kept from one'

if command -v 7z >/dev/null && [ -f "${MINUTEBOOK_WRITERS:-}" ]; then
	echo 'a long enough password' | as inkwell export history --board MM \
	    --as-of 2031-03-17 --zip --password-fd 0 --output "$folder/x.zip"
	7z x -y -p'a long enough password' -o"$folder/z" "$folder/x.zip" \
	    >/dev/null && as inkwell verify "$folder/z" >/dev/null
	result $? 'as a zip: 7-Zip opens it, and it is what it says'
	before=$(sqlite3 "$book" 'SELECT count(*) FROM handout')
	echo 'a long enough password' | as inkwell export history --board MM \
	    --zip --password-fd 0 --output "$folder/x.zip" 2>"$folder/says"
	[ $? -eq 1 ] && grep -q 'is there already' "$folder/says" &&
	    [ "$(sqlite3 "$book" 'SELECT count(*) FROM handout')" = "$before" ]
	result $? 'where one is already it is told before anything is noted'
	as inkwell verify "$folder/x.zip" >"$folder/says" &&
	    grep -q 'the history of .*, as a zip under a password' \
	    "$folder/says"
	result $? 'the book knows the zip'
	sed 's/PK/PX/' "$folder/x.zip" >"$folder/y.zip"
	as inkwell verify "$folder/y.zip" >/dev/null 2>&1
	[ $? -eq 1 ]
	result $? 'and no other'
	! 7z x -y -pwrong -o"$folder/zz" "$folder/x.zip" >/dev/null 2>&1
	result $? 'but not with another password'
fi
echo "1..$tests"
