#include "fuzz_book.h"

#include <fcntl.h>
#include <ftw.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "cmd/file.h"
#include "cmd/import.h"
#include "cmd/verb.h"
#include "store/handle.h"
#include "store/stmt.h"
#include "store/tx.h"
#include "store/verify.h"

/* Up to which line the meeting's script is played; "" for all of it. */
static const char *const until[FUZZ_MOMENTS] = {
	[FUZZ_PLAN] = "item-set telling \"By telephone",
	[FUZZ_HIDDEN] = "flag online-abuse",
	[FUZZ_AFTER] = "",
};

static struct {
	char folder[64], path[96];
	struct buf data;
	struct buf book[FUZZ_MOMENTS];
	int64_t at[FUZZ_MOMENTS];	/* the time of each */
	int64_t now;
} f;

static int64_t
read_now(void *arg)
{
	(void)arg;
	return f.now;
}

const struct clock fuzz_clock = { read_now, read_now, NULL };

void
fuzz_pass(int64_t ms)
{
	f.now += ms;
}

_Noreturn void
fuzz_fail(const char *file, int line, const char *what)
{
	fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, what);
	abort();
}

/* ---- The folder -------------------------------------------------------------- */

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *where)
{
	(void)st;
	(void)type;
	if (where->level > 0)
		remove(path);
	return 0;
}

