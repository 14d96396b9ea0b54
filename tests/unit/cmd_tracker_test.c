/*
 * Actions under strands: what each looks like on a day, colours by hand,
 * statuses that not everybody may set, what is missing of a board's actions.
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
#include "cmd/action_cmd.h"
#include "cmd/action_track.h"
#include "cmd/action_view.h"
#include "cmd/closing.h"
#include "cmd/cmd.h"
#include "cmd/demo.h"
#include "cmd/find.h"
#include "meeting_book.h"
#include "store/action_read.h"

static int
setup(void **state)
{
	struct book *b = xcalloc(1, sizeof(*b));
	struct buf data = {0};
	void *scratch;

	if (scratch_setup_empty(&scratch) != 0)
		return -1;
	b->scratch = scratch;
	buf_addf(&data, "%s/tracker/marrowby.yaml", getenv("MINUTEBOOK_DEMO"));
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
	book_as(b, "plumbline");
	if (!find_meeting(&b->s, "WB-2031-09-10", &b->meeting, &b->err))
		return -1;
	*state = b;
	return 0;
}

static struct action_row
action(struct book *b, const char *ref)
{
	struct action_row row;

	if (!action_read_ref(b->s.db, ref, clock_today(b->s.clock), &b->a,
	    &row, &b->err))
		fail_msg("%s: %s", ref, err_text(&b->err));
	return row;
}

static struct action_view
look(struct book *b, const char *ref)
{
	struct action_row *row = arena_alloc(&b->a, sizeof(*row));
	struct action_view v;

	*row = action(b, ref);
	action_view(session_board_kind(&b->s, row->board, &b->err), row,
	    clock_today(b->s.clock), &b->a, &v);
	return v;
}

static void
at(struct book *b, const char *time)
{
	b->scratch->now = clock_parse(time);
}

/* The board's actions on the day, in every part that a list shows. */
static void
how_each_stands(void **state)
{
	static const struct {
		const char *ref, *strand, *letter, *why;
		int late;
		size_t done, of;
		const char *next;
		int step;
	} cases[] = {
		{ "WB-2031-001/A1", "R", "G", "On course", 0, 0, 3,
		    "Book the engineer", 0 },
		{ "WB-2031-001/A2", "R", "R", "12 days late", 12, 1, 2,
		    "Put up the notices", 1 },
		{ "WB-2031-002/A1", "N", "G", "On course", 0, 0, 3,
		    "Meet the neighbours", 0 },
		{ "WB-2031-002/A2", "I", "A", "due in 9 days", 0, 1, 2,
		    "Dive", 0 },
		{ "WB-2031-002/A3", "I", "B", "Closed", 0, 2, 2, NULL, 0 },
	};
	struct book *b = *state;
	struct action_view v;
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		v = look(b, cases[i].ref);
		assert_string_equal(v.strand_letter, cases[i].strand);
		assert_string_equal(v.letter, cases[i].letter);
		assert_string_equal(v.why, cases[i].why);
		assert_int_equal(v.days_late, cases[i].late);
		assert_int_equal(v.milestones_done, cases[i].done);
		assert_int_equal(v.milestones, cases[i].of);
		assert_int_equal(v.step_number, cases[i].step);
		if (cases[i].next != NULL)
			assert_string_equal(v.next->text, cases[i].next);
		else
			assert_null(v.next);
	}
	v = look(b, "WB-2031-001/A2");
	assert_string_equal(v.step->to, "the owner");
	assert_int_equal(v.step_days_left, 2);
	assert_true(v.milestone_missed);
}

/* Two meetings since it was due go further than its days. */
static void
meetings_count_since_it_was_due(void **state)
{
	struct book *b = *state;

	at(b, "2031-09-26T10:00:00");
	assert_int_equal(look(b, "WB-2031-001/A2").step_number, 3);
	at(b, "2031-09-25T10:00:00");
	assert_int_equal(look(b, "WB-2031-001/A2").step_number, 2);
	book_do(b, "meeting-open WB-2031-09-10");
	assert_int_equal(action(b, "WB-2031-001/A2").late_meetings, 1);
	assert_int_equal(action(b, "WB-2031-002/A1").late_meetings, 0);
}

