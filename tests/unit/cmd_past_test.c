/* The book as it stood: after every command of two meetings the tables are
 * looked at, and each past is compared with what was seen then. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <dirent.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "cmd/import.h"
#include "cmd/verb.h"
#include "cmd_help.h"
#include "form_help.h"
#include "store/erase.h"
#include "store/handle.h"
#include "store/past.h"
#include "store/tx.h"
#include "store/tables.h"
#include "store/verify.h"

/* ---- Every boundary ---------------------------------------------------------- */

enum { BOUNDARIES = 400 };

struct seen {
	int64_t seq;
	char head[65];
	unsigned char sum[HASH_SIZE];
};

/* The columns of a table that are taken back, as one expression; of answers
 * their order does not count. */
static void
add_columns(struct buf *sql, struct handle *h, const char *tbl)
{
	sqlite3_stmt *st = handle_prepare(h, CLASS_STORE, "SELECT name FROM "
	    "pragma_table_info(?1) ORDER BY cid", NULL);
	const char *name;

	sqlite3_bind_text(st, 1, tbl, -1, SQLITE_STATIC);
	while (handle_step(h, CLASS_STORE, st) == SQLITE_ROW) {
		name = (const char *)sqlite3_column_text(st, 0);
		if (past_keeps(tbl, name))
			continue;
		if (strcmp(name, "answers") == 0)
			buf_adds(sql, "(SELECT group_concat(key || type || "
			    "quote(value)) FROM (SELECT * FROM json_each("
			    "answers) ORDER BY key)), ");
		else
			buf_addf(sql, "quote(\"%s\"), ", name);
	}
	sqlite3_finalize(st);
	buf_adds(sql, "''");
}

static void
look_at(struct handle *h, const char *tbl, struct hash *sum)
{
	struct buf sql = {0};
	sqlite3_stmt *st;
	const char *text;
	int i;

	buf_adds(&sql, "SELECT ");
	add_columns(&sql, h, tbl);
	buf_addf(&sql, " FROM \"%s\" ORDER BY id", tbl);
	st = handle_prepare(h, CLASS_STORE, sql.data, NULL);
	assert_non_null(st);
	while (handle_step(h, CLASS_STORE, st) == SQLITE_ROW)
		for (i = 0; i < sqlite3_column_count(st); i++) {
			text = (const char *)sqlite3_column_text(st, i);
			hash_add_field(sum, text ? text : "", text ?
			    strlen(text) : 0);
		}
	sqlite3_finalize(st);
	buf_release(&sql);
}

/* All recorded tables, and where the record ends. */
static void
look(struct db *db, struct seen *seen)
{
	struct err err = {0};
	struct hash sum;
	size_t i;

	hash_begin(&sum);
	for (i = 0; i < recorded_count; i++)
		if (!past_keeps(recorded_tables[i].tbl, NULL))
			look_at(&db->reader, recorded_tables[i].tbl, &sum);
	hash_end(&sum, seen->sum);
	assert_true(db_chain_head(db, &seen->seq, seen->head, &err));
}

static void
set_time(void *arg, int64_t ms)
{
	*(int64_t *)arg = ms;
}

static void
same_as_then(struct marsh *m, const struct seen *then)
{
	struct db *db = marsh_past(m, then->seq);
	struct verify_result v = {0};
	struct seen now;

	look(db, &now);
	if (memcmp(now.sum, then->sum, HASH_SIZE) != 0)
		fail_msg("after %lld it stood otherwise",
		    (long long)then->seq);
	assert_int_equal(now.seq, then->seq);
	assert_string_equal(now.head, then->head);
	if (then->seq % 16 == 0) {
		assert_true(db_verify(db, false, NULL, NULL, &v, &m->err));
		assert_true(v.intact);
		buf_release(&v.says);
	}
	db_close(db);
}

