/*
 * repeat: the two cases of the fictional meeting under both clocks, the days
 * on either side of a window's end, and whose return is none.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"
#include "model/repeat.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static const struct match_rules match;
static const struct repeat_rule by_referral = { .months = 12 };
static const struct repeat_rule by_meeting = {
	.months = 12, .clock = REPEAT_BY_MEETING
};

static int
day(const char *iso)
{
	return iso ? date_parse_iso(iso) : DATE_NONE;
}

static void
assert_day(int date, const char *iso)
{
	struct buf b = {0};

	date_add_iso(&b, date);
	assert_string_equal(buf_text(&b), iso);
	buf_release(&b);
}

#define NAMES(...) \
	.names = (const struct match_name[]){ __VA_ARGS__ }, \
	.n_names = COUNT(((const struct match_name[]){ __VA_ARGS__ })), \
	.born = DATE_NONE, .born_from = DATE_NONE, .born_to = DATE_NONE
#define NAME(first, last) { .forenames = first, .surname = last }

static const struct match_person wren = { NAMES(NAME("Wren", "Testington")) };
static const struct match_person gideon = {
	NAMES(NAME("Gideon", "Placeholder"))
};
static const struct match_person humphrey = {
	NAMES(NAME("Humphrey", "Samplewick"))
};
static const struct match_person rollo = {
	NAMES(NAME("Rollo", "Samplewick"))
};
static const struct match_person rollo_alias = {
	NAMES(NAME("Rollo", "Samplewick"), NAME("Roly", "Dummett"))
};
static const struct match_person roly = { NAMES(NAME("Roly", "Dummett")) };

static struct repeat_case
make(int64_t id, const struct match_person *self,
    const struct match_person *other, const char *referred,
    const char *heard)
{
	return (struct repeat_case){ .id = id, .reference = "MM-2030-005",
		.board = 1, .referred = day(referred), .heard = day(heard),
		.protected_people = self, .n_protected = self != NULL,
		.counterparts = other, .n_counterparts = other != NULL,
		.incident = DATE_NONE };
}

static struct repeat_case
make_new(const struct match_person *self, const struct match_person *other,
    const char *incident)
{
	struct repeat_case c = make(99, self, other, NULL, NULL);

	c.incident = day(incident);
	return c;
}

/* Previous 2030-03-20, heard 2030-04-11, incident 2031-03-02. */
static void
first_case(void **state)
{
	struct repeat_case then = make(1, &wren, &gideon, "2030-03-20",
	    "2030-04-11");
	struct repeat_case now = make_new(&wren, &gideon, "2031-03-02");
	struct arena arena = {0};
	struct repeat_proposal *p;

	(void)state;
	assert_int_equal(repeat_propose(&by_referral, &now, &then, 1, &match,
	    &arena, &p), 1);
	assert_ptr_equal(p->earlier, &then);
	assert_int_equal(p->kind, REPEAT_SAME_PEOPLE);
	assert_int_equal(p->people, MATCH_LIKELY);
	assert_day(p->referral_end, "2031-03-20");
	assert_day(p->meeting_end, "2031-04-11");
	assert_int_equal(p->by_referral, REPEAT_YES);
	assert_int_equal(p->by_meeting, REPEAT_YES);
	assert_int_equal(p->answer, REPEAT_YES);
	assert_string_equal(evidence_find(&p->evidence,
	    "window-referral")->text, "Last referred on 20 Mar 2030: the "
	    "window runs to 20 Mar 2031, and the incident of 2 Mar 2031 is "
	    "inside.");
	now.incident = day("2030-03-19");
	assert_int_equal(repeat_propose(&by_referral, &now, &then, 1, &match,
	    &arena, &p), 1);
	assert_int_equal(p->answer, REPEAT_NO);
	assert_string_equal(evidence_find(&p->evidence,
	    "window-meeting")->text, "Last heard on 11 Apr 2030: the window "
	    "runs to 11 Apr 2031, and the incident of 19 Mar 2030 is from "
	    "before it.");
	arena_release(&arena);
}

/* Last referral 2030-02-14, heard 2030-03-14, incident 2031-02-27; and then
 * the counterpart was listed under another name. */
