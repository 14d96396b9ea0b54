/* Repeats under both clocks, lapsed windows and advice, on the partnership of
 * the data; deadlines by the nation's holidays. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#include "base/date.h"
#include "cmd/calendar.h"
#include "cmd/find.h"
#include "cmd/repeat_cmd.h"
#include "cmd_help.h"

static int64_t
casefile(struct marsh *m, const char *ref)
{
	int64_t id = 0;

	assert_true(find_casefile(&m->s, ref, &id, &m->err));
	return id;
}

static void
one_repeat_by_referral_two_by_meeting(void **state)
{
	static const char *const refs[] = { "MM-2031-014", "MM-2031-015",
	    "MM-2031-016" };
	int by_referral = 0, by_meeting = 0;
	struct marsh *m = *state;
	struct arena a = { 0 };
	struct repeat_found *list;
	size_t i, n;

	for (i = 0; i < 3; i++) {
		assert_true(repeat_proposals(&m->s, casefile(m, refs[i]), &a,
		    &list, &n, &m->err));
		assert_int_equal(n, i < 2 ? 1 : 0);
		if (n == 0)
			continue;
		by_referral += list[0].proposal.by_referral == REPEAT_YES;
		by_meeting += list[0].proposal.by_meeting == REPEAT_YES;
	}
	assert_int_equal(by_referral, 1);
	assert_int_equal(by_meeting, 2);
	arena_release(&a);
}

static void
another_name_is_found(void **state)
{
	struct marsh *m = *state;
	const char *says = marsh_do(m, "repeats MM-2031-015");

	assert_non_null(strstr(says, "MM-2030-005"));
	assert_non_null(strstr(says, "also known as Roly Dummett"));
	/* Without the other name, only the person he harms is the same. */
	assert_int_equal(scratch_ask_int(m->scratch->db, "SELECT count(*)"
	    " FROM match_key AS k JOIN subject AS s ON s.id = k.subject_id"
	    " WHERE s.forenames = 'Rollo' AND k.key LIKE 's:%'") >= 2, 1);
}

static void
a_decision_keeps_its_evidence(void **state)
{
	struct marsh *m = *state;
	struct db *db = m->scratch->db;

	assert_string_not_equal(marsh_do(m,
	    "repeat MM-2031-015 MM-2030-005 no"), "");
	assert_string_equal(scratch_ask(db, "SELECT by_referral || '/' ||"
	    " by_meeting || ' ' || referral_ends || ' ' || meeting_ends"
	    " || ' ' || clock || ' ' || decision FROM repeat"),
	    "0/1 2031-02-14 2031-03-14 referral no");
	assert_true(scratch_ask_int(db, "SELECT json_array_length(evidence)"
	    " FROM repeat") >= 4);
	/* Against the clock in force one says why. */
	assert_true(marsh_refused(m, "repeat MM-2031-015 MM-2030-005 yes",
	    ERR_INPUT));
	assert_string_not_equal(marsh_do(m, "repeat MM-2031-015 MM-2030-005"
	    " yes \"the steering group counts from the meeting\""), "");
	assert_int_equal(scratch_ask_int(db, "SELECT count(*) FROM repeat"),
	    1);
	assert_string_equal(marsh_do(m, "undo"),
	    "Taken back: decide a repeat, MM-2031-015.");
	assert_string_equal(scratch_ask(db, "SELECT decision FROM repeat"),
	    "no");
}

static void
only_those_who_may_decide(void **state)
{
	struct marsh *m = *state;

	marsh_as(m, "notebook");
	assert_true(marsh_refused(m, "repeat MM-2031-014 MM-2030-004 yes",
	    ERR_DENIED));
}

static void
what_lapsed_by_either_clock(void **state)
{
	struct marsh *m = *state;
	struct arena a = { 0 };
	struct lapsed *list;
	int64_t board = 0;
	size_t n;
	int on = date_make(2031, 3, 13);

	assert_true(find_board(&m->s, "MM", &board, &m->err));
	assert_true(repeat_lapsed_list(&m->s, board, DATE_NONE, on,
	    REPEAT_BY_REFERRAL, &a, &list, &n, &m->err));
	assert_int_equal(n, 2);
	assert_string_equal(list[0].reference, "MM-2030-005");
	assert_int_equal(list[0].ended, date_make(2031, 2, 14));
	assert_string_equal(list[1].reference, "MM-2030-006");
	assert_string_equal(list[1].title,
	    "Ottoline Dummywell / Jasper Mockford");
	assert_true(repeat_lapsed_list(&m->s, board, DATE_NONE, on,
	    REPEAT_BY_MEETING, &a, &list, &n, &m->err));
	assert_int_equal(n, 0);
	/* A month later the meeting's clock has run out as well. */
	assert_true(repeat_lapsed_list(&m->s, board, on,
	    date_make(2031, 4, 10), REPEAT_BY_MEETING, &a, &list, &n,
	    &m->err));
	assert_int_equal(n, 2);
	arena_release(&a);
}

static void
advice_says_what_it_rests_on(void **state)
{
	struct marsh *m = *state;
	struct threshold_advice advice;
	struct arena a = { 0 };

	assert_true(casefile_advice(&m->s, casefile(m, "MM-2031-014"), &a,
	    &advice, &m->err));
	assert_true(advice.by_score);
	assert_false(advice.by_repeat);
	assert_true(casefile_advice(&m->s, casefile(m, "MM-2031-015"), &a,
	    &advice, &m->err));
	assert_false(advice.by_score);
	assert_true(advice.by_judgement);
	assert_true(advice.meets);
	marsh_do(m, "repeat MM-2031-014 MM-2030-004 yes");
	assert_true(casefile_advice(&m->s, casefile(m, "MM-2031-014"), &a,
	    &advice, &m->err));
	assert_true(advice.by_repeat);
	arena_release(&a);
}

static int
minutes_due(struct marsh *m)
{
	int64_t meeting = 0;
	int on = DATE_NONE;

	assert_true(find_meeting(&m->s, "MM-2031-03-13", &meeting, &m->err));
	assert_true(calendar_deadline(&m->s, meeting, "minutes", &on,
	    &m->err));
	return on;
}

static void
deadlines_know_the_nation(void **state)
{
	struct marsh *m = *state;
	struct arena a = { 0 };
	struct deadline *list;
	int64_t meeting = 0;
	size_t i, n;

	assert_int_equal(minutes_due(m), date_make(2031, 3, 18));
	assert_true(scratch_write(m->scratch->db, "test",
	    "UPDATE board SET nation = 'northern-ireland'"));
	assert_int_equal(minutes_due(m), date_make(2031, 3, 19));
	assert_true(find_meeting(&m->s, "MM-2031-03-13", &meeting, &m->err));
	assert_true(calendar_deadlines(&m->s, meeting, &a, &list, &n,
	    &m->err));
	assert_true(n >= 4);
	for (i = 1; i < n; i++)
		assert_true(list[i - 1].on <= list[i].on);
	arena_release(&a);
}

#define T(f) cmocka_unit_test_setup_teardown(f, marsh_setup, marsh_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(one_repeat_by_referral_two_by_meeting),
		T(another_name_is_found),
		T(a_decision_keeps_its_evidence),
		T(only_those_who_may_decide),
		T(what_lapsed_by_either_clock),
		T(advice_says_what_it_rests_on),
		T(deadlines_know_the_nation),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
