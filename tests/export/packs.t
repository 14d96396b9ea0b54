#!/bin/bash
# packs.t: what each agency is sent of the meetings of both demonstrations: all
# of it there or none, nothing in it that one who stands for the agency is not
# shown, in zips that 7-Zip opens with the password alone. Speaks TAP.
set -u

. "$(dirname "$0")/../tap.sh"
skip_without writers 7z pdftotext qpdf python3 setsid

here=$(cd "$(dirname "$0")" && pwd)

folder=$(mktemp -d)
told=$folder/says
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
export HOME=$folder MINUTEBOOK_TEST=1
book=m.book ref=MM-2031-03-13 password='a lantern in the harbour'

# at TIME LOGIN ARG …
at()
{
	local time=$1 login=$2
	shift 2
	"$MINUTEBOOK" --book "$book" --at "$time" --as "$login" "$@" \
	    >"$folder/says" 2>&1
}

# packs OUTPUT ARG …: a day after the meeting, by the co-ordinator.
packs()
{
	local output=$1
	shift
	at 2031-03-14T10:00:00 inkwell export packs --meeting $ref \
	    --output "$output" "$@"
}

# refused STATUS WORDS WHAT COMMAND …: it says so, and leaves nothing.
refused()
{
	local status=$1 words=$2 what=$3 got
	shift 3
	"$@"
	got=$?
	[ $got -eq "$status" ] && grep -q "$words" says && [ ! -e no ] &&
	    [ ! -e no.part ]
	result $? "$what (status $got)"
}

# noted WHERE: how many rows of what went out there are.
noted()
{
	python3 - "$book" "$1" <<-'END'
	import sqlite3, sys
	db = sqlite3.connect("file:%s?mode=ro" % sys.argv[1], uri=True)
	print(db.execute("SELECT count(*) FROM handout AS h LEFT JOIN agency"
	    " AS g ON g.id = h.agency_id WHERE " + sys.argv[2]).fetchone()[0])
	END
}

# secret KEEPER FOLDER …: none of them holds what it may not.
secret()
{
	python3 "$here/canaries.py" "$book" "$MINUTEBOOK" "$@" >says 2>&1
}

"$MINUTEBOOK" --book $book demo --play >says 2>&1
result $? 'the meeting is held'

# ---- Folders

packs after && [ "$(find after -mindepth 1 -type d | wc -l)" -eq 10 ] &&
    [ "$(cd after && find . -type f | sort -u | sed 's,.*/,,' | sort -u |
    tr '\n' ' ')" = 'actions.csv actions.ics actions.pdf minutes.pdf ' ] &&
    [ ! -s says ]
result $? 'each agency has a folder, with what the kind sends after a meeting'
find after -name '*.pdf' -o -type d | grep -qi \
    'brickwell\|inkwell\|stork\|testington'
[ $? -eq 1 ] && [ "$(stat -c %a after/marshmere-homes/minutes.pdf)" = 600 ]
result $? 'no name of a person is in the name of a file, and no other reads it'
pdftotext after/marshmere-homes/minutes.pdf - >says
grep -q 'Testington' says && ! grep -q 'Fauxley\|MM-2031-016' says &&
    pdftotext after/marshmere-police/minutes.pdf - | grep -q Fauxley
result $? 'who has a conflict of interest gets minutes without that case'
grep -q 'MM-2031-014/A3' after/marshmere-homes/actions.csv &&
    ! grep -q 'MM-2031-014/A1' after/marshmere-homes/actions.csv &&
    grep -q 'BEGIN:VTODO' after/marshmere-homes/actions.ics &&
    ! grep -qi 'home\|lock' after/marshmere-homes/actions.ics
result $? 'it gets its own actions; the calendar tells of none what it is'
[ "$(noted "h.how = 'packed' AND h.format = 'folder' AND NOT encrypted")" = \
    10 ] && [ "$(noted "h.how = 'exported' AND h.part_of_id IS NOT NULL")" = \
    40 ] && [ "$(noted "h.what = 'actions' AND h.format = 'csv' AND g.short = \
    'Housing'")" = 1 ]
result $? 'each pack is noted, and each document in it with its hash'
at 2031-03-14T11:00:00 inkwell verify after/marshmere-homes/actions.csv &&
    grep -q 'It is no minutes, but the actions of MM-2031-03-13 as Marshmere Homes could see them. It is as it left' says
result $? 'a document of a pack is known again'

packs first --when before &&
    [ "$(cd first/marshmere-homes && echo *)" = \
    'actions.csv actions.ics actions.pdf agenda.pdf research.docx' ]
