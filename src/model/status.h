/*
 * status: what an action's status asks for and means. The statuses themselves,
 * their labels and what each needs are the kind's table; here is what follows
 * from it and from the dates. Overdue and days late are computed, never kept.
 */
#ifndef MODEL_STATUS_H
#define MODEL_STATUS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "model/evidence.h"

/* What a status needs before an action may have it; bits. */
enum status_need {
	STATUS_NEEDS_REASON = 1 << 0,
	STATUS_NEEDS_DATE = 1 << 1,	/* when it was done */
	STATUS_NEEDS_OUTCOME = 1 << 2,
	STATUS_NEEDS_NEW_DATE = 1 << 3,	/* a later due date … */
	STATUS_NEEDS_LINK = 1 << 4,	/* what replaces it */
	STATUS_NEEDS_CHAIR = 1 << 5,	/* the chair accepts it */
	/* … with this bit as well, being escalated will do instead of it */
	STATUS_OR_ESCALATED = 1 << 6
};

struct status_rule {
	const char *code;	/* as in the book */
	const char *label;
	unsigned needs;
	bool failure;		/* counts as not done by its agency */
	bool final;		/* nothing more is expected */
	bool done;		/* final because it was done */
};

/* What came with a change. */
struct status_given {
	const char *reason;	/* NULL or "": none */
	const char *outcome;
	int date;		/* DATE_NONE: none */
	int new_due;
	const char *link;
	bool chair;
	bool escalated;
};

/* The rule with this code, or NULL. */
const struct status_rule *status_find(const struct status_rule *rules,
    size_t n, const char *code);

/* Add what is still missing for this status to the list, one sentence each;
 * true when nothing is. due is the present due date. A day of completion may
 * lie before the action was agreed, since agencies act before they meet, but
 * not after today. */
bool status_check(const struct status_rule *to,
    const struct status_given *given, int due, int today,
    struct arena *arena, struct evidence_list *missing);

/* Not final, has a date, and that is before today. */
bool status_overdue(const struct status_rule *rule, int due, int today);

/* Days between due and the day done, or today while it is not final; 0 when
 * not late, or when a date is missing. done_on is DATE_NONE unless done. */
int status_days_late(const struct status_rule *rule, int due, int done_on,
    int today);

/* Counts as a failure now: the status says so, or it is overdue. */
bool status_is_failure(const struct status_rule *rule, int due, int today);

/* Whether someone has taken the action on. */
enum status_acceptance {
	STATUS_ACCEPTED_HERE,	/* its agency was at the table */
	STATUS_ASKED,		/* needs acceptance by a named person */
	STATUS_ACCEPTED,	/* accepted since */
	STATUS_DECLINED		/* declined, with a reason */
};

/* Where a new action begins: its agency is here, or has to be asked. */
enum status_acceptance status_acceptance_begin(bool agency_present);

/* Whether one may pass into the other: asked to accepted or declined, declined
 * to asked again (of someone else). */
bool status_acceptance_may(enum status_acceptance from,
    enum status_acceptance to);

/* True when an action is owned. One that is not is the only one that may lack a
 * named member. */
bool status_acceptance_owned(enum status_acceptance state);

const char *status_acceptance_code(enum status_acceptance state);
int status_acceptance_find(const char *code);	/* -1: no such */

#endif
