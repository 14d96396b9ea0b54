/*
 * A long list is one reading of the book: what someone else changes while it is
 * written stands in none of it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "cmd/export_actions.h"
#include "cmd/find.h"
#include "cmd/report_cmd.h"
#include "meeting_book.h"

#define MANY 3000	/* more than what is looked at before the first is written */

/* As many of one agency, ten a day, and none of them done. */
static void
add_many(struct book *b)
{
	assert_true(scratch_write(b->scratch->db, "x", "WITH RECURSIVE n (i)"
	    " AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 2999)"
	    " INSERT INTO action (id, board_id, casefile_id, number, ref, text,"
	    " agency_id, member_id, due_on, status, status_on,"
	    " recorded_by_id, agreed_at) SELECT 5000 + i, a.board_id,"
	    " a.casefile_id, 100 + i, printf('T-%04d', i), 'x', a.agency_id,"
	    " a.member_id, date('2031-12-01', '+' || (i / 10) || ' days'),"
	    " a.status, '2031-02-11', a.recorded_by_id, a.agreed_at"
	    " FROM n, action AS a WHERE a.ref = 'A-0207'"));
}

/* The list, and someone else who writes as soon as it begins to come. */
struct reader {
	struct book *b;
	struct db *other;
	struct buf text;
	const char *change;
	bool changed;
};

static bool
put(void *arg, const char *data, size_t len)
{
	struct reader *r = arg;

	buf_add(&r->text, data, len);
	if (!r->changed)
		r->changed = scratch_write(r->other, "x", r->change);
	return r->changed;
}

static size_t
times(const struct reader *r, const char *word)
{
	const char *p = buf_text(&r->text);
	size_t n = 0;

	while ((p = strstr(p, word))) {
		n++;
		p += strlen(word);
	}
	return n;
}

static void
begin(struct reader *r, struct book *b, const char *change)
{
	add_many(b);
	*r = (struct reader){ .b = b, .change = change };
	r->other = db_open(b->scratch->path, DB_USE, &b->scratch->clock,
	    &b->err);
	assert_non_null(r->other);
	db_sign_in_system(r->other, "x");
}

static void
end(struct reader *r)
{
	struct err err = {0};

	assert_true(r->changed);
	for (int i = 0; i < MANY; i++) {
		char ref[16];

		snprintf(ref, sizeof ref, "T-%04d", i);
		if (times(r, ref) != 1)
			fail_msg("%s stands there %zu times", ref,
			    times(r, ref));
	}
	/* Nothing is held on to: what comes next is read as it is now, and the
	 * other's book can be tidied. */
	db_idle_check(r->b->s.db);
	assert_int_equal(book_count(r->b, "SELECT count(*) FROM action"
	    " WHERE ref LIKE 'T-%' AND (due_on < '2031-01-01' OR"
	    " status = 'completed')"), 1);
	buf_release(&r->text);
	db_close(r->other);
	err_clear(&err);
}

static void
actions_in_one_reading(void **state)
{
	struct action_pick pick = {0};
	struct book *b = *state;
	struct reader r;

	begin(&r, b, "UPDATE action SET due_on = '2030-01-01'"
	    " WHERE ref = 'T-2999'");
	pick.board = book_count(b, "SELECT id FROM board WHERE prefix = 'MM'");
	assert_true(cmd_export_actions_to(&b->s, &pick,
	    doc_format_find("csv"), put, &r, &b->err));
	end(&r);
}

/* Those that go on and those that ended are two statements. */
static void
a_report_in_one_reading(void **state)
{
	struct report_wish wish = { .key = "tracker", .closed = true };
	struct book *b = *state;
	struct reader r;

	begin(&r, b, "UPDATE action SET status = 'completed', live = 0,"
	    " status_on = '2031-03-13' WHERE ref = 'T-0000'");
	wish.board = book_count(b, "SELECT id FROM board WHERE prefix = 'MM'");
	assert_true(cmd_report_export(&b->s, &wish, doc_format_find("csv"),
	    false, put, &r, &b->err));
	end(&r);
}

int
main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, book_setup, book_teardown)
	const struct CMUnitTest tests[] = {
		T(actions_in_one_reading),
		T(a_report_in_one_reading),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
