/* What the field asks of a board on serious and organised crime, done on the
 * fictional one of tests/data/marlsea.yaml: registers, safeguarding, powers,
 * nominations and what is chased. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "cmd/demo.h"
#include "cmd_help.h"

static int
setup(void **state)
{
	int failed = data_setup(state, "marlsea", "oakshott");
	struct marsh *m = *state;

	if (!failed)
		m->scratch->now = clock_parse("2025-09-10T10:00:00");
	return failed;
}

/* Does a report of the board, as this member sees it, hold a line that begins
 * with these words? */
static bool
tells(struct marsh *m, const char *login, const char *report,
    const char *line)
{
	struct buf b = {0}, want = {0};
	bool found;

	marsh_as(m, login);
	buf_addf(&b, "board-report SM %s", report);
	buf_addf(&want, "\n%s", line);
	found = strstr(marsh_do(m, buf_text(&b)), buf_text(&want)) != NULL;
	buf_release(&b);
	buf_release(&want);
	return found;
}

static const char *
seen(struct marsh *m, const char *login, const char *sql)
{
	marsh_as(m, login);
	return scratch_see(m->scratch->db, sql);
}

static void
a_threat_has_a_plan_of_its_own(void **state)
{
	struct marsh *m = *state;

	assert_true(tells(m, "oakshott", "threats",
	    "Trafficking and modern slavery · Threat 0 · Vulnerability 1"));
	marsh_as(m, "trelease");
	marsh_do(m, "meeting-open SOC-2025-03");
	marsh_do(m, "go threats");
	marsh_do(m, "attend tregarth present");
	marsh_do(m, "action \"Tregarth to visit five hotels by 30 Sep"
	    " #protect &T-1\"");
	assert_true(tells(m, "oakshott", "plan-threat",
	    "Protect · SOC-2025-03/A1 · visit five hotels"));
}

static void
people_at_risk_have_a_safeguarding_lead(void **state)
{
	struct marsh *m = *state;

	assert_string_equal(seen(m, "oakshott", "SELECT count(*) FROM"
	    " visible_casefile WHERE type = 'person' AND lead_id IS NULL"),
	    "0");
	marsh_as(m, "trelease");
	marsh_do(m, "meeting-open SOC-2025-03");
	marsh_as(m, "oakshott");
	assert_null(strstr(marsh_do(m, "checks"), "safeguarding lead"));
	marsh_do(m, "lead VP-1");
	assert_non_null(strstr(marsh_do(m, "checks"),
	    "A person at risk has no safeguarding lead: VP-1."));
}

static void
an_active_group_needs_its_officer(void **state)
{
	struct marsh *m = *state;

	marsh_as(m, "trelease");
	marsh_do(m, "meeting-open SOC-2025-03");
	marsh_as(m, "oakshott");
	assert_null(strstr(marsh_do(m, "checks"), "no LRO"));
	marsh_do(m, "lead OCG-02");
	assert_non_null(strstr(marsh_do(m, "checks"),
	    "An active group has no LRO: OCG-02."));
}

/* People leave: the group is told of, and nothing is deleted. */
static void
a_group_that_shrinks_is_told_of(void **state)
{
	struct marsh *m = *state;

	marsh_as(m, "trelease");
	marsh_do(m, "meeting-open SOC-2025-03");
	marsh_as(m, "oakshott");
	assert_null(strstr(marsh_do(m, "checks"), "fewer members"));
	marsh_do(m, "party-dates OCG-02 Sturt to=2025-09-01");
	assert_non_null(strstr(marsh_do(m, "checks"), "fewer members"));
	assert_string_equal(scratch_ask(m->scratch->db, "SELECT answers ->>"
	    " '$.sort' FROM casefile WHERE ref = 'OCG-02'"), "ocg");
}

static void
offers_are_counted_in_days(void **state)
{
	struct marsh *m = *state;

	assert_true(tells(m, "oakshott", "people-offer",
	    "VP-1 · Adult · 29 May 2025 · 4 Jun 2025 · Slow"));
	/* A new one has five working days. */
	marsh_as(m, "oakshott");
	marsh_do(m, "case-set VP-2 offered");
	assert_true(tells(m, "oakshott", "clocks",
	    "15 Jul 2025 · Offer of support · VP-2"));
}

