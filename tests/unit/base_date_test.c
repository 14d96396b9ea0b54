/*
 * date, clock and err: the calendar against the C library's, the days that
 * are easily got wrong, and local time over a change of the clocks.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/err.h"

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

/* Every day of the 1,200 years, one after the other. */
static void
calendar_is_the_systems(void **state)
{
	const int first = day("1800-01-01"), last = day("2999-12-31");
	int date, year, month, dom;
	struct tm tm;
	time_t t;

	(void)state;
	assert_int_equal(day("1970-01-01"), 0);
	assert_int_equal(last - first, 438291 - 1);
	for (date = first; date <= last; date++) {
		t = (time_t)date * 86400;
		assert_non_null(gmtime_r(&t, &tm));
		date_split(date, &year, &month, &dom);
		assert_int_equal(year, tm.tm_year + 1900);
		assert_int_equal(month, tm.tm_mon + 1);
		assert_int_equal(dom, tm.tm_mday);
		assert_int_equal(date_weekday(date) % 7, tm.tm_wday);
		assert_int_equal(date_make(year, month, dom), date);
	}
}

static void
no_such_day(void **state)
{
	static const int none[][3] = {
		{ 2031, 2, 29 }, { 2031, 2, 31 }, { 2100, 2, 29 },
		{ 1900, 2, 29 }, { 2031, 4, 31 }, { 2031, 0, 1 },
		{ 2031, 13, 1 }, { 2031, 1, 0 }, { 2031, 1, 32 },
		{ 2031, 1, -1 }, { 1799, 12, 31 }, { 3000, 1, 1 },
		{ 0, 1, 1 }, { -2031, 1, 1 }, { 2031, -3, 1 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		assert_int_equal(date_make(none[i][0], none[i][1],
		    none[i][2]), DATE_NONE);
	assert_int_not_equal(date_make(2000, 2, 29), DATE_NONE);
	assert_int_not_equal(date_make(2032, 2, 29), DATE_NONE);
}

static void
iso_is_exact(void **state)
{
	static const char *const wrong[] = {
		"", "2", "2031", "2031-", "2031-03", "2031-03-", "2031-03-1",
		"2031-3-13", "2031-03-13 ", " 2031-03-13", "2031-03-133",
		"2031/03/13", "20310313", "13-03-2031", "2031-02-29",
		"1799-12-31", "3000-01-01", "+031-03-13", "2031-03-1x",
		"2031-0٣-13", "2031-13-01", "2031-03-00",
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		if (date_parse_iso(wrong[i]) != DATE_NONE)
			fail_msg("\"%s\" was taken for a date", wrong[i]);
	}
	assert_day(day("1800-01-01"), "1800-01-01");
	assert_day(day("2999-12-31"), "2999-12-31");
	assert_day(day("2032-02-29"), "2032-02-29");
}

static void
months_keep_the_day_or_the_last(void **state)
{
	static const struct {
		const char *from;
		int months;
		const char *to;
	} cases[] = {
		{ "2030-03-10", 12, "2031-03-10" },
		{ "2032-02-29", 12, "2033-02-28" },
		{ "2032-02-29", 48, "2036-02-29" },
		{ "2031-03-10", 12, "2032-03-10" },
		{ "2031-02-28", 12, "2032-02-28" },
		{ "2031-01-31", 1, "2031-02-28" },
		{ "2032-01-31", 1, "2032-02-29" },
		{ "2031-03-31", -1, "2031-02-28" },
		{ "2031-01-15", -1, "2030-12-15" },
		{ "2031-12-15", 1, "2032-01-15" },
		{ "2031-05-31", 6, "2031-11-30" },
		{ "2031-03-13", 0, "2031-03-13" },
		{ "2031-03-13", -25, "2029-02-13" },
		{ "1800-01-31", 1199 * 12 + 11, "2999-12-31" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_day(date_add_months(day(cases[i].from),
		    cases[i].months), cases[i].to);
	assert_int_equal(date_add_months(DATE_NONE, 1), DATE_NONE);
	assert_int_equal(date_add_months(day("2999-12-01"), 1), DATE_NONE);
	assert_int_equal(date_add_months(day("1800-01-01"), -1), DATE_NONE);
	assert_int_equal(date_add_months(0, INT_MAX), DATE_NONE);
	assert_int_equal(date_add_months(0, INT_MIN), DATE_NONE);
}

static void
days_stay_in_range(void **state)
{
	(void)state;
	assert_day(date_add_days(day("2032-02-28"), 2), "2032-03-01");
	assert_day(date_add_days(day("2031-01-01"), -1), "2030-12-31");
	assert_int_equal(date_add_days(DATE_NONE, 1), DATE_NONE);
	assert_int_equal(date_add_days(day("2999-12-31"), 1), DATE_NONE);
	assert_int_equal(date_add_days(day("1800-01-01"), -1), DATE_NONE);
	assert_int_equal(date_add_days(1, INT_MAX), DATE_NONE);
	assert_int_equal(date_add_days(-1, INT_MIN), DATE_NONE);
}

static void
ages_turn_on_birthdays(void **state)
{
	static const struct {
		const char *born, *on;
		int age;
	} cases[] = {
		{ "1996-11-02", "2031-03-13", 34 },
		{ "2000-03-13", "2031-03-12", 30 },
		{ "2000-03-13", "2031-03-13", 31 },
		{ "2031-03-13", "2031-03-13", 0 },
		{ "2031-03-14", "2031-03-13", -1 },
		{ "2032-02-29", "2033-02-27", 0 },
		{ "2032-02-29", "2033-02-28", 1 },
		{ "2032-02-29", "2036-02-28", 3 },
		{ "2032-02-29", "2036-02-29", 4 },
		{ "1800-01-01", "2999-12-31", 1199 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(date_age(day(cases[i].born),
		    day(cases[i].on)), cases[i].age);
	assert_int_equal(date_age(DATE_NONE, 0), -1);
	assert_int_equal(date_age(0, DATE_NONE), -1);
}

static void
days_are_shown(void **state)
{
	struct buf b = {0};

	(void)state;
	date_add_shown(&b, day("2031-03-03"));
	buf_addc(&b, '|');
	date_add_long(&b, day("2031-03-13"));
	buf_addc(&b, '|');
	date_add_long(&b, day("2031-12-28"));
	date_add_iso(&b, DATE_NONE);
	date_add_shown(&b, DATE_NONE);
	date_add_long(&b, DATE_NONE);
	assert_string_equal(buf_text(&b),
	    "3 Mar 2031|Thu 13 Mar 2031|Sun 28 Dec 2031");
	assert_string_equal(date_month_name(1), "Jan");
	assert_string_equal(date_month_name(12), "Dec");
	assert_string_equal(date_weekday_name(MONDAY), "Mon");
	assert_string_equal(date_weekday_name(SUNDAY), "Sun");
	buf_release(&b);
}

static void
times_of_day(void **state)
{
	static const char *const wrong[] = {
		"", "9", "09", "930", "9.30", "24:00", "12:60", "09:3",
		"09:300", "099:30", " 09:30", "09:30 ", "-9:30", "09::30",
		"9:", ":30", "0930x", "09:3x", "1:2:3",
	};
	struct buf b = {0};
	size_t i;
	int m;

	(void)state;
	assert_int_equal(time_parse("09:30"), 570);
	assert_int_equal(time_parse("9:30"), 570);
	assert_int_equal(time_parse("0930"), 570);
	assert_int_equal(time_parse("00:00"), 0);
	assert_int_equal(time_parse("23:59"), 1439);
	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		if (time_parse(wrong[i]) != -1)
			fail_msg("\"%s\" was taken for a time", wrong[i]);
	}
	for (m = 0; m < 1440; m++) {
		buf_clear(&b);
		time_add(&b, m);
		assert_int_equal(b.len, 5);
		assert_int_equal(time_parse(buf_text(&b)), m);
	}
	buf_release(&b);
}

static void
spans_of_time(void **state)
{
	struct buf b = {0};

	(void)state;
	span_add(&b, 0);
	buf_addc(&b, ' ');
	span_add(&b, 372);
	buf_addc(&b, ' ');
	span_add(&b, 3599);
	buf_addc(&b, ' ');
	span_add(&b, 3600);
	buf_addc(&b, ' ');
	span_add(&b, 3972);
	buf_addc(&b, ' ');
	span_add(&b, 360000);
	assert_string_equal(buf_text(&b),
	    "0:00 6:12 59:59 1:00:00 1:06:12 100:00:00");
	buf_release(&b);
}

/* --- clock --- */

static void
in_zone(const char *zone)
{
	assert_int_equal(setenv("TZ", zone, 1), 0);
	tzset();
}

static void
assert_clock(int64_t ms, const char *local, int minutes)
{
	struct buf b = {0};
	struct clock c;

	clock_fixed(&c, &ms);
	clock_add_local(&b, &c);
	assert_string_equal(buf_text(&b), local);
	assert_int_equal(clock_minutes(&c), minutes);
	b.data[10] = '\0';
	assert_int_equal(clock_today(&c), day(b.data));
	buf_release(&b);
}

/* Rules are written out, so that no zone file is needed. */
static const char london[] = "GMT0BST,M3.5.0/1,M10.5.0";

static void
local_time_follows_the_zone(void **state)
{
	const int64_t noon = clock_parse("2031-07-01T23:30:05.999Z");

	(void)state;
	in_zone(london);
	assert_clock(noon, "2031-07-02T00:30:05", 30);
	assert_clock(clock_parse("2031-03-13T09:30:05Z"),
	    "2031-03-13T09:30:05", 570);
	in_zone("UTC");
	assert_clock(noon, "2031-07-01T23:30:05", 23 * 60 + 30);
	assert_clock(-1, "1969-12-31T23:59:59", 1439);
}

static void
times_are_read_back(void **state)
{
	const int64_t second = 1000, hour = 3600 * second;
	int64_t t;

	(void)state;
	in_zone(london);
	assert_int_equal(clock_parse("1970-01-01T00:00:00Z"), 0);
	assert_int_equal(clock_parse("2001-09-09T01:46:40.123Z"),
	    1000000000123);
	t = clock_parse("2031-07-01T12:00:00Z");
	assert_int_equal(clock_parse("2031-07-01T13:00:00"), t);
	t = clock_parse("2031-01-01T12:00:00Z");
	assert_int_equal(clock_parse("2031-01-01T12:00:00"), t);
	assert_int_equal(clock_parse("2031-01-01T12:00:00.250"), t + 250);
	/* 01:30 does not come on 30 March, and comes twice on 26 October. */
	t = clock_parse("2031-03-30T01:00:00Z");
	assert_true(llabs(clock_parse("2031-03-30T01:30:00") - t) ==
	    hour / 2);
	t = clock_parse("2031-10-26T00:30:00Z");
	assert_true(clock_parse("2031-10-26T01:30:00") == t ||
	    clock_parse("2031-10-26T01:30:00") == t + hour);
	in_zone("UTC");
	assert_int_equal(clock_parse("2031-10-26T00:30:00"), t);
}

static void
other_times_are_refused(void **state)
{
	static const char *const wrong[] = {
		"", "2031-03-13", "2031-03-13T", "2031-03-13T09:30",
		"2031-03-13T09:30:0", "2031-03-13 09:30:05",
		"2031-03-13T24:00:00", "2031-03-13T09:60:00",
		"2031-03-13T09:30:60", "2031-02-29T09:30:05",
		"2031-03-13T09:30:05z", "2031-03-13T09:30:05+01:00",
		"2031-03-13T09:30:05.1Z", "2031-03-13T09:30:05.12Z",
		"2031-03-13T09:30:05.1234Z", "2031-03-13T09:30:05.Z",
		"2031-03-13T09:30:05Zx", "2031-03-13T9:30:05Z",
		"1969-12-31T23:59:59Z", "3000-01-01T00:00:00Z",
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		if (clock_parse(wrong[i]) != -1)
			fail_msg("\"%s\" was taken for a time", wrong[i]);
	}
}

static void
utc_is_written(void **state)
{
	struct buf b = {0};

	(void)state;
	clock_add_utc(&b, 0);
	clock_add_utc(&b, 1000000000007);
	clock_add_utc(&b, -1);
	assert_string_equal(buf_text(&b), "1970-01-01T00:00:00.000Z"
	    "2001-09-09T01:46:40.007Z1969-12-31T23:59:59.999Z");
	assert_int_equal(clock_parse("2001-09-09T01:46:40.007Z"),
	    1000000000007);
	buf_release(&b);
}

static void
clocks_stand_or_run(void **state)
{
	int64_t ms = 5, mono;
	struct clock c;

	(void)state;
	clock_fixed(&c, &ms);
	assert_int_equal(clock_now(&c), 5);
	ms = 77;
	assert_int_equal(clock_now(&c), 77);
	assert_int_equal(clock_mono(&c), 77);

	clock_system(&c);
	assert_true(llabs(clock_now(&c) / 1000 - (int64_t)time(NULL)) <= 1);
	mono = clock_mono(&c);
	assert_true(clock_mono(&c) >= mono);
}

/* --- err --- */

static bool
fail_deep(struct err *err)
{
	return err_set(err, ERR_INPUT, "There is no case %s.", "MM-1");
}

static void
errors_carry_one_sentence(void **state)
{
	struct err err = {0};

	(void)state;
	assert_string_equal(err_text(&err), "");
	assert_string_equal(err_text(NULL), "");
	assert_false(fail_deep(&err));
	assert_int_equal(err.code, ERR_INPUT);
	assert_string_equal(err_text(&err), "There is no case MM-1.");
	assert_non_null(strstr(err.file, "base_date_test.c"));
	assert_true(err.line > 0);
	assert_false(err_wrap(&err, "line %d", 4));
	assert_string_equal(err_text(&err), "line 4: There is no case MM-1.");
	assert_int_equal(err.code, ERR_INPUT);
	/* The old sentence inside the new one. */
	assert_false(err_set(&err, ERR_IO, "<%s>", err_text(&err)));
	assert_string_equal(err_text(&err),
	    "<line 4: There is no case MM-1.>");
	assert_int_equal(err.code, ERR_IO);
	err_clear(&err);
	assert_int_equal(err.code, ERR_NONE);
	assert_null(err.text);
	/* Nobody wants to know. */
	assert_false(fail_deep(NULL));
	assert_false(err_wrap(NULL, "x"));
	err_clear(NULL);
}

static void
exit_codes_are_kept(void **state)
{
	static const int expected[] = { 0, 1, 3, 4, 5, 6, 7 };
	int code;

	(void)state;
	assert_int_equal(ERR_CODES, 7);
	for (code = 0; code < ERR_CODES; code++)
		assert_int_equal(err_exit_code((enum err_code)code),
		    expected[code]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(calendar_is_the_systems),
		cmocka_unit_test(no_such_day),
		cmocka_unit_test(iso_is_exact),
		cmocka_unit_test(months_keep_the_day_or_the_last),
		cmocka_unit_test(days_stay_in_range),
		cmocka_unit_test(ages_turn_on_birthdays),
		cmocka_unit_test(days_are_shown),
		cmocka_unit_test(times_of_day),
		cmocka_unit_test(spans_of_time),
		cmocka_unit_test(local_time_follows_the_zone),
		cmocka_unit_test(times_are_read_back),
		cmocka_unit_test(other_times_are_refused),
		cmocka_unit_test(utc_is_written),
		cmocka_unit_test(clocks_stand_or_run),
		cmocka_unit_test(errors_carry_one_sentence),
		cmocka_unit_test(exit_codes_are_kept),
	};

	return cmocka_run_group_tests_name("base_date", tests, NULL, NULL);
}
