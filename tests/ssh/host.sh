# host.sh: the host of the tests over SSH: accounts, book, keys and sshd, in a
# mount namespace of their own, where the accounts and /run are made up, so that
# nothing on the machine changes; and how they sign in. Sourced by them, with
# top (of the source) and built (of the build) set.

account=mbmember
program=/mnt/host/bin/minutebook
book=/mnt/host/book/book
work=/mnt/host/work
shared=()
seat=ssh
more_config=		# a line more for the server
sanitized=
grep -q __asan_init "$MINUTEBOOK" && sanitized=yes
tests=0
failures=0

# ---- Results ----------------------------------------------------------------

# result STATUS TEXT
result()
{
	tests=$((tests + 1))
	[ -z "${SSH_TIMES:-}" ] || echo "# $SECONDS s"
	if [ "$1" -eq 0 ]; then
		echo "ok $tests - $2"
		return
	fi
	echo "not ok $tests - $2"
	failures=$((failures + 1))
	head -c 2000 "$work/said" 2>/dev/null | cat -v | sed 's/^/#   /'
	tail -n 4 "$work/sshd.log" | sed 's/^/# sshd: /'
	if tmux -S "$work/tmux" has-session -t "$seat" 2>/dev/null; then
		tmux -S "$work/tmux" capture-pane -p -t "$seat" | sed 's/^/# /'
	fi
}

skip()
{
	tests=$((tests + 1))
	echo "ok $tests - # SKIP $1"
}

# says STATUS TEXT PATTERN: what the last command ended with and said.
says()
{
	[[ $status =~ ^$1$ ]] && if [ "$3" = '^$' ]; then
		[ ! -s "$work/said" ]
	else
		grep -q -- "$3" "$work/said"
	fi
	result $? "$2"
}

# until the command succeeds; twenty seconds and no more
until_true()
{
	local tries=0
	until "$@" 2>/dev/null; do
		tries=$((tries + 1))
		[ "$tries" -lt 1000 ] || return 1
		read -r -t 0.02 <>"$work/nothing"
	done
	return 0
}

