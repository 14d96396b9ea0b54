/* Who sees what: the functions behind the views, and when they ask again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/handle.h"
#include "store/tx.h"
#include "store_help.h"

static void
as(struct scratch *s, int64_t member)
{
	assert_true(db_sign_in(s->db, member, "t", &s->err));
}

static void
sees(struct db *db, const char *sql, const char *value)
{
	const char *found = scratch_see(db, sql);

	assert_non_null(found);
	assert_string_equal(found, value);
}

#define CASES "SELECT coalesce(group_concat(id), '') FROM " \
	"(SELECT id FROM visible_casefile ORDER BY id)"

static void
without_signing_in_there_is_nothing(void **state)
{
	struct scratch *s = *state;

	sees(s->db, "SELECT me() IS NULL", "1");
	sees(s->db, "SELECT count(*) FROM visible_casefile", "0");
	sees(s->db, "SELECT count(*) FROM visible_agency", "0");
	sees(s->db, "SELECT count(*) FROM visible_action", "0");
	sees(s->db, "SELECT count(*) FROM visible_event", "0");
	as(s, CHAIR);
	sees(s->db, CASES, "51,52");
	db_sign_out(s->db);
	sees(s->db, CASES, "");
}

static void
each_sees_what_their_role_and_agency_may(void **state)
{
	struct scratch *s = *state;

	as(s, CHAIR);
	sees(s->db, CASES, "51,52");
	as(s, REP);
	sees(s->db, CASES, "51");
	as(s, OTHER);
	sees(s->db, CASES, "51");
	as(s, STRANGER);
	sees(s->db, CASES, "");
}

static void
a_team_belongs_to_its_agency(void **state)
{
	struct scratch *s = *state;

	as(s, OTHER);
	sees(s->db, "SELECT in_agency(11) || in_agency(12) || in_agency(13) "
	    "|| in_agency(NULL)", "0110");
	as(s, REP);
	sees(s->db, "SELECT in_agency(12) || in_agency(13)", "10");
}

static void
rights_are_those_of_the_role(void **state)
{
	struct scratch *s = *state;

	as(s, CHAIR);
	assert_true(db_may(s->db, BOARD, "see-log"));
	assert_true(db_may(s->db, BOARD, "attend"));
	assert_false(db_may(s->db, BOARD, "fly"));
	assert_false(db_may(s->db, BOARD + 1, "attend"));
	assert_true(db_keeper(s->db));
	as(s, REP);
	assert_false(db_may(s->db, BOARD, "see-log"));
	assert_true(db_may(s->db, BOARD, "see-cases"));
	assert_false(db_keeper(s->db));
	as(s, STRANGER);
	assert_false(db_may(s->db, BOARD, "attend"));
}

static void
a_field_is_dropped_for_whom_it_is_not(void **state)
{
	struct scratch *s = *state;

	as(s, CHAIR);
	sees(s->db, "SELECT answers -> 'secret' FROM visible_party",
	    "\"Quince\"");
	as(s, REP);
	sees(s->db, "SELECT answers FROM visible_party",
	    "{\"open\":\"Plum\",\"n\":3}");
}

/* Which fields are hidden is kept from row to row: not longer than it holds. */
static void
a_field_is_hidden_from_the_moment_it_needs_a_right(void **state)
{
	struct scratch *s = *state;
	struct db *other = scratch_open(s);

	assert_true(db_sign_in(other, REP, "o", &s->err));
	sees(other, "SELECT answers FROM visible_party",
	    "{\"open\":\"Plum\",\"n\":3}");
	as(s, REP);
	assert_true(db_begin(s->db, "x", &s->err));
	sees(s->db, "SELECT answers FROM visible_party",
	    "{\"open\":\"Plum\",\"n\":3}");
	assert_true(scratch_exec(s->db, "UPDATE field_right SET "
	    "field = 'open' WHERE field = 'secret' AND record = 'party'"));
	sees(s->db, "SELECT answers -> 'open' IS NULL FROM visible_party",
	    "1");
	assert_true(db_commit(s->db, &s->err));
	sees(other, "SELECT answers -> 'open' IS NULL FROM visible_party",
	    "1");
	assert_true(db_sign_in(other, CHAIR, "o", &s->err));
	sees(other, "SELECT answers -> 'open' FROM visible_party",
	    "\"Plum\"");
	db_close(other);
}

