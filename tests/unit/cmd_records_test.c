/*
 * Records with a life of their own, on the fictional panel of
 * tests/data/records: what comes due of them, where they stand, how they are
 * tied, what meetings hear of them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/date.h"
#include "cmd/case_need.h"
#include "cmd/closing.h"
#include "cmd/find.h"
#include "cmd/heading.h"
#include "cmd/state_cmd.h"
#include "cmd/timer.h"
#include "cmd_help.h"
#include "store/agenda_read.h"
#include "store/casefile_read.h"
#include "store/home_read.h"
#include "store/stmt.h"

static int
setup(void **state)
{
	return data_setup(state, "records/quayside", "rope");
}

/* ---- What comes due ---------------------------------------------------------- */

static void
timer_is(const struct timer_line *t, const char *ref, const char *key,
    const char *due, int left, int alert)
{
	assert_string_equal(t->ref, ref);
	assert_string_equal(t->timer->key, key);
	assert_int_equal(t->due, date_parse_iso(due));
	assert_int_equal(t->left, left);
	assert_int_equal(t->alert, alert);
}

static void
a_board_has_what_comes_due(void **state)
{
	struct marsh *m = *state;
	struct arena a = { 0 };
	struct timer_line *list;
	struct stmt_cost cost;
	int64_t board;
	size_t n;

	assert_true(find_board(&m->s, "QP", &board, &m->err));
	db_cost(m->s.db, &cost);
	assert_true(timer_read_board(&m->s, board, &a, &list, &n, &m->err));
	db_cost(m->s.db, &cost);
	assert_int_equal(cost.auto_indexes, 0);
	/* Not the permit that was renewed, not the crew that is only watched
	 * for its handing over. */
	assert_int_equal(n, 3);
	timer_is(&list[0], "QP-C01", "look", "2031-03-06", -6, 0);
	timer_is(&list[1], "QP-P002", "runs-out", "2031-03-10", -2, 0);
	timer_is(&list[2], "QP-P001", "runs-out", "2031-04-02", 21, 30);
	arena_release(&a);
}

/* Counted by what the kind left in the book, as the first screen does. */
static void
what_is_late_is_counted_without_the_kind(void **state)
{
	struct marsh *m = *state;
	struct arena a = { 0 };
	struct home_rows rows;
	size_t late, all = 0;
	struct timer_line *list;
	size_t n;

	assert_true(home_read(m->s.db, clock_today(m->s.clock), 8, &a,
	    &rows, &m->err));
	assert_int_equal(rows.n_boards, 1);
	assert_true(timer_count_late(&m->s, rows.boards[0].id,
	    rows.boards[0].timers, &late, &m->err));
	assert_int_equal(m->s.n_kinds, 0);
	assert_true(timer_read_board(&m->s, rows.boards[0].id, &a, &list, &n,
	    &m->err));
	while (all < n && list[all].left < 0)
		all++;
	assert_int_equal(all, 2);
	assert_int_equal(late, all);
	assert_true(timer_count_late(&m->s, rows.boards[0].id, "[]", &late,
	    &m->err));
	assert_int_equal(late, 0);
	arena_release(&a);
}

static void
a_casefile_has_its_own(void **state)
{
	struct marsh *m = *state;
	struct arena a = { 0 };
	struct timer_line *list;
	int64_t id;
	size_t n;

	assert_true(find_casefile(&m->s, "QP-P001", &id, &m->err));
	assert_true(timer_read_casefile(&m->s, id, &a, &list, &n, &m->err));
	assert_int_equal(n, 1);
	timer_is(&list[0], "QP-P001", "runs-out", "2031-04-02", 21, 30);
	assert_true(find_casefile(&m->s, "QP-C02", &id, &m->err));
	assert_true(timer_read_casefile(&m->s, id, &a, &list, &n, &m->err));
	assert_int_equal(n, 0);
	assert_false(timer_read_casefile(&m->s, 1, &a, &list, &n, &m->err));
	arena_release(&a);
}

static void
how_near_it_is(void **state)
{
	static const struct {
		int left;
		const char *said;
	} cases[] = { { 12, "in 12 days" }, { 1, "in 1 day" }, { 0, "today" },
		{ -1, "1 day late" }, { -30, "30 days late" } };
	struct buf b = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		buf_clear(&b);
		timer_add_left(&b, cases[i].left);
		assert_string_equal(buf_text(&b), cases[i].said);
	}
	buf_release(&b);
}

