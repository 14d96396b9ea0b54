/*
 * heir: whom to hand the open actions of a member to who leaves, or belongs
 * elsewhere from now on. Asked where someone is about to go; owns nothing.
 */
#ifndef SCREEN_HEIR_H
#define SCREEN_HEIR_H

#include <stddef.h>
#include <stdint.h>

#include "screen/screen.h"

#define HEIRS_MOST 64

/* Who could: kept by the asker until the answer. */
struct heirs {
	int64_t id[HEIRS_MOST];
	size_t n;
};

/* Ask which other member of the agency takes on what the member owns; picked
 * gets the place in heirs. False without asking when nobody else is there, or
 * on an error, which is said. */
bool heirs_ask(struct ctx *ctx, struct heirs *heirs, int64_t member,
    int64_t agency, const char *name,
    unsigned (*picked)(struct screen *asker, struct ctx *ctx, size_t row),
    struct screen *asker);

#endif
