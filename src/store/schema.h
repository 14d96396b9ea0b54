/*
 * schema: making a book's schema from the migrations, the recording triggers
 * included, and telling by one hash whether a book has exactly it. Works on a
 * bare SQLite handle, so that the build can ask it what the hash must be.
 */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include <sqlite3.h>
#include <stdbool.h>

#include "base/err.h"
#include "base/hash.h"
#include "store/schema_sql.h"

/* Run one step: its text, then the triggers of all recorded tables made anew.
 * The caller has the transaction. */
bool schema_step_run(sqlite3 *sq, const struct schema_step *step,
    struct err *err);

/* The hash over every row of sqlite_schema in order, in hex. */
bool schema_hash(sqlite3 *sq, char hex[HASH_HEX], struct err *err);

#endif
