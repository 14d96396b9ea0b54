#!/bin/bash
# ssh.t: members over SSH, with a real OpenSSH server on loopback that asks our
# own AuthorizedKeysCommand, an account made for it whose login shell is the
# program, and everything a member could ask for besides. Speaks TAP.
set -u
top=$(cd "${srcdir:-.}" && pwd)
built=$PWD
. "$top/tests/ssh/host.sh"
enter_host "$0" "$@"

# ---- What works -------------------------------------------------------------

as stork help
says 0 'a member is let in, and help is given' '  actions '
as stork version
says 0 'so is the version' '^minutebook '
as stork actions --format markdown
says 0 'actions come on standard output' 'My open actions'
as stork report
says 0 'so does the list of reports' '.'
as inkwell minutes MM-2031-03-13
says 0 'minutes come to whose role allows it' 'OFFICIAL-SENSITIVE'
as trainee export minutes --meeting MM-2031-03-13
says 5 'and to nobody else' 'role'
as stork report "'overdue'" --format nonsense
says 2 'a wrong format is said so' 'no format\|no report'

# Documents as well, byte for byte; what no terminal is needed for.
while read -r format begins; do
	as inkwell minutes MM-2031-03-13 --format "$format"
	says 0 "and as $format" "$begins"
done <<'END'
html ^<!DOCTYPE html>
docx ^PK
odt ^PK
pdf ^%PDF-
json ^{
END

# Each document that left is in the log, with the hash of its bytes, its taker
# and the day.
if type -P sqlite3 >/dev/null; then
	for format in html docx odt pdf json; do
		as inkwell minutes MM-2031-03-13 --format "$format"
		hash=$(sha256sum "$work/said" | cut -d' ' -f1)
		own sqlite3 -readonly "$book" "SELECT m.login FROM handout AS h
		    JOIN member AS m ON m.id = h.member_id
		    WHERE h.how = 'exported' AND h.format = '$format'
		    AND h.hash = '$hash' AND h.at >= date('now', '-1 day')"
		says 0 "that $format left is in the log" '^inkwell$'
	done
else
	skip 'no sqlite3 to look at the log with'
fi

screen stork
sees 'minutebook' && sees 'Hattie Stork'
result $? 'the screens open'
keys C-z
sees 'no shell to go back to'
result $? 'Ctrl-Z leads nowhere'
keys :
keys 'kind-take /etc/passwd' Enter
sees 'Over SSH no file of this host'
result $? 'the palette reads no file'
drop_screen

# ---- What is turned away ----------------------------------------------------

as nobody_of_ours help
says 255 'a key that nobody has' 'Permission denied'

# What is asked for instead of a command: the sentence, and nothing else. All by
# one connection, a session each.
shared=(-o ControlMaster=auto -o ControlPersist=20
    -o ControlPath="$work/shared")
while IFS= read -r command; do
	as stork "$command"
	says 5 "refused: $command" 'no command that is given here\|No file is'
done <<'END'
sh
/bin/sh -i
id
/bin/sh -c 'id > /mnt/host/leak'
help; id > /mnt/host/leak
help | cat > /mnt/host/leak
$(id > /mnt/host/leak)
`id > /mnt/host/leak`
help && id
${IFS}
actions --as inkwell
--as inkwell actions
actions --book=/mnt/host/other
--book /mnt/host/other actions
session --book /mnt/host/book/book --as inkwell --key x
ssh keys mbmember ssh-ed25519 AAAA
member key list
run
do member-keeper stork yes
script -
import /etc/passwd
backup /mnt/host/leak
export minutes --meeting MM-2031-03-13 --output /mnt/host/leak
export minutes --meeting MM-2031-03-13 --out /mnt/host/leak
export minutes --meeting MM-2031-03-13 -o /mnt/host/leak
report overdue --output=/mnt/host/leak
export minutes --meeting MM-2031-03-13 --out ../../mnt/host/leak
export minutes --meeting MM-2031-03-13 --out=../../mnt/host/leak
report overdue -o /etc/minutebook-leak
minutes MM-2031-03-13 --output=/etc/minutebook-leak
export minutes --forms /etc
minutes --forms=/mnt/host/forms MM-2031-03-13
actions --at 2031-01-01T09:00:00
actions "--as" 'inkwell'
actions "
actions '
actions \
version --version
help $(id)
""
less /etc/passwd
!sh
:!sh
verify
kinds take /etc/passwd
-c id
doctor
END
as stork $'help\nid > /mnt/host/leak'
says 5 'a line break' 'no command'
as stork $'help\x1b]52;c;eA==\x07'
says 5 'an escape sequence' 'no command'
as stork "$(printf 'help %02000d' 0)"
says 5 'a line that is too long' 'no command'
as stork "$(printf 'help %0100000d' 0)"
says 5 'one of 100 KB' 'no command'
[ ! -e /mnt/host/leak ] && [ ! -e /etc/minutebook-leak ]
result $? 'none of them wrote a file'
as stork actions --format "'\$(id > /mnt/host/leak)'"
says 2 'what stands in an option is only text' 'no format'
[ ! -e /mnt/host/leak ]
result $? 'that nothing runs'

shared=()

file_transfer()
{
	local what=$1
	shift
	! "$@" >"$work/said" 2>&1 </dev/null && [ ! -e "$work/got" ] &&
	    [ ! -e /mnt/host/leak ]
	result $? "$what"
}
echo get "$book" "$work/got" >"$work/batch"
file_transfer sftp sftp "${options[@]}" -i "$work/key-stork" \
    -b "$work/batch" "$account@127.0.0.1"
file_transfer 'scp' scp "${options[@]}" -i "$work/key-stork" \
    "$account@127.0.0.1:$book" "$work/got"
file_transfer 'scp as it was' scp -O "${options[@]}" -i "$work/key-stork" \
    "$account@127.0.0.1:$book" "$work/got"
file_transfer 'scp to the host' scp -O "${options[@]}" -i "$work/key-stork" \
    "$work/batch" "$account@127.0.0.1:/mnt/host/leak"

# ---- Forwarding -------------------------------------------------------------

# fails TEXT SSH-OPTION…: sshd itself refuses.
fails()
{
	local what=$1
	shift
	timeout 20 ssh "${options[@]}" -i "$work/key-stork" \
	    -o ExitOnForwardFailure=yes "$@" "$account@127.0.0.1" \
	    >"$work/said" 2>&1 </dev/null
	[ $? -eq 255 ] && ! grep -q 'SSH-2.0' "$work/said"
	result $? "$what"
}
fails '-W' -W "127.0.0.1:$port"
fails '-R' -N -R "127.0.0.1:0:127.0.0.1:$port"
fails '-R of a socket' -N -R "/mnt/host/book/socket:127.0.0.1:$port"
if [ -c /dev/net/tun ]; then
	fails '-w' -N -w any:any
else
	skip 'no tunnel device here to try -w with'
fi

forward()
{
	local pid status
	ssh "${options[@]}" -i "$work/key-stork" -N -L "$2:$3" \
	    "$account@127.0.0.1" >"$work/said" 2>&1 </dev/null &
	pid=$!
	until_true listens "$2"
	exec 9<>"/dev/tcp/127.0.0.1/$2" && ! read -r -t 10 -u 9 line
	status=$?
	exec 9>&-
	kill "$pid"
	wait "$pid" 2>/dev/null
	grep -q "refused .* forward: .*${3%:*}" "$work/sshd.log" &&
	    [ "$status" -eq 0 ]
	result $? "$1"
}
forward '-L' "$((port + 1))" "127.0.0.1:$port"
forward '-L to a socket' "$((port + 2))" "/mnt/host/agent"

eval "$(ssh-agent -a "$work/agent")" >/dev/null
screen stork -A
sees 'Hattie Stork'
! environment_of "$(session_pid)" | grep -q SSH_AUTH_SOCK
result $? '-A gives no agent'
end_screen
kill "$SSH_AGENT_PID"
DISPLAY=127.0.0.1:9 ssh "${options[@]}" -i "$work/key-stork" -X \
    "$account@127.0.0.1" version >"$work/said" 2>&1 </dev/null
grep -q 'X11 forwarding request failed' "$work/said"
result $? 'X11'

timeout 60 ssh "${options[@]}" -i "$work/key-stork" -N "$account@127.0.0.1" \
    >"$work/said" 2>&1 </dev/null
[ $? -ne 124 ]
result $? 'who asks for nothing is cut off'

# ---- The environment --------------------------------------------------------

screen stork -o SetEnv='LD_LIBRARY_PATH=/mnt/host LD_PRELOAD=/mnt/host/x.so
    SSH_USER_AUTH=/mnt/host/forged MINUTEBOOK_BOOK=/mnt/host/other
    TERMINFO=/mnt/host HOME=/mnt/host PAGER=/mnt/host/x EDITOR=/mnt/host/x
    VISUAL=/mnt/host/x SHELL=/mnt/host/x'
sees 'Hattie Stork'
result $? 'variables that are sent change nothing'
pid=$(session_pid)
! environment_of "$pid" | grep -q 'LD_\|forged\|MINUTEBOOK\|TERMINFO\|/x'
result $? 'and do not come in'
end_screen

as_sent stork version LC_ALL='x;id>/mnt/host/leak' LC_EVIL='() { :; }; id'
says 0 'LC_ of any sort does no harm' '^minutebook '
[ ! -e /mnt/host/leak ]
result $? 'and runs nothing'
for term in ../../mnt/host/evil 'x;id' '$(id)' "$(printf '%050d' 7)" nonsense
do
	TERM=$term as_terminal stork
	says '[15]' "TERM=$term" 'terminal'
done

# ---- All of it is noted -----------------------------------------------------

read_log
noted 'stork .*refused: asked for another command'
noted 'stork .*refused: asked for a file transfer'
noted 'stork .*refused: had no terminal'
noted 'stork .*left 2'
noted 'stork .*the line dropped 2'
noted 'stork .*one command'
noted 'inkwell .*one command'
log_is_clean
end_host
