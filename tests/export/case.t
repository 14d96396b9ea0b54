#!/bin/bash
# case.t: one case as a document, and what goes along when it is handed to
# another area, in every format, read by programs that are not ours: the facts
# are those of the record, and nothing of what its reader may not see is in a
# byte of it. Speaks TAP.
set -u

. "$(dirname "$0")/../tap.sh"
skip_without writers xmllint unzip qpdf pdftotext pdfinfo sqlite3

folder=$(mktemp -d)
told=$folder/says
trap 'rm -rf "$folder"' EXIT
export HOME=$folder MINUTEBOOK_TEST=1
touch "$folder/says"

# at BOOK: whose book, and when.
at()
{
	book=$folder/$1.book
	export MINUTEBOOK_NOW=2031-03-25T09:00:00
	[ "$1" = soc ] && export MINUTEBOOK_NOW=2025-09-12T09:00:00
	[ -f "$book" ] || "$MINUTEBOOK" --book "$book" demo --kind "$1" \
	    --play >/dev/null 2>&1
}

# mb WHO ARG …: a short time after the meeting.
mb()
{
	local who=$1
	shift
	"$MINUTEBOOK" --book "$book" --as "$who" "$@"
}

# one WHO REF FORMAT: its record into $folder/out.FORMAT.
one()
{
	mb "$1" export case --case "$2" --format "$3" >"$folder/out.$3" \
	    2>"$folder/says"
}

# words FORMAT: of that file, all in one line.
words()
{
	case $1 in
	docx) unzip -p "$folder/out.docx" word/document.xml 'word/*er1.xml' |
	    sed 's/<w:tab\/>\|<w:br\/>\|<\/w:p>/ /g; s/<[^>]*>//g' ;;
	odt) unzip -p "$folder/out.odt" content.xml styles.xml |
	    sed 's/<text:\(tab\|line-break\|s\)[^>]*>/ /g
	    s/<\/text:[ph]>/ /g; s/<[^>]*>//g' ;;
	pdf) pdftotext -raw "$folder/out.pdf" - ;;
	html) sed 's/<[^>]*>/ /g' "$folder/out.html" ;;
	markdown) tr -d '\\' <"$folder/out.markdown" ;;
	*) cat "$folder/out.$1" ;;
	esac | sed "s/&#39;/'/g; s/&amp;/\&/g" | tr -s ' \n\t\f' ' '
}

# bytes FORMAT: all of it, packed parts and document data unpacked.
bytes()
{
	cat "$folder/out.$1"
	case $1 in
	docx | odt) unzip -l "$folder/out.$1"; unzip -p "$folder/out.$1" ;;
	pdf) qpdf --qdf --object-streams=disable "$folder/out.pdf" - 
	    pdftotext "$folder/out.pdf" -
	    pdfinfo "$folder/out.pdf" ;;
	esac
}

well_formed()
{
	case $1 in
	docx) unzip -p "$folder/out.docx" word/document.xml |
	    xmllint --noout - ;;
	odt) unzip -p "$folder/out.odt" content.xml | xmllint --noout - ;;
	html) xmllint --html --noout "$folder/out.html" 2>/dev/null ;;
	pdf) qpdf --check "$folder/out.pdf" >/dev/null ;;
	*) true ;;
	esac
}

at marac
# Names that every format has to bring through, one of them as a combining
# accent, and an address that is not to be written to.
mb inkwell do alias MM-2031-014 'Wren Testington' 'Llŷr Ŵyn' >"$folder/says" 2>&1 &&
    mb inkwell do alias MM-2031-014 Placeholder 'Żółć Gęśla' \
    >>"$folder/says" 2>&1 &&
    mb inkwell do alias MM-2031-014 Placeholder 'سمير حداد' \
    >>"$folder/says" 2>&1 &&
    mb inkwell do alias MM-2031-014 'Wren Testington' "Ame$(printf '\314\201')lie" \
    >>"$folder/says" 2>&1
result $? 'names in four scripts and ways are given'

for format in text markdown html docx odt pdf; do
	one inkwell MM-2031-014 $format && well_formed $format
	result $? "$format: the record of a case is written, and well-formed"
	words $format >"$folder/words"
	fits=0
	for fact in 'OFFICIAL-SENSITIVE' 'MM-2031-014' 'REPEAT' \
	    'Marshmere Police' 'Wren Testington' '4 Nov 1996' \
	    '01632 960111' 'NO MESSAGES' 'DO NOT' 'Ex-partner of Wren' \
	    'MM-2030-004' 'Nil return' 'Sole tenant of 14' \
	    'Non-fatal strangulation' 'Death or serious injury' \
	    'make the home' 'survey' 'Llŷr Ŵyn' 'Żółć Gęśla' 'Heard' 'late'; do
		grep -qF "$fact" "$folder/words" && continue
		echo "lacks: $fact"
		fits=1
	done >"$folder/says"
	grep -q '^lacks' "$folder/says" && fits=1
	result $fits "$format: holds what the record holds"
