/* The real program while someone types in a meeting: killed, hung up, told to
 * end, suspended, and with a second copy on the same book. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../fault/faultbook.h"
#include "ptyterm.h"

static const char words[] = "Stork to flag no";

/* With now "" the clock is the machine's and runs. */
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

/* From home, or from where one was, to the meeting's open case. */
static void
go_to_case(struct pty *p)
{
	if (!pty_find(p, "Case 1 of", NULL, NULL))
		assert_true(pty_keys(p, "<Enter>"));
	assert_true(pty_find(p, FAULT_CASE, NULL, NULL));
	assert_true(pty_find(p, "Case 1 of", NULL, NULL));
}

static struct pty *
typing(const char *book, const char *now)
{
	struct pty *p = open_book(book, "inkwell", now);

	go_to_case(p);
	assert_true(pty_keys(p, "a"));
	assert_true(pty_keys(p, words));
	assert_true(pty_find(p, words, NULL, NULL));
	return p;
}

static int64_t
ask(const char *book, const char *sql)
{
	sqlite3_stmt *st = NULL;
	sqlite3 *sq = NULL;
	int64_t value = -1;

	if (sqlite3_open_v2(book, &sq, SQLITE_OPEN_READONLY, NULL) ==
	    SQLITE_OK && sqlite3_prepare_v2(sq, sql, -1, &st, NULL) ==
	    SQLITE_OK && sqlite3_step(st) == SQLITE_ROW)
		value = sqlite3_column_int64(st, 0);
	sqlite3_finalize(st);
	sqlite3_close(sq);
	return value;
}

static int64_t
drafts(const char *book)
{
	return ask(book, "SELECT count(*) FROM draft "
	    "WHERE text = 'Stork to flag no'");
}

/* Start again: on the same case with the same half-typed line. */
static void
offered_back(const char *book)
{
	struct pty *p = open_book(book, "inkwell", NULL);

	assert_true(pty_find(p, "Case 1 of", NULL, NULL));
	assert_true(pty_find(p, "what you had begun to type", NULL, NULL));
	assert_true(pty_find(p, words, NULL, NULL));
	pty_free(p);
	fault_intact(book);
}

static void
killed_after_the_first_pause(void **state)
{
	const char *book = fault_book("killed.book");
	struct pty *p = typing(book, "");
	time_t late = time(NULL) + 20;
	int status;

	(void)state;
	while (drafts(book) != 1 && time(NULL) < late)
		assert_true(pty_sync(p));
	assert_int_equal(drafts(book), 1);
	pty_signal(p, SIGKILL);
	assert_true(pty_wait_exit(p, &status));
	pty_free(p);
	fault_intact(book);
	offered_back(book);
}

static void
a_minute_that_was_killed(void **state)
{
	const char *book = fault_book("minute.book");
	struct pty *p = open_book(book, "inkwell", "");
	time_t late = time(NULL) + 20;
	int status;

	(void)state;
	go_to_case(p);
	assert_true(pty_keys(p, "m"));
	assert_true(pty_keys(p, "Agreed so far, ë"));
	while (ask(book, "SELECT count(*) FROM draft") != 1 &&
	    time(NULL) < late)
		assert_true(pty_sync(p));
	pty_signal(p, SIGKILL);
	assert_true(pty_wait_exit(p, &status));
	pty_free(p);
	p = open_book(book, "inkwell", NULL);
	assert_true(pty_find(p, "Case 1 of", NULL, NULL));
	assert_true(pty_find(p, "Agreed so far, ë", NULL, NULL));
	pty_free(p);
}

/* The clock stands, so no pause has been: ending itself keeps the words. */
static void
ends_with_words(const char *book, struct pty *p, int number)
{
	int status;

	assert_int_equal(drafts(book), 0);
	if (number != 0)
		pty_signal(p, number);
	else
		pty_hangup(p);
	assert_true(pty_wait_exit(p, &status));
	assert_true(WIFEXITED(status));
	assert_int_equal(drafts(book), 1);
	pty_free(p);
	offered_back(book);
}

static void
the_line_drops(void **state)
{
	const char *book = fault_book("line.book");

	(void)state;
	ends_with_words(book, typing(book, NULL), 0);
}

static void
told_to_end(void **state)
{
	const char *book = fault_book("term.book");

	(void)state;
	ends_with_words(book, typing(book, NULL), SIGTERM);
	fault_book("term.book");
	ends_with_words(book, typing(book, NULL), SIGHUP);
}

static void
the_line_drops_while_it_is_stopped(void **state)
{
	const char *book = fault_book("stopped.book");
	struct pty *p = typing(book, NULL);
	int status;

	(void)state;
	assert_true(pty_send(p, "\032", 1));
	assert_true(pty_wait_stopped(p));
	assert_int_equal(drafts(book), 1);
	pty_hangup(p);
	assert_true(pty_wait_exit(p, &status));
	pty_free(p);
	offered_back(book);
}

