/*
 * timer_watch: one timer of a case type as it looks at a record: what it
 * counts from, what stops it, in which states it runs. Made from the kind, or
 * from the JSON that the kind left in the book, so that a list of boards
 * reads no kind. Pure; everything lies in the caller's arena.
 */
#ifndef CMD_TIMER_WATCH_H
#define CMD_TIMER_WATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "cmd/answer.h"
#include "form/kind.h"
#include "model/timer.h"
#include "model/workday.h"

struct timer_watch {
	const char *type;		/* the case type's key */
	struct kind_field from;		/* key NULL: there is none */
	struct kind_field until;	/* key NULL: nothing stops it */
	const char *const *states;	/* none: in live ones */
	size_t n_states;
	struct timer_rule rule;		/* read from JSON: without alerts */
};

void timer_watch_of_kind(const struct kind *k,
    const struct kind_case_type *t, const struct kind_timer *timer,
    struct arena *a, struct timer_watch *w);

/* Add every timer of the kind as an array; "[]" when it has none. */
void timer_watch_add_json(struct buf *b, const struct kind *k);

/* One of them read again. False when it is none. */
bool timer_watch_of_json(const struct json *v, struct arena *a,
    struct timer_watch *w);

/* The day it counts from in the record; DATE_NONE where that is not known or
 * only roughly. */
int timer_watch_from(const struct timer_watch *w, const struct record *rec,
    struct arena *a);

/* Does it run on a record in that state? */
bool timer_watch_runs(const struct timer_watch *w, const struct record *rec,
    const char *state, struct arena *a);

#endif
