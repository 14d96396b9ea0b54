/*
 * records_read: the records of one type of a board as rows, in the caller's
 * arena, and how many are in hand. Counts are the viewer's own.
 */
#ifndef STORE_RECORDS_READ_H
#define STORE_RECORDS_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "store/db.h"

struct record_row {
	int64_t id;
	const char *ref;
	int received_on;
	const char *state;	/* a state's key, '' for none */
	int state_on;		/* DATE_NONE */
	bool live, restricted;
	const char *screening;
	const char *lead_name;
	const char *answers;	/* JSON */
};

/* The live ones by reference, or all, the newest first: at most limit. */
bool records_read(struct db *db, int64_t board, const char *type, bool live,
    size_t limit, struct arena *a, struct record_row **rows, size_t *n,
    struct err *err);

/* Counting stops here: what is more is many. */
#define RECORDS_MOST 1000

/* How many are live. */
bool records_count(struct db *db, int64_t board, const char *type, int *n,
    struct err *err);

#endif