static void
second_case(void **state)
{
	struct repeat_case then = make(1, &humphrey, &roly, "2030-02-14",
	    "2030-03-14");
	struct repeat_case now = make_new(&humphrey, &rollo_alias,
	    "2031-02-27");
	struct arena arena = {0};
	struct repeat_proposal *p;

	(void)state;
	assert_int_equal(repeat_propose(&by_referral, &now, &then, 1, &match,
	    &arena, &p), 1);
	assert_int_equal(p->kind, REPEAT_SAME_PEOPLE);
	assert_day(p->referral_end, "2031-02-14");
	assert_day(p->meeting_end, "2031-03-14");
	assert_int_equal(p->by_referral, REPEAT_NO);
	assert_int_equal(p->by_meeting, REPEAT_YES);
	assert_int_equal(p->answer, REPEAT_NO);
	assert_non_null(evidence_find(&p->evidence, "name-alias"));
	assert_int_equal(repeat_propose(&by_meeting, &now, &then, 1, &match,
	    &arena, &p), 1);
	assert_int_equal(p->answer, REPEAT_YES);

	/* Without the alias it is a new case with another counterpart. */
	now.counterparts = &rollo;
	assert_int_equal(repeat_propose(&by_meeting, &now, &then, 1, &match,
	    &arena, &p), 1);
	assert_int_equal(p->kind, REPEAT_OTHER_COUNTERPART);
	assert_int_equal(p->answer, REPEAT_NO);
	assert_int_equal(p->by_meeting, REPEAT_NO);
	arena_release(&arena);
}

static void
window_ends(void **state)
{
	static const struct {
		const char *previous, *incident;
		enum repeat_answer answer;
	} cases[] = {
		{ "2030-03-10", "2031-03-10", REPEAT_YES },
		{ "2030-03-10", "2031-03-11", REPEAT_NO },
		{ "2032-02-29", "2033-02-28", REPEAT_YES },
		{ "2032-02-29", "2033-03-01", REPEAT_NO },
		{ "2031-03-10", "2032-03-10", REPEAT_YES },
		{ "2031-03-10", "2032-03-11", REPEAT_NO },
		{ "2031-03-10", "2031-03-10", REPEAT_YES },
		{ "2031-03-10", "2031-03-09", REPEAT_NO },
		{ "2031-03-10", NULL, REPEAT_UNKNOWN },
		{ NULL, "2031-03-10", REPEAT_UNKNOWN },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		enum repeat_answer answer = repeat_within(&by_referral,
		    day(cases[i].previous), day(cases[i].previous),
		    day(cases[i].incident));

		if (answer != cases[i].answer)
			fail_msg("case %zu: %d", i, answer);
	}
	/* After the referral, before the meeting that heard it. */
	assert_int_equal(repeat_within(&by_meeting, day("2031-03-13"),
	    day("2031-03-01"), day("2031-03-05")), REPEAT_YES);
	assert_day(repeat_window_end(&by_referral, day("2032-02-29")),
	    "2033-02-28");
	assert_int_equal(repeat_window_end(&by_referral, DATE_NONE),
	    DATE_NONE);
}

/* What lapsed between the meetings of 13 Feb and 13 Mar 2031. */
static void
lapsed(void **state)
{
	struct repeat_case five = make(5, &humphrey, &roly, "2030-02-14",
	    "2030-03-14");
	struct repeat_case six = make(6, &wren, &gideon, "2030-02-20",
	    "2030-03-14");
	int since = day("2031-02-13"), today = day("2031-03-13");

	(void)state;
	assert_true(repeat_lapsed(&by_referral,
	    repeat_clock_start(&by_referral, &five), since, today));
	assert_true(repeat_lapsed(&by_referral,
	    repeat_clock_start(&by_referral, &six), since, today));
	assert_false(repeat_lapsed(&by_meeting,
	    repeat_clock_start(&by_meeting, &five), since, today));
	/* A case whose window ends on a meeting's day is still in, and is on
	 * the next meeting's list. */
	assert_false(repeat_lapsed(&by_referral, day("2030-03-13"), since,
	    today));
	assert_true(repeat_lapsed(&by_referral, day("2030-03-13"), today,
	    day("2031-04-10")));
	assert_true(repeat_lapsed(&by_referral, day("2030-02-13"), since,
	    today));
	assert_false(repeat_lapsed(&by_referral, day("2030-02-12"), since,
	    today));
	assert_false(repeat_lapsed(&by_referral, DATE_NONE, since, today));
}

