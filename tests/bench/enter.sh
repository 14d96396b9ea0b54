#!/bin/bash
# enter.sh: fifty members sign in at once through a real OpenSSH server on
# loopback, until each sees the first screen: enter.sh RESULTS. The host is that of
# the tests (tests/ssh/host.sh). Started by bench.sh; sets nothing up that stays.
set -u
top=$(cd "${srcdir:-.}" && pwd)
built=$PWD
: "${ENTER_RESULTS:=$1}"
export ENTER_RESULTS
. "$top/tests/ssh/host.sh"
enter_host "$0" "$@"

export TERM=xterm-256color
"$LOADBENCH" '50 come in' enter 50 'Hattie Stork' "$(type -P ssh)" \
    "${options[@]}" -tt -i "$work/key-stork" "$account@127.0.0.1" \
    >>"$ENTER_RESULTS"
