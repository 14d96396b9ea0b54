/*
 * timer: what comes due of the records, by the timers of their case types.
 * Computed from what the viewer sees and never stored; a timer that has
 * stopped, that counts from a date not known, or that does not run in the
 * record's state is not there. Reads; changes nothing.
 */
#ifndef CMD_TIMER_H
#define CMD_TIMER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "cmd/session.h"

struct timer_line {
	int64_t casefile;
	const char *ref;
	const struct kind_case_type *type;
	const char *state;	/* a state's key, '' for none */
	int64_t lead;		/* 0: none */
	const char *lead_name;	/* '' for none */
	const struct kind_timer *timer;
	int from, due;
	int left;		/* days; negative: late */
	int alert;		/* days before of the alert reached; -1 */
};

/* The timers of one casefile that run, the nearest first. Everything in the
 * arena; types and timers are the session's. ERR_INPUT when there is none
 * such to be seen. */
bool timer_read_casefile(struct session *s, int64_t casefile,
    struct arena *a, struct timer_line **list, size_t *n, struct err *err);

/* Those of all live records of a board, the nearest first: one read along the
 * index of what is live for each case type that has timers. */
bool timer_read_board(struct session *s, int64_t board, struct arena *a,
    struct timer_line **list, size_t *n, struct err *err);

/* How many of those of all live records are late. brief: what the board's kind
 * left in the book of its timers (home_read), so that the kind is not read. */
bool timer_count_late(struct session *s, int64_t board, const char *brief,
    size_t *late, struct err *err);

/* Those of the live records of one type. */
bool timer_read_type(struct session *s, int64_t board,
    const struct kind_case_type *t, struct arena *a,
    struct timer_line **list, size_t *n, struct err *err);

/* Add how near it is: "in 12 days", "today", "5 days late". */
void timer_add_left(struct buf *b, int left);

#endif