/* ---- Where a record stands --------------------------------------------------- */

static const char *
state_of(struct marsh *m, const char *ref)
{
	static struct arena a;
	struct casefile_row row;
	int64_t id;

	assert_true(find_casefile(&m->s, ref, &id, &m->err));
	assert_true(casefile_read(m->s.db, id, &a, &row, &m->err));
	return arena_printf(&a, "%s %d %s", row.state, row.live,
	    row.state_reason);
}

static void
said(struct marsh *m, const char *sentence)
{
	assert_non_null(strstr(err_text(&m->err), sentence));
}

static void
a_state_follows_the_rules(void **state)
{
	struct marsh *m = *state;

	assert_string_equal(state_of(m, "QP-C01"), "watched 1 ");
	assert_true(marsh_refused(m, "state QP-C01 shut", ERR_INPUT));
	said(m, "\"Shut\" needs a reason.");
	assert_true(marsh_refused(m, "state QP-C01 nowhere", ERR_INPUT));
	said(m, "Crew has no state \"nowhere\".");
	assert_true(marsh_refused(m, "state QP-C01 watched", ERR_INPUT));
	assert_true(marsh_refused(m, "state QP-C01 active on=2031-03-14",
	    ERR_INPUT));
	assert_true(marsh_refused(m, "state QP-C01 active on=2030-03-14",
	    ERR_INPUT));
	assert_string_equal(marsh_do(m, "state QP-C01 active"),
	    "QP-C01: Active.");
	marsh_do(m, "state QP-C01 shut \"All gone\" on=2031-03-10");
	assert_string_equal(state_of(m, "QP-C01"), "shut 0 All gone");
	marsh_do(m, "state QP-C01 active");
	marsh_do(m, "undo");
	assert_string_equal(state_of(m, "QP-C01"), "shut 0 All gone");
	/* Only from the two it may follow. */
	marsh_do(m, "state QP-P001 ended");
	marsh_do(m, "state QP-P001 valid");
}

static void
a_state_is_changed_by_its_lead(void **state)
{
	struct marsh *m = *state;
	struct state_change c = { .to = "active", .on = DATE_NONE };
	int64_t id;

	marsh_as(m, "tide");
	assert_true(marsh_refused(m, "state QP-C01 active", ERR_DENIED));
	assert_true(marsh_refused(m, "lead QP-C01 tide", ERR_DENIED));
	marsh_as(m, "rope");
	assert_string_equal(marsh_do(m, "lead QP-C01 tide"),
	    "QP-C01: tide answers for it.");
	marsh_as(m, "tide");
	assert_true(find_casefile(&m->s, "QP-C01", &id, &m->err));
	/* Somebody else was there first. */
	assert_false(cmd_casefile_state(&m->s, id, "shut", &c, &m->err));
	assert_int_equal(m->err.code, ERR_CONFLICT);
	assert_true(cmd_casefile_state(&m->s, id, "watched", &c, &m->err));
	assert_string_equal(state_of(m, "QP-C01"), "active 1 ");
}

static size_t
agenda_of(struct marsh *m, const char *meeting, struct arena *a,
    struct agenda_row **rows)
{
	int64_t id;
	size_t n;

	assert_true(find_meeting(&m->s, meeting, &id, &m->err));
	assert_true(agenda_read(m->s.db, id, a, rows, &n, &m->err));
	return n;
}

/* The references of a step's lines, those left out in brackets. */
static const char *
step_of(struct marsh *m, const char *meeting, const char *step)
{
	static struct buf b;
	struct arena a = { 0 };
	struct agenda_row *rows;
	size_t n = agenda_of(m, meeting, &a, &rows);

	buf_clear(&b);
	for (size_t i = 0; i < n; i++)
		if (rows[i].casefile != 0 && strcmp(rows[i].step, step) == 0)
			buf_addf(&b, strcmp(rows[i].status, "skipped") == 0 ?
			    "[%s]" : "%s ", rows[i].ref + 3);
	arena_release(&a);
	return buf_text(&b);
}

