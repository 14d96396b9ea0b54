/*
 * The commands of a running meeting over a real book: opening, the roll, gates,
 * moving on, conflicts, contributions, minutes, closing, undo.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "cmd/agenda_cmd.h"
#include "cmd/closing.h"
#include "cmd/cmd.h"
#include "cmd/consult.h"
#include "cmd/contribution_cmd.h"
#include "cmd/export_cmd.h"
#include "cmd/item_cmd.h"
#include "cmd/meeting_cmd.h"
#include "cmd/minute_cmd.h"
#include "meeting_book.h"
#include "store/agenda_read.h"
#include "store/attendance_read.h"
#include "store/contribution_read.h"
#include "store/meeting_read.h"

static struct meeting_row
meeting(struct book *b)
{
	struct meeting_row m;

	if (!meeting_read(b->s.db, b->meeting, &b->a, &m, &b->err))
		fail_msg("%s", err_text(&b->err));
	return m;
}

static struct agenda_row
line(struct book *b, const char *name)
{
	struct agenda_row row;

	if (!agenda_read_item(b->s.db, book_item(b, name), &b->a, &row,
	    &b->err))
		fail_msg("%s", err_text(&b->err));
	return row;
}

/* Opening binds the kind, lays out the steps in order with the cases in their
 * step, expects the board, and stands on the first step. */
static void
test_open(void **state)
{
	struct book *b = *state;
	struct agenda_row *rows;
	struct meeting_row m;
	size_t n;

	book_do(b, "meeting-open MM-2031-03-13 chair=gavelstone");
	m = meeting(b);
	assert_string_equal(m.status, "open");
	assert_true(m.kind_version != 0);
	assert_string_equal(m.opened_at, "2031-03-13T09:30:00");
	assert_string_equal(m.chair_name, "DI Perdita Gavelstone");
	assert_true(agenda_read(b->s.db, b->meeting, &b->a, &rows, &n,
	    &b->err));
	assert_int_equal(n, 10);
	assert_string_equal(rows[0].step, "open");
	assert_string_equal(rows[0].status, "current");
	assert_string_equal(rows[5].step, "lapsed");
	assert_string_equal(rows[6].ref, "MM-2031-014");
	assert_int_equal(rows[7].nth, 2);
	assert_int_equal(rows[7].of, 3);
	assert_string_equal(rows[9].step, "close");
	assert_int_equal(m.item, rows[0].id);
	assert_int_equal(book_count(b, "SELECT count(*) FROM attendance"
	    " WHERE meeting_id = (SELECT id FROM meeting"
	    " WHERE ref = 'MM-2031-03-13')"), 12);
	book_refuse(b, "meeting-open MM-2031-03-13", "open already");
	book_refuse(b, "meeting-open MM-2031-04-10", "still open");
}

static void
test_rights(void **state)
{
	struct book *b = *state;

	book_as(b, "stork");
	book_refuse(b, "meeting-open MM-2031-03-13", "does not let");
	assert_string_equal(meeting(b).status, "planned");
	book_as(b, "inkwell");
	book_open(b);
	book_as(b, "stork");
	book_refuse(b, "attend stork absent", "does not let");
	book_refuse(b, "go MM-2031-014", "does not let");
	book_refuse(b, "minute information x step=open", "does not let");
}