static void
slow_to_engage_is_never_closed_by_itself(void **state)
{
	struct marsh *m = *state;

	assert_true(tells(m, "oakshott", "clocks",
	    "16 Sep 2025 · Next contact · VP-1"));
	marsh_as(m, "oakshott");
	assert_true(marsh_refused(m, "state VP-1 closed", ERR_INPUT));
	assert_string_equal(scratch_ask(m->scratch->db, "SELECT state FROM"
	    " casefile WHERE ref = 'VP-1'"), "open");
}

static void
a_child_goes_to_the_exploitation_panel(void **state)
{
	struct marsh *m = *state;

	assert_true(tells(m, "lowe", "referred",
	    "F-1 · A child to the exploitation panel · MACE · 10 Jul 2025"
	    " · 11 Jul 2025"));
	/* Its list alone sees the child. */
	assert_string_equal(seen(m, "idris", "SELECT count(*) FROM"
	    " visible_casefile WHERE ref IN ('VP-2', 'F-1')"), "0");
}

static void
a_referral_out_waits_for_its_answer(void **state)
{
	struct marsh *m = *state;

	marsh_as(m, "oakshott");
	marsh_do(m, "record SM referral-out title=\"A group to the region\""
	    " destination=regional basis=s115 sent=2025-09-10");
	assert_true(tells(m, "oakshott", "clocks",
	    "17 Sep 2025 · Acknowledgement"));
}

static void
adult_and_child_are_told_apart(void **state)
{
	struct marsh *m = *state;

	/* Without consent: the adult is notified of, the child is referred. */
	assert_string_equal(seen(m, "oakshott", "SELECT group_concat(ref ||"
	    " ' ' || (answers ->> '$.consent') || ' ' || (answers ->>"
	    " '$.nrm'), '; ') FROM (SELECT * FROM visible_casefile WHERE"
	    " type = 'person' ORDER BY ref)"),
	    "VP-1 refused notify; VP-2 child referred");
	assert_string_equal(seen(m, "oakshott", "SELECT answers ->>"
	    " '$.turns-18' FROM visible_casefile WHERE ref = 'VP-2'"),
	    "2027-05-14");
}

static void
people_are_tied_to_groups(void **state)
{
	struct marsh *m = *state;

	assert_string_equal(seen(m, "oakshott", "SELECT group_concat(c.ref,"
	    " ' ') FROM (SELECT c.ref FROM visible_casefile_link AS l JOIN"
	    " visible_casefile AS c ON c.id = l.casefile_id JOIN"
	    " visible_casefile AS o ON o.id = l.other_id WHERE o.ref ="
	    " 'OCG-02' AND c.type = 'person' ORDER BY c.ref) AS c"),
	    "VP-1 VP-2");
	assert_string_equal(seen(m, "penhale", "SELECT count(*) FROM"
	    " visible_party AS p JOIN visible_casefile AS c ON c.id ="
	    " p.casefile_id WHERE c.ref = 'OCG-01' AND p.role = 'member'"),
	    "5");
}

static void
goods_are_linked_up_to_a_group(void **state)
{
	struct marsh *m = *state;

	marsh_as(m, "idris");
	marsh_do(m, "record SM goods title=\"Vapes at the quay\""
	    " seen=2025-09-01 goods=vapes wider=yes"
	    " wider-why=\"Same van each week.\" ocg=OCG-02");
	assert_string_equal(seen(m, "oakshott", "SELECT o.ref FROM"
	    " visible_casefile_link AS l JOIN visible_casefile AS c ON c.id ="
	    " l.casefile_id JOIN visible_casefile AS o ON o.id = l.other_id"
	    " WHERE c.type = 'goods'"), "OCG-02");
}

