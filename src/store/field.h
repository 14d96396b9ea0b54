/*
 * field: saving one field of one record with "still has the value that was
 * read" as its guard. Two people in different fields of one record never
 * disturb each other; in the same field the second gets a conflict to look
 * at. Composes SQL only from names it found in the book's own schema.
 */
#ifndef STORE_FIELD_H
#define STORE_FIELD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "store/db.h"

/*
 * Inside a transaction: set table.column of the row id from old to new, both
 * as text as it was read (numbers in decimal, NULL for null). True when the
 * field now has the new value, also when someone else gave it the same one
 * first. False with
 *   ERR_CONFLICT  someone changed it since: *now (may be NULL) gets what it is
 *                 now, or NULL for null; yours to free;
 *   ERR_INPUT     there is no such record (or it may not be seen, which is
 *                 the same), or a rule of the table refuses the value;
 *   ERR_DENIED    the record is seen but not this field.
 * After a conflict or a missing record the transaction is still good. A table
 * or column that may not be set so is a bug().
 */
bool db_set_field(struct db *db, const char *table, const char *column,
    int64_t id, const char *old, const char *new, char **now,
    struct err *err);

/*
 * The same for one answer in the answers column: key is the field's name in
 * its form, old and new are JSON values ("\"text\"", "12", "true",
 * "[\"a\",\"b\"]"), NULL when unanswered. The JSON null is a bug(): an
 * unanswered field is not there. *now gets JSON.
 */
bool db_set_answer(struct db *db, const char *table, int64_t id,
    const char *key, const char *old, const char *new, char **now,
    struct err *err);

#endif