static void
test_roll(void **state)
{
	struct book *b = *state;
	struct attendance_row *rows;
	size_t n, i, seen = 0;

	book_do(b, "meeting-open MM-2031-03-13");
	book_refuse(b, "accept-statement all", "has not been read");
	book_do(b, "statement-read");
	assert_string_equal(meeting(b).statement_by_name,
	    "DI Perdita Gavelstone");
	book_do(b, "attend stork present");
	book_do(b, "attend trainee present");
	book_refuse(b, "attend stork asleep", "Nobody is");
	book_refuse(b, "accept-statement ledger", "not here");
	assert_string_equal(book_do(b, "accept-statement all"),
	    "1 accepted the statement.");
	book_do(b, "accept-statement trainee");
	book_at(b, "09:50");
	book_do(b, "attend ledger online");
	book_do(b, "left stork 10:05");
	assert_true(attendance_read(b->s.db, b->meeting, &b->a, &rows, &n,
	    &b->err));
	for (i = 0; i < n; i++) {
		if (strcmp(rows[i].login, "teacup") == 0) {
			assert_string_equal(rows[i].state, "apologies");
			assert_int_equal(rows[i].info_sent, 1);
			assert_int_equal(rows[i].info_on,
			    date_make(2031, 3, 11));
		} else if (strcmp(rows[i].login, "ledger") == 0) {
			assert_string_equal(rows[i].came_at,
			    "2031-03-13T09:50:00");
			assert_null(rows[i].accepted_at);
		} else if (strcmp(rows[i].login, "stork") == 0) {
			assert_true(rows[i].attended);
			assert_false(rows[i].here);
			assert_string_equal(rows[i].accepted_version,
			    meeting(b).statement_version);
		} else {
			continue;
		}
		seen++;
	}
	assert_int_equal(seen, 3);
}

/* No case before the statement was read and accepted; the chair may go on in
 * spite of an acceptance, with a reason, but not without the reading. */
static void
test_gates(void **state)
{
	struct book *b = *state;

	book_do(b, "meeting-open MM-2031-03-13");
	book_do(b, "attend gavelstone present");
	book_refuse(b, "go MM-2031-014", "has not been read");
	book_as(b, "gavelstone");
	book_refuse(b, "override statement-unread Hurry", "can't be passed");
	book_as(b, "inkwell");
	book_do(b, "statement-read");
	book_refuse(b, "go MM-2031-014", "Gavelstone");
	assert_string_equal(line(b, "MM-2031-014").status, "waiting");
	book_refuse(b, "override statement-not-accepted \"Said aloud\"",
	    "does not let");
	book_as(b, "gavelstone");
	book_refuse(b, "override statement-not-accepted \" \"", "why");
	book_do(b, "override statement-not-accepted \"Said aloud\"");
	book_do(b, "go MM-2031-014");
	assert_string_equal(line(b, "MM-2031-014").status, "current");
	assert_string_equal(book_ask(b, "SELECT reason FROM override"),
	    "Said aloud");
}

static void
test_time(void **state)
{
	struct book *b = *state;
	struct agenda_row row;

	book_open(b);
	book_at(b, "09:40");
	book_do(b, "go MM-2031-014");
	assert_string_equal(meeting(b).phase, "introduce");
	book_at(b, "09:46");
	row = line(b, "MM-2031-014");
	assert_int_equal(agenda_spent(&row, "2031-03-13T09:46:12"), 372);
	book_do(b, "go MM-2031-015");
	row = line(b, "MM-2031-014");
	assert_string_equal(row.status, "waiting");
	assert_int_equal(row.spent, 360);
	assert_null(row.resumed_at);
	book_at(b, "09:50");
	book_do(b, "go MM-2031-014");
	book_at(b, "09:51");
	book_do(b, "pause");
	row = line(b, "MM-2031-014");
	assert_int_equal(row.spent, 420);
	assert_string_equal(row.started_at, "2031-03-13T09:40:00");
	assert_int_equal(meeting(b).item, 0);
	book_refuse(b, "phase share", "Nothing is in hand");
}

/* Who looks on is recorded with the move; who is kept out is not. */
static void
test_consultation(void **state)
{
	struct book *b = *state;
	static const char followers[] = "SELECT count(*) FROM consultation"
	    " WHERE what = 'follow'";

	book_open(b);
	book_do(b, "go MM-2031-016");
	/* Ten are here beside the mover; restricted, it is still the board's;
	 * the observer sees no case and Housing is kept out. */
	assert_int_equal(book_count(b, followers), 7);
	assert_int_equal(book_count(b, "SELECT count(*) FROM consultation"
	    " WHERE what = 'open' AND member_id = (SELECT id FROM member"
	    " WHERE login = 'inkwell')"), 1);
	assert_int_equal(book_count(b, "SELECT count(*) FROM consultation"
	    " WHERE member_id IN (SELECT id FROM member WHERE login IN"
	    " ('brickwell', 'trainee', 'teacup'))"), 0);
}

