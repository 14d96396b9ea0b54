#include "store/past.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "store/past_work.h"
#include "store/tables.h"

enum { PAGES_A_STEP = 2000, CACHE_KIB = 64 * 1024 };

bool
db_past_seq(struct db *db, int64_t at, int64_t *seq, struct err *err)
{
	struct handle *h = &db->reader;
	sqlite3_stmt *st;
	int rc;

	/* From the end: what is asked for is mostly of late. */
	st = handle_prepare(h, CLASS_STORE, "SELECT seq FROM event "
	    "WHERE at < ?1 ORDER BY seq DESC LIMIT 1", err);
	if (st == NULL)
		return false;
	sqlite3_bind_int64(st, 1, at);
	rc = handle_step(h, CLASS_STORE, st);
	*seq = rc == SQLITE_ROW ? sqlite3_column_int64(st, 0) : 0;
	if (rc != SQLITE_ROW && rc != SQLITE_DONE)
		handle_fail(h, "The book can't be read", err);
	sqlite3_finalize(st);
	return rc == SQLITE_ROW || rc == SQLITE_DONE;
}

/* ---- A copy that nobody else can open ------------------------------------ */

/* SQLite itself takes the name from such a file as it makes it. It shall lie
 * where the book lies, on the same disk, or nowhere. */
static bool
place(const struct db *db, struct err *err)
{
	char *folder = xstrdup(db->path), *slash = strrchr(folder, '/');
	bool ok;

	slash[slash == folder] = '\0';
	ok = access(folder, W_OK | X_OK) == 0;
	if (ok) {
		sqlite3_free(sqlite3_temp_directory);
		sqlite3_temp_directory = sqlite3_mprintf("%s", folder);
	} else {
		err_set(err, ERR_IO, "The book as it stood can't be made: "
		    "nothing may be written in %s, where the book lies. The "
		    "book is as it was.", folder);
	}
	free(folder);
	return ok;
}

static bool
copy(struct db *from, struct db *to, struct err *err)
{
	sqlite3_backup *b;
	int rc;

	if (!handle_exec(&from->reader, "BEGIN", err))
		return false;
	b = sqlite3_backup_init(to->reader.sq, "main", from->reader.sq,
	    "main");
	do
		rc = b == NULL ? SQLITE_ERROR :
		    sqlite3_backup_step(b, PAGES_A_STEP);
	while (rc == SQLITE_OK);
	if (b != NULL)
		sqlite3_backup_finish(b);
	handle_exec(&from->reader, "COMMIT", NULL);
	return rc == SQLITE_DONE || handle_fail(&to->reader, "The book as it "
	    "stood can't be made", err);
}

/* What guards a book that lasts is not asked of one that never was: no way back
 * from half a change, no record of the taking back. */
