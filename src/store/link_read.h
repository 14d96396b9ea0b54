/*
 * link_read: what a casefile is tied to, and who was let in to it or kept out,
 * and who read it, as rows in the caller's arena. Access entries and readings
 * are there for those who may see them alone.
 */
#ifndef STORE_LINK_READ_H
#define STORE_LINK_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "store/db.h"

/* A tie with another casefile that one sees, from either side. */
struct link_row {
	int64_t id;
	int64_t casefile, other;	/* as it was made */
	const char *sort;	/* a link's key */
	const char *note;
	const char *ref;	/* of the one at the other end */
	const char *type;	/* its case type's key */
	const char *state;	/* a state's key there, '' */
	const char *answers;	/* its answers, for what it is called */
	int64_t there;		/* its id */
};

bool link_read(struct db *db, int64_t casefile, struct arena *a,
    struct link_row **rows, size_t *n, struct err *err);

struct access_row {
	int64_t id;
	int64_t agency, member;	/* one of them is 0 */
	bool allow;
	const char *reason, *name;
	bool by_conflict;	/* a declared conflict made it */
};

bool access_read(struct db *db, int64_t casefile, struct arena *a,
    struct access_row **rows, size_t *n, struct err *err);

/* Who read a casefile, latest first: at is local time, what one of open,
 * follow, search, export. For those who see the log, and for whoever answers
 * for it. */
struct reading_row {
	const char *at, *name, *agency, *what, *detail;
};

bool reading_read(struct db *db, int64_t casefile, size_t limit,
    struct arena *a, struct reading_row **rows, size_t *n, struct err *err);

#endif