static void
any_member_may_nominate(void **state)
{
	struct marsh *m = *state;

	marsh_as(m, "rowan");
	assert_non_null(strstr(marsh_do(m, "refer SM type=ocg"),
	    "The referral is SM-G-"));
	/* They see what they sent, and it waits to be looked at. */
	assert_string_equal(scratch_see(m->scratch->db, "SELECT state || ' '"
	    " || screening FROM visible_casefile WHERE ref LIKE 'SM-G-%'"),
	    "nominated waiting");
	assert_string_equal(seen(m, "wicket", "SELECT count(*) FROM"
	    " visible_casefile WHERE ref LIKE 'SM-G-%'"), "0");
	/* A guest may not. */
	marsh_as(m, "lamplight");
	assert_true(marsh_refused(m, "refer SM type=ocg", ERR_DENIED));
}

static void
an_old_grade_is_kept_with_its_scheme(void **state)
{
	struct marsh *m = *state;

	marsh_as(m, "mapperley");
	assert_true(marsh_refused(m, "record SM intelligence urn=W1"
	    " arrived=2025-09-10 text=\"Lights at night.\" scheme=5x5x5"
	    " handling=p marking=OFFICIAL", ERR_INPUT));
	marsh_do(m, "record SM intelligence urn=W1 arrived=2025-09-10"
	    " text=\"Lights at night.\" scheme=5x5x5 old-grade=B24"
	    " handling=p marking=OFFICIAL");
	assert_string_equal(scratch_ask(m->scratch->db, "SELECT (answers ->>"
	    " '$.scheme') || ' ' || (answers ->> '$.old-grade') FROM casefile"
	    " WHERE answers ->> '$.urn' = 'W1'"), "5x5x5 B24");
}

static void
agencies_are_told_what_became_of_it(void **state)
{
	struct marsh *m = *state;

	assert_string_equal(seen(m, "idris", "SELECT answers ->> '$.done'"
	    " FROM visible_casefile WHERE ref = 'I-1'"),
	    "Patrol plan changed.");
}

static void
powers_are_considered_used_or_not_suitable(void **state)
{
	struct marsh *m = *state;

	/* Considered, used, not suitable: each stands where it has come to. */
	assert_true(tells(m, "oakshott", "powers",
	    "Environmental health, food, noise · Powers considered OCG-01,"
	    " L-1"));
	assert_true(tells(m, "oakshott", "powers",
	    "Tax and duty · Powers used OCG-01"));
	assert_true(tells(m, "oakshott", "powers",
	    "Slavery and trafficking order · Powers not suitable OCG-01"));
	/* Who does not see the group does not see its powers. */
	assert_true(tells(m, "rowan", "powers", "Tax and duty\n"));
	assert_true(tells(m, "rowan", "powers",
	    "Tenancy enforcement · Powers considered OCG-02, L-2"));
}

static void
recommendations_serve_duties(void **state)
{
	assert_true(tells(*state, "oakshott", "duties",
	    "Crime and disorder · 3"));
	assert_true(tells(*state, "oakshott", "duties",
	    "Harm to the local environment · 1"));
}

static void
services_and_gaps_are_known(void **state)
{
	assert_true(tells(*state, "oakshott", "services",
	    "Pathway of support · No 0 · Yes 1"));
	assert_true(tells(*state, "oakshott", "services",
	    "Intervention · No 1 · Yes 0"));
}

static void
awareness_is_counted_by_audience(void **state)
{
	assert_true(tells(*state, "oakshott", "awareness", "Hotels · 46"));
	assert_true(tells(*state, "oakshott", "awareness",
	    "Licensees · 46"));
	assert_true(tells(*state, "oakshott", "training", "Schools · 31"));
}

static void
controls_are_assessed_yearly(void **state)
{
	assert_true(tells(*state, "oakshott", "controls",
	    "Fraud in procurement · In place 0 · In part 1"));
	assert_true(tells(*state, "oakshott", "clocks",
	    "1 May 2026 · Yearly look · Q-1"));
}

static void
contracts_are_checked_out_of_sight(void **state)
{
	struct marsh *m = *state;

	assert_true(tells(m, "nair", "contracts", "Waste · Not done yet 0"
	    " · Nothing found 1"));
	assert_true(tells(m, "nair", "clocks", "18 Feb 2026 · Review · K-1"));
	/* Who bids is seen by those who check. */
	assert_string_equal(seen(m, "harries", "SELECT count(*) FROM"
	    " visible_casefile WHERE type = 'contract'"), "0");
}

