/*
 * raw: rows of any recorded table by name, for the store's own work of taking
 * back and erasing. Composes SQL only from names that the book's schema gave.
 * The store's own header.
 */
#ifndef STORE_RAW_H
#define STORE_RAW_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/json.h"
#include "store/handle.h"

/* Bind the value as it stands in an event's payload: an object {"hex": …} is
 * a blob, any other array or object its text. False when the value was too
 * long to be kept in the record. */
bool raw_bind(sqlite3_stmt *st, int at, struct arena *a,
    const struct json *v);

/* The same as canonical JSON text, NULL v as null. */
void raw_bind_json(sqlite3_stmt *st, int at, const struct json *v);

/* Run a composed statement on the writer; *changed gets the rows. Gives st
 * up. */
bool raw_run(struct db *db, sqlite3_stmt *st, int *changed, struct err *err);

/* The table of a row that refers to this one, added to by; false when none
 * does. */
bool raw_referred(struct db *db, const char *tbl, int64_t id,
    struct buf *by);

#endif
