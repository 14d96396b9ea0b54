/*
 * state_cmd: where a record stands in its life, and who answers for it. Its
 * state is changed by those who manage cases and by its lead. Inside commands
 * also by what a meeting decides.
 */
#ifndef CMD_STATE_CMD_H
#define CMD_STATE_CMD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "cmd/session.h"

struct state_change {
	const char *to;		/* a state's key in the case type */
	int on;			/* DATE_NONE: today */
	const char *reason;
};

/* From the state that was read (old) to another. ERR_CONFLICT when somebody
 * has changed it since; ERR_INPUT when the type has no such state, when it may
 * not follow, and when what it needs is missing. A record of a standing type
 * that comes to life is listed on the meetings that are planned. */
bool cmd_casefile_state(struct session *s, int64_t casefile,
    const char *old, const struct state_change *c, struct err *err);

/* The same as part of another command that is under way and has checked its
 * own rights; nothing happens where the record is in that state already. */
bool state_bring(struct session *s, int64_t casefile,
    const struct state_change *c, struct err *err);

/* May the session's member change the state of this record? */
bool state_may_change(struct session *s, int64_t casefile);

/* Another lead (0: nobody), guarded by the one that was read. */
bool cmd_casefile_lead(struct session *s, int64_t casefile, int64_t old,
    int64_t lead, struct err *err);

#endif
