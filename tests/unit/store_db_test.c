/* Opening, making and refusing books; the transaction; ids. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/handle.h"
#include "store/schema_sql.h"
#include "store/tx.h"
#include "store/verify.h"
#include "store_help.h"

static void
a_new_book_is_private_and_current(void **state)
{
	struct scratch *s = *state;
	struct stat st;

	assert_int_equal(stat(s->path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(scratch_ask_int(s->db, "PRAGMA user_version"),
	    schema_step_count);
	assert_string_equal(scratch_ask(s->db, "PRAGMA journal_mode"), "wal");
	assert_int_equal(scratch_ask_int(s->db, "PRAGMA synchronous"), 2);
	assert_int_equal(scratch_ask_int(s->db, "PRAGMA foreign_keys"), 1);
	assert_int_equal(scratch_ask_int(s->db, "PRAGMA query_only"), 1);
}

static void
side_files_are_private_too(void **state)
{
	static const char *const ends[] = { "-wal", "-shm", "-lock" };
	struct scratch *s = *state;
	char name[128];
	struct stat st;
	size_t i;

	for (i = 0; i < 3; i++) {
		snprintf(name, sizeof(name), "%s%s", s->path, ends[i]);
		assert_int_equal(stat(name, &st), 0);
		assert_int_equal(st.st_mode & 07777, 0600);
	}
}

static void
what_was_committed_is_there_again(void **state)
{
	struct scratch *s = *state;

	db_close(s->db);
	s->db = scratch_open(s);
	assert_non_null(s->db);
	assert_string_equal(scratch_ask(s->db,
	    "SELECT text FROM action WHERE id = 81"), "make home safer");
}

static void
making_over_something_is_refused(void **state)
{
	struct scratch *s = *state;

	assert_null(db_create(s->path, &s->clock, &s->err));
	assert_int_equal(s->err.code, ERR_INPUT);
}

/* Each way a file can be wrong gives its own code and sentence. */
static void
refused(struct scratch *s, enum err_code code, const char *words)
{
	struct db *db;

	err_clear(&s->err);
	db = db_open(s->path, DB_USE, &s->clock, &s->err);
	assert_null(db);
	assert_int_equal(s->err.code, code);
	if (strstr(err_text(&s->err), words) == NULL)
		fail_msg("\"%s\" does not say \"%s\"", err_text(&s->err),
		    words);
}

static void
write_file(const char *path, const char *bytes, size_t len)
{
	int fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	assert_int_equal(write(fd, bytes, len), (ssize_t)len);
	close(fd);
}

static void
no_file_is_no_book(void **state)
{
	refused(*state, ERR_INPUT, "no book at");
}

static void
text_is_no_book(void **state)
{
	struct scratch *s = *state;
	char text[4096];

	memset(text, 'x', sizeof(text));
	write_file(s->path, text, sizeof(text));
	refused(s, ERR_SCHEMA, "not a book");
}

static void
a_folder_is_no_book(void **state)
{
	struct scratch *s = *state;

	assert_int_equal(mkdir(s->path, 0700), 0);
	refused(s, ERR_INPUT, "not a file");
}

static void
another_programs_file_is_refused(void **state)
{
	struct scratch *s = *state;
	sqlite3 *sq;

	assert_int_equal(sqlite3_open(s->path, &sq), SQLITE_OK);
	sqlite3_exec(sq, "CREATE TABLE t (x)", NULL, NULL, NULL);
	sqlite3_close(sq);
	chmod(s->path, 0600);
	refused(s, ERR_SCHEMA, "another program");
}

static void
a_book_others_can_read_is_refused(void **state)
{
	struct scratch *s = *state;

	db_close(s->db);
	s->db = NULL;
	chmod(s->path, 0640);
	refused(s, ERR_IO, "chmod 600");
}

/* Change the book behind the program's back. */
static void
tamper(struct scratch *s, const char *sql)
{
	sqlite3 *sq;
	char *text = NULL;

	db_close(s->db);
	s->db = NULL;
	assert_int_equal(sqlite3_open(s->path, &sq), SQLITE_OK);
	if (sqlite3_exec(sq, sql, NULL, NULL, &text) != SQLITE_OK)
		fail_msg("%s", text);
	sqlite3_close(sq);
}

static void
a_newer_book_is_refused(void **state)
{
	tamper(*state, "PRAGMA user_version = 999");
	refused(*state, ERR_SCHEMA, "newer minutebook");
}

static void
a_foreign_view_is_refused(void **state)
{
	tamper(*state, "CREATE VIEW visible_all AS SELECT * FROM casefile");
	refused(*state, ERR_SCHEMA, "not those that this minutebook makes");
}

static void
a_lost_trigger_is_refused(void **state)
{
	tamper(*state, "DROP TRIGGER rec_action_u");
	refused(*state, ERR_SCHEMA, "not those that this minutebook makes");
}