/* Play the script line by line, looking after each that changed something. */
static size_t
play(struct marsh *m, const char *file, struct seen *seen)
{
	struct buf text = {0}, reply = {0}, one = {0};
	char *lines, *line, *rest = NULL;
	size_t n = 1;

	look(m->scratch->db, &seen[0]);
	form_read(&text, "MINUTEBOOK_DEMO", file);
	lines = import_script(file, buf_text(&text), text.len, "meeting",
	    &m->err);
	assert_non_null(lines);
	for (line = strtok_r(lines, "\n", &rest); line != NULL;
	    line = strtok_r(NULL, "\n", &rest)) {
		buf_clear(&one);
		buf_addf(&one, "%s\n", line);
		if (!verb_run_script(&m->s, file, one.data, set_time,
		    &m->scratch->now, &reply, &m->err))
			fail_msg("%s", err_text(&m->err));
		assert_true(n < BOUNDARIES);
		look(m->scratch->db, &seen[n]);
		if (seen[n].seq > seen[n - 1].seq)
			n++;
	}
	free(lines);
	buf_release(&text);
	buf_release(&reply);
	buf_release(&one);
	return n;
}

static void
each_boundary(struct marsh *m, const char *file)
{
	struct seen *seen = xcalloc(BOUNDARIES, sizeof(*seen));
	size_t n = play(m, file, seen), i;

	assert_true(n > 50);
	/* Every third: a change taken back wrongly stays wrong further back. */
	for (i = 0; i < n; i += 3)
		same_as_then(m, &seen[i]);
	/* A look that can't tell two of them apart would prove nothing. */
	for (i = 1; i < n; i++)
		assert_memory_not_equal(seen[i].sum, seen[i - 1].sum,
		    HASH_SIZE);
	free(seen);
}

static void
each_moment_of_marshmere(void **state)
{
	each_boundary(*state, "marshmere.yaml");
}

static void
each_moment_of_marlsea(void **state)
{
	each_boundary(*state, "marlsea.yaml");
}

/* Down to the first change there was. */
static void
the_making_of_the_book(void **state)
{
	struct marsh *m = *state;
	struct db *db = marsh_past(m, 1);
	struct verify_result v = {0};

	assert_int_equal(scratch_ask_int(db, "SELECT count(*) FROM event"), 1);
	assert_int_equal(scratch_ask_int(db, "SELECT count(*) FROM casefile"),
	    0);
	assert_true(db_verify(db, false, NULL, NULL, &v, &m->err));
	assert_true(v.intact);
	buf_release(&v.says);
	db_close(db);
	assert_null(db_past(m->scratch->db, 0, &m->scratch->clock, NULL, NULL,
	    &m->err));
}

/* ---- What is left of it ------------------------------------------------------ */

static size_t
files_in(const char *folder)
{
	struct dirent *e;
	DIR *d = opendir(folder);
	size_t n = 0;

	while ((e = readdir(d)) != NULL)
		n += e->d_name[0] != '.';
	closedir(d);
	return n;
}

static void
a_past_leaves_no_file(void **state)
{
	struct marsh *m = *state;
	struct db *db;
	size_t before, during;
	int64_t seq;

	assert_true(db_past_seq(m->scratch->db, INT64_MAX, &seq, &m->err));
	before = files_in(m->scratch->folder);
	db = marsh_past(m, seq / 2);
	during = files_in(m->scratch->folder);
	assert_int_equal(before, during);
	db_close(db);
	assert_int_equal(before, files_in(m->scratch->folder));
}

static bool
stop(void *arg, int64_t done, int64_t total)
{
	(void)done;
	*(int64_t *)arg = total;
	return false;
}

static void
it_may_be_stopped(void **state)
{
	struct marsh *m = *state;
	int64_t total = 0, seq;

	assert_true(db_past_seq(m->scratch->db, INT64_MAX, &seq, &m->err));
	assert_null(db_past(m->scratch->db, 100, &m->scratch->clock, stop,
	    &total, &m->err));
	assert_int_equal(total, seq - 100);
	assert_int_equal(m->err.code, ERR_INPUT);
	err_clear(&m->err);
}

static void
a_past_is_not_written(void **state)
{
	struct marsh *m = *state;
	struct db *db = marsh_past(m, 100);

	assert_false(db_begin_at(db, "x", 0, __FILE__, __LINE__, &m->err));
	err_clear(&m->err);
	db_close(db);
}

static int
marlsea(void **state)
{
	return data_setup(state, "marlsea", "trelease");
}

#define T(f) cmocka_unit_test_setup_teardown(f, marsh_setup, marsh_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(each_moment_of_marshmere),
		cmocka_unit_test_setup_teardown(each_moment_of_marlsea,
		    marlsea, marsh_teardown),
		T(the_making_of_the_book),
		T(a_past_leaves_no_file),
		T(it_may_be_stopped),
		T(a_past_is_not_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
