#!/bin/bash
# play.t: every fictional meeting of tests/data/ is played from its opening to
# its close by the program itself, and its minutes say what NAME.expect, where
# there is one, holds: each line of it, in that order. A new kind of meeting
# needs its file, its story and that list, and nothing else. Speaks TAP.
set -u

. "$(dirname "$0")/tap.sh"

data=${MINUTEBOOK_DEMO:-tests/data}
forms=${MINUTEBOOK_FORMS:-forms}

# lacks MINUTES EXPECT: the first line that does not stand there after those
# before it.
lacks()
{
	awk '
	NR == FNR { line[++n] = $0; next }
	/^$/ || /^#/ { next }
	{
		for (i = at + 1; i <= n; i++)
			if (index(line[i], $0))
				break
		if (i > n) {
			print
			exit
		}
		at = i
	}' "$1" "$2"
}

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

for story in "$data"/*.yaml; do
	grep -q '^as-of:' "$story" || continue
	name=$(basename "$story" .yaml)
	kind=$(sed -n 's/^  - file: \(.*\)\.yaml$/\1/p' "$story" | head -n 1)
	"$MINUTEBOOK" check-forms "$forms/$kind.yaml" >"$folder/says" 2>&1
	result $? "$name: its kind has no errors"
	"$MINUTEBOOK" demo --kind "$kind" --play >"$folder/minutes" \
	    2>"$folder/says"
	result $? "$name: the meeting is played to its close"
	sed 's/^/# /' "$folder/says"
	[ -f "$data/$name.expect" ] || continue
	lacking=$(lacks "$folder/minutes" "$data/$name.expect")
	[ -z "$lacking" ]
	result $? "$name: its minutes hold what was agreed"
	[ -z "$lacking" ] || echo "# not there, or not after the lines before" \
	    "it: $lacking"
done

# The list itself is looked at: a line that is nowhere is found out.
echo 'Nobody ever said this.' >"$folder/never"
[ -n "$(lacks "$folder/minutes" "$folder/never")" ]
result $? 'finds a line that is not there'
printf '%s\n' 'Actions agreed' 'Present' >"$folder/never"
[ -n "$(lacks "$folder/minutes" "$folder/never")" ]
result $? 'finds lines in the wrong order'
echo "1..$tests"
