/*
 * kind: every form of forms/ loads and says what its file says; every bad file
 * of tests/data/forms-bad/ gives exactly the lines beside it; an overlay
 * changes words and numbers and nothing else; a checked text is taken without
 * another check, and no other.
 */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "form/form_value.h"
#include "form/kind.h"
#include "form/kind_shape.h"
#include "form_help.h"

static struct buf text;		/* forms/marac.yaml */

static int
read_text(void **state)
{
	(void)state;
	form_read(&text, "MINUTEBOOK_FORMS", "marac.yaml");
	return 0;
}

static int
drop_text(void **state)
{
	(void)state;
	buf_release(&text);
	return 0;
}

static struct kind *
load(const char *overlay, struct buf *report)
{
	return kind_load("k.yaml", buf_text(&text), text.len, "local.yaml",
	    overlay, overlay ? strlen(overlay) : 0, report, NULL);
}

static struct kind *
load_well(const char *overlay)
{
	struct buf report = { 0 };
	struct kind *k = load(overlay, &report);

	assert_string_equal(buf_text(&report), "");
	assert_non_null(k);
	buf_release(&report);
	return k;
}

/* ---- Bad files --------------------------------------------------------- */

static void
check_bad_file(const char *yaml)
{
	struct buf path = { 0 }, bad = { 0 }, expected = { 0 };
	struct buf report = { 0 };
	struct err err = { 0 };

	buf_addf(&path, "forms-bad/%s", yaml);
	form_read(&bad, "MINUTEBOOK_DEMO", buf_text(&path));
	buf_truncate(&path, path.len - strlen("yaml"));
	buf_adds(&path, "expected");
	form_read(&expected, "MINUTEBOOK_DEMO", buf_text(&path));
	struct kind *k = kind_load(yaml, buf_text(&bad), bad.len, NULL, NULL,
	    0, &report, &err);
	if (k)
		buf_addf(&report, "%s: no errors\n", yaml);
	else
		/* The error is the report's first line. */
		assert_memory_equal(err_text(&err), buf_text(&report),
		    strlen(err_text(&err)));
	assert_string_equal(buf_text(&report), buf_text(&expected));
	kind_free(k);
	err_clear(&err);
	buf_release(&path);
	buf_release(&bad);
	buf_release(&expected);
	buf_release(&report);
}

static void
every_bad_file_gives_its_lines(void **state)
{
	struct buf folder = { 0 };
	const struct dirent *e;
	int n = 0;

	(void)state;
	buf_addf(&folder, "%s/forms-bad", getenv("MINUTEBOOK_DEMO"));
	DIR *dir = opendir(buf_text(&folder));
	assert_non_null(dir);
	while ((e = readdir(dir))) {
		const char *dot = strrchr(e->d_name, '.');
		if (!dot || strcmp(dot, ".yaml") != 0)
			continue;
		check_bad_file(e->d_name);
		n++;
	}
	closedir(dir);
	assert_true(n > 40);
	buf_release(&folder);
}

static void
every_form_is_well(void **state)
{
	const char *folder = getenv("MINUTEBOOK_FORMS");
	const struct dirent *e;
	int n = 0;

	(void)state;
	DIR *dir = opendir(folder);
	assert_non_null(dir);
	while ((e = readdir(dir))) {
		const char *dot = strrchr(e->d_name, '.');
		struct buf path = { 0 }, report = { 0 };
		if (!dot || strcmp(dot, ".yaml") != 0)
			continue;
		buf_addf(&path, "%s/%s", folder, e->d_name);
		bool ok = kind_check_file(buf_text(&path), &report);
		if (!ok)
			fail_msg("%s", buf_text(&report));
		buf_adds(&path, ": no errors\n");
		assert_string_equal(buf_text(&report), buf_text(&path));
		buf_release(&path);
		buf_release(&report);
		n++;
	}
	closedir(dir);
	assert_true(n >= 2);
}

