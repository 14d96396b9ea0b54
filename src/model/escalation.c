#include "model/escalation.h"

#include <stdbool.h>

static bool
reached(int at, int now)
{
	return at != ESCALATION_UNSET && now >= at;
}

/* Nothing of a day counts while nothing is overdue, a step at 0 days not
 * either. */
int
escalation_reached(const struct escalation_rule *rules, size_t n,
    const struct escalation_facts *f)
{
	int last = -1;

	for (size_t i = 0; i < n; i++)
		if ((f->days_overdue > 0 &&
		    (reached(rules[i].days_overdue, f->days_overdue) ||
		    reached(rules[i].meetings, f->meetings))) ||
		    reached(rules[i].missed, f->missed))
			last = (int)i;
	return last;
}

int
escalation_days_left(const struct escalation_rule *rules, size_t n,
    const struct escalation_facts *f)
{
	size_t next = (size_t)(escalation_reached(rules, n, f) + 1);
	int days, least = -1;

	if (f->days_overdue <= 0)
		return -1;
	for (size_t i = next; i < n; i++) {
		if (rules[i].days_overdue == ESCALATION_UNSET)
			continue;
		days = rules[i].days_overdue - f->days_overdue;
		if (days > 0 && (least < 0 || days < least))
			least = days;
	}
	return least;
}
