/* Fields saved side by side, undo of one's own work, commands inside commands,
 * lines of verbs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#include "cmd/board_cmd.h"
#include "cmd/cmd.h"
#include "cmd/find.h"
#include "cmd/verb.h"
#include "cmd_help.h"

static int64_t
casefile(struct session *s, const char *ref)
{
	int64_t id = 0;

	assert_true(find_casefile(s, ref, &id, NULL));
	return id;
}

/* Two members at the same record, each with a session of their own. */
static void
two_fields_merge_and_one_conflicts(void **state)
{
	struct marsh *m = *state;
	struct db *db = scratch_open(m->scratch);
	struct session other;
	struct err err = { 0 };
	char *now = NULL;
	int64_t id = casefile(&m->s, "MM-2031-014");

	assert_true(session_open(&other, db, &m->scratch->clock, "gavelstone",
	    "other", &err));
	other.forms = marsh_forms();
	assert_true(cmd_set_answer(&m->s, "casefile", id, "court", NULL,
	    "\"3 April, Marshmere\"", NULL, &m->err));
	assert_true(cmd_set_answer(&other, "casefile", id, "orders", NULL,
	    "\"none\"", NULL, &err));
	assert_true(cmd_set_field(&other, "casefile", "score", id, "16", "17",
	    NULL, &err));
	/* The first still holds the score that was read before. */
	assert_false(cmd_set_field(&m->s, "casefile", "score", id, "16", "18",
	    &now, &m->err));
	assert_int_equal(m->err.code, ERR_CONFLICT);
	assert_string_equal(now, "17");
	free(now);
	assert_string_equal(scratch_ask(m->scratch->db, "SELECT score || ' '"
	    " || json_extract(answers, '$.court') || ' ' ||"
	    " json_extract(answers, '$.orders') FROM casefile"
	    " WHERE ref = 'MM-2031-014'"), "17 3 April, Marshmere none");
	session_close(&other);
	db_close(db);
	err_clear(&err);
}

static void
one_takes_back_ones_own_alone(void **state)
{
	struct marsh *m = *state;
	struct db *db = scratch_open(m->scratch);
	struct session other;
	struct err err = { 0 };
	struct buf what = { 0 };

	assert_true(session_open(&other, db, &m->scratch->clock, "gavelstone",
	    "other", &err));
	other.forms = marsh_forms();
	assert_string_not_equal(marsh_do(m, "case-set MM-2031-014 court"
	    " \"3 April\""), "");
	if (!verb_run_line(&other, "case-set MM-2031-014 orders none", &what,
	    &err))
		fail_msg("%s", err_text(&err));
	buf_clear(&what);
	assert_string_equal(marsh_do(m, "undo"),
	    "Taken back: change a casefile, MM-2031-014.");
	assert_string_equal(scratch_ask(m->scratch->db, "SELECT"
	    " coalesce(json_extract(answers, '$.court'), 'unasked') || ' ' ||"
	    " json_extract(answers, '$.orders') FROM casefile"
	    " WHERE ref = 'MM-2031-014'"), "unasked none");
	assert_true(marsh_refused(m, "undo", ERR_INPUT));
	assert_string_equal(marsh_do(m, "redo"),
	    "Done again: change a casefile, MM-2031-014.");
	assert_true(cmd_undo(&other, false, true, &what, &err));
	assert_string_equal(scratch_ask(m->scratch->db, "SELECT"
	    " json_extract(answers, '$.court') || ' ' ||"
	    " coalesce(json_extract(answers, '$.orders'), 'unasked')"
	    " FROM casefile WHERE ref = 'MM-2031-014'"), "3 April unasked");
	buf_release(&what);
	session_close(&other);
	db_close(db);
	err_clear(&err);
}

static int64_t
keys_of(struct marsh *m, const char *surname)
{
	struct buf sql = { 0 };
	int64_t n;

	buf_addf(&sql, "SELECT count(*) FROM match_key AS k JOIN subject AS s"
	    " ON s.id = k.subject_id WHERE s.surname = '%s'", surname);
	n = scratch_ask_int(m->scratch->db, buf_text(&sql));
	buf_release(&sql);
	return n;
}

