/* The kind of the board on serious and organised crime, forms/soc.yaml: what
 * its rules say, in the numbers and lists that the field asks for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "soc_help.h"

static bool
may(const char *role, enum kind_right right)
{
	const struct kind_role *r = kind_role(soc, role);

	assert_non_null(r);
	return (r->rights & RIGHT_BIT(right)) != 0;
}

static void
the_rules_have_their_numbers(void **state)
{
	const struct kind_rules *r = &soc->rules;

	(void)state;
	assert_int_equal(r->quorum, 4);
	assert_int_equal(r->strand_balance_percent, 10);
	assert_int_equal(r->suppress_below, 5);
	assert_int_equal(r->retention_months, 72);
	assert_int_equal(r->idle_lock_minutes, 10);
	assert_int_equal(soc->actions.amber_days, 14);
	assert_int_equal(soc->actions.max_date_moves, 2);
	assert_int_equal(soc->actions.max_milestone_gap, 60);
	assert_int_equal(soc->agreement.months, 12);
	assert_int_equal(kind_deadline(soc, "papers")->working_days, 5);
	assert_true(kind_deadline(soc, "papers")->before);
	assert_int_equal(kind_deadline(soc, "research")->working_days, 2);
	assert_int_equal(kind_deadline(soc, "draft")->working_days, 5);
	assert_int_equal(kind_deadline(soc, "minutes")->working_days, 10);
	assert_false(r->repeat.on);
}

static void
lateness_climbs_four_steps(void **state)
{
	static const int days[] = { 1, 14, 28, 56 };
	const struct kind_rules *r = &soc->rules;

	(void)state;
	assert_int_equal(r->n_escalation, 4);
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(r->escalation[i].days_overdue, days[i]);
	assert_int_equal(r->escalation[2].meetings, 2);
}

static void
colours_stand_in_their_order(void **state)
{
	static const char letters[] = "BRA-G";
	const struct kind_rules *r = &soc->rules;

	(void)state;
	assert_int_equal(r->n_rag, 5);
	for (size_t i = 0; i < 5; i++)
		assert_int_equal(r->rag[i].letter[0], letters[i]);
	assert_int_equal(r->rag[2].due_within, 14);
	assert_true(r->rag[1].blocked);
	assert_true(r->rag[2].milestone_missed);
}

static void
the_steps_are_numbered_to_fifteen(void **state)
{
	static const char *const labels[] = { "0a", "0b", "0c", "1", "1a",
	    "1b", "2", "3", "4", "5", "6", "7", "8", "8a", "9", "10", "11",
	    "12", "13", "14", "15" };
	enum { N = sizeof(labels) / sizeof(labels[0]) };

	(void)state;
	assert_int_equal(soc->n_steps, N);
	for (size_t i = 0; i < N; i++) {
		const struct kind_step *s = &soc->steps[i];
		long at = strtol(s->label, NULL, 10);

		assert_string_equal(s->label, labels[i]);
		/* What names people, groups and places is closed. */
		assert_int_equal(s->closed, (at >= 8 && at <= 10) ||
		    at == 13);
	}
}

static void
one_word_for_each_list_of_the_field(void **state)
{
	(void)state;
	soc_choices("ocg", "sort", "ocg gang network individual theme");
	soc_choices("ocg", "scope", "ward town county cross-county regional"
	    " national international");
	soc_choices("ocg", "traditional", "family single violence professionals"
	    " laundered");
	soc_choices("ocg", "changing", "several loose boundless enablers"
	    " technology opportunities overt");
	soc_choices("recommendation", "sort", "threat vulnerability risk");
	soc_choices("disruption", "rating",
	    "major moderate minor none negative");
	soc_choices("disruption", "strand", "pursue prevent protect prepare");
	soc_choices("intelligence", "source", "1 2 3");
	soc_choices("intelligence", "assessment", "a b c d e");
	soc_choices("intelligence", "action-code", "none a1 a2 a3");
	soc_choices("intelligence", "sanitisation", "none s1 s2");
	soc_choices("at-risk", "nrm", "none referred notify rg-yes rg-no cg-yes"
	    " cg-no withdrawn");
	soc_choices("at-risk", "engagement",
	    "not-yet slow engaged declined-now");
	soc_choices("at-risk", "also",
	    "trafficking sexual prostitution cuckooing"
	    " soc none");
	soc_choices("location", "phase", "none clear hold build");
	soc_choices("action", "impact", "none limited some significant"
	    " unknown-yet");
}

