/*
 * row: columns of a statement into the fields of a row, in the caller's arena,
 * and arrays of rows that grow there. Knows no table.
 */
#ifndef STORE_ROW_H
#define STORE_ROW_H

#include <stddef.h>

#include "base/arena.h"
#include "store/stmt.h"

/* A copy, "" for null; a copy, NULL for null. */
const char *row_str(struct stmt *q, int i, struct arena *a);
const char *row_text(struct stmt *q, int i, struct arena *a);

/* A day of base/date, DATE_NONE for null. */
int row_date(struct stmt *q, int i);

/* Room for one more row of size bytes behind n of them: the array, which may
 * have moved. *cap begins as 0. */
void *row_room(struct arena *a, void *rows, size_t n, size_t *cap,
    size_t size);

/* "Forenames Surname" of two columns, either of which may be empty. */
const char *row_name(struct stmt *q, int forenames, int surname,
    struct arena *a);

/* The same array with its count. */
struct row_list {
	struct arena *arena;
	size_t size;		/* of one row */
	void *rows;
	size_t n, cap;
};

#define ROW_LIST(a, type) { .arena = (a), .size = sizeof(type) }

/* One more row, zeroed; good until the next one is added. */
void *row_list_add(struct row_list *list);

/* Give an id; a day, null for DATE_NONE. */
void stmt_day(struct stmt *q, const char *name, int date);

#endif
