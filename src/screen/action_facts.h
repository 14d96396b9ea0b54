/*
 * action_facts: what the screen of one action says of it above and beside its
 * steps. Private to screen/action.
 */
#ifndef SCREEN_ACTION_FACTS_H
#define SCREEN_ACTION_FACTS_H

#include <stdbool.h>

#include "cmd/action_view.h"
#include "screen/lines.h"

struct action_facts_of {
	const struct kind *kind;
	const struct action_row *row;
	struct action_view view;
	const char *const *links;	/* references of the other records */
	size_t n_links;
	int first_due;			/* before it was ever moved */
	int today;
};

/* Read what is not in the row. */
bool action_facts_read(struct action_facts_of *f, struct session *s,
    const struct progress_row *said, size_t n_said, struct arena *a,
    struct err *err);

/* The text, then whose it is and by when, then how it stands, then colour and
 * escalation. Returns the rows taken. */
int action_facts_draw(const struct action_facts_of *f, struct view v);

/* What the kind's form asks of it and was answered, under a heading. */
bool action_facts_add(const struct action_facts_of *f, struct ctx *ctx,
    struct lines *l, struct arena *a, struct err *err);

#endif
