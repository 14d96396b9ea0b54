/*
 * agenda_build: laying out a meeting: its steps, and who is expected. Inside
 * cmd/ alone, and inside a command that is under way.
 */
#ifndef CMD_AGENDA_BUILD_H
#define CMD_AGENDA_BUILD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "cmd/session.h"
#include "store/agenda_read.h"

/* The kind's steps of a sitting that are not on the agenda yet; the same and
 * what stands on every agenda. */
bool agenda_steps(struct session *s, int64_t meeting, struct err *err);
bool agenda_build(struct session *s, int64_t meeting, struct err *err);

/* The live records of standing types that one sees and that are not on the
 * agenda yet, in their steps by reference; on those of all planned meetings of
 * a board. */
bool agenda_stand(struct session *s, int64_t meeting, struct err *err);
bool agenda_stand_planned(struct session *s, int64_t board, struct err *err);

/* Everyone with a role on the board who is not on the roll yet. */
bool attendance_build(struct session *s, int64_t meeting, struct arena *a,
    struct err *err);

/* Does this record stand on every agenda now: its type does, and it is live? */
bool agenda_stands(struct session *s, int64_t meeting, int64_t casefile,
    bool *stands, struct err *err);

/* A case that was to come back at that meeting need not after all: its line
 * there goes, unless it was begun. */
bool agenda_forget(struct session *s, int64_t meeting, int64_t casefile,
    struct err *err);

/* The line's item type says that it is listed and not discussed. */
bool agenda_alert_only(const struct kind *k, const struct agenda_row *row);

/* The step in which cases of that type are taken, and the position before its
 * first; NULL when the kind takes them nowhere. */
const struct kind_step *agenda_case_step(const struct kind *k,
    const char *case_type, int *position);

#endif