static void
live_records_stand_on_every_agenda(void **state)
{
	struct marsh *m = *state;

	assert_string_equal(step_of(m, "QP-2031-03", "crews"), "C01 C02 ");
	assert_string_equal(step_of(m, "QP-2031-02", "crews"), "");
	marsh_do(m, "state QP-C01 shut \"All gone\"");
	marsh_do(m, "meeting-plan QP 2031-04-10");
	assert_string_equal(step_of(m, "QP-2031-04-10", "crews"), "C02 ");
	/* It comes to life: by its reference, before the other. */
	marsh_do(m, "state QP-C01 active");
	assert_string_equal(step_of(m, "QP-2031-04-10", "crews"), "C01 C02 ");
	/* Taken off one agenda, it stays off when that meeting opens. */
	marsh_do(m, "agenda-drop QP-C02 meeting=QP-2031-03");
	assert_string_equal(step_of(m, "QP-2031-03", "crews"), "C01 [C02]");
	marsh_as(m, "bell");
	marsh_do(m, "meeting-open QP-2031-03");
	assert_string_equal(step_of(m, "QP-2031-03", "crews"), "C01 [C02]");
	marsh_as(m, "rope");
	marsh_do(m, "agenda-add QP-C02 meeting=QP-2031-03");
	assert_string_equal(step_of(m, "QP-2031-03", "crews"), "C01 C02 ");
}

/* Who plans lists what they see; who opens adds what only they see. */
static void
hidden_records_stand_for_those_who_see_them(void **state)
{
	struct marsh *m = *state;

	marsh_do(m, "allow QP-C01 rope");
	marsh_do(m, "allow QP-C01 bell");
	marsh_do(m, "restrict QP-C01 list");
	marsh_do(m, "access-drop QP-C01 bell");
	marsh_as(m, "bell");
	marsh_do(m, "meeting-plan QP 2031-04-10");
	assert_string_equal(step_of(m, "QP-2031-04-10", "crews"), "C02 ");
	marsh_as(m, "rope");
	assert_string_equal(step_of(m, "QP-2031-04-10", "crews"), "C02 ");
	marsh_do(m, "agenda-build meeting=QP-2031-04-10");
	assert_string_equal(step_of(m, "QP-2031-04-10", "crews"), "C01 C02 ");
	marsh_as(m, "bell");
	assert_string_equal(step_of(m, "QP-2031-04-10", "crews"), "C02 ");
}

static void
what_is_decided_brings_a_state(void **state)
{
	struct marsh *m = *state;

	marsh_as(m, "bell");
	marsh_do(m, "meeting-open QP-2031-03");
	marsh_do(m, "go QP-C02");
	assert_true(marsh_refused(m, "disposition ended", ERR_INPUT));
	marsh_do(m, "disposition ended \"Gone to sea\"");
	assert_string_equal(state_of(m, "QP-C02"), "shut 0 Gone to sea");
	marsh_do(m, "undo");
	assert_string_equal(state_of(m, "QP-C02"), "watched 1 ");
}

/* ---- Parties in time, and what needs them ------------------------------------ */

static const char *
unmet_of(struct marsh *m, const char *ref)
{
	static struct buf b;
	struct arena a = { 0 };
	struct unmet *list;
	int64_t id;
	size_t n;

	assert_true(find_casefile(&m->s, ref, &id, &m->err));
	assert_true(case_unmet(&m->s, id, clock_today(m->s.clock), &a, &list,
	    &n, &m->err));
	buf_clear(&b);
	for (size_t i = 0; i < n; i++)
		buf_addf(&b, "%s %d of %d: %s", list[i].choice, list[i].have,
		    list[i].need, list[i].text);
	arena_release(&a);
	return buf_text(&b);
}

static void
a_choice_needs_so_many(void **state)
{
	static const char sentence[] = "A gang has three hands or more; with"
	    " fewer it is loose.";
	struct marsh *m = *state;

	assert_true(marsh_refused(m, "case-set QP-C02 class gang",
	    ERR_INPUT));
	said(m, sentence);
	marsh_do(m, "case-set QP-C02 class loose");
	marsh_do(m, "case-set QP-C01 class gang");
	assert_string_equal(unmet_of(m, "QP-C01"), "");
	/* One leaves: it is told of, and stays as it was written. */
	assert_true(marsh_refused(m, "party-dates QP-C01 Cleat"
	    " from=2031-03-11 to=2031-03-10", ERR_INPUT));
	marsh_do(m, "party-dates QP-C01 Cleat to=2031-03-12");
	assert_string_equal(unmet_of(m, "QP-C01"), "");
	marsh_do(m, "party-dates QP-C01 Cleat to=2031-03-11");
	assert_string_equal(unmet_of(m, "QP-C01"), "Gang 2 of 3: A gang has"
	    " three hands or more; with fewer it is loose.");
	marsh_do(m, "party-dates QP-C01 Cleat to=");
	assert_string_equal(unmet_of(m, "QP-C01"), "");
	marsh_do(m, "party-remove QP-C01 Fender");
	assert_true(*unmet_of(m, "QP-C01") != '\0');
}

