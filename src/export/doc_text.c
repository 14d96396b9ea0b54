/*
 * doc_text: a document as plain text in 78 columns. Marking and version stand
 * at the head and the foot of every page; a page is what the document says is
 * one (a family, for one). Everything is shown through utf8_visible.
 */
#include <string.h>

#include "base/utf8.h"
#include "export/doc.h"

#define COLS 78
#define GAP 2		/* between columns of a table */
#define LEAST 6		/* a column's least width */

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

/* Columns of a table that go side by side: the first, which says what a row is
 * about, and those from from on. */
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

/* Every column as wide as its widest cell; what is too much in all is taken
 * from the widest columns. */
static void
measure(const struct doc_table *t, struct part *p)
{
	int room = COLS - GAP * ((int)p->n - 1), sum = 0;
	size_t c;

	for (c = 0; c < p->n; c++) {
		p->width[c] = widest(t, p->column[c]);
		sum += p->width[c];
	}
	while (sum > room) {
		size_t most = 0;

		for (c = 1; c < p->n; c++) {
			if (p->width[c] > p->width[most])
				most = c;
		}
		if (p->width[most] <= LEAST)
			break;
		p->width[most]--;
		sum--;
	}
}

/* As many columns as a line has room for at their least; answers with the next
 * one. */
static size_t
take_part(const struct doc_table *t, size_t from, struct part *p)
{
	int room = COLS;

	p->n = 0;
	while (from < t->n_columns) {
		size_t column = p->n || !from ? from : 0;
		int least = widest(t, column);

		if (least > LEAST)
			least = LEAST;
		if (p->n && room < least + GAP)
			break;
		room -= least + (p->n ? GAP : 0);
		p->column[p->n++] = column;
		if (column == from)
			from++;
	}
	return from;
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
static void
table(struct writer *w, const struct doc_table *t)
{
	struct part p;
	size_t c, r, from;

	for (from = 0; from < t->n_columns;) {
		if (from)
			buf_addc(w->out, '\n');
		from = take_part(t, from, &p);
		measure(t, &p);
		table_row(w, &p, t->title);
		for (c = 0; c < p.n; c++) {
			repeat(w->out, "─", p.width[c]);
			if (c + 1 < p.n)
				repeat(w->out, " ", GAP);
		}
		buf_addc(w->out, '\n');
		for (r = 0; r < t->n_rows; r++)
			table_row(w, &p, t->cells + r * t->n_columns);
	}
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

void
doc_write_text(const struct doc *d, struct buf *out)
{
	struct writer w = { .d = d, .out = out };
	size_t i;

	begin(&w);
	for (i = 0; i < d->n; i++) {
		if (!i || !close_to(&d->blocks[i - 1], &d->blocks[i]))
			buf_addc(out, '\n');
		block(&w, &d->blocks[i]);
	}
	buf_addc(out, '\n');
	foot(&w);
}
