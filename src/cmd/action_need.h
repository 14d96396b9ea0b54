/*
 * action_need: what changes of an action begin with: how it stands, whose it
 * is, the right to change it. Inside cmd/ alone.
 */
#ifndef CMD_ACTION_NEED_H
#define CMD_ACTION_NEED_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "cmd/action_cmd.h"
#include "cmd/session.h"

struct action_facts {
	int64_t board, casefile, meeting, agency, member;
	const char *ref, *status, *acceptance, *type;
	int due;
	bool live;
	bool mine;		/* of one's own agency */
	int agreed_on;
	int moves;		/* of its date so far */
	bool in_hand;		/* agreed in the line that is in hand */
	bool meeting_open;	/* agreed at the meeting that is open */
};

/* How it stands. With own true its own agency's members may change it, with
 * the right to own actions; else those who record or manage actions. */
bool need_action(struct session *s, int64_t action, bool own,
    struct arena *a, struct action_facts *f, struct err *err);

/* The kind the action was agreed under, else its board's. */
const struct kind *action_kind(struct session *s, int64_t meeting,
    int64_t board, struct err *err);

/* Who takes it on. *member may be 0 when it comes in; acceptance gets "yes" or
 * "needed". Refuses an agency or member kept out of the case, and a member
 * of another agency. */
bool action_settle_owner(struct session *s, int64_t meeting,
    int64_t casefile, int64_t agency, int64_t *member,
    const char **acceptance, struct arena *a, struct err *err);

/* May its date be moved once more, or is that the chair's to decide now? */
bool need_move(struct session *s, const struct kind *k,
    const struct action_facts *f, struct err *err);

/* A line in its log. */
struct action_log {
	int64_t meeting, reported_by;
	const char *was, *now, *reason, *text;
	int due_was, due_now;	/* DATE_NONE: not moved */
	const char *requested;	/* a status, asked of who leads; or NULL */
};
bool action_note(struct session *s, int64_t action,
    const struct action_log *log, struct arena *a, struct err *err);

/* Inside a command: put these on its list. */
bool action_list_add(struct session *s, int64_t action,
    const struct action_listed *list, size_t n, struct err *err);

/* The number and reference at this try of an action that not everyone sees who
 * sees where it was agreed. */
bool action_draw_apart(struct session *s, const char *prefix,
    const char *mark, const char *seed, unsigned attempt, int64_t *number,
    struct buf *ref, struct err *err);

/* The actions of its line have to be read back again. */
bool action_unread(struct session *s, int64_t action, struct err *err);

#endif
