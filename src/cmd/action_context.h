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
	struct oneline_tags tags;	/* given to names; its usual strand is
					 * that of the place it is typed */
};

/* For a meeting, and a line of it (0: none): members here first, then the rest
 * of the board, then all agencies of the partnership. Days count from the
 * meeting's day while it is open or planned, else from today. *out must stay
 * where it is: what it holds points into it. */
bool action_context_meeting(struct session *s, int64_t meeting, int64_t item,
    struct arena *a, struct action_context *out, struct err *err);

/* For a board between meetings: nobody is here, days count from today. */
bool action_context_board(struct session *s, int64_t board,
    struct arena *a, struct action_context *out, struct err *err);

/* The strand that an action has unless another is named: that of its type (key
 * or NULL), else of the phase in which it is agreed. NULL: none. It stays as
 * long as the session's kinds. */
bool action_usual_strand(struct session *s, int64_t meeting, int64_t item,
    const char *type, const char **strand, struct err *err);

/* The same for the line that is typed: as far as a type gives one. */
void action_context_type(const struct kind *k, const char *type,
    struct action_context *c);

#endif
