/*
 * The catalogue: every statement is prepared, keeps to its class and names its
 * rows through a view; its plan steps over no whole table that was not meant.
 * And what the authorizer refuses.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "store/handle.h"
#include "store/sql.h"
#include "store/stmt.h"
#include "store/tables.h"
#include "store/tx.h"
#include "store_help.h"

/* INSERTs that name no row there is: the first of their kind in a book. */
static const char *const roots[] = {
	"BOOK_ADD",
	NULL
};

/* Statements of class SYSTEM outside spine.def: none. Their names begin so. */
static const char *const system_names[] = { "SIGN_IN", "FIND_LOGIN", "CHAIN",
	"COUNTER_", "DRAFT_", "LOOKED_", "PLACE_", "PRESENCE_", "WATCH_",
	"BOOK_MADE", "LOGIN_USUAL",
	"UNDO_COMMAND", "UNDO_DONE", "UNDO_EVENTS", NULL };

/* Tables that stay small whatever the book holds: stepping over all of one is
 * no cost. */
static const char *const small[] = { "agency", "board", "board_member",
	"book", "chain", "counter", "draft", "field_right", "kind_version",
	"link_guard", "looked", "member", "member_key", "place", "presence",
	"role_right", NULL };

/* Statements that step over a whole large table, and why that is right. */
static const struct {
	const char *name, *reason;
} scans[] = {
	{ "HOME_MEETINGS", "in the order of the index of coming meetings" },
	{ "DEMO_MEETING", "in the order of the index of coming meetings" },
	{ "MEETING_OPEN_ONE", "in the order of the index of coming meetings" },
	{ "MEETING_ROWS", "is the list of all meetings" },
	{ "SIGN_IN_LIST", "newest first, and stops at its limit" },
	{ "HISTORY_BOARD", "is the whole log of a board" },
	{ "HISTORY_BOOK", "newest first, and stops at its limit" },
	{ NULL, NULL }
};

static bool
is_any(const char *text, const char *const *names)
{
	for (; *names != NULL; names++)
		if (strcmp(text, *names) == 0)
			return true;
	return false;
}

static sqlite3_stmt *
prepare(struct handle *h, const struct sql_entry *e)
{
	struct err err = {0};
	sqlite3_stmt *st;

	st = stmt_prepare(h, (enum handle_class)e->class, e->text, &err);
	if (st == NULL)
		print_message("# %s: %s\n", e->name, err_text(&err));
	err_clear(&err);
	return st;
}

/* The writer is there in a transaction. */
static void
begin(struct scratch *s)
{
	assert_true(db_begin(s->db, "x", &s->err));
}

static void
every_statement_can_be_prepared(void **state)
{
	struct scratch *s = *state;
	const struct sql_entry *e;
	sqlite3_stmt *st;
	int i, bad = 0;

	begin(s);
	for (i = 0; i < SQL_COUNT; i++) {
		e = sql_entry(i);
		st = prepare(&s->db->writer, e);
		bad += st == NULL;
		if (e->class != SQL_CLASS_WRITE && st != NULL &&
		    sqlite3_stmt_readonly(st)) {
			sqlite3_finalize(st);
			st = prepare(&s->db->reader, e);
			bad += st == NULL;
		}
		sqlite3_finalize(st);
	}
	db_rollback(s->db);
	assert_int_equal(bad, 0);
}

static void
every_write_names_its_rows_through_a_view(void **state)
{
	struct scratch *s = *state;
	const struct sql_entry *e;
	sqlite3_stmt *st;
	int i, bad = 0;

	begin(s);
	for (i = 0; i < SQL_COUNT; i++) {
		e = sql_entry(i);
		if (e->class != SQL_CLASS_WRITE)
			continue;
		st = prepare(&s->db->writer, e);
		if (st == NULL || sqlite3_stmt_readonly(st) ||
		    (!s->db->writer.saw_view && !is_any(e->name, roots))) {
			print_message("# %s names no row through a view\n",
			    e->name);
			bad++;
		}
		sqlite3_finalize(st);
	}
	db_rollback(s->db);
	assert_int_equal(bad, 0);
}

