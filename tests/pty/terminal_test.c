/* The real program on terminals that can do little, are tiny, or change their
 * size all the time; and what it leaves on them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "../fault/faultbook.h"
#include "ptyterm.h"

/* A name that the screens of the open case show. */
static const char name[] = "Testington";

static struct pty *
start(const char *book, const char *term, const char *setting, int rows,
    int cols)
{
	const char *argv[] = { fault_program(), "--book", book, NULL };
	const char *env[14];
	size_t n;

	for (n = 0; fault_env()[n] != NULL; n++)
		env[n] = fault_env()[n];
	if (setting != NULL)
		env[n++] = setting;
	env[n] = NULL;
	return pty_start(&(struct pty_options){ .argv = argv, .env = env,
		.term = term, .rows = rows, .cols = cols });
}

static struct pty *
start_case(const char *book, const char *setting)
{
	struct pty *p = start(book, NULL, setting, 24, 80);

	assert_non_null(p);
	assert_true(pty_keys(p, "<Enter>"));
	assert_true(pty_find(p, FAULT_CASE, NULL, NULL));
	return p;
}

static void
ends_with(struct pty *p, int wanted, const char *words)
{
	struct buf said = {0};
	int status;

	assert_non_null(p);
	assert_true(pty_wait_exit(p, &status));
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), wanted);
	buf_adds(&said, pty_output(p, NULL));
	if (strstr(buf_text(&said), words) == NULL)
		fail_msg("\"%s\" is not in: %s", words, buf_text(&said));
	buf_release(&said);
	pty_free(p);
}

static void
unknown_terminals_are_named(void **state)
{
	const char *book = fault_book("term.book");

	(void)state;
	ends_with(start(book, "no-such-terminal", NULL, 24, 80), 1,
	    "no-such-terminal");
	ends_with(start(book, "no-such-terminal", NULL, 24, 80), 1,
	    "Set TERM");
	ends_with(start(book, "", NULL, 24, 80), 1, "TERM is not set");
	ends_with(start(book, "dumb", NULL, 24, 80), 1, "place its cursor");
	ends_with(start(book, "\033[31mx", NULL, 24, 80), 1, "␛[31mx");
	fault_intact(book);
}

static void
all_ascii(struct pty *p)
{
	size_t i, len;
	const char *text = pty_output(p, &len);

	for (i = 0; i < len; i++)
		if ((unsigned char)text[i] >= 0x80)
			fail_msg("byte %02x after: %.30s",
			    (unsigned char)text[i], text + (i > 30 ? i - 30 :
			    0));
}

static void
no_utf8_gets_ascii(void **state)
{
	static const char *const locales[] = { "LC_ALL=C", "LC_ALL=POSIX" };
	struct pty *p;
	size_t i;

	(void)state;
	for (i = 0; i < 2; i++) {
		p = start_case(fault_book("ascii.book"), locales[i]);
		assert_true(pty_keys(p, "aStork to<Esc>?<Esc>/wren<Esc>"));
		assert_true(pty_keys(p, ":<Esc>"));
		assert_true(pty_find(p, name, NULL, NULL));
		all_ascii(p);
		pty_free(p);
		p = start(fault_path("none"), "no-such", locales[i], 24, 80);
		assert_non_null(p);
		assert_true(pty_wait_exit(p, &(int){0}));
		all_ascii(p);
		pty_free(p);
	}
}

static void
no_colour_is_no_colour(void **state)
{
	const char *book = fault_book("mono.book");
	struct pty *p = start_case(book, "NO_COLOR=1");
	int row, col;

	(void)state;
	for (row = 0; row < 24; row++) {
		for (col = 0; col < 80; col++) {
			assert_int_equal(pty_style(p, row, col).fg, -1);
			assert_int_equal(pty_style(p, row, col).bg, -1);
		}
	}
	pty_free(p);
}

/* Each step opens something else from the case on screen. */
static const char *const doors[] = {
	"?", ":", "/", "a", "md", "<Enter>", "aStork to x by fri*", "b", "u",
};

static void
a_storm_of_sizes(void **state)
{
	static const int sizes[][2] = {
		{ 5, 20 }, { 1, 1 }, { 2, 200 }, { 60, 3 }, { 8, 30 },
		{ 7, 29 }, { 1, 80 }, { 120, 250 }, { 24, 80 },
	};
	const char *book = fault_book("sizes.book");
	size_t i, j;

	(void)state;
	for (i = 0; i < sizeof(doors) / sizeof(doors[0]); i++) {
		struct pty *p = start_case(book, NULL);

		assert_true(pty_keys(p, doors[i]));
		for (j = 0; j < sizeof(sizes) / sizeof(sizes[0]); j++) {
			assert_true(pty_resize(p, sizes[j][0], sizes[j][1]));
			if (j % 3 != 1)
				continue;
			assert_true(pty_keys(p, "x<Down><Tab>"));
		}
		assert_true(pty_sync(p));
		assert_true(pty_find(p, "Marshmere", NULL, NULL) ||
		    pty_screen(p)[0] != '\0');
		pty_free(p);
		fault_book("sizes.book");
	}
}