static void
empty_folder(void)
{
	nftw(f.folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static void
drop_folder(void)
{
	empty_folder();
	rmdir(f.folder);
	for (int i = 0; i < FUZZ_MOMENTS; i++)
		buf_release(&f.book[i]);
	buf_release(&f.data);
}

/* In memory where that can be: every commit is synced. */
static void
begin(void)
{
	const char *forms = getenv("MINUTEBOOK_FORMS");

	if (f.folder[0])
		return;
	if (!forms || !getenv("MINUTEBOOK_DEMO")) {
		fputs("MINUTEBOOK_DEMO and MINUTEBOOK_FORMS must say where "
		    "data and kinds lie (make check does)\n", stderr);
		exit(2);
	}
	snprintf(f.folder, sizeof(f.folder), "%s/fuzz.XXXXXX",
	    access("/dev/shm", W_OK) ? "/tmp" : "/dev/shm");
	if (!mkdtemp(f.folder)) {
		perror(f.folder);
		exit(2);
	}
	snprintf(f.path, sizeof(f.path), "%s/book", f.folder);
	atexit(drop_folder);
}

/* ---- Making the books --------------------------------------------------------- */

static void
give_up(const char *what, const struct err *err)
{
	fprintf(stderr, "%s: %s\n", what, err_text(err));
	abort();
}

const struct buf *
fuzz_data(void)
{
	struct buf path = {0};
	struct err err = {0};

	begin();
	if (!f.data.len) {
		buf_addf(&path, "%s/marshmere.yaml",
		    getenv("MINUTEBOOK_DEMO"));
		if (!file_read(buf_text(&path), &f.data, &err))
			give_up(buf_text(&path), &err);
		buf_release(&path);
	}
	return &f.data;
}

static void
set_now(void *arg, int64_t ms)
{
	(void)arg;
	f.now = ms;
}

static void
play(struct session *s, const char *stop)
{
	const struct buf *data = fuzz_data();
	struct buf reply = {0};
	struct err err = {0};
	char *lines = import_script("data", data->data, data->len, "meeting",
	    &err), *end;

	if (!lines)
		give_up("meeting", &err);
	end = *stop ? strstr(lines, stop) : NULL;
	CHECK(end || !*stop);
	if (end)
		*end = '\0';
	if (!verb_run_script(s, "meeting", lines, set_now, NULL, &reply, &err))
		give_up("meeting", &err);
	buf_release(&reply);
	free(lines);
}

static void
fill(struct db *db, enum fuzz_moment moment)
{
	const struct buf *data = fuzz_data();
	struct import_counts counts;
	struct session s;
	struct err err = {0};

	session_open_system(&s, db, &fuzz_clock, "fuzz");
	s.forms = getenv("MINUTEBOOK_FORMS");
	if (!cmd_import(&s, "data", data->data, data->len, NULL, &counts, NULL,
	    &err))
		give_up("data", &err);
	if (until[moment])
		play(&s, until[moment]);
	session_close(&s);
}

/* The bytes of a book that nobody has open. */
static void
read_book(struct buf *b)
{
	FILE *file = fopen(f.path, "r");
	char part[65536];
	size_t n;

	CHECK(file != NULL);
	while ((n = fread(part, 1, sizeof(part), file)) > 0)
		buf_add(b, part, n);
	CHECK(!ferror(file));
	fclose(file);
}

static void
make(enum fuzz_moment moment)
{
	struct err err = {0};
	struct db *db;

	empty_folder();
	f.now = clock_parse("2031-03-12T17:00:00");
	db = db_create(f.path, &fuzz_clock, &err);
	if (!db)
		give_up(f.path, &err);
	if (moment != FUZZ_EMPTY)
		fill(db, moment);
	db_close(db);
	read_book(&f.book[moment]);
	f.at[moment] = f.now;
}

const char *
fuzz_book(enum fuzz_moment moment)
{
	int fd;

	begin();
	if (!f.book[moment].len)
		make(moment);
	empty_folder();
	f.now = f.at[moment];
	fd = open(f.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	CHECK(fd >= 0);
	CHECK(write(fd, f.book[moment].data, f.book[moment].len) ==
	    (ssize_t)f.book[moment].len);
	close(fd);
	return f.path;
}

/* ---- Members ------------------------------------------------------------------- */

bool
fuzz_arrive(struct session *s, const char *login)
{
	struct err err = {0};
	struct db *db = db_open(f.path, DB_USE, &fuzz_clock, &err);

	if (!db)
		give_up(login, &err);
	if (!session_open(s, db, &fuzz_clock, login, "fuzz", &err)) {
		if (err.code != ERR_INPUT)
			give_up(login, &err);
		err_clear(&err);
		db_close(db);
		s->db = NULL;
		return false;
	}
	s->forms = getenv("MINUTEBOOK_FORMS");
	return true;
}

void
fuzz_leave(struct session *s)
{
	struct db *db = s->db;

	session_close(s);
	db_close(db);
	s->db = NULL;
}

/* ---- What holds ------------------------------------------------------------------ */

/* The first value of the first row as the store sees it; -1: no row. */
static int64_t
ask(struct db *db, const char *sql)
{
	struct handle *h = &db->reader;
	struct err err = {0};
	sqlite3_stmt *st = handle_prepare(h, CLASS_STORE, sql, &err);
	int64_t value = -1;
	int rc;

	if (!st)
		give_up(sql, &err);
	rc = handle_step(h, CLASS_STORE, st);
	CHECK(rc == SQLITE_ROW || rc == SQLITE_DONE);
	if (rc == SQLITE_ROW)
		value = sqlite3_column_int64(st, 0);
	sqlite3_finalize(st);
	return value;
}

int64_t
fuzz_events(struct db *db)
{
	return ask(db, "SELECT seq FROM chain WHERE id = 1");
}

bool
fuzz_filled(struct db *db)
{
	return ask(db, "SELECT 1 FROM book UNION ALL SELECT 1 FROM agency"
	    " UNION ALL SELECT 1 FROM member UNION ALL SELECT 1 FROM board"
	    " UNION ALL SELECT 1 FROM kind_version UNION ALL SELECT 1 FROM"
	    " subject UNION ALL SELECT 1 FROM search_doc UNION ALL SELECT 1"
	    " FROM counter") != -1;
}

bool
fuzz_opened(struct db *db, int64_t since)
{
	char sql[300];

	snprintf(sql, sizeof(sql), "SELECT count(*) FROM event WHERE seq > %"
	    PRId64 " AND tbl IN ('access', 'member', 'agency', 'board_member',"
	    " 'subject', 'role_right', 'field_right', 'link_guard',"
	    " 'casefile_link')", since);
	return ask(db, sql) > 0;
}

void
fuzz_book_check(void)
{
	struct verify_result r = {0};
	struct err err = {0};
	struct db *db = db_open(f.path, DB_USE, &fuzz_clock, &err);

	if (!db || !db_verify(db, true, NULL, NULL, &r, &err))
		give_up("verify", &err);
	if (!r.intact)
		fprintf(stderr, "%s\n", buf_text(&r.says));
	CHECK(r.intact);
	CHECK(ask(db, "SELECT 1 FROM pragma_foreign_key_check") == -1);
	buf_release(&r.says);
	db_close(db);
}
