/*
 * body: lines of a pane.
 */
#include "screen/body.h"

#include <stdarg.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "ui/list.h"
#include "ui/wrap.h"

enum {
	GUTTER = 2,
	HANG_MOST = 14,	/* a longer mark is a label: text runs on under it */
	LEAST = 8,	/* columns of text, whatever else there is */
	TWO_COLUMNS = 96,	/* from this width on what is beside a line
				 * stands at its left */
	GAP = 2			/* between the columns */
};

void
body_begin(struct body *b, struct arena *a)
{
	b->arena = a;
	b->lines = NULL;
	b->n = b->cap = 0;
}

struct body_line *
body_add(struct body *b, int sort, int64_t id, enum style style,
    const char *text)
{
	struct body_line *l;

	if (b->n == b->cap) {
		size_t cap = b->cap ? b->cap * 2 : 64;
		struct body_line *more = arena_array(b->arena, cap,
		    sizeof *more);

		if (b->n)
			memcpy(more, b->lines, b->n * sizeof *more);
		b->lines = more;
		b->cap = cap;
	}
	l = &b->lines[b->n++];
	*l = (struct body_line){ .sort = sort, .id = id, .text = text,
	    .style = style };
	return l;
}

struct body_line *
body_addf(struct body *b, int sort, int64_t id, enum style style,
    const char *format, ...)
{
	struct buf text = {0};
	struct body_line *l;
	va_list ap;

	va_start(ap, format);
	buf_vaddf(&text, format, ap);
	va_end(ap);
	l = body_add(b, sort, id, style, arena_strdup(b->arena,
	    buf_text(&text)));
	buf_release(&text);
	return l;
}

void
body_heading(struct body *b, const char *text)
{
	body_add(b, 0, 0, STYLE_HEADING, text)->rule = true;
}

void
body_blank(struct body *b)
{
	if (b->n && *b->lines[b->n - 1].text)
		body_add(b, 0, 0, STYLE_NORMAL, "");
}

/* ---- Where one is ------------------------------------------------------ */

static void
remember(struct body *b)
{
	if (b->at < b->n) {
		b->sort = b->lines[b->at].sort;
		b->id = b->lines[b->at].id;
		b->index = b->lines[b->at].index;
	}
}

/* The nearest line from i on that can be chosen, else before it. */
static size_t
near(const struct body *b, size_t i)
{
	size_t k;

	for (k = i; k < b->n; k++) {
		if (b->lines[k].sort)
			return k;
	}
	for (k = i < b->n ? i : b->n; k-- > 0;) {
		if (b->lines[k].sort)
			return k;
	}
	return b->n;
}

void
body_end(struct body *b)
{
	size_t i;

	for (i = 0; b->sort && i < b->n; i++) {
		const struct body_line *l = &b->lines[i];

		if (l->sort == b->sort && l->id == b->id &&
		    l->index == b->index) {
			b->at = i;
			return;
		}
	}
	b->at = near(b, b->at);
	remember(b);
}

void
body_rewind(struct body *b)
{
	b->at = 0;
	b->top = 0;
	b->sort = 0;
}

void
body_go(struct body *b, int sort, int64_t id)
{
	size_t i;

	for (i = 0; i < b->n; i++) {
		if (b->lines[i].sort == sort && b->lines[i].id == id) {
			b->at = i;
			remember(b);
			return;
		}
	}
}

const struct body_line *
body_chosen(const struct body *b)
{
	return b->at < b->n && b->lines[b->at].sort ? &b->lines[b->at]
	    : NULL;
}

static void
step(struct body *b, int by)
{
	size_t i = b->at;

	while (by > 0 ? i + 1 < b->n : i > 0) {
		i = by > 0 ? i + 1 : i - 1;
		if (i < b->n && b->lines[i].sort) {
			b->at = i;
			remember(b);
			return;
		}
	}
	/* Nothing more to choose that way: show what is only read. */
	b->top += by;
	if (b->top < 0)
		b->top = 0;
}

bool
body_act(struct body *b, int action)
{
	int page = b->height > 2 ? b->height - 1 : 1, i;

	switch (action) {
	case LIST_UP:
	case LIST_DOWN:
		step(b, action == LIST_UP ? -1 : 1);
		return true;
	case LIST_HALF_UP:
	case LIST_HALF_DOWN:
		page = page / 2 ? page / 2 : 1;
		for (i = 0; i < page; i++)
			step(b, action == LIST_HALF_UP ? -1 : 1);
		return true;
	case LIST_PGUP:
	case LIST_PGDN:
		for (i = 0; i < page; i++)
			step(b, action == LIST_PGUP ? -1 : 1);
		return true;
	case LIST_HOME:
		b->at = near(b, 0);
		b->top = 0;
		remember(b);
		return true;
	case LIST_END:
		b->at = near(b, b->n);
		remember(b);
		return true;
	case LIST_CENTRE:
		return true;
	default:
		return false;
	}
}

/* ---- Drawing ----------------------------------------------------------- */

static int
width_of(const char *text)
{
	return text ? utf8_width(text, strlen(text)) : 0;
}

/* Where the text of a line begins and how much room it has: behind a short
 * mark all of its rows do, behind a long one (a field's label) the first row
 * alone, and the others hang a little under the label. */
struct place {
	int x, room;		/* first row; room 0: none */
	int x_more, room_more;	/* the others */
};

static void
place_of(const struct body_line *l, int w, struct place *p)
{
	int right = width_of(l->right), mark = width_of(l->mark);

	w -= right ? right + 2 : 0;
	p->x = GUTTER + l->indent + (mark ? mark + 1 : 0);
	p->x_more = mark > HANG_MOST ? GUTTER + l->indent + 2 : p->x;
	p->room = w - p->x;
	p->room_more = w - p->x_more > LEAST ? w - p->x_more : LEAST;
	if (mark > HANG_MOST && p->room < 3 * LEAST &&
	    width_of(l->text) > p->room)
		p->room = 0;
	if (mark <= HANG_MOST && p->room < LEAST)
		p->room = LEAST;
}

