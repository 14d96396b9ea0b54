/* One field saved with the value that was read as its guard. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "store/field.h"
#include "store/handle.h"
#include "store/tx.h"
#include "store_help.h"

#define ANSWER "SELECT answers FROM party WHERE id = 71"

static int
setup(void **state)
{
	struct scratch *s;

	if (scratch_setup(state) != 0)
		return -1;
	s = *state;
	return db_sign_in(s->db, CHAIR, "t", &s->err) ? 0 : -1;
}

/* Set one field in a command of its own. */
static bool
set(struct db *db, const char *table, const char *column, int64_t id,
    const char *old, const char *new, char **now, struct err *err)
{
	bool ok;

	err_clear(err);
	assert_true(db_begin(db, "set", err));
	ok = db_set_field(db, table, column, id, old, new, now, err);
	assert_true(db_commit(db, NULL));
	return ok;
}

static bool
answer(struct db *db, const char *key, const char *old, const char *new,
    char **now, struct err *err)
{
	bool ok;

	err_clear(err);
	assert_true(db_begin(db, "set", err));
	ok = db_set_answer(db, "party", PARTY, key, old, new, now, err);
	assert_true(db_commit(db, NULL));
	return ok;
}

static void
a_field_is_saved(void **state)
{
	struct scratch *s = *state;

	assert_true(set(s->db, "action", "due_on", ACTION, "2031-03-28",
	    "2031-04-01", NULL, &s->err));
	assert_string_equal(scratch_ask(s->db,
	    "SELECT due_on FROM action WHERE id = 81"), "2031-04-01");
	assert_true(set(s->db, "casefile", "score", CASE_A, NULL, "16", NULL,
	    &s->err));
	assert_string_equal(scratch_ask(s->db,
	    "SELECT typeof(score) || score FROM casefile WHERE id = 51"),
	    "integer16");
	assert_true(set(s->db, "casefile", "score", CASE_A, "16", NULL, NULL,
	    &s->err));
	assert_int_equal(scratch_ask_int(s->db,
	    "SELECT score IS NULL FROM casefile WHERE id = 51"), 1);
}

static void
two_fields_of_a_record_merge(void **state)
{
	struct scratch *s = *state;
	struct db *other = scratch_open(s);

	assert_true(db_sign_in(other, REP, "o", &s->err));
	assert_true(set(other, "action", "text", ACTION, "make home safer",
	    "make it safe", NULL, &s->err));
	assert_true(set(s->db, "action", "due_on", ACTION, "2031-03-28",
	    "2031-04-01", NULL, &s->err));
	assert_string_equal(scratch_ask(s->db, "SELECT text || due_on "
	    "FROM action WHERE id = 81"), "make it safe2031-04-01");
	db_close(other);
}

static void
the_same_field_conflicts(void **state)
{
	struct scratch *s = *state;
	struct db *other = scratch_open(s);
	char *now;

	assert_true(db_sign_in(other, REP, "o", &s->err));
	assert_true(set(other, "action", "text", ACTION, "make home safer",
	    "theirs", NULL, &s->err));
	assert_false(set(s->db, "action", "text", ACTION, "make home safer",
	    "mine", &now, &s->err));
	assert_int_equal(s->err.code, ERR_CONFLICT);
	assert_string_equal(now, "theirs");
	assert_string_equal(scratch_ask(s->db,
	    "SELECT text FROM action WHERE id = 81"), "theirs");
	free(now);
	db_close(other);
}

static void
the_same_words_do_not_conflict(void **state)
{
	struct scratch *s = *state;

	assert_true(set(s->db, "action", "text", ACTION, "make home safer",
	    "same", NULL, &s->err));
	assert_true(set(s->db, "action", "text", ACTION, "make home safer",
	    "same", NULL, &s->err));
	assert_true(set(s->db, "casefile", "score", CASE_A, NULL, "16", NULL,
	    &s->err));
	assert_true(set(s->db, "casefile", "score", CASE_A, "9", "016", NULL,
	    &s->err));
}

static void
what_one_may_not_see_is_not_there(void **state)
{
	struct scratch *s = *state;
	char *now = NULL;
	char *missing;

	assert_true(db_sign_in(s->db, REP, "t", &s->err));
	assert_false(set(s->db, "casefile", "origin", CASE_B, "", "x", &now,
	    &s->err));
	assert_int_equal(s->err.code, ERR_INPUT);
	assert_null(now);
	missing = strdup(err_text(&s->err));
	assert_false(set(s->db, "casefile", "origin", 999, "", "x", &now,
	    &s->err));
	assert_string_equal(err_text(&s->err), missing);
	free(missing);
}

static void
a_rule_of_the_table_refuses(void **state)
{
	struct scratch *s = *state;

	assert_true(db_begin(s->db, "set", &s->err));
	assert_false(db_set_field(s->db, "action", "due_on", ACTION,
	    "2031-03-28", "soon", NULL, &s->err));
	assert_int_equal(s->err.code, ERR_INPUT);
	assert_false(db_commit(s->db, NULL));
}

