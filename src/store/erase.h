/*
 * erase: taking a person out of the book for good. Rows, the content and salt
 * of every event about them, and the search index go; the chain stays whole
 * and says nothing of what was there. Who may order it is decided in cmd/.
 */
#ifndef STORE_ERASE_H
#define STORE_ERASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "store/db.h"

struct erase_row {
	const char *tbl;
	int64_t row;
};

/*
 * Inside a transaction: take out the content of every event ever written of
 * these rows, their search entries and drafts. Rows that still stand are
 * deleted, children first; what another row still needs is refused with a
 * sentence naming its table. The deletions are events without content.
 */
bool db_erase(struct db *db, const struct erase_row *rows, size_t count,
    struct err *err);

/* The same for a whole casefile: every event that carries it, every row that
 * belongs to it. */
bool db_erase_casefile(struct db *db, int64_t casefile, struct err *err);

/* After the commit: rewrite the search index and empty the WAL, so that no
 * page keeps the words. ERR_BUSY when a session was reading all the time: the
 * rows are gone, call it again. Not inside a transaction. */
bool db_erase_finish(struct db *db, struct err *err);

#endif
