/* Several copies of the real program write in one book and are killed at
 * random moments: what a copy said was saved is there afterwards, and the
 * record is whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/hash.h"
#include "faultbook.h"

enum { WRITERS = 4, STARTS = 60 };

struct writer {
	pid_t pid;
	int number;		/* of the minute it writes */
};

static const char *
minute(int number)
{
	static char text[32];

	snprintf(text, sizeof(text), "Minute %d end.", number);
	return text;
}

static void
start(struct writer *w, const char *book, int number)
{
	const char *args[] = { "--book", book, "do", "minute", "decision",
	    minute(number), NULL };

	w->number = number;
	w->pid = fault_start(args);
	assert_true(w->pid > 0);
}

/* Microseconds: between nothing and what a few whole runs take. */
static unsigned
moment(void)
{
	unsigned char random[2];

	hash_random(random, sizeof(random));
	return (unsigned)(random[0] * 256 + random[1]) * 2;
}

/* Start four, wait a moment, kill two of them, let the others end. Notes in
 * saved what was acknowledged. */
static void
one_round(const char *book, int first, bool *saved)
{
	struct writer w[WRITERS];
	int i, status;

	for (i = 0; i < WRITERS; i++)
		start(&w[i], book, first + i);
	usleep(moment());
	for (i = 0; i < WRITERS; i += 2)
		kill(w[i].pid, SIGKILL);
	for (i = 0; i < WRITERS; i++) {
		waitpid(w[i].pid, &status, 0);
		saved[w[i].number] = WIFEXITED(status) &&
		    WEXITSTATUS(status) == 0;
		/* Nobody has to suffer for a neighbour that was killed. */
		if (i % 2 == 1 && !saved[w[i].number])
			fail_msg("minute %d: status 0x%x", w[i].number,
			    (unsigned)status);
	}
}

static void
killed_copies_lose_nothing_acknowledged(void **state)
{
	const char *book = fault_book("writers.book");
	bool saved[STARTS] = {0};
	struct fault_run r = {0};
	int i, there = 0, killed = 0;

	(void)state;
	for (i = 0; i < STARTS; i += WRITERS)
		one_round(book, i, saved);
	fault_intact(book);
	fault_do(&r, "--book", book, "export", "minutes", "--meeting",
	    FAULT_MEETING, NULL);
	assert_int_equal(r.status, 0);
	for (i = 0; i < STARTS; i++) {
		killed += !saved[i];
		there += saved[i];
		if (saved[i] && !strstr(buf_text(&r.out), minute(i)))
			fail_msg("minute %d was saved and is gone", i);
	}
	print_message("# %d saved, %d killed\n", there, killed);
	assert_true(there >= STARTS / 2);
	fault_run_release(&r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(killed_copies_lose_nothing_acknowledged),
	};

	return cmocka_run_group_tests(tests, fault_setup, fault_teardown);
}
