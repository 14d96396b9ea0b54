#include "model/when.h"

#include <string.h>

struct scan {
	const char *text;
	size_t len;
	size_t at;
	const struct when_context *ctx;
};

/* A day of the month as it was written, before it has a year. */
struct written {
	int day;
	int month;
	int year;	/* -1: none was written */
	enum when_form form;
};

static const char *const month_words[] = {
	"january", "february", "march", "april", "may", "june", "july",
	"august", "september", "october", "november", "december",
};

static const char *const weekday_words[] = {
	"monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
	"sunday",
};

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool
is_letter(char c)
{
	return (lower(c) >= 'a' && lower(c) <= 'z') || (c & 0x80);
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static char
peek(const struct scan *s)
{
	return s->at < s->len ? s->text[s->at] : '\0';
}

static void
skip_spaces(struct scan *s)
{
	while (peek(s) == ' ' || peek(s) == '\t')
		s->at++;
}

static bool
at_boundary(const struct scan *s)
{
	return !is_letter(peek(s)) && !is_digit(peek(s));
}

/* Take these words (spaces between them may be any number), or nothing. */
static bool
take_words(struct scan *s, const char *words)
{
	struct scan t = *s;

	skip_spaces(&t);
	for (; *words != '\0'; words++) {
		if (*words == ' ') {
			if (peek(&t) != ' ' && peek(&t) != '\t')
				return false;
			skip_spaces(&t);
		} else if (lower(peek(&t)) == *words) {
			t.at++;
		} else {
			return false;
		}
	}
	if (!at_boundary(&t))
		return false;
	*s = t;
	return true;
}

static bool
take_char(struct scan *s, const char *any)
{
	if (peek(s) == '\0' || strchr(any, peek(s)) == NULL)
		return false;
	s->at++;
	return true;
}

/* Take a number of least to most digits, or nothing. */
static bool
take_number(struct scan *s, size_t least, size_t most, int *n)
{
	size_t i = s->at;

	for (*n = 0; i < s->len && is_digit(s->text[i]); i++) {
		if (i - s->at == most)
			return false;
		*n = *n * 10 + (s->text[i] - '0');
	}
	if (i - s->at < least)
		return false;
	s->at = i;
	return true;
}

/* Take a word that begins one of n names with three letters or more, or is
 * also; returns its number from 1, or 0. */
static int
take_name(struct scan *s, const char *const *names, int n, const char *also,
    int also_is)
{
	size_t start, len = 0;

	if (take_words(s, also))
		return also_is;
	start = s->at;
	while (start < s->len && strchr(" \t", s->text[start]) != NULL &&
	    s->text[start] != '\0')
		start++;
	while (start + len < s->len && is_letter(s->text[start + len]))
		len++;
	if (len < 3)
		return 0;
	if (start + len < s->len && is_digit(s->text[start + len]))
		return 0;
	for (int i = 0; i < n; i++) {
		size_t j = 0;

		while (j < len && names[i][j] == lower(s->text[start + j]))
			j++;
		if (j == len) {
			s->at = start + len;
			return i + 1;
		}
	}
	return 0;
}

static int
take_month(struct scan *s)
{
	int month = take_name(s, month_words, 12, "sept", 9);

	if (month > 0 && peek(s) == '.')
		s->at++;
	return month;
}

static int
take_weekday(struct scan *s)
{
	return take_name(s, weekday_words, 7, "weds", WEDNESDAY);
}

/* Two digits are the year nearest to people's use of it. */
static int
whole_year(int year, const struct when_context *ctx)
{
	int now, month, day, latest;

	date_split(ctx->today, &now, &month, &day);
	latest = ctx->past ? now : now + 20;
	year += latest / 100 * 100;
	return year > latest ? year - 100 : year;
}

/* Take a year of four digits or two. Two stand for a year after a name of a
 * month only at the end: "20 mar 12 locks" means twelve locks. */
static bool
take_year(struct scan *s, bool only_last, int *year)
{
	struct scan t = *s;
	int n;

	if (take_number(&t, 4, 4, &n) && at_boundary(&t)) {
		*year = n;
	} else if (take_number(&t, 2, 2, &n) && at_boundary(&t)) {
		struct scan rest = t;

		skip_spaces(&rest);
		if (only_last && rest.at < rest.len)
			return false;
		*year = whole_year(n, s->ctx);
	} else {
		return false;
	}
	*s = t;
	return true;
}

/* 2031-03-28 */
static bool
read_iso(struct scan *s, struct written *w)
{
	struct scan t = *s;

	if (!take_number(&t, 4, 4, &w->year) || !take_char(&t, "-/") ||
	    !take_number(&t, 1, 2, &w->month) || !take_char(&t, "-/") ||
	    !take_number(&t, 1, 2, &w->day) || !at_boundary(&t))
		return false;
	w->form = WHEN_ISO;
	*s = t;
	return true;
}

/* 28/3, 28.3.31, 28-03-2031 */
static bool
read_slashed(struct scan *s, struct written *w)
{
	struct scan t = *s, longer;

	if (!take_number(&t, 1, 2, &w->day) || !take_char(&t, "/.-") ||
	    !take_number(&t, 1, 2, &w->month) || !at_boundary(&t))
		return false;
	w->year = -1;
	w->form = WHEN_DAY_MONTH;
	longer = t;
	if (take_char(&longer, "/.-") &&
	    take_year(&longer, false, &w->year)) {
		w->form = WHEN_DAY_MONTH_YEAR;
		t = longer;
	}
	*s = t;
	return true;
}

static void
take_ordinal(struct scan *s)
{
	static const char *const endings[] = { "st", "nd", "rd", "th" };

	for (size_t i = 0; i < 4; i++) {
		struct scan t = *s;

		if (lower(peek(&t)) != endings[i][0])
			continue;
		t.at++;
		if (lower(peek(&t)) != endings[i][1])
			continue;
		t.at++;
		if (at_boundary(&t)) {
			*s = t;
			return;
		}
	}
}

/* 28 mar, 28th of March 2031, mar 28, March 28th, 2031 */
static bool
read_named(struct scan *s, struct written *w)
{
	struct scan t = *s, longer;

	w->month = take_month(&t);
	if (w->month > 0)
		skip_spaces(&t);
	if (!take_number(&t, 1, 2, &w->day))
		return false;
	take_ordinal(&t);
	if (w->month == 0) {
		take_words(&t, "of");
		w->month = take_month(&t);
	}
	if (w->month == 0 || !at_boundary(&t))
		return false;
	w->year = -1;
	w->form = WHEN_DAY_MONTH;
	longer = t;
	take_char(&longer, ",");
	skip_spaces(&longer);
	if (longer.at > t.at && take_year(&longer, true, &w->year)) {
		w->form = WHEN_DAY_MONTH_YEAR;
		t = longer;
	}
	*s = t;
	return true;
}

/* Give a day and month the nearest year where it is such a day: from today
 * on, or up to today. DATE_NONE when no year has it. */
static int
roll(const struct when_context *ctx, int month, int day, bool *rolled)
{
	int now, m, d, step = ctx->past ? -1 : 1;

	date_split(ctx->today, &now, &m, &d);
	/* 29 Feb may be eight years away, round a century. */
	for (int i = 0; i <= 8; i++) {
		int date = date_make(now + i * step, month, day);

		if (date == DATE_NONE || (ctx->past ? date > ctx->today :
		    date < ctx->today))
			continue;
		*rolled = i > 0;
		return date;
	}
	return DATE_NONE;
}

static int
settle(const struct when_context *ctx, const struct written *w, int month,
    int day, bool *rolled)
{
	if (w->year >= 0)
		return date_make(w->year, month, day);
	return roll(ctx, month, day, rolled);
}

static bool
read_date(struct scan *s, struct when *out)
{
	struct written w = { .year = -1 };
	bool ignored;

	if (!read_iso(s, &w) && !read_slashed(s, &w) && !read_named(s, &w))
		return false;
	out->form = w.form;
	out->number = w.month;
	out->date = settle(s->ctx, &w, w.month, w.day, &out->rolled);
	if (out->date == DATE_NONE) {
		out->status = WHEN_IMPOSSIBLE;
		out->other = settle(s->ctx, &w, w.day, w.month, &ignored);
	}
	return true;
}

static int
next_weekday(int from, int weekday)
{
	int ahead = (weekday - date_weekday(from) + 7) % 7;

	return date_add_days(from, ahead == 0 ? 7 : ahead);
}

static int
last_weekday(int from, int weekday)
{
	int back = (date_weekday(from) - weekday + 7) % 7;

	return date_add_days(from, back == 0 ? -7 : -back);
}

/* A weekday with a date, as dates are shown: they have to agree. */
static bool
read_weekday_date(struct scan *s, struct when *out)
{
	struct scan t = *s;
	int weekday = take_weekday(&t);

	if (weekday == 0)
		return false;
	take_char(&t, ",");
	skip_spaces(&t);
	if (!read_date(&t, out))
		return false;
	*s = t;
	if (out->date != DATE_NONE && date_weekday(out->date) != weekday) {
		out->status = WHEN_WRONG_WEEKDAY;
		out->number = weekday;
		out->other = out->date;
		out->date = DATE_NONE;
	}
	return true;
}

/* "fri", "this fri", "last fri"; "next fri" could be two days. */
static bool
read_weekday(struct scan *s, struct when *out)
{
	struct scan t = *s;
	int today = s->ctx->today, weekday;
	bool next = take_words(&t, "next");
	bool last = !next && take_words(&t, "last");

	if (!next && !last)
		take_words(&t, "this");
	weekday = take_weekday(&t);
	if (weekday == 0)
		return false;
	out->form = WHEN_WEEKDAY;
	out->number = weekday;
	if (next) {
		out->status = WHEN_AMBIGUOUS;
		out->other = next_weekday(today, weekday);
		out->later = date_add_days(out->other, 7);
	} else if (last || s->ctx->past) {
		out->date = last_weekday(today, weekday);
	} else {
		out->date = next_weekday(today, weekday);
	}
	*s = t;
	return true;
}

/* "next week", "next month": which day of it? */
static bool
read_stretch(struct scan *s, struct when *out)
{
	bool week = take_words(s, "next week");
	int year, month, day, from;

	if (!week && !take_words(s, "next month"))
		return false;
	out->form = WHEN_WEEKDAY;
	out->status = WHEN_AMBIGUOUS;
	if (week) {
		out->other = next_weekday(s->ctx->today, MONDAY);
		out->later = date_add_days(out->other, 4);
		return true;
	}
	date_split(s->ctx->today, &year, &month, &day);
	from = date_make(year, month, 1);
	out->other = date_add_months(from, 1);
	from = date_add_months(from, 2);
	out->later = from == DATE_NONE ? DATE_NONE : from - 1;
	return true;
}

struct unit {
	const char *word;
	enum when_form form;
	int times;
};

static const struct unit units[] = {
	{ .word = "working days", .form = WHEN_WORKDAYS, .times = 1 },
	{ .word = "working day", .form = WHEN_WORKDAYS, .times = 1 },
	{ .word = "wd", .form = WHEN_WORKDAYS, .times = 1 },
	{ .word = "days", .form = WHEN_DAYS, .times = 1 },
	{ .word = "day", .form = WHEN_DAYS, .times = 1 },
	{ .word = "d", .form = WHEN_DAYS, .times = 1 },
	{ .word = "weeks", .form = WHEN_WEEKS, .times = 1 },
	{ .word = "week", .form = WHEN_WEEKS, .times = 1 },
	{ .word = "w", .form = WHEN_WEEKS, .times = 1 },
	{ .word = "fortnight", .form = WHEN_WEEKS, .times = 2 },
	{ .word = "months", .form = WHEN_MONTHS, .times = 1 },
	{ .word = "month", .form = WHEN_MONTHS, .times = 1 },
	{ .word = "m", .form = WHEN_MONTHS, .times = 1 },
};

static int
count_on(const struct when_context *ctx, enum when_form form, int n)
{
	switch (form) {
	case WHEN_WORKDAYS:
		return n == 0 ? ctx->today :
		    workday_add(ctx->workdays, ctx->today, n);
	case WHEN_WEEKS:
		return date_add_days(ctx->today, n * 7);
	case WHEN_MONTHS:
		return date_add_months(ctx->today, n);
	default:
		return date_add_days(ctx->today, n);
	}
}

/* +5d, 5wd, in 2 weeks, a month */
static bool
read_count(struct scan *s, struct when *out)
{
	struct scan t = *s;
	bool minus, one;
	int n = 1;

	if (!take_words(&t, "in"))
		take_words(&t, "within");
	skip_spaces(&t);
	minus = peek(&t) == '-';
	take_char(&t, "+-");
	one = take_words(&t, "a");
	if (!one && !take_number(&t, 1, 4, &n))
		return false;
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		bool apart = peek(&t) == ' ';

		/* "5 m" is five of something else. */
		if (apart && units[i].word[1] == '\0')
			continue;
		if (!take_words(&t, units[i].word))
			continue;
		out->form = units[i].form;
		out->number = minus ? -n : n;
		out->date = count_on(s->ctx, out->form,
		    out->number * units[i].times);
		if (out->date == DATE_NONE)
			out->status = WHEN_IMPOSSIBLE;
		*s = t;
		return true;
	}
	return false;
}

