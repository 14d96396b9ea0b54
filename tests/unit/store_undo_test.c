/* Taking back one command, and taking that back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "store/handle.h"
#include "store/tx.h"
#include "store/undo.h"
#include "store_help.h"

static const char *const never[] = { "approve", NULL };

static int
setup(void **state)
{
	struct scratch *s;

	if (scratch_setup(state) != 0)
		return -1;
	s = *state;
	return db_sign_in(s->db, CHAIR, "t", &s->err) ? 0 : -1;
}

static bool
undo(struct scratch *s, struct db *db, int64_t command)
{
	err_clear(&s->err);
	if (!db_begin_undo(db, "undo", command, &s->err))
		return false;
	if (!db_undo(db, command, never, &s->err))
		return db_rollback(db);
	return db_commit(db, &s->err);
}

/* The whole of what the tables hold, to compare before with after. */
static char *
picture(struct db *db)
{
	return strdup(scratch_ask(db, "SELECT group_concat(x, char(10)) FROM ("
	    "SELECT id || text || due_on || answers || live || "
	    "coalesce(member_id, 'none') AS x FROM action UNION ALL "
	    "SELECT id || (SELECT group_concat(w) FROM (SELECT key || type "
	    "|| value AS w FROM json_each(answers) ORDER BY key)) "
	    "FROM party UNION ALL "
	    "SELECT id || coalesce(score, 'none') FROM casefile UNION ALL "
	    "SELECT id || text || coalesce(done_on, 'none') FROM milestone "
	    "UNION ALL SELECT id || sort || value FROM contact)"));
}

static void
comes_back(struct scratch *s, const char *sql)
{
	char *before = picture(s->db), *after, *now;
	int64_t command;

	assert_true(scratch_write(s->db, "work", sql));
	after = picture(s->db);
	assert_string_not_equal(before, after);
	command = db_last_command(s->db);
	if (!undo(s, s->db, command))
		fail_msg("%s", err_text(&s->err));
	now = picture(s->db);
	assert_string_equal(now, before);
	free(now);
	if (!undo(s, s->db, db_last_command(s->db)))
		fail_msg("%s", err_text(&s->err));
	now = picture(s->db);
	assert_string_equal(now, after);
	free(now);
	free(before);
	free(after);
}

static void
a_changed_column_comes_back(void **state)
{
	comes_back(*state, "UPDATE action SET due_on = '2031-05-01', "
	    "text = 'a \"quoted\" – line' WHERE id = 81");
}

static void
null_comes_back_as_null(void **state)
{
	comes_back(*state, "UPDATE casefile SET score = 14 WHERE id = 51");
	comes_back(*state, "UPDATE casefile SET score = NULL WHERE id = 51");
}

static void
answers_come_back_one_by_one(void **state)
{
	comes_back(*state, "UPDATE party SET answers = json_set(json_remove("
	    "answers, '$.open'), '$.n', '3', '$.\"new.key\"', json('[1]')) "
	    "WHERE id = 71");
}

static void
an_added_row_goes(void **state)
{
	comes_back(*state, "INSERT INTO milestone (id, action_id, text, "
	    "due_on) VALUES (901, 81, 'survey', '2031-03-20')");
}

static void
a_deleted_row_comes_back(void **state)
{
	comes_back(*state, "DELETE FROM party WHERE id = 71");
}

static void
many_rows_in_order(void **state)
{
	comes_back(*state, "INSERT INTO action (id, board_id, casefile_id, "
	    "number, ref, text, agency_id, member_id, due_on, status, "
	    "status_on, recorded_by_id, agreed_at) VALUES (902, 21, 51, 2, "
	    "'r2', 'new', 12, 102, '2031-03-28', 'open', '2031-03-13', 101, "
	    "'2031-03-13T09:30:00');"
	    "INSERT INTO milestone (id, action_id, text, due_on) "
	    "VALUES (901, 902, 'survey', '2031-03-20');"
	    "UPDATE milestone SET done_on = '2031-03-19' WHERE id = 901;"
	    "UPDATE action SET text = 'newer' WHERE id = 902");
}

static void
later_change_of_the_field_refuses(void **state)
{
	struct scratch *s = *state;
	int64_t command;

	assert_true(scratch_write(s->db, "a",
	    "UPDATE action SET text = 'mine' WHERE id = 81"));
	command = db_last_command(s->db);
	assert_true(scratch_write(s->db, "b",
	    "UPDATE action SET due_on = '2031-06-01' WHERE id = 81"));
	assert_true(undo(s, s->db, command));
	assert_true(scratch_write(s->db, "a",
	    "UPDATE action SET text = 'mine' WHERE id = 81"));
	command = db_last_command(s->db);
	assert_true(scratch_write(s->db, "b",
	    "UPDATE action SET text = 'later' WHERE id = 81"));
	assert_false(undo(s, s->db, command));
	assert_int_equal(s->err.code, ERR_CONFLICT);
	assert_string_equal(scratch_ask(s->db,
	    "SELECT text FROM action WHERE id = 81"), "later");
}

static void
later_work_on_the_row_refuses(void **state)
{
	struct scratch *s = *state;
	int64_t command;

	assert_true(scratch_write(s->db, "a", "INSERT INTO subject (id, "
	    "surname) VALUES (903, 'New')"));
	command = db_last_command(s->db);
	assert_true(scratch_write(s->db, "b", "INSERT INTO alias (id, "
	    "subject_id, surname) VALUES (904, 903, 'Other')"));
	assert_false(undo(s, s->db, command));
	assert_int_equal(s->err.code, ERR_CONFLICT);
	assert_non_null(strstr(err_text(&s->err), "alias"));
	assert_int_equal(scratch_ask_int(s->db,
	    "SELECT count(*) FROM subject WHERE id = 903"), 1);
}

