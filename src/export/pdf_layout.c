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
#define LED 200		/* bytes of what is said before a table */
#define MARK_AT 12.0	/* where the mark of an item stands */
#define MARK_LEAST 24.0	/* and how wide it is taken to be */
#define MARK_MOST 110.0
#define SHORT 95.0	/* a column of no more is not made narrower */
#define ROUND 0.5	/* what many small roundings come to */
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
		/* Nor is the last one alone on the next page. */
		fit -= fit == lines - from - 1 && fit > 1;
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
	int lines = pango_layout_get_line_count(mark), page, least = lines;
	size_t first = w->n;

	/* What it marks begins beside it. */
	if (least < 3)
		least = pango_layout_get_line_count(l) < 4
		    ? pango_layout_get_line_count(l) : 2;
	if (least < lines)
		least = lines;
	if (w->y + line_height(l) * least > floor_of(w))
		next_page(w);
	page = w->page;
	low = w->y + line_height(l) * lines;
	lines_at(w, mark, 0, lines, PDF_MARGIN + MARK_AT, "Lbl");
	flow(w, l, PDF_MARGIN + 2 * MARK_AT + wide, "LBody");
	w->groups++;
	for (; first < w->n; first++) {
		w->piece[first].group = w->groups;
		w->piece[first].whole = w->wholes;
		w->piece[first].listed = true;
	}
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
	double size;		/* of its letters */
	bool begun;		/* its titles have stood once */
};

/* How wide a word is, and the widest part of it that lines are not broken in; of
 * letters of PDF_SMALL. Words come again and again. */
static const double *
word_width(struct pdf_pages *w, const char *word, size_t len, bool bold)
{
	char *key = g_strndup(word, len);
	double *found = g_hash_table_lookup(w->words[bold], key);
	PangoLayout *l;
	int width;

	if (found) {
		g_free(key);
		return found;
	}
	found = g_new(double, 2);
	l = draw_layout(w->pc, key, PDF_SMALL, bold, -1);
	pango_layout_get_size(l, &width, NULL);
	found[0] = found[1] = (double)width / PANGO_SCALE;
	pango_layout_set_wrap(l, PANGO_WRAP_WORD);
	pango_layout_set_width(l, 0);
	if (pango_layout_get_line_count(l) > 1) {
		pango_layout_get_size(l, &width, NULL);
		found[1] = (double)width / PANGO_SCALE;
	}
	g_object_unref(l);
	g_hash_table_insert(w->words[bold], key, found);
	return found;
}

/* What a cell's text asks of its column. */
static void
ask(struct pdf_pages *w, const char *text, bool bold, struct doc_column *c)
{
	double blank = *word_width(w, " ", 1, bold), line = 0;
	const double *wide;
	size_t n;

	for (; *text; text += n) {
		n = strcspn(text, " \n");
		if (n > 0) {
			wide = word_width(w, text, n, bold);
			line += wide[0];
			if (wide[1] > c->least)
				c->least = wide[1];
		} else {
			n = 1;
			line = *text == '\n' ? 0 : line + blank;
		}
		if (line > c->want)
			c->want = line;
	}
}

/* Smaller letters where the words of all columns fit only so; a word that takes
 * most of a page for itself does not ask for them, it is broken. */
static void
measure(struct pdf_pages *w, struct table *t)
{
	static const double sizes[] = { PDF_SMALL, 7.5, 6.5 };
	struct doc_column ask_of[DOC_COLUMNS] = {0}, c[DOC_COLUMNS];
	double most = room(w) / 3, by;
	size_t i, r, n = t->t->n_columns, step;

	for (i = 0; i < n; i++) {
		ask(w, t->t->title[i], true, &ask_of[i]);
		for (r = 0; r < t->t->n_rows; r++)
			ask(w, t->t->cells[r * n + i], false, &ask_of[i]);
	}
	for (step = 0; step < sizeof sizes / sizeof *sizes; step++) {
		by = sizes[step] / PDF_SMALL;
		for (i = 0; i < n; i++) {
			c[i].least = by * ask_of[i].least + 2 * PAD + ROUND;
			c[i].want = by * ask_of[i].want + 2 * PAD + ROUND;
			if (c[i].least > most)
				c[i].least = most;
		}
		t->size = sizes[step];
		if (doc_table_part(c, n, room(w), SHORT * by))
			break;
	}
	for (i = 0; i < n; i++)
		t->wide[i] = c[i].wide;
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
	w->groups++;
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
		/* Titles are read out once, not on each page. */
		lines_at(w, cells[c], from, lines > 0 ? lines : 0, x + PAD,
		    !head ? "TD" : t->begun ? NULL : "TH");
		w->piece[w->n - 1].h = h;
		w->piece[w->n - 1].group = w->groups;
		w->piece[w->n - 1].whole = w->wholes;
		w->y -= PAD;
		x += t->wide[c];
	}
	w->y += fit * h + 2 * PAD;
	return fit;
}

struct row {
	PangoLayout *cell[DOC_COLUMNS];
	int lines;
	double h;		/* of a line */
};

