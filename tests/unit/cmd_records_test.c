/*
 * Records with a life of their own, on the fictional panel of
 * tests/data/records: what comes due of them, where they stand, how they are
 * tied, what meetings hear of them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/date.h"
#include "cmd/find.h"
#include "cmd/timer.h"
#include "cmd_help.h"
#include "store/stmt.h"

static int
setup(void **state)
{
	return data_setup(state, "records/quayside", "rope");
}

/* ---- What comes due ---------------------------------------------------------- */

static void
timer_is(const struct timer_line *t, const char *ref, const char *key,
    const char *due, int left, int alert)
{
	assert_string_equal(t->ref, ref);
	assert_string_equal(t->timer->key, key);
	assert_int_equal(t->due, date_parse_iso(due));
	assert_int_equal(t->left, left);
	assert_int_equal(t->alert, alert);
}

static void
a_board_has_what_comes_due(void **state)
{
	struct marsh *m = *state;
	struct arena a = { 0 };
	struct timer_line *list;
	struct stmt_cost cost;
	int64_t board;
	size_t n;

	assert_true(find_board(&m->s, "QP", &board, &m->err));
	db_cost(m->s.db, &cost);
	assert_true(timer_read_board(&m->s, board, &a, &list, &n, &m->err));
	db_cost(m->s.db, &cost);
	assert_int_equal(cost.auto_indexes, 0);
	/* Not the permit that was renewed, not the crew that is only watched
	 * for its handing over. */
	assert_int_equal(n, 3);
	timer_is(&list[0], "QP-C01", "look", "2031-03-06", -6, 0);
	timer_is(&list[1], "QP-P002", "runs-out", "2031-03-10", -2, 0);
	timer_is(&list[2], "QP-P001", "runs-out", "2031-04-02", 21, 30);
	arena_release(&a);
}

static void
a_casefile_has_its_own(void **state)
{
	struct marsh *m = *state;
	struct arena a = { 0 };
	struct timer_line *list;
	int64_t id;
	size_t n;

	assert_true(find_casefile(&m->s, "QP-P001", &id, &m->err));
	assert_true(timer_read_casefile(&m->s, id, &a, &list, &n, &m->err));
	assert_int_equal(n, 1);
	timer_is(&list[0], "QP-P001", "runs-out", "2031-04-02", 21, 30);
	assert_true(find_casefile(&m->s, "QP-C02", &id, &m->err));
	assert_true(timer_read_casefile(&m->s, id, &a, &list, &n, &m->err));
	assert_int_equal(n, 0);
	assert_false(timer_read_casefile(&m->s, 1, &a, &list, &n, &m->err));
	arena_release(&a);
}

static void
how_near_it_is(void **state)
{
	static const struct {
		int left;
		const char *said;
	} cases[] = { { 12, "in 12 days" }, { 1, "in 1 day" }, { 0, "today" },
		{ -1, "1 day late" }, { -30, "30 days late" } };
	struct buf b = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		buf_clear(&b);
		timer_add_left(&b, cases[i].left);
		assert_string_equal(buf_text(&b), cases[i].said);
	}
	buf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, marsh_teardown)
		TEST(a_board_has_what_comes_due),
		TEST(a_casefile_has_its_own),
		cmocka_unit_test(how_near_it_is),
#undef TEST
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
