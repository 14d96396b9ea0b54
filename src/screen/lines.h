/*
 * lines: a list of lines under headings, each of which may open something:
 * what home, a board, the directory and the log have in common. Owns its
 * position; rows and texts lie in the screen's arena and are made anew by each
 * load.
 */
#ifndef SCREEN_LINES_H
#define SCREEN_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "screen/screen.h"
#include "ui/table.h"

#define LINES_CELLS 11

struct line {
	const char *cell[LINES_CELLS];
	enum style cell_style[LINES_CELLS];
	enum style style;
	bool heading;		/* cell[0] across the row */
	bool dim;		/* nothing to open: said in passing */
	bool whole;		/* cell[0] across the row, in its own style */
	struct screen *(*open)(int64_t id);
	int64_t id;
	int64_t other;		/* the owner's */
	int tag;		/* the owner's: what sort of line it is */
};

struct lines {
	struct arena *arena;
	struct line *rows;
	size_t n, cap;
	struct table table;
};

/* Begin anew at the start of a load; columns are borrowed, at most LINES_CELLS
 * of them. header: their titles are shown. */
void lines_begin(struct lines *l, struct arena *a,
    const struct table_column *columns, size_t n, bool header);

/* Add; the line is zeroed but for what is given, and good until the next. */
struct line *lines_add(struct lines *l, const char *text);
struct line *lines_heading(struct lines *l, const char *text);
/* A line that only says something. */
void lines_say(struct lines *l, const char *text);

/* After the last one: the list has its length, and stands on something that is
 * no heading where it can. */
void lines_end(struct lines *l);

/* The line one is on; NULL in an empty list. */
const struct line *lines_at(const struct lines *l);

void lines_draw(struct lines *l, struct view v);

/* Movement: SCREEN_REDRAW, or 0 for another action. */
unsigned lines_move(struct lines *l, int action);

/* Open what the line one is on opens; SCREEN_USED when it opens nothing. */
unsigned lines_open(struct lines *l, struct ctx *ctx);

/* Words for dates: "13 Mar 2031"; "today", "in 4 days", "3 days ago"; ISO local
 * time as "13 Mar 2031 09:30". In the arena; "" for none. */
const char *lines_date(struct arena *a, int date);
const char *lines_distance(struct arena *a, int date, int today);
const char *lines_time(struct arena *a, const char *iso);

#endif