listens()
{
	(exec 8<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# ---- The host ---------------------------------------------------------------

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

# enter_host SCRIPT ARGUMENT…: starts the script over again inside; there, makes
# the host.
enter_host()
{
	local script=$1 tool
	if [ "${2:-}" = inside ]; then
		find_sshd && begin_host && return 0
		echo 'Bail out! the host could not be made'
		exit 1
	fi
	[ "$(id -u)" -eq 0 ] ||
	    skip_all 'an SSH server for several accounts needs root'
	for tool in ssh ssh-keygen scp sftp tmux setpriv unshare; do
		type -P "$tool" >/dev/null || skip_all "no $tool here"
	done
	find_sshd || skip_all 'no SSH server here'
	unshare -m true 2>/dev/null || skip_all 'no mount namespace to be had'
	exec unshare -m --propagation private "$script" inside
}

# An account in this namespace alone: NAME UID SHELL HOME
account_is()
{
	sed -i "/^$1:/d" /etc/passwd /etc/shadow /etc/group
	echo "$1:x:$2:$2::$4:$3" >>/etc/passwd
	echo "$1:*:19000:0:99999:7:::" >>/etc/shadow
	echo "$1:x:$2:" >>/etc/group
}

# A copy of /etc takes its place: of the whole folder, because a file of it that
# the machine writes anew meanwhile would show through.
make_accounts()
{
	cp -a /etc /mnt/host/etc && mount --bind /mnt/host/etc /etc || return 1
	account_is sshd 64997 /usr/sbin/nologin /run/sshd
	account_is "$account" 64998 "$program" /mnt/host/book
	account_is mbother 64999 /bin/sh /
}

# A command on the host as the account: the one who looks after the book.
keeper()
{
	setpriv --reuid="$account" --regid="$account" --clear-groups \
	    "$program" --book "$book" do "$@" >"$work/said" 2>&1 </dev/null
}

# The kinds' files and the writers of documents where a session looks for them,
# which no variable tells it; on a machine where the program is not installed,
# over the folder they would be in.
put_installed()
{
	local forms writers
	forms=$(grep -aoE '/[[:alnum:]_./-]+/minutebook/forms' "$MINUTEBOOK" |
	    head -n 1)
	writers=$(grep -aoE '/[[:alnum:]_./-]+/minutebook/writers\.so' \
	    "$MINUTEBOOK" | head -n 1)
	[ -n "$forms" ] && [ -n "$writers" ] || return 1
	case $forms in
	/usr/local/*) mount -t tmpfs -o mode=0755 tmpfs /usr/local ;;
	*) return 0 ;;
	esac && mkdir -p "$forms" "$(dirname "$writers")" &&
	    cp "$MINUTEBOOK_FORMS"/* "$forms" &&
	    cp "$MINUTEBOOK_WRITERS" "$writers" && chmod -R a+rX /usr/local
}

# meeting_at PLACE: the meeting is open, everyone is here and has accepted the
# statement, and it is at that place.
meeting_at()
{
	local line
	while read -r line; do
		keeper $line
	done <<-END
	meeting-open MM-2031-03-13
	go statement
	statement-read
	attend-rest online
	accept-statement all
	accept-statement trainee
	go conflicts
	conflicts-asked
	go $1
	END
}

# The made-up book of the demonstration, which is made on a terminal.
make_book()
{
	install -d -o "$account" -g "$account" -m 0700 /mnt/host/book
	cp -r "$MINUTEBOOK_FORMS" /mnt/host/forms
	cp -r "$MINUTEBOOK_DEMO" /mnt/host/demo
	chmod -R a+rX /mnt/host/forms /mnt/host/demo
	tmux -S "$work/tmux" -f /dev/null new-session -d -s book \
	    "setpriv --reuid=$account --regid=$account --clear-groups \
	    env -i TERM=tmux-256color LC_ALL=C.UTF-8 TZ=UTC HOME=/mnt/host/book \
	    MINUTEBOOK_FORMS=/mnt/host/forms MINUTEBOOK_DEMO=/mnt/host/demo \
	    $program --book $book demo"
	until_true demo_is_open &&
	    tmux -S "$work/tmux" send-keys -t book Q &&
	    until_true not tmux -S "$work/tmux" has-session -t book
}

demo_is_open()
{
	tmux -S "$work/tmux" capture-pane -p -t book | grep -q 'Marshmere MARAC'
}

not()
{
	! "$@"
}

make_keys()
{
	local member
	for member in stork inkwell trainee notebook brickwell gavelstone \
	    spare nobody_of_ours; do
		ssh-keygen -q -t ed25519 -N '' -C "$member" \
		    -f "$work/key-$member" || return 1
		case $member in nobody_of_ours | spare) continue ;; esac
		keeper key-add "$member" $(key_words "$member") || return 1
	done
	keeper key-add ledger $(key_words spare)
}

key_words()
{
	cut -d' ' -f1,2 "$work/key-$1.pub"
}

fingerprint()
{
	ssh-keygen -l -f "$work/key-$1.pub" | cut -d' ' -f2
}

# Debian's, with what it leaves open left open, and the stanza that the program
# prints; only whoever asks for nothing is cut off sooner.
make_config()
{
	{
		echo "Port $port"
		echo 'ListenAddress 127.0.0.1'
		echo "HostKey $work/host_key"
		echo 'PidFile none'
		echo 'UsePAM no'
		echo 'X11Forwarding yes'
		echo 'PermitTunnel yes'
		echo 'GatewayPorts yes'
		echo 'AcceptEnv LANG LC_*'
		echo 'LogLevel VERBOSE'
		echo "$more_config"
		echo 'Subsystem sftp /usr/lib/openssh/sftp-server'
		"$program" --book "$book" ssh setup --stanza --user "$account" |
		    sed 's/UnusedConnectionTimeout 60/UnusedConnectionTimeout 2/'
	} >"$work/sshd_config"
}

start_sshd()
{
	local try
	ssh-keygen -q -t ed25519 -N '' -f "$work/host_key" || return 1
	for try in 1 2 3 4 5; do
		port=$((20000 + RANDOM % 20000))
		! listens "$port" || continue
		make_config
		LD_LIBRARY_PATH=$sshd_libs "$sshd" -D -e -f \
		    "$work/sshd_config" 2>"$work/sshd.log" &
		server=$!
		until_true listens_or_dead && listens "$port" && return 0
	done
	cat "$work/sshd.log" >&2
	return 1
}

listens_or_dead()
{
	listens "$port" || ! kill -0 "$server"
}

begin_host()
{
	local run=/run
	mount -t tmpfs -o mode=0755 tmpfs /mnt &&
	    mount -t tmpfs -o mode=0755 tmpfs "$run" || return 1
	mkdir -p /run/sshd /mnt/host/bin "$work" || return 1
	chmod 0755 /run/sshd /mnt/host /mnt/host/bin
	mkfifo "$work/nothing"
	trap end_host EXIT
	install -m 0755 "$MINUTEBOOK" "$program"
	make_accounts && put_installed && make_book && make_keys && start_sshd || return 1
	options=(-F none -o Port="$port" -o BatchMode=yes
	    -o IdentitiesOnly=yes -o StrictHostKeyChecking=no
	    -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR
	    -o ConnectTimeout=20)
}

end_host()
{
	trap - EXIT
	tmux -S "$work/tmux" kill-server 2>/dev/null
	[ -z "${server:-}" ] || kill "$server" 2>/dev/null
	wait 2>/dev/null
	echo "1..$tests"
	exit $((failures > 0))
}

# ---- Signing in -------------------------------------------------------------

# as MEMBER WORD…: one command, as ssh sends it.
as()
{
	local member=$1
	shift
	timeout 60 ssh "${options[@]}" "${shared[@]}" -i "$work/key-$member" \
	    -- "$account@127.0.0.1" "$@" >"$work/said" 2>&1 </dev/null
	status=$?
}

# The same with variables of the locale sent: MEMBER COMMAND NAME=VALUE…
as_sent()
{
	local member=$1 command=$2
	shift 2
	timeout 60 env "$@" ssh "${options[@]}" -o SendEnv='LC_*' \
	    -i "$work/key-$member" "$account@127.0.0.1" "$command" \
	    >"$work/said" 2>&1 </dev/null
	status=$?
}

# The screens, on a terminal that is $TERM.
as_terminal()
{
	timeout 60 ssh "${options[@]}" -tt -i "$work/key-$1" \
	    "$account@127.0.0.1" >"$work/said" 2>&1 </dev/null
	status=$?
}

# at SEAT: the terminal that is looked at and typed on from here on; each has a
# session of its own, so that several members are in at once.
at()
{
	seat=$1
}

# screen MEMBER SSH-OPTION…: the screens in a real terminal, which then tells
# how they ended.
screen()
{
	local member=$1 option words=
	shift
	for option in "${options[@]}" "$@"; do
		words+=" '$option'"
	done
	cat >"$work/screen-$seat" <<-END
	ssh $words -tt -i $work/key-$member $account@127.0.0.1
	echo status=\$?
	exec cat
	END
	tmux -S "$work/tmux" -f /dev/null new-session -d -s "$seat" \
	    -x 100 -y 30 \
	    "env -i PATH='$PATH' HOME='$work' TERM=tmux-256color \
	    SSH_AUTH_SOCK='$work/agent' LC_ALL=C.UTF-8 bash $work/screen-$seat"
}

sees()
{
	until_true stands "$1"
}

lacks()
{
	! stands "$1"
}

stands()
{
	tmux -S "$work/tmux" capture-pane -p -t "$seat" | grep -qF -- "$1"
}

keys()
{
	tmux -S "$work/tmux" send-keys -t "$seat" "$@"
}

end_screen()
{
	keys Q
	until_true stands 'status='
	tmux -S "$work/tmux" kill-session -t "$seat"
}

# The line drops.
drop_screen()
{
	tmux -S "$work/tmux" kill-session -t "$seat"
}

# The processes of the account: those of this host, not of another one that is
# made up at the same time. OPTION…
sessions()
{
	pgrep --ns $$ --nslist mnt -u "$account" -x "$@" minutebook
}

# The process of the newest session of the screens.
session_pid()
{
	sessions -n
}

nobody_is_in()
{
	! sessions >/dev/null
}

# The environment that sshd gave a process.
environment_of()
{
	tr '\0' '\n' <"/proc/$1/environ"
}

# A command as the account itself runs it, with nothing in the environment.
own()
{
	setpriv --reuid="$account" --regid="$account" --clear-groups \
	    env -i "$@" >"$work/said" 2>&1 </dev/null
	status=$?
}

# ---- What is noted ------------------------------------------------------------

read_log()
{
	own "$program" --book "$book" sign-ins
	cp "$work/said" "$work/log"
}

noted()
{
	grep -q "$1" "$work/log"
	result $? "noted: $1"
}

# Names of the people in the cases, of every board in the book.
names_of_people()
{
	grep -hoE '^ +(- )?(surname|forenames): .*' /mnt/host/demo/*.yaml |
	    sed 's/.*: *//' | tr -d '"' | sort -u
}

# The log names nobody from a case and tells nothing of what was typed, and the
# record is whole.
log_is_clean()
{
	names_of_people >"$work/names"
	[ "$(wc -l <"$work/names")" -gt 10 ] &&
	    ! grep -qwiFf "$work/names" "$work/log" &&
	    ! grep -qi 'leak\|/mnt\|/etc' "$work/log"
	result $? 'and the log names no person of a case, nor what was typed'
	! grep -qwiFf "$work/names" "$work/sshd.log"
	result $? 'nor does that of sshd'
	own "$program" --book "$book" verify
	says 0 'the record is intact' 'intact'
	! grep -q "AuthorizedKeysCommand .* failed" "$work/sshd.log"
	result $? 'sshd had no trouble with its answers'
}
