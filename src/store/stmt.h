/*
 * stmt: running one statement of the catalogue. A statement is prepared once
 * per handle and kept; db_query hands it out, stmt_done gives it back.
 *
 *	q = db_query(db, SQL_ACTION_LIST, err);
 *	stmt_int(q, ":casefile", id);
 *	while (stmt_next(q, err))
 *		… col_int(q, 0), col_text(q, 1) …
 *	return stmt_done(q);
 *
 * Every function takes a NULL statement and does nothing with it, so the
 * failure of db_query needs no line of its own.
 */
#ifndef STORE_STMT_H
#define STORE_STMT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "store/db.h"
#include "store/sql.h"

struct stmt;

/* A statement ready for its parameters. NULL when the book can't be read
 * (err says why). A WRITE outside a transaction is a bug(). */
struct stmt *db_query(struct db *db, enum sql_id id, struct err *err);

/* Give a parameter its value; name with its colon. An unknown name is a
 * bug(), and so is running a statement with a parameter left out. Texts and
 * blobs are copied; a NULL text is null. */
void stmt_int(struct stmt *q, const char *name, int64_t value);
void stmt_bool(struct stmt *q, const char *name, bool value);
void stmt_real(struct stmt *q, const char *name, double value);
void stmt_text(struct stmt *q, const char *name, const char *value);
void stmt_textn(struct stmt *q, const char *name, const char *value,
    size_t len);
void stmt_blob(struct stmt *q, const char *name, const void *value,
    size_t len);
void stmt_null(struct stmt *q, const char *name);

/* value, or null when it is 0 (no id is 0). */
void stmt_id(struct stmt *q, const char *name, int64_t value);

/* True when there is a row (another row); false at the end and on failure,
 * which stmt_done tells apart. */
bool stmt_next(struct stmt *q, struct err *err);

/* Give it back. True when it was run to where the caller stopped without a
 * failure. */
bool stmt_done(struct stmt *q);

/* Run a write to its end and give it back. *changed (may be NULL) gets the
 * rows changed in the table itself, what triggers did not counted. On failure
 * the transaction can only be rolled back. */
bool db_run(struct db *db, struct stmt *q, int *changed, struct err *err);

/* One value of one row, the rest of the rows left: false with err untouched
 * when there is no row. Gives the statement back. For "SELECT id FROM …" and
 * counts. */
bool db_one_int(struct db *db, struct stmt *q, int64_t *value,
    struct err *err);

/* Columns of the present row, from 0. Texts and blobs are good until the next
 * stmt_next or stmt_done: copy them. col_text is NULL for null, col_str ""
 * for null. */
int64_t col_int(struct stmt *q, int i);
bool col_bool(struct stmt *q, int i);
double col_real(struct stmt *q, int i);
bool col_null(struct stmt *q, int i);
const char *col_text(struct stmt *q, int i);
const char *col_str(struct stmt *q, int i);
const void *col_blob(struct stmt *q, int i, size_t *len);
char *col_copy(struct stmt *q, int i, struct arena *a);
int col_count(struct stmt *q);
const char *col_name(struct stmt *q, int i);

/* What statements cost since the last call: rows stepped over in full scans,
 * sorts, automatic indexes. For tests and the bench. */
struct stmt_cost {
	int64_t scan_steps;
	int64_t sorts;
	int64_t auto_indexes;
};
void db_cost(struct db *db, struct stmt_cost *cost);

#endif
