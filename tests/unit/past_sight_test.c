/* Who may see what of the book as it stood: that is decided today. Who was let in
 * since sees what was; who was put out, closed off or erased is as if it had
 * never been. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "cmd_help.h"
#include "store/erase.h"
#include "store/past.h"
#include "store/tables.h"
#include "store/tx.h"
#include "store/verify.h"

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
	db = marsh_past(m, seq);
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
	db = marsh_past(m, seq);
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
		db = marsh_past(m, seq);
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

/* Whom a case is for is asked today, both ways: what was the board's and is for
 * the few now is closed from its beginning, what was for the few and is the
 * board's now is open. */
static void
the_audience_of_today_counts(void **state)
{
	struct marsh *m = *state;
	int64_t open = seq_now(m), closed;

	assert_int_equal(sees(m, "brickwell", open, one_case), 1);
	marsh_as(m, "inkwell");
	assert_string_not_equal(marsh_do(m, "restrict MM-2031-014 list"), "");
	closed = seq_now(m);
	assert_int_equal(sees(m, "brickwell", open, one_case), 0);
	/* Work of one's own one sees, now as then. */
	assert_int_equal(sees(m, "brickwell", open, its_actions), 1);
	assert_int_equal(sees(m, "brickwell", open, its_parties), 0);
	nothing_more_than_today(m, "brickwell", open);
	marsh_as(m, "inkwell");
	assert_string_not_equal(marsh_do(m, "restrict MM-2031-014 no"),
	    "");
	assert_int_equal(sees(m, "brickwell", open, one_case), 1);
	assert_int_equal(sees(m, "brickwell", closed, one_case), 1);
	assert_true(sees(m, "brickwell", closed, its_actions) > 1);
}

/* Who came to the board since is of its audience then; a role that shows less
 * shows less of the past, too. */
static void
the_role_of_today_counts(void **state)
{
	struct marsh *m = *state;
	int64_t then = seq_now(m);

	marsh_as(m, "inkwell");
	assert_string_not_equal(marsh_do(m, "member-add Housing Nora Second "
	    "'' '' second"), "");
	assert_int_equal(sees(m, "second", then, one_case), 0);
	marsh_as(m, "inkwell");
	assert_string_not_equal(marsh_do(m, "board-role MM second "
	    "representative"), "");
	assert_int_equal(sees(m, "second", then, one_case), 1);
	assert_true(sees(m, "second", then, its_minutes) > 0);
	marsh_as(m, "inkwell");
	assert_string_not_equal(marsh_do(m, "board-role MM second observer"),
	    "");
	assert_int_equal(sees(m, "second", then, one_case), 0);
	assert_int_equal(sees(m, "second", then, its_people), 0);
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

/* A case is erased with its lists and those of its actions, whether they stood
 * till then or had been taken out before. */
static void
an_erased_list_is_in_no_past(void **state)
{
	static const char lists[] = "SELECT count(*) FROM access "
	    "WHERE id BETWEEN 990020 AND 990029";
	static const char told[] = "SELECT count(*) FROM event "
	    "WHERE tbl = 'access' AND row BETWEEN 990020 AND 990029 AND seq "
	    "IN (SELECT seq FROM event_payload)";
	struct marsh *m = *state;
	struct db *db, *live = m->scratch->db;
	int64_t then;

	assert_true(scratch_write(live, "lists", "INSERT INTO access (id,"
	    " casefile_id, member_id, effect) SELECT 990020, c.id, m.id,"
	    " 'deny' FROM casefile AS c, member AS m WHERE c.ref ="
	    " 'MM-2031-015' AND m.login = 'stork'; INSERT INTO access (id,"
	    " action_id, member_id, effect) SELECT 990021 + (m.login ="
	    " 'stork'), (SELECT a.id FROM action AS a WHERE a.ref LIKE"
	    " 'MM-2031-015/%' ORDER BY a.id LIMIT 1), m.id, 'allow' FROM"
	    " member AS m WHERE m.login IN ('stork', 'ledger')"));
	then = seq_now(m);
	assert_int_equal(scratch_ask_int(live, lists), 3);
	assert_true(scratch_write(live, "unlist", "DELETE FROM access "
	    "WHERE id = 990022"));
	assert_true(db_begin(live, "erase", &m->err));
	if (!db_erase_casefile(live, scratch_ask_int(live, "SELECT id "
	    "FROM casefile WHERE ref = 'MM-2031-015'"), &m->err))
		fail_msg("%s", err_text(&m->err));
	assert_true(db_commit(live, &m->err));
	assert_int_equal(scratch_ask_int(live, lists), 0);
	assert_int_equal(scratch_ask_int(live, told), 0);
	marsh_as(m, "inkwell");
	db = marsh_past(m, then);
	assert_int_equal(scratch_ask_int(db, lists), 0);
	assert_int_equal(scratch_ask_int(db, "SELECT count(*) FROM action "
	    "WHERE ref LIKE 'MM-2031-015/%'"), 0);
	assert_int_equal(scratch_ask_int(db, "SELECT count(*) FROM "
	    "pragma_foreign_key_check"), 0);
	db_close(db);
}

#define P(f) cmocka_unit_test_setup_teardown(f, marsh_setup_played, \
    marsh_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		P(who_is_put_out_today_sees_no_past),
		P(who_is_let_in_today_sees_the_past),
		P(who_has_no_role_today_sees_nothing),
		P(what_is_closed_since_stays_closed),
		P(no_past_shows_more_than_today),
		P(the_audience_of_today_counts),
		P(the_role_of_today_counts),
		P(an_erased_list_is_in_no_past),
		P(who_was_erased_is_in_no_past),
		P(a_list_taken_back_is_still_a_list),
		P(a_list_lost_before_it_went_counts),
		P(a_list_it_went_with_counts),
		P(who_was_kept_out_of_an_action_stays_out),
		P(who_was_kept_out_of_a_case_stays_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
