/*
 * case_shown: what a phase shows of the record itself beside what is filled
 * in: answers as they stand, and what the record is tied to.
 */
#include <string.h>

#include "base/json.h"
#include "form/form_value.h"
#include "form/heading.h"
#include "screen/case_pane.h"
#include "store/link_read.h"

#define TIES_MOST 15		/* named under one label; others are counted */

static const struct kind_field *
find_field(const struct meeting *m, const struct case_pane *d,
    const char *key)
{
	const struct kind_form *f = kind_form_for(m->kind, d->type,
	    RECORD_CASEFILE);

	return f ? kind_field(f, key) : NULL;
}

void
case_add_shown(struct meeting *m, struct case_pane *d)
{
	struct json all, value;
	size_t i, n = 0;

	/* What one may not see is not among the answers. */
	if (!json_parse(d->casefile.answers, strlen(d->casefile.answers),
	    &all))
		return;
	for (i = 0; i < d->phase->n_shows; i++) {
		const struct kind_field *f = find_field(m, d,
		    d->phase->shows[i]);
		struct buf b = {0};
		struct body_line *l;

		if (!f || !json_find(&all, f->key, &value))
			continue;
		form_value_show(f, json_raw(&m->screen.arena, &value), NULL,
		    &b);
		l = body_addf(&m->body, CASE_SHOWN_LINE, d->casefile.id,
		    STYLE_NORMAL, "%s", buf_text(&b));
		l->index = i;
		l->mark = arena_printf(&m->screen.arena, "%s:", f->label);
		l->mark_style = STYLE_LABEL;
		buf_release(&b);
		n++;
	}
	if (n)
		body_blank(&m->body);
}

/* ---- Ties -------------------------------------------------------------- */

/* What the record in hand calls the tie. */
static const char *
label_of(const struct meeting *m, const struct case_pane *d,
    const struct link_row *r)
{
	bool inverse = r->casefile != d->casefile.id;
	const struct kind_case_type *t = inverse ? kind_case_type(m->kind,
	    r->type) : d->type;
	const struct kind_link *link = t ? kind_link(t, r->sort) : NULL;

	if (!link)
		return r->sort;
	return inverse && link->inverse ? link->inverse : link->label;
}

static void
add_tie(struct meeting *m, const struct link_row *r, size_t nth,
    struct buf *b)
{
	const struct kind_case_type *t = kind_case_type(m->kind, r->type);
	const struct kind_state *st = t ? kind_state(t, r->state) : NULL;
	const char *name = t ? heading_text(&m->screen.arena, m->kind, t,
	    r->ref, r->answers) : "";

	if (nth >= TIES_MOST)
		return;
	buf_addf(b, "%s%s%s%s%s%s%s", nth ? "; " : "", r->ref, *name ? " "
	    : "", name, st ? " (" : "", st ? st->label : "", st ? ")" : "");
}

static bool
is_live(const struct meeting *m, const struct link_row *r)
{
	const struct kind_case_type *t = kind_case_type(m->kind, r->type);
	const struct kind_state *st = t ? kind_state(t, r->state) : NULL;

	return !st || st->live;
}

/* Those under one label, what is still open first; how many. */
static size_t
add_label(struct meeting *m, const struct link_row *rows,
    const char *const *label, size_t n, size_t first, struct buf *b)
{
	size_t k, nth = 0;
	int live;

	for (live = 1; live >= 0; live--) {
		for (k = first; k < n; k++) {
			if (!strcmp(label[k], label[first]) &&
			    is_live(m, &rows[k]) == live)
				add_tie(m, &rows[k], nth++, b);
		}
	}
	if (nth > TIES_MOST)
		buf_addf(b, "; and %zu more", nth - TIES_MOST);
	return nth;
}

bool
case_add_ties(struct meeting *m, struct ctx *ctx, struct case_pane *d,
    struct err *err)
{
	struct arena *a = &m->screen.arena;
	struct link_row *rows;
	const char **label;
	size_t n, i, k;

	if (!link_read(ctx->session->db, d->casefile.id, a, &rows, &n, err))
		return false;
	label = arena_array(a, n + 1, sizeof *label);
	for (i = 0; i < n; i++)
		label[i] = label_of(m, d, &rows[i]);
	for (i = 0; i < n; i++) {
		struct buf b = {0};
		struct body_line *l;
		size_t nth;

		for (k = 0; k < i && strcmp(label[k], label[i]); k++)
			;
		if (k < i)
			continue;
		nth = add_label(m, rows, label, n, i, &b);
		l = body_addf(&m->body, CASE_SHOWN_LINE, nth == 1
		    ? rows[i].there : d->casefile.id, STYLE_NORMAL, "%s",
		    buf_text(&b));
		l->index = d->phase->n_shows + i;
		l->mark = arena_printf(a, "%s:", label[i]);
		l->mark_style = STYLE_LABEL;
		buf_release(&b);
	}
	if (!n)
		body_add(&m->body, 0, 0, STYLE_DIM, "Tied to nothing.");
	body_blank(&m->body);
	return true;
}
