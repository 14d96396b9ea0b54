#!/bin/bash
# many.t: many members over SSH at once, and some of them rude. Speaks TAP.
set -u
top=$(cd "${srcdir:-.}" && pwd)
built=$PWD
. "$top/tests/ssh/host.sh"
enter_host "$0" "$@"

# ---- Many, and some of them rude --------------------------------------------

screen stork
sees 'Hattie Stork'
# A client that stops reading, and one that sends more than anyone types.
ssh "${options[@]}" -tt -i "$work/key-notebook" "$account@127.0.0.1" \
    </dev/null >"$work/stopped" 2>&1 &
stopped=$!
until_true grep -q Notebook "$work/stopped"
kill -STOP "$stopped"
# The paste comes once there is a screen to paste it on: before, the terminal
# would take a byte of it for Ctrl-C.
paste=${SSH_PASTE:-100000000}
[ -z "$sanitized" ] || paste=4000000
{
	until_true grep -qa 'Cleo Brickwell' "$work/flooded"
	printf '\033[200~'
	head -c "$paste" /dev/urandom | tr -d '\033'
	printf '\033[201~D'
	until_true grep -qa 'Agencies and members' "$work/flooded"
	head -c 1000000 /dev/urandom
} | TERM=xterm ssh "${options[@]}" -tt -e none -i "$work/key-brickwell" \
    "$account@127.0.0.1" >"$work/flooded" 2>&1 &
flood=$!
until_true grep -qa 'Cleo Brickwell' "$work/flooded"
done_while=0
for i in $(seq 6); do
	keeper key-disable "$(fingerprint spare)" &&
	    keeper key-enable "$(fingerprint spare)" && as inkwell version &&
	    [ "$status" -eq 0 ] && done_while=$((done_while + 1))
done
[ "$done_while" -eq 6 ]
result $? 'others go on while one floods and one stops reading'
keys D
sees 'Agencies and members'
result $? 'and so does a screen'
until_true grep -qa 'Agencies and members' "$work/flooded"
result $? "a paste of $paste bytes is taken whole, and is no key"
most=0
for p in $(sessions); do
	peak=$(awk '/^VmHWM/ { print $2 }' "/proc/$p/status" 2>/dev/null)
	[ "${peak:-0}" -le "$most" ] || most=$peak
done
[ -n "$sanitized" ] || [ "$most" -lt 32768 ]
result $? "no session takes more than 32 MiB ($most KiB)"
kill -KILL "$flood" 2>/dev/null
wait "$flood" 2>/dev/null
kill -KILL "$stopped"
wait "$stopped" 2>/dev/null
end_screen

many=()
for i in $(seq 50); do
	ssh "${options[@]}" -i "$work/key-stork" "$account@127.0.0.1" version \
	    >"$work/many-$i" 2>&1 </dev/null &
	many+=($!)
done
wait "${many[@]}"
came=$(cat "$work"/many-* | grep -c '^minutebook ')
[ "$came" -eq 50 ]
result $? "fifty sign in at once ($came came in)"
end_host
