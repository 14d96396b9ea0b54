/*
 * pane_cases: the cases of a step, with their order, time and how they ended.
 * Positions are the viewer's own.
 */
#include <string.h>

#include "base/date.h"
#include "screen/meeting.h"
#include "screen/screens.h"

#define COUNT(a) (sizeof (a) / sizeof *(a))

struct cases {
	struct table_row *rows;
	int64_t *items;
	size_t n;
};

static const struct table_column columns[] = {
	{ .title = "", .min = 2, .max = 3, .align = ALIGN_RIGHT },
	{ .title = "Case", .min = 12, .weight = 2, .max = 24 },
	{ .title = "", .min = 6, .weight = 2, .max = 20, .drop = 3 },
	{ .title = "Time", .min = 5, .max = 11, .align = ALIGN_RIGHT },
	{ .title = "", .min = 8, .weight = 3, .drop = 1 },
};

static const char *
tags_of(struct meeting *m, const struct agenda_row *r)
{
	const struct kind_case_type *t = kind_case_type(m->kind,
	    r->case_type);
	const struct kind_item_type *type = t ? kind_item_type(t, r->type)
	    : NULL;

	return arena_printf(&m->screen.arena, "%s%s%s", type && type->tag
	    ? type->tag : "", type && type->tag && r->restricted ? " " : "",
	    r->restricted ? "RESTRICTED" : "");
}

static const char *
ended_as(struct meeting *m, const struct agenda_row *r)
{
	const struct kind_case_type *t = kind_case_type(m->kind,
	    r->case_type);
	const struct kind_disposition *d = t ? kind_disposition(t,
	    r->disposition) : NULL;

	if (r->id == m->row.item)
		return "▸ in hand";
	if (d)
		return arena_printf(&m->screen.arena, "%s%s%s", d->label,
		    *r->reason ? ": " : "", r->reason);
	if (!strcmp(r->status, "done"))
		return "✓";
	return *r->origin ? arena_printf(&m->screen.arena, "from %s",
	    r->origin) : "";
}

static void
fill(struct meeting *m, struct cases *d, const struct agenda_row *r)
{
	struct table_row *out = &d->rows[d->n];
	struct arena *a = &m->screen.arena;
	struct buf b = {0};

	d->items[d->n++] = r->id;
	out->cell[0] = arena_printf(a, "%d", r->nth);
	out->cell[1] = meeting_case_name(m, r);
	out->cell[2] = tags_of(m, r);
	if (r->spent)
		span_add(&b, r->spent);
	else if (r->planned)
		buf_addf(&b, "%d min", r->planned);
	out->cell[3] = arena_strdup(a, buf_text(&b));
	buf_release(&b);
	out->cell[4] = ended_as(m, r);
	out->cell_style[2] = STYLE_STRONG;
	out->style = !strcmp(r->status, "done") ? STYLE_DIM : STYLE_NORMAL;
}

static void
draw_row(void *arg, int row, struct table_row *out)
{
	*out = ((const struct cases *)((struct meeting *)arg)->data)->
	    rows[row];
}

static bool
load(struct meeting *m, struct ctx *ctx, struct err *err)
{
	const char *step = meeting_shown(m)->step->key;
	struct cases *d = arena_alloc(&m->screen.arena, sizeof *d);
	size_t i;

	(void)ctx, (void)err;
	d->rows = arena_array(&m->screen.arena, m->n_agenda + 1,
	    sizeof *d->rows);
	d->items = arena_array(&m->screen.arena, m->n_agenda + 1,
	    sizeof *d->items);
	for (i = 0; i < m->n_agenda; i++) {
		if (m->agenda[i].casefile && !strcmp(m->agenda[i].step, step))
			fill(m, d, &m->agenda[i]);
	}
	m->data = d;
	m->table.columns = columns;
	m->table.ncolumns = COUNT(columns);
	m->table.row = draw_row;
	m->table.empty = "Nothing is listed: L opens the agenda.";
	list_set_count(&m->table.list, (int)d->n);
	return true;
}

static unsigned
act(struct meeting *m, struct ctx *ctx, int action)
{
	const struct cases *d = m->data;
	size_t at = (size_t)m->table.list.pos, i;

	if (action != MEETING_ENTER || at >= d->n)
		return 0;
	if (m->run && !strcmp(m->row.status, "open"))
		return meeting_move_go(m, ctx, d->items[at], NULL);
	for (i = 0; i < m->n_lines; i++) {
		if (m->lines[i].row && m->lines[i].row->id == d->items[at])
			list_go(&m->side, (int)i);
	}
	return meeting_look(m);
}

const struct pane pane_cases = {
	.load = load, .act = act, .table = true,
};
