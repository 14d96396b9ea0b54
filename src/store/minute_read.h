/*
 * minute_read: entries of the record as rows, in the caller's arena. Only
 * what the viewer may see.
 */
#ifndef STORE_MINUTE_READ_H
#define STORE_MINUTE_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "store/db.h"

struct minute_row {
	int64_t id;
	int64_t meeting, item, casefile;
	const char *phase;	/* "" outside phases */
	const char *sort;
	int64_t agency;		/* who said it; 0 */
	const char *agency_name, *agency_short;
	int position;
	const char *text;
	int64_t recorded_by;
	const char *recorded_by_name;
	const char *recorded_at;
};

/* Of one agenda line, of a whole meeting (agenda order), of a case at all its
 * meetings. */
bool minute_read_item(struct db *db, int64_t item, struct arena *a,
    struct minute_row **rows, size_t *n, struct err *err);
bool minute_read_meeting(struct db *db, int64_t meeting, struct arena *a,
    struct minute_row **rows, size_t *n, struct err *err);
bool minute_read_casefile(struct db *db, int64_t casefile, struct arena *a,
    struct minute_row **rows, size_t *n, struct err *err);

/* One; ERR_INPUT when there is none that one may see. */
bool minute_read(struct db *db, int64_t id, struct arena *a,
    struct minute_row *row, struct err *err);

#endif
