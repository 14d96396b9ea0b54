/*
 * holidays: the days of forms/holidays.yaml against lists written down by
 * hand, Easter against the printed table, working days across the nations, and
 * rules that can't be.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"
#include "form/holidays.h"
#include "form_help.h"

static struct holidays *h;

static int
load(void **state)
{
	struct buf text = { 0 }, report = { 0 };

	(void)state;
	form_read(&text, "MINUTEBOOK_FORMS", "holidays.yaml");
	h = holidays_load("holidays.yaml", buf_text(&text), text.len, &report,
	    NULL);
	assert_string_equal(buf_text(&report), "");
	buf_release(&text);
	buf_release(&report);
	return h ? 0 : -1;
}

static int
unload(void **state)
{
	(void)state;
	holidays_free(h);
	return 0;
}

/* Easter Sundays as printed in almanacs. */
static void
easter_is_the_almanacs(void **state)
{
	static const char *const days[] = {
		"1900-04-15", "1943-04-25", "1954-04-18", "1961-04-02",
		"1981-04-19", "2000-04-23", "2008-03-23", "2011-04-24",
		"2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28",
		"2028-04-16", "2029-04-01", "2030-04-21", "2031-04-13",
		"2032-03-28", "2033-04-17", "2034-04-09", "2035-03-25",
		"2036-04-13", "2038-04-25", "2049-04-18", "2076-04-19",
		"2100-03-28", "2285-03-22",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++) {
		int year, month, day, date = date_parse_iso(days[i]);
		date_split(date, &year, &month, &day);
		assert_int_equal(holidays_easter(year), date);
	}
}

static void
easter_is_always_a_spring_sunday(void **state)
{
	(void)state;
	for (int year = 1900; year <= 2900; year++) {
		int date = holidays_easter(year);
		assert_int_equal(date_weekday(date), SUNDAY);
		assert_in_range(date, date_make(year, 3, 22),
		    date_make(year, 4, 25));
	}
}

/* The working days that a nation loses in a year, in the order of days. */
static void
assert_lost(const char *nation, int year, const char *expected)
{
	const struct workdays *w = holidays_workdays(h, nation);
	struct buf lost = { 0 };

	assert_non_null(w);
	for (int d = date_make(year, 1, 1); d <= date_make(year, 12, 31); d++) {
		int y, month, day;
		if (date_weekday(d) >= SATURDAY || workday_is(w, d))
			continue;
		date_split(d, &y, &month, &day);
		buf_addf(&lost, "%s%02d-%02d", lost.len ? " " : "", month,
		    day);
	}
	assert_string_equal(buf_text(&lost), expected);
	buf_release(&lost);
}

static void
the_published_years_are_right(void **state)
{
	(void)state;
	assert_lost("england-and-wales", 2025, "01-01 04-18 04-21 05-05 "
	    "05-26 08-25 12-25 12-26");
	assert_lost("scotland", 2025, "01-01 01-02 04-18 05-05 05-26 08-04 "
	    "12-01 12-25 12-26");
	assert_lost("northern-ireland", 2025, "01-01 03-17 04-18 04-21 05-05 "
	    "05-26 07-14 08-25 12-25 12-26");
	assert_lost("england-and-wales", 2026, "01-01 04-03 04-06 05-04 "
	    "05-25 08-31 12-25 12-28");
	assert_lost("scotland", 2026, "01-01 01-02 04-03 05-04 05-25 06-15 "
	    "08-03 11-30 12-25 12-28");
	assert_lost("northern-ireland", 2026, "01-01 03-17 04-03 04-06 05-04 "
	    "05-25 07-13 08-31 12-25 12-28");
	assert_lost("england-and-wales", 2027, "01-01 03-26 03-29 05-03 "
	    "05-31 08-30 12-27 12-28");
	assert_lost("scotland", 2027, "01-01 01-04 03-26 05-03 05-31 08-02 "
	    "11-30 12-27 12-28");
}

