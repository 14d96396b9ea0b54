/*
 * The chair: who may take it and when, what a role may do only so long, how it
 * is handed back, what the minutes and the log tell. On a board with a vice
 * chair, on one where a representative is named as deputy, and on one with two
 * chairs.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "cmd/cmd.h"
#include "cmd/export_cmd.h"
#include "cmd/find.h"
#include "cmd_help.h"

static int
setup(void **state)
{
	return data_setup(state, "marlsea", "trelease");
}

static int
setup_two_chairs(void **state)
{
	return data_setup(state, "lowfield", "tansley");
}

static void
do_as(struct marsh *m, const char *login, const char *line)
{
	marsh_as(m, login);
	m->scratch->now += 60000;
	marsh_do(m, line);
	if (m->err.code != ERR_NONE)
		fail_msg("%s: %s", line, err_text(&m->err));
}

static void
refused_as(struct marsh *m, const char *login, const char *line,
    enum err_code code, const char *words)
{
	marsh_as(m, login);
	if (!marsh_refused(m, line, code))
		fail_msg("%s was not refused so: %s", line, err_text(&m->err));
	if (strstr(err_text(&m->err), words) == NULL)
		fail_msg("%s: %s", line, err_text(&m->err));
	err_clear(&m->err);
}

static const char *
see(struct marsh *m, const char *login, const char *sql)
{
	marsh_as(m, login);
	return scratch_see(m->scratch->db, sql);
}

static const char sees_ocg[] =
    "SELECT count(*) FROM visible_casefile WHERE ref = 'OCG-01'";

/* The meeting of the board with a vice chair, open; both are here. */
static void
open_with_vice(struct marsh *m)
{
	do_as(m, "trelease", "board-role SM harries vice-chair");
	m->scratch->now = clock_parse("2025-09-10T10:00:00");
	do_as(m, "trelease", "meeting-open SOC-2025-03");
	do_as(m, "trelease", "attend oakshott present");
	do_as(m, "trelease", "attend trelease present");
	do_as(m, "trelease", "attend harries present");
	do_as(m, "trelease", "attend lamplight present");
}

static void
rights_hold_while_acting(void **state)
{
	struct marsh *m = *state;

	open_with_vice(m);
	assert_string_equal(see(m, "harries", sees_ocg), "0");
	refused_as(m, "harries", "pause", ERR_DENIED, "does not let you");
	refused_as(m, "harries", "minute information x", ERR_DENIED, "");
	do_as(m, "trelease", "out oakshott");
	do_as(m, "harries", "chair-take");
	assert_string_equal(see(m, "harries", sees_ocg), "1");
	do_as(m, "harries", "pause");
	do_as(m, "harries", "go open");
	do_as(m, "harries", "minute summary \"Led by the vice chair.\"");
	/* What the role never has it has not now. */
	refused_as(m, "harries", "board-role SM bell chair", ERR_DENIED, "");
	refused_as(m, "harries", "keep-out L-2 Fire", ERR_DENIED, "");
	do_as(m, "trelease", "back oakshott");
	do_as(m, "harries", "chair-back");
	assert_string_equal(see(m, "harries", sees_ocg), "0");
	refused_as(m, "harries", "pause", ERR_DENIED, "does not let you");
}

static void
who_is_here_keeps_it(void **state)
{
	struct marsh *m = *state;

	open_with_vice(m);
	refused_as(m, "harries", "chair-take", ERR_INPUT,
	    "Supt Helen Oakshott is in the chair and, by the roll, in the"
	    " room. They hand it over themselves; or tick them as excused");
	assert_string_equal(see(m, "harries", sees_ocg), "0");
	/* Nor can one be put there by one's own word, or without a reason. */
	refused_as(m, "trelease", "chair-take harries", ERR_INPUT,
	    "with the reason");
	refused_as(m, "bell", "chair-take harries reason=Now", ERR_DENIED,
	    "by the one in it or by who keeps the record");
	do_as(m, "trelease", "chair-take harries \"reason=Handed over\"");
	refused_as(m, "trelease", "chair-take harries reason=x", ERR_INPUT,
	    "Gwyn Harries is in the chair already");
	assert_string_equal(see(m, "harries", sees_ocg), "1");
}

