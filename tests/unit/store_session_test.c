/* Drafts, places, presence, and noticing what others commit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/draft.h"
#include "store/handle.h"
#include "store/place.h"
#include "store/presence.h"
#include "store/tx.h"
#include "store/watch.h"
#include "store_help.h"

static int
setup(void **state)
{
	struct scratch *s;

	if (scratch_setup(state) != 0)
		return -1;
	s = *state;
	return db_sign_in(s->db, CHAIR, "t", &s->err) ? 0 : -1;
}

static struct db *
open_as(struct scratch *s, int64_t member, const char *session)
{
	struct db *db = scratch_open(s);

	assert_non_null(db);
	assert_true(db_sign_in(db, member, session, &s->err));
	return db;
}

static void
a_draft_outlives_the_session(void **state)
{
	struct scratch *s = *state;
	struct arena a = {0};
	struct draft d;

	assert_true(draft_save(s->db, "action/12/text", "half a li", 9,
	    CASE_A, &s->err));
	s->now += 1000;
	assert_true(draft_save(s->db, "action/12/text", "half a line", 4,
	    CASE_A, &s->err));
	db_close(s->db);
	s->db = open_as(s, CHAIR, "later");
	assert_true(draft_load(s->db, "action/12/text", &a, &d, &s->err));
	assert_string_equal(d.text, "half a line");
	assert_int_equal(d.cursor, 4);
	assert_int_equal(d.casefile, CASE_A);
	assert_int_equal(d.at, s->now);
	arena_release(&a);
}

static void
a_draft_is_its_members_alone(void **state)
{
	struct scratch *s = *state;
	struct db *other = open_as(s, REP, "o");
	struct arena a = {0};
	struct draft d, *list;
	size_t n;

	assert_true(draft_save(s->db, "x", "mine", 0, 0, &s->err));
	assert_true(draft_load(other, "x", &a, &d, &s->err));
	assert_null(d.text);
	assert_true(draft_list(other, &a, &list, &n, &s->err));
	assert_int_equal(n, 0);
	db_close(other);
	arena_release(&a);
}

static void
a_draft_goes_with_the_save_that_takes_it(void **state)
{
	struct scratch *s = *state;
	struct arena a = {0};
	struct draft d;

	assert_true(draft_save(s->db, "x", "words", 0, 0, &s->err));
	assert_true(db_begin(s->db, "save", &s->err));
	assert_true(draft_drop(s->db, "x", &s->err));
	db_rollback(s->db);
	assert_true(draft_load(s->db, "x", &a, &d, &s->err));
	assert_non_null(d.text);
	assert_true(draft_save(s->db, "x", "", 0, 0, &s->err));
	assert_true(draft_load(s->db, "x", &a, &d, &s->err));
	assert_null(d.text);
	arena_release(&a);
}

static void
drafts_are_listed_newest_first(void **state)
{
	struct scratch *s = *state;
	struct arena a = {0};
	struct draft *list;
	size_t n;

	assert_true(draft_save(s->db, "a", "1", 0, 0, &s->err));
	s->now += 5;
	assert_true(draft_save(s->db, "b", "2", 0, 0, &s->err));
	assert_true(draft_list(s->db, &a, &list, &n, &s->err));
	assert_int_equal(n, 2);
	assert_string_equal(list[0].place, "b");
	arena_release(&a);
}

static void
drafts_are_no_events(void **state)
{
	struct scratch *s = *state;
	int64_t before, after;

	assert_true(watch_seq(s->db, &before, &s->err));
	assert_true(draft_save(s->db, "a", "1", 0, 0, &s->err));
	assert_true(place_save(s->db, "home", &s->err));
	assert_true(presence_here(s->db, &(const struct presence_at){
	    .meeting = MEETING, .following = true }, 0, &s->err));
	assert_true(watch_seq(s->db, &after, &s->err));
	assert_int_equal(before, after);
}

static void
one_comes_back_to_where_one_was(void **state)
{
	struct scratch *s = *state;
	struct arena a = {0};
	const char *where;

	assert_true(place_load(s->db, &a, &where, &s->err));
	assert_null(where);
	assert_true(place_save(s->db, "case 51\nplan\n", &s->err));
	assert_true(place_load(s->db, &a, &where, &s->err));
	assert_string_equal(where, "case 51\nplan\n");
	arena_release(&a);
}

static bool
here(struct scratch *s, struct db *db, const struct presence_at *at)
{
	return presence_here(db, at, MEETING, &s->err);
}

static size_t
who(struct scratch *s, struct db *db, struct presence **list)
{
	static struct arena a;
	size_t n = 99;

	arena_reset(&a);
	assert_true(presence_list(db, MEETING, false, &a, list, &n, &s->err));
	return n;
}

static void
who_is_here_is_seen_until_gone(void **state)
{
	struct scratch *s = *state;
	struct db *other = open_as(s, REP, "o");
	struct presence_at at = { .meeting = MEETING };
	struct presence *list;

	assert_true(here(s, s->db, &at));
	at.following = true;
	assert_true(here(s, other, &at));
	assert_true(here(s, other, &at));
	assert_int_equal(who(s, s->db, &list), 2);
	assert_true(list[0].own != list[1].own);
	assert_true(list[list[0].own].following);
	assert_true(list[0].alive && list[1].alive);
	/* One that nothing is heard of is gone, but says when it was here. */
	s->now += PRESENCE_GONE_MS + 1;
	assert_int_equal(who(s, s->db, &list), 2);
	assert_true(list[list[1].own].own == list[0].own);
	assert_false(list[list[0].own].alive);
	assert_true(presence_gone(other, MEETING, &s->err));
	assert_int_equal(who(s, s->db, &list), 1);
	db_close(other);
}

