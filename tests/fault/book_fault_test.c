/* Books that are not as they should be, and wrong imports, given to the real
 * program: one clear sentence with the next step, the documented exit status,
 * and nothing changed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <grp.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "faultbook.h"

enum { NOBODY = 65534 };

/* The first of what was said on standard error is one sentence (or two) of
 * ours, with these words, and this is the exit status. */
static void
expect(const struct fault_run *r, int status, const char *words)
{
	const char *said = buf_text(&r->err);

	if (r->status != status || strstr(said, words) == NULL ||
	    strncmp(said, "minutebook: ", 12) != 0 ||
	    strchr(said, '\n') != said + r->err.len - 1)
		fail_msg("status %d, wanted %d and \"%s\": %s", r->status,
		    status, words, said);
}

/* Every way to begin with a book says so. */
static void
refused(const char *book, int status, const char *words)
{
	struct fault_run r = {0};

	fault_do(&r, "--book", book, "do", "undo", NULL);
	expect(&r, status, words);
	fault_do(&r, "--book", book, "export", "minutes", "--meeting",
	    FAULT_MEETING, NULL);
	expect(&r, status, words);
	fault_do(&r, "--book", book, NULL);
	expect(&r, status, words);
	fault_do(&r, "--book", book, "verify", NULL);
	expect(&r, status, words);
	fault_run_release(&r);
}

