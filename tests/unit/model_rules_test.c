/*
 * The smaller rules: advice on referral criteria, the forecast end,
 * statuses, ages and references.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"
#include "base/hash.h"
#include "model/age.h"
#include "model/forecast.h"
#include "model/reference.h"
#include "model/status.h"
#include "model/threshold.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static int
day(const char *iso)
{
	return date_parse_iso(iso);
}

static const struct threshold_band bands[] = {
	{ .from = 1, .label = "standard" }, { .from = 10, .label = "medium" },
	{ .from = 14, .label = "high" },
};
static const struct threshold_tool tool = {
	.name = "Checklist", .at = 14, .highest = 24,
	.bands = bands, .n_bands = COUNT(bands)
};

static struct threshold_advice
advise(struct threshold_facts facts, struct arena *arena)
{
	struct threshold_advice out;

	facts.on = day("2031-03-13");
	threshold_advise(&facts, arena, &out);
	return out;
}

static void
threshold_by_score(void **state)
{
	static const struct {
		int score;
		bool meets;
		const char *band, *code;
	} cases[] = {
		{ 16, true, "high", "score-meets" },
		{ 14, true, "high", "score-meets" },
		{ 13, false, "medium", "score-below" },
		{ 9, false, "standard", "score-below" },
		{ 0, false, NULL, "score-below" },
		{ 25, false, NULL, "score-out-of-range" },
	};
	struct arena arena = {0};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct threshold_advice out = advise((struct threshold_facts){
			.tool = &tool, .scored = true,
			.score = cases[i].score }, &arena);

		assert_int_equal(out.meets, cases[i].meets);
		assert_non_null(evidence_find(&out.evidence, cases[i].code));
		if (cases[i].band != NULL)
			assert_string_equal(out.band, cases[i].band);
		else
			assert_null(out.band);
	}
	assert_true(advise((struct threshold_facts){ .tool = &tool },
	    &arena).asks);
	arena_release(&arena);
}

/* Judgement raises a low score, and never lowers a high one. */
static void
threshold_by_judgement(void **state)
{
	struct arena arena = {0};
	struct threshold_advice out;

	(void)state;
	out = advise((struct threshold_facts){ .tool = &tool, .scored = true,
		.score = 9, .judgement = true, .reason = "Afraid." }, &arena);
	assert_true(out.meets && out.by_judgement && !out.by_score);
	assert_false(out.asks);
	out = advise((struct threshold_facts){ .tool = &tool, .scored = true,
		.score = 9, .judgement = true, .reason = " " }, &arena);
	assert_true(out.asks);
	assert_non_null(evidence_find(&out.evidence, "judgement-no-reason"));
	out = advise((struct threshold_facts){ .tool = &tool, .scored = true,
		.score = 16, .reason = "Seems calm." }, &arena);
	assert_true(out.meets);
	assert_non_null(evidence_find(&out.evidence,
	    "judgement-cannot-lower"));
	arena_release(&arena);
}

static void
threshold_by_repeat_and_escalation(void **state)
{
	int days[] = { day("2030-03-13"), day("2030-03-12"),
		day("2031-01-01"), day("2031-03-13"), day("2031-03-14"),
		DATE_NONE };
	struct threshold_escalation rule = { .count = 3, .months = 12 };
	struct arena arena = {0};
	struct threshold_advice out;
	int last;

	(void)state;
	assert_int_equal(threshold_count_recent(days, COUNT(days),
	    day("2031-03-13"), 12), 3);
	assert_int_equal(threshold_densest(days, COUNT(days),
	    day("2031-03-20"), 12, &last), 3);
	assert_int_equal(last, day("2031-03-14"));
	assert_int_equal(threshold_densest(days, 0, 0, 12, &last), 0);
	assert_int_equal(last, DATE_NONE);
	out = advise((struct threshold_facts){ .escalation = rule,
		.incidents = days, .n_incidents = COUNT(days) }, &arena);
	assert_true(out.meets && out.by_escalation);
	out = advise((struct threshold_facts){ .escalation = rule,
		.incidents = days + 1, .n_incidents = 3 }, &arena);
	assert_false(out.meets);
	assert_string_equal(evidence_find(&out.evidence,
	    "escalation-below")->text, "2 incidents since 13 Mar 2030: "
	    "potential escalation is from 3 in 12 months.");
	assert_non_null(evidence_find(&out.evidence, "none-met"));
	/* A repeat is heard whatever its score, and without one. */
	out = advise((struct threshold_facts){ .tool = &tool, .repeat = true },
	    &arena);
	assert_true(out.meets && out.by_repeat && !out.asks);
	arena_release(&arena);
}

