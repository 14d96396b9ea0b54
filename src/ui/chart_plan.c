/*
 * chart_plan: cards in columns side by side, as many as there is room for; the
 * others under them.
 */
#include <string.h>

#include "base/utf8.h"
#include "ui/chart_share.h"
#include "ui/wrap.h"

#define LEAST 18		/* columns of one column of cards */

/* How the columns lie: per side by side, each wide. */
struct lay {
	int per, wide;
};

static struct lay
lay_out(const struct chart *c, int cols)
{
	struct lay l = { .per = (cols + 1) / (LEAST + 1) };

	if (l.per < 1)
		l.per = 1;
	if (l.per > (int)c->n_parts)
		l.per = c->n_parts ? (int)c->n_parts : 1;
	l.wide = (cols - (l.per - 1)) / l.per;
	return l;
}

static int
text_rows(const char *text, int cols)
{
	return text && *text ? wrap_count(text, strlen(text), cols) : 0;
}

/* A card: its label, its text, its note, a blank row. */
static int
card_rows(const struct chart_bar *b, int wide)
{
	return 1 + text_rows(b->text, wide - 2) +
	    text_rows(b->note, wide - 2) + 1;
}

/* One column: its heading, a rule, its cards. */
static int
column_rows(const struct chart *c, size_t column, int wide)
{
	int rows = 2;
	bool any = false;
	size_t i;

	for (i = 0; i < c->n; i++)
		if (c->bar[i].column == column) {
			rows += card_rows(&c->bar[i], wide);
			any = true;
		}
	return any ? rows : rows + 2;
}

/* The rows of the columns from first on that lie side by side. */
static int
band_rows(const struct chart *c, size_t first, const struct lay *l)
{
	int most = 0, rows;
	size_t i;

	for (i = first; i < first + (size_t)l->per && i < c->n_parts; i++) {
		rows = column_rows(c, i, l->wide);
		if (rows > most)
			most = rows;
	}
	return most;
}

int
chart_plan_rows(const struct chart *c, int cols)
{
	struct lay l = lay_out(c, cols);
	int rows = 0;
	size_t i;

	for (i = 0; i < c->n_parts; i += (size_t)l.per)
		rows += band_rows(c, i, &l);
	return rows;
}

/* Where a card begins and ends, counted from the plan's first row; the first
 * one of a column begins at its heading. */
static void
find_card(const struct chart *c, const struct lay *l, size_t card, int *from,
    int *to)
{
	size_t column = c->bar[card].column, i;
	int y = 0;
	bool first = true;

	for (i = 0; i + (size_t)l->per <= column; i += (size_t)l->per)
		y += band_rows(c, i, l);
	*from = y;
	y += 2;
	for (i = 0; i < card; i++)
		if (c->bar[i].column == column) {
			y += card_rows(&c->bar[i], l->wide);
			first = false;
		}
	if (!first)
		*from = y;
	*to = y + card_rows(&c->bar[card], l->wide) - 1;
}

static void
bring_into_view(struct chart *c, const struct lay *l, int height, int rows)
{
	int from, to;

	if (c->n > 0) {
		if (c->at >= c->n)
			c->at = c->n - 1;
		find_card(c, l, c->at, &from, &to);
		if (to > c->top + height)
			c->top = to - height;
		if (from < c->top)
			c->top = from;
	}
	if (c->top > rows - height)
		c->top = rows - height;
	if (c->top < 0)
		c->top = 0;
}

/* Wrapped text from row y on; how many rows it took. view_put_wrapped cuts at
 * the view, so the rows above it may be scrolled away. */
static int
put_text(struct view v, int y, enum style style, const char *text)
{
	return text && *text ? view_put_wrapped(v, y, style, text) : 0;
}

static int
draw_card(const struct chart *c, size_t card, struct view v, int y,
    bool focus)
{
	const struct chart_bar *b = &c->bar[card];
	struct view in = view_sub(v, 0, 1, v.r.h, v.r.w - 2);
	bool here = focus && card == c->at;
	int at = y, width;

	if (here && y >= 0 && y < v.r.h) {
		view_put(v, y, 0, STYLE_GUTTER, "▸");
		view_cursor(v, y, 0);
	}
	width = *b->letter ? utf8_width(b->letter, strlen(b->letter)) : -1;
	if (y >= 0) {
		view_put_cut(v, y, 1, v.r.w - 3 - width, here
		    ? STYLE_SELECTED : STYLE_STRONG, b->label);
		if (*b->letter)
			view_put(v, y, v.r.w - 1 - width, b->style,
			    b->letter);
	}
	at++;
	at += put_text(in, at, STYLE_NORMAL, b->text);
	at += put_text(in, at, STYLE_DIM, b->note);
	return at + 1 - y;
}

static void
draw_column(const struct chart *c, size_t column, struct view v, int y,
    bool focus)
{
	const struct chart_part *p = &c->part[column];
	bool any = false;
	size_t i;

	if (y >= 0) {
		int x = view_put_cut(v, y, 1, v.r.w - 4, STYLE_HEADING,
		    p->label);

		if (*p->letter)
			view_putf(v, y, x + 2, STYLE_HEADING, "%s",
			    p->letter);
	}
	if (y + 1 >= 0)
		view_hline(v, y + 1, 0, v.r.w, STYLE_LINE);
	y += 2;
	for (i = 0; i < c->n; i++) {
		if (c->bar[i].column != column)
			continue;
		any = true;
		y += draw_card(c, i, v, y, focus);
	}
	if (!any && y >= 0)
		view_put(v, y, 1, STYLE_DIM, "none");
}

void
chart_plan_draw(struct chart *c, struct view v, bool focus)
{
	struct lay l = lay_out(c, v.r.w);
	int y;
	size_t i;

	bring_into_view(c, &l, v.r.h, chart_plan_rows(c, v.r.w));
	y = -c->top;
	for (i = 0; i < c->n_parts; i++) {
		int place = (int)i % l.per;
		struct view column = view_sub(v, 0, place * (l.wide + 1),
		    v.r.h, l.wide);

		draw_column(c, i, column, y, focus);
		if (place == l.per - 1)
			y += band_rows(c, i + 1 - (size_t)l.per, &l);
	}
}

/* ---- Going about ------------------------------------------------------ */

bool
chart_down(struct chart *c, int by)
{
	size_t column, i = c->at;

	if (c->n == 0)
		return false;
	column = c->bar[c->at].column;
	while (by > 0 ? i + 1 < c->n : i > 0) {
		i = by > 0 ? i + 1 : i - 1;
		if (c->bar[i].column == column) {
			c->at = i;
			return true;
		}
	}
	return false;
}

bool
chart_across(struct chart *c, int by)
{
	size_t place = 0, column, i, found;

	if (c->n == 0)
		return false;
	column = c->bar[c->at].column;
	for (i = 0; i < c->at; i++)
		place += c->bar[i].column == column;
	while (by > 0 ? column + 1 < c->n_parts : column > 0) {
		size_t left = place;

		column = by > 0 ? column + 1 : column - 1;
		/* As far down as one was, or its last. */
		found = c->n;
		for (i = 0; i < c->n; i++) {
			if (c->bar[i].column != column)
				continue;
			found = i;
			if (left-- == 0)
				break;
		}
		if (found < c->n) {
			c->at = found;
			return true;
		}
	}
	return false;
}
