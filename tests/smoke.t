#!/bin/bash
# smoke.t: the program inside a real terminal (tmux), with the real terminfo of
# three sorts of terminal: it starts, opens the meeting, and leaves the screen
# as it found it. Speaks TAP.
set -u

dir=$(mktemp -d)
socket=$dir/tmux
trap 'tmux -S "$socket" kill-server 2>/dev/null; rm -rf "$dir"' EXIT

if ! tmux -V >/dev/null 2>&1; then
	echo '1..0 # SKIP no tmux here'
	exit 0
fi

tests=0
failures=0

# result OK WHAT
result()
{
	tests=$((tests + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $tests - $2"
	else
		echo "not ok $tests - $2"
		tmux -S "$socket" capture-pane -p -t smoke | sed 's/^/# /'
		failures=$((failures + 1))
	fi
}

# until the text stands on the screen; ten seconds and no more
sees()
{
	local tries=0
	until tmux -S "$socket" capture-pane -p -t smoke 2>/dev/null |
	    grep -qF -- "$1"; do
		tries=$((tries + 1))
		[ "$tries" -lt 500 ] || return 1
		read -r -t 0.02 <>"$dir/nothing"
	done
	return 0
}

keys()
{
	tmux -S "$socket" send-keys -t smoke "$@"
}

# try TERM LOCALE: in a home folder of its own
try()
{
	local term=$1 locale=$2
	if ! infocmp "$term" >/dev/null 2>&1; then
		tests=$((tests + 1))
		echo "ok $tests - $term # SKIP no terminfo of $term here"
		return
	fi
	mkdir "$dir/$term"
	tmux -S "$socket" -f /dev/null new-session -d -s smoke -x 80 -y 24 \
	    "env -i PATH='$PATH' HOME='$dir/$term' TERM=$term LC_ALL=$locale \
	    TZ=UTC MINUTEBOOK_FORMS='$MINUTEBOOK_FORMS' \
	    MINUTEBOOK_DEMO='$MINUTEBOOK_DEMO' \
	    '$MINUTEBOOK' demo; echo status=\$?; exec cat"
	sees 'OFFICIAL-SENSITIVE' && sees 'Marshmere MARAC'
	result $? "$term: starts"
	keys Enter
	sees 'Welcome. The meeting is open.' && sees '1 Open'
	result $? "$term: opens the meeting"
	keys Q
	sees 'status=0'
	result $? "$term: leaves"
	tmux -S "$socket" kill-session -t smoke
}

mkfifo "$dir/nothing"
try tmux-256color C.UTF-8
try xterm C.UTF-8
try vt100 C
echo "1..$tests"
exit $((failures > 0))
