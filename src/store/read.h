/*
 * read: what the *_read files share: columns into an arena, rows into a
 * growing array there.
 */
#ifndef STORE_READ_H
#define STORE_READ_H

#include <stddef.h>

#include "base/arena.h"
#include "store/stmt.h"

/* A copy of a text column, "" for null. */
const char *read_text(struct stmt *q, int i, struct arena *a);

/* An ISO date column; DATE_NONE for null or anything else. */
int read_date(struct stmt *q, int i);

/* "Forenames Surname" of two columns, either of which may be empty. */
const char *read_name(struct stmt *q, int forenames, int surname,
    struct arena *a);

/* Rows of one size, growing in an arena. */
struct read_rows {
	struct arena *arena;
	size_t size;		/* of one row */
	void *rows;
	size_t n, cap;
};

#define READ_ROWS(a, type) { .arena = (a), .size = sizeof(type) }

/* One more row, zeroed; good until the next one is added. */
void *read_rows_add(struct read_rows *list);

#endif
