#include "store/handle.h"

#include <errno.h>
#include <string.h>

#include "base/alloc.h"

/* Pages that a reader keeps: what a screen reads again. The system has the
 * others, once for all sessions. */
#define READER_KIB 384

/* What every connection is told before it reads a page. WAL and the id are
 * properties of the file and set when it is made. */
static const char settings[] =
	"PRAGMA synchronous = FULL;"
	"PRAGMA foreign_keys = ON;"
	"PRAGMA recursive_triggers = ON;"
	"PRAGMA temp_store = MEMORY;"
	"PRAGMA mmap_size = 0;"
	"PRAGMA cell_size_check = ON;"
	"PRAGMA secure_delete = ON;"
	"PRAGMA trusted_schema = ON;"
	"PRAGMA wal_autocheckpoint = 0;";

static const struct {
	int limit, value;
} limits[] = {
	{ SQLITE_LIMIT_LENGTH, 64 << 20 },
	{ SQLITE_LIMIT_SQL_LENGTH, 200000 },
	{ SQLITE_LIMIT_EXPR_DEPTH, 400 },
	{ SQLITE_LIMIT_ATTACHED, 0 },
	{ SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000 },
	{ SQLITE_LIMIT_VARIABLE_NUMBER, 64 },
	{ SQLITE_LIMIT_TRIGGER_DEPTH, 16 },
	{ SQLITE_LIMIT_WORKER_THREADS, 0 },
};

