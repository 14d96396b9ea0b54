/*
 * Actions over a real book: one line to one action, numbers for life, owners
 * who are not here, fan-out, dates moved, reports, milestones, read-back.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "cmd/action_cmd.h"
#include "cmd/action_context.h"
#include "cmd/cmd.h"
#include "cmd/item_cmd.h"
#include "meeting_book.h"
#include "store/action_read.h"

static struct action_row
action(struct book *b, const char *ref)
{
	struct action_row row;

	if (!action_read_ref(b->s.db, ref, clock_today(b->s.clock), &b->a,
	    &row, &b->err))
		fail_msg("%s: %s", ref, err_text(&b->err));
	return row;
}

static void
case_one(struct book *b)
{
	book_open(b);
	book_at(b, "09:40");
	book_do(b, "go MM-2031-014");
}

/* Owner, text, date and milestones of one line; the one who types is not the
 * one who does it. */
static void
test_line(void **state)
{
	struct book *b = *state;
	struct action_row r;

	case_one(b);
	assert_string_equal(book_do(b, "action \"Stork to flag notes, see"
	    " alone by mon\" type=see-alone target=victim"),
	    "MM-2031-014/A1  Midwifery · Hattie Stork · flag notes, see alone"
	    " · 17 Mar 2031");
	r = action(b, "MM-2031-014/A1");
	assert_string_equal(r.recorded_by_name, "Osric Inkwell");
	assert_string_equal(r.acceptance, "yes");
	assert_string_equal(r.accepted_by_name, "Hattie Stork");
	assert_string_equal(r.status, "open");
	assert_string_equal(r.type, "see-alone");
	assert_string_equal(r.party_name, "Wren Testington");
	assert_string_equal(r.agreed_at, "2031-03-13T09:40:00");
	book_do(b, "action \"Housing to make home safer by 28/3 * survey by"
	    " 20/3 * locks by 21/3 * confirm to IDVA by 28/3\"");
	r = action(b, "MM-2031-014/A2");
	assert_string_equal(r.member_name, "Cleo Brickwell");
	assert_int_equal(r.n_milestones, 3);
	assert_string_equal(r.milestones[1].text, "locks");
	assert_int_equal(r.milestones[1].due_on, date_make(2031, 3, 21));
	/* Police has a chair and an officer here: the officer speaks. */
	book_do(b, "action \"Police to put markers on the address by 14/3\"");
	assert_string_equal(action(b, "MM-2031-014/A3").member_name,
	    "DS Bram Notebook");
	book_refuse(b, "action \"Stork to flag notes\"", "No date yet");
	book_refuse(b, "action \"TBC to flag notes by mon\"", "is nobody");
	assert_int_equal(book_count(b, "SELECT count(*) FROM action WHERE"
	    " number > 0 AND ref LIKE 'MM-2031-014/%'"), 3);
}

/* A number taken back is not given again. */
static void
test_numbers(void **state)
{
	struct book *b = *state;
	struct buf what = {0};

	case_one(b);
	book_do(b, "action \"Stork to flag notes by mon\"");
	book_do(b, "action \"Ledger to ring by mon\"");
	assert_true(cmd_undo(&b->s, false, true, &what, &b->err));
	book_do(b, "action \"Ledger to write by mon\"");
	assert_string_equal(book_ask(b, "SELECT group_concat(ref, ' ') FROM"
	    " action WHERE casefile_id = (SELECT id FROM casefile WHERE"
	    " ref = 'MM-2031-014')"), "MM-2031-014/A1 MM-2031-014/A3");
	book_do(b, "action \"Inkwell to book the room by mon\" step=close");
	assert_string_equal(book_ask(b, "SELECT ref FROM action WHERE"
	    " casefile_id IS NULL"), "MM-2031-03-13/A1");
	buf_release(&what);
}

/* Another of the agency may take on what waits for a colleague, and has it from
 * then on; who keeps the record does so in the name of whom it waits for. */
static void
test_taken_on_by_whom(void **state)
{
	struct book *b = *state;

	book_do(b, "action-owner A-0207 Police notebook");
	assert_string_equal(action(b, "A-0207").acceptance, "needed");
	book_as(b, "trainee");
	book_refuse(b, "accept-action A-0207", "There is no action");
	book_as(b, "stork");
	book_refuse(b, "decline-action A-0207 No", "does not let");
	book_as(b, "gavelstone");
	book_do(b, "accept-action A-0207");
	assert_string_equal(action(b, "A-0207").member_name,
	    "DI Perdita Gavelstone");
	assert_string_equal(action(b, "A-0207").acceptance, "yes");
	book_as(b, "inkwell");
	book_do(b, "action-owner A-0207 Housing brickwell");
	book_do(b, "accept-action A-0207");
	assert_string_equal(action(b, "A-0207").member_name,
	    "Cleo Brickwell");
}