/* Who comes in while a case is heard, or looks at another, is noted then; who
 * was noted with the move is not noted twice; undo leaves the record alone. */
static bool
looks(struct book *b, int64_t item)
{
	struct agenda_row row;

	return agenda_read_item(b->s.db, item, &b->a, &row, &b->err) &&
	    cmd_consult_line(&b->s, &row, &b->err);
}

static void
test_consultation_of_a_line(void **state)
{
	static const char ledgers[] = "SELECT count(*) FROM consultation"
	    " WHERE member_id = (SELECT id FROM member"
	    " WHERE login = 'ledger')";
	static const char all[] = "SELECT count(*) FROM consultation";
	struct book *b = *state;
	struct buf what = {0};
	int64_t first, second;
	int before;

	book_open(b);
	book_do(b, "attend ledger absent");
	book_do(b, "go MM-2031-014");
	first = meeting(b).item;
	second = book_count(b, "SELECT i.id FROM item AS i JOIN casefile AS c"
	    " ON c.id = i.casefile_id WHERE c.ref = 'MM-2031-015'");
	assert_true(looks(b, first));
	assert_int_equal(book_count(b, ledgers), 0);
	book_do(b, "attend ledger present");
	book_as(b, "ledger");
	assert_true(looks(b, first));
	assert_int_equal(book_count(b, ledgers), 1);
	assert_true(looks(b, second));
	assert_int_equal(book_count(b, ledgers), 2);
	book_as(b, "inkwell");
	before = (int)book_count(b, all);
	assert_true(looks(b, first));
	assert_int_equal(book_count(b, all), before);
	book_do(b, "go MM-2031-015");
	before = (int)book_count(b, all);
	assert_true(cmd_undo(&b->s, false, true, &what, &b->err));
	assert_int_equal(meeting(b).item, first);
	assert_int_equal(book_count(b, all), before);
	buf_release(&what);
}

/* Minutes hold cases: reading them is reading those that are in them. */
static void
test_consultation_of_minutes(void **state)
{
	static const char brickwells[] = "SELECT count(*) FROM consultation"
	    " AS u JOIN casefile AS c ON c.id = u.casefile_id"
	    " WHERE u.what = 'open' AND u.detail = 'minutes, on screen'"
	    " AND u.member_id = (SELECT id FROM member"
	    " WHERE login = 'brickwell')";
	struct book *b = *state;
	struct buf out = {0};

	book_open(b);
	book_as(b, "brickwell");
	assert_true(cmd_export_preview(&b->s, b->meeting, &out, NULL,
	    NULL, &b->err));
	assert_int_equal(book_count(b, brickwells), 2);
	assert_int_equal(book_count(b, "SELECT count(*) FROM consultation"
	    " WHERE what = 'export'"), 0);
	buf_clear(&out);
	assert_true(cmd_export_minutes(&b->s, b->meeting,
	    doc_format_find("text"), &out, &b->err));
	assert_int_equal(book_count(b, "SELECT count(*) FROM consultation"
	    " WHERE what = 'export' AND casefile_id IS NOT NULL"), 2);
	buf_release(&out);
}

