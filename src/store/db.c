#include "store/db.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/date.h"
#include "store/handle.h"
#include "store/schema.h"
#include "store/schema_hash.h"
#include "store/stmt.h"
#include "store/tx.h"
#include "store/watch.h"

/* Of the statements asked last: what the screen that rests is made of. */
#define RECENT 150

static struct db *
db_new(enum db_mode mode, const struct clock *clock)
{
	struct db *db = xcalloc(1, sizeof(*db));

	db->mode = mode;
	db->clock = clock;
	db->wait_ms = 5000;
	db->cache_kib = 1024;
	db->lock.fd = -1;
	db->watch.fd = db->watch.seq = -1;
	return db;
}

bool
writer_open(struct db *db, struct err *err)
{
	if (db->writer.sq != NULL)
		return true;
	if (db->lock.fd < 0 && !lock_open(&db->lock, db->path, err))
		return false;
	return handle_open(&db->writer, db, true, SQLITE_OPEN_READWRITE |
	    SQLITE_OPEN_NOFOLLOW, db->path, err);
}

/* Add path so that it may stand in a URI. */
static void
add_uri(struct buf *b, const char *path)
{
	buf_adds(b, "file:");
	for (; *path != '\0'; path++) {
		if (strchr("%?# ", *path) != NULL)
			buf_addf(b, "%%%02x", (unsigned)*path);
		else
			buf_addc(b, *path);
	}
	buf_adds(b, "?immutable=1");
}

/* A book that can't be written: as it is, or, where not even the shared
 * memory can be made, without what may lie in its WAL, of which there must be
 * nothing then. */
static bool
open_to_look(struct db *db, struct err *err)
{
	struct buf name = {0};
	struct stat st;
	int64_t version;
	bool ok;

	if (handle_open(&db->reader, db, false, SQLITE_OPEN_READONLY |
	    SQLITE_OPEN_NOFOLLOW, db->path, NULL) &&
	    handle_int(&db->reader, "PRAGMA user_version", &version, NULL))
		return true;
	handle_close(&db->reader);
	buf_addf(&name, "%s-wal", db->path);
	ok = stat(name.data, &st) != 0 || st.st_size == 0;
	buf_clear(&name);
	add_uri(&name, db->path);
	if (ok)
		ok = handle_open(&db->reader, db, false,
		    SQLITE_OPEN_READONLY | SQLITE_OPEN_NOFOLLOW |
		    SQLITE_OPEN_URI, name.data, err);
	else
		err_set(err, ERR_IO, "%s can't be read where it is, because "
		    "its newest pages lie in %s-wal. Copy both files into a "
		    "folder that may be written, and open the copy.",
		    db->path, db->path);
	buf_release(&name);
	return ok;
}

static bool
open_reader(struct db *db, struct err *err)
{
	if (db->mode == DB_RECOVER)
		return open_to_look(db, err);
	return handle_open(&db->reader, db, false, SQLITE_OPEN_READWRITE |
	    SQLITE_OPEN_NOFOLLOW, db->path, err);
}

/* What is wrong with a file that SQLite will not read. */
static bool
say_damaged(struct db *db, struct err *err)
{
	if (err == NULL || err->code != ERR_SCHEMA)
		return false;
	if ((db->last_failure & 0xff) == SQLITE_NOTADB)
		return err_set(err, ERR_SCHEMA, "%s is not a book of "
		    "minutebook. It was left as it is.", db->path);
	return err_set(err, ERR_SCHEMA, "%s is damaged or cut short and "
	    "can't be used. It was left as it is: go back to the last "
	    "backup, and keep this file until you have.", db->path);
}

/* Whose file it is and of which version; *version -1: empty, its making was
 * cut short. */
static bool
identify(struct db *db, int64_t *version, struct err *err)
{
	struct handle *h = &db->reader;
	int64_t id, pages;

	if (!handle_int(h, "PRAGMA application_id", &id, err) ||
	    !handle_int(h, "PRAGMA user_version", version, err) ||
	    !handle_int(h, "PRAGMA page_count", &pages, err))
		return say_damaged(db, err);
	if (pages == 0) {
		*version = -1;
		return true;
	}
	if (id != BOOK_APPLICATION_ID)
		return err_set(err, ERR_SCHEMA, "%s belongs to another "
		    "program. It was left as it is.", db->path);
	if (*version < 0 || (size_t)*version > schema_step_count)
		return err_set(err, ERR_SCHEMA, "%s was made by a newer "
		    "minutebook (its book has version %lld, this program "
		    "knows %zu). It was left as it is: use the newer program.",
		    db->path, (long long)*version, schema_step_count);
	return true;
}

