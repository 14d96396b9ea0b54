/*
 * format_fuzz: whatever texts stand in a document, each format read by a parser
 * that is not ours has the elements, and as much text in each, that the same
 * document has with every character an "x": Markdown by cmark, HTML, DOCX, ODT
 * by libxml2. A workbook's parts parse and hold no formula and no link, CSV is
 * read strictly, iCalendar by libical, JSON by SQLite. The input is that of
 * fuzz_doc; $MINUTEBOOK_WRITERS is the module to use.
 */
#include <cmark.h>
#include <libical/ical.h>
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "fuzz_book.h"
#include "fuzz_doc.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* ---- The same in x ------------------------------------------------------- */

static void
add_visible(struct buf *b, const char *text)
{
	utf8_visible(b, text, strlen(text), true);
}

/* As many characters, blanks and lines, and nothing that could mean more. */
static char *
harmless(const char *text)
{
	struct buf safe = {0}, out = {0};
	uint32_t cp;
	size_t i;

	add_visible(&safe, text);
	for (i = 0; i < safe.len;) {
		i += utf8_decode(safe.data + i, safe.len - i, &cp);
		buf_addc(&out, cp == ' ' || cp == '\n' ? (char)cp : 'x');
	}
	buf_release(&safe);
	return buf_take(&out);
}

static void
make_harmless(const struct fuzz_pieces *of, struct fuzz_pieces *to)
{
	size_t i;

	*to = *of;
	for (i = 0; i < of->n; i++)
		to->text[i] = harmless(of->text[i]);
}

static bool
write_format(const struct doc *d, const char *format, struct buf *out)
{
	struct err err = {0};
	bool ok = doc_write(d, doc_format_find(format), out, &err);

	err_clear(&err);
	return ok;
}

/* ---- What a parser finds -------------------------------------------------- */

/* Elements by their names, and how many characters of text, blanks left out,
 * stand between them. */
struct found {
	struct buf out;
	size_t chars;
};

static void
find_text(struct found *f, const char *text)
{
	size_t len = strlen(text), i;
	uint32_t cp;

	for (i = 0; i < len;) {
		i += utf8_decode(text + i, len - i, &cp);
		f->chars += cp != ' ' && cp != '\n' && cp != '\r';
	}
}

static void
find_mark(struct found *f, const char *mark, const char *name)
{
	if (f->chars > 0)
		buf_addf(&f->out, "%zu", f->chars);
	f->chars = 0;
	buf_addf(&f->out, "%s%s", mark, name);
}

/* Scripts and directions part a text in runs: those are not compared. */
static bool
is_run(const char *name)
{
	static const char *const names[] = { "r", "rPr", "rtl", "cs", "bidi",
	    "lang", "rFonts", "t", "span", "bdi", "bdo", "s", "szCs", "bCs" };
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

static void
check_attributes(const xmlNode *node)
{
	const xmlAttr *a;

	for (a = node->properties; a; a = a->next)
		CHECK(strncmp((const char *)a->name, "on", 2) != 0);
}

static void
find_nodes(struct found *f, const xmlNode *node)
{
	for (; node; node = node->next) {
		const char *name = (const char *)node->name;

		CHECK(node->type == XML_ELEMENT_NODE ||
		    node->type == XML_TEXT_NODE ||
		    node->type == XML_DTD_NODE ||
		    node->type == XML_CDATA_SECTION_NODE);
		if (node->type == XML_TEXT_NODE ||
		    node->type == XML_CDATA_SECTION_NODE)
			find_text(f, (const char *)node->content);
		if (node->type != XML_ELEMENT_NODE)
			continue;
		CHECK(strcmp(name, "script") != 0 && strcmp(name, "a") != 0 &&
		    strcmp(name, "f") != 0 && strcmp(name, "hyperlink") != 0);
		check_attributes(node);
		/* How wide columns are, and whether pages lie, hangs on
		 * texts. */
		if (strcmp(name, "automatic-styles") == 0 ||
		    strcmp(name, "style") == 0)
			continue;
		if (!is_run(name))
			find_mark(f, "<", name);
		find_nodes(f, node->children);
		if (!is_run(name))
			find_mark(f, ">", "");
	}
}

static void
find_xml(struct found *f, const char *text, size_t len)
{
	xmlDoc *doc = xmlReadMemory(text, (int)len, NULL, NULL,
	    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
	    XML_PARSE_HUGE);

	CHECK(doc != NULL);
	find_nodes(f, doc->children);
	xmlFreeDoc(doc);
}

/* What is packed in a file, part by part. */
static void
find_parts(struct found *f, const struct buf *file)
{
	static const char begins[] = "<?xml ";
	struct buf words = {0};
	struct err err = {0};
	const char *p, *next;

	CHECK(doc_words(file, &words, &err));
	p = strstr(buf_text(&words), begins);
	CHECK(p != NULL);
	for (; p; p = next) {
		next = strstr(p + 1, begins);
		find_xml(f, p, next ? (size_t)(next - p) : strlen(p));
	}
	buf_release(&words);
}

static void
find_html(struct found *f, const struct buf *file)
{
	xmlDoc *doc = htmlReadMemory(buf_text(file), (int)file->len, NULL,
	    "UTF-8", HTML_PARSE_NONET | HTML_PARSE_NOERROR |
	    HTML_PARSE_NOWARNING);

	CHECK(doc != NULL);
	find_nodes(f, doc->children);
	xmlFreeDoc(doc);
}

static void
find_markdown(struct found *f, const struct buf *file)
{
	cmark_node *doc = cmark_parse_document(buf_text(file), file->len,
	    CMARK_OPT_DEFAULT);
	cmark_iter *iter = cmark_iter_new(doc);
	cmark_event_type event;

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);
		cmark_node_type type = cmark_node_get_type(node);
		const char *text = cmark_node_get_literal(node);

		CHECK(type != CMARK_NODE_LINK && type != CMARK_NODE_IMAGE &&
		    type != CMARK_NODE_HTML_BLOCK && type != CMARK_NODE_CODE);
		if (type == CMARK_NODE_HTML_INLINE)
			CHECK(strcmp(text, "<br>") == 0);
		else if (type == CMARK_NODE_TEXT)
			find_text(f, text);
		if (type != CMARK_NODE_TEXT)
			find_mark(f, event == CMARK_EVENT_EXIT ? ">" : "<",
			    cmark_node_get_type_string(node));
	}
	cmark_iter_free(iter);
	cmark_node_free(doc);
}

