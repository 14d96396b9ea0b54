/*
 * term, on a real pseudo-terminal: ui_demo shows the widgets there. What is
 * sent arrives as keys or as one paste, what is drawn is seen and costs few
 * bytes, and every end leaves the terminal as it was.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include "ptyterm.h"

static const char *const demo[] = { "tests/unit/ui_demo", NULL };

static int
start(void **state)
{
	*state = pty_start(&(struct pty_options){ .argv = demo });
	return *state ? 0 : -1;
}

static int
stop(void **state)
{
	pty_free(*state);
	return 0;
}

static void
expect_cursor(struct pty *p, int wanted_row, int wanted_col)
{
	bool visible;
	int row, col;

	pty_cursor(p, &row, &col, &visible);
	assert_true(visible);
	assert_int_equal(row, wanted_row);
	assert_int_equal(col, wanted_col);
}

/* Bytes that the program sends for some keys. */
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
it_starts_and_ends(void **state)
{
	struct pty *p = *state;
	int status = -1;

	assert_true(pty_sync(p));
	assert_true(pty_alternate(p));
	assert_string_equal(pty_title(p), "ui_demo");
	assert_string_equal(pty_row(p, 2), "▸*Name");
	expect_cursor(p, 2, 22);
	assert_true(pty_send(p, "\021", 1));
	assert_true(pty_wait_exit(p, &status));
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	assert_false(pty_alternate(p));
	assert_non_null(strstr(pty_output(p, NULL), "\033[?2004l"));
}

static void
characters_arrive_whole(void **state)
{
	struct pty *p = *state;

	assert_true(pty_keys(p, "Zo\xC3\xAB "));
	assert_true(pty_send(p, "\xE6\x97", 2));
	assert_true(pty_send(p, "\xA5", 1));
	assert_true(pty_sync(p));
	assert_true(pty_find(p, "Zoë 日", NULL, NULL));
	expect_cursor(p, 2, 28);
	/* Reports and keys unknown are not taken for typing. */
	assert_true(pty_send(p, "\033[?62;4c\033]11;rgb:0/0/0\007\033[99;5u",
	    31));
	assert_true(pty_sync(p));
	assert_string_equal(pty_row(p, 2), "▸ Name                Zoë 日");
}

static void
a_paste_is_text(void **state)
{
	struct pty *p = *state;

	assert_true(pty_keys(p, "<F4>"));
	assert_true(pty_send(p, "\033[200~a\r\nb\t\033[A", 14));
	assert_true(pty_send(p, "\033OPc\021\033[201~", 11));
	assert_true(pty_sync(p));
	assert_string_equal(pty_row(p, 1), "a");
	assert_string_equal(pty_row(p, 2), "b c");
	/* One paste is one step back. */
	assert_true(pty_keys(p, "<C-_>"));
	assert_string_equal(pty_row(p, 1), "");
}

/* What is typed behind a paste comes after it, in the same read or not. */
static void
keys_come_behind_a_paste(void **state)
{
	static const char more[] = "\033[200~one \033[201~two\033[D\033OD"
		"X\033[1;5D\033[200~ab\033[201~\033[200~c\033[201~Y\303\251";
	struct pty *p = *state;

	assert_true(pty_keys(p, "<F4>"));
	assert_true(pty_send(p, more, sizeof more - 1));
	assert_true(pty_sync(p));
	assert_string_equal(pty_row(p, 1), "one abcYétXwo");
	/* The end of one comes in pieces. */
	assert_true(pty_keys(p, "<End>"));
	assert_true(pty_send(p, "\033[200~ three\033[2", 15));
	assert_true(pty_send(p, "01~", 3));
	assert_true(pty_keys(p, "!"));
	assert_string_equal(pty_row(p, 1), "one abcYétXwo three!");
}

/* All of it is read; what is more than anyone types is not kept. */
static void
a_huge_paste_is_taken(void **state)
{
	struct pty *p = *state;
	char block[4096];
	int i;

	memset(block, 'x', sizeof block);
	assert_true(pty_keys(p, "<F4>"));
	assert_true(pty_send(p, "\033[200~", 6));
	for (i = 0; i < 4096; i++)
		assert_true(pty_send(p, block, sizeof block));
	assert_true(pty_send(p, "\033[201~", 6));
	assert_true(pty_keys(p, "<C-_>here"));
	assert_string_equal(pty_row(p, 1), "here");
}

static void
keys_come_in_every_way(void **state)
{
	struct pty *p = *state;

	assert_true(pty_keys(p, "<F3>"));
	assert_true(pty_find(p, "row 0", NULL, NULL));
	expect_cursor(p, 2, 0);
	/* Cursor keys of both modes; Esc and a digit for a function key. */
	assert_true(pty_send(p, "\033[B\033OB", 6));
	assert_true(pty_sync(p));
	expect_cursor(p, 4, 0);
	assert_true(pty_send(p, "\0334", 2));
	assert_true(pty_keys(p, "one two<A-b>X<Home><C-k><C-y>"));
	assert_string_equal(pty_row(p, 1), "one Xtwo");
	assert_true(pty_send(p, "\033[1;5D", 6));
	assert_true(pty_keys(p, "Y"));
	assert_string_equal(pty_row(p, 1), "one YXtwo");
	assert_true(pty_keys(p, "<F1>"));
	assert_true(pty_find(p, "Keys /", NULL, NULL));
	assert_true(pty_keys(p, "<Esc>"));
	assert_false(pty_find(p, "Keys /", NULL, NULL));
}

