/*
 * Every check that a kind can ask for, over a real book: what it finds while
 * something is wrong, and that it finds nothing once that is put right.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "cmd/closing_facts.h"
#include "meeting_book.h"
#include "store/tx.h"

/* What the check says of a line (NULL: of the meeting), with its parameters;
 * NULL when it finds nothing. */
static const char *
ask(struct book *b, const char *line, struct kind_check c)
{
	struct closing_facts f;
	struct agenda_row row;

	if (c.text == NULL)
		c.text = "Found.";
	if (c.count == 0)
		c.count = KIND_UNSET;
	c.override = true;
	if (!closing_facts_read(&f, &b->s, b->meeting, &b->a, &b->err) ||
	    !closing_facts_actions(&f, &b->err))
		fail_msg("%s", err_text(&b->err));
	if (line != NULL && (!agenda_read_item(b->s.db, book_item(b, line),
	    &b->a, &row, &b->err) || !closing_facts_item(&f, &row, &b->err)))
		fail_msg("%s", err_text(&b->err));
	if (!closing_check_of(c.check)(&f, &c, &b->err))
		fail_msg("%s: %s", kind_check_name(c.check),
		    err_text(&b->err));
	return f.n_found > 0 ? f.found[0].text : NULL;
}

#define ASK(b, line, id, ...) \
	ask((b), (line), (struct kind_check){ .check = CHECK_##id, \
	    __VA_ARGS__ })

static void
test_every_check(void **state)
{
	int i, tables;

	(void)state;
	for (i = 0; i < KIND_CHECK_IDS; i++) {
		tables = (closing_meeting_checks[i] != NULL) +
		    (closing_action_checks[i] != NULL) +
		    (closing_item_checks[i] != NULL) +
		    (closing_record_checks[i] != NULL);
		if (tables != 1)
			fail_msg("%s stands in %d tables",
			    kind_check_name((enum kind_check_id)i), tables);
	}
}

static void
test_opening(void **state)
{
	struct book *b = *state;

	assert_string_equal(ASK(b, NULL, NO_TIMES, .text = NULL), "Found.");
	book_do(b, "meeting-open MM-2031-03-13");
	assert_null(ASK(b, NULL, NO_TIMES, .text = NULL));
	assert_string_equal(ASK(b, NULL, STATEMENT_UNREAD, .text = "No."),
	    "No.");
	book_do(b, "statement-read");
	assert_null(ASK(b, NULL, STATEMENT_UNREAD, .text = NULL));
	assert_string_equal(ASK(b, NULL, NO_CHAIR, .text = NULL), "Found.");
	book_do(b, "attend gavelstone present");
	assert_null(ASK(b, NULL, NO_CHAIR, .text = NULL));
	book_do(b, "attend stork present");
	assert_string_equal(ASK(b, NULL, STATEMENT_NOT_ACCEPTED,
	    .text = "Not accepted."),
	    "Not accepted: Hattie Stork, DI Perdita Gavelstone.");
	book_do(b, "accept-statement all");
	assert_null(ASK(b, NULL, STATEMENT_NOT_ACCEPTED, .text = NULL));
	assert_string_equal(ASK(b, NULL, NO_QUORUM, .count = 3),
	    "Found: wanting 1 more.");
	assert_null(ASK(b, NULL, NO_QUORUM, .count = 2));
	assert_non_null(strstr(ASK(b, NULL, ATTENDANCE_OPEN, .text = NULL),
	    "Saffi Lanternfield"));
	book_do(b, "attend-rest absent");
	assert_null(ASK(b, NULL, ATTENDANCE_OPEN, .text = NULL));
}

