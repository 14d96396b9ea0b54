/*
 * place: where a member was, so that starting again leads there, and in which
 * format they took something away last. One row per member; the text is the
 * screen stack's own business. Not recorded as an event.
 */
#ifndef STORE_PLACE_H
#define STORE_PLACE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "store/db.h"

/* Keep where the member is; its own transaction. Writes nothing when it is
 * what it was. */
bool place_save(struct db *db, const char *where, struct err *err);

/* Where the member was, in the arena; NULL when never. */
bool place_load(struct db *db, struct arena *a, const char **where,
    struct err *err);

/* Likewise the format in which the member took a document away last. */
bool place_format_save(struct db *db, const char *format, struct err *err);
bool place_format_load(struct db *db, struct arena *a, const char **format,
    struct err *err);

#endif
