/* One writer at a time, in turn, and no checkpoint outside the turn. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/handle.h"
#include "store/lock.h"
#include "store/tx.h"
#include "store_help.h"

static void
a_turn_that_does_not_come_is_told(void **state)
{
	struct scratch *s = *state;
	struct db *other = scratch_open(s);

	assert_true(db_begin(other, "long", &s->err));
	db_set_wait(s->db, 30);
	assert_false(db_begin(s->db, "short", &s->err));
	assert_int_equal(s->err.code, ERR_BUSY);
	assert_false(db_in_tx(s->db));
	db_rollback(other);
	err_clear(&s->err);
	assert_true(db_begin(s->db, "short", &s->err));
	db_rollback(s->db);
	db_close(other);
}

/* A child that has the lock; it says so through the pipe. Then it keeps it
 * until it is killed, or for hold_ms. */
static pid_t
child_with_lock(struct scratch *s, int hold_ms)
{
	int pipes[2];
	char ready;
	pid_t pid;

	db_close(s->db);
	s->db = NULL;
	assert_int_equal(pipe(pipes), 0);
	pid = fork();
	if (pid == 0) {
		struct db *db = scratch_open(s);

		if (db == NULL || !db_begin(db, "child", NULL) ||
		    !scratch_exec(db, "UPDATE action SET text = 'child'") ||
		    write(pipes[1], "", 1) != 1)
			_exit(1);
		if (hold_ms == 0)
			for (;;)
				usleep(100000);
		usleep((unsigned)hold_ms * 1000);
		_exit(db_commit(db, NULL) ? 0 : 2);
	}
	close(pipes[1]);
	assert_int_equal(read(pipes[0], &ready, 1), 1);
	close(pipes[0]);
	s->db = scratch_open(s);
	assert_non_null(s->db);
	return pid;
}

static void
one_waits_for_ones_turn(void **state)
{
	struct scratch *s = *state;
	pid_t pid = child_with_lock(s, 50);
	int status;

	assert_true(db_begin(s->db, "after", &s->err));
	assert_string_equal(scratch_see(s->db, "SELECT 1"), "1");
	db_rollback(s->db);
	waitpid(pid, &status, 0);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	assert_string_equal(scratch_ask(s->db,
	    "SELECT text FROM action WHERE id = 81"), "child");
}

static void
a_killed_holder_is_in_nobodys_way(void **state)
{
	struct scratch *s = *state;
	pid_t pid = child_with_lock(s, 0);

	db_set_wait(s->db, 20);
	assert_false(db_begin(s->db, "early", &s->err));
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	err_clear(&s->err);
	db_set_wait(s->db, 2000);
	assert_true(db_begin(s->db, "after", &s->err));
	db_rollback(s->db);
	assert_string_equal(scratch_ask(s->db,
	    "SELECT text FROM action WHERE id = 81"), "make home safer");
}

/* Who waits in the queue, each a process that writes its letter into the pipe
 * once it has had its turn. */
struct row {
	char path[512];
	struct lock mine;
	int pipe[2];
	pid_t pids[12];
	int n;
};

static void
row_begin(struct row *r, struct scratch *s)
{
	*r = (struct row){0};
	snprintf(r->path, sizeof r->path, "%s-lock", s->path);
	assert_true(lock_open(&r->mine, s->path, &s->err));
	assert_int_equal(pipe(r->pipe), 0);
	assert_true(lock_take(&r->mine, 20000, &s->err));
}

static _Noreturn void
be_in_row(struct scratch *s, char letter, int wait_ms, int to)
{
	struct lock lock;

	if (!lock_open(&lock, s->path, NULL) ||
	    !lock_take(&lock, wait_ms, NULL))
		_exit(1);
	if (write(to, &letter, 1) != 1)
		_exit(2);
	lock_close(&lock);
	_exit(0);
}

/* The number that was last drawn and is in the queue: the second word of the side
 * file's page (store/lock.c). */
static uint64_t
last_in(const struct row *r)
{
	return ((const _Atomic uint64_t *)(const void *)r->mine.queue)[1];
}

/* Does that process sleep, or has it ended? */
static bool
is_at_rest(pid_t pid)
{
	char path[64], line[256] = "", *state;
	FILE *f;

	snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
	f = fopen(path, "r");
	assert_non_null(f);
	assert_non_null(fgets(line, sizeof line, f));
	fclose(f);
	state = strrchr(line, ')');
	return state && strchr("SZ", state[2]);
}

/* One more, who has joined the queue and waits when this returns, or has given up
 * already. How many wait by the kernel does not tell: at each ring one does not,
 * for a moment. */