static void
the_chair_hands_it_over_and_takes_it_back(void **state)
{
	struct marsh *m = *state;

	open_with_vice(m);
	refused_as(m, "oakshott", "chair-back", ERR_INPUT, "Nobody stands in");
	do_as(m, "oakshott", "chair-take harries");
	do_as(m, "oakshott", "out oakshott");
	refused_as(m, "harries", "chair-back", ERR_INPUT,
	    "By the roll Supt Helen Oakshott is not in the room");
	do_as(m, "oakshott", "back oakshott");
	refused_as(m, "bell", "chair-back", ERR_DENIED, "does not let you");
	do_as(m, "oakshott", "chair-take");
	assert_string_equal(see(m, "harries", sees_ocg), "0");
	assert_string_equal(see(m, "harries", "SELECT count(*) || ' ' ||"
	    " sum(handed_at IS NULL) FROM visible_chairing"), "1 0");
}

/* Not by a chair who is away, unless the roll was not called yet. */
static void
the_statement_is_read_by_who_is_here(void **state)
{
	struct marsh *m = *state;
	static const char by[] = "SELECT p.login FROM visible_meeting AS t"
	    " JOIN visible_member AS p ON p.id = t.statement_by_id"
	    " WHERE t.ref = 'SOC-2025-03'";

	open_with_vice(m);
	do_as(m, "trelease", "statement-read");
	assert_string_equal(see(m, "trelease", by), "oakshott");
	do_as(m, "trelease", "attend oakshott apologies");
	do_as(m, "trelease", "statement-read");
	assert_string_equal(see(m, "trelease", by), "trelease");
}

static void
an_interest_in_hand_frees_the_chair(void **state)
{
	struct marsh *m = *state;

	open_with_vice(m);
	do_as(m, "trelease", "statement-read");
	do_as(m, "trelease", "accept-statement all");
	do_as(m, "trelease", "accept-statement lamplight");
	do_as(m, "trelease", "conflict oakshott OCG-02 \"A cousin\"");
	refused_as(m, "harries", "chair-take", ERR_INPUT, "in the room");
	do_as(m, "trelease", "go OCG-02");
	do_as(m, "harries", "chair-take reason=Interest");
	/* While it is in hand the chair does not come back. */
	refused_as(m, "harries", "chair-back", ERR_INPUT,
	    "has declared an interest in what is in hand");
	do_as(m, "harries", "pause");
	do_as(m, "harries", "chair-back");
	/* Nor does one lead what one has an interest in. */
	do_as(m, "trelease", "conflict harries OCG-01 \"A tenant\"");
	do_as(m, "trelease", "go OCG-01");
	refused_as(m, "trelease", "chair-take harries reason=x", ERR_INPUT,
	    "and does not lead it");
}

static void
roles_that_lead_nothing_take_no_chair(void **state)
{
	struct marsh *m = *state;

	open_with_vice(m);
	do_as(m, "trelease", "left oakshott");
	do_as(m, "trelease", "attend tally online");
	refused_as(m, "trelease", "chair-take lamplight", ERR_INPUT,
	    "The role Guest does not sit in the chair");
	refused_as(m, "trelease", "chair-take trelease", ERR_INPUT,
	    "does not sit in the chair");
	/* A member may by the kind, but is put there, and is here then. */
	refused_as(m, "tally", "chair-take", ERR_DENIED, "whose role is");
	refused_as(m, "trelease", "chair-take finch 09:00", ERR_INPUT,
	    "Say a later one");
	do_as(m, "trelease", "apologies finch");
	refused_as(m, "trelease", "chair-take finch", ERR_INPUT,
	    "not in the room");
	do_as(m, "trelease", "chair-take bell");
	assert_string_equal(scratch_ask(m->scratch->db, "SELECT t.state FROM"
	    " attendance AS t JOIN member AS p ON p.id = t.member_id"
	    " WHERE p.login = 'bell'"), "present");
	/* From one to the next, without a gap. */
	do_as(m, "bell", "chair-take harries");
	assert_string_equal(scratch_ask(m->scratch->db, "SELECT a.handed_at ="
	    " b.taken_at FROM chairing AS a, chairing AS b"
	    " WHERE a.id < b.id"), "1");
	refused_as(m, "trelease", "chair-take tally 23:59", ERR_INPUT,
	    "in the chair and, by the roll");
	do_as(m, "trelease", "left harries");
	refused_as(m, "trelease", "chair-take tally 23:59", ERR_INPUT,
	    "lies ahead");
}

