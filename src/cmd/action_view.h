/*
 * action_view: an action as it stands on a day, for whoever shows it: strand,
 * colour and why, how late, how often moved, its milestones, how far up it has
 * to go. All of it follows from the row and the kind; nothing is kept.
 */
#ifndef CMD_ACTION_VIEW_H
#define CMD_ACTION_VIEW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "form/kind.h"
#include "store/action_read.h"

struct action_view {
	const struct kind_action_status *status; /* NULL: the kind's no more */
	const struct kind_strand *strand;	/* NULL: none */
	const char *strand_letter;		/* "": none */
	const struct rag_rule *colour;		/* NULL: none */
	const char *letter;			/* of the colour; "": none */
	bool by_hand;
	const char *why;	/* of the colour, in words: "12 days late" */
	int days_late, moves;
	bool moves_spent;	/* the next move is the chair's to decide */
	size_t milestones, milestones_done;
	const struct milestone_row *next;	/* of those to do; NULL */
	bool milestone_missed;
	int missed;		/* times reported as not done */
	const struct escalation_rule *step;	/* NULL: none reached */
	int step_number;	/* 1 for the first; 0 */
	int step_days_left;	/* to the next by days alone; -1: no such */
	bool owner_left;
};

/* The row as it stands today; what is made for it lies in the arena. */
void action_view(const struct kind *k, const struct action_row *r, int today,
    struct arena *a, struct action_view *out);

/* May an action be given this status, as it stands now; and by this member,
 * where owner is whose it is (0: nobody's yet)? */
bool action_may_follow(const struct kind_action_status *to, const char *was);
bool action_may_set(const struct kind_action_status *to, int64_t owner,
    int64_t member);

/* The status in which this member would say that it was done: the one that
 * says so, else the one that asks for a check. NULL: neither comes next. */
const struct kind_action_status *action_done_status(const struct kind *k,
    const struct action_row *r, int64_t member);

/* The strand's letter, or what stands for it: its label. */
const char *action_strand_letter(const struct kind_strand *s);

#endif
