/* What someone may not see does not exist for them: after the meeting was
 * played, Housing finds nothing of the case it was kept out of. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/alloc.h"
#include "cmd/cmd.h"
#include "cmd/consult.h"
#include "cmd_help.h"

static const char *const traces[] = { "MM-2031-016", "Fauxley", "Juno",
	"Mockridge", "Blythe", "960131", "grandmother", "key worker" };

enum { TRACES = sizeof(traces) / sizeof(traces[0]), MOST_VIEWS = 100 };

/* Every row of a view as one text, as the member sees it; yours to free. */
static char *
dump(struct marsh *m, const char *view)
{
	struct buf sql = { 0 };
	const char *text;
	char *columns;

	buf_addf(&sql, "SELECT group_concat('coalesce(CAST(\"' || name ||"
	    " '\" AS TEXT), '''')', ' || ''|'' || ') FROM"
	    " pragma_table_info('%s')", view);
	columns = xstrdup(scratch_ask(m->scratch->db, buf_text(&sql)));
	buf_clear(&sql);
	buf_addf(&sql, "SELECT group_concat(%s, '\n') FROM %s", columns,
	    view);
	text = scratch_see(m->scratch->db, buf_text(&sql));
	free(columns);
	buf_release(&sql);
	return xstrdup(text != NULL ? text : "");
}

/* How many of the traces stand in all views together. */
static int
count_traces(struct marsh *m)
{
	char *names[MOST_VIEWS];
	struct buf all = { 0 };
	const char *list;
	int i, n = 0, found = 0;

	list = scratch_ask(m->scratch->db, "SELECT group_concat(name, ' ')"
	    " FROM sqlite_schema WHERE type = 'view' AND name LIKE"
	    " 'visible_%' AND name <> 'visible_search'");
	while (*list != '\0' && n < MOST_VIEWS) {
		size_t len = strcspn(list, " ");

		names[n++] = xstrndup(list, len);
		list += len + (list[len] == ' ');
	}
	assert_true(n > 30);
	for (i = 0; i < n; i++) {
		char *text = dump(m, names[i]);

		buf_adds(&all, text);
		free(text);
		free(names[i]);
	}
	for (i = 0; i < TRACES; i++)
		if (strstr(buf_text(&all), traces[i]) != NULL)
			found++;
	buf_release(&all);
	return found;
}

static void
housing_finds_nothing(void **state)
{
	struct marsh *m = *state;

	assert_int_equal(count_traces(m), TRACES);
	marsh_as(m, "brickwell");
	assert_int_equal(count_traces(m), 0);
	assert_true(marsh_refused(m, "missing MM-2031-016", ERR_INPUT));
	assert_string_equal(err_text(&m->err),
	    "There is no casefile \"MM-2031-016\".");
	marsh_as(m, "notebook");
	assert_true(count_traces(m) > 4);
}

static void
an_observer_sees_no_case(void **state)
{
	struct marsh *m = *state;

	marsh_as(m, "trainee");
	assert_true(marsh_refused(m, "missing MM-2031-014", ERR_INPUT));
	assert_string_equal(scratch_see(m->scratch->db,
	    "SELECT count(*) FROM visible_casefile"), "0");
}

static void
safe_contact_is_for_few(void **state)
{
	static const char count[] = "SELECT count(*) FROM visible_contact"
	    " WHERE value = '01632 960111'";
	struct marsh *m = *state;

	marsh_as(m, "lanternfield");
	assert_string_equal(scratch_see(m->scratch->db, count), "1");
	marsh_as(m, "notebook");
	assert_string_equal(scratch_see(m->scratch->db, count), "0");
}

/* Does the member see the word anywhere in this view? */
static bool
sees(struct marsh *m, const char *view, const char *word)
{
	char *text = dump(m, view);
	bool found = strstr(text, word) != NULL;

	free(text);
	return found;
}

static int64_t
id_of(struct marsh *m, const char *sql)
{
	return strtoll(scratch_ask(m->scratch->db, sql), NULL, 10);
}

