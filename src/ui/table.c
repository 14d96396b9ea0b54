#include "ui/table.h"

#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"

enum {
	GUTTER = 2,	/* chosen, marked */
	GAP = 2		/* between columns */
};

/* Where the columns stand; width 0: dropped. */
struct places {
	int x[TABLE_COLUMNS], w[TABLE_COLUMNS];
};

/* The columns' minimum with their gaps. */
static int
needed(const struct table *t, const bool *kept)
{
	int sum = 0;
	size_t i;

	for (i = 0; i < t->ncolumns; i++)
		if (kept[i])
			sum += t->columns[i].min + (sum > 0 ? GAP : 0);
	return sum;
}

/* Drop columns until the rest has room, or none may go any more. */
static void
drop_columns(const struct table *t, int room, bool *kept)
{
	size_t i, worst;

	while (needed(t, kept) > room) {
		worst = t->ncolumns;
		for (i = 0; i < t->ncolumns; i++)
			if (kept[i] && t->columns[i].drop > 0 &&
			    (worst == t->ncolumns || t->columns[i].drop >=
			    t->columns[worst].drop))
				worst = i;
		if (worst == t->ncolumns)
			return;
		kept[worst] = false;
	}
}

static void
place(const struct table *t, int w, struct places *p)
{
	struct rect room = { .x = GUTTER, .h = 1, .w = w - GUTTER };
	struct rect out[2 * TABLE_COLUMNS];
	struct part parts[2 * TABLE_COLUMNS] = {0};
	size_t of[TABLE_COLUMNS], i, n = 0, kept_n = 0;
	bool kept[TABLE_COLUMNS];

	memset(p, 0, sizeof(*p));
	for (i = 0; i < t->ncolumns; i++)
		kept[i] = true;
	drop_columns(t, room.w, kept);
	for (i = 0; i < t->ncolumns; i++) {
		if (!kept[i])
			continue;
		if (n > 0)
			parts[n++].min = GAP;
		of[kept_n++] = i;
		parts[n++] = (struct part){
			.min = t->columns[i].min,
			.weight = t->columns[i].weight,
			.max = t->columns[i].max,
		};
	}
	layout_split(room, LAYOUT_COLS, parts, n, out);
	for (i = 0; i < kept_n; i++) {
		p->x[of[i]] = out[2 * i].x;
		p->w[of[i]] = out[2 * i].w;
	}
}

/* Put a text into its column; returns the columns it takes there. */
static int
put_cell(struct view v, int y, enum align align, enum style style,
    const char *text)
{
	int width = utf8_width(text, strlen(text)), x = 0;

	if (width < v.r.w && align != ALIGN_LEFT)
		x = align == ALIGN_RIGHT ? v.r.w - width :
		    (v.r.w - width) / 2;
	return view_put_cut(v, y, x, v.r.w - x, style, text);
}

/* Is the end of the header free? */
static bool
is_free(struct view v, int cols)
{
	int x;

	for (x = v.r.w - cols; x < v.r.w; x++)
		if (x < 0 || strcmp(surface_cell(v.s, v.r.y, v.r.x + x)->text,
		    " "))
			return false;
	return true;
}

/* Column titles, and at the right how far one is, where there is room. */
static void
draw_header(const struct table *t, struct view v, const struct places *p)
{
	struct buf b = {0};
	size_t i;

	for (i = 0; i < t->ncolumns; i++)
		if (p->w[i] > 0 && t->columns[i].title)
			put_cell(view_sub(v, 0, p->x[i], 1, p->w[i]), 0,
			    t->columns[i].align, STYLE_HEADING,
			    t->columns[i].title);
	if (t->list.count > t->list.height) {
		buf_addf(&b, " %d/%d", t->list.pos + 1, t->list.count);
		if (is_free(v, (int)b.len))
			view_put_right(v, 0, 0, STYLE_NORMAL, buf_text(&b));
	}
	buf_release(&b);
}

/* A row with nothing but its first cell is a sentence: it has the whole row. */
static bool
is_alone(const struct table *t, const struct table_row *row)
{
	size_t i;

	for (i = 1; i < t->ncolumns; i++)
		if (row->cell[i] && *row->cell[i])
			return false;
	return t->ncolumns > 0 && t->columns[0].align == ALIGN_LEFT;
}

static void
draw_cells(const struct table *t, struct view v, int y,
    const struct places *p, const struct table_row *row, bool chosen)
{
	bool first = true;
	size_t i;

	for (i = 0; i < t->ncolumns; i++) {
		enum style style = row->cell_style[i] != STYLE_NORMAL ?
		    row->cell_style[i] : row->style;
		int w = first && is_alone(t, row) ? v.r.w - p->x[i] : p->w[i];

		if (p->w[i] == 0)
			continue;
		if (row->cell[i])
			put_cell(view_sub(v, y, p->x[i], 1, w), 0,
			    t->columns[i].align,
			    chosen && first ? STYLE_SELECTED : style,
			    row->cell[i]);
		first = false;
	}
}

static void
draw_row(const struct table *t, struct view v, int y, const struct places *p,
    int n, bool focus)
{
	struct table_row row = {0};
	bool chosen = n == t->list.pos;

	t->row(t->arg, n, &row);
	if (row.heading || row.whole) {
		if (row.cell[0])
			view_put_cut(v, y, GUTTER, v.r.w - GUTTER,
			    row.heading ? STYLE_HEADING : row.style,
			    row.cell[0]);
	} else {
		draw_cells(t, v, y, p, &row,
		    chosen && focus && t->highlight);
	}
	if (chosen)
		view_put(v, y, 0, STYLE_GUTTER, "▸");
	if (row.marked)
		view_put(v, y, 1, STYLE_KEY, "*");
	if (chosen && focus)
		view_cursor(v, y, 0);
}

void
table_draw(struct table *t, struct view v, bool focus)
{
	struct places p;
	int y;

	if (t->ncolumns > TABLE_COLUMNS)
		bug("a table of %zu columns", t->ncolumns);
	place(t, v.r.w, &p);
	if (!t->no_header && v.r.h > 1) {
		list_set_height(&t->list, v.r.h - 1);
		draw_header(t, v, &p);
		v = view_sub(v, 1, 0, v.r.h - 1, v.r.w);
	} else {
		list_set_height(&t->list, v.r.h);
	}
	if (t->list.count == 0 && t->empty)
		view_put_cut(v, 0, GUTTER, v.r.w - GUTTER, STYLE_DIM,
		    t->empty);
	if (t->list.count == 0 && focus)
		view_cursor(v, 0, 0);
	for (y = 0; y < v.r.h && t->list.top + y < t->list.count; y++)
		draw_row(t, v, y, &p, t->list.top + y, focus);
}
