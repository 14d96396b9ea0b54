#include "model/timer.h"

#include "base/date.h"

int
timer_due(const struct timer_rule *r, const struct workdays *w, int from)
{
	if (from == DATE_NONE)
		return DATE_NONE;
	if (r->working_days != TIMER_UNSET)
		return workday_add(w, from, r->working_days);
	if (r->months != TIMER_UNSET)
		return date_add_months(from, r->months);
	return r->days != TIMER_UNSET ? date_add_days(from, r->days) : from;
}

int
timer_left(int due, int today)
{
	return due - today;
}

int
timer_alert(const struct timer_rule *r, int due, int today)
{
	int left = timer_left(due, today), reached = TIMER_UNSET;

	if (left < 0)
		return 0;
	for (size_t i = 0; i < r->n_alerts && r->alerts[i] >= left; i++)
		reached = r->alerts[i];
	return reached;
}