/* ---- Formats that are compared -------------------------------------------- */

static const struct {
	const char *format;
	void (*find)(struct found *f, const struct buf *file);
} compared[] = {
	{ "markdown", find_markdown },
	{ "html", find_html },
	{ "docx", find_parts },
	{ "odt", find_parts },
};

/* For who looks at a finding: where the two part. */
static void
say_difference(const char *format, const struct found *one,
    const struct found *two)
{
	const char *p = buf_text(&one->out), *q = buf_text(&two->out);
	size_t same = 0, from;

	if (buf_equal(&one->out, &two->out))
		return;
	while (p[same] != '\0' && p[same] == q[same])
		same++;
	from = same > 80 ? same - 80 : 0;
	fprintf(stderr, "%s\n%.160s\n%.160s\n", format, p + from, q + from);
}

static void
compare(const struct doc *d, const struct doc *plain)
{
	size_t i;

	for (i = 0; i < sizeof(compared) / sizeof(*compared); i++) {
		struct found one = {0}, two = {0};
		struct buf file = {0};

		CHECK(write_format(d, compared[i].format, &file));
		compared[i].find(&one, &file);
		buf_clear(&file);
		CHECK(write_format(plain, compared[i].format, &file));
		compared[i].find(&two, &file);
		say_difference(compared[i].format, &one, &two);
		CHECK(buf_equal(&one.out, &two.out));
		buf_release(&file);
		buf_release(&one.out);
		buf_release(&two.out);
	}
}

static void
check_workbook(const struct doc *d)
{
	struct found f = {0};
	struct buf file = {0};

	CHECK(write_format(d, "xlsx", &file));
	find_parts(&f, &file);
	buf_release(&file);
	buf_release(&f.out);
}

/* ---- CSV ------------------------------------------------------------------ */

/* One field, strictly by RFC 4180; what ends it is left to be read. */
static const char *
read_field(const char *p, struct buf *field)
{
	buf_clear(field);
	if (*p != '"') {
		size_t n = strcspn(p, ",\r\n\"");

		buf_add(field, p, n);
		CHECK(p[n] != '"');
		return p + n;
	}
	for (p++; *p != '"' || p[1] == '"'; p++) {
		CHECK(*p != '\0');
		buf_addc(field, *p);
		p += *p == '"';
	}
	return p + 1;
}

static bool
is_formula(const char *text)
{
	const char *digits = text + 1;

	if (*text == '-' && digits[strspn(digits, "0123456789.")] == '\0')
		return false;
	return *text != '\0' && strchr("=+-@\t\r|", *text) != NULL;
}

static void
check_csv(const struct doc *d)
{
	struct buf file = {0}, field = {0}, want = {0};
	const char *p;
	size_t i, c;

	CHECK(write_format(d, "csv", &file));
	p = buf_text(&file);
	for (i = 0; i < d->n; i++) {
		const struct doc_table *t = d->blocks[i].table;

		if (d->blocks[i].kind != DOC_TABLE)
			continue;
		if (p != buf_text(&file)) {
			CHECK(strncmp(p, "\r\n", 2) == 0);
			p += 2;
		}
		for (c = 0; c < t->n_columns * (t->n_rows + 1); c++) {
			buf_clear(&want);
			add_visible(&want, c < t->n_columns ? t->title[c]
			    : t->cells[c - t->n_columns]);
			p = read_field(p, &field);
			CHECK(!is_formula(buf_text(&field)));
			CHECK(strcmp(buf_text(&field) + (*buf_text(&field) ==
			    '\'' && *buf_text(&want) != '\''),
			    buf_text(&want)) == 0);
			if ((c + 1) % t->n_columns) {
				CHECK(*p == ',');
				p++;
			} else {
				CHECK(strncmp(p, "\r\n", 2) == 0);
				p += 2;
			}
		}
	}
	CHECK(*p == '\0');
	buf_release(&want);
	buf_release(&field);
	buf_release(&file);
}

