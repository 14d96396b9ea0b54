#!/bin/bash
# faults.t: every export of every kind in every format, where it can't go: a full
# disk, a reader that went away, a place that is none, a hidden record, an end in
# the midst. No half file, one sentence, the documented status. Speaks TAP.
set -u

. "$(dirname "$0")/../tap.sh"

folder=$(mktemp -d)
told=$folder/err
trap 'rm -rf "$folder"' EXIT
export HOME=$folder MINUTEBOOK_TEST=1
out=$folder/out
mkdir "$out"

# Kind, the day after its meeting, who keeps its record, board, meeting, case.
kinds='marac 2031-03-14 inkwell MM MM-2031-03-13 MM-2031-014
soc 2025-09-11 trelease SM SOC-2025-03 OCG-01
cmarac 2028-02-16 tansley LF LF-2028-02-15 LF-2028-004'
while read -r kind day who board meeting case; do
	MINUTEBOOK_NOW=${day}T09:00:00 "$MINUTEBOOK" --book \
	    "$folder/$kind.book" demo --kind "$kind" --play \
	    >"$folder/err" 2>&1
	result $? "$kind: there is something to export"
done <<<"$kinds"

formats=$("$MINUTEBOOK" --book "$folder/marac.book" list formats |
    cut -d' ' -f1)
if [ ! -f "${MINUTEBOOK_WRITERS:-}" ]; then
	formats='text markdown csv json ics'
fi

# each CALL: with every export of every kind as its arguments, the first of them
# the kind's name.
each()
{
	local kind day who board meeting case report
	while read -r kind day who board meeting case; do
		export MINUTEBOOK_NOW=${day}T09:00:00
		"$1" "$kind" "$who" export minutes --meeting "$meeting"
		"$1" "$kind" "$who" export agenda --meeting "$meeting"
		"$1" "$kind" "$who" export case --case "$case"
		"$1" "$kind" "$who" export actions --all
		"$1" "$kind" "$who" export meetings
		"$1" "$kind" "$who" export minutes --meeting "$meeting" \
		    --as-of "${day%??}$(printf %02d $((10#${day#????-??-} - 1)))"
		"$1" "$kind" "$who" report attendance --board "$board"
		"$1" "$kind" "$who" report return --board "$board"
	done <<<"$kinds"
}

# run KIND WHO ARG …
run()
{
	local kind=$1 who=$2
	shift 2
	"$MINUTEBOOK" --book "$folder/$kind.book" --as "$who" "$@" \
	    2>"$folder/err"
}

# Is there such an export? Not every kind has every report.
there()
{
	run "$@" >/dev/null </dev/null
}

# The formats to try: all of the first kind, for the others one that is written
# here and one that is not. No calendar is made of what has no dates.
some()
{
	local format
	for format in $formats; do
		case $1:$format in
		marac:ics) there "$@" --format ics 2>/dev/null && echo ics ;;
		marac:* | *:text | *:docx) echo "$format" ;;
		esac
	done
}

one_sentence()
{
	[ "$(wc -l <"$folder/err")" -eq 1 ] && grep -q "$1" "$folder/err"
}

full()
{
	local format ok=0
	there "$@" || return
	for format in $(some "$@"); do
		run "$@" --format "$format" >/dev/full </dev/null
		[ $? -eq 6 ] && one_sentence 'written whole: .*down as not sent' || {
			ok=1
			echo "# $format"
		}
	done
	result $ok "full disk: $*"
}

unread()
{
	local format ok=0 kind=$1 who=$2 those
	there "$@" || return
	those=$(some "$@")
	shift 2
	for format in $those; do
		python3 -c 'import os, subprocess, sys
r, w = os.pipe()
os.close(r)
sys.exit(subprocess.call(sys.argv[1:], stdout=w) & 255)' \
		    "$MINUTEBOOK" --book "$folder/$kind.book" --as "$who" \
		    "$@" --format "$format" 2>"$folder/err" </dev/null
		[ $? -eq 6 ] && one_sentence 'written whole: .*down as not sent' || {
			ok=1
			echo "# $format"
		}
	done
	result $ok "nobody reads on: $kind $*"
}

noted()
{
	sqlite3 "$folder/$1.book" 'SELECT count(*) FROM consultation'
}

# A place that is none is told before anything is noted as taken away.
nowhere()
{
	local before ok=0
	there "$@" || return
	before=$(noted "$1")
	run "$@" --output "$folder/none/x" </dev/null
	[ $? -eq 6 ] && one_sentence 'There is no half file' || ok=1
	run "$@" --output "$out" </dev/null
	[ $? -eq 6 ] && one_sentence 'There is no half file' || ok=1
	[ "$(noted "$1")" -eq "$before" ] || ok=1
	[ -z "$(ls -A "$out")" ] || ok=1
	result $ok "no such folder, or a folder: $*"
}

