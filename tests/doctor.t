#!/bin/bash
# doctor: a book as it should be, then one thing after another put wrong, which
# must be found. What sshd has to do with it is in tests/ssh/ssh.t.
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
minutebook=${MINUTEBOOK:-$PWD/minutebook}
HOME=$work
export HOME
book=$work/folder/book
n=0

result()
{
	n=$((n + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
		sed 's/^/# /' "$work/said"
	fi
}

doctor()
{
	"$minutebook" --at "${now:-2031-03-13T09:30:00}" --book "$book" \
	    doctor "$@" >"$work/said" 2>&1
	status=$?
}

# finds STATUS STATE NAME WORDS
finds()
{
	doctor
	[ "$status" -eq "$1" ] && grep -q "^$2 *$3: .*$4" "$work/said"
	result $? "$3: $2"
}

mkdir -m 0700 "$work/folder"
"$minutebook" --at 2031-03-13T09:00:00 --book "$book" init --name Safer \
    --member 'Osric Inkwell' --agency Council >/dev/null
finds 1 bad backup 'No backup'
"$minutebook" --at 2031-03-13T09:00:00 --book "$book" backup "$work/copy" \
    >/dev/null
finds 0 good backup "0 days old: $work/copy"
finds 0 good book 'opens'
finds 0 good files 'alone'
finds 0 good folder 'alone'
finds 0 good 'file system' 'this machine'
now=2031-03-25T09:30:00 finds 1 bad backup '12 days old'
now=2031-03-12T09:30:00 finds 1 bad clock 'from the future'
chmod 0644 "$book"
finds 1 bad files "$book is not"
finds 1 bad book 'can be read by others'
chmod 0600 "$book"
touch "$book-wal"
chmod 0640 "$book-wal"
finds 1 bad files "book-wal is not"
chmod 0600 "$book-wal"
chmod 0755 "$work/folder"
finds 1 bad folder 'look into'
chmod 0700 "$work/folder"
chmod 0777 "$work"
finds 1 bad folder "$work may be changed by others"
chmod 0700 "$work"
doctor --json
grep -q '^{"well":true,"findings":\[{"state":"good","name":"files",' \
    "$work/said" && [ "$status" -eq 0 ]
result $? 'the same as JSON'
head -c 8192 /dev/zero | tr '\0' x >"$book"
finds 1 bad book 'not a book'
doctor --nonsense
[ "$status" -eq 2 ]
result $? 'wrong usage is told apart'
book=$work/nowhere
doctor
grep -q 'no book at' "$work/said" && [ "$status" -eq 1 ]
result $? 'a book that is not there is said so'
echo "1..$n"
