/* The kind of the board on serious and organised crime, forms/soc.yaml: what
 * its rules say, in the numbers and lists that the field asks for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "form/kind.h"
#include "form_help.h"

static struct kind *k;

static int
load(void **state)
{
	struct buf text = {0}, report = {0};

	(void)state;
	form_read(&text, "MINUTEBOOK_FORMS", "soc.yaml");
	k = kind_load("soc.yaml", buf_text(&text), text.len, NULL, NULL, 0,
	    &report, NULL);
	if (!k)
		fail_msg("%s", buf_text(&report));
	buf_release(&text);
	buf_release(&report);
	return 0;
}

static int
unload(void **state)
{
	(void)state;
	kind_free(k);
	return 0;
}

static const struct kind_field *
field(const char *form, const char *key)
{
	const struct kind_form *f = kind_form(k, form);

	assert_non_null(f);
	const struct kind_field *found = kind_field(f, key);
	if (!found)
		fail_msg("%s has no field %s", form, key);
	return found;
}

/* The choices of a field are these, in this order. */
static void
choices(const char *form, const char *key, const char *list)
{
	const struct kind_field *f = field(form, key);
	struct buf b = {0};

	for (size_t i = 0; i < f->n_choices; i++)
		buf_addf(&b, "%s%s", i ? " " : "", f->choices[i].key);
	assert_string_equal(buf_text(&b), list);
	buf_release(&b);
}

static bool
may(const char *role, enum kind_right right)
{
	const struct kind_role *r = kind_role(k, role);

	assert_non_null(r);
	return (r->rights & RIGHT_BIT(right)) != 0;
}

static void
the_rules_have_their_numbers(void **state)
{
	const struct kind_rules *r = &k->rules;

	(void)state;
	assert_int_equal(r->quorum, 4);
	assert_int_equal(r->strand_balance_percent, 10);
	assert_int_equal(r->suppress_below, 5);
	assert_int_equal(r->retention_months, 72);
	assert_int_equal(r->idle_lock_minutes, 10);
	assert_int_equal(k->actions.amber_days, 14);
	assert_int_equal(k->actions.max_date_moves, 2);
	assert_int_equal(k->actions.max_milestone_gap, 60);
	assert_int_equal(k->agreement.months, 12);
	assert_int_equal(kind_deadline(k, "papers")->working_days, 5);
	assert_true(kind_deadline(k, "papers")->before);
	assert_int_equal(kind_deadline(k, "research")->working_days, 2);
	assert_int_equal(kind_deadline(k, "draft")->working_days, 5);
	assert_int_equal(kind_deadline(k, "minutes")->working_days, 10);
	assert_false(r->repeat.on);
}

