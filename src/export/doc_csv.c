/*
 * doc_csv: the tables of a document as comma-separated values (RFC 4180), for
 * a spreadsheet. What spreadsheets take for a formula, or for a command, is
 * kept a text: cells may have been typed by anyone.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "export/doc_stream.h"

/* What begins a formula, also behind blanks, which some programs drop; a full
 * width form is one to others. A figure below nought is one of ours and no
 * formula. */
static bool
is_formula(const char *text)
{
	static const char *const wide[] = { "＝", "＋", "－", "＠" };
	size_t i, digits;

	if (strchr("\t\r\n", *text) && *text)
		return true;
	text += strspn(text, " ");
	digits = strspn(text + (*text == '-'), "0123456789.");
	if (*text == '-' && digits && !text[1 + digits])
		return false;
	if (*text && strchr("=+-@|", *text))
		return true;
	for (i = 0; i < sizeof wide / sizeof *wide; i++)
		if (!strncmp(text, wide[i], strlen(wide[i])))
			return true;
	return false;
}

static void
add_cell(struct buf *out, const char *text)
{
	struct buf safe = {0};
	size_t from = out->len;
	const char *p;

	/* Looked at before marks are made visible: a tab would be one. */
	if (is_formula(text))
		buf_addc(out, '\'');
	utf8_visible(out, text, strlen(text), true);
	if (out->len == from || (!strpbrk(out->data + from, ",\"\n\r") &&
	    out->data[from] != ' '))
		return;
	buf_adds(&safe, out->data + from);
	buf_truncate(out, from);
	buf_addc(out, '"');
	for (p = buf_text(&safe); *p; p++) {
		if (*p == '"')
			buf_addc(out, '"');
		buf_addc(out, *p);
	}
	buf_addc(out, '"');
	buf_wipe(&safe);
}

void
doc_csv_row(struct buf *out, const char *const *cells, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (i)
			buf_addc(out, ',');
		add_cell(out, cells[i]);
	}
	buf_adds(out, "\r\n");
}

bool
doc_write_csv(const struct doc *d, struct buf *out, struct err *err)
{
	bool first = true;
	size_t i, r;

	(void)err;
	for (i = 0; i < d->n; i++) {
		const struct doc_table *t = d->blocks[i].table;

		if (d->blocks[i].kind != DOC_TABLE)
			continue;
		if (!first)
			buf_adds(out, "\r\n");
		first = false;
		doc_csv_row(out, t->title, t->n_columns);
		for (r = 0; r < t->n_rows; r++)
			doc_csv_row(out, t->cells + r * t->n_columns,
			    t->n_columns);
	}
	if (first && d->none)
		doc_csv_row(out, d->none->title, d->none->n_columns);
	return true;
}

/* ---- Row by row ------------------------------------------------------- */

struct flow {
	struct doc_sink *to;
	size_t columns;
};

static void *
flow_begin(const struct doc *d, struct doc_sink *to, struct err *err)
{
	struct flow *f = xcalloc(1, sizeof(*f));
	const struct doc_table *t = d->blocks[d->n - 1].table;

	(void)err;
	f->to = to;
	f->columns = t->n_columns;
	doc_csv_row(&to->text, t->title, t->n_columns);
	return f;
}

static bool
flow_row(void *w, const char *const *cells, struct err *err)
{
	struct flow *f = w;

	(void)err;
	doc_csv_row(&f->to->text, cells, f->columns);
	return true;
}

static bool
flow_end(void *w, bool whole, struct err *err)
{
	(void)whole;
	(void)err;
	free(w);
	return true;
}

const struct doc_flow doc_flow_csv = { flow_begin, flow_row, NULL, flow_end };
