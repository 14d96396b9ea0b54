/*
 * Reports over a small made-up board: counts, sums, lists, the plan, the trace,
 * small numbers; and that each viewer's is their own.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "cmd/demo.h"
#include "cmd/export_cmd.h"
#include "cmd/find.h"
#include "cmd/report_cmd.h"
#include "form_help.h"
#include "meeting_book.h"
#include "store/erase.h"
#include "store/snapshot_read.h"
#include "store/tx.h"

struct desk {
	struct book b;
	int64_t board;
	struct buf text;	/* of the last report */
};

static int
setup(void **state)
{
	struct desk *d = xcalloc(1, sizeof(*d));
	struct book *b = &d->b;
	struct buf data = {0};
	void *scratch;

	if (scratch_setup_empty(&scratch) != 0)
		return -1;
	b->scratch = scratch;
	buf_addf(&data, "%s/reports/netmouth.yaml",
	    getenv("MINUTEBOOK_DEMO"));
	if (!demo_make(b->scratch->path, buf_text(&data),
	    getenv("MINUTEBOOK_FORMS"), NULL, &b->scratch->now, &b->reply,
	    &b->err)) {
		fprintf(stderr, "%s\n%s\n", err_text(&b->err),
		    buf_text(&b->reply));
		return -1;
	}
	buf_release(&data);
	b->scratch->db = db_open(b->scratch->path, DB_USE, &b->scratch->clock,
	    &b->err);
	b->scratch->now = clock_parse("2031-09-10T10:00:00");
	book_as(b, "treenail");
	if (!find_meeting(&b->s, "NY-2031-09", &b->meeting, &b->err) ||
	    !find_meeting_board(&b->s, b->meeting, &d->board, &b->err))
		return -1;
	/* Two of the actions are for the council and the police alone. */
	book_do(b, "action-list NY-A1 Council Police");
	book_do(b, "action-list NY-A3 Council Police");
	*state = d;
	return 0;
}

static int
teardown(void **state)
{
	struct desk *d = *state;
	void *b = xmalloc(sizeof(d->b));

	memcpy(b, &d->b, sizeof(d->b));
	buf_release(&d->text);
	free(d);
	return book_teardown(&b);
}

/* The report as lines of cells between bars, titles first, notes last. */
static const char *
show(struct desk *d, const struct report *r)
{
	buf_clear(&d->text);
	for (size_t j = 0; j < r->n_columns; j++)
		buf_addf(&d->text, "%s%s", j ? "|" : "", r->columns[j].title);
	buf_addc(&d->text, '\n');
	for (size_t i = 0; i < r->n_lines; i++) {
		for (size_t j = 0; j < r->n_columns; j++)
			buf_addf(&d->text, "%s%s", j ? "|" : "",
			    r->lines[i].cell[j]);
		buf_addc(&d->text, '\n');
	}
	for (size_t i = 0; i < r->n_notes; i++)
		buf_addf(&d->text, "%s\n", r->notes[i]);
	return buf_text(&d->text);
}

static const char *
make(struct desk *d, const struct report_wish *wish)
{
	struct report_wish w = *wish;
	struct report r;

	w.board = d->board;
	if (!cmd_report(&d->b.s, &w, &r, &d->b.err))
		fail_msg("%s: %s", w.key, err_text(&d->b.err));
	show(d, &r);
	report_release(&r);
	return buf_text(&d->text);
}

static const char *
report(struct desk *d, const char *key)
{
	return make(d, &(struct report_wish){ .key = key });
}

/* A sixth action, on the proposal that has none. */
static void
agree(struct desk *d)
{
	book_as(&d->b, "oakum");
	book_do(&d->b, "meeting-open NY-2031-09");
	book_as(&d->b, "treenail");
	book_do(&d->b, "action \"Caulk to lay out beds and try them by "
	    "16/1/2032\" strand=plan case=NY-P03");
	book_as(&d->b, "caulk");
	book_do(&d->b, "accept-action NY-P03/A1");
	book_as(&d->b, "treenail");
}

