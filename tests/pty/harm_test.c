/* Text that would steer a terminal, in every place that a book has for text:
 * shown as marks on every screen, in both formats and in all that is printed;
 * and what the program leaves behind. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "../fault/faultbook.h"
#include "ptyterm.h"

/* ESC ] 52 (write the clipboard), BEL, right-to-left override, zero width
 * space, the C1 CSI, an isolate, DEL. */
#define EVIL "\\e]52;c;QUJD\\a\\u202E\\u200B\\x9B31m\\u2066\\x7F"
#define EVIL_RAW "\033]52;c;QUJD\a\u202E\u200B\302\23331m\u2066\177"

static const char data[] =
	"agencies:\n"
	"  - {name: \"Evil" EVIL "agency\", short: Evil}\n"
	"members:\n"
	"  - {login: evil, agency: Evil, title: \"Dr" EVIL "\", "
	"forenames: \"Fore" EVIL "\", surname: \"Sur" EVIL "name\", "
	"post: \"Post" EVIL "\", phone: \"01632 960199\"}\n"
	"casefiles:\n"
	"  - ref: MM-2031-099\n"
	"    board: MM\n"
	"    received: 2031-03-12\n"
	"    agency: Evil\n"
	"    member: evil\n"
	"    answers:\n"
	"      narrative: \"Narrative" EVIL "\"\n"
	"    parties:\n"
	"      - {role: victim, surname: \"Vic" EVIL "tim\", "
	"forenames: \"Ann" EVIL "\", about: {occupation: \"Job" EVIL "\"}}\n";

/* Nothing that the program itself never sends reached the terminal. */
static void
nothing_evil(struct pty *p)
{
	static const char *const evil[] = { "\033]52", "QUJD\a", "\u202E",
	    "\u200B", "\302\233", "\u2066" };
	size_t len, i;
	const char *text = pty_output(p, &len);

	for (i = 0; i < sizeof(evil) / sizeof(evil[0]); i++)
		if (memmem(text, len, evil[i], strlen(evil[i])) != NULL)
			fail_msg("number %zu was sent to the terminal", i);
	assert_string_equal(pty_title(p), "minutebook");
}

static const char *
evil_book(const char *name)
{
	const char *book = fault_book(name);
	const char *file = fault_file("evil.yaml", data, strlen(data));
	struct fault_run r = {0};
	size_t i;
	static const char *const lines[][3] = {
		{ "minute", "decision", "Minute" EVIL_RAW },
		{ "action", "Notebook to act" EVIL_RAW " by fri", NULL },
	};

	fault_do(&r, "--book", book, "import", file, NULL);
	if (r.status != 0)
		fail_msg("%s", buf_text(&r.err));
	for (i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		fault_do(&r, "--book", book, "do", lines[i][0], lines[i][1],
		    lines[i][2], NULL);
		if (r.status != 0)
			fail_msg("%s: %s", lines[i][0], buf_text(&r.err));
		fault_plain(&r.out);
	}
	fault_run_release(&r);
	return book;
}

static struct pty *
start(const char *book)
{
	const char *argv[] = { fault_program(), "--book", book, NULL };
	struct pty *p = pty_start(&(struct pty_options){ .argv = argv,
		.env = fault_env() });

	assert_non_null(p);
	assert_true(pty_sync(p));
	return p;
}

/* Walk: keys, and what must be seen then (NULL: anything). */
static void
screens_show_marks(void **state)
{
	static const struct { const char *keys, *seen; } walk[] = {
		{ "<Enter>", "Minute␛]52" },
		{ "m<Esc>", NULL },
		{ "b", "act␛]52" },
		{ "<Esc>", NULL },
		{ "a", NULL },
		{ "Sur", NULL },
		{ "<Esc>", NULL },
		{ "u", NULL },
		{ "<Esc><Esc>", NULL },
		{ "/narr", NULL },
		{ "<Enter>", NULL },
		{ "<Esc><Esc><Esc>", NULL },
		{ "D", "Evil␛]52" },
		{ "<End>", NULL },
		{ "<Enter>", NULL },
		{ "<Esc><Esc>", NULL },
		{ "H", NULL },
		{ "<Enter>", NULL },
		{ "<Esc><Esc>", NULL },
		{ "<Down><Down><Down><Down><Down><Down><Enter>", NULL },
		{ "?", NULL },
	};
	const char *book = evil_book("screens.book");
	struct pty *p = start(book);
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(walk) / sizeof(walk[0]); i++) {
		assert_true(pty_keys(p, walk[i].keys));
		if (walk[i].seen && !pty_find(p, walk[i].seen, NULL, NULL)) {
			pty_show(p);
			fail_msg("%s is not seen", walk[i].seen);
		}
	}
	nothing_evil(p);
	pty_free(p);
}