static void
a_file_that_is_none_is_told(void **state)
{
	struct buf report = { 0 };

	(void)state;
	assert_false(kind_check_file("/nowhere/at-all.yaml", &report));
	assert_non_null(strstr(buf_text(&report), "can't be opened"));
	buf_clear(&report);
	assert_false(kind_check_file("/", &report));
	assert_string_equal(buf_text(&report),
	    "/ is not an ordinary file.\n");
	buf_release(&report);
}

/* Cut short anywhere, a file is refused or read, and nothing is lost. */
static void
a_file_cut_short_does_no_harm(void **state)
{
	size_t taken = 0;

	(void)state;
	for (size_t len = 0; len < text.len; len += 611) {
		struct buf report = { 0 };
		struct kind *k = kind_load("k.yaml", buf_text(&text), len,
		    NULL, NULL, 0, &report, NULL);
		assert_true((k != NULL) == (report.len == 0));
		taken += k != NULL;
		kind_free(k);
		buf_release(&report);
	}
	/* Only what stands after the last list that must be there. */
	assert_true(taken < text.len / 611 / 4);
}

/* Thousands of names, none of them right: a sentence for ten is enough. */
static void
a_file_full_of_faults_is_soon_told(void **state)
{
	struct buf bad = { 0 }, report = { 0 };

	(void)state;
	form_read(&bad, "MINUTEBOOK_DEMO", "forms-bad/well.yaml");
	buf_adds(&bad, "settings:\n");
	for (int i = 0; i < 3000; i++)
		buf_addf(&bad, "  setting-number-%04d: {label: S}\n", i);
	buf_adds(&bad, "return:\n  measures:\n");
	for (int i = 0; i < 2000; i++)
		buf_addf(&bad, "    m%d: {label: M, population: "
		    "seting-numbre-%04d}\n", i, i);
	clock_t began = clock();
	assert_null(kind_load("x", buf_text(&bad), bad.len, NULL, NULL, 0,
	    &report, NULL));
	assert_true((double)(clock() - began) / CLOCKS_PER_SEC < 2);
	assert_non_null(strstr(buf_text(&report), "x: and "));
	buf_release(&bad);
	buf_release(&report);
}

/* ---- What the first kind says ------------------------------------------ */

static void
rules_and_numbers_are_read(void **state)
{
	struct kind *k = load_well(NULL);
	const struct kind_case_type *t = kind_case_type(k, "case");
	const struct kind_rules *r = &k->rules;

	(void)state;
	assert_string_equal(k->key, "marac");
	assert_int_equal(r->repeat.months, 12);
	assert_int_equal(r->repeat.clock, CLOCK_REFERRAL);
	assert_int_equal(r->repeat.incident, INCIDENT_ANY);
	assert_false(r->repeat.same_board);
	assert_true(r->repeat.bypass_threshold);
	assert_int_equal(kind_criterion(t, "visible-high-risk")->threshold,
	    14);
	assert_int_equal(kind_criterion(t, "escalation")->count, 3);
	assert_int_equal(kind_criterion(t, "escalation")->months, 12);
	assert_int_equal(kind_party_role(t, "victim")->min_age, 16);
	assert_int_equal(t->minutes_warn, 10);
	assert_int_equal(t->minutes_alarm, 15);
	assert_int_equal(r->cases_soft_limit, 16);
	assert_int_equal(kind_deadline(k, "minutes")->working_days, 3);
	assert_false(kind_deadline(k, "minutes")->before);
	assert_int_equal(kind_deadline(k, "case-list")->working_days, 8);
	assert_int_equal(kind_deadline(k, "cut-off")->working_days, 10);
	assert_int_equal(kind_deadline(k, "research")->working_days, 2);
	assert_int_equal(r->retention_months, KIND_UNSET);
	assert_int_equal(r->suppress_below, 5);
	assert_string_equal(k->data_return.measures[2].compare,
	    "32% nationally, 12 months to June 2023");
	assert_string_equal(t->reference, "{prefix}-{year}-{n:3}");
	assert_string_equal(k->marking.text, "OFFICIAL-SENSITIVE");
	kind_free(k);
}

