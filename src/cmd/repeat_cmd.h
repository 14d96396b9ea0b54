/*
 * repeat_cmd: has this come back? Proposals by the kind's rule under both
 * clocks, with their evidence, for a person to decide; advice on the criteria;
 * and the cases that just left the window. The proposals see what the member
 * may see. Deciding needs the right of that name.
 */
#ifndef CMD_REPEAT_CMD_H
#define CMD_REPEAT_CMD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "cmd/session.h"
#include "model/repeat.h"
#include "model/threshold.h"

struct repeat_found {
	int64_t earlier;
	const char *reference;
	struct repeat_proposal proposal;
	const char *decision;	/* yes, no, different; NULL: not decided */
	const char *reason;
};

/* In the arena, likeliest first; none where the kind has no such rule. */
bool repeat_proposals(struct session *s, int64_t casefile, struct arena *a,
    struct repeat_found **list, size_t *count, struct err *err);

enum repeat_decision { REPEAT_DECIDED_YES, REPEAT_DECIDED_NO,
	REPEAT_DECIDED_DIFFERENT };

/* Decide; what spoke for it is kept with the decision. Going against the
 * answer of the rule's own clock needs a reason. Deciding again replaces. */
bool cmd_repeat_decide(struct session *s, int64_t casefile, int64_t earlier,
    enum repeat_decision decision, const char *reason, struct err *err);

/* Does it meet the criteria? In the arena. */
bool casefile_advice(struct session *s, int64_t casefile, struct arena *a,
    struct threshold_advice *advice, struct err *err);

/* The casefile was decided to be a repeat of another. */
bool casefile_is_repeat(struct session *s, int64_t casefile, bool *repeat,
    struct err *err);

/* A case whose window ended since the board's last meeting. */
struct lapsed {
	int64_t casefile;
	const char *reference;
	const char *title;	/* the names that make its title */
	int from;		/* the day the clock started */
	int ended;		/* the last day inside */
};

/* Those on a day, by the clock (the kind's own, or the other). since: the
 * meeting before; DATE_NONE: the board's last one before the day. */
bool repeat_lapsed_list(struct session *s, int64_t board, int since, int on,
    enum repeat_clock clock, struct arena *a, struct lapsed **list,
    size_t *count, struct err *err);

/* The kind's rule as the model wants it; false when the kind has none. */
bool repeat_rule_of(const struct kind *k, struct repeat_rule *rule);

#endif