static void
a_colour_by_hand(void **state)
{
	struct book *b = *state;
	struct action_view v;

	book_refuse(b, "action-rag WB-2031-002/A1 R", "Say why");
	book_refuse(b, "action-rag WB-2031-002/A1 mauve x", "no colour");
	book_refuse(b, "action-rag WB-2031-002/A3 R x", "is closed");
	book_as(b, "hedgerow");
	book_refuse(b, "action-rag WB-2031-002/A1 G \"Going well\"",
	    "does not let");
	book_as(b, "plumbline");
	at(b, "2031-09-09T10:00:00");
	book_do(b, "action-rag WB-2031-002/A1 r \"The bank has slipped\"");
	v = look(b, "WB-2031-002/A1");
	assert_string_equal(v.colour->key, "red");
	assert_true(v.by_hand);
	assert_string_equal(v.why, "The bank has slipped (Jo Plumbline, by"
	    " hand until 10 Sep 2031)");
	at(b, "2031-09-10T10:00:00");
	assert_string_equal(look(b, "WB-2031-002/A1").letter, "G");
	book_do(b, "action-rag WB-2031-002/A1 \"At risk\" \"No plants\"");
	v = look(b, "WB-2031-002/A1");
	assert_string_equal(v.letter, "A");
	assert_int_equal(action(b, "WB-2031-002/A1").rag_until,
	    date_parse_iso("2031-12-10"));
	book_do(b, "action-rag WB-2031-002/A1");
	assert_string_equal(look(b, "WB-2031-002/A1").letter, "G");
	assert_int_equal(book_count(b, "SELECT count(*) FROM progress WHERE"
	    " text LIKE 'Colour%'"), 3);
}

static void
strand_and_beginning(void **state)
{
	struct book *b = *state;
	int64_t id = action(b, "WB-2031-002/A1").id;
	char *now = NULL;

	book_do(b, "action-strand WB-2031-002/A1 i");
	assert_string_equal(action(b, "WB-2031-002/A1").strand, "inspect");
	book_do(b, "action-strand WB-2031-002/A1 Plan");
	assert_string_equal(action(b, "WB-2031-002/A1").strand, "plan");
	book_refuse(b, "action-strand WB-2031-002/A1 paint", "no strand");
	book_refuse(b, "action-strand WB-2031-002/A1 \"\"", "which strand");
	/* Somebody has changed it since it was read. */
	assert_false(cmd_action_strand(&b->s, id, "inspect", "renew", &now,
	    &b->err));
	assert_int_equal(b->err.code, ERR_CONFLICT);
	assert_string_equal(now, "plan");
	free(now);
	err_clear(&b->err);
	book_do(b, "action-start WB-2031-002/A1 2031-10-01");
	assert_string_equal(look(b, "WB-2031-002/A1").letter, "-");
	assert_string_equal(look(b, "WB-2031-002/A1").why,
	    "begins on 1 Oct 2031");
	book_refuse(b, "action-start WB-2031-002/A1 2031-12-06",
	    "after the day");
	book_do(b, "action-start WB-2031-002/A1");
	assert_string_equal(look(b, "WB-2031-002/A1").letter, "G");
}

static const char *
finding(struct book *b, const char *check)
{
	struct findings f;
	size_t i;

	if (!closing_meeting(&b->s, b->meeting, &b->a, &f, &b->err))
		fail_msg("%s", err_text(&b->err));
	for (i = 0; i < f.n; i++)
		if (strcmp(f.list[i].name, check) == 0)
			return f.list[i].text;
	return "";
}

/* Over what is open: the closed one counts in no strand. */
static void
a_strand_without_work(void **state)
{
	struct book *b = *state;

	assert_string_equal(finding(b, "strand-unbalanced"), "A strand has"
	    " next to no actions: Plan 0 of 4.");
	book_do(b, "action-strand WB-2031-002/A1 plan");
	assert_string_equal(finding(b, "strand-unbalanced"), "A strand has"
	    " next to no actions: Renew 0 of 4.");
}