static void
could_not_is_kept_apart_from_did_not(void **state)
{
	struct kind *k = load_well(NULL);
	const struct kind_action_status *could_not =
	    kind_status_of(k, MEANING_COULD_NOT);
	const struct kind_action_status *did_not =
	    kind_status_of(k, MEANING_DID_NOT);

	(void)state;
	assert_int_equal(could_not->needs, NEED_REASON | NEED_CHAIR);
	assert_true(could_not->final);
	assert_false(could_not->failure);
	assert_int_equal(did_not->needs,
	    NEED_REASON | NEED_NEW_DATE | NEED_OR_ESCALATED);
	assert_false(did_not->final);
	assert_true(did_not->failure);
	assert_int_equal(kind_status_of(k, MEANING_DONE)->needs,
	    NEED_DATE | NEED_OUTCOME);
	assert_null(kind_status_of(k, MEANING_BLOCKED));
	kind_free(k);
}

static bool
may(const struct kind *k, const char *role, enum kind_right right)
{
	return kind_role(k, role)->rights & RIGHT_BIT(right);
}

static void
each_role_sees_what_it_needs(void **state)
{
	struct kind *k = load_well(NULL);

	(void)state;
	assert_true(may(k, "idva", RIGHT_SEE_SAFE_CONTACT));
	assert_false(may(k, "representative", RIGHT_SEE_SAFE_CONTACT));
	assert_false(may(k, "representative", RIGHT_SEE_RESTRICTED));
	assert_false(may(k, "representative", RIGHT_SEE_RESEARCH));
	assert_true(may(k, "representative", RIGHT_SEE_SHARED));
	assert_true(may(k, "representative", RIGHT_EXPORT_OWN));
	assert_false(may(k, "representative", RIGHT_RECORD));
	assert_int_equal(kind_role(k, "observer")->rights,
	    RIGHT_BIT(RIGHT_SEE_SANITISED));
	assert_false(may(k, "referrer", RIGHT_SEE_CASES));
	assert_true(may(k, "referrer", RIGHT_SEE_OWN_CASES));
	assert_false(may(k, "auditor", RIGHT_SEE_CASES));
	/* The secretary alone exports the record. */
	for (size_t i = 0; i < k->n_roles; i++)
		assert_int_equal(may(k, k->roles[i].key,
		    RIGHT_EXPORT_RECORD),
		    strcmp(k->roles[i].key, "secretary") == 0);
	assert_true(may(k, "chair", RIGHT_OVERRIDE_CHECKS));
	assert_false(may(k, "secretary", RIGHT_OVERRIDE_CHECKS));
	kind_free(k);
}

static void
the_steps_stand_in_their_order(void **state)
{
	static const char *const labels[] = {
		"0a", "0b", "0c", "0d", "1", "2", "3", "4", "5", "6", "7",
		"8", "9",
	};
	struct kind *k = load_well(NULL);

	(void)state;
	assert_int_equal(k->n_steps, 13);
	for (size_t i = 0; i < 13; i++)
		assert_string_equal(k->steps[i].label, labels[i]);
	const struct kind_step *cases = kind_step(k, "cases");
	assert_int_equal(cases->each, EACH_CASE);
	assert_int_equal(cases->n_case_types, 0);
	assert_int_equal(cases->gates[0].check, CHECK_STATEMENT_UNREAD);
	assert_int_equal(cases->gates[0].severity, SEVERITY_BLOCK);
	assert_false(cases->gates[0].override);
	assert_int_equal(kind_step(k, "outstanding")->each, EACH_OUTSTANDING);
	assert_int_equal(kind_step(k, "open")->each, EACH_ONCE);
	assert_string_equal(kind_step(k, "open")->short_title, "Open");
	const struct kind_case_type *t = kind_case_type(k, "case");
	assert_int_equal(t->n_phases, 5);
	assert_true(kind_phase(t, "plan")->actions);
	assert_true(kind_phase(t, "conclude")->conclude);
	kind_free(k);
}

