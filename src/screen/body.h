/*
 * body: the text of a pane: lines that wrap, each standing for something one
 * can choose or for nothing. The lines lie in the screen's arena and are made
 * anew at each load; where one is in them survives it.
 */
#ifndef SCREEN_BODY_H
#define SCREEN_BODY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "ui/view.h"

struct body_line {
	int sort;		/* the owner's; 0: only to be read */
	int64_t id;
	size_t index;
	const char *mark;	/* before the text, or NULL */
	const char *text;
	const char *right;	/* at the end of its first row, or NULL */
	const char *beside;	/* read beside it, dim: at its left where
				 * there is room for two columns, else above
				 * it; "" keeps the column free; or NULL */
	enum style style, mark_style, right_style;
	int indent;
	bool rule;		/* a heading */
};

struct body {
	struct arena *arena;
	struct body_line *lines;
	size_t n, cap;
	size_t at;		/* the chosen line */
	int top;		/* first row shown */
	int height;		/* rows it was last drawn in */
	/* What was chosen, to be found again after a load. */
	int sort;
	int64_t id;
	size_t index;
};

/* Begin to make the lines anew, in an arena that was just reset. */
void body_begin(struct body *b, struct arena *a);

/* Add a line; text is kept as it is. The pointer is good until the next. */
struct body_line *body_add(struct body *b, int sort, int64_t id,
    enum style style, const char *text);
struct body_line *body_addf(struct body *b, int sort, int64_t id,
    enum style style, const char *format, ...)
	__attribute__((format(printf, 5, 6)));
void body_heading(struct body *b, const char *text);
void body_blank(struct body *b);

/* All lines are there: stand on what was chosen before, or the nearest. */
void body_end(struct body *b);

/* Begin at the top again: something else is shown. */
void body_rewind(struct body *b);

/* Stand on this line, if it is there. */
void body_go(struct body *b, int sort, int64_t id);

/* The chosen line; NULL when there is nothing to choose. */
const struct body_line *body_chosen(const struct body *b);

/* Do an action of list_keymap; false when it is none. */
bool body_act(struct body *b, int action);

/* How many rows all of it takes at that width. */
int body_rows(const struct body *b, int cols);

/* Draw; with focus the chosen line is marked and the cursor stands there. */
void body_draw(struct body *b, struct view v, bool focus);

#endif
