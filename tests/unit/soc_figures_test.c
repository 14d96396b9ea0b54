/* The figures of the fictional board of tests/data/marlsea.yaml: as it opens on
 * 10 September 2025, and when its meeting has been played. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "cmd/find.h"
#include "cmd/report_cmd.h"
#include "cmd_help.h"
#include "store/verify.h"

static int
opening(void **state)
{
	int failed = data_setup(state, "marlsea", "oakshott");
	struct marsh *m = *state;

	if (!failed)
		m->scratch->now = clock_parse("2025-09-10T09:55:00");
	return failed;
}

/* The book before the meeting and the book after it, for tests that change
 * nothing. */
static void *before, *after;

static int
both(void **state)
{
	(void)state;
	return opening(&before) || data_setup_played(&after, "marlsea",
	    "oakshott");
}

static int
neither(void **state)
{
	(void)state;
	return marsh_teardown(&before) | marsh_teardown(&after);
}

static int
is_before(void **state)
{
	*state = before;
	return 0;
}

static int
is_after(void **state)
{
	*state = after;
	return 0;
}

/* A report of the board, released by the caller. */
static void
make(struct marsh *m, const char *login, const char *key, struct report *r)
{
	struct report_wish wish = { .key = key };

	marsh_as(m, login);
	assert_true(find_board(&m->s, "SM", &wish.board, &m->err));
	if (!cmd_report(&m->s, &wish, r, &m->err))
		fail_msg("%s: %s", key, err_text(&m->err));
}

/* A count: "Pursue 2, Prevent 1, …", its total left out; with a column, the
 * numbers under it. */
static void
counts(struct marsh *m, const char *login, const char *key,
    const char *column, const char *expected)
{
	struct buf b = {0};
	struct report r;
	size_t at = 1;

	make(m, login, key, &r);
	for (size_t i = 1; column && i < r.n_columns; i++)
		if (strcmp(r.columns[i].title, column) == 0 ||
		    strcmp(r.columns[i].key, column) == 0)
			at = i;
	for (size_t i = 0; i < r.n_lines; i++)
		if (!r.lines[i].total)
			buf_addf(&b, "%s%s %s", b.len ? ", " : "",
			    r.lines[i].cell[0], r.lines[i].cell[at]);
	assert_string_equal(buf_text(&b), expected);
	report_release(&r);
	buf_release(&b);
}

static void
covered(struct marsh *m, const char *login, int64_t of, int64_t records)
{
	struct report r;

	make(m, login, "coverage", &r);
	assert_int_equal(r.covered, of);
	assert_int_equal(r.records, records);
	report_release(&r);
}

static bool
noted(struct marsh *m, const char *key, const char *words)
{
	struct report r;
	bool found = false;

	make(m, "oakshott", key, &r);
	for (size_t i = 0; i < r.n_notes; i++)
		found |= strstr(r.notes[i], words) != NULL;
	report_release(&r);
	return found;
}

static void
strands_before(void **state)
{
	struct marsh *m = *state;

	counts(m, "oakshott", "strands", NULL, "Pursue 2, Prevent 1,"
	    " Protect 2, Prepare 0");
	assert_true(noted(m, "strands-live", "Prepare"));
	assert_false(noted(m, "strands-live", "Prevent"));
}

static void
colours_before(void **state)
{
	counts(*state, "oakshott", "rag", NULL, "B Closed 1, R Past due 1,"
	    " A Due soon 1, - Not begun 0, G On course 2");
}

static void
coverage_before(void **state)
{
	covered(*state, "oakshott", 2, 3);
}

/* Teams roll up to the council they belong to. */
static void
overdue_by_agency(void **state)
{
	struct marsh *m = *state;
	struct report r;

	counts(m, "oakshott", "overdue-agency", NULL, "MBC 1");
	make(m, "oakshott", "overdue", &r);
	assert_int_equal(r.n_lines, 1);
	assert_string_equal(r.lines[0].cell[1], "A2");
	assert_string_equal(r.lines[0].cell[5], "12");
	report_release(&r);
}

