/*
 * agenda_read: the lines of a meeting's agenda, steps and cases, as rows for
 * screens and documents. Only what the viewer may see is there, so counts and
 * positions ("2 of 3") made from the rows are the viewer's own. Everything
 * lies in the caller's arena; knows keys, no labels.
 */
#ifndef STORE_AGENDA_READ_H
#define STORE_AGENDA_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "store/db.h"

struct agenda_row {
	int64_t id;
	int64_t meeting;
	const char *step;
	int position;
	int64_t casefile;	/* 0: a step */
	const char *ref;	/* the case's, or "" */
	const char *name;	/* what it is called by its fields: "" until
				 * a screen that knows the kind sets it */
	const char *case_type;
	const char *case_state;	/* a state's key, '' for none */
	const char *origin;	/* area it was transferred from, or "" */
	bool restricted;
	bool repeat;		/* decided to be one */
	const char *type;	/* an item type's key */
	int planned;		/* minutes; 0: the kind's own */
	const char *status;	/* waiting, current, done, skipped */
	const char *disposition, *reason;
	int64_t deferred_to;
	const char *deferred_to_ref;
	int deferred_to_on;	/* DATE_NONE */
	int64_t presenter;
	const char *presenter_name;
	bool closed;		/* not for all who are in the room */
	const char *started_at, *ended_at;
	long spent;		/* seconds in earlier visits */
	const char *resumed_at;	/* the running visit began, or NULL */
	const char *visits;	/* JSON: [["from", "to"], …]; the last without
				 * its end while it is in hand */
	const char *read_back_at;
	const char *answers;	/* JSON */
	/* The case's, for its conclusion. */
	const char *sent_to;
	int sent_on, acknowledged_on;
	/* Among the rows of the same step that one sees: 1, 2 … of how many
	 * (set by agenda_read alone). */
	int nth, of;
};

/* The agenda in order. */
bool agenda_read(struct db *db, int64_t meeting, struct arena *a,
    struct agenda_row **rows, size_t *n, struct err *err);

/* One line; ERR_INPUT when there is none that one may see. */
bool agenda_read_item(struct db *db, int64_t item, struct arena *a,
    struct agenda_row *row, struct err *err);

/* Every listing of a case, latest meeting first. */
bool agenda_read_casefile(struct db *db, int64_t casefile, struct arena *a,
    struct agenda_row **rows, size_t *n, struct err *err);

/* The line's id by meeting and case reference, or by meeting and step key; 0
 * when there is none. */
bool agenda_find_case(struct db *db, int64_t meeting, const char *ref,
    int64_t *item, struct err *err);
bool agenda_find_step(struct db *db, int64_t meeting, const char *step,
    int64_t *item, struct err *err);

/* Accepted cases of the board that no agenda holds as waiting, in hand or
 * done, oldest first. Rows have casefile, ref, case_type, origin, restricted,
 * repeat, and of the last line it had the disposition and reason ("" when it
 * was never listed); the rest is empty. Those that left for good are for the
 * caller to drop, who knows the kind. types: a JSON list of the case types
 * looked for. */
bool agenda_read_unlisted(struct db *db, int64_t board, const char *types,
    struct arena *a, struct agenda_row **rows, size_t *n, struct err *err);

/* Seconds spent on the line up to now ("2031-03-13T09:30:05"). */
long agenda_spent(const struct agenda_row *row, const char *now);

#endif
