/*
 * actions: how an action stands, in words, wherever actions are listed.
 */
#ifndef SCREEN_ACTIONS_H
#define SCREEN_ACTIONS_H

#include "base/arena.h"
#include "form/kind.h"
#include "store/action_read.h"
#include "ui/theme.h"

/* "12 days late", "to be accepted", "declined", or the status's label. In the
 * arena. */
const char *action_standing(struct arena *a, const struct kind *k,
    const struct action_row *row);

/* Overdue, due soon by the kind's days, done, or nothing special. */
enum style action_style(const struct kind *k, const struct action_row *row,
    int today);

/* "Housing · Brickwell", "Education (nobody named)". */
const char *action_owner(struct arena *a, const struct action_row *row);

#endif