static const struct {
	int option, value;
} options[] = {
	{ SQLITE_DBCONFIG_DEFENSIVE, 1 },
	{ SQLITE_DBCONFIG_DQS_DML, 0 },
	{ SQLITE_DBCONFIG_DQS_DDL, 0 },
	{ SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
	{ SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0 },
	{ SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1 },
	{ SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0 },
	{ SQLITE_DBCONFIG_RESET_DATABASE, 0 },
};

static int
count_wal(void *arg, sqlite3 *sq, const char *name, int pages)
{
	struct db *db = arg;

	(void)sq;
	(void)name;
	db->wal_pages = pages;
	return SQLITE_OK;
}

static bool
settle(struct handle *h, struct err *err)
{
	size_t i;

	for (i = 0; i < sizeof(options) / sizeof(options[0]); i++)
		if (sqlite3_db_config(h->sq, options[i].option,
		    options[i].value, NULL) != SQLITE_OK)
			return handle_fail(h, "The book can't be opened", err);
	for (i = 0; i < sizeof(limits) / sizeof(limits[0]); i++)
		sqlite3_limit(h->sq, limits[i].limit, limits[i].value);
	sqlite3_extended_result_codes(h->sq, 1);
	sqlite3_busy_timeout(h->sq, 2000);
	sqlite3_set_authorizer(h->sq, authorize, h);
	if (!handle_exec(h, settings, err))
		return false;
	/* After the settings, which take out every other hook. */
	if (h->writer)
		sqlite3_wal_hook(h->sq, count_wal, h->db);
	/* json_each makes itself known to SQLite at its first use, by words
	 * that the authorizer refuses statements of other classes. */
	return handle_exec(h, "SELECT 0 FROM json_each('[]'), "
	    "json_tree('[]')", err) && (h->writer || handle_exec(h, "PRAGMA query_only = ON", err));
}

bool
handle_open(struct handle *h, struct db *db, bool writer, int flags,
    const char *uri, struct err *err)
{
	char sql[64];
	int rc;

	*h = (struct handle){ .db = db, .writer = writer,
	    .class = CLASS_STORE };
	/* There are no threads. Refused, and no matter, after the first. */
	sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	rc = sqlite3_open_v2(uri, &h->sq, flags | SQLITE_OPEN_NOMUTEX |
	    SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE, NULL);
	if (rc != SQLITE_OK) {
		handle_fail(h, "The book can't be opened", err);
		handle_close(h);
		return false;
	}
	snprintf(sql, sizeof(sql), "PRAGMA cache_size = -%d", writer ||
	    db->cache_kib < READER_KIB ? db->cache_kib : READER_KIB);
	if (settle(h, err) && handle_exec(h, sql, err) &&
	    access_register(h, err) && (!writer || event_register(h, err)))
		return true;
	handle_close(h);
	return false;
}

void
handle_close(struct handle *h)
{
	int i;

	if (h->sq == NULL)
		return;
	stmts_free(h);
	search_close(h);
	field_release(h);
	for (i = 0; i < OWN_COUNT; i++)
		sqlite3_finalize(h->own[i]);
	access_release(h);
	if (h->writer)
		event_release(h->db);
	if (sqlite3_close(h->sq) != SQLITE_OK)
		bug("a statement outlives its book");
	*h = (struct handle){0};
}

/* A failure as a code and the end of a sentence. */
static enum err_code
explain(int rc, const char **rest)
{
	switch (rc & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		*rest = "another program holds it; try again";
		return ERR_BUSY;
	case SQLITE_FULL:
		*rest = "the disk is full. Make room, then try again";
		return ERR_IO;
	case SQLITE_READONLY:
	case SQLITE_PERM:
		*rest = "it may not be written";
		return ERR_IO;
	case SQLITE_CANTOPEN:
		*rest = "the file or its folder may not be used";
		return ERR_IO;
	case SQLITE_IOERR:
		*rest = "the disk reports a failure. Copy the book elsewhere "
		    "before anything else";
		return ERR_IO;
	case SQLITE_NOTADB:
		*rest = "it is not a book of minutebook";
		return ERR_SCHEMA;
	case SQLITE_CORRUPT:
		*rest = "it is damaged. Leave it as it is and go back to the "
		    "last backup";
		return ERR_SCHEMA;
	case SQLITE_CONSTRAINT:
	case SQLITE_MISMATCH:
		*rest = "a rule of the book refuses it";
		return ERR_INPUT;
	case SQLITE_TOOBIG:
		*rest = "it is too long";
		return ERR_INPUT;
	default:
		*rest = "the book's own program refuses it";
		return ERR_SCHEMA;
	}
}

bool
handle_fail(struct handle *h, const char *what, struct err *err)
{
	int rc = h->sq == NULL ? SQLITE_NOMEM :
	    sqlite3_extended_errcode(h->sq);
	const char *rest;
	enum err_code code = explain(rc, &rest);

	h->db->last_failure = rc;
	if ((rc & 0xff) == SQLITE_NOMEM)
		bug("out of memory");
	if (h->writer)
		h->db->tx.failed = true;
	return err_set(err, code, "%s: %s. (%s)", what, rest,
	    sqlite3_errmsg(h->sq));
}

sqlite3_stmt *
handle_prepare(struct handle *h, enum handle_class class, const char *text,
    struct err *err)
{
	enum handle_class before = h->class;
	sqlite3_stmt *st = NULL;
	const char *rest = "";
	int rc;

	h->class = class;
	rc = sqlite3_prepare_v3(h->sq, text, -1, SQLITE_PREPARE_PERSISTENT,
	    &st, &rest);
	h->class = before;
	if (rc != SQLITE_OK) {
		handle_fail(h, "The book can't be used", err);
		return NULL;
	}
	if (st == NULL || rest[strspn(rest, " \t\n;")] != '\0')
		bug("not one statement: %s", text);
	return st;
}

int
handle_step(struct handle *h, enum handle_class class, sqlite3_stmt *st)
{
	enum handle_class before = h->class;
	int rc;

	h->class = class;
	rc = sqlite3_step(st);
	h->class = before;
	return rc;
}

bool
handle_exec(struct handle *h, const char *text, struct err *err)
{
	enum handle_class before = h->class;
	int rc;

	h->class = CLASS_STORE;
	rc = sqlite3_exec(h->sq, text, NULL, NULL, NULL);
	h->class = before;
	if (rc != SQLITE_OK)
		return handle_fail(h, "The book can't be used", err);
	return true;
}

bool
handle_int(struct handle *h, const char *text, int64_t *value,
    struct err *err)
{
	sqlite3_stmt *st = handle_prepare(h, CLASS_STORE, text, err);
	bool ok;

	if (st == NULL)
		return false;
	ok = handle_step(h, CLASS_STORE, st) == SQLITE_ROW;
	if (ok)
		*value = sqlite3_column_int64(st, 0);
	else
		handle_fail(h, "The book can't be read", err);
	sqlite3_finalize(st);
	return ok;
}

bool
own_run(struct handle *h, sqlite3_stmt *st, struct err *err)
{
	int rc;

	if (st == NULL)
		return false;
	while ((rc = handle_step(h, CLASS_STORE, st)) == SQLITE_ROW)
		;
	if (rc != SQLITE_DONE)
		handle_fail(h, h->writer ? "Nothing was saved" :
		    "The book can't be read", err);
	sqlite3_reset(st);
	return rc == SQLITE_DONE;
}

struct handle *
handle_reading(struct db *db)
{
	return db->tx.open ? &db->writer : &db->reader;
}

void
handle_move_on(struct handle *h)
{
	if (!h->holds)
		return;
	h->holds = false;
	own_run(h, own(h, OWN_COMMIT, NULL), NULL);
}