static void
fields_have_their_lists(void **state)
{
	struct kind *k = load_well(NULL);
	const struct kind_form *person = kind_form(k, "person");
	const struct kind_form *item = kind_form(k, "case-at-meeting");
	const struct kind_form *referral = kind_form_for(k,
	    kind_case_type(k, "case"), RECORD_REFERRAL);

	(void)state;
	const struct kind_field *f = kind_field(person, "ethnicity");
	assert_int_equal(f->n_choices, 19);
	assert_true(f->allow_declined);
	assert_string_equal(kind_choice(f->choices, f->n_choices,
	    "indian")->group, "Asian");
	/* A list that is the case type's own. */
	f = kind_field(item, "flags");
	assert_int_equal(f->n_choices, kind_case_type(k, "case")->n_flags);
	assert_string_equal(referral->key, "referral");
	f = kind_field(referral, "without-consent");
	assert_true(form_when_holds(f->required_when, "\"declined\""));
	assert_false(form_when_holds(f->required_when, "\"yes\""));
	assert_true(kind_field(person, "orientation")->sensitive);
	assert_int_equal(kind_field(kind_form(k, "contact"), "value")->right,
	    RIGHT_SEE_SAFE_CONTACT);
	assert_string_equal(kind_record_table(RECORD_LINE),
	    "contribution_line");
	assert_false(kind_record_has_answers(RECORD_LINE));
	kind_free(k);
}

static void
words_stand_in_texts(void **state)
{
	struct kind *k = load_well(NULL);

	(void)state;
	assert_string_equal(kind_word(k, "victim", 1), "victim");
	assert_string_equal(kind_word(k, "victim", 2), "victims");
	assert_string_equal(kind_word(k, "agency", 0), "agencies");
	assert_string_equal(kind_word(k, "no-such-word", 2), "no-such-word");
	assert_string_equal(kind_party_role(kind_case_type(k, "case"),
	    "victim")->label, "Victim");
	assert_string_equal(kind_role(k, "idva")->plural, "IDVAs");
	assert_non_null(strstr(kind_statement(k, "confidentiality")->text,
	    "This is a meeting of the MARAC."));
	assert_string_equal(kind_snippet(k, "nk")->text,
	    "{agency}: checked, nothing known.");
	kind_free(k);
}

/* ---- Overlays ---------------------------------------------------------- */

static void
an_overlay_changes_words_and_numbers(void **state)
{
	struct kind *k = load_well(
	    "kind: marac\n"
	    "words: {victim: {one: survivor, many: survivors}, "
	    "idva: {one: IDAA, many: IDAAs}}\n"
	    "nation: scotland\n"
	    "rules:\n"
	    "  repeat: {clock: meeting}\n"
	    "  deadlines: {minutes: {working-days: 5}}\n"
	    "case-types:\n"
	    "  case:\n"
	    "    minutes-warn: 12\n"
	    "    flags: {forced-eviction: Forced eviction}\n"
	    "    criteria: {visible-high-risk: {threshold: 16}}\n"
	    "steps: [{key: open, title: Welcome}]\n");
	const struct kind_case_type *t = kind_case_type(k, "case");

	(void)state;
	assert_string_equal(kind_word(k, "victim", 2), "survivors");
	assert_string_equal(kind_party_role(t, "victim")->label, "Survivor");
	assert_string_equal(kind_role(k, "idva")->label, "IDAA");
	assert_string_equal(k->nation, "scotland");
	assert_int_equal(k->rules.repeat.clock, CLOCK_MEETING);
	assert_int_equal(k->rules.repeat.months, 12);
	assert_int_equal(kind_deadline(k, "minutes")->working_days, 5);
	assert_string_equal(kind_deadline(k, "minutes")->label,
	    "Minutes out");
	assert_int_equal(t->minutes_warn, 12);
	assert_int_equal(kind_criterion(t, "visible-high-risk")->threshold,
	    16);
	assert_string_equal(kind_flag(t, "forced-eviction")->label,
	    "Forced eviction");
	assert_non_null(kind_flag(t, "stalking"));
	assert_string_equal(kind_step(k, "open")->title, "Welcome");
	assert_int_equal(k->n_steps, 13);
	kind_free(k);
}

