/*
 * workday and when: working days over two nations' holidays, and days as
 * people type them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "model/when.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static int
day(const char *iso)
{
	int date = date_parse_iso(iso);

	assert_int_not_equal(date, DATE_NONE);
	return date;
}

static void
assert_day(int date, const char *iso)
{
	struct buf b = {0};

	date_add_iso(&b, date);
	assert_string_equal(buf_text(&b), iso);
	buf_release(&b);
}

/* The holidays round the fictional meeting: one nation keeps 17 March. */
static struct workdays
calendar(bool with_march)
{
	static int holidays[4];
	size_t n = 0;

	if (with_march)
		holidays[n++] = day("2031-03-17");
	holidays[n++] = day("2031-04-11");
	holidays[n++] = day("2031-04-14");
	return (struct workdays){ .holidays = holidays, .n = n,
		.weekend = WORKDAY_SAT_SUN };
}

/* Minutes of the meeting of Thu 13 Mar are due three working days later. */
static void
minutes_are_due(void **state)
{
	struct workdays england = calendar(false);

	(void)state;
	assert_day(workday_add(&england, day("2031-03-13"), 3), "2031-03-18");
	struct workdays northern_ireland = calendar(true);
	assert_day(workday_add(&northern_ireland, day("2031-03-13"), 3),
	    "2031-03-19");
	assert_day(workday_add(NULL, day("2031-03-13"), 3), "2031-03-18");
}

static void
working_days(void **state)
{
	struct workdays w = calendar(true);

	(void)state;
	assert_true(workday_is(&w, day("2031-03-14")));
	assert_false(workday_is(&w, day("2031-03-15")));
	assert_false(workday_is(&w, day("2031-03-17")));
	assert_true(workday_is_holiday(&w, day("2031-04-14")));
	assert_false(workday_is_holiday(&w, day("2031-04-15")));
	/* Friday to Monday is Easter. */
	assert_day(workday_add(&w, day("2031-04-10"), 1), "2031-04-15");
	assert_day(workday_add(&w, day("2031-04-15"), -1), "2031-04-10");
	assert_day(workday_add(&w, day("2031-04-12"), 0), "2031-04-15");
	assert_day(workday_add(&w, day("2031-04-10"), 0), "2031-04-10");
	assert_int_equal(workday_count(&w, day("2031-03-13"),
	    day("2031-03-19")), 3);
	assert_int_equal(workday_count(&w, day("2031-03-19"),
	    day("2031-03-13")), -3);
	assert_int_equal(workday_count(&w, day("2031-03-13"),
	    day("2031-03-13")), 0);
	/* The last day counts and the first does not. */
	assert_int_equal(workday_count(&w, day("2031-03-15"),
	    day("2031-03-18")), 1);
	assert_int_equal(workday_count(&w, day("2031-03-14"),
	    day("2031-03-15")), 0);
	for (int n = -40; n <= 40; n++) {
		int to = workday_add(&w, day("2031-04-10"), n);

		assert_int_equal(workday_count(&w, day("2031-04-10"), to), n);
	}
}

static void
working_days_at_the_edge(void **state)
{
	struct workdays never = { .weekend = 0xff };

	(void)state;
	assert_int_equal(workday_add(&never, day("2031-03-13"), 1),
	    DATE_NONE);
	assert_int_equal(workday_on_or_after(NULL, DATE_NONE), DATE_NONE);
	assert_int_equal(workday_add(NULL, DATE_NONE, 3), DATE_NONE);
	assert_int_equal(workday_add(NULL, day("2999-12-30"), 5), DATE_NONE);
	assert_int_equal(workday_add(NULL, day("1800-01-01"), -1), DATE_NONE);
	assert_int_equal(workday_count(NULL, DATE_NONE, 3), 0);
}

/* The fictional meeting's day, a Thursday. */
static struct when_context
meeting(const struct workdays *w)
{
	return (struct when_context){ .today = day("2031-03-13"),
		.next_meeting = day("2031-04-10"), .workdays = w };
}

