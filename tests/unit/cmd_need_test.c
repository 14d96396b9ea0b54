/* Need to know on the second board: handling codes, markings, who answers for a
 * record, an action's own list, guests and closed lines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/alloc.h"
#include "cmd/action_context.h"
#include "cmd/casefile_cmd.h"
#include "cmd/closing.h"
#include "cmd/cmd.h"
#include "cmd/consult.h"
#include "cmd/export_cmd.h"
#include "cmd/find.h"
#include "cmd_help.h"

static int
setup(void **state)
{
	return data_setup(state, "marlsea", "oakshott");
}

static int
setup_played(void **state)
{
	return data_setup_played(state, "marlsea", "trelease");
}

static const char *
see(struct marsh *m, const char *login, const char *sql)
{
	marsh_as(m, login);
	return scratch_see(m->scratch->db, sql);
}

static void
do_as(struct marsh *m, const char *login, const char *line)
{
	marsh_as(m, login);
	if (marsh_refused(m, line, ERR_DENIED) || m->err.code != ERR_NONE)
		fail_msg("%s: %s", line, err_text(&m->err));
}

static void
refused_as(struct marsh *m, const char *login, const char *line,
    enum err_code code, const char *words)
{
	marsh_as(m, login);
	if (!marsh_refused(m, line, code))
		fail_msg("%s was not refused so: %s", line, err_text(&m->err));
	if (strstr(err_text(&m->err), words) == NULL)
		fail_msg("%s: %s", line, err_text(&m->err));
}

static const char sees_l2[] =
    "SELECT count(*) FROM visible_casefile WHERE ref = 'L-2'";

static void
a_code_for_those_named_closes_the_record(void **state)
{
	struct marsh *m = *state;

	assert_string_equal(see(m, "rowan", sees_l2), "1");
	refused_as(m, "oakshott", "handling L-2 c", ERR_INPUT, "conditions");
	refused_as(m, "oakshott", "handling L-2 x", ERR_INPUT,
	    "no handling code \"x\"");
	refused_as(m, "lowe", "handling L-2 p", ERR_DENIED, "");
	do_as(m, "oakshott", "handling L-2 c \"No onward use.\"");
	assert_string_equal(see(m, "harries", sees_l2), "0");
	do_as(m, "oakshott", "allow L-2 Licensing");
	assert_string_equal(see(m, "harries", sees_l2), "1");
	/* Taking the code away opens nothing by itself. */
	do_as(m, "oakshott", "handling L-2 none");
	assert_string_equal(see(m, "bell", sees_l2), "0");
	do_as(m, "oakshott", "restrict L-2 no");
	assert_string_equal(see(m, "bell", sees_l2), "1");
}