static void
uncovered_ones_come_first(void **state)
{
	struct report r;

	make(*state, "oakshott", "trace", &r);
	assert_true(r.n_lines > 0);
	assert_true(r.lines[0].uncovered);
	assert_string_equal(r.lines[0].cell[0], "R3");
	report_release(&r);
}

static void
disruptions_by_strand_and_rating(void **state)
{
	struct marsh *m = *state;

	counts(m, "oakshott", "disruptions", "Total", "Pursue 2, Prevent 0,"
	    " Protect 1, Prepare 0");
	counts(m, "oakshott", "disruptions", "moderate", "Pursue 1,"
	    " Prevent 0, Protect 0, Prepare 0");
	counts(m, "oakshott", "disruptions", "negative", "Pursue 1,"
	    " Prevent 0, Protect 0, Prepare 0");
	counts(m, "oakshott", "disruptions-since", NULL, "Major 0,"
	    " Moderate 1, Minor 1, None 0, Negative 1");
}

static void
cash_is_summed_in_pounds(void **state)
{
	struct report r;
	bool found = false;

	make(*state, "oakshott", "disruptions-cash", &r);
	for (size_t i = 0; i < r.n_lines; i++)
		found |= strcmp(r.lines[i].cell[0], "HMRC") == 0 &&
		    strstr(r.lines[i].cell[1], "18,450") != NULL;
	assert_true(found);
	report_release(&r);
}

static void
contributors_are_chased(void **state)
{
	struct report r;
	const char *asked = "";

	make(*state, "oakshott", "returns", &r);
	for (size_t i = 1; i < r.n_columns; i++)
		if (strcmp(r.columns[i].key, "asked") == 0)
			asked = r.lines[0].cell[i];
	assert_string_equal(asked, "2");
	report_release(&r);
}

static void
a_tracker_tells_its_own_viewer_alone(void **state)
{
	struct marsh *m = *state;

	/* At the opening: A2 and A4. */
	counts(m, "rowan", "strands", NULL, "Pursue 1, Prevent 0, Protect 1,"
	    " Prepare 0");
	covered(m, "rowan", 2, 3);
	counts(m, "rowan", "disruptions", "Total", "Pursue 0, Prevent 0,"
	    " Protect 0, Prepare 0");
	counts(m, "rowan", "groups-state", NULL, "Nominated 0,"
	    " Waiting for a score 0, Mapped, active 1, Managed, dormant 0,"
	    " Dismantled, watched 0, Kept as a network 0, Archived 0");
}

static void
small_numbers_of_people_are_hidden(void **state)
{
	struct report r;

	make(*state, "oakshott", "people", &r);
	assert_true(r.suppressed);
	report_release(&r);
}

static void
orders_tell_of_their_end(void **state)
{
	struct report r;
	bool found = false;

	make(*state, "oakshott", "orders", &r);
	for (size_t i = 0; i < r.n_lines; i++)
		found |= strcmp(r.lines[i].cell[0], "O-1") == 0 &&
		    strstr(r.lines[i].cell[5], "5 Dec 2025") != NULL;
	assert_true(found);
	report_release(&r);
}

/* ---- After the meeting -------------------------------------------------- */

static void
strands_after(void **state)
{
	struct marsh *m = *state;

	counts(m, "oakshott", "strands", NULL, "Pursue 2, Prevent 1,"
	    " Protect 2, Prepare 1");
	assert_false(noted(m, "strands-live", "Prepare"));
}

static void
colours_after(void **state)
{
	counts(*state, "oakshott", "rag", NULL, "B Closed 1, R Past due 1,"
	    " A Due soon 1, - Not begun 0, G On course 3");
}