static void
what_another_session_takes_away_is_gone(void **state)
{
	struct scratch *s = *state;
	struct db *other = scratch_open(s);

	assert_true(db_sign_in(other, REP, "o", &s->err));
	sees(other, CASES, "51");
	assert_true(scratch_write(s->db, "x", "UPDATE board_member SET "
	    "ended_on = '2031-03-12' WHERE member_id = 102"));
	sees(other, CASES, "");
	assert_false(db_may(other, BOARD, "attend"));
	assert_true(scratch_write(s->db, "x", "UPDATE board_member SET "
	    "ended_on = NULL, role = 'chair' WHERE member_id = 102"));
	assert_true(db_may(other, BOARD, "see-log"));
	db_close(other);
}

static void
what_this_transaction_changes_counts_at_once(void **state)
{
	struct scratch *s = *state;

	as(s, CHAIR);
	assert_true(db_begin(s->db, "x", &s->err));
	assert_true(db_may(s->db, BOARD, "see-log"));
	assert_true(scratch_exec(s->db, "UPDATE board_member SET "
	    "role = 'rep' WHERE member_id = 101"));
	assert_false(db_may(s->db, BOARD, "see-log"));
	db_rollback(s->db);
	assert_true(db_may(s->db, BOARD, "see-log"));
	assert_true(db_begin(s->db, "y", &s->err));
	assert_true(db_may(s->db, BOARD, "see-log"));
	db_rollback(s->db);
}

/* Which casefiles one sees is kept from row to row, and who is kept out of
 * them: not longer than it holds. */
static void
what_was_found_of_a_case_holds_no_longer(void **state)
{
	struct scratch *s = *state;
	struct db *other = scratch_open(s);

	assert_true(db_sign_in(other, REP, "o", &s->err));
	sees(other, "SELECT count(*) FROM visible_party", "1");
	as(s, REP);
	assert_true(db_begin(s->db, "x", &s->err));
	sees(s->db, "SELECT count(*) FROM visible_party", "1");
	sees(s->db, "SELECT count(*) FROM visible_action", "1");
	assert_true(scratch_exec(s->db, "UPDATE casefile SET "
	    "audience = 'list' WHERE id = 51"));
	sees(s->db, "SELECT count(*) FROM visible_party", "0");
	assert_true(scratch_exec(s->db, "UPDATE casefile SET "
	    "audience = 'board' WHERE id = 51"));
	sees(s->db, "SELECT count(*) FROM visible_party", "1");
	assert_true(scratch_exec(s->db, "INSERT INTO access (id, "
	    "casefile_id, member_id, effect) VALUES (9901, 51, 102, 'deny')"));
	sees(s->db, "SELECT count(*) FROM visible_party", "0");
	sees(s->db, "SELECT count(*) FROM visible_action", "0");
	sees(other, "SELECT count(*) FROM visible_party", "1");
	assert_true(db_commit(s->db, &s->err));
	sees(s->db, "SELECT count(*) FROM visible_party", "0");
	sees(other, "SELECT count(*) FROM visible_party", "0");
	assert_true(db_sign_in(other, CHAIR, "o", &s->err));
	sees(other, "SELECT count(*) FROM visible_party", "1");
	db_close(other);
}

/* An entry that keeps an agency out of an action keeps its teams out. */
static void
who_is_kept_out_of_an_action_does_not_see_it(void **state)
{
	struct scratch *s = *state;

	as(s, OTHER);
	sees(s->db, "SELECT denied(51) || denied_action(81) || "
	    "denied(NULL)", "000");
	assert_true(scratch_write(s->db, "x", "INSERT INTO access (id, "
	    "action_id, agency_id, effect) VALUES (9902, 81, 12, 'deny')"));
	sees(s->db, "SELECT denied(81) || denied_action(81)", "01");
	sees(s->db, "SELECT count(*) FROM visible_action WHERE id = 81", "0");
	as(s, STRANGER);
	sees(s->db, "SELECT denied_action(81)", "0");
}

/* What is made for several holds what all of them see, and is not theirs to
 * change. */