static void
nothing_due_for_long(void **state)
{
	struct book *b = *state;

	book_do(b, "meeting-open WB-2031-09-10");
	book_do(b, "go WB-2031-001");
	book_do(b, "action \"Tarmac to repave the ramp by 8/12/2031 * gravel"
	    " by 1/11/2031\" strand=repair");
	assert_string_equal(finding(b, "milestone-gap"), "");
	/* 91 days, of which the first 61 are empty. */
	book_do(b, "action \"Tarmac to repave the quay by 10/12/2031 * gravel"
	    " by 10/11/2031\" strand=repair");
	assert_string_equal(finding(b, "milestone-gap"), "Nothing is to be"
	    " done of them for long: WB-2031-001/A4.");
}

/* Who did it does not check it, whoever types it; another of the agency may. */
static void
checked_by_somebody_else(void **state)
{
	struct book *b = *state;

	book_refuse(b, "report WB-2031-001/A1 closed", "It is “In progress”"
	    " now, and “Closed” comes only after “Done, to be checked”.");
	book_as(b, "tarmac");
	book_refuse(b, "report WB-2031-001/A1 to-check", "outcome");
	book_do(b, "report WB-2031-001/A1 to-check \"No cracks\"");
	book_refuse(b, "report WB-2031-001/A1 closed", "“Closed” is not for"
	    " the owner of WB-2031-001/A1 to say. The chair, the secretary, or"
	    " another member of the owner's agency can.");
	book_as(b, "plumbline");
	book_refuse(b, "report WB-2031-001/A1 closed by=tarmac",
	    "not for the owner");
	book_as(b, "culvert");
	book_do(b, "report WB-2031-001/A1 closed");
	assert_string_equal(look(b, "WB-2031-001/A1").letter, "B");
	assert_string_equal(action(b, "WB-2031-001/A1").outcome, "No cracks");
}

/* What the kind asks for: a reason, the chair, what takes its place. */
static void
what_a_status_needs(void **state)
{
	struct book *b = *state;

	book_refuse(b, "report WB-2031-002/A1 blocked", "needs a reason");
	book_do(b, "report WB-2031-002/A1 blocked \"Flooded\"");
	assert_string_equal(look(b, "WB-2031-002/A1").letter, "R");
	assert_string_equal(look(b, "WB-2031-002/A1").why,
	    "Blocked: Flooded");
	book_refuse(b, "report WB-2031-002/A1 cancelled \"No need\" chair=yes",
	    "accepted by the chair");
	book_as(b, "kerbstone");
	book_do(b, "report WB-2031-002/A1 cancelled \"No need\" chair=yes");
	assert_string_equal(look(b, "WB-2031-002/A1").letter, "");
	book_refuse(b, "report WB-2031-001/A1 superseded", "takes it over");
	book_do(b, "report WB-2031-001/A1 superseded"
	    " replaced-by=WB-2031-001/A2");
}

/* Reporting moves a date by the same rules as moving it alone. */
static void
dates_are_moved_so_often(void **state)
{
	struct book *b = *state;

	book_do(b, "action-due WB-2031-001/A2 2031-09-20 \"Objection\"");
	book_do(b, "report WB-2031-001/A2 not-done \"Still\""
	    " due=2031-10-20");
	assert_int_equal(look(b, "WB-2031-001/A2").moves, 2);
	assert_true(look(b, "WB-2031-001/A2").moves_spent);
	assert_int_equal(look(b, "WB-2031-001/A2").missed, 1);
	book_refuse(b, "report WB-2031-001/A2 not-done \"Again\""
	    " due=2031-11-20", "moved 2 times already: now the chair");
	book_refuse(b, "action-due WB-2031-001/A2 2031-11-20 \"Again\"",
	    "moved 2 times already");
	book_as(b, "kerbstone");
	book_do(b, "report WB-2031-001/A2 not-done \"Again\""
	    " due=2031-11-20");
	assert_int_equal(look(b, "WB-2031-001/A2").moves, 3);
}

