/*
 * Many sessions of the program in one meeting of one book: whoever follows ends
 * up where the chair is, and what many write at once is all there, read back as
 * it was written. The figures of the same are make bench's.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#include "../bench/crowd.h"
#include "../bench/writers.h"
#include "../fault/faultbook.h"
#include "base/clock.h"

#define WRITERS 8
#define ROUNDS 40
#define MOVES 12
#define PATIENCE_MS 20000

/* All of them may see each case of the meeting. The first runs it. */
static const char *const logins[] = { "gavelstone", "inkwell", "notebook",
	"lanternfield", "quillfeather", "cardigan", "stork", "ledger" };

enum { SEATS = sizeof logins / sizeof *logins };

static void
see_all(struct crowd *c, const char *text)
{
	size_t i, missing;

	if (crowd_wait(c, 0, SEATS, text, NULL, PATIENCE_MS, &missing))
		return;
	for (i = 0; i < SEATS && crowd_sees(c, i, text); i++)
		;
	crowd_show(c, i < SEATS ? i : 0);
	fail_msg("%zu of them do not see %s", missing, text);
}

static void
sit_down(struct crowd *c, const char *book)
{
	const char *const *given = fault_env();
	const char *env[16] = { "TERM=xterm-256color" };
	size_t i;

	for (i = 0; given[i] && i < 14; i++)
		env[i + 1] = given[i];
	crowd_init(c);
	for (i = 0; i < SEATS; i++) {
		const char *argv[] = { fault_program(), "--book", book, "--as",
			logins[i], NULL };

		assert_true(crowd_add(c, argv, env));
	}
	see_all(c, "Marshmere MARAC");
	for (i = 0; i < SEATS; i++)
		assert_true(crowd_keys(c, i, "<Enter>"));
}

/* The chair goes from case to case faster than anyone looks, while others
 * write: what counts is the last. */
static void
test_follow(void **state)
{
	const char *book = fault_book("crowd.book");
	struct crowd c;
	int i, status;
	char text[32];
	pid_t pid;

	(void)state;
	sit_down(&c, book);
	see_all(&c, "Case 1 of 3");
	assert_true(crowd_keys(&c, 0, "<Tab>"));
	for (i = 0; i < MOVES; i++) {
		const char *args[] = { "--book", book, "do", "minute",
			"information", text, NULL };

		snprintf(text, sizeof text, "Said meanwhile, %d.", i);
		pid = fault_start(args);
		assert_true(crowd_keys(&c, 0, i % 4 < 2 ? "j<Enter>"
		    : "k<Enter>"));
		assert_int_equal(waitpid(pid, &status, 0), pid);
		assert_int_equal(status, 0);
	}
	see_all(&c, "Case 1 of 3");
	assert_true(crowd_keys(&c, 0, "jj<Enter>"));
	see_all(&c, "Case 3 of 3");
	assert_true(crowd_keys(&c, 0, "k<Enter>"));
	see_all(&c, "Case 2 of 3");
	crowd_release(&c);
	fault_intact(book);
}

/* A session that nobody reads from stops, and no other with it. */
static void
test_deaf(void **state)
{
	const char *book = fault_book("deaf.book");
	struct crowd c;
	size_t i;

	(void)state;
	sit_down(&c, book);
	see_all(&c, "Case 1 of 3");
	crowd_deafen(&c, SEATS - 1);
	/* More frames than its terminal holds. */
	for (i = 0; i < 40; i++)
		assert_true(crowd_keys(&c, SEATS - 1, "<C-l>?<Esc>"));
	assert_true(crowd_keys(&c, 0, "<Tab>"));
	for (i = 0; i < 4; i++) {
		assert_true(crowd_keys(&c, 0, "j<Enter>"));
		see_all(&c, "Case 2 of 3");
		assert_true(crowd_keys(&c, 0, "k<Enter>"));
		see_all(&c, "Case 1 of 3");
	}
	crowd_release(&c);
	fault_intact(book);
}

static void
test_write(void **state)
{
	const struct writers w = { .book = fault_book("written.book"),
		.login = "inkwell", .casefile = FAULT_CASE, .agency = "Council",
		.n = WRITERS, .rounds = ROUNDS,
		.now = clock_parse("2031-03-13T09:30:00Z") };
	struct written r;

	(void)state;
	assert_true(writers_run(&w, &r));
	assert_int_equal(r.commits + r.conflicts, WRITERS * ROUNDS);
	assert_int_equal(r.refused, 0);
	assert_int_equal(r.lost, 0);
	assert_int_equal(r.stale, 0);
	assert_true(r.intact);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_follow),
		cmocka_unit_test(test_deaf),
		cmocka_unit_test(test_write),
	};

	return cmocka_run_group_tests(tests, fault_setup, fault_teardown);
}
