/*
 * actions: how an action stands, in words, wherever actions are listed.
 */
#ifndef SCREEN_ACTIONS_H
#define SCREEN_ACTIONS_H

#include "base/arena.h"
#include "cmd/action_view.h"
#include "form/kind.h"
#include "store/action_read.h"
#include "ui/theme.h"

/* "12 days late", "waiting for Hattie Stork", "DECLINED", or the status's
 * label, with a tick where it was waited for and taken on. In the arena. */
const char *action_standing(struct arena *a, const struct kind *k,
    const struct action_row *row);

/* Overdue, due soon by the kind's days, done, or nothing special. */
enum style action_style(const struct kind *k, const struct action_row *row,
    int today);

/* Whom it waits for, to take it on: a member, else the agency. */
const char *action_awaited(const struct action_row *row);

/* "Housing · Brickwell", "Education (nobody named)". */
const char *action_owner(struct arena *a, const struct action_row *row);

/* What a colour means, by its rule; a letter stands with it. */
enum style action_colour_style(const struct rag_rule *c);

/* "29 Aug", with the year where it is not this one: "5 Jan 32". */
const char *action_day(struct arena *a, int day, int today);

/* All that a row has no room for: its text, why it has its colour, whom to
 * tell, what comes next of it. */
const char *action_detail(struct arena *a, const struct kind *k,
    const struct action_row *r, const struct action_view *v, int today);

#endif