static void
test_conflict(void **state)
{
	struct book *b = *state;
	static const char seen[] = "SELECT count(*) FROM visible_item AS i"
	    " JOIN visible_meeting AS m ON m.id = i.meeting_id"
	    " WHERE i.casefile_id IS NOT NULL AND m.ref = 'MM-2031-03-13'";
	struct agency_gap *gaps;
	size_t n, i;

	book_open(b);
	book_do(b, "conflict cardigan MM-2031-015 \"Her uncle\"");
	book_refuse(b, "conflict cardigan MM-2031-015", "already");
	book_as(b, "cardigan");
	assert_string_equal(book_see(b, seen), "2");
	book_as(b, "inkwell");
	book_at(b, "10:14");
	book_do(b, "go MM-2031-015");
	assert_true(contribution_not_heard(&b->s, b->meeting,
	    book_case(b, "MM-2031-015"), &b->a, &gaps, &n, &b->err));
	for (i = 0; i < n; i++)
		assert_string_not_equal(gaps[i].short_name, "Adult SC");
	book_at(b, "10:27");
	book_do(b, "go MM-2031-014");
	assert_string_equal(book_ask(b, "SELECT left_at || returned_at FROM"
	    " conflict"), "2031-03-13T10:14:002031-03-13T10:27:00");
	book_do(b, "conflict-left cardigan MM-2031-015 10:13");
	book_do(b, "conflict-withdraw cardigan MM-2031-015");
	book_as(b, "cardigan");
	assert_string_equal(book_see(b, seen), "3");
}

static void
test_contribution(void **state)
{
	struct book *b = *state;
	struct contribution_row *rows;
	size_t n;

	book_as(b, "stork");
	book_do(b, "bring Midwifery MM-2031-015 \"Not pregnant\" sort=opinion"
	    " about=victim meeting=MM-2031-03-13");
	book_refuse(b, "bring Midwifery MM-2031-015 \"No need\" withhold= "
	    "meeting=MM-2031-03-13", "why this is not shared");
	book_do(b, "bring Midwifery MM-2031-015 \"Her sister's visit\""
	    " withhold=\"Not about the risk\" meeting=MM-2031-03-13");
	book_refuse(b, "bring Police MM-2031-015 x meeting=MM-2031-03-13",
	    "own agency");
	book_refuse(b, "nil-return Midwifery MM-2031-015"
	    " meeting=MM-2031-03-13", "would deny it");
	book_do(b, "bring-in Midwifery MM-2031-015 meeting=MM-2031-03-13");
	book_do(b, "nil-return Midwifery MM-2031-016 meeting=MM-2031-03-13");
	assert_true(contribution_read_agency(b->s.db, book_agency(b,
	    "Midwifery"), b->meeting, &b->a, &rows, &n, &b->err));
	assert_int_equal(n, 3);
	assert_string_equal(rows[1].state, "given");
	assert_int_equal(rows[1].n_lines, 2);
	assert_string_equal(rows[1].lines[0].sort, "opinion");
	assert_string_equal(rows[1].lines[0].party_name,
	    "Humphrey Samplewick");
	assert_false(rows[1].lines[1].share);
	assert_string_equal(rows[2].state, "nil");
	assert_int_equal(rows[2].n_checked, 3);
	assert_string_equal(rows[2].checked[0].result, "not-known");
}

/* What is brought is the agency's own until it is heard, and what it withholds
 * stays so. */
static void
test_heard(void **state)
{
	struct book *b = *state;
	static const char lines[] = "SELECT count(*) FROM"
	    " visible_contribution_line AS l JOIN visible_contribution AS c"
	    " ON c.id = l.contribution_id JOIN visible_agency AS a"
	    " ON a.id = c.agency_id WHERE a.short = 'Police'";

	book_open(b);
	book_do(b, "go MM-2031-014");
	assert_string_equal(book_do(b, "not-heard"), "Adult SC, Children's SC,"
	    " Housing, IDVA, Midwifery, Police, Probation");
	book_as(b, "stork");
	assert_string_equal(book_see(b, lines), "0");
	book_as(b, "inkwell");
	book_do(b, "heard Police");
	book_do(b, "heard \"Adult SC\"");
	assert_string_equal(book_do(b, "not-heard"), "Children's SC, Housing,"
	    " IDVA, Midwifery, Probation");
	book_as(b, "stork");
	assert_string_equal(book_see(b, lines), "3");
}