static void
test_steps(void **state)
{
	struct book *b = *state;
	static const char *const wanted[] = { "police", "education" };

	book_open(b);
	assert_string_equal(ASK(b, NULL, AGENCY_MISSING, .agencies = wanted,
	    .n_agencies = 2), "Found: Education.");
	book_do(b, "attend chalk online");
	assert_null(ASK(b, NULL, AGENCY_MISSING, .agencies = wanted,
	    .n_agencies = 2));
	assert_null(ASK(b, NULL, PREVIOUS_UNAPPROVED, .text = NULL));
	/* Once the last minutes went round, they want approving. */
	book_do(b, "minutes-circulate MM-2031-02-13");
	assert_string_equal(ASK(b, NULL, PREVIOUS_UNAPPROVED, .text = NULL),
	    "Found.");
	book_as(b, "gavelstone");
	book_do(b, "minutes-approve MM-2031-02-13 at=MM-2031-03-13");
	assert_null(ASK(b, NULL, PREVIOUS_UNAPPROVED, .text = NULL));
	book_as(b, "inkwell");
	/* Neither standing there nor going past is asking. */
	assert_string_equal(ASK(b, NULL, CONFLICTS_UNASKED, .text = NULL),
	    "Found.");
	book_do(b, "pause");
	assert_string_equal(ASK(b, NULL, CONFLICTS_UNASKED, .text = NULL),
	    "Found.");
	book_do(b, "go conflicts");
	book_do(b, "go outstanding");
	assert_string_equal(ASK(b, NULL, CONFLICTS_UNASKED, .text = NULL),
	    "Found.");
	book_do(b, "conflicts-asked");
	assert_null(ASK(b, NULL, CONFLICTS_UNASKED, .text = NULL));
	book_do(b, "go conflicts");
	assert_null(ASK(b, NULL, CONFLICTS_UNASKED, .text = NULL));
	assert_string_equal(ASK(b, NULL, LAPSED_UNSEEN, .text = NULL),
	    "Found.");
	book_do(b, "item-skip lapsed");
	assert_null(ASK(b, NULL, LAPSED_UNSEEN, .text = NULL));
	assert_string_equal(ASK(b, NULL, OUTSTANDING_WITHOUT_STATUS,
	    .text = NULL), "Found: A-0207, A-0209.");
	book_do(b, "progress A-0207 \"The fitter comes\"");
	assert_string_equal(ASK(b, NULL, OUTSTANDING_WITHOUT_STATUS,
	    .text = NULL), "Found: A-0209.");
	assert_null(ASK(b, NULL, NO_NEXT_DATE, .text = NULL));
	assert_string_equal(ASK(b, NULL, ITEM_OPEN, .text = NULL),
	    "Found: MM-2031-014, MM-2031-015, MM-2031-016.");
	book_do(b, "agenda-type MM-2031-016 alert-only");
	book_do(b, "defer MM-2031-014 Time");
	assert_string_equal(ASK(b, NULL, ITEM_OPEN, .text = NULL),
	    "Found: MM-2031-015.");
}

static void
test_ending(void **state)
{
	struct book *b = *state;
	static const char one[] = "MM-2031-014";

	book_open(b);
	book_do(b, "go MM-2031-014");
	assert_string_equal(ASK(b, one, NO_DISPOSITION, .text = NULL),
	    "Found.");
	book_do(b, "disposition heard");
	assert_null(ASK(b, one, NO_DISPOSITION, .text = NULL));
	assert_null(ASK(b, one, DISPOSITION_INCOMPLETE, .text = NULL));
	/* The form lets someone empty the reason afterwards. */
	assert_true(scratch_write(b->s.db, "item-set", "UPDATE item SET"
	    " disposition = 'withdrawn' WHERE disposition = 'heard' AND"
	    " status = 'current'"));
	assert_string_equal(ASK(b, one, DISPOSITION_INCOMPLETE, .text = NULL),
	    "Found: a reason.");
	assert_non_null(strstr(ASK(b, "MM-2031-015", REPEAT_UNDECIDED,
	    .text = NULL), "MM-2030-005"));
	assert_null(ASK(b, "MM-2031-016", REPEAT_UNDECIDED, .text = NULL));
	assert_non_null(ASK(b, one, REPEAT_UNDECIDED, .text = NULL));
	book_do(b, "repeat MM-2031-014 MM-2030-004 yes");
	assert_null(ASK(b, one, REPEAT_UNDECIDED, .text = NULL));
	assert_null(ASK(b, one, NO_PARTY, .role = "child", .count = 2));
	assert_string_equal(ASK(b, one, NO_PARTY, .role = "child",
	    .count = 3), "Found.");
	assert_string_equal(ASK(b, one, NO_PARTY, .role = "other"), "Found.");
	assert_string_equal(ASK(b, one, NO_MARKING, .text = NULL), "Found.");
	book_do(b, "case-set MM-2031-014 marking OFFICIAL-SENSITIVE");
	assert_null(ASK(b, one, NO_MARKING, .text = NULL));
}

static void
test_share(void **state)
{
	struct book *b = *state;
	static const char one[] = "MM-2031-014";

	book_open(b);
	book_do(b, "go MM-2031-014 risks");
	assert_string_equal(ASK(b, one, FIELD_UNANSWERED,
	    .form = "case-at-meeting", .field = "view"), "Found.");
	book_do(b, "item-set view \"Wants to stay\"");
	assert_null(ASK(b, one, FIELD_UNANSWERED, .form = "case-at-meeting",
	    .field = "view"));
	assert_null(ASK(b, one, FIELD_UNANSWERED, .form = "case-at-meeting",
	    .field = "presenter"));
	assert_string_equal(ASK(b, "MM-2031-016", FIELD_UNANSWERED,
	    .form = "case-at-meeting", .field = "presenter"), "Found.");
	assert_string_equal(ASK(b, one, NO_RISK_SUMMARY, .text = NULL),
	    "Found.");
	book_do(b, "minute risk \"Grows with the birth\"");
	assert_null(ASK(b, one, NO_RISK_SUMMARY, .text = NULL));
	assert_null(ASK(b, one, NO_MINUTE, .sort = "risk"));
	assert_string_equal(ASK(b, one, NO_MINUTE, .sort = "risk",
	    .count = 2), "Found.");
	assert_non_null(strstr(ASK(b, one, AGENCY_NOT_HEARD, .text = NULL),
	    "Probation"));
	book_do(b, "heard Probation");
	assert_null(strstr(ASK(b, one, AGENCY_NOT_HEARD, .text = NULL),
	    "Probation"));
	assert_string_equal(ASK(b, one, CONTRIBUTION_MISSING, .text = NULL),
	    "Found: Adult SC, Education.");
	book_do(b, "nil-return Education .");
	assert_string_equal(ASK(b, one, CONTRIBUTION_MISSING, .text = NULL),
	    "Found: Adult SC.");
	assert_string_equal(ASK(b, one, LINKS_UNCONSIDERED, .text = NULL),
	    "Found.");
	assert_null(ASK(b, one, NO_LINKED_ACTION, .link = "mappa"));
	book_do(b, "item-link mappa");
	assert_null(ASK(b, one, LINKS_UNCONSIDERED, .text = NULL));
	assert_string_equal(ASK(b, one, NO_LINKED_ACTION, .link = "mappa"),
	    "Found.");
	book_do(b, "action \"Ledger to refer to MAPPA by fri\" type=mappa");
	assert_null(ASK(b, one, NO_LINKED_ACTION, .link = "mappa"));
}

