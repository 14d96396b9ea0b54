#!/bin/bash
# usage.t: every subcommand, as the program's own table names them: what it says
# of itself and what minutebook(1) says of it, lists as JSON, what is told of a
# wrong call and where, silence but on a terminal; where files go, in which
# format, and over what. Speaks TAP.
set -u

tests=0

result()
{
	tests=$((tests + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $tests - $2"
	else
		echo "not ok $tests - $2"
		sed 's/^/# /' "$folder/out" "$folder/err" | head -n 16
	fi
}

command -v python3 >/dev/null || {
	echo '1..0 # SKIP no python3 here'
	exit 0
}

page=${srcdir:-.}/src/minutebook.1
data=${MINUTEBOOK_DEMO:-tests/data}
data=$(cd "$data" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export HOME=$folder MINUTEBOOK_TEST=1 MINUTEBOOK_NOW=2031-03-14T09:00:00
export MINUTEBOOK_BOOK=$folder/m.book
unset SSH_CONNECTION
"$MINUTEBOOK" --book "$MINUTEBOOK_BOOK" demo --play >/dev/null 2>&1
: >"$folder/out"
: >"$folder/err"

run()
{
	"$MINUTEBOOK" "$@" >"$folder/out" 2>"$folder/err" </dev/null
	status=$?
}

# refused STATUS SENTENCE ARG …: one sentence, where it is a wrong call the usage
# of no more lines than that of everything, and nothing on standard output.
refused()
{
	local code=$1 sentence=$2
	shift 2
	run "$@"
	[ "$status" -eq "$code" ] && [ ! -s "$folder/out" ] &&
	    sed 1q "$folder/err" | grep -q "^minutebook.*: .*$sentence" &&
	    if [ "$code" -eq 2 ]; then
		sed -n 2p "$folder/err" | grep -q '^Usage: minutebook'
	    else
		[ "$(wc -l <"$folder/err")" -eq 1 ]
	    fi
	result $? "refused ($code): ${*:1:6}"
}

subs=$("$MINUTEBOOK" complete subcommands)

# Its ways of being called, a line each.
ways()
{
	"$MINUTEBOOK" "$1" --help | sed '$d' |
	    sed ':a;N;$!ba;s/\n          */ /g' |
	    sed 's/^Usage: //; s/^ *minutebook //'
}

# ---- Help, and the page ------------------------------------------------------

# Options that stand in the rows of a subcommand in the page, and below them.
of_page()
{
	awk -v sub_="$1" '
		/^\.Sh/ { on = 0; inside = $0 == ".Sh COMMANDS" }
		inside && /^\.It Cm / { on = $3 == sub_ }
		on && /^\./ {
			for (i = 1; i <= NF; i++)
				if ($i ~ /^-[a-z][a-z-]*$/ && $i != "-book")
					print "-" $i
		}' "$page" | sort -u
}

for sub in $subs; do
	run "$sub" --help
	[ "$status" -eq 0 ] && [ ! -s "$folder/err" ] &&
	    sed 1q "$folder/out" | grep -q "^Usage: minutebook $sub"
	result $? "$sub --help names itself, on standard output"
	ways "$sub" | grep -o -- '--[a-z-]*' | sort -u >"$folder/out"
	of_page "$sub" | diff "$folder/out" - >"$folder/err"
	result $? "$sub: the same options in its usage and in minutebook(1)"
	refused 2 '--no-such-option' "$sub" --no-such-option
done
run --help
for sub in $subs; do
	grep -q "^  $sub " "$folder/out" || echo "$sub"
done >"$folder/err"
[ "$status" -eq 0 ] && [ ! -s "$folder/err" ]
result $? '--help names them all'
: >"$folder/err"
if [ -c /dev/full ]; then
	for line in --help --version 'list formats' 'export --help'; do
		# shellcheck disable=SC2086
		"$MINUTEBOOK" $line >/dev/full 2>"$folder/err"
		[ $? -eq 6 ] && grep -q 'written whole' "$folder/err" || break
	done
	grep -q 'written whole' "$folder/err"
	result $? 'what could not be printed is told'
fi

# ---- Lists -------------------------------------------------------------------

# Every way with --json in it, by the words that stand before its options; a
# word of several is each of them.
lists=0
for sub in $subs; do
	while read -r line; do
		words=$(sed 's/ [^a-z].*//' <<<"$line")
		[ "$words" != "${words%|*}" ] &&
		    many=$(tr '|' ' ' <<<"${words##* }") || many=
		for last in ${many:-''}; do
			call=$words
			[ -z "$many" ] || call="${words% *} $last"
			# shellcheck disable=SC2086
			run $call --json
			lists=$((lists + 1))
			python3 -c 'import json, sys
json.load(open(sys.argv[1]))' "$folder/out" 2>>"$folder/err"
			# A host that is not as it should be ends with 1.
			[ $? -eq 0 ] && { [ "$status" -eq 0 ] ||
			    [ "$sub:$status" = doctor:1 ]; }
			result $? "$call --json: JSON"
		done
	done < <(ways "$sub" | grep -e '--json')
done
[ "$lists" -gt 15 ]
result $? 'and there are lists'
for sort in formats commands; do
	run --book "$folder/none" list $sort
	[ "$status" -eq 0 ] && [ "$(wc -l <"$folder/out")" -gt 5 ]
	result $? "list $sort needs no book"
done

# ---- What is wrong in a call --------------------------------------------------

refused 2 'no list "foo".*boards, meetings.*formats, kinds' list foo
refused 2 'one of boards' list
refused 2 'takes no --board' list formats --board MM
refused 2 'one of minutes, agenda.*history' export
refused 2 '"foo" can.t be exported.*minutes, agenda' export foo
refused 2 'no format "rtf".*text, markdown.*xlsx' report overdue --format rtf
refused 2 'no edition "half".*full, sanitised' export minutes --meeting X \
    --edition half
refused 2 'no command "foo".*run, init.*ssh' foo
refused 2 'no command "atend". Did you mean "attend"' do atend
refused 2 'at least 2 words, and 0 were given' do attend
refused 2 'no option --foo' --foo
refused 2 'wants --meeting' export agenda
refused 2 'takes no --mine' export agenda --meeting X --mine
refused 2 'password-fd is for --zip' export actions --password-fd 3
refused 2 'password is for --zip' export packs --meeting X --output "$folder/p" \
    --password-fd 3
refused 2 'number of a descriptor' export actions --zip --password-fd one
refused 2 'takes no --as-of' export transfer --case X --to Y --as-of 2031-01-01
refused 2 '--format wants a value' export actions --format
refused 2 'value of --output is empty' export actions --output ''
refused 2 'value of --board is empty' report tracker --board ''
refused 2 '--json takes no value' report tracker --json=yes
refused 2 'more than one option' report tracker --b MM
refused 2 'no option -x' actions -x
refused 2 '"too" is a word more' backup "$folder/b" too
refused 2 'wants --map' import csv "$folder/t.csv"
refused 2 'stop or accept, not "ask"' import csv t --map m --duplicates ask
refused 2 'say csv before' import t.yaml --map m
run do attend --help
[ "$status" -eq 0 ] && grep -q '^Usage: minutebook do attend' "$folder/out"
result $? 'a command by name has its help'

# A day without a year is one to come: which, is said.
run do incident MM-2031-014 '1 feb' 'Said again'
[ "$status" -eq 0 ] && grep -q 'Sat 1 Feb 2031' "$folder/out"
result $? 'a day that is typed is told in full'
run do action-due MM-2031-014/A1 '5 jan' 'Later'
[ "$status" -eq 0 ] && grep -q 'Mon 5 Jan 2032' "$folder/out"
result $? 'and where the command has no other reply'
run do action-due MM-2031-014/A1 2032-01-06 'Later'
[ "$status" -eq 0 ] && [ ! -s "$folder/out" ]
result $? 'but not one that left nothing open'

# ---- Where it goes, and in which format -----------------------------------------

cd "$folder" || exit 1
run export actions --all --output a.csv
[ "$status" -eq 0 ] && [ ! -s out ] && [ ! -s err ] && grep -q '^Action,' a.csv
result $? 'the format is that of the ending'
run report tracker --output a.json && python3 -m json.tool a.json >/dev/null
result $? 'of a report, too'
run export actions --all --output a.CSV && grep -q '^Action,' a.CSV
result $? 'however it is written'
run export actions --all --output plain && ! grep -q '^Action,' plain &&
    [ -s plain ]
result $? 'a name without an ending is text'
run export actions --all --format csv --output a.txt && grep -q '^Action,' a.txt
result $? 'what --format says goes before'
refused 2 'no format that ends in ".doc".*docx.*--format' export actions \
    --output a.doc
[ ! -e a.doc ]
result $? 'and there is no such file'
cp a.csv was
refused 1 'a.csv is there already.*--force' export actions --output a.csv
cmp -s a.csv was
result $? 'what is there is left'
refused 1 'a.csv is there already.*--force' report overdue --output a.csv
run export actions --mine --force --output a.csv && [ "$status" -eq 0 ] &&
    ! cmp -s a.csv was && grep -q '^Action,' a.csv
result $? 'but for --force'
refused 1 'is a book' export actions --format csv --force --output m.book
refused 2 '--force is for --output' export actions --force
mkfifo pipe
cat pipe >through &
run export actions --all --format csv --output pipe
wait $!
[ "$status" -eq 0 ] && [ -p pipe ] && grep -q '^Action,' through
result $? 'a pipe by name needs no --force'

# ---- Silence ------------------------------------------------------------------

for line in "verify" "backup $folder/copy" "import --dry-run $data/marshmere.yaml" \
    "export history --board MM --output $folder/history"; do
	[ "${line%% *}" != import ] || {
		"$MINUTEBOOK" --book new init --name X --member 'A B' \
		    --agency C >/dev/null
		sed '/^book:/d' "$data/marshmere.yaml" >data.yaml
		line="--book new import --dry-run data.yaml"
	}
	# shellcheck disable=SC2086
	run $line
	[ "$status" -eq 0 ] && [ ! -s err ]
	result $? "${line%% /*}: silence on standard error"
done
if command -v script >/dev/null; then
	script -qec "'$MINUTEBOOK' --book new import --dry-run data.yaml >out" \
	    typed </dev/null >/dev/null 2>&1
	grep -aq 'of [0-9]* records' typed && ! grep -q records out
	result $? 'a line of progress on a terminal'
fi
echo "1..$tests"