static void
test_minutes(void **state)
{
	struct book *b = *state;
	struct buf text = {0};
	size_t at;

	book_open(b);
	book_do(b, "go MM-2031-014");
	book_do(b, "minute information \"Names are right\" agency=Police");
	book_refuse(b, "minute risk \"Too soon\"", "no minute of the sort");
	book_refuse(b, "minute gossip x", "There is no minute");
	book_refuse(b, "minute information \" \"", "say something");
	book_do(b, "minute information Second");
	book_do(b, "minute information Third phase=share");
	assert_string_equal(book_ask(b, "SELECT group_concat(phase || ' ' ||"
	    " position || ' ' || text, '; ') FROM minute"),
	    "introduce 1 Names are right; introduce 2 Second; share 3 Third");
	assert_true(cmd_minute_move(&b->s, book_count(b, "SELECT id FROM"
	    " minute WHERE text = 'Third'"), -2, &b->err));
	assert_string_equal(book_ask(b, "SELECT group_concat(text, ' ') FROM"
	    " (SELECT text FROM minute ORDER BY position)"),
	    "Third Names are right Second");
	assert_true(minute_snippet(&b->s, book_item(b, "."), "high", &text,
	    &at, &b->err));
	assert_string_equal(buf_text(&text), "The meeting holds the risk to"
	    " Wren Testington to be high, because ");
	assert_int_equal(at, text.len);
	buf_clear(&text);
	assert_true(minute_snippet(&b->s, book_item(b, "."), "nk", &text, &at,
	    &b->err));
	assert_string_equal(buf_text(&text), "{agency}: checked, nothing"
	    " known.");
	assert_int_equal(at, 0);
	buf_release(&text);
}

static void
test_order(void **state)
{
	struct book *b = *state;
	struct agenda_row *rows;
	size_t n;

	book_do(b, "agenda-move MM-2031-016 1 meeting=MM-2031-03-13");
	book_do(b, "agenda-move MM-2031-014 down meeting=MM-2031-03-13");
	assert_true(agenda_read(b->s.db, b->meeting, &b->a, &rows, &n,
	    &b->err));
	assert_string_equal(rows[6].ref, "MM-2031-016");
	assert_string_equal(rows[7].ref, "MM-2031-015");
	assert_string_equal(rows[8].ref, "MM-2031-014");
	/* Brickwell sees two, counted as two. */
	book_as(b, "brickwell");
	assert_true(agenda_read(b->s.db, b->meeting, &b->a, &rows, &n,
	    &b->err));
	assert_int_equal(n, 9);
	assert_int_equal(rows[6].nth, 1);
	assert_int_equal(rows[6].of, 2);
	assert_string_equal(rows[6].ref, "MM-2031-015");
}

static void
test_leaving(void **state)
{
	struct book *b = *state;
	struct agenda_row row, *rows;
	size_t n;

	book_refuse(b, "agenda-add MM-2031-014 meeting=MM-2031-03-13",
	    "already");
	book_open(b);
	book_do(b, "go MM-2031-015");
	book_refuse(b, "defer MM-2031-015", "needs a reason");
	book_do(b, "defer MM-2031-015 \"Nobody to present it\"");
	row = line(b, "MM-2031-015");
	assert_string_equal(row.status, "skipped");
	assert_string_equal(row.disposition, "deferred");
	assert_string_equal(row.deferred_to_ref, "MM-2031-04-10");
	assert_int_equal(meeting(b).item, 0);
	assert_int_equal(book_count(b, "SELECT count(*) FROM item AS i JOIN"
	    " meeting AS m ON m.id = i.meeting_id JOIN casefile AS c ON"
	    " c.id = i.casefile_id WHERE m.ref = 'MM-2031-04-10' AND"
	    " c.ref = 'MM-2031-015' AND i.status = 'waiting'"), 1);
	book_refuse(b, "go MM-2031-015", "Take it up again first");
	book_do(b, "item-reopen MM-2031-015");
	assert_int_equal(book_count(b, "SELECT count(*) FROM item AS i JOIN"
	    " meeting AS m ON m.id = i.meeting_id WHERE m.ref ="
	    " 'MM-2031-04-10' AND i.casefile_id IS NOT NULL"), 0);
	book_do(b, "defer MM-2031-015 \"Nobody to present it\"");
	book_do(b, "transfer-out MM-2031-016 \"Northfold MARAC\""
	    " sent=2031-03-12");
	assert_string_equal(line(b, "MM-2031-016").sent_to,
	    "Northfold MARAC");
	book_do(b, "withdraw MM-2031-014 \"Referred twice\"");
	assert_string_equal(line(b, "MM-2031-014").disposition, "withdrawn");
	/* Of all three only a case that is not gone could be listed again. */
	assert_true(agenda_listable(&b->s, b->meeting, &b->a, &rows, &n,
	    &b->err));
	assert_int_equal(n, 0);
	book_do(b, "agenda-drop MM-2031-015 meeting=MM-2031-04-10");
	assert_true(agenda_listable(&b->s, b->meeting, &b->a, &rows, &n,
	    &b->err));
	assert_int_equal(n, 1);
	assert_string_equal(rows[0].ref, "MM-2031-015");
}

