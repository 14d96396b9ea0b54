#include "form/holidays.h"

#include <limits.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/date.h"
#include "form/yaml_decode.h"

/* One rule: exactly one of date, easter, weekday and on. */
struct rule {
	const char *name;
	const char *date;	/* "25 Dec" as "12-25" */
	const char *on;		/* "2026-06-15" */
	int easter;		/* days after Easter Sunday; INT_MIN: no */
	int weekday;		/* 0: no */
	int nth;		/* 1 to 5; -1: the last */
	int month;
	bool substitute;	/* on a weekend: another day as well */
	int from, until;	/* years */
};

struct day {
	int date;
	const char *name;
};

struct nation {
	const char *key;
	const char *label;
	const struct rule *rules;
	size_t n_rules;
	struct day *days;	/* by date; NULL: not worked out yet */
	size_t n_days;
	struct workdays workdays;
};

struct holidays {
	struct arena arena;
	int version;
	int from, until;
	const struct nation *nations;
	size_t n_nations;
};

static const char *const weekdays[] = {
	"none", "monday", "tuesday", "wednesday", "thursday", "friday",
	"saturday", "sunday", NULL
};

enum { YEAR_FIRST = 1900, YEAR_LAST = 2900 };

static const struct ydesc rule_rows[] = {
	{ .key = "name", .type = YDESC_TEXT, .required = true,
	    .at = offsetof(struct rule, name) },
	{ .key = "date", .type = YDESC_TEXT,
	    .at = offsetof(struct rule, date) },
	{ .key = "on", .type = YDESC_TEXT, .at = offsetof(struct rule, on) },
	{ .key = "easter", .type = YDESC_INT, .min = -200, .max = 200,
	    .initial = INT_MIN, .at = offsetof(struct rule, easter) },
	{ .key = "weekday", .type = YDESC_ENUM, .names = weekdays,
	    .at = offsetof(struct rule, weekday) },
	{ .key = "nth", .type = YDESC_INT, .min = -1, .max = 5,
	    .at = offsetof(struct rule, nth) },
	{ .key = "month", .type = YDESC_INT, .min = 1, .max = 12,
	    .at = offsetof(struct rule, month) },
	{ .key = "substitute", .type = YDESC_BOOL, .initial = 1,
	    .at = offsetof(struct rule, substitute) },
	{ .key = "from", .type = YDESC_INT, .min = YEAR_FIRST,
	    .max = YEAR_LAST, .initial = YEAR_FIRST,
	    .at = offsetof(struct rule, from) },
	{ .key = "until", .type = YDESC_INT, .min = YEAR_FIRST,
	    .max = YEAR_LAST, .initial = YEAR_LAST,
	    .at = offsetof(struct rule, until) },
};
static const struct yshape rule_shape = {
	.what = "a holiday",
	.size = sizeof(struct rule),
	.members = rule_rows,
	.n = sizeof(rule_rows) / sizeof(rule_rows[0]),
};

static const struct ydesc nation_rows[] = {
	{ .key = "key", .type = YDESC_TEXT, .required = true,
	    .at = offsetof(struct nation, key) },
	{ .key = "label", .type = YDESC_TEXT, .required = true,
	    .at = offsetof(struct nation, label) },
	{ .key = "days", .type = YDESC_LIST, .required = true,
	    .shape = &rule_shape, .at = offsetof(struct nation, rules),
	    .count_at = offsetof(struct nation, n_rules) },
};
static const struct yshape nation_shape = {
	.what = "a nation",
	.size = sizeof(struct nation),
	.members = nation_rows,
	.n = sizeof(nation_rows) / sizeof(nation_rows[0]),
	.keyed = true,
};

static const struct ydesc holidays_rows[] = {
	{ .key = "holidays", .type = YDESC_INT, .required = true, .min = 1,
	    .max = 1, .at = offsetof(struct holidays, version) },
	{ .key = "from", .type = YDESC_INT, .required = true,
	    .min = YEAR_FIRST, .max = YEAR_LAST,
	    .at = offsetof(struct holidays, from) },
	{ .key = "until", .type = YDESC_INT, .required = true,
	    .min = YEAR_FIRST, .max = YEAR_LAST,
	    .at = offsetof(struct holidays, until) },
	{ .key = "nations", .type = YDESC_LIST, .required = true,
	    .shape = &nation_shape,
	    .at = offsetof(struct holidays, nations),
	    .count_at = offsetof(struct holidays, n_nations) },
};
static const struct yshape holidays_shape = {
	.what = "a list of holidays",
	.size = sizeof(struct holidays),
	.members = holidays_rows,
	.n = sizeof(holidays_rows) / sizeof(holidays_rows[0]),
};

