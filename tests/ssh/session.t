#!/bin/bash
# session.t: a session over SSH: nobody is another, looks into it or stays in it
# when the key is gone, and nothing on its screen acts. Speaks TAP.
set -u
top=$(cd "${srcdir:-.}" && pwd)
built=$PWD
. "$top/tests/ssh/host.sh"
enter_host "$0" "$@"

# ---- As somebody else -------------------------------------------------------

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
[ -n "$sanitized" ] || [ "$(awk '/^Max processes/ { print $3 }' \
    "/proc/$pid/limits")" = 0 ]
result $? 'and starts no process: no pager, no editor, no shell'
[ -n "$sanitized" ] || [ "$(awk '/^Seccomp:/ { print $2 }' \
    "/proc/$pid/status")" = 2 ]
result $? 'nor another program'
! find "/proc/$pid/fd" -lname 'socket:*' -o -lname 'pipe:*' |
    xargs -r -n1 basename | grep -qv '^[0-9]*$'
foreign=$(find "/proc/$pid/fd" -type l -printf '%l\n' | grep -v \
    "^/dev/pts/\|^$book\|^socket:" | grep -v '^/dev/ptmx')
[ -z "$foreign" ]
result $? 'and holds nothing open but its terminal and the book'
own "$program" --book "$book" backup /mnt/host/book/copy
says 0 'a copy of the book is made' 'copy'
other()
{
	setpriv --reuid=mbother --regid=mbother --clear-groups "$@" \
	    >"$work/said" 2>&1
}
for file in "$book" "$book-wal" "$book-shm" "$book-lock" "$book-live" \
    /mnt/host/book/copy*; do
	[ -e "$file" ] && ! other ls -l "$file"
	result $? "another account does not even see ${file##*/}"
done

# Where the folder was left open, each file is closed all the same.
chmod 0755 /mnt/host/book
for file in $(find /mnt/host/book -type f) "$book-live"; do
	! other cat "$file" && ! other ls "$file/" && ! other cp /dev/null "$file"
	result $? "in an open folder none but the account reads ${file##*/}"
done
for file in "$book-live"/*; do
	[ -S "$file" ] && ! other test -w "$file"
	result $? 'nor wakes a session'
done
chmod 0700 /mnt/host/book

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

# What was typed by then is kept for when the key is good again.
meeting_at 'MM-2031-014 plan'
screen inkwell
sees 'Osric Inkwell'
keys Enter
sees 'Case 1 of 3'
keys a
keys -l 'Half a sentence about no'
sees 'Half a sentence about no'
keeper key-disable "$(fingerprint inkwell)"
sees 'You were signed out' && sees 'status=5'
result $? 'in the middle of a word, too'
tmux -S "$work/tmux" kill-session -t ssh
keeper key-enable "$(fingerprint inkwell)"
screen inkwell
sees 'Half a sentence about no'
result $? 'which is kept'

# The lid is shut, the session is killed: one goes on where one was.
keys -l ' markers'
sees 'Half a sentence about no markers'
drop_screen
until_true nobody_is_in
screen inkwell
sees 'Half a sentence about no markers' && sees 'Case 1 of 3'
result $? 'so is what was typed when the line dropped'
keys -l ' at all'
sees 'no markers at all'
pid=$(session_pid)
# After the first pause in typing it is in the book.
until_true grep -qa 'no markers at all' "$book" "$book-wal"
kill -KILL "$pid"
until_true stands 'status='
tmux -S "$work/tmux" kill-session -t ssh
screen inkwell
sees 'no markers at all' && sees 'Case 1 of 3'
result $? 'and when the session was killed'
end_screen

# ---- What acts on a terminal ---------------------------------------------------

# One member types what would set a title, write the clipboard, colour or turn
# the line; another one's terminal gets it as marks.
bad=$(printf 'A\033]0;own\007\033[31mB\342\200\256C\302\233D')
keeper action "Stork to ring $bad by fri"
[ "$(wc -c <"$work/said")" -gt 0 ] && ! grep -qaP '\x1b|\x07' "$work/said"
result $? 'an action with control characters, from the command line'
ssh "${options[@]}" -tt -i "$work/key-stork" "$account@127.0.0.1" \
    <"$work/nothing" >"$work/raw" 2>&1 &
looker=$!
exec 7>"$work/nothing"
until_true grep -q 'Hattie Stork' "$work/raw"
printf '\r' >&7
until_true grep -qa 'ring A' "$work/raw"
result $? 'another member sees it'
printf 'Q' >&7
exec 7>&-
wait "$looker"
! grep -qaP '\x1b\]0;own|\x07|\x1b\[31mB|\xe2\x80\xae|\xc2\x9b' "$work/raw"
result $? 'with none of what acts on a terminal in it'

# ---- All of it is noted -----------------------------------------------------

read_log
noted 'inkwell .*refused: no key of theirs'
noted 'stork .*was signed out'
noted 'trainee .*was signed out'
noted 'stork .*left 2'
log_is_clean
end_host
