#!/bin/bash
# ssh.t: members over SSH, with a real OpenSSH server on loopback that asks our
# own AuthorizedKeysCommand, an account made for it whose login shell is the
# program, and everything a member could try besides. As root it runs in a mount
# namespace of its own, where the accounts and /run are made up, so that nothing
# on the machine changes. Speaks TAP.
set -u
top=$(cd "${srcdir:-.}" && pwd)
built=$PWD

skip_all()
{
	echo "1..0 # SKIP $1"
	exit 0
}

# The server where it is installed, or as bootstrap unpacked it.
find_sshd()
{
	local root
	for root in '' "$built/sshd" "$top/build/sshd"; do
		sshd=$root/usr/sbin/sshd
		[ -x "$sshd" ] || continue
		sshd_libs=
		[ -z "$root" ] || sshd_libs=$(dirname "$(find "$root/" \
		    -name 'libwrap.so.0' | head -n 1)")
		LD_LIBRARY_PATH=$sshd_libs "$sshd" -V 2>&1 |
		    grep -q OpenSSH && return 0
	done
	return 1
}

if [ "${1:-}" != inside ]; then
	[ "$(id -u)" -eq 0 ] || skip_all 'an SSH server for several accounts' \
	    'needs root'
	for tool in ssh ssh-keygen scp sftp tmux setpriv unshare; do
		type -P "$tool" >/dev/null || skip_all "no $tool here"
	done
	find_sshd || skip_all 'no SSH server here'
	unshare -m true 2>/dev/null || skip_all 'no mount namespace to be had'
	exec unshare -m --propagation private "$0" inside
fi
find_sshd || exit 1
. "$top/tests/ssh/host.sh"

# ---- What works -------------------------------------------------------------

begin_host || { echo 'Bail out! the host could not be made'; exit 1; }

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
says 1 'a wrong format is said so' 'no format\|no report'

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
export minutes --forms /etc
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
[ ! -e /mnt/host/leak ]
result $? 'none of them wrote a file'

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

# The environment that sshd gave a process.
environment_of()
{
	tr '\0' '\n' <"/proc/$1/environ"
}

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
    TERMINFO=/mnt/host HOME=/mnt/host'
sees 'Hattie Stork'
result $? 'variables that are sent change nothing'
pid=$(session_pid)
! environment_of "$pid" | grep -q 'LD_\|forged\|MINUTEBOOK\|TERMINFO'
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

# ---- As somebody else -------------------------------------------------------

own()
{
	setpriv --reuid="$account" --regid="$account" --clear-groups \
	    env -i "$@" >"$work/said" 2>&1 </dev/null
	status=$?
}
print=$(fingerprint stork)
own "$program" -c id
says 5 'the login shell takes no command' 'no shell'
own "$program" -c "$program help"
says 5 'nor one of its own' 'no shell'
own "$program" -c "$program session --book $book --as stork --key $print; id"
says 5 'nor more than one' 'no shell'
own "$program" -c "/mnt/host/other session --book $book --as stork --key $print"
says 5 'nor that of another program' 'no shell'
own bash -c "exec -a -minutebook $program"
says 5 'nor is it a login' 'no shell'
own SSH_ORIGINAL_COMMAND=version "$program" session --book "$book" \
    --as inkwell --key "$print"
says 5 'a key is good for its member alone' 'by that name'
own SSH_ORIGINAL_COMMAND=version "$program" session --book "$book" \
    --as inkwell --key "$(fingerprint stork)" --as stork
says 5 'who is two members is nobody' 'no shell'
own "$program" --book "$book" ssh keys root $(key_words stork)
says 5 'nobody is let in to another account' '^$'
own "$program" --book "$book" ssh keys "$account" ssh-ed25519 'AAAA" x'
says 1 'a forged key has no answer' '^$'
own "$program" --book "$book" ssh keys "$account" \
    ssh-ed25519-cert-v01@openssh.com AAAA
says 1 'a certificate has none' '^$'
own "$program" --book "$book" ssh keys "$account" $(key_words nobody_of_ours)
says 0 'nor has a key that nobody has' '^$'
own "$program" --book "$book" ssh keys "$account" $(key_words stork)
says 0 'a member has one line' '^restrict,pty,command="[^"]*" ssh-ed25519 [^ ]*$'

# ---- Looking in -------------------------------------------------------------

screen stork
sees 'Hattie Stork'
pid=$(session_pid)
if [ -n "$sanitized" ]; then
	skip 'the leak checker must be able to look into its own process'
else
	own "$built/tests/ssh/peek" "$pid"
	says 0 'nobody of the account looks into a session' '^$'
fi
[ "$(awk '/^Max core file size/ { print $5 }' "/proc/$pid/limits")" = 0 ]
result $? 'which leaves no core'
[ "$(awk '/^NoNewPrivs/ { print $2 }' "/proc/$pid/status")" = 1 ]
result $? 'and gains no rights'
! find "/proc/$pid/fd" -lname 'socket:*' -o -lname 'pipe:*' |
    xargs -r -n1 basename | grep -qv '^[0-9]*$'
foreign=$(find "/proc/$pid/fd" -type l -printf '%l\n' | grep -v \
    "^/dev/pts/\|^$book\|^socket:" | grep -v '^/dev/ptmx')
