/*
 * pdf_layout: setting the pages of a PDF.
 */
#include "export/pdf_layout.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

/* Points. */
#define BOTTOM 76.0	/* under the text, where the foot stands */
#define TEXT 10.0
#define PAD 3.0		/* inside a table's cell */
#define MARK_AT 12.0	/* where the mark of an item stands */
#define MARK_LEAST 24.0	/* and how wide it is taken to be */
#define MARK_MOST 110.0
#define HEADED 96.0	/* what a heading wants under it on its page */
#define LINE 1.25	/* of a line's own height */

static double
room(const struct pdf_pages *w)
{
	return w->width - 2 * PDF_MARGIN;
}

static double
floor_of(const struct pdf_pages *w)
{
	return w->height - BOTTOM;
}

static struct pdf_piece *
add(struct pdf_pages *w)
{
	struct pdf_piece *p;

	GROW(w->piece, w->n, w->cap);
	p = &w->piece[w->n++];
	*p = (struct pdf_piece){ .page = w->page };
	return p;
}

static void
next_page(struct pdf_pages *w)
{
	w->page++;
	w->y = w->top;
}

/* ---- Laying out ------------------------------------------------------------------ */

static double
line_height(PangoLayout *l)
{
	PangoRectangle r;
	PangoLayoutLine *line = pango_layout_get_line_readonly(l, 0);

	pango_layout_line_get_extents(line, NULL, &r);
	return (double)r.height / PANGO_SCALE * LINE;
}

/* Lines of a layout whose height is known by its first: scripts that are taller
 * than it have the rest of LINE. */
static void
lines_at(struct pdf_pages *w, PangoLayout *l, int from, int n, double x,
    const char *tag)
{
	struct pdf_piece *p = add(w);

	p->what = PIECE_LINES;
	p->layout = g_object_ref(l);
	p->from = from;
	p->n = n;
	p->x = x;
	p->y = w->y;
	p->h = line_height(l);
	p->tag = tag;
}

/* A text from x on, over as many pages as it takes; at least two of its lines
 * stay together where it is broken. */
static void
flow(struct pdf_pages *w, PangoLayout *l, double x, const char *tag)
{
	int lines = pango_layout_get_line_count(l), from = 0, fit;
	double h = line_height(l);

	while (from < lines) {
		fit = (int)((floor_of(w) - w->y) / h);
		if (fit < lines - from && fit < 2) {
			if (w->y <= w->top)
				fit = 1;
			else {
				next_page(w);
				continue;
			}
		}
		if (fit > lines - from)
			fit = lines - from;
		lines_at(w, l, from, fit, x, tag);
		w->y += fit * h;
		from += fit;
	}
}

static void
paragraph(struct pdf_pages *w, const char *text, double size, bool bold,
    const char *tag)
{
	PangoLayout *l = draw_layout(w->pc, text, size, bold, room(w));

	flow(w, l, PDF_MARGIN, tag);
	g_object_unref(l);
}

/* Not at the foot of a page, where nothing of what it heads would follow. */
static void
heading(void *arg, const struct doc_block *b)
{
	struct pdf_pages *w = arg;
	static const double sizes[] = { 14, 12, 10.5 };
	static const char *const tags[] = { "H2", "H3", "H4" };
	int level = b->level < 1 ? 1 : b->level > 3 ? 3 : b->level;
	size_t first;

	if (w->y > w->top)
		w->y += 12 - 2 * level;
	if (w->y + HEADED > floor_of(w))
		next_page(w);
	first = w->n;
	paragraph(w, b->text, sizes[level - 1], true, tags[level - 1]);
	if (w->n > first) {
		w->piece[first].outline = b->text;
		w->piece[first].level = level;
	}
	w->y += 3;
}

/* A mark, and the text in a column of its own beside it. */
static void
item(void *arg, const struct doc_block *b)
{
	struct pdf_pages *w = arg;
	double wide = b->label ? w->mark : MARK_LEAST / 2, low;
	PangoLayout *mark = draw_layout(w->pc, b->label ? b->label : "•",
	    TEXT, false, wide);
	PangoLayout *l = draw_layout(w->pc, b->text, TEXT, false, room(w) -
	    2 * MARK_AT - wide);
	int lines = pango_layout_get_line_count(mark), page;

	if (w->y + line_height(l) * lines > floor_of(w))
		next_page(w);
	page = w->page;
	low = w->y + line_height(l) * lines;
	lines_at(w, mark, 0, lines, PDF_MARGIN + MARK_AT, "Lbl");
	flow(w, l, PDF_MARGIN + 2 * MARK_AT + wide, "LBody");
	if (w->page == page && w->y < low)
		w->y = low;
	w->y += 2;
	g_object_unref(mark);
	g_object_unref(l);
}

