#!/bin/bash
# export.t: what minutebook writes is read back by programs that are not its
# own, and holds what the record holds. Speaks TAP.
set -u

. "$(dirname "$0")/../tap.sh"
skip_without writers xmllint unzip qpdf pdftotext pdfinfo pdffonts 7z

data=${MINUTEBOOK_DEMO:-tests/data}
mkdoc=$(dirname "$MINUTEBOOK")/tests/export/mkdoc

folder=$(mktemp -d)
told=$folder/says
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
data=$(cd "$OLDPWD" && cd "$data" && pwd)

# words_of FORMAT FILE: its text, blanks squeezed.
words_of()
{
	case $1 in
	html) xmllint --memory --html --xpath 'string(/html/body)' "$2" ;;
	docx) unzip -p "$2" word/document.xml word/header1.xml \
	    word/footer1.xml | sed 's/<w:tab\/>\|<w:br\/>\|<\/w:p>/ /g
	    s/<?xml[^>]*>//g; s/<[^>]*>//g' | unescape ;;
	odt) unzip -p "$2" content.xml styles.xml |
	    sed 's/<text:\(tab\|line-break\|s\)[^>]*>/ /g
	    s/<\/text:[ph]>/ /g; s/<?xml[^>]*>//g; s/<[^>]*>//g' |
	    unescape ;;
	pdf) pdftotext -raw "$2" - ;;
	xlsx) unzip -p "$2" xl/sharedStrings.xml | sed 's/<\/si>/ /g
	    s/<[^>]*>//g' | unescape ;;
	*) cat "$2" ;;
	esac | tr -s ' \n\t\f' ' '
}

unescape()
{
	sed "s/&lt;/</g; s/&gt;/>/g; s/&quot;/\"/g; s/&#39;/'/g; s/&amp;/\&/g"
}

# well_formed FORMAT FILE: does everything in it parse?
well_formed()
{
	local part
	case $1 in
	html) xmllint --memory --html --noout "$2" 2>&1 | grep -v 'Tag [a-z]* invalid' |
	    grep -c 'error' | grep -qx 0 ;;
	pdf) qpdf --check "$2" ;;
	json) python3 -m json.tool "$2" /dev/null 2>&1 || ! command -v \
	    python3 >/dev/null ;;
	*)
		unzip -tqq "$2" && 7z t "$2" >/dev/null || return 1
		for part in $(unzip -Z1 "$2" | grep -E '\.(xml|rels|svg)$'); do
			unzip -p "$2" "$(sed 's/[][]/\\&/g' <<<"$part")" |
			    xmllint --noout - || return 1
		done
		;;
	esac
}

# Letters that this machine lacks can't be in a PDF.
japanese=$(fc-list :lang=ja 2>/dev/null)

# --- any text, in every format ---------------------------------------------------

for format in html docx odt pdf xlsx json; do
	bad=
	for n in $(seq 0 22); do
		"$mkdoc" $format "$n" >"doc.$format" 2>says &&
		    well_formed $format "doc.$format" >says 2>&1 || {
			bad=$n
			break
		}
	done
	[ -z "$bad" ]
	result $? "$format: whatever stands in it, it is well formed"
	"$mkdoc" $format 0 >"again.$format" && "$mkdoc" $format 0 |
	    cmp -s - "again.$format"
	result $? "$format: the same facts make the same bytes"
	lost=
	for name in 'Siân Llŷr ap Gwŷn' 'Zażółć gęślą jaźń' 'Nguyễn Thị Hạnh' \
	    '田中 花子'; do
		[ "$format:$name" != 'pdf:田中 花子' ] || [ -n "$japanese" ] ||
		    continue
		words_of $format "again.$format" | grep -qF "$name" ||
		    lost="$lost $name,"
	done
	# A PDF keeps what reads from the right in the order that it is drawn.
	[ $format = pdf ] || words_of $format "again.$format" |
	    grep -qF 'ليلى بنت خالد' || lost="$lost Arabic"
	echo "lost:$lost" >says
	[ -z "$lost" ]
	result $? "$format: names of any script survive"
	words_of $format "again.$format" |
	    LC_ALL=C grep -qP '\x1B|\xC2\x9B|\xE2\x80\xAE'
	[ $? -eq 1 ]
	result $? "$format: nothing that steers a terminal or turns text round"