done
for format in text markdown html docx odt; do
	words $format | grep -qF 'سمير حداد' && words $format |
	    grep -qF "Ame$(printf '\314\201')lie" || echo "$format"
done >"$folder/says"
[ ! -s "$folder/says" ]
result $? 'Arabic and a combining accent come through'
pdftotext "$folder/out.pdf" - | tr -d ' ' | grep -q 'سميرحداد'
result $? 'and stand in the PDF'

# Whose it is is told by number alone, wherever a file tells of itself.
unzip -p "$folder/out.docx" docProps/core.xml >"$folder/meta"
unzip -p "$folder/out.odt" meta.xml >>"$folder/meta"
pdfinfo "$folder/out.pdf" >>"$folder/meta"
grep -o '<title>.*</title>' "$folder/out.html" >>"$folder/meta"
grep -q 'MM-2031-014' "$folder/meta" &&
    ! grep -qi 'Testington\|Placeholder\|Inkwell' "$folder/meta"
result $? 'no name is in what a file tells of itself'

# An agency sees its own research and what was shared, no safe contact, no
# sensitive answer, nothing kept back by others.
for format in text markdown html docx odt pdf; do
	one brickwell MM-2031-014 $format
	words $format | grep -q 'make the home' || echo "$format lacks"
	bytes $format | grep -aqi '960111\|supply of drugs\|Heterosexual\|DO NOT WRITE' &&
	    echo "$format tells"
done >"$folder/tells"
cp "$folder/tells" "$folder/says"
[ ! -s "$folder/tells" ]
result $? 'what a member may not see is in no byte of any format'
sqlite3 "$book" "SELECT count(*) FROM consultation AS c
    JOIN casefile AS f ON f.id = c.casefile_id WHERE c.what = 'export'
    AND f.ref = 'MM-2031-014' AND c.detail = 'record of MM-2031-014, pdf'" \
    >"$folder/says"
grep -qx 2 "$folder/says"
result $? 'each is noted with the case, once'

one brickwell MM-2031-016 text
[ $? -eq 1 ] && [ ! -s "$folder/out.text" ] && cp "$folder/says" \
    "$folder/hidden" && ! one brickwell MM-2031-996 text &&
    sed 's/996/016/' "$folder/says" | cmp -s - "$folder/hidden"
result $? 'a case one may not see is refused as one that is not there'
one trainee MM-2031-014 text
[ $? -ne 0 ] && [ ! -s "$folder/out.text" ]
result $? 'who sees no case gets none'

# ---- Handed to another area --------------------------------------------------
for format in text markdown html docx odt pdf; do
	mb inkwell export transfer --case MM-2031-016 --to 'Westvale MARAC' \
	    --format $format >"$folder/out.$format" 2>"$folder/says" &&
	    well_formed $format
	fits=$?
	words $format >"$folder/words"
	for fact in 'OFFICIAL-SENSITIVE' 'Westvale MARAC' \
	    'Marshmere MARAC' 'Osric Inkwell' 'Juno Fauxley' \
	    'Eastvale' 'Tobias' 'safeguarding'; do
		grep -qF "$fact" "$folder/words" && continue
		echo "lacks: $fact"
		fits=1
	done >>"$folder/says"
	result $fits "$format: what goes along is written"
done
! grep -q 'Cleo Brickwell' "$folder/out.text"
result $? 'nobody who is kept from it is named to turn to'
mb inkwell export transfer --case MM-2031-014 --to 'Westvale MARAC' \
    >"$folder/says" 2>&1
grep -q 'Sole tenant of 14' "$folder/says" &&
    ! grep -q 'supply of drugs' "$folder/says"
result $? 'of research goes along what its agency shares'
sqlite3 "$book" "SELECT detail FROM consultation WHERE what = 'export'
    AND detail LIKE 'transfer%'" >"$folder/says"
grep -qx 'transfer of MM-2031-016 to Westvale MARAC, pdf' "$folder/says"
result $? 'the log keeps whom it went to'
mb inkwell do agency-add 'Maternity team two' 'Team two' community-health \
    'Marshmere Maternity Unit' && mb inkwell do member-add 'Team two' Ada \
    Teamster Ms midwife ada && mb inkwell do board-role MM ada representative &&
    mb inkwell do keep-out MM-2031-016 'Marshmere Maternity Unit' secret &&
    mb inkwell export transfer --case MM-2031-016 --to Eastvale \
    >"$folder/says"
