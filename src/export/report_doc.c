/*
 * report_doc: a report as part of a document, and as what is kept with a
 * meeting.
 */
#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "base/json.h"
#include "export/doc_dates.h"
#include "export/report_work.h"

static const char **
titles(const struct report *r, struct arena *a)
{
	const char **list = arena_array(a, r->n_columns + 1, sizeof(*list));

	for (size_t i = 0; i < r->n_columns; i++)
		list[i] = r->columns[i].title;
	return list;
}

/* The colours that its actions have, in the kind's order, as parts of a bar. */
static size_t
colours(const struct report *r, struct doc_part *parts)
{
	const struct kind_rules *rules = &r->kind->rules;
	size_t n = 0;

	for (size_t i = 0; i < rules->n_rag; i++) {
		const struct rag_rule *c = &rules->rag[i];

		for (size_t j = 0; j < r->n_lines; j++) {
			if (strcmp(r->lines[j].letter, c->letter) != 0)
				continue;
			parts[n++] = (struct doc_part){ c->label, c->letter,
			    (int)r->lines[j].tone };
			break;
		}
	}
	return n;
}

/* How many of each strand stand in each colour. */
static void
add_plan_bars(const struct report *r, struct doc *d)
{
	struct doc_part *parts = arena_array(&d->arena,
	    r->kind->rules.n_rag + 1, sizeof(*parts));
	size_t n = colours(r, parts);
	struct doc_chart *c = doc_chart_new(&d->arena, DOC_STACK, n,
	    r->n_groups);
	int *counts = arena_array(&d->arena, r->n_groups + 1,
	    sizeof(*counts));

	if (n == 0)
		return;
	memcpy(c->part, parts, n * sizeof(*parts));
	for (size_t i = 0; i < r->n_lines; i++) {
		const struct report_line *l = &r->lines[i];

		counts[l->group]++;
		for (size_t j = 0; j < n; j++)
			if (!strcmp(l->letter, parts[j].letter))
				c->bar[l->group].value[j]++;
	}
	for (size_t g = 0; g < r->n_groups; g++) {
		c->bar[g].label = r->groups[g].title;
		c->bar[g].letter = r->groups[g].letter;
		c->bar[g].shown = arena_printf(&d->arena, "%d", counts[g]);
	}
	doc_chart(d, c);
}

/* A plan has a table for each strand, which then needs no column of it. */
static void
add_plan(const struct report *r, struct doc *d)
{
	const char **list = titles(r, &d->arena);

	for (size_t g = 0; g < r->n_groups; g++) {
		struct doc_table *t = NULL;

		doc_heading(d, 1, "%s%s%s%s", r->groups[g].title,
		    *r->groups[g].letter ? " (" : "", r->groups[g].letter,
		    *r->groups[g].letter ? ")" : "");
		for (size_t i = 0; i < r->n_lines; i++) {
			if (r->lines[i].group != (int)g)
				continue;
			if (!t)
				t = doc_table(d, r->n_columns - 1, list + 1);
			doc_row(d, t, r->lines[i].cell + 1);
		}
		if (!t)
			doc_para(d, "None.");
	}
}

/* The columns that say what a row is about: of a trace, the record and the
 * action. */
static size_t
keys_of(const struct report *r)
{
	return r->shape == SHAPE_TRACE ? 2 : 1;
}

static void
add_table(const struct report *r, struct doc *d)
{
	struct doc_table *t;

	if (r->n_lines == 0 || r->n_columns == 0) {
		doc_none(d, r->n_columns, titles(r, &d->arena), "None.");
		return;
	}
	t = doc_table(d, r->n_columns, titles(r, &d->arena));
	t->keys = keys_of(r);
	for (size_t i = 0; i < r->n_lines; i++) {
		doc_row(d, t, r->lines[i].cell);
		report_add_date(&r->lines[i], d);
	}
}

void
report_add_date(const struct report_line *l, struct doc *d)
{
	const struct action_row row = { .ref = l->ref, .due_on = l->day,
		.live = l->live };

	if (l->ref && l->day != DATE_NONE)
		doc_dates_action(d, &row);
}

void
report_add(const struct report *r, struct doc *d)
{
	doc_para(d, r->about);
	if (r->chart)
		doc_chart(d, r->chart);
	if (r->shape == SHAPE_PLAN) {
		add_plan_bars(r, d);
		add_plan(r, d);
	} else {
		add_table(r, d);
	}
	for (size_t i = 0; i < r->n_notes; i++)
		doc_para(d, r->notes[i]);
}