static void
providers_are_checked_and_sign(void **state)
{
	struct marsh *m = *state;

	assert_true(tells(m, "oakshott", "providers",
	    "B-1 · Harbour Light · Voluntary · Nothing found"));
}

static void
disclosures_say_what_to_whom_and_why(void **state)
{
	struct marsh *m = *state;

	assert_true(tells(m, "idris", "disclosed", "H-1 · Why a tenant moves"
	    " · The allocations manager of Tamarisk Homes"));
	marsh_as(m, "idris");
	assert_true(marsh_refused(m, "record SM disclosure title=X what=Y"
	    " whom=Z date=2025-09-10 by=idris setting=hub", ERR_INPUT));
}

static void
a_profile_is_awaited_and_refreshed(void **state)
{
	struct marsh *m = *state;

	assert_true(tells(m, "oakshott", "clocks",
	    "31 Oct 2025 · Receipt · LP-CSE-2025"));
	assert_true(tells(m, "oakshott", "clocks",
	    "31 Jan 2026 · Light refresh · LP-MS-2025"));
	assert_true(tells(m, "oakshott", "clocks",
	    "16 May 2025 · Contribution due · S-08"));
}

/* A recommendation that comes from a profile is no contribution to it. */
static void
a_profile_without_contributors_is_told_of(void **state)
{
	struct marsh *m = *state;
	const char *said;

	marsh_as(m, "trelease");
	marsh_do(m, "meeting-open SOC-2025-03");
	marsh_do(m, "record SM recommendation sort=risk text=\"Ask schools.\""
	    " context=\"Heard in May.\" profile=LP-CSE-2025");
	said = marsh_do(m, "checks");
	assert_non_null(strstr(said, "Nobody was asked to contribute to a"
	    " profile: LP-CSE-2025"));
	assert_null(strstr(said, "profile: LP-MS-2025"));
}

static void
a_recommendation_comes_back_until_it_is_delivered(void **state)
{
	struct marsh *m = *state;
	static const char sql[] = "SELECT count(*) FROM item AS i JOIN"
	    " casefile AS c ON c.id = i.casefile_id JOIN meeting AS t ON t.id"
	    " = i.meeting_id WHERE c.ref = 'R1' AND t.ref = 'SOC-2025-04'";

	marsh_as(m, "trelease");
	assert_string_equal(scratch_ask(m->scratch->db, sql), "1");
	marsh_as(m, "oakshott");
	marsh_do(m, "state R1 delivered \"Licences carry the training.\"");
	assert_string_equal(scratch_ask(m->scratch->db, "SELECT live FROM"
	    " casefile WHERE ref = 'R1'"), "0");
}

static void
an_order_is_watched_and_its_breach_told(void **state)
{
	struct marsh *m = *state;

	marsh_as(m, "oakshott");
	marsh_do(m, "incident O-1 2025-09-08 \"Seen on the forecourt.\"");
	marsh_do(m, "state O-1 breached");
	assert_true(tells(m, "oakshott", "orders",
	    "O-1 · Criminal behaviour order · Westmarch Magistrates"
	    " · 5 Dec 2025 · Breached"));
	assert_string_equal(scratch_ask(m->scratch->db, "SELECT text FROM"
	    " incident"), "Seen on the forecourt.");
}

static void
a_helper_of_groups_is_on_a_list_of_its_own(void **state)
{
	struct marsh *m = *state;

	marsh_as(m, "penhale");
	marsh_do(m, "record SM enabler title=\"A bookkeeper\" field=finance"
	    " ocg=OCG-01");
	assert_string_equal(seen(m, "penhale", "SELECT count(*) FROM"
	    " visible_casefile WHERE type = 'enabler'"), "1");
	assert_string_equal(seen(m, "rowan", "SELECT count(*) FROM"
	    " visible_casefile WHERE type = 'enabler'"), "0");
}

