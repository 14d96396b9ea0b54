#!/bin/bash
# bench.sh: the program and its peers on one machine in one run, as a table of
# figures by program, then many sessions on one book as one of figures by number,
# with the aims beside. Started by make bench, which sets PTYBENCH, STOREBENCH,
# LOADBENCH, ENTER, SRC, GENERATE, FORMS and MINUTEBOOK. STARTS and KEYS say how
# often (default 40 and 200), CASES how many cases the force's book has (100000),
# ROWS how many the board has whose actions are written, five to a case (100000),
# and DECADE how many the nation's (none; make bench-decade says 1000000). LOADS
# says how many sessions share a book (1 10 50 200; "" for none), ONLY=load that
# nothing else is measured. BOOKS is a folder to keep the large books in for
# another run; each run adds some actions to them; cold readings tell something
# where it is on a disk. What is not installed is left out. Nothing here passes or
# fails on a figure.
set -u
starts=${STARTS:-40}
keys=${KEYS:-200}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
results=$work/results
export HOME=$work/home TERM=xterm-256color LC_ALL=C.UTF-8 TZ=UTC
mkdir -m 700 "$HOME"

# measure LABEL OPTION… -- PROGRAM ARGUMENT…
measure()
{
	local label=$1
	shift
	printf 'measuring %s\n' "$label" >&2
	"$PTYBENCH" -l "$label" -n "$starts" "$@" >>"$results" ||
	    printf '%s could not be measured\n' "$label" >&2
}

# What the screens read, and an action's writing, without a terminal.
readings()
{
	printf 'reading %s\n' "$1" >&2
	"$STOREBENCH" -l "$1" -n "$keys" "$2" >>"$results" ||
	    printf '%s could not be read\n' "$1" >&2
}

# The reports as a member sees them who is let in to one listed case in twelve.
reports()
{
	"$STOREBENCH" -l "$1" -n "$keys" -u member5 "$2" >>"$results" ||
	    printf 'the reports of %s could not be made\n' "$1" >&2
}

ours()
{
	local program path=$HOME/.local/share/minutebook/demo.minutebook
	program=$(readlink -f "$MINUTEBOOK")
	"$PTYBENCH" -n 1 -- "$program" demo >/dev/null
	[ -f "$path" ] || {
		echo 'the demo book could not be made' >&2
		return 1
	}
	measure 'minutebook, demo' -k "move:jk:$keys" -k "page:<PgDn><PgUp>:20" \
	    -k "no such key:<F12>:20" -- \
	    "$program" --at 2031-03-13T09:30:00 --book "$path"
	readings 'minutebook, demo' "$path"
}

# A large book, made anew unless BOOKS holds it. book NAME CASES OPTION…
book()
{
	local path=${BOOKS:-$work}/$1.minutebook cases=$2
	shift 2
	if [ ! -f "$path" ]; then
		printf 'making %s, %s cases\n' "$path" "$cases" >&2
		"$GENERATE" "$@" "$path" "$cases" "$FORMS/marac.yaml" >&2 ||
		    return 1
	fi
	du -m "$path" | awk '{ print "its size in MiB: " $1 }' >&2
	echo "$path"
}

# The first screen, search, a board of a thousand meetings, its reports.
large()
{
	local program path label=$1
	shift
	program=$(readlink -f "$MINUTEBOOK")
	path=$(book "$@") || return 1
	# Not where a run before this one left off.
	measure "$label" -k "move:jk:$keys" \
	    -k "page:<PgDn><PgUp>:20" -k "no such key:<F9>:20" -- \
	    "$program" --at 2031-03-13T09:30:00 --book "$path" \
	    run home
	readings "$label" "$path"
	reports "$label, a member" "$path"
	minutes "$label" "$path"
	measure "$label, search" -w / -k "letter:testing:20" -- \
	    "$program" --at 2031-03-13T09:30:00 --book "$path" \
	    run home
	measure "$label, board" -w '<End><Enter>' -k "move:jk:$keys" \
	    -k "page:<PgDn><PgUp>:20" -- \
	    "$program" --at 2031-03-13T09:30:00 --book "$path" \
	    run home
	# The open actions by date, then the overdue ones; each is left again.
	measure "$label, reports" -w '<End><Enter>t' \
	    -k "tracker:<Enter>q:20" -k "down:<Down>:1" \
	    -k "overdue:<Enter>q:20" -- \
	    "$program" --at 2031-03-13T09:30:00 --book "$path" \
	    run home
}

# took PROGRAM …: milliseconds, what it writes thrown away; the median of five.
took()
{
	local i from
	for i in 1 2 3 4 5; do
		from=$(date +%s%N)
		"$@" >"$work/out" 2>"$work/says" || return 1
		echo $(($(date +%s%N) - from))
	done | sort -n | awk 'NR == 3 { printf "%.1f\n", $1 / 1e6 }'
}

