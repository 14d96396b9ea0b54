/*
 * Who may do what: every command that writes, by every role of a MARAC's
 * people, at a meeting with a case in hand. Each is tried inside a command that
 * is given up, so that all are tried in the same book.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/buf.h"
#include "cmd/cmd.h"
#include "cmd/verb.h"
#include "meeting_book.h"

/* In the order of the letters below: chair, secretary, representative, the
 * victim's advocate, observer. */
static const char *const people[] = { "gavelstone", "inkwell", "notebook",
	"lanternfield", "trainee" };
static const char letters[] = "csrao";

enum { PEOPLE = sizeof(people) / sizeof(people[0]) };

static const struct {
	const char *may;	/* letters of those it is done for */
	const char *line;
} lines[] = {
	{ "cs", "previous" },
	{ "cs", "go MM-2031-015" },
	{ "cs", "pause" },
	{ "cs", "phase next" },
	{ "cs", "statement-read" },
	{ "cs", "attend stork present" },
	{ "cs", "attend-rest absent" },
	{ "cs", "apologies stork info=no" },
	{ "cs", "came stork 10:00" },
	{ "cs", "left stork 10:00" },
	{ "cs", "accept-statement stork" },
	{ "cs", "conflict stork MM-2031-015 \"A friend\"" },
	{ "cs", "conflicts-asked" },
	{ "cs", "chair-take notebook reason=Interest" },
	{ "cs", "minute information x agency=Police" },
	{ "cs", "action \"Stork to flag notes by +5d\"" },
	{ "cs", "heard Police" },
	{ "cs", "read-back" },
	{ "cs", "flag weapons" },
	{ "cs", "item-link prevent" },
	{ "cs", "item-set reason Short" },
	{ "cs", "disposition heard" },
	{ "cs", "agenda-minutes MM-2031-015 5" },
	{ "cs", "presenter MM-2031-015 notebook" },
	{ "cs", "agenda-move MM-2031-015 down" },
	{ "cs", "agenda-type MM-2031-015 review" },
	{ "cs", "defer MM-2031-015 Time" },
	{ "cs", "withdraw MM-2031-015 Moved" },
	{ "cs", "meeting-cancel MM-2031-04-10" },
	{ "s", "next-date 2031-05-08" },
	{ "csr", "action-due MM-2031-014/A1 2031-03-20 \"Later\"" },
	{ "cs", "action-owner MM-2031-014/A1 Police notebook" },
	{ "csr", "progress MM-2031-014/A1 \"Rang\"" },
	{ "csr", "report MM-2031-014/A1 in-progress" },
	{ "csr", "milestone MM-2031-014/A1 Ring 2031-03-17" },
	{ "csr", "milestone-due MM-2031-014/A1 1 2031-03-18" },
	{ "cs", "action-link MM-2031-014/A1 MM-2031-015" },
	{ "cs", "action-start MM-2031-014/A1 2031-03-14" },
	{ "csra", "refer MM incident=2031-03-01" },
	{ "cs", "case-set MM-2031-014 court Tomorrow" },
	{ "cs", "restrict MM-2031-014 yes" },
	{ "cs", "lead MM-2031-014 notebook" },
	{ "cs", "party-dates MM-2031-014 Pip from=2031-03-01" },
	{ "csra", "record MM case" },
	{ "cs", "keep-out MM-2031-014 Probation" },
	{ "cs", "allow MM-2031-014 Probation" },
	{ "cs", "send MM-2031-014 Northshire" },
	{ "cs", "link MM-2031-014 MM-2031-015 related-case" },
	{ "cs", "party-add MM-2031-014 other Someone" },
	{ "cs", "party-role MM-2031-014 Pip other" },
	{ "cs", "alias MM-2031-014 Wren Smith" },
	{ "csa", "contact MM-2031-014 victim phone \"01632 960999\"" },
	{ "cs", "incident MM-2031-014 2031-03-01 Shouting" },
	{ "cs", "relation MM-2031-014 Pip sibling Tansy" },
	{ "cs", "repeat MM-2031-014 MM-2031-007 different Others" },
	{ "cs", "screen MM-2031-014 accept" },
	{ "csr", "bring Police MM-2031-014 \"Known\"" },
	{ "csa", "bring IDVA MM-2031-014 \"Known\"" },
	{ "csr", "bring-in Police MM-2031-014" },
	{ "cs", "nil-return Midwifery MM-2031-015" },
	{ "s", "erase-ask MM-2031-014 \"Retention is over\"" },
	{ "cs", "hold MM-2031-014 yes Review" },
	{ "s", "keep-until MM-2031-014 2040-01-01 Inquiry" },
	{ "s", "board-role MM notebook chair" },
	{ "s", "board-leave MM stork" },
	{ "s", "agency-add Newcomers" },
	{ "s", "member-add Police New Person" },
	{ "s", "member-end stork" },
	{ "s", "key-add stork ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICvaHf4uKuE"
	    "KAQJwcGlcdr3pbKH0rsS4ccM4+2TOs99W" },
	{ "s", "board-end MM" },
	{ "s", "member-keeper notebook yes" },
	{ "s", "kind-use MM" },
};