static void
strands_before_and_after(void **state)
{
	struct desk *d = *state;

	assert_string_equal(report(d, "strands"), "Strand|Number|Share\n"
	    "Pull|2|40%\nProp|1|20%\nPatch|2|40%\nPlan|0|0%\n"
	    "Total|5|100%\nPlan has 0 of 5: below 10%.\n");
	agree(d);
	assert_string_equal(report(d, "strands"), "Strand|Number|Share\n"
	    "Pull|2|33%\nProp|1|17%\nPatch|2|33%\nPlan|1|17%\n"
	    "Total|6|100%\n");
}

static void
colours_before_and_after(void **state)
{
	struct desk *d = *state;

	assert_string_equal(report(d, "rag"), "RAG|Number|Share\n"
	    "B Closed|1|20%\nR Late|1|20%\nA At risk|1|20%\n"
	    "- Not begun|0|0%\nG On course|2|40%\nTotal|5|100%\n");
	agree(d);
	assert_string_equal(report(d, "agency-rag"), "Agency|B Closed|"
	    "R Late|A At risk|- Not begun|G On course|Total\n"
	    "Council|1|1|1|0|3|6\nTotal|1|1|1|0|3|6\n");
}

static void
coverage_before_and_after(void **state)
{
	struct desk *d = *state;
	const char *text;

	/* What no action covers comes first. */
	text = report(d, "trace");
	assert_non_null(strstr(text, "Outcome, or why\n"
	    "NY-P03||Be ready to take people in|"));
	assert_non_null(strstr(text, "NY-P01||See neglect sooner|||"
	    "11 Jun 2031|Accepted|Accepted at NY-2031-06: Overdue in two "
	    "yards\nNY-P01|NY-A4|Train whoever renews a licence|Patch|"
	    "Owen Tiller (Quays)|19 Sep 2031|A In progress|\n"
	    "NY-P01|NY-A4|Pack|||31 Jul 2031|done 31 Jul 2031|\n"));
	assert_non_null(strstr(text, "2 of 3 have an action (67%)."));
	agree(d);
	assert_non_null(strstr(report(d, "trace"),
	    "3 of 3 have an action (100%)."));
}

static void
overdue_tells_how_late_and_how_far_up(void **state)
{
	struct desk *d = *state;

	assert_string_equal(report(d, "overdue-agency"),
	    "Agency|Number\nCouncil|1\nTotal|1\n");
	assert_string_equal(report(d, "overdue"), "Agency|No.|Owner|Due|"
	    "Days late|Date moved|Goes to\nCouncil|NY-A2|Salma Caulk|"
	    "29 Aug 2031|12||Owner\n");
	d->b.scratch->now = clock_parse("2031-11-10T10:00:00");
	assert_non_null(strstr(report(d, "overdue"),
	    "Council|NY-A2|Salma Caulk|29 Aug 2031|73||Chair\n"));
}

static void
a_count_by_two_columns(void **state)
{
	struct desk *d = *state;

	assert_string_equal(report(d, "mishaps"), "Strand|Major|Moderate|"
	    "Minor|None|Worse|Total\nPull|0|1|0|0|1|2\nProp|0|0|0|0|0|0\n"
	    "Patch|0|0|1|0|0|1\nPlan|0|0|0|0|0|0\nTotal|0|1|1|0|1|3\n");
	assert_string_equal(report(d, "mishaps-quarter"),
	    "Quarter|Number\nJul–Sep 2031|3\nTotal|3\n");
}

static void
money_is_added_up_in_pence(void **state)
{
	struct desk *d = *state;

	assert_string_equal(report(d, "mishaps-cost"), "At the yard|Cost\n"
	    "NY-Y01|£18,450.00\nNY-Y02|£250.50\nTotal|£18,700.50\n");
	assert_string_equal(report(d, "hurt"), "Strand|Hurt\nPull|3\n"
	    "Prop|0\nPatch|0\nPlan|0\nTotal|3\n");
}