/* The last working day of the week, or of the next one once it is over. */
static int
end_of_week(const struct when_context *ctx)
{
	int sunday = date_add_days(ctx->today,
	    SUNDAY - date_weekday(ctx->today));

	for (int week = 0; week < 54 && sunday != DATE_NONE; week++) {
		int day = workday_add(ctx->workdays, sunday + 1, -1);

		if (day == DATE_NONE || day >= ctx->today)
			return day;
		sunday = date_add_days(sunday, 7);
	}
	return DATE_NONE;
}

static int
end_of_month(const struct when_context *ctx)
{
	int year, month, day, next;

	date_split(ctx->today, &year, &month, &day);
	next = date_add_months(date_make(year, month, 1), 1);
	return next == DATE_NONE ? date_make(year, month, 31) : next - 1;
}

struct phrase {
	const char *words;
	enum when_form form;
};

static const struct phrase phrases[] = {
	{ .words = "today", .form = WHEN_TODAY },
	{ .words = "tomorrow", .form = WHEN_TOMORROW },
	{ .words = "yesterday", .form = WHEN_YESTERDAY },
	{ .words = "the next meeting", .form = WHEN_NEXT_MEETING },
	{ .words = "next meeting", .form = WHEN_NEXT_MEETING },
	{ .words = "end of the month", .form = WHEN_END_OF_MONTH },
	{ .words = "end of month", .form = WHEN_END_OF_MONTH },
	{ .words = "the end of the month", .form = WHEN_END_OF_MONTH },
	{ .words = "end of the week", .form = WHEN_END_OF_WEEK },
	{ .words = "end of week", .form = WHEN_END_OF_WEEK },
	{ .words = "the end of the week", .form = WHEN_END_OF_WEEK },
};

