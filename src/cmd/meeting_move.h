/*
 * meeting_move: the chair's move as part of other commands of a meeting. Inside
 * cmd/ alone, and inside a command that is under way.
 */
#ifndef CMD_MEETING_MOVE_H
#define CMD_MEETING_MOVE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "cmd/session.h"
#include "store/meeting_read.h"

/* Put down what is in hand (a step counts as done when done is true) and take
 * up item (0: nothing) in that phase (NULL: its first). Times, conflicts and
 * consultations follow; gates are the caller's. */
bool meeting_move(struct session *s, const struct meeting_row *m,
    int64_t item, const char *phase, bool done, struct arena *a,
    struct err *err);

#endif
