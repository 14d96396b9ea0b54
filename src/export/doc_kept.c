/*
 * doc_kept: a document as the bytes that are kept of it, and back.
 */
#include "export/doc_kept.h"

#include <inttypes.h>
#include <string.h>

#include "base/json.h"

#define FORM 1		/* of these bytes; another is another program's */

static const char *const kinds[] = {
	[DOC_HEADING] = "heading", [DOC_PARA] = "para", [DOC_ITEM] = "item",
	[DOC_FIELD] = "field", [DOC_TABLE] = "table", [DOC_CHART] = "chart",
	[DOC_PAGE] = "page",
};

enum { KINDS = sizeof kinds / sizeof *kinds };

/* ---- Writing ------------------------------------------------------------ */

static void
add_text(struct buf *out, const char *text)
{
	if (text)
		buf_add_json(out, text);
	else
		buf_adds(out, "null");
}

static void
add_member(struct buf *out, const char *name, const char *text)
{
	buf_addf(out, ",\"%s\":", name);
	add_text(out, text);
}

static void
add_table(struct buf *out, const struct doc_table *t)
{
	size_t i, n = t->n_rows * t->n_columns;

	buf_addf(out, ",\"keys\":%zu,\"titles\":[", t->keys);
	for (i = 0; i < t->n_columns; i++) {
		buf_adds(out, i ? "," : "");
		add_text(out, t->title[i]);
	}
	buf_adds(out, "],\"cells\":[");
	for (i = 0; i < n; i++) {
		buf_adds(out, i ? "," : "");
		add_text(out, t->cells[i]);
	}
	buf_addc(out, ']');
}

static size_t
values_of(const struct doc_chart *c)
{
	return c->kind == DOC_STACK ? c->n_parts : 1;
}

static void
add_chart(struct buf *out, const struct doc_chart *c)
{
	size_t i, j;

	buf_addf(out, ",\"sort\":%d,\"today\":%d,\"parts\":[", (int)c->kind,
	    c->today);
	for (i = 0; i < c->n_parts; i++) {
		buf_addf(out, "%s{\"tone\":%d", i ? "," : "",
		    c->part[i].tone);
		add_member(out, "label", c->part[i].label);
		add_member(out, "letter", c->part[i].letter);
		buf_addc(out, '}');
	}
	buf_adds(out, "],\"bars\":[");
	for (i = 0; i < c->n; i++) {
		const struct doc_bar *b = &c->bar[i];

		buf_addf(out, "%s{\"tone\":%d,\"day\":%d", i ? "," : "",
		    b->tone, b->day);
		add_member(out, "label", b->label);
		add_member(out, "letter", b->letter);
		add_member(out, "shown", b->shown);
		buf_adds(out, ",\"values\":[");
		for (j = 0; b->value && j < values_of(c); j++)
			buf_addf(out, "%s%" PRId64, j ? "," : "",
			    b->value[j]);
		buf_adds(out, "]}");
	}
	buf_addc(out, ']');
}

static void
add_block(struct buf *out, const struct doc_block *b)
{
	buf_addf(out, "{\"kind\":\"%s\"", kinds[b->kind]);
	if (b->kind == DOC_TABLE)
		add_table(out, b->table);
	else if (b->kind == DOC_CHART)
		add_chart(out, b->chart);
	else if (b->kind != DOC_PAGE) {
		buf_addf(out, ",\"level\":%d", b->level);
		add_member(out, "label", b->label);
		add_member(out, "text", b->text);
	}
	buf_addc(out, '}');
}

void
doc_keep(const struct doc *d, const struct doc_kept *k, struct buf *out)
{
	size_t i;

	buf_addf(out, "{\"kept\":%d", FORM);
	add_member(out, "meeting", k->meeting);
	add_member(out, "edition", k->edition);
	buf_addf(out, ",\"version\":%d,\"made\":%" PRId64 ",\"text\":%zu",
	    k->version, d->made, k->n_text);
	add_member(out, "title", d->title);
	add_member(out, "marking", d->marking);
	add_member(out, "handling", d->handling);
	add_member(out, "notice", d->notice);
	buf_adds(out, ",\"blocks\":[");
	for (i = 0; i < d->n; i++) {
		buf_adds(out, i ? ",\n" : "\n");
		add_block(out, &d->blocks[i]);
	}
	buf_adds(out, "\n]}\n");
}

/* ---- Reading ------------------------------------------------------------ */

/* One member after the other; bad once anything was not as it is written. */
struct reader {
	struct arena *a;
	struct doc *d;
	bool bad;
};

static struct json
member(struct reader *r, const struct json *of, const char *name)
{
	struct json v;

	if (!json_find(of, name, &v))
		r->bad = true;
	return v;
}

static const char *
text_of(struct reader *r, const struct json *v)
{
	if (v->kind == JSON_NULL)
		return NULL;
	r->bad |= v->kind != JSON_STRING;
	return v->kind == JSON_STRING ? json_string(r->a, v) : "";
}

/* Never NULL. */
static const char *
text(struct reader *r, const struct json *of, const char *name)
{
	struct json v = member(r, of, name);
	const char *t = text_of(r, &v);

	r->bad |= !t;
	return t ? t : "";
}

static int64_t
number(struct reader *r, const struct json *of, const char *name)
{
	struct json v = member(r, of, name);
	int64_t n = 0;

	if (!json_int(&v, &n))
		r->bad = true;
	return n;
}