static void
suspended_and_resumed(void **state)
{
	const char *book = fault_book("resume.book");
	struct pty *p = typing(book, NULL);

	(void)state;
	assert_true(pty_send(p, "\032", 1));
	assert_true(pty_wait_stopped(p));
	assert_false(pty_alternate(p));
	assert_false(pty_find(p, "Wren", NULL, NULL));
	/* Somebody made the window smaller in the meantime. */
	assert_true(pty_resize(p, 20, 70));
	pty_signal(p, SIGCONT);
	/* Until it draws, the terminal is the shell's. */
	assert_true(pty_wait_text(p, words));
	assert_true(pty_keys(p, "tes"));
	assert_true(pty_alternate(p));
	assert_true(pty_find(p, "Stork to flag notes", NULL, NULL));
	pty_free(p);
}

/* ---- A full disk ---- */

/* A disk of 2 MiB that only this process and what it starts can see. */
static bool
mount_small(const char *folder)
{
	return unshare(CLONE_NEWNS) == 0 &&
	    mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
	    mount("small", folder, "tmpfs", 0, "size=2m,mode=700") == 0;
}

/* Everything that is left, or as it was. */
static void
fill_disk(const char *path, bool full)
{
	static const char block[4096];
	int fd;

	unlink(path);
	if (!full)
		return;
	fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	while (write(fd, block, sizeof(block)) > 0)
		;
	close(fd);
}

static void
the_disk_fills_up_while_typing(void **state)
{
	const char *folder = fault_path("small");
	const char *fill = fault_path("small/fill"), *book;
	struct pty *p;

	(void)state;
	assert_int_equal(mkdir(folder, 0700), 0);
	if (!mount_small(folder))
		skip();
	book = fault_book("small/full.book");
	p = open_book(book, "inkwell", NULL);
	go_to_case(p);
	fill_disk(fill, true);
	assert_true(pty_keys(p, "mWords for a full disk<C-s>"));
	assert_true(pty_find(p, "Nothing was saved: the disk is full. Make "
	    "room", NULL, NULL));
	assert_true(pty_find(p, "Words for a full disk", NULL, NULL));
	assert_int_equal(ask(book, "SELECT count(*) FROM minute "
	    "WHERE text LIKE '%full disk'"), 0);
	fill_disk(fill, false);
	assert_true(pty_keys(p, "<C-s>"));
	assert_int_equal(ask(book, "SELECT count(*) FROM minute "
	    "WHERE text LIKE '%full disk'"), 1);
	pty_free(p);
	fault_intact(book);
	umount2(folder, MNT_DETACH);
}

/* ---- Two copies ---- */

static void
a_change_shows_in_the_other_copy(void **state)
{
	const char *book = fault_book("two.book");
	struct pty *a = open_book(book, "inkwell", NULL);
	struct pty *b = open_book(book, "gavelstone", NULL);

	(void)state;
	go_to_case(a);
	go_to_case(b);
	/* Half-typed words stay as they are. */
	assert_true(pty_keys(b, "aBrickwell to half a l"));
	assert_true(pty_keys(a, "aNotebook to watch the road by fri<Enter>"));
	assert_true(pty_wait_text(b, "watch the road"));
	assert_true(pty_find(b, "Brickwell to half a l", NULL, NULL));
	pty_free(a);
	pty_free(b);
	fault_intact(book);
}

/* Two people in one field: the second sees both texts and chooses. The fields
 * are those at the foot of the plan; another one merges. */
static void
the_same_field_conflicts_another_merges(void **state)
{
	const char *book = fault_book("field.book");
	struct pty *a = open_book(book, "inkwell", NULL);
	struct pty *b = open_book(book, "gavelstone", NULL);

	(void)state;
	go_to_case(a);
	go_to_case(b);
	assert_true(pty_keys(a, "<Down><Down><Enter>"));
	assert_true(pty_keys(b, "<Down><Down><Enter>"));
	assert_true(pty_keys(a, "by telephone<Enter>"));
	assert_true(pty_keys(b, "at the surgery<Enter>"));
	assert_true(pty_find(b, "someone else changed this", NULL, NULL));
	assert_true(pty_find(b, "by telephone", NULL, NULL));
	assert_true(pty_find(b, "at the surgery", NULL, NULL));
	assert_false(pty_find(a, "at the surgery", NULL, NULL));
	assert_true(pty_keys(b, "m"));
	assert_true(pty_wait_text(a, "How and when: at the surgery"));
	/* Different fields of one record. */
	assert_true(pty_keys(a, "<Up><Enter>"));
	assert_true(pty_keys(b, "<Enter><C-u>on Monday<Enter>"));
	assert_true(pty_find(b, "How and when: on Monday", NULL, NULL));
	assert_true(pty_keys(a, "ines<Enter>"));
	assert_true(pty_find(a, "Who tells the victim: Ines", NULL, NULL));
	assert_true(pty_find(a, "How and when: on Monday", NULL, NULL));
	pty_free(a);
	pty_free(b);
	fault_intact(book);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(killed_after_the_first_pause),
		cmocka_unit_test(a_minute_that_was_killed),
		cmocka_unit_test(the_line_drops),
		cmocka_unit_test(told_to_end),
		cmocka_unit_test(the_line_drops_while_it_is_stopped),
		cmocka_unit_test(suspended_and_resumed),
		cmocka_unit_test(the_disk_fills_up_while_typing),
		cmocka_unit_test(a_change_shows_in_the_other_copy),
		cmocka_unit_test(the_same_field_conflicts_another_merges),
	};

	return cmocka_run_group_tests(tests, fault_setup, fault_teardown);
}
