/*
 * action_context: what the one-line action needs to know of a meeting: who is
 * here and who may own what, the kind's words, the dates. Made once when a
 * screen loads, in its arena; borrows the session's kind.
 */
#ifndef CMD_ACTION_CONTEXT_H
#define CMD_ACTION_CONTEXT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "cmd/session.h"
#include "model/oneline.h"
#include "model/when.h"

struct action_context {
	struct oneline_names *names;
	struct when_context when;
};

/* For a meeting: members here first, then the rest of the board, then all
 * agencies of the partnership. Days count from the meeting's day while it is
 * open or planned, else from today. */
bool action_context_meeting(struct session *s, int64_t meeting,
    struct arena *a, struct action_context *out, struct err *err);

/* For a board between meetings: nobody is here, days count from today. */
bool action_context_board(struct session *s, int64_t board,
    struct arena *a, struct action_context *out, struct err *err);

#endif
