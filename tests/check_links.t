#!/bin/bash
# What the program links by itself: every library more is time and memory at
# each start, and code in reach of what is typed.
allowed='libc libm libncursesw libsodium libsqlite3 libtinfo libutf8proc libyaml-0'

if ! needed=$(readelf -d "$MINUTEBOOK" 2>/dev/null); then
	echo '1..0 # SKIP no readelf here'
	exit 0
fi
needed=$(sed -n 's/.*(NEEDED).*\[\([^]]*\)\.so.*/\1/p' <<<"$needed")
if grep -q 'asan\|ubsan' <<<"$needed" || nm "$MINUTEBOOK" 2>/dev/null |
    grep -q __asan_init; then
	echo '1..0 # SKIP the sanitizers link what they need'
	exit 0
fi
strange=$(grep -vxF "$(tr ' ' '\n' <<<"$allowed")" <<<"$needed")
if [ -n "$needed" ] && [ -z "$strange" ]; then
	echo 'ok 1 - links nothing strange'
else
	echo 'not ok 1 - links nothing strange'
	sed 's/^/#   /' <<<"$strange"
fi
echo 1..1