static void
keys_follow_names_and_undo(void **state)
{
	struct marsh *m = *state;
	int64_t before;

	assert_string_not_equal(marsh_do(m, "party-add MM-2031-014 other"
	    " Zimmerlein Quentin 1980-01-02"), "");
	before = keys_of(m, "Zimmerlein");
	assert_true(before > 0);
	assert_string_not_equal(marsh_do(m, "alias MM-2031-014 Zimmerlein"
	    " Vandergast"), "");
	assert_true(keys_of(m, "Zimmerlein") > before);
	assert_string_not_equal(marsh_do(m, "undo"), "");
	assert_int_equal(keys_of(m, "Zimmerlein"), before);
	assert_string_not_equal(marsh_do(m, "undo"), "");
	assert_int_equal(scratch_ask_int(m->scratch->db, "SELECT count(*)"
	    " FROM subject WHERE surname = 'Zimmerlein'"), 0);
	assert_string_not_equal(marsh_do(m, "redo"), "");
	assert_int_equal(keys_of(m, "Zimmerlein"), before);
}

static void
likely_the_same_is_said(void **state)
{
	struct marsh *m = *state;
	const char *says = marsh_do(m, "party-add MM-2031-016 other Testingten"
	    " Wren 1996-11-04");

	assert_non_null(strstr(says, "Could be Wren Testington of"
	    " MM-2031-014"));
}

static void
an_inner_failure_saves_nothing(void **state)
{
	struct marsh *m = *state;
	int64_t id = casefile(&m->s, "MM-2031-014"), meeting;
	struct meeting_new bad = { 0 };

	assert_true(cmd_begin(&m->s, "casefile-set", &m->err));
	assert_true(cmd_set_answer(&m->s, "casefile", id, "court", NULL,
	    "\"lost\"", NULL, &m->err));
	assert_false(cmd_meeting_plan(&m->s, &bad, &meeting, &m->err));
	assert_false(cmd_end(&m->s, true, &m->err));
	assert_string_equal(scratch_ask(m->scratch->db, "SELECT"
	    " coalesce(json_extract(answers, '$.court'), 'unasked') FROM"
	    " casefile WHERE ref = 'MM-2031-014'"), "unasked");
}

static void
a_referral_says_what_it_lacks(void **state)
{
	struct marsh *m = *state;
	char *line;
	struct buf b = { 0 };
	const char *ref, *says;

	marsh_do(m, "refer MM agency=Police");
	ref = scratch_ask(m->scratch->db, "SELECT ref FROM casefile ORDER BY id"
	    " DESC LIMIT 1");
	assert_int_equal(strncmp(ref, "MM-2031-", 8), 0);
	buf_addf(&b, "screen %s accept", ref);
	line = buf_take(&b);
	assert_true(marsh_refused(m, line, ERR_INPUT));
	says = err_text(&m->err);
	assert_non_null(strstr(says, "Criteria met"));
	buf_addf(&b, "%s \"seen by the duty officer\"", line);
	assert_string_not_equal(marsh_do(m, buf_text(&b)), "");
	buf_release(&b);
	free(line);
}

static void
lines_are_words(void **state)
{
	struct marsh *m = *state;

	assert_true(marsh_refused(m, "scren MM-2031-014 accept", ERR_INPUT));
	assert_string_equal(err_text(&m->err), "There is no command \"scren\"."
	    " Did you mean \"screen\"?");
	assert_true(marsh_refused(m, "screen", ERR_INPUT));
	assert_non_null(strstr(err_text(&m->err), "It is written: screen"));
	assert_true(marsh_refused(m, "case-set \"MM", ERR_INPUT));
	assert_string_not_equal(marsh_do(m, "party-add MM-2031-014 other"
	    " O'Neill 'Mary Ann'"), "");
	assert_string_equal(scratch_ask(m->scratch->db, "SELECT forenames"
	    " FROM subject WHERE surname = 'O''Neill'"), "Mary Ann");
}

#define T(f) cmocka_unit_test_setup_teardown(f, marsh_setup, marsh_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(two_fields_merge_and_one_conflicts),
		T(one_takes_back_ones_own_alone),
		T(keys_follow_names_and_undo),
		T(likely_the_same_is_said),
		T(an_inner_failure_saves_nothing),
		T(a_referral_says_what_it_lacks),
		T(lines_are_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