# What is there is left as it is, or when it is said so, replaced whole; a link
# is, not what it leads to.
replaced()
{
	local ok=0
	there "$@" || return
	echo mine >"$folder/target"
	ln -s "$folder/target" "$out/link"
	echo old >"$out/file"
	for file in link file; do
		run "$@" --output "$out/$file" --format text </dev/null
		[ $? -eq 1 ] && one_sentence 'is there already.*--force' || ok=1
	done
	[ -L "$out/link" ] && [ "$(cat "$out/file")" = old ] || ok=1
	run "$@" --force --output "$out/link" </dev/null || ok=1
	run "$@" --force --output "$out/file" </dev/null || ok=1
	[ "$(wc -c <"$out/link")" -eq "$(wc -c <"$out/file")" ] &&
	    [ ! -L "$out/link" ] && [ "$(cat "$folder/target")" = mine ] &&
	    [ "$(stat -c %a "$out/link" "$out/file" | uniq)" = 600 ] || ok=1
	rm -f "$out"/*
	result $ok "over a file, and over a link: $*"
}

unknown()
{
	local format ok=0
	there "$@" || return
	run "$@" --format rtf --output "$out/x" </dev/null
	[ $? -eq 2 ] && sed -i 2,\$d "$folder/err" &&
	    one_sentence 'There is no format "rtf"' || ok=1
	for format in $formats; do
		grep -q "\b$format\b" "$folder/err" || ok=1
	done
	[ -z "$(ls -A "$out")" ] || ok=1
	result $ok "an unknown format lists the known ones: $*"
}

# Ended at some moment or other: the file is there whole, or not at all.
ended()
{
	local i ok=0 size kind=$1 who=$2 pid
	there "$@" || return
	shift 2
	run "$kind" "$who" "$@" --output "$out/whole" </dev/null
	size=$(stat -c %s "$out/whole")
	rm -f "$out/whole"
	for i in 1 2 3 4; do
		timeout -s "$([ $((i % 2)) = 0 ] && echo TERM || echo INT)" \
		    "0.$(printf %02d $((i * 3 - 1)))" "$MINUTEBOOK" --book \
		    "$folder/$kind.book" --as "$who" "$@" --output "$out/x" \
		    2>/dev/null </dev/null
		[ ! -e "$out/x" ] || [ "$(stat -c %s "$out/x")" -eq "$size" ] ||
		    ok=1
		rm -f "$out/x"
		[ -z "$(ls -A "$out")" ] || ok=1
	done
	result $ok "ended in the midst: $kind $*"
}

for fault in full unread nowhere replaced unknown ended; do
	each $fault
done

# A disk that takes no more, and one that takes nothing, in a namespace of our
# own: nothing is left, and the old file stays.
cat >"$folder/disks" <<'END'
mount -t tmpfs -o size=16k none "$1" || exit 77
echo old >"$1/m.txt"
"$MINUTEBOOK" --book "$2" --as inkwell export minutes --meeting MM-2031-03-13 \
    --force --output "$1/m.txt" 2>"$1.says"
echo $? $(ls -A "$1") $(cat "$1/m.txt") >"$1.full"
mount -o remount,ro "$1"
"$MINUTEBOOK" --book "$2" --as inkwell export minutes --meeting MM-2031-03-13 \
    --output "$1/n.txt" 2>"$1.says-ro"
echo $? $(ls -A "$1") >"$1.ro"
END
export MINUTEBOOK_NOW=2031-03-14T09:00:00
mkdir "$folder/disk"
if unshare -rm sh "$folder/disks" "$folder/disk" "$folder/marac.book" \
    2>/dev/null; then
	cp "$folder/disk.says" "$folder/err"
	[ "$(cat "$folder/disk.full")" = '6 m.txt old' ] &&
	    one_sentence 'written whole: No space left'
	result $? 'a disk that fills: the old file stays'
	cp "$folder/disk.says-ro" "$folder/err"
	[ "$(cat "$folder/disk.ro")" = '6 m.txt' ] && one_sentence 'Read-only'
	result $? 'a disk that may only be read'
else
	result 0 'a disk that fills # SKIP no disk can be mounted here'
fi

# What one may not have is refused in the words of what is not there, byte for
# byte: of Marshmere's third case and its board, seen from outside.
run marac gavelstone do member-add x x >/dev/null 2>&1
same()
{
	local who=$1 hidden=$2 none=$3 a b
	shift 3
	run marac "$who" "${@//REF/$hidden}" >"$folder/a" </dev/null
	a=$?
	sed "s/$hidden/REF/g" "$folder/err" >"$folder/a.err"
	run marac "$who" "${@//REF/$none}" >"$folder/b" </dev/null
	b=$?
	sed "s/$none/REF/g" "$folder/err" >"$folder/b.err"
	[ $a -eq $b ] && [ $a -ne 0 ] && [ ! -s "$folder/a" ] &&
	    cmp -s "$folder/a" "$folder/b" &&
	    cmp -s "$folder/a.err" "$folder/b.err"
	result $? "hidden as if it were not there: $who $*"
}
same brickwell MM-2031-016 MM-2031-999 export case --case REF
same brickwell MM-2031-016 MM-2031-999 export transfer --case REF --to SM
same brickwell MM-2031-016 MM-2031-999 export actions --case REF
same brickwell MM-2031-016 MM-2031-999 report tracker --board MM --case REF
same brickwell MM-2031-016 MM-2031-999 export case --case REF \
    --as-of 2031-03-13
same penhale MM-2031-03-13 MM-2031-09-09 export minutes --meeting REF
same penhale MM-2031-03-13 MM-2031-09-09 export agenda --meeting REF
same penhale MM-2031-03-13 MM-2031-09-09 export packs --meeting REF \
    --output "$out/p"
same penhale MM-2031-03-13 MM-2031-09-09 export minutes --meeting REF \
    --as-of 2031-03-13
same penhale MM XX export history --board REF --output "$out/h"
same penhale MM XX export meetings --board REF
same penhale MM XX report tracker --board REF
same penhale MM XX export actions --board REF
[ -z "$(ls -A "$out")" ]
result $? 'and nothing is left of any'
echo "1..$tests"
