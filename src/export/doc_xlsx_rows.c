/*
 * doc_xlsx_rows: a workbook whose rows are written as they come. All but its rows
 * is made by the library (doc_xlsx.c) and copied; the sheet of the rows is
 * packed into the zip row by row. libarchive writes zips to what can't be gone
 * back in, and so to a pipe. Part of the module of the heavy writers.
 */
#include <archive.h>
#include <archive_entry.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "export/formats.h"
#include "export/xlsx.h"

#define PIECE 65536		/* of the sheet, packed at once */
#define SHEET_MOST 0xF0000000u	/* bytes that a plain zip takes of one entry */

#define KNOWN 1024		/* cells that were made once */
#define KNOWN_TEXT 64	/* bytes of the text of such a one, at most */

/* A text, and what is written of a cell that holds it. Days, owners, agencies and
 * statuses come again and again. */
struct known {
	struct buf text, cell;
};

struct flow {
	struct doc_sink *to;
	struct known known[KNOWN];
	struct archive *zip;
	struct buf sheet;	/* not packed yet */
	struct buf cell, number;	/* the text and row of one */
	struct buf tail;	/* of the sheet, behind its rows */
	char *style[XLSX_STYLES];	/* their numbers */
	size_t columns;
	uint32_t row;
	uint64_t bytes;		/* of the sheet so far */
};

/* ---- The zip ------------------------------------------------------------- */

static la_ssize_t
put_bytes(struct archive *zip, void *arg, const void *data, size_t len)
{
	struct flow *f = arg;

	(void)zip;
	buf_add(&f->to->text, data, len);
	return doc_sink_take(f->to) ? (la_ssize_t)len : -1;
}

/* Old readers of zips know no more than 4 GiB, and spreadsheets are such: the
 * sheet stays below. */
static bool
open_zip(struct flow *f)
{
	f->zip = archive_write_new();
	return f->zip && archive_write_set_format_zip(f->zip) == ARCHIVE_OK &&
	    archive_write_set_options(f->zip, "zip:!zip64,"
	    "zip:compression-level=1") == ARCHIVE_OK &&
	    archive_write_set_bytes_per_block(f->zip, 0) == ARCHIVE_OK &&
	    archive_write_open(f->zip, f, NULL, put_bytes, NULL) ==
	    ARCHIVE_OK;
}

/* The next file of it; -1: its size is not known. */
static bool
begin_entry(struct flow *f, const char *name, la_int64_t size)
{
	struct archive_entry *e = archive_entry_new();
	bool ok;

	archive_entry_set_pathname(e, name);
	archive_entry_set_filetype(e, AE_IFREG);
	archive_entry_set_perm(e, 0644);
	if (size >= 0)
		archive_entry_set_size(e, size);
	ok = archive_write_header(f->zip, e) == ARCHIVE_OK;
	archive_entry_free(e);
	return ok;
}

static bool
pack(struct flow *f, const struct buf *b)
{
	return b->len == 0 || archive_write_data(f->zip, b->data, b->len) ==
	    (la_ssize_t)b->len;
}

/* ---- The frame ------------------------------------------------------------ */

static bool
read_entry(struct archive *from, struct buf *out)
{
	char piece[16384];
	la_ssize_t n;

	while ((n = archive_read_data(from, piece, sizeof piece)) > 0)
		buf_add(out, piece, (size_t)n);
	return n == 0;
}

/* The number of the style of the sample in a row. */
static char *
find_style(const char *sheet, int row)
{
	struct buf cell = {0};
	const char *p;
	char *style = NULL;

	buf_addf(&cell, "<c r=\"A%d\" s=\"", row);
	p = strstr(sheet, buf_text(&cell));
	if (p)
		style = xstrndup(p + cell.len, strspn(p + cell.len,
		    "0123456789"));
	buf_release(&cell);
	return style;
}

/* Cuts the sheet at its rows. What it says of how far it reaches is left out. */
static bool
take_sheet(struct flow *f, const struct buf *sheet)
{
	const char *text = buf_text(sheet);
	const char *reach = strstr(text, "<dimension "), *past;
	const char *rows = strstr(text, "<sheetData>");
	const char *tail = strstr(text, "</sheetData>");
	int i;

	for (i = 0; i < XLSX_STYLES; i++)
		f->style[i] = find_style(text, i + 1);
	past = reach ? strstr(reach, "/>") : NULL;
	if (!rows || !tail || !past || past > rows || !f->style[XLSX_TITLE])
		return false;
	buf_add(&f->sheet, text, (size_t)(reach - text));
	past += 2;
	rows += strlen("<sheetData>");
	buf_add(&f->sheet, past, (size_t)(rows - past));
	buf_adds(&f->tail, tail);
	return true;
}