/* What an agency shares is seen once it was heard; its own form never is. */
static void
an_agencys_form_stays_its_own(void **state)
{
	struct marsh *m = *state;
	int64_t brought = id_of(m, "SELECT b.id FROM contribution AS b"
	    " JOIN casefile AS c ON c.id = b.casefile_id"
	    " JOIN agency AS a ON a.id = b.agency_id"
	    " WHERE c.ref = 'MM-2031-014' AND a.short = 'Police'"
	    " AND b.heard_at IS NOT NULL");

	assert_true(brought != 0);
	assert_true(cmd_set_answer(&m->s, "contribution", brought,
	    "suggested", NULL, "\"Mulberry\"", NULL, &m->err));
	marsh_as(m, "notebook");
	assert_true(sees(m, "visible_contribution", "Mulberry"));
	marsh_as(m, "ledger");
	assert_false(sees(m, "visible_contribution", "Mulberry"));
	assert_string_not_equal(scratch_see(m->scratch->db, "SELECT count(*)"
	    " FROM visible_contribution AS b JOIN visible_agency AS a"
	    " ON a.id = b.agency_id WHERE a.short = 'Police'"), "0");
}

/* What one did in a case before one was kept out of it is not a way back. */
static void
ones_own_entries_go_with_the_case(void **state)
{
	static const char mine[] = "SELECT count(*) FROM visible_event"
	    " AS e JOIN visible_event_payload AS p ON p.seq = e.seq"
	    " WHERE p.after LIKE '%Greengage%'";
	struct marsh *m = *state;

	marsh_as(m, "ledger");
	assert_false(marsh_refused(m, "bring Probation MM-2031-014"
	    " \"Greengage\" meeting=MM-2031-03-13", ERR_DENIED));
	assert_true(cmd_consult_open(&m->s, id_of(m, "SELECT id FROM casefile"
	    " WHERE ref = 'MM-2031-014'"), &m->err));
	assert_string_equal(scratch_see(m->scratch->db, mine), "1");
	assert_string_equal(scratch_see(m->scratch->db,
	    "SELECT count(*) FROM visible_consultation"), "1");
	marsh_as(m, "inkwell");
	assert_string_not_equal(marsh_do(m,
	    "keep-out MM-2031-014 Probation"), "");
	marsh_as(m, "ledger");
	assert_string_equal(scratch_see(m->scratch->db, mine), "0");
	assert_string_equal(scratch_see(m->scratch->db,
	    "SELECT count(*) FROM visible_event_payload"
	    " WHERE after LIKE '%Greengage%'"), "0");
	assert_string_equal(scratch_see(m->scratch->db,
	    "SELECT count(*) FROM visible_consultation"), "0");
}

/* Kept out of a case, one's own action in it is out of sight as well, and one's
 * agency's; unless the action lets one in by name, and then without the case. */
static void
an_owner_kept_out_loses_the_action(void **state)
{
	static const char count[] = "SELECT count(*) FROM visible_action"
	    " WHERE ref = 'MM-2031-014/A3'";
	static const char found[] = "SELECT count(*) FROM visible_search AS s"
	    " JOIN visible_action AS a ON a.id = s.row AND s.tbl = 'action'"
	    " WHERE s.q MATCH '\"make the home safer\"'";
	static const char steps[] = "SELECT count(*) FROM visible_milestone"
	    " WHERE text = 'survey the home'";
	struct marsh *m = *state;
	struct db *db = m->scratch->db;

	marsh_as(m, "brickwell");
	assert_string_equal(scratch_see(db, count), "1");
	assert_string_not_equal(scratch_see(db, found), "0");
	assert_string_not_equal(scratch_see(db, steps), "0");
	marsh_as(m, "inkwell");
	assert_string_not_equal(marsh_do(m, "keep-out MM-2031-014 brickwell"
	    " \"A neighbour\""), "");
	marsh_as(m, "brickwell");
	assert_string_equal(scratch_see(db, count), "0");
	assert_string_equal(scratch_see(db, found), "0");
	assert_string_equal(scratch_see(db, steps), "0");
	assert_true(marsh_refused(m, "progress MM-2031-014/A3 \"Rang\"",
	    ERR_INPUT));
	assert_null(strstr(marsh_do(m, "outstanding meeting=MM-2031-04-10"),
	    "MM-2031-014"));
	/* The chair, who sees the case, still sees it. */
	marsh_as(m, "gavelstone");
	assert_string_equal(scratch_see(db, count), "1");
	assert_true(scratch_write(db, "x", "INSERT INTO access (id, action_id,"
	    " member_id, effect) SELECT 999999, a.id, p.id, 'allow' FROM"
	    " action AS a, member AS p WHERE a.ref = 'MM-2031-014/A3' AND"
	    " p.login = 'brickwell'"));
	marsh_as(m, "brickwell");
	assert_string_equal(scratch_see(db, count), "1");
	assert_string_equal(scratch_see(db, "SELECT count(*) FROM"
	    " visible_action AS a JOIN visible_casefile AS c ON"
	    " c.id = a.casefile_id WHERE a.ref = 'MM-2031-014/A3'"), "0");
}