static void
several_see_what_all_of_them_see(void **state)
{
	struct scratch *s = *state;
	struct db *other = scratch_open(s);

	assert_true(db_sign_in(other, REP, "o", &s->err));
	assert_true(db_sign_in_to_read(s->db, CHAIR, &s->err));
	sees(s->db, CASES, "51,52");
	db_share(s->db, other, DB_SHARE_RECORDS);
	sees(s->db, CASES, "51");
	sees(s->db, "SELECT count(*) FROM visible_action", "1");
	sees(s->db, "SELECT answers -> 'secret' FROM visible_party", "");
	sees(s->db, "SELECT me() || in_agency(11) || keeper()", "10110");
	assert_false(db_may(s->db, BOARD, "see-log"));
	assert_true(db_may(s->db, BOARD, "see-cases"));
	assert_true(db_sign_in(other, OTHER, "o", &s->err));
	db_share_none(s->db);
	db_share(s->db, other, DB_SHARE_AGENCY | DB_SHARE_PERSON);
	sees(s->db, "SELECT me() || in_agency(11) || keeper()", "000");
	assert_true(scratch_write(other, "x", "INSERT INTO access (id, "
	    "casefile_id, member_id, effect) VALUES (9904, 51, 103, 'deny')"));
	sees(s->db, CASES, "");
	sees(s->db, "SELECT count(*) FROM visible_party", "0");
	sees(s->db, "SELECT count(*) FROM visible_action", "0");
	db_share_none(s->db);
	sees(s->db, CASES, "51,52");
	assert_false(db_begin(s->db, "x", &s->err));
	assert_int_equal(s->err.code, ERR_DENIED);
	err_clear(&s->err);
	as(s, CHAIR);
	assert_true(db_begin(s->db, "x", &s->err));
	db_rollback(s->db);
	db_close(other);
}

/* Asked one by one, the views say what they say of all. */
static void
one_casefile_is_seen_as_among_all(void **state)
{
	struct scratch *s = *state;

	as(s, CHAIR);
	sees(s->db, "SELECT sees_casefile(51) || sees_casefile(52)", "11");
	as(s, REP);
	sees(s->db, "SELECT sees_casefile(51) || sees_casefile(52) || "
	    "sees_casefile(NULL) || sees_item(NULL)", "1000");
	as(s, STRANGER);
	sees(s->db, "SELECT sees_casefile(51) || sees_casefile(52)", "00");
}

/* One's own action comes without what it hangs on and what took its place, and
 * is not found by it. */
static void
an_owner_is_not_told_what_an_action_hangs_on(void **state)
{
	static const char hangs[] = "SELECT count(casefile_id) || "
	    "count(meeting_id) || count(item_id) || count(party_id) || "
	    "count(replaced_by_id) FROM visible_action WHERE id = 81";
	static const char found[] = "SELECT count(*) FROM visible_action_of "
	    "WHERE of_id IN (41, 46, 51, 71)";
	struct scratch *s = *state;

	assert_true(scratch_write(s->db, "x", "INSERT INTO item (id, "
	    "meeting_id, step, casefile_id, position, type, planned) "
	    "VALUES (46, 41, 'cases', 51, 1, 'new', 10)"));
	assert_true(scratch_write(s->db, "x", "INSERT INTO action (id, "
	    "board_id, casefile_id, number, ref, text, agency_id, member_id, "
	    "due_on, status, status_on, recorded_by_id, agreed_at) SELECT 82, "
	    "board_id, casefile_id, 2, 'A2', text, agency_id, member_id, "
	    "due_on, status, status_on, recorded_by_id, agreed_at FROM action "
	    "WHERE id = 81"));
	assert_true(scratch_write(s->db, "x", "UPDATE action SET "
	    "member_id = 104, item_id = 46, party_id = 71, "
	    "replaced_by_id = 82 WHERE id = 81"));
	as(s, STRANGER);
	sees(s->db, "SELECT group_concat(id) FROM visible_action", "81");
	sees(s->db, hangs, "00000");
	sees(s->db, found, "0");
	as(s, CHAIR);
	sees(s->db, hangs, "11111");
	sees(s->db, found, "5");
}

/* Sort 'g' guards: 53 hangs on 52, which Housing is kept out of, 54 on 53; 55
 * and 56 on each other. By sort 'o' 51 is tied to 52. */