static void
threshold_warns_of_age(void **state)
{
	struct threshold_age ages[] = {
		{ .role = "client", .years = 15, .minimum = 16 },
		{ .role = "partner", .years = 16, .minimum = 16 },
		{ .role = "other", .years = -1, .minimum = 16 },
		{ .role = "child", .years = 3 },
	};
	struct arena arena = {0};
	struct threshold_advice out;

	(void)state;
	out = advise((struct threshold_facts){ .repeat = true, .ages = ages,
		.n_ages = COUNT(ages) }, &arena);
	assert_true(out.meets);
	assert_int_equal(out.evidence.n, 3);
	assert_string_equal(evidence_find(&out.evidence, "age-below")->text,
	    "The client is 15; 16 or over is expected.");
	assert_non_null(evidence_find(&out.evidence, "age-unknown"));
	arena_release(&arena);
}

/* Three cases of ten minutes, the first of them running since 09:30. */
static void
forecasts(void **state)
{
	struct forecast_item items[] = {
		{ .state = FORECAST_DONE, .planned = 5, .spent = 300 },
		{ .state = FORECAST_RUNNING, .counted = true, .planned = 10,
		    .spent = 372 },
		{ .counted = true, .planned = 10 },
		{ .state = FORECAST_SKIPPED, .counted = true, .planned = 10 },
		{ .counted = true, .planned = 10 },
		{ .planned = 5 },
	};
	struct forecast_rule rule = { .warn = 10, .alarm = 15,
		.hard_stop = -1 };
	long now = (9 * 60 + 36) * 60 + 12;
	struct forecast f;

	(void)state;
	forecast_look(items, COUNT(items), &rule, now, &f);
	assert_int_equal(f.end, (9 * 60 + 30) * 60 + 35 * 60);
	assert_int_equal(f.left, f.end - now);
	assert_int_equal(f.unheard, 0);
	assert_int_equal(f.pace, FORECAST_CALM);
	assert_int_equal(f.running, 372);
	assert_int_equal(f.running_planned, 600);

	/* The last two counted items don't fit before 09:49. */
	rule.hard_stop = 9 * 60 + 49;
	forecast_look(items, COUNT(items), &rule, now, &f);
	assert_int_equal(f.unheard, 2);
	assert_int_equal(f.over, 16 * 60);
	rule.hard_stop = 9 * 60 + 50;
	forecast_look(items, COUNT(items), &rule, now, &f);
	assert_int_equal(f.unheard, 1);

	items[1].spent = 600;
	forecast_look(items, COUNT(items), &rule, now, &f);
	assert_int_equal(f.pace, FORECAST_WARN);
	items[1].spent = 900;
	forecast_look(items, COUNT(items), &rule, now, &f);
	assert_int_equal(f.pace, FORECAST_ALARM);
	assert_int_equal(f.end, now + 25 * 60);
	forecast_look(items, 0, &rule, now, &f);
	assert_int_equal(f.end, now);
	assert_int_equal(f.running, -1);
}

static void
forecast_follows_pace(void **state)
{
	struct forecast_item items[] = {
		{ .state = FORECAST_DONE, .counted = true, .planned = 10,
		    .spent = 900 },
		{ .state = FORECAST_DONE, .counted = true, .planned = 10,
		    .spent = 900 },
		{ .counted = true, .planned = 10 }, { .planned = 10 },
	};
	struct forecast_rule rule = { .hard_stop = -1, .follow_pace = true };
	struct forecast f;

	(void)state;
	forecast_look(items, COUNT(items), &rule, 0, &f);
	assert_int_equal(f.left, 900 + 600);
	/* One alone is no pace. */
	items[1].state = FORECAST_SKIPPED;
	forecast_look(items, COUNT(items), &rule, 0, &f);
	assert_int_equal(f.left, 1200);
}

