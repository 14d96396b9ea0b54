/*
 * workday: working days over a weekend and a list of holidays. Which weekend
 * and which holidays is the board's affair (its nation's list); nothing here
 * knows a country. Days are those of base/date.
 */
#ifndef MODEL_WORKDAY_H
#define MODEL_WORKDAY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"

struct workdays {
	const int *holidays;	/* ascending; may hold weekend days too */
	size_t n;
	unsigned weekend;	/* bits 1 << MONDAY to 1 << SUNDAY */
};

#define WORKDAY_SAT_SUN ((1u << SATURDAY) | (1u << SUNDAY))

/* In all of these w may be NULL: Saturday and Sunday are the weekend, and
 * there are no holidays. */

/* True when people work on that day. */
bool workday_is(const struct workdays *w, int date);

/* True when the day is in the list of holidays, whatever its weekday. */
bool workday_is_holiday(const struct workdays *w, int date);

/* The first working day on or after date; DATE_NONE when there is none within
 * a year (a weekend of seven days, or date is DATE_NONE). */
int workday_on_or_after(const struct workdays *w, int date);

/* The n-th working day after date (n > 0) or before it (n < 0); date itself
 * is never counted, and with n == 0 it is workday_on_or_after(). So minutes
 * due three working days after a Thursday are due on Tuesday. DATE_NONE when
 * date is, or when it would leave the calendar of base/date. */
int workday_add(const struct workdays *w, int date, int n);

/* Working days after from up to and including to; negative when to is before
 * from, so that workday_add(w, from, workday_count(w, from, to)) is to
 * whenever to is a working day. 0 when either is DATE_NONE. */
int workday_count(const struct workdays *w, int from, int to);

#endif
