/* The fictional board of tests/data/marlsea.yaml, ready for its meeting of 10
 * September 2025: what is in the book, and who sees what of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "cmd_help.h"

static int
setup(void **state)
{
	return data_setup(state, "marlsea", "oakshott");
}

/* The references of a table that a member sees, in order. */
static const char *
refs(struct marsh *m, const char *login, const char *from)
{
	char sql[500];

	marsh_as(m, login);
	snprintf(sql, sizeof(sql), "SELECT coalesce(group_concat(ref, ' '),"
	    " '') FROM (SELECT ref FROM %s ORDER BY ref)", from);
	return scratch_see(m->scratch->db, sql);
}

#define TYPE(type) "visible_casefile WHERE type = '" type "'"

static void
everything_came_in(void **state)
{
	struct marsh *m = *state;
	struct db *db = m->scratch->db;

	assert_string_equal(refs(m, "oakshott", TYPE("ocg")),
	    "N-07 OCG-01 OCG-02");
	assert_string_equal(refs(m, "oakshott", TYPE("recommendation")),
	    "R1 R2 R3");
	assert_string_equal(refs(m, "oakshott", TYPE("disruption")),
	    "D1 D2 D3");
	assert_string_equal(refs(m, "oakshott", TYPE("intelligence")),
	    "I-1 I-2 I-3");
	assert_string_equal(refs(m, "oakshott", "visible_action"),
	    "A1 A2 A3 A4 A5");
	/* Who keeps the record sees an action whatever its own list. */
	assert_string_equal(refs(m, "trelease", "visible_action"),
	    "A1 A2 A3 A4 A5");
	assert_string_equal(refs(m, "oakshott", TYPE("location")),
	    "L-1 L-2");
	assert_string_equal(refs(m, "oakshott", TYPE("person")),
	    "VP-1 VP-2");
	/* Seven of nine contributors have answered. */
	assert_int_equal(scratch_ask_int(db, "SELECT count(*) FROM casefile"
	    " WHERE type = 'source' AND live = 0"), 7);
	assert_int_equal(scratch_ask_int(db, "SELECT count(*) FROM casefile"
	    " WHERE type = 'source'"), 9);
	/* Pounds are kept in pence. */
	assert_string_equal(scratch_ask(db, "SELECT answers ->> '$.cash' FROM"
	    " casefile WHERE ref = 'D1'"), "1845000");
	assert_string_equal(scratch_ask(db, "SELECT group_concat(held_on,"
	    " ' ') FROM (SELECT held_on FROM meeting ORDER BY held_on)"),
	    "2025-06-11 2025-09-10 2025-12-10");
}

static void
teams_belong_to_the_council(void **state)
{
	struct marsh *m = *state;

	assert_int_equal(scratch_ask_int(m->scratch->db, "SELECT count(*)"
	    " FROM agency WHERE parent_id = (SELECT id FROM agency"
	    " WHERE short = 'MBC')"), 7);
}

static void
the_agenda_holds_what_is_in_hand(void **state)
{
	struct marsh *m = *state;

	assert_string_equal(scratch_ask(m->scratch->db, "SELECT"
	    " group_concat(ref, ' ') FROM (SELECT c.ref FROM item AS i"
	    " JOIN casefile AS c ON c.id = i.casefile_id"
	    " JOIN meeting AS t ON t.id = i.meeting_id"
	    " WHERE t.ref = 'SOC-2025-03' ORDER BY i.position)"),
	    "LP-CSE-2025 LP-MS-2025 R1 R2 R3 N-07 OCG-01 OCG-02 VP-1 VP-2"
	    " L-1 L-2");
}