static void
tie(struct scratch *s)
{
	assert_true(scratch_write(s->db, "x", "INSERT INTO link_guard (id, "
	    "kind_version_id, type, link) VALUES (1151, 31, 't', 'g')"));
	assert_true(scratch_write(s->db, "x", "INSERT INTO casefile (id, "
	    "board_id, type, ref, received_on, screening, lead_id) VALUES "
	    "(53, 21, 't', 'C53', '2031-03-01', 'accepted', 102), "
	    "(54, 21, 't', 'C54', '2031-03-01', 'accepted', NULL), "
	    "(55, 21, 't', 'C55', '2031-03-01', 'accepted', NULL), "
	    "(56, 21, 't', 'C56', '2031-03-01', 'accepted', NULL)"));
	assert_true(scratch_write(s->db, "x", "INSERT INTO casefile_link (id, "
	    "casefile_id, other_id, sort) VALUES (91, 53, 52, 'g'), "
	    "(92, 54, 53, 'g'), (93, 55, 56, 'g'), (94, 56, 55, 'g'), "
	    "(95, 51, 52, 'o')"));
}

/* What hangs on a record that one does not see is not seen either, were one to
 * answer for it; at any remove. */
static void
what_is_guarded_is_hidden_with_its_guard(void **state)
{
	struct scratch *s = *state;

	tie(s);
	as(s, CHAIR);
	sees(s->db, CASES, "51,52,53,54,55,56");
	as(s, REP);
	sees(s->db, CASES, "51,55,56");
	/* Not kept out by name, but not let in. */
	assert_true(scratch_write(s->db, "x", "UPDATE access SET effect = "
	    "'allow', agency_id = 11"));
	sees(s->db, CASES, "51,52,53,54,55,56");
	assert_true(scratch_write(s->db, "x", "UPDATE casefile SET audience = "
	    "'list' WHERE id = 52"));
	sees(s->db, CASES, "51,55,56");
	sees(s->db, "SELECT group_concat(sees_casefile(value), '') FROM "
	    "json_each('[51, 52, 53, 54, 55]')", "10001");
	assert_true(scratch_write(s->db, "x", "UPDATE casefile SET audience = "
	    "'list' WHERE id = 56"));
	sees(s->db, CASES, "51");
	as(s, CHAIR);
	sees(s->db, CASES, "51,52,53,54,55,56");
}

/* From the moment that it is tied, or its kind says so, and no longer. */
static void
a_guard_holds_while_it_is_tied(void **state)
{
	struct scratch *s = *state;
	struct db *other;

	tie(s);
	as(s, REP);
	assert_true(db_begin(s->db, "x", &s->err));
	sees(s->db, CASES, "51,55,56");
	assert_true(scratch_exec(s->db, "DELETE FROM casefile_link WHERE "
	    "id = 91"));
	sees(s->db, CASES, "51,53,54,55,56");
	assert_true(scratch_exec(s->db, "UPDATE casefile_link SET sort = 'g' "
	    "WHERE id = 95"));
	sees(s->db, CASES, "53,54,55,56");
	assert_true(scratch_exec(s->db, "DELETE FROM link_guard"));
	sees(s->db, CASES, "51,53,54,55,56");
	access_forget(&s->db->writer);
	sees(s->db, CASES, "51,53,54,55,56");
	assert_true(scratch_exec(s->db, "INSERT INTO link_guard (id, "
	    "kind_version_id, type, link) VALUES (1152, 31, 't', 'g')"));
	sees(s->db, CASES, "53,54,55,56");
	db_rollback(s->db);
	sees(s->db, CASES, "51,55,56");
	other = scratch_open(s);
	assert_true(db_sign_in(other, CHAIR, "o", &s->err));
	assert_true(scratch_write(other, "x", "UPDATE link_guard SET link = "
	    "'h'"));
	sees(s->db, CASES, "51,53,54,55,56");
	db_close(other);
}

/* One's own action stays where its record is not let in to, without that; not
 * a colleague's, and none where one is kept out of what guards it. */
