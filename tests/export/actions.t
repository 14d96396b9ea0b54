#!/bin/bash
# actions.t: lists of actions, one's own, an agency's, a board's, a case's, the
# late ones, read by programs that are not ours and counted against the record;
# each in one's own view. Speaks TAP.
set -u

. "$(dirname "$0")/../tap.sh"
skip_without writers python3 unzip sqlite3 xmllint

folder=$(mktemp -d)
told=$folder/out
trap 'rm -rf "$folder"' EXIT
book=$folder/m.book
export HOME=$folder MINUTEBOOK_TEST=1 MINUTEBOOK_NOW=2031-03-25T09:00:00
"$MINUTEBOOK" --book "$book" demo --play >/dev/null 2>&1

# actions WHO ARG …
actions()
{
	local who=$1
	shift
	"$MINUTEBOOK" --book "$book" --as "$who" export actions "$@" \
	    >"$folder/out" 2>&1
}

# The first column of the table, by a reader of CSV.
refs()
{
	python3 -c 'import csv, sys
rows = list(csv.reader(open(sys.argv[1], newline="")))
print(" ".join(r[0] for r in rows[1:]))' "$folder/out"
}

# The same, of the record, by SQL of its own.
record()
{
	sqlite3 "$book" "SELECT group_concat(ref, ' ') FROM (SELECT a.ref
	    FROM action AS a WHERE a.live AND $1 ORDER BY a.due_on, a.id)"
}

actions inkwell --all --format csv
[ "$(refs)" = "$(record 1)" ] && [ "$(refs | wc -w)" -gt 10 ]
result $? 'all of them are those of the record'
actions inkwell --overdue --format csv
[ "$(refs)" = "$(record "a.due_on < '2031-03-25'")" ] && [ -n "$(refs)" ]
result $? 'the late ones'
actions inkwell --board MM --agency Housing --format csv
[ "$(refs)" = 'MM-2031-014/A3 MM-2031-015/A3' ]
result $? "an agency's, of a board"
actions inkwell --case MM-2031-015 --format csv
[ "$(refs | tr ' ' '\n' | sort | xargs)" = \
    'MM-2031-015/A1 MM-2031-015/A2 MM-2031-015/A3' ]
result $? "a case's"
actions inkwell --case MM-2031-015 --overdue --format csv
[ "$(refs)" = 'MM-2031-015/A1' ]
result $? 'the late ones of a case'
actions brickwell --format csv
mine=$(refs)
actions brickwell --mine --format csv
[ "$mine" = "$(refs)" ] && [ "$mine" = 'MM-2031-014/A3 MM-2031-015/A3' ]
result $? "one's own, said or not"

# Each milestone stands with what it is of.
actions inkwell --case MM-2031-014 --format csv
python3 -c 'import csv, sys
row = [r for r in csv.reader(open(sys.argv[1], newline=""))
    if r[0] == "MM-2031-014/A3"][0]
assert row[6].splitlines() == ["20 Mar 2031 survey the home (late)",
    "21 Mar 2031 change the locks (late)",
    "28 Mar 2031 confirm to the IDVA"], row' "$folder/out" 2>/dev/null
result $? 'with its milestones'
actions inkwell --all --format json
python3 -c 'import json, sys
doc = json.load(open(sys.argv[1]))
assert "Actions" in doc["title"]' "$folder/out"
result $? 'JSON: read by a parser'
actions inkwell --all --format xlsx
unzip -p "$folder/out" xl/sharedStrings.xml | grep -q 'MM-2031-016/A1'
result $? 'XLSX: with the last of them'
actions inkwell --board MM --format ics
grep -q '^BEGIN:VTODO' "$folder/out" && ! grep -q 'VALARM\|Testington\|marker' \
    "$folder/out"
result $? 'iCalendar: things to do, without an alarm and without words'
actions inkwell --board MM
grep -q 'OFFICIAL-SENSITIVE' "$folder/out"
result $? 'it is marked'
"$MINUTEBOOK" --book "$book" --as inkwell report tracker --format csv \
    >"$folder/out" 2>&1
head -n 1 "$folder/out" | grep -q '^No\.,What,Owner,Agency,' &&
    grep -q '^MM-2031-015/A1,.*,Ines Cardigan,Adult SC,' "$folder/out"
result $? 'the report of them names the team that owns each'

# The case that Housing is kept from is in no byte.
for format in text markdown html json csv ics; do
	for what in --all --overdue '--board MM'; do
		# shellcheck disable=SC2086
		actions brickwell $what --format $format
		cat "$folder/out"
	done
done >"$folder/theirs"
cp "$folder/theirs" "$folder/out"
grep -q 'MM-2031-014' "$folder/theirs" &&
    ! grep -q 'MM-2031-016\|Fauxley\|key worker' "$folder/theirs"
