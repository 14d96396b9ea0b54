#include "base/date.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

enum { YEAR_MIN = 1800, YEAR_MAX = 2999, EPOCH = 719162 };

static const char *const month_names[] = {
	"Jan", "Feb", "Mar", "Apr", "May", "Jun",
	"Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
};

static const char *const weekday_names[] = {
	"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun",
};

/* Days of a common year before each month. */
static const int days_before[] = {
	0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365,
};

static bool
is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int
days_in_month(int year, int month)
{
	int days = days_before[month] - days_before[month - 1];

	return days + (month == 2 && is_leap(year));
}

/* Days from 1970-01-01 to 1 January of the year. */
static int
year_start(int year)
{
	int before = year - 1;

	return before * 365 + before / 4 - before / 100 + before / 400 - EPOCH;
}

int
date_make(int year, int month, int day)
{
	if (year < YEAR_MIN || year > YEAR_MAX || month < 1 || month > 12 ||
	    day < 1 || day > days_in_month(year, month))
		return DATE_NONE;
	return year_start(year) + days_before[month - 1] +
	    (month > 2 && is_leap(year)) + day - 1;
}

/* True when the day lies in the accepted years. */
static bool
in_range(int date)
{
	return date >= year_start(YEAR_MIN) && date < year_start(YEAR_MAX + 1);
}

void
date_split(int date, int *year, int *month, int *day)
{
	int y, m, left;

	if (!in_range(date))
		bug("day %d is not a date", date);
	/* 400 years are 146,097 days: at most one year off. */
	y = (int)(((long long)date + EPOCH) * 400 / 146097) + 1;
	while (year_start(y) > date)
		y--;
	while (year_start(y + 1) <= date)
		y++;
	left = date - year_start(y);
	for (m = 1; left >= days_in_month(y, m); m++)
		left -= days_in_month(y, m);
	*year = y;
	*month = m;
	*day = left + 1;
}

int
date_weekday(int date)
{
	int weekday;

	if (!in_range(date))
		bug("day %d is not a date", date);
	/* 1970-01-01 was a Thursday. */
	weekday = (date + THURSDAY - MONDAY) % 7;
	return (weekday < 0 ? weekday + 7 : weekday) + MONDAY;
}

int
date_add_months(int date, int months)
{
	int year, month, day;
	long long count;

	if (!in_range(date))
		return DATE_NONE;
	date_split(date, &year, &month, &day);
	count = (long long)year * 12 + month - 1 + months;
	if (count < YEAR_MIN * 12 || count >= (YEAR_MAX + 1) * 12)
		return DATE_NONE;
	year = (int)(count / 12);
	month = (int)(count % 12) + 1;
	if (day > days_in_month(year, month))
		day = days_in_month(year, month);
	return date_make(year, month, day);
}

int
date_add_days(int date, int days)
{
	long long sum = (long long)date + days;

	if (!in_range(date) || sum < year_start(YEAR_MIN) ||
	    sum >= year_start(YEAR_MAX + 1))
		return DATE_NONE;
	return (int)sum;
}

int
date_age(int born, int on)
{
	int year, month, day, now, years;

	if (born == DATE_NONE || on == DATE_NONE || born > on)
		return -1;
	date_split(born, &year, &month, &day);
	date_split(on, &now, &month, &day);
	years = now - year;
	return date_add_months(born, years * 12) > on ? years - 1 : years;
}

/* The value of n digits, or -1. */
static int
digits(const char *text, int n)
{
	int value = 0;

	for (; n > 0; n--, text++) {
		if (*text < '0' || *text > '9')
			return -1;
		value = value * 10 + (*text - '0');
	}
	return value;
}

int
date_parse_iso(const char *text)
{
	int year, month, day;

	/* Each test stops at the NUL of a short text. */
	if ((year = digits(text, 4)) < 0 || text[4] != '-' ||
	    (month = digits(text + 5, 2)) < 0 || text[7] != '-' ||
	    (day = digits(text + 8, 2)) < 0 || text[10] != '\0')
		return DATE_NONE;
	return date_make(year, month, day);
}

void
date_add_iso(struct buf *b, int date)
{
	int year, month, day;

	if (date == DATE_NONE)
		return;
	date_split(date, &year, &month, &day);
	buf_addf(b, "%04d-%02d-%02d", year, month, day);
}

void
date_add_shown(struct buf *b, int date)
{
	int year, month, day;

	if (date == DATE_NONE)
		return;
	date_split(date, &year, &month, &day);
	buf_addf(b, "%d %s %d", day, date_month_name(month), year);
}

bool
date_parse_shown(const char *text, int *date)
{
	char *rest;
	long day = strtol(text, &rest, 10), year;
	int month;
	struct buf again = {0};
	bool same;

	if (*rest != ' ' || day < 1 || day > 31)
		return false;
	for (month = 1; month <= 12; month++) {
		if (!strncmp(rest + 1, month_names[month - 1],
		    strlen(month_names[month - 1])))
			break;
	}
	if (month > 12)
		return false;
	year = strtol(rest + 1 + strlen(month_names[month - 1]), NULL, 10);
	*date = date_make((int)year, month, (int)day);
	date_add_shown(&again, *date);
	same = again.len && !strcmp(buf_text(&again), text);
	buf_release(&again);
	return same;
}

void
date_add_long(struct buf *b, int date)
{
	if (date == DATE_NONE)
		return;
	buf_adds(b, date_weekday_name(date_weekday(date)));
	buf_addc(b, ' ');
	date_add_shown(b, date);
}

const char *
date_month_name(int month)
{
	if (month < 1 || month > 12)
		bug("there is no month %d", month);
	return month_names[month - 1];
}

const char *
date_weekday_name(int weekday)
{
	if (weekday < MONDAY || weekday > SUNDAY)
		bug("there is no weekday %d", weekday);
	return weekday_names[weekday - MONDAY];
}

int
time_parse(const char *text)
{
	int hours, minutes;

	if ((hours = digits(text, 2)) >= 0)
		text += 2;
	else if ((hours = digits(text, 1)) >= 0 && text[1] == ':')
		text += 1;
	else
		return -1;
	if (*text == ':')
		text++;
	minutes = digits(text, 2);
	if (hours > 23 || minutes < 0 || minutes > 59 || text[2] != '\0')
		return -1;
	return hours * 60 + minutes;
}

void
time_add(struct buf *b, int minutes)
{
	if (minutes < 0 || minutes >= 24 * 60)
		bug("minute %d is not in a day", minutes);
	buf_addf(b, "%02d:%02d", minutes / 60, minutes % 60);
}

void
span_add(struct buf *b, long seconds)
{
	if (seconds < 0)
		bug("a span can't be %ld seconds long", seconds);
	if (seconds >= 3600)
		buf_addf(b, "%ld:%02ld:%02ld", seconds / 3600,
		    seconds / 60 % 60, seconds % 60);
	else
		buf_addf(b, "%ld:%02ld", seconds / 60, seconds % 60);
}