static void
undo_takes_the_rights_away(void **state)
{
	struct marsh *m = *state;
	struct buf what = {0};

	open_with_vice(m);
	do_as(m, "trelease", "out oakshott");
	do_as(m, "harries", "chair-take");
	assert_true(cmd_undo(&m->s, false, true, &what, &m->err));
	assert_string_equal(buf_text(&what),
	    "note that someone took the chair");
	assert_string_equal(see(m, "harries", sees_ocg), "0");
	assert_string_equal(scratch_ask(m->scratch->db, "SELECT count(*) FROM"
	    " event WHERE tbl = 'chairing' AND name IN ('chair-take', 'undo')"
	    ), "2");
	buf_release(&what);
}

/* Who is out of the room learns that and when, not what it was about. */
static void
the_reason_goes_with_what_was_in_hand(void **state)
{
	static const char told[] = "SELECT count(*) || ' ' || max(reason)"
	    " || ' ' || coalesce(max(item_id), 'none')"
	    " FROM visible_chairing WHERE taken_at > ''";
	struct marsh *m = *state;

	open_with_vice(m);
	do_as(m, "trelease", "statement-read");
	do_as(m, "trelease", "accept-statement all");
	do_as(m, "trelease", "accept-statement lamplight");
	do_as(m, "trelease", "go OCG-02");
	do_as(m, "oakshott", "chair-take harries \"reason=The Gull crew\"");
	assert_string_equal(see(m, "lamplight", told), "1  none");
	assert_non_null(strstr(see(m, "rowan", told), "The Gull crew"));
	assert_string_equal(see(m, "lamplight", "SELECT count(*) FROM"
	    " visible_event WHERE tbl = 'chairing'"), "0");
}

/* As they are read on screen, in one line. */
static void
minutes_of(struct marsh *m, const char *login, const char *ref,
    struct buf *out)
{
	int64_t meeting;
	size_t n;

	marsh_as(m, login);
	assert_true(find_meeting(&m->s, ref, &meeting, &m->err));
	buf_clear(out);
	assert_true(cmd_export_preview(&m->s, meeting, out, NULL, NULL,
	    &m->err));
	for (size_t i = n = 0; i < out->len; i++) {
		char c = out->data[i] == '\n' ? ' ' : out->data[i];

		if (c != ' ' || n == 0 || out->data[n - 1] != ' ')
			out->data[n++] = c;
	}
	buf_truncate(out, n);
}

static void
the_minutes_tell_it(void **state)
{
	struct marsh *m = *state;
	struct buf out = {0};

	open_with_vice(m);
	do_as(m, "trelease", "statement-read");
	do_as(m, "trelease", "accept-statement all");
	do_as(m, "trelease", "accept-statement lamplight");
	do_as(m, "trelease", "go OCG-02");
	do_as(m, "oakshott", "chair-take harries \"reason=An interest\"");
	do_as(m, "harries", "go OCG-01");
	do_as(m, "harries", "go outstanding");
	do_as(m, "oakshott", "chair-back");
	minutes_of(m, "trelease", "SOC-2025-03", &out);
	if (strstr(buf_text(&out), "Gwyn Harries took the chair at 10:10 for"
	    " Matters arising and overdue actions, OCG-01, OCG-02 until 10:13"
	    " (An interest).") == NULL)
		fail_msg("%s", buf_text(&out));
	assert_non_null(strstr(buf_text(&out), "Gwyn Harries (10:10 to"
	    " 10:13)"));
	/* The guest, who was out, reads of what was open alone. */
	minutes_of(m, "lamplight", "SOC-2025-03", &out);
	assert_non_null(strstr(buf_text(&out), "Gwyn Harries took the chair at"
	    " 10:10 for Matters arising and overdue actions until 10:13."));
	assert_null(strstr(buf_text(&out), "An interest"));
	buf_release(&out);
}

