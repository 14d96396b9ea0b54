/*
 * escalation: how far up an action that is late has to go. The steps and their
 * numbers are the kind's, in the order in which they are taken. Computed,
 * never kept.
 */
#ifndef MODEL_ESCALATION_H
#define MODEL_ESCALATION_H

#include <limits.h>
#include <stddef.h>

#define ESCALATION_UNSET INT_MIN	/* not by this number */

/* A step is reached when one of its numbers is. */
struct escalation_rule {
	const char *key, *label;
	const char *to;		/* whom to tell, in words */
	int days_overdue;
	int missed;		/* times reported as not done */
	int meetings;		/* held since it was due, and it was open */
};

struct escalation_facts {
	int days_overdue;	/* 0: not overdue */
	int missed, meetings;
};

/* The furthest step reached, as a place in the list; -1 for none. */
int escalation_reached(const struct escalation_rule *rules, size_t n,
    const struct escalation_facts *f);

/* Days from now until days alone bring it to a further step than it has
 * reached; -1 when they never do, or it is not overdue. */
int escalation_days_left(const struct escalation_rule *rules, size_t n,
    const struct escalation_facts *f);

#endif
