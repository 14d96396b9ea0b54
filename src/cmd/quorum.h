/*
 * quorum: which organisations that count are at a meeting, and whether those
 * who are here now suffice by the kind's rule. Changes nothing.
 */
#ifndef CMD_QUORUM_H
#define CMD_QUORUM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "cmd/session.h"
#include "form/kind.h"
#include "store/attendance_read.h"

/* A meeting's roll as it was read, and its kind. Borrowed. */
struct quorum_roll {
	int64_t meeting;
	const struct kind *kind;
	const struct attendance_row *rows;
	size_t n;
};

/* An agency that stands behind somebody who counts: their own, and those it
 * belongs to. */
struct behind {
	int64_t agency;
	const char *category, *name;
	bool whole;		/* the organisation itself, no team of one */
};

/* Behind those who are here, or (left) who were and left as well. */
bool quorum_agencies(struct session *s, const struct quorum_roll *roll,
    bool left, struct arena *a, struct behind **rows, size_t *n,
    struct err *err);

struct quorum {
	int need;		/* organisations; 0: nothing is asked for */
	int here;		/* the teams of one are one voice */
	const char *rule;	/* "Police, Council and 2 others" */
	const char *names;	/* of those here, "" for none */
	const char *missing;	/* "Council and 1 more", "" when it is met */
};

/* need: how many organisations, KIND_UNSET for the rule's. */
bool quorum_read(struct session *s, const struct quorum_roll *roll, int need,
    struct arena *a, struct quorum *out, struct err *err);

#endif
