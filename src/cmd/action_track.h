/*
 * action_track: open actions as a tracker shows them: of a board or of all of
 * one's boards, of one owner, of an agency with its teams, under a strand, of a
 * colour, late; a page at a time. What a page costs is its rows.
 */
#ifndef CMD_ACTION_TRACK_H
#define CMD_ACTION_TRACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "cmd/action_view.h"
#include "cmd/session.h"

/* What is asked for; 0, NULL and false: whatever it is. */
struct track_filter {
	int64_t board;
	int64_t agency;		/* it and its teams */
	int64_t member;
	const char *strand;	/* a key of the kind of the board */
	const char *colour;	/* likewise */
	bool overdue;
};

struct track_row {
	struct action_row row;
	struct action_view view;
	const struct kind *kind;
};

/* Where a page ends; the next one begins behind it. */
struct track_key {
	int due;		/* DATE_NONE and 0: the beginning */
	int64_t id;
};

struct track_page {
	struct track_row *rows;
	size_t n;
	bool more;
	struct track_key end;
};

/* The page after a place, at most want rows, by date. A colour follows from
 * more than the date, so that so many rows are looked through at most: then
 * more is true, and rows may be few. */
bool action_track(struct session *s, const struct track_filter *f,
    const struct track_key *after, size_t want, struct arena *a,
    struct track_page *out, struct err *err);

/* An agency with its teams: what is open and late, each up to most. */
bool action_track_tally(struct session *s, int64_t agency, int64_t board,
    int most, int *open, int *late, struct err *err);

#endif
