/*
 * repeat_case: casefiles as the repeat rule sees them: dates, and the people
 * whose sameness counts. Inside cmd/ alone; everything in the caller's arena.
 */
#ifndef CMD_REPEAT_CASE_H
#define CMD_REPEAT_CASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "cmd/session.h"
#include "model/repeat.h"

/* One casefile; err ERR_INPUT when there is none that one may see. */
bool repeat_case_load(struct session *s, int64_t casefile, struct arena *a,
    struct repeat_case *out, struct err *err);

/* Earlier casefiles that anyone like its people is in. */
bool repeat_case_candidates(struct session *s, const struct repeat_case *now,
    const struct match_rules *rules, struct arena *a,
    struct repeat_case **list, size_t *count, struct err *err);

/* The last meeting that heard a casefile of that type; DATE_NONE. */
bool repeat_case_heard(struct session *s, int64_t casefile,
    const struct kind_case_type *t, int *heard, struct err *err);

#endif