done

"$mkdoc" html 0 | grep -qi '<script'
[ $? -eq 1 ]
result $? 'html: no text becomes a script'
"$mkdoc" xlsx 0 >doc.xlsx
unzip -p doc.xlsx 'xl/worksheets/*.xml' | grep -qE '<f>|<hyperlink|hidden='
[ $? -eq 1 ]
result $? 'xlsx: no cell is a formula or a link, nothing is hidden'
unzip -p doc.xlsx 'xl/worksheets/sheet2.xml' | grep -q 'ySplit="1"'
result $? 'xlsx: the titles stay in view'
unzip -p doc.xlsx xl/sharedStrings.xml | grep -q '3 Jan 1899' &&
    unzip -p doc.xlsx 'xl/worksheets/*.xml' | grep -q '<v>47920</v>'
result $? 'xlsx: a day no spreadsheet counts is text, any other a day'

# --- rows that are written as they come ---------------------------------------------

for format in xlsx json; do
	bad=
	for n in $(seq 0 22); do
		"$mkdoc" $format "$n" 300 >"rows.$format" 2>says &&
		    well_formed $format "rows.$format" >says 2>&1 || {
			bad=$n
			break
		}
	done
	[ -z "$bad" ]
	result $? "$format, row by row: whatever stands in it, it is well formed"
done
"$mkdoc" xlsx 0 199 >short.xlsx
"$mkdoc" xlsx 0 300 >long.xlsx
# Every cell of the first rows as text, those of the long one behind a number.
cells_of()
{
	unzip -p "$1" xl/worksheets/sheet2.xml | tr -d '\n' |
	    sed 's/<c r="\([A-E][0-9]*\)"/\n\1 /g' | sed -n 's/^\([A-E][0-9]*\) /\1 /p'
}
unzip -p short.xlsx xl/sharedStrings.xml | tr '\n' '\1' | sed 's/<si>/\n/g' |
    sed 1d | sed 's/<[^>]*>//g' | tr -d '\1' >strings
cells_of short.xlsx | awk 'NR == FNR { string[NR - 1] = $0; next }
	/<v>/ {
		v = $0
		sub(/.*<v>/, "", v)
		sub(/<.*/, "", v)
		print $1, / t="s"/ ? string[v] : v
	}' strings - | sed 's/ *$//' >short
# A cell that does not say where it is stands beside the one before.
unzip -p long.xlsx xl/worksheets/sheet2.xml | tr -d '\n' |
    sed 's/<row r="/\n&/g; s/<c /\n&/g' | awk '
	/^<row / { split($0, part, "\""); row = part[2]; column = 0 }
	/^<c / {
		column++
		if (match($0, /^<c r="[A-E][0-9]+"/)) {
			place = substr($0, 7, RLENGTH - 7)
			column = index("ABCDE", substr(place, 1, 1))
			if (substr(place, 2) != row)
				print "misplaced"
		} else
			place = substr("ABCDE", column, 1) row
		print place " " $0
	}' | awk '{
		place = $1
		sub(/<\/c>.*/, "")
		sub(/^[^<]*/, "")
		sub(/^[^>]*>/, "")
		gsub(/<[^>]*>/, "")
		print place, $0
	}' | sed 's/ *$//' | grep -E '^[A-E]1?[0-9]?[0-9] ' >long