static int64_t
id_of(const char *book, const char *sql)
{
	sqlite3_stmt *st = NULL;
	sqlite3 *sq = NULL;
	int64_t id = 0;

	if (sqlite3_open_v2(book, &sq, SQLITE_OPEN_READONLY, NULL) ==
	    SQLITE_OK && sqlite3_prepare_v2(sq, sql, -1, &st, NULL) ==
	    SQLITE_OK && sqlite3_step(st) == SQLITE_ROW)
		id = sqlite3_column_int64(st, 0);
	sqlite3_finalize(st);
	sqlite3_close(sq);
	return id;
}

static const char evil_case[] =
	"SELECT id FROM casefile WHERE ref = 'MM-2031-099'";
static const char any_board[] = "SELECT id FROM board";
static const char evil_party[] =
	"SELECT id FROM party WHERE casefile_id = "
	"(SELECT id FROM casefile WHERE ref = 'MM-2031-099')";
static const char evil_action[] =
	"SELECT id FROM action WHERE text LIKE 'act%'";

/* Places that can be named, opened at the start. */
static void
places_show_marks(void **state)
{
	static const struct { const char *name, *id, *seen; } places[] = {
		{ "home", NULL, NULL },
		{ "directory", NULL, "Evil␛]52" },
		{ "history", any_board, NULL },
		{ "referrals", any_board, NULL },
		{ "board", any_board, NULL },
		{ "casefile", evil_case, "Vic␛]52" },
		{ "party", evil_party, "Vic␛]52" },
		{ "repeat", evil_case, NULL },
		{ "action", evil_action, "act␛]52" },
		{ "actions", any_board, NULL },
	};
	const char *book = evil_book("places.book");
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		const char *argv[] = { fault_program(), "--book", book, "run",
		    NULL, NULL };
		struct buf place = {0};
		struct pty *p;

		buf_adds(&place, places[i].name);
		if (places[i].id != NULL)
			buf_addf(&place, " %lld",
			    (long long)id_of(book, places[i].id));
		argv[4] = buf_text(&place);
		p = pty_start(&(struct pty_options){ .argv = argv,
			.env = fault_env(), .cols = 160, .rows = 50 });
		assert_non_null(p);
		assert_true(pty_sync(p));
		if (places[i].seen && !pty_find(p, places[i].seen, NULL,
		    NULL)) {
			pty_show(p);
			fail_msg("%s: %s is not seen", buf_text(&place),
			    places[i].seen);
		}
		assert_true(pty_keys(p, "<PgDn><End>"));
		nothing_evil(p);
		pty_free(p);
		buf_release(&place);
	}
}

static void
documents_show_marks(void **state)
{
	static const char *const formats[] = { "text", "markdown" };
	const char *book = evil_book("documents.book");
	struct fault_run r = {0};
	size_t i;

	(void)state;
	for (i = 0; i < 2; i++) {
		fault_do(&r, "--book", book, "export", "minutes", "--meeting",
		    FAULT_MEETING, "--format", formats[i], NULL);
		assert_int_equal(r.status, 0);
		assert_non_null(strstr(buf_text(&r.out), "Minute␛"));
		assert_non_null(strstr(buf_text(&r.out), "act␛"));
		assert_non_null(strstr(buf_text(&r.out), "‹U+202E›"));
		fault_plain(&r.out);
	}
	fault_run_release(&r);
}