[ -z "$foreign" ]
result $? 'and holds nothing open but its terminal and the book'
for file in "$book" "$book-wal" "$book-shm" "$book-lock" "$book-live"; do
	! setpriv --reuid=mbother --regid=mbother --clear-groups \
	    ls -l "$file" >"$work/said" 2>&1
	result $? "another account does not even see ${file##*/}"
done

# ---- Out at once ------------------------------------------------------------

keeper key-disable stork '"Lost on a train"'
sees 'You were signed out' && sees 'status=5'
result $? 'who loses the key is out, with a sentence'
end_screen
as stork version
says 255 'and does not come back' 'Permission denied'
keeper key-enable stork
screen trainee
sees 'Newt Trainee'
keeper member-end trainee
sees 'You were signed out'
result $? 'so is a member who has left'
end_screen
as trainee version
says 255 'who does not come back' 'Permission denied'

# ---- Many, and some of them rude --------------------------------------------

screen stork
sees 'Hattie Stork'
# A client that stops reading, and one that sends more than anyone types.
ssh "${options[@]}" -tt -i "$work/key-notebook" "$account@127.0.0.1" \
    </dev/null >"$work/stopped" 2>&1 &
stopped=$!
until_true grep -q Notebook "$work/stopped"
kill -STOP "$stopped"
{
	printf '\033[200~'
	head -c "${SSH_PASTE:-16777216}" /dev/urandom | tr -d '\033'
	printf '\033[201~'
	head -c 1000000 /dev/urandom
} | TERM=xterm ssh "${options[@]}" -tt -e none -i "$work/key-brickwell" \
    "$account@127.0.0.1" >/dev/null 2>&1 &
flood=$!
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
most=0
for p in $(pgrep -u "$account" -x minutebook); do
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

# ---- What the doctor sees -----------------------------------------------------

printf '#!/bin/sh\nLD_LIBRARY_PATH=%s exec %s "$@"\n' "$sshd_libs" "$sshd" \
    >/mnt/host/bin/sshd
chmod 0755 /mnt/host/bin/sshd
# finds STATE NAME WORDS: as root, on the host as it is now.
finds()
{
	"$program" --book "$book" doctor --user "$account" \
	    --sshd /mnt/host/bin/sshd --sshd-config "$work/sshd_config" \
	    >"$work/said" 2>&1
	grep -q "^$1 *$2: .*$3" "$work/said"
	result $? "doctor: $1 $2: $3"
}
# without LINE…: sshd's configuration as it is without them.
without()
{
	make_config
	local line
	for line; do
		sed -i "s/^\t*$line.*//" "$work/sshd_config"
	done
}
finds good account ''
finds good 'login shell' ''
finds good password ''
finds good program ''
finds good 'forced command' ''
finds good sshd ''
finds good 'many at once' ''
without MaxStartups && finds bad 'many at once' 'turns some away'
without DisableForwarding && finds bad sshd 'disableforwarding is no'
without AuthorizedKeysFile && finds bad sshd 'authorizedkeysfile is'
make_config
sed -i 's/PermitTunnel no/PermitTunnel yes/' "$work/sshd_config"
finds bad sshd 'permittunnel is yes'
without PermitUserRC && finds bad sshd 'permituserrc is yes'
without PasswordAuthentication &&
    finds bad sshd 'passwordauthentication is yes'
without 'AuthorizedKeysCommand ' AuthorizedKeysCommandUser &&
    finds bad 'forced command' 'is none'
make_config
sed -i "s|--book $book ssh|--book $book-other ssh|" "$work/sshd_config"
finds bad 'forced command' 'does not ask this book'
make_config
echo nonsense >>"$work/sshd_config"
finds unknown sshd 'does not tell'
make_config
chmod g+w "$program" && finds bad program "$program is not"
chmod g-w "$program"
chmod o+w /mnt/host/bin && finds bad program '/mnt/host/bin is not'
chmod o-w /mnt/host/bin
sed -i "s|^\($account:.*\):[^:]*$|\1:/bin/sh|" /etc/passwd
finds bad 'login shell' 'It is /bin/sh'
sed -i "s|^\($account:.*\):[^:]*$|\1:$program|" /etc/passwd
sed -i "s|^$account:\*|$account:!|" /etc/shadow
finds bad password 'locked'
sed -i "s|^$account:!|$account:*|" /etc/shadow
finds good password ''

# ---- All of it is noted -----------------------------------------------------

own "$program" --book "$book" sign-ins
cp "$work/said" "$work/log"
noted()
{
	grep -q "$1" "$work/log"
	result $? "noted: $1"
}
noted 'stork .*refused: asked for another command'
noted 'stork .*refused: asked for a file transfer'
noted 'stork .*refused: had no terminal'
noted 'inkwell .*refused: no key of theirs'
noted 'stork .*left 2'
noted 'stork .*the line dropped 2'
noted 'stork .*was signed out'
noted 'stork .*one command'
! grep -qi 'wren\|testington\|placeholder\|leak\|/mnt' "$work/log"
result $? 'and it names no person of a case, nor what was typed'
own "$program" --book "$book" verify
says 0 'the record is intact' 'intact'
grep -q "AuthorizedKeysCommand .* failed" "$work/sshd.log"
[ $? -ne 0 ]
result $? 'sshd had no trouble with its answers'
end_host
