#!/bin/bash
# faults_many.t: packs for agencies and a board's history where they can't go: a
# full disk, a reader that went away, a folder one may not write in, a name that
# is taken, an end in the midst. No half folder and no half zip, one sentence,
# the documented status, and the book knows what left and what did not.
set -u

. "$(dirname "$0")/../tap.sh"
skip_without writers 7z python3 sqlite3 setpriv

folder=$(mktemp -d)
trap 'chmod -R u+w "$folder"; rm -rf "$folder"' EXIT
export HOME=$folder MINUTEBOOK_TEST=1 MINUTEBOOK_NOW=2031-03-14T09:00:00
book=$folder/b/m.book out=$folder/out told=$folder/err
mkdir "$folder/b" "$out"
printf 'a lantern in the harbour' >"$folder/password"
"$MINUTEBOOK" --book "$book" demo --play >"$told" 2>&1
result $? 'there is something to send'

packs='export packs --meeting MM-2031-03-13 --format text'
history='export history --board MM'

# run ARG …: by the co-ordinator; a zip gets its password.
run()
{
	"$MINUTEBOOK" --book "$book" --as inkwell "$@" 2>"$told" \
	    3<"$folder/password" </dev/null
}

ask()
{
	sqlite3 "$book" "SELECT count(*) FROM $1"
}

# What the book has of what left, and of what did not.
left()
{
	echo "$(ask "consultation WHERE what = 'export'")" \
	    "$(ask 'handout WHERE NOT failed')"
}

unsent()
{
	echo "$(ask "consultation WHERE what = 'unsent'")" \
	    "$(ask 'handout WHERE failed')"
}

one_sentence()
{
	[ "$(wc -l <"$told")" -eq 1 ] && grep -q "$1" "$told"
}

# not_sent STATUS WORDS TEXT COMMAND …: it says so, nothing is left in the
# folder out, and all that was noted of it says that it did not leave.
not_sent()
{
	local status=$1 words=$2 text=$3 got before none
	shift 3
	before=$(left)
	none=$(unsent)
	"$@"
	got=$?
	[ "$got" -eq "$status" ] && one_sentence "$words" &&
	    [ -z "$(ls -A "$out")" ] && [ "$(left)" = "$before" ]
	result $? "$text"
	if grep -q 'down as not sent' "$told"; then
		[ "$(unsent)" != "$none" ]
	else
		[ "$(unsent)" = "$none" ]
	fi
	result $? "$text: the book has it as it was said"
}

# ---- Standard output

full()
{
	run "$@" >/dev/full
}

unread()
{
	python3 -c 'import os, subprocess, sys
r, w = os.pipe()
os.close(r)
sys.exit(subprocess.call(sys.argv[1:], stdout=w, pass_fds=[3]) & 255)' \
	    "$MINUTEBOOK" --book "$book" --as inkwell "$@" 2>"$told" \
	    3<"$folder/password" </dev/null
}

for fault in full unread; do
	not_sent 6 'written whole: .* down as not sent' \
	    "$fault: the zip of one agency" $fault $packs --agency Police \
	    --zip --password-fd 3
	not_sent 6 'written whole: .* down as not sent' \
	    "$fault: the zip of a history" $fault $history --zip \
	    --password-fd 3
done

# ---- Places that can't be had: told before anything is noted

echo mine >"$folder/taken"
mkdir "$folder/shut"
chmod 500 "$folder/shut"

# Root without its powers over files, where this is root, is refused like any.
ordinary()
{
	local drop=
	[ "$(id -u)" -ne 0 ] ||
	    drop='setpriv --bounding-set -dac_override,-dac_read_search'
	$drop "$MINUTEBOOK" --book "$book" --as inkwell "$@" 2>"$told" \
	    3<"$folder/password" </dev/null
}

for what in "$packs" "$history"; do
	for zip in '' '--zip --password-fd 3'; do
		name="${what#export }${zip:+, as zip}"
		not_sent 6 'No such file or directory' "no folder: $name" \
		    run $what $zip --output "$folder/none/x"
		not_sent 1 'is there already' "a name that is taken: $name" \
		    run $what $zip --output "$folder/taken"
		not_sent 6 'Permission denied' "a folder that is shut: $name" \
		    ordinary $what $zip --output "$folder/shut/x"
		[ -z "$(ls -A "$folder/shut")" ] &&
		    [ "$(cat "$folder/taken")" = mine ]
		result $? "and all there is as it was: $name"
	done