/* The schema is exactly what the migrations make, before any of it runs. */
static bool
check_schema(struct db *db, int64_t version, struct err *err)
{
	char hex[HASH_HEX];
	int64_t count;

	if (version <= 0)
		return handle_int(&db->reader, "SELECT count(*) FROM "
		    "sqlite_schema", &count, err) && (count == 0 ||
		    err_set(err, ERR_SCHEMA, "%s holds foreign tables and "
		    "was not opened.", db->path));
	if (!schema_hash(db->reader.sq, hex, err))
		return say_damaged(db, err);
	if (strcmp(hex, schema_hashes[version]) == 0)
		return true;
	return err_set(err, ERR_SCHEMA, "The tables of %s are not those that "
	    "this minutebook makes: it was made by a build that was never "
	    "released, or something was added or changed from outside. None "
	    "of it was run and the book was left as it is: open it with the "
	    "program that made it, or go back to the last backup.",
	    db->path);
}

static bool
bring_up(struct db *db, int64_t version, struct err *err)
{
	int64_t now;

	if ((size_t)version == schema_step_count)
		return true;
	if (db->mode == DB_RECOVER)
		return version > 0 || err_set(err, ERR_SCHEMA, "%s is empty: "
		    "its making was cut short, and there is nothing in it to "
		    "save.", db->path);
	/* The reader must not stand in the way of a journal that changes. */
	handle_close(&db->reader);
	if (!book_migrate(db, version < 0 ? 0 : version, err) ||
	    !open_reader(db, err) || !identify(db, &now, err) ||
	    !check_schema(db, now, err))
		return false;
	if ((size_t)now != schema_step_count)
		bug("a migrated book has version %lld", (long long)now);
	return true;
}

static bool
open_book(struct db *db, struct err *err)
{
	int64_t version;

	if (!open_reader(db, err))
		return say_damaged(db, err);
	return identify(db, &version, err) &&
	    check_schema(db, version, err) && bring_up(db, version, err) &&
	    access_refresh(&db->reader, err);
}

struct db *
db_open(const char *path, enum db_mode mode, const struct clock *clock,
    struct err *err)
{
	struct db *db = db_new(mode, clock);

	if (file_check(path, mode, &db->path, err) && open_book(db, err))
		return db;
	db_close(db);
	return NULL;
}

struct db *
db_create(const char *path, const struct clock *clock, struct err *err)
{
	struct db *db = db_new(DB_USE, clock);
	int fd;

	if (!file_check_new(path, &db->path, err))
		goto fail;
	fd = open(db->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC |
	    O_NOFOLLOW, 0600);
	if (fd < 0) {
		err_set(err, ERR_IO, "No book can be made at %s (%s).",
		    db->path, strerror(errno));
		goto fail;
	}
	close(fd);
	if (open_book(db, err))
		return db;
fail:
	db_close(db);
	return NULL;
}

/* The last one to have written leaves the book in one file, if nobody else
 * is writing and nobody reads. */
static void
tidy_up(struct db *db)
{
	if (db->wrote && writer_open(db, NULL) &&
	    lock_take(&db->lock, 0, NULL)) {
		wal_truncate(db, 0);
		lock_give(&db->lock);
	}
}

void
db_close(struct db *db)
{
	if (db == NULL)
		return;
	if (db->tx.open)
		db_rollback(db);
	watch_stop(db);
	handle_close(&db->reader);
	tidy_up(db);
	handle_close(&db->writer);
	lock_close(&db->lock);
	free(db->path);
	free(db->session);
	free(db->key);
	free(db->with);
	free(db);
}

const char *
db_path(const struct db *db)
{
	return db->path;
}

const char *
db_name(const struct db *db)
{
	const char *slash = strrchr(db->path, '/');

	return slash == NULL ? db->path : slash + 1;
}

const struct clock *
db_clock(const struct db *db)
{
	return db->clock;
}

/* Nobody, until the caller says who. */
static void
become(struct db *db, int64_t member, const char *key, const char *session)
{
	if (db->tx.open)
		bug("nobody signs in inside a transaction");
	free(db->session);
	free(db->key);
	db->session = session == NULL ? NULL : xstrdup(session);
	db->key = key == NULL ? NULL : xstrdup(key);
	db->member = member;
	db->system = db->sshd = db->reads_only = false;
	db->last_command = 0;
	access_forget(&db->reader);
	access_forget(&db->writer);
}

