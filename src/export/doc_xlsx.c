/*
 * doc_xlsx: the tables of a document as sheets of a workbook: titles that stay
 * in view, days as days and figures as figures, so that they can be sorted and
 * added up, and the marking on every printed page. No cell is a formula, a link
 * or hidden. Part of the module of the heavy writers.
 */
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/date.h"
#include "base/utf8.h"
#include "export/formats.h"
#include "export/xlsx.h"

#define NAME_LENGTH 31	/* of a sheet's name, in UTF-16 units */
#define TEXT_LENGTH 32767	/* of a cell, likewise */
#define LONGEST_FIGURE 15	/* digits that a double keeps */
#define EXCEL_DAY_0 25569	/* 1 January 1970 */
#define EXCEL_FIRST 61		/* 1 March 1900 */

struct book {
	const struct doc *d;
	lxw_workbook *book;
	lxw_format *head, *cell, *day;
	int sheets;
	bool frame;	/* its last table has no rows, but one of samples */
	bool failed;
};

/* A name for a sheet: what is forbidden there left out, short enough, and with
 * a number before it where another has it. */
static void
name_sheet(struct book *b, const char *heading, struct buf *out)
{
	struct buf safe = {0};
	const char *p;

	utf8_visible(&safe, heading, strlen(heading), false);
	for (p = buf_text(&safe); *p; p++) {
		if (!strchr("[]:*?/\\'", *p))
			buf_addc(out, *p);
	}
	buf_truncate(out, utf8_cut(buf_text(out), out->len, NAME_LENGTH - 4,
	    NULL));
	while (out->len && out->data[out->len - 1] == ' ')
		buf_truncate(out, out->len - 1);
	if (!out->len || workbook_get_worksheet_by_name(b->book,
	    buf_text(out))) {
		buf_clear(out);
		buf_addf(out, "Table %d", b->sheets + 1);
	}
	buf_release(&safe);
}

/* "&" begins a code in the head and foot of a page. */
static void
edge(const char *before, const char *text, struct buf *out)
{
	struct buf safe = {0};
	const char *p;

	buf_adds(out, before);
	utf8_visible(&safe, text, strlen(text), false);
	for (p = buf_text(&safe); *p; p++) {
		if (*p == '&')
			buf_addc(out, '&');
		buf_addc(out, *p);
	}
	/* A page's head holds 255 characters in all. */
	buf_truncate(out, utf8_cut(buf_text(out), out->len, 160, NULL));
	buf_release(&safe);
}

static void
mark_pages(const struct book *b, lxw_worksheet *sheet)
{
	struct buf head = {0}, foot = {0};

	edge("&C&B", b->d->marking, &head);
	edge("&C", b->d->version, &foot);
	buf_adds(&foot, " · page &P of &N");
	worksheet_set_header(sheet, buf_text(&head));
	worksheet_set_footer(sheet, buf_text(&foot));
	worksheet_set_paper(sheet, 9);	/* A4 */
	worksheet_set_landscape(sheet);
	worksheet_fit_to_pages(sheet, 1, 0);
	buf_release(&head);
	buf_release(&foot);
}

/* Is all of it a whole figure, written as figures are? A number that begins
 * with nought is a telephone's or a reference. */
static bool
is_figure(const char *text)
{
	const char *p = text + (*text == '-');
	size_t n = strspn(p, "0123456789");

	return n && n <= LONGEST_FIGURE && !p[n] && (*p != '0' || n == 1);
}

enum xlsx_style
xlsx_value(const char *text, double *number, struct buf *safe)
{
	int day;

	if (is_figure(text)) {
		*number = strtod(text, NULL);
		return XLSX_FIGURE;
	}
	/* Before that day spreadsheets count otherwise, or not at all. */
	if (isdigit((unsigned char)*text) && date_parse_shown(text, &day) &&
	    day + EXCEL_DAY_0 >= EXCEL_FIRST) {
		*number = day + EXCEL_DAY_0;
		return XLSX_DAY;
	}
	utf8_visible(safe, text, strlen(text), true);
	/* No text has more units than bytes. */
	if (safe->len > TEXT_LENGTH)
		buf_truncate(safe, utf8_cut(buf_text(safe), safe->len,
		    TEXT_LENGTH, NULL));
	return XLSX_TEXT;
}