static void
days_before_the_period_do_not_count(void **state)
{
	struct desk *d = *state;

	assert_non_null(strstr(report(d, "mishaps-since"), "Total|3\n"));
	d->b.scratch->now = clock_parse("2031-12-11T10:00:00");
	assert_non_null(strstr(report(d, "mishaps-since"), "Total|0\n"));
}

static void
several_answers_count_once_in_the_total(void **state)
{
	struct desk *d = *state;

	assert_string_equal(report(d, "crafts"), "Crafts|Number\nSail|1\n"
	    "Oars|1\nMotor|1\nTotal|2\nWhat has several answers is counted "
	    "under each of them, and once in the totals.\n");
}

static void
small_numbers_are_hidden(void **state)
{
	struct desk *d = *state;

	assert_non_null(strstr(report(d, "small"), "Major|0|*\n"
	    "Moderate|*|*\nMinor|*|*\nNone|0|*\nWorse|*|*\nTotal|*|*\n"));
}

static void
ages_are_counted_in_steps(void **state)
{
	struct desk *d = *state;

	assert_string_equal(report(d, "ages"),
	    "Age in days|Number\n91 to 180 days|4\nTotal|4\n");
}

static void
lists_go_by_their_column(void **state)
{
	struct desk *d = *state;

	assert_string_equal(report(d, "yards"), "No.|Title|Area|State|Lead|"
	    "What is due|Due\n"
	    "NY-Y02|Gull yard|The quay|Open|Owen Tiller|Look again|"
	    "18 Nov 2031\nNY-Y01|Heron yard|The creek|Open|Helen Oakum|"
	    "Look again|18 Sep 2031\n");
	assert_string_equal(report(d, "clocks"), "Due|What is due|No.|Title|"
	    "State\n18 Sep 2031|Look again|NY-Y01|Heron yard|Open\n"
	    "18 Nov 2031|Look again|NY-Y02|Gull yard|Open\n");
	assert_non_null(strstr(report(d, "milestones"),
	    "Due|No.|What|Owner\n22 Aug 2031|NY-A2|File at court|"
	    "Salma Caulk\n12 Sep 2031|NY-A4|Committee|Owen Tiller\n"));
	assert_string_equal(report(d, "attendance"), "Agency|Present|Online|"
	    "Apologies|Total\nCouncil|2|1|0|3\nHomes|0|0|1|1\n"
	    "Police|1|0|0|1\nTotal|3|1|1|5\n");
}

static void
the_tracker_tells_all_of_an_action(void **state)
{
	struct desk *d = *state;
	const char *text = report(d, "tracker");

	assert_non_null(strstr(text, "NY-A2|Pull|Close part of Gull yard|"
	    "Salma Caulk|Council|29 Aug 2031|R Late|8 Aug 2031 Bundle (done "
	    "7 Aug 2031); 22 Aug 2031 File at court (missed)|NY-P02|"
	    "NY-Y02|\n"));
	/* The open ones come first. */
	assert_true(strstr(text, "NY-A3") < strstr(text, "NY-A5"));
	text = make(d, &(struct report_wish){ .key = "tracker", .limit = 2 });
	assert_non_null(strstr(text, "NY-A2"));
	assert_null(strstr(text, "NY-A1"));
	assert_non_null(strstr(text, "The first 2 are shown."));
}

static void
a_figure_opens_into_what_it_counted(void **state)
{
	struct desk *d = *state;
	const struct report_narrow amber[] = { { "rag", "amber" } };
	const struct report_narrow pull[] = { { "field:strand", "pull" },
	    { "field:weight", "worse" } };
	const char *text;

	text = make(d, &(struct report_wish){ .key = "rag", .narrow = amber,
	    .n_narrow = 1 });
	assert_non_null(strstr(text, "NY-A4|"));
	assert_null(strstr(text, "NY-A2|"));
	text = make(d, &(struct report_wish){ .key = "mishaps",
	    .narrow = pull, .n_narrow = 2 });
	assert_non_null(strstr(text, "NY-M03|Fire moved next door|"));
	assert_null(strstr(text, "NY-M01"));
}

