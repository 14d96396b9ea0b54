/* What the founding document of the board on serious and organised crime asks
 * for, found in forms/soc.yaml. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "soc_help.h"

static void
groups_differ_and_cross_borders(void **state)
{
	const struct kind_case_type *t = kind_case_type(soc, "ocg");

	(void)state;
	soc_choices("ocg", "competence", "low medium high");
	assert_true(kind_link(t, "neighbour")->needs_reference);
	assert_true(kind_link(t, "regional")->needs_reference);
}

static void
what_makes_crime_easier_is_asked(void **state)
{
	(void)state;
	soc_choices("ocg", "enabled-by", "internet transport supply-chain"
	    " streaming encrypted delivery");
	soc_field("horizon", "emerging");
	assert_string_equal(kind_step(soc, "threats")->form, "horizon");
	assert_int_equal(soc_field("threat", "emerging")->type, FIELD_YES_NO);
}

static void
harms_have_five_groups(void **state)
{
	static const char *const groups[] = { "Drugs and the place",
	    "Children", "Money and identity", "Violence", "Slavery" };
	const struct kind_field *f = soc_field("ocg", "harms");

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
	soc_choices("ocg", "victims", "people communities businesses");
	soc_choices("at-risk", "victim-type", "people communities businesses");
}

static void
nothing_is_scored_by_who_people_are(void **state)
{
	static const char *const never[] = { "sex", "gender", "ethnicity",
	    "religion", "nationality", "orientation" };
	const struct kind_form *f = kind_form(soc, "subject");

	(void)state;
	for (size_t i = 0; i < sizeof(never) / sizeof(never[0]); i++)
		assert_null(kind_field(f, never[i]));
	assert_int_equal(kind_case_type(soc, "person")->n_criteria, 0);
	assert_int_equal(kind_case_type(soc, "ocg")->n_bands, 0);
}

static void
early_identification_asks_for_action(void **state)
{
	const struct kind_case_type *t = kind_case_type(soc, "person");
	bool asked = false;

	(void)state;
	for (size_t i = 0; i < t->n_checks; i++)
		asked |= t->checks[i].check == CHECK_NO_ACTION;
	assert_true(asked);
	assert_string_equal(kind_phase(t, "plan")->strand, "prevent");
	assert_int_equal(soc_field("at-risk", "lifetime")->type, FIELD_YES_NO);
	assert_string_equal(kind_timer(t, "offer")->field, "identified");
}

static void
licensees_are_a_source_and_are_briefed(void **state)
{
	const struct kind_field *f = soc_field("intelligence", "category");

	(void)state;
	assert_non_null(kind_choice(f->choices, f->n_choices, "licensee"));
	assert_non_null(kind_choice(f->choices, f->n_choices, "taxi"));
	soc_choices("awareness", "sort", "awareness briefing build"
	    " practitioners");
}

static void
a_board_may_be_of_any_sort(void **state)
{
	const struct escalation_rule *last =
	    &soc->rules.escalation[soc->rules.n_escalation - 1];

	(void)state;
	assert_non_null(kind_setting(soc, "board-type"));
	assert_non_null(kind_setting(soc, "governance"));
	/* What is stuck goes up to whoever the board answers to. */
	assert_non_null(strstr(last->to, "CSP"));
	assert_non_null(strstr(last->to, "PCC"));
}

static void
the_sanitised_edition_names_nobody(void **state)
{
	bool brief = false;

	(void)state;
	for (size_t i = 0; i < soc->minutes.n_case_outline; i++) {
		const struct kind_section *s = &soc->minutes.case_outline[i];

		if (!s->sanitised)
			continue;
		assert_int_not_equal(s->part, OUTLINE_CASE_PARTIES);
		assert_int_not_equal(s->part, OUTLINE_CASE_CONTRIBUTIONS);
		brief |= s->form && strcmp(s->form, "ocg-item") == 0 &&
		    s->n_fields == 1 &&
		    strcmp(s->fields[0], "sanitised-brief") == 0;
	}
	assert_true(brief);
	assert_true(kind_sort(soc, "summary")->sanitised);
	assert_false(kind_sort(soc, "information")->sanitised);
	assert_true(kind_case_type(soc, "person")->pseudonym);
}

static void
every_agency_is_heard_or_says_nil(void **state)
{
	const struct kind_case_type *t = kind_case_type(soc, "ocg");
	const struct kind_phase *p = kind_phase(t, "partners");

	(void)state;
	assert_true(p->contributions);
	assert_int_equal(p->checks[0].check, CHECK_AGENCY_NOT_HEARD);
	assert_non_null(soc->contributions.nil_return);
}

