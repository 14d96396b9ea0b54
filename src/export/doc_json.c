/*
 * doc_json: a document as one JSON object, for scripts: what it is called, what
 * it is marked, and its blocks in order. Texts are the book's own, unchanged but
 * for bytes that are not UTF-8.
 */
#include <inttypes.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/utf8.h"
#include "export/doc_stream.h"

/* A string in which what a terminal would obey, or what turns text round, is
 * escaped: people look at such files in a terminal. */
static void
add_string(struct buf *out, const char *text)
{
	struct buf plain = {0};
	uint32_t cp;
	size_t i, n;

	buf_add_json(&plain, text);
	for (i = 0; i < plain.len; i += n) {
		n = utf8_decode(plain.data + i, plain.len - i, &cp);
		if (cp < 0x80 || !utf8_unsafe(cp))
			buf_add(out, plain.data + i, n);
		else if (cp < 0x10000)
			buf_addf(out, "\\u%04x", cp);
		else
			buf_addf(out, "\\u%04x\\u%04x", 0xD800 + ((cp -
			    0x10000) >> 10), 0xDC00 + (cp & 0x3FF));
	}
	buf_wipe(&plain);
}

static void
add_member(struct buf *out, const char *name, const char *text)
{
	buf_addf(out, ",\"%s\":", name);
	add_string(out, text);
}

static void
add_strings(struct buf *out, const char *const *texts, size_t n)
{
	size_t i;

	buf_addc(out, '[');
	for (i = 0; i < n; i++) {
		buf_adds(out, i ? "," : "");
		add_string(out, texts[i]);
	}
	buf_addc(out, ']');
}

/* Rows as lists: two columns may have one title. */
static void
begin_table(struct buf *out, const struct doc_table *t)
{
	buf_adds(out, "\"table\":{\"columns\":");
	add_strings(out, t->title, t->n_columns);
	buf_adds(out, ",\"rows\":[");
}

static void
add_table(struct buf *out, const struct doc_table *t)
{
	size_t r;

	begin_table(out, t);
	for (r = 0; r < t->n_rows; r++) {
		buf_adds(out, r ? ",\n" : "\n");
		add_strings(out, t->cells + r * t->n_columns, t->n_columns);
	}
	buf_adds(out, "]}");
}

static void
add_bar(struct buf *out, const struct doc_chart *c, const struct doc_bar *b)
{
	size_t i, n = c->kind == DOC_STACK ? c->n_parts : 1;

	buf_adds(out, "{\"label\":");
	add_string(out, b->label);
	add_member(out, "letter", b->letter);
	add_member(out, "shown", b->shown);
	if (c->kind == DOC_TIMELINE) {
		buf_adds(out, ",\"day\":\"");
		date_add_iso(out, b->day);
		buf_addc(out, '"');
	} else {
		buf_adds(out, ",\"values\":[");
		for (i = 0; i < n; i++)
			buf_addf(out, "%s%" PRId64, i ? "," : "",
			    b->value[i]);
		buf_addc(out, ']');
	}
	buf_addc(out, '}');
}

static void
add_chart(struct buf *out, const struct doc_chart *c)
{
	static const char *const kinds[] = { "bars", "stack", "share",
	    "timeline" };
	size_t i;

	buf_addf(out, "\"chart\":{\"kind\":\"%s\",\"parts\":[",
	    kinds[c->kind]);
	for (i = 0; i < c->n_parts; i++) {
		buf_adds(out, i ? ",{\"label\":" : "{\"label\":");
		add_string(out, c->part[i].label);
		add_member(out, "letter", c->part[i].letter);
		buf_addc(out, '}');
	}
	buf_adds(out, "],\"bars\":[");
	for (i = 0; i < c->n; i++) {
		buf_adds(out, i ? "," : "");
		add_bar(out, c, &c->bar[i]);
	}
	buf_adds(out, "]}");
}

static void
add_block(struct buf *out, const struct doc_block *b)
{
	static const char *const names[] = { [DOC_HEADING] = "heading",
	    [DOC_PARA] = "paragraph", [DOC_ITEM] = "item",
	    [DOC_FIELD] = "field" };

	buf_addc(out, '{');
	switch (b->kind) {
	case DOC_TABLE:
		add_table(out, b->table);
		break;
	case DOC_CHART:
		add_chart(out, b->chart);
		break;
	case DOC_PAGE:
		buf_adds(out, "\"page\":true");
		break;
	default:
		buf_addf(out, "\"%s\":", names[b->kind]);
		add_string(out, b->text);
		if (b->kind == DOC_HEADING)
			buf_addf(out, ",\"level\":%d", b->level);
		else if (b->label)
			add_member(out, "label", b->label);
		break;
	}
	buf_addc(out, '}');
}

/* What it is, and the first blocks of it. */
static void
begin(struct buf *out, const struct doc *d, size_t blocks)
{
	size_t i;

	buf_adds(out, "{\"title\":");
	add_string(out, d->title);
	add_member(out, "marking", d->marking);
	add_member(out, "handling", d->handling);
	add_member(out, "version", d->version);
	add_member(out, "code", d->code);
	add_member(out, "notice", d->notice);
	buf_adds(out, ",\"blocks\":[");
	for (i = 0; i < blocks; i++) {
		buf_adds(out, i ? ",\n" : "\n");
		add_block(out, &d->blocks[i]);
	}
}

bool
doc_write_json(const struct doc *d, struct buf *out, struct err *err)
{
	(void)err;
	begin(out, d, d->n);
	buf_adds(out, "\n]}\n");
	return true;
}

/* ---- Row by row ------------------------------------------------------- */

struct flow {
	struct doc_sink *to;
	size_t columns;
	bool any;
};

static void *
flow_begin(const struct doc *d, struct doc_sink *to, struct err *err)
{
	struct flow *f = xcalloc(1, sizeof(*f));
	const struct doc_table *t = d->blocks[d->n - 1].table;

	(void)err;
	f->to = to;
	f->columns = t->n_columns;
	begin(&to->text, d, d->n - 1);
	buf_adds(&to->text, d->n > 1 ? ",\n{" : "\n{");
	begin_table(&to->text, t);
	return f;
}

static bool
flow_row(void *w, const char *const *cells, struct err *err)
{
	struct flow *f = w;

	(void)err;
	buf_adds(&f->to->text, f->any ? ",\n" : "\n");
	add_strings(&f->to->text, cells, f->columns);
	f->any = true;
	return true;
}

static bool
flow_end(void *w, bool whole, struct err *err)
{
	struct flow *f = w;

	(void)err;
	if (whole)
		buf_adds(&f->to->text, "]}}\n]}\n");
	free(f);
	return true;
}

const struct doc_flow doc_flow_json = { flow_begin, flow_row, NULL,
    flow_end };