static void
set_row(struct pdf_pages *w, const struct table *t, const char *const *cells,
    bool head, struct row *row)
{
	size_t c;
	int all;

	row->lines = 1;
	for (c = 0; c < t->t->n_columns; c++) {
		row->cell[c] = draw_layout(w->pc, cells[c], t->size, head,
		    t->wide[c] - 2 * PAD);
		all = pango_layout_get_line_count(row->cell[c]);
		row->lines = all > row->lines ? all : row->lines;
	}
	row->h = line_height(row->cell[0]);
}

static void
drop_row(const struct table *t, struct row *row)
{
	size_t c;

	for (c = 0; c < t->t->n_columns; c++)
		g_object_unref(row->cell[c]);
}

/* A row stays whole where a page can hold it. */
static double
keeps(const struct pdf_pages *w, const struct row *row)
{
	double full = floor_of(w) - w->top - 60;

	return row->h * (row->lines * row->h < full ? row->lines : 1) +
	    2 * PAD;
}

static void
put_row(struct pdf_pages *w, struct table *t, const struct row *row,
    const struct row *head)
{
	int from = 0, fit;

	while (from < row->lines) {
		fit = (int)((floor_of(w) - w->y - 2 * PAD) / row->h);
		if (fit < row->lines - from && (fit < 1 ||
		    w->y + keeps(w, row) > floor_of(w)) && w->y > w->top) {
			next_page(w);
			if (head && head != row)
				put_row(w, t, head, head);
			/* What heads the page leaves room for a line. */
			fit = (int)((floor_of(w) - w->y - 2 * PAD) / row->h);
			fit = fit < 1 ? 1 : fit;
		}
		from += row_part(w, t, (PangoLayout **)row->cell, from,
		    fit < 1 ? 1 : fit, row == head);
	}
	if (row == head)
		t->begun = true;
}

/* The titles stand over a first row, never alone. */
static void
table(void *arg, const struct doc_table *t)
{
	struct pdf_pages *w = arg;
	struct table table = { .t = t };
	struct row head, row;
	size_t r;

	if (!t->n_columns)
		return;
	w->wholes++;
	measure(w, &table);
	w->y += 4;
	set_row(w, &table, t->title, true, &head);
	for (r = 0; r < t->n_rows; r++) {
		set_row(w, &table, t->cells + r * t->n_columns, false, &row);
		if (r == 0 && w->y > w->top && w->y + keeps(w, &head) +
		    keeps(w, &row) > floor_of(w))
			next_page(w);
		if (r == 0)
			put_row(w, &table, &head, &head);
		put_row(w, &table, &row, &head);
		drop_row(&table, &row);
	}
	if (t->n_rows == 0)
		put_row(w, &table, &head, &head);
	drop_row(&table, &head);
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

/* ---- What stays together --------------------------------------------- */

/* Is a block left where the next one is not? A heading, and what it says in a
 * line before a table. */
static bool
leads(const struct doc *d, size_t i)
{
	const struct doc_block *b = &d->blocks[i];

	if (i + 1 >= d->n || b[1].kind == DOC_PAGE)
		return false;
	return b->kind == DOC_HEADING || (b->kind == DOC_PARA && i > 0 &&
	    b[-1].kind == DOC_HEADING && strlen(b->text) < LED &&
	    (b[1].kind == DOC_TABLE || b[1].kind == DOC_CHART));
}

/* Blocks from … to. Answers whether the last begins where the first does. */
static bool
lay_blocks(struct pdf_pages *w, size_t from, size_t to)
{
	struct doc one = *w->d;
	size_t first = w->n, last = w->n, i;

	one.n = 1;
	for (i = from; i <= to; i++) {
		one.blocks = &w->d->blocks[i];
		if (one.blocks->kind == DOC_ITEM && (i == 0 ||
		    one.blocks[-1].kind != DOC_ITEM))
			w->wholes++;
		last = w->n;
		doc_walk(&one, &hands, w);
	}
	return first == w->n || last == w->n ||
	    w->piece[first].page == w->piece[last].page;
}

static void
take_back(struct pdf_pages *w, size_t n, int page, double y)
{
	while (w->n > n) {
		w->n--;
		if (w->piece[w->n].layout)
			g_object_unref(w->piece[w->n].layout);
	}
	w->page = page;
	w->y = y;
}

/* What would be left behind at the foot of a page goes along to the next. */
static void
lay_all(struct pdf_pages *w)
{
	size_t from, to;

	for (from = 0; from < w->d->n; from = to + 1) {
		size_t n = w->n;
		double y = w->y;
		int page = w->page;

		for (to = from; leads(w->d, to); to++)
			;
		if (lay_blocks(w, from, to) || y <= w->top)
			continue;
		take_back(w, n, page, y);
		next_page(w);
		lay_blocks(w, from, to);
	}
}

void
pdf_lay_out(struct pdf_pages *w)
{
	int i;

	for (i = 0; i < 2; i++)
		w->words[i] = g_hash_table_new_full(g_str_hash, g_str_equal,
		    g_free, g_free);
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
	lay_all(w);
}

void
pdf_layout_release(struct pdf_pages *w)
{
	take_back(w, 0, 0, 0);
	free(w->piece);
	g_hash_table_destroy(w->words[0]);
	g_hash_table_destroy(w->words[1]);
}
