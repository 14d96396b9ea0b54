#include "ui/layout.h"

#include "base/alloc.h"

static int
least(int a, int b)
{
	return a < b ? a : b;
}

static int
most(int a, int b)
{
	return a > b ? a : b;
}

/* Serve the minimum of the parts that are fixed (or not), in order; returns
 * what is left of room. */
static int
serve(const struct part *parts, size_t n, bool fixed, int room, int *size)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if ((parts[i].weight <= 0) != fixed)
			continue;
		size[i] = least(most(parts[i].min, 0), room);
		room -= size[i];
	}
	return room;
}

static bool
may_grow(const struct part *p, int size)
{
	return p->weight > 0 && (p->max <= 0 || size < p->max);
}

/* Give out what is left by weight, until nobody may take more. Each round
 * deals with rounding by giving its remainder to the first that may grow. */
static void
grow(const struct part *parts, size_t n, int room, int *size)
{
	while (room > 0) {
		long weights = 0;
		int given = 0, all = room;
		size_t i;

		for (i = 0; i < n; i++)
			if (may_grow(&parts[i], size[i]))
				weights += parts[i].weight;
		if (weights == 0)
			return;
		for (i = 0; i < n; i++) {
			int share;

			if (!may_grow(&parts[i], size[i]))
				continue;
			share = (int)((long)all * parts[i].weight / weights);
			if (parts[i].max > 0)
				share = least(share, parts[i].max - size[i]);
			size[i] += share;
			given += share;
		}
		for (i = 0; i < n && given == 0; i++)
			if (may_grow(&parts[i], size[i])) {
				size[i]++;
				given++;
			}
		room -= given;
	}
}

enum { PARTS = 32 };

void
layout_split(struct rect whole, enum layout_way way, const struct part *parts,
    size_t n, struct rect *out)
{
	int size[PARTS] = {0};
	int room = way == LAYOUT_ROWS ? whole.h : whole.w;
	int at = way == LAYOUT_ROWS ? whole.y : whole.x;
	size_t i;

	if (n > PARTS)
		bug("a layout of %zu parts", n);
	room = serve(parts, n, true, most(room, 0), size);
	room = serve(parts, n, false, room, size);
	grow(parts, n, room, size);
	for (i = 0; i < n; i++) {
		out[i] = whole;
		if (way == LAYOUT_ROWS) {
			out[i].y = at;
			out[i].h = size[i];
		} else {
			out[i].x = at;
			out[i].w = size[i];
		}
		at += size[i];
	}
}

struct rect
rect_clip(struct rect a, struct rect b)
{
	int y = most(a.y, b.y), x = most(a.x, b.x);
	int bottom = least(a.y + a.h, b.y + b.h);
	int right = least(a.x + a.w, b.x + b.w);

	return (struct rect){
		.y = y,
		.x = x,
		.h = most(bottom - y, 0),
		.w = most(right - x, 0),
	};
}

struct rect
rect_centre(struct rect whole, int h, int w)
{
	h = most(least(h, whole.h), 0);
	w = most(least(w, whole.w), 0);
	return (struct rect){
		.y = whole.y + (whole.h - h) / 2,
		.x = whole.x + (whole.w - w) / 2,
		.h = h,
		.w = w,
	};
}

struct rect
rect_shrink(struct rect r, int dy, int dx)
{
	return (struct rect){
		.y = r.y + least(dy, r.h / 2),
		.x = r.x + least(dx, r.w / 2),
		.h = most(r.h - 2 * dy, 0),
		.w = most(r.w - 2 * dx, 0),
	};
}

void
rect_add(struct buf *b, struct rect r)
{
	buf_addf(b, "%d,%d %dx%d", r.y, r.x, r.h, r.w);
}