static void
answers_keep_their_types(void **state)
{
	struct scratch *s = *state;

	assert_true(answer(s->db, "n", "3", "\"3\"", NULL, &s->err));
	assert_true(answer(s->db, "open", "\"Plum\"", NULL, NULL, &s->err));
	assert_true(answer(s->db, "a.b", NULL, "[ \"x\", true ]", NULL,
	    &s->err));
	assert_string_equal(scratch_ask(s->db, ANSWER),
	    "{\"secret\":\"Quince\",\"n\":\"3\",\"a.b\":[\"x\",true]}");
}

static void
a_number_and_its_text_are_two_values(void **state)
{
	struct scratch *s = *state;
	char *now;

	assert_false(answer(s->db, "n", "\"3\"", "4", &now, &s->err));
	assert_int_equal(s->err.code, ERR_CONFLICT);
	assert_string_equal(now, "3");
	free(now);
	assert_false(answer(s->db, "n", NULL, "4", &now, &s->err));
	assert_int_equal(s->err.code, ERR_CONFLICT);
	free(now);
}

static void
two_answers_of_a_record_merge(void **state)
{
	struct scratch *s = *state;
	struct db *other = scratch_open(s);

	assert_true(db_sign_in(other, CHAIR, "o", &s->err));
	assert_true(answer(other, "open", "\"Plum\"", "\"Fig\"", NULL,
	    &s->err));
	assert_true(answer(s->db, "n", "3", "4", NULL, &s->err));
	assert_string_equal(scratch_ask(s->db, ANSWER),
	    "{\"secret\":\"Quince\",\"open\":\"Fig\",\"n\":4}");
	db_close(other);
}

static void
a_hidden_answer_is_not_told(void **state)
{
	struct scratch *s = *state;
	char *now = NULL;

	assert_true(db_sign_in(s->db, REP, "t", &s->err));
	assert_false(answer(s->db, "secret", NULL, "\"x\"", &now, &s->err));
	assert_int_equal(s->err.code, ERR_DENIED);
	assert_null(now);
	assert_false(answer(s->db, "secret", "\"guess\"", "\"x\"", &now,
	    &s->err));
	assert_null(now);
	/* Not even a right guess. */
	assert_false(answer(s->db, "secret", "\"Quince\"", "\"x\"", &now,
	    &s->err));
	assert_null(now);
}

static void
only_the_changed_answer_is_an_event(void **state)
{
	struct scratch *s = *state;

	assert_true(answer(s->db, "n", "3", "4", NULL, &s->err));
	assert_string_equal(scratch_ask(s->db,
	    "SELECT before || after FROM event_payload "
	    "ORDER BY seq DESC LIMIT 1"),
	    "{\"answers\":{\"n\":3}}{\"answers\":{\"n\":4}}");
	assert_true(answer(s->db, "n", "4", NULL, NULL, &s->err));
	assert_string_equal(scratch_ask(s->db,
	    "SELECT before || after FROM event_payload "
	    "ORDER BY seq DESC LIMIT 1"),
	    "{\"answers\":{\"n\":4}}{\"answers\":{}}");
}

/* There is no room for a statement: for that of the names, then for the next. */
static void
what_can_not_be_prepared_is_told(void **state)
{
	struct scratch *s = *state;
	int i, was;

	for (i = 0; i < 2; i++) {
		assert_true(db_begin(s->db, "set", &s->err));
		was = sqlite3_limit(s->db->writer.sq,
		    SQLITE_LIMIT_SQL_LENGTH, 60);
		assert_false(db_set_field(s->db, "action", "due_on", ACTION,
		    "2031-03-28", "2031-04-01", NULL, &s->err));
		assert_int_not_equal(s->err.code, ERR_NONE);
		sqlite3_limit(s->db->writer.sq, SQLITE_LIMIT_SQL_LENGTH, was);
		db_rollback(s->db);
		err_clear(&s->err);
		/* From now on that of the names is kept. */
		assert_true(set(s->db, "casefile", "score", CASE_A, NULL, NULL,
		    NULL, &s->err));
	}
	assert_string_equal(scratch_ask(s->db,
	    "SELECT due_on FROM action WHERE id = 81"), "2031-03-28");
}

#define WITH(test) cmocka_unit_test_setup_teardown(test, setup, \
	scratch_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WITH(a_field_is_saved),
		WITH(two_fields_of_a_record_merge),
		WITH(the_same_field_conflicts),
		WITH(the_same_words_do_not_conflict),
		WITH(what_one_may_not_see_is_not_there),
		WITH(a_rule_of_the_table_refuses),
		WITH(answers_keep_their_types),
		WITH(a_number_and_its_text_are_two_values),
		WITH(two_answers_of_a_record_merge),
		WITH(a_hidden_answer_is_not_told),
		WITH(only_the_changed_answer_is_an_event),
		WITH(what_can_not_be_prepared_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
