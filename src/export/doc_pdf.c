/*
 * doc_pdf: a document as a tagged PDF of A4 pages: an outline of its headings,
 * header rows that repeat, the marking at head and foot, page n of m, every
 * script that the machine has letters for. Part of the module of the heavy
 * writers.
 *
 * Everything is laid out first, as lines with their places on numbered pages;
 * then drawn, when it is known how many pages there are.
 */
#include <cairo-pdf.h>
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/utf8.h"
#include "export/draw.h"
#include "export/formats.h"
#include "export/pdf_finish.h"

/* Points. */
#define SHORT_SIDE 595.0
#define LONG_SIDE 842.0
#define MARGIN 54.0
#define HEAD 30.0	/* where the marking stands */
#define BOTTOM 76.0	/* and ends, above the foot */
#define TEXT 10.0
#define SMALL 8.5
#define PAD 3.0		/* inside a table's cell */
#define MARK_AT 12.0	/* where the mark of an item stands */
#define MARK_LEAST 24.0	/* and how wide it is taken to be */
#define MARK_MOST 110.0
#define HEADED 96.0	/* what a heading wants under it on its page */
#define LINE 1.25	/* of a line's own height */

/* Lines of one layout on one page, a part of a chart, or a rectangle. */
struct piece {
	enum { PIECE_LINES, PIECE_CHART, PIECE_BOX } what;
	int page;
	double x, y, w, h;
	PangoLayout *layout;
	int from, n;		/* its lines; rows of the chart */
	const struct doc_chart *chart;
	const char *tag;	/* "P", "H1", "TD"; NULL: none */
	int group;		/* of pieces in one row; 0: none */
	int table;		/* of rows in one table; 0: none */
	const char *outline;	/* a heading's text, or NULL */
	int level;
	bool shaded;
};

struct writer {
	const struct doc *d;
	PangoContext *pc;
	double width, height;	/* of a page */
	double top;		/* where its text begins, under the head */
	struct piece *piece;
	size_t n, cap;
	int page;		/* from 0 */
	double y;
	double mark;		/* how wide the marks of items are */
	int rows, tables;
};

static double
room(const struct writer *w)
{
	return w->width - 2 * MARGIN;
}

static double
floor_of(const struct writer *w)
{
	return w->height - BOTTOM;
}

static struct piece *
add(struct writer *w)
{
	struct piece *p;

	GROW(w->piece, w->n, w->cap);
	p = &w->piece[w->n++];
	*p = (struct piece){ .page = w->page };
	return p;
}

