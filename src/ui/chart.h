/*
 * chart: counts as bars of characters. Told apart by their fill and their
 * numbers, not by colour alone. Owns nothing.
 */
#ifndef UI_CHART_H
#define UI_CHART_H

#include <stddef.h>

#include "ui/view.h"

struct chart_bar {
	const char *label;
	long value;		/* below 0 counts as 0 */
	enum style style;	/* STYLE_CHART_1 …; STYLE_NORMAL: the first */
};

/* One row each: label, bar to scale (any value above 0 has at least one
 * mark), number. Rows beyond v are not drawn. */
void chart_draw_bars(struct view v, const struct chart_bar *bars, size_t n);

/* A row of small bars, one column a value, at most v's width (the last). */
void chart_draw_spark(struct view v, int y, int x, enum style style,
    const long *values, size_t n);

#endif
