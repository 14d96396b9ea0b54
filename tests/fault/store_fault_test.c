/* The disk fails, the process dies: what was said to be saved is there, what
 * was not is not half there, and the record is whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../unit/store_help.h"
#include "base/hash.h"
#include "failvfs.h"
#include "store/draft.h"
#include "store/handle.h"
#include "store/tx.h"
#include "store/verify.h"

static int
setup(void **state)
{
	struct scratch *s;

	failvfs_install();
	failvfs_set(FAIL_NEVER, 0);
	if (scratch_setup(state) != 0)
		return -1;
	s = *state;
	return db_sign_in(s->db, CHAIR, "t", &s->err) ? 0 : -1;
}

static int
teardown(void **state)
{
	failvfs_set(FAIL_NEVER, 0);
	return scratch_teardown(state);
}

/* Fail quietly: scratch_write says every failure aloud. */
static bool
write_round(struct db *db, int n, struct err *err)
{
	char sql[300];

	snprintf(sql, sizeof(sql), "UPDATE action SET text = 'round %d';"
	    "UPDATE casefile SET origin = 'round %d';"
	    "INSERT INTO milestone (id, action_id, text, due_on) "
	    "VALUES (%d, 81, 'round %d', '2031-03-28')", n, n, 10000 + n, n);
	if (!db_begin(db, "round", err))
		return false;
	if (!handle_exec(&db->writer, sql, err))
		return db_rollback(db);
	return db_commit(db, err);
}

static void
intact(struct db *db)
{
	struct verify_result r;
	struct err err = {0};

	if (!db_verify(db, true, NULL, NULL, &r, &err))
		fail_msg("%s", err_text(&err));
	if (!r.intact)
		fail_msg("%s", buf_text(&r.says));
	buf_release(&r.says);
}

/* The number of the last round that is there, the same in every table. */
static int64_t
round_there(struct db *db)
{
	int64_t a = scratch_ask_int(db, "SELECT substr(text, 7) + 0 "
	    "FROM action WHERE text GLOB 'round *'");
	int64_t b = scratch_ask_int(db, "SELECT substr(origin, 7) + 0 "
	    "FROM casefile WHERE id = 52 AND origin GLOB 'round *'");
	int64_t c = scratch_ask_int(db, "SELECT coalesce(max(id) - 10000, 0) "
	    "FROM milestone");
	int64_t d = scratch_ask_int(db, "SELECT coalesce(max(substr(text, 7) "
	    "+ 0), 0) FROM visible_search WHERE q MATCH '\"round\"' "
	    "AND tbl = 'milestone'");

	assert_int_equal(a, b);
	assert_int_equal(a, c);
	assert_int_equal(a, d);
	return a;
}

/* Let one more operation through each time, until nothing is failed. */
static void
every_moment_of(void **state, enum failvfs_kind kind)
{
	struct scratch *s = *state;
	struct err err = {0};
	int64_t before;
	int good, told = 0;
	bool saved;

	for (good = 0; ; good++) {
		before = round_there(s->db);
		failvfs_set(kind, good);
		err_clear(&err);
		saved = write_round(s->db, good + 1, &err);
		if (!failvfs_hit())
			break;
		failvfs_set(FAIL_NEVER, 0);
		if (!saved) {
			told++;
			assert_int_equal(err.code, ERR_IO);
			assert_int_equal(round_there(s->db), before);
		} else {
			assert_int_equal(round_there(s->db), good + 1);
		}
		assert_false(db_in_tx(s->db));
		intact(s->db);
		/* Another session, and one that begins now, see the same. */
		db_close(s->db);
		s->db = scratch_open(s);
		assert_non_null(s->db);
		assert_true(db_sign_in(s->db, CHAIR, "t", &s->err));
		intact(s->db);
		round_there(s->db);
	}
	failvfs_set(FAIL_NEVER, 0);
	assert_true(told > 0);
	assert_true(saved);
	err_clear(&err);
}

static void
a_disk_that_fills_up(void **state)
{
	every_moment_of(state, FAIL_FULL);
}

static void
a_disk_that_does_not_sync(void **state)
{
	every_moment_of(state, FAIL_SYNC);
}

static void
a_disk_that_fails_once(void **state)
{
	every_moment_of(state, FAIL_WRITE_ONCE);
}

