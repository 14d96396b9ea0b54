/*
 * migrate: brings a book from its version to this program's, each step in an
 * immediate transaction of its own under the write lock.
 */
#include <string.h>

#include "store/handle.h"
#include "store/schema.h"
#include "store/schema_sql.h"
#include "store/tx.h"

/* The one row of chain, as random as it must be. */
static bool
begin_chain(struct handle *h, struct err *err)
{
	unsigned char genesis[HASH_SIZE], key[HASH_KEY];
	sqlite3_stmt *st;
	bool ok;

	hash_random(genesis, sizeof(genesis));
	hash_random(key, sizeof(key));
	st = handle_prepare(h, CLASS_STORE, "INSERT INTO chain (id, replica, "
	    "next_id, seq, head, genesis, ref_key) "
	    "VALUES (1, 0, 1, 0, ?1, ?1, ?2)", err);
	if (st == NULL)
		return false;
	sqlite3_bind_blob(st, 1, genesis, sizeof(genesis), SQLITE_STATIC);
	sqlite3_bind_blob(st, 2, key, sizeof(key), SQLITE_STATIC);
	ok = own_run(h, st, err);
	sqlite3_finalize(st);
	return ok;
}

/* Every reference leads somewhere. */
static bool
check_references(struct handle *h, struct err *err)
{
	sqlite3_stmt *st;
	int rc;

	st = handle_prepare(h, CLASS_STORE, "PRAGMA foreign_key_check", err);
	if (st == NULL)
		return false;
	rc = handle_step(h, CLASS_STORE, st);
	if (rc == SQLITE_ROW)
		err_set(err, ERR_SCHEMA, "The book can't be brought up to "
		    "date: a row of %s refers to nothing. It was left as it "
		    "is; go back to the last backup.",
		    (const char *)sqlite3_column_text(st, 0));
	else if (rc != SQLITE_DONE)
		handle_fail(h, "The book can't be brought up to date", err);
	sqlite3_finalize(st);
	return rc == SQLITE_DONE;
}

static bool
run_step(struct db *db, const struct schema_step *step, struct err *err)
{
	struct handle *h = &db->writer;
	char sql[48];
	bool first = step->version == 1;

	snprintf(sql, sizeof(sql), "PRAGMA user_version = %d", step->version);
	return (first || chain_load(db, err)) &&
	    schema_step_run(h->sq, step, err) &&
	    (!first || begin_chain(h, err)) &&
	    check_references(h, err) &&
	    (first || chain_save(db, err)) &&
	    handle_exec(h, sql, err);
}

/* One transaction: the step after the version that the book has by now; done
 * when there is none, because another session may have been first. */
static bool
next_step(struct db *db, bool *done, struct err *err)
{
	struct handle *h = &db->writer;
	int64_t version;
	bool ok;

	if (!lock_take(&db->lock, db->wait_ms, err))
		return false;
	ok = handle_exec(h, "BEGIN IMMEDIATE", err) &&
	    handle_int(h, "PRAGMA user_version", &version, err);
	*done = ok && (size_t)version >= schema_step_count;
	if (ok && !*done) {
		db->tx = (struct tx){ .open = true, .name = (char[]){
		    "migrate" }, .at = clock_now(db->clock) };
		ok = run_step(db, &schema_steps[version], err);
		search_forget(db);
		db->tx = (struct tx){0};
	}
	ok = ok && handle_exec(h, "COMMIT", err);
	if (!ok && sqlite3_get_autocommit(h->sq) == 0)
		handle_exec(h, "ROLLBACK", NULL);
	if (ok && *done)
		wal_truncate(db, 0);
	lock_give(&db->lock);
	return ok;
}

/* A new file is told that it is a book before it becomes one in WAL, so that
 * what was begun can be told from another program's file. */
static bool
begin_file(struct db *db, struct err *err)
{
	struct handle *h = &db->writer;
	char sql[64];
	bool ok;

	snprintf(sql, sizeof(sql), "PRAGMA application_id = %d",
	    BOOK_APPLICATION_ID);
	if (!lock_take(&db->lock, db->wait_ms, err))
		return false;
	ok = handle_exec(h, sql, err) &&
	    handle_exec(h, "PRAGMA journal_mode = WAL", err);
	lock_give(&db->lock);
	return ok;
}

bool
book_migrate(struct db *db, int64_t from, struct err *err)
{
	bool done = false, ok;

	if (!writer_open(db, err))
		return false;
	ok = from > 0 || begin_file(db, err);
	while (ok && !done)
		ok = next_step(db, &done, err);
	/* What the handle learnt of the schema is of the old one. */
	handle_close(&db->writer);
	return ok;
}