/* Where someone is is told to those alone who may see that record. */
static void
a_place_is_told_as_the_record_is(void **state)
{
	struct scratch *s = *state;
	struct db *other = open_as(s, REP, "o");
	struct presence_at at = { .meeting = MEETING, .casefile = CASE_A,
	    .typing = "meeting/41/minute-text/7" };
	struct presence *list;

	assert_true(here(s, s->db, &at));
	assert_int_equal(who(s, other, &list), 1);
	assert_int_equal(list[0].casefile, CASE_A);
	assert_string_equal(list[0].typing, at.typing);
	at.casefile = CASE_B;
	assert_true(here(s, s->db, &at));
	assert_int_equal(who(s, other, &list), 1);
	assert_int_equal(list[0].casefile, 0);
	assert_string_equal(list[0].ref, "");
	assert_null(list[0].typing);
	/* What an agency brings is its own. */
	at.casefile = CASE_A;
	at.research = true;
	assert_true(here(s, s->db, &at));
	who(s, other, &list);
	assert_null(list[0].typing);
	/* Who has no role on the board sees nobody. */
	db_close(other);
	other = open_as(s, STRANGER, "n");
	assert_int_equal(who(s, other, &list), 0);
	db_close(other);
}

/* The typists in the records of a case, for whoever sits there. */
static size_t
typists(struct scratch *s, struct db *db, int64_t casefile)
{
	static struct arena a;
	struct presence *list;
	size_t n;

	arena_release(&a);
	assert_true(presence_record(db, casefile, &a, &list, &n, &s->err));
	return n;
}

/* Apart from a meeting a record's form is told of as the record is, and an
 * action's as the action. */
static void
a_form_is_told_as_its_record_is(void **state)
{
	struct scratch *s = *state;
	struct db *other = open_as(s, REP, "o");
	struct presence_at at = { .casefile = CASE_A,
	    .typing = "casefile/51/answers/score" };
	struct presence *list;

	assert_true(presence_here(s->db, &at, 0, &s->err));
	assert_int_equal(typists(s, other, CASE_A), 1);
	assert_int_equal(typists(s, s->db, CASE_A), 0);
	assert_int_equal(who(s, other, &list), 0);
	at.action = 999;
	assert_true(presence_here(s->db, &at, 0, &s->err));
	assert_int_equal(typists(s, other, CASE_A), 0);
	at.action = 81;
	assert_true(presence_here(s->db, &at, 0, &s->err));
	assert_int_equal(typists(s, other, CASE_A), 1);
	at = (struct presence_at){ .casefile = CASE_B, .typing = "x" };
	assert_true(presence_here(s->db, &at, 0, &s->err));
	assert_int_equal(typists(s, other, CASE_B), 0);
	assert_int_equal(typists(s, other, CASE_A), 0);
	assert_true(presence_gone(s->db, 0, &s->err));
	db_close(other);
	other = open_as(s, STRANGER, "n");
	at.casefile = CASE_A;
	assert_true(presence_here(s->db, &at, 0, &s->err));
	assert_int_equal(typists(s, other, CASE_A), 0);
	db_close(other);
}

