/*
 * snapshot_read: reports as a meeting looked at them, those whose every source
 * the viewer sees, as rows in the caller's arena.
 */
#ifndef STORE_SNAPSHOT_READ_H
#define STORE_SNAPSHOT_READ_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "store/db.h"

struct snapshot_row {
	int64_t id;
	const char *report;	/* a report's key in the meeting's kind */
	const char *title;
	const char *body;	/* JSON, see report_body in export/report.h */
	const char *made_at;
};

/* Of one meeting, in the order of its step. */
bool snapshot_read(struct db *db, int64_t meeting, struct arena *a,
    struct snapshot_row **rows, size_t *n, struct err *err);

#endif
