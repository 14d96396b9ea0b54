/*
 * conflict_cmd: conflicts of interest. Declaring one keeps the member (or the
 * whole agency) out of the case from that moment, in every list, search and
 * count; leaving and returning are noted by the chair's move or by hand. Need
 * the right to record or to run the meeting.
 */
#ifndef CMD_CONFLICT_CMD_H
#define CMD_CONFLICT_CMD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "cmd/session.h"

bool cmd_conflict_declare(struct session *s, int64_t meeting,
    int64_t casefile, int64_t member, bool whole_agency,
    const char *reason, int64_t *id, struct err *err);

/* It was declared in error: the entry and what it shut go. */
bool cmd_conflict_withdraw(struct session *s, int64_t conflict,
    struct err *err);

/* Times by hand: local ISO times, NULL for now, "" for none. */
bool cmd_conflict_left(struct session *s, int64_t conflict, const char *at,
    struct err *err);
bool cmd_conflict_returned(struct session *s, int64_t conflict,
    const char *at, struct err *err);

/* The chair asked, and nobody (else) declared one. */
bool cmd_conflict_asked(struct session *s, int64_t meeting,
    struct err *err);

/* Parts of the chair's move, inside a command that is under way: those with a
 * conflict on the case that begins leave; those who left for the case in hand
 * return. */
bool conflict_leave(struct session *s, int64_t meeting, int64_t casefile,
    struct err *err);
bool conflict_return(struct session *s, int64_t meeting, struct err *err);

#endif