static const struct status_rule statuses[] = {
	{ .code = "open", .label = "open" },
	{ .code = "done", .label = "completed", .final = true, .done = true,
	    .needs = STATUS_NEEDS_DATE | STATUS_NEEDS_OUTCOME },
	{ .code = "could-not", .label = "not possible", .final = true,
	    .needs = STATUS_NEEDS_REASON | STATUS_NEEDS_CHAIR },
	{ .code = "did-not", .label = "not done", .failure = true,
	    .needs = STATUS_NEEDS_REASON | STATUS_NEEDS_NEW_DATE |
	    STATUS_OR_ESCALATED },
	{ .code = "replaced", .label = "superseded", .final = true,
	    .needs = STATUS_NEEDS_LINK },
};

static void
status_needs(void **state)
{
	static const struct {
		const char *to;
		struct status_given given;
		const char *missing;
	} cases[] = {
		{ "open", { 0 }, "" },
		{ "done", { .date = DATE_NONE }, "date outcome " },
		{ "done", { .date = 101, .outcome = "fitted" },
		    "date-ahead " },
		{ "done", { .date = 50, .outcome = "fitted" }, "" },
		{ "could-not", { .reason = " " }, "reason chair " },
		{ "could-not", { .reason = "moved", .chair = true }, "" },
		{ "did-not", { .new_due = DATE_NONE }, "reason new-date " },
		{ "did-not", { .reason = "ill", .new_due = DATE_NONE,
		    .escalated = true }, "" },
		{ "did-not", { .reason = "ill", .new_due = 99 },
		    "new-date-past " },
		{ "did-not", { .reason = "ill", .new_due = 110 },
		    "new-date-not-later " },
		{ "did-not", { .reason = "ill", .new_due = 111 }, "" },
		{ "replaced", { 0 }, "link " },
		{ "replaced", { .link = "X-1/A2" }, "" },
	};
	struct arena arena = {0};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct evidence_list missing = {0};
		struct buf got = {0};
		bool good = status_check(status_find(statuses,
		    COUNT(statuses), cases[i].to), &cases[i].given, 110, 100,
		    &arena, &missing);

		for (size_t j = 0; j < missing.n; j++)
			buf_addf(&got, "%s ", missing.items[j].code);
		assert_string_equal(buf_text(&got), cases[i].missing);
		assert_int_equal(good, missing.n == 0);
		buf_release(&got);
	}
	assert_null(status_find(statuses, COUNT(statuses), "lost"));
	arena_release(&arena);
}

static void
status_lateness(void **state)
{
	const struct status_rule *open = &statuses[0], *done = &statuses[1];
	const struct status_rule *could_not = &statuses[2];

	(void)state;
	assert_false(status_overdue(open, 100, 100));
	assert_true(status_overdue(open, 100, 101));
	assert_false(status_overdue(done, 100, 101));
	assert_false(status_overdue(open, DATE_NONE, 101));
	assert_int_equal(status_days_late(open, 100, DATE_NONE, 103), 3);
	assert_int_equal(status_days_late(done, 100, 102, 110), 2);
	assert_int_equal(status_days_late(done, 100, 99, 110), 0);
	assert_int_equal(status_days_late(could_not, 100, DATE_NONE, 110), 0);
	assert_true(status_is_failure(&statuses[3], 200, 100));
	assert_true(status_is_failure(open, 99, 100));
	assert_false(status_is_failure(open, 100, 100));
	assert_false(status_is_failure(could_not, 99, 100));
}

static void
status_acceptances(void **state)
{
	(void)state;
	assert_int_equal(status_acceptance_begin(true), STATUS_ACCEPTED_HERE);
	assert_int_equal(status_acceptance_begin(false), STATUS_ASKED);
	assert_true(status_acceptance_may(STATUS_ASKED, STATUS_ACCEPTED));
	assert_true(status_acceptance_may(STATUS_ASKED, STATUS_DECLINED));
	assert_true(status_acceptance_may(STATUS_DECLINED, STATUS_ASKED));
	assert_false(status_acceptance_may(STATUS_ACCEPTED, STATUS_DECLINED));
	assert_false(status_acceptance_may(STATUS_ACCEPTED_HERE,
	    STATUS_ASKED));
	assert_true(status_acceptance_owned(STATUS_ACCEPTED_HERE));
	assert_false(status_acceptance_owned(STATUS_ASKED));
	for (int i = 0; i <= STATUS_DECLINED; i++)
		assert_int_equal(status_acceptance_find(
		    status_acceptance_code((enum status_acceptance)i)), i);
	assert_int_equal(status_acceptance_find("perhaps"), -1);
}