/* Under the strand of its phase, unless its type or the line says another. */
static void
a_strand_from_the_place(void **state)
{
	struct book *b = *state;
	struct action_row r;

	book_do(b, "meeting-open WB-2031-09-10");
	book_do(b, "go WB-2031-001");
	book_do(b, "phase plan");
	book_do(b, "action \"Tarmac to patch the deck by 1/10\"");
	assert_string_equal(action(b, "WB-2031-001/A3").strand, "repair");
	book_do(b, "action \"Tarmac to look again by 1/10\" type=visit");
	assert_string_equal(action(b, "WB-2031-001/A4").strand, "inspect");
	book_do(b, "action \"Tarmac to draw it up by 1/10 #P &WB-2031-002\""
	    " type=visit");
	r = action(b, "WB-2031-001/A5");
	assert_string_equal(r.strand, "plan");
	assert_string_equal(r.text, "draw it up");
	assert_int_equal(book_count(b, "SELECT count(*) FROM action_link AS l"
	    " JOIN casefile AS c ON c.id = l.casefile_id JOIN action AS a ON"
	    " a.id = l.action_id WHERE c.ref = 'WB-2031-002' AND a.ref ="
	    " 'WB-2031-001/A5'"), 1);
	book_refuse(b, "action \"Tarmac to dig by 1/10 &WB-2031-999\"",
	    "WB-2031-999");
	assert_non_null(strstr(book_do(b, "read-back"), "Plan. Highways, Owen"
	    " Tarmac: draw it up, by Wed 1 Oct 2031;"));
	book_refuse(b, "action \"Plumbline to book the hall by 1/10\""
	    " step=close", "No strand yet");
	book_do(b, "action \"Plumbline to book the hall by 1/10\""
	    " strand=plan step=close");
}

/* Who goes leaves nothing behind that nobody owns. */
static void
the_owner_leaves(void **state)
{
	struct book *b = *state;
	struct buf what = {0};

	book_refuse(b, "member-end tarmac", "Owen Tarmac still owns 1 open"
	    " action (WB-2031-001/A1). Say who of their agency takes it on,"
	    " or give it to another agency first.");
	book_refuse(b, "member-end tarmac to=sluice", "does not belong");
	book_refuse(b, "member-end tarmac to=tarmac", "say who else");
	assert_string_equal(finding(b, "owner-left"), "");
	book_do(b, "member-end tarmac to=culvert");
	assert_string_equal(action(b, "WB-2031-001/A1").member_name,
	    "Salma Culvert");
	assert_string_equal(action(b, "WB-2031-001/A1").acceptance, "needed");
	assert_int_equal(book_count(b, "SELECT count(*) FROM progress WHERE"
	    " text = 'Passed on from Owen Tarmac'"), 1);
	assert_true(cmd_undo(&b->s, false, true, &what, &b->err));
	assert_string_equal(action(b, "WB-2031-001/A1").member_name,
	    "Owen Tarmac");
	/* Closed ones stay whose they were. */
	book_do(b, "member-end weirside");
	buf_release(&what);
}

static void
the_owner_moves(void **state)
{
	struct book *b = *state;

	book_do(b, "member-agency tarmac Highways");
	book_refuse(b, "member-agency tarmac Parks", "WB-2031-001/A1");
	book_do(b, "member-agency tarmac Parks to=culvert");
	book_refuse(b, "member-agency hedgerow Council", "WB-2031-002/A1");
}

/* Who may not see an action is not told of it: it is left, and flagged to
 * those who do. */
static void
an_action_left_behind(void **state)
{
	struct book *b = *state;
	struct action_view v;

	assert_true(scratch_write(b->scratch->db, "x", "UPDATE member SET"
	    " ended_on = '2031-09-01' WHERE login = 'tarmac'"));
	assert_string_equal(finding(b, "owner-left"), "Their owner has gone:"
	    " WB-2031-001/A1.");
	v = look(b, "WB-2031-001/A1");
	assert_true(v.owner_left);
	assert_false(look(b, "WB-2031-001/A2").owner_left);
}