/* Closing a case asks what the kind asks; a finding goes when it is put right,
 * or when the chair gives a reason where that is allowed. */
static void
test_closing_case(void **state)
{
	struct book *b = *state;

	book_open(b);
	book_do(b, "go MM-2031-014");
	book_refuse(b, "next", "not been summed up");
	book_refuse(b, "item-close", "not been summed up");
	book_as(b, "gavelstone");
	book_do(b, "override no-risk-summary \"Summed up in the referral\""
	    " case=MM-2031-014");
	book_as(b, "inkwell");
	assert_non_null(strstr(book_do(b, "checks MM-2031-014"),
	    "passed over  no-risk-summary"));
	book_refuse(b, "next", "how the case ended");
	book_refuse(b, "disposition vanished", "No case ends as");
	book_do(b, "disposition heard");
	assert_string_equal(book_do(b, "next"), "MM-2031-015");
	assert_string_equal(line(b, "MM-2031-014").status, "done");
	/* Of a case that is not heard nothing of this is asked. */
	book_do(b, "disposition deferred \"More to be found out\"");
	assert_string_equal(line(b, "MM-2031-015").deferred_to_ref,
	    "MM-2031-04-10");
	assert_string_equal(book_do(b, "next"), "MM-2031-016");
}

static void
test_flags(void **state)
{
	struct book *b = *state;

	book_open(b);
	book_do(b, "go MM-2031-014");
	book_do(b, "flag stalking");
	book_do(b, "flag weapons");
	book_do(b, "flag stalking no");
	book_refuse(b, "flag moonlight", "There is no");
	book_do(b, "item-link mappa");
	assert_string_equal(book_ask(b, "SELECT answers FROM item WHERE id ="
	    " (SELECT item_id FROM meeting WHERE status = 'open')"),
	    "{\"flags\":[\"weapons\"],\"links\":[\"mappa\"]}");
	book_do(b, "flag weapons no");
	assert_string_equal(book_ask(b, "SELECT answers FROM item WHERE id ="
	    " (SELECT item_id FROM meeting WHERE status = 'open')"),
	    "{\"links\":[\"mappa\"]}");
}

static void
test_undo(void **state)
{
	struct book *b = *state;
	struct buf what = {0};

	book_open(b);
	book_do(b, "go MM-2031-014");
	book_do(b, "minute information \"Wrong case\"");
	assert_true(cmd_undo(&b->s, false, true, &what, &b->err));
	assert_non_null(strstr(buf_text(&what), "add a minute"));
	assert_int_equal(book_count(b, "SELECT count(*) FROM minute"), 0);
	buf_release(&what);
}

/* At ten minutes a case and two, three or ten for the steps. */
static void
test_forecast(void **state)
{
	struct book *b = *state;
	struct forecast f;

	book_do(b, "meeting-open MM-2031-03-13");
	assert_true(item_forecast(&b->s, b->meeting, &f, &b->err));
	assert_int_equal(f.end, (9 * 60 + 30 + 2 + 2 + 2 + 2 + 10 + 2 + 30 +
	    3) * 60);
	assert_int_equal(f.pace, FORECAST_CALM);
}

