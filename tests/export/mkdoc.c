/*
 * mkdoc FORMAT N [ROWS|keep]: a document of every sort of block on standard output, or
 * of one table with so many rows that are written as they come, or of N lines
 * and, under them, what must not be torn apart by the end of a page, by the
 * program's own writers, its texts the Nth choice of names in many scripts and
 * of what breaks a format that is not careful. For tests that read it back with
 * other people's programs. $MINUTEBOOK_WRITERS is the module to use.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "export/doc_stream.h"
#include "export/report.h"

static const char *const texts[] = {
	"Siân Llŷr ap Gwŷn",
	"Zażółć gęślą jaźń, Łucja Świętopełk",
	"ليلى بنت خالد",
	"Nguyễn Thị Hạnh e\xCC\x81tude",
	"田中 花子",
	"<script>alert(1)</script> & \"quoted\" 'so' ]]> -->",
	"=HYPERLINK(\"http://x.example\",\"y\")",
	"+441632960111",
	"@SUM(A1:A9)",
	"&CHEAD &P {{x}} ${y} %s %n \\",
	"a\x01" "b\x1B[31mc\xC2\x9B" "d\xE2\x80\xAE" "e\xEF\xBF\xBF" "f",
	"bad \xFF\xFE bytes \xC3",
	"line one\nline two\n\n  three blanks   behind",
	"Pneumonoultramicroscopicsilicovolcanoconiosis"
	"Pneumonoultramicroscopicsilicovolcanoconiosis"
	"Pneumonoultramicroscopicsilicovolcanoconiosis",
	"",
	" ",
	"13 Mar 2031",
	"29 Feb 2031",
	"18450",
	"007",
	"-12",
	"123456789012345678901234567890",
	"3 Jan 1899",
};

#define TEXTS (sizeof texts / sizeof *texts)

static size_t turn;

static const char *
next(void)
{
	return texts[turn++ % TEXTS];
}

static void
add_chart(struct doc *d, enum doc_chart_kind kind)
{
	struct doc_chart *c = doc_chart_new(&d->arena, kind,
	    kind == DOC_STACK ? 3 : 0, 5);
	static const char *const letters[] = { "P", "V", "T" };
	size_t i, p;

	for (p = 0; p < c->n_parts; p++) {
		c->part[p].label = next();
		c->part[p].letter = letters[p];
	}
	for (i = 0; i < c->n; i++) {
		c->bar[i].label = next();
		c->bar[i].letter = i % 2 ? "R" : "";
		c->bar[i].tone = (int)i % 5;
		c->bar[i].shown = "3";
		c->bar[i].day = c->today + (int)i * 9 - 20;
		for (p = 0; p < (c->n_parts ? c->n_parts : 1); p++)
			c->bar[i].value[p] = (int64_t)(i + p);
	}
	doc_chart(d, c);
}

static void
add_table(struct doc *d, size_t columns, size_t rows)
{
	const char *cells[DOC_COLUMNS];
	struct doc_table *t;
	size_t r, c;

	for (c = 0; c < columns; c++)
		cells[c] = next();
	t = doc_table(d, columns, cells);
	for (r = 0; r < rows; r++) {
		for (c = 0; c < columns; c++)
			cells[c] = next();
		doc_row(d, t, cells);
	}
}

static bool
put(void *arg, const char *data, size_t len)
{
	return fwrite(data, 1, len, arg) == len;
}

/* One table, its rows written as they come. */
static bool
write_rows(struct doc *d, const struct doc_format *f, size_t rows,
    struct err *err)
{
	enum { COLUMNS = 5 };
	const char *cells[COLUMNS];
	struct doc_stream s;
	size_t r, c;
	bool ok = true;

	for (c = 0; c < COLUMNS; c++)
		cells[c] = next();
	doc_para(d, next());
	doc_stream_open(&s, d, f, COLUMNS, cells, put, stdout);
	for (r = 0; ok && r < rows; r++) {
		struct doc *dates = doc_stream_dates(&s);

		for (c = 0; c < COLUMNS; c++)
			cells[c] = next();
		if (dates)
			doc_date(dates, &(struct doc_date){ .uid = cells[0],
			    .summary = cells[1], .day = 22000 });
		ok = doc_stream_row(&s, cells, err);
	}
	return doc_stream_close(&s, ok, "None.", err);
}

static bool
write_all(struct doc *d, const struct doc_format *f, struct err *err)
{
	struct buf out = {0};
	bool ok;
	int i;

	for (i = 0; i < 4; i++) {
		doc_heading(d, 1 + i % 3, "%s", next());
		doc_para(d, next());
		doc_item(d, NULL, next());
		doc_item(d, next(), next());
		doc_field(d, next(), next());
		doc_field(d, "Answer", next());
		add_chart(d, (enum doc_chart_kind)i);
		add_table(d, 2 + (size_t)i * 3, 3 + (size_t)i * 30);
		doc_page(d);
	}
	doc_para(d, "The end.");
	ok = doc_write(d, f, &out, err);
	if (ok)
		put(stdout, buf_text(&out), out.len);
	buf_release(&out);
	return ok;
}

/* What would part where a page ends, after so many lines. */
static bool
write_kept(struct doc *d, const struct doc_format *f, size_t lines,
    struct err *err)
{
	static const char *const titles[] = { "Title", "Beside" };
	static const char *const cells[] = { "one\ntwo\nthree\nfour\nfive\n"
	    "six\nseven\nRow ends", "x" };
	static const char *const narrow[] = { "Representative",
	    "Safeguarding", "Communications", "Administrative", "Acknowledged",
	    "Neighbourhood", "What was said, at such a length that it asks "
	    "for all the room there is and more, and leaves the words beside "
	    "it hardly any" };
	struct buf out = {0};
	size_t i;
	bool ok;

	for (i = 0; i < lines; i++)
		doc_field(d, "Line", "of many");
	doc_heading(d, 1, "Heading one");
	doc_heading(d, 2, "Heading two");
	doc_para(d, "Caption");
	doc_row(d, doc_table(d, 2, titles), cells);
	doc_item(d, "Mark", "first word of an item that goes on for long "
	    "enough to take three lines of a page, whatever letters it is "
	    "set in, and however narrow they are: it is what a secretary "
	    "types when somebody has a lot to say and says it twice, and "
	    "then once more");
	doc_heading(d, 3, "Heading three");
	add_chart(d, DOC_BARS);
	doc_row(d, doc_table(d, 7, narrow), narrow);
	ok = doc_write(d, f, &out, err);
	if (ok)
		put(stdout, buf_text(&out), out.len);
	buf_release(&out);
	return ok;
}

int
main(int argc, char **argv)
{
	struct doc d = { .marking = "OFFICIAL-SENSITIVE",
	    .handling = "For those it names alone", .version = "Draft 2",
	    .code = "abc123", .notice = "A notice",
	    .made = 1930000000000 };
	const struct doc_format *f = argc == 3 || argc == 4
	    ? doc_format_find(argv[1]) : NULL;
	struct err err = {0};
	bool ok;

	if (!f)
		return 2;
	turn = strtoul(argv[2], NULL, 10);
	doc_writers_at(getenv("MINUTEBOOK_WRITERS"));
	d.title = next();
	ok = doc_format_ready(f, &err) && (argc < 4 ? write_all(&d, f, &err)
	    : strcmp(argv[3], "keep") == 0 ? write_kept(&d, f, turn - 1, &err)
	    : write_rows(&d, f, strtoul(argv[3], NULL, 10), &err));
	if (!ok)
		fprintf(stderr, "%s\n", err_text(&err));
	doc_release(&d);
	return !ok;
}