static void
alter(const char *book, const char *sql)
{
	sqlite3 *sq = NULL;

	assert_int_equal(sqlite3_open(book, &sq), SQLITE_OK);
	if (sqlite3_exec(sq, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s", sqlite3_errmsg(sq));
	sqlite3_close(sq);
	chmod(book, 0600);
}

/* ---- Imports ---- */

static const char wrong[] =
	"agencies:\n"
	"  - {name: Quillon Trust, short: Quillon, nonsense: 1}\n"
	"  - {short: B}\n";

static const char unmatched[] =
	"agencies:\n"
	"  - {name: Quillon Trust, short: Quillon}\n"
	"members:\n"
	"  - {login: x, agency: Nope, forenames: Zo, surname: Ink}\n";

static void
a_wrong_import_saves_nothing(void **state)
{
	const char *book = fault_book("import.book"), *said;
	const char *file = fault_file("wrong.yaml", wrong, strlen(wrong));
	struct fault_run r = {0};

	(void)state;
	fault_do(&r, "--book", book, "import", file, NULL);
	said = buf_text(&r.err);
	assert_int_equal(r.status, 1);
	assert_non_null(strstr(said, "wrong.yaml:2:43: agencies[0]: unknown "
	    "key \"nonsense\""));
	assert_non_null(strstr(said, "wrong.yaml:3:5: agencies[1]: \"name\" "
	    "is missing"));
	assert_int_equal(r.out.len, 0);
	file = fault_file("wrong.yaml", unmatched, strlen(unmatched));
	fault_do(&r, "--book", book, "import", file, NULL);
	assert_int_equal(r.status, 1);
	assert_non_null(strstr(buf_text(&r.err), "wrong.yaml:4:24: "
	    "members[0].agency"));
	fault_run_release(&r);
	fault_intact(book);
	fault_remove("wrong.yaml");
	assert_false(fault_grep("Quillon"));
}

static void
what_is_no_yaml_is_refused(void **state)
{
	static const struct { const char *text; size_t len; const char *says; }
	    files[] = {
		{ "agencies: [\n", 12, ":2:1: not YAML" },
		{ "\377\376\0a", 4, ":1:1: not UTF-8" },
		{ "agencies:\n  - {name: \"a\033[31m\"}\n", 32, "control" },
		{ "a: &x [*x]\n", 11, ":1:" },
		{ "", 0, "" },
	};
	const char *book = fault_book("import.book");
	struct fault_run r = {0};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		fault_file("bad.yaml", files[i].text, files[i].len);
		fault_do(&r, "--book", book, "import", fault_path("bad.yaml"),
		    NULL);
		assert_int_equal(r.status, 1);
		assert_non_null(strstr(buf_text(&r.err), files[i].says));
		assert_true(r.err.len > 0);
		fault_plain(&r.err);
	}
	fault_do(&r, "--book", book, "import", fault_path("none"), NULL);
	expect(&r, 1, "could not be opened");
	fault_do(&r, "--book", book, "import", "/tmp", NULL);
	expect(&r, 1, "is no file");
	fault_run_release(&r);
	fault_intact(book);
}

/* ---- Files that are no book, or not ours ---- */

static void
a_damaged_book_is_left_alone(void **state)
{
	const char *book = fault_book("damaged.book");
	struct buf bytes = {0};
	struct stat st;
	FILE *f = fopen(book, "r+e");
	long at;

	(void)state;
	/* The first page too, behind its header. */
	for (at = 300; fseek(f, at, SEEK_SET) == 0 && at < 400000; at += 997)
		fputc(0xA5, f);
	fclose(f);
	refused(book, 7, "damaged");
	fault_book("damaged.book");
	assert_int_equal(truncate(book, 20000), 0);
	refused(book, 7, "go back to the last backup");
	assert_int_equal(stat(book, &st), 0);
	assert_int_equal(st.st_size, 20000);
	assert_int_equal(truncate(book, 100), 0);
	refused(book, 7, "damaged");
	buf_release(&bytes);
}

/* Damage in pages that opening does not read is found by verify, and a screen
 * or command that meets it says so. */
static void
damage_deep_inside_is_found(void **state)
{
	const char *book = fault_book("deep.book");
	struct fault_run r = {0};
	FILE *f = fopen(book, "r+e");
	char noise[512];
	long at;

	(void)state;
	/* More than the free room of a page: something is always hit. */
	memset(noise, 0xa5, sizeof(noise));
	for (at = 500000; at < 600000; at += 4096) {
		fseek(f, at, SEEK_SET);
		fwrite(noise, 1, sizeof(noise), f);
	}
	fclose(f);
	fault_do(&r, "--book", book, "verify", NULL);
	assert_int_equal(r.status, 7);
	assert_non_null(strstr(r.out.len ? buf_text(&r.out) :
	    buf_text(&r.err), "o back to the last backup"));
	fault_run_release(&r);
}

static void
other_files_are_left_alone(void **state)
{
	static const char text[] = "a letter, not a book\n";
	const char *path = fault_path("foreign.book");
	struct buf before = {0};

	(void)state;
	alter(path, "CREATE TABLE x (a); INSERT INTO x VALUES ('kept')");
	refused(path, 7, "belongs to another program");
	alter(path, "PRAGMA application_id = 7");
	refused(path, 7, "belongs to another program");
	assert_true(fault_grep("kept"));
	path = fault_file("letter.book", text, strlen(text));
	refused(path, 7, "is not a book of minutebook");
	assert_true(fault_grep(text));
	buf_release(&before);
}

static void
a_newer_book_is_left_alone(void **state)
{
	const char *book = fault_book("newer.book");

	(void)state;
	alter(book, "PRAGMA user_version = 99");
	refused(book, 7, "use the newer program");
	alter(book, "PRAGMA user_version = -1");
	refused(book, 7, "newer");
}

static void
a_foreign_trigger_never_runs(void **state)
{
	const char *book = fault_book("trigger.book");

	(void)state;
	alter(book, "CREATE TRIGGER evil AFTER INSERT ON agency BEGIN "
	    "DELETE FROM member; END");
	refused(book, 7, "added or changed from outside");
	fault_book("trigger.book");
	alter(book, "CREATE VIEW evil AS SELECT 1");
	refused(book, 7, "added or changed from outside");
}

static void
paths_that_lead_nowhere(void **state)
{
	const char *link = fault_path("link.book");
	const char *dangling = fault_path("dangling.book");

	(void)state;
	refused(fault_path("none.book"), 1, "minutebook init");
	refused(fault_path("no/such/folder.book"), 1, "minutebook init");
	refused("/dev/null", 1, "is not a file");
	refused("/tmp", 1, "is not a file");
	assert_int_equal(mkfifo(fault_path("pipe.book"), 0600), 0);
	refused(fault_path("pipe.book"), 1, "is not a file");
	assert_int_equal(symlink("none", dangling), 0);
	refused(dangling, 1, "minutebook init");
	/* A link to a book is that book. */
	fault_book("linked.book");
	assert_int_equal(symlink("linked.book", link), 0);
	fault_intact(link);
}

static void
a_making_cut_short_is_called_that(void **state)
{
	const char *book = fault_file("cut.book", "", 0);
	struct fault_run r = {0};

	(void)state;
	fault_do(&r, "--book", book, "verify", NULL);
	expect(&r, 7, "cut short");
	fault_do(&r, "--book", book, "do", "undo", NULL);
	expect(&r, 7, "make the book again");
	fault_do(&r, "--book", book, "--as", "inkwell", NULL);
	expect(&r, 7, "make the book again");
	fault_run_release(&r);
}

static void
nothing_is_made_over_anything(void **state)
{
	const char *book = fault_book("there.book");
	struct fault_run r = {0};

	(void)state;
	fault_do(&r, "--book", book, "init", "--name", "P", "--member",
	    "A B", "--agency", "C", NULL);
	expect(&r, 1, "There is something at");
	fault_intact(book);
	fault_do(&r, "--book", book, "backup", book, NULL);
	expect(&r, 1, "Choose another name");
	fault_do(&r, "--book", fault_path("no/where.book"), "init", "--name",
	    "P", "--member", "A B", "--agency", "C", NULL);
	expect(&r, 1, "Make it first");
	fault_run_release(&r);
}

static void
what_an_interrupted_export_left(void **state)
{
	const char *book = fault_book("part.book");
	const char *to = fault_path("out.txt");
	struct fault_run r = {0};

	(void)state;
	fault_file("out.txt.part", "half", 4);
	fault_do(&r, "--book", book, "export", "minutes", "--meeting",
	    FAULT_MEETING, "--output", to, NULL);
	expect(&r, 1, "Remove that file");
	assert_int_not_equal(access(to, F_OK), 0);
	fault_file("copy.book.part", "half", 4);
	fault_do(&r, "--book", book, "backup", fault_path("copy.book"), NULL);
	expect(&r, 1, "Remove that file");
	fault_run_release(&r);
}

static void
a_book_open_to_others_is_closed_first(void **state)
{
	const char *book = fault_book("open-to-all.book");

	(void)state;
	chmod(book, 0644);
	refused(book, 6, "chmod 600");
	chmod(book, 0620);
	refused(book, 6, "chmod 600");
	chmod(book, 0600);
	fault_intact(book);
}

/* ---- As an ordinary user ---- */

/* Run body in a process that root's rights were taken from; skips when the
 * program can't be reached by nobody. */
static void
as_ordinary(void (*body)(void))
{
	int status;
	pid_t pid;

	fflush(NULL);
	pid = fork();
	if (pid == 0) {
		if (geteuid() == 0 && (setgroups(0, NULL) != 0 ||
		    setgid(NOBODY) != 0 || setuid(NOBODY) != 0))
			_exit(77);
		if (access(fault_program(), X_OK) != 0)
			_exit(77);
		body();
		_exit(0);
	}
	waitpid(pid, &status, 0);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 77)
		skip();
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

/* In the child nothing of cmocka may be called: say it and leave. */
static void
child_expects(const char *book, const char *command, int status,
    const char *words)
{
	struct fault_run r = {0};

	fault_do(&r, "--book", book, command, "undo", NULL);
	if (r.status == status && strstr(buf_text(&r.err), words) != NULL) {
		fault_run_release(&r);
		return;
	}
	fprintf(stderr, "# %s of %s: status %d, wanted %d and \"%s\": %s%s\n",
	    command, book, r.status, status, words, buf_text(&r.out),
	    buf_text(&r.err));
	_exit(1);
}

static void
give_to_nobody(const char *path)
{
	if (geteuid() == 0 && chown(path, NOBODY, NOBODY) != 0)
		fail_msg("chown %s", path);
}

static void
use_read_only_file(void)
{
	child_expects(fault_path("locked/read-only.book"), "do", 6,
	    "may not be written");
}

static void
use_read_only_folder(void)
{
	child_expects(fault_path("locked/read-only.book"), "do", 6,
	    "The folder of");
}

static void
verify_read_only(void)
{
	struct fault_run r = {0};

	fault_do(&r, "--book", fault_path("locked/read-only.book"), "verify",
	    NULL);
	if (r.status != 0 || !strstr(buf_text(&r.out), "intact")) {
		fprintf(stderr, "# verify: %d %s\n", r.status,
		    buf_text(&r.err));
		_exit(1);
	}
	fault_run_release(&r);
}

static void
use_anothers(void)
{
	child_expects(fault_path("locked/read-only.book"), "do", 6,
	    "belongs to another account");
}

static void
init_where_one_may_not(void)
{
	struct fault_run r = {0};

	fault_do(&r, "--book", fault_path("locked/new.book"), "init",
	    "--name", "P", "--member", "A B", "--agency", "C", NULL);
	if (r.status != 6 || !strstr(buf_text(&r.err), "No book can be")) {
		fprintf(stderr, "# init: %d %s\n", r.status,
		    buf_text(&r.err));
		_exit(1);
	}
	fault_run_release(&r);
}

static void
what_may_not_be_written(void **state)
{
	const char *home = fault_path(""), *dir = fault_path("locked");
	const char *book;
	struct stat st;

	(void)state;
	assert_int_equal(mkdir(dir, 0700), 0);
	book = fault_book("locked/read-only.book");
	assert_int_equal(stat(book, &st), 0);
	/* Nobody must be able to walk to it. */
	chmod(home, 0711);
	give_to_nobody(dir);
	give_to_nobody(book);
	chmod(book, 0400);
	as_ordinary(use_read_only_file);
	chmod(book, 0600);
	chmod(dir, 0500);
	as_ordinary(use_read_only_folder);
	as_ordinary(verify_read_only);
	as_ordinary(init_where_one_may_not);
	chmod(dir, 0700);
	if (geteuid() == 0) {
		chmod(dir, 0711);
		assert_int_equal(chown(book, 0, 0), 0);
		as_ordinary(use_anothers);
	}
}

/* ---- A disk with no room ---- */

/* A file may not grow beyond what the book has now: every write fails, as on a
 * full disk, but with EFBIG. SIGXFSZ, which would kill the program, is a
 * case of its own. */
static void
no_room_to_grow(void **state)
{
	const char *book = fault_book("full.book");
	struct rlimit before, tight;
	struct fault_run r = {0};

	(void)state;
	getrlimit(RLIMIT_FSIZE, &before);
	tight = (struct rlimit){ .rlim_cur = 8192, .rlim_max =
	    before.rlim_max };
	setrlimit(RLIMIT_FSIZE, &tight);
	fault_do(&r, "--book", book, "do", "minute", "decision",
	    "Grownword.", NULL);
	setrlimit(RLIMIT_FSIZE, &before);
	if (r.status != 6 || !strstr(buf_text(&r.err), "minutebook: "))
		fail_msg("status %d: %s", r.status, buf_text(&r.err));
	fault_run_release(&r);
	fault_intact(book);
	assert_false(fault_grep("Grownword"));
	fault_do(&r, "--book", book, "do", "minute", "decision",
	    "Grownword.", NULL);
	assert_int_equal(r.status, 0);
	fault_run_release(&r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_wrong_import_saves_nothing),
		cmocka_unit_test(what_is_no_yaml_is_refused),
		cmocka_unit_test(a_damaged_book_is_left_alone),
		cmocka_unit_test(damage_deep_inside_is_found),
		cmocka_unit_test(other_files_are_left_alone),
		cmocka_unit_test(a_newer_book_is_left_alone),
		cmocka_unit_test(a_foreign_trigger_never_runs),
		cmocka_unit_test(paths_that_lead_nowhere),
		cmocka_unit_test(a_making_cut_short_is_called_that),
		cmocka_unit_test(nothing_is_made_over_anything),
		cmocka_unit_test(what_an_interrupted_export_left),
		cmocka_unit_test(a_book_open_to_others_is_closed_first),
		cmocka_unit_test(what_may_not_be_written),
		cmocka_unit_test(no_room_to_grow),
	};

	return cmocka_run_group_tests(tests, fault_setup, fault_teardown);
}