static void
a_row_changed_since_is_not_taken_out(void **state)
{
	struct scratch *s = *state;
	int64_t command;

	assert_true(scratch_write(s->db, "a", "INSERT INTO milestone (id, "
	    "action_id, text, due_on) VALUES (901, 81, 'x', '2031-03-20')"));
	command = db_last_command(s->db);
	assert_true(scratch_write(s->db, "b",
	    "UPDATE milestone SET done_on = '2031-03-19' WHERE id = 901"));
	assert_false(undo(s, s->db, command));
	assert_int_equal(s->err.code, ERR_CONFLICT);
}

static void
nobody_elses_work(void **state)
{
	struct scratch *s = *state;
	struct db *other = scratch_open(s);
	int64_t command;
	struct arena a = {0};
	struct undoable u;

	assert_true(scratch_write(s->db, "a",
	    "UPDATE action SET text = 'mine' WHERE id = 81"));
	command = db_last_command(s->db);
	assert_true(db_sign_in(other, REP, "o", &s->err));
	assert_false(undo(s, other, command));
	assert_int_equal(s->err.code, ERR_DENIED);
	assert_true(db_last_undoable(other, false, never, &a, &u, &s->err));
	assert_int_equal(u.command, 0);
	db_close(other);
	arena_release(&a);
}

static void
some_commands_stay(void **state)
{
	struct scratch *s = *state;

	assert_true(scratch_write(s->db, "approve",
	    "UPDATE action SET text = 'mine' WHERE id = 81"));
	assert_false(undo(s, s->db, db_last_command(s->db)));
	assert_int_equal(s->err.code, ERR_INPUT);
}

static void
nothing_is_undone_twice(void **state)
{
	struct scratch *s = *state;
	int64_t command;

	assert_true(scratch_write(s->db, "a",
	    "UPDATE action SET text = 'mine' WHERE id = 81"));
	command = db_last_command(s->db);
	assert_true(undo(s, s->db, command));
	assert_false(undo(s, s->db, command));
	assert_int_equal(s->err.code, ERR_INPUT);
}

static void
undo_and_redo_walk_back_and_forth(void **state)
{
	static const char *const texts[] = { "one", "two" };
	struct scratch *s = *state;
	struct arena a = {0};
	struct undoable u;
	char sql[80];
	int i;

	for (i = 0; i < 2; i++) {
		snprintf(sql, sizeof(sql), "UPDATE action SET text = '%s' "
		    "WHERE id = 81", texts[i]);
		assert_true(scratch_write(s->db, texts[i], sql));
	}
	for (i = 1; i >= 0; i--) {
		assert_true(db_last_undoable(s->db, false, never, &a, &u,
		    &s->err));
		assert_string_equal(u.name, texts[i]);
		assert_string_equal(u.tbl, "action");
		assert_int_equal(u.row, ACTION);
		assert_int_equal(u.casefile, CASE_A);
		assert_true(undo(s, s->db, u.command));
	}
	assert_string_equal(scratch_ask(s->db,
	    "SELECT text FROM action WHERE id = 81"), "make home safer");
	for (i = 0; i < 2; i++) {
		assert_true(db_last_undoable(s->db, true, never, &a, &u,
		    &s->err));
		assert_string_equal(u.name, texts[i]);
		assert_true(undo(s, s->db, u.command));
	}
	assert_true(db_last_undoable(s->db, true, never, &a, &u, &s->err));
	assert_int_equal(u.command, 0);
	assert_string_equal(scratch_ask(s->db,
	    "SELECT text FROM action WHERE id = 81"), "two");
	assert_true(db_last_undoable(s->db, false, never, &a, &u, &s->err));
	assert_string_equal(u.name, "two");
	arena_release(&a);
}

static void
new_work_closes_the_way_forward(void **state)
{
	struct scratch *s = *state;
	struct arena a = {0};
	struct undoable u;

	assert_true(scratch_write(s->db, "one",
	    "UPDATE action SET text = 'one' WHERE id = 81"));
	assert_true(undo(s, s->db, db_last_command(s->db)));
	assert_true(db_last_undoable(s->db, true, never, &a, &u, &s->err));
	assert_string_equal(u.name, "one");
	assert_true(scratch_write(s->db, "two",
	    "UPDATE action SET text = 'two' WHERE id = 81"));
	assert_true(db_last_undoable(s->db, true, never, &a, &u, &s->err));
	assert_int_equal(u.command, 0);
	arena_release(&a);
}

#define WITH(test) cmocka_unit_test_setup_teardown(test, setup, \
	scratch_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WITH(a_changed_column_comes_back),
		WITH(null_comes_back_as_null),
		WITH(answers_come_back_one_by_one),
		WITH(an_added_row_goes),
		WITH(a_deleted_row_comes_back),
		WITH(many_rows_in_order),
		WITH(later_change_of_the_field_refuses),
		WITH(later_work_on_the_row_refuses),
		WITH(a_row_changed_since_is_not_taken_out),
		WITH(nobody_elses_work),
		WITH(some_commands_stay),
		WITH(nothing_is_undone_twice),
		WITH(undo_and_redo_walk_back_and_forth),
		WITH(new_work_closes_the_way_forward),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
