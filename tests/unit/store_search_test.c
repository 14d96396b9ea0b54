/* The search index follows the record, and shows to each what they may see. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/handle.h"
#include "store/sql.h"
#include "store/stmt.h"
#include "store/tables.h"
#include "store/search_specs.h"
#include "store/tx.h"
#include "store_help.h"

static int
setup(void **state)
{
	struct scratch *s;

	if (scratch_setup(state) != 0)
		return -1;
	s = *state;
	return db_sign_in(s->db, CHAIR, "t", &s->err) ? 0 : -1;
}

/* The tables of what is found, in order of their names. */
static void
finds(struct scratch *s, const char *words, const char *tables)
{
	char sql[400];

	snprintf(sql, sizeof(sql), "SELECT coalesce(group_concat(tbl), '') "
	    "FROM (SELECT tbl FROM visible_search WHERE q MATCH '%s' "
	    "ORDER BY tbl)", words);
	assert_string_equal(scratch_see(s->db, sql), tables);
}

static void
as(struct scratch *s, int64_t member)
{
	assert_true(db_sign_in(s->db, member, "t", &s->err));
}

static void
every_word_of_the_seed_is_found(void **state)
{
	finds(*state, "safer", "action");
	finds(*state, "testington", "subject");
	finds(*state, "plum", "party");
	finds(*state, "\"2031 015\"", "casefile");
	finds(*state, "ben", "member");
	finds(*state, "nowhere", "");
}

static void
prefixes_and_accents(void **state)
{
	struct scratch *s = *state;

	assert_true(scratch_write(s->db, "x",
	    "UPDATE subject SET forenames = 'Zoë' WHERE id = 61"));
	finds(s, "zo*", "subject");
	finds(s, "ZOE", "subject");
	finds(s, "wren", "");
}

static void
a_changed_text_is_found_by_its_new_words(void **state)
{
	struct scratch *s = *state;

	assert_true(scratch_write(s->db, "x",
	    "UPDATE action SET text = 'fit new locks' WHERE id = 81"));
	finds(s, "safer", "");
	finds(s, "locks", "action");
}

static void
a_rolled_back_word_is_not_found(void **state)
{
	struct scratch *s = *state;

	assert_true(db_begin(s->db, "x", &s->err));
	assert_true(scratch_exec(s->db, "UPDATE action SET text = 'gone'"));
	db_rollback(s->db);
	finds(s, "gone", "");
	finds(s, "safer", "action");
}

static void
a_deleted_row_is_not_found(void **state)
{
	struct scratch *s = *state;

	assert_true(scratch_write(s->db, "x",
	    "INSERT INTO milestone (id, action_id, text, due_on) "
	    "VALUES (901, 81, 'survey', '2031-03-20')"));
	finds(s, "survey", "milestone");
	assert_true(scratch_write(s->db, "x",
	    "DELETE FROM milestone WHERE id = 901"));
	finds(s, "survey", "");
	assert_int_equal(scratch_ask_int(s->db, "SELECT count(*) "
	    "FROM search_doc WHERE row = 901"), 0);
}

static void
a_case_one_may_not_see_is_not_found(void **state)
{
	struct scratch *s = *state;

	as(s, REP);
	finds(s, "\"2031 014\"", "action,casefile");
	finds(s, "\"2031 015\"", "");
	as(s, STRANGER);
	finds(s, "\"2031 014\"", "");
	finds(s, "testington", "");
}

static void
a_field_one_may_not_see_is_not_found(void **state)
{
	struct scratch *s = *state;

	finds(s, "quince", "party");
	as(s, REP);
	finds(s, "quince", "");
	finds(s, "plum", "party");
}

static void
a_guarded_contact_is_found_by_those_it_is_for(void **state)
{
	struct scratch *s = *state;

	assert_true(scratch_write(s->db, "x",
	    "INSERT INTO contact (id, subject_id, sort, value, guarded) "
	    "VALUES (901, 61, 'phone', '01632 960111', 1),"
	    "(902, 61, 'phone', '01632 960222', 0)"));
	finds(s, "960111", "contact");
	finds(s, "960222", "contact");
	as(s, REP);
	finds(s, "960111", "");
	finds(s, "960222", "contact");
}

static void
a_person_is_found_in_each_case_one_sees(void **state)
{
	struct scratch *s = *state;

	assert_true(scratch_write(s->db, "x",
	    "INSERT INTO alias (id, subject_id, surname) "
	    "VALUES (903, 61, 'Otherwise');"
	    "INSERT INTO party (id, casefile_id, subject_id, role) "
	    "VALUES (902, 52, 61, 'r')"));
	finds(s, "testington", "subject,subject");
	finds(s, "otherwise", "alias,alias");
	as(s, REP);
	finds(s, "testington", "subject");
	finds(s, "otherwise", "alias");
	assert_true(scratch_write(s->db, "x",
	    "DELETE FROM party WHERE id = 902"));
	as(s, CHAIR);
	finds(s, "testington", "subject");
	finds(s, "otherwise", "alias");
}

/* The index made from nothing is the index as it grew. */
static void
the_index_agrees_with_itself(void **state)
{
	struct scratch *s = *state;

	assert_true(scratch_write(s->db, "x",
	    "UPDATE action SET text = 'fit new locks' WHERE id = 81;"
	    "UPDATE party SET answers = '{\"open\":\"Fig Tree\"}';"
	    "INSERT INTO search (search) VALUES ('integrity-check')"));
	assert_int_equal(scratch_ask_int(s->db, "SELECT count(*) FROM search"),
	    scratch_ask_int(s->db, "SELECT count(*) FROM search_doc"));
}

/* Each commit makes a piece of the index; each merges its share of them, so
 * that no search has to look into more than a few. */
static void
the_index_stays_in_few_pieces(void **state)
{
	struct scratch *s = *state;
	struct buf sql = {0};
	int i;

	for (i = 0; i < 60; i++) {
		buf_clear(&sql);
		buf_addf(&sql, "UPDATE action SET text = 'word%d' "
		    "WHERE id = 81", i);
		assert_true(scratch_write(s->db, "x", buf_text(&sql)));
		assert_in_range(scratch_ask_int(s->db, "SELECT "
		    "count(DISTINCT segid) FROM search_idx"), 1, 8 + i / 8);
	}
	buf_release(&sql);
	finds(s, "word59", "action");
}

static void
every_table_named_is_recorded(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < search_spec_count; i++)
		assert_non_null(recorded_find(search_specs[i].tbl));
}

#define WITH(test) cmocka_unit_test_setup_teardown(test, setup, \
	scratch_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WITH(every_word_of_the_seed_is_found),
		WITH(prefixes_and_accents),
		WITH(a_changed_text_is_found_by_its_new_words),
		WITH(a_rolled_back_word_is_not_found),
		WITH(a_deleted_row_is_not_found),
		WITH(a_case_one_may_not_see_is_not_found),
		WITH(a_field_one_may_not_see_is_not_found),
		WITH(a_guarded_contact_is_found_by_those_it_is_for),
		WITH(a_person_is_found_in_each_case_one_sees),
		WITH(the_index_agrees_with_itself),
		WITH(the_index_stays_in_few_pieces),
		cmocka_unit_test(every_table_named_is_recorded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