/* Nobody of Education is here: the action is theirs when somebody accepts. */
static void
test_acceptance(void **state)
{
	struct book *b = *state;
	struct action_row r;

	case_one(b);
	book_do(b, "action \"Education to tell the safeguarding lead by"
	    " 21/3\"");
	r = action(b, "MM-2031-014/A1");
	assert_string_equal(r.acceptance, "needed");
	assert_int_equal(r.member, 0);
	assert_non_null(strstr(book_do(b, "read-back"), "yet to accept"));
	book_as(b, "stork");
	book_refuse(b, "accept-action MM-2031-014/A1 stork", "does not let");
	book_as(b, "chalk");
	book_refuse(b, "accept-action MM-2031-014/A1 stork",
	    "does not belong");
	book_do(b, "accept-action MM-2031-014/A1");
	r = action(b, "MM-2031-014/A1");
	assert_string_equal(r.acceptance, "yes");
	assert_string_equal(r.member_name, "Winifred Chalk");
	book_refuse(b, "decline-action MM-2031-014/A1 No", "not waiting");
	book_refuse(b, "accept-action MM-2031-014/A1", "not waiting");
	book_as(b, "inkwell");
	book_do(b, "action \"Education to see the attendance by 21/3\"");
	book_do(b, "decline-action A2 \"Not ours\"");
	book_refuse(b, "read-back", "declined");
	book_do(b, "phase plan");
	book_refuse(b, "phase conclude", "no owning agency");
	book_do(b, "phase share");
	/* One who is named and not here has to accept as well. */
	book_do(b, "action \"Chalk to ring by 21/3\"");
	r = action(b, "MM-2031-014/A3");
	assert_string_equal(r.acceptance, "needed");
	assert_string_equal(r.member_name, "Winifred Chalk");
	book_do(b, "action-owner A2 \"Children's SC\"");
	assert_string_equal(action(b, "MM-2031-014/A2").member_name,
	    "Tobias Quillfeather");
	book_do(b, "read-back");
}

/* All agencies: one each, one undo; who is kept out of the case gets none. */
static void
test_everyone(void **state)
{
	struct book *b = *state;
	struct buf what = {0};
	int64_t n;

	book_open(b);
	book_do(b, "go MM-2031-016");
	book_do(b, "action \"All agencies to flag their files by fri\"");
	n = book_count(b, "SELECT count(*) FROM action WHERE casefile_id ="
	    " (SELECT id FROM casefile WHERE ref = 'MM-2031-016')");
	assert_int_equal(n, 8);
	assert_int_equal(book_count(b, "SELECT count(DISTINCT agency_id) FROM"
	    " action WHERE casefile_id = (SELECT id FROM casefile WHERE"
	    " ref = 'MM-2031-016')"), 8);
	assert_int_equal(book_count(b, "SELECT count(*) FROM action AS x JOIN"
	    " agency AS g ON g.id = x.agency_id WHERE g.short = 'Housing'"
	    " AND x.meeting_id = (SELECT id FROM meeting WHERE status ="
	    " 'open')"), 0);
	book_refuse(b, "action \"Brickwell to ring by fri\"", "kept out");
	assert_true(cmd_undo(&b->s, false, true, &what, &b->err));
	assert_int_equal(book_count(b, "SELECT count(*) FROM action WHERE"
	    " casefile_id = (SELECT id FROM casefile WHERE"
	    " ref = 'MM-2031-016')"), 0);
	buf_release(&what);
}

static void
test_outstanding(void **state)
{
	struct book *b = *state;
	struct action_row *rows;
	size_t n;

	book_open(b);
	assert_true(action_read_list(b->s.db, ACTIONS_OUTSTANDING, b->meeting,
	    date_make(2031, 3, 13), &b->a, &rows, &n, &b->err));
	assert_int_equal(n, 2);
	assert_string_equal(rows[0].ref, "A-0207");
	assert_true(rows[0].overdue);
	assert_int_equal(rows[0].days_late, 13);
	assert_int_equal(rows[0].carried, 1);
	assert_false(rows[0].reported);
	book_refuse(b, "report A-0207 could-not", "reason");
	book_refuse(b, "report A-0207 superseded",
	    "takes it over");
	book_do(b, "report A-0207 could-not \"Moved to a refuge\" chair=yes"
	    " by=brickwell");
	book_refuse(b, "report A-0209 did-not \"Staff absence\"",
	    "has to be escalated");
	book_do(b, "report A-0209 did-not \"Staff absence\""
	    " due=2031-03-27");
	assert_true(action_read_list(b->s.db, ACTIONS_OUTSTANDING, b->meeting,
	    date_make(2031, 3, 13), &b->a, &rows, &n, &b->err));
	assert_int_equal(n, 2);
	assert_string_equal(rows[0].ref, "A-0207");
	assert_true(rows[0].reported);
	assert_string_equal(rows[0].reported_was, "in-progress");
	assert_string_equal(rows[0].status, "not-possible");
	assert_false(rows[0].live);
	assert_false(rows[0].overdue);
	assert_string_equal(rows[1].status, "not-done");
	assert_true(rows[1].live);
	assert_int_equal(rows[1].due_on, date_make(2031, 3, 27));
	assert_int_equal(rows[1].moves, 1);
	/* Their log says who reported it and who typed it. */
	assert_string_equal(book_ask(b, "SELECT m.login FROM progress AS p"
	    " JOIN member AS m ON m.id = p.reported_by_id WHERE p.now ="
	    " 'not-possible'"), "brickwell");
}

