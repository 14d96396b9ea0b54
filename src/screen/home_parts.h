/*
 * home_parts: what the first screen holds between its files: its parts, all of
 * their lines, and which of them are shown. Parts share the rows there are;
 * one may be unfolded.
 */
#ifndef SCREEN_HOME_PARTS_H
#define SCREEN_HOME_PARTS_H

#include "screen/lines.h"
#include "store/home_read.h"
#include "store/news_read.h"

enum home_line {
	HOME_LINE_PLAIN,
	HOME_LINE_MEETING,
	HOME_LINE_ACTION,	/* id: the action */
	HOME_LINE_REQUEST,	/* id: the action that it is about */
	HOME_LINE_BRING,	/* id: the case, other: the meeting */
	HOME_LINE_APPROVE,	/* minutes that wait for the viewer */
	HOME_LINE_NEWS,
	HOME_LINE_MORE		/* id: which part is to be shown in full */
};

enum home_part_name {
	HOME_MEETINGS,
	HOME_TAKE,		/* to take on, one's own and one's agency's */
	HOME_REQUESTS,		/* what who leads is asked to accept */
	HOME_BRING,
	HOME_MINUTES,
	HOME_MINE,
	HOME_UNOWNED,
	HOME_NEWS,
	HOME_HALF,
	HOME_BOARDS,
	HOME_PARTS
};

struct home_part {
	size_t from, n;		/* of all lines, the heading among them */
	int more;		/* those that were not read */
};

struct home {
	struct screen screen;
	struct home_rows rows;
	struct news_row *news;
	size_t n_news;
	bool more_news;
	struct lines all, lines;	/* made; and shown */
	struct table_column columns[LINES_CELLS];	/* of both */
	struct home_part parts[HOME_PARTS];
	int height;		/* that is shared; 0: not yet */
	int unfolded;		/* a part, or -1 */
	int64_t newest;		/* event there was at the load */
	bool whole, looked;	/* all news is shown; and was looked at */
	/* What one stood on, to stand there again. */
	struct screen *(*at_open)(int64_t id);
	int64_t at_id;
	int64_t chosen;		/* the action that is asked about */
};

/* All lines, from what was read. */
bool home_parts_make(struct home *h, struct ctx *ctx, struct err *err);

/* Those that height rows have room for. */
void home_parts_share(struct home *h, int height);

#endif
