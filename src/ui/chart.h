/*
 * chart: figures as bars, parts of bars, a share, days along a line, or cards
 * in columns, in any width from 20 columns up. Everything is told by letters,
 * lengths and figures, never by colour alone, and every mark has its ASCII
 * form. Owns nothing but where one is in a plan.
 */
#ifndef UI_CHART_H
#define UI_CHART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ui/theme.h"
#include "ui/view.h"

enum chart_kind {
	CHART_BARS,	/* a row each: label, bar to scale, figure */
	CHART_STACK,	/* likewise, the bar in parts of letters */
	CHART_SHARE,	/* one bar, a part for each */
	CHART_TIMELINE,	/* a row each: label, a mark on the line of days, day */
	CHART_PLAN	/* a card each, in the column of its part */
};

/* A part of a stack, a column of a plan. */
struct chart_part {
	const char *label;
	const char *letter;	/* "" for none: a, b, c … then */
	enum style style;
};

struct chart_bar {
	const char *label;
	const char *letter;	/* "" for none */
	const char *shown;	/* the figure, the day */
	enum style style;	/* STYLE_NORMAL: that of a bar */
	const int64_t *value;	/* of a stack as many as parts, else one */
	int day;		/* of a timeline */
	size_t column;		/* of a plan: which part */
	const char *text;	/* of a card: under its label … */
	const char *note;	/* … and under that, of less weight; or "" */
};

struct chart {
	enum chart_kind kind;
	const struct chart_part *part;
	size_t n_parts;
	const struct chart_bar *bar;
	size_t n;
	int today;		/* of a timeline */
	/* Where one is in a plan: which card, and the first row shown. */
	size_t at;
	int top;
};

/* The rows that it takes at this width. */
int chart_rows(const struct chart *c, int cols);

/* Draw; rows beyond v are left out. In a plan the card one is on is marked
 * where focus is, the cursor stands there, and it is brought into view. */
void chart_draw(struct chart *c, struct view v, bool focus);

/* In a plan: go to the next card down (or up) the column, or in the next
 * column that has one (or the one before): false when there is none. */
bool chart_down(struct chart *c, int by);
bool chart_across(struct chart *c, int by);

#endif
