/* The directory, boards and their kinds: who is added how, what is refused,
 * what a kind's new version changes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#include "cmd/file.h"
#include "cmd/find.h"
#include "cmd/kind_cmd.h"
#include "cmd_help.h"

static void
logins_are_made_from_surnames(void **state)
{
	struct marsh *m = *state;

	assert_string_not_equal(marsh_do(m, "member-add Police Síle"
	    " \"Ó Néill-Śmith\""), "");
	assert_string_not_equal(marsh_do(m, "member-add Housing Pat"
	    " \"ONeill Smith\""), "");
	assert_string_equal(scratch_ask(m->scratch->db, "SELECT"
	    " group_concat(login, ' ') FROM (SELECT login FROM member"
	    " WHERE login LIKE 'oneill%' ORDER BY login)"),
	    "oneillsmith oneillsmith2");
	assert_true(marsh_refused(m, "member-add Police A B x x inkwell",
	    ERR_INPUT));
	assert_true(marsh_refused(m, "member-add Police A B x x \"In Kwell\"",
	    ERR_INPUT));
}

static void
somebody_looks_after_the_book(void **state)
{
	struct marsh *m = *state;

	assert_true(marsh_refused(m, "member-end inkwell", ERR_INPUT));
	assert_string_not_equal(marsh_do(m, "member-keeper gavelstone yes"),
	    "");
	assert_string_not_equal(marsh_do(m, "member-end inkwell"), "");
	marsh_as(m, "gavelstone");
	assert_true(marsh_refused(m, "member-end gavelstone", ERR_INPUT));
	assert_string_equal(scratch_ask(m->scratch->db, "SELECT ended_on FROM"
	    " board_member WHERE member_id = (SELECT id FROM member WHERE"
	    " login = 'inkwell')"), "2031-03-12");
}

static void
an_agency_with_members_stays(void **state)
{
	struct marsh *m = *state;

	assert_true(marsh_refused(m, "agency-end Midwifery", ERR_INPUT));
	assert_string_not_equal(marsh_do(m, "member-end stork"), "");
	assert_string_not_equal(marsh_do(m, "agency-end Midwifery"), "");
	assert_true(marsh_refused(m, "agency-add \"Marshmere Homes\"",
	    ERR_INPUT));
}

static void
meetings_are_planned(void **state)
{
	struct marsh *m = *state;

	assert_string_equal(marsh_do(m, "meeting-plan MM 2031-05-08 09:30"
	    " online"), "MM-2031-05-08 is planned for Thu 8 May 2031.");
	assert_string_equal(marsh_do(m, "meeting-plan MM 2031-05-08 14:00"),
	    "MM-2031-05-08b is planned for Thu 8 May 2031.");
	/* The one who leads and the one who writes are known by their roles;
	 * everyone with a role is expected. */
	assert_string_equal(scratch_ask(m->scratch->db, "SELECT c.login || ' '"
	    " || s.login || ' ' || (SELECT count(*) FROM attendance AS a WHERE"
	    " a.meeting_id = t.id AND a.state = 'expected') FROM meeting AS t"
	    " JOIN member AS c ON c.id = t.chair_id JOIN member AS s ON s.id ="
	    " t.secretary_id WHERE t.ref = 'MM-2031-05-08b'"),
	    "gavelstone inkwell 12");
	assert_true(marsh_refused(m, "meeting-plan MM 2031-05-08 25:00",
	    ERR_INPUT));
}

static void
a_kind_is_taken_once_and_compiled(void **state)
{
	struct marsh *m = *state;
	struct db *db = m->scratch->db;
	struct buf line = { 0 };

	buf_addf(&line, "kind-take %s/marac.yaml", marsh_forms());
	assert_string_not_equal(marsh_do(m, buf_text(&line)), "");
	buf_release(&line);
	assert_int_equal(scratch_ask_int(db, "SELECT count(*) FROM"
	    " kind_version"), 1);
	assert_int_equal(scratch_ask_int(db, "SELECT count(*) FROM role_right"
	    " WHERE role = 'observer' AND right IN ('attend', 'hear-all',"
	    " 'hear-unsigned', 'see-sanitised')"), 4);
	assert_int_equal(scratch_ask_int(db, "SELECT count(*) FROM role_right"
	    " WHERE role = 'observer'"), 4);
	assert_string_equal(scratch_ask(db, "SELECT right FROM field_right"
	    " WHERE record = 'subject' AND field = 'orientation'"),
	    "see-sensitive");
	assert_string_equal(scratch_ask(db, "SELECT right FROM field_right"
	    " WHERE record = 'party' AND field = 'safe-to-talk'"),
	    "see-safe-contact");
}

static void
a_new_version_says_what_it_changes(void **state)
{
	static const char was[] = "deadlines:\n    cut-off: {label: Referrals"
	    " close, working-days: 10";
	struct marsh *m = *state;
	struct buf path = { 0 }, text = { 0 };
	const char *says;
	int64_t version = 0;
	char *at;

	buf_addf(&path, "%s/marac.yaml", marsh_forms());
	assert_true(file_read(buf_text(&path), &text, &m->err));
	at = strstr(buf_text(&text), was);
	assert_non_null(at);
	at[strlen(was) - 2] = '2';
	assert_true(cmd_kind_take(&m->s, "changed", buf_text(&text), text.len,
	    NULL, 0, &version, NULL, &m->err));
	says = marsh_do(m, "kind-use MM");
	assert_string_equal(says, "Referrals close: 10 is now 20\n");
	assert_int_equal(scratch_ask_int(m->scratch->db, "SELECT"
	    " count(DISTINCT kind_version_id) FROM meeting WHERE"
	    " kind_version_id IS NOT NULL"), 1);
	buf_release(&text);
	buf_release(&path);
	marsh_as(m, "notebook");
	assert_true(marsh_refused(m, "kind-use MM", ERR_DENIED));
}

#define T(f) cmocka_unit_test_setup_teardown(f, marsh_setup, marsh_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(logins_are_made_from_surnames),
		T(somebody_looks_after_the_book),
		T(an_agency_with_members_stays),
		T(meetings_are_planned),
		T(a_kind_is_taken_once_and_compiled),
		T(a_new_version_says_what_it_changes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