static void
the_plan_is_that_of_a_record_too(void **state)
{
	struct desk *d = *state;
	struct report_wish wish = { .key = "plan" };
	const char *text;

	text = report(d, "plan");
	assert_non_null(strstr(text, "Pull|NY-A2|Close part of Gull yard|"
	    "Council|Salma Caulk|29 Aug 2031|R Late||8 Aug 2031 Bundle (done "
	    "7 Aug 2031); 22 Aug 2031 File at court (missed)\nPull|NY-A1|"));
	assert_non_null(strstr(text, "Patch|NY-A5|"));
	/* A survey has no actions of its own: those of its proposals. */
	assert_true(find_casefile(&d->b.s, "NY-S01", &wish.casefile,
	    &d->b.err));
	text = make(d, &wish);
	assert_non_null(strstr(text, "NY-A1"));
	assert_non_null(strstr(text, "NY-A4"));
	assert_null(strstr(text, "NY-A5"));
}

/* ---- Whose view it is ------------------------------------------------- */

/* Homes are let in to neither the closed yard nor two of the actions. */
static void
one_counts_what_one_sees(void **state)
{
	struct desk *d = *state;
	const char *text;

	book_as(&d->b, "hawser");
	assert_string_equal(report(d, "strands"), "Strand|Number|Share\n"
	    "Pull|1|50%\nProp|0|0%\nPatch|1|50%\nPlan|0|0%\nTotal|2|100%\n"
	    "Prop has 0 of 2: below 10%.\nPlan has 0 of 2: below 10%.\n");
	assert_non_null(strstr(report(d, "trace"), "2 of 3 have"));
	text = report(d, "yards");
	assert_null(strstr(text, "Heron"));
	assert_null(strstr(text, "NY-Y01"));
	assert_string_equal(report(d, "mishaps-cost"), "At the yard|Cost\n"
	    "NY-Y02|£250.50\nTotal|£250.50\n");
	/* Answers that need a right are not counted either. */
	assert_string_equal(report(d, "debts"), "In debt|Number\n"
	    "not given|1\nTotal|1\n");
	assert_null(strstr(report(d, "clocks"), "NY-Y01"));
}

/* An owner sees their action, but not the record it hangs on. */
static void
an_owner_sees_no_parent_that_is_not_theirs(void **state)
{
	struct desk *d = *state;
	const char *text;

	book_as(&d->b, "ballast");
	text = report(d, "tracker");
	assert_non_null(strstr(text, "NY-A5|Patch|Look into forty suppliers|"
	    "Priya Ballast|Council|3 Sep 2031|B Closed|16 Jul 2031 List "
	    "(done 16 Jul 2031); 3 Sep 2031 Report (done 3 Sep 2031)||"
	    "|=Three"));
	assert_null(strstr(text, "NY-Y01"));
}

/* ---- Taking it away --------------------------------------------------- */

static bool
put(void *arg, const char *data, size_t len)
{
	buf_add(arg, data, len);
	return true;
}

static bool
export(struct desk *d, const char *key, const char *format, bool bom)
{
	const struct report_wish wish = { .board = d->board, .key = key };

	buf_clear(&d->text);
	err_clear(&d->b.err);
	return cmd_report_export(&d->b.s, &wish, doc_format_find(format), bom,
	    put, &d->text, &d->b.err);
}

