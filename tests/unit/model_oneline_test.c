/*
 * oneline: the action that is typed in one line. Who is meant, what is missing
 * and where each part stands, for the people of a small meeting.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "oneline_help.h"

static const struct oneline *
parse(void **state, const char *text)
{
	struct oneline_fixture *f = *state;

	oneline_parse(f->names, &f->when, text, strlen(text), &f->arena,
	    &f->out);
	return &f->out;
}

static const struct oneline_gap *
gap(const struct oneline *out, enum oneline_gap_code code)
{
	for (size_t i = 0; i < out->n_gaps; i++)
		if (out->gaps[i].code == code)
			return &out->gaps[i];
	return NULL;
}

static void
assert_line(void **state, const char *text, const char *line)
{
	const struct oneline *out = parse(state, text);

	assert_int_equal(out->n_gaps, 0);
	assert_true(out->complete);
	assert_string_equal(out->lines[0], line);
}

/* What DESIGN section 6 shows, and other ways to say the same. */
static void
whole_lines(void **state)
{
	static const char stork[] =
	    "Midwifery · Hattie Stork · flag notes, see alone · 17 Mar";
	static const char *const same[] = {
		"Stork to flag notes, see alone by mon",
		"stork to flag notes, see alone by monday",
		"Hattie Stork to flag notes, see alone by 17/3",
		"Midwifery to flag notes, see alone by 17 mar",
		"Midwifery (Stork) to flag notes, see alone by 17/3/31",
		"Midwifery · Hattie Stork: flag notes, see alone by +4d",
		"Stork: flag notes, see alone, by mon",
		"Stork flag notes, see alone by mon.",
		"Stork will flag notes, see alone due 2031-03-17",
		"STORK by mon to flag notes, see alone",
		"Hattie to flag notes, see alone mon",
		"Hat to flag notes, see alone by 2wd",
		"  Stork   to flag   notes, see alone   by  Mon 17 Mar 2031 ",
	};

	for (size_t i = 0; i < COUNT(same); i++)
		assert_line(state, same[i], stork);
	assert_line(state, "Children's SC to assess by next meeting",
	    "Children's SC · Tobias Quillfeather · assess · 10 Apr");
	assert_line(state, "childrens sc to assess by 10/4",
	    "Children's SC · Tobias Quillfeather · assess · 10 Apr");
	assert_line(state, "Ines to decide by 20/3",
	    "Adult SC · Inés Cardigan · decide · 20 Mar");
	assert_line(state, "DS Notebook to refer to Housing by phone by fri",
	    "Police · DS Bram Notebook · refer to Housing by phone · 14 Mar");
	assert_line(state, "Secretary to ask for missing minutes by 14/3",
	    "Marshmere Council · Osric Inkwell · ask for missing minutes · "
	    "14 Mar");
	assert_line(state, "Housing to review by 12/3",
	    "Housing · Cleo Brickwell · review · 12 Mar 2032");
}

/* An agency's name means who represents it, not everyone it has here. */
static void
agency_means_representative(void **state)
{
	const struct oneline *out = parse(state, "Police to mark by fri");

	assert_int_equal(out->n_owners, 1);
	assert_int_equal(out->owners[0].member->id, 12);
	assert_int_equal(out->owners[0].agency->id, POLICE);
	assert_false(out->owners[0].needs_acceptance);
}

static void
absent_owner_needs_acceptance(void **state)
{
	const struct oneline *out = parse(state,
	    "Education to tell the lead by 21/3");

	assert_true(out->complete);
	assert_null(out->owners[0].member);
	assert_int_equal(out->owners[0].agency->id, EDUCATION);
	assert_true(out->owners[0].needs_acceptance);
	assert_non_null(evidence_find(&out->notes, "needs-acceptance"));
	assert_string_equal(out->lines[0],
	    "Education · tell the lead · 21 Mar · needs acceptance");

	out = parse(state, "Teacup to offer an assessment by 27/3");
	assert_int_equal(out->owners[0].member->id, 18);
	assert_true(out->owners[0].needs_acceptance);

	/* Someone else of the agency is here and can take it on. */
	out = parse(state, "Absent to look by fri");
	assert_int_equal(out->owners[0].member->id, 22);
	assert_false(out->owners[0].needs_acceptance);
	assert_non_null(evidence_find(&out->notes, "owner-absent"));
}

/* A question mark that ends the line asks, beside the date as well as alone;
 * one that ends what is to be done is part of that. */