# figure LABEL NAME VALUE UNIT
figure()
{
	printf '%s\t%s\t%s\t%s\n' "$@" >>"$results"
}

# A meeting of 20 cases in every format, the program's start included.
minutes()
{
	local label=$1 path=$2 ref format ms
	ref=$("$MINUTEBOOK" --book "$path" list meetings --board B1 |
	    awk 'NR == 1 { print $1 }')
	for format in $("$MINUTEBOOK" complete formats); do
		ms=$(took "$MINUTEBOOK" --at 2031-03-13T09:30:00 --book "$path" \
		    export minutes --meeting "$ref" --format "$format") &&
		    figure "$label" "minutes, $format" "$ms" ms
	done
	ms=$(took packs "$path" "$ref") &&
	    figure "$label" "$(find "$work/packs" -mindepth 1 -type d |
	    wc -l) packs, folders" "$ms" ms
	ms=$(took packs "$path" "$ref" --zip --password-fd 3) &&
	    figure "$label" 'packs, AES zips' "$ms" ms
}

# What each agency is sent after a meeting. packs BOOK MEETING OPTION …
packs()
{
	local path=$1 ref=$2
	shift 2
	rm -rf "$work/packs"
	echo 'a lantern in the harbour' >"$work/secret"
	"$MINUTEBOOK" --at 2031-03-13T09:30:00 --book "$path" export packs \
	    --meeting "$ref" --when after --output "$work/packs" "$@" \
	    3<"$work/secret"
}

# Rows a second and the most memory of what writes so many rows. rows LABEL NAME
# ROWS PROGRAM …
rows()
{
	local label=$1 name=$2 n=$3 ms time=/usr/bin/time
	shift 3
	ms=$(took "$@") || return
	figure "$label" "$name" "$(awk "BEGIN { print int($n / $ms) }")" /ms
	[ ! -x $time ] || figure "$label" "$name, most" "$($time -f %M "$@" \
	    2>&1 >"$work/out" | awk '{ printf "%.1f", $1 / 1024 }')" MiB
}

# All actions of one board, as many as it agreed in a decade, and the sqlite3
# shell writing what the same rows say.
tracker()
{
	local path label=$1 n=$(($2 * 5)) format
	path=$(book "$1" "$2" --lean --lists --boards 1) || return 1
	cat >"$work/rows.sql" <<-'EOF'
	SELECT a.ref, a.text, trim(trim(m.title || ' ' || m.forenames) || ' ' ||
	    m.surname), g.short, a.due_on, CASE WHEN a.live THEN
	    max(0, julianday('2031-03-13') - julianday(a.due_on)) END,
	    a.status, (SELECT group_concat(s.due_on || ' ' || s.text)
	    FROM milestone AS s WHERE s.action_id = a.id), c.ref
	FROM action AS a JOIN agency AS g ON g.id = a.agency_id
	LEFT JOIN member AS m ON m.id = a.member_id
	LEFT JOIN casefile AS c ON c.id = a.casefile_id
	ORDER BY a.live DESC, CASE WHEN a.live THEN a.due_on END,
	    a.due_on DESC;
	EOF
	printf 'writing %s actions\n' "$n" >&2
	! command -v sqlite3 >/dev/null || rows 'sqlite3 shell' 'rows, csv' \
	    "$n" sqlite3 -readonly -csv -init "$work/rows.sql" "$path" ''
	for format in csv xlsx json text ics; do
		rows "$label" "rows, $format" "$n" "$MINUTEBOOK" \
		    --at 2031-03-13T09:30:00 --book "$path" report tracker \
		    --board B1 --all --format $format
	done
}

peers()
{
	local path
	seq 100000 | sed 's/$/ the quick brown fox/' >"$work/lines"
	path=$(command -v less) && measure 'less, 100k lines' -q q \
	    -k "move:jk:$keys" -k "page:<PgDn><PgUp>:20" -- \
	    "$path" "$work/lines"
	path=$(command -v vim) && measure 'vim, 100k lines' -q '<Esc>:q!<Enter>' \
	    -k "move:jk:$keys" -k "page:<PgDn><PgUp>:20" -- \
	    "$path" -u NONE "$work/lines"
	path=$(command -v nnn) && measure 'nnn, a folder' -q q \
	    -k "move:jk:$keys" -- "$path" /usr/share
	path=$(command -v calcurse) && measure 'calcurse, 10k to-dos' -q q \
	    -w '<Tab><Tab>' -k "move:jk:$keys" -- "$path" -D "$(todos)"
	path=$(command -v task) && measure 'task, 10k, overdue' -- \
	    "$path" rc:"$(tasks "$path")" overdue
	path=$(command -v tig) && measure 'tig, 2k commits' -q Q \
	    -k "move:jk:$keys" -k "page:<PgDn><PgUp>:20" -- \
	    "$path" -C "$(history)"
}