/* The log tells nobody of a field that the record would not show them: neither
 * who reads it by right, nor who wrote it once. */
static void
the_log_keeps_what_the_record_hides(void **state)
{
	static const char *const words[] = { "By telephone in",
		"The other girl", "01632 960777", "Mulberry",
		"strangulation, pregnancy and separation" };
	static const char *const views[] = { "visible_event_payload",
		"visible_event" };
	struct marsh *m = *state;
	struct db *db = m->scratch->db;
	size_t i, k;

	assert_string_not_equal(marsh_do(m, "contact MM-2031-014 Wren phone"
	    " \"01632 960777\""), "");
	assert_string_not_equal(marsh_do(m, "case-set MM-2031-014 court"
	    " \"3 April\""), "");
	assert_false(marsh_refused(m, "bring Probation MM-2031-014 Mulberry"
	    " meeting=MM-2031-03-13", ERR_DENIED));
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (!sees(m, "visible_event_payload", words[i]))
			fail_msg("nobody sees %s", words[i]);
	/* A role that sees the log and the cases, and no more than that; held
	 * by the one who wrote it all. */
	assert_true(scratch_write(db, "x", "INSERT INTO role_right (id,"
	    " kind_version_id, role, right) SELECT 999990 + n.n,"
	    " b.kind_version_id, 'clerk', n.right FROM board AS b, (SELECT 1"
	    " AS n, 'see-log' AS right UNION ALL SELECT 2, 'see-cases'"
	    " UNION ALL SELECT 3, 'see-referrals') AS n"));
	assert_true(scratch_write(db, "x", "UPDATE board_member SET role ="
	    " 'clerk' WHERE member_id = me()"));
	assert_true(sees(m, "visible_event_payload", "3 April"));
	for (k = 0; k < sizeof(views) / sizeof(views[0]); k++)
		for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
			if (sees(m, views[k], words[i]))
				fail_msg("%s tells %s", views[k], words[i]);
	/* Nor is a guess at it to be tried on the digest. */
	assert_null(scratch_see(db, "SELECT salt FROM"
	    " visible_event_payload"));
}

static void
nobody_shuts_themselves_out(void **state)
{
	struct marsh *m = *state;

	assert_true(marsh_refused(m, "keep-out MM-2031-014 inkwell",
	    ERR_INPUT));
	assert_true(marsh_refused(m, "keep-out MM-2031-014 Council",
	    ERR_INPUT));
	assert_string_not_equal(marsh_do(m,
	    "keep-out MM-2031-014 Probation"), "");
	marsh_as(m, "ledger");
	assert_true(marsh_refused(m, "missing MM-2031-014", ERR_INPUT));
}

