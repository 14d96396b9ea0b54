#include "store_help.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "store/handle.h"
#include "store/tx.h"

/* A small partnership; everything in it is made up. */
static const char seed[] =
	"INSERT INTO book (id, name, made_at) "
	"VALUES (1, 'Test', '2031-01-01T09:00:00');"
	"INSERT INTO kind_version (id, kind, version, text, hash, taken_at) "
	"VALUES (31, 'k', 1, 'text', 'hash', '2031-01-01T09:00:00');"
	"INSERT INTO role_right (id, kind_version_id, role, right) VALUES "
	"(1001, 31, 'chair', 'see-cases'), (1002, 31, 'chair', 'see-actions'),"
	"(1003, 31, 'chair', 'see-log'), (1004, 31, 'chair', 'see-minutes'),"
	"(1005, 31, 'chair', 'see-safe-contact'),"
	"(1006, 31, 'chair', 'see-restricted'),"
	"(1007, 31, 'chair', 'see-sensitive'),"
	"(1008, 31, 'chair', 'hear-all'), (1009, 31, 'chair', 'hear-unsigned'),"
	"(1013, 31, 'rep', 'hear-all'), (1014, 31, 'rep', 'hear-unsigned'),"
	"(1010, 31, 'rep', 'see-cases'), (1011, 31, 'rep', 'see-actions'),"
	"(1012, 31, 'rep', 'see-minutes');"
	"INSERT INTO field_right (id, kind_version_id, record, field, right) "
	"VALUES (1101, 31, 'party', 'secret', 'see-sensitive');"
	"INSERT INTO agency (id, parent_id, name, short) VALUES "
	"(11, NULL, 'Police', 'Police'), (12, NULL, 'Housing', 'Housing'),"
	"(13, 12, 'Housing team', 'Team');"
	"INSERT INTO member (id, agency_id, forenames, surname, login, keeper,"
	" ended_on) VALUES "
	"(101, 11, 'Ann', 'Chair', 'ann', 1, NULL),"
	"(102, 12, 'Ben', 'Rep', 'ben', 0, NULL),"
	"(103, 13, 'Cat', 'Other', 'cat', 0, NULL),"
	"(104, 11, 'Dan', 'Stranger', 'dan', 0, NULL),"
	"(105, 11, 'Eve', 'Left', 'eve', 0, '2030-12-31');"
	"INSERT INTO board (id, kind, kind_version_id, name, prefix, nation) "
	"VALUES (21, 'k', 31, 'Board', 'BB', 'england');"
	"INSERT INTO board_member (id, board_id, member_id, role) VALUES "
	"(1201, 21, 101, 'chair'), (1202, 21, 102, 'rep'),"
	"(1203, 21, 103, 'rep');"
	"INSERT INTO meeting (id, board_id, ref, held_on) "
	"VALUES (41, 21, 'BB-M1', '2031-03-13');"
	"INSERT INTO casefile (id, board_id, type, ref, received_on, "
	"screening) VALUES "
	"(51, 21, 't', 'BB-2031-014', '2031-03-01', 'accepted'),"
	"(52, 21, 't', 'BB-2031-015', '2031-03-02', 'accepted');"
	"INSERT INTO access (id, casefile_id, agency_id, effect) "
	"VALUES (1301, 52, 12, 'deny');"
	"INSERT INTO subject (id, surname, forenames, born_on) "
	"VALUES (61, 'Testington', 'Wren', '1997-01-02');"
	"INSERT INTO party (id, casefile_id, subject_id, role, answers) "
	"VALUES (71, 51, 61, 'r', "
	"'{\"secret\":\"Quince\",\"open\":\"Plum\",\"n\":3}');"
	"INSERT INTO action (id, board_id, casefile_id, meeting_id, number, "
	"ref, text, agency_id, member_id, due_on, status, status_on, "
	"recorded_by_id, agreed_at) VALUES "
	"(81, 21, 51, 41, 1, 'BB-2031-014/A1', 'make home safer', 12, 102, "
	"'2031-03-28', 'open', '2031-03-13', 101, '2031-03-13T09:30:00');";

int
scratch_setup_empty(void **state)
{
	struct scratch *s = xcalloc(1, sizeof(*s));

	snprintf(s->folder, sizeof(s->folder), "/tmp/storetest-XXXXXX");
	if (mkdtemp(s->folder) == NULL)
		return -1;
	snprintf(s->path, sizeof(s->path), "%s/test.book", s->folder);
	s->now = clock_parse("2031-03-13T09:30:00Z");
	clock_fixed(&s->clock, &s->now);
	*state = s;
	return 0;
}