/* ---- What a record is called --------------------------------------------------- */

static void
a_record_is_called_by_its_fields(void **state)
{
	struct marsh *m = *state;
	struct arena a = { 0 };
	const struct kind *k;
	int64_t board, id;

	assert_true(find_board(&m->s, "QP", &board, &m->err));
	assert_true(find_casefile(&m->s, "QP-C01", &id, &m->err));
	k = session_board_kind(&m->s, board, &m->err);
	assert_string_equal(heading_case(&m->s, k, "crew", id, "QP-C01", &a),
	    "Gull crew");
	assert_string_equal(heading_named(&m->s, k, "crew", id, "QP-C01", &a),
	    "QP-C01  Gull crew");
	marsh_do(m, "case-set QP-C01 name");
	assert_string_equal(heading_named(&m->s, k, "crew", id, "QP-C01", &a),
	    "QP-C01");
	arena_release(&a);
}

/* ---- Registers ----------------------------------------------------------------- */

static void
a_register_is_written_down_at_once(void **state)
{
	struct marsh *m = *state;
	struct arena a = { 0 };
	struct casefile_row row;
	const char *said_back, *ref;
	int64_t id;

	marsh_as(m, "tide");
	assert_true(marsh_refused(m, "record QP permit holder=Tug",
	    ERR_INPUT));
	said(m, "This is still to be filled in: Granted.");
	assert_true(marsh_refused(m, "record QP permit holder=Tug"
	    " granted=2031-03-01 under=QP-C01", ERR_INPUT));
	said(m, "Permit has no field and no tie \"under\".");
	said_back = marsh_do(m, "record QP permit holder=Tug"
	    " granted=2031-03-01 of=QP-C01 lead=tide");
	assert_non_null(strstr(said_back, "Permit QP-P"));
	ref = arena_strndup(&a, said_back + strlen("Permit "), 7);
	assert_true(find_casefile(&m->s, ref, &id, &m->err));
	assert_true(casefile_read(m->s.db, id, &a, &row, &m->err));
	assert_string_equal(row.screening, "accepted");
	assert_string_equal(row.agency_short, "Harbour");
	assert_string_equal(row.lead_name, "Nell Tide");
	assert_string_equal(row.state, "valid");
	assert_true(row.live);
	/* One's own may be mended, another's not. */
	marsh_do(m, arena_printf(&a, "case-set %s holder Tugs", ref));
	assert_true(marsh_refused(m, "case-set QP-P001 holder Tugs",
	    ERR_DENIED));
	assert_string_equal(marsh_do(m, arena_printf(&a, "missing %s", ref)),
	    "Nothing is missing.");
	arena_release(&a);
}

/* ---- Ties ----------------------------------------------------------------------- */

static void
ties_have_two_ends(void **state)
{
	struct marsh *m = *state;

	assert_string_equal(marsh_do(m, "missing QP-P001"),
	    "no tie \"Held by\"");
	assert_true(marsh_refused(m, "link QP-P001 QP-P002 of", ERR_INPUT));
	said(m, "\"Held by\" ties a Permit to a Crew, not to a Permit.");
	marsh_do(m, "link QP-P001 QP-C01 of");
	assert_string_equal(marsh_do(m, "missing QP-P001"),
	    "Nothing is missing.");
	/* Whoever may change the one or the other end. */
	marsh_do(m, "lead QP-C02 tide");
	marsh_as(m, "tide");
	assert_true(marsh_refused(m, "link QP-P002 QP-C01 of", ERR_DENIED));
	marsh_do(m, "link QP-P002 QP-C02 of");
	marsh_do(m, "unlink QP-P002 QP-C02 of");
}

/* What one may not see is not there: the same words for both. */
static void
a_hidden_record_is_no_record(void **state)
{
	struct marsh *m = *state;

	marsh_do(m, "lead QP-C01 tide");
	marsh_do(m, "allow QP-C02 rope");
	marsh_do(m, "restrict QP-C02 list");
	marsh_as(m, "tide");
	assert_true(marsh_refused(m, "link QP-C01 QP-C02 beside", ERR_INPUT));
	said(m, "There is no casefile \"QP-C02\"");
	assert_true(marsh_refused(m, "link QP-C01 QP-C99 beside", ERR_INPUT));
	said(m, "There is no casefile \"QP-C99\"");
}

