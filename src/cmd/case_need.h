/*
 * case_need: answers that may be given only while so many of a role are in the
 * record: a choice is refused while they are fewer, and a record that has
 * become too small is told of, never changed.
 */
#ifndef CMD_CASE_NEED_H
#define CMD_CASE_NEED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "cmd/session.h"

/* An answer that the record no longer bears. */
struct unmet {
	const char *field;	/* the field's key */
	const char *choice;	/* the choice's label */
	const char *text;	/* the sentence of the kind */
	int have, need;		/* parties in that role on the day */
};

/* Those of a casefile on a day. In the arena. */
bool case_unmet(struct session *s, int64_t casefile, int on,
    struct arena *a, struct unmet **list, size_t *n, struct err *err);

/* May this answer (JSON, NULL: none) be given to the field of a casefile
 * today? ERR_INPUT with the kind's sentence when it may not. */
bool case_need(struct session *s, int64_t casefile, const char *field,
    const char *json, struct err *err);

/* The same for all answers of a record whose parties are in. */
bool case_need_all(struct session *s, int64_t casefile, struct err *err);

/* Has this type such a choice at all? */
bool case_has_needs(const struct kind *k, const struct kind_case_type *t);

/* Required links that a casefile lacks: their labels. In the arena. */
bool case_links_missing(struct session *s, int64_t casefile,
    const struct kind_case_type *t, struct arena *a, const char ***labels,
    size_t *n, struct err *err);

#endif
