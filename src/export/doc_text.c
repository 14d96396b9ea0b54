/*
 * doc_text: a document as plain text in 78 columns. Marking and version stand
 * at the head and the foot of every page; a page is what the document says is
 * one (a family, for one). Everything is shown through utf8_visible.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "export/doc_stream.h"

#define COLS 78
#define GAP 2		/* between columns of a table */
#define LEAST 6		/* columns for the text behind a label */
#define SHORT 14	/* what is no longer stays in one piece */
#define WORD 18		/* a longer word is broken where it must be */
#define WEIGHED 200	/* rows that tell how a table is best laid out */

struct writer {
	const struct doc *d;
	struct buf *out;
	int page, pages;
};

static void
repeat(struct buf *out, const char *mark, int n)
{
	while (n-- > 0)
		buf_adds(out, mark);
}

static void
add_safe(struct buf *out, const char *text)
{
	utf8_visible(out, text, strlen(text), true);
}

/* One line of safe text: the bytes of it, and where the next one begins. */
struct piece {
	const char *text;
	size_t len;
	const char *next;
};

/* The line that begins at text, at most cols columns wide, broken at a blank
 * where it can be. */
static struct piece
take_line(const char *text, int cols)
{
	struct piece p = { .text = text };
	size_t line = strcspn(text, "\n");
	size_t fit = utf8_cut(text, line, cols, NULL), cut = fit;

	if (fit >= line) {
		p.len = line;
		p.next = text + line + (text[line] == '\n');
		return p;
	}
	while (cut > 0 && text[cut] != ' ')
		cut--;
	if (!cut)
		cut = fit ? fit : utf8_next(text, line, 0);
	p.len = cut;
	while (text[cut] == ' ')
		cut++;
	p.next = text + cut;
	return p;
}

/* Text whose first line has been begun as far as column begun; the others
 * begin at indent. */
static void
wrap(struct writer *w, const char *text, int begun, int indent)
{
	struct buf safe = {0};
	struct piece p;

	add_safe(&safe, text);
	p = take_line(buf_text(&safe), COLS - begun);
	for (;;) {
		buf_add(w->out, p.text, p.len);
		buf_addc(w->out, '\n');
		if (!*p.next)
			break;
		repeat(w->out, " ", indent);
		p = take_line(p.next, COLS - indent);
	}
	buf_release(&safe);
}

static int
safe_width(const char *text)
{
	struct buf safe = {0};
	int width;

	add_safe(&safe, text);
	width = utf8_width(buf_text(&safe), safe.len);
	buf_release(&safe);
	return width;
}

static void
centre(struct writer *w, const char *text)
{
	struct buf safe = {0};
	struct piece p;

	add_safe(&safe, text);
	for (p.next = buf_text(&safe); *p.next;) {
		p = take_line(p.next, COLS);
		repeat(w->out, " ", (COLS - utf8_width(p.text, p.len)) / 2);
		buf_add(w->out, p.text, p.len);
		buf_addc(w->out, '\n');
	}
	buf_release(&safe);
}

/* ---- Pages -------------------------------------------------------------------- */

static void
foot(struct writer *w)
{
	struct buf line = {0};

	repeat(w->out, "─", COLS);
	buf_addc(w->out, '\n');
	centre(w, w->d->version);
	buf_addf(&line, "%s%spage %d of %d", w->d->code, *w->d->code ? " · "
	    : "", w->page, w->pages);
	centre(w, buf_text(&line));
	centre(w, w->d->marking);
	buf_release(&line);
}

static void
head(struct writer *w)
{
	w->page++;
	centre(w, w->d->marking);
	centre(w, w->d->handling);
	repeat(w->out, "─", COLS);
	buf_addc(w->out, '\n');
}

static void
begin(struct writer *w)
{
	size_t i;

	w->pages = 1;
	for (i = 0; i < w->d->n; i++)
		w->pages += w->d->blocks[i].kind == DOC_PAGE;
	head(w);
	buf_addc(w->out, '\n');
	centre(w, w->d->title);
	centre(w, w->d->version);
	if (*w->d->notice) {
		buf_addc(w->out, '\n');
		wrap(w, w->d->notice, 0, 0);
	}
}

/* ---- Tables -------------------------------------------------------------------- */

/* Columns of a table that go side by side: those that say what a row is about,
 * and those from from on. */
struct part {
	size_t column[DOC_COLUMNS];
	size_t n;
	int width[DOC_COLUMNS];
};