static size_t
count_sheets(const struct doc *d)
{
	size_t i, n = 1;	/* the front */

	for (i = 0; i < d->n; i++)
		n += d->blocks[i].kind == DOC_TABLE;
	return n;
}

/* Copies everything but the sheet of the rows. */
static bool
copy_frame(struct flow *f, const struct doc *d, const struct buf *frame)
{
	struct archive *from = archive_read_new();
	struct archive_entry *e;
	struct buf part = {0}, name = {0};
	bool ok = archive_read_support_format_zip(from) == ARCHIVE_OK &&
	    archive_read_open_memory(from, frame->data, frame->len) ==
	    ARCHIVE_OK;
	bool found = false;

	buf_addf(&name, "xl/worksheets/sheet%zu.xml", count_sheets(d));
	while (ok && archive_read_next_header(from, &e) == ARCHIVE_OK) {
		const char *path = archive_entry_pathname(e);

		buf_clear(&part);
		ok = path && read_entry(from, &part);
		if (ok && !strcmp(path, buf_text(&name)))
			ok = found = take_sheet(f, &part);
		else if (ok)
			ok = begin_entry(f, path, (la_int64_t)part.len) &&
			    pack(f, &part);
	}
	ok = ok && found && begin_entry(f, buf_text(&name), -1);
	archive_read_free(from);
	buf_release(&part);
	buf_release(&name);
	return ok;
}

/* ---- Rows ----------------------------------------------------------------- */

static void
add_text(struct buf *out, const char *text)
{
	size_t n;

	for (; *text; text += n) {
		n = strcspn(text, "&<>");
		buf_add(out, text, n);
		if (!text[n])
			break;
		buf_adds(out, text[n] == '&' ? "&amp;" : text[n] == '<'
		    ? "&lt;" : "&gt;");
		n++;
	}
}

/* Does it begin or end with what readers of XML may drop? */
static bool
has_edges(const struct buf *b)
{
	return b->len > 0 && (strchr(" \n", b->data[0]) ||
	    strchr(" \n", b->data[b->len - 1]));
}

/* "AB12" */
static void
add_place(struct flow *f, size_t column)
{
	if (column >= 26)
		buf_addc(&f->sheet, (char)('A' + column / 26 - 1));
	buf_addc(&f->sheet, (char)('A' + column % 26));
	buf_add(&f->sheet, f->number.data, f->number.len);
}

/* What stands in a cell, from the number of its style on. */
static void
add_content(struct flow *f, struct buf *out, const char *text, bool title)
{
	double number = 0;
	enum xlsx_style style;

	buf_clear(&f->cell);
	style = xlsx_value(text, &number, &f->cell);
	if (title && style != XLSX_TEXT)
		buf_adds(&f->cell, text);
	if (title)
		style = XLSX_TITLE;
	buf_adds(out, " s=\"");
	buf_adds(out, f->style[style]);
	if (style == XLSX_DAY) {
		buf_addf(out, "\"><v>%d</v></c>", (int)number);
	} else if (style == XLSX_FIGURE) {
		buf_adds(out, "\"><v>");
		buf_adds(out, text);
		buf_adds(out, "</v></c>");
	} else {
		buf_adds(out, "\" t=\"inlineStr\"><is><t");
		buf_adds(out, has_edges(&f->cell)
		    ? " xml:space=\"preserve\">" : ">");
		add_text(out, buf_text(&f->cell));
		buf_adds(out, "</t></is></c>");
	}
}

/* The same of a cell that may have been made before; what comes seldom makes room
 * for what came last. */
static const struct buf *
find_known(struct flow *f, const char *text, size_t len)
{
	uint32_t hash = 2166136261u;
	struct known *k;
	size_t i;

	for (i = 0; i < len; i++)
		hash = (hash ^ (unsigned char)text[i]) * 16777619u;
	k = &f->known[(hash ^ hash >> 15) % KNOWN];
	if (k->text.len == len && memcmp(k->text.data, text, len) == 0)
		return &k->cell;
	buf_clear(&k->text);
	buf_clear(&k->cell);
	buf_add(&k->text, text, len);
	add_content(f, &k->cell, text, false);
	return &k->cell;
}