int
scratch_setup(void **state)
{
	struct scratch *s;

	if (scratch_setup_empty(state) != 0)
		return -1;
	s = *state;
	s->db = db_create(s->path, &s->clock, &s->err);
	if (s->db == NULL || !scratch_write(s->db, "seed", seed)) {
		fprintf(stderr, "seed: %s\n", err_text(&s->err));
		return -1;
	}
	return 0;
}

static void
remove_folder(const char *folder)
{
	struct dirent *e;
	struct buf path = {0};
	DIR *d = opendir(folder);

	if (d == NULL)
		return;
	while ((e = readdir(d)) != NULL) {
		if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
			continue;
		buf_clear(&path);
		buf_addf(&path, "%s/%s", folder, e->d_name);
		if (unlink(path.data) != 0)
			remove_folder(path.data);
	}
	closedir(d);
	rmdir(folder);
	buf_release(&path);
}

int
scratch_teardown(void **state)
{
	struct scratch *s = *state;

	db_close(s->db);
	err_clear(&s->err);
	chmod(s->folder, 0700);
	remove_folder(s->folder);
	free(s);
	return 0;
}

struct db *
scratch_open(struct scratch *s)
{
	struct db *db = db_open(s->path, DB_USE, &s->clock, &s->err);

	if (db == NULL)
		fprintf(stderr, "open: %s\n", err_text(&s->err));
	return db;
}

bool
scratch_exec(struct db *db, const char *sql)
{
	struct err err = {0};
	bool ok = handle_exec(&db->writer, sql, &err);

	if (!ok)
		fprintf(stderr, "# %s\n", err_text(&err));
	err_clear(&err);
	return ok;
}

bool
scratch_write(struct db *db, const char *command, const char *sql)
{
	struct err err = {0};
	bool ok = db_begin(db, command, &err);

	if (ok)
		ok = scratch_exec(db, sql) ? db_commit(db, &err) :
		    db_rollback(db);
	if (err.code != ERR_NONE)
		fprintf(stderr, "# %s\n", err_text(&err));
	err_clear(&err);
	return ok;
}

static const char *
first_value(struct db *db, enum handle_class class, const char *sql)
{
	static struct buf text;	/* whole, however long: a trace may stand at
				 * its end */
	struct handle *h = handle_reading(db);
	sqlite3_stmt *st;
	const char *value;
	int rc;

	if (!h->writer)
		access_refresh(h, NULL);
	st = class == CLASS_STORE ? handle_prepare(h, class, sql, NULL) :
	    stmt_prepare(h, class, sql, NULL);
	if (st == NULL)
		return NULL;
	buf_clear(&text);
	rc = handle_step(h, class, st);
	if (rc == SQLITE_ROW &&
	    (value = (const char *)sqlite3_column_text(st, 0)) != NULL)
		buf_adds(&text, value);
	sqlite3_finalize(st);
	return rc == SQLITE_ROW || rc == SQLITE_DONE ? buf_text(&text) : NULL;
}

const char *
scratch_ask(struct db *db, const char *sql)
{
	const char *text = first_value(db, CLASS_STORE, sql);

	return text == NULL ? "(refused)" : text;
}

int64_t
scratch_ask_int(struct db *db, const char *sql)
{
	return strtoll(scratch_ask(db, sql), NULL, 10);
}

const char *
scratch_see(struct db *db, const char *sql)
{
	return first_value(db, CLASS_READ, sql);
}

static bool
file_has(const char *path, const char *words)
{
	struct buf all = {0};
	char piece[65536];
	ssize_t n;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool found;

	if (fd < 0)
		return false;
	while ((n = read(fd, piece, sizeof(piece))) > 0)
		buf_add(&all, piece, (size_t)n);
	close(fd);
	found = all.len > 0 &&
	    memmem(all.data, all.len, words, strlen(words)) != NULL;
	buf_release(&all);
	return found;
}

bool
scratch_grep(struct scratch *s, const char *words)
{
	struct buf path = {0};
	struct dirent *e;
	DIR *d = opendir(s->folder);
	bool found = false;

	while (d != NULL && (e = readdir(d)) != NULL) {
		buf_clear(&path);
		buf_addf(&path, "%s/%s", s->folder, e->d_name);
		found |= file_has(path.data, words);
	}
	if (d != NULL)
		closedir(d);
	buf_release(&path);
	return found;
}