bool
db_sign_in(struct db *db, int64_t member, const char *session,
    struct err *err)
{
	return db_sign_in_by_key(db, member, NULL, session, err);
}

bool
db_sign_in_by_key(struct db *db, int64_t member, const char *key,
    const char *session, struct err *err)
{
	struct buf today = {0};
	struct stmt *q;
	int64_t found = 0;

	date_add_iso(&today, clock_today(db->clock));
	q = db_query(db, SQL_SIGN_IN, err);
	stmt_int(q, ":id", member);
	stmt_text(q, ":today", today.data);
	stmt_text(q, ":key", key);
	buf_release(&today);
	if (db_one_int(db, q, &found, err)) {
		become(db, found, key, session);
		return true;
	}
	if (err == NULL || err->code == ERR_NONE)
		err_set(err, ERR_INPUT, "There is no such member who may "
		    "sign in. Ask whoever looks after the book.");
	return false;
}

void
db_sign_out(struct db *db)
{
	become(db, 0, NULL, NULL);
}

void
db_sign_in_system(struct db *db, const char *session)
{
	become(db, 0, NULL, session);
	db->system = true;
}

void
db_sign_in_sshd(struct db *db)
{
	become(db, 0, NULL, NULL);
	db->sshd = true;
}

bool
db_find_login(struct db *db, const char *login, int64_t *member,
    struct err *err)
{
	struct stmt *q = db_query(db, SQL_FIND_LOGIN, err);

	*member = 0;
	stmt_text(q, ":login", login);
	while (stmt_next(q, err))
		*member = col_int(q, 0);
	return stmt_done(q);
}

int64_t
db_me(const struct db *db)
{
	return db->member;
}

void
db_set_cache(struct db *db, int kib)
{
	char sql[64];

	db->cache_kib = kib;
	snprintf(sql, sizeof(sql), "PRAGMA cache_size = -%d", kib);
	if (db->reader.sq != NULL)
		handle_exec(&db->reader, sql, NULL);
	if (db->writer.sq != NULL)
		handle_exec(&db->writer, sql, NULL);
}

void
db_set_wait(struct db *db, int ms)
{
	db->wait_ms = ms;
}

bool
db_hold(struct db *db)
{
	bool held = !db->hold;

	db->hold = true;
	return held;
}

void
db_let_go(struct db *db, bool held)
{
	if (!held)
		return;
	db->hold = false;
	handle_move_on(&db->reader);
}

void
db_rest(struct db *db)
{
	if (db->tx.open)
		bug("no rest inside a transaction");
	handle_close(&db->writer);
	/* The list of actions alone is 146 KiB, prepared in 3 ms: whoever
	 * follows needs it at the chair's next move. */
	handle_move_on(&db->reader);
	if (db->reader.open == 0)
		stmts_thin(&db->reader, RECENT);
	sqlite3_db_release_memory(db->reader.sq);
	malloc_trim(0);
}

void
db_wake(struct db *db)
{
	if (db->mode == DB_USE)
		writer_open(db, NULL);
}

void
db_idle_check(const struct db *db)
{
	if (db->tx.open)
		bug("the loop waits inside the transaction of %s (%s:%d)",
		    db->tx.name, db->tx.file, db->tx.line);
	if (db->reader.open + db->writer.open > 0 ||
	    !sqlite3_get_autocommit(db->reader.sq))
		bug("the loop waits with %d statements open",
		    db->reader.open + db->writer.open);
}

const char *
db_library(int *number)
{
	*number = sqlite3_libversion_number();
	return sqlite3_libversion();
}

bool
db_reference_key(struct db *db, unsigned char key[HASH_KEY], struct err *err)
{
	struct stmt *q = db_query(db, SQL_CHAIN, err);
	const void *data;
	size_t len = 0;
	bool ok;

	if (stmt_next(q, err)) {
		data = col_blob(q, 1, &len);
		if (len == HASH_KEY)
			memcpy(key, data, HASH_KEY);
	}
	ok = stmt_done(q);
	return ok && (len == HASH_KEY || err_set(err, ERR_SCHEMA, "The "
	    "book's record has lost its end. Go back to the last backup."));
}

bool
db_replica(struct db *db, int *replica, struct err *err)
{
	struct stmt *q = db_query(db, SQL_CHAIN, err);
	int64_t value = 0;
	bool ok = db_one_int(db, q, &value, err);

	*replica = (int)value;
	return ok;
}