static const char *
cell(const struct doc_table *t, size_t row, size_t column)
{
	return t->cells[row * t->n_columns + column];
}

static int
widest(const struct doc_table *t, size_t column)
{
	int width = safe_width(t->title[column]);
	size_t r;

	for (r = 0; r < t->n_rows; r++) {
		int wide = safe_width(cell(t, r, column));

		if (wide > width)
			width = wide;
	}
	return width;
}

/* The longest word of a text, in columns. */
static int
longest(const char *text)
{
	int most = 0;

	while (*text != '\0') {
		size_t len = strcspn(text, " \n");
		int width = utf8_width(text, len);

		if (width > most)
			most = width;
		text += len + (text[len] != '\0');
	}
	return most;
}

/* What a column needs so that no word of it is broken; a date, a short name
 * and their like stay in one piece. Very long words are broken all the same. */
static int
needs(const struct doc_table *t, size_t column)
{
	int word = longest(t->title[column]), whole = word;
	size_t r;

	for (r = 0; r < t->n_rows; r++) {
		int wide = safe_width(cell(t, r, column));
		int most = longest(cell(t, r, column));

		word = most > word ? most : word;
		whole = wide > whole ? wide : whole;
	}
	return whole <= SHORT ? whole : word < WORD ? word : WORD;
}

/* How wide each cell is, row by row, of the first WEIGHED rows; freed by the
 * caller. */
static int *
cell_widths(const struct doc_table *t, const struct part *p, size_t *rows)
{
	int *w;

	*rows = t->n_rows < WEIGHED ? t->n_rows : WEIGHED;
	w = xcalloc(*rows * p->n + 1, sizeof(*w));
	for (size_t r = 0; r < *rows; r++)
		for (size_t c = 0; c < p->n; c++)
			w[r * p->n + c] = safe_width(cell(t, r,
			    p->column[c]));
	return w;
}

/* Which column another character helps most: the one that makes its rows tall,
 * each row weighed by the lines that the character saves. n: none. */
static size_t
tallest(const struct part *p, const int *cells, size_t rows, const int *wide)
{
	double gain[DOC_COLUMNS] = {0};
	size_t most = p->n;

	for (size_t r = 0; r < rows; r++, cells += p->n) {
		double lines = 1;
		size_t tall = p->n;

		for (size_t c = 0; c < p->n; c++) {
			double by = (double)cells[c] / p->width[c];

			if (by > lines) {
				lines = by;
				tall = c;
			}
		}
		if (tall < p->n)
			gain[tall] += lines / p->width[tall];
	}
	for (size_t c = 0; c < p->n; c++)
		if (p->width[c] < wide[c] && (most == p->n ||
		    gain[c] > gain[most]))
			most = c;
	return most;
}

/* Give away the room that is left over. */
static void
widen(const struct doc_table *t, struct part *p, const int *wide, int room)
{
	size_t rows, c;
	int *cells = cell_widths(t, p, &rows);

	while (room-- > 0 && (c = tallest(p, cells, rows, wide)) < p->n)
		p->width[c]++;
	free(cells);
}

/* Every column as wide as its widest cell, where there is room. Else each has
 * what its words need, and the rest goes where it makes rows shorter. */
static void
measure(const struct doc_table *t, struct part *p)
{
	int room = COLS - GAP * ((int)p->n - 1), wide[DOC_COLUMNS], sum = 0;
	size_t c;

	for (c = 0; c < p->n; c++) {
		p->width[c] = wide[c] = widest(t, p->column[c]);
		sum += wide[c];
	}
	if (sum <= room)
		return;
	for (c = 0, sum = 0; c < p->n; c++) {
		p->width[c] = needs(t, p->column[c]);
		sum += p->width[c];
	}
	widen(t, p, wide, room - sum);
	while (sum-- > room) {
		size_t most = 0;

		for (c = 1; c < p->n; c++)
			if (p->width[c] > p->width[most])
				most = c;
		p->width[most]--;
	}
}

static size_t
keys_of(const struct doc_table *t)
{
	return t->keys > 0 ? t->keys : 1;
}

/* As many columns as a line has room for without breaking their words, behind
 * those that say what a row is about; answers with the next one. */
static size_t
take_part(const struct doc_table *t, size_t from, struct part *p)
{
	int room = COLS + GAP;
	bool any = false;

	p->n = 0;
	for (size_t c = 0; from > 0 && c < keys_of(t); c++) {
		room -= needs(t, c) + GAP;
		p->column[p->n++] = c;
	}
	while (from < t->n_columns && (!any || room >= needs(t, from) + GAP)) {
		room -= needs(t, from) + GAP;
		p->column[p->n++] = from++;
		any = true;
	}
	return from;
}