static void
tamarisk_sees_its_own_part(void **state)
{
	static const char of_r2[] = "visible_action WHERE casefile_id ="
	    " (SELECT id FROM visible_casefile WHERE ref = 'R2') OR id IN"
	    " (SELECT l.action_id FROM visible_action_link AS l JOIN"
	    " visible_casefile AS c ON c.id = l.casefile_id WHERE c.ref ="
	    " 'R2')";
	struct marsh *m = *state;

	assert_string_equal(refs(m, "rowan", TYPE("recommendation")),
	    "R1 R2 R3");
	assert_string_equal(refs(m, "rowan", TYPE("ocg")), "OCG-02");
	assert_string_equal(refs(m, "rowan", TYPE("location")), "L-2");
	assert_string_equal(refs(m, "rowan", TYPE("person")), "");
	assert_string_equal(refs(m, "rowan", TYPE("intelligence")), "");
	assert_string_equal(refs(m, "rowan", TYPE("disruption")), "");
	assert_string_equal(refs(m, "rowan", "visible_action"), "A2 A4");
	/* R2 has one action for them, not two. */
	assert_string_equal(refs(m, "rowan", of_r2), "A2");
	assert_string_equal(refs(m, "oakshott", of_r2), "A1 A2");
}

static void
nothing_tells_tamarisk_of_the_other_group(void **state)
{
	static const char *const words[] = { "OCG-01", "HAZEL", "L-1",
	    "Harbour Hand", "A1", "A3", "A5", "Brightside" };
	struct marsh *m = *state;
	char sql[600];

	marsh_as(m, "rowan");
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		snprintf(sql, sizeof(sql), "SELECT (SELECT count(*) FROM"
		    " visible_casefile WHERE ref = '%1$s' OR answers LIKE"
		    " '%%%1$s%%') + (SELECT count(*) FROM visible_action"
		    " WHERE ref = '%1$s' OR text LIKE '%%%1$s %%') +"
		    " (SELECT count(*) FROM visible_subject WHERE surname"
		    " LIKE '%%%1$s%%')", words[i]);
		assert_string_equal(scratch_see(m->scratch->db, sql), "0");
	}
}

static void
an_owner_sees_the_action_not_what_it_hangs_on(void **state)
{
	struct marsh *m = *state;

	assert_non_null(strstr(refs(m, "nair", "visible_action"), "A5"));
	assert_string_equal(refs(m, "nair", TYPE("ocg")), "OCG-02");
	assert_true(marsh_refused(m, "actions OCG-01", ERR_INPUT));
}

static void
the_guest_sees_no_closed_item(void **state)
{
	struct marsh *m = *state;

	assert_string_equal(refs(m, "lamplight", "visible_casefile"), "");
	assert_string_equal(refs(m, "lamplight", "visible_action"), "");
}

static void
the_lead_sees_all_of_it(void **state)
{
	struct marsh *m = *state;

	assert_non_null(strstr(refs(m, "penhale", TYPE("ocg")), "OCG-01"));
	assert_string_equal(scratch_see(m->scratch->db, "SELECT answers ->>"
	    " '$.operation' FROM visible_casefile WHERE ref = 'OCG-01'"),
	    "HAZEL KITE");
}

static void
operation_names_are_for_few(void **state)
{
	static const char sql[] = "SELECT count(*) FROM visible_casefile"
	    " WHERE answers LIKE '%HAZEL KITE%' OR answers LIKE"
	    " '%SLATE LANTERN%'";
	static const char *const many[] = { "rowan", "trelease", "sedge",
	    "tally", "scribner", "lowe" };
	struct marsh *m = *state;

	for (size_t i = 0; i < sizeof(many) / sizeof(many[0]); i++) {
		marsh_as(m, many[i]);
		assert_string_equal(scratch_see(m->scratch->db, sql), "0");
	}
	marsh_as(m, "oakshott");
	assert_string_equal(scratch_see(m->scratch->db, sql), "2");
}