/* Both of a pair on one weekend, and one on a Sunday before the other. */
static void
substitutes_do_not_collide(void **state)
{
	(void)state;
	assert_lost("england-and-wales", 2022, "01-03 04-15 04-18 05-02 "
	    "06-02 06-03 08-29 09-19 12-26 12-27");
	assert_lost("scotland", 2022, "01-03 01-04 04-15 05-02 06-02 06-03 "
	    "08-01 09-19 11-30 12-26 12-27");
	assert_lost("scotland", 2023, "01-02 01-03 04-07 05-01 05-08 05-29 "
	    "08-07 11-30 12-25 12-26");
	assert_lost("england-and-wales", 2033, "01-03 04-15 04-18 05-02 "
	    "05-30 08-29 12-26 12-27");
	assert_lost("scotland", 2028, "01-03 01-04 04-14 05-01 05-29 08-07 "
	    "11-30 12-25 12-26");
}

static void
every_year_has_its_days(void **state)
{
	(void)state;
	for (int year = 2025; year <= 2036; year++) {
		for (int i = 0; i < 3; i++) {
			const char *nation = holidays_nation(h, (size_t)i,
			    NULL);
			const struct workdays *w =
			    holidays_workdays(h, nation);
			int lost = 0;
			for (int d = date_make(year, 1, 1);
			    d <= date_make(year, 12, 31); d++)
				lost += date_weekday(d) < SATURDAY &&
				    !workday_is(w, d);
			assert_int_equal(lost, i == 0 ? 8 : i == 2 ? 10 :
			    year == 2026 ? 10 : 9);
		}
	}
	assert_null(holidays_nation(h, 3, NULL));
	assert_null(holidays_workdays(h, "atlantis"));
}

/* Three working days after Thu 13 Mar 2031: St Patrick's Day lies between. */
static void
a_deadline_knows_the_nation(void **state)
{
	int meeting = date_make(2031, 3, 13);

	(void)state;
	assert_int_equal(workday_add(holidays_workdays(h,
	    "england-and-wales"), meeting, 3), date_make(2031, 3, 18));
	assert_int_equal(workday_add(holidays_workdays(h,
	    "northern-ireland"), meeting, 3), date_make(2031, 3, 19));
	assert_string_equal(holidays_name(h, "northern-ireland",
	    date_make(2031, 3, 17)), "St Patrick's Day");
	assert_null(holidays_name(h, "scotland", date_make(2031, 3, 17)));
}

static void
a_rule_that_can_not_be_is_refused(void **state)
{
	static const struct {
		const char *rule, *error;
	} bad[] = {
		{ "{name: A}", "x:3:32: nations.n.days[0]: one of date:, "
		    "easter:, weekday: and on: is needed\n" },
		{ "{name: A, date: 13-40}", "x:3:32: nations.n.days[0]: "
		    "date: is a month and a day as 12-25\n" },
		{ "{name: A, on: soon}", "x:3:32: nations.n.days[0]: on: is "
		    "a day as 2026-06-15\n" },
		{ "{name: A, weekday: monday}", "x:3:32: nations.n.days[0]: "
		    "weekday: needs nth: (1 to 5, or -1) and month:\n" },
		{ "{name: A, weekday: mondy}", "x:3:51: "
		    "nations.n.days[0].weekday: unknown value \"mondy\" (did "
		    "you mean \"monday\"?)\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct buf text = { 0 }, report = { 0 };
		buf_addf(&text, "holidays: 1\nfrom: 2030\nnations: {n: "
		    "{label: N, days: [%s]}}\nuntil: 2031\n", bad[i].rule);
		assert_null(holidays_load("x", buf_text(&text), text.len,
		    &report, NULL));
		assert_string_equal(buf_text(&report), bad[i].error);
		buf_release(&text);
		buf_release(&report);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(easter_is_the_almanacs),
		cmocka_unit_test(easter_is_always_a_spring_sunday),
		cmocka_unit_test(the_published_years_are_right),
		cmocka_unit_test(substitutes_do_not_collide),
		cmocka_unit_test(every_year_has_its_days),
		cmocka_unit_test(a_deadline_knows_the_nation),
		cmocka_unit_test(a_rule_that_can_not_be_is_refused),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