/* ---- What is kept ----------------------------------------------------- */

static void
add_cells(struct buf *json, const char *const *cells, size_t n)
{
	buf_addc(json, '[');
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_addc(json, ',');
		buf_add_json(json, cells[i]);
	}
	buf_addc(json, ']');
}

void
report_body(const struct report *r, struct buf *json)
{
	struct arena a = {0};

	buf_adds(json, "{\"about\":");
	buf_add_json(json, r->about);
	buf_adds(json, ",\"columns\":");
	add_cells(json, titles(r, &a), r->n_columns);
	buf_addf(json, ",\"keys\":%zu,\"rows\":[", keys_of(r));
	for (size_t i = 0; i < r->n_lines; i++) {
		if (i > 0)
			buf_addc(json, ',');
		add_cells(json, r->lines[i].cell, r->n_columns);
	}
	buf_adds(json, "],\"notes\":");
	add_cells(json, r->notes, r->n_notes);
	buf_addc(json, '}');
	arena_release(&a);
}

static void
add_ids(struct buf *json, const char *key, const int64_t *ids, size_t n)
{
	buf_addf(json, "\"%s\":[", key);
	for (size_t i = 0; i < n; i++)
		buf_addf(json, "%s%" PRId64, i > 0 ? "," : "", ids[i]);
	buf_addc(json, ']');
}

void
report_sources(const struct report *r, struct buf *json)
{
	buf_addc(json, '{');
	add_ids(json, "casefile", r->casefiles, r->n_casefiles);
	buf_addc(json, ',');
	add_ids(json, "action", r->actions, r->n_actions);
	buf_addc(json, '}');
}

/* The texts of a row; those that are no texts are left empty. */
static const char **
row_texts(struct arena *a, const struct json *v, size_t n)
{
	const char **cells = arena_array(a, n + 1, sizeof(*cells));
	struct json_walk w;
	struct json one;
	const char *text;

	for (size_t i = 0; i < n; i++)
		cells[i] = "";
	json_open(&w, v);
	for (size_t i = 0; i < n && json_next(&w, NULL, &one); i++) {
		text = json_string(a, &one);
		cells[i] = text ? text : "";
	}
	return cells;
}

const char *const *
report_kept_cells(const char *body, struct arena *a, size_t *columns,
    size_t *lines)
{
	struct json all, titles, rows, row;
	struct json_walk w;
	const char **cells;
	size_t n = 0;

	*columns = *lines = 0;
	if (!json_parse(body, strlen(body), &all) ||
	    !json_find(&all, "columns", &titles) ||
	    !json_find(&all, "rows", &rows))
		return NULL;
	*columns = json_count(&titles);
	*lines = json_count(&rows);
	cells = arena_array(a, (*lines + 1) * *columns + 1, sizeof(*cells));
	memcpy(cells, row_texts(a, &titles, *columns),
	    *columns * sizeof(*cells));
	json_open(&w, &rows);
	while (json_next(&w, NULL, &row) && n < *lines)
		memcpy(cells + ++n * *columns, row_texts(a, &row, *columns),
		    *columns * sizeof(*cells));
	return cells;
}

static void
add_kept_table(struct doc *d, const char *body)
{
	size_t columns, lines;
	const char *const *cells = report_kept_cells(body, &d->arena,
	    &columns, &lines);
	struct doc_table *t;
	struct json all, v;
	int64_t keys;

	if (columns == 0)
		return;
	t = doc_table(d, columns, cells);
	if (json_parse(body, strlen(body), &all) &&
	    json_find(&all, "keys", &v) && json_int(&v, &keys) && keys > 0 &&
	    (size_t)keys < columns)
		t->keys = (size_t)keys;
	for (size_t i = 1; i <= lines; i++)
		doc_row(d, t, cells + i * columns);
}

void
report_add_kept(struct doc *d, int level, const char *title,
    const char *body)
{
	struct json all, v, note;
	struct json_walk w;
	char *text;

	doc_heading(d, level, "%s", title);
	if (!json_parse(body, strlen(body), &all))
		return;
	if (json_find(&all, "about", &v) &&
	    (text = json_string(&d->arena, &v)))
		doc_para(d, text);
	add_kept_table(d, body);
	if (!json_find(&all, "notes", &v))
		return;
	json_open(&w, &v);
	while (json_next(&w, NULL, &note))
		if ((text = json_string(&d->arena, &note)))
			doc_para(d, text);
}