/* The Sunday after the Paschal full moon of the Gregorian calendar: the moon
 * by the year's place in its nineteen-year cycle, put right once a century,
 * and kept off the two days on which it may not fall. */
int
holidays_easter(int year)
{
	int cycle = year % 19;
	int century = year / 100;
	int dropped = century - century / 4;	/* leap days left out */
	int lunar = (8 * century + 13) / 25;	/* the moon's own drift */
	int moon = (19 * cycle + dropped - lunar + 15) % 30;
	int spring = date_make(year, 3, 21);

	if (spring == DATE_NONE)
		return DATE_NONE;
	if (moon == 29 || (moon == 28 && cycle > 10))
		moon--;
	int full = spring + moon;
	return full + 7 - date_weekday(full) % 7;
}

static int
nth_weekday(int year, const struct rule *r)
{
	if (r->nth > 0) {
		int first = date_make(year, r->month, 1);
		int ahead = (r->weekday - date_weekday(first) + 7) % 7;
		return first + ahead + 7 * (r->nth - 1);
	}
	int next = date_add_months(date_make(year, r->month, 1), 1);
	int last = next - 1;
	return last - (date_weekday(last) - r->weekday + 7) % 7;
}

/* "12-25" in a year; DATE_NONE when there is no such day in it. */
static int
month_day(const char *text, int year)
{
	if (strlen(text) != 5 || text[2] != '-' ||
	    strspn(text, "0123456789-") != 5)
		return DATE_NONE;
	return date_make(year, (text[0] - '0') * 10 + text[1] - '0',
	    (text[3] - '0') * 10 + text[4] - '0');
}

/* The day of a rule in a year; DATE_NONE when it has none. */
static int
day_of(const struct rule *r, int year)
{
	int y, month, day;

	if (year < r->from || year > r->until)
		return DATE_NONE;
	if (r->date)
		return month_day(r->date, year);
	if (r->easter != INT_MIN)
		return holidays_easter(year) + r->easter;
	if (r->weekday)
		return nth_weekday(year, r);
	int date = date_parse_iso(r->on);
	date_split(date, &y, &month, &day);
	return y == year ? date : DATE_NONE;
}

/* Among the days from first on. */
static bool
is_day(const struct nation *n, size_t first, int date)
{
	for (size_t i = first; i < n->n_days; i++)
		if (n->days[i].date == date)
			return true;
	return false;
}

static bool
is_weekend(int date)
{
	return date_weekday(date) >= SATURDAY;
}

/* The days of one year: first those that are, then for each that falls on a
 * weekend the next day that is free. */
static void
add_year(struct nation *n, int year)
{
	size_t first = n->n_days;

	for (size_t i = 0; i < n->n_rules; i++) {
		int date = day_of(&n->rules[i], year);
		if (date != DATE_NONE)
			n->days[n->n_days++] = (struct day){
				.date = date,
				.name = n->rules[i].name,
			};
	}
	for (size_t i = 0; i < n->n_rules; i++) {
		const struct rule *r = &n->rules[i];
		int date = day_of(r, year);
		if (date == DATE_NONE || !r->substitute || !is_weekend(date))
			continue;
		while (is_weekend(date) || is_day(n, first, date))
			date++;
		n->days[n->n_days++] = (struct day){
			.date = date,
			.name = r->name,
		};
	}
}

static int
by_date(const void *a, const void *b)
{
	const struct day *x = a, *y = b;

	return (x->date > y->date) - (x->date < y->date);
}