static void
actions_go_with_what_is_guarded(void **state)
{
	static const char mine[] = "SELECT count(*) || count(casefile_id) "
	    "FROM visible_action WHERE id = 81";
	struct scratch *s = *state;

	tie(s);
	assert_true(scratch_write(s->db, "x", "INSERT INTO role_right (id, "
	    "kind_version_id, role, right) VALUES (1016, 31, 'rep', "
	    "'see-own-actions')"));
	assert_true(scratch_write(s->db, "x", "UPDATE action SET casefile_id ="
	    " 54, meeting_id = NULL"));
	as(s, REP);
	sees(s->db, mine, "00");
	assert_true(scratch_write(s->db, "x", "UPDATE access SET effect = "
	    "'allow', agency_id = 11"));
	sees(s->db, mine, "11");
	as(s, OTHER);
	sees(s->db, mine, "11");
	assert_true(scratch_write(s->db, "x", "UPDATE casefile SET audience = "
	    "'list' WHERE id = 52"));
	as(s, REP);
	sees(s->db, mine, "10");
	assert_true(scratch_write(s->db, "x", "UPDATE action SET member_id = "
	    "103"));
	sees(s->db, mine, "00");
}

static void
who_leaves_sees_nothing_from_then_on(void **state)
{
	struct scratch *s = *state;
	struct db *other = scratch_open(s);

	assert_true(db_sign_in(other, REP, "o", &s->err));
	assert_true(scratch_write(s->db, "x", "UPDATE member SET "
	    "ended_on = '2031-03-13' WHERE id = 102"));
	sees(other, "SELECT me() IS NULL", "1");
	sees(other, CASES, "");
	sees(other, "SELECT count(*) FROM visible_member", "0");
	db_close(other);
}

static void
inside_a_transaction_one_reads_what_one_wrote(void **state)
{
	struct scratch *s = *state;

	as(s, CHAIR);
	assert_true(db_begin(s->db, "x", &s->err));
	assert_true(scratch_exec(s->db, "UPDATE action SET text = 'mine'"));
	sees(s->db, "SELECT text FROM visible_action", "mine");
	db_rollback(s->db);
	sees(s->db, "SELECT text FROM visible_action", "make home safer");
}

static void
the_program_itself_sees_all(void **state)
{
	struct scratch *s = *state;

	db_sign_in_system(s->db, "init");
	sees(s->db, CASES, "51,52");
	sees(s->db, "SELECT me() || keeper() || may(99, 'x')", "011");
	assert_true(scratch_write(s->db, "x", "UPDATE action SET text = 'y'"));
	assert_string_equal(scratch_ask(s->db, "SELECT coalesce(member_id, "
	    "'none') || session FROM event ORDER BY seq DESC LIMIT 1"),
	    "noneinit");
}

static void
the_log_is_for_those_who_may(void **state)
{
	struct scratch *s = *state;

	as(s, CHAIR);
	assert_true(scratch_write(s->db, "x", "UPDATE action SET text = 'y'"));
	sees(s->db, "SELECT count(*) > 0 FROM visible_event_payload AS p "
	    "JOIN visible_event AS e ON e.seq = p.seq WHERE e.row = 81", "1");
	as(s, REP);
	sees(s->db, "SELECT count(*) > 0 FROM visible_event WHERE row = 81",
	    "1");
	sees(s->db, "SELECT count(*) FROM visible_event_payload", "0");
	sees(s->db, "SELECT count(*) FROM visible_event WHERE casefile = 52",
	    "0");
}

#define WITH(test) cmocka_unit_test_setup_teardown(test, scratch_setup, \
	scratch_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WITH(without_signing_in_there_is_nothing),
		WITH(each_sees_what_their_role_and_agency_may),
		WITH(a_team_belongs_to_its_agency),
		WITH(rights_are_those_of_the_role),
		WITH(a_field_is_dropped_for_whom_it_is_not),
		WITH(a_field_is_hidden_from_the_moment_it_needs_a_right),
		WITH(what_another_session_takes_away_is_gone),
		WITH(what_this_transaction_changes_counts_at_once),
		WITH(what_was_found_of_a_case_holds_no_longer),
		WITH(who_is_kept_out_of_an_action_does_not_see_it),
		WITH(several_see_what_all_of_them_see),
		WITH(one_casefile_is_seen_as_among_all),
		WITH(an_owner_is_not_told_what_an_action_hangs_on),
		WITH(what_is_guarded_is_hidden_with_its_guard),
		WITH(a_guard_holds_while_it_is_tied),
		WITH(actions_go_with_what_is_guarded),
		WITH(who_leaves_sees_nothing_from_then_on),
		WITH(inside_a_transaction_one_reads_what_one_wrote),
		WITH(the_program_itself_sees_all),
		WITH(the_log_is_for_those_who_may),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
