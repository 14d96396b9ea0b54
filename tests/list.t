#!/bin/bash
# list.t: what the program lists, as lines and as JSON, and what a shell offers:
# only what the one signed in may see, and nothing on any error. Speaks TAP.
set -u

. "$(dirname "$0")/tap.sh"
skip_without python3

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
book=$folder/m.book
export HOME=$folder MINUTEBOOK_TEST=1 MINUTEBOOK_NOW=2031-03-14T09:00:00
"$MINUTEBOOK" --book "$book" demo --play >/dev/null 2>&1

mb()
{
	local who=$1
	shift
	"$MINUTEBOOK" --book "$book" --as "$who" "$@"
}

# Every list is JSON that something else can read, with as many elements as the
# list has lines.
for sort in boards meetings members cases actions reports commands formats \
    kinds; do
	lines=$(mb inkwell list "$sort" | wc -l)
	mb inkwell list "$sort" --json >"$folder/json"
	n=$(python3 -c 'import json, sys
rows = json.load(open(sys.argv[1]))
assert all(isinstance(v, str) for row in rows for v in row.values())
print(len(rows))' "$folder/json" 2>"$folder/says")
	[ "$lines" -gt 0 ] && [ "$n" = "$lines" ]
	result $? "$sort: as many in JSON as lines"
done
for line in 'actions --json' 'meetings --json' 'report --json' \
    'report return --json' 'commands --json' 'kinds --json' \
    'sign-ins --json' 'member key list --json'; do
	# shellcheck disable=SC2086
	mb inkwell $line >"$folder/json" && python3 -c 'import json, sys
json.load(open(sys.argv[1]))' "$folder/json" 2>"$folder/says"
	result $? "$line: JSON"
done

# Need to know: the case that Housing is kept from is in nothing of theirs.
mb inkwell list cases | grep -q MM-2031-016
result $? 'the secretary sees the restricted case'
! { mb brickwell list cases; mb brickwell list cases --json
	mb brickwell list actions; mb brickwell complete cases MM-2031
	mb brickwell complete actions MM-2031-016; } | grep -q MM-2031-016
result $? 'who is kept from it is offered nothing of it'
# What went out: to whom, as what, with its hash; others' is nobody else's.
mb inkwell export agenda --meeting MM-2031-03-13 --format text \
    --output "$folder/agenda"
sum=$(sha256sum < "$folder/agenda")
mb inkwell list handouts | grep -q "agenda .* exported .* no .*${sum%% *}"
result $? 'an agenda that was taken away, with its hash'
mb inkwell list handouts --json | grep -q \
    '"what":"agenda".*"how":"exported","format":"text","encrypted":"no"'
result $? 'and as JSON'
! mb brickwell list handouts | grep -q agenda
result $? 'what others took away is not listed for everyone'
[ "$(mb inkwell complete meetings MM-2031-03)" = MM-2031-03-13 ]
result $? 'a meeting is offered by what it begins with'
[ "$(mb inkwell complete boards M)" = MM ]
result $? 'and so is a board'
mb brickwell complete reports | grep -q '^return$'
[ $? -ne 0 ]
result $? 'a report that one may not look at is not offered'

# Silence.
for line in 'complete' 'complete nothing' 'complete cases a b c'; do
	# shellcheck disable=SC2086
	says=$(mb inkwell $line 2>&1) && [ -z "$says" ]
	result $? "$line says nothing"
done
says=$("$MINUTEBOOK" --book "$folder/none" complete boards 2>&1) &&
    [ -z "$says" ]
result $? 'no book: nothing'
says=$(mb nobody complete boards 2>&1) && [ -z "$says" ]
result $? 'nobody of that name: nothing'

# Every subcommand says how it is used.
bad=
for sub in $("$MINUTEBOOK" complete subcommands); do
	"$MINUTEBOOK" "$sub" --help | grep -q "^Usage: minutebook $sub" ||
	    bad="$bad $sub"
done
[ -z "$bad" ]
result $? "every subcommand has --help${bad:+: not$bad}"
! "$MINUTEBOOK" --help | grep -q '^  complete'
result $? 'what shells alone ask is not in the list'

# As bash asks.
mkdir "$folder/bin"
ln -s "$MINUTEBOOK" "$folder/bin/minutebook"
PATH=$folder/bin:$PATH
# shellcheck disable=SC1091
. "${srcdir:-.}/src/completion/minutebook.bash"
offers()
{
	COMP_WORDS=("$@")
	COMP_CWORD=$(($# - 1))
	_minutebook
	echo "${COMPREPLY[*]}"
}
[ "$(offers minutebook repo)" = report ]
result $? 'bash: a subcommand'
[ "$(offers minutebook --book "$book" --as inkwell minutes MM-2031-03)" = \
    MM-2031-03-13 ]
result $? 'bash: a meeting'
[ "$(offers minutebook --book "$book" --as ink)" = inkwell ]
result $? 'bash: a member'
[ -z "$(offers minutebook --book "$book" --as brickwell report --case \
    MM-2031-016)" ]
result $? 'bash: nothing that one may not see'
[ "$(offers minutebook --book "$book" --as inkwell report return-y)" = \
    return-year ]
result $? 'bash: a report'
echo "1..$tests"