/* One byte to those in the meeting and to nobody else; no news of the book. */
static void
moving_wakes_the_meeting_alone(void **state)
{
	struct scratch *s = *state;
	struct db *in = open_as(s, REP, "in"), *out = open_as(s, REP, "out");
	struct presence_at at = { .meeting = MEETING };
	struct pollfd fds[2];

	assert_true(watch_start(s->db, &s->err));
	assert_true(watch_start(in, &s->err));
	assert_true(watch_start(out, &s->err));
	assert_true(here(s, in, &at));
	at.following = true;
	assert_true(here(s, s->db, &at));
	fds[0] = (struct pollfd){ .fd = watch_fd(in), .events = POLLIN };
	fds[1] = (struct pollfd){ .fd = watch_fd(out), .events = POLLIN };
	assert_int_equal(poll(fds, 2, 0), 1);
	assert_int_equal(fds[0].revents, POLLIN);
	assert_false(watch_poll(in));
	assert_true(watch_moved(in));
	assert_false(watch_moved(in));
	watch_stop(in);
	watch_stop(out);
	db_close(in);
	db_close(out);
}

/* Who is at a record of the case is told, in a meeting or not. */
static void
a_form_apart_wakes_one_in_a_meeting(void **state)
{
	struct scratch *s = *state;
	struct db *in = open_as(s, REP, "in"), *out = open_as(s, REP, "out");
	struct presence_at at = { .meeting = MEETING, .casefile = CASE_A };
	struct presence_at apart = { .casefile = CASE_A, .typing = "f/1" };
	struct pollfd fd;

	assert_true(watch_start(in, &s->err));
	assert_true(watch_start(out, &s->err));
	assert_true(here(s, in, &at));
	fd = (struct pollfd){ .fd = watch_fd(in), .events = POLLIN };
	assert_true(presence_here(out, &apart, 0, &s->err));
	assert_int_equal(poll(&fd, 1, 0), 1);
	watch_poll(in);
	assert_true(watch_moved(in));
	/* And of its end, of another case as well. */
	apart.casefile = CASE_B;
	assert_true(presence_here(out, &apart, 0, &s->err));
	assert_int_equal(poll(&fd, 1, 0), 1);
	watch_poll(in);
	assert_true(watch_moved(in));
	assert_true(presence_here(out, &apart, 0, &s->err));
	assert_int_equal(poll(&fd, 1, 0), 0);
	watch_stop(in);
	watch_stop(out);
	db_close(in);
	db_close(out);
}

/* A process that was killed leaves its row and its socket's name. */
static void
one_who_died_is_not_here(void **state)
{
	struct scratch *s = *state;
	struct db *died = open_as(s, REP, "d");
	struct presence_at at = { .meeting = MEETING };
	struct presence *list;

	assert_true(watch_start(s->db, &s->err));
	assert_true(watch_start(died, &s->err));
	assert_true(here(s, died, &at));
	assert_true(here(s, s->db, &at));
	assert_int_equal(who(s, s->db, &list), 2);
	assert_true(list[0].alive && list[1].alive);
	close(died->watch.fd);
	died->watch.fd = -1;
	assert_int_equal(who(s, s->db, &list), 2);
	assert_false(list[list[0].own].alive);
	assert_true(list[list[1].own].alive || list[0].own);
	db_close(died);
	/* Signing in again takes what was left. */
	died = open_as(s, REP, "again");
	assert_true(presence_here(died, &at, 0, &s->err));
	assert_int_equal(who(s, s->db, &list), 2);
	assert_true(list[0].alive && list[1].alive);
	watch_stop(died);
	db_close(died);
}

static bool
is_woken(struct db *db)
{
	struct pollfd p = { .fd = watch_fd(db), .events = POLLIN };

	return poll(&p, 1, 0) == 1;
}

static void
a_commit_wakes_the_others(void **state)
{
	struct scratch *s = *state;
	struct db *other = open_as(s, REP, "o");

	assert_true(watch_start(s->db, &s->err));
	assert_true(watch_start(other, &s->err));
	assert_true(watch_fd(other) >= 0);
	assert_false(is_woken(other));
	assert_true(scratch_write(s->db, "x",
	    "UPDATE action SET text = 'new'"));
	assert_true(is_woken(other));
	assert_false(is_woken(s->db));
	assert_true(watch_poll(other));
	assert_false(is_woken(other));
	assert_false(watch_poll(other));
	assert_false(watch_poll(s->db));
	db_close(other);
}

static int64_t
last_event(struct scratch *s, struct db *db)
{
	int64_t seq = -1;

	assert_true(watch_seq(db, &seq, &s->err));
	return seq;
}

/* Of one moment, whatever others write; one's own transaction goes on to the
 * book as it then is. */
static void
what_is_held_is_of_one_moment(void **state)
{
	struct scratch *s = *state;
	struct db *other = open_as(s, REP, "o");
	bool held = db_hold(other), again;
	int64_t before = last_event(s, other);

	assert_true(held);
	assert_true(scratch_write(s->db, "x",
	    "UPDATE action SET text = 'new'"));
	again = db_hold(other);
	assert_false(again);
	db_let_go(other, again);
	assert_int_equal(last_event(s, other), before);
	assert_true(scratch_write(other, "x",
	    "UPDATE action SET text = 'newer'"));
	assert_int_equal(last_event(s, other), before + 2);
	assert_true(scratch_write(s->db, "x",
	    "UPDATE action SET text = 'newest'"));
	assert_int_equal(last_event(s, other), before + 2);
	db_let_go(other, held);
	db_idle_check(other);
	assert_int_equal(last_event(s, other), before + 3);
	db_close(other);
}

