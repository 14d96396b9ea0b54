/*
 * The colour of an action and its step of escalation: the table of a board's
 * actions with the colour each is expected to have, and the edges of each rule.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"
#include "model/escalation.h"
#include "model/rag.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))
#define NONE .due_within = RAG_UNSET

static const struct rag_rule colours[] = {
	{ .key = "blue", .letter = "B", NONE, .done = true },
	{ .key = "grey", .letter = "-", NONE, .proposed = true },
	{ .key = "red", .letter = "R", NONE, .overdue = true,
	    .blocked = true },
	{ .key = "amber", .letter = "A", .due_within = 14,
	    .milestone_missed = true },
	{ .key = "green", .letter = "G", NONE, .otherwise = true },
};

static int
day(const char *iso)
{
	return date_parse_iso(iso);
}

static const char *
letter(struct rag_facts f, const char *today)
{
	int at = rag_colour(colours, COUNT(colours), &f, day(today));

	return at < 0 ? "" : colours[at].letter;
}

/* With no day but the due day. */
static struct rag_facts
due(const char *on)
{
	return (struct rag_facts){ .due = day(on), .start = DATE_NONE,
		.milestone = DATE_NONE, .by_hand_until = DATE_NONE };
}

static struct rag_facts
due_with(const char *on, const char *milestone)
{
	struct rag_facts f = due(on);

	f.milestone = day(milestone);
	return f;
}

/* Six actions of a board on 10 Sep 2025. */
static void
colours_of_a_board(void **state)
{
	struct rag_facts a5 = due("2025-09-03");
	const char *today = "2025-09-10";

	(void)state;
	a5.final = a5.done = true;
	assert_string_equal(letter(due_with("2025-10-08", "2025-09-17"),
	    today), "G");
	assert_string_equal(letter(due_with("2025-08-29", "2025-08-22"),
	    today), "R");
	assert_string_equal(letter(due_with("2025-12-05", "2025-09-12"),
	    today), "G");
	assert_string_equal(letter(due_with("2025-09-19", "2025-09-12"),
	    today), "A");
	assert_string_equal(letter(a5, today), "B");
	assert_string_equal(letter(due_with("2026-01-16", "2025-10-31"),
	    today), "G");
}

/* The day itself is not late; fourteen days are within fourteen. */
static void
edges_of_days(void **state)
{
	static const struct {
		const char *today, *letter;
	} cases[] = {
		{ "2025-09-05", "G" }, { "2025-09-06", "A" },
		{ "2025-09-20", "A" }, { "2025-09-21", "R" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_string_equal(letter(due("2025-09-20"),
		    cases[i].today), cases[i].letter);
	assert_string_equal(letter(due_with("2025-12-01", "2025-09-09"),
	    "2025-09-09"), "G");
	assert_string_equal(letter(due_with("2025-12-01", "2025-09-09"),
	    "2025-09-10"), "A");
}

static void
what_is_not_begun(void **state)
{
	struct rag_facts f = due("2025-09-20");

	(void)state;
	f.start = day("2025-09-11");
	assert_string_equal(letter(f, "2025-09-10"), "-");
	assert_string_equal(letter(f, "2025-09-11"), "A");
	f.start = DATE_NONE;
	f.proposed = true;
	assert_string_equal(letter(f, "2025-09-10"), "-");
}

/* Blocked is red whatever its date; what ended otherwise than done has no
 * colour, though its day has passed. */
static void
blocked_and_ended(void **state)
{
	struct rag_facts f = due("2026-09-20");

	(void)state;
	f.blocked = true;
	assert_string_equal(letter(f, "2025-09-10"), "R");
	f = due("2025-09-01");
	f.final = true;
	assert_string_equal(letter(f, "2025-09-10"), "");
	f.done = true;
	assert_string_equal(letter(f, "2025-09-10"), "B");
}

static void
by_hand_until_the_meeting(void **state)
{
	struct rag_facts f = due("2025-12-20");

	(void)state;
	f.by_hand = "red";
	assert_string_equal(letter(f, "2025-09-10"), "R");
	f.by_hand_until = day("2025-09-11");
	assert_string_equal(letter(f, "2025-09-10"), "R");
	assert_string_equal(letter(f, "2025-09-11"), "G");
	f.by_hand_until = DATE_NONE;
	f.by_hand = "mauve";
	assert_string_equal(letter(f, "2025-09-10"), "G");
	f.by_hand = "red";
	f.final = f.done = true;
	assert_string_equal(letter(f, "2025-09-10"), "B");
}

#define DAYS_ALONE .missed = ESCALATION_UNSET, .meetings = ESCALATION_UNSET

static const struct escalation_rule steps[] = {
	{ .key = "owner", .days_overdue = 1, DAYS_ALONE },
	{ .key = "contact", .days_overdue = 14, DAYS_ALONE },
	{ .key = "senior", .days_overdue = 28, .meetings = 2,
	    .missed = ESCALATION_UNSET },
	{ .key = "chair", .days_overdue = 56, .missed = 3,
	    .meetings = ESCALATION_UNSET },
};

static void
steps_of_escalation(void **state)
{
	static const struct {
		struct escalation_facts f;
		int step, left;
	} cases[] = {
		{ { 0, 0, 0 }, -1, -1 },
		{ { 0, 0, 5 }, -1, -1 },	/* not late: nothing counts */
		{ { 1, 0, 0 }, 0, 13 },
		{ { 12, 0, 1 }, 0, 2 },
		{ { 13, 0, 0 }, 0, 1 },
		{ { 14, 0, 0 }, 1, 14 },
		{ { 12, 0, 2 }, 2, 44 },	/* two meetings go further */
		{ { 28, 0, 0 }, 2, 28 },
		{ { 56, 0, 0 }, 3, -1 },
		{ { 0, 3, 0 }, 3, -1 },		/* missed, with a new date */
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_int_equal(escalation_reached(steps, COUNT(steps),
		    &cases[i].f), cases[i].step);
		assert_int_equal(escalation_days_left(steps, COUNT(steps),
		    &cases[i].f), cases[i].left);
	}
	assert_int_equal(escalation_reached(steps, 0, &cases[3].f), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(colours_of_a_board),
		cmocka_unit_test(edges_of_days),
		cmocka_unit_test(what_is_not_begun),
		cmocka_unit_test(blocked_and_ended),
		cmocka_unit_test(by_hand_until_the_meeting),
		cmocka_unit_test(steps_of_escalation),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