/* A cell says where it is when it does not stand beside the one before. */
static void
add_cell(struct flow *f, size_t column, bool beside, const char *text,
    bool title)
{
	size_t len = strlen(text);
	const struct buf *known;

	buf_add(&f->sheet, "<c", 2);
	if (!beside) {
		buf_adds(&f->sheet, " r=\"");
		add_place(f, column);
		buf_addc(&f->sheet, '"');
	}
	if (title || len == 0 || len > KNOWN_TEXT) {
		add_content(f, &f->sheet, text, title);
		return;
	}
	known = find_known(f, text, len);
	buf_add(&f->sheet, known->data, known->len);
}

/* A figure, without the machinery of a format. */
static void
add_figure(struct buf *out, uint32_t n)
{
	char digits[12], *p = digits + sizeof digits;

	do
		*--p = (char)('0' + n % 10);
	while (n /= 10);
	buf_add(out, p, (size_t)(digits + sizeof digits - p));
}

static bool
add_row(struct flow *f, const char *const *cells, bool title)
{
	size_t c, n, next = 0;
	bool ok;

	f->row++;
	buf_clear(&f->number);
	add_figure(&f->number, f->row);
	buf_adds(&f->sheet, "<row r=\"");
	buf_add(&f->sheet, f->number.data, f->number.len);
	buf_adds(&f->sheet, "\">");
	for (c = 0; c < f->columns; c++) {
		if (!title && !*cells[c])
			continue;
		add_cell(f, c, c == next, cells[c], title);
		next = c + 1;
	}
	buf_adds(&f->sheet, "</row>");
	n = f->sheet.len;
	if (n < PIECE)
		return true;
	f->bytes += n;
	ok = pack(f, &f->sheet);
	buf_clear(&f->sheet);
	return ok;
}

static bool
say(struct err *err)
{
	return err_set(err, ERR_IO, "The workbook could not be made whole, "
	    "and there is no half of it; CSV holds the same table.");
}

static bool
flow_row(void *w, const char *const *cells, struct err *err)
{
	struct flow *f = w;

	if (f->row >= XLSX_ROWS || f->bytes > SHEET_MOST) {
		return err_set(err, ERR_INPUT, "These are more rows than a "
		    "sheet of a workbook holds (%d). CSV holds any number; "
		    "or ask for fewer.", XLSX_ROWS);
	}
	return add_row(f, cells, false) || say(err);
}

/* Where all of it was not written the zip is given up, without an end. */
static bool
flow_end(void *w, bool whole, struct err *err)
{
	struct flow *f = w;
	bool ok = whole;
	int i;

	if (ok) {
		buf_adds(&f->sheet, buf_text(&f->tail));
		ok = pack(f, &f->sheet) &&
		    archive_write_close(f->zip) == ARCHIVE_OK;
		if (!ok)
			say(err);
	} else if (f->zip) {
		archive_write_fail(f->zip);
	}
	if (f->zip)
		archive_write_free(f->zip);
	for (i = 0; i < XLSX_STYLES; i++)
		free(f->style[i]);
	for (i = 0; i < KNOWN; i++) {
		buf_wipe(&f->known[i].text);
		buf_wipe(&f->known[i].cell);
	}
	buf_wipe(&f->sheet);
	buf_wipe(&f->cell);
	buf_release(&f->number);
	buf_release(&f->tail);
	free(f);
	return ok;
}

static void *
flow_begin(const struct doc *d, struct doc_sink *to, struct err *err)
{
	struct flow *f = xcalloc(1, sizeof *f);
	const struct doc_table *t = d->blocks[d->n - 1].table;
	struct buf frame = {0};
	bool ok;

	f->to = to;
	f->columns = t->n_columns;
	ok = xlsx_frame(d, &frame, err);
	if (ok && !(open_zip(f) && copy_frame(f, d, &frame) &&
	    add_row(f, t->title, true)))
		ok = say(err);
	buf_wipe(&frame);
	if (ok)
		return f;
	flow_end(f, false, err);
	return NULL;
}

const struct doc_flow doc_flow_xlsx = { flow_begin, flow_row, NULL,
    flow_end };
