/*
 * layout: cutting a rectangle into parts. Pure arithmetic; owns nothing and
 * draws nothing.
 */
#ifndef UI_LAYOUT_H
#define UI_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* h rows and w columns from (y, x); empty when h or w is 0, never negative. */
struct rect {
	int y, x, h, w;
};

enum layout_way {
	LAYOUT_ROWS,	/* the parts lie under each other */
	LAYOUT_COLS	/* the parts lie side by side */
};

/* One part. weight 0: it takes min and no more. Otherwise it takes min and its
 * share of what is left over, up to max (0: no limit). */
struct part {
	int min;
	int weight;
	int max;
};

/* Cut whole into n parts, in order, disjoint and inside whole. Where there is
 * too little room, parts of fixed size are served first, in order, then the
 * minimum of the others, in order; who comes too late is empty. */
void layout_split(struct rect whole, enum layout_way way,
    const struct part *parts, size_t n, struct rect *out);

/* The part of a that lies in b. */
struct rect rect_clip(struct rect a, struct rect b);

/* A rectangle of h × w in the middle of whole, cut to fit. */
struct rect rect_centre(struct rect whole, int h, int w);

/* r without a border of dy rows and dx columns on each side. */
struct rect rect_shrink(struct rect r, int dy, int dx);

/* Add "y,x hxw" (for tests). */
void rect_add(struct buf *b, struct rect r);

#endif
