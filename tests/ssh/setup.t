#!/bin/bash
# setup.t: the host as "ssh setup" says it is made, and what the doctor sees of
# it. Speaks TAP.
set -u
top=$(cd "${srcdir:-.}" && pwd)
built=$PWD
. "$top/tests/ssh/host.sh"
enter_host "$0" "$@"

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
end_host
