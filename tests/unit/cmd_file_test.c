/* Files that are taken in and given out, and a book among them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "cmd/file.h"
#include "cmd/file_out.h"
#include "store_help.h"

/* What SQLite locks of a book while it is open. */
enum { LOCKED = 0x40000000, LOCKED_BYTES = 512 };

static bool
is_locked(int fd)
{
	struct flock all = { .l_type = F_WRLCK, .l_whence = SEEK_SET,
	    .l_start = LOCKED, .l_len = LOCKED_BYTES };

	assert_int_equal(fcntl(fd, F_OFD_GETLK, &all), 0);
	return all.l_type != F_UNLCK;
}

/* Looking at it must not let go of it: whoever comes next would take it for a
 * book that nobody has open. */
static void
a_book_that_is_open_stays_locked(void **state)
{
	struct scratch *s = *state;
	struct session as = { .db = s->db, .clock = &s->clock };
	struct file_out out;
	struct buf b = {0};
	int fd;

	assert_true(db_sign_in(s->db, CHAIR, "t", &s->err));
	assert_true(db_stands(s->db));
	fd = open(s->path, O_RDONLY | O_CLOEXEC);
	assert_true(fd >= 0 && is_locked(fd));
	assert_false(file_out_open(&out, &as, s->path, true, &s->err));
	assert_non_null(strstr(err_text(&s->err), "is a book"));
	assert_true(is_locked(fd));
	err_clear(&s->err);
	assert_false(file_read(s->path, &b, &s->err));
	assert_non_null(strstr(err_text(&s->err), "is a book"));
	assert_true(is_locked(fd));
	buf_release(&b);
	close(fd);
}

/* What is read at one moment of the book is not waited for without end. */
static void
a_reader_who_sleeps_is_let_go(void **state)
{
	static const char more[4096];
	struct scratch *s = *state;
	struct session as = { .db = s->db, .clock = &s->clock };
	struct file_out out;
	char path[40];
	int ends[2], n = 0;

	assert_true(db_sign_in(s->db, CHAIR, "t", &s->err));
	assert_int_equal(pipe(ends), 0);
	snprintf(path, sizeof path, "/dev/fd/%d", ends[1]);
	assert_true(file_out_open(&out, &as, path, true, &s->err));
	file_out_patience(1);
	while (n < 1000 && file_out_put(&out, more, sizeof more))
		n++;
	assert_true(n > 0 && n < 1000);
	assert_false(file_out_close(&out, true, &s->err));
	assert_non_null(strstr(err_text(&s->err), "nothing of it was taken"));
	close(ends[0]);
	close(ends[1]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    a_book_that_is_open_stays_locked, scratch_setup,
		    scratch_teardown),
		cmocka_unit_test_setup_teardown(
		    a_reader_who_sleeps_is_let_go, scratch_setup,
		    scratch_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