static void
every_read_reads_only(void **state)
{
	struct scratch *s = *state;
	const struct sql_entry *e;
	sqlite3_stmt *st;
	int i, bad = 0;

	for (i = 0; i < SQL_COUNT; i++) {
		e = sql_entry(i);
		if (e->class != SQL_CLASS_READ)
			continue;
		st = prepare(&s->db->reader, e);
		if (st == NULL || !sqlite3_stmt_readonly(st)) {
			print_message("# %s\n", e->name);
			bad++;
		}
		sqlite3_finalize(st);
	}
	assert_int_equal(bad, 0);
}

static void
the_system_list_is_closed(void **state)
{
	const struct sql_entry *e;
	const char *const *n;
	int i;

	(void)state;
	for (i = 0; i < SQL_COUNT; i++) {
		e = sql_entry(i);
		if (e->class != SQL_CLASS_SYSTEM)
			continue;
		for (n = system_names; *n != NULL; n++)
			if (strncmp(e->name, *n, strlen(*n)) == 0)
				break;
		if (*n == NULL)
			fail_msg("%s may not be SYSTEM", e->name);
	}
}

static void
style_of_the_catalogue(void **state)
{
	const struct sql_entry *e;
	int i;

	(void)state;
	for (i = 0; i < SQL_COUNT; i++) {
		e = sql_entry(i);
		if (strcasestr(e->text, "REPLACE INTO") != NULL ||
		    strcasestr(e->text, "OR REPLACE") != NULL ||
		    strcasestr(e->text, "OR IGNORE") != NULL)
			fail_msg("%s: REPLACE goes around the record",
			    e->name);
		if (strchr(e->text, '?') != NULL)
			fail_msg("%s: parameters have names", e->name);
		if (!isupper((unsigned char)e->text[0]))
			fail_msg("%s: keywords are upper case", e->name);
	}
}

static bool
scan_is_meant(const char *name)
{
	size_t i;

	for (i = 0; scans[i].name != NULL; i++)
		if (strcmp(scans[i].name, name) == 0)
			return true;
	return false;
}

/* The word before " AS alias" in text, "" when there is none, ")" after a
 * subquery. */
static bool
named_as(const char *text, const char *alias, char word[64])
{
	const char *at = text, *end;
	char as[80];
	size_t len;

	snprintf(as, sizeof(as), " AS %s", alias);
	word[0] = '\0';
	while ((at = strstr(at, as)) != NULL) {
		end = at;
		at += strlen(as);
		if (isalnum((unsigned char)*at) || *at == '_')
			continue;
		for (len = 0; end - len > text && (isalnum((unsigned char)
		    end[-1 - (int)len]) || end[-1 - (int)len] == '_'); )
			len++;
		snprintf(word, 64, "%.*s", (int)len, end - len);
		return true;
	}
	return false;
}

/* A plan names aliases. Those of the statement come before those of the
 * views; what is a table by neither is a subquery or a list of values. */
static bool
is_large(struct db *db, const char *sql, const char *alias)
{
	char word[64], ask[300];
	const char *tbl = alias;

	if (named_as(sql, alias, word)) {
		tbl = strncmp(word, "visible_", 8) == 0 ? word + 8 : word;
	} else if (recorded_find(alias) == NULL && !unrecorded_has(alias)) {
		snprintf(ask, sizeof(ask), "SELECT group_concat(sql, ' ') "
		    "FROM sqlite_schema WHERE type = 'view' AND sql GLOB "
		    "'* AS %s[^a-z_]*'", alias);
		if (!named_as(scratch_ask(db, ask), alias, word))
			return false;
		tbl = word;
	} else if (strncmp(sql, "INSERT", 6) == 0 &&
	    strstr(sql, alias) == NULL) {
		/* Children that could wait for the new row: looked at only
		 * when a reference is outstanding, which none is. */
		return false;
	}
	return (recorded_find(tbl) != NULL || unrecorded_has(tbl)) &&
	    !is_any(tbl, small);
}

/* A view that was copied before: what the copy cost was looked at there. */
static bool
is_copied(const struct buf *copied, const char *sql, const char *alias)
{
	char word[64], name[70];

	if (!named_as(sql, alias, word))
		return false;
	snprintf(name, sizeof(name), " %s ", word);
	return strstr(buf_text(copied), name) != NULL;
}