static void
row_add(struct row *r, struct scratch *s, char letter, int wait_ms)
{
	uint64_t before = last_in(r);
	pid_t pid = fork();

	if (pid == 0)
		be_in_row(s, letter, wait_ms, r->pipe[1]);
	r->pids[r->n++] = pid;
	while (last_in(r) == before || !is_at_rest(pid))
		sched_yield();
}

static void
row_add_all(struct row *r, struct scratch *s, const char *letters)
{
	for (; *letters != '\0'; letters++)
		row_add(r, s, *letters, 60000);
}

/* Gone, and the kernel knows. */
static void
row_kill(struct row *r, int at)
{
	kill(r->pids[at], SIGKILL);
	waitpid(r->pids[at], NULL, 0);
	r->pids[at] = 0;
}

static void
row_stop(struct row *r, int at)
{
	int status;

	kill(r->pids[at], SIGSTOP);
	waitpid(r->pids[at], &status, WUNTRACED);
	assert_true(WIFSTOPPED(status));
}

/* All that are left come to their turn; said gets their letters in the order of
 * their turns. */
static void
row_end(struct row *r, char *said, size_t size)
{
	ssize_t n = 0, got;
	int i, status;

	lock_close(&r->mine);
	close(r->pipe[1]);
	for (i = 0; i < r->n; i++) {
		if (r->pids[i] == 0)
			continue;
		assert_int_equal(waitpid(r->pids[i], &status, 0), r->pids[i]);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	}
	while ((got = read(r->pipe[0], said + n, size - 1 - (size_t)n)) > 0)
		n += got;
	said[n] = '\0';
	close(r->pipe[0]);
}

static void
who_comes_first_is_served_first(void **state)
{
	struct scratch *s = *state;
	char said[32];
	struct row r;
	int round;

	for (round = 0; round < 20; round++) {
		row_begin(&r, s);
		row_add_all(&r, s, "abcdefgh");
		row_end(&r, said, sizeof said);
		assert_string_equal(said, "abcdefgh");
	}
}

static void
who_had_a_turn_waits_behind_the_others(void **state)
{
	struct scratch *s = *state;
	char said[32];
	struct row r;
	int round;

	for (round = 0; round < 20; round++) {
		row_begin(&r, s);
		row_add_all(&r, s, "abc");
		lock_give(&r.mine);
		assert_true(lock_take(&r.mine, 20000, &s->err));
		assert_int_equal(write(r.pipe[1], "z", 1), 1);
		row_end(&r, said, sizeof said);
		assert_string_equal(said, "abcz");
	}
}

/* The others keep their order, wherever in it somebody dies. */
static void
who_dies_in_the_queue_is_in_nobodys_way(void **state)
{
	static const char *const left[] = { "bcdef", "acdef", "abdef",
		"abcef", "abcdf", "abcde" };
	struct scratch *s = *state;
	char said[32];
	struct row r;
	int at;

	for (at = 0; at < 6; at++) {
		row_begin(&r, s);
		row_add_all(&r, s, "abcdef");
		row_kill(&r, at);
		row_end(&r, said, sizeof said);
		assert_string_equal(said, left[at]);
	}
	row_begin(&r, s);
	row_add_all(&r, s, "abcdef");
	for (at = 1; at < 5; at++)
		row_kill(&r, at);
	row_end(&r, said, sizeof said);
	assert_string_equal(said, "af");
}

/* So does whoever waits no longer, of whom a turn is told that did not come. */
static void
who_gives_up_is_in_nobodys_way(void **state)
{
	struct scratch *s = *state;
	int status, at;
	char said[32];
	struct row r;

	row_begin(&r, s);
	row_add_all(&r, s, "ab");
	at = r.n;
	row_add(&r, s, 'c', 1);
	row_add_all(&r, s, "de");
	assert_int_equal(waitpid(r.pids[at], &status, 0), r.pids[at]);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 1);
	r.pids[at] = 0;
	row_end(&r, said, sizeof said);
	assert_string_equal(said, "abde");
}

/* Whoever is stopped in the queue is passed, one after the other of them, and
 * gets a turn when let go on. */
static void
who_is_stopped_in_the_queue_is_passed(void **state)
{
	struct scratch *s = *state;
	char said[32], letter;
	struct row r;
	size_t i;

	row_begin(&r, s);
	row_add_all(&r, s, "abcde");
	row_stop(&r, 1);
	row_stop(&r, 3);
	lock_give(&r.mine);
	for (i = 0; i < 3; i++) {
		assert_int_equal(read(r.pipe[0], &letter, 1), 1);
		assert_int_equal(letter, "ace"[i]);
	}
	kill(r.pids[1], SIGCONT);
	assert_int_equal(read(r.pipe[0], &letter, 1), 1);
	assert_int_equal(letter, 'b');
	kill(r.pids[3], SIGCONT);
	row_end(&r, said, sizeof said);
	assert_string_equal(said, "d");
}