static void
coverage_after(void **state)
{
	covered(*state, "oakshott", 3, 3);
	/* They see R1 to R3, A2, A4 and what was agreed today. */
	counts(*state, "rowan", "strands", NULL, "Pursue 1, Prevent 0,"
	    " Protect 1, Prepare 1");
	covered(*state, "rowan", 3, 3);
}

static void
the_meeting_was_closed(void **state)
{
	struct marsh *m = *state;
	struct db *db = m->scratch->db;

	assert_string_equal(scratch_ask(db, "SELECT status || ' ' ||"
	    " opened_at || ' ' || closed_at FROM meeting WHERE ref ="
	    " 'SOC-2025-03'"),
	    "closed 2025-09-10T10:00:00 2025-09-10T12:10:00");
	assert_int_equal(scratch_ask_int(db, "SELECT count(*) FROM item AS i"
	    " JOIN meeting AS t ON t.id = i.meeting_id WHERE t.ref ="
	    " 'SOC-2025-03' AND i.status <> 'done'"), 0);
	/* Two people stay a network. */
	assert_string_equal(scratch_ask(db, "SELECT state FROM casefile WHERE"
	    " ref = 'N-07'"), "not-ocg");
}

static void
an_override_is_minuted(void **state)
{
	struct marsh *m = *state;

	assert_string_equal(scratch_ask(m->scratch->db, "SELECT check_name ||"
	    " ' ' || substr(reason, 1, 10) FROM override"),
	    "statement-not-accepted He said as");
}

static void
the_agreed_action_is_whole(void **state)
{
	struct marsh *m = *state;

	assert_string_equal(scratch_ask(m->scratch->db, "SELECT a.strand ||"
	    " ' ' || g.short || ' ' || m.login || ' ' || a.due_on || ' ' ||"
	    " (SELECT group_concat(s.due_on, ' ') FROM milestone AS s WHERE"
	    " s.action_id = a.id) FROM action AS a JOIN agency AS g ON g.id ="
	    " a.agency_id JOIN member AS m ON m.id = a.member_id WHERE a.ref"
	    " = 'R3/A1'"), "prepare Emergency bell 2026-01-16 2025-10-31"
	    " 2025-11-14 2025-12-10");
}

static void
the_guest_has_no_closed_minutes(void **state)
{
	struct marsh *m = *state;

	marsh_as(m, "lamplight");
	assert_string_equal(scratch_see(m->scratch->db, "SELECT count(*) FROM"
	    " visible_minute AS v JOIN visible_item AS i ON i.id = v.item_id"
	    " WHERE i.step IN ('groups', 'people', 'places', 'disrupted',"
	    " 'refer')"), "0");
	assert_string_equal(scratch_see(m->scratch->db, "SELECT count(*) > 0"
	    " FROM visible_minute"), "1");
}

static void
the_chain_is_whole(void **state)
{
	struct verify_result result = { 0 };
	struct marsh *m = *state;

	assert_true(db_verify(m->scratch->db, true, NULL, NULL, &result,
	    &m->err));
	assert_true(result.intact);
	buf_release(&result.says);
}

/* ---- In between ----------------------------------------------------------- */

/* What stands in the way of closing, as the chair sees it. */
static bool
stops(struct marsh *m, const char *words)
{
	const char *says;

	marsh_as(m, "oakshott");
	says = marsh_do(m, "checks");
	return strstr(says, words) != NULL;
}

