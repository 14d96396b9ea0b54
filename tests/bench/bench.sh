#!/bin/bash
# bench.sh: the program and its peers on one machine in one run, as a table of
# figures by program. Started by make bench, which sets PTYBENCH and
# MINUTEBOOK. STARTS and KEYS say how often (default 40 and 200). What is not
# installed is left out. Nothing here passes or fails on a figure.
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

ours()
{
	local program
	program=$(readlink -f "$MINUTEBOOK")
	"$program" demo --play >/dev/null </dev/null || {
		echo 'the demo book could not be made' >&2
		return 1
	}
	measure 'minutebook, demo' -k "move:jk:$keys" -k "page:<PgDn><PgUp>:20" \
	    -k "no such key:<F12>:20" -- "$program"
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

: >"$results"
ours
status=$?
peers
table
exit $status