static void
typed_days(void **state)
{
	static const struct {
		const char *typed;
		const char *iso;
	} cases[] = {
		{ "fri", "2031-03-14" }, { "Friday", "2031-03-14" },
		{ "this fri", "2031-03-14" },
		{ "mon", "2031-03-17" }, { "tues", "2031-03-18" },
		{ "weds", "2031-03-19" }, { "thurs", "2031-03-20" },
		{ "thu", "2031-03-20" }, { "SUN", "2031-03-16" },
		{ "+5d", "2031-03-18" }, { "5d", "2031-03-18" },
		{ "5 days", "2031-03-18" }, { "in 5 days", "2031-03-18" },
		{ "+2w", "2031-03-27" }, { "a week", "2031-03-20" },
		{ "in a fortnight", "2031-03-27" },
		{ "+1m", "2031-04-13" }, { "2 months", "2031-05-13" },
		{ "5wd", "2031-03-20" }, { "+5wd", "2031-03-20" },
		{ "5 working days", "2031-03-20" },
		{ "28/3", "2031-03-28" }, { "28.3.", NULL },
		{ "28.3", "2031-03-28" }, { "28-3", "2031-03-28" },
		{ "28/3/31", "2031-03-28" }, { "1/1/45", "2045-01-01" },
		{ "28/03/2031", "2031-03-28" },
		{ "4/3", "2032-03-04" }, { "3/4", "2031-04-03" },
		{ "13/3", "2031-03-13" }, { "12/3", "2032-03-12" },
		{ "29/2", "2032-02-29" },
		{ "28 mar", "2031-03-28" }, { "28th of March", "2031-03-28" },
		{ "28 March 2031", "2031-03-28" }, { "28 mar 31",
		    "2031-03-28" }, { "March 28", "2031-03-28" },
		{ "1st sept", "2031-09-01" }, { "Mar 28, 2031",
		    "2031-03-28" }, { "28mar", "2031-03-28" },
		{ "fri 14 mar", "2031-03-14" },
		{ "Mon 17 Mar 2031", "2031-03-17" },
		{ "2031-03-28", "2031-03-28" }, { "2031/3/28",
		    "2031-03-28" },
		{ "today", "2031-03-13" }, { " tomorrow ", "2031-03-14" },
		{ "next meeting", "2031-04-10" },
		{ "the next  meeting", "2031-04-10" },
		{ "end of month", "2031-03-31" },
		{ "the end of the month", "2031-03-31" },
		{ "end of week", "2031-03-14" },
		{ "soon", NULL }, { "", NULL }, { "5", NULL },
		{ "fridge", NULL }, { "5 m", NULL }, { "march", NULL },
		{ "friday week", NULL }, { "28/3x", NULL }, { "mo", NULL },
		{ "28//3", NULL }, { "100000d", NULL }, { "+d", NULL },
	};
	struct when_context ctx = meeting(NULL);

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct when w;
		bool good = when_parse(cases[i].typed,
		    strlen(cases[i].typed), &ctx, &w);

		if (good != (cases[i].iso != NULL))
			fail_msg("“%s” was %s", cases[i].typed,
			    good ? "taken" : "refused");
		if (good)
			assert_day(w.date, cases[i].iso);
		else
			assert_int_equal(w.status, WHEN_UNKNOWN);
	}
}

/* Working days know the calendar; so does the end of the week. */
static void
typed_days_over_holidays(void **state)
{
	struct workdays w = calendar(true);
	struct when_context ctx = meeting(&w);
	struct when when;

	(void)state;
	assert_true(when_parse("2wd", 3, &ctx, &when));
	assert_day(when.date, "2031-03-18");
	ctx.today = day("2031-04-10");
	assert_true(when_parse("end of week", 11, &ctx, &when));
	assert_day(when.date, "2031-04-10");
	ctx.today = day("2031-04-12");
	assert_true(when_parse("end of week", 11, &ctx, &when));
	assert_day(when.date, "2031-04-18");
	ctx.today = day("2031-03-31");
	assert_true(when_parse("end of month", 12, &ctx, &when));
	assert_day(when.date, "2031-03-31");
	assert_true(when_parse("+11m", 4, &ctx, &when));
	assert_day(when.date, "2032-02-29");
}

static void
days_that_have_been(void **state)
{
	static const struct {
		const char *typed;
		const char *iso;
	} cases[] = {
		{ "12/3", "2031-03-12" }, { "13/3", "2031-03-13" },
		{ "14/3", "2030-03-14" }, { "30/6/67", "1967-06-30" },
		{ "4/11/96", "1996-11-04" }, { "1/1/45", "1945-01-01" },
		{ "13/3/31", "2031-03-13" },
		{ "wed", "2031-03-12" }, { "thu", "2031-03-06" },
		{ "last fri", "2031-03-07" }, { "yesterday", "2031-03-12" },
		{ "-2d", "2031-03-11" }, { "29 feb", "2028-02-29" },
	};
	struct when_context ctx = meeting(NULL);

	(void)state;
	ctx.past = true;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct when w;

		if (!when_parse(cases[i].typed, strlen(cases[i].typed), &ctx,
		    &w))
			fail_msg("“%s” was refused", cases[i].typed);
		assert_day(w.date, cases[i].iso);
	}
}