static void
a_full_disk_is_called_that(void **state)
{
	struct scratch *s = *state;
	struct err err = {0};

	failvfs_set(FAIL_FULL, 0);
	assert_false(write_round(s->db, 1, &err));
	assert_non_null(strstr(err_text(&err), "disk is full"));
	err_clear(&err);
	assert_false(draft_save(s->db, "x", "words", 0, 0, &err));
	assert_int_equal(err.code, ERR_IO);
	failvfs_set(FAIL_NEVER, 0);
	assert_true(draft_save(s->db, "x", "words", 0, 0, &s->err));
	err_clear(&err);
}

/* A transaction larger than its memory meets the full disk in the middle, in a
 * trigger as likely as not. */
static void
a_full_disk_in_the_middle_is_called_that(void **state)
{
	struct scratch *s = *state;
	struct err err = {0};
	int64_t before = round_there(s->db);
	int good, named = 0;

	for (good = 0; good < 24; good += 3) {
		err_clear(&err);
		assert_true(db_begin(s->db, "large", &err));
		db_set_cache(s->db, 16);
		failvfs_set(FAIL_FULL, good);
		assert_false(handle_exec(&s->db->writer, "WITH RECURSIVE "
		    "n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
		    "WHERE i < 4000) INSERT INTO milestone (id, action_id, "
		    "text, due_on) SELECT 50000 + i, 81, hex(randomblob(99)),"
		    " '2031-03-28' FROM n", &err));
		failvfs_set(FAIL_NEVER, 0);
		named += strstr(err_text(&err), "disk is full") != NULL;
		assert_int_equal(err.code, ERR_IO);
		assert_false(db_commit(s->db, &err));
		assert_int_equal(round_there(s->db), before);
		intact(s->db);
	}
	assert_int_equal(named, 8);
	err_clear(&err);
}

/* ---- killed ------------------------------------------------------------ */

enum { WRITERS = 4, ROUNDS = 12 };

/* Writes rows until killed; each id goes down the pipe once it is saved. */
static void
write_until_killed(struct scratch *s, int who, int out)
{
	struct db *db = db_open(s->path, DB_USE, &s->clock, NULL);
	char sql[300];
	int64_t id;

	if (db == NULL || !db_sign_in(db, who % 2 ? CHAIR : REP, "w", NULL))
		_exit(1);
	for (;;) {
		if (!db_begin(db, "kill", NULL))
			_exit(2);
		id = db_new_id(db);
		snprintf(sql, sizeof(sql), "INSERT INTO milestone (id, "
		    "action_id, text, due_on) VALUES (%lld, 81, 'w', "
		    "'2031-03-28'); UPDATE action SET text = 'w%lld'",
		    (long long)id, (long long)id);
		if (!handle_exec(&db->writer, sql, NULL) ||
		    !db_commit(db, NULL))
			_exit(3);
		if (write(out, &id, sizeof(id)) != sizeof(id))
			_exit(4);
	}
}

/* Read what was acknowledged; every one must be there. */
static int
check_acknowledged(struct scratch *s, int in)
{
	char sql[100];
	int64_t id;
	int n = 0;

	while (read(in, &id, sizeof(id)) == sizeof(id)) {
		snprintf(sql, sizeof(sql), "SELECT count(*) FROM milestone "
		    "WHERE id = %lld", (long long)id);
		if (scratch_ask_int(s->db, sql) != 1)
			fail_msg("%lld was saved and is gone", (long long)id);
		n++;
	}
	return n;
}