result $? 'before a meeting: agenda, what is to be brought, actions'
unzip -p first/marshmere-homes/research.docx word/document.xml >says
grep -q 'Wren Testington' says && ! grep -q 'Juno' says &&
    grep -q 'Research due' says
result $? 'what is to be brought names the cases that the agency may see'
for format in text markdown html docx odt xlsx json; do
	packs "all-$format" --format $format || break
done
secret inkwell after first all-*
result $? 'in no format stands anything that its agency may not see'
packs some --agency Police --agency Housing && [ "$(echo some/*)" = \
    'some/marshmere-homes some/marshmere-police' ]
result $? 'some of them, by name'

at 2031-03-14T10:00:00 inkwell do packs $ref && grep -q \
    '^Marshmere Homes: 2 on the agenda, 2 open actions; 1 held back$' says &&
    grep -q '^Marshmere Police: 3 on the agenda, 2 open actions$' says
result $? 'what each would get, and what is held back'
at 2031-03-14T10:00:00 inkwell do packs-send $ref typed agency=Housing &&
    grep -q 'Minutes and actions: 1 pack in typed' says &&
    [ -s typed/marshmere-homes/minutes.pdf ]
result $? 'they are sent by name, too'

at 2031-03-14T10:00:00 inkwell do report MM-2031-014/A5 done Flagged &&
    packs none --agency Midwifery &&
    [ "$(cat none/*/actions.csv)" = $'Action,Due,Status,Owner,What,Steps\r' ]
result $? 'who has nothing open has the titles of the list'

# ---- What one member of an agency may not see

at 2031-03-14T10:00:00 inkwell do member-add Housing Nora Second '' '' second &&
    at 2031-03-14T10:00:00 inkwell do board-role MM second representative &&
    at 2031-03-14T10:00:00 inkwell do keep-out MM-2031-015 second
result $? 'a second member of an agency is kept out of a case'
packs two --agency Housing
pdftotext two/marshmere-homes/minutes.pdf says
grep -q 'Testington' says && ! grep -q 'Samplewick' says &&
    ! grep -q 'MM-2031-015' two/marshmere-homes/actions.csv
result $? 'the pack of both is without it'
at 2031-03-14T10:00:00 inkwell do member-end second 2031-05-01 &&
    grep -q 'may sign in until 1 May 2031' says
packs leaving --agency Housing
pdftotext leaving/marshmere-homes/minutes.pdf says
grep -q 'Testington' says && ! grep -q 'Samplewick' says
result $? 'also while it is to come that one of them leaves'
long=$(printf 'x%.0s' {1..260})
at 2031-03-14T10:00:00 inkwell do agency-add "$long" Long housing &&
    at 2031-03-14T10:00:00 inkwell do member-add Long Ivo Long '' '' ivo &&
    at 2031-03-14T10:00:00 inkwell do board-role MM ivo representative &&
    packs long --agency Long && [ "$(ls long)" = "${long:0:100}" ] &&
    at 2031-03-14T10:00:00 inkwell do member-end ivo 2031-03-14
result $? 'an agency with a long name gets a folder, too'

# ---- Zips

printf '%s\n' "$password" >secret
packs zips --zip --password-fd 3 3<secret && [ "$(echo zips/* | wc -w)" = 10 ]
result $? 'each agency has a zip'
7z l -slt -p"$password" zips/marshmere-police.zip >says 2>&1
[ "$(grep -c '^Encrypted = +' says)" -eq 4 ] && [ "$(grep -c \
    '^Method = AES-256' says)" -eq 4 ] && [ "$(grep -c '^Modified = 1980-01-01' \
    says)" -eq 4 ] && ! grep -q '^Comment = .' says && [ "$(sed -n \
    's/^Path = //p' says | tail -n +2 | tr '\n' ' ')" = \
    'minutes.pdf actions.pdf actions.csv actions.ics ' ]
