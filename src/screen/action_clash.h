/*
 * action_clash: another date or owner for an action, or another date for a
 * milestone of it, and what happens when somebody else has set one since it was
 * looked at: both are shown, and one of them is chosen. For every screen that asks for either.
 */
#ifndef SCREEN_ACTION_CLASH_H
#define SCREEN_ACTION_CLASH_H

#include "cmd/action_cmd.h"
#include "screen/screen.h"

/* What an action is to have. due DATE_NONE: agency and member are meant. place
 * (may be NULL) is the draft of what was typed, kept until it is in the book or
 * given up. */
struct action_wish {
	int64_t action;
	int64_t milestone;	/* the date is that of this one; 0 */
	int due, due_was;
	const char *reason;	/* of the date; NULL */
	int64_t agency, member;
	const char *owner;	/* as it is shown */
	struct action_owner owner_was;
	const char *place;
};

/* Save it for the screen that asked; answers like a line that was typed (ask.h):
 * a refusal leaves that open, a clash closes it over the two of them. All of the
 * wish is copied. */
unsigned action_wish(struct ctx *ctx, struct screen *asker,
    const struct action_wish *wish);

/* The same for a date as it is typed, with the reason behind it: "fri: waits
 * for the survey". */
unsigned action_date_typed(struct ctx *ctx, struct screen *asker,
    int64_t board, const struct action_wish *wish, const char *text);

#endif
