/*
 * timer: the day that something is due: so long after a day, or that day
 * itself, and how near it has come. Pure; knows no record and no clock. Days
 * are those of base/date.
 */
#ifndef MODEL_TIMER_H
#define MODEL_TIMER_H

#include <stddef.h>

#include "model/workday.h"

/* What is not given, and no alert reached. */
#define TIMER_UNSET (-1)

struct timer_rule {
	int days, working_days, months;	/* one of them, or TIMER_UNSET all:
					 * the day itself */
	const int *alerts;	/* days before it that it is told of, falling */
	size_t n_alerts;
};

/* The day it is due when it counts from that day: DATE_NONE when there is
 * none, or when it would leave the calendar. Months are calendar months, as
 * date_add_months() has them; working days those of w (NULL: Monday to
 * Friday). */
int timer_due(const struct timer_rule *r, const struct workdays *w, int from);

/* Days from today until it is due: 0 today, negative when it is late. Both
 * days must be given. */
int timer_left(int due, int today);

/* The alert that was reached: the smallest number of days before, of those
 * that are past; late, 0. TIMER_UNSET before the first and where a rule that
 * is not late has none. */
int timer_alert(const struct timer_rule *r, int due, int today);

#endif
