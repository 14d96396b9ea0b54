/*
 * actions_list: the lines of a list of actions: what is asked for, by date or
 * in groups. Made at each load; what lasts from one load to the next is here.
 * Private to screen/actions.
 */
#ifndef SCREEN_ACTIONS_LIST_H
#define SCREEN_ACTIONS_LIST_H

#include <stdbool.h>
#include <stdint.h>

#include "cmd/action_track.h"
#include "screen/lines.h"

enum action_group {
	GROUP_NONE,		/* by date */
	GROUP_STRAND,
	GROUP_COLOUR,
	GROUP_AGENCY,		/* with its teams */
	GROUP_OWNER,
	ACTION_GROUPS
};

/* A line that opens and closes a group, instead of opening a screen. */
enum { LINE_GROUP = 1 };

/* Pages one may go back from. */
#define ACTIONS_PAGES 64

struct actions_list {
	struct lines lines;
	struct track_filter filter;
	enum action_group group;
	int64_t open_group;	/* the agency or member that is unfolded */
	struct track_key from[ACTIONS_PAGES];	/* where pages began … */
	size_t page;				/* … and the one shown */
	struct track_key end;	/* of the page shown */
	bool more;		/* something comes after it */
	int count, overdue;	/* shown here */
	bool tracker;		/* strands or colours are shown */
	struct table_column columns[LINES_CELLS];	/* of that */
	const struct kind *kind;	/* of what is shown; NULL: nothing */
};

/* Fill the lines with what is asked for, in the arena. */
bool actions_list_load(struct actions_list *l, struct session *s,
    struct arena *a, struct err *err);

/* The same of rows that were read: a case's. */
bool actions_list_fill(struct actions_list *l, struct session *s,
    const struct action_row *rows, size_t n, struct arena *a,
    struct err *err);

/* Which cell is shown in full beneath the list. */
int actions_list_reading(const struct actions_list *l);

#endif