static void
assert_age(const struct age_given *given, const char *on, const char *want)
{
	struct buf b = {0};

	age_add(&b, given, day(on));
	assert_string_equal(buf_text(&b), want);
	buf_release(&b);
}

static void
ages(void **state)
{
	struct age_given born = { .born = day("1996-11-04"), .years = -1,
		.told_on = DATE_NONE };
	struct age_given leap = { .born = day("2012-02-29"), .years = -1,
		.told_on = DATE_NONE };
	struct age_given told = { .born = DATE_NONE, .years = 37,
		.told_on = day("2031-03-13") };
	struct age_given nothing = { .born = DATE_NONE, .years = -1,
		.told_on = DATE_NONE };
	int from, to;

	(void)state;
	assert_age(&born, "2031-03-13", "34");
	assert_age(&born, "2031-11-03", "34");
	assert_age(&born, "2031-11-04", "35");
	assert_age(&born, "1990-01-01", "age not known");
	assert_age(&leap, "2031-02-27", "18");
	assert_age(&leap, "2031-02-28", "19");
	assert_age(&told, "2031-03-13", "37");
	assert_age(&told, "2031-09-13", "37 or 38");
	assert_age(&told, "2032-03-13", "38");
	assert_age(&told, "2032-03-12", "37 or 38");
	assert_age(&nothing, "2031-03-13", "age not known");
	told.estimated = true;
	assert_age(&told, "2031-03-13", "about 37");
	assert_true(age_birth_range(&told, &from, &to));
	assert_int_equal(from, day("1993-03-14"));
	assert_int_equal(to, day("1994-03-13"));
	assert_false(age_birth_range(&nothing, &from, &to));
	told.told_on = DATE_NONE;
	assert_age(&told, "2031-03-13", "about 37");
}

static void
age_answers(void **state)
{
	struct age_given seventeen = { .born = day("2013-08-19"),
		.years = -1, .told_on = DATE_NONE };
	struct age_given told = { .born = DATE_NONE, .years = 17,
		.told_on = day("2030-09-01") };
	struct age_given nothing = { .born = DATE_NONE, .years = -1,
		.told_on = DATE_NONE };
	int on = day("2031-03-13");

	(void)state;
	assert_int_equal(age_is_under(&seventeen, 18, on), AGE_YES);
	assert_int_equal(age_is_under(&seventeen, 17, on), AGE_NO);
	assert_int_equal(age_is_under(&told, 18, on), AGE_UNKNOWN);
	assert_int_equal(age_is_under(&nothing, 18, on), AGE_UNKNOWN);
	assert_int_equal(age_is_between(&seventeen, 16, 17, on), AGE_YES);
	assert_int_equal(age_is_between(&seventeen, 18, 19, on), AGE_NO);
	assert_int_equal(age_is_between(&told, 16, 17, on), AGE_UNKNOWN);
	assert_int_equal(age_is_between(&told, 16, 18, on), AGE_YES);
	assert_int_equal(age_is_between(&nothing, 16, 17, on), AGE_UNKNOWN);
}

static uint64_t
keyed(void *arg, const void *data, size_t len)
{
	return hash_keyed64(arg, data, len);
}

static unsigned char key[HASH_KEY] = "sixteen byte key";

/* Every number of a year once, in no order one can guess, then more digits. */
static void
reference_numbers(void **state)
{
	bool *seen = calloc(10000, sizeof(*seen));
	size_t steps_of_one = 0, same_as_other = 0;
	uint64_t before = 0;

	(void)state;
	for (uint64_t i = 0; i < 9999; i++) {
		uint64_t n = reference_number(keyed, key, "MM", 2031, 3, i);

		if (i < 999)
			assert_in_range(n, 1, 999);
		else
			assert_in_range(n, 1000, 9999);
		assert_false(seen[n]);
		seen[n] = true;
		steps_of_one += n == before + 1;
		same_as_other += n == reference_number(keyed, key, "MM", 2032,
		    3, i);
		before = n;
	}
	/* By chance each of these would be a handful. */
	assert_true(steps_of_one < 40);
	assert_true(same_as_other < 40);
	assert_int_equal(reference_number(keyed, key, "MM", 2031, 3, 9999) /
	    10000 > 0, 1);
	for (uint64_t i = 0; i < 9; i++)
		assert_in_range(reference_number(keyed, key, "x", 1, 1, i), 1,
		    9);
	free(seen);
}