static struct json
list(struct reader *r, const struct json *of, const char *name)
{
	struct json v = member(r, of, name);

	r->bad |= v.kind != JSON_ARRAY;
	return v;
}

static void
read_table(struct reader *r, const struct json *of)
{
	struct json titles = list(r, of, "titles"), v;
	struct json cells = list(r, of, "cells");
	const char *names[DOC_COLUMNS], *row[DOC_COLUMNS];
	struct json_walk w;
	struct doc_table *t;
	size_t n = 0, i = 0;

	json_open(&w, &titles);
	while (!r->bad && json_next(&w, NULL, &v)) {
		r->bad = n == DOC_COLUMNS;
		if (!r->bad)
			names[n++] = text_of(r, &v);
	}
	r->bad |= n == 0 || json_count(&cells) % (n ? n : 1) != 0;
	if (r->bad)
		return;
	t = doc_table(r->d, n, names);
	t->keys = (size_t)number(r, of, "keys");
	json_open(&w, &cells);
	while (!r->bad && json_next(&w, NULL, &v)) {
		row[i++] = text_of(r, &v);
		if (i == n) {
			doc_row(r->d, t, row);
			i = 0;
		}
	}
}

static void
read_bar(struct reader *r, struct doc_chart *c, struct doc_bar *b,
    const struct json *of)
{
	struct json values = list(r, of, "values"), v;
	struct json_walk w;
	size_t n = 0;

	b->label = text(r, of, "label");
	b->letter = text(r, of, "letter");
	b->shown = text(r, of, "shown");
	b->tone = (int)number(r, of, "tone");
	b->day = (int)number(r, of, "day");
	json_open(&w, &values);
	while (!r->bad && json_next(&w, NULL, &v)) {
		r->bad = n == values_of(c) || !json_int(&v, &b->value[n]);
		n++;
	}
}

static void
read_chart(struct reader *r, const struct json *of)
{
	struct json parts = list(r, of, "parts"), bars = list(r, of, "bars");
	int64_t sort = number(r, of, "sort");
	struct doc_chart *c;
	struct json_walk w;
	struct json v;
	size_t i;

	r->bad |= sort < DOC_BARS || sort > DOC_TIMELINE;
	if (r->bad)
		return;
	c = doc_chart_new(r->a, (enum doc_chart_kind)sort,
	    json_count(&parts), json_count(&bars));
	c->today = (int)number(r, of, "today");
	json_open(&w, &parts);
	for (i = 0; !r->bad && json_next(&w, NULL, &v); i++) {
		c->part[i].label = text(r, &v, "label");
		c->part[i].letter = text(r, &v, "letter");
		c->part[i].tone = (int)number(r, &v, "tone");
	}
	json_open(&w, &bars);
	for (i = 0; !r->bad && json_next(&w, NULL, &v); i++)
		read_bar(r, c, &c->bar[i], &v);
	if (!r->bad)
		doc_chart(r->d, c);
}

static void
read_words(struct reader *r, enum doc_kind kind, const struct json *of)
{
	struct json v = member(r, of, "label");
	const char *label = text_of(r, &v), *words = text(r, of, "text");

	switch (kind) {
	case DOC_HEADING:
		doc_heading(r->d, (int)number(r, of, "level"), "%s", words);
		break;
	case DOC_PARA:
		doc_para(r->d, words);
		break;
	case DOC_ITEM:
		doc_item(r->d, label, words);
		break;
	default:
		doc_field(r->d, label ? label : "", words);
		break;
	}
}

static void
read_block(struct reader *r, const struct json *of)
{
	struct json v = member(r, of, "kind");
	size_t kind = 0;

	while (kind < KINDS && !json_is(&v, kinds[kind]))
		kind++;
	if (kind == KINDS)
		r->bad = true;
	else if (kind == DOC_TABLE)
		read_table(r, of);
	else if (kind == DOC_CHART)
		read_chart(r, of);
	else if (kind == DOC_PAGE)
		doc_page(r->d);
	else
		read_words(r, (enum doc_kind)kind, of);
}

bool
doc_kept_read(const char *bytes, size_t len, struct doc *out,
    struct doc_kept *k, struct err *err)
{
	struct reader r = { .a = &out->arena, .d = out };
	struct json all = {0}, blocks, v;
	struct json_walk w;

	*out = (struct doc){0};
	*k = (struct doc_kept){0};
	r.bad = !json_parse(bytes, len, &all) || all.kind != JSON_OBJECT;
	if (!r.bad && number(&r, &all, "kept") == FORM) {
		k->meeting = text(&r, &all, "meeting");
		k->edition = text(&r, &all, "edition");
		k->version = (int)number(&r, &all, "version");
		k->n_text = (size_t)number(&r, &all, "text");
		out->made = number(&r, &all, "made");
		out->title = text(&r, &all, "title");
		out->marking = text(&r, &all, "marking");
		out->handling = text(&r, &all, "handling");
		out->notice = text(&r, &all, "notice");
		out->version = out->code = "";
		blocks = list(&r, &all, "blocks");
		json_open(&w, &blocks);
		while (!r.bad && json_next(&w, NULL, &v))
			read_block(&r, &v);
	} else {
		r.bad = true;
	}
	return !r.bad || err_set(err, ERR_SCHEMA, "What is kept of these "
	    "minutes is not as it was written, so they can't be shown. Go "
	    "back to the last backup.");
}