/* Lines that step over a whole large table. */
static int
check_plan(struct db *db, struct handle *h, const struct sql_entry *e)
{
	struct buf sql = {0}, copied = {0};
	sqlite3_stmt *st;
	char alias[64];
	const char *line;
	int bad = 0;

	buf_addf(&sql, "EXPLAIN QUERY PLAN %s", e->text);
	st = handle_prepare(h, CLASS_STORE, sql.data, NULL);
	buf_release(&sql);
	if (st == NULL)
		return 1;
	while (handle_step(h, CLASS_STORE, st) == SQLITE_ROW) {
		line = (const char *)sqlite3_column_text(st, 3);
		if (strncmp(line, "MATERIALIZE ", 12) == 0)
			buf_addf(&copied, " %s ", line + 12);
		if (strncmp(line, "SCAN ", 5) != 0 ||
		    strstr(line, "VIRTUAL TABLE") != NULL ||
		    strncmp(line, "SCAN CONSTANT", 13) == 0 ||
		    strchr(line, '(') != NULL)
			continue;
		snprintf(alias, sizeof(alias), "%.*s",
		    (int)strcspn(line + 5, " "), line + 5);
		if (!is_large(db, e->text, alias) ||
		    is_copied(&copied, e->text, alias))
			continue;
		print_message("# %s: %s\n", e->name, line);
		bad++;
	}
	sqlite3_finalize(st);
	buf_release(&copied);
	return bad;
}

static void
no_statement_steps_over_a_large_table(void **state)
{
	struct scratch *s = *state;
	int i, bad = 0;

	begin(s);
	for (i = 0; i < SQL_COUNT; i++)
		if (!scan_is_meant(sql_entry(i)->name))
			bad += check_plan(s->db, &s->db->writer,
			    sql_entry(i)) > 0;
	db_rollback(s->db);
	assert_int_equal(bad, 0);
}

static void
check_index(struct scratch *s, enum sql_id id, const char *index)
{
	struct buf sql = {0};
	bool found = false;
	sqlite3_stmt *st;

	buf_addf(&sql, "EXPLAIN QUERY PLAN %s", sql_entry(id)->text);
	st = handle_prepare(&s->db->reader, CLASS_STORE, buf_text(&sql),
	    NULL);
	assert_non_null(st);
	while (handle_step(&s->db->reader, CLASS_STORE, st) == SQLITE_ROW)
		found |= strstr((const char *)sqlite3_column_text(st, 3),
		    index) != NULL;
	sqlite3_finalize(st);
	buf_release(&sql);
	assert_true(found);
}

/* The first screen counts hundreds of actions. When the view asks for one
 * column more, the index needs it, or each sends SQLite to another page. */
static void
what_is_overdue_is_counted_from_an_index(void **state)
{
	check_index(*state, SQL_HOME_BOARDS, "COVERING INDEX action_due ");
}

/* Of every report of the book none but those that wait for an answer. */
static void
what_is_asked_is_found_by_its_index(void **state)
{
	check_index(*state, SQL_HOME_REQUESTS, "INDEX progress_requested");
}

/* What is asked of every record that a guarding link may hide, and of every one
 * that somebody is kept out of. */
static void
guards_are_found_by_an_index(void **state)
{
	static const enum own_id ids[] = { OWN_GUARDED, OWN_GUARDS,
		OWN_GUARD_BEHIND };
	struct scratch *s = *state;
	struct handle *h = &s->db->reader;
	size_t i;

	for (i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
		sqlite3_stmt *st = own(h, ids[i], &s->err);
		struct sql_entry e = { .name = "guards", .text =
		    st != NULL ? sqlite3_sql(st) : "" };

		assert_int_equal(check_plan(s->db, h, &e), 0);
	}
}