static void
small_from_the_start(void **state)
{
	static const int sizes[][2] = { { 1, 1 }, { 5, 20 } };
	const char *book = fault_book("small.book");
	struct pty *p;
	size_t i;

	(void)state;
	for (i = 0; i < 2; i++) {
		p = start(book, NULL, NULL, sizes[i][0], sizes[i][1]);
		assert_non_null(p);
		assert_true(pty_sync(p));
		assert_false(pty_find(p, name, NULL, NULL));
		assert_true(pty_resize(p, 24, 80));
		assert_true(pty_wait_text(p, "Marshmere MARAC"));
		assert_true(pty_send(p, "Q", 1));
		ends_with(p, 0, "");
	}
}

static void
without_a_terminal_it_says_so(void **state)
{
	const char *book = fault_book("pipe.book");
	struct fault_run r = {0};

	(void)state;
	fault_do(&r, "--book", book, NULL);
	assert_int_equal(r.status, 1);
	assert_non_null(strstr(buf_text(&r.err), "needs a terminal"));
	assert_int_equal(r.out.len, 0);
	fault_run_release(&r);
}

/* ---- What stays on the screen ---- */

static void
nothing_stays_when_one_leaves(void **state)
{
	const char *book = fault_book("leave.book");
	struct pty *p = start_case(book, NULL);
	int status;

	(void)state;
	assert_true(pty_find(p, name, NULL, NULL));
	assert_string_equal(pty_title(p), "minutebook");
	assert_true(pty_send(p, "Q", 1));
	assert_true(pty_wait_exit(p, &status));
	assert_int_equal(WEXITSTATUS(status), 0);
	assert_false(pty_alternate(p));
	assert_false(pty_find(p, name, NULL, NULL));
	pty_free(p);
}

/* On a terminal without a second screen what was drawn would stay. */
static void
nothing_stays_on_a_simple_terminal(void **state)
{
	const char *book = fault_book("vt100.book");
	struct pty *p = start(book, "vt100", NULL, 24, 80);
	int status;

	(void)state;
	assert_non_null(p);
	assert_true(pty_wait_text(p, "Marshmere MARAC"));
	assert_true(pty_send(p, "\r", 1));
	assert_true(pty_wait_text(p, name));
	assert_true(pty_send(p, "Q", 1));
	assert_true(pty_wait_exit(p, &status));
	assert_false(pty_find(p, name, NULL, NULL));
	assert_false(pty_find(p, "Marshmere", NULL, NULL));
	pty_free(p);
}

static void
a_blank_screen_is_blank(void **state)
{
	static const char *const blankers[] = { "<F12>", "<C-x>" };
	const char *book = fault_book("blank.book");
	struct pty *p = start_case(book, NULL);
	size_t i;

	(void)state;
	for (i = 0; i < 2; i++) {
		assert_true(pty_keys(p, blankers[i]));
		assert_false(pty_find(p, name, NULL, NULL));
		assert_false(pty_find(p, "MM-2031", NULL, NULL));
		assert_true(pty_find(p, "press a key", NULL, NULL));
		assert_true(pty_resize(p, 30, 100));
		assert_true(pty_sync(p));
		assert_false(pty_find(p, name, NULL, NULL));
		assert_true(pty_keys(p, "x"));
		assert_true(pty_find(p, name, NULL, NULL));
	}
	/* While words are typed, too; they are there afterwards. */
	assert_true(pty_keys(p, "aStork to"));
	assert_true(pty_keys(p, "<F12>"));
	assert_false(pty_find(p, "Stork to", NULL, NULL));
	assert_true(pty_keys(p, "x"));
	assert_true(pty_find(p, "Stork to", NULL, NULL));
	pty_free(p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(unknown_terminals_are_named),
		cmocka_unit_test(no_utf8_gets_ascii),
		cmocka_unit_test(no_colour_is_no_colour),
		cmocka_unit_test(a_storm_of_sizes),
		cmocka_unit_test(small_from_the_start),
		cmocka_unit_test(without_a_terminal_it_says_so),
		cmocka_unit_test(nothing_stays_when_one_leaves),
		cmocka_unit_test(nothing_stays_on_a_simple_terminal),
		cmocka_unit_test(a_blank_screen_is_blank),
	};

	return cmocka_run_group_tests(tests, fault_setup, fault_teardown);
}