/* Two hundred more of Highways, twenty a day, every tenth blocked. */
static void
add_many(struct book *b)
{
	assert_true(scratch_write(b->scratch->db, "x", "WITH RECURSIVE n (i)"
	    " AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 199)"
	    " INSERT INTO action (id, board_id, casefile_id, number, ref, text,"
	    " strand, agency_id, member_id, due_on, status, status_on,"
	    " recorded_by_id, agreed_at) SELECT 5000 + i, a.board_id,"
	    " a.casefile_id, 100 + i, 'T-' || i, 'x', 'plan', a.agency_id,"
	    " a.member_id, date('2031-12-01', '+' || (i / 20) || ' days'),"
	    " CASE WHEN i % 10 THEN 'agreed' ELSE 'blocked' END,"
	    " '2031-06-11', a.recorded_by_id, a.agreed_at FROM n, action AS a"
	    " WHERE a.ref = 'WB-2031-001/A1'"));
}

/* All pages of a filter: how many rows there are in all, in order, each once;
 * *pages gets how many pages it took. */
static size_t
all_pages(struct book *b, const struct track_filter *f, size_t *pages)
{
	struct track_key at = { DATE_NONE, 0 }, last = { DATE_NONE, 0 };
	struct track_page p;
	size_t n = 0, i;

	*pages = 0;
	do {
		assert_true(action_track(&b->s, f, &at, 30, &b->a, &p,
		    &b->err));
		assert_true(p.n <= 30);
		for (i = 0; i < p.n; i++) {
			const struct action_row *r = &p.rows[i].row;

			assert_true(last.due == DATE_NONE ||
			    r->due_on > last.due || (r->due_on == last.due &&
			    r->id > last.id));
			last = (struct track_key){ r->due_on, r->id };
		}
		n += p.n;
		at = p.end;
		assert_true(++*pages < 50);
	} while (p.more);
	return n;
}

static void
page_by_page(void **state)
{
	struct book *b = *state;
	int64_t council = book_agency(b, "Council");
	int64_t board = book_count(b, "SELECT id FROM board");
	int open, late;
	size_t pages;

	add_many(b);
	assert_int_equal(all_pages(b, &(const struct track_filter){0},
	    &pages), 204);
	assert_int_equal(pages, 7);
	assert_int_equal(all_pages(b, &(const struct track_filter){
		.board = board, .strand = "plan" }, &pages), 200);
	/* The council with both of its teams. */
	assert_int_equal(all_pages(b, &(const struct track_filter){
		.agency = council }, &pages), 203);
	assert_int_equal(all_pages(b, &(const struct track_filter){
		.member = book_member(b, "culvert"), .board = board },
	    &pages), 1);
	assert_int_equal(all_pages(b, &(const struct track_filter){
		.overdue = true }, &pages), 1);
	assert_int_equal(all_pages(b, &(const struct track_filter){
		.colour = "red" }, &pages), 21);
	assert_int_equal(all_pages(b, &(const struct track_filter){
		.colour = "amber", .strand = "plan", .board = board },
	    &pages), 0);
	assert_true(action_track_tally(&b->s, council, board, 99, &open,
	    &late, &b->err));
	assert_int_equal(open, 99);
	assert_int_equal(late, 1);
}

int
main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, setup, book_teardown)
	const struct CMUnitTest tests[] = {
		T(how_each_stands),
		T(meetings_count_since_it_was_due),
		T(a_colour_by_hand),
		T(strand_and_beginning),
		T(a_strand_without_work),
		T(nothing_due_for_long),
		T(checked_by_somebody_else),
		T(what_a_status_needs),
		T(dates_are_moved_so_often),
		T(a_strand_from_the_place),
		T(the_owner_leaves),
		T(the_owner_moves),
		T(an_action_left_behind),
		T(page_by_page),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