static int
kill_round(struct scratch *s)
{
	unsigned char random[2];
	char sql[100];
	pid_t pids[WRITERS];
	int pipes[2], i, n, status;
	int64_t first;

	assert_int_equal(pipe(pipes), 0);
	for (i = 0; i < WRITERS; i++) {
		pids[i] = fork();
		if (pids[i] == 0) {
			close(pipes[0]);
			write_until_killed(s, i, pipes[1]);
		}
	}
	close(pipes[1]);
	/* Once they are at it, at any moment. */
	assert_int_equal(read(pipes[0], &first, sizeof(first)),
	    sizeof(first));
	hash_random(random, sizeof(random));
	usleep((unsigned)(random[0] * 256 + random[1]) % 60000);
	for (i = 0; i < WRITERS; i++)
		kill(pids[i], SIGKILL);
	for (i = 0; i < WRITERS; i++) {
		waitpid(pids[i], &status, 0);
		if (WIFEXITED(status))
			fail_msg("a writer gave up: %d", WEXITSTATUS(status));
	}
	s->db = scratch_open(s);
	assert_non_null(s->db);
	n = 1 + check_acknowledged(s, pipes[0]);
	snprintf(sql, sizeof(sql), "SELECT count(*) FROM milestone "
	    "WHERE id = %lld", (long long)first);
	assert_int_equal(scratch_ask_int(s->db, sql), 1);
	close(pipes[0]);
	intact(s->db);
	assert_int_equal(scratch_ask_int(s->db, "SELECT count(*) FROM "
	    "milestone AS m WHERE NOT EXISTS (SELECT 1 FROM event AS e "
	    "WHERE e.tbl = 'milestone' AND e.row = m.id)"), 0);
	db_close(s->db);
	s->db = NULL;
	return n;
}

static void
killed_writers_leave_a_whole_book(void **state)
{
	struct scratch *s = *state;
	int i, n = 0;

	/* Nobody may have the book open over a fork. */
	db_close(s->db);
	s->db = NULL;
	for (i = 0; i < ROUNDS; i++)
		n += kill_round(s);
	print_message("# %d commits were acknowledged\n", n);
	assert_true(n > 0);
}

static void
killed_while_it_was_made(void **state)
{
	struct scratch *s = *state;
	char path[128];
	pid_t pid;
	int i;

	db_close(s->db);
	s->db = NULL;
	for (i = 0; i < 20; i++) {
		snprintf(path, sizeof(path), "%s/new%d.book", s->folder, i);
		pid = fork();
		if (pid == 0) {
			db_create(path, &s->clock, NULL);
			for (;;)
				pause();
		}
		usleep(500u * (unsigned)i);
		kill(pid, SIGKILL);
		waitpid(pid, NULL, 0);
		if (access(path, F_OK) != 0)
			continue;
		s->db = db_open(path, DB_USE, &s->clock, &s->err);
		if (s->db == NULL)
			fail_msg("%d: %s", i, err_text(&s->err));
		intact(s->db);
		db_close(s->db);
		s->db = NULL;
	}
}

/* ---- damaged ----------------------------------------------------------- */

static void
flip(const char *path, off_t at)
{
	unsigned char byte;
	int fd = open(path, O_RDWR | O_CLOEXEC);

	assert_int_equal(pread(fd, &byte, 1, at), 1);
	byte ^= 0x41;
	assert_int_equal(pwrite(fd, &byte, 1, at), 1);
	close(fd);
}

/* One wrong byte anywhere: a sentence or a book, never a crash; and a record
 * that is said to be intact has every event it had. */
static void
any_one_wrong_byte(void **state)
{
	struct scratch *s = *state;
	struct verify_result r;
	struct stat st;
	int64_t events = scratch_ask_int(s->db, "SELECT seq FROM chain");
	int i, refused = 0, broken = 0;
	off_t at;

	db_close(s->db);
	assert_int_equal(stat(s->path, &st), 0);
	for (i = 0; i < 300; i++) {
		at = (off_t)i * (st.st_size / 300) + i % 97;
		flip(s->path, at);
		err_clear(&s->err);
		s->db = db_open(s->path, DB_RECOVER, &s->clock, &s->err);
		if (s->db == NULL) {
			refused++;
			assert_int_not_equal(s->err.code, ERR_NONE);
		} else if (!db_verify(s->db, true, NULL, NULL, &r, &s->err)) {
			broken++;
			buf_release(&r.says);
		} else {
			broken += !r.intact;
			if (r.intact)
				assert_int_equal(r.events, events);
			buf_release(&r.says);
		}
		db_close(s->db);
		flip(s->path, at);
	}
	s->db = NULL;
	print_message("# %d refused, %d not intact\n", refused, broken);
	assert_true(refused > 0 && broken > 0);
}

#define WITH(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WITH(a_disk_that_fills_up),
		WITH(a_disk_that_does_not_sync),
		WITH(a_disk_that_fails_once),
		WITH(a_full_disk_is_called_that),
		WITH(a_full_disk_in_the_middle_is_called_that),
		WITH(killed_writers_leave_a_whole_book),
		WITH(killed_while_it_was_made),
		WITH(any_one_wrong_byte),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