static void
a_move_costs_little(void **state)
{
	struct pty *p = *state;
	size_t first;

	assert_true(pty_sync(p));
	pty_output(p, &first);
	assert_in_range(first, 1, 2500);
	assert_true(pty_keys(p, "<F3>jj"));
	assert_in_range(cost(p, "j"), 1, 64);
	assert_in_range(cost(p, "k"), 1, 64);
	assert_in_range(cost(p, "<PgDn>"), 1, 900);
	assert_true(pty_keys(p, "<Home>jjjjjjjjjjjjjjjjjjj"));
	assert_in_range(cost(p, "j"), 1, 160);
	/* What is taken back before the frame is never sent. */
	assert_int_equal(cost(p, "kjkjkjkjkjkjkjkjkjkj"), 0);
	assert_int_equal(cost(p, ""), 0);
}

static void
sizes_change(void **state)
{
	struct pty *p = *state;

	assert_true(pty_keys(p, "Wren<Tab><Tab>"));
	assert_true(pty_resize(p, 12, 50));
	assert_true(pty_sync(p));
	assert_true(pty_find(p, "( ) Red  ( ) Green", NULL, NULL));
	assert_true(pty_resize(p, 1, 2));
	assert_true(pty_sync(p));
	assert_string_equal(pty_row(p, 0), "12");
	assert_true(pty_resize(p, 40, 120));
	assert_true(pty_sync(p));
	assert_true(pty_find(p, "Wren", NULL, NULL));
	assert_true(pty_find(p, "Ctrl-Q end", NULL, NULL));
}

static void
it_stops_and_goes_on(void **state)
{
	struct pty *p = *state;

	assert_true(pty_keys(p, "Wren"));
	assert_true(pty_send(p, "\032", 1));
	assert_true(pty_wait_stopped(p));
	assert_false(pty_alternate(p));
	assert_true(pty_signal(p, SIGCONT));
	assert_true(pty_sync(p));
	assert_true(pty_alternate(p));
	assert_true(pty_find(p, "Wren", NULL, NULL));
	assert_true(pty_keys(p, "!"));
	assert_true(pty_find(p, "Wren!", NULL, NULL));
}

static void
a_wiped_screen_comes_back(void **state)
{
	struct pty *p = *state;

	assert_true(pty_keys(p, "<F3>"));
	pty_forget(p);
	assert_true(pty_keys(p, "<C-l>"));
	assert_non_null(strstr(pty_output(p, NULL), "\033[2J"));
	assert_true(pty_find(p, "row 0", NULL, NULL));
}

static void
a_dropped_line_is_an_input(void **state)
{
	struct pty *p = *state;
	int status = -1;

	assert_true(pty_keys(p, "half a na"));
	pty_hangup(p);
	assert_true(pty_wait_exit(p, &status));
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

static void
no_colour_is_told_apart_all_the_same(void **state)
{
	static const char *const env[] = { "NO_COLOR=1", NULL };
	struct pty *p = pty_start(&(struct pty_options){
		.argv = demo, .env = env });
	int row, col;

	(void)state;
	assert_non_null(p);
	assert_true(pty_keys(p, "<Tab>x<Tab>"));
	assert_true(pty_find(p, "Only digits", &row, &col));
	assert_int_equal(pty_style(p, row, col).fg, -1);
	assert_true(pty_style(p, row, col).bold);
	assert_true(pty_find(p, " OFFICIAL ", &row, &col));
	assert_int_equal(pty_style(p, row, col).bg, -1);
	assert_true(pty_style(p, row, col).reverse);
	pty_free(p);
}

static void
other_locales_get_ascii(void **state)
{
	static const char *const env[] = { "LC_ALL=C", NULL };
	struct pty *p = pty_start(&(struct pty_options){
		.argv = demo, .env = env, .term = "vt100" });

	(void)state;
	assert_non_null(p);
	/* vt100 has no alternate screen to wait for. */
	assert_true(pty_wait_text(p, "About"));
	assert_true(pty_wait_text(p, ">*Name"));
	pty_free(p);
}

static void
unknown_terminals_are_refused(void **state)
{
	struct pty *p = pty_start(&(struct pty_options){
		.argv = demo, .term = "no-such-terminal" });
	int status = -1;

	(void)state;
	assert_non_null(p);
	assert_true(pty_wait_exit(p, &status));
	assert_int_equal(WEXITSTATUS(status), 1);
	assert_true(pty_find(p, "“no-such-terminal” (TERM)", NULL, NULL));
	pty_free(p);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)
	const struct CMUnitTest tests[] = {
		TEST(it_starts_and_ends),
		TEST(characters_arrive_whole),
		TEST(a_paste_is_text),
		TEST(keys_come_behind_a_paste),
		TEST(a_huge_paste_is_taken),
		TEST(keys_come_in_every_way),
		TEST(a_move_costs_little),
		TEST(sizes_change),
		TEST(it_stops_and_goes_on),
		TEST(a_wiped_screen_comes_back),
		TEST(a_dropped_line_is_an_input),
		cmocka_unit_test(no_colour_is_told_apart_all_the_same),
		cmocka_unit_test(other_locales_get_ascii),
		cmocka_unit_test(unknown_terminals_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