static void
higher_markings_are_refused(void **state)
{
	static const char *const lines[] = { "marking L-2 Secret",
		"marking L-2 \"TOP SECRET\"", "marking L-2 secret/local",
		"marking L-2 Confidential" };
	struct marsh *m = *state;
	struct err err = {0};
	size_t i;

	for (i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		refused_as(m, "oakshott", lines[i], ERR_INPUT, "OFFICIAL");
	refused_as(m, "oakshott", "marking L-2 BLUE", ERR_INPUT,
	    "OFFICIAL and OFFICIAL-SENSITIVE");
	assert_false(cmd_set_field(&m->s, "casefile", "marking",
	    scratch_ask_int(m->scratch->db, "SELECT id FROM casefile WHERE"
	    " ref = 'L-2'"), "", "secret", NULL, &err));
	assert_non_null(strstr(err_text(&err), "SECRET"));
	err_clear(&err);
	do_as(m, "oakshott", "marking L-2 OFFICIAL");
	assert_string_equal(see(m, "rowan", "SELECT marking FROM"
	    " visible_casefile WHERE ref = 'L-2'"), "OFFICIAL");
}

/* The lead officer sees the record and says who else does; others do not. */
static void
who_answers_for_it_keeps_its_list(void **state)
{
	struct marsh *m = *state;
	const char *text;

	marsh_as(m, "penhale");
	text = marsh_do(m, "who-sees OCG-01");
	assert_non_null(strstr(text, "let in"));
	refused_as(m, "rowan", "who-sees OCG-01", ERR_INPUT,
	    "There is no casefile \"OCG-01\".");
	do_as(m, "penhale", "allow OCG-01 Licensing \"Taxis\"");
	assert_string_equal(see(m, "harries", "SELECT count(*) FROM"
	    " visible_casefile WHERE ref = 'OCG-01'"), "1");
	assert_true(cmd_consult_open(&m->s, scratch_ask_int(m->scratch->db,
	    "SELECT id FROM casefile WHERE ref = 'OCG-01'"), &m->err));
	refused_as(m, "harries", "who-read OCG-01", ERR_DENIED, "");
	marsh_as(m, "penhale");
	text = marsh_do(m, "who-read OCG-01");
	assert_non_null(strstr(text, "Gwyn Harries"));
	assert_non_null(strstr(text, "opened it"));
}

/* An owner sees the action, and nothing of what it hangs on. */
static void
an_owner_sees_no_parent(void **state)
{
	struct marsh *m = *state;

	assert_string_equal(see(m, "nair", "SELECT count(*) FROM"
	    " visible_action WHERE ref = 'A5'"), "1");
	assert_string_equal(see(m, "nair", "SELECT count(*) FROM"
	    " visible_action AS a JOIN visible_casefile AS c"
	    " ON c.id = a.casefile_id WHERE a.ref = 'A5'"), "0");
	assert_string_equal(see(m, "nair", "SELECT count(*) FROM"
	    " visible_search WHERE q MATCH '\"HAZEL\"'"), "0");
	assert_string_equal(see(m, "rowan", "SELECT group_concat(ref, ' ')"
	    " FROM (SELECT ref FROM visible_action ORDER BY ref)"), "A2 A4");
}

static void
an_action_has_its_own_list(void **state)
{
	static const char sees[] =
	    "SELECT count(*) FROM visible_action WHERE ref = 'A2'";
	struct marsh *m = *state;

	assert_string_equal(see(m, "rowan", sees), "1");
	refused_as(m, "lowe", "action-list A2 Families", ERR_DENIED, "");
	do_as(m, "oakshott", "action-list A2 Westmarch Tamarisk");
	assert_string_equal(see(m, "rowan", sees), "1");
	assert_string_equal(see(m, "idris", sees), "1");
	assert_string_equal(see(m, "bell", sees), "0");
	do_as(m, "oakshott", "action-list A2 none");
	assert_string_equal(see(m, "bell", sees), "1");
}

/* The last of two never wins unseen. */
static void
a_code_is_not_written_over(void **state)
{
	struct marsh *m = *state;
	int64_t id;

	marsh_as(m, "oakshott");
	assert_true(find_casefile(&m->s, "OCG-02", &id, &m->err));
	assert_false(cmd_casefile_handling(&m->s, id, "c", "Named alone.", "",
	    &m->err));
	assert_int_equal(m->err.code, ERR_CONFLICT);
	assert_non_null(strstr(err_text(&m->err), "the handling code"));
	err_clear(&m->err);
	assert_true(cmd_casefile_handling(&m->s, id, "c", "Named alone.", "p",
	    &m->err));
}

/* Said as it is agreed: nobody else ever saw it. */
static void
an_action_is_agreed_with_its_list(void **state)
{
	static const char sees[] = "SELECT count(*) FROM visible_action"
	    " WHERE text = 'watch the landing'";
	struct marsh *m = *state;

	do_as(m, "oakshott", "meeting-open SOC-2025-03");
	do_as(m, "oakshott", "action \"Weir to watch the landing by 1/10 #Pursue"
	    " &OCG-02 @Westmarch @Families * look by 20/9\" step=threats");
	assert_string_equal(see(m, "weir", sees), "1");
	assert_string_equal(see(m, "lowe", sees), "1");
	assert_string_equal(see(m, "rowan", sees), "0");
	assert_string_equal(see(m, "rowan", "SELECT count(*) FROM"
	    " visible_casefile WHERE ref = 'OCG-02'"), "1");
	refused_as(m, "oakshott", "action \"Weir to look by 1/10 #Pursue"
	    " @Nowhere\" step=threats", ERR_INPUT, "nobody here");
}

/* A line offers the records that one sees and no other. */
static bool
offers(struct marsh *m, const char *login, const char *ref)
{
	struct oneline_completion *list;
	struct action_context c;
	struct arena a = {0};
	const char *text = "Weir to look &";
	int64_t meeting;
	bool found = false;
	size_t n;

	marsh_as(m, login);
	assert_true(find_meeting(&m->s, "SOC-2025-03", &meeting, &m->err));
	assert_true(action_context_meeting(&m->s, meeting, 0, &a, &c,
	    &m->err));
	n = oneline_complete(c.names, &c.when, text, strlen(text),
	    strlen(text), 100, &a, &list);
	for (size_t i = 0; i < n; i++)
		found |= strcmp(list[i].text + 1, ref) == 0;
	arena_release(&a);
	return found;
}

static void
a_line_offers_what_one_sees(void **state)
{
	struct marsh *m = *state;

	assert_true(offers(m, "oakshott", "OCG-01"));
	assert_true(offers(m, "oakshott", "OCG-02"));
	assert_true(offers(m, "rowan", "OCG-02"));
	assert_false(offers(m, "rowan", "OCG-01"));
	assert_false(offers(m, "rowan", "L-1"));
}

/* The charity's guest was out for the closed items, and stays so. */
static void
a_guest_finds_nothing_of_closed_lines(void **state)
{
	struct marsh *m = *state;

	assert_string_not_equal(see(m, "oakshott", "SELECT count(*) FROM"
	    " visible_item WHERE closed = 1"), "0");
	assert_string_equal(see(m, "lamplight", "SELECT count(*) FROM"
	    " visible_item WHERE closed = 1"), "0");
	assert_string_not_equal(see(m, "lamplight", "SELECT count(*) FROM"
	    " visible_minute"), "0");
	assert_string_equal(scratch_ask(m->scratch->db, "SELECT count(*) > 0"
	    " FROM absence AS x JOIN attendance AS t ON t.id ="
	    " x.attendance_id JOIN member AS p ON p.id = t.member_id"
	    " WHERE p.login = 'lamplight' AND x.item_id IS NOT NULL"
	    " AND x.returned_at IS NOT NULL"), "1");
}

/* Without the agreement, or after it lapsed, closed lines are not there. */
static void
an_agreement_opens_closed_lines(void **state)
{
	static const char sees[] =
	    "SELECT count(*) > 0 FROM visible_item WHERE closed = 1";
	struct marsh *m = *state;

	assert_string_equal(see(m, "wicket", sees), "1");
	do_as(m, "trelease", "agency-agreement \"Wm Probation\" none");
	assert_string_equal(see(m, "wicket", sees), "0");
	do_as(m, "trelease", "agency-agreement \"Wm Probation\" 2024-09-01"
	    " 2025-09-10");
	assert_string_equal(see(m, "wicket", sees), "0");
	do_as(m, "trelease", "agency-agreement \"Wm Probation\" 2025-09-01"
	    " 2026-09-01");
	assert_string_equal(see(m, "wicket", sees), "1");
	refused_as(m, "trelease", "agency-agreement \"Wm Probation\""
	    " 2025-09-01 2025-08-01", ERR_INPUT, "ends after");
}

/* Who was out of the room while a line was in hand finds nothing of it later,
 * open as it was. */
static void
a_guest_who_was_out_reads_nothing_of_it(void **state)
{
	static const char reads[] = "SELECT group_concat(n.text, '; ') FROM"
	    " visible_minute AS n JOIN visible_item AS i ON i.id = n.item_id"
	    " WHERE i.step IN ('open', 'previous')";
	struct marsh *m = *state;

	do_as(m, "trelease", "meeting-open SOC-2025-03");
	do_as(m, "trelease", "attend oakshott present");
	do_as(m, "trelease", "attend lamplight present");
	do_as(m, "trelease", "go open");
	do_as(m, "trelease", "minute information Welcome");
	m->scratch->now += 60000;
	do_as(m, "trelease", "out lamplight");
	m->scratch->now += 60000;
	do_as(m, "trelease", "go statement");
	do_as(m, "oakshott", "statement-read");
	do_as(m, "trelease", "accept-statement all");
	do_as(m, "trelease", "go previous");
	do_as(m, "trelease", "minute decision Approved");
	m->scratch->now += 60000;
	do_as(m, "trelease", "back lamplight");
	refused_as(m, "trelease", "back lamplight", ERR_INPUT,
	    "did not go out");
	m->scratch->now += 60000;
	do_as(m, "trelease", "pause");
	assert_string_equal(see(m, "wicket", reads), "Welcome; Approved");
	assert_string_equal(see(m, "lamplight", reads), "");
	/* Once more, with the guest in the room. */
	do_as(m, "trelease", "go outstanding");
	do_as(m, "trelease", "minute information Overdue");
	assert_string_equal(see(m, "lamplight", "SELECT group_concat(n.text)"
	    " FROM visible_minute AS n"), "Overdue");
	do_as(m, "trelease", "item-closed outstanding yes");
	assert_string_equal(see(m, "lamplight", "SELECT count(*) FROM"
	    " visible_minute AS n"), "0");
	assert_string_equal(see(m, "lamplight", "SELECT coalesce(item_id,"
	    " 'none') FROM visible_meeting WHERE ref = 'SOC-2025-03'"),
	    "none");
}

/* The agreement of an agency holds for the teams of its teams: they hear a closed
 * line, and none of them is noted as out of the room. Without it they are. */
static void
an_agreement_holds_for_teams_of_teams(void **state)
{
	static const char out[] = "SELECT count(*) FROM absence AS x"
	    " JOIN attendance AS t ON t.id = x.attendance_id"
	    " JOIN member AS p ON p.id = t.member_id"
	    " WHERE p.login = 'deep' AND x.item_id IS NOT NULL";
	struct marsh *m = *state;

	do_as(m, "trelease", "agency-add \"North team\" North probation"
	    " \"Wm Probation\"");
	do_as(m, "trelease", "agency-add \"Night team\" Night probation"
	    " North");
	do_as(m, "trelease", "member-add Night Nell Deep '' '' deep");
	do_as(m, "trelease", "board-role SM deep member");
	do_as(m, "trelease", "meeting-open SOC-2025-03");
	do_as(m, "trelease", "attend oakshott present");
	do_as(m, "trelease", "attend deep present");
	do_as(m, "trelease", "go open");
	do_as(m, "trelease", "go statement");
	do_as(m, "oakshott", "statement-read");
	do_as(m, "trelease", "accept-statement all");
	do_as(m, "trelease", "item-closed previous yes");
	do_as(m, "trelease", "item-closed outstanding yes");
	do_as(m, "trelease", "go previous");
	assert_string_equal(see(m, "deep", "SELECT count(*) FROM visible_item"
	    " WHERE step = 'previous'"), "1");
	assert_string_equal(scratch_ask(m->scratch->db, out), "0");
	do_as(m, "trelease", "agency-agreement \"Wm Probation\" none");
	do_as(m, "trelease", "go outstanding");
	assert_string_equal(scratch_ask(m->scratch->db, out), "1");
}

/* Who leads groups and is not shown what waits for screening refers for their
 * own agency, and finds it again; whoever may not refer is told that. */
static void
what_one_refers_is_there_for_one(void **state)
{
	struct marsh *m = *state;

	do_as(m, "penhale", "refer SM type=profile");
	assert_string_equal(see(m, "penhale", "SELECT count(*) FROM"
	    " visible_casefile AS c JOIN visible_agency AS a"
	    " ON a.id = c.agency_id WHERE c.screening <> 'accepted'"
	    " AND c.type = 'profile' AND a.name = 'Westmarch Police'"), "1");
	assert_string_equal(see(m, "rowan", "SELECT count(*) FROM"
	    " visible_casefile WHERE screening <> 'accepted'"
	    " AND type = 'profile'"), "0");
	refused_as(m, "lamplight", "refer SM type=profile", ERR_DENIED,
	    "Your role on this board does not let you make a referral.");
}

/* Before the statement those are named whose agreement is past its day, or its
 * review where no day was noted; what the council signed covers its teams, and
 * who sent apologies is not waited for. */
static void
a_lapsed_agreement_is_named(void **state)
{
	struct marsh *m = *state;
	struct arena a = {0};
	struct findings f;
	int64_t item;

	do_as(m, "trelease", "agency-agreement Tamarisk 2024-03-10 2025-09-10");
	do_as(m, "trelease", "agency-agreement GLAA 2024-06-01");
	do_as(m, "trelease", "agency-agreement HMRC 2024-09-11");
	do_as(m, "trelease", "agency-agreement ASB 2023-01-01 2024-01-01");
	do_as(m, "trelease", "agency-agreement Fire 2023-01-01 2024-01-01");
	m->scratch->now = clock_parse("2025-09-10T10:00:00");
	do_as(m, "trelease", "meeting-open SOC-2025-03");
	do_as(m, "trelease", "attend sedge present");
	item = scratch_ask_int(m->scratch->db, "SELECT i.id FROM item AS i"
	    " JOIN meeting AS t ON t.id = i.meeting_id WHERE t.ref ="
	    " 'SOC-2025-03' AND i.step = 'statement'");
	assert_true(closing_gate(&m->s, item, &a, &f, &m->err));
	assert_int_equal(f.n, 1);
	assert_false(f.list[0].blocks);
	assert_non_null(strstr(f.list[0].text, "in the directory: GLAA (since 1"
	    " Jun 2025), Tamarisk (since 10 Sep 2025)."));
	/* Signed again, it is said no more. */
	do_as(m, "trelease", "agency-agreement GLAA 2025-09-10");
	do_as(m, "trelease", "left rowan");
	do_as(m, "trelease", "apologies rowan");
	assert_true(closing_gate(&m->s, item, &a, &f, &m->err));
	assert_int_equal(f.n, 0);
	arena_release(&a);
}

#define T(f) cmocka_unit_test_setup_teardown(f, setup, marsh_teardown)
#define P(f) cmocka_unit_test_setup_teardown(f, setup_played, marsh_teardown)

/* The minutes as a member would write them out. */
static void
minutes_as(struct marsh *m, const char *login, const char *format,
    struct buf *out)
{
	int64_t meeting;

	marsh_as(m, login);
	assert_true(find_meeting(&m->s, "SOC-2025-03", &meeting, &m->err));
	buf_clear(out);
	assert_true(cmd_export_minutes(&m->s, meeting,
	    doc_format_find(format), out, &m->err));
}

static int
times_it_says(const struct buf *b, const char *text)
{
	int n = 0;

	for (const char *p = buf_text(b); (p = strstr(p, text)); p++)
		n++;
	return n;
}

/* When the guest came and was out, on the roll and at each closed line; going
 * out and every closed line after it are one time out. */
static void
minutes_tell_when_a_guest_was_out(void **state)
{
	struct marsh *m = *state;
	struct buf out = {0};
	int64_t meeting;

	minutes_as(m, "trelease", "markdown", &out);
	assert_non_null(strstr(buf_text(&out), "| Beth Lamplight | Harbour Light"
	    " | Service manager | yes | came 10:03, out 10:54 to 11:47, out"
	    " 12:00 to 12:04 |"));
	assert_int_equal(times_it_says(&out, "Out of the room:** Beth Lamplight,"
	    " Harbour Light (10:54 to 11:47)"), 8);
	minutes_as(m, "trelease", "text", &out);
	assert_int_equal(times_it_says(&out, "Out of the room: Beth Lamplight,"
	    " Harbour Light (10:54 to 11:47)"), 8);
	/* No line that does not exist for her is told of to the guest. */
	marsh_as(m, "lamplight");
	assert_true(find_meeting(&m->s, "SOC-2025-03", &meeting, &m->err));
	buf_clear(&out);
	assert_true(cmd_export_preview(&m->s, meeting, &out, NULL, NULL,
	    &m->err));
	assert_int_equal(times_it_says(&out, "Beth Lamplight"), 1);
	assert_int_equal(times_it_says(&out, "Out of the room"), 0);
	buf_release(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(what_one_refers_is_there_for_one),
		T(a_lapsed_agreement_is_named),
		T(an_agreement_holds_for_teams_of_teams),
		T(a_code_for_those_named_closes_the_record),
		T(higher_markings_are_refused),
		T(who_answers_for_it_keeps_its_list),
		T(an_owner_sees_no_parent),
		T(an_action_has_its_own_list),
		T(a_code_is_not_written_over),
		T(an_action_is_agreed_with_its_list),
		T(a_line_offers_what_one_sees),
		P(a_guest_finds_nothing_of_closed_lines),
		P(an_agreement_opens_closed_lines),
		P(minutes_tell_when_a_guest_was_out),
		T(a_guest_who_was_out_reads_nothing_of_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