static bool
loosen(struct handle *h, struct err *err)
{
	struct buf sql = {0};
	sqlite3_stmt *st;
	bool ok;

	sqlite3_db_config(h->sq, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
	ok = handle_exec(h, "PRAGMA query_only = OFF;"
	    "PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF;"
	    "PRAGMA secure_delete = OFF; PRAGMA journal_mode = OFF", err);
	ok = ok && handle_exec(h, "BEGIN", err);
	st = ok ? handle_prepare(h, CLASS_STORE, "SELECT name FROM "
	    "sqlite_schema WHERE type = 'trigger'", err) : NULL;
	while (st != NULL && handle_step(h, CLASS_STORE, st) == SQLITE_ROW)
		buf_addf(&sql, "DROP TRIGGER \"%s\";",
		    (const char *)sqlite3_column_text(st, 0));
	sqlite3_finalize(st);
	ok = st != NULL && handle_exec(h, buf_text(&sql), err);
	buf_release(&sql);
	return ok;
}

static bool
fasten(struct handle *h, struct err *err)
{
	sqlite3_db_config(h->sq, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	return handle_exec(h, "COMMIT; PRAGMA query_only = ON", err);
}

/* ---- What is not seen today ------------------------------------------------- */

static char *
view_text(struct handle *h, const char *tbl)
{
	sqlite3_stmt *st = handle_prepare(h, CLASS_STORE, "SELECT sql FROM "
	    "sqlite_schema WHERE type = 'view' AND name = 'visible_' || ?1",
	    NULL);
	char *text = NULL;

	if (st == NULL)
		return NULL;
	sqlite3_bind_text(st, 1, tbl, -1, SQLITE_STATIC);
	if (handle_step(h, CLASS_STORE, st) == SQLITE_ROW)
		text = xstrdup((const char *)sqlite3_column_text(st, 0));
	sqlite3_finalize(st);
	return text;
}

/* The view of the table asks, besides all that it asked before, whether the row
 * was hidden when the copy was made. */
static bool
narrow(struct handle *h, const char *tbl, const char *text, struct err *err)
{
	struct buf sql = {0};
	const char *rest = strstr(text, " AS");
	bool ok;

	buf_addf(&sql, "DROP VIEW visible_%s; CREATE VIEW visible_%s_past%s;"
	    "CREATE VIEW visible_%s AS SELECT * FROM visible_%s_past "
	    "WHERE id NOT IN (SELECT id FROM past_hidden)", tbl, tbl,
	    rest == NULL ? "" : rest, tbl, tbl);
	ok = handle_exec(h, sql.data, err);
	buf_release(&sql);
	return ok;
}

/* Note the rows of the table that its view does not show. No two records of a
 * book have one id, so one list serves all tables. */
static bool
hide(struct handle *h, const char *tbl, const char *text, struct err *err)
{
	struct buf sql = {0};
	bool ok;

	buf_addf(&sql, "INSERT INTO past_hidden SELECT id FROM ("
	    "SELECT id FROM \"%s\" EXCEPT SELECT id FROM visible_%s) "
	    "WHERE id NOT IN (SELECT id FROM past_hidden)", tbl, tbl);
	ok = handle_exec(h, sql.data, err);
	buf_release(&sql);
	return ok && (sqlite3_changes(h->sq) == 0 ||
	    narrow(h, tbl, text, err));
}

/* A view that is made narrower on the way hides no more from the next ones than it
 * did before: its rows are hidden already. */
static bool
hide_all(struct handle *h, struct err *err)
{
	char *text;
	size_t i;
	bool ok;

	ok = handle_exec(h, "CREATE TABLE past_hidden ("
	    "id INTEGER PRIMARY KEY)", err);
	for (i = 0; ok && i < recorded_count; i++) {
		text = view_text(h, recorded_tables[i].tbl);
		ok = text == NULL || hide(h, recorded_tables[i].tbl, text,
		    err);
		free(text);
	}
	return ok;
}

/* ---- The whole -------------------------------------------------------------- */

static struct db *
past_new(struct db *from, const struct clock *clock)
{
	struct db *db = xcalloc(1, sizeof(*db));

	db->mode = DB_RECOVER;
	db->path = xstrdup(from->path);
	db->clock = clock;
	db->cache_kib = CACHE_KIB;
	db->lock.fd = -1;
	db->watch.fd = db->watch.seq = -1;
	db->member = from->member;
	db->system = from->system;
	db->session = from->session == NULL ? NULL : xstrdup(from->session);
	return db;
}

static bool
make(struct db *from, struct db *db, int64_t seq, struct past_told *told,
    struct err *err)
{
	struct handle *h = &db->reader;

	/* "": a book without a name, in memory while there is room. */
	if (!place(from, err) || !handle_open(h, db, false,
	    SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, "", err))
		return false;
	h->rights = &from->reader;
	if (!handle_exec(h, "PRAGMA cache_size = -65536", err) ||
	    !copy(from, db, err) || !loosen(h, err) || !hide_all(h, err) ||
	    !past_rewind(h, seq, told, err) || !fasten(h, err))
		return false;
	/* What was seen of it before is not what is seen now. */
	access_forget(h);
	return true;
}

struct db *
db_past(struct db *from, int64_t seq, const struct clock *clock,
    past_progress progress, void *arg, struct err *err)
{
	struct past_told told = { .call = progress, .arg = arg };
	struct db *db;

	if (from->tx.open)
		bug("the past is not asked for inside a transaction");
	if (seq == 0) {
		err_set(err, ERR_INPUT, "This book did not exist then.");
		return NULL;
	}
	db = past_new(from, clock);
	if (make(from, db, seq, &told, err) && access_refresh(&db->reader,
	    err))
		return db;
	db_close(db);
	return NULL;
}