static void
every_table_is_recorded_or_listed(void **state)
{
	struct scratch *s = *state;
	struct handle *h = &s->db->reader;
	sqlite3_stmt *st;
	const char *tbl;

	st = handle_prepare(h, CLASS_STORE, "SELECT name FROM sqlite_schema "
	    "WHERE type = 'table' AND name NOT GLOB 'sqlite_*'", NULL);
	while (handle_step(h, CLASS_STORE, st) == SQLITE_ROW) {
		tbl = (const char *)sqlite3_column_text(st, 0);
		if (recorded_find(tbl) == NULL && !unrecorded_has(tbl) &&
		    !table_is_shadow(tbl))
			fail_msg("%s is neither recorded nor listed", tbl);
		if (recorded_find(tbl) != NULL && unrecorded_has(tbl))
			fail_msg("%s is both", tbl);
	}
	sqlite3_finalize(st);
}

/* They are looked for by halves. */
static void
recorded_tables_are_found(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < recorded_count; i++)
		assert_ptr_equal(recorded_find(recorded_tables[i].tbl),
		    &recorded_tables[i]);
	assert_null(recorded_find("event"));
	assert_null(recorded_find(""));
}

static void
every_recorded_table_has_triggers_and_a_view(void **state)
{
	struct scratch *s = *state;
	char sql[300];
	size_t i;

	for (i = 0; i < recorded_count; i++) {
		snprintf(sql, sizeof(sql), "SELECT count(*) FROM "
		    "sqlite_schema WHERE (type = 'trigger' AND tbl_name = "
		    "'%s' AND name GLOB 'rec_*') OR name = 'visible_%s'",
		    recorded_tables[i].tbl, recorded_tables[i].tbl);
		if (scratch_ask_int(s->db, sql) != 4)
			fail_msg("%s lacks a trigger or its view",
			    recorded_tables[i].tbl);
	}
}