grep -E '^[A-E]1?[0-9]?[0-9] .' short | grep -vE '^[A-E][0-9]+ $' >short.cells
cut -d' ' -f1 short.cells | LC_ALL=C sort >both
LC_ALL=C sort short.cells >one
LC_ALL=C sort long | grep -vE '^[A-E][0-9]+ ?$' >two
cmp -s one two && [ "$(wc -l <one)" -gt 800 ]
result $? 'xlsx, row by row: every cell as in a workbook made whole'
unzip -p long.xlsx xl/worksheets/sheet2.xml >sheet
! grep -qE '<f>|<hyperlink|hidden=' sheet && grep -q 'ySplit="1"' sheet &&
    unzip -p long.xlsx xl/workbook.xml | grep -q 'Print_Titles'
result $? 'xlsx, row by row: nothing is a formula, titles stay and repeat'

# --- the minutes of a meeting ----------------------------------------------------

"$MINUTEBOOK" --book book demo --kind marac --play >minutes.text 2>says
result $? 'a meeting is played'
ref=$(sed -n 's/^Meeting: .*(\(.*\))$/\1/p' minutes.text)
for format in html docx odt pdf xlsx json; do
	"$MINUTEBOOK" --book book export minutes --meeting "$ref" \
	    --format $format --output "minutes.$format" >says 2>&1 &&
	    well_formed $format "minutes.$format" >says 2>&1
	result $? "minutes as $format"
	lost=
	while read -r fact; do
		words_of $format "minutes.$format" | grep -qF "$fact" ||
		    lost="$lost $fact,"
	done < <(sed -n 's/^\(Date\|Venue\|Chair\): //p' minutes.text)
	[ $format != xlsx ] || lost=
	echo "lost:$lost" >says
	[ -z "$lost" ]
	result $? "minutes as $format hold what the record holds"
done

pdfinfo minutes.pdf >info
grep -q '^Tagged: *yes' info && grep -q '^Page size:.*A4' info
result $? 'pdf: tagged, A4'
grep -q '^Author' info
[ $? -eq 1 ] && ! unzip -p minutes.docx docProps/core.xml |
    grep -q 'creator' && ! unzip -p minutes.odt meta.xml | grep -q 'creator'
result $? 'nobody is named by what a file says of itself'
qpdf --json minutes.pdf >json 2>says
grep -q '"/Lang": "u:en-GB"\|"/Lang": "en-GB"' json &&
    grep -q '"/Outlines"' json
result $? 'pdf: English of Great Britain, with an outline'
pages=$(sed -n 's/^Pages: *//p' info)
pdftotext minutes.pdf - | grep -c "page [0-9]* of $pages\$" | grep -qx "$pages"
result $? 'pdf: every page says which it is of how many'
pdftotext minutes.pdf - | tr '\f' '\n' | grep -c '^OFFICIAL-SENSITIVE$' |
    grep -qx $((2 * pages))
result $? 'pdf: the marking at head and foot of every page'
unzip -p minutes.docx word/document.xml | grep -q '<w:tblHeader/>' &&
    unzip -p minutes.odt content.xml | grep -q '<table:table-header-rows>'
result $? 'header rows repeat'
unzip -p minutes.docx word/document.xml | grep -q 'w:val="Heading1"' &&
    unzip -p minutes.docx word/styles.xml | grep -q 'w:lang w:val="en-GB"'
result $? 'docx: heading styles, English of Great Britain'
# Items begin where the widest mark ends, and their other lines there, too.
unzip -p minutes.docx word/document.xml | grep -o '"MarkedItem"/>.\{0,160\}' |
    sed -n 's/.*w:val="left" w:pos="\([0-9]*\)".*w:left="\([0-9]*\)".*/\1 \2/p' |
    sort -u >marks
unzip -p minutes.odt content.xml >odt.xml
[ "$(wc -l <marks)" -eq 1 ] && awk '$1 != $2 || $1 < 1500 { exit 1 }' marks &&
    grep -q 'text:style-name="Wide"' odt.xml &&
    [ "$(xmllint --xpath 'string(//*[@*[local-name()="name"]="Wide"]/*/@*[local-name()="margin-left"])' odt.xml |
    tr -d m)" -gt 35 ]