static void
next_page(struct writer *w)
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
lines_at(struct writer *w, PangoLayout *l, int from, int n, double x,
    const char *tag)
{
	struct piece *p = add(w);

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
flow(struct writer *w, PangoLayout *l, double x, const char *tag)
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
paragraph(struct writer *w, const char *text, double size, bool bold,
    const char *tag)
{
	PangoLayout *l = draw_layout(w->pc, text, size, bold, room(w));

	flow(w, l, MARGIN, tag);
	g_object_unref(l);
}

/* Not at the foot of a page, where nothing of what it heads would follow. */
static void
heading(struct writer *w, const struct doc_block *b)
{
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
item(struct writer *w, const struct doc_block *b)
{
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
	lines_at(w, mark, 0, lines, MARGIN + MARK_AT, "Lbl");
	flow(w, l, MARGIN + 2 * MARK_AT + wide, "LBody");
	if (w->page == page && w->y < low)
		w->y = low;
	w->y += 2;
	g_object_unref(mark);
	g_object_unref(l);
}

/* A label in bold, and its text behind it. */
static void
labelled(struct writer *w, const struct doc_block *b)
{
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
	flow(w, l, MARGIN, "P");
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
measure(struct writer *w, struct table *t)
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
row_part(struct writer *w, const struct table *t, PangoLayout **cells,
    int from, int most, bool head)
{
	double x = MARGIN, h = line_height(cells[0]);
	int left = 0, fit, lines;
	size_t c;

	for (c = 0; c < t->t->n_columns; c++) {
		lines = pango_layout_get_line_count(cells[c]) - from;
		left = lines > left ? lines : left;
	}
	fit = left < most ? left : most;
	w->rows++;
	for (c = 0; c < t->t->n_columns; c++) {
		struct piece *p = add(w);

		*p = (struct piece){ .what = PIECE_BOX, .page = w->page,
		    .x = x, .y = w->y, .w = t->wide[c],
		    .h = fit * h + 2 * PAD, .shaded = head };
		x += t->wide[c];
	}
	x = MARGIN;
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
table_row(struct writer *w, const struct table *t, const char *const *cells,
    bool head)
{
	PangoLayout *l[DOC_COLUMNS];
	int lines = 1, from = 0, fit, all;
	double h, full;
	size_t c;

	l[0] = NULL;
	for (c = 0; c < t->t->n_columns; c++) {
		l[c] = draw_layout(w->pc, cells[c], SMALL, head,
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
table(struct writer *w, const struct doc_table *t)
{
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
chart(struct writer *w, const struct doc_chart *c)
{
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
		*add(w) = (struct piece){ .what = PIECE_CHART,
		    .page = w->page, .x = MARGIN, .y = w->y, .w = room(w),
		    .chart = c, .from = (int)from, .n = (int)n,
		    .tag = "Figure" };
		from += n;
		w->y += (double)n * DRAW_ROW + (from == rows ? legend : 0);
	}
	w->y += 8;
}

static void
block(struct writer *w, const struct doc_block *b)
{
	switch (b->kind) {
	case DOC_HEADING:
		heading(w, b);
		break;
	case DOC_PARA:
		paragraph(w, b->text, TEXT, false, "P");
		w->y += 6;
		break;
	case DOC_ITEM:
		item(w, b);
		break;
	case DOC_FIELD:
		labelled(w, b);
		break;
	case DOC_TABLE:
		table(w, b->table);
		break;
	case DOC_CHART:
		chart(w, b->chart);
		break;
	case DOC_PAGE:
		next_page(w);
		break;
	}
}

/* As wide as the widest of them, so that what they mark begins in one line. */
static double
mark_width(struct writer *w)
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
head_height(struct writer *w)
{
	PangoLayout *l = draw_layout(w->pc, w->d->handling, SMALL, false,
	    room(w));
	int height;

	pango_layout_get_size(l, NULL, &height);
	g_object_unref(l);
	return 13 + (*w->d->handling ? (double)height / PANGO_SCALE : 0);
}

static void
lay_out(struct writer *w)
{
	size_t i;

	w->mark = mark_width(w);
	w->top = HEAD + head_height(w) + 16;
	w->y = w->top;
	paragraph(w, w->d->title, 18, true, "H1");
	w->y += 4;
	paragraph(w, w->d->version, TEXT, false, "P");
	w->y += 4;
	if (*w->d->notice) {
		paragraph(w, w->d->notice, TEXT, false, "P");
		w->y += 4;
	}
	for (i = 0; i < w->d->n; i++)
		block(w, &w->d->blocks[i]);
}

/* ---- Drawing ----------------------------------------------------------------------- */

static void
draw_lines(cairo_t *cr, const struct piece *p)
{
	int i, right;

	cairo_set_source_rgb(cr, 0.05, 0.05, 0.05);
	for (i = 0; i < p->n; i++) {
		PangoLayoutLine *line = pango_layout_get_line_readonly(
		    p->layout, p->from + i);
		PangoRectangle r;
		double x = p->x;

		pango_layout_line_get_extents(line, NULL, &r);
		/* What reads from the right stands at the right. */
		right = pango_layout_get_width(p->layout);
		if (line->resolved_dir == PANGO_DIRECTION_RTL && right > 0)
			x += (double)(right - r.width) / PANGO_SCALE;
		cairo_move_to(cr, x, p->y + i * p->h - (double)r.y /
		    PANGO_SCALE);
		pango_cairo_show_layout_line(cr, line);
	}
}

static void
draw_box(cairo_t *cr, const struct piece *p)
{
	if (p->shaded) {
		cairo_set_source_rgb(cr, 0.91, 0.91, 0.91);
		cairo_rectangle(cr, p->x, p->y, p->w, p->h);
		cairo_fill(cr);
	}
	cairo_set_source_rgb(cr, 0.5, 0.5, 0.5);
	cairo_set_line_width(cr, 0.5);
	cairo_rectangle(cr, p->x, p->y, p->w, p->h);
	cairo_stroke(cr);
}

static void
draw_one(cairo_t *cr, const struct piece *p)
{
	switch (p->what) {
	case PIECE_LINES:
		draw_lines(cr, p);
		break;
	case PIECE_BOX:
		draw_box(cr, p);
		break;
	case PIECE_CHART:
		cairo_save(cr);
		cairo_translate(cr, p->x, p->y);
		draw_chart(cr, p->chart, (size_t)p->from, (size_t)p->n, p->w);
		cairo_restore(cr);
		break;
	}
}

/* Centred, with its first line at y, in as many as it needs. */
static void
centred(struct writer *w, cairo_t *cr, const char *text, bool bold, double y)
{
	PangoLayout *l = draw_layout(w->pc, text, SMALL, bold, room(w));

	pango_layout_set_alignment(l, PANGO_ALIGN_CENTER);
	cairo_set_source_rgb(cr, 0.05, 0.05, 0.05);
	cairo_move_to(cr, MARGIN, y);
	pango_cairo_show_layout(cr, l);
	g_object_unref(l);
}

static void
edges(struct writer *w, cairo_t *cr, int page)
{
	struct buf foot = {0};

	centred(w, cr, w->d->marking, true, HEAD);
	centred(w, cr, w->d->handling, false, HEAD + 13);
	buf_addf(&foot, "%s%s%s · page %d of %d", w->d->version,
	    *w->d->code ? " · " : "", w->d->code, page + 1, w->page + 1);
	centred(w, cr, buf_text(&foot), false, w->height - 54);
	centred(w, cr, w->d->marking, true, w->height - 40);
	buf_release(&foot);
}

/* A table's rows stand in TR, they in Table; both begin and end where what they
 * hold does, and with each page. */
struct tags {
	int group, table;
};

static void
change_tags(cairo_t *cr, struct tags *t, int group, int table)
{
	if (t->group && t->group != group) {
		cairo_tag_end(cr, "TR");
		t->group = 0;
	}
	if (t->table && t->table != table) {
		cairo_tag_end(cr, "Table");
		t->table = 0;
	}
	if (table && !t->table)
		cairo_tag_begin(cr, "Table", NULL);
	if (group && !t->group)
		cairo_tag_begin(cr, "TR", NULL);
	t->table = table;
	t->group = group;
}

/* A place that the outline leads to, by its page. */
static void
add_outline(cairo_surface_t *pdf, const struct piece *p, int parents[4])
{
	struct buf link = {0}, safe = {0};
	int level = p->level, parent = CAIRO_PDF_OUTLINE_ROOT, i;

	for (i = level - 1; i > 0; i--) {
		if (parents[i]) {
			parent = parents[i];
			break;
		}
	}
	buf_addf(&link, "page=%d pos=[%.1f %.1f]", p->page + 1, p->x, p->y);
	utf8_visible(&safe, p->outline, strlen(p->outline), false);
	parents[level] = cairo_pdf_surface_add_outline(pdf, parent,
	    buf_text(&safe), buf_text(&link), level == 1
	    ? CAIRO_PDF_OUTLINE_FLAG_OPEN : 0);
	for (i = level + 1; i < 4; i++)
		parents[i] = 0;
	buf_release(&link);
	buf_wipe(&safe);
}

static void
draw_page(struct writer *w, cairo_surface_t *pdf, cairo_t *cr, size_t *at,
    int page, int parents[4])
{
	struct tags tags = {0};

	edges(w, cr, page);
	for (; *at < w->n && w->piece[*at].page == page; (*at)++) {
		const struct piece *p = &w->piece[*at];

		if (p->what == PIECE_BOX) {
			draw_one(cr, p);
			continue;
		}
		change_tags(cr, &tags, p->group, p->table);
		if (p->outline)
			add_outline(pdf, p, parents);
		cairo_tag_begin(cr, p->tag, NULL);
		draw_one(cr, p);
		cairo_tag_end(cr, p->tag);
	}
	change_tags(cr, &tags, 0, 0);
	cairo_show_page(cr);
}

static cairo_status_t
take(void *arg, const unsigned char *data, unsigned len)
{
	buf_add(arg, data, len);
	return CAIRO_STATUS_SUCCESS;
}

/* Nobody is named by what a file says of itself. */
static void
describe(const struct writer *w, cairo_surface_t *pdf)
{
	struct buf made = {0}, title = {0};

	clock_add_utc(&made, w->d->made);
	if (made.len > 5)
		buf_remove(&made, made.len - 5, 4);	/* milliseconds */
	utf8_visible(&title, w->d->title, strlen(w->d->title), false);
	cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_TITLE,
	    buf_text(&title));
	cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATOR,
	    "minutebook");
	cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATE_DATE,
	    buf_text(&made));
	cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_MOD_DATE,
	    buf_text(&made));
	buf_release(&made);
	buf_release(&title);
}

static bool
draw_all(struct writer *w, cairo_surface_t *pdf)
{
	cairo_t *cr = cairo_create(pdf);
	int parents[4] = {0}, page;
	size_t at = 0;
	bool ok;

	describe(w, pdf);
	for (page = 0; page <= w->page; page++)
		draw_page(w, pdf, cr, &at, page, parents);
	ok = cairo_status(cr) == CAIRO_STATUS_SUCCESS;
	cairo_destroy(cr);
	cairo_surface_finish(pdf);
	return ok && cairo_surface_status(pdf) == CAIRO_STATUS_SUCCESS;
}

static void
release(struct writer *w)
{
	size_t i;

	for (i = 0; i < w->n; i++) {
		if (w->piece[i].layout)
			g_object_unref(w->piece[i].layout);
	}
	free(w->piece);
	g_object_unref(w->pc);
}

bool
doc_write_pdf(const struct doc *d, struct buf *out, struct err *err)
{
	bool wide = doc_is_wide(d), ok;
	struct writer w = { .d = d,
	    .width = wide ? LONG_SIDE : SHORT_SIDE,
	    .height = wide ? SHORT_SIDE : LONG_SIDE };
	struct buf made = {0};
	cairo_surface_t *pdf = cairo_pdf_surface_create_for_stream(take,
	    &made, w.width, w.height);
	cairo_t *cr = cairo_create(pdf);

	w.pc = pango_cairo_create_context(cr);
	cairo_destroy(cr);
	pango_context_set_language(w.pc, pango_language_from_string("en-GB"));
	lay_out(&w);
	ok = draw_all(&w, pdf);
	release(&w);
	cairo_surface_destroy(pdf);
	ok = ok && pdf_finish(&made, "en-GB", out);
	buf_wipe(&made);
	return ok || err_set(err, ERR_IO, "The PDF could not be made. Nothing "
	    "was written; the other formats may still work.");
}
