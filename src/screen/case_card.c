/*
 * case_card: what the viewer's own agency has to do with the case that is
 * shown, in whichever phase: what it brings, and its open actions there. One
 * row below the case, opened with Tab; beside it where there is room.
 */
#include <string.h>

#include "base/date.h"
#include "screen/case_pane.h"

#define BESIDE 100		/* columns of a pane with room for both */
#define WIDE 44

/* Those who run the meeting or keep its record see all agencies. */
static bool
has_card(const struct meeting *m)
{
	return m->agency && !m->run && !m->record;
}

static bool
read_rows(struct meeting *m, struct ctx *ctx, struct case_pane *d,
    struct err *err)
{
	const struct kept_case *k = kept_case(m, ctx, d->item, KEPT_OWN |
	    KEPT_ACTIONS, err);

	if (!k)
		return false;
	d->own = k->own;
	d->actions = k->actions;
	d->n_actions = k->n_actions;
	return true;
}

static const char *
agency_name(const struct meeting *m)
{
	size_t i;

	for (i = 0; i < m->n_roll; i++) {
		if (m->roll[i].agency == m->agency)
			return m->roll[i].agency_short;
	}
	return "";
}

static const char *
state_text(const struct case_pane *d)
{
	const struct contribution_row *c = &d->own;

	if (!c->id)
		return "nothing brought yet";
	if (!strcmp(c->state, "begun"))
		return "begun, not handed in";
	if (!strcmp(c->state, "nil"))
		return "nil return";
	return c->heard_at ? "brought and heard" : "brought";
}

static bool
is_brought(const struct case_pane *d)
{
	return d->own.id && strcmp(d->own.state, "begun") != 0;
}

static void
add_research(struct meeting *m, const struct case_pane *d)
{
	struct body_line *l;

	l = body_addf(&m->card, CASE_CONTRIBUTION_LINE, m->agency,
	    STYLE_NORMAL, "%s%s", state_text(d), is_brought(d) ? ""
	    : ": c brings it, n is a nil return");
	l->mark = is_brought(d) ? "✓" : "!";
	l->mark_style = is_brought(d) ? STYLE_OK : STYLE_WARN;
	case_add_research(m, &m->card, &d->own);
}

/* Open ones of this agency, agreed at whichever meeting. */
static void
add_actions(struct meeting *m, const struct case_pane *d, int *open,
    int *late)
{
	size_t i;

	body_blank(&m->card);
	body_heading(&m->card, "Your open actions here");
	for (i = 0; i < d->n_actions; i++) {
		const struct action_row *r = &d->actions[i];

		if (!r->live || r->agency != m->agency)
			continue;
		++*open;
		*late += r->overdue;
		case_add_action(m, &m->card, r);
	}
	if (!*open)
		body_add(&m->card, 0, 0, STYLE_DIM, "None.");
}

static const char *
summary(struct meeting *m, const struct case_pane *d, int open, int late)
{
	struct arena *a = &m->screen.arena;
	const char *actions = !open ? "no open action" : open == 1
	    ? "1 open action" : arena_printf(a, "%d open actions", open);

	return arena_printf(a, "%s: %s · %s%s", agency_name(m),
	    state_text(d), actions, late ? arena_printf(a, ", %d late", late)
	    : "");
}

bool
card_load(struct meeting *m, struct ctx *ctx, struct err *err)
{
	struct case_pane *d = m->data;
	int open = 0, late = 0;

	m->card_title = NULL;
	if (!has_card(m))
		return true;
	if (!read_rows(m, ctx, d, err))
		return false;
	body_begin(&m->card, &m->screen.arena);
	add_research(m, d);
	add_actions(m, d, &open, &late);
	body_end(&m->card);
	m->card_title = summary(m, d, open, late);
	m->card_warns = !is_brought(d) || late;
	return true;
}

static void
draw_title(const struct meeting *m, struct view v)
{
	view_hline(v, 0, 0, v.r.w, STYLE_LINE);
	view_put_cut(v, 0, 1, v.r.w - 2, m->card_warns ? STYLE_WARN
	    : STYLE_LABEL, m->card_title);
}

struct view
card_draw(struct meeting *m, struct view v)
{
	int rows, w;

	if (!m->card_title || v.r.h < 4)
		return v;
	if (v.r.w >= BESIDE) {
		w = v.r.w - WIDE;
		view_vline(v, 0, w - 1, v.r.h, STYLE_LINE);
		draw_title(m, view_sub(v, 0, w, 1, WIDE));
		body_draw(&m->card, view_sub(v, 1, w, v.r.h - 1, WIDE),
		    m->in_card);
		return view_sub(v, 0, 0, v.r.h, w - 1);
	}
	rows = m->in_card ? body_rows(&m->card, v.r.w) + 1 : 1;
	if (rows > v.r.h * 2 / 3)
		rows = v.r.h * 2 / 3;
	draw_title(m, view_sub(v, v.r.h - rows, 0, 1, v.r.w));
	if (m->in_card)
		body_draw(&m->card, view_sub(v, v.r.h - rows + 1, 0,
		    rows - 1, v.r.w), true);
	return view_sub(v, 0, 0, v.r.h - rows, v.r.w);
}