result $? 'who is kept from a case has none of its actions'
actions brickwell --case MM-2031-016
cp "$folder/out" "$folder/hidden"
actions brickwell --case MM-2031-998
sed 's/998/016/' "$folder/out" | cmp -s - "$folder/hidden"
result $? 'and is told of it as of one that is not there'
sqlite3 "$book" "SELECT count(*) FROM consultation WHERE what = 'export'
    AND detail = 'actions, MM, Marshmere Homes, csv'" >"$folder/out" 2>&1
grep -qx '[1-9][0-9]*' "$folder/out"
result $? 'it is noted'
actions inkwell --mine --meeting MM-2031-03-13
[ $? -eq 2 ]
result $? 'what is asked of something else is wrong usage'

# More than are looked at before the first is written: they go out row by row.
{
	head -n 1 "$srcdir/tests/data/tables/actions.csv"
	seq 2500 | sed 's/.*/MM-2031-014;Police;Say & \& <b>;13\/02\/2031;14\/04\/2031;;/'
} >"$folder/many.csv"
"$MINUTEBOOK" --book "$book" --as inkwell import csv "$folder/many.csv" \
    --map "$srcdir/tests/data/tables/actions.map.yaml" >"$folder/out" 2>&1
result $? 'many actions are taken in'
actions inkwell --board MM --format csv
[ "$(refs)" = "$(record "a.board_id = (SELECT id FROM board
    WHERE prefix = 'MM')")" ] && [ "$(wc -l <"$folder/out")" -gt 2500 ]
result $? 'each of a long list is in it once, in its order'
n=$(refs | wc -w)
actions inkwell --board MM --format json
python3 -c 'import json, sys
d = json.load(open(sys.argv[1]))
t = [b for b in d["blocks"] if "table" in b][0]["table"]
assert d["marking"] == "OFFICIAL-SENSITIVE", d["marking"]
assert len(t["rows"]) == int(sys.argv[2]), len(t["rows"])
assert sum(" & <b>" in r[5] for r in t["rows"]) == 2500' \
    "$folder/out" "$n" 2>"$folder/says"
result $? 'JSON: a long list parses, and is marked at its head'
actions inkwell --board MM --format xlsx
cp "$folder/out" "$folder/long.xlsx"
unzip -p "$folder/long.xlsx" xl/worksheets/sheet2.xml >"$folder/out" &&
    xmllint --noout "$folder/out" &&
    [ "$(grep -o '<row ' "$folder/out" | wc -l)" -eq $((n + 1)) ]
result $? 'XLSX: likewise, a row each'
# A device of one's own, that the test may spoil.
if mknod "$folder/full" c 1 7 2>/dev/null; then
	"$MINUTEBOOK" --book "$book" --as inkwell export actions --board MM \
	    --format csv --output "$folder/full" >"$folder/out" 2>&1
	[ $? -ne 0 ] && grep -q 'could not be written whole' "$folder/out" &&
	    [ -c "$folder/full" ] && [ ! -e "$folder/full.part" ]
	result $? 'a full disk is told of a long list, and no device replaced'
else
	tests=$((tests + 1))
	echo "ok $tests - # SKIP no device can be made here"
fi
mkfifo "$folder/pipe"
cat "$folder/pipe" >"$folder/through" &
"$MINUTEBOOK" --book "$book" --as inkwell export actions --board MM \
    --format csv --output "$folder/pipe" >"$folder/out" 2>&1
wait $!
[ -p "$folder/pipe" ] && [ "$(wc -l <"$folder/through")" -gt 2500 ]
result $? 'a pipe by name is written to'
# Not the last bytes alone: the reader goes in the middle.
"$MINUTEBOOK" --book "$book" --as inkwell export actions --board MM \
    --format text 2>"$folder/out" | head -n 3 >"$folder/head"
[ "${PIPESTATUS[0]}" -ne 0 ] && [ "$(wc -l <"$folder/head")" -eq 3 ] &&
    grep -q 'could not be written whole' "$folder/out"
result $? 'and so is a reader who goes away'
sqlite3 "$book" "SELECT count(DISTINCT casefile_id) FROM consultation
    WHERE what = 'export' AND detail = 'actions, MM, json'" >"$folder/out" 2>&1
[ "$(cat "$folder/out")" -gt 3 ]
result $? 'its records are noted as read'
ln -s m.book "$folder/other"
kept=0
for name in m.book m.book-lock other; do
	actions inkwell --board MM --format csv --output "$folder/$name"
	[ $? -eq 1 ] && grep -q 'is a book, or belongs to one' "$folder/out" &&
	    [ "$(head -c 15 "$book")" = 'SQLite format 3' ] || kept=1
done
actions inkwell --board MM --mine --agency Police
[ $? -eq 1 ] && grep -q 'not both' "$folder/out" && [ $kept -eq 0 ]
result $? 'no export is written over the book'
"$MINUTEBOOK" --book "$book" --as inkwell actions >/dev/full 2>"$folder/out"
[ $? -eq 6 ] && grep -q 'could not be written whole' "$folder/out"
result $? 'a full disk under the short form of it is told of, too'
echo "1..$tests"