static void
graded_c_is_for_those_named(void **state)
{
	struct marsh *m = *state;

	assert_string_equal(refs(m, "sedge", TYPE("intelligence")), "I-2");
	assert_string_equal(refs(m, "tally", TYPE("intelligence")), "I-2");
	assert_string_equal(refs(m, "idris", TYPE("intelligence")), "I-1");
	assert_string_equal(refs(m, "harries", TYPE("intelligence")), "");
}

static void
two_people_stay_a_network(void **state)
{
	struct marsh *m = *state;

	marsh_as(m, "oakshott");
	assert_true(marsh_refused(m, "case-set N-07 sort ocg", ERR_INPUT));
	assert_non_null(strstr(err_text(&m->err), "s.45(6)"));
	assert_string_equal(scratch_ask(m->scratch->db, "SELECT answers ->>"
	    " '$.sort' FROM casefile WHERE ref = 'N-07'"), "network");
	/* Exactly three is enough. */
	marsh_do(m, "case-set OCG-02 sort network");
	marsh_do(m, "case-set OCG-02 sort ocg");
	assert_string_equal(scratch_ask(m->scratch->db, "SELECT answers ->>"
	    " '$.sort' FROM casefile WHERE ref = 'OCG-02'"), "ocg");
}

static void
a_score_is_a_copy_with_its_date(void **state)
{
	struct marsh *m = *state;

	marsh_as(m, "oakshott");
	assert_string_equal(scratch_see(m->scratch->db, "SELECT"
	    " group_concat(answers ->> '$.as-at' || ' ' || (answers ->>"
	    " '$.scored'), '; ') FROM (SELECT c.answers FROM visible_casefile"
	    " AS c JOIN visible_casefile_link AS l ON l.casefile_id = c.id"
	    " JOIN visible_casefile AS o ON o.id = l.other_id WHERE c.type ="
	    " 'score' AND o.ref = 'OCG-01' ORDER BY c.ref)"),
	    "2025-02-18 58; 2025-07-14 64");
	/* A doubtful item changes no score. */
	assert_string_equal(scratch_see(m->scratch->db, "SELECT score || ' '"
	    " || scored_on FROM visible_casefile WHERE ref = 'OCG-02'"),
	    "41 2025-06-30");
}

static void
a_secret_marking_is_refused(void **state)
{
	struct marsh *m = *state;

	marsh_as(m, "oakshott");
	assert_true(marsh_refused(m, "marking OCG-02 SECRET", ERR_INPUT));
	assert_non_null(strstr(err_text(&m->err), "SECRET"));
	assert_string_equal(scratch_ask(m->scratch->db, "SELECT marking FROM"
	    " casefile WHERE ref = 'OCG-02'"), "OFFICIAL-SENSITIVE");
}

static void
nobody_closes_their_own_action(void **state)
{
	struct marsh *m = *state;

	marsh_as(m, "harries");
	marsh_do(m, "report A4 to-check \"Training is in every licence.\"");
	assert_true(marsh_refused(m, "report A4 closed", ERR_INPUT) ||
	    m->err.code == ERR_DENIED);
	marsh_as(m, "oakshott");
	marsh_do(m, "report A4 closed");
	assert_string_equal(scratch_ask(m->scratch->db, "SELECT status FROM"
	    " action WHERE ref = 'A4'"), "closed");
}

#define T(f) cmocka_unit_test_setup_teardown(f, setup, marsh_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(everything_came_in),
		T(teams_belong_to_the_council),
		T(the_agenda_holds_what_is_in_hand),
		T(tamarisk_sees_its_own_part),
		T(nothing_tells_tamarisk_of_the_other_group),
		T(an_owner_sees_the_action_not_what_it_hangs_on),
		T(the_guest_sees_no_closed_item),
		T(the_lead_sees_all_of_it),
		T(operation_names_are_for_few),
		T(graded_c_is_for_those_named),
		T(two_people_stay_a_network),
		T(a_score_is_a_copy_with_its_date),
		T(a_secret_marking_is_refused),
		T(nobody_closes_their_own_action),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