/* A draw lies among the numbers of its digits, differs with the words and the
 * try, and goes on to longer numbers when many were taken. */
static void
references_are_drawn_by_their_own_words(void **state)
{
	uint64_t first = reference_draw(keyed, key, "one", 3, 0);
	int same = 0, others = 0;

	(void)state;
	assert_int_equal(first, reference_draw(keyed, key, "one", 3, 0));
	for (unsigned i = 0; i < REFERENCE_TRIES; i++) {
		uint64_t at = reference_draw(keyed, key, "one", 3, i);

		assert_in_range(at, 0, 998);
		others += at != first;
		same += at == reference_draw(keyed, key, "two", 3, i);
	}
	assert_true(others > 25 && same < 5);
	for (unsigned i = 0; i < REFERENCE_TRIES; i++) {
		assert_in_range(reference_draw(keyed, key, "one", 3,
		    REFERENCE_TRIES + i), 999, 9998);
		assert_in_range(reference_draw(keyed, key, "one", 1, i), 0,
		    8);
	}
}

static void
reference_patterns(void **state)
{
	static const char *const bad[] = { "", "{year}", "{n}{n}", "{n:0}",
		"{n:12}", "{x}-{n}", "{n", "n}", "{prefix}{prefix}{n}",
		"{year}{year}{n}" };
	struct err err = {0};
	struct buf b = {0};
	uint64_t n;
	int year;

	(void)state;
	for (size_t i = 0; i < COUNT(bad); i++) {
		assert_false(reference_pattern_check(bad[i], &err));
		assert_int_equal(err.code, ERR_INPUT);
	}
	err_clear(&err);
	assert_true(reference_pattern_check("{prefix}-{year}-{n:3}", &err));
	assert_true(reference_pattern_check("{n}", &err));
	assert_int_equal(reference_digits("{prefix}-{n:4}"), 4);
	reference_add(&b, "{prefix}-{year}-{n:3}", "MM", 2031, 14);
	assert_string_equal(b.data, "MM-2031-014");
	assert_true(reference_parse("{prefix}-{year}-{n:3}", "MM", b.data,
	    &year, &n));
	assert_int_equal(year, 2031);
	assert_int_equal(n, 14);
	assert_true(reference_parse("{prefix}-{year}-{n:3}", "MM",
	    "MM-2031-1014", &year, &n));
	assert_int_equal(n, 1014);
	static const char *const other[] = { "A-0207", "MM-2031-14",
		"MX-2031-014", "MM-2031-0014", "MM-2031-014x", "MM-203-014",
		"" };
	for (size_t i = 0; i < COUNT(other); i++)
		assert_false(reference_parse("{prefix}-{year}-{n:3}", "MM",
		    other[i], &year, &n));
	buf_release(&b);
}

static void
action_references(void **state)
{
	static const char *const bad[] = { "A-0207", "MM-2031-014/B3",
		"MM-2031-014/A", "MM-2031-014/A03", "/A3", "MM/A3x", "" };
	struct buf b = {0};
	size_t len;
	unsigned n;

	(void)state;
	reference_add_action(&b, "MM-2031-014", "A", 3);
	assert_string_equal(b.data, "MM-2031-014/A3");
	assert_true(reference_parse_action(b.data, "A", &len, &n));
	assert_int_equal(len, strlen("MM-2031-014"));
	assert_int_equal(n, 3);
	assert_true(reference_parse_action("a/b/A12", "A", &len, &n));
	assert_int_equal(len, 3);
	assert_int_equal(n, 12);
	for (size_t i = 0; i < COUNT(bad); i++)
		assert_false(reference_parse_action(bad[i], "A", &len, &n));
	buf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(threshold_by_score),
		cmocka_unit_test(threshold_by_judgement),
		cmocka_unit_test(threshold_by_repeat_and_escalation),
		cmocka_unit_test(threshold_warns_of_age),
		cmocka_unit_test(forecasts),
		cmocka_unit_test(forecast_follows_pace),
		cmocka_unit_test(status_needs),
		cmocka_unit_test(status_lateness),
		cmocka_unit_test(status_acceptances),
		cmocka_unit_test(ages),
		cmocka_unit_test(age_answers),
		cmocka_unit_test(reference_numbers),
		cmocka_unit_test(references_are_drawn_by_their_own_words),
		cmocka_unit_test(reference_patterns),
		cmocka_unit_test(action_references),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