static void
seven_kinds_of_crime_come_first(void **state)
{
	static const char *const seven[] = { "drugs", "theft", "cse",
	    "slavery", "fraud", "weapons", "cyber" };
	const struct kind_field *f = soc_field("ocg", "crime");

	(void)state;
	for (size_t i = 0; i < f->n_choices; i++)
		assert_int_equal(strcmp(f->choices[i].group, "Seven kinds")
		    == 0, i < 7);
	for (size_t i = 0; i < 7; i++)
		assert_string_equal(f->choices[i].key, seven[i]);
}

static void
six_powers_of_a_council_come_first(void **state)
{
	const struct kind_field *f = soc_field("ocg", "powers-used");
	size_t six = 0;

	(void)state;
	for (size_t i = 0; i < f->n_choices; i++)
		six += strcmp(f->choices[i].group,
		    "Six powers of a council") == 0;
	assert_int_equal(six, 6);
	assert_true(soc_field("ocg", "powers-why")->required_when != NULL);
}

static void
a_group_is_three_or_more(void **state)
{
	const struct kind_choice *c = &soc_field("ocg", "sort")->choices[0];

	(void)state;
	assert_string_equal(c->needs_role, "member");
	assert_int_equal(c->needs_count, 3);
	assert_non_null(strstr(c->needs_text, "s.45(6)"));
	assert_null(soc_field("ocg", "sort")->choices[2].needs_role);
}

static void
four_ratings_tell_a_gang_from_a_group(void **state)
{
	static const char *const keys[] = { "criminality", "organisation",
	    "planning", "control" };

	(void)state;
	for (size_t i = 0; i < 4; i++)
		soc_choices("ocg", keys[i], "low medium high");
	assert_int_equal(soc_field("ocg", "sort-why")->type, FIELD_NOTE);
}

static void
four_risk_factors_have_evidence(void **state)
{
	static const char *const keys[] = { "criminality", "ability",
	    "networks", "identity" };

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		char why[40];

		soc_choices("at-risk", keys[i], "none some high");
		snprintf(why, sizeof(why), "%s-why", keys[i]);
		assert_int_equal(soc_field("at-risk", why)->type, FIELD_NOTE);
	}
}

/* A row that names a group, a person or a place is seen by those alone who see
 * that; a recommendation is open to the board, whatever it is about. */
static void
rows_are_hidden_with_what_they_name(void **state)
{
	static const char want[] = " recommendation/profile"
	    " source/contributes goods/location intelligence/ocg"
	    " intelligence/person intelligence/location disruption/ocg"
	    " disruption/person disruption/location score/ocg visit/location"
	    " order/ocg order/location referral-out/ocg referral-out/person"
	    " referral-out/location disclosure/ocg disclosure/person"
	    " disclosure/intelligence enabler/ocg";
	struct buf found = { 0 };

	(void)state;
	for (size_t i = 0; i < soc->n_case_types; i++) {
		const struct kind_case_type *t = &soc->case_types[i];

		for (size_t j = 0; j < t->n_links; j++)
			if (t->links[j].guards)
				buf_addf(&found, " %s/%s", t->key,
				    t->links[j].key);
	}
	assert_string_equal(buf_text(&found), want);
	buf_release(&found);
}

static void
a_recommendation_needs_context(void **state)
{
	const struct kind_case_type *t = kind_case_type(soc, "recommendation");

	(void)state;
	assert_true(soc_field("recommendation", "context")->required);
	assert_true(soc_field("recommendation", "sort")->required);
	assert_true(kind_link(t, "profile")->required);
	assert_string_equal(kind_disposition(t, "accept")->state, "accepted");
	assert_string_equal(kind_disposition(t, "amend")->state, "amended");
	assert_string_equal(kind_disposition(t, "reject")->state, "rejected");
	assert_true(kind_disposition(t, "reject")->needs & NEED_REASON);
	assert_string_equal(kind_disposition(t, "defer")->state, "deferred");
	assert_true(kind_disposition(t, "defer")->needs & NEED_NEW_DATE);
}

/* The check of the close that looks for this, for these records. */
static const struct kind_check *
at_close(enum kind_check_id id, const char *type)
{
	for (size_t i = 0; i < soc->n_closing; i++) {
		const struct kind_check *c = &soc->closing[i];

		if (c->check == id && (!type || (c->n_case_types > 0 &&
		    strcmp(c->case_types[0], type) == 0)))
			return c;
	}
	return NULL;
}

