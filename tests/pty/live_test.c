/*
 * Two and three real programs on one book, in one meeting: a member's screen
 * goes along with the chair's, what they had half typed outlives every move, a
 * kill and a dropped line, they are named where they type, and a commit that is
 * none of their business costs them nothing.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>

#include "../fault/faultbook.h"
#include "ptyterm.h"

#define WORDS "The lock was chan"

/* now NULL: the clock stands; "": it is the machine's and runs. */
static struct pty *
open_book(const char *book, const char *login, const char *now)
{
	const char *argv[] = { fault_program(), "--book", book, "--as",
	    login, NULL };
	const char *env[12];
	struct buf set = {0};
	struct pty *p;
	size_t n;

	for (n = 0; fault_env()[n] != NULL; n++)
		env[n] = fault_env()[n];
	if (now != NULL) {
		buf_addf(&set, "MINUTEBOOK_NOW=%s", now);
		env[n++] = buf_text(&set);
	}
	env[n] = NULL;
	p = pty_start(&(struct pty_options){ .argv = argv, .env = env });
	buf_release(&set);
	assert_non_null(p);
	assert_true(pty_sync(p));
	return p;
}

static struct pty *
in_meeting(const char *book, const char *login, const char *now)
{
	struct pty *p = open_book(book, login, now);

	if (!pty_find(p, "Case 1 of", NULL, NULL))
		assert_true(pty_keys(p, "<Enter>"));
	assert_true(pty_find(p, "Case 1 of", NULL, NULL));
	return p;
}

static int64_t
drafts(const char *book)
{
	sqlite3_stmt *st = NULL;
	sqlite3 *sq = NULL;
	int64_t n = -1;

	if (sqlite3_open_v2(book, &sq, SQLITE_OPEN_READONLY, NULL) ==
	    SQLITE_OK && sqlite3_prepare_v2(sq, "SELECT count(*) FROM draft "
	    "WHERE text = '" WORDS "'", -1, &st, NULL) == SQLITE_OK &&
	    sqlite3_step(st) == SQLITE_ROW)
		n = sqlite3_column_int64(st, 0);
	sqlite3_finalize(st);
	sqlite3_close(sq);
	return n;
}

/* A piece of what the agency brings, half typed. */
static void
type_words(struct pty *p)
{
	assert_true(pty_keys(p, "ca<Enter>" WORDS));
	assert_true(pty_find(p, WORDS, NULL, NULL));
}

static void
a_follower_goes_along(void **state)
{
	const char *book = fault_book("follow.book");
	struct pty *chair = in_meeting(book, "inkwell", NULL);
	struct pty *member = in_meeting(book, "brickwell", NULL);

	(void)state;
	assert_true(pty_find(member, "[ Plan ]", NULL, NULL));
	assert_true(pty_keys(chair, "<lt>"));
	assert_true(pty_wait_text(member, "[ Risks ]"));
	/* Stopped with one key, they stay; the next resumes. */
	assert_true(pty_keys(member, "f"));
	assert_true(pty_keys(chair, "<lt>"));
	assert_true(pty_keys(member, "f"));
	assert_true(pty_wait_text(member, "[ Share ]"));
	/* Under an open editor the meeting goes on. */
	type_words(member);
	assert_true(pty_keys(chair, ">"));
	assert_true(pty_keys(member, "ged."));
	assert_true(pty_find(member, WORDS "ged.", NULL, NULL));
	assert_true(pty_keys(member, "<C-s>"));
	assert_true(pty_keys(member, "<Esc>"));
	assert_true(pty_find(member, "[ Risks ]", NULL, NULL));
	pty_free(chair);
	pty_free(member);
	fault_intact(book);
}

static void
a_follower_is_cut_off(int number)
{
	const char *book = fault_book("cut.book");
	struct pty *chair = in_meeting(book, "inkwell", "");
	struct pty *member = in_meeting(book, "brickwell", "");
	time_t late = time(NULL) + 20;
	int status;

	type_words(member);
	while (number == SIGKILL && drafts(book) != 1 && time(NULL) < late)
		assert_true(pty_sync(member));
	pty_signal(member, number);
	assert_true(pty_wait_exit(member, &status));
	assert_int_equal(drafts(book), 1);
	pty_free(member);
	/* Who was killed could not say so: their socket does. */
	if (number == SIGKILL) {
		assert_true(pty_keys(chair, "W"));
		assert_true(pty_find(chair, "line dropped", NULL, NULL));
		assert_true(pty_keys(chair, "W"));
	}
	/* The chair goes on meanwhile. */
	assert_true(pty_keys(chair, "<lt>"));
	member = open_book(book, "brickwell", "");
	assert_true(pty_find(member, WORDS, NULL, NULL));
	assert_true(pty_keys(chair, "W"));
	assert_true(pty_wait_text(chair, "typing in " FAULT_CASE));
	assert_false(pty_find(chair, "line dropped", NULL, NULL));
	pty_free(chair);
	pty_free(member);
	fault_intact(book);
}

static void
killed_or_hung_up_they_go_on(void **state)
{
	(void)state;
	a_follower_is_cut_off(SIGKILL);
	a_follower_is_cut_off(SIGHUP);
}

static void
who_types_is_named_to_those_who_see_it(void **state)
{
	const char *book = fault_book("types.book");
	struct pty *chair = in_meeting(book, "inkwell", "");
	struct pty *member = in_meeting(book, "brickwell", "");
	struct pty *observer = open_book(book, "trainee", "");

	(void)state;
	assert_true(pty_keys(observer, "<Enter>"));
	assert_true(pty_find(observer, "Between lines", NULL, NULL));
	assert_true(pty_keys(chair, "m"));
	assert_true(pty_keys(chair, "Stork to call"));
	assert_true(pty_wait_text(member, "Osric Inkwell is typing"));
	assert_true(pty_sync(observer));
	assert_false(pty_find(observer, "is typing", NULL, NULL));
	assert_true(pty_keys(observer, "W"));
	assert_true(pty_find(observer, "with this open", NULL, NULL));
	assert_false(pty_find(observer, FAULT_CASE, NULL, NULL));
	pty_free(chair);
	pty_free(member);
	pty_free(observer);
}

/* Of another case, of nobody's reading, of a move into a case that stays
 * hidden: not one byte. Of the case that is shown: something. */
static void
what_does_not_concern_a_screen_costs_nothing(void **state)
{
	const char *book = fault_book("cost.book");
	struct pty *member = in_meeting(book, "brickwell", NULL);
	struct fault_run r = {0};
	size_t len;

	(void)state;
	pty_forget(member);
	fault_do(&r, "--book", book, "--as", "inkwell", "do",
	    "nil-return", "Midwifery", "MM-2031-015", NULL);
	assert_int_equal(r.status, 0);
	assert_true(pty_sync(member));
	pty_output(member, &len);
	assert_int_equal(len, 0);
	fault_do(&r, "--book", book, "--as", "inkwell", "do",
	    "minute", "decision", "She has a new number.", NULL);
	assert_int_equal(r.status, 0);
	assert_true(pty_wait_text(member, "She has a new number."));
	fault_run_release(&r);
	pty_free(member);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_follower_goes_along),
		cmocka_unit_test(killed_or_hung_up_they_go_on),
		cmocka_unit_test(who_types_is_named_to_those_who_see_it),
		cmocka_unit_test(what_does_not_concern_a_screen_costs_nothing),
	};

	return cmocka_run_group_tests(tests, fault_setup, fault_teardown);
}