/* A holder that is stopped holds the others up no longer than they wait, and
 * hinders nobody once it is gone. */
static void
who_is_stopped_while_writing_is_waited_for(void **state)
{
	struct scratch *s = *state;
	pid_t pid = child_with_lock(s, 0);

	kill(pid, SIGSTOP);
	waitpid(pid, NULL, WUNTRACED);
	db_set_wait(s->db, 120);
	assert_false(db_begin(s->db, "while", &s->err));
	assert_int_equal(s->err.code, ERR_BUSY);
	err_clear(&s->err);
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	assert_true(db_begin(s->db, "after", &s->err));
	db_rollback(s->db);
}

/* The file may hold anything, or have no room: one at a time all the same. */
static void
what_stands_in_the_file_does_no_harm(void **state)
{
	struct scratch *s = *state;
	unsigned char junk[4096];
	char said[32];
	struct row r;
	int fd;

	memset(junk, 0xff, sizeof junk);
	row_begin(&r, s);
	row_add_all(&r, s, "ab");
	fd = open(r.path, O_WRONLY | O_CLOEXEC);
	assert_int_equal(pwrite(fd, junk, sizeof junk, 0), sizeof junk);
	row_add_all(&r, s, "cd");
	row_end(&r, said, sizeof said);
	assert_int_equal(strlen(said), 4);
	memset(junk, 0, sizeof junk);
	row_begin(&r, s);
	row_add_all(&r, s, "ab");
	assert_int_equal(pwrite(fd, junk, sizeof junk, 0), sizeof junk);
	row_add_all(&r, s, "cd");
	row_end(&r, said, sizeof said);
	assert_int_equal(strlen(said), 4);
	close(fd);
}

static volatile sig_atomic_t rang;

static void
on_signal(int sig)
{
	(void)sig;
	rang++;
}

static void
signals_wait_until_the_turn_is_over(void **state)
{
	struct scratch *s = *state;
	struct sigaction act = { .sa_handler = on_signal };

	rang = 0;
	sigaction(SIGTERM, &act, NULL);
	sigaction(SIGHUP, &act, NULL);
	assert_true(db_begin(s->db, "x", &s->err));
	raise(SIGTERM);
	raise(SIGHUP);
	assert_int_equal(rang, 0);
	assert_true(db_commit(s->db, &s->err));
	assert_int_equal(rang, 2);
	signal(SIGTERM, SIG_DFL);
	signal(SIGHUP, SIG_DFL);
}

static void
the_alarm_is_put_back(void **state)
{
	struct scratch *s = *state;
	struct sigaction act = { .sa_handler = on_signal }, now;
	struct db *other = scratch_open(s);

	sigaction(SIGALRM, &act, NULL);
	assert_true(db_begin(other, "long", &s->err));
	db_set_wait(s->db, 10);
	assert_false(db_begin(s->db, "short", &s->err));
	sigaction(SIGALRM, NULL, &now);
	assert_ptr_equal(now.sa_handler, on_signal);
	db_rollback(other);
	db_close(other);
	signal(SIGALRM, SIG_DFL);
}

/* Six writers, each a hundred commits: all get through, none is refused. */
static void
all_get_their_turn(void **state)
{
	struct scratch *s = *state;
	pid_t pids[6];
	int i, n, status;

	db_close(s->db);
	s->db = NULL;
	for (i = 0; i < 6; i++) {
		pids[i] = fork();
		if (pids[i] != 0)
			continue;
		struct db *db = scratch_open(s);

		for (n = 0; n < 100; n++)
			if (!scratch_write(db, "x", "UPDATE casefile SET "
			    "score = coalesce(score, 0) + 1 WHERE id = 51"))
				_exit(1);
		db_close(db);
		_exit(0);
	}
	for (i = 0; i < 6; i++) {
		waitpid(pids[i], &status, 0);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	}
	s->db = scratch_open(s);
	assert_int_equal(scratch_ask_int(s->db,
	    "SELECT score FROM casefile WHERE id = 51"), 600);
}

static off_t
wal_size(struct scratch *s)
{
	char name[128];
	struct stat st;

	snprintf(name, sizeof(name), "%s-wal", s->path);
	return stat(name, &st) == 0 ? st.st_size : 0;
}

static void
write_much(struct scratch *s, int commits)
{
	int i;

	for (i = 0; i < commits; i++)
		assert_true(scratch_write(s->db, "x", "UPDATE casefile SET "
		    "referrer = hex(randomblob(50000)) WHERE id = 51"));
}

static void
the_wal_does_not_grow_for_ever(void **state)
{
	struct scratch *s = *state;

	write_much(s, 200);
	assert_true(wal_size(s) < 10 << 20);
	assert_int_equal(scratch_ask_int(s->db, "PRAGMA quick_check"), 0);
}