/* Under a table that was parted, rows that have nothing there are left out. */
static bool
says_nothing(const struct doc_table *t, const struct part *p, size_t row)
{
	if (p->column[p->n - 1] < keys_of(t) || p->n <= keys_of(t) ||
	    p->column[keys_of(t)] == keys_of(t))
		return false;
	for (size_t c = keys_of(t); c < p->n; c++)
		if (*cell(t, row, p->column[c]) != '\0')
			return false;
	return true;
}

/* One row, as many lines as its longest cell needs. */
static void
table_row(struct writer *w, const struct part *t, const char *const *cells)
{
	struct buf safe[DOC_COLUMNS] = {{0}};
	const char *at[DOC_COLUMNS];
	bool more = true;
	size_t c;

	for (c = 0; c < t->n; c++) {
		add_safe(&safe[c], cells[t->column[c]]);
		at[c] = buf_text(&safe[c]);
	}
	while (more) {
		struct buf line = {0};

		more = false;
		for (c = 0; c < t->n; c++) {
			struct piece p = take_line(at[c], t->width[c]);

			buf_add(&line, p.text, p.len);
			repeat(&line, " ", t->width[c] + GAP -
			    utf8_width(p.text, p.len));
			at[c] = p.next;
			more |= *p.next != '\0';
		}
		while (line.len && line.data[line.len - 1] == ' ')
			buf_truncate(&line, line.len - 1);
		buf_add(w->out, buf_text(&line), line.len);
		buf_addc(w->out, '\n');
		buf_release(&line);
	}
	for (c = 0; c < t->n; c++)
		buf_release(&safe[c]);
}

/* A table wider than a line stands in parts, one under the other. */
static size_t
lay_out(const struct doc_table *t, struct part parts[DOC_COLUMNS])
{
	size_t from = 0, n = 0;

	while (from < t->n_columns) {
		from = take_part(t, from, &parts[n]);
		measure(t, &parts[n++]);
	}
	return n;
}

static void
part_titles(struct writer *w, const struct doc_table *t, const struct part *p)
{
	size_t c;

	table_row(w, p, t->title);
	for (c = 0; c < p->n; c++) {
		repeat(w->out, "─", p->width[c]);
		if (c + 1 < p->n)
			repeat(w->out, " ", GAP);
	}
	buf_addc(w->out, '\n');
}

static void
add_parts(struct writer *w, const struct doc_table *t,
    const struct part *parts, size_t n)
{
	size_t i, r;

	for (i = 0; i < n; i++) {
		if (i)
			buf_addc(w->out, '\n');
		part_titles(w, t, &parts[i]);
		for (r = 0; r < t->n_rows; r++)
			if (!says_nothing(t, &parts[i], r))
				table_row(w, &parts[i], t->cells +
				    r * t->n_columns);
	}
}

static void
table(struct writer *w, const struct doc_table *t)
{
	struct part parts[DOC_COLUMNS];

	add_parts(w, t, parts, lay_out(t, parts));
}

static void
chart(struct writer *w, const struct doc_chart *c)
{
	struct buf text = {0};

	doc_chart_text(c, COLS, &text);
	add_safe(w->out, buf_text(&text));
	buf_release(&text);
}

/* ---- Blocks -------------------------------------------------------------------- */

/* As wide as the widest of its lines is underlined. */
static void
heading(struct writer *w, const struct doc_block *b)
{
	struct buf safe = {0};
	struct piece p;
	int width = 0;

	add_safe(&safe, b->text);
	p.next = buf_text(&safe);
	do {
		p = take_line(p.next, COLS);
		if (utf8_width(p.text, p.len) > width)
			width = utf8_width(p.text, p.len);
		buf_add(w->out, p.text, p.len);
		buf_addc(w->out, '\n');
	} while (*p.next);
	if (b->level <= 2) {
		repeat(w->out, b->level == 1 ? "═" : "─", width);
		buf_addc(w->out, '\n');
	}
	buf_release(&safe);
}

