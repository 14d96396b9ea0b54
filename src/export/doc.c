/*
 * doc: building documents, finding formats.
 */
#include "export/doc.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "export/doc_stream.h"

const struct doc_format doc_formats[] = {
	{ "text", "txt", doc_write_text, &doc_flow_text },
	{ "markdown", "md", doc_write_markdown, NULL },
	{ "csv", "csv", doc_write_csv, &doc_flow_csv },
	{ "json", "json", doc_write_json, &doc_flow_json },
	{ "ics", "ics", NULL, NULL },
	{ "html", "html", NULL, NULL },
	{ "docx", "docx", NULL, NULL },
	{ "odt", "odt", NULL, NULL },
	{ "pdf", "pdf", NULL, NULL },
	{ "xlsx", "xlsx", NULL, NULL },
	{ NULL, NULL, NULL, NULL }
};

const struct doc_format *
doc_format_find(const char *name)
{
	const struct doc_format *f;

	for (f = doc_formats; f->name; f++) {
		if (!strcmp(f->name, name) || !strcmp(f->ending, name))
			return f;
	}
	return NULL;
}

void
doc_format_names(struct buf *out)
{
	const struct doc_format *f;

	for (f = doc_formats; f->name; f++)
		buf_addf(out, "%s%s", f == doc_formats ? "" : ", ", f->name);
}

void
doc_release(struct doc *d)
{
	arena_release(&d->arena);
	*d = (struct doc){0};
}

/* Blocks lie in the arena: they hold no names themselves, but go with it. */
static struct doc_block *
add(struct doc *d, enum doc_kind kind)
{
	struct doc_block *b;

	if (d->n == d->cap) {
		size_t cap = d->cap ? d->cap * 2 : 64;

		b = arena_array(&d->arena, cap, sizeof *b);
		if (d->n)
			memcpy(b, d->blocks, d->n * sizeof *b);
		d->blocks = b;
		d->cap = cap;
	}
	b = &d->blocks[d->n++];
	*b = (struct doc_block){ .kind = kind };
	return b;
}

void
doc_heading(struct doc *d, int level, const char *format, ...)
{
	struct doc_block *b = add(d, DOC_HEADING);
	struct buf text = {0};
	va_list ap;

	va_start(ap, format);
	buf_vaddf(&text, format, ap);
	va_end(ap);
	b->level = level;
	b->text = arena_strdup(&d->arena, buf_text(&text));
	buf_release(&text);
}

void
doc_para(struct doc *d, const char *text)
{
	add(d, DOC_PARA)->text = arena_strdup(&d->arena, text);
}

void
doc_item(struct doc *d, const char *label, const char *text)
{
	struct doc_block *b = add(d, DOC_ITEM);

	b->label = arena_strdup(&d->arena, label);
	b->text = arena_strdup(&d->arena, text);
}

void
doc_page(struct doc *d)
{
	add(d, DOC_PAGE);
}

void
doc_field(struct doc *d, const char *label, const char *text)
{
	struct doc_block *b;

	if (!text || !*text)
		return;
	b = add(d, DOC_FIELD);
	b->label = arena_strdup(&d->arena, label);
	b->text = arena_strdup(&d->arena, text);
}

static struct doc_table *
new_table(struct doc *d, size_t n_columns, const char *const *titles)
{
	struct doc_table *t = arena_alloc(&d->arena, sizeof *t);
	size_t i;

	t->n_columns = n_columns < DOC_COLUMNS ? n_columns : DOC_COLUMNS;
	for (i = 0; i < t->n_columns; i++)
		t->title[i] = arena_strdup(&d->arena, titles[i]);
	return t;
}

struct doc_table *
doc_table(struct doc *d, size_t n_columns, const char *const *titles)
{
	struct doc_table *t = new_table(d, n_columns, titles);

	add(d, DOC_TABLE)->table = t;
	return t;
}

void
doc_none(struct doc *d, size_t n_columns, const char *const *titles,
    const char *text)
{
	doc_para(d, text);
	if (!d->none && n_columns > 0)
		d->none = new_table(d, n_columns, titles);
}