/* Every SELECT that is no part of a view is refused, in whatever dress. */
static void
outside_the_views_there_is_nothing(void **state)
{
	static const char *const refused[] = {
		"SELECT text FROM action",
		"SELECT count(*) FROM action",
		"SELECT (SELECT count(*) FROM action) FROM visible_action",
		"SELECT count(*) FROM visible_action, action",
		"SELECT count(*) FROM (visible_action, action)",
		"SELECT count(*) FROM visible_action AS v, \"action\"",
		"SELECT count(*) FROM action AS visible_action",
		"SELECT count(*) FROM sqlite_master",
		"SELECT 1 FROM action WHERE id = 81",
		"SELECT rowid FROM casefile",
		"SELECT (SELECT max(id) FROM casefile)",
		"SELECT id FROM visible_action UNION SELECT id FROM action",
		"SELECT v.id FROM visible_action AS v JOIN casefile ON 1",
		"WITH x AS (SELECT * FROM action) SELECT * FROM x",
		"SELECT * FROM (SELECT text FROM minute)",
		"SELECT name FROM sqlite_schema",
		"SELECT head FROM chain",
		"SELECT before FROM event_payload",
		"SELECT text FROM draft",
		"SELECT text FROM search WHERE search MATCH 'safer'",
		"SELECT c0 FROM search_content",
		"SELECT block FROM search_data",
		"SELECT tbl FROM search_doc",
		"SELECT name FROM pragma_table_info('action')",
		"SELECT load_extension('x')",
		"PRAGMA table_info(action)",
		"PRAGMA query_only = OFF",
		"ATTACH ':memory:' AS m",
		"UPDATE action SET text = 'x'",
		("INSERT INTO draft (member_id, place, text, at) "
		    "VALUES (1, 'x', 'x', 1)"),
		"DELETE FROM visible_action",
		"CREATE TEMP TABLE t AS SELECT 1",
		"CREATE TEMP VIEW visible_t AS SELECT * FROM action",
		"BEGIN",
		"VACUUM INTO '/tmp/x'",
	};
	struct scratch *s = *state;
	size_t i;

	assert_true(db_sign_in(s->db, CHAIR, "t", &s->err));
	scratch_ask(s->db, "SELECT rowid FROM search LIMIT 0");
	for (i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
		if (scratch_see(s->db, refused[i]) != NULL)
			fail_msg("admitted: %s", refused[i]);
	assert_string_equal(scratch_see(s->db,
	    "SELECT text FROM visible_action"), "make home safer");
	begin(s);
	for (i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
		if (scratch_see(s->db, refused[i]) != NULL)
			fail_msg("admitted on the writer: %s", refused[i]);
	db_rollback(s->db);
}

static bool
admitted(struct scratch *s, enum handle_class class, const char *sql)
{
	struct handle *h = &s->db->writer;
	sqlite3_stmt *st;

	st = stmt_prepare(h, class, sql, NULL);
	sqlite3_finalize(st);
	return st != NULL;
}

static void
a_write_may_not_touch_the_record(void **state)
{
	static const char *const refused[] = {
		"DELETE FROM event",
		"UPDATE chain SET seq = 0",
		"DELETE FROM event_payload",
		"INSERT INTO search (text) VALUES ('x')",
		"DELETE FROM search_doc",
		"UPDATE draft SET text = ''",
		"SELECT record_event()",
		"SELECT before FROM event_payload",
		"DROP TABLE action",
		"PRAGMA foreign_keys = OFF",
		"COMMIT",
		"SAVEPOINT x",
	};
	struct scratch *s = *state;
	size_t i;

	begin(s);
	for (i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
		if (admitted(s, CLASS_WRITE, refused[i]))
			fail_msg("admitted: %s", refused[i]);
	assert_true(admitted(s, CLASS_WRITE, "UPDATE action SET text = 'x' "
	    "WHERE id IN (SELECT id FROM visible_action WHERE id = 81)"));
	db_rollback(s->db);
}

static void
a_system_statement_keeps_to_its_tables(void **state)
{
	static const char *const refused[] = {
		"SELECT text FROM action",
		"SELECT surname FROM subject",
		"UPDATE member SET keeper = 1",
		"UPDATE chain SET seq = 0",
		"DELETE FROM event",
		"DELETE FROM search_doc",
	};
	struct scratch *s = *state;
	size_t i;

	begin(s);
	for (i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
		if (admitted(s, CLASS_SYSTEM, refused[i]))
			fail_msg("admitted: %s", refused[i]);
	assert_true(admitted(s, CLASS_SYSTEM, "DELETE FROM draft"));
	db_rollback(s->db);
}

static void
what_statements_cost_is_counted(void **state)
{
	struct scratch *s = *state;
	struct stmt_cost cost;
	struct stmt *q;

	assert_true(db_sign_in(s->db, CHAIR, "t", &s->err));
	db_cost(s->db, &cost);
	q = db_query(s->db, SQL_DRAFT_LIST, &s->err);
	stmt_int(q, ":member", CHAIR);
	while (stmt_next(q, &s->err))
		;
	assert_true(stmt_done(q));
	db_cost(s->db, &cost);
	assert_int_equal(cost.sorts, 1);
	db_cost(s->db, &cost);
	assert_int_equal(cost.sorts, 0);
}

static void
one_statement_can_run_inside_itself(void **state)
{
	struct scratch *s = *state;
	struct stmt *a, *b;

	a = db_query(s->db, SQL_CHAIN, &s->err);
	assert_true(stmt_next(a, &s->err));
	b = db_query(s->db, SQL_CHAIN, &s->err);
	assert_ptr_not_equal(a, b);
	assert_true(stmt_next(b, &s->err));
	assert_int_equal(col_int(a, 2), col_int(b, 2));
	assert_true(stmt_done(b));
	assert_true(stmt_done(a));
	db_idle_check(s->db);
}

#define WITH(test) cmocka_unit_test_setup_teardown(test, scratch_setup, \
	scratch_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WITH(every_statement_can_be_prepared),
		WITH(every_write_names_its_rows_through_a_view),
		WITH(every_read_reads_only),
		WITH(the_system_list_is_closed),
		WITH(style_of_the_catalogue),
		WITH(no_statement_steps_over_a_large_table),
		WITH(what_is_overdue_is_counted_from_an_index),
		WITH(what_is_asked_is_found_by_its_index),
		WITH(guards_are_found_by_an_index),
		WITH(every_table_is_recorded_or_listed),
		WITH(recorded_tables_are_found),
		WITH(every_recorded_table_has_triggers_and_a_view),
		WITH(outside_the_views_there_is_nothing),
		WITH(a_write_may_not_touch_the_record),
		WITH(a_system_statement_keeps_to_its_tables),
		WITH(what_statements_cost_is_counted),
		WITH(one_statement_can_run_inside_itself),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