static void
a_question_mark_asks(void **state)
{
	static const struct {
		const char *text, *line;
		bool asks;
	} cases[] = {
		{ "Stork to look by fri ?", "look · 14 Mar", true },
		{ "Stork to look by fri?", "look · 14 Mar", true },
		{ "Stork to look by 24/3?", "look · 24 Mar", true },
		{ "Stork to look by 24/3 ?\n* ring by 20/3", "look · 24 Mar",
		    true },
		{ "Stork to look by 24/3\n* ring by 20/3 ?", "look · 24 Mar",
		    true },
		{ "Stork to look by 24/3\n* ring by 20/3?", "look · 24 Mar",
		    true },
		{ "Stork to look by 24/3\n* ask: who? by 20/3",
		    "look · 24 Mar", false },
		{ "Stork to look 24 mar?", "look · 24 Mar", true },
		{ "Stork to ask: is he home? by fri",
		    "ask: is he home? · 14 Mar", false },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct oneline *out = parse(state, cases[i].text);

		assert_true(out->complete);
		assert_int_equal(out->owners[0].member->id, 16);
		assert_true(out->owners[0].needs_acceptance == cases[i].asks);
		assert_non_null(strstr(out->lines[0], cases[i].line));
	}
	assert_false(parse(state, "Stork to ask: is he home?")->complete);
}

static void
two_of_one_name_are_asked_about(void **state)
{
	struct oneline_fixture *f = *state;
	const char *text = "Smith to call by fri";
	const struct oneline *out = parse(state, text);
	const struct oneline_gap *which = gap(out, ONELINE_WHO);
	struct buf b = {0};

	assert_false(out->complete);
	assert_int_equal(out->n_gaps, 1);
	assert_string_equal(which->text, "“Smith” could be Ann Smith "
	    "(Housing) or Jan Smith (Probation): which?");
	assert_int_equal(out->n_owners, 2);
	assert_string_equal(out->lines[0], "? · call · 14 Mar");

	oneline_choose(f->names, out, 1, text, strlen(text), &f->arena, &b);
	assert_string_equal(buf_text(&b), "Jan Smith to call by fri");
	buf_release(&b);
	out = parse(state, "SC to call by fri");
	assert_non_null(strstr(gap(out, ONELINE_WHO)->text, "could be Tobias "
	    "Quillfeather (Children's SC) or Inés Cardigan (Adult SC)"));
	assert_line(state, "Jan Smith to call by fri",
	    "Probation · Jan Smith · call · 14 Mar");
	assert_line(state, "Smith (Housing) to call by fri",
	    "Housing · Ann Smith · call · 14 Mar");
	assert_line(state, "Probation Smith to call by fri",
	    "Probation · Jan Smith · call · 14 Mar");
}

/* A beginning fits those present before those who are not. */
static void
beginnings_prefer_those_here(void **state)
{
	const struct oneline *out = parse(state, "Sto to call by fri");

	assert_int_equal(out->n_owners, 1);
	assert_int_equal(out->owners[0].member->id, 16);
}

static void
everyone_fans_out(void **state)
{
	const struct oneline *out = parse(state,
	    "All agencies to flag and tag by fri");
	size_t ask = 0;

	assert_true(out->complete);
	assert_true(out->everyone);
	assert_int_equal(out->n_owners, AGENCIES);
	for (size_t i = 0; i < out->n_owners; i++) {
		assert_int_equal(out->owners[i].agency->id, POLICE + i);
		ask += out->owners[i].needs_acceptance;
	}
	assert_int_equal(ask, 2);
	assert_string_equal(out->lines[0],
	    "all 9 agencies, one action each · flag and tag · 14 Mar");
	assert_true(parse(state, "everyone flag by fri")->everyone);
	assert_false(parse(state, "Police to tell everyone by fri")->everyone);
}

