#!/bin/bash
# idle.t: a session over SSH on which nobody types ends, leaves nothing on the
# screen, and goes on where it was. The program is the one that is installed; its
# clock is put ahead by what this server, and no other, loads into it. Speaks TAP.
set -u
top=$(cd "${srcdir:-.}" && pwd)
built=$PWD
. "$top/tests/ssh/host.sh"
more_config='SetEnv LD_PRELOAD=/mnt/host/bin/late.so LATE=/mnt/host/ahead'
[ -z "$sanitized" ] || skip_all 'a sanitizer wants to be loaded first'
enter_host "$0" "$@"

# ahead SECONDS: by so much the sessions' clock is.
ahead()
{
	printf '%08d' "$1" 1<>/mnt/host/ahead
}

install -m 0755 "$built/tests/ssh/late.so" /mnt/host/bin/late.so
printf 00000000 >/mnt/host/ahead
chmod 0644 /mnt/host/ahead

minutes=$(sed -n 's/^ *idle-lock-minutes: *//p' /mnt/host/forms/marac.yaml)
meeting_at 'MM-2031-015 plan'
screen inkwell
sees 'Marshmere MARAC' && keys Enter && sees MM-2031-015 && keys a && sees 'Who to do what' &&
    keys -l 'Half a word' && sees 'Half a word'
result $? 'words are being typed over SSH'
pid=$(session_pid)
ahead $((minutes * 60 - 60))
# What wakes it is no key.
keeper minute decision '"The risk is high"'
sees 'The risk is high' && stands 'Half a word'
result $? 'nothing ends before its time, whatever others do'
ahead $((minutes * 60 + 1))
sees "Locked: nothing was typed for $minutes minutes." && sees 'status=5'
result $? 'when it is time, it ends with a sentence'
not kill -0 "$pid" 2>/dev/null && lacks 'Half a word' && lacks MM-2031-015 &&
    lacks Samplewick
result $? 'and nothing is left on the screen'
drop_screen
screen inkwell
sees 'Half a word' && stands MM-2031-015
result $? 'who signs in again is where they were, with what they typed'
keys -l ' or a whole one'
sees 'Half a word or a whole one'
result $? 'and goes on'
drop_screen
until_true nobody_is_in
read_log
noted 'inkwell .*locked, idle'
log_is_clean
end_host