static void
work_out(struct holidays *h, struct nation *n)
{
	size_t years = (size_t)(h->until - h->from + 1);
	int *dates;

	n->days = arena_array(&h->arena, years * n->n_rules * 2 + 1,
	    sizeof(*n->days));
	for (int year = h->from; year <= h->until; year++)
		add_year(n, year);
	qsort(n->days, n->n_days, sizeof(*n->days), by_date);
	dates = arena_array(&h->arena, n->n_days + 1, sizeof(*dates));
	for (size_t i = 0; i < n->n_days; i++)
		dates[i] = n->days[i].date;
	n->workdays = (struct workdays){
		.holidays = dates,
		.n = n->n_days,
		.weekend = WORKDAY_SAT_SUN,
	};
}

static void
check_rule(struct ydecode *d, const struct rule *r)
{
	const struct ynode *node = ydecode_mark(d, r);
	int given = (r->date != NULL) + (r->on != NULL) +
	    (r->easter != INT_MIN) + (r->weekday != 0);

	if (!node)
		return;
	if (given != 1)
		yaml_error(d->errors, node,
		    "one of date:, easter:, weekday: and on: is needed");
	if (r->date && month_day(r->date, 2000) == DATE_NONE)
		yaml_error(d->errors, node,
		    "date: is a month and a day as 12-25");
	if (r->on && date_parse_iso(r->on) == DATE_NONE)
		yaml_error(d->errors, node, "on: is a day as 2026-06-15");
	if (r->weekday && (r->nth == 0 || r->month == 0))
		yaml_error(d->errors, node,
		    "weekday: needs nth: (1 to 5, or -1) and month:");
	if (r->from > r->until)
		yaml_error(d->errors, node, "from: is after until:");
}

static void
check(struct ydecode *d, const struct holidays *h)
{
	if (h->until - h->from > 300 || h->until < h->from)
		yaml_error_at(d->errors, d->source, 1, 1,
		    "from: to until: are years, at most 300 apart");
	for (size_t i = 0; i < h->n_nations; i++)
		for (size_t j = 0; j < h->nations[i].n_rules; j++)
			check_rule(d, &h->nations[i].rules[j]);
}

static bool
read_rules(struct holidays *h, const char *name, const char *text,
    size_t len, struct yaml_errors *errors)
{
	struct arena tree = { 0 }, arena = { 0 };
	struct ydecode d = {
		.arena = &arena,
		.errors = errors,
		.marks = true,
		.source = name,
	};
	struct ynode *root = yaml_read(&tree, name, text, len,
	    &yaml_limits_kind, errors);

	if (root && ydecode(&d, &holidays_shape, root, h))
		check(&d, h);
	h->arena = arena;
	ydecode_release(&d);
	arena_release(&tree);
	return errors->n == 0;
}

struct holidays *
holidays_load(const char *name, const char *text, size_t len,
    struct buf *report, struct err *err)
{
	struct holidays *h = xcalloc(1, sizeof(*h));
	struct yaml_errors errors = { 0 };

	if (!read_rules(h, name, text, len, &errors)) {
		yaml_errors_set(&errors, err);
		if (report)
			yaml_errors_report(&errors, report);
		holidays_free(h);
		h = NULL;
	}
	yaml_errors_release(&errors);
	return h;
}

void
holidays_free(struct holidays *h)
{
	if (!h)
		return;
	arena_release(&h->arena);
	free(h);
}

/* Its days are worked out when they are first asked for: a board is in one
 * nation. */
static const struct nation *
find(struct holidays *h, const char *key)
{
	struct nation *n;

	for (size_t i = 0; i < h->n_nations; i++) {
		if (strcmp(h->nations[i].key, key) != 0)
			continue;
		n = (struct nation *)(uintptr_t)&h->nations[i];
		if (n->days == NULL)
			work_out(h, n);
		return n;
	}
	return NULL;
}

const char *
holidays_nation(const struct holidays *h, size_t i, const char **label)
{
	if (i >= h->n_nations)
		return NULL;
	if (label)
		*label = h->nations[i].label;
	return h->nations[i].key;
}

const struct workdays *
holidays_workdays(struct holidays *h, const char *nation)
{
	const struct nation *n = find(h, nation);

	return n ? &n->workdays : NULL;
}

const char *
holidays_name(struct holidays *h, const char *nation, int date)
{
	const struct nation *n = find(h, nation);
	const struct day key = { .date = date };

	if (!n || n->n_days == 0)
		return NULL;
	const struct day *d = bsearch(&key, n->days, n->n_days,
	    sizeof(*n->days), by_date);
	return d ? d->name : NULL;
}
