/*
 * doc_fuzz: whatever texts stand in a document, as text it keeps to 78 columns
 * and shows nothing unsafe, as Markdown nothing breaks out of its place, and
 * what is kept of it reads back as it was.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "export/doc.h"
#include "export/doc_kept.h"
#include "fuzz_book.h"
#include "fuzz_doc.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define COLS 78

/* ---- Text ---------------------------------------------------------------------- */

static void
check_safe(const char *text, size_t len)
{
	uint32_t cp;

	CHECK(utf8_valid(text, len));
	for (size_t i = 0; i < len;) {
		i += utf8_decode(text + i, len - i, &cp);
		CHECK(cp == '\n' || cp == '\f' || !utf8_unsafe(cp));
	}
}

static void
check_text(const struct doc *d)
{
	struct buf out = {0};
	const char *p;
	size_t len;

	doc_write_text(d, &out, NULL);
	check_safe(buf_text(&out), out.len);
	for (p = buf_text(&out); *p; p += len + (p[len] == '\n')) {
		p += *p == '\f';
		len = strcspn(p, "\n");
		CHECK(utf8_width(p, len) <= COLS);
	}
	buf_release(&out);
}

/* ---- Markdown ------------------------------------------------------------------- */

/* A bar that is not escaped divides cells. */
static size_t
count_bars(const char *line, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++) {
		if (line[i] == '\\')
			i++;
		else
			n += line[i] == '|';
	}
	return n;
}

/* The line is one of those the writer itself begins so. */
static bool
known_start(const char *line, size_t len)
{
	size_t marks = strspn(line, "#");

	if (*line == '#')
		return marks <= 5 && marks < len && line[marks] == ' ';
	if (*line == '-')
		return (len == 3 && !strncmp(line, "---", 3)) ||
		    (len >= 2 && line[1] == ' ');
	if (*line == '*')
		return len >= 2 && line[1] == '*';
	return true;
}

static void
check_inline(const char *line, size_t len)
{
	size_t stars = 0;

	for (size_t i = 0; i < len; i++) {
		if (line[i] == '\\') {
			i++;
			continue;
		}
		if (line[i] == '<') {
			CHECK(len - i >= 4 && !strncmp(line + i, "<br>", 4));
			i += 3;
			continue;
		}
		/* A wide blank, by its number. */
		if (len - i >= 6 && !strncmp(line + i, "&#x", 3)) {
			i += 3 + strspn(line + i + 3, "0123456789ABCDEF");
			CHECK(i < len && line[i] == ';');
			continue;
		}
		CHECK(!strchr("`_[]>~&", line[i]));
		stars += line[i] == '*';
	}
	CHECK(stars % 4 == 0);
}

/* What no paragraph of the book's words may begin with. */
static void
check_start(const char *line, size_t len)
{
	size_t blanks = strspn(line, " "), digits;

	CHECK(blanks < 4);
	line += blanks;
	len -= blanks;
	digits = strspn(line, "0123456789");
	CHECK(known_start(line, len));
	CHECK(!len || !strchr("+=>~\t", *line));
	if (digits && digits < len)
		CHECK(line[digits] != '.' && line[digits] != ')');
}

/* An item's words begin a line of their own inside it. */
static void
check_line(const char *line, size_t len)
{
	check_inline(line, len);
	check_start(line, len);
	if (len >= 2 && !strncmp(line, "- ", 2) && len > 2) {
		size_t digits = strspn(line + 2, "0123456789");

		CHECK(!strchr("#+-=>~ \t", line[2]));
		if (digits && digits + 2 < len)
			CHECK(line[2 + digits] != '.' &&
			    line[2 + digits] != ')');
	}
}

/* Line by line; the rows of a table have as many bars as its first. A rule
 * under words would make a heading of them. */
static void
check_markdown(const struct doc *d)
{
	struct buf out = {0};
	size_t len, bars = 0, lines = 0, headings = 0, want = 3, tables = 0;
	bool after_words = false;
	const char *p;

	doc_write_markdown(d, &out, NULL);
	check_safe(buf_text(&out), out.len);
	for (p = buf_text(&out); *p; p += len + (p[len] == '\n'), lines++) {
		len = strcspn(p, "\n");
		check_line(p, len);
		if (*p == '|') {
			CHECK(!bars || count_bars(p, len) == bars);
			tables += !bars;
			bars = count_bars(p, len);
		} else {
			CHECK(!count_bars(p, len));
			bars = 0;
		}
		if (len == 3 && !strncmp(p, "---", 3))
			CHECK(!after_words);
		headings += *p == '#';
		after_words = len > 0;
	}
	want = 1;
	for (size_t i = 0; i < d->n; i++) {
		want += d->blocks[i].kind == DOC_HEADING;
		tables -= d->blocks[i].kind == DOC_TABLE;
	}
	CHECK(headings == want && !tables);
	buf_release(&out);
}

/* What is kept of it reads back as what makes the same bytes. */
static void
check_kept(const struct doc *d)
{
	struct doc_kept k = { .meeting = d->title, .edition = d->code,
	    .version = 3, .n_text = d->n }, again;
	struct buf one = {0}, two = {0};
	struct err err = {0};
	struct doc read;

	doc_keep(d, &k, &one);
	CHECK(doc_kept_read(buf_text(&one), one.len, &read, &again, &err));
	CHECK(again.version == 3 && read.n == d->n);
	doc_keep(&read, &again, &two);
	CHECK(buf_equal(&one, &two));
	doc_release(&read);
	buf_release(&one);
	buf_release(&two);
}

/* Bytes that nobody kept. */
static void
read_any(const uint8_t *data, size_t size)
{
	struct err err = {0};
	struct doc_kept k;
	struct doc d;

	if (!doc_kept_read((const char *)data, size, &d, &k, &err))
		CHECK(err.code == ERR_SCHEMA);
	doc_release(&d);
	err_clear(&err);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_pieces pieces;
	struct doc d = {0};

	fuzz_pieces_take(&pieces, data, size);
	fuzz_pieces_doc(&pieces, &d);
	check_text(&d);
	check_markdown(&d);
	check_kept(&d);
	read_any(data, size);
	doc_release(&d);
	fuzz_pieces_release(&pieces);
	return 0;
}