static void
two_boards_share_a_book(void **state)
{
	struct marsh *m = xcalloc(1, sizeof(*m));
	struct scratch *s;
	struct buf reply = {0};
	void *inner = NULL;
	char *data = demo_data_of(marsh_data(), "soc");

	(void)state;
	assert_int_equal(scratch_setup_empty(&inner), 0);
	m->scratch = s = inner;
	assert_non_null(data);
	if (!demo_make_all(s->path, marsh_data(), data, marsh_forms(), &s->now,
	    &reply, &m->err))
		fail_msg("%s", err_text(&m->err));
	/* The clock is that of the board that was asked for. */
	assert_int_equal(s->now, clock_parse("2025-09-09T17:00:00"));
	s->db = db_open(s->path, DB_USE, &s->clock, &m->err);
	assert_non_null(s->db);
	assert_true(scratch_ask_int(s->db, "SELECT count(*) FROM board") >=
	    2);
	assert_int_equal(scratch_ask_int(s->db, "SELECT count(DISTINCT kind)"
	    " = count(*) FROM board"), 1);
	/* Nobody of the one board sees the other's cases. */
	assert_true(session_open(&m->s, s->db, &s->clock, "oakshott", "test",
	    &m->err));
	assert_string_equal(scratch_see(s->db, "SELECT count(DISTINCT"
	    " board_id) FROM visible_casefile"), "1");
	buf_release(&reply);
	free(data);
	inner = m;
	marsh_teardown(&inner);
}

#define T(f) cmocka_unit_test_setup_teardown(f, setup, marsh_teardown)

/* Nothing new becomes theirs who have left: said by name, at once. */
static void
nothing_is_given_to_one_who_left(void **state)
{
	struct marsh *m = *state;

	marsh_as(m, "trelease");
	marsh_do(m, "meeting-open SOC-2025-03");
	marsh_do(m, "attend finch present");
	marsh_do(m, "member-end finch");
	marsh_as(m, "oakshott");
	assert_true(marsh_refused(m, "lead VP-2 finch", ERR_INPUT));
	assert_non_null(strstr(err_text(&m->err), "Dr Amara Finch has left"));
	assert_true(marsh_refused(m, "action-owner A4 ICB finch", ERR_INPUT));
	assert_non_null(strstr(err_text(&m->err), "Dr Amara Finch has left"));
	assert_true(marsh_refused(m, "action \"Finch to look by 1/10 #Pursue\""
	    " step=threats", ERR_INPUT));
	assert_non_null(strstr(err_text(&m->err), "Dr Amara Finch has left"));
	assert_string_equal(seen(m, "oakshott", "SELECT count(*) FROM"
	    " visible_action WHERE text = 'look'"), "0");
	/* Back again: it can be theirs. */
	marsh_as(m, "trelease");
	marsh_do(m, "member-back finch");
	marsh_as(m, "oakshott");
	marsh_do(m, "lead VP-2 finch");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_threat_has_a_plan_of_its_own),
		T(people_at_risk_have_a_safeguarding_lead),
		T(an_active_group_needs_its_officer),
		T(a_group_that_shrinks_is_told_of),
		T(offers_are_counted_in_days),
		T(slow_to_engage_is_never_closed_by_itself),
		T(a_child_goes_to_the_exploitation_panel),
		T(a_referral_out_waits_for_its_answer),
		T(adult_and_child_are_told_apart),
		T(people_are_tied_to_groups),
		T(goods_are_linked_up_to_a_group),
		T(any_member_may_nominate),
		T(an_old_grade_is_kept_with_its_scheme),
		T(agencies_are_told_what_became_of_it),
		T(powers_are_considered_used_or_not_suitable),
		T(recommendations_serve_duties),
		T(services_and_gaps_are_known),
		T(awareness_is_counted_by_audience),
		T(controls_are_assessed_yearly),
		T(contracts_are_checked_out_of_sight),
		T(providers_are_checked_and_sign),
		T(disclosures_say_what_to_whom_and_why),
		T(a_profile_is_awaited_and_refreshed),
		T(a_profile_without_contributors_is_told_of),
		T(a_recommendation_comes_back_until_it_is_delivered),
		T(an_order_is_watched_and_its_breach_told),
		T(a_helper_of_groups_is_on_a_list_of_its_own),
		cmocka_unit_test(two_boards_share_a_book),
		T(nothing_is_given_to_one_who_left),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