void
doc_row(struct doc *d, struct doc_table *t, const char *const *cells)
{
	size_t i;

	if (t->n_rows == t->cap) {
		size_t cap = t->cap ? t->cap * 2 : 16;
		const char **more = arena_array(&d->arena,
		    cap * t->n_columns, sizeof *more);

		if (t->n_rows)
			memcpy(more, t->cells,
			    t->n_rows * t->n_columns * sizeof *more);
		t->cells = more;
		t->cap = cap;
	}
	for (i = 0; i < t->n_columns; i++)
		t->cells[t->n_rows * t->n_columns + i] =
		    arena_strdup(&d->arena, cells[i] ? cells[i] : "");
	t->n_rows++;
}

struct doc_chart *
doc_chart_new(struct arena *a, enum doc_chart_kind kind, size_t n_parts,
    size_t n)
{
	struct doc_chart *c = arena_alloc(a, sizeof *c);
	size_t i;

	c->kind = kind;
	c->n_parts = n_parts;
	c->part = arena_array(a, n_parts, sizeof *c->part);
	for (i = 0; i < n_parts; i++)
		c->part[i].label = c->part[i].letter = "";
	c->n = n;
	c->bar = arena_array(a, n, sizeof *c->bar);
	for (i = 0; i < n; i++) {
		c->bar[i].label = c->bar[i].letter = c->bar[i].shown = "";
		c->bar[i].value = arena_array(a, n_parts ? n_parts : 1,
		    sizeof *c->bar[i].value);
	}
	return c;
}

void
doc_chart(struct doc *d, const struct doc_chart *c)
{
	struct arena *a = &d->arena;
	struct doc_chart *copy;
	size_t i;

	if (!c || !c->n)
		return;
	copy = doc_chart_new(a, c->kind, c->n_parts, c->n);
	copy->today = c->today;
	for (i = 0; i < c->n_parts; i++)
		copy->part[i] = (struct doc_part){
		    arena_strdup(a, c->part[i].label),
		    arena_strdup(a, c->part[i].letter), c->part[i].tone };
	for (i = 0; i < c->n; i++) {
		struct doc_bar *b = &copy->bar[i];

		memcpy(b->value, c->bar[i].value, (c->n_parts ? c->n_parts
		    : 1) * sizeof *b->value);
		b->label = arena_strdup(a, c->bar[i].label);
		b->letter = arena_strdup(a, c->bar[i].letter);
		b->shown = arena_strdup(a, c->bar[i].shown);
		b->tone = c->bar[i].tone;
		b->day = c->bar[i].day;
	}
	add(d, DOC_CHART)->chart = copy;
}

void
doc_date(struct doc *d, const struct doc_date *date)
{
	struct arena *a = &d->arena;
	struct doc_date *copy;

	if (d->n_dates == d->cap_dates) {
		size_t cap = d->cap_dates ? d->cap_dates * 2 : 16;

		copy = arena_array(a, cap, sizeof *copy);
		if (d->n_dates)
			memcpy(copy, d->dates, d->n_dates * sizeof *copy);
		d->dates = copy;
		d->cap_dates = cap;
	}
	copy = &d->dates[d->n_dates++];
	*copy = *date;
	copy->uid = arena_strdup(a, date->uid);
	copy->parent = arena_strdup(a, date->parent);
	copy->summary = arena_strdup(a, date->summary);
	copy->place = arena_strdup(a, date->place ? date->place : "");
}

size_t
doc_mark(const struct doc *d)
{
	return d->n;
}

void
doc_cut(struct doc *d, size_t mark)
{
	d->n = mark;
}

void
doc_walk(const struct doc *d, const struct doc_hands *h, void *w)
{
	size_t i;

	for (i = 0; i < d->n; i++) {
		const struct doc_block *b = &d->blocks[i];

		switch (b->kind) {
		case DOC_HEADING:
			h->heading(w, b);
			break;
		case DOC_PARA:
			h->para(w, b->text);
			break;
		case DOC_ITEM:
			h->item(w, b);
			break;
		case DOC_FIELD:
			h->field(w, b);
			break;
		case DOC_TABLE:
			h->table(w, b->table);
			break;
		case DOC_CHART:
			h->chart(w, b->chart);
			break;
		case DOC_PAGE:
			h->page(w);
			break;
		}
	}
}

void
doc_made(const struct doc *d, struct buf *out)
{
	struct buf whole = {0};

	clock_add_utc(&whole, d->made);
	/* Without the milliseconds, which standards allow and few read. */
	if (whole.len > 5)
		buf_remove(&whole, whole.len - 5, 4);
	buf_adds(out, buf_text(&whole));
	buf_release(&whole);
}