static void
another_program_cannot_write(void **state)
{
	struct scratch *s = *state;
	sqlite3 *sq;

	assert_int_equal(sqlite3_open(s->path, &sq), SQLITE_OK);
	assert_int_not_equal(sqlite3_exec(sq, "UPDATE action SET text = 'x'",
	    NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(sq);
}

static void
a_cut_book_is_refused(void **state)
{
	struct scratch *s = *state;

	tamper(s, "PRAGMA wal_checkpoint(TRUNCATE)");
	assert_int_equal(truncate(s->path, 8192), 0);
	refused(s, ERR_SCHEMA, "damaged");
}

static void
an_unfinished_book_is_finished(void **state)
{
	struct scratch *s = *state;

	write_file(s->path, "", 0);
	s->db = scratch_open(s);
	assert_non_null(s->db);
	assert_int_equal(scratch_ask_int(s->db, "PRAGMA user_version"),
	    schema_step_count);
}

static void
looking_changes_nothing(void **state)
{
	struct scratch *s = *state;

	db_close(s->db);
	s->db = db_open(s->path, DB_RECOVER, &s->clock, &s->err);
	assert_non_null(s->db);
	assert_string_equal(scratch_ask(s->db,
	    "SELECT text FROM action WHERE id = 81"), "make home safer");
	assert_false(db_begin(s->db, "x", &s->err));
	assert_int_equal(s->err.code, ERR_IO);
}

/* Run check as an ordinary user, for whom modes count; root is not asked. The
 * folder and what is in it belong to that user. */
static void
as_nobody(struct scratch *s, bool (*check)(struct scratch *s))
{
	static const char *const ends[] = { "", "-wal", "-shm", "-lock" };
	const uid_t nobody = 65534;
	char name[128];
	size_t i;
	int status;
	pid_t pid;

	for (i = 0; geteuid() == 0 && i < 4; i++) {
		snprintf(name, sizeof(name), "%s%s", s->path, ends[i]);
		if (chown(name, nobody, nobody) != 0 && i == 0)
			fail_msg("chown");
	}
	if (geteuid() == 0 && chown(s->folder, nobody, nobody) != 0)
		fail_msg("chown");
	pid = fork();
	if (pid == 0) {
		if (geteuid() == 0 && (setgid(nobody) != 0 ||
		    setuid(nobody) != 0))
			_exit(9);
		_exit(check(s) ? 0 : 1);
	}
	waitpid(pid, &status, 0);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

/* Working in it is refused with the word for it; looking works. */
static bool
only_for_looking(struct scratch *s)
{
	struct verify_result r;
	struct db *db;
	bool ok;

	db = db_open(s->path, DB_USE, &s->clock, &s->err);
	if (db != NULL || s->err.code != ERR_IO ||
	    strstr(err_text(&s->err), "may not be written") == NULL)
		return false;
	err_clear(&s->err);
	db = db_open(s->path, DB_RECOVER, &s->clock, &s->err);
	if (db == NULL) {
		fprintf(stderr, "# %s\n", err_text(&s->err));
		return false;
	}
	ok = db_verify(db, true, NULL, NULL, &r, &s->err) && r.intact &&
	    !db_begin(db, "x", &s->err);
	buf_release(&r.says);
	db_close(db);
	return ok;
}

static void
a_book_that_may_not_be_written_is_looked_at(void **state)
{
	struct scratch *s = *state;

	db_close(s->db);
	s->db = NULL;
	assert_int_equal(chmod(s->path, 0400), 0);
	as_nobody(s, only_for_looking);
}

static void
so_is_one_in_a_folder_that_may_not(void **state)
{
	struct scratch *s = *state;

	db_close(s->db);
	s->db = NULL;
	assert_int_equal(chmod(s->folder, 0500), 0);
	as_nobody(s, only_for_looking);
}

static void
a_rolled_back_command_leaves_nothing(void **state)
{
	struct scratch *s = *state;
	int64_t seq = scratch_ask_int(s->db, "SELECT seq FROM chain");

	assert_true(db_begin(s->db, "x", &s->err));
	assert_true(scratch_exec(s->db, "UPDATE action SET text = 'x'"));
	assert_int_equal(db_tx_events(s->db), 1);
	db_rollback(s->db);
	assert_string_equal(scratch_ask(s->db,
	    "SELECT text FROM action WHERE id = 81"), "make home safer");
	assert_int_equal(scratch_ask_int(s->db, "SELECT seq FROM chain"),
	    seq);
}

static void
after_a_failed_statement_nothing_is_saved(void **state)
{
	struct scratch *s = *state;

	assert_true(db_begin(s->db, "x", &s->err));
	assert_true(scratch_exec(s->db, "UPDATE action SET text = 'x'"));
	assert_false(handle_exec(&s->db->writer,
	    "UPDATE action SET text = ''", NULL));
	assert_false(db_commit(s->db, &s->err));
	assert_int_not_equal(s->err.code, ERR_NONE);
	assert_string_equal(scratch_ask(s->db,
	    "SELECT text FROM action WHERE id = 81"), "make home safer");
	assert_true(scratch_write(s->db, "y",
	    "UPDATE action SET text = 'again'"));
}

static void
ids_are_new_over_sessions(void **state)
{
	struct scratch *s = *state;
	struct db *other = scratch_open(s);
	int64_t a, b, c;

	assert_true(db_begin(s->db, "x", &s->err));
	a = db_new_id(s->db);
	b = db_new_id(s->db);
	assert_true(db_commit(s->db, &s->err));
	assert_true(db_begin(other, "x", &s->err));
	c = db_new_id(other);
	assert_true(db_commit(other, &s->err));
	assert_true(a > 0 && b == a + 1 && c == b + 1);
	db_close(other);
}

static void
a_replicas_ids_bear_its_number(void **state)
{
	struct scratch *s = *state;
	int replica;

	assert_true(scratch_write(s->db, "x", "UPDATE chain SET replica = 7"));
	assert_true(db_replica(s->db, &replica, &s->err));
	assert_int_equal(replica, 7);
	assert_true(db_begin(s->db, "x", &s->err));
	assert_int_equal(db_new_id(s->db) >> 40, 7);
	db_rollback(s->db);
}

static void
counters_count(void **state)
{
	struct scratch *s = *state;
	int64_t value = 9;

	assert_true(db_counter(s->db, "ref/21/2031", &value, &s->err));
	assert_int_equal(value, 0);
	assert_true(db_begin(s->db, "x", &s->err));
	assert_true(db_set_counter(s->db, "ref/21/2031", 5, &s->err));
	assert_true(db_counter(s->db, "ref/21/2031", &value, &s->err));
	assert_int_equal(value, 5);
	assert_true(db_commit(s->db, &s->err));
	assert_true(db_counter(s->db, "ref/21/2031", &value, &s->err));
	assert_int_equal(value, 5);
}

static void
after_a_rest_one_goes_on(void **state)
{
	struct scratch *s = *state;

	assert_true(scratch_write(s->db, "x", "UPDATE action SET text = 'a'"));
	db_rest(s->db);
	assert_null(s->db->writer.sq);
	assert_string_equal(scratch_ask(s->db, "SELECT text FROM action"),
	    "a");
	assert_true(scratch_write(s->db, "x", "UPDATE action SET text = 'b'"));
	assert_string_equal(scratch_ask(s->db, "SELECT text FROM action"),
	    "b");
}

static void
the_one_who_left_cannot_sign_in(void **state)
{
	struct scratch *s = *state;
	int64_t member;

	assert_true(db_find_login(s->db, "eve", &member, &s->err));
	assert_int_equal(member, LEFT);
	assert_false(db_sign_in(s->db, member, "t", &s->err));
	assert_int_equal(s->err.code, ERR_INPUT);
	assert_true(db_find_login(s->db, "nobody", &member, &s->err));
	assert_int_equal(member, 0);
	assert_true(db_sign_in(s->db, CHAIR, "t", &s->err));
	assert_int_equal(db_me(s->db), CHAIR);
}

#define WITH(test) cmocka_unit_test_setup_teardown(test, scratch_setup, \
	scratch_teardown)
#define EMPTY(test) cmocka_unit_test_setup_teardown(test, \
	scratch_setup_empty, scratch_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WITH(a_new_book_is_private_and_current),
		WITH(side_files_are_private_too),
		WITH(what_was_committed_is_there_again),
		WITH(making_over_something_is_refused),
		EMPTY(no_file_is_no_book),
		EMPTY(text_is_no_book),
		EMPTY(a_folder_is_no_book),
		EMPTY(another_programs_file_is_refused),
		WITH(a_book_others_can_read_is_refused),
		WITH(a_newer_book_is_refused),
		WITH(a_foreign_view_is_refused),
		WITH(a_lost_trigger_is_refused),
		WITH(another_program_cannot_write),
		WITH(a_cut_book_is_refused),
		EMPTY(an_unfinished_book_is_finished),
		WITH(looking_changes_nothing),
		WITH(a_book_that_may_not_be_written_is_looked_at),
		WITH(so_is_one_in_a_folder_that_may_not),
		WITH(a_rolled_back_command_leaves_nothing),
		WITH(after_a_failed_statement_nothing_is_saved),
		WITH(ids_are_new_over_sessions),
		WITH(a_replicas_ids_bear_its_number),
		WITH(counters_count),
		WITH(after_a_rest_one_goes_on),
		WITH(the_one_who_left_cannot_sign_in),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