static void
test_actions(void **state)
{
	struct book *b = *state;
	static const char one[] = "MM-2031-014";

	book_open(b);
	book_do(b, "go MM-2031-014 plan");
	assert_string_equal(ASK(b, one, NO_ACTION, .text = NULL), "Found.");
	assert_null(ASK(b, one, UNREAD_BACK, .text = NULL));
	book_do(b, "action \"Stork to consider flagging by fri\"");
	assert_null(ASK(b, one, NO_ACTION, .text = NULL));
	assert_string_equal(ASK(b, one, UNREAD_BACK, .text = NULL), "Found.");
	book_do(b, "read-back");
	assert_null(ASK(b, one, UNREAD_BACK, .text = NULL));
	assert_string_equal(ASK(b, one, ACTION_VAGUE, .text = NULL),
	    "Found: MM-2031-014/A1.");
	assert_string_equal(ASK(b, one, ACTION_WITHOUT_MILESTONE,
	    .text = NULL), "Found: MM-2031-014/A1.");
	book_do(b, "action \"Ledger to ring by fri * once by fri\"");
	assert_string_equal(ASK(b, one, ACTION_WITHOUT_MILESTONE,
	    .text = NULL), "Found: MM-2031-014/A1.");
	assert_null(ASK(b, one, ACTION_WITHOUT_STRAND, .text = NULL));
	assert_null(ASK(b, one, ACTION_WITHOUT_DATE, .text = NULL));
	assert_null(ASK(b, one, ACTION_NEEDS_ACCEPTANCE, .text = NULL));
	book_do(b, "action \"Education to tell the school by fri\"");
	assert_string_equal(ASK(b, NULL, ACTION_NEEDS_ACCEPTANCE,
	    .text = NULL), "Found: MM-2031-014/A3.");
	assert_null(ASK(b, one, ACTION_WITHOUT_OWNER, .text = NULL));
	book_do(b, "decline-action A3 \"Not ours\"");
	assert_string_equal(ASK(b, one, ACTION_WITHOUT_OWNER, .text = NULL),
	    "Found: MM-2031-014/A3.");
	assert_string_equal(ASK(b, one, NO_ACTION_OF_TYPE,
	    .action_type = "feedback"), "Found.");
	book_do(b, "action \"Lanternfield to ring her by fri\""
	    " type=feedback");
	assert_null(ASK(b, one, NO_ACTION_OF_TYPE, .action_type =
	    "feedback"));
}

/* What blocks comes first; only what the chair passed over blocks no more. */
static void
test_order(void **state)
{
	struct book *b = *state;
	struct findings f;
	size_t i;

	book_open(b);
	book_do(b, "go MM-2031-014");
	assert_true(closing_item(&b->s, book_item(b, "."), &b->a, &f,
	    &b->err));
	assert_true(f.n > 3);
	assert_true(f.list[0].blocks);
	for (i = 1; i < f.n; i++)
		assert_true(f.list[i - 1].blocks || !f.list[i].blocks);
	assert_string_equal(findings_block(&f)->name, "no-risk-summary");
	assert_false(findings_pass(&f, &b->err));
	book_as(b, "gavelstone");
	book_do(b, "override no-risk-summary \"Said in one sentence\""
	    " case=MM-2031-014");
	assert_true(closing_item(&b->s, book_item(b, "."), &b->a, &f,
	    &b->err));
	assert_string_equal(findings_block(&f)->name, "no-disposition");
	assert_false(findings_block(&f)->overridable);
}

int
main(void)
{
#define TEST(t) cmocka_unit_test_setup_teardown(t, book_setup, book_teardown)
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_check), TEST(test_opening),
		TEST(test_steps), TEST(test_ending), TEST(test_share),
		TEST(test_actions), TEST(test_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
