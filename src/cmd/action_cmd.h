/*
 * action_cmd: agreed work. One owning agency and one named member, a date;
 * recorder and owner are different fields. Agreeing needs the right to record;
 * the owner's own agency accepts and reports with the right to own actions;
 * the right to manage actions does for anyone's. Statuses and what each asks
 * for are the kind's.
 */
#ifndef CMD_ACTION_CMD_H
#define CMD_ACTION_CMD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "cmd/session.h"
#include "model/oneline.h"

struct action_milestone {
	const char *text;
	int due;
	int64_t member;		/* 0: the action's owner */
};

/* An action to agree. Where it belongs: item (then case and meeting are the
 * line's), or casefile, or meeting alone. */
/* One on an action's own list: an agency or a member, the other 0. */
struct action_listed {
	int64_t agency, member;
};

struct action_new {
	int64_t item, casefile, meeting;
	int64_t agency, member;	/* member 0: whoever represents the agency
				 * here, when that is one person */
	const char *text;
	const char *type;	/* NULL or "": none */
	const char *strand;	/* NULL or "": its type's, else the phase's */
	const char *priority;
	const char *target;	/* whom it is for, a key of the kind; or … */
	int64_t party;		/* … the very party */
	int due;
	const struct action_milestone *milestones;
	size_t n_milestones;
	const int64_t *links;	/* casefiles it hangs on besides */
	size_t n_links;
	/* Who alone sees it, besides its owner; none: whoever sees what it
	 * hangs on. */
	const struct action_listed *list;
	size_t n_list;
	/* For one that is taken in from elsewhere: its own reference and the
	 * day it was agreed; NULL and DATE_NONE for a new one. */
	const char *ref;
	int agreed_on;
	int64_t recorded_by;	/* when the program itself does it */
	bool unsure;		/* the owner is here, and is still to accept */
};

/* Agree it. When nobody of its agency is here it needs acceptance, and no
 * member is named for them. Its number is for life. *id may be NULL. */
bool cmd_action_add(struct session *s, const struct action_new *a,
    int64_t *id, struct err *err);

/* Agree what was typed on one line: one action, or for "everyone" one action
 * for each owner, all in one command (one undo). *n gets how many, *first the
 * id of the first; both may be NULL. Refused while the line has gaps. */
bool cmd_action_add_oneline(struct session *s, int64_t item,
    int64_t meeting, const struct oneline *line, size_t *n,
    int64_t *first, struct err *err);

/* An agency that was not at the table takes it on, in a member's name, or
 * declines it with a reason. member 0: one's own, where it is one's agency's,
 * and else that of whom it waits for. What was declined is nobody's until it is
 * given to another owner. */
bool cmd_action_accept(struct session *s, int64_t action, int64_t member,
    struct err *err);
bool cmd_action_decline(struct session *s, int64_t action,
    const char *reason, struct err *err);

/* From now on those alone see it, besides its owner, whom it names (n 0: all
 * who see what it hangs on). For those who manage access, and for whoever
 * answers for the casefile. */
bool cmd_action_list(struct session *s, int64_t action,
    const struct action_listed *list, size_t n, struct err *err);

/* In what follows, was is what was read before: ERR_CONFLICT when something
 * else stands there now. NULL (DATE_NONE for a day): whatever stands there. */

/* Another due date, with the reason; counted. ERR_INPUT after the kind's most
 * moves unless one runs the meeting. While the line in which it was agreed is
 * in hand, whoever records or runs the meeting needs no reason, and it counts
 * as no move: action_due_asks_why says which it is. */
bool action_due_asks_why(struct session *s, int64_t action);
bool cmd_action_due(struct session *s, int64_t action, int due, int was,
    const char *reason, struct err *err);

/* Another owner: as in cmd_action_add. */
struct action_owner {
	int64_t agency, member;
};
bool cmd_action_owner(struct session *s, int64_t action, int64_t agency,
    int64_t member, const struct action_owner *was, struct err *err);

/* Guarded by what was read; *now (may be NULL) as in cmd.h. */
bool cmd_action_text(struct session *s, int64_t action, const char *old,
    const char *text, char **now, struct err *err);
bool cmd_action_type(struct session *s, int64_t action, const char *type,
    const char *was, struct err *err);
bool cmd_action_target(struct session *s, int64_t action, int64_t party,
    struct err *err);

/* The strand by its key, letter or label, guarded as above; "" for none, which
 * is refused where the kind says it has to have one. */
bool cmd_action_strand(struct session *s, int64_t action, const char *old,
    const char *strand, char **now, struct err *err);
const struct kind_strand *action_find_strand(const struct kind *k,
    const char *text, struct err *err);

/* Not begun before this day; DATE_NONE: at once. */
bool cmd_action_start(struct session *s, int64_t action, int start,
    struct err *err);

/* A colour by hand, by its key, letter or label, with the reason: whatever the
 * rule says, until the board's next meeting. "" gives it back to the rule. Not
 * for its owner to do, but for those who record or manage actions. */
bool cmd_action_rag(struct session *s, int64_t action, const char *colour,
    const char *reason, struct err *err);

/* A change of status, or news without one (status NULL or the present one). */
struct action_report {
	const char *status;	/* one of the kind's */
	const char *was;	/* the one that was read; NULL: any */
	const char *reason;	/* could not, did not, withdrawn … */
	const char *outcome;	/* done: what came of it */
	const char *text;	/* what was said besides */
	const char *evidence;
	int date;		/* done on; DATE_NONE: today */
	int new_due;		/* did not: the new date; DATE_NONE */
	bool escalated;		/* did not: or it goes up */
	bool chair;		/* the chair accepts it */
	const char *requested;	/* with status NULL: one of the kind's that
				 * only who leads accepts, which they are asked
				 * to; reason and so on as it needs them */
	int64_t replaced_by;	/* the action that takes its place */
	int64_t meeting;	/* reported at; 0: between meetings */
	int64_t reported_by;	/* 0: the one who types */
};

/* Report. Refused with what is missing in words. Everything said becomes a
 * line in the action's log. Milestones do not change. ERR_CONFLICT when
 * another status than was stands there by now. */
bool cmd_action_report(struct session *s, int64_t action,
    const struct action_report *r, struct err *err);

/* Is this a status that only who leads accepts, reported by one who may not?
 * Then it becomes a request to them, in r and as words for the log (in a). */
bool action_ask_chair(struct session *s, int64_t board, const struct kind *k,
    struct action_report *r, struct arena *a);

/* Who leads answers what they were asked to accept: the action takes that
 * status, with the reason it was asked for with; or it stays as it is, and why
 * is noted. meeting: 0 between meetings. ERR_CONFLICT when nothing is asked of
 * them any more. */
bool cmd_action_answer(struct session *s, int64_t action, bool yes,
    const char *why, int64_t meeting, struct err *err);

/* Steps done, or not after all where they were (done_on), and what is said of
 * the action (r NULL: nothing), as one step of the one who says it. */
struct milestone_turn {
	int64_t id;
	int done_on;		/* as it was read; DATE_NONE: not yet */
};

bool cmd_action_progress(struct session *s, int64_t action,
    const struct milestone_turn *turns, size_t n,
    const struct action_report *r, struct err *err);

/* Link it to another casefile, or take that link away. */
bool cmd_action_link(struct session *s, int64_t action, int64_t casefile,
    bool on, struct err *err);

/* What is missing before an action may be saved: NULL for nothing, else a
 * sentence that stays as long as the session's kinds. For prompts. */
const char *action_status_prompt(struct session *s, int64_t action,
    const char *status);

#endif
