#!/bin/bash
# member.t: members in a running meeting and between meetings, each on a terminal
# over SSH: what is agreed for one is asked of them there, and what they answer
# stands on the others' screens. Speaks TAP.
set -u
top=$(cd "${srcdir:-.}" && pwd)
built=$PWD
. "$top/tests/ssh/host.sh"
enter_host "$0" "$@"

# ---- Asked in the meeting ---------------------------------------------------

meeting_at 'MM-2031-015 plan'
for member in inkwell stork brickwell; do
	at "$member"
	screen "$member"
	sees 'Marshmere MARAC' && keys Enter && sees MM-2031-015
	result $? "$member is in the meeting"
done

# The book keeps times to the second, and an acceptance shows as one when it is
# later than what was agreed.
later_than()
{
	[ "$(date +%s)" -gt "$1" ]
}

# agree TEXT: the secretary types an action whose owner has to accept it.
agree()
{
	at inkwell
	keys a
	keys -l "$1"
	sees 'is asked to accept it' && keys Enter && keys Escape
}

agree 'Stork to call the ward sister by 28/3/31 ? *find her name by 20/3/31' &&
    sees '[needs acceptance]'
result $? 'an action is agreed for one who has to accept it'
at stork
sees 'Asked of you: call the ward sister, by 28 Mar'
result $? 'they are asked on their own terminal'
at brickwell
lacks 'Asked of'
result $? 'and nobody else is'
until_true later_than "$(date +%s)"
at stork
keys F2
sees 'Accepted in your name.' && lacks 'Asked of'
result $? 'one key accepts'
at inkwell
sees '[✓ accepted]' && lacks '[needs acceptance]'
result $? 'which the secretary sees'

agree 'Brickwell to change the locks by 28/3/31 ?' && at brickwell &&
    sees 'Asked of you: change the locks, by 28 Mar' && keys F3 &&
    sees 'Declined, because:'
result $? 'another is asked and does not want it'
keys -l 'Not ours.'
sees 'Not ours.' && keys Enter &&
    sees 'Declined; the reason stands with it.' && lacks 'Asked of'
result $? 'for a reason'
at inkwell
sees '[declined: Not ours.]' && stands '[✓ accepted]'
result $? 'which the secretary reads'

# ---- Between meetings -------------------------------------------------------

at brickwell
end_screen
at stork
keys q
sees 'Yours to do' && keys j j j j && sees '▸ call the ward sister'
result $? 'what was accepted stands on the first screen'
keys r
sees 'find her name' && keys Space && sees '[✓]' && keys Enter &&
    sees '1 step of MM-2031-015/A1 marked.'
result $? 'a step is marked in three keys'
keys r
sees 'Not possible' && keys c && sees 'Why:'
keys -l 'She has left the ward.'
sees 'She has left the ward.' && keys Enter &&
    sees 'MM-2031-015/A1: told to the chair, who has to accept it.'
result $? 'that it can not be done is told to the chair'
at gavelstone
screen gavelstone
sees 'You are asked: y accepts, N does not' && stands 'She has left the ward.'
result $? 'who is asked on theirs'
keys j j
sees '▸ call the ward sister' && keys y && sees 'Accepted: MM-2031-015/A1.' &&
    lacks 'You are asked'
result $? 'and accepts with one key'
end_screen
at stork
sees 'answered about MM-2031-015/A1' && lacks '▸ call the ward sister'
result $? 'which the member sees'
end_screen
own "$program" --book "$book" verify
says 0 'the record is intact' 'intact'
end_host