static int
phrase_date(const struct when_context *ctx, enum when_form form)
{
	switch (form) {
	case WHEN_TOMORROW:
		return date_add_days(ctx->today, 1);
	case WHEN_YESTERDAY:
		return date_add_days(ctx->today, -1);
	case WHEN_NEXT_MEETING:
		return ctx->next_meeting;
	case WHEN_END_OF_WEEK:
		return end_of_week(ctx);
	case WHEN_END_OF_MONTH:
		return end_of_month(ctx);
	default:
		return ctx->today;
	}
}

static bool
read_phrase(struct scan *s, struct when *out)
{
	for (size_t i = 0; i < sizeof(phrases) / sizeof(phrases[0]); i++) {
		if (!take_words(s, phrases[i].words))
			continue;
		out->form = phrases[i].form;
		out->date = phrase_date(s->ctx, out->form);
		if (out->date == DATE_NONE)
			out->status = out->form == WHEN_NEXT_MEETING ?
			    WHEN_NO_MEETING : WHEN_IMPOSSIBLE;
		return true;
	}
	return false;
}

bool
when_match(const char *text, size_t len, const struct when_context *ctx,
    struct when *out)
{
	struct scan s = { .text = text, .len = len, .ctx = ctx };
	struct when clean = { .status = WHEN_OK, .date = DATE_NONE,
		.other = DATE_NONE, .later = DATE_NONE };