! grep -q 'Teamster\|Stork' "$folder/says" && grep -q 'Notebook' "$folder/says"
result $? 'nobody is named to turn to who is kept out with their agency'

mb brickwell export transfer --case MM-2031-014 --to 'Westvale MARAC' \
    >"$folder/out" 2>"$folder/says"
[ $? -eq 5 ] && [ ! -s "$folder/out" ]
result $? 'it takes the right that the kind says'
mb inkwell do send MM-2031-014 'Westvale MARAC' >"$folder/says" 2>&1
grep -q 'export transfer --case MM-2031-014 --to NAME' \
    "$folder/says"
result $? 'sending a case offers it'
mb inkwell export case --case MM-2031-014 --to X >"$folder/out" 2>&1
[ $? -eq 2 ]
result $? 'what is asked of something else is wrong usage'

# ---- Every type of record of another kind -------------------------------------
at soc
mb trelease list cases | cut -d' ' -f1 >"$folder/refs"
while read -r ref; do
	one trelease "$ref" text && grep -q "$ref" "$folder/out.text" ||
	    echo "$ref"
done <"$folder/refs" >"$folder/bad"
cp "$folder/bad" "$folder/says"
[ ! -s "$folder/bad" ] && [ "$(wc -l <"$folder/refs")" -gt 30 ]
result $? 'every record of the other kind is written'
one trelease OCG-01 text
tr -s ' \n' ' ' <"$folder/out.text" >"$folder/says"
grep -q 'Silas Marrow.*Harbour Hand Car Wash.*HMRC Westmarch' "$folder/says"
result $? 'a group with members, ties and research'
one trelease VP-1 docx
unzip -p "$folder/out.docx" docProps/core.xml | grep -q 'VP-1'
result $? 'a person at risk goes by the reference'

# Tamarisk may not know that the one group is there: a canary in its rows is in
# no byte of what they may have.
while read -r ref; do
	# Of all of them the words, of some every byte of every format.
	case $ref in
	OCG-02 | L-2 | R2) formats='text html docx odt pdf' ;;
	*) formats=text ;;
	esac
	for format in $formats; do
		one rowan "$ref" $format || break
		echo "$ref" >>"$folder/had"
		bytes $format | grep -aqi 'OCG-01\|HAZEL KITE\|Marrow\|Brightside\|Harbour Hand\|L-1\b' &&
		    echo "$ref $format"
	done
done <"$folder/refs" >"$folder/leaks"
cp "$folder/leaks" "$folder/says"
[ ! -s "$folder/leaks" ] && grep -qx OCG-02 "$folder/had" &&
    ! grep -qx 'OCG-01\|L-1' "$folder/had"
result $? 'nothing tells of a group that one may not know of'
mb trelease export transfer --case VP-1 --to MASH --format odt \
    >"$folder/out.odt" 2>"$folder/says" && well_formed odt &&
    words odt | grep -q 'MASH.*Jo Trelease'
result $? 'a person at risk is handed to another forum'
mb trelease export transfer --case OCG-02 --to Elsewhere >"$folder/out" \
    2>"$folder/says"
[ $? -eq 1 ] && grep -q 'no pack for it' "$folder/says"
result $? 'a type that is not handed on says so'

# ---- The plan ------------------------------------------------------------------
for format in text markdown html docx odt pdf; do
	mb trelease report plan-board --format $format \
	    >"$folder/out.$format" 2>"$folder/says" && well_formed $format
	fits=$?
	words $format >"$folder/words"
	for fact in 'Pursue' 'Prevent' 'Protect' 'Prepare' 'Salma Idris' \
	    '29 Aug 2025' 'Court file' 'Past due'; do
		grep -qF "$fact" "$folder/words" && continue
		echo "lacks: $fact"
		fits=1
	done >>"$folder/says"
	result $fits "$format: the plan of a board, with owners, dates and steps"
done
unzip -l "$folder/out.docx" | grep -q 'media/.*\.\(emf\|svg\)' &&
    unzip -l "$folder/out.odt" | grep -q '\.svg' &&
    grep -q 'data:image/svg' "$folder/out.html"
result $? 'with a picture made of lines, not of dots'
mb trelease report plan-group --case OCG-02 >"$folder/says"
grep -q 'Mentor two' "$folder/says" && ! grep -q 'taxi' "$folder/says"
result $? 'and that of one record'
echo "1..$tests"
