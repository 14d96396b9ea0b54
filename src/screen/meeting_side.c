/*
 * meeting_side: the order of business at the left of the running meeting.
 */
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/utf8.h"
#include "screen/meeting.h"

int
meeting_side_width(int cols)
{
	if (cols < 50)
		return 12;
	if (cols < 70)
		return 15;
	return cols < 110 ? 18 : 28;
}

static const char *
mark_of(const struct meeting_line *l)
{
	if (!l->row)
		return "";
	if (!strcmp(l->row->status, "done"))
		return "✓";
	return strcmp(l->row->status, "skipped") ? "" : "–";
}

static const struct kind_item_type *
type_of(const struct meeting *m, const struct agenda_row *row)
{
	const struct kind_case_type *t = kind_case_type(m->kind,
	    row->case_type);

	return t ? kind_item_type(t, row->type) : NULL;
}

/* What stands behind a case: its tags, short where there is little room. */
static void
add_tags(const struct meeting *m, const struct agenda_row *row, int room,
    struct buf *out)
{
	const struct kind_item_type *t = type_of(m, row);

	if (t && t->tag && room >= 24)
		buf_addf(out, " %s ", t->tag);
	buf_adds(out, row->restricted ? "R" : " ");
}

static void
draw_case(const struct meeting *m, const struct meeting_line *l,
    struct view v, int y, bool chosen)
{
	struct buf right = {0}, text = {0};
	const char *ref = l->row->ref;
	int width, x = 3;

	add_tags(m, l->row, v.r.w, &right);
	buf_adds(&right, mark_of(l));
	width = utf8_width(buf_text(&right), right.len);
	x += view_putf(v, y, x, STYLE_DIM, "%d ", l->row->nth);
	/* What tells references apart stands at their end. */
	if (utf8_width(ref, strlen(ref)) > v.r.w - x - width &&
	    strchr(ref, '-'))
		ref = strchr(ref, '-') + 1;
	buf_addf(&text, "%s%s%s", ref, *l->row->name ? " " : "",
	    l->row->name);
	view_put_cut(v, y, x, v.r.w - x - width, chosen ? STYLE_SELECTED
	    : !strcmp(l->row->status, "done") ? STYLE_DIM : STYLE_NORMAL,
	    buf_text(&text));
	buf_release(&text);
	view_put_right(view_sub(v, y, 0, 1, v.r.w), 0, 0, STYLE_STRONG,
	    buf_text(&right));
	buf_release(&right);
}

static void
draw_step(const struct meeting_line *l, struct view v, int y, bool chosen)
{
	const char *mark = mark_of(l);
	int x = 1;

	x += view_putf(v, y, x, STYLE_DIM, "%s ", l->step->label
	    ? l->step->label : "");
	view_put_cut(v, y, x, v.r.w - x - 2, chosen ? STYLE_SELECTED
	    : *mark ? STYLE_DIM : STYLE_NORMAL, l->step->short_title);
	view_put_right(view_sub(v, y, 0, 1, v.r.w), 0, 1, STYLE_OK, mark);
}

static void
draw_line(struct meeting *m, struct view v, int y, size_t i, bool focus)
{
	const struct meeting_line *l = &m->lines[i];
	bool chosen = (int)i == m->side.pos;
	bool hand = l->row && l->row->id == m->row.item;

	if (l->sub)
		draw_case(m, l, v, y, chosen && focus);
	else
		draw_step(l, v, y, chosen && focus);
	if (hand)
		view_put(v, y, l->sub ? 2 : 0, STYLE_LIVE, "▸");
	else if (i == m->shown)
		view_put(v, y, l->sub ? 2 : 0, STYLE_DIM, "·");
	if (chosen && focus)
		view_cursor(v, y, l->sub ? 3 : 1);
}

/* When it will end, from what was known at the last load: each second that
 * runs beyond what was planned then moves it. */
static void
draw_end(struct meeting *m, const struct ctx *ctx, struct view v)
{
	const struct forecast *f = &m->forecast;
	int y = v.r.h - 1;
	struct buf b = {0};
	int now;

	if (strcmp(m->row.status, "open")) {
		view_put_cut(v, y, 1, v.r.w - 1, STYLE_DIM, m->row.status);
		return;
	}
	now = clock_minutes(ctx->session->clock);
	if (f->end >= 86400) {
		view_put_cut(v, y, 1, v.r.w - 1, STYLE_WARN,
		    "ends past midnight");
		return;
	}
	time_add(&b, f->end / 60 < now ? now : (int)(f->end / 60));
	if (f->unheard && f->over > 0)
		view_putf(v, y - 1, 1, STYLE_WARN, "! %d unheard",
		    f->unheard);
	if (!m->following && m->run)
		view_put_cut(v, y - 2, 1, v.r.w - 1, STYLE_STRONG,
		    "f: line in hand");
	else if (!m->following)
		view_put_cut(v, y - 2, 1, v.r.w - 1, STYLE_STRONG,
		    "f: follow again");
	view_putf(v, y, 1, f->over > 0 ? STYLE_WARN : STYLE_DIM,
	    v.r.w > (f->over > 0 ? 18 : 16) ? "%sends about %s" : "%sends %s",
	    f->over > 0 ? "! " : "", buf_text(&b));
	buf_release(&b);
}

void
meeting_side_draw(struct meeting *m, const struct ctx *ctx, struct view v,
    bool focus)
{
	int y;

	list_set_count(&m->side, (int)m->n_lines);
	list_set_height(&m->side, v.r.h - 2 > 1 ? v.r.h - 2 : 1);
	for (y = 0; y < m->side.height && y + m->side.top < m->side.count;
	    y++)
		draw_line(m, view_sub(v, 0, 0, v.r.h - 1, v.r.w), y,
		    (size_t)(y + m->side.top), focus);
	draw_end(m, ctx, v);
}