static void
no_cell_is_a_formula(void **state)
{
	struct desk *d = *state;

	assert_true(export(d, "tracker", "csv", false));
	assert_non_null(strstr(buf_text(&d->text), "No.,Strand,What,"));
	assert_non_null(strstr(buf_text(&d->text),
	    ",\"'=Three of them are gone, +2 warned\"\r\n"));
	assert_null(strstr(buf_text(&d->text), ",=Three"));
	assert_null(strstr(buf_text(&d->text), "\"=Three"));
	assert_true(export(d, "strands", "csv", true));
	assert_string_equal(buf_text(&d->text), "\xEF\xBB\xBF" "Strand,"
	    "Number,Share\r\nPull,2,40%\r\nProp,1,20%\r\nPatch,2,40%\r\n"
	    "Plan,0,0%\r\nTotal,5,100%\r\n");
}

static void
text_shows_chart_table_and_marking(void **state)
{
	struct desk *d = *state;
	const char *text;

	assert_true(export(d, "agency-rag", "text", false));
	text = buf_text(&d->text);
	assert_non_null(strstr(text, "OFFICIAL"));
	assert_non_null(strstr(text, "Council  BBBBRRRRAAAAGGGGGGGG 5"));
	assert_non_null(strstr(text, "B = Closed, R = Late"));
	assert_true(export(d, "plan", "markdown", false));
	text = buf_text(&d->text);
	assert_non_null(strstr(text, "\n## Pull (U)"));
	assert_non_null(strstr(text, "| NY-A2 | Close part of Gull yard |"));
	assert_non_null(strstr(text, "\n## Plan (L)\n\nNone."));
	/* The title stands once. */
	assert_true(export(d, "strands", "markdown", false));
	text = strstr(buf_text(&d->text), "Actions by strand");
	assert_non_null(text);
	assert_null(strstr(text + 1, "Actions by strand"));
}

static void
an_export_is_recorded_and_needs_its_right(void **state)
{
	struct desk *d = *state;

	assert_true(export(d, "yards", "csv", false));
	assert_int_equal(book_count(&d->b, "SELECT count(*) FROM consultation"
	    " WHERE what = 'export' AND detail = 'report yards, csv'"), 3);
	book_as(&d->b, "painter");
	assert_false(export(d, "yards", "csv", false));
	assert_int_equal(d->b.err.code, ERR_DENIED);
	assert_int_equal(d->text.len, 0);
	book_as(&d->b, "hawser");
	assert_false(export(d, "yard", "csv", false));
	assert_non_null(strstr(err_text(&d->b.err), "There is no report "
	    "\"yard\". Those there are: plan, tracker, "));
}

/* ---- What a meeting looked at ----------------------------------------- */

static void
look_at_figures(struct desk *d)
{
	book_as(&d->b, "oakum");
	book_do(&d->b, "meeting-open NY-2031-09");
	book_do(&d->b, "go figures");
	book_do(&d->b, "next");
}

static int64_t
kept(struct desk *d, const char *who)
{
	struct snapshot_row *rows;
	size_t n;

	book_as(&d->b, who);
	assert_true(snapshot_read(d->b.s.db, d->b.meeting, &d->b.a, &rows,
	    &n, &d->b.err));
	for (size_t i = 0; i < n; i++)
		if (strcmp(rows[i].report, "strands") == 0)
			assert_non_null(strstr(rows[i].body, "\"rows\":[["
			    "\"Pull\",\"2\",\"40%\"]"));
	return (int64_t)n;
}

static void
figures_are_kept_with_the_meeting(void **state)
{
	struct desk *d = *state;

	assert_int_equal(kept(d, "treenail"), 0);
	look_at_figures(d);
	assert_int_equal(book_count(&d->b, "SELECT count(*) FROM snapshot"),
	    3);
	/* What is agreed later changes nothing of what was seen. */
	book_as(&d->b, "treenail");
	book_do(&d->b, "action \"Caulk to lay out beds by 16/1/2032\" "
	    "strand=plan case=NY-P03");
	assert_int_equal(kept(d, "treenail"), 3);
	/* Once more in that step: as it is then. */
	book_as(&d->b, "oakum");
	book_do(&d->b, "go figures");
	book_do(&d->b, "next");
	assert_int_equal(book_count(&d->b, "SELECT count(*) FROM snapshot "
	    "WHERE body LIKE '%\"Plan\",\"1\"%'"), 1);
}