static void
a_reader_is_not_waited_for(void **state)
{
	struct scratch *s = *state;
	struct db *other = scratch_open(s);
	off_t grown;

	assert_true(handle_exec(&other->reader, "BEGIN", &s->err));
	assert_string_equal(scratch_ask(other,
	    "SELECT origin FROM casefile WHERE id = 51"), "");
	write_much(s, 120);
	grown = wal_size(s);
	assert_true(grown > 10 << 20);
	assert_string_equal(scratch_ask(other, "SELECT length(referrer) "
	    "FROM casefile WHERE id = 51"), "0");
	assert_true(handle_exec(&other->reader, "COMMIT", &s->err));
	/* Once the reader has gone the WAL is begun anew or cut. */
	write_much(s, 10);
	assert_true(wal_size(s) <= grown);
	db_close(other);
}

static void
closing_leaves_one_whole_file(void **state)
{
	struct scratch *s = *state;

	assert_true(scratch_write(s->db, "x", "UPDATE action SET text = 'y'"));
	assert_true(wal_size(s) > 0);
	db_close(s->db);
	s->db = NULL;
	assert_int_equal(wal_size(s), 0);
}

static void
closing_does_not_checkpoint_in_anothers_turn(void **state)
{
	struct scratch *s = *state;
	struct db *other = scratch_open(s);
	off_t size;

	assert_true(scratch_write(s->db, "x", "UPDATE action SET text = 'y'"));
	assert_true(db_begin(other, "long", &s->err));
	size = wal_size(s);
	db_close(s->db);
	s->db = other;
	assert_int_equal(wal_size(s), size);
	db_rollback(other);
}

static void
the_last_to_close_keeps_to_its_turn_too(void **state)
{
	struct scratch *s = *state;
	struct lock lock;
	off_t size;

	assert_true(scratch_write(s->db, "x", "UPDATE action SET text = 'y'"));
	assert_true(lock_open(&lock, s->path, &s->err));
	assert_true(lock_take(&lock, 0, &s->err));
	size = wal_size(s);
	assert_true(size > 0);
	db_close(s->db);
	s->db = NULL;
	assert_int_equal(wal_size(s), size);
	lock_close(&lock);
}

/* True when the call ends the process as a bug. */
static bool
is_bug(void (*call)(struct scratch *s), struct scratch *s)
{
	struct rlimit no_core = {0};
	int status;
	pid_t pid;

	pid = fork();
	if (pid == 0) {
		setrlimit(RLIMIT_CORE, &no_core);
		if (freopen("/dev/null", "w", stderr) == NULL)
			_exit(3);
		signal(SIGABRT, SIG_DFL);
		call(s);
		_exit(0);
	}
	waitpid(pid, &status, 0);
	return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

static void
checkpoint_without_lock(struct scratch *s)
{
	struct db *db = scratch_open(s);

	db_begin(db, "x", NULL);
	db_rollback(db);
	wal_truncate(db, 0);
}

static void
begin_twice(struct scratch *s)
{
	struct db *db = scratch_open(s);

	db_begin(db, "x", NULL);
	db_begin(db, "y", NULL);
}

static void
wait_inside(struct scratch *s)
{
	struct db *db = scratch_open(s);

	db_begin(db, "x", NULL);
	db_idle_check(db);
}

static void
misuse_is_found_at_once(void **state)
{
	struct scratch *s = *state;

	db_close(s->db);
	s->db = NULL;
	assert_true(is_bug(checkpoint_without_lock, s));
	assert_true(is_bug(begin_twice, s));
	assert_true(is_bug(wait_inside, s));
}

#define WITH(test) cmocka_unit_test_setup_teardown(test, scratch_setup, \
	scratch_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WITH(a_turn_that_does_not_come_is_told),
		WITH(one_waits_for_ones_turn),
		WITH(who_comes_first_is_served_first),
		WITH(who_had_a_turn_waits_behind_the_others),
		WITH(who_dies_in_the_queue_is_in_nobodys_way),
		WITH(who_gives_up_is_in_nobodys_way),
		WITH(who_is_stopped_in_the_queue_is_passed),
		WITH(who_is_stopped_while_writing_is_waited_for),
		WITH(what_stands_in_the_file_does_no_harm),
		WITH(a_killed_holder_is_in_nobodys_way),
		WITH(signals_wait_until_the_turn_is_over),
		WITH(the_alarm_is_put_back),
		WITH(all_get_their_turn),
		WITH(the_wal_does_not_grow_for_ever),
		WITH(a_reader_is_not_waited_for),
		WITH(closing_leaves_one_whole_file),
		WITH(closing_does_not_checkpoint_in_anothers_turn),
		WITH(the_last_to_close_keeps_to_its_turn_too),
		WITH(misuse_is_found_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
