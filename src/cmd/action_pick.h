/*
 * action_pick: which actions a list that leaves the book is made of, row by
 * row: one's own, an agency's, a board's, a record's, the late ones. Selects
 * and hands over; knows no format. What it costs in memory is a page of rows,
 * however many there are.
 */
#ifndef CMD_ACTION_PICK_H
#define CMD_ACTION_PICK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "cmd/action_track.h"
#include "cmd/session.h"

/* What is asked for; 0 and false: whatever it is. A record's are all of it, and
 * of what is linked to it, done or not; the others are the open ones. */
struct action_pick {
	int64_t casefile;
	int64_t board;
	int64_t agency;		/* it and its teams */
	int64_t member;		/* but what that one declined */
	const char *strand;	/* a key of the kind of the board */
	const char *colour;	/* likewise */
	bool overdue;
};

/* Hand over one after the other by date, of the boards on which one may export
 * what one sees; what a row points to is good until take returns. take answers
 * false, with its err, to stop. *held_back (may be NULL) gets how many of the
 * other boards there were. */
bool action_pick(struct session *s, const struct action_pick *p,
    bool (*take)(void *arg, const struct track_row *row, struct err *err),
    void *arg, size_t *held_back, struct err *err);

#endif
