#include "store/tx.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "store/handle.h"
#include "store/stmt.h"

enum {
	WAL_PASSIVE = 1000,	/* pages in the WAL before it is copied back */
	WAL_AGAIN = 250,	/* and more before that is tried again */
	WAL_TRUNCATE = 16000	/* pages before readers are asked to wait */
};

bool
wal_truncate(struct db *db, int wait_ms)
{
	int rc;

	if (!db->lock.held)
		bug("a checkpoint without the write lock");
	sqlite3_busy_timeout(db->writer.sq, wait_ms);
	rc = sqlite3_wal_checkpoint_v2(db->writer.sq, "main",
	    SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
	sqlite3_busy_timeout(db->writer.sq, 2000);
	if (rc == SQLITE_OK)
		db->wal_pages = db->wal_tried = 0;
	return rc == SQLITE_OK;
}

/* Copy the WAL back when it has grown. Passive never waits; a WAL that readers
 * keep from being begun anew is truncated when it has become long. */
void
wal_tidy(struct db *db)
{
	int pages = 0, copied = 0;

	if (db->wal_pages < WAL_PASSIVE)
		db->wal_tried = 0;
	if (db->wal_pages < WAL_PASSIVE ||
	    db->wal_pages < db->wal_tried + WAL_AGAIN)
		return;
	if (db->wal_pages >= WAL_TRUNCATE && wal_truncate(db, 20))
		return;
	if (!db->lock.held)
		bug("a checkpoint without the write lock");
	sqlite3_wal_checkpoint_v2(db->writer.sq, "main",
	    SQLITE_CHECKPOINT_PASSIVE, &pages, &copied);
	db->wal_tried = pages > copied ? db->wal_pages : 0;
}

/* The tables are still those this session opened. */
static bool
same_schema(struct db *db, struct err *err)
{
	struct handle *h = &db->writer;
	sqlite3_stmt *st = own(h, OWN_SCHEMA_VERSION, err);
	int64_t version;

	if (st == NULL)
		return false;
	if (handle_step(h, CLASS_STORE, st) != SQLITE_ROW) {
		handle_fail(h, "The book can't be written", err);
		sqlite3_reset(st);
		return false;
	}
	version = sqlite3_column_int64(st, 0);
	sqlite3_reset(st);
	return version == db->reader.schema_version ||
	    err_set(err, ERR_SCHEMA, "The book was changed by another "
	    "version of this program, so this was not saved. Leave, and start "
	    "again with the newer one.");
}

static void
end_tx(struct db *db)
{
	search_forget(db);
	free(db->tx.name);
	db->tx = (struct tx){0};
	lock_give(&db->lock);
}

bool
db_begin_at(struct db *db, const char *name, int64_t undoes,
    const char *file, int line, struct err *err)
{
	if (db->tx.open)
		bug("%s begins (%s:%d) inside %s (%s:%d)", name, file, line,
		    db->tx.name, db->tx.file, db->tx.line);
	if (db->mode == DB_RECOVER)
		return err_set(err, ERR_IO, "%s was opened to be looked at "
		    "only, so nothing was saved.", db->path);
	if (db->reads_only)
		return err_set(err, ERR_DENIED, "What is made for others is "
		    "read for them only; nothing was changed.");
	/* Nothing of before is to be read behind it. */
	handle_move_on(&db->reader);
	if (!writer_open(db, err) ||
	    !lock_take(&db->lock, db->wait_ms, err))
		return false;
	db->tx = (struct tx){ .open = true, .name = xstrdup(name),
	    .undoes = undoes, .at = clock_now(db->clock), .file = file,
	    .line = line };
	access_forget(&db->writer);
	if (own_run(&db->writer, own(&db->writer, OWN_BEGIN, err), err) &&
	    same_schema(db, err) && chain_load(db, err))
		return true;
	return db_rollback(db);
}

bool
db_commit(struct db *db, struct err *err)
{
	struct tx *tx = &db->tx;
	bool recorded;

	if (!tx->open)
		bug("a commit outside a transaction");
	if (db->writer.open > 0)
		bug("%s commits with %d statements open", tx->name,
		    db->writer.open);
	if (tx->failed) {
		if (err == NULL || err->code == ERR_NONE)
			err_set(err, ERR_IO, "A part of this could not be "
			    "saved, so none of it was.");
		return db_rollback(db);
	}
	if (!search_update(db, err) || !chain_save(db, err) ||
	    !own_run(&db->writer, own(&db->writer, OWN_COMMIT, err), err))
		return db_rollback(db);
	recorded = tx->seq >= tx->first_seq;
	if (recorded) {
		db->last_command = tx->command;
		watch_own(db, tx->first_seq, tx->seq);
	}
	db->wrote = true;
	wal_tidy(db);
	end_tx(db);
	/* Drafts and presence wake nobody. */
	if (recorded)
		watch_tell(db);
	return true;
}

/* After some failures SQLite has rolled back by itself. */
bool
db_rollback(struct db *db)
{
	if (!db->tx.open)
		bug("a rollback outside a transaction");
	if (db->writer.open > 0)
		bug("%s rolls back with %d statements open", db->tx.name,
		    db->writer.open);
	if (!sqlite3_get_autocommit(db->writer.sq) &&
	    !own_run(&db->writer, own(&db->writer, OWN_ROLLBACK, NULL), NULL))
		handle_close(&db->writer);
	access_forget(&db->writer);
	end_tx(db);
	return false;
}

/* A book as it stood is held on to as it is. */
bool
db_stand(struct db *db, struct err *err)
{
	if (db->stands)
		bug("stands twice");
	if (!sqlite3_get_autocommit(db->reader.sq))
		return true;
	db->stands = handle_exec(&db->reader, "BEGIN", err);
	return db->stands;
}

void
db_move_on(struct db *db)
{
	if (db->stands)
		handle_exec(&db->reader, "COMMIT", NULL);
	db->stands = false;
}

bool
db_in_tx(const struct db *db)
{
	return db->tx.open;
}

static const struct tx *
current(const struct db *db)
{
	if (!db->tx.open)
		bug("asked outside a transaction");
	return &db->tx;
}

int64_t
db_command_id(const struct db *db)
{
	return current(db)->command;
}

int64_t
db_last_command(const struct db *db)
{
	return db->last_command;
}

int64_t
db_new_id(struct db *db)
{
	struct tx *tx = &db->tx;

	current(db);
	tx->chain_changed = true;
	return tx->replica << 40 | tx->next_id++;
}

int64_t
db_tx_time(const struct db *db)
{
	return current(db)->at;
}

int
db_tx_events(const struct db *db)
{
	return (int)(current(db)->seq - db->tx.first_seq + 1);
}

bool
db_counter(struct db *db, const char *name, int64_t *value, struct err *err)
{
	struct stmt *q = db_query(db, SQL_COUNTER_GET, err);

	*value = 0;
	stmt_text(q, ":name", name);
	while (stmt_next(q, err))
		*value = col_int(q, 0);
	return stmt_done(q);
}

bool
db_set_counter(struct db *db, const char *name, int64_t value,
    struct err *err)
{
	struct stmt *q = db_query(db, SQL_COUNTER_SET, err);

	stmt_text(q, ":name", name);
	stmt_int(q, ":value", value);
	return db_run(db, q, NULL, err);
}