/* A label in bold, and its text behind it. */
static void
labelled(void *arg, const struct doc_block *b)
{
	struct pdf_pages *w = arg;
	struct buf both = {0}, label = {0};
	PangoLayout *mark, *l;
	PangoAttrList *attrs;
	PangoAttribute *bold;

	buf_addf(&label, "%s: ", b->label);
	buf_addf(&both, "%s%s", buf_text(&label), b->text);
	l = draw_layout(w->pc, buf_text(&both), TEXT, false, room(w));
	/* The same marks are made of the label alone as of it in the whole. */
	mark = draw_layout(w->pc, buf_text(&label), TEXT, false, -1);
	attrs = pango_attr_list_copy(pango_layout_get_attributes(l));
	bold = pango_attr_weight_new(PANGO_WEIGHT_BOLD);
	bold->start_index = 0;
	bold->end_index = (guint)strlen(pango_layout_get_text(mark));
	pango_attr_list_insert(attrs, bold);
	pango_layout_set_attributes(l, attrs);
	pango_attr_list_unref(attrs);
	flow(w, l, PDF_MARGIN, "P");
	g_object_unref(mark);
	g_object_unref(l);
	buf_wipe(&both);
	buf_wipe(&label);
	w->y += 2;
}

/* ---- Tables ----------------------------------------------------------------------- */

struct table {
	const struct doc_table *t;
	double wide[DOC_COLUMNS];
};

static void
measure(struct pdf_pages *w, struct table *t)
{
	int weight[DOC_COLUMNS], sum = 0;
	size_t c;

	doc_table_shares(t->t, w->width > w->height, weight);
	for (c = 0; c < t->t->n_columns; c++)
		sum += weight[c];
	for (c = 0; c < t->t->n_columns; c++)
		t->wide[c] = room(w) * weight[c] / sum;
}

/* As much of a row as fits on the page, from line from of each of its cells; the
 * most lines that any of them has left decide. Answers with the lines taken. */
static int
row_part(struct pdf_pages *w, const struct table *t, PangoLayout **cells,
    int from, int most, bool head)
{
	double x = PDF_MARGIN, h = line_height(cells[0]);
	int left = 0, fit, lines;
	size_t c;

	for (c = 0; c < t->t->n_columns; c++) {
		lines = pango_layout_get_line_count(cells[c]) - from;
		left = lines > left ? lines : left;
	}
	fit = left < most ? left : most;
	w->rows++;
	for (c = 0; c < t->t->n_columns; c++) {
		struct pdf_piece *p = add(w);

		*p = (struct pdf_piece){ .what = PIECE_BOX, .page = w->page,
		    .x = x, .y = w->y, .w = t->wide[c],
		    .h = fit * h + 2 * PAD, .shaded = head };
		x += t->wide[c];
	}
	x = PDF_MARGIN;
	for (c = 0; c < t->t->n_columns; c++) {
		lines = pango_layout_get_line_count(cells[c]) - from;
		lines = lines > fit ? fit : lines;
		w->y += PAD;
		lines_at(w, cells[c], from, lines > 0 ? lines : 0, x + PAD,
		    head ? "TH" : "TD");
		w->piece[w->n - 1].h = h;
		w->piece[w->n - 1].group = w->rows;
		w->piece[w->n - 1].table = w->tables;
		w->y -= PAD;
		x += t->wide[c];
	}
	w->y += fit * h + 2 * PAD;
	return fit;
}

