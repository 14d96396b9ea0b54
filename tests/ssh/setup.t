#!/bin/bash
# setup.t: the host as "ssh setup" says it is made, and what the doctor sees of
# it. Speaks TAP.
set -u
top=$(cd "${srcdir:-.}" && pwd)
built=$PWD
. "$top/tests/ssh/host.sh"
enter_host "$0" "$@"

# ---- As it is printed ----------------------------------------------------------

# The steps, word for word but for what is in capitals, by root; sshd is not
# reloaded but started, on a port of its own.
minutes=/mnt/host/minutes
mount -t tmpfs tmpfs /var/log
"$program" --book $minutes/book ssh setup --user mbminutes >"$work/steps"
sed -n 's/^#      //p' "$work/steps" |
    sed "s/'PARTNERSHIP'/'Of a test'/; s/'FORENAMES SURNAME'/'Ada Keeper'/
	s/'LOGIN'/keeper/; s/'AGENCY'/Office/; s|'FILE.pub'|$work/key-spare.pub|
	s|'FILE'|$work/copy|; s|^sshd -t|/mnt/host/bin/sshd -t -f $work/own|
	/^systemctl /d" >"$work/do"
printf '#!/bin/sh\nLD_LIBRARY_PATH=%s exec %s "$@"\n' "$sshd_libs" "$sshd" \
    >/mnt/host/bin/sshd
chmod 0755 /mnt/host/bin/sshd
own_port=$((port + 3))
printf '%s\n' "Port $own_port" 'ListenAddress 127.0.0.1' 'PidFile none' \
    "HostKey $work/host_key" 'UsePAM no' \
    'Include /etc/ssh/sshd_config.d/mbminutes.conf' >"$work/own"
mkdir -p /etc/ssh/sshd_config.d
! grep -q '[A-Z][A-Z][A-Z]' "$work/do" && [ "$(wc -l <"$work/do")" -gt 9 ]
result $? 'the steps are all there'
# The last one tells what is amiss, and a machine of tests is no host.
sed '/ doctor /d' "$work/do" >"$work/do-all"
bash -e "$work/do-all" >"$work/said" 2>&1
result $? 'each of them works'
LD_LIBRARY_PATH=$sshd_libs "$sshd" -D -e -f "$work/own" 2>"$work/own.log" &
own_server=$!
until_true listens "$own_port"
ssh -o Port="$own_port" "${options[@]}" -i "$work/key-spare" \
    mbminutes@127.0.0.1 help >"$work/said" 2>&1 </dev/null
status=$?
says 0 'and the member is let in' '  actions '
sed '/ doctor /!d; s|$| --sshd /mnt/host/bin/sshd --sshd-config '"$work/own"'|' \
    "$work/do" >"$work/do-last"
bash "$work/do-last" >"$work/said" 2>&1
for name in book files folder backup account 'login shell' password program \
    'forced command' sshd 'many at once'; do
	grep -q "^good *$name: " "$work/said"
	result $? "of which the doctor says: good $name"
done
kill "$own_server"

# ---- What the doctor sees -----------------------------------------------------

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
end_host