result $? 'AES-256, neutral names, no times, no comments'
mkdir in && (cd in && 7z x -y -p"$password" ../zips/marshmere-police.zip) \
    >says 2>&1 && for file in in/*; do
	at 2031-03-14T11:00:00 inkwell verify "$file" || break
done
at 2031-03-14T11:00:00 inkwell verify in/actions.pdf
grep -q 'as it left.*for Marshmere Police, under a password' says
result $? '7-Zip opens it, and what is in it is what was noted'
cmp -s in/actions.csv after/marshmere-police/actions.csv
result $? 'the same bytes as in a folder'
at 2031-03-14T11:00:00 inkwell verify zips/marshmere-police.zip &&
    grep -q 'It is the pack of MM-2031-03-13 for Marshmere Police' says
result $? 'the zip itself is known again'
mkdir wrong && ! (cd wrong && 7z x -y -p'another lantern' \
    ../zips/marshmere-police.zip </dev/null) >says 2>&1 &&
    [ -z "$(find wrong -type f -size +0)" ]
result $? 'another password opens nothing'
grep -aq "$password" zips/* "$book"*
[ $? -eq 1 ]
result $? 'the password stands nowhere'

printf '%099d\n' 0 >longest
packs most --agency Housing --zip --password-fd 3 3<longest &&
    7z t -p"$(cat longest)" most/marshmere-homes.zip >says 2>&1
result $? '7-Zip opens it with the longest password, too'

packs each --zip --password-each && [ "$(wc -l <says)" = 10 ] &&
    [ "$(cut -f2 says | sort -u | wc -l)" = 10 ] && own=$(sed -n \
    's/^marshmere-homes\t//p' says) && other=$(sed -n \
    's/^marshmere-police\t//p' says) && 7z t -p"$own" \
    each/marshmere-homes.zip >says 2>&1 && ! 7z t -p"$other" \
    each/marshmere-homes.zip >says 2>&1
result $? 'a password of its own for each, told once'
"$MINUTEBOOK" --book $book --at 2031-03-14T10:00:00 --as inkwell export packs \
    --meeting $ref --agency Housing --zip --password-fd 0 <secret >one.zip \
    2>says && 7z t -p"$password" one.zip >says 2>&1
result $? 'that of one agency goes to standard output'
"$MINUTEBOOK" --book $book --at 2031-03-14T10:00:00 --as inkwell export \
    minutes --meeting $ref --format docx --zip --password-fd 3 \
    3<secret >minutes.zip 2>says && 7z t -p"$password" minutes.zip >says 2>&1 &&
    [ "$(noted "h.format = 'docx' AND encrypted AND part_of_id IS NULL")" = 1 ]
result $? 'any document can leave in a zip, and that it did is noted'

"$MINUTEBOOK" --book $book --at 2031-03-14T10:00:00 --as inkwell export \
    agenda --meeting $ref --format text --zip --password-fd 3 \
    3<secret >agenda.zip 2>says && 7z t -p"$password" agenda.zip >says 2>&1 &&
    [ "$(noted "h.what = 'agenda' AND encrypted AND part_of_id IS NULL")" = 1 ]
result $? 'an agenda in a zip stands in what went out as encrypted'
"$MINUTEBOOK" --book $book --at 2031-03-14T10:00:00 --as inkwell report \
    return --format csv --zip --password-fd 3 3<secret >return.zip 2>says &&
    7z x -so -p"$password" return.zip 2>says | grep -q 'Cases discussed,3' &&
    ! 7z t -p'some other password' return.zip >says 2>&1
result $? 'so can a report, in the zip that its password alone opens'
"$MINUTEBOOK" --book $book --at 2031-03-14T10:00:00 --as inkwell export case \
    --case MM-2031-014 --zip --password-fd 3 3<secret >case.zip 2>says &&
    sqlite3 $book "SELECT detail FROM consultation" | grep -q \
    '^report return, csv, encrypted$' && sqlite3 $book "SELECT detail FROM
    consultation" | grep -q '^record of MM-2031-014, text, encrypted$'
result $? 'the log says of each that it left encrypted'

# ---- Refused, and nothing left

before=$(noted 1)
printf 'short\n' >short
refused 1 '12 characters or more' 'a short password' \
    packs no --zip --password-fd 3 3<short
printf '%0100d\n' 0 >longer
refused 1 '99 bytes or fewer' 'a password that 7-Zip takes no more of' \
    packs no --zip --password-fd 3 3<longer
printf 'a lantern\033[D in the harbour\n' >arrow
refused 1 'what is no character' 'an arrow key in a password' \
    packs no --zip --password-fd 3 3<arrow
refused 1 'no terminal to ask' 'nowhere to ask' \
    setsid -w bash -c '"$0" "$@" >says 2>&1' "$MINUTEBOOK" --book $book --as \
    inkwell export packs --meeting $ref --output no --zip
refused 1 'is there already' 'a folder that is there' packs after
refused 1 'not over yet' 'too early' at 2031-03-14T10:00:00 inkwell \
    export packs --meeting MM-2031-04-10 --when after --output no
refused 5 'does not let you export the record' 'a member without the right' \
    at 2031-03-14T10:00:00 stork export packs --meeting $ref --output no
refused 1 'There is no meeting' 'no such meeting' \
    at 2031-03-14T10:00:00 inkwell export packs --meeting MM-1 --output no
refused 1 'no pack "never"' 'no such pack' packs no --when never
refused 2 'There is no format' 'no such format' packs no --format wordperfect
refused 1 'no agency' 'no such agency' packs no --agency Nobody
refused 2 'Usage' 'folders to standard output' at 2031-03-14T10:00:00 \
    inkwell export packs --meeting $ref
mkdir no.part
packs no
grep -q 'cut short before and left no.part' says && rmdir no.part
result $? 'what an earlier one left is not touched'
small()
{
	ulimit -f 60
	packs no
}
refused 6 'could not be written whole: File too large. Nothing of it is left' \
    'no room' eval '(small)'
[ "$(noted 1)" = "$before" ]
result $? 'none of that is noted as sent'

# Killed while it asks for a password: the terminal shows again what is typed.
python3 - "$MINUTEBOOK" $book $ref >says 2>&1 <<'END'
import os, pty, signal, sys, termios
pid, fd = pty.fork()
if pid == 0:
    os.execv(sys.argv[1], [sys.argv[1], "--book", sys.argv[2], "--as",
        "inkwell", "export", "packs", "--meeting", sys.argv[3], "--output",
        "no", "--zip"])
said = b""
while b"Password" not in said:
    said += os.read(fd, 1000)
os.kill(pid, signal.SIGTERM)
status = os.waitpid(pid, 0)[1]
shown = termios.tcgetattr(fd)[3] & termios.ECHO
print(said, status, shown)
sys.exit(not (shown and os.WIFSIGNALED(status) and
    os.WTERMSIG(status) == signal.SIGTERM and not os.path.exists("no")))
END
result $? 'killed while it asks: the terminal shows again what is typed'

# ---- What was told on conditions

# told FOLDER: which agencies' minutes tell it.
told()
{
	grep -l 'a lodger in the attic' "$1"/*/minutes.txt | cut -d/ -f2 |
	    tr '\n' ' '
}