/* ---- Calendars and JSON ----------------------------------------------------- */

/* The texts of an entry read back as they were, as far as they can be shown. */
static void
check_entry(icalcomponent *c, const char *text)
{
	const char *summary = icalcomponent_get_summary(c);
	struct buf want = {0};

	add_visible(&want, text);
	/* Its reader takes blanks away at both ends of a text; one of blanks
	 * and line ends alone is left out. */
	if (strspn(buf_text(&want), " \n") == want.len)
		buf_clear(&want);
	while (want.len > 0 && want.data[want.len - 1] == ' ')
		buf_truncate(&want, want.len - 1);
	CHECK(strcmp(summary ? summary : "", buf_text(&want) +
	    strspn(buf_text(&want), " ")) == 0);
	CHECK(icalcomponent_count_properties(c, ICAL_XLICERROR_PROPERTY) ==
	    0);
	CHECK(icalcomponent_count_properties(c, ICAL_SUMMARY_PROPERTY) <= 1);
	CHECK(icalcomponent_count_components(c, ICAL_ANY_COMPONENT) == 0);
	buf_release(&want);
}

static void
check_lines(const char *text)
{
	for (; *text; text += strcspn(text, "\n") + 1) {
		size_t len = strcspn(text, "\n");

		CHECK(text[len] == '\n' && len > 0 && text[len - 1] == '\r');
		CHECK(len <= 76 && !memchr(text, '\r', len - 1));
	}
}

static void
check_calendar(const struct fuzz_pieces *p, struct doc *d)
{
	struct buf file = {0};
	icalcomponent *all, *c;
	size_t i;

	for (i = 0; i < p->n; i++)
		doc_date(d, &(struct doc_date){ .sitting = p->place[i] & 1,
		    .uid = "a@b", .parent = p->text[i], .summary =
		    p->text[i], .place = p->text[i], .day = 22000 });
	CHECK(write_format(d, "ics", &file));
	check_lines(buf_text(&file));
	all = icalparser_parse_string(buf_text(&file));
	CHECK(all != NULL);
	CHECK(icalcomponent_count_components(all, ICAL_ANY_COMPONENT) ==
	    (int)p->n);
	c = icalcomponent_get_first_component(all, ICAL_ANY_COMPONENT);
	for (i = 0; i < p->n; i++) {
		check_entry(c, p->text[i]);
		c = icalcomponent_get_next_component(all,
		    ICAL_ANY_COMPONENT);
	}
	icalcomponent_free(all);
	buf_release(&file);
}

static void
check_json(const struct doc *d)
{
	static sqlite3 *db;
	sqlite3_stmt *st = NULL;
	struct buf file = {0};

	CHECK(db || sqlite3_open(":memory:", &db) == SQLITE_OK);
	CHECK(write_format(d, "json", &file));
	CHECK(sqlite3_prepare_v2(db, "SELECT json_valid(?1),"
	    " json_extract(?1, '$.title'),"
	    " json_array_length(?1, '$.blocks')", -1, &st, NULL) ==
	    SQLITE_OK);
	sqlite3_bind_text(st, 1, buf_text(&file), (int)file.len,
	    SQLITE_STATIC);
	CHECK(sqlite3_step(st) == SQLITE_ROW);
	CHECK(sqlite3_column_int(st, 0) == 1);
	CHECK(!utf8_valid(d->title, strlen(d->title)) || strcmp(
	    (const char *)sqlite3_column_text(st, 1), d->title) == 0);
	CHECK((size_t)sqlite3_column_int64(st, 2) == d->n);
	sqlite3_finalize(st);
	buf_release(&file);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_pieces pieces, x;
	struct doc d, plain;

	if (getenv("MINUTEBOOK_WRITERS"))
		doc_writers_at(getenv("MINUTEBOOK_WRITERS"));
	fuzz_pieces_take(&pieces, data, size);
	make_harmless(&pieces, &x);
	fuzz_pieces_doc(&pieces, &d);
	fuzz_pieces_doc(&x, &plain);
	compare(&d, &plain);
	check_workbook(&d);
	check_csv(&d);
	check_json(&d);
	check_calendar(&pieces, &d);
	doc_release(&d);
	doc_release(&plain);
	fuzz_pieces_release(&pieces);
	fuzz_pieces_release(&x);
	return 0;
}