static void
lateness_climbs_four_steps(void **state)
{
	static const int days[] = { 1, 14, 28, 56 };
	const struct kind_rules *r = &k->rules;

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
	const struct kind_rules *r = &k->rules;

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
	assert_int_equal(k->n_steps, N);
	for (size_t i = 0; i < N; i++) {
		const struct kind_step *s = &k->steps[i];
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
	choices("ocg", "sort", "ocg gang network individual theme");
	choices("ocg", "scope", "ward town county cross-county regional"
	    " national international");
	choices("ocg", "traditional", "family single violence professionals"
	    " laundered");
	choices("ocg", "changing", "several loose boundless enablers"
	    " technology opportunities overt");
	choices("recommendation", "sort", "threat vulnerability risk");
	choices("disruption", "rating", "major moderate minor none negative");
	choices("disruption", "strand", "pursue prevent protect prepare");
	choices("intelligence", "source", "1 2 3");
	choices("intelligence", "assessment", "a b c d e");
	choices("intelligence", "action-code", "none a1 a2 a3");
	choices("intelligence", "sanitisation", "none s1 s2");
	choices("at-risk", "nrm", "none referred notify rg-yes rg-no cg-yes"
	    " cg-no withdrawn");
	choices("at-risk", "engagement", "not-yet slow engaged declined-now");
	choices("at-risk", "also", "trafficking sexual prostitution cuckooing"
	    " soc none");
	choices("location", "phase", "none clear hold build");
	choices("action", "impact", "none limited some significant"
	    " unknown-yet");
}

static void
seven_kinds_of_crime_come_first(void **state)
{
	static const char *const seven[] = { "drugs", "theft", "cse",
	    "slavery", "fraud", "weapons", "cyber" };
	const struct kind_field *f = field("ocg", "crime");

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
	const struct kind_field *f = field("ocg", "powers-used");
	size_t six = 0;

	(void)state;
	for (size_t i = 0; i < f->n_choices; i++)
		six += strcmp(f->choices[i].group,
		    "Six powers of a council") == 0;
	assert_int_equal(six, 6);
	assert_true(field("ocg", "powers-why")->required_when != NULL);
}

static void
a_group_is_three_or_more(void **state)
{
	const struct kind_choice *c = &field("ocg", "sort")->choices[0];

	(void)state;
	assert_string_equal(c->needs_role, "member");
	assert_int_equal(c->needs_count, 3);
	assert_non_null(strstr(c->needs_text, "s.45(6)"));
	assert_null(field("ocg", "sort")->choices[2].needs_role);
}

static void
four_ratings_tell_a_gang_from_a_group(void **state)
{
	static const char *const keys[] = { "criminality", "organisation",
	    "planning", "control" };

	(void)state;
	for (size_t i = 0; i < 4; i++)
		choices("ocg", keys[i], "low medium high");
	assert_int_equal(field("ocg", "sort-why")->type, FIELD_NOTE);
}

static void
four_risk_factors_have_evidence(void **state)
{
	static const char *const keys[] = { "criminality", "ability",
	    "networks", "identity" };

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		char why[40];

		choices("at-risk", keys[i], "none some high");
		snprintf(why, sizeof(why), "%s-why", keys[i]);
		assert_int_equal(field("at-risk", why)->type, FIELD_NOTE);
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
	for (size_t i = 0; i < k->n_case_types; i++) {
		const struct kind_case_type *t = &k->case_types[i];

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
	const struct kind_case_type *t = kind_case_type(k, "recommendation");

	(void)state;
	assert_true(field("recommendation", "context")->required);
	assert_true(field("recommendation", "sort")->required);
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
	for (size_t i = 0; i < k->n_closing; i++) {
		const struct kind_check *c = &k->closing[i];

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
		const struct kind_timer *t = kind_timer(kind_case_type(k,
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
	const struct kind_timer *t = kind_timer(kind_case_type(k, "order"),
	    "end");

	(void)state;
	assert_int_equal(t->n_alerts, 3);
	assert_int_equal(kind_timer_alert(t, 0), 180);
	assert_int_equal(kind_timer_alert(t, 1), 90);
	assert_int_equal(kind_timer_alert(t, 2), 30);
	assert_string_equal(field("order", "sort")->choices[0].label,
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
	assert_true(kind_role(k, "guest")->gated);
	assert_true(kind_role(k, "observer")->gated);
	assert_false(may("auditor", RIGHT_SEE_CASES));
	assert_true(may("auditor", RIGHT_SEE_LOG));
}

static void
a_higher_marking_is_refused_with_the_reason(void **state)
{
	(void)state;
	assert_int_equal(k->marking.n_allowed, 2);
	assert_string_equal(k->marking.refused[0].words[0], "SECRET");
	assert_non_null(strstr(k->marking.refused[0].text, "investigation"));
	assert_true(kind_handling(k, "c")->listed);
	assert_true(kind_handling(k, "c")->needs_conditions);
	assert_false(kind_handling(k, "p")->listed);
}

static void
no_field_holds_a_source(void **state)
{
	const struct kind_form *f = kind_form(k, "intelligence");

	(void)state;
	/* A grade of the source and a sort of it; nobody's name. */
	for (size_t i = 0; i < f->n_fields; i++)
		if (strstr(f->fields[i].key, "source"))
			assert_int_equal(f->fields[i].type, FIELD_CHOICE);
	assert_true(field("intelligence", "scheme")->required);
}

static void
nobody_verifies_their_own_work(void **state)
{
	const struct kind_action_status *s = kind_status(k, "closed");

	(void)state;
	assert_true(s->not_by_owner);
	assert_int_equal(s->meaning, MEANING_DONE);
	assert_string_equal(s->from[0], "to-check");
	assert_true(kind_status(k, "to-check")->needs & NEED_OUTCOME);
}

static void
every_tactic_of_a_strand_belongs_to_one(void **state)
{
	(void)state;
	assert_int_equal(k->actions.n_strands, 4);
	for (size_t i = 0; i < k->actions.n_types; i++) {
		const struct kind_action_type *t = &k->actions.types[i];

		for (size_t j = 0; j < 4; j++)
			if (t->group && strcmp(t->group,
			    k->actions.strands[j].label) == 0)
				assert_string_equal(t->strand,
				    k->actions.strands[j].key);
	}
	assert_non_null(kind_action_type(k, "participation"));
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
		if (!kind_report(k, keys[i]))
			fail_msg("no report %s", keys[i]);
	assert_true(kind_report(k, "people")->suppress);
	assert_true(kind_report(k, "public")->suppress);
}

/* ---- What the founding document asks for -------------------------------- */

static void
groups_differ_and_cross_borders(void **state)
{
	const struct kind_case_type *t = kind_case_type(k, "ocg");

	(void)state;
	choices("ocg", "competence", "low medium high");
	assert_true(kind_link(t, "neighbour")->needs_reference);
	assert_true(kind_link(t, "regional")->needs_reference);
}

static void
what_makes_crime_easier_is_asked(void **state)
{
	(void)state;
	choices("ocg", "enabled-by", "internet transport supply-chain"
	    " streaming encrypted delivery");
	field("horizon", "emerging");
	assert_string_equal(kind_step(k, "threats")->form, "horizon");
	assert_int_equal(field("threat", "emerging")->type, FIELD_YES_NO);
}

static void
harms_have_five_groups(void **state)
{
	static const char *const groups[] = { "Drugs and the place",
	    "Children", "Money and identity", "Violence", "Slavery" };
	const struct kind_field *f = field("ocg", "harms");

	(void)state;
	for (size_t i = 0; i < 5; i++) {
		size_t n = 0;

		for (size_t j = 0; j < f->n_choices; j++)
			n += strcmp(f->choices[j].group, groups[i]) == 0;
		assert_true(n > 0);
	}
}

static void
people_communities_and_businesses_are_harmed(void **state)
{
	(void)state;
	choices("ocg", "victims", "people communities businesses");
	choices("at-risk", "victim-type", "people communities businesses");
}

static void
nothing_is_scored_by_who_people_are(void **state)
{
	static const char *const never[] = { "sex", "gender", "ethnicity",
	    "religion", "nationality", "orientation" };
	const struct kind_form *f = kind_form(k, "subject");

	(void)state;
	for (size_t i = 0; i < sizeof(never) / sizeof(never[0]); i++)
		assert_null(kind_field(f, never[i]));
	assert_int_equal(kind_case_type(k, "person")->n_criteria, 0);
	assert_int_equal(kind_case_type(k, "ocg")->n_bands, 0);
}

static void
early_identification_asks_for_action(void **state)
{
	const struct kind_case_type *t = kind_case_type(k, "person");
	bool asked = false;

	(void)state;
	for (size_t i = 0; i < t->n_checks; i++)
		asked |= t->checks[i].check == CHECK_NO_ACTION;
	assert_true(asked);
	assert_string_equal(kind_phase(t, "plan")->strand, "prevent");
	assert_int_equal(field("at-risk", "lifetime")->type, FIELD_YES_NO);
	assert_string_equal(kind_timer(t, "offer")->field, "identified");
}

static void
licensees_are_a_source_and_are_briefed(void **state)
{
	const struct kind_field *f = field("intelligence", "category");

	(void)state;
	assert_non_null(kind_choice(f->choices, f->n_choices, "licensee"));
	assert_non_null(kind_choice(f->choices, f->n_choices, "taxi"));
	choices("awareness", "sort", "awareness briefing build"
	    " practitioners");
}

static void
a_board_may_be_of_any_sort(void **state)
{
	const struct escalation_rule *last =
	    &k->rules.escalation[k->rules.n_escalation - 1];

	(void)state;
	assert_non_null(kind_setting(k, "board-type"));
	assert_non_null(kind_setting(k, "governance"));
	/* What is stuck goes up to whoever the board answers to. */
	assert_non_null(strstr(last->to, "CSP"));
	assert_non_null(strstr(last->to, "PCC"));
}

static void
the_sanitised_edition_names_nobody(void **state)
{
	bool brief = false;

	(void)state;
	for (size_t i = 0; i < k->minutes.n_case_outline; i++) {
		const struct kind_section *s = &k->minutes.case_outline[i];

		if (!s->sanitised)
			continue;
		assert_int_not_equal(s->part, OUTLINE_CASE_PARTIES);
		assert_int_not_equal(s->part, OUTLINE_CASE_CONTRIBUTIONS);
		brief |= s->form && strcmp(s->form, "ocg-item") == 0 &&
		    s->n_fields == 1 &&
		    strcmp(s->fields[0], "sanitised-brief") == 0;
	}
	assert_true(brief);
	assert_true(kind_sort(k, "summary")->sanitised);
	assert_false(kind_sort(k, "information")->sanitised);
	assert_true(kind_case_type(k, "person")->pseudonym);
}

static void
every_agency_is_heard_or_says_nil(void **state)
{
	const struct kind_case_type *t = kind_case_type(k, "ocg");
	const struct kind_phase *p = kind_phase(t, "partners");

	(void)state;
	assert_true(p->contributions);
	assert_int_equal(p->checks[0].check, CHECK_AGENCY_NOT_HEARD);
	assert_non_null(k->contributions.nil_return);
}

static void
forums_hold_and_take_what_is_known(void **state)
{
	static const char *const forums[] = { "csp", "soc-partnership", "hub",
	    "marac", "exploitation-panel", "mappa", "regional", "channel" };
	const struct kind_field *f = field("referral-out", "destination");

	(void)state;
	for (size_t i = 0; i < sizeof(forums) / sizeof(forums[0]); i++)
		assert_non_null(kind_choice(f->choices, f->n_choices,
		    forums[i]));
	assert_true(field("disclosure", "basis")->required);
	assert_true(field("disclosure", "setting")->required);
	choices("disclosure", "perpetrator", "potential prolific none");
}

static void
the_family_programme_is_asked(void **state)
{
	(void)state;
	assert_int_equal(field("at-risk", "family-programme")->type,
	    FIELD_YES_NO);
	field("horizon", "families");
	assert_non_null(kind_setting(k, "family-programme"));
	/* Dated names are words, which a board lays its own over. */
	assert_string_equal(kind_word(k, "children-partnership", 1),
	    "Safeguarding Children Partnership");
}

static void
communities_say_whether_it_holds(void **state)
{
	const struct kind_field *f = field("service", "sort");

	(void)state;
	assert_int_equal(field("location", "measure")->type, FIELD_NOTE);
	assert_string_equal(kind_action_type(k, "build")->strand, "protect");
	assert_non_null(kind_choice(f->choices, f->n_choices, "tool"));
	assert_non_null(kind_choice(f->choices, f->n_choices, "pathway"));
	assert_non_null(kind_choice(f->choices, f->n_choices,
	    "intervention"));
}

static void
controls_keep_up_with_procurement(void **state)
{
	const struct kind_field *f = field("control", "area");

	(void)state;
	assert_int_equal(field("contract", "volume")->type, FIELD_YES_NO);
	assert_non_null(kind_timer(kind_case_type(k, "contract"), "again"));
	assert_non_null(kind_choice(f->choices, f->n_choices, "fraud"));
	assert_non_null(kind_choice(f->choices, f->n_choices, "bribery"));
	assert_non_null(kind_choice(f->choices, f->n_choices, "corruption"));
	assert_string_equal(field("control", "strategy")->initial,
	    "Fighting Fraud and Corruption Locally");
}

static void
duties_are_considered(void **state)
{
	(void)state;
	assert_int_equal(field("recommendation", "s17")->type, FIELD_YES_NO);
	choices("recommendation", "duties", "reoffending crime asb substances"
	    " environment");
}

static void
a_profile_needs_its_plan_and_its_sources(void **state)
{
	const struct kind_field *plan = field("profile", "plan");
	const struct kind_field *f = field("source", "source");

	(void)state;
	assert_string_equal(plan->required_when->field, "arrived");
	assert_non_null(kind_choice(f->choices, f->n_choices, "families"));
	assert_non_null(kind_choice(f->choices, f->n_choices, "csp"));
	assert_non_null(kind_choice(f->choices, f->n_choices,
	    "needs-assessment"));
	assert_true(kind_link(kind_case_type(k, "source"),
	    "contributes")->required);
}

static void
recommendations_stand_on_every_agenda(void **state)
{
	(void)state;
	assert_true(kind_case_type(k, "recommendation")->standing);
	assert_true(kind_case_type(k, "profile")->standing);
	assert_true(kind_state(kind_case_type(k, "recommendation"),
	    "accepted")->live);
	assert_false(kind_state(kind_case_type(k, "recommendation"),
	    "delivered")->live);
}

static void
children_have_pathways_training_and_services(void **state)
{
	(void)state;
	field("at-risk", "pathway");
	assert_int_equal(field("training", "partnership")->type,
	    FIELD_YES_NO);
	assert_int_equal(field("service", "gap")->type, FIELD_YES_NO);
	assert_non_null(field("service", "gap-note")->required_when);
	assert_non_null(kind_timer(kind_case_type(k, "person"), "adult"));
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
		cmocka_unit_test(groups_differ_and_cross_borders),
		cmocka_unit_test(what_makes_crime_easier_is_asked),
		cmocka_unit_test(harms_have_five_groups),
		cmocka_unit_test(people_communities_and_businesses_are_harmed),
		cmocka_unit_test(nothing_is_scored_by_who_people_are),
		cmocka_unit_test(early_identification_asks_for_action),
		cmocka_unit_test(licensees_are_a_source_and_are_briefed),
		cmocka_unit_test(a_board_may_be_of_any_sort),
		cmocka_unit_test(the_sanitised_edition_names_nobody),
		cmocka_unit_test(every_agency_is_heard_or_says_nil),
		cmocka_unit_test(forums_hold_and_take_what_is_known),
		cmocka_unit_test(the_family_programme_is_asked),
		cmocka_unit_test(communities_say_whether_it_holds),
		cmocka_unit_test(controls_keep_up_with_procurement),
		cmocka_unit_test(duties_are_considered),
		cmocka_unit_test(a_profile_needs_its_plan_and_its_sources),
		cmocka_unit_test(recommendations_stand_on_every_agenda),
		cmocka_unit_test(children_have_pathways_training_and_services),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