/* A row stays whole where a page can hold it. */
static void
table_row(struct pdf_pages *w, const struct table *t, const char *const *cells,
    bool head)
{
	PangoLayout *l[DOC_COLUMNS];
	int lines = 1, from = 0, fit, all;
	double h, full;
	size_t c;

	l[0] = NULL;
	for (c = 0; c < t->t->n_columns; c++) {
		l[c] = draw_layout(w->pc, cells[c], PDF_SMALL, head,
		    t->wide[c] - 2 * PAD);
		all = pango_layout_get_line_count(l[c]);
		lines = all > lines ? all : lines;
	}
	h = line_height(l[0]);
	full = floor_of(w) - w->top - 60;
	while (from < lines) {
		fit = (int)((floor_of(w) - w->y - 2 * PAD) / h);
		if (fit < lines - from && (fit < 1 ||
		    (lines - from) * h < full)) {
			next_page(w);
			if (!head)
				table_row(w, t, t->t->title, true);
			continue;
		}
		from += row_part(w, t, l, from, fit, head);
	}
	for (c = 0; c < t->t->n_columns; c++)
		g_object_unref(l[c]);
}

static void
table(void *arg, const struct doc_table *t)
{
	struct pdf_pages *w = arg;
	struct table table = { .t = t };
	size_t r;

	if (!t->n_columns)
		return;
	w->tables++;
	measure(w, &table);
	w->y += 4;
	if (w->y + 48 > floor_of(w))
		next_page(w);
	table_row(w, &table, t->title, true);
	for (r = 0; r < t->n_rows; r++)
		table_row(w, &table, t->cells + r * t->n_columns, false);
	w->y += 8;
}

/* ---- Charts and the rest ------------------------------------------------------------ */

static void
chart(void *arg, const struct doc_chart *c)
{
	struct pdf_pages *w = arg;
	size_t rows = draw_rows(c), from = 0, n;
	double legend = draw_legend_height(c, room(w)), fit;

	while (from < rows) {
		fit = (floor_of(w) - w->y - legend) / DRAW_ROW;
		if (fit < (double)(rows - from) && fit < 3 && w->y > w->top) {
			next_page(w);
			continue;
		}
		n = fit < 1 ? 1 : (size_t)fit;
		n = n < rows - from ? n : rows - from;
		*add(w) = (struct pdf_piece){ .what = PIECE_CHART,
		    .page = w->page, .x = PDF_MARGIN, .y = w->y, .w = room(w),
		    .chart = c, .from = (int)from, .n = (int)n,
		    .tag = "Figure" };
		from += n;
		w->y += (double)n * DRAW_ROW + (from == rows ? legend : 0);
	}
	w->y += 8;
}

static void
para(void *w, const char *text)
{
	paragraph(w, text, TEXT, false, "P");
	((struct pdf_pages *)w)->y += 6;
}

static void
page(void *w)
{
	next_page(w);
}

static const struct doc_hands hands = { heading, para, item, labelled, table,
    chart, page };

/* As wide as the widest of them, so that what they mark begins in one line. */
static double
mark_width(struct pdf_pages *w)
{
	double most = MARK_LEAST;
	size_t i;
	int width;

	for (i = 0; i < w->d->n; i++) {
		const struct doc_block *b = &w->d->blocks[i];
		PangoLayout *l;

		if (b->kind != DOC_ITEM || !b->label)
			continue;
		l = draw_layout(w->pc, b->label, TEXT, false, -1);
		pango_layout_get_size(l, &width, NULL);
		g_object_unref(l);
		if ((double)width / PANGO_SCALE > most)
			most = (double)width / PANGO_SCALE;
	}
	return most < MARK_MOST ? most + 1 : MARK_MOST;
}

/* How high the lines at the head of every page are. */
static double
head_height(struct pdf_pages *w)
{
	PangoLayout *l = draw_layout(w->pc, w->d->handling, PDF_SMALL, false,
	    room(w));
	int height;

	pango_layout_get_size(l, NULL, &height);
	g_object_unref(l);
	return 13 + (*w->d->handling ? (double)height / PANGO_SCALE : 0);
}

void
pdf_lay_out(struct pdf_pages *w)
{
	w->mark = mark_width(w);
	w->top = PDF_HEAD + head_height(w) + 16;
	w->y = w->top;
	paragraph(w, w->d->title, 18, true, "H1");
	w->y += 4;
	paragraph(w, w->d->version, TEXT, false, "P");
	w->y += 4;
	if (*w->d->notice) {
		paragraph(w, w->d->notice, TEXT, false, "P");
		w->y += 4;
	}
	doc_walk(w->d, &hands, w);
}

void
pdf_layout_release(struct pdf_pages *w)
{
	size_t i;

	for (i = 0; i < w->n; i++) {
		if (w->piece[i].layout)
			g_object_unref(w->piece[i].layout);
	}
	free(w->piece);
}