/* Step on to the next row of a line; *row counts from 0. */
static bool
next_row(const struct body_line *l, const struct place *p, int *row,
    struct wrap_row *r)
{
	size_t len = strlen(l->text);

	if (*row < 0) {
		*row = 0;
		*r = (struct wrap_row){0};
		if (p->room)
			wrap_row(l->text, len, 0, p->room, r);
		return true;
	}
	if (*row == 0 && !p->room) {
		*row = 1;
		wrap_row(l->text, len, 0, p->room_more, r);
		return true;
	}
	if (!wrap_next(l->text, len, p->room_more, r))
		return false;
	++*row;
	return true;
}

static int
text_rows(const struct body_line *l, int w)
{
	struct place p;
	struct wrap_row r;
	int row = -1;

	if (l->rule)
		return 1;
	place_of(l, w, &p);
	while (next_row(l, &p, &row, &r))
		continue;
	return row + 1;
}

/* What a line and what is beside it take, in columns and rows. */
struct split {
	struct body_line beside;	/* as a line of its own; text NULL:
					 * none */
	int left;		/* columns before the line's own; 0: it stands
				 * below */
	int above;		/* rows of what is beside it, when above */
	int rows;		/* of both together */
};

static void
split_line(const struct body_line *l, int w, struct split *s)
{
	int rows = 0;

	*s = (struct split){0};
	if (l->beside && *l->beside) {
		s->beside.text = l->beside;
		s->beside.style = STYLE_DIM;
	}
	if (l->beside && w >= TWO_COLUMNS)
		s->left = (w - GAP) / 2 + GAP;
	if (s->beside.text)
		rows = text_rows(&s->beside, s->left ? s->left - GAP : w);
	s->rows = text_rows(l, w - s->left);
	if (!s->left) {
		s->above = rows;
		s->rows += rows;
	} else if (rows > s->rows) {
		s->rows = rows;
	}
}

static int
line_rows(const struct body_line *l, int w)
{
	struct split s;

	split_line(l, w, &s);
	return s.rows;
}

static void
draw_text(const struct body_line *l, struct view v, int y, bool chosen)
{
	struct place p;
	struct wrap_row r;
	int row = -1;

	if (l->rule) {
		view_put_cut(v, y, GUTTER, v.r.w - GUTTER, l->style, l->text);
		return;
	}
	place_of(l, v.r.w, &p);
	if (l->mark && y >= 0)
		view_put(v, y, GUTTER + l->indent, chosen && !p.room
		    ? STYLE_SELECTED : l->mark_style, l->mark);
	if (l->right && y >= 0)
		view_put_right(view_sub(v, y, 0, 1, v.r.w), 0, 0,
		    l->right_style, l->right);
	while (next_row(l, &p, &row, &r)) {
		if (y + row >= 0 && y + row < v.r.h)
			view_put_len(v, y + row, row ? p.x_more : p.x,
			    chosen && !row ? STYLE_SELECTED : l->style,
			    l->text + r.from, r.to - r.from);
	}
}

/* The line from row y on, with the mark of the chosen one. */
static void
draw_line(const struct body_line *l, struct view v, int y, bool at,
    bool focus)
{
	struct split s;
	struct view own;

	split_line(l, v.r.w, &s);
	if (s.beside.text)
		draw_text(&s.beside, s.left ? view_sub(v, 0, 0, v.r.h, s.left -
		    GAP) : v, y, false);
	own = view_sub(v, 0, s.left, v.r.h, v.r.w - s.left);
	y += s.above;
	draw_text(l, own, y, at && focus);
	if (at)
		view_put(own, y, 0, focus ? STYLE_GUTTER : STYLE_DIM, "▸");
	if (at && focus)
		view_cursor(own, y < 0 ? 0 : y, GUTTER + l->indent);
}

int
body_rows(const struct body *b, int cols)
{
	int rows = 0;
	size_t i;

	for (i = 0; i < b->n; i++)
		rows += line_rows(&b->lines[i], cols);
	return rows;
}

/* Scroll so that the chosen line is seen, with its heading when it is the
 * first below one. */
static void
scroll(struct body *b, int w, int h)
{
	int y = 0, from = -1, rows = 0, r;
	size_t i;

	for (i = 0; i < b->n; i++) {
		r = line_rows(&b->lines[i], w);
		if (i == b->at) {
			from = y;
			rows = r;
		}
		y += r;
	}
	if (b->top > y - h)
		b->top = y - h;
	if (from >= 0 && b->lines[b->at].sort) {
		if (near(b, 0) == b->at && from < h)
			from = 0;
		if (rows > h)
			rows = h;
		if (b->top + h < from + rows)
			b->top = from + rows - h;
		if (b->top > from)
			b->top = from;
	}
	if (b->top < 0)
		b->top = 0;
}

void
body_draw(struct body *b, struct view v, bool focus)
{
	int y;
	size_t i;

	b->height = v.r.h;
	if (v.r.h < 1 || v.r.w < 1)
		return;
	scroll(b, v.r.w, v.r.h);
	y = -b->top;
	for (i = 0; i < b->n && y < v.r.h; i++) {
		const struct body_line *l = &b->lines[i];
		int rows = line_rows(l, v.r.w);

		if (y + rows > 0)
			draw_line(l, v, y, i == b->at && l->sort, focus);
		y += rows;
	}
	if (focus && !body_chosen(b))
		view_cursor(v, 0, 0);
}