# A folder of calcurse with 10,000 things to do.
todos()
{
	mkdir -p "$work/calcurse"
	seq 10000 | sed 's/.*/[5] thing & to do/' >"$work/calcurse/todo"
	: >"$work/calcurse/apts"
	: >"$work/calcurse/conf"
	echo "$work/calcurse"
}

# A task list of 10,000, a hundredth of them overdue.
tasks()
{
	printf '%s\n' "data.location=$work/task" confirmation=no hooks=no \
	    verbose=nothing >"$work/taskrc"
	mkdir -p "$work/task"
	seq 10000 | awk '{
		day = $1 % 100 ? "20991231T000000Z" : "20200101T000000Z"
		printf "{\"description\":\"thing %d\",\"status\":", $1
		printf "\"pending\",\"due\":\"%s\"}\n", day
	}' | "$1" rc:"$work/taskrc" import - >/dev/null 2>&1
	echo "$work/taskrc"
}

# A repository with 2,000 commits.
history()
{
	git init -q -b main "$work/history"
	seq 2000 | awk '{
		print "commit refs/heads/main"
		print "committer A <a@example.org> " 1900000000 + $1 " +0000"
		message = "change " $1 "\n"
		print "data " length(message)
		print message
	}' | git -C "$work/history" fast-import --quiet
	echo "$work/history"
}

# What is aimed at, where many share a book; times are of a machine with nothing
# else to do.
aims()
{
	printf 'aim\t%s\t%s\t%s\n' 'follow p50' 2 ms 'follow p99' 10 ms \
	    'private, median' 2.5 MiB 'private, all' 512 MiB \
	    'clock, bytes' 12 B/s 'idle, bytes' 0 B/s \
	    'idle, private' 2.5 MiB 'write p99' 8 ms \
	    'flat out, most' 250 ms refused 0 '' lost 0 '' \
	    'read back stale' 0 '' 'record intact' 1 '' 'came in' 50 '' \
	    'in, last' 3000 ms
}

# A copy of the book with a meeting that so many are at. opened NUMBER
opened()
{
	rm -f "$work"/meeting*
	cp "$load_book" "$work/meeting"
	"$LOADBENCH" open open "$1" "$work/meeting" B5-M99 B5-0001980
}

# A measure on a copy of the book. fresh LABEL MEASURE ARGUMENT…
fresh()
{
	rm -f "$work"/meeting*
	cp "$load_book" "$work/meeting"
	"$LOADBENCH" "$@" "$work/meeting" >>"$results"
}

# Many sessions on one book: at a meeting, also with one who floods and one who
# stops reading; then at rest, at work, writing all at once, and signing in.
load()
{
	local n many=0
	load_book=$(book load 2000 --members 17) || return 1
	results=$work/load
	aims >"$results"
	for n in $LOADS; do
		printf 'measuring %s sessions at a meeting\n' "$n" >&2
		opened "$n" && "$LOADBENCH" "$n at a meeting" meet "$n" \
		    "$work/meeting" B5-M99 >>"$results" || return 1
		[ "$n" -gt 50 ] || many=$n
	done
	printf 'measuring %s with two that are rude, writing, coming in\n' \
	    "$many" >&2
	opened "$((many + 2))" && "$LOADBENCH" "$many and 2 rude" meet "$many" \
	    "$work/meeting" B5-M99 rude >>"$results"
	fresh '50 idle' idle 50 &&
	    fresh '50 at work' work 50 10000 &&
	    fresh '50 writing' write 50 5000 || return 1
	srcdir=$SRC "$ENTER" "$results" >&2
	table
}

# Figures down, programs across, in the order they came.
table()
{
	awk -F'\t' '
	!($1 in column) { column[$1] = ++columns; head[columns] = $1 }
	!($2 in row) { row[$2] = ++rows; name[rows] = $2; unit[rows] = $4 }
	{ value[row[$2], column[$1]] = $3 }
	END {
		printf "%-20s", ""
		for (c = 1; c <= columns; c++)
			printf "  %16.16s", head[c]
		print ""
		for (r = 1; r <= rows; r++) {
			printf "%-16s %3s", name[r], unit[r]
			for (c = 1; c <= columns; c++)
				printf "  %16s", (r, c) in value ? \
				    value[r, c] : "-"
			print ""
		}
	}' "$results"
}

status=0
: >"$results"
if [ "${ONLY:-}" != load ]; then
	ours || status=1
	[ "${CASES:=100000}" = 0 ] ||
	    large force force "$CASES" --lists || status=1
	[ "${DECADE:=0}" = 0 ] ||
	    large decade decade "$DECADE" --lean --lists || status=1
	[ "${ROWS:=100000}" = 0 ] || tracker tracker "$ROWS" || status=1
	peers
	table
fi
: "${LOADS=1 10 50 200}"
[ -z "$LOADS" ] || [ ! -x "$LOADBENCH" ] || load || status=1
exit $status
