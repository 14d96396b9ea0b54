/*
 * timer: the day that something is due and the alert that it has reached.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/date.h"
#include "model/timer.h"

static const int alerts[] = { 180, 90, 30 };

static struct timer_rule
rule(int days, int working_days, int months)
{
	return (struct timer_rule){ .days = days,
		.working_days = working_days, .months = months,
		.alerts = alerts, .n_alerts = 3 };
}

static void
due(const struct timer_rule *r, const struct workdays *w, const char *from,
    const char *expected)
{
	assert_int_equal(timer_due(r, w, date_parse_iso(from)),
	    date_parse_iso(expected));
}

static void
day_it_is_due(void **state)
{
	const int holidays[] = { date_parse_iso("2025-12-25"),
		date_parse_iso("2025-12-26") };
	const struct workdays w = { .holidays = holidays, .n = 2,
		.weekend = WORKDAY_SAT_SUN };
	struct timer_rule none = rule(-1, -1, -1), days = rule(28, -1, -1);
	struct timer_rule work = rule(-1, 3, -1), months = rule(-1, -1, 6);

	(void)state;
	due(&none, NULL, "2025-09-10", "2025-09-10");
	due(&days, NULL, "2025-09-10", "2025-10-08");
	/* Wednesday, and Thursday and Friday are holidays. */
	due(&work, &w, "2025-12-24", "2025-12-31");
	due(&work, NULL, "2025-12-24", "2025-12-29");
	/* The last day of a month that is shorter. */
	due(&months, NULL, "2025-08-31", "2026-02-28");
	assert_int_equal(timer_due(&days, NULL, DATE_NONE), DATE_NONE);
}

static void
alert_it_has_reached(void **state)
{
	static const struct {
		const char *today;
		int left, alert;
	} cases[] = {
		{ "2025-03-05", 181, TIMER_UNSET }, { "2025-03-06", 180, 180 },
		{ "2025-06-04", 90, 90 }, { "2025-08-03", 30, 30 },
		{ "2025-09-02", 0, 30 }, { "2025-09-03", -1, 0 },
	};
	struct timer_rule r = rule(-1, -1, -1), silent = { .days = -1,
		.working_days = -1, .months = -1 };
	int day = date_parse_iso("2025-09-02");

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int today = date_parse_iso(cases[i].today);

		assert_int_equal(timer_left(day, today), cases[i].left);
		assert_int_equal(timer_alert(&r, day, today), cases[i].alert);
	}
	assert_int_equal(timer_alert(&silent, day, day), TIMER_UNSET);
	assert_int_equal(timer_alert(&silent, day, day + 1), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(day_it_is_due),
		cmocka_unit_test(alert_it_has_reached),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