done

# ---- A disk that fills in the midst, one that may only be read

cat >"$folder/disks" <<'END'
disk=$1 book=$2 told=$3 password=$4
shift 4
mount -t tmpfs -o size=40k none "$disk" || exit 77
"$MINUTEBOOK" --book "$book" --as inkwell "$@" --output "$disk/x" 2>"$told" \
    3<"$password" </dev/null
echo "$? $(ls -A "$disk")" >"$told.full"
mount -o remount,ro "$disk"
"$MINUTEBOOK" --book "$book" --as inkwell "$@" --output "$disk/x" 2>"$told.ro" \
    3<"$password" </dev/null
echo "$? $(ls -A "$disk")" >>"$told.full"
END
mkdir "$folder/disk"
fills()
{
	unshare -rm sh "$folder/disks" "$folder/disk" "$book" "$told" \
	    "$folder/password" "$@"
	[ "$(cat "$told.full")" = "6 
6 " ] && grep -q 'Read-only' "$told.ro" && return 6
}
if unshare -rm mount -t tmpfs none "$folder/disk" 2>/dev/null; then
	not_sent 6 'written whole: No space left' 'a disk that fills: packs' \
	    fills $packs
	not_sent 6 'written whole: No space left' \
	    'a disk that fills: a history' fills $history
	grep -q 'down as not sent' "$told"
	result $? 'what was noted on the way of it did not leave'
	not_sent 6 'written whole: No space left.*not sent' \
	    'a disk that fills: the zip of a history' fills $history --zip \
	    --password-fd 3
else
	result 0 'a disk that fills # SKIP no disk can be mounted here'
fi

# ---- Ended in the midst

# What is there is there whole, whatever moment it was.
whole()
{
	if [ -d "$out/x" ]; then
		[ "$(find "$out/x" -type f | wc -l)" -eq "$files" ]
	elif [ -e "$out/x" ]; then
		7z t -p"$(cat "$folder/password")" "$out/x" >/dev/null
	fi
}

ended()
{
	local i ok=0 files what=$1
	shift
	run "$@" --output "$out/x" || ok=1
	files=$(find "$out/x" -type f | wc -l)
	rm -rf "$out/x"
	for i in 01 03 05 07 09 11 13; do
		timeout -s "$([ $((10#$i % 4)) = 1 ] && echo TERM || echo INT)" \
		    "0.$i" "$MINUTEBOOK" --book "$book" --as inkwell "$@" \
		    --output "$out/x" 2>/dev/null 3<"$folder/password" \
		    </dev/null
		whole || ok=1
		rm -rf "$out/x"
		[ -z "$(ls -A "$out")" ] || ok=1
		rm -rf "$out"/*
	done
	result $ok "asked to end in the midst: $what"
	ok=0
	for i in 01 03 05 07 09 11 13; do
		timeout -s KILL "0.$i" "$MINUTEBOOK" --book "$book" --as \
		    inkwell "$@" --output "$out/x" 2>/dev/null \
		    3<"$folder/password" </dev/null
		whole || ok=1
		# What was being made says by its name that it is no more.
		[ -z "$(ls -A "$out" | grep -v '^x$\|^x.part$')" ] || ok=1
		if [ -e "$out/x.part" ]; then
			run "$@" --output "$out/x"
			[ $? -eq 1 ] && one_sentence 'were cut short before' ||
			    ok=1
		fi
		rm -rf "$out"/*
	done
	result $ok "killed in the midst: $what"
} 2>/dev/null
ended packs $packs
ended 'packs as zips' $packs --zip --password-fd 3
ended 'a history' $history
ended 'a history as a zip' $history --zip --password-fd 3

# ---- What the book tells of it

full $packs --agency Police --zip --password-fd 3
run do who-read MM-2031-014 >"$told.read"
grep -q 'tried to take it away, pack for Marshmere Police' "$told.read"
result $? 'who read a case: one that did not leave is told from one that did'
run do undo >"$folder/undone" && ! grep -qi 'export\|leave' "$folder/undone"
result $? 'that it did not leave is not taken back'
run verify >"$told"
result $? 'the record is whole after all this'
echo "1..$tests"