static void
an_overlay_is_checked_like_its_kind(void **state)
{
	static const struct {
		const char *overlay, *report;
	} bad[] = {
		{ "kind: soc\n", "local.yaml:1:7: kind: this overlay is for "
		    "the kind \"soc\", not for \"marac\"\n" },
		{ "words: {}\n", "local.yaml:1:1: an overlay begins with "
		    "kind: and the kind it is for\n" },
		{ "kind: marac\nroles: {observer: {sees: [see-cases]}}\n",
		    "local.yaml:2:20: roles.observer: an overlay changes "
		    "words and numbers; \"sees\" stays as the kind says\n" },
		{ "kind: marac\nsteps: [{key: tea, title: Tea}]\n",
		    "local.yaml:2:9: steps[0]: the kind has no \"tea\" here, "
		    "and an overlay can't add one\n" },
		{ "kind: marac\nrules: {repeat: {months: twelve}}\n",
		    "local.yaml:2:26: rules.repeat.months: \"twelve\" is not "
		    "a whole number\n" },
		{ "kind: marac\nrules: {expected: [polic]}\n",
		    "local.yaml:2:20: rules.expected[0]: unknown category "
		    "\"polic\" (did you mean \"police\"?)\n" },
		{ "kind: marac\nforms: {action: {fields: {due: {type: text"
		    "}}}}\n", "local.yaml:2:33: forms.action.fields.due: an "
		    "overlay changes words and numbers; \"type\" stays as "
		    "the kind says\n" },
		{ "kind: marac\ncase-types: {case: {links: {related-case: "
		    "{guards: yes}}}}\n", "local.yaml:2:44: case-types.case."
		    "links.related-case: an overlay changes words and "
		    "numbers; \"guards\" stays as the kind says\n" },
		{ "kind: marac\nkind: marac\n", "local.yaml:2:1: the key "
		    "\"kind\" stands twice (first at line 1)\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct buf report = { 0 };
		assert_null(load(bad[i].overlay, &report));
		assert_string_equal(buf_text(&report), bad[i].report);
		buf_release(&report);
	}
}

/* ---- Texts that were checked ------------------------------------------- */

static void
a_checked_text_is_known_by_its_hash(void **state)
{
	struct kind *k = load_well(NULL);
	struct err err = { 0 };
	char hash[KIND_HASH_SIZE];

	(void)state;
	kind_hash(buf_text(&text), text.len, NULL, 0, hash);
	assert_string_equal(hash, k->hash);
	assert_int_equal(strlen(hash), 64);
	struct kind *again = kind_load_checked(buf_text(&text), text.len,
	    NULL, 0, hash, NULL, 0, &err);
	assert_non_null(again);
	assert_string_equal(again->hash, k->hash);
	assert_int_equal(again->n_forms, k->n_forms);
	assert_int_equal(kind_field(kind_form(again, "person"),
	    "sex")->n_choices, 3);
	kind_free(again);
	/* One byte more, or the overlay moved into the text, is another. */
	assert_null(kind_load_checked(buf_text(&text), text.len - 1, NULL, 0,
	    hash, NULL, 0, &err));
	assert_int_equal(err.code, ERR_SCHEMA);
	char other[KIND_HASH_SIZE];
	kind_hash("ab", 2, "c", 1, hash);
	kind_hash("a", 1, "bc", 2, other);
	assert_string_not_equal(hash, other);
	err_clear(&err);
	kind_free(k);
}

/* What a kind read from its tree says, against the one read from its text:
 * the brief test of it is that every role, form and field is the same. */
static void
assert_same_kind(const struct kind *a, const struct kind *b)
{
	assert_string_equal(a->hash, b->hash);
	assert_string_equal(a->title, b->title);
	assert_int_equal(a->n_roles, b->n_roles);
	for (size_t i = 0; i < a->n_roles; i++) {
		assert_string_equal(a->roles[i].label, b->roles[i].label);
		assert_true(a->roles[i].rights == b->roles[i].rights);
	}
	assert_int_equal(a->n_forms, b->n_forms);
	for (size_t i = 0; i < a->n_forms; i++) {
		const struct kind_form *f = &a->forms[i], *g = &b->forms[i];
		assert_int_equal(f->n_fields, g->n_fields);
		for (size_t j = 0; j < f->n_fields; j++) {
			assert_string_equal(f->fields[j].label,
			    g->fields[j].label);
			assert_int_equal(f->fields[j].n_choices,
			    g->fields[j].n_choices);
		}
	}
}

static struct kind *
load_by(const struct buf *tree, const char *overlay, const char *hash)
{
	return kind_load_checked(buf_text(&text), text.len, overlay,
	    overlay ? strlen(overlay) : 0, hash, tree->data, tree->len, NULL);
}

static void
a_tree_stands_for_its_text(void **state)
{
	static const char over[] = "kind: marac\ntitle: Northfold MARAC\n";
	static const char *const overlays[] = { NULL, over };

	(void)state;
	kind_free(load_well(NULL));
	for (size_t i = 0; i < 2; i++) {
		size_t over_len = overlays[i] ? strlen(overlays[i]) : 0;
		struct buf tree = { 0 }, none = { 0 };
		struct kind *k = kind_load("x", buf_text(&text), text.len,
		    "over", overlays[i], over_len, NULL, NULL);
		assert_non_null(k);
		assert_true(kind_tree(&tree, buf_text(&text), text.len,
		    overlays[i], over_len, k->hash));
		struct kind *again = load_by(&tree, overlays[i], k->hash);
		assert_non_null(again);
		assert_same_kind(again, k);
		kind_free(again);
		/* Cut or with a bit turned it counts for nothing. */
		tree.data[tree.len / 2] ^= 1;
		again = load_by(&tree, overlays[i], k->hash);
		assert_non_null(again);
		assert_same_kind(again, k);
		kind_free(again);
		tree.len = 5;
		again = load_by(&tree, overlays[i], k->hash);
		assert_non_null(again);
		kind_free(again);
		/* And a text that was changed is refused, tree or none. */
		assert_null(load_by(&none, "kind: marac\n", k->hash));
		buf_release(&tree);
		kind_free(k);
	}
}

/* Sealed with the hash of the text it stands for, another text's tree is what
 * is read: so it is seen that the tree was, and not the text. */
static void
the_tree_is_what_is_read(void **state)
{
	static const char over[] = "kind: marac\ntitle: Northfold MARAC\n";
	struct kind *k = load_well(NULL), *other;
	struct buf tree = { 0 };

	(void)state;
	assert_true(kind_tree(&tree, buf_text(&text), text.len, over,
	    strlen(over), k->hash));
	other = load_by(&tree, NULL, k->hash);
	assert_non_null(other);
	assert_string_equal(other->title, "Northfold MARAC");
	kind_free(other);
	/* Sealed for another text: the text is read. */
	buf_clear(&tree);
	assert_true(kind_tree(&tree, buf_text(&text), text.len, over,
	    strlen(over), "another"));
	other = load_by(&tree, NULL, k->hash);
	assert_non_null(other);
	assert_string_equal(other->title, k->title);
	kind_free(other);
	buf_release(&tree);
	kind_free(k);
}

static void
names_are_found_both_ways(void **state)
{
	(void)state;
	for (int i = 0; i < RIGHTS; i++) {
		assert_int_equal(kind_right_find(kind_right_name(i)), i);
		assert_true(strlen(kind_right_help(i)) > 0);
	}
	assert_int_equal(kind_right_find("rule-the-world"), RIGHT_NONE);
	for (int i = 0; i < KIND_CHECK_IDS; i++)
		assert_non_null(kind_check_name(i));
	for (int i = 0; i < OUTLINE_PARTS; i++)
		assert_non_null(kind_outline_name(i));
	for (int i = 0; i < FIELD_TYPES; i++)
		assert_non_null(kind_field_type_name(i));
}

/* ---- A kind of another sort -------------------------------------------- */

static void
a_board_with_strands_needs_no_more_grammar(void **state)
{
	struct buf yaml = { 0 }, report = { 0 };

	(void)state;
	form_read(&yaml, "MINUTEBOOK_DEMO", "forms-good/strands.yaml");
	struct kind *k = kind_load("s.yaml", buf_text(&yaml), yaml.len, NULL,
	    NULL, 0, &report, NULL);
	assert_string_equal(buf_text(&report), "");
	assert_string_equal(kind_word(k, "case", 2), "records");
	const struct kind_step *groups = kind_step(k, "groups");
	assert_string_equal(groups->title, "OCG by OCG");
	assert_int_equal(groups->each, EACH_CASE);
	assert_int_equal(groups->n_case_types, 2);
	assert_string_equal(groups->case_types[1], "location");
	assert_int_equal(kind_role(k, "spoc")->rights,
	    RIGHT_BIT(RIGHT_SEE_OWN_CASES) | RIGHT_BIT(RIGHT_CONTRIBUTE) |
	    RIGHT_BIT(RIGHT_OWN_ACTIONS));
	const struct kind_case_type *t = kind_case_type(k, "ocg");
	assert_int_equal(kind_party_role(t, "member")->kinds,
	    SUBJECT_PERSON | SUBJECT_BUSINESS);
	assert_int_equal(t->n_bands, 2);
	assert_int_equal(t->phases[0].n_fields, 1);
	assert_int_equal(t->checks[1].severity, SEVERITY_NOTE);
	assert_int_equal(k->actions.n_strands, 4);
	assert_string_equal(k->actions.mark, "P");
	assert_true(kind_status(k, "closed")->not_by_owner);
	assert_string_equal(kind_status(k, "closed")->from[0], "waiting");
	assert_int_equal(kind_status(k, "blocked")->needs, NEED_REASON);
	assert_false(k->rules.repeat.on);
	assert_int_equal(k->rules.repeat.months, 12);
	assert_int_equal(k->rules.n_rag, 5);
	assert_int_equal(k->rules.escalation[1].days_overdue, 56);
	assert_int_equal(k->rules.escalation[1].missed, KIND_UNSET);
	assert_false(k->minutes.page_per_case);
	assert_string_equal(k->data_return.measures[1].label, "OCGs in drugs");
	kind_free(k);
	buf_release(&yaml);
	buf_release(&report);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_bad_file_gives_its_lines),
		cmocka_unit_test(every_form_is_well),
		cmocka_unit_test(a_file_that_is_none_is_told),
		cmocka_unit_test(a_file_cut_short_does_no_harm),
		cmocka_unit_test(a_file_full_of_faults_is_soon_told),
		cmocka_unit_test(rules_and_numbers_are_read),
		cmocka_unit_test(could_not_is_kept_apart_from_did_not),
		cmocka_unit_test(each_role_sees_what_it_needs),
		cmocka_unit_test(the_steps_stand_in_their_order),
		cmocka_unit_test(fields_have_their_lists),
		cmocka_unit_test(words_stand_in_texts),
		cmocka_unit_test(an_overlay_changes_words_and_numbers),
		cmocka_unit_test(an_overlay_is_checked_like_its_kind),
		cmocka_unit_test(a_checked_text_is_known_by_its_hash),
		cmocka_unit_test(a_tree_stands_for_its_text),
		cmocka_unit_test(the_tree_is_what_is_read),
		cmocka_unit_test(names_are_found_both_ways),
		cmocka_unit_test(a_board_with_strands_needs_no_more_grammar),
	};

	return cmocka_run_group_tests(tests, read_text, drop_text);
}