static void
put(struct book *b, lxw_worksheet *sheet, lxw_row_t r, lxw_col_t c,
    const char *text)
{
	struct buf safe = {0};
	double number = 0;
	enum xlsx_style style = xlsx_value(text, &number, &safe);

	if ((style == XLSX_TEXT ? worksheet_write_string(sheet, r, c,
	    buf_text(&safe), b->cell) : worksheet_write_number(sheet, r, c,
	    number, style == XLSX_DAY ? b->day : b->cell)) != LXW_NO_ERROR)
		b->failed = true;
	buf_wipe(&safe);
}

static void
put_title(struct book *b, lxw_worksheet *sheet, lxw_col_t c,
    const char *text)
{
	struct buf safe = {0};

	utf8_visible(&safe, text, strlen(text), true);
	worksheet_write_string(sheet, 0, c, buf_text(&safe), b->head);
	buf_release(&safe);
}

/* Where the rows would be: a cell in each style, for its number. */
static void
put_samples(struct book *b, lxw_worksheet *sheet)
{
	lxw_format *styles[XLSX_STYLES] = { [XLSX_TEXT] = b->cell,
	    [XLSX_FIGURE] = b->cell, [XLSX_DAY] = b->day,
	    [XLSX_TITLE] = b->head };
	lxw_row_t i;

	for (i = 0; i < XLSX_STYLES; i++)
		worksheet_write_number(sheet, i, 0, 0, styles[i]);
}

static void
put_rows(struct book *b, lxw_worksheet *sheet, const struct doc_table *t)
{
	size_t r, c;

	for (c = 0; c < t->n_columns; c++)
		put_title(b, sheet, (lxw_col_t)c, t->title[c]);
	for (r = 0; r < t->n_rows; r++)
		for (c = 0; c < t->n_columns; c++)
			put(b, sheet, (lxw_row_t)r + 1, (lxw_col_t)c,
			    t->cells[r * t->n_columns + c]);
}

static void
add_sheet(struct book *b, const char *heading, const struct doc_table *t)
{
	int weight[DOC_COLUMNS];
	bool frame = b->frame && t == b->d->blocks[b->d->n - 1].table;
	lxw_row_t last = frame ? XLSX_ROWS - 1 : (lxw_row_t)t->n_rows;
	struct buf name = {0};
	lxw_worksheet *sheet;
	size_t c;

	name_sheet(b, heading, &name);
	sheet = workbook_add_worksheet(b->book, buf_text(&name));
	buf_release(&name);
	if (!sheet) {
		b->failed = true;
		return;
	}
	b->sheets++;
	mark_pages(b, sheet);
	doc_table_weights(t, weight);
	for (c = 0; c < t->n_columns; c++)
		worksheet_set_column(sheet, (lxw_col_t)c, (lxw_col_t)c,
		    weight[c] + 2, NULL);
	worksheet_freeze_panes(sheet, 1, 0);
	worksheet_repeat_rows(sheet, 0, 0);
	if (frame)
		put_samples(b, sheet);
	else
		put_rows(b, sheet, t);
	if (last > 0)
		worksheet_autofilter(sheet, 0, 0, last,
		    (lxw_col_t)(t->n_columns - 1));
}

/* What the workbook is, before its tables: the marking, the version, and what
 * the document says outside of tables. */
