/*
 * attendance_cmd: the roll of a meeting and who accepted its statement. Need
 * the right to record attendance, or to record.
 */
#ifndef CMD_ATTENDANCE_CMD_H
#define CMD_ATTENDANCE_CMD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "cmd/session.h"

/* Everyone who has a role on the board and is not on the roll yet is expected.
 * One's own board's rights to plan will do. */
bool cmd_attendance_build(struct session *s, int64_t meeting,
    struct err *err);

/* Put someone on the roll, such as a guest or a latecomer: role NULL is their
 * role on the board. Someone on it already is taken. *id may be NULL. */
bool cmd_attendance_add(struct session *s, int64_t meeting, int64_t member,
    const char *role, int64_t *id, struct err *err);

/* An agency of which nobody was named. */
bool cmd_attendance_add_agency(struct session *s, int64_t meeting,
    int64_t agency, const char *role, int64_t *id, struct err *err);

/* In what follows, was is what was read of the entry before: ERR_CONFLICT when
 * something else stands there now. NULL: whatever stands there. */

/* Tick: one of the kind's states. Being here notes the time they came, once
 * the meeting is open. */
bool cmd_attendance_set(struct session *s, int64_t attendance,
    const char *state, const char *was, struct err *err);

/* All who are still in the kind's unset state become that one ("absent"). */
bool cmd_attendance_rest(struct session *s, int64_t meeting,
    const char *state, struct err *err);

/* Apologies, with whether information was sent (1, 0, -1 not asked) and the day
 * it came (DATE_NONE). */
struct attendance_info {
	const char *state;
	int sent, on;
};
bool cmd_attendance_apologies(struct session *s, int64_t attendance,
    int info_sent, int info_on, const struct attendance_info *was,
    struct err *err);

bool cmd_attendance_deputy(struct session *s, int64_t attendance,
    int64_t deputy_for, const int64_t *was, struct err *err);

/* When they came and left: local ISO times, NULL for now, "" for never (in was,
 * too). */
bool cmd_attendance_came(struct session *s, int64_t attendance,
    const char *at, const char *was, struct err *err);
bool cmd_attendance_left(struct session *s, int64_t attendance,
    const char *at, const char *was, struct err *err);

/* Out of the room for a while, and back: times as above; reason may be NULL. */
bool cmd_attendance_out(struct session *s, int64_t attendance,
    const char *at, const char *reason, struct err *err);
bool cmd_attendance_back(struct session *s, int64_t attendance,
    const char *at, struct err *err);

/* Parts of the chair's move, inside a command: when a closed line comes into
 * hand, those here who may not hear it go out; when the line in hand is put
 * down, those who went for it come back. */
bool attendance_clear_room(struct session *s, int64_t item,
    struct err *err);
bool attendance_fill_room(struct session *s, int64_t meeting,
    struct err *err);

/* They accepted the statement that was read (yes false: take that back). One
 * who is not here can't. Who accepted this version before did so then. */
bool cmd_attendance_accept(struct session *s, int64_t attendance, bool yes,
    struct err *err);

/* All who are here and have not accepted; those who sign one by one (observers,
 * where the kind says so) are left out. *count may be NULL. */
bool cmd_attendance_accept_all(struct session *s, int64_t meeting,
    int *count, struct err *err);

#endif