static void
what_is_printed_shows_marks(void **state)
{
	const char *book = evil_book("printed.book");
	const char *name = fault_path("no" EVIL_RAW "file");
	struct fault_run r = {0};
	size_t i;
	const char *const runs[][4] = {
		{ "do", "actions", NULL },
		{ "do", EVIL_RAW, NULL },
		{ "do", "attend", EVIL_RAW, "online" },
		{ "do", "minute", EVIL_RAW, "x" },
		{ "do", "action", EVIL_RAW " to x by fri", NULL },
		{ "import", name, NULL },
		{ "check-forms", name, NULL },
		{ "kinds", "take", name, NULL },
		{ "script", name, NULL },
		{ "backup", fault_path("no/" EVIL_RAW), NULL },
		{ EVIL_RAW, NULL },
	};

	(void)state;
	for (i = 0; i < sizeof(runs) / sizeof(runs[0]); i++) {
		fault_do(&r, "--book", book, runs[i][0], runs[i][1],
		    runs[i][1] ? runs[i][2] : NULL,
		    runs[i][1] && runs[i][2] ? runs[i][3] : NULL, NULL);
		assert_true(r.out.len + r.err.len > 0);
		fault_plain(&r.out);
		fault_plain(&r.err);
	}
	fault_do(&r, "--book", name, "verify", NULL);
	assert_non_null(strstr(buf_text(&r.err), "␛]52"));
	fault_plain(&r.err);
	fault_do(&r, "--book", book, "--as", EVIL_RAW, "do", "actions", NULL);
	fault_plain(&r.err);
	fault_run_release(&r);
}

/* ---- What is left behind ---- */

/* Files that hold the words, other than those that may; and none that others
 * can read. */
static void
look_around(const char *folder, const char *words, const char *may)
{
	DIR *d = opendir(folder);
	struct dirent *e;

	assert_non_null(d);
	while ((e = readdir(d)) != NULL) {
		char path[600], piece[65536];
		struct stat st;
		size_t n;
		FILE *f;

		snprintf(path, sizeof(path), "%s/%s", folder, e->d_name);
		if (stat(path, &st) != 0 || !S_ISREG(st.st_mode))
			continue;
		if ((st.st_mode & 077) != 0)
			fail_msg("%s: mode %o", path, (unsigned)st.st_mode);
		if (strncmp(e->d_name, may, strlen(may)) == 0)
			continue;
		f = fopen(path, "re");
		while (f && (n = fread(piece, 1, sizeof(piece), f)) > 0)
			if (memmem(piece, n, words, strlen(words)) != NULL)
				fail_msg("%s holds \"%s\"", path, words);
		if (f)
			fclose(f);
	}
	closedir(d);
}

static void
nothing_is_left_behind(void **state)
{
	const char *book = fault_book("left.book");
	struct pty *p = start(book);
	struct fault_run r = {0};
	struct stat st;
	int status;

	(void)state;
	assert_true(pty_keys(p, "<Enter>"));
	assert_true(pty_keys(p, "m"));
	assert_true(pty_keys(p, "Zinnobergrün is the word."));
	assert_true(pty_keys(p, "<C-s>"));
	assert_true(pty_send(p, "Q", 1));
	assert_true(pty_wait_exit(p, &status));
	assert_int_equal(WEXITSTATUS(status), 0);
	pty_free(p);
	fault_do(&r, "--book", book, "export", "minutes", "--meeting",
	    FAULT_MEETING, "--output", fault_path("left.book.txt"), NULL);
	assert_int_equal(r.status, 0);
	assert_true(fault_grep("Zinnobergrün"));
	look_around(fault_path(""), "Zinnobergrün", "left.book");
	look_around(fault_path(".local/state/minutebook"), "Zinnobergrün",
	    "none");
	/* The sockets' folder and the log of pages are gone or empty. */
	assert_int_not_equal(stat(fault_path("left.book-live"), &st), 0);
	assert_int_equal(stat(fault_path("left.book-wal"), &st), 0);
	assert_int_equal(st.st_size, 0);
	fault_run_release(&r);
}

/* A fault in the program leaves no core. */
static void
no_core_is_left(void **state)
{
	const char *book = fault_book("core.book");
	struct pty *p = start(book);
	int status;

	(void)state;
	assert_true(pty_signal(p, SIGABRT));
	assert_true(pty_wait_exit(p, &status));
	assert_true(WIFSIGNALED(status));
	assert_false(WCOREDUMP(status));
	pty_free(p);
	fault_intact(book);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(screens_show_marks),
		cmocka_unit_test(places_show_marks),
		cmocka_unit_test(documents_show_marks),
		cmocka_unit_test(what_is_printed_shows_marks),
		cmocka_unit_test(nothing_is_left_behind),
		cmocka_unit_test(no_core_is_left),
	};

	return cmocka_run_group_tests(tests, fault_setup, fault_teardown);
}