static void
add_front(struct book *b)
{
	static const char *const name = "About";
	lxw_worksheet *sheet = workbook_add_worksheet(b->book, name);
	const char *const lines[] = { b->d->marking, b->d->handling,
	    b->d->title, b->d->version, b->d->code, b->d->notice };
	lxw_row_t row = 0;
	size_t i;

	if (!sheet) {
		b->failed = true;
		return;
	}
	b->sheets++;
	mark_pages(b, sheet);
	worksheet_set_column(sheet, 0, 0, 90, NULL);
	for (i = 0; i < sizeof lines / sizeof *lines; i++) {
		if (*lines[i])
			put(b, sheet, row++, 0, lines[i]);
	}
	for (i = 0; i < b->d->n; i++) {
		if (b->d->blocks[i].kind == DOC_PARA)
			put(b, sheet, row++, 0, b->d->blocks[i].text);
	}
}

static void
make_formats(struct book *b)
{
	b->cell = workbook_add_format(b->book);
	format_set_text_wrap(b->cell);
	format_set_align(b->cell, LXW_ALIGN_VERTICAL_TOP);
	b->day = workbook_add_format(b->book);
	format_set_num_format(b->day, "d mmm yyyy");
	format_set_align(b->day, LXW_ALIGN_VERTICAL_TOP);
	format_set_align(b->day, LXW_ALIGN_LEFT);
	b->head = workbook_add_format(b->book);
	format_set_bold(b->head);
	format_set_text_wrap(b->head);
	format_set_bg_color(b->head, 0xE8E8E8);
	format_set_bottom(b->head, LXW_BORDER_THIN);
}

/* No author: nobody is named by what a file says of itself. */
static void
describe(struct book *b)
{
	struct buf title = {0};
	lxw_doc_properties properties = {
		.created = (time_t)(b->d->made / 1000),
	};

	utf8_visible(&title, b->d->title, strlen(b->d->title), false);
	properties.title = (char *)buf_text(&title);
	workbook_set_properties(b->book, &properties);
	buf_release(&title);
}

static bool
fill(struct book *b)
{
	/* A table before any heading goes by the document's name. */
	const char *heading = b->d->title ? b->d->title : "";
	bool none = true;
	size_t i;

	make_formats(b);
	describe(b);
	add_front(b);
	for (i = 0; i < b->d->n; i++) {
		if (b->d->blocks[i].kind == DOC_HEADING)
			heading = b->d->blocks[i].text;
		if (b->d->blocks[i].kind != DOC_TABLE)
			continue;
		add_sheet(b, heading, b->d->blocks[i].table);
		none = false;
	}
	if (none && b->d->none)
		add_sheet(b, heading, b->d->none);
	return !b->failed;
}

static bool
read_back(int fd, struct buf *out)
{
	char part[65536];
	ssize_t n;

	if (lseek(fd, 0, SEEK_SET) < 0)
		return false;
	while ((n = read(fd, part, sizeof part)) > 0)
		buf_add(out, part, (size_t)n);
	return n == 0;
}

/* The library writes to files: this one is in memory alone, and so is the folder
 * for its own, where there is one. */
static bool
make(const struct doc *d, bool frame, struct buf *out, struct err *err)
{
	static char memory[] = "/dev/shm";
	struct book b = { .d = d, .frame = frame };
	lxw_workbook_options options = { .constant_memory = LXW_FALSE,
	    .tmpdir = access(memory, W_OK) ? NULL : memory };
	int fd = memfd_create("sheet", MFD_CLOEXEC);
	struct buf path = {0};
	bool ok = false;

	buf_addf(&path, "/proc/self/fd/%d", fd);
	if (fd >= 0)
		b.book = workbook_new_opt(buf_text(&path), &options);
	if (b.book) {
		ok = fill(&b);
		ok = workbook_close(b.book) == LXW_NO_ERROR && ok &&
		    read_back(fd, out);
	}
	if (fd >= 0)
		close(fd);
	buf_release(&path);
	return ok || err_set(err, ERR_IO, "The workbook could not be made. "
	    "Nothing was written; CSV holds the same tables.");
}

bool
doc_write_xlsx(const struct doc *d, struct buf *out, struct err *err)
{
	return make(d, false, out, err);
}

bool
xlsx_frame(const struct doc *d, struct buf *out, struct err *err)
{
	return make(d, true, out, err);
}