/* Who does not see the crew does not see its permit: not by its reference, not
 * in a list, a search or the log, be it their own. */
static void
a_permit_is_hidden_with_its_crew(void **state)
{
	static const char found[] = "SELECT count(*) FROM visible_search"
	    " WHERE q MATCH 'barge'";
	static const char logged[] = "SELECT count(*) FROM visible_event AS e"
	    " WHERE e.tbl = 'casefile' AND e.row = (SELECT row FROM"
	    " visible_event WHERE tbl = 'casefile' AND name = 'record-add')";
	struct marsh *m = *state;
	struct db *db = m->scratch->db;

	marsh_as(m, "tide");
	marsh_do(m, "record QP permit holder=\"Sand barge\""
	    " granted=2031-03-01 of=QP-C02");
	assert_string_equal(scratch_see(db, found), "2");
	assert_string_not_equal(scratch_see(db, logged), "0");
	marsh_as(m, "rope");
	marsh_do(m, "link QP-C01 QP-C02 beside");
	marsh_do(m, "link QP-P002 QP-C02 of");
	marsh_do(m, "allow QP-C02 rope");
	marsh_do(m, "restrict QP-C02 list");
	assert_string_equal(scratch_see(db, found), "2");
	marsh_as(m, "tide");
	assert_true(marsh_refused(m, "missing QP-P002", ERR_INPUT));
	said(m, "There is no casefile \"QP-P002\".");
	assert_string_equal(scratch_see(db, found), "0");
	assert_string_equal(scratch_see(db, logged), "0");
	/* One tie that does not guard hides nothing. */
	marsh_do(m, "missing QP-C01");
	assert_true(marsh_refused(m, "record QP permit holder=Tug"
	    " granted=2031-03-01 of=QP-C02", ERR_INPUT));
	said(m, "There is no casefile \"QP-C02\".");
	assert_true(marsh_refused(m, "record QP permit holder=Tug"
	    " granted=2031-03-01 of=QP-C99", ERR_INPUT));
	said(m, "There is no casefile \"QP-C99\".");
	marsh_as(m, "rope");
	marsh_do(m, "allow QP-C02 tide");
	marsh_as(m, "tide");
	marsh_do(m, "missing QP-P002");
	assert_string_equal(scratch_see(db, found), "2");
}

/* To untie it shows it to others: that is for those who say who sees what. */
static void
a_guard_is_taken_away_by_few(void **state)
{
	struct marsh *m = *state;
	struct buf untie = { 0 };
	const char *said_back;

	marsh_as(m, "mast");
	said_back = marsh_do(m, "record QP permit holder=Tug"
	    " granted=2031-03-01 of=QP-C02");
	buf_addf(&untie, "unlink %.7s QP-C02 of", said_back +
	    strlen("Permit "));
	marsh_do(m, "link QP-P001 QP-C01 of");
	assert_true(marsh_refused(m, buf_text(&untie), ERR_DENIED));
	said(m, "\"Held by\" keeps this from all who do not see what it is"
	    " tied to. Those who say who may see the one or the other may"
	    " untie them; nothing was changed.");
	marsh_as(m, "rope");
	marsh_do(m, buf_text(&untie));
	buf_release(&untie);
}

/* ---- Before a meeting closes ------------------------------------------------------ */

static bool
finds(struct marsh *m, const char *text)
{
	struct arena a = { 0 };
	struct findings found;
	int64_t meeting;
	bool told = false;

	assert_true(find_meeting(&m->s, "QP-2031-03", &meeting, &m->err));
	assert_true(closing_meeting(&m->s, meeting, &a, &found, &m->err));
	for (size_t i = 0; i < found.n; i++)
		told |= !strcmp(found.list[i].text, text) &&
		    !found.list[i].overridden;
	arena_release(&a);
	return told;
}

