/*
 * The last of two writers never wins unseen: what a command was told that it
 * would find is compared with what stands there, for screening, owners, types,
 * dates, milestones, reports and the roll.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "cmd/action_cmd.h"
#include "cmd/attendance_cmd.h"
#include "cmd/casefile_cmd.h"
#include "cmd/milestone_cmd.h"
#include "cmd/party_cmd.h"
#include "meeting_book.h"
#include "store/action_read.h"
#include "store/attendance_read.h"

#define ON_ROLL " FROM attendance AS t JOIN member AS m" \
	" ON m.id = t.member_id JOIN meeting AS g ON g.id = t.meeting_id" \
	" WHERE g.ref = 'MM-2031-03-13' AND m.login = "

/* Refused as a conflict, and the sentence has these words. */
static void
conflicts(struct book *b, bool ok, const char *words)
{
	assert_false(ok);
	if (b->err.code != ERR_CONFLICT)
		fail_msg("no conflict: %s", err_text(&b->err));
	if (strstr(err_text(&b->err), words) == NULL)
		fail_msg("\"%s\" is not in: %s", words, err_text(&b->err));
	err_clear(&b->err);
}

static void
stands(struct book *b, const char *sql, const char *value)
{
	assert_string_equal(book_ask(b, sql), value);
}

static void
test_screening(void **state)
{
	static const char now[] = "SELECT screening || ':' ||"
	    " screening_reason FROM casefile WHERE ref = 'MM-2031-014'";
	const struct screening_was was = { "accepted", "" };
	struct book *b = *state;
	int64_t id = book_case(b, "MM-2031-014");

	book_as(b, "gavelstone");
	book_do(b, "screen MM-2031-014 reject \"out of area\"");
	book_as(b, "inkwell");
	conflicts(b, cmd_casefile_screen(&b->s, id, SCREEN_RETURN, "no score",
	    &was, &b->err), "rejected now, because: out of area");
	stands(b, now, "rejected:out of area");
	/* Even the same decision has a reason of its own to lose. */
	conflicts(b, cmd_casefile_screen(&b->s, id, SCREEN_REJECT, "twice",
	    &was, &b->err), "rejected");
	stands(b, now, "rejected:out of area");
	assert_true(cmd_casefile_screen(&b->s, id, SCREEN_RETURN, "no score",
	    &(const struct screening_was){ "rejected", "out of area" },
	    &b->err));
	/* A script says what it wants, whatever stood there. */
	book_do(b, "screen MM-2031-014 accept \"seen\"");
	stands(b, now, "accepted:seen");
}

static struct action_row
agreed(struct book *b)
{
	struct action_row row;

	book_open(b);
	book_at(b, "09:40");
	book_do(b, "go MM-2031-014");
	book_do(b, "action \"Stork to flag notes by mon * letter by 14/3\"");
	if (!action_read_ref(b->s.db, "MM-2031-014/A1",
	    clock_today(b->s.clock), &b->a, &row, &b->err))
		fail_msg("%s", err_text(&b->err));
	return row;
}

static void
test_action(void **state)
{
	struct book *b = *state;
	struct action_row r = agreed(b);
	const struct action_owner was = { r.agency, r.member };
	int64_t housing = book_agency(b, "Housing");
	int64_t police = book_agency(b, "Police");
	int64_t notebook = book_member(b, "notebook");
	int day = date_make(2031, 3, 20);

	book_do(b, "action-owner MM-2031-014/A1 Housing brickwell");
	conflicts(b, cmd_action_owner(&b->s, r.id, police, notebook, &was,
	    &b->err), "to another owner");
	stands(b, "SELECT g.short FROM action AS a JOIN agency AS g"
	    " ON g.id = a.agency_id WHERE a.ref = 'MM-2031-014/A1'",
	    "Housing");
	/* The same as the other chose is no conflict. */
	assert_true(cmd_action_owner(&b->s, r.id, housing,
	    book_member(b, "brickwell"), &was, &b->err));

	assert_true(cmd_action_type(&b->s, r.id, "see-alone", "", &b->err));
	conflicts(b, cmd_action_type(&b->s, r.id, "", "flag", &b->err),
	    "changed the type");

	book_do(b, "action-due MM-2031-014/A1 2031-03-21");
	conflicts(b, cmd_action_due(&b->s, r.id, day, r.due_on, NULL,
	    &b->err), "due 21 Mar 2031 now");
	stands(b, "SELECT due_on FROM action WHERE ref = 'MM-2031-014/A1'",
	    "2031-03-21");
	assert_true(cmd_action_due(&b->s, r.id, day, date_make(2031, 3, 21),
	    NULL, &b->err));
}

