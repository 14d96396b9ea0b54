/*
 * agenda_cmd: what stands on a meeting's agenda, in which order and for how
 * long. All need the right to manage the agenda. Step keys, item types and
 * dispositions are the kind's.
 */
#ifndef CMD_AGENDA_CMD_H
#define CMD_AGENDA_CMD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "cmd/session.h"
#include "store/agenda_read.h"

/* Lay out the kind's steps of a sitting that are not on the agenda yet. */
bool cmd_agenda_build(struct session *s, int64_t meeting, struct err *err);

/* The item type that a case begins as: a repeat when it was decided to be one,
 * transferred in when it has an origin, else the kind's initial one. In the
 * arena; NULL with err. */
const char *agenda_default_type(struct session *s, int64_t meeting,
    int64_t casefile, struct arena *a, struct err *err);

/* The case types that an agenda takes, as a JSON list for
 * agenda_read_unlisted: registers stand on none. In the arena. */
const char *agenda_types(const struct kind *k, struct arena *a);

/* The cases that can be listed: accepted, on no agenda as waiting, in hand or
 * done, and not gone for good. As agenda_read_unlisted gives them. */
bool agenda_listable(struct session *s, int64_t meeting, struct arena *a,
    struct agenda_row **rows, size_t *n, struct err *err);

/* List an accepted case; type NULL: the default. *item (may be NULL) gets its
 * line. A case stands on a meeting's agenda once. */
bool cmd_agenda_list(struct session *s, int64_t meeting, int64_t casefile,
    const char *type, int64_t *item, struct err *err);

/* Take a waiting case off again. */
bool cmd_agenda_unlist(struct session *s, int64_t item, struct err *err);

/* Move a case among the cases of its step that one sees: by lines up (negative)
 * or down, or to a place counted from 1. */
bool cmd_agenda_move(struct session *s, int64_t item, int by,
    struct err *err);
bool cmd_agenda_move_to(struct session *s, int64_t item, int place,
    struct err *err);

/* Another type, guarded by the one that was read; planned minutes (0: the
 * kind's); who presents it (0: nobody named). */
bool cmd_agenda_set_type(struct session *s, int64_t item, const char *old,
    const char *type, struct err *err);
bool cmd_agenda_set_planned(struct session *s, int64_t item, int minutes,
    struct err *err);
bool cmd_agenda_set_presenter(struct session *s, int64_t item,
    int64_t member, struct err *err);

/* A closed line: gated roles, and agencies without the agreement they need, see
 * nothing of it and are out of the room for it. Or an open one. Whoever runs
 * the meeting may say so, too. */
bool cmd_item_closed(struct session *s, int64_t item, bool closed,
    struct err *err);

/* How a case leaves the agenda without being discussed. disposition is one of
 * the kind's (NULL: its first that fits: comes back, leaves …). Deferred: a
 * reason, and the meeting it goes to (0: the board's next), where a new line is
 * made; *again (may be NULL) gets it. */
bool cmd_agenda_defer(struct session *s, int64_t item,
    const char *disposition, const char *reason, int64_t to,
    int64_t *again, struct err *err);
bool cmd_agenda_withdraw(struct session *s, int64_t item,
    const char *disposition, const char *reason, struct err *err);
/* Sent to another area, on a day (DATE_NONE: not yet). */
bool cmd_agenda_transfer_out(struct session *s, int64_t item,
    const char *disposition, const char *to, int sent_on,
    struct err *err);
/* The other area has acknowledged it. */
bool cmd_agenda_acknowledged(struct session *s, int64_t item, int on,
    struct err *err);

#endif
