/* The book as it stood: after every command of two meetings the tables are
 * looked at, and each past is compared with what was seen then. And who may see
 * what in it, which is decided today. */
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

static struct db *
past(struct marsh *m, int64_t seq)
{
	struct db *db = db_past(m->scratch->db, seq, &m->scratch->clock, NULL,
	    NULL, &m->err);

	if (db == NULL)
		fail_msg("%s", err_text(&m->err));
	return db;
}

static void
same_as_then(struct marsh *m, const struct seen *then)
{
	struct db *db = past(m, then->seq);
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
	struct db *db = past(m, 1);
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
	db = past(m, seq / 2);
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

/* ---- Who sees what ------------------------------------------------------------- */

static int64_t
seq_now(struct marsh *m)
{
	char head[65];
	int64_t seq;

	assert_true(db_chain_head(m->scratch->db, &seq, head, &m->err));
	return seq;
}

/* What login sees of the past at seq. */
static int64_t
sees(struct marsh *m, const char *login, int64_t seq, const char *sql)
{
	const char *text;
	struct db *db;
	int64_t n;

	marsh_as(m, login);
	db = past(m, seq);
	text = scratch_see(db, sql);
	n = text == NULL || *text == '\0' ? -1 : strtoll(text, NULL, 10);
	db_close(db);
	return n;
}

static const char one_case[] = "SELECT count(*) FROM visible_casefile "
    "WHERE ref = 'MM-2031-014'";
static const char its_minutes[] = "SELECT count(*) FROM visible_minute";
static const char its_actions[] = "SELECT count(*) FROM visible_action "
    "WHERE ref LIKE 'MM-2031-014/%'";
static const char its_people[] = "SELECT count(*) FROM visible_subject "
    "WHERE surname = 'Testington'";

static const char its_parties[] = "SELECT count(*) FROM visible_party "
    "WHERE casefile_id NOT IN (SELECT id FROM visible_casefile)";

static int64_t
seen_now(struct marsh *m, const char *sql)
{
	return strtoll(scratch_see(m->scratch->db, sql), NULL, 10);
}

/* The ids in the view of a table, or in the table, as a list with a comma round
 * each. */
static char *
ids(struct db *db, const char *from)
{
	char sql[200];

	snprintf(sql, sizeof(sql), "SELECT ',' || coalesce(group_concat(id), "
	    "'') || ',' FROM (SELECT DISTINCT id FROM %s)", from);
	return strdup(scratch_ask(db, sql));
}

static bool
listed(const char *list, const char *id, size_t len)
{
	char word[40];

	snprintf(word, sizeof(word), ",%.*s,", (int)len, id);
	return strstr(list, word) != NULL;
}

/* Of one table: what is still there and not seen today is not seen then. */
static size_t
no_more_of(struct db *then, struct db *now, const char *tbl)
{
	char view[64], *seen, *seen_now, *there;
	const char *at;
	size_t len, n = 0;

	snprintf(view, sizeof(view), "visible_%s", tbl);
	seen = ids(then, view);
	seen_now = ids(now, view);
	there = ids(now, tbl);
	for (at = seen + 1; *at != '\0' && *at != ','; at += len + 1) {
		len = strcspn(at, ",");
		if (listed(there, at, len) && !listed(seen_now, at, len))
			fail_msg("%s %.*s is seen then, not today", tbl,
			    (int)len, at);
		n++;
	}
	free(seen);
	free(seen_now);
	free(there);
	return n;
}

static void
nothing_more_than_today(struct marsh *m, const char *login, int64_t seq)
{
	struct db *db;
	size_t i, n = 0;

	marsh_as(m, login);
	db = past(m, seq);
	for (i = 0; i < recorded_count; i++)
		if (strcmp(recorded_tables[i].tbl, "passage") != 0)
			n += no_more_of(db, m->scratch->db,
			    recorded_tables[i].tbl);
	assert_true(n > 100);
	db_close(db);
}

/* Whoever is kept out today sees nothing of what they saw then. */
static void
who_is_put_out_today_sees_no_past(void **state)
{
	struct marsh *m = *state;
	int64_t then = seq_now(m);

	assert_int_equal(sees(m, "brickwell", then, one_case), 1);
	assert_true(sees(m, "brickwell", then, its_minutes) > 0);
	assert_true(sees(m, "brickwell", then, its_people) > 0);
	marsh_as(m, "inkwell");
	assert_string_not_equal(marsh_do(m, "keep-out MM-2031-014 "
	    "brickwell conflict"), "");
	assert_int_equal(sees(m, "brickwell", then, one_case), 0);
	/* Some of them are in an earlier case, too, which stays open. */
	assert_int_equal(sees(m, "brickwell", then, its_people),
	    seen_now(m, its_people));
	assert_int_equal(sees(m, "brickwell", then, its_parties), 0);
	nothing_more_than_today(m, "brickwell", then);
	assert_int_equal(sees(m, "inkwell", then, one_case), 1);
}

/* Whoever is let in today sees what stood before. */
static void
who_is_let_in_today_sees_the_past(void **state)
{
	struct marsh *m = *state;
	int64_t then;

	assert_string_not_equal(marsh_do(m, "restrict MM-2031-014 "
	    "list"), "");
	then = seq_now(m);
	assert_int_equal(sees(m, "brickwell", then, one_case), 0);
	marsh_as(m, "inkwell");
	assert_string_not_equal(marsh_do(m, "allow MM-2031-014 "
	    "brickwell review"), "");
	assert_int_equal(sees(m, "brickwell", then, one_case), 1);
	assert_true(sees(m, "brickwell", then, its_actions) > 0);
}

static void
who_has_no_role_today_sees_nothing(void **state)
{
	struct marsh *m = *state;
	int64_t then = seq_now(m);

	assert_true(sees(m, "stork", then, one_case) == 1);
	marsh_as(m, "inkwell");
	assert_true(scratch_write(m->scratch->db, "out", "UPDATE board_member "
	    "SET ended_on = '2031-01-01' WHERE member_id = "
	    "(SELECT id FROM member WHERE login = 'stork')"));
	assert_int_equal(sees(m, "stork", then, one_case), 0);
	assert_int_equal(sees(m, "stork", then, its_people), 0);
	assert_int_equal(sees(m, "stork", then,
	    "SELECT count(*) FROM visible_meeting"), 0);
	assert_int_equal(sees(m, "stork", then,
	    "SELECT count(*) FROM visible_event WHERE casefile IS NOT NULL"),
	    0);
}

/* What is hidden today stays hidden where it was open then: a line closed
 * since, an answer of a piece no longer shared. */
static void
what_is_closed_since_stays_closed(void **state)
{
	static const char pieces[] = "SELECT count(*) FROM "
	    "visible_contribution_line";
	struct marsh *m = *state;
	int64_t then = seq_now(m), before = sees(m, "stork", then, pieces);

	assert_true(before > 0);
	marsh_as(m, "inkwell");
	assert_true(scratch_write(m->scratch->db, "close",
	    "UPDATE contribution_line SET share = 0"));
	assert_true(sees(m, "stork", then, pieces) < before);
	assert_int_equal(sees(m, "inkwell", then, pieces),
	    scratch_ask_int(m->scratch->db,
	    "SELECT count(*) FROM contribution_line"));
}

/* At ten moments of the meeting, for members of every sort, with rights that are
 * others by now: a case closed to some, a referral that is none any more, a line
 * for the few, research not heard. */
static void
no_past_shows_more_than_today(void **state)
{
	static const char *const logins[] = { "inkwell", "gavelstone",
	    "brickwell", "stork", "notebook", "ledger", NULL };
	static const char *const changes[] = {
		"UPDATE casefile SET screening = 'rejected' WHERE ref LIKE "
		"'%-015'",
		"UPDATE casefile SET audience = 'list' WHERE ref LIKE '%-016'",
		"UPDATE item SET closed = 1 WHERE casefile_id = (SELECT id "
		"FROM casefile WHERE ref = 'MM-2031-014')",
		"UPDATE contribution SET heard_at = NULL",
		"UPDATE contact SET guarded = 1",
		"UPDATE attendance SET left_at = came_at",
	};
	struct marsh *m = *state;
	int64_t last = seq_now(m), seq;
	size_t i;

	for (i = 0; i < sizeof(changes) / sizeof(changes[0]); i++)
		assert_true(scratch_write(m->scratch->db, "since",
		    changes[i]));
	marsh_as(m, "inkwell");
	assert_string_not_equal(marsh_do(m, "keep-out MM-2031-014 "
	    "brickwell conflict"), "");
	for (i = 0; logins[i] != NULL; i++)
		for (seq = last; seq > last - 800; seq -= 200)
			nothing_more_than_today(m, logins[i], seq);
}

/* Who was erased is in no past, nor is a name or a number of theirs that had been
 * taken away before. */
static void
who_was_erased_is_in_no_past(void **state)
{
	struct marsh *m = *state;
	struct db *db, *live = m->scratch->db;
	int64_t then, id;
	char sql[300];

	id = scratch_ask_int(live, "SELECT p.subject_id FROM party AS p "
	    "JOIN casefile AS c ON c.id = p.casefile_id "
	    "WHERE c.ref = 'MM-2031-015' AND p.subject_id NOT IN (SELECT "
	    "q.subject_id FROM party AS q WHERE q.casefile_id <> c.id)");
	assert_true(id > 0);
	snprintf(sql, sizeof(sql), "INSERT INTO alias (id, subject_id, surname)"
	    " VALUES (990001, %lld, 'Zebedee'); INSERT INTO contact (id,"
	    " subject_id, sort, value) VALUES (990002, %lld, 'phone',"
	    " '01632 999999')", (long long)id, (long long)id);
	assert_true(scratch_write(live, "known", sql));
	then = seq_now(m);
	assert_true(scratch_write(live, "unknown", "DELETE FROM alias WHERE "
	    "id = 990001; DELETE FROM contact WHERE id = 990002"));
	assert_true(db_begin(live, "erase", &m->err));
	if (!db_erase_casefile(live, scratch_ask_int(live, "SELECT id "
	    "FROM casefile WHERE ref = 'MM-2031-015'"), &m->err))
		fail_msg("%s", err_text(&m->err));
	assert_true(db_commit(live, &m->err));
	marsh_as(m, "inkwell");
	for (int64_t seq = then; seq > 0; seq -= 150) {
		db = past(m, seq);
		assert_int_equal(scratch_ask_int(db, "SELECT count(*) FROM "
		    "casefile WHERE ref = 'MM-2031-015'"), 0);
		assert_int_equal(scratch_ask_int(db, "SELECT count(*) FROM "
		    "alias WHERE surname = 'Zebedee'"), 0);
		assert_int_equal(scratch_ask_int(db, "SELECT count(*) FROM "
		    "contact WHERE value = '01632 999999'"), 0);
		assert_int_equal(scratch_ask_int(db, "SELECT count(*) FROM "
		    "pragma_foreign_key_check"), 0);
		db_close(db);
	}
	assert_int_equal(scratch_ask_int(live, "SELECT count(*) FROM "
	    "event_payload WHERE before || after LIKE '%Zebedee%' OR before "
	    "LIKE '%999999%' OR after LIKE '%Zebedee%'"), 0);
	assert_int_equal(scratch_ask_int(live, "SELECT count(*) FROM meeting "
	    "WHERE ref = 'MM-2031-03-13'"), 1);
}

/* ---- What is there no more ----------------------------------------------------- */

static const char taken_back[] = "SELECT count(*) FROM visible_action "
    "WHERE text LIKE '%quokka%'";

/* Agree an action by its line, in a meeting that is open. */
static void
agree(struct marsh *m, const char *line)
{
	marsh_as(m, "inkwell");
	assert_string_not_equal(marsh_do(m, "meeting-open MM-2031-04-10"),
	    "");
	assert_string_not_equal(marsh_do(m, line), "");
}

static void
undo(struct marsh *m, const char *login)
{
	marsh_as(m, login);
	assert_string_not_equal(marsh_do(m, "undo"), "");
}

/* An action that was taken back is no more open than it was: its list went with
 * it, and an action without a list is open to the board. */
static void
a_list_taken_back_is_still_a_list(void **state)
{
	struct marsh *m = *state;
	int64_t then;

	agree(m, "action \"Council to ask the quokka by 2031-05-01 "
	    "@Council @ledger\"");
	then = seq_now(m);
	assert_int_equal(seen_now(m, taken_back), 1);
	undo(m, "inkwell");
	assert_int_equal(seen_now(m, taken_back), 0);
	assert_int_equal(sees(m, "stork", then, taken_back), 0);
	assert_int_equal(sees(m, "brickwell", then, taken_back), 0);
	assert_int_equal(sees(m, "ledger", then, taken_back), 1);
	assert_int_equal(sees(m, "inkwell", then, taken_back), 1);
}

/* An action that is open until this lets login in, or keeps them out; the change
 * before that and the one of it. */
static void
agree_then(struct marsh *m, const char *effect, const char *login,
    int64_t *open, int64_t *since)
{
	char sql[300];

	agree(m, "action \"Council to ask the quokka by 2031-05-01\"");
	*open = seq_now(m);
	snprintf(sql, sizeof(sql), "INSERT INTO access (id, action_id, "
	    "member_id, effect) SELECT 990010, a.id, m.id, '%s' "
	    "FROM action AS a, member AS m WHERE a.text LIKE '%%quokka%%' "
	    "AND m.login = '%s'", effect, login);
	assert_true(scratch_write(m->scratch->db, "list", sql));
	*since = seq_now(m);
}

#define LIST_OUT "DELETE FROM access WHERE id = 990010"
#define ACTION_OUT "DELETE FROM action WHERE text LIKE '%quokka%'"
#define BOTH_OUT LIST_OUT ";" ACTION_OUT

static void
a_list_lost_before_it_went_counts(void **state)
{
	struct marsh *m = *state;
	int64_t open, closed;

	agree_then(m, "allow", "ledger", &open, &closed);
	assert_true(scratch_write(m->scratch->db, "unlist", LIST_OUT));
	assert_true(scratch_write(m->scratch->db, "undo", ACTION_OUT));
	assert_int_equal(sees(m, "stork", closed, taken_back), 0);
	assert_int_equal(sees(m, "ledger", closed, taken_back), 1);
	assert_int_equal(sees(m, "stork", open, taken_back), 1);
}

/* What it went with counts, in and out. */
static void
a_list_it_went_with_counts(void **state)
{
	struct marsh *m = *state;
	int64_t open, closed;

	agree_then(m, "allow", "ledger", &open, &closed);
	assert_true(scratch_write(m->scratch->db, "undo", BOTH_OUT));
	assert_int_equal(sees(m, "stork", open, taken_back), 0);
	assert_int_equal(sees(m, "ledger", open, taken_back), 1);
}

static void
who_was_kept_out_of_an_action_stays_out(void **state)
{
	struct marsh *m = *state;
	int64_t open, denied;

	agree_then(m, "deny", "stork", &open, &denied);
	assert_true(scratch_write(m->scratch->db, "undo", BOTH_OUT));
	assert_int_equal(sees(m, "stork", denied, taken_back), 0);
	assert_int_equal(sees(m, "stork", open, taken_back), 0);
	assert_int_equal(sees(m, "brickwell", open, taken_back), 1);
}

/* The same of a case, in and out by the book's own commands. */
static void
who_was_kept_out_of_a_case_stays_out(void **state)
{
	static const char cases[] = "SELECT count(*) FROM visible_casefile";
	static const char *const steps[][2] = {
		{ "inkwell", "'refer MM agency=Council'" },
		{ "gavelstone", "'screen ' || ref || ' accept urgent'" },
		{ "inkwell", "'keep-out ' || ref || ' stork conflict'" },
	};
	struct marsh *m = *state;
	int64_t then = seq_now(m), stork = sees(m, "stork", then, cases),
	    brickwell = sees(m, "brickwell", then, cases);
	char sql[120];
	int i;

	for (i = 0; i < 3; i++) {
		marsh_as(m, steps[i][0]);
		snprintf(sql, sizeof(sql), "SELECT %s FROM casefile "
		    "ORDER BY id DESC", steps[i][1]);
		assert_string_not_equal(marsh_do(m, scratch_ask(
		    m->scratch->db, sql)), "");
	}
	then = seq_now(m);
	while (i-- > 0)
		undo(m, steps[i][0]);
	assert_int_equal(sees(m, "stork", then, cases), stork);
	assert_int_equal(sees(m, "brickwell", then, cases), brickwell + 1);
}

static void
a_past_is_not_written(void **state)
{
	struct marsh *m = *state;
	struct db *db = past(m, seq_now(m));

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
#define P(f) cmocka_unit_test_setup_teardown(f, marsh_setup_played, \
    marsh_teardown)

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
		P(who_is_put_out_today_sees_no_past),
		P(who_is_let_in_today_sees_the_past),
		P(who_has_no_role_today_sees_nothing),
		P(what_is_closed_since_stays_closed),
		P(no_past_shows_more_than_today),
		P(who_was_erased_is_in_no_past),
		P(a_list_taken_back_is_still_a_list),
		P(a_list_lost_before_it_went_counts),
		P(a_list_it_went_with_counts),
		P(who_was_kept_out_of_an_action_stays_out),
		P(who_was_kept_out_of_a_case_stays_out),
		T(a_past_is_not_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