static void
test_report(void **state)
{
	struct book *b = *state;
	struct action_row r = agreed(b);
	const struct action_report done = { .status = "completed", .was = "open",
		.outcome = "all of it", .date = DATE_NONE,
		.new_due = DATE_NONE };

	book_as(b, "gavelstone");
	book_do(b, "report MM-2031-014/A1 not-possible \"no consent\""
	    " chair=yes");
	book_as(b, "inkwell");
	conflicts(b, cmd_action_report(&b->s, r.id, &done, &b->err),
	    "else has reported");
	stands(b, "SELECT status || ':' || status_reason FROM action"
	    " WHERE ref = 'MM-2031-014/A1'", "not-possible:no consent");
}

static void
test_milestone(void **state)
{
	struct book *b = *state;
	struct action_row r = agreed(b);
	int64_t id = r.milestones[0].id;
	int none = DATE_NONE, twelfth = date_make(2031, 3, 12);
	int due = r.milestones[0].due_on;

	book_do(b, "milestone-done MM-2031-014/A1 1 on=2031-03-12");
	conflicts(b, cmd_milestone_done(&b->s, id, DATE_NONE, NULL, &none,
	    &b->err), "done on 12 Mar 2031 now");
	stands(b, "SELECT done_on FROM milestone WHERE text = 'letter'",
	    "2031-03-12");
	assert_true(cmd_milestone_done(&b->s, id, twelfth, NULL, &none,
	    &b->err));
	assert_true(cmd_milestone_undone(&b->s, id, &twelfth, &b->err));
	conflicts(b, cmd_milestone_done(&b->s, id, twelfth, NULL, &twelfth,
	    &b->err), "not done now");

	assert_true(cmd_milestone_due(&b->s, id, twelfth + 1, due, &b->err));
	conflicts(b, cmd_milestone_due(&b->s, id, twelfth + 3, due, &b->err),
	    "due on 13 Mar 2031 now");
	stands(b, "SELECT due_on FROM milestone WHERE text = 'letter'",
	    "2031-03-13");
}

static int64_t
entry(struct book *b, const char *login)
{
	struct attendance_row *rows;
	size_t n, i;

	assert_true(attendance_read(b->s.db, b->meeting, &b->a, &rows, &n,
	    &b->err));
	for (i = 0; i < n; i++)
		if (rows[i].login != NULL && strcmp(rows[i].login, login) == 0)
			return rows[i].id;
	fail_msg("%s is not on the roll", login);
	return 0;
}

static void
test_roll(void **state)
{
	struct book *b = *state;
	const struct attendance_info asked = { "apologies", -1, DATE_NONE };
	const int64_t nobody = 0;
	int64_t id;

	book_open(b);
	id = entry(b, "brickwell");
	book_do(b, "attend brickwell absent");
	conflicts(b, cmd_attendance_set(&b->s, id, "online", "present",
	    &b->err), "ticked as");
	stands(b, "SELECT state" ON_ROLL "'brickwell'", "absent");
	assert_true(cmd_attendance_set(&b->s, id, "absent", "present",
	    &b->err));

	book_do(b, "apologies brickwell info=no");
	conflicts(b, cmd_attendance_apologies(&b->s, id, 1,
	    date_make(2031, 3, 11), &asked, &b->err), "information was not");
	stands(b, "SELECT info_sent" ON_ROLL "'brickwell'", "0");

	id = entry(b, "stork");
	book_do(b, "came stork 09:50");
	conflicts(b, cmd_attendance_came(&b->s, id, "2031-03-13T09:45:00", "",
	    &b->err), "they came at 09:50");
	book_do(b, "left stork 10:20");
	conflicts(b, cmd_attendance_left(&b->s, id, NULL, "", &b->err),
	    "they left at 10:20");
	stands(b, "SELECT came_at || ' ' || left_at" ON_ROLL "'stork'", "2031-03-13T09:50:00 2031-03-13T10:20:00");
	book_do(b, "attend stork present deputy-for=ledger");
	conflicts(b, cmd_attendance_deputy(&b->s, id,
	    book_member(b, "brickwell"), &nobody, &b->err), "stand in for");
}