static void
the_close_is_blocked_by_what_is_missing(void **state)
{
	static const struct { enum kind_check_id id; const char *type; }
	must[] = {
		{ CHECK_ACTION_WITHOUT_OWNER, NULL },
		{ CHECK_ACTION_WITHOUT_DATE, NULL },
		{ CHECK_ACTION_WITHOUT_STRAND, NULL },
		{ CHECK_ACTION_WITHOUT_MILESTONE, NULL },
		{ CHECK_NO_ACTION, "recommendation" },
		{ CHECK_NO_ACTION, "ocg" },
		{ CHECK_NO_LEAD, "ocg" },
		{ CHECK_NO_LEAD, "person" },
		{ CHECK_NO_MARKING, "profile" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(must) / sizeof(must[0]); i++) {
		const struct kind_check *c = at_close(must[i].id,
		    must[i].type);

		assert_non_null(c);
		assert_int_equal(c->severity, SEVERITY_BLOCK);
		/* The chair may go on, with a reason. */
		assert_true(c->override);
	}
}

static void
clocks_run_by_the_numbers(void **state)
{
	static const struct { const char *type, *timer; int days, working,
	    months; } clocks[] = {
		{ "ocg", "score", 90, KIND_UNSET, KIND_UNSET },
		{ "ocg", "score-dormant", 180, KIND_UNSET, KIND_UNSET },
		{ "ocg", "plan", KIND_UNSET, KIND_UNSET, 1 },
		{ "profile", "light", KIND_UNSET, KIND_UNSET, 6 },
		{ "profile", "full", KIND_UNSET, KIND_UNSET, 12 },
		{ "person", "nrm", KIND_UNSET, 5, KIND_UNSET },
		{ "person", "offer", KIND_UNSET, 5, KIND_UNSET },
		{ "control", "review", KIND_UNSET, KIND_UNSET, 12 },
		{ "strategy", "review", KIND_UNSET, KIND_UNSET, 12 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(clocks) / sizeof(clocks[0]); i++) {
		const struct kind_timer *t = kind_timer(kind_case_type(soc,
		    clocks[i].type), clocks[i].timer);

		assert_non_null(t);
		assert_int_equal(t->days, clocks[i].days);
		assert_int_equal(t->working_days, clocks[i].working);
		assert_int_equal(t->months, clocks[i].months);
	}
}

static void
an_order_tells_of_its_end_three_times(void **state)
{
	const struct kind_timer *t = kind_timer(kind_case_type(soc, "order"),
	    "end");

	(void)state;
	assert_int_equal(t->n_alerts, 3);
	assert_int_equal(kind_timer_alert(t, 0), 180);
	assert_int_equal(kind_timer_alert(t, 1), 90);
	assert_int_equal(kind_timer_alert(t, 2), 30);
	assert_string_equal(soc_field("order", "sort")->choices[0].label,
	    "Serious crime prevention order");
}

static void
each_role_sees_what_it_needs(void **state)
{
	(void)state;
	/* Names of operations are for few; the secretary is not among them,
	 * approves no minutes and raises nobody's access. */
	assert_true(may("chair", RIGHT_SEE_CODE_NAMES));
	assert_true(may("lro", RIGHT_SEE_CODE_NAMES));
	assert_false(may("secretary", RIGHT_SEE_CODE_NAMES));
	assert_false(may("member", RIGHT_SEE_CODE_NAMES));
	assert_false(may("secretary", RIGHT_APPROVE_MINUTES));
	assert_false(may("secretary", RIGHT_MANAGE_ACCESS));
	assert_false(may("secretary", RIGHT_MANAGE_MEMBERS));
	assert_false(may("secretary", RIGHT_OVERRIDE_CHECKS));
	assert_false(may("member", RIGHT_SEE_RESTRICTED));
	assert_false(may("opcc", RIGHT_SEE_CASES));
	assert_true(may("opcc", RIGHT_SEE_FIGURES));
	assert_false(may("guest", RIGHT_SEE_CASES));
	assert_true(kind_role(soc, "guest")->gated);
	assert_true(kind_role(soc, "observer")->gated);
	assert_false(may("auditor", RIGHT_SEE_CASES));
	assert_true(may("auditor", RIGHT_SEE_LOG));
}

static void
a_higher_marking_is_refused_with_the_reason(void **state)
{
	(void)state;
	assert_int_equal(soc->marking.n_allowed, 2);
	assert_string_equal(soc->marking.refused[0].words[0], "SECRET");
	assert_non_null(strstr(soc->marking.refused[0].text, "investigation"));
	assert_true(kind_handling(soc, "c")->listed);
	assert_true(kind_handling(soc, "c")->needs_conditions);
	assert_false(kind_handling(soc, "p")->listed);
}

static void
no_field_holds_a_source(void **state)
{
	const struct kind_form *f = kind_form(soc, "intelligence");

	(void)state;
	/* A grade of the source and a sort of it; nobody's name. */
	for (size_t i = 0; i < f->n_fields; i++)
		if (strstr(f->fields[i].key, "source"))
			assert_int_equal(f->fields[i].type, FIELD_CHOICE);
	assert_true(soc_field("intelligence", "scheme")->required);
}

static void
nobody_verifies_their_own_work(void **state)
{
	const struct kind_action_status *s = kind_status(soc, "closed");

	(void)state;
	assert_true(s->not_by_owner);
	assert_int_equal(s->meaning, MEANING_DONE);
	assert_string_equal(s->from[0], "to-check");
	assert_true(kind_status(soc, "to-check")->needs & NEED_OUTCOME);
}

static void
every_tactic_of_a_strand_belongs_to_one(void **state)
{
	(void)state;
	assert_int_equal(soc->actions.n_strands, 4);
	for (size_t i = 0; i < soc->actions.n_types; i++) {
		const struct kind_action_type *t = &soc->actions.types[i];

		for (size_t j = 0; j < 4; j++)
			if (t->group && strcmp(t->group,
			    soc->actions.strands[j].label) == 0)
				assert_string_equal(t->strand,
				    soc->actions.strands[j].key);
	}
	assert_non_null(kind_action_type(soc, "participation"));
}

static void
every_report_of_the_field_is_there(void **state)
{
	static const char *const keys[] = { "plan-group", "plan-profile",
	    "tracker", "tracker-owner", "tracker-agency", "overdue",
	    "overdue-agency", "disruptions", "disruptions-quarter",
	    "disruptions-crime", "disruptions-agency", "trace", "coverage",
	    "groups", "scores", "people", "people-offer", "people-nrm",
	    "places", "attendance", "powers", "profiles", "returns",
	    "annual-actions",
	    "annual-disruptions", "public", "strands", "rag-agency",
	    "opened-closed", "age", "groups-tier", "wards", "duties" };

	(void)state;
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (!kind_report(soc, keys[i]))
			fail_msg("no report %s", keys[i]);
	assert_true(kind_report(soc, "people")->suppress);
	assert_true(kind_report(soc, "public")->suppress);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_rules_have_their_numbers),
		cmocka_unit_test(lateness_climbs_four_steps),
		cmocka_unit_test(colours_stand_in_their_order),
		cmocka_unit_test(the_steps_are_numbered_to_fifteen),
		cmocka_unit_test(one_word_for_each_list_of_the_field),
		cmocka_unit_test(seven_kinds_of_crime_come_first),
		cmocka_unit_test(six_powers_of_a_council_come_first),
		cmocka_unit_test(a_group_is_three_or_more),
		cmocka_unit_test(four_ratings_tell_a_gang_from_a_group),
		cmocka_unit_test(four_risk_factors_have_evidence),
		cmocka_unit_test(rows_are_hidden_with_what_they_name),
		cmocka_unit_test(a_recommendation_needs_context),
		cmocka_unit_test(the_close_is_blocked_by_what_is_missing),
		cmocka_unit_test(clocks_run_by_the_numbers),
		cmocka_unit_test(an_order_tells_of_its_end_three_times),
		cmocka_unit_test(each_role_sees_what_it_needs),
		cmocka_unit_test(a_higher_marking_is_refused_with_the_reason),
		cmocka_unit_test(no_field_holds_a_source),
		cmocka_unit_test(nobody_verifies_their_own_work),
		cmocka_unit_test(every_tactic_of_a_strand_belongs_to_one),
		cmocka_unit_test(every_report_of_the_field_is_there),
	};

	return cmocka_run_group_tests(tests, soc_load, soc_unload);
}