/* Who does not see all that was counted sees none of it. */
static void
kept_figures_are_for_who_sees_their_sources(void **state)
{
	struct desk *d = *state;

	look_at_figures(d);
	assert_int_equal(kept(d, "treenail"), 3);
	assert_int_equal(kept(d, "hawser"), 0);
	assert_int_equal(kept(d, "painter"), 0);
	/* Nor the minutes. */
	book_as(&d->b, "hawser");
	buf_clear(&d->text);
	assert_true(cmd_export_minutes(&d->b.s, d->b.meeting,
	    doc_format_find("text"), &d->text, &d->b.err));
	assert_null(strstr(buf_text(&d->text), "Actions by strand"));
	book_as(&d->b, "treenail");
	buf_clear(&d->text);
	assert_true(cmd_export_minutes(&d->b.s, d->b.meeting,
	    doc_format_find("text"), &d->text, &d->b.err));
	assert_non_null(strstr(buf_text(&d->text), "Actions by strand\n"
	    "─────────────────\nNetmouth yards board, as of 10 Sep 2031\n\n"
	    "Strand  Number  Share\n"));
}

/* However many were counted: all are named, and one that is hidden later hides
 * the figures. */
static void
kept_figures_may_count_thousands(void **state)
{
	struct desk *d = *state;

	assert_true(scratch_write(d->b.scratch->db, "action-add",
	    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
	    " WHERE i < 2500) INSERT INTO action (id, board_id, casefile_id,"
	    " number, ref, text, strand, agency_id, member_id, due_on, status,"
	    " status_on, recorded_by_id, agreed_at) SELECT 900000 + i,"
	    " a.board_id, a.casefile_id, 9000 + i, 'NY-Z' || i, 'Tar it',"
	    " a.strand, a.agency_id, a.member_id, a.due_on, a.status,"
	    " a.status_on, a.recorded_by_id, a.agreed_at FROM n, action AS a"
	    " WHERE a.ref = 'NY-A2'"));
	look_at_figures(d);
	assert_int_equal(book_count(&d->b, "SELECT count(*) FROM snapshot"),
	    3);
	assert_int_equal(book_count(&d->b, "SELECT json_array_length(sources,"
	    " '$.action') FROM snapshot WHERE report = 'strands'"), 2505);
	book_as(&d->b, "treenail");
	assert_string_equal(book_see(&d->b, "SELECT count(*) FROM"
	    " visible_snapshot"), "3");
	assert_true(scratch_write(d->b.scratch->db, "keep-out", "INSERT INTO"
	    " access (id, action_id, member_id, effect) SELECT 990000, 902500,"
	    " id, 'deny' FROM member WHERE login = 'oakum'"));
	book_as(&d->b, "oakum");
	assert_string_equal(book_see(&d->b, "SELECT count(*) FROM"
	    " visible_snapshot WHERE report = 'strands'"), "0");
}

/* A report that counted what is erased goes with it, and its words. */
static void
kept_figures_go_with_what_is_erased(void **state)
{
	struct desk *d = *state;
	int64_t casefile;

	look_at_figures(d);
	book_as(&d->b, "treenail");
	assert_true(find_casefile(&d->b.s, "NY-P01", &casefile, &d->b.err));
	assert_int_equal(book_count(&d->b, "SELECT count(*) FROM "
	    "event_payload WHERE after LIKE '%neglect%' AND seq IN (SELECT "
	    "seq FROM event WHERE tbl = 'snapshot')"), 1);
	assert_true(db_begin(d->b.s.db, "erase", &d->b.err));
	if (!db_erase_casefile(d->b.s.db, casefile, &d->b.err) ||
	    !db_commit(d->b.s.db, &d->b.err))
		fail_msg("%s", err_text(&d->b.err));
	assert_int_equal(book_count(&d->b, "SELECT count(*) FROM snapshot"),
	    0);
	assert_int_equal(book_count(&d->b, "SELECT count(*) FROM "
	    "event_payload WHERE after LIKE '%neglect%'"), 0);
}

