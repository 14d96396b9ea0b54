#!/bin/bash
# agenda.t: the agenda of the meeting that was played, in every format, read by
# programs that are not ours; each in one's own view. Speaks TAP.
set -u

. "$(dirname "$0")/../tap.sh"
skip_without writers xmllint unzip pdftotext python3

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
book=$folder/m.book
export HOME=$folder MINUTEBOOK_TEST=1 MINUTEBOOK_NOW=2031-03-14T09:00:00
"$MINUTEBOOK" --book "$book" demo --play >/dev/null 2>&1

# agenda WHO FORMAT
agenda()
{
	"$MINUTEBOOK" --book "$book" --as "$1" export agenda --meeting \
	    MM-2031-03-13 --format "$2"
}

# has FILE WORDS …: all of them, in that order.
has()
{
	local file=$1 words
	shift
	words=$(printf '%s.*' "$@")
	tr '\n' ' ' <"$file" | grep -q "$words"
}

agenda inkwell text >"$folder/text"
has "$folder/text" 'OFFICIAL-SENSITIVE' 'Agenda: Marshmere MARAC, 13 Mar' \
    'Begins: 09:30' '1. Open' '7. Cases' 'MM-2031-014' 'Wren Testington' \
    'MM-2031-015' 'Roly' 'MM-2031-016' 'RESTRICTED' '8. Close'
result $? 'text: the steps, and the cases of each with who is in them'
[ "$(grep -c 'Agenda: Marshmere MARAC' "$folder/text")" -eq 1 ]
result $? 'its title stands once'
agenda inkwell docx >"$folder/a.docx"
unzip -p "$folder/a.docx" word/document.xml | xmllint --noout - 2>/dev/null &&
    unzip -p "$folder/a.docx" word/document.xml >"$folder/xml" &&
    has "$folder/xml" 'MM-2031-014' 'Testington' 'MM-2031-016'
result $? 'DOCX: well-formed, with the same'
agenda inkwell odt >"$folder/a.odt"
unzip -p "$folder/a.odt" content.xml | xmllint --noout - 2>/dev/null
result $? 'ODT: well-formed'
agenda inkwell pdf >"$folder/a.pdf"
pdftotext "$folder/a.pdf" "$folder/pdf.txt" &&
    grep -q 'MM-2031-016' "$folder/pdf.txt"
result $? 'PDF: with its cases'
agenda inkwell html | xmllint --html --noout - 2>/dev/null
result $? 'HTML: read by a parser'
agenda inkwell json | python3 -c 'import json, sys; json.load(sys.stdin)'
result $? 'JSON: read by a parser'

# The case that Housing is kept from is in no byte.
for format in text markdown html json csv; do
	agenda brickwell "$format"
done >"$folder/theirs"
grep -q 'MM-2031-014' "$folder/theirs" &&
    ! grep -q 'MM-2031-016\|Fauxley\|Eastvale\|Mockridge' "$folder/theirs"
result $? 'who is kept from a case has nothing of it'
agenda brickwell docx >"$folder/t.docx"
! unzip -p "$folder/t.docx" | grep -aq 'MM-2031-016\|Fauxley'
result $? 'nor in a DOCX'

# A list of nothing has its titles all the same.
for line in 'inkwell export agenda --meeting MM-2031-04-10:No.,Case' \
    'trainee actions:Action,Due' \
    'inkwell export actions --overdue --agency Education:Action,Due'; do
	# shellcheck disable=SC2086
	"$MINUTEBOOK" --book "$book" --as ${line%:*} --format csv \
	    >"$folder/says" 2>&1 && [ "$(wc -l <"$folder/says")" -eq 1 ] &&
	    grep -q "^${line#*:}" "$folder/says"
	result $? "nothing, as CSV: ${line%:*}"
done
agenda inkwell ics >"$folder/says" &&
    [ "$(grep -c '^BEGIN:VEVENT' "$folder/says")" -eq 1 ] &&
    grep -q '^UID:MM-2031-03-13@' "$folder/says" &&
    ! grep -q 'Testington\|MM-2031-014' "$folder/says"
result $? 'for a calendar it is the meeting'
says=$(agenda trainee text 2>&1)
[ $? -eq 5 ] && [ "${says#*does not let you}" != "$says" ]
result $? 'who may not export is told so'
"$MINUTEBOOK" --book "$book" --as inkwell export agenda --meeting XX-1 \
    2>"$folder/says"
[ $? -eq 1 ] && grep -q 'no such meeting' "$folder/says"
result $? 'a meeting that is not there'
"$MINUTEBOOK" --book "$book" --as inkwell export agenda 2>/dev/null
[ $? -eq 2 ]
result $? 'without a meeting it says how it is used'
echo "1..$tests"