static void
reasons(void **state)
{
	static const struct {
		const char *typed;
		enum when_status status;
		const char *why;
	} cases[] = {
		{ "  ", WHEN_UNKNOWN, "Type a day such as fri, 28/3, +5d or"
		    " next meeting." },
		{ "soon", WHEN_UNKNOWN, "“soon” is no date. Type one such as "
		    "fri, 28/3, +5d or next meeting." },
		{ "31/2", WHEN_IMPOSSIBLE, "“31/2” is a day that does not "
		    "exist. Type a day such as fri, 28/3 or +5d." },
		{ "3/28", WHEN_IMPOSSIBLE, "“3/28” has no such month: the "
		    "day comes first; did you mean 28/3/2031?" },
		{ "12/3/31", WHEN_IN_PAST, "“12/3/31” is Wed 12 Mar 2031, "
		    "which is before 13 Mar 2031. Type a day from then "
		    "on." },
		{ "yesterday", WHEN_IN_PAST, NULL },
		{ "last fri", WHEN_IN_PAST, NULL },
		{ "next fri", WHEN_AMBIGUOUS, "“next fri” could be Fri 14 "
		    "Mar 2031 or Fri 21 Mar 2031. Type the day, such as "
		    "14/3/2031." },
		{ "next week", WHEN_AMBIGUOUS, "“next week” could be Mon 17 "
		    "Mar 2031 to Fri 21 Mar 2031. Type the day, such as "
		    "17/3/2031." },
		{ "next month", WHEN_AMBIGUOUS, NULL },
		{ "fri 13 mar", WHEN_WRONG_WEEKDAY, "“fri 13 mar”: 13 Mar "
		    "2031 is a Thu. Type the date or the weekday alone." },
		{ "next meeting", WHEN_NO_MEETING, "“next meeting”: no next "
		    "meeting is planned yet. Type a day such as fri, 28/3 "
		    "or +5d." },
		{ "1/1/3500", WHEN_IMPOSSIBLE, NULL },
		{ "0/0", WHEN_IMPOSSIBLE, NULL },
		{ "9999m", WHEN_OK, "" },
	};
	struct when_context ctx = meeting(NULL);

	(void)state;
	ctx.next_meeting = DATE_NONE;
	for (size_t i = 0; i < COUNT(cases); i++) {
		size_t len = strlen(cases[i].typed);
		struct buf b = {0};
		struct when w;

		when_parse(cases[i].typed, len, &ctx, &w);
		if (w.status != cases[i].status)
			fail_msg("“%s”: status %d", cases[i].typed, w.status);
		when_add_why(&b, &w, cases[i].typed, len, &ctx);
		if (cases[i].why != NULL)
			assert_string_equal(buf_text(&b), cases[i].why);
		else
			assert_true(b.len > 0);
		buf_release(&b);
	}
}

static void
understood(void **state)
{
	struct when_context ctx = meeting(NULL);
	struct buf b = {0};
	struct when w;

	(void)state;
	assert_true(when_parse("mon", 3, &ctx, &w));
	when_add_understood(&b, &w, &ctx);
	buf_adds(&b, "|");
	assert_true(when_parse("12/3", 4, &ctx, &w));
	when_add_understood(&b, &w, &ctx);
	assert_string_equal(buf_text(&b),
	    "Mon 17 Mar 2031|Fri 12 Mar 2032, next year");
	buf_release(&b);
}

static void
longest_beginning(void **state)
{
	static const struct {
		const char *text;
		size_t len;
	} cases[] = {
		{ "28/3 locks", 4 }, { "28 mar 12 locks", 6 },
		{ "28 mar 2031 locks", 11 }, { " fri, then", 4 },
		{ "end of the month.", 16 }, { "28/3/31/2", 7 },
		{ "next meeting room", 12 },
	};
	struct when_context ctx = meeting(NULL);

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct when w;

		assert_true(when_match(cases[i].text, strlen(cases[i].text),
		    &ctx, &w));
		assert_int_equal(w.len, cases[i].len);
	}
}

static void
offers(void **state)
{
	struct when_context ctx = meeting(NULL);
	struct when_offer list[32];
	size_t n;

	(void)state;
	n = when_offer("", 0, &ctx, list, COUNT(list));
	assert_int_equal(n, 18);
	assert_string_equal(list[0].typed, "next meeting");
	assert_day(list[0].date, "2031-04-10");
	assert_string_equal(list[2].typed, "fri");
	n = when_offer("T", 1, &ctx, list, COUNT(list));
	assert_int_equal(n, 4);
	assert_string_equal(list[0].typed, "tomorrow");
	assert_int_equal(when_offer("x", 1, &ctx, list, COUNT(list)), 0);
	assert_int_equal(when_offer("", 0, &ctx, list, 2), 2);
	ctx.next_meeting = DATE_NONE;
	assert_int_equal(when_offer("ne", 2, &ctx, list, COUNT(list)), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(minutes_are_due),
		cmocka_unit_test(working_days),
		cmocka_unit_test(working_days_at_the_edge),
		cmocka_unit_test(typed_days),
		cmocka_unit_test(typed_days_over_holidays),
		cmocka_unit_test(days_that_have_been),
		cmocka_unit_test(reasons),
		cmocka_unit_test(understood),
		cmocka_unit_test(longest_beginning),
		cmocka_unit_test(offers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