/* A right that ended while the book was held counts from then on. */
static void
rights_are_of_that_moment(void **state)
{
	struct scratch *s = *state;
	struct db *other = open_as(s, REP, "o");
	bool held = db_hold(other);

	assert_true(db_may(other, BOARD, "attend"));
	assert_true(scratch_write(s->db, "x",
	    "UPDATE board_member SET ended_on = '2030-01-01'"
	    " WHERE member_id = 102"));
	assert_true(db_may(other, BOARD, "attend"));
	db_let_go(other, held);
	assert_false(db_may(other, BOARD, "attend"));
	db_close(other);
}

static void
without_sockets_polling_does(void **state)
{
	struct scratch *s = *state;
	struct db *other = open_as(s, REP, "o");

	assert_false(watch_poll(other));
	assert_true(scratch_write(s->db, "x",
	    "UPDATE action SET text = 'new'"));
	assert_true(watch_poll(other));
	/* One's own commit on top does not hide what came before it. */
	assert_true(scratch_write(s->db, "x",
	    "UPDATE action SET text = 'newer'"));
	assert_true(scratch_write(other, "x",
	    "UPDATE action SET text = 'newest'"));
	assert_true(watch_poll(other));
	db_close(other);
}

static void
the_events_say_what_changed(void **state)
{
	struct scratch *s = *state;
	struct db *other = open_as(s, REP, "o");
	struct arena a = {0};
	struct change *c;
	int64_t since;
	size_t n;

	assert_true(watch_seq(other, &since, &s->err));
	assert_true(scratch_write(s->db, "x",
	    "UPDATE action SET text = 'new'"));
	assert_true(watch_changes(other, since, 10, &a, &c, &n, &s->err));
	assert_int_equal(n, 1);
	assert_string_equal(c[0].tbl, "action");
	assert_int_equal(c[0].row, ACTION);
	assert_int_equal(c[0].casefile, CASE_A);
	assert_int_equal(c[0].meeting, MEETING);
	assert_int_equal(c[0].member, CHAIR);
	assert_false(c[0].own);
	assert_true(watch_changes(s->db, since, 10, &a, &c, &n, &s->err));
	assert_true(c[0].own);
	db_close(other);
	arena_release(&a);
}

static void
a_dead_sessions_socket_is_swept(void **state)
{
	struct scratch *s = *state;
	struct db *other = open_as(s, REP, "o");
	char name[256];
	struct stat st;

	assert_true(watch_start(other, &s->err));
	snprintf(name, sizeof(name), "%s/%s", other->watch.folder,
	    other->watch.name);
	close(other->watch.fd);
	other->watch.fd = -1;	/* as if it had been killed */
	assert_int_equal(stat(name, &st), 0);
	assert_true(scratch_write(s->db, "x",
	    "UPDATE action SET text = 'new'"));
	assert_int_not_equal(stat(name, &st), 0);
	db_close(other);
}

static void
nobody_else_may_enter_the_folder(void **state)
{
	struct scratch *s = *state;
	struct stat st;

	assert_true(watch_start(s->db, &s->err));
	assert_int_equal(stat(s->db->watch.folder, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0700);
}

#define WITH(test) cmocka_unit_test_setup_teardown(test, setup, \
	scratch_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WITH(a_draft_outlives_the_session),
		WITH(a_draft_is_its_members_alone),
		WITH(a_draft_goes_with_the_save_that_takes_it),
		WITH(drafts_are_listed_newest_first),
		WITH(drafts_are_no_events),
		WITH(one_comes_back_to_where_one_was),
		WITH(who_is_here_is_seen_until_gone),
		WITH(a_place_is_told_as_the_record_is),
		WITH(a_form_is_told_as_its_record_is),
		WITH(moving_wakes_the_meeting_alone),
		WITH(a_form_apart_wakes_one_in_a_meeting),
		WITH(one_who_died_is_not_here),
		WITH(a_commit_wakes_the_others),
		WITH(what_is_held_is_of_one_moment),
		WITH(rights_are_of_that_moment),
		WITH(without_sockets_polling_does),
		WITH(the_events_say_what_changed),
		WITH(a_dead_sessions_socket_is_swept),
		WITH(nobody_else_may_enter_the_folder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
