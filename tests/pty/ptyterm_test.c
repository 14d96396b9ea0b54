/*
 * The harness itself, on tinyterm: what is sent arrives, what is drawn is
 * seen, and every way to end is told apart.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "ptyterm.h"

static const char *const tinyterm[] = { "tests/pty/tinyterm", NULL };

static int
start(void **state)
{
	*state = pty_start(&(struct pty_options){ .argv = tinyterm });
	return *state ? 0 : -1;
}

static int
stop(void **state)
{
	pty_free(*state);
	return 0;
}

static void
test_screen(void **state)
{
	struct pty *p = *state;
	int row = -1, col = -1;
	bool visible;

	assert_true(pty_sync(p));
	assert_string_equal(pty_row(p, 0), "size 24x80");
	assert_string_equal(pty_row(p, 2), "caf\xc3\xa9 \xe4\xb8\x96\xe7\x95"
	    "\x8c end");
	assert_string_equal(pty_title(p), "tiny title");
	assert_true(pty_alternate(p));
	assert_true(pty_find(p, "end", &row, &col));
	assert_int_equal(row, 2);
	assert_int_equal(col, 10);	/* two wide characters before it */
	assert_false(pty_find(p, "not there", NULL, NULL));
	pty_cursor(p, &row, &col, &visible);
	assert_int_equal(row, 3);
	assert_int_equal(col, 5);
	assert_true(visible);
	assert_true(pty_style(p, 1, 0).bold);
	assert_int_equal(pty_style(p, 1, 0).fg, 1);
	assert_false(pty_style(p, 1, 6).bold);
	assert_int_equal(pty_style(p, 1, 6).fg, -1);
}

static void
test_keys(void **state)
{
	struct pty *p = *state;

	assert_true(pty_keys(p, "ab<lt><Up><C-a><Esc>"));
	assert_string_equal(pty_row(p, 3), "keys ab<{1b}OA{01}{1b}");
	assert_false(pty_keys(p, "<NoSuchKey>"));
}

static void
test_output(void **state)
{
	struct pty *p = *state;
	const char *text;
	size_t len;

	assert_true(pty_sync(p));
	pty_forget(p);
	assert_true(pty_keys(p, "xyz"));
	text = pty_output(p, &len);
	assert_true(len > 0);
	assert_non_null(strstr(text, "keys xyz"));
	assert_null(strstr(text, "sync"));
}

static void
test_resize(void **state)
{
	struct pty *p = *state;

	assert_true(pty_resize(p, 40, 132));
	assert_true(pty_wait_text(p, "size 40x132"));
	assert_true(pty_resize(p, 5, 20));
	assert_true(pty_wait_text(p, "size 5x20"));
}

static void
test_exit(void **state)
{
	struct pty *p = *state;
	int status;

	assert_true(pty_send(p, "q", 1));
	assert_true(pty_wait_exit(p, &status));
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 7);
	assert_false(pty_alternate(p));
	assert_false(pty_sync(p));
}

static void
test_kill(void **state)
{
	struct pty *p = *state;
	int status;

	assert_true(pty_sync(p));
	assert_true(pty_signal(p, SIGKILL));
	assert_true(pty_wait_exit(p, &status));
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGKILL);
}

static void
test_stop(void **state)
{
	struct pty *p = *state;

	assert_true(pty_sync(p));
	assert_true(pty_send(p, "\032", 1));	/* Ctrl-Z */
	assert_true(pty_wait_stopped(p));
	assert_true(pty_signal(p, SIGCONT));
	assert_true(pty_keys(p, "z"));
	assert_string_equal(pty_row(p, 3), "keys z");
}

static void
test_hangup(void **state)
{
	struct pty *p = *state;
	struct buf path = {0};
	int status;

	assert_true(pty_sync(p));
	buf_addf(&path, "%s/hung-up", pty_home(p));
	pty_hangup(p);
	assert_true(pty_wait_exit(p, &status));
	assert_int_equal(WEXITSTATUS(status), 1);
	assert_int_equal(access(buf_text(&path), F_OK), 0);
	buf_release(&path);
}

static void
test_home(void **state)
{
	struct pty *p = pty_start(&(struct pty_options){ .argv = tinyterm });
	struct buf home = {0};

	(void)state;
	assert_non_null(p);
	buf_adds(&home, pty_home(p));
	assert_true(pty_wait_text(p, buf_text(&home)));
	assert_int_equal(access(buf_text(&home), W_OK), 0);
	pty_free(p);
	assert_int_not_equal(access(buf_text(&home), F_OK), 0);
	buf_release(&home);
}

static void
test_no_program(void **state)
{
	static const char *const argv[] = { "/no/such/program", NULL };
	struct pty *p = pty_start(&(struct pty_options){ .argv = argv });
	int status;

	(void)state;
	assert_non_null(p);
	assert_true(pty_wait_exit(p, &status));
	assert_int_equal(WEXITSTATUS(status), 127);
	assert_true(pty_find(p, "/no/such/program", NULL, NULL));
	pty_free(p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_screen, start, stop),
		cmocka_unit_test_setup_teardown(test_keys, start, stop),
		cmocka_unit_test_setup_teardown(test_output, start, stop),
		cmocka_unit_test_setup_teardown(test_resize, start, stop),
		cmocka_unit_test_setup_teardown(test_exit, start, stop),
		cmocka_unit_test_setup_teardown(test_kill, start, stop),
		cmocka_unit_test_setup_teardown(test_stop, start, stop),
		cmocka_unit_test_setup_teardown(test_hangup, start, stop),
		cmocka_unit_test(test_home),
		cmocka_unit_test(test_no_program),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