result $? 'docx, odt: what marks stand before begins in one line'
[ "$(unzip -Z1 minutes.odt | head -n 1)" = mimetype ]
result $? 'odt: says first what it is'

# Every tag in its place, as a reader that is not ours finds them.
"$mkdoc" pdf 0 >tagged.pdf
pdfinfo -struct tagged.pdf >tree 2>says
[ ! -s says ] && [ "$(grep -c '^[A-Z]' tree)" -eq 1 ] && awk '
	{ depth = match($0, /[^ ]/); name = $1; sub(/:$/, "", name); in_[depth] = name }
	$1 == "TR" && in_[depth - 2] != "Table" { bad = 1 }
	/^ *T[HD]/ && in_[depth - 2] != "TR" { bad = 1 }
	$1 == "LI" && in_[depth - 2] != "L" { bad = 1 }
	/^ *(Lbl|LBody)/ && in_[depth - 2] != "LI" { bad = 1 }
	END { exit bad }' tree && [ "$(grep -c '^ *TH' tree)" -eq \
	"$(grep -c '/Scope /Column' tree)" ]
result $? 'pdf: one tree of tags; titles say that they are of columns'
# A table that goes on over pages is one table, its titles read once.
[ "$(grep -c '^  Table' tree)" -eq 4 ] &&
    [ "$(grep -c '^ *TH' tree)" -eq $((2 + 5 + 8 + 11)) ]
result $? 'pdf: a table over pages is one, and its titles are read out once'
qpdf --qdf --object-streams=disable tagged.pdf loose.pdf 2>says
[ "$(grep -ac '/S /Figure' loose.pdf)" -eq "$(grep -ac '/Alt <feff' \
    loose.pdf)" ]
result $? 'pdf: every picture is said in words'
# Outside of tags nothing shows but what is marked as no part of the text.
LC_ALL=C awk '
	/ BDC$| BMC$/ { depth++ }
	/^EMC$/ { depth-- }
	/ (Tj|TJ|re S|re B|f)$|\)Tj$|\]TJ$/ && !depth { print; bad = 1 }
	END { exit bad }' loose.pdf >says &&
    grep -aq '^/Artifact BMC$' loose.pdf
result $? 'pdf: head, foot and lines of tables are not read out'

# Whatever the end of a page comes to, what belongs together stands together.
bad=
for n in $(seq 26 50); do
	"$mkdoc" pdf "$n" keep >keep.pdf
	pdftotext -raw keep.pdf keep.txt
	awk 'BEGIN { RS = "\f" } { n = split($0, line, "\n")
	    # Its foot is the last two lines, the last of all is empty.
	    for (last = n - 1; last > 0 && line[last] !~ /page [0-9]+ of/;)
		last--
	    if (line[last - 1] ~ /^(Heading|Caption|Title|Mark$)/) bad = 1
	    first = line[3]
	    if (first ~ /^then once more$/) bad = 1
	    if (/Heading one/ && !/Row ends/) bad = 1
	} END { exit bad }' keep.txt || bad="$bad $n"
done
echo "torn apart after so many lines:$bad" >says
[ -z "$bad" ]
result $? 'pdf: a heading, titles and a mark stay with what follows them'

lost=
for word in Representative Safeguarding Communications Administrative \
    Acknowledged Neighbourhood; do
	[ "$(pdftotext keep.pdf - | tr ' ' '\n' | grep -cx $word)" -eq 2 ] ||
	    lost="$lost $word"
done
echo "broken:$lost" >says
[ -z "$lost" ]
result $? 'pdf: no word of a table is broken'

# --- calendars ---------------------------------------------------------------------

