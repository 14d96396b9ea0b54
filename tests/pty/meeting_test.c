/*
 * The program itself on a pseudo-terminal: the meeting of the demonstration
 * run by keys from the opening to the close, its minutes exported by command,
 * and what a burst of keys and an idle screen cost on the line.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "base/buf.h"
#include "ptyterm.h"

#define BOOK "/.local/share/minutebook/demo.minutebook"

static char home[64];

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *where)
{
	(void)st;
	(void)type;
	(void)where;
	return remove(path);
}

static int
make_home(void **state)
{
	(void)state;
	snprintf(home, sizeof(home), "/tmp/meeting_test.XXXXXX");
	return mkdtemp(home) ? 0 : -1;
}

static int
remove_home(void **state)
{
	(void)state;
	return nftw(home, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static const char *
program(void)
{
	const char *path = getenv("MINUTEBOOK");

	return path ? path : "./minutebook";
}

static struct pty *
start_demo(void)
{
	const char *const argv[] = { program(), "demo", NULL };
	struct pty *p = pty_start(&(struct pty_options){ .argv = argv,
		.home = home });

	assert_non_null(p);
	assert_true(pty_sync(p));
	return p;
}

static void
leave(struct pty *p)
{
	int status;

	assert_true(pty_send(p, "Q", 1));
	assert_true(pty_wait_exit(p, &status));
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	assert_false(pty_alternate(p));
	pty_free(p);
}

/* Keys, and what must then stand on the screen. */
struct move {
	const char *keys, *sees;
};

static void
play(struct pty *p, const struct move *moves)
{
	for (; moves->keys; moves++) {
		assert_true(pty_keys(p, moves->keys));
		if (pty_find(p, moves->sees, NULL, NULL))
			continue;
		fprintf(stderr, "# after %s there is no %s\n", moves->keys,
		    moves->sees);
		pty_show(p);
		fail();
	}
}

static const struct move opening[] = {
	{ "<Enter>o", "The meeting is open." },
	{ "]]", "Apologies   11 Mar" },
	{ "ooo-oojooooo", "10 here" },
	{ "[RA", "9 accept it." },
	{ "<Space>]]y", "the question was asked" },
	{ "]xcShe has moved to a refuge.<Enter>y", "Not possible" },
	{ "GxdThe assessor was off sick.<Enter>d27/3<Enter>",
	    "Not done by the agency." },
	{ "]", "MM-2030-006" },
	{ "]", "Case 1 of 3" },
	{ NULL, NULL }
};

static const struct move first_case[] = {
	{ ">>m", "Risk" },
	{ "Higher than a year ago.<C-s>", "Higher than a year ago." },
	{ ">aNotebook to put markers on the address by 14/3<Enter>",
	    "Agreed: Police" },
	{ "Ledger to decide on recall by mon<Enter>", "Agreed: Probation" },
	{ "Brickwell to make the home safer by 28/3 *survey by 20/3 "
	    "*locks by 21/3", "21 Mar · locks" },
	{ "<Enter>", "Agreed: Housing" },
	{ "<Esc>", "A3 Housing" },	/* with more behind it, it were Alt */
	{ ">", "Read aloud" },
	{ "<Enter>", "[ Conclude ]" },
	{ "o<Enter>", "How it ends: Heard" },
	{ "]", "Case 2 of 3" },
	{ NULL, NULL }
};

static const struct move others[] = {
	{ ">>mThe score understates it.<C-s>", "The score understates it." },
	{ ">aCardigan to decide on an enquiry by 20/3<Enter>",
	    "Agreed: Adult SC" },
	{ "<Esc>", "Not read back" },
	{ "><Enter>o<Enter>", "How it ends: Heard" },
	{ "]", "Case 3 of 3" },
	{ ">>mBoth are children in law.<C-s>", "Both are children in law." },
	{ ">aEducation to tell the safeguarding lead by 21/3<Enter>",
	    "Agreed: Education" },
	{ "<Esc>", "Not read back" },
	{ "><Enter>o<Enter>", "How it ends: Heard" },
	{ "]", "Before it closes" },
	{ "n10/4<Enter>", "The next meeting is on Thu 10 Apr 2031." },
	{ "C", "The meeting is closed." },
	{ NULL, NULL }
};

/* The text of a file; the caller frees it. */
static char *
read_file(const char *path)
{
	struct buf b = {0};
	char bytes[4096];
	FILE *f = fopen(path, "rb");
	size_t n;

	assert_non_null(f);
	while ((n = fread(bytes, 1, sizeof(bytes), f)) > 0)
		buf_add(&b, bytes, n);
	fclose(f);
	return buf_take(&b);
}