static void
test_report(void **state)
{
	struct book *b = *state;
	struct progress_row *log;
	size_t n;

	case_one(b);
	book_do(b, "action \"Stork to flag notes by mon * see GP by fri\"");
	book_as(b, "ledger");
	book_refuse(b, "report MM-2031-014/A1 done Flagged", "does not let");
	book_as(b, "stork");
	book_do(b, "progress MM-2031-014/A1 \"Rang the ward\"");
	book_do(b, "milestone-done MM-2031-014/A1 1");
	assert_string_equal(action(b, "MM-2031-014/A1").status, "open");
	book_refuse(b, "report MM-2031-014/A1 done", "outcome");
	book_refuse(b, "report MM-2031-014/A1 could-not Moved chair=yes",
	    "chair");
	book_do(b, "report MM-2031-014/A1 done \"Notes are flagged\"");
	assert_string_equal(action(b, "MM-2031-014/A1").outcome,
	    "Notes are flagged");
	assert_false(action(b, "MM-2031-014/A1").live);
	assert_true(progress_read(b->s.db, action(b, "MM-2031-014/A1").id,
	    &b->a, &log, &n, &b->err));
	assert_int_equal(n, 2);
	assert_string_equal(log[1].was, "open");
	assert_string_equal(log[1].now, "completed");
	assert_string_equal(log[1].text, "Notes are flagged");
}

/* What only the chair accepts is asked of them: it needs its reason, changes
 * nothing yet, and is answered once. */
static void
test_request(void **state)
{
	struct book *b = *state;
	struct action_request asked;
	struct action_word *words;
	size_t n;

	book_open(b);
	book_as(b, "brickwell");
	book_refuse(b, "report A-0207 could-not", "reason");
	book_do(b, "report A-0207 could-not \"Moved to a refuge\"");
	assert_string_equal(action(b, "A-0207").status, "in-progress");
	assert_true(action(b, "A-0207").live);
	assert_true(action_read_request(b->s.db, action(b, "A-0207").id, &b->a,
	    &asked, &b->err));
	assert_string_equal(asked.status, "not-possible");
	assert_string_equal(asked.reason, "Moved to a refuge");
	assert_true(action_read_words(b->s.db, b->meeting, &b->a, &words, &n,
	    &b->err));
	assert_int_equal(n, 1);
	assert_string_equal(words[0].requested, "not-possible");
	book_refuse(b, "answer-action A-0207 yes", "does not let you");
	book_as(b, "gavelstone");
	book_refuse(b, "answer-action A-0207 no", "Say why");
	book_do(b, "answer-action A-0207 no \"Ask again\"");
	assert_true(action(b, "A-0207").live);
	book_refuse(b, "answer-action A-0207 yes", "any more");
	/* Nor does one ask for what no longer stands as one read it. */
	book_as(b, "brickwell");
	assert_false(cmd_action_report(&b->s, action(b, "A-0207").id,
	    &(const struct action_report){ .requested = "not-possible",
		.was = "agreed", .reason = "Late", .date = DATE_NONE,
		.new_due = DATE_NONE }, &b->err));
	assert_int_equal(b->err.code, ERR_CONFLICT);
	err_clear(&b->err);
	/* A newer report of any status is no question any longer. */
	book_as(b, "brickwell");
	book_do(b, "report A-0207 could-not \"Moved again\"");
	book_do(b, "report A-0207 in-progress \"After all\"");
	book_as(b, "gavelstone");
	book_refuse(b, "answer-action A-0207 yes", "any more");
	book_as(b, "brickwell");
	book_do(b, "report A-0207 could-not \"Moved far away\"");
	book_as(b, "gavelstone");
	book_do(b, "answer-action A-0207 yes");
	assert_string_equal(action(b, "A-0207").status, "not-possible");
	assert_string_equal(action(b, "A-0207").status_reason,
	    "Moved far away");
	assert_string_equal(book_ask(b, "SELECT m.login FROM progress AS p"
	    " JOIN member AS m ON m.id = p.reported_by_id WHERE p.now ="
	    " 'not-possible'"), "brickwell");
}