/* The board of MARAC: who is named as deputy for the day takes it. */
static void
a_named_deputy_takes_it(void **state)
{
	struct marsh *m = *state;

	marsh_as(m, "inkwell");
	m->scratch->now += 60000;
	do_as(m, "inkwell",
	    "meeting-open MM-2031-03-13 chair=gavelstone deputy=notebook");
	do_as(m, "inkwell", "attend notebook present");
	do_as(m, "inkwell", "attend brickwell present");
	refused_as(m, "notebook", "chair-take", ERR_INPUT, "in the chair");
	do_as(m, "inkwell", "apologies gavelstone");
	refused_as(m, "brickwell", "chair-take", ERR_DENIED, "named");
	refused_as(m, "notebook", "pause", ERR_DENIED, "");
	do_as(m, "notebook", "chair-take");
	do_as(m, "notebook", "statement-read");
	assert_string_equal(scratch_ask(m->scratch->db, "SELECT p.login FROM"
	    " meeting AS m JOIN member AS p ON p.id = m.statement_by_id"),
	    "notebook");
	assert_string_equal(see(m, "notebook", "SELECT count(*) > 0 FROM"
	    " visible_contact WHERE guarded = 1"), "1");
	/* The victim's own advocate never leads. */
	refused_as(m, "inkwell", "chair-take lanternfield", ERR_INPUT,
	    "does not sit in the chair");
}

static void
two_chairs_stand_in_for_each_other(void **state)
{
	struct marsh *m = *state;
	struct buf out = {0};

	m->scratch->now = clock_parse("2028-02-15T10:00:00");
	refused_as(m, "osgood", "chair-take meeting=LF-2028-02-15", ERR_INPUT,
	    "has not been opened");
	do_as(m, "tansley", "meeting-open LF-2028-02-15");
	do_as(m, "tansley", "attend peverell present");
	do_as(m, "tansley", "attend osgood present");
	do_as(m, "peverell", "chair-take osgood");
	minutes_of(m, "tansley", "LF-2028-02-15", &out);
	assert_non_null(strstr(buf_text(&out),
	    "Dr Wilf Osgood took the chair at 10:04"));
	buf_release(&out);
}

static void
closing_ends_it(void **state)
{
	struct marsh *m = *state;
	const char *open = "SELECT count(*) FROM chairing"
	    " WHERE handed_at IS NULL";

	open_with_vice(m);
	do_as(m, "oakshott", "chair-take harries");
	assert_string_equal(scratch_ask(m->scratch->db, open), "1");
	/* Whatever the checks say: what is left open here is passed over. */
	assert_true(scratch_write(m->scratch->db, "meeting-set", "UPDATE"
	    " item SET status = 'done', disposition = 'heard'"));
	marsh_as(m, "harries");
	for (int i = 0; i < 40 && marsh_refused(m, "meeting-close",
	    ERR_INPUT); i++) {
		const char *said = marsh_do(m, "checks");
		char line[160], name[80];

		if (strncmp(said, "stops  ", 7) != 0)
			break;
		sscanf(said + 7, "%79s", name);
		snprintf(line, sizeof(line), "override %s Test", name);
		marsh_do(m, line);
	}
	assert_string_equal(scratch_ask(m->scratch->db, "SELECT status FROM"
	    " meeting WHERE ref = 'SOC-2025-03'"), "closed");
	assert_string_equal(scratch_ask(m->scratch->db, open), "0");
	assert_string_equal(see(m, "harries", sees_ocg), "0");
}

#define T(f) cmocka_unit_test_setup_teardown(f, setup, marsh_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(rights_hold_while_acting),
		T(who_is_here_keeps_it),
		T(the_chair_hands_it_over_and_takes_it_back),
		T(the_statement_is_read_by_who_is_here),
		T(an_interest_in_hand_frees_the_chair),
		T(roles_that_lead_nothing_take_no_chair),
		T(undo_takes_the_rights_away),
		T(the_reason_goes_with_what_was_in_hand),
		T(the_minutes_tell_it),
		cmocka_unit_test_setup_teardown(a_named_deputy_takes_it,
		    marsh_setup, marsh_teardown),
		cmocka_unit_test_setup_teardown(
		    two_chairs_stand_in_for_each_other, setup_two_chairs,
		    marsh_teardown),
		T(closing_ends_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