enum { LINES = sizeof(lines) / sizeof(lines[0]) };

/* Does it come to pass? What is refused is refused for want of a right, or
 * because what it is about is not there for them. */
static bool
does(struct book *b, const char *line)
{
	bool ok;

	buf_clear(&b->reply);
	assert_true(cmd_begin(&b->s, "attend", &b->err));
	ok = verb_run_line(&b->s, line, &b->reply, &b->err);
	if (!ok && b->err.code != ERR_DENIED && b->err.code != ERR_INPUT)
		fail_msg("%s: %s", line, err_text(&b->err));
	err_clear(&b->err);
	cmd_end(&b->s, false, &b->err);
	err_clear(&b->err);
	return ok;
}

static void
each_command_is_done_for_those_who_may(void **state)
{
	struct book *b = *state;
	char may[LINES][PEOPLE + 1] = {{0}};
	int bad = 0;
	size_t i, p;

	book_open(b);
	book_do(b, "go MM-2031-014");
	book_do(b, "action \"Notebook to check the markers by +5d\"");
	book_do(b, "milestone MM-2031-014/A1 \"Ask\" 2031-03-17");
	book_do(b, "minute information \"Said\" agency=Police");
	for (p = 0; p < PEOPLE; p++) {
		book_as(b, people[p]);
		for (i = 0; i < LINES; i++)
			if (does(b, lines[i].line))
				may[i][strlen(may[i])] = letters[p];
	}
	for (i = 0; i < LINES; i++) {
		if (strcmp(may[i], lines[i].may) == 0)
			continue;
		print_error("%s: for \"%s\", not \"%s\"\n", lines[i].line,
		    may[i], lines[i].may);
		bad++;
	}
	assert_int_equal(bad, 0);
}

/* Somebody becomes an observer who does not look after the book, or is again
 * what they were; done by another, so that it is no work of theirs. */
static void
set_role(struct book *b, const char *login, const char *role, bool keeper)
{
	struct buf sql = {0};
	long long id = (long long)book_member(b, login);

	book_as(b, strcmp(login, "trainee") == 0 ? "teacup" : "trainee");
	buf_addf(&sql, "UPDATE board_member SET role = '%s'"
	    " WHERE member_id = %lld", role, id);
	assert_true(scratch_write(b->scratch->db, "board-role",
	    buf_text(&sql)));
	buf_clear(&sql);
	buf_addf(&sql, "UPDATE member SET keeper = %d WHERE id = %lld", keeper,
	    id);
	assert_true(scratch_write(b->scratch->db, "member-set",
	    buf_text(&sql)));
	buf_release(&sql);
	book_as(b, login);
}

/* Done for good, the role lost, then back: taking it back is refused and
 * allowed as the thing itself would be. */
static void
take_back(struct book *b, const char *line, size_t p, const char *may,
    int *bad)
{
	static const char *const roles[PEOPLE] = { "chair", "secretary",
		"representative", "idva", "observer" };
	static const char last[] = "SELECT max(seq) FROM event";
	struct buf what = {0};
	int64_t before;
	bool done;

	book_as(b, people[p]);
	buf_clear(&b->reply);
	before = book_count(b, last);
	done = verb_run_line(&b->s, line, &b->reply, &b->err);
	err_clear(&b->err);
	if (!done || book_count(b, last) == before)
		return;
	if (strchr(may, 'o') == NULL) {
		set_role(b, people[p], "observer", false);
		if (cmd_undo(&b->s, false, true, &what, &b->err) ||
		    b->err.code != ERR_DENIED) {
			print_error("%s: %s took it back without a role"
			    " (%s)\n", line, people[p], err_text(&b->err));
			(*bad)++;
		}
		err_clear(&b->err);
		set_role(b, people[p], roles[p], letters[p] == 's');
	}
	buf_clear(&what);
	if (!cmd_undo(&b->s, false, true, &what, &b->err) &&
	    b->err.code == ERR_DENIED) {
		print_error("%s: %s may not take it back: %s\n", line,
		    people[p], err_text(&b->err));
		(*bad)++;
	}
	err_clear(&b->err);
	buf_release(&what);
}

static void
each_command_is_taken_back_by_those_who_may(void **state)
{
	struct book *b = *state;
	int bad = 0;
	size_t i, p;

	book_open(b);
	book_do(b, "go MM-2031-014");
	book_do(b, "action \"Notebook to check the markers by +5d\"");
	book_do(b, "milestone MM-2031-014/A1 \"Ask\" 2031-03-17");
	book_do(b, "minute information \"Said\" agency=Police");
	for (i = 0; i < LINES; i++)
		for (p = 0; p < PEOPLE; p++)
			if (strchr(lines[i].may, letters[p]) != NULL)
				take_back(b, lines[i].line, p, lines[i].may,
				    &bad);
	assert_int_equal(bad, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    each_command_is_done_for_those_who_may, book_setup,
		    book_teardown),
		cmocka_unit_test_setup_teardown(
		    each_command_is_taken_back_by_those_who_may, book_setup,
		    book_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