/* A label that leaves no room on its line has lines of its own. */
static void
labelled(struct writer *w, const char *before, const char *label,
    const char *after, const char *text)
{
	struct buf safe = {0};
	int begun;

	add_safe(&safe, label);
	buf_adds(&safe, after);
	begun = utf8_width(before, strlen(before)) +
	    utf8_width(buf_text(&safe), safe.len);
	buf_adds(w->out, before);
	if (begun > COLS - LEAST || strchr(buf_text(&safe), '\n')) {
		wrap(w, buf_text(&safe), (int)strlen(before), 4);
		buf_adds(w->out, "    ");
		begun = 4;
	} else {
		buf_add(w->out, safe.data, safe.len);
	}
	buf_release(&safe);
	/* Under a long label there would be no room. */
	wrap(w, text, begun, begun > COLS / 3 ? 4 : begun);
}

static void
block(struct writer *w, const struct doc_block *b)
{
	switch (b->kind) {
	case DOC_HEADING:
		heading(w, b);
		break;
	case DOC_PARA:
		wrap(w, b->text, 0, 0);
		break;
	case DOC_ITEM:
		labelled(w, "  ", b->label ? b->label : "•", " ", b->text);
		break;
	case DOC_FIELD:
		labelled(w, "", b->label, ": ", b->text);
		break;
	case DOC_TABLE:
		table(w, b->table);
		break;
	case DOC_CHART:
		chart(w, b->chart);
		break;
	case DOC_PAGE:
		foot(w);
		buf_addc(w->out, '\f');
		head(w);
		break;
	}
}

/* Fields and items stand close together; anything else has a line of air. */
static bool
close_to(const struct doc_block *before, const struct doc_block *b)
{
	if (before->kind == DOC_PAGE)
		return false;
	if (before->kind == DOC_HEADING)
		return b->kind != DOC_HEADING;
	return before->kind == b->kind &&
	    (b->kind == DOC_FIELD || b->kind == DOC_ITEM);
}

/* The first blocks, each with the air before it; and the air before one. */
static void
blocks(struct writer *w, size_t n)
{
	const struct doc *d = w->d;
	size_t i;

	begin(w);
	for (i = 0; i < d->n; i++) {
		if (!i || !close_to(&d->blocks[i - 1], &d->blocks[i]))
			buf_addc(w->out, '\n');
		if (i == n)
			break;
		block(w, &d->blocks[i]);
	}
}

bool
doc_write_text(const struct doc *d, struct buf *out, struct err *err)
{
	struct writer w = { .d = d, .out = out };

	(void)err;
	blocks(&w, d->n);
	buf_addc(out, '\n');
	foot(&w);
	return true;
}

/* ---- Row by row ------------------------------------------------------- */

/* A table that stands in parts is written so many rows at a time: each part of
 * them, with its titles, before the next rows. */
struct flow {
	struct writer w;
	struct part parts[DOC_COLUMNS];
	size_t n_parts;
	struct doc rows;	/* its own table alone */
	struct doc_table *table;
	bool any;
};

static void
new_rows(struct flow *f, const struct doc_table *like)
{
	const struct doc_table was = *like;

	f->table = doc_table(&f->rows, was.n_columns, was.title);
	f->table->keys = was.keys;
}

static void *
flow_begin(const struct doc *d, struct doc_sink *to, struct err *err)
{
	struct flow *f = xcalloc(1, sizeof(*f));
	const struct doc_table *t = d->blocks[d->n - 1].table;

	(void)err;
	f->w = (struct writer){ .d = d, .out = &to->text };
	blocks(&f->w, d->n - 1);
	f->n_parts = lay_out(t, f->parts);
	new_rows(f, t);
	if (f->n_parts == 1)
		part_titles(&f->w, t, f->parts);
	return f;
}

static void
write_rows(struct flow *f)
{
	struct doc was = f->rows;

	if (f->table->n_rows == 0)
		return;
	if (f->any)
		buf_addc(f->w.out, '\n');
	f->any = true;
	add_parts(&f->w, f->table, f->parts, f->n_parts);
	f->rows = (struct doc){0};
	new_rows(f, f->table);
	doc_release(&was);
}

static bool
flow_row(void *w, const char *const *cells, struct err *err)
{
	struct flow *f = w;

	(void)err;
	if (f->n_parts == 1) {
		table_row(&f->w, f->parts, cells);
		return true;
	}
	doc_row(&f->rows, f->table, cells);
	if (f->table->n_rows == WEIGHED)
		write_rows(f);
	return true;
}

static bool
flow_end(void *w, bool whole, struct err *err)
{
	struct flow *f = w;

	(void)err;
	if (whole) {
		write_rows(f);
		buf_addc(f->w.out, '\n');
		foot(&f->w);
	}
	doc_release(&f->rows);
	free(f);
	return true;
}

const struct doc_flow doc_flow_text = { flow_begin, flow_row, NULL,
    flow_end };
