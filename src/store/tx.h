/*
 * tx: the write transaction of one command. db_begin takes the book's write
 * lock (store/lock.h), so at most one session of all is between db_begin and
 * db_commit; never wait for a person there. Every row changed becomes an
 * event with the command's name, the member, the session and the time.
 *
 *	if (!db_begin(db, "action-add", err))
 *		return false;
 *	… db_run(…) …
 *	if (bad)
 *		return db_rollback(db);
 *	return db_commit(db, err);
 */
#ifndef STORE_TX_H
#define STORE_TX_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "store/db.h"

/* Begin the transaction of a command; name is its name for the log ("action-
 * add"), copied. ERR_BUSY when the turn did not come in time. A begin inside a
 * transaction is a bug(), which names where the first began. */
#define db_begin(db, name, err) \
	db_begin_at((db), (name), 0, __FILE__, __LINE__, (err))

/* The same for a command that takes back the command undoes. */
#define db_begin_undo(db, name, undoes, err) \
	db_begin_at((db), (name), (undoes), __FILE__, __LINE__, (err))

bool db_begin_at(struct db *db, const char *name, int64_t undoes,
    const char *file, int line, struct err *err);

/* Make it durable, wake the other sessions. False: nothing of it was saved.
 * After a failed statement a commit is refused: nothing is ever half-saved. */
bool db_commit(struct db *db, struct err *err);

/* Drop everything since db_begin. Always false, for "return db_rollback(db)". */
bool db_rollback(struct db *db);

/*
 * Until db_move_on all is read as the book is at the first reading from here on,
 * whatever anyone writes meanwhile; what this session writes is written all the
 * same. For what is read in more than one statement and belongs together. The
 * log beside the book grows as long: never wait for a person with it. (db_hold
 * goes on with each transaction of this session.)
 */
bool db_stand(struct db *db, struct err *err);
void db_move_on(struct db *db);

/* True between db_begin and db_commit or db_rollback. */
bool db_in_tx(const struct db *db);

/* The id of the command in hand: what undo takes, what events carry. It
 * becomes real with the first row changed. Only inside a transaction. */
int64_t db_command_id(const struct db *db);

/* The id of the last command of this session that changed something and was
 * committed; 0 when there was none. */
int64_t db_last_command(const struct db *db);

/* A new id for a row of any table, replica << 40 | counter. Only inside a
 * transaction. */
int64_t db_new_id(struct db *db);

/* A running number kept under a name ("ref/12/2031"): 0 until it was set.
 * Reading works anywhere; setting only inside a transaction. Counters are not
 * undone. */
bool db_counter(struct db *db, const char *name, int64_t *value,
    struct err *err);
bool db_set_counter(struct db *db, const char *name, int64_t value,
    struct err *err);

/* The time of this transaction, epoch ms: the same for all its rows. */
int64_t db_tx_time(const struct db *db);

/* Rows changed so far in this transaction (events written). */
int db_tx_events(const struct db *db);

#endif
