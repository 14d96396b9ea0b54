/*
 * meeting_cmd: running a meeting: opening it, reading the statement, moving
 * along the order of business, closing. One meeting of a board is open at a
 * time. All need the right to run meetings unless said otherwise; each is one
 * command with its events. Statuses, steps, gates and checks are the kind's.
 */
#ifndef CMD_MEETING_CMD_H
#define CMD_MEETING_CMD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "cmd/session.h"

/* What is known when it opens. NULL, 0 and -1: as it was planned. */
struct meeting_opening {
	const char *place;
	int online;		/* 1, 0, -1 */
	int64_t chair, deputy_chair, secretary;
};

/* Open a planned meeting: binds the kind's version, calls the roll into being,
 * lays out the steps and stands on the first. */
bool cmd_meeting_open(struct session *s, int64_t meeting,
    const struct meeting_opening *o, struct err *err);

/* The statement of the step that has one was read aloud: by whoever leads, or by
 * the one who notes it where the roll says that they are away. version NULL: the
 * kind's own. */
bool cmd_meeting_statement(struct session *s, int64_t meeting,
    const char *version, struct err *err);

/*
 * The chair's move: put this line in hand, in that phase (NULL: its first, or
 * where it is when it is in hand already). The line before is left: its time is
 * added up; a step counts as done, a case waits unless it was concluded.
 * Refused with the finding's words while a gate of the step stands (see
 * closing.h). Those with a declared conflict are noted as having left, and as
 * returned after. The consultation of a case is recorded for the mover, the
 * chair, the secretary and everyone here who may see it, in the same
 * transaction.
 */
bool cmd_meeting_go(struct session *s, int64_t meeting, int64_t item,
    const char *phase, struct err *err);

/* The next line that is not done: what is in hand is closed first, and is
 * refused with the finding's words when a check stands in the way. *item (may
 * be NULL) gets the line now in hand, 0 at the end of the agenda. */
bool cmd_meeting_next(struct session *s, int64_t meeting, int64_t *item,
    struct err *err);

/* The line before, done or not; nothing is closed. */
bool cmd_meeting_previous(struct session *s, int64_t meeting, int64_t *item,
    struct err *err);

/* Put the line in hand down; nothing is in hand (a break). */
bool cmd_meeting_pause(struct session *s, int64_t meeting, struct err *err);

/* Close an open meeting: the kind's closing checks must pass or have been
 * overridden. */
bool cmd_meeting_close(struct session *s, int64_t meeting, struct err *err);

/* Call a planned meeting off; cases listed on it go to the meeting to (0:
 * they are listed nowhere). Needs the right to manage the agenda. */
bool cmd_meeting_cancel(struct session *s, int64_t meeting, int64_t to,
    struct err *err);

/* Plan the board's next sitting like this one, on that day (starts NULL: the
 * same time). *id gets it; one planned for that day already is taken. */
bool cmd_meeting_next_date(struct session *s, int64_t meeting, int held_on,
    const char *starts, int64_t *id, struct err *err);

/* The chair goes on in spite of a check: the reason is minuted. item 0: a
 * check of the meeting or of a step's gate. ERR_INPUT when the check finds
 * nothing or may not be overridden. Needs the right to override. */
bool cmd_meeting_override(struct session *s, int64_t meeting, int64_t item,
    const char *check, const char *reason, struct err *err);

#endif