static void
forums_hold_and_take_what_is_known(void **state)
{
	static const char *const forums[] = { "csp", "soc-partnership", "hub",
	    "marac", "exploitation-panel", "mappa", "regional", "channel" };
	const struct kind_field *f = soc_field("referral-out", "destination");

	(void)state;
	for (size_t i = 0; i < sizeof(forums) / sizeof(forums[0]); i++)
		assert_non_null(kind_choice(f->choices, f->n_choices,
		    forums[i]));
	assert_true(soc_field("disclosure", "basis")->required);
	assert_true(soc_field("disclosure", "setting")->required);
	soc_choices("disclosure", "perpetrator", "potential prolific none");
}

static void
the_family_programme_is_asked(void **state)
{
	(void)state;
	assert_int_equal(soc_field("at-risk", "family-programme")->type,
	    FIELD_YES_NO);
	soc_field("horizon", "families");
	assert_non_null(kind_setting(soc, "family-programme"));
	/* Dated names are words, which a board lays its own over. */
	assert_string_equal(kind_word(soc, "children-partnership", 1),
	    "Safeguarding Children Partnership");
}

static void
communities_say_whether_it_holds(void **state)
{
	const struct kind_field *f = soc_field("service", "sort");

	(void)state;
	assert_int_equal(soc_field("location", "measure")->type, FIELD_NOTE);
	assert_string_equal(kind_action_type(soc, "build")->strand, "protect");
	assert_non_null(kind_choice(f->choices, f->n_choices, "tool"));
	assert_non_null(kind_choice(f->choices, f->n_choices, "pathway"));
	assert_non_null(kind_choice(f->choices, f->n_choices,
	    "intervention"));
}

static void
controls_keep_up_with_procurement(void **state)
{
	const struct kind_field *f = soc_field("control", "area");

	(void)state;
	assert_int_equal(soc_field("contract", "volume")->type, FIELD_YES_NO);
	assert_non_null(kind_timer(kind_case_type(soc, "contract"), "again"));
	assert_non_null(kind_choice(f->choices, f->n_choices, "fraud"));
	assert_non_null(kind_choice(f->choices, f->n_choices, "bribery"));
	assert_non_null(kind_choice(f->choices, f->n_choices, "corruption"));
	assert_string_equal(soc_field("control", "strategy")->initial,
	    "Fighting Fraud and Corruption Locally");
}

static void
duties_are_considered(void **state)
{
	(void)state;
	assert_int_equal(soc_field("recommendation", "s17")->type,
	    FIELD_YES_NO);
	soc_choices("recommendation", "duties",
	    "reoffending crime asb substances"
	    " environment");
}

static void
a_profile_needs_its_plan_and_its_sources(void **state)
{
	const struct kind_field *plan = soc_field("profile", "plan");
	const struct kind_field *f = soc_field("source", "source");

	(void)state;
	assert_string_equal(plan->required_when->field, "arrived");
	assert_non_null(kind_choice(f->choices, f->n_choices, "families"));
	assert_non_null(kind_choice(f->choices, f->n_choices, "csp"));
	assert_non_null(kind_choice(f->choices, f->n_choices,
	    "needs-assessment"));
	assert_true(kind_link(kind_case_type(soc, "source"),
	    "contributes")->required);
}

static void
recommendations_stand_on_every_agenda(void **state)
{
	(void)state;
	assert_true(kind_case_type(soc, "recommendation")->standing);
	assert_true(kind_case_type(soc, "profile")->standing);
	assert_true(kind_state(kind_case_type(soc, "recommendation"),
	    "accepted")->live);
	assert_false(kind_state(kind_case_type(soc, "recommendation"),
	    "delivered")->live);
}

static void
children_have_pathways_training_and_services(void **state)
{
	(void)state;
	soc_field("at-risk", "pathway");
	assert_int_equal(soc_field("training", "partnership")->type,
	    FIELD_YES_NO);
	assert_int_equal(soc_field("service", "gap")->type, FIELD_YES_NO);
	assert_non_null(soc_field("service", "gap-note")->required_when);
	assert_non_null(kind_timer(kind_case_type(soc, "person"), "adult"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
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

	return cmocka_run_group_tests(tests, soc_load, soc_unload);
}