static void
other_rules(void **state)
{
	struct repeat_rule rule = { .months = 12,
		.incident = REPEAT_CRIMINAL_ONLY, .same_board = true };
	struct repeat_case then = make(1, &wren, &gideon, "2030-03-20",
	    "2030-04-11");
	struct repeat_case now = make_new(&wren, &gideon, "2031-03-02");
	struct arena arena = {0};
	struct repeat_proposal *p;

	(void)state;
	assert_int_equal(repeat_propose(&rule, &now, &then, 1, &match,
	    &arena, &p), 1);
	assert_int_equal(p->answer, REPEAT_NO);
	assert_non_null(evidence_find(&p->evidence, "incident-not-criminal"));
	now.criminal = true;
	assert_int_equal(repeat_propose(&rule, &now, &then, 1, &match,
	    &arena, &p), 1);
	assert_int_equal(p->answer, REPEAT_YES);
	then.board = 2;
	assert_int_equal(repeat_propose(&rule, &now, &then, 1, &match,
	    &arena, &p), 1);
	assert_int_equal(p->answer, REPEAT_NO);
	assert_non_null(evidence_find(&p->evidence, "other-board"));
	/* Another length of window, and a case that was never heard. */
	rule = (struct repeat_rule){ .months = 6,
		.clock = REPEAT_BY_MEETING };
	then.heard = DATE_NONE;
	assert_int_equal(repeat_propose(&rule, &now, &then, 1, &match,
	    &arena, &p), 1);
	assert_int_equal(p->by_referral, REPEAT_NO);
	assert_int_equal(p->answer, REPEAT_UNKNOWN);
	now.incident = DATE_NONE;
	assert_int_equal(repeat_propose(&by_referral, &now, &then, 1, &match,
	    &arena, &p), 1);
	assert_int_equal(p->answer, REPEAT_UNKNOWN);
	assert_non_null(evidence_find(&p->evidence, "incident-unknown"));
	arena_release(&arena);
}

/* Several counterparts are one case: one of them back is a return. */
static void
several_counterparts(void **state)
{
	struct match_person two[] = { roly, gideon };
	struct repeat_case then = make(1, &wren, NULL, "2030-03-20", NULL);
	struct repeat_case now = make_new(&wren, &gideon, "2031-03-02");
	struct arena arena = {0};
	struct repeat_proposal *p;

	(void)state;
	then.counterparts = two;
	then.n_counterparts = 2;
	assert_int_equal(repeat_propose(&by_referral, &now, &then, 1, &match,
	    &arena, &p), 1);
	assert_int_equal(p->kind, REPEAT_SAME_PEOPLE);
	assert_int_equal(p->answer, REPEAT_YES);
	arena_release(&arena);
}

static void
whose_return_is_none(void **state)
{
	struct repeat_case swapped = make(1, &gideon, &wren, "2030-03-20",
	    NULL);
	struct repeat_case strangers = make(2, &humphrey, &roly,
	    "2030-03-20", NULL);
	struct repeat_case itself = make(99, &wren, &gideon, "2030-03-20",
	    NULL);
	struct repeat_case only_other = make(3, &humphrey, &gideon,
	    "2030-03-20", NULL);
	struct repeat_case now = make_new(&wren, &gideon, "2031-03-02");
	struct arena arena = {0};
	struct repeat_proposal *p;

	(void)state;
	assert_int_equal(repeat_propose(&by_referral, &now, &swapped, 1,
	    &match, &arena, &p), 1);
	assert_int_equal(p->kind, REPEAT_ROLES_SWAPPED);
	assert_int_equal(p->answer, REPEAT_NO);
	assert_non_null(evidence_find(&p->evidence, "roles-swapped"));
	assert_int_equal(repeat_propose(&by_referral, &now, &strangers, 1,
	    &match, &arena, &p), 0);
	assert_int_equal(repeat_propose(&by_referral, &now, &only_other, 1,
	    &match, &arena, &p), 0);
	assert_int_equal(repeat_propose(&by_referral, &now, &itself, 1,
	    &match, &arena, &p), 0);
	arena_release(&arena);
}

/* Returns before others, answers yes before no, newer before older. */
static void
order(void **state)
{
	struct repeat_case then[] = {
		make(1, &wren, &rollo, "2031-01-01", NULL),
		make(2, &wren, &gideon, "2029-01-01", NULL),
		make(3, &wren, &gideon, "2030-06-01", NULL),
		make(4, &wren, &gideon, "2030-07-01", NULL),
		make(5, &gideon, &wren, "2030-07-01", NULL),
		make(6, &wren, &gideon, NULL, NULL),
	};
	static const int64_t want[] = { 4, 3, 6, 2, 1, 5 };
	struct repeat_case now = make_new(&wren, &gideon, "2031-03-02");
	struct arena arena = {0};
	struct repeat_proposal *p;

	(void)state;
	assert_int_equal(repeat_propose(&by_referral, &now, then, COUNT(then),
	    &match, &arena, &p), COUNT(want));
	for (size_t i = 0; i < COUNT(want); i++)
		assert_int_equal(p[i].earlier->id, want[i]);
	arena_release(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(first_case),
		cmocka_unit_test(second_case),
		cmocka_unit_test(window_ends),
		cmocka_unit_test(lapsed),
		cmocka_unit_test(other_rules),
		cmocka_unit_test(several_counterparts),
		cmocka_unit_test(whose_return_is_none),
		cmocka_unit_test(order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