"$MINUTEBOOK" --book book minutes "$ref" --format ics >dates.ics 2>says
result $? 'the dates of a meeting as iCalendar'
cat >read.awk <<'EOF'
# Unfolds, and prints "COMPONENT NAME VALUE" for each property; what does not
# nest or end its lines as RFC 5545 says is an error.
BEGIN { RS = "\r\n" }
function line(l, name, value) {
	if (length(l) == 0)
		return
	if (match(l, /^[A-Z-]+[;:]/) == 0) {
		print "error: " l
		exit
	}
	name = substr(l, 1, RLENGTH - 1)
	value = l
	sub(/^[^:]*:/, "", value)
	if (name == "BEGIN")
		stack[++depth] = value
	else if (name == "END") {
		if (stack[depth--] != value)
			print "error: " l
	} else
		print stack[depth], name, value
}
/\n/ { print "error: a bare line end" }
length($0) > 75 { print "error: a line of " length($0) }
/^ / { held = held substr($0, 2); next }
{ line(held); held = $0 }
END { line(held); if (depth) print "error: not closed" }
EOF
LC_ALL=C awk -f read.awk dates.ics >dates
! grep -q '^error' dates && grep -q '^VCALENDAR VERSION 2.0' dates
result $? 'ics: parses'
agreed=$(grep -c '^VTODO SUMMARY Action ' dates)
[ "$agreed" -gt 5 ] && grep -qx "VTODO DUE 20310328" dates
result $? 'ics: every agreed action by its date'
names=$(sed -n 's/^[A-Z][a-z]* *\([A-Z][a-z]* [A-Z][a-z]*\)  .*19.*/\1/p' \
    minutes.text | grep -cFf - dates)
[ "$names" -eq 0 ] && ! grep -qi 'testington\|placeholder\|stork' dates
result $? 'ics: nobody is named'
"$MINUTEBOOK" --book book meetings --format ics >sits.ics 2>says &&
    LC_ALL=C awk -f read.awk sits.ics | grep -qx 'VEVENT DTSTART 20310313T093000Z'
result $? 'ics: when boards sit'

"$MINUTEBOOK" --book book report --board MM >reports 2>says
"$MINUTEBOOK" --book book report "$(awk 'NR == 1 { print $1 }' reports)" \
    --board MM --format ics >none.ics 2>says
[ $? -ne 0 ] && grep -q 'no dates for a calendar' says
result $? 'ics: what has no dates is no empty calendar'

"$MINUTEBOOK" --book book report tracker --board MM --format csv >open.csv \
    2>says && "$MINUTEBOOK" --book book report tracker --board MM --all \
    --format csv >all.csv 2>says &&
    cmp -s open.csv <(head -n "$(wc -l <open.csv)" all.csv) &&
    ! grep -q '^A-0207,' open.csv && grep -q '^A-0207,.*,Not possible' all.csv
result $? 'csv: all actions are the open ones, and those that have ended'
"$MINUTEBOOK" --book book report tracker --board MM --format ics >open.ics \
    2>says && [ "$(grep -c 'BEGIN:VTODO' open.ics)" -gt 5 ]
result $? 'ics: a list of actions is a list of things to do'

# --- what is not there ---------------------------------------------------------------

MINUTEBOOK_WRITERS=/nowhere/writers.so "$MINUTEBOOK" --book book export \
    minutes --meeting "$ref" --format pdf --output none.pdf >says 2>&1
[ $? -ne 0 ] && [ ! -e none.pdf ] && grep -q 'Nothing was written' says
result $? 'without the module: a sentence, and no file'
"$MINUTEBOOK" --book book export minutes --meeting "$ref" --format rtf \
    >says 2>&1
[ $? -ne 0 ] && grep -q 'text, markdown, csv, json, ics, html, docx, odt, pdf, xlsx' \
    says
result $? 'an unknown format lists the known ones'
"$MINUTEBOOK" --book book export minutes --meeting "$ref" --format docx \
    >/dev/full 2>says
[ $? -ne 0 ] && grep -q 'written' says
result $? 'a full disk is told'
echo "1..$tests"