/* ---- The grammar ------------------------------------------------------ */

/* Does a kind with such a report load? */
static bool
loads(const struct buf *kind, const char *what, const char *column)
{
	const char *rest = strstr(kind->data, "\nreports:") + 9;
	struct buf text = {0};
	struct kind *k;

	buf_addf(&text, "%.*s\n  one: {title: One, what: %s, case-types: "
	    "[yard], list: [\"%s\"]}%s", (int)(rest - kind->data),
	    kind->data, what, column, rest);
	k = kind_load("x.yaml", buf_text(&text), text.len, "", NULL, 0, NULL,
	    NULL);
	buf_release(&text);
	kind_free(k);
	return k != NULL;
}

static void
the_grammar_lets_in_what_can_be_made(void **state)
{
	static const char *const whats[] = { "actions", "cases", "milestones",
	    "attendance", "trace", "plan", "timers" };
	static const char *const columns[] = { "ref", "title", "text", "type",
	    "agency", "team", "owner", "lead", "strand", "status", "rag",
	    "priority", "due", "days-late", "date-moves", "escalation",
	    "agreed", "closed", "outcome", "milestones", "next-milestone",
	    "case", "links", "case-type", "state", "state-since", "received",
	    "timer", "timer-due", "board", "meeting", "month", "quarter",
	    "year", "attendance", "age", "field:area", "link:yard" };
	static const char *const types[] = { "yard" };
	struct desk *d = *state;
	struct report_source src = { .board = d->board };
	struct buf kind = {0};

	src.kind = session_board_kind(&d->b.s, d->board, &d->b.err);
	form_read(&kind, "MINUTEBOOK_DEMO", "reports/yards.yaml");
	for (size_t i = 0; i < sizeof whats / sizeof *whats; i++)
		for (size_t j = 0; j < sizeof columns / sizeof *columns;
		    j++) {
			const struct kind_report def = { .what =
			    (enum report_what)i, .case_types = types,
			    .n_case_types = 1 };

			if (loads(&kind, whats[i], columns[j]) !=
			    report_has_column(&src, &def, columns[j]))
				fail_msg("%s of %s", columns[j], whats[i]);
		}
	buf_release(&kind);
}

#define WITH(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WITH(strands_before_and_after),
		WITH(colours_before_and_after),
		WITH(coverage_before_and_after),
		WITH(overdue_tells_how_late_and_how_far_up),
		WITH(a_count_by_two_columns),
		WITH(money_is_added_up_in_pence),
		WITH(days_before_the_period_do_not_count),
		WITH(several_answers_count_once_in_the_total),
		WITH(small_numbers_are_hidden),
		WITH(ages_are_counted_in_steps),
		WITH(lists_go_by_their_column),
		WITH(the_tracker_tells_all_of_an_action),
		WITH(a_figure_opens_into_what_it_counted),
		WITH(the_plan_is_that_of_a_record_too),
		WITH(one_counts_what_one_sees),
		WITH(an_owner_sees_no_parent_that_is_not_theirs),
		WITH(no_cell_is_a_formula),
		WITH(text_shows_chart_table_and_marking),
		WITH(an_export_is_recorded_and_needs_its_right),
		WITH(figures_are_kept_with_the_meeting),
		WITH(kept_figures_are_for_who_sees_their_sources),
		WITH(kept_figures_may_count_thousands),
		WITH(kept_figures_go_with_what_is_erased),
		WITH(the_grammar_lets_in_what_can_be_made),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