/* A moved date is counted, wants a reason, and after the kind's most moves is
 * the chair's to decide. */
static void
test_due(void **state)
{
	struct book *b = *state;

	case_one(b);
	book_do(b, "action \"Stork to flag notes by mon\"");
	book_do(b, "read-back");
	book_as(b, "stork");
	book_refuse(b, "action-due MM-2031-014/A1 2031-03-20 \" \"", "why");
	book_do(b, "action-due MM-2031-014/A1 2031-03-20 Leave");
	assert_string_equal(book_ask(b, "SELECT count(*) FROM item WHERE"
	    " read_back_at IS NOT NULL"), "0");
	book_do(b, "action-due MM-2031-014/A1 2031-03-21 Leave");
	book_refuse(b, "action-due MM-2031-014/A1 2031-03-24 Leave",
	    "the chair decides");
	assert_int_equal(action(b, "MM-2031-014/A1").moves, 2);
	book_as(b, "gavelstone");
	book_do(b, "action-due MM-2031-014/A1 2031-03-24 Leave");
	book_refuse(b, "milestone MM-2031-014/A1 Late 2031-03-25",
	    "of 25 Mar 2031 comes after the action itself, which is due on 24");
	book_do(b, "milestone MM-2031-014/A1 \"In time\" 2031-03-24");
}

/* While the case is in hand its dates are still being agreed: no reason, no
 * move. Once the meeting has gone on, or for whoever does not record, it is. */
static void
test_due_in_hand(void **state)
{
	struct book *b = *state;

	case_one(b);
	book_do(b, "action \"Stork to flag notes by mon\"");
	book_do(b, "read-back");
	book_do(b, "action-due MM-2031-014/A1 2031-03-18");
	assert_int_equal(action(b, "MM-2031-014/A1").due_on,
	    date_make(2031, 3, 18));
	assert_int_equal(action(b, "MM-2031-014/A1").moves, 0);
	assert_string_equal(book_ask(b, "SELECT count(*) FROM item WHERE"
	    " read_back_at IS NOT NULL"), "0");
	book_as(b, "stork");
	book_refuse(b, "action-due MM-2031-014/A1 2031-03-20", "why");
	book_as(b, "gavelstone");
	book_do(b, "go MM-2031-015");
	book_refuse(b, "action-due MM-2031-014/A1 2031-03-20", "why");
	book_do(b, "action-due MM-2031-014/A1 2031-03-20 Leave");
	assert_int_equal(action(b, "MM-2031-014/A1").moves, 1);
}

static void
test_read_back(void **state)
{
	struct book *b = *state;
	struct read_back *list;
	size_t n;

	case_one(b);
	book_do(b, "action \"Housing to make home safer by 28/3 * survey by"
	    " 20/3\"");
	assert_true(item_read_back(&b->s, book_item(b, "."), &b->a, &list, &n,
	    &b->err));
	assert_int_equal(n, 1);
	assert_string_equal(list[0].sentence, "Housing, Cleo Brickwell: make"
	    " home safer, by Fri 28 Mar 2031. On the way: survey by Thu 20"
	    " Mar 2031.");
	assert_null(list[0].missing);
	book_do(b, "read-back");
	assert_string_equal(book_ask(b, "SELECT read_back_at FROM item WHERE"
	    " read_back_at IS NOT NULL"), "2031-03-13T09:40:00");
	/* One more makes it necessary again. */
	book_do(b, "action \"Stork to flag notes by mon\"");
	assert_int_equal(book_count(b, "SELECT count(*) FROM item WHERE"
	    " read_back_at IS NOT NULL"), 0);
}

/* Those who see the linked case see the action. */
static void
test_link(void **state)
{
	struct book *b = *state;
	const char *const *refs;
	size_t n;

	case_one(b);
	book_do(b, "action \"Stork to flag notes by mon\"");
	book_do(b, "action-link A1 MM-2031-015");
	book_refuse(b, "action-link A1 MM-2031-015", "already");
	assert_true(action_read_links(b->s.db, action(b,
	    "MM-2031-014/A1").id, &b->a, &refs, &n, &b->err));
	assert_int_equal(n, 1);
	assert_string_equal(refs[0], "MM-2031-015");
	book_do(b, "action-link A1 MM-2031-015 no");
	book_refuse(b, "action-link A1 MM-2031-015 no", "not linked");
}

int
main(void)
{
#define TEST(t) cmocka_unit_test_setup_teardown(t, book_setup, book_teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_line), TEST(test_numbers), TEST(test_acceptance),
		TEST(test_taken_on_by_whom),
		TEST(test_everyone), TEST(test_outstanding),
		TEST(test_report), TEST(test_request), TEST(test_due),
		TEST(test_due_in_hand), TEST(test_read_back),
		TEST(test_link),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
