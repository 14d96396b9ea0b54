/*
 * doc_csv: the tables of a document as comma-separated values (RFC 4180), for
 * a spreadsheet. What spreadsheets take for a formula, or for a command, is
 * kept a text: cells may have been typed by anyone.
 */
#include <string.h>

#include "base/utf8.h"
#include "export/doc.h"

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
	const char *p;
	bool quoted;

	/* Looked at before marks are made visible: a tab would be one. */
	if (is_formula(text))
		buf_addc(&safe, '\'');
	utf8_visible(&safe, text, strlen(text), true);
	quoted = strpbrk(buf_text(&safe), ",\"\n\r") ||
	    *buf_text(&safe) == ' ';
	if (quoted)
		buf_addc(out, '"');
	for (p = buf_text(&safe); *p; p++) {
		if (*p == '"')
			buf_addc(out, '"');
		buf_addc(out, *p);
	}
	if (quoted)
		buf_addc(out, '"');
	buf_release(&safe);
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
	return true;
}