at 2031-03-14T11:30:00 inkwell do minute disclosure \
    'There is a lodger in the attic.' agency=Police meeting=$ref \
    phase=share case=MM-2031-014 && at 2031-03-14T11:31:00 inkwell do minute \
    information 'Nobody was asked of the cellar.' meeting=$ref \
    case=MM-2031-014 && packs terms --format text --when after &&
    [ "$(told terms)" = 'marshmere-police ' ]
result $? 'it goes into the pack of the agency that told it alone'
grep -A2 -x 'Also minuted' terms/marshmere-police/minutes.txt >says &&
    grep -q 'asked of the cellar' says && ! grep -q 'Also minuted' \
    after/marshmere-police/minutes.txt
result $? 'what was minuted outside the phases is in the minutes, too'

# ---- The kept edition goes to who may see all of it

at 2031-03-14T12:00:00 inkwell do minutes-circulate $ref &&
    packs round --format text && packs two-all && grep -q 'What you may see of\|Draft' \
    round/marshmere-homes/minutes.txt && secret inkwell round two-all
result $? 'circulated: an agency still gets what it may see'

packs terms-2 --format text && [ "$(told terms-2)" = 'marshmere-police ' ]
result $? 'also where the minutes that are kept hold it'
at 2031-03-14T13:20:00 inkwell export transfer --case MM-2031-014 --to Westvale \
    --format text && ! grep -q 'attic' says && grep -q 'put markers' says &&
    at 2031-03-14T13:20:00 inkwell export case --case MM-2031-014 &&
    grep -q 'attic' says
result $? 'it does not go to another area, and stands in the record'

# ---- The other kind

book=s.book
"$MINUTEBOOK" --book $book demo --kind soc --play >says 2>&1
at 2025-09-20T10:00:00 trelease do packs SOC-2025-03 && grep -q \
    '^Westmarch Police: .*; without minutes, which not all' says && at \
    2025-09-20T10:00:00 trelease export packs --meeting SOC-2025-03 --output \
    police --agency Westmarch && grep -q \
    'Westmarch Police gets no minutes' says
result $? 'who gets no minutes is told, before and after'
for meeting in SOC-2025-03 SOC-2025-04; do
	at 2025-09-20T10:00:00 trelease export packs --meeting $meeting \
	    --output $meeting
	result $? "$meeting: packs for its agencies"
done
secret trelease SOC-*
result $? 'nothing in any of them that its agency may not see'

echo "1..$tests"