static void
closing_is_blocked_until_there_is_an_action(void **state)
{
	static const char line[] = "action \"Bell to write the survivor"
	    " reception plan by 16 Jan 2026 #prepare * agree a venue by"
	    " 31 Oct * send the draft by 14 Nov * hold the exercise by"
	    " 10 Dec\"";
	struct marsh *m = *state;

	marsh_as(m, "trelease");
	m->scratch->now = clock_parse("2025-09-10T10:00:00");
	marsh_do(m, "meeting-open SOC-2025-03");
	assert_true(stops(m, "An accepted recommendation has no action: R3."));
	assert_false(stops(m, "no action: R1"));
	assert_true(stops(m, "next to none of the live actions: Prepare 0"
	    " of 4."));
	assert_false(stops(m, "empty 4P plan"));
	marsh_as(m, "trelease");
	marsh_do(m, "attend bell present");
	assert_true(marsh_refused(m, "go R3 plan", ERR_INPUT));
	marsh_do(m, "attend oakshott present");
	marsh_do(m, "statement-read");
	assert_true(marsh_refused(m, "go R3 plan", ERR_INPUT));
	marsh_do(m, "accept-statement all");
	marsh_do(m, "go R3 plan");
	marsh_do(m, line);
	assert_false(stops(m, "no action: R3"));
	assert_false(stops(m, "next to none"));
	assert_false(stops(m, "milestone"));
}

static void
the_chair_may_go_on_with_a_reason(void **state)
{
	struct marsh *m = *state;

	marsh_as(m, "trelease");
	m->scratch->now = clock_parse("2025-09-10T10:00:00");
	marsh_do(m, "meeting-open SOC-2025-03");
	assert_true(marsh_refused(m, "override no-action Later case=R3",
	    ERR_DENIED));
	marsh_as(m, "oakshott");
	marsh_do(m, "override no-action \"The work is agreed in December.\""
	    " case=R3");
	assert_false(stops(m, "stops  no-action"));
}

static void
teams_are_one_voice(void **state)
{
	struct marsh *m = *state;

	marsh_as(m, "trelease");
	m->scratch->now = clock_parse("2025-09-10T10:00:00");
	marsh_do(m, "meeting-open SOC-2025-03");
	marsh_do(m, "attend oakshott present");
	marsh_do(m, "attend idris present");
	marsh_do(m, "attend lowe present");
	marsh_do(m, "attend bell present");
	/* Police and council, however many came: two more are needed. */
	assert_true(stops(m, "no-quorum"));
	assert_true(stops(m, "decide: wanting 2 more."));
	marsh_as(m, "trelease");
	marsh_do(m, "attend tally present");
	assert_true(stops(m, "decide: wanting 1 more."));
	marsh_as(m, "trelease");
	marsh_do(m, "attend rowan present");
	assert_false(stops(m, "no-quorum"));
	/* The number alone is no quorum: the police go, others are enough. */
	marsh_as(m, "trelease");
	marsh_do(m, "attend sedge present");
	marsh_do(m, "left oakshott");
	assert_true(stops(m, "decide: wanting Police."));
}

#define BEFORE(f) cmocka_unit_test_setup(f, is_before)
#define AFTER(f) cmocka_unit_test_setup(f, is_after)
#define FRESH(f) cmocka_unit_test_setup_teardown(f, opening, marsh_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		BEFORE(strands_before),
		BEFORE(colours_before),
		BEFORE(coverage_before),
		BEFORE(overdue_by_agency),
		BEFORE(uncovered_ones_come_first),
		BEFORE(disruptions_by_strand_and_rating),
		BEFORE(cash_is_summed_in_pounds),
		BEFORE(contributors_are_chased),
		BEFORE(a_tracker_tells_its_own_viewer_alone),
		BEFORE(small_numbers_of_people_are_hidden),
		BEFORE(orders_tell_of_their_end),
		AFTER(strands_after),
		AFTER(colours_after),
		AFTER(coverage_after),
		AFTER(the_meeting_was_closed),
		AFTER(an_override_is_minuted),
		AFTER(the_agreed_action_is_whole),
		AFTER(the_guest_has_no_closed_minutes),
		AFTER(the_chain_is_whole),
		FRESH(closing_is_blocked_until_there_is_an_action),
		FRESH(the_chair_may_go_on_with_a_reason),
		FRESH(teams_are_one_voice),
	};

	return cmocka_run_group_tests(tests, both, neither);
}