static int64_t
party_of(struct book *b, const char *surname)
{
	char sql[300];

	snprintf(sql, sizeof(sql), "SELECT p.id FROM party AS p JOIN casefile"
	    " AS c ON c.id = p.casefile_id JOIN subject AS s ON s.id ="
	    " p.subject_id WHERE c.ref = 'MM-2031-014' AND s.forenames = '%s'",
	    surname);
	return strtoll(book_ask(b, sql), NULL, 10);
}

static void
test_roles_and_relations(void **state)
{
	struct book *b = *state;
	int64_t wren = party_of(b, "Wren"), gideon = party_of(b, "Gideon");

	assert_true(wren != 0 && gideon != 0);
	conflicts(b, cmd_party_role(&b->s, gideon, "other", "witness",
	    &b->err), "changed their role");
	stands(b, "SELECT p.role FROM party AS p JOIN subject AS s ON s.id ="
	    " p.subject_id JOIN casefile AS c ON c.id = p.casefile_id WHERE"
	    " c.ref = 'MM-2031-014' AND s.forenames = 'Gideon'",
	    "perpetrator");
	assert_true(cmd_party_role(&b->s, gideon, "perpetrator", "witness",
	    &b->err));
	conflicts(b, cmd_relation_set(&b->s, gideon, wren, "partner", "",
	    &b->err), "what they are to each other");
	conflicts(b, cmd_relation_set(&b->s, gideon, wren, NULL, "partner",
	    &b->err), "what they are to each other");
	assert_true(cmd_relation_set(&b->s, gideon, wren, NULL, "ex-partner",
	    &b->err));
}

static void
test_restriction_and_marking(void **state)
{
	static const char now[] = "SELECT audience || restricted FROM casefile"
	    " WHERE ref = 'MM-2031-015'";
	struct book *b = *state;
	int64_t id = book_case(b, "MM-2031-015");

	book_as(b, "gavelstone");
	assert_true(cmd_casefile_restrict(&b->s, id, true, false, "board",
	    &b->err));
	conflicts(b, cmd_casefile_restrict(&b->s, id, false, true, "board",
	    &b->err), "who may see this casefile");
	stands(b, now, "board1");
	assert_true(cmd_casefile_restrict(&b->s, id, true, false, "list",
	    &b->err));
	book_as(b, "inkwell");
	conflicts(b, cmd_casefile_marking(&b->s, id, "OFFICIAL-SENSITIVE",
	    "OFFICIAL", &b->err), "the marking");
	assert_true(cmd_casefile_marking(&b->s, id, "OFFICIAL-SENSITIVE", "",
	    &b->err));
}

/* Who accepted did so when they did. */
static void
test_accepted_once(void **state)
{
	static const char when[] = "SELECT accepted_at" ON_ROLL "'stork'";
	struct book *b = *state;
	char *first;

	book_open(b);
	first = arena_strdup(&b->a, book_ask(b, when));
	book_at(b, "09:59");
	book_do(b, "accept-statement stork");
	stands(b, when, first);
}

#define T(f) cmocka_unit_test_setup_teardown(f, book_setup, book_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(test_screening), T(test_action), T(test_report),
		T(test_milestone), T(test_roll), T(test_accepted_once),
		T(test_roles_and_relations), T(test_restriction_and_marking),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