static char *
export_minutes(void)
{
	char book[128], output[128];
	const char *const argv[] = { program(), "--book", book, "export",
		"minutes", "--meeting", "MM-2031-03-13", "--format", "markdown",
		"--output", output, NULL };
	struct pty *p;
	int status;

	snprintf(book, sizeof(book), "%s" BOOK, home);
	snprintf(output, sizeof(output), "%s/minutes.md", home);
	p = pty_start(&(struct pty_options){ .argv = argv, .home = home });
	assert_non_null(p);
	assert_true(pty_wait_exit(p, &status));
	if (!WIFEXITED(status) || WEXITSTATUS(status))
		pty_show(p);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	pty_free(p);
	return read_file(output);
}

static void
test_meeting(void **state)
{
	static const char *const wanted[] = {
		/* attendance */
		"DI Perdita Gavelstone", "Dr Basil Teacup", "Winifred Chalk",
		/* both kinds of not done */
		"Not possible - circumstances changed",
		"She has moved to a refuge", "Not done by the agency",
		"The assessor was off sick", "27 Mar 2031",
		/* what was agreed */
		"MM-2031-014/A1", "put markers on the address",
		"MM-2031-014/A3", "make the home safer", "locks",
		"MM-2031-015/A1", "decide on an enquiry",
		"MM-2031-016/A1", "tell the safeguarding lead",
		"Higher than a year ago.", "10 Apr 2031",
	};
	struct pty *p = start_demo();
	char *minutes;

	(void)state;
	play(p, opening);
	play(p, first_case);
	play(p, others);
	leave(p);
	minutes = export_minutes();
	for (size_t i = 0; i < sizeof(wanted) / sizeof(*wanted); i++) {
		if (!strstr(minutes, wanted[i]))
			fail_msg("the minutes do not say %s:\n%s", wanted[i],
			    minutes);
	}
	free(minutes);
}

/* The path that is kept as the book used last; "" when none is. */
static const char *
used_last(void)
{
	static char line[512];
	struct buf path = {0};
	FILE *f;

	buf_addf(&path, "%s/.local/state/minutebook/last-book", home);
	f = fopen(buf_text(&path), "re");
	buf_release(&path);
	line[0] = '\0';
	if (f) {
		if (!fgets(line, sizeof line, f))
			line[0] = '\0';
		fclose(f);
	}
	line[strcspn(line, "\n")] = '\0';
	return line;
}

/* With no other book the demonstration is the one to come back to; a book of
 * one's own is never displaced by it. */
static void
test_last(void **state)
{
	struct buf file = {0};
	FILE *f;

	(void)state;
	leave(start_demo());
	assert_non_null(strstr(used_last(), BOOK));
	buf_addf(&file, "%s/.local/state/minutebook/last-book", home);
	f = fopen(buf_text(&file), "we");
	assert_non_null(f);
	fputs("/somewhere/own.minutebook\n", f);
	fclose(f);
	buf_release(&file);
	leave(start_demo());
	assert_string_equal(used_last(), "/somewhere/own.minutebook");
}

/* Half a line typed when the process dies is offered back by the next. */
static void
test_killed(void **state)
{
	struct pty *p = start_demo();
	int status;

	(void)state;
	play(p, opening);
	assert_true(pty_keys(p, ">>>aStork to see her al"));
	pty_hangup(p);
	assert_true(pty_wait_exit(p, &status));
	pty_free(p);
	p = start_demo();
	assert_true(pty_find(p, "Case 1 of 3", NULL, NULL));
	assert_true(pty_find(p, "Stork to see her al", NULL, NULL));
	assert_true(pty_keys(p, "<C-u><Esc>"));
	leave(p);
}

/* The bytes that keys cost, from the first key to the last byte. */
static size_t
cost(struct pty *p, const char *keys)
{
	size_t len;

	pty_forget(p);
	assert_true(pty_keys(p, keys));
	pty_output(p, &len);
	return len;
}

static void
test_bytes(void **state)
{
	struct pty *p = start_demo();
	size_t one, back, len;

	(void)state;
	one = cost(p, "j");
	assert_in_range(one, 1, 64);
	/* Forty moves that wait together are one frame: the last one. */
	back = cost(p, "kjkjkjkjkjkjkjkjkjkjkjkjkjkjkjkjkjkjkjk");
	assert_in_range(back, 1, 64);
	/* Nothing to draw, nothing sent. */
	pty_forget(p);
	assert_true(pty_sync(p));
	assert_true(pty_sync(p));
	pty_output(p, &len);
	assert_int_equal(len, 0);
	leave(p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_meeting, make_home,
		    remove_home),
		cmocka_unit_test_setup_teardown(test_last, make_home,
		    remove_home),
		cmocka_unit_test_setup_teardown(test_killed, make_home,
		    remove_home),
		cmocka_unit_test_setup_teardown(test_bytes, make_home,
		    remove_home),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