static void
every_record_in_hand_is_looked_at(void **state)
{
	struct marsh *m = *state;

	marsh_do(m, "case-set QP-C01 class gang");
	marsh_do(m, "state QP-C01 active");
	marsh_do(m, "state QP-C02 active");
	marsh_do(m, "party-dates QP-C01 Cleat to=2031-03-11");
	/* It is on no agenda: it is looked at all the same. */
	marsh_do(m, "agenda-drop QP-C02 meeting=QP-2031-03");
	marsh_as(m, "bell");
	marsh_do(m, "meeting-open QP-2031-03");
	assert_true(finds(m, "An active crew has no lead: QP-C02."));
	assert_true(finds(m, "A crew is too small for what it is called:"
	    " QP-C01, Gang (2 of 3)."));
	assert_true(finds(m, "A permit has run out: QP-P002, Runs out."));
	assert_true(finds(m, "Nobody holds a permit: QP-P003."));
	assert_true(finds(m, "Nothing is done about an active crew: QP-C02."));
	/* Passed over for the one that has a line, not for the other. */
	marsh_do(m, "override no-lead \"Next time\" case=QP-C01");
	assert_false(finds(m, "An active crew has no lead: QP-C01."));
	assert_true(finds(m, "An active crew has no lead: QP-C02."));
	marsh_do(m, "lead QP-C02 tide");
	assert_false(finds(m, "An active crew has no lead: QP-C02."));
	/* Only what the chair sees. */
	marsh_as(m, "rope");
	marsh_do(m, "allow QP-C01 rope");
	marsh_do(m, "restrict QP-C01 list");
	marsh_as(m, "bell");
	assert_true(finds(m, "Nothing is done about an active crew:"
	    " QP-C02."));
}

static void
teams_count_as_their_organisation(void **state)
{
	struct marsh *m = *state;

	marsh_as(m, "bell");
	marsh_do(m, "meeting-open QP-2031-03");
	marsh_do(m, "attend-rest absent");
	assert_true(finds(m, "Fewer than two organisations are here: wanting"
	    " 2 more."));
	assert_true(finds(m, "Somebody is missing: Council."));
	marsh_do(m, "attend oar present");
	assert_false(finds(m, "Somebody is missing: Council."));
	marsh_do(m, "attend rope present");
	assert_true(finds(m, "Fewer than two organisations are here: wanting"
	    " 1 more."));
	marsh_do(m, "attend tide present");
	assert_false(finds(m, "Fewer than two organisations are here: wanting"
	    " 1 more."));
	assert_false(finds(m, "Fewer than two organisations are here."));
}

/* ---- What is refused at the field ------------------------------------------------ */

static void
a_member_belongs_to_one_agency(void **state)
{
	struct marsh *m = *state;

	assert_true(marsh_refused(m, "member-add Harbour Wilf Rope",
	    ERR_INPUT));
	said(m, "Wilf Rope is a member of Quayside Council already and signs"
	    " in as \"rope\".");
	assert_true(marsh_refused(m, "member-add Harbour Wilma Hawser"
	    " \"\" \"\" rope", ERR_INPUT));
	said(m, "Wilf Rope of Quayside Council signs in as \"rope\" already.");
	/* Another person of that name has a login of their own. */
	marsh_do(m, "member-add Harbour Wilf Rope \"\" \"\" wilf.rope");
}

static void
nothing_comes_back_at_a_meeting_before(void **state)
{
	struct marsh *m = *state;

	marsh_as(m, "bell");
	marsh_do(m, "meeting-plan QP 2031-03-01");
	marsh_do(m, "meeting-open QP-2031-03");
	marsh_do(m, "go QP-C02");
	assert_true(marsh_refused(m, "defer QP-C02 to=QP-2031-03-01",
	    ERR_INPUT));
	said(m, "QP-2031-03-01 lies before this meeting");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, marsh_teardown)
		TEST(a_board_has_what_comes_due),
		TEST(what_is_late_is_counted_without_the_kind),
		TEST(a_casefile_has_its_own),
		cmocka_unit_test(how_near_it_is),
		TEST(a_state_follows_the_rules),
		TEST(a_state_is_changed_by_its_lead),
		TEST(live_records_stand_on_every_agenda),
		TEST(hidden_records_stand_for_those_who_see_them),
		TEST(what_is_decided_brings_a_state),
		TEST(a_choice_needs_so_many),
		TEST(a_record_is_called_by_its_fields),
		TEST(a_register_is_written_down_at_once),
		TEST(ties_have_two_ends),
		TEST(a_hidden_record_is_no_record),
		TEST(a_permit_is_hidden_with_its_crew),
		TEST(a_guard_is_taken_away_by_few),
		TEST(every_record_in_hand_is_looked_at),
		TEST(teams_count_as_their_organisation),
		TEST(a_member_belongs_to_one_agency),
		TEST(nothing_comes_back_at_a_meeting_before),
#undef TEST
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
