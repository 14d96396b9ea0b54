#include "model/workday.h"

/* Years that can be left: base/date knows no day outside them. */
static bool
in_calendar(int date)
{
	return date != DATE_NONE && date >= date_make(1800, 1, 1) &&
	    date <= date_make(2999, 12, 31);
}

bool
workday_is_holiday(const struct workdays *w, int date)
{
	size_t low = 0, high = w ? w->n : 0;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (w->holidays[mid] == date)
			return true;
		if (w->holidays[mid] < date)
			low = mid + 1;
		else
			high = mid;
	}
	return false;
}

bool
workday_is(const struct workdays *w, int date)
{
	unsigned weekend = w ? w->weekend : WORKDAY_SAT_SUN;

	if (date == DATE_NONE)
		return false;
	return !(weekend & (1u << date_weekday(date))) &&
	    !workday_is_holiday(w, date);
}

/* The next working day in one direction, date itself included. */
static int
seek(const struct workdays *w, int date, int step)
{
	for (int tries = 0; tries <= 366; tries++, date += step) {
		if (!in_calendar(date))
			return DATE_NONE;
		if (workday_is(w, date))
			return date;
	}
	return DATE_NONE;
}

int
workday_on_or_after(const struct workdays *w, int date)
{
	return seek(w, date, 1);
}

int
workday_add(const struct workdays *w, int date, int n)
{
	int step = n < 0 ? -1 : 1;

	if (n == 0)
		return workday_on_or_after(w, date);
	for (; n != 0 && date != DATE_NONE; n -= step)
		date = seek(w, date + step, step);
	return date;
}

int
workday_count(const struct workdays *w, int from, int to)
{
	int count = 0;

	if (from == DATE_NONE || to == DATE_NONE)
		return 0;
	for (int day = from; day < to;)
		count += workday_is(w, ++day);
	for (int day = from; day > to;)
		count -= workday_is(w, --day);
	return count;
}