	*out = clean;
	skip_spaces(&s);
	if (ctx->today == DATE_NONE || s.at == len ||
	    (!read_weekday_date(&s, out) && !read_date(&s, out) &&
	    !read_phrase(&s, out) && !read_stretch(&s, out) &&
	    !read_weekday(&s, out) && !read_count(&s, out))) {
		*out = clean;
		out->status = WHEN_UNKNOWN;
		return false;
	}
	out->len = s.at;
	if ((out->status == WHEN_OK && out->date == DATE_NONE) ||
	    (out->status == WHEN_AMBIGUOUS && (out->other == DATE_NONE ||
	    out->later == DATE_NONE))) {
		out->status = WHEN_IMPOSSIBLE;
		out->other = out->later = DATE_NONE;
	}
	if (out->status == WHEN_OK && !ctx->past && out->date < ctx->today)
		out->status = WHEN_IN_PAST;
	return true;
}

bool
when_parse(const char *text, size_t len, const struct when_context *ctx,
    struct when *out)
{
	bool found = when_match(text, len, ctx, out);
	size_t rest = out->len;

	while (rest < len && (text[rest] == ' ' || text[rest] == '\t'))
		rest++;
	if (found && rest < len) {
		*out = (struct when){ .status = WHEN_UNKNOWN,
			.date = DATE_NONE, .other = DATE_NONE,
			.later = DATE_NONE };
		return false;
	}
	return found && out->status == WHEN_OK;
}