static void
members_do_not_do_the_secretarys_work(void **state)
{
	static const char *const lines[] = {
		"screen MM-2031-014 accept",
		"restrict MM-2031-014 yes",
		"keep-out MM-2031-014 Probation",
		"party-add MM-2031-014 other Someone",
		"case-set MM-2031-014 court tomorrow",
		"board-role MM notebook chair",
		"member-add Police A B",
		"meeting-plan MM 2031-05-08",
	};
	struct marsh *m = *state;
	size_t i;

	marsh_as(m, "notebook");
	for (i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		if (!marsh_refused(m, lines[i], ERR_DENIED))
			fail_msg("%s: %s", lines[i], err_text(&m->err));
}

static void
one_refers_for_ones_own_agency(void **state)
{
	struct marsh *m = *state;

	marsh_as(m, "stork");
	assert_string_not_equal(marsh_do(m, "refer MM agency=Police"
	    " incident=2031-03-01"), "");
	assert_string_equal(scratch_ask(m->scratch->db, "SELECT a.short ||"
	    " ' ' || c.screening FROM casefile AS c JOIN agency AS a"
	    " ON a.id = c.agency_id ORDER BY c.id DESC LIMIT 1"),
	    "Midwifery waiting");
}

/* Who chose a reference that is taken would learn that it is: so nobody does,
 * be it taken or not, and the words are the same. */
static void
a_reference_is_not_chosen(void **state)
{
	static const char *const logins[] = { "stork", "inkwell", "notebook" };
	struct marsh *m = *state;
	struct buf free_one = {0};
	size_t i;

	for (i = 0; i < 3; i++) {
		marsh_as(m, logins[i]);
		assert_true(marsh_refused(m, "refer MM ref=MM-2031-999"
		    " incident=2031-03-01", ERR_INPUT));
		buf_clear(&free_one);
		buf_adds(&free_one, err_text(&m->err));
		assert_non_null(strstr(buf_text(&free_one), "is drawn"));
		assert_true(marsh_refused(m, "refer MM ref=MM-2031-014"
		    " incident=2031-03-01", ERR_INPUT));
		assert_string_equal(err_text(&m->err), buf_text(&free_one));
	}
	buf_release(&free_one);
}

/* An answer that takes a right is not there without it: not in the record and
 * not in a search. */
static void
a_guarded_answer_is_not_there(void **state)
{
	static const char *const counts[] = {
		"SELECT count(*) FROM visible_item"
		    " WHERE answers LIKE '%By telephone in%'",
		"SELECT count(*) FROM visible_search"
		    " WHERE q MATCH '\"telephone in the safe\"'",
		"SELECT count(*) FROM visible_casefile"
		    " WHERE answers LIKE '%The other girl%'",
		"SELECT count(*) FROM visible_search"
		    " WHERE q MATCH '\"agency that sits here\"'",
	};
	struct marsh *m = *state;
	size_t i;

	for (i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
		marsh_as(m, "inkwell");
		assert_string_not_equal(scratch_see(m->scratch->db,
		    counts[i]), "0");
		marsh_as(m, "notebook");
		assert_string_equal(scratch_see(m->scratch->db, counts[i]),
		    "0");
	}
	assert_string_not_equal(scratch_see(m->scratch->db, "SELECT count(*)"
	    " FROM visible_casefile WHERE answers LIKE '%narrative%'"), "0");
}

/* Nor can it be written over, answered or not, by one who may change the rest
 * of the record. */
static void
a_guarded_answer_is_not_written_over(void **state)
{
	struct marsh *m = *state;
	int64_t id;

	marsh_as(m, "stork");
	assert_string_not_equal(marsh_do(m, "refer MM"
	    " incident=2031-03-01"), "");
	id = scratch_ask_int(m->scratch->db, "SELECT max(id) FROM casefile");
	assert_true(cmd_set_answer(&m->s, "casefile", id, "court", NULL,
	    "\"3 April\"", NULL, &m->err));
	assert_false(cmd_set_answer(&m->s, "casefile", id, "restricted-why",
	    NULL, "\"Why not\"", NULL, &m->err));
	assert_int_equal(m->err.code, ERR_DENIED);
	err_clear(&m->err);
	marsh_as(m, "inkwell");
	assert_true(cmd_set_answer(&m->s, "casefile", id, "restricted-why",
	    NULL, "\"A colleague\"", NULL, &m->err));
}

#define T(f) cmocka_unit_test_setup_teardown(f, marsh_setup, marsh_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(housing_finds_nothing,
		    marsh_setup_played, marsh_teardown),
		T(an_observer_sees_no_case),
		T(safe_contact_is_for_few),
		cmocka_unit_test_setup_teardown(an_agencys_form_stays_its_own,
		    marsh_setup_played, marsh_teardown),
		T(ones_own_entries_go_with_the_case),
		cmocka_unit_test_setup_teardown(
		    an_owner_kept_out_loses_the_action, marsh_setup_played,
		    marsh_teardown),
		cmocka_unit_test_setup_teardown(
		    the_log_keeps_what_the_record_hides, marsh_setup_played,
		    marsh_teardown),
		T(nobody_shuts_themselves_out),
		T(members_do_not_do_the_secretarys_work),
		T(a_reference_is_not_chosen),
		T(one_refers_for_ones_own_agency),
		cmocka_unit_test_setup_teardown(a_guarded_answer_is_not_there,
		    marsh_setup_played, marsh_teardown),
		T(a_guarded_answer_is_not_written_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