static void
test_closing_meeting(void **state)
{
	struct book *b = *state;

	book_open(b);
	book_refuse(b, "meeting-close", "MM-2031-014, MM-2031-015");
	book_do(b, "defer MM-2031-014 Time");
	book_do(b, "defer MM-2031-015 Time");
	book_do(b, "defer MM-2031-016 Time");
	book_refuse(b, "meeting-close", "A-0207, A-0209");
	book_refuse(b, "report A-0207 could-not \"Moved to a refuge\"",
	    "chair");
	book_do(b, "report A-0207 could-not \"Moved to a refuge\" chair=yes"
	    " by=brickwell");
	book_refuse(b, "report A-0209 did-not", "reason");
	book_do(b, "report A-0209 did-not \"Staff absence\" due=2031-03-27");
	book_do(b, "meeting-close");
	assert_string_equal(meeting(b).status, "closed");
	assert_string_equal(meeting(b).closed_at, "2031-03-13T09:30:00");
	book_refuse(b, "meeting-close", "No meeting is open");
	book_do(b, "meeting-open MM-2031-04-10");
}

/* The whole meeting of 13 March 2031 by its script, and what it leaves. */
static void
test_played(void **state)
{
	struct book *b = *state;
	struct agenda_row *rows;
	size_t n;

	book_play(b, "meeting");
	assert_string_equal(meeting(b).status, "closed");
	assert_string_equal(meeting(b).closed_at, "2031-03-13T10:41:00");
	assert_true(agenda_read(b->s.db, b->meeting, &b->a, &rows, &n,
	    &b->err));
	assert_int_equal(n, 10);
	assert_string_equal(rows[6].type, "repeat");
	assert_string_equal(rows[7].type, "new");
	assert_string_equal(rows[8].type, "transfer-in");
	assert_int_equal(rows[6].spent, 660);
	assert_int_equal(rows[7].spent, 600);
	assert_int_equal(rows[8].spent, 780);
	assert_string_equal(rows[8].disposition, "heard");
	assert_int_equal(book_count(b, "SELECT count(*) FROM action WHERE"
	    " ref LIKE 'MM-2031-01_/A%'"), 12);
	assert_int_equal(book_count(b, "SELECT count(*) FROM action WHERE"
	    " acceptance = 'needed' AND member_id IS NULL"), 1);
	assert_string_equal(book_ask(b, "SELECT substr(left_at, 12) || ' ' ||"
	    " substr(returned_at, 12) FROM conflict"), "10:14:00 10:27:00");
	/* Nothing of the third case for Housing, not even in a count. */
	book_as(b, "brickwell");
	assert_true(agenda_read(b->s.db, b->meeting, &b->a, &rows, &n,
	    &b->err));
	assert_int_equal(n, 9);
	assert_int_equal(rows[7].of, 2);
	assert_string_equal(book_see(b, "SELECT count(*) FROM visible_action"
	    " WHERE ref LIKE 'MM-2031-016/%'"), "0");
	assert_string_equal(book_see(b, "SELECT count(*) FROM visible_minute"
	    " AS n JOIN visible_item AS i ON i.id = n.item_id WHERE"
	    " n.text LIKE '%Eastvale%'"), "0");
}

int
main(void)
{
#define TEST(t) cmocka_unit_test_setup_teardown(t, book_setup, book_teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_open), TEST(test_rights), TEST(test_roll),
		TEST(test_gates), TEST(test_time), TEST(test_consultation),
		TEST(test_consultation_of_a_line),
		TEST(test_consultation_of_minutes),
		TEST(test_conflict), TEST(test_contribution), TEST(test_heard),
		TEST(test_minutes), TEST(test_order), TEST(test_leaving),
		TEST(test_closing_case), TEST(test_flags), TEST(test_undo),
		TEST(test_forecast), TEST(test_closing_meeting),
		TEST(test_played),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