static void
what_is_missing_is_said(void **state)
{
	static const struct {
		const char *text;
		enum oneline_gap_code code;
		const char *says;
	} cases[] = {
		{ "flag notes by mon", ONELINE_NO_OWNER, "No owner yet" },
		{ "to flag notes by mon", ONELINE_NO_OWNER, "No owner yet" },
		{ "TBC to flag notes by mon", ONELINE_NO_OWNER,
		    "“TBC” is nobody" },
		{ "Storck to flag notes by mon", ONELINE_NO_OWNER,
		    "did you mean Hattie Stork (Midwifery)?" },
		{ "Bloggs to flag notes by mon", ONELINE_NO_OWNER,
		    "Nobody here is called “Bloggs”" },
		{ "Stork and Notebook to flag by mon", ONELINE_TWO_OWNERS,
		    "a line for each" },
		{ "Police, Housing to flag by mon", ONELINE_TWO_OWNERS,
		    "more than one" },
		{ "Stork to flag notes", ONELINE_NO_DATE, "No date yet" },
		{ "Stork to visit on fri", ONELINE_NO_DATE, "No date yet" },
		{ "Stork to flag notes ASAP", ONELINE_NO_DATE,
		    "“asap” is no date" },
		{ "Stork to flag notes by TBC", ONELINE_NO_DATE,
		    "“tbc” is no date" },
		{ "Stork to flag notes - ongoing", ONELINE_NO_DATE,
		    "“ongoing” is no date" },
		{ "Stork to flag as soon as possible", ONELINE_NO_DATE,
		    "“as soon as possible” is no date" },
		{ "Stork to flag notes by 31/2", ONELINE_BAD_DATE,
		    "does not exist" },
		{ "Stork to flag notes by 12/3/31", ONELINE_BAD_DATE,
		    "before 13 Mar 2031" },
		{ "Stork to flag notes by next fri", ONELINE_BAD_DATE,
		    "could be Fri 14 Mar 2031 or Fri 21 Mar 2031" },
		{ "Stork by mon", ONELINE_NO_TEXT, "missing" },
		{ "Stork to by mon", ONELINE_NO_TEXT, "missing" },
		{ "Stork to flag by mon\n* survey",
		    ONELINE_NO_MILESTONE_DATE, "Milestone 1 has no date" },
		{ "Stork to flag by mon\n* 14 mar",
		    ONELINE_NO_MILESTONE_TEXT, "Milestone 1" },
		{ "Stork to flag by mon\n* fri a\n* 31/2 b",
		    ONELINE_BAD_DATE, "Milestone 2" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct oneline *out = parse(state, cases[i].text);
		const struct oneline_gap *found = gap(out, cases[i].code);

		if (found == NULL || out->n_gaps != 1)
			fail_msg("%s: %zu gaps: %s", cases[i].text,
			    out->n_gaps, out->n_gaps ? out->gaps[0].text :
			    "none");
		assert_false(out->complete);
		if (strstr(found->text, cases[i].says) == NULL)
			fail_msg("%s: “%s”", cases[i].text, found->text);
	}
}

/* What is missing is told in the order of the line. */
static void
gaps_in_order(void **state)
{
	const struct oneline *out = parse(state, "Bloggs to\n* look");

	assert_int_equal(out->n_gaps, 4);
	assert_int_equal(out->gaps[0].code, ONELINE_NO_OWNER);
	assert_int_equal(out->gaps[1].code, ONELINE_NO_TEXT);
	assert_int_equal(out->gaps[2].code, ONELINE_NO_DATE);
	assert_int_equal(out->gaps[3].code, ONELINE_NO_MILESTONE_DATE);
}

/* The words that stand for a date are no part of the action. */
static void
no_date_is_not_text(void **state)
{
	assert_string_equal(parse(state, "Stork to flag notes by ASAP")->text,
	    "flag notes");
	assert_string_equal(parse(state, "Stork to flag ongoing risk")->text,
	    "flag ongoing risk");
	assert_true(parse(state, "Stork to flag ongoing risk by mon")
	    ->complete);
}

static void
nothing_is_missing_from_nothing(void **state)
{
	const struct oneline *out = parse(state, " \n ");

	assert_false(out->complete);
	assert_int_equal(out->n_gaps, 0);
	assert_int_equal(out->n_spans, 0);
}

static void
milestones(void **state)
{
	const struct oneline *out = parse(state,
	    "Housing to make home safer by 28/3\n"
	    "* 20 mar survey\n"
	    "*locks by 21 mar\n"
	    "  * confirm to IDVA 28 mar\n"
	    "* Notebook to visit by 27/3");

	assert_true(out->complete);
	assert_string_equal(out->text, "make home safer");
	assert_int_equal(out->n_milestones, 4);
	assert_string_equal(out->milestones[0].text, "survey");
	assert_int_equal(out->milestones[0].date, date_make(2031, 3, 20));
	assert_null(out->milestones[0].owner.agency);
	assert_string_equal(out->milestones[1].text, "locks");
	assert_int_equal(out->milestones[1].date, date_make(2031, 3, 21));
	assert_string_equal(out->milestones[2].text, "confirm to IDVA");
	assert_int_equal(out->milestones[2].date, date_make(2031, 3, 28));
	assert_string_equal(out->milestones[3].text, "visit");
	assert_int_equal(out->milestones[3].owner.member->id, 12);
	assert_int_equal(out->n_lines, 5);
	assert_string_equal(out->lines[1], "20 Mar · survey");
	assert_string_equal(out->lines[4],
	    "27 Mar · visit · Police · DS Bram Notebook");
	/* A number after a milestone's date is no year. */
	out = parse(state, "Housing to fit locks by 28/3\n* 20 mar 12 locks");
	assert_string_equal(out->milestones[0].text, "12 locks");
}

static void
notes(void **state)
{
	static const struct {
		const char *text;
		const char *code;
	} cases[] = {
		{ "Stork to flag by sat", "date-not-working" },
		{ "Stork to flag by 11/4", "date-after-meeting" },
		{ "Stork to flag by 12/3", "date-next-year" },
		{ "Stork to consider flagging by fri", "weak" },
		{ "Stork to flag by fri\n* mon look", "milestone-after-due" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct oneline *out = parse(state, cases[i].text);

		assert_true(out->complete);
		if (evidence_find(&out->notes, cases[i].code) == NULL)
			fail_msg("%s: no %s", cases[i].text, cases[i].code);
	}
	assert_int_equal(parse(state, "Stork to flag by fri")->notes.n, 0);
}

static void
assert_spans(void **state, const char *text, const char *want)
{
	static const char letters[] = {
		[ONELINE_OWNER] = 'o', [ONELINE_OWNER_UNKNOWN] = 'u',
		[ONELINE_OWNER_WHICH] = 'w', [ONELINE_TEXT] = 't',
		[ONELINE_DATE] = 'd', [ONELINE_DATE_WRONG] = 'x',
		[ONELINE_MARK] = 'm', [ONELINE_MILESTONE] = 's',
		[ONELINE_STRAND] = '#', [ONELINE_STRAND_WRONG] = '!',
		[ONELINE_LINK] = '&',
		[ONELINE_LISTED] = '@', [ONELINE_LISTED_WRONG] = '?',
	};
	const struct oneline *out = parse(state, text);
	char *got = calloc(1, strlen(text) + 1);

	memset(got, '.', strlen(text));
	for (size_t i = 0; i < out->n_spans; i++)
		memset(got + out->spans[i].at, letters[out->spans[i].part],
		    out->spans[i].len);
	assert_string_equal(got, want);
	free(got);
}

static void
spans(void **state)
{
	assert_spans(state, "Stork to flag notes by mon",
	    /**/            "ooooo.mm.tttttttttt.mm.ddd");
	assert_spans(state, "Smith to flag by 31/2",
	    /**/            "wwwww.mm.tttt.mm.xxxx");
	assert_spans(state, "Bloggs to flag by mo",
	    /**/            "uuuuuu.mm.tttt.mm.xx");
	assert_spans(state, "Stork by mon to flag\n*fri a b",
	    /**/            "ooooo.mm.ddd.mm.tttt.mddd.sss");
	assert_spans(state, "Hattie Stork: flag by",
	    /**/            "ooooooooooooo.tttt.mm");
}

static const struct oneline_strand strands[] = {
	{ .key = "repair", .label = "Repair", .letter = "R" },
	{ .key = "renew", .label = "Renew it", .letter = "N" },
	{ .key = "plan", .label = "Plan", .letter = "P" },
};

static struct oneline_tags tags = { .strands = strands,
	.n_strands = COUNT(strands), .needed = true };

/* Wherever it stands, by letter, key, label or the beginning of one. */
static void
a_strand_and_links(void **state)
{
	static const struct {
		const char *line, *strand, *shown;
	} cases[] = {
		{ "Stork to flag notes by mon #R", "repair",
		    "Midwifery · Hattie Stork · flag notes · 17 Mar ·"
		    " Repair" },
		{ "#plan Stork to flag notes by mon", "plan", NULL },
		{ "Stork to #ren flag notes mon", "renew", NULL },
		{ "Stork to flag notes by mon\n* 14 mar ask #n", "renew",
		    NULL },
		{ "Stork to flag notes by mon #r, &MM-2031-014 &V-7",
		    "repair", "Midwifery · Hattie Stork · flag notes ·"
		    " 17 Mar · Repair · also MM-2031-014, V-7" },
	};
	struct oneline_fixture *f = *state;
	const struct oneline *out;
	size_t i;

	oneline_names_set_tags(f->names, &tags);
	for (i = 0; i < COUNT(cases); i++) {
		out = parse(state, cases[i].line);
		assert_true(out->complete);
		assert_string_equal(out->text, "flag notes");
		assert_string_equal(out->strand->key, cases[i].strand);
		if (cases[i].shown != NULL)
			assert_string_equal(out->lines[0], cases[i].shown);
	}
	assert_int_equal(out->n_links, 2);
	assert_string_equal(parse(state, "Stork to send R&D & Sons by mon"
	    " #R")->text, "send R&D & Sons");
	assert_spans(state, "Stork to #R flag &X-1 notes by mon",
	    /**/            "ooooo.mm.##.tttt.&&&&.ttttt.mm.ddd");
	assert_spans(state, "Stork to flag by mon #R #P",
	    /**/            "ooooo.mm.tttt.mm.ddd.##.!!");
}

static void
a_strand_is_wanting(void **state)
{
	static const struct {
		const char *line, *says;
	} cases[] = {
		{ "Stork to flag by mon", "No strand yet: type #R Repair,"
		    " #N Renew it or #P Plan." },
		{ "Stork to flag by mon #re", "“#re” could be #R Repair or"
		    " #N Renew it: which?" },
		{ "Stork to flag by mon #paint", "“#paint” is no strand: type"
		    " #R Repair, #N Renew it or #P Plan." },
		{ "Stork to flag by mon #R #P", "An action stands under one"
		    " strand: leave one." },
	};
	struct oneline_fixture *f = *state;
	size_t i;

	oneline_names_set_tags(f->names, &tags);
	for (i = 0; i < COUNT(cases); i++)
		assert_string_equal(gap(parse(state, cases[i].line),
		    ONELINE_NO_STRAND)->text, cases[i].says);
	tags.usual = &strands[1];
	assert_string_equal(parse(state, cases[0].line)->strand->key,
	    "renew");
	assert_false(parse(state, cases[2].line)->complete);
	tags.usual = NULL;
	tags.needed = false;
	assert_true(parse(state, cases[0].line)->complete);
	tags.needed = true;
	/* A kind without strands has a # like any other word. */
	oneline_names_set_tags(f->names, NULL);
	assert_string_equal(parse(state, "Stork to flag #R by mon")->text,
	    "flag #R");
}

static void
assert_completes(void **state, const char *text, const char *want)
{
	struct oneline_fixture *f = *state;
	struct oneline_completion *list;
	struct buf got = {0};
	size_t n = oneline_complete(f->names, &f->when, text, strlen(text),
	    strlen(text), 3, &f->arena, &list);

	for (size_t i = 0; i < n; i++) {
		assert_true(list[i].at + list[i].len == strlen(text));
		buf_addf(&got, "%s%.*s[%s]", i ? "|" : "", (int)list[i].at,
		    text, list[i].text);
	}
	assert_string_equal(buf_text(&got), want);
	buf_release(&got);
}

static void
completions(void **state)
{
	struct oneline_fixture *f = *state;

	/* Those present in their order, then the others, then agencies. */
	assert_completes(state, "",
	    "[Gavelstone to ]|[Notebook to ]|[Quillfeather to ]");
	assert_completes(state, "sto", "[Stork to ]|[Absent to ]");
	assert_completes(state, "hou", "[Housing to ]");
	assert_completes(state, "sm", "[Ann Smith to ]|[Jan Smith to ]");
	assert_completes(state, "Stork to fl", "");
	oneline_names_set_tags(f->names, &tags);
	assert_completes(state, "Stork to fl #",
	    "Stork to fl [#repair]|Stork to fl [#renew]|Stork to fl [#plan]");
	assert_completes(state, "Stork to fl #pl", "Stork to fl [#plan]");
	assert_completes(state, "#R sto", "#R [Stork to ]|#R [Absent to ]");
	oneline_names_set_tags(f->names, NULL);
	assert_completes(state, "Stork to flag by ",
	    "Stork to flag by [next meeting]|Stork to flag by [tomorrow]|"
	    "Stork to flag by [fri]");
	assert_completes(state, "Stork to flag by m",
	    "Stork to flag by [mon]");
	assert_completes(state, "Stork to flag by next me",
	    "Stork to flag by [next meeting]");
	assert_completes(state, "Stork to flag by fri\n* t",
	    "Stork to flag by fri\n* [tomorrow]|"
	    "Stork to flag by fri\n* [tue]|Stork to flag by fri\n* [thu]");
}

/* Who alone may see it: agencies and members, each named in one word. */
static void
those_who_see_it(void **state)
{
	const struct oneline *out = parse(state, "Stork to flag @Police notes"
	    " by mon @Children's-SC @ledger @police");

	assert_true(out->complete);
	assert_string_equal(out->text, "flag notes");
	assert_int_equal(out->n_listed, 3);
	assert_null(out->listed[0].member);
	assert_int_equal(out->listed[0].agency->id, POLICE);
	assert_int_equal(out->listed[1].agency->id, CHILDREN);
	assert_int_equal(out->listed[2].member->id, 17);
	assert_string_equal(out->lines[0], "Midwifery · Hattie Stork ·"
	    " flag notes · 17 Mar · seen by Police, Children's SC, Murdo"
	    " Ledger");
	assert_spans(state, "Stork to flag @police by mon",
	    /**/            "ooooo.mm.tttt.@@@@@@@.mm.ddd");
	out = parse(state, "Stork to flag by mon @nobody");
	assert_false(out->complete);
	assert_string_equal(out->gaps[0].text, "“@nobody” is nobody here: name"
	    " an agency or a member who alone may see it.");
	out = parse(state, "Stork to flag by mon @smith");
	assert_string_equal(out->gaps[0].text, "“@smith” could be @Ann-Smith"
	    " or @Jan-Smith: which?");
	/* No name follows. */
	assert_string_equal(parse(state, "Stork to meet @ 5 by mon")->text,
	    "meet @ 5");
}

static void
completions_of_records_and_names(void **state)
{
	static const struct oneline_record records[] = {
		{ "MM-2031-014", "" }, { "MM-2031-015", "Ash Lane" },
		{ "V-7", "The old mill" },
	};
	static const struct oneline_tags known = { .records = records,
	    .n_records = COUNT(records) };
	struct oneline_fixture *f = *state;

	oneline_names_set_tags(f->names, &known);
	assert_completes(state, "Stork to go &", "Stork to go [&MM-2031-014]|"
	    "Stork to go [&MM-2031-015]|Stork to go [&V-7]");
	assert_completes(state, "Stork to go &v", "Stork to go [&V-7]");
	assert_completes(state, "Stork to go &mil", "Stork to go [&V-7]");
	assert_completes(state, "Stork to go &x", "");
	assert_completes(state, "Stork to go by mon @chi",
	    "Stork to go by mon [@Children's-SC]");
	assert_completes(state, "Stork to go by mon @no",
	    "Stork to go by mon [@Notebook]");
	oneline_names_set_tags(f->names, NULL);
	assert_completes(state, "Stork to go &", "");
}

/* In the middle of a line the word is replaced, and no second "to" added. */
static void
completion_inside(void **state)
{
	struct oneline_fixture *f = *state;
	const char *text = "Stoxx to flag";
	struct oneline_completion *list;

	assert_int_equal(oneline_complete(f->names, &f->when, text,
	    strlen(text), 3, 1, &f->arena, &list), 1);
	assert_int_equal(list[0].at, 0);
	assert_int_equal(list[0].len, 5);
	assert_string_equal(list[0].text, "Stork");
	assert_string_equal(list[0].label, "Hattie Stork · Midwifery");
}

#define T(f) cmocka_unit_test_setup_teardown(f, oneline_set_up, \
    oneline_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(whole_lines),
		T(a_strand_and_links),
		T(a_strand_is_wanting),
		T(agency_means_representative),
		T(absent_owner_needs_acceptance),
		T(a_question_mark_asks),
		T(two_of_one_name_are_asked_about),
		T(beginnings_prefer_those_here),
		T(everyone_fans_out),
		T(what_is_missing_is_said),
		T(gaps_in_order),
		T(no_date_is_not_text),
		T(nothing_is_missing_from_nothing),
		T(milestones),
		T(notes),
		T(spans),
		T(completions),
		T(those_who_see_it),
		T(completions_of_records_and_names),
		T(completion_inside),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
