/*
 * pane_records: the records of a step's types: those in hand and what is new
 * since the last meeting, opened and written down in place, with the step's
 * own fields and minutes below.
 */
#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "cmd/timer.h"
#include "form/heading.h"
#include "screen/ask.h"
#include "screen/case_pane.h"
#include "screen/form.h"
#include "screen/meeting.h"
#include "screen/screens.h"
#include "store/records_read.h"

enum {
	RECORDS_NEW = 401,
	RECORDS_ALL,
	KEPT_LINE = 401,
	TYPE_LINE
};

#define COUNT(a) (sizeof (a) / sizeof *(a))
#define MOST 200		/* of a type; the list has the others */

static const struct keydef keys[] = {
	{ RECORDS_NEW, "n", "new-record", "new record",
	    "write a record down", "this step", KEYDEF_WRITES },
	{ RECORDS_ALL, "l", "records", "list",
	    "the records of the chosen type, as a list", NULL, 0 },
	{ STEP_ACTION, "a", "action", "action",
	    "agree an action of the meeting itself", NULL,
	    KEYDEF_WRITES | KEY_RECORD | KEY_OPEN },
	MINUTE_KEYS,
};

/* What is shown of a type: the records in hand; where nothing says when one no
 * longer is, those since the last meeting. */
struct shown {
	const struct kind_case_type *type;
	struct record_row *rows;
	size_t n;
	struct timer_line *timers;
	size_t n_timers;
	int since;		/* the meeting before; DATE_NONE: none */
};

static const struct timer_line *
next_timer(const struct shown *s, int64_t casefile)
{
	for (size_t i = 0; i < s->n_timers; i++)
		if (s->timers[i].casefile == casefile)
			return &s->timers[i];
	return NULL;
}

static bool
is_new(const struct shown *s, const struct record_row *r)
{
	return s->since == DATE_NONE || r->received_on > s->since;
}

/* What the kind puts beside the name, but for what the name says already. */
static const char *
facts(struct meeting *m, const struct shown *s, const struct record_row *r,
    const char *name)
{
	static const char between[] = " · ";
	const char *text = case_facts(m, s->type, r->answers);
	size_t gap = strlen(between), len = strlen(name);

	if (len && strlen(text) >= gap + len &&
	    !strncmp(text + gap, name, len) && (!text[gap + len] ||
	    !strncmp(text + gap + len, between, gap)))
		return text + gap + len;
	return text;
}

static void
add_record(struct meeting *m, const struct shown *s,
    const struct record_row *r)
{
	struct arena *a = &m->screen.arena;
	const struct kind_state *st = kind_state(s->type, r->state);
	const struct timer_line *t = next_timer(s, r->id);
	const char *name = heading_text(a, m->kind, s->type, r->ref,
	    r->answers);
	struct body_line *l = body_addf(&m->body, KEPT_LINE, r->id,
	    STYLE_NORMAL, "%s  %s%s%s%s%s%s", r->ref, name,
	    facts(m, s, r, name), st && *name ? " · " : "", st ? st->label : "", *r->lead_name ? " · " : "",
	    r->lead_name);
	struct buf b = {0};

	if (is_new(s, r)) {
		l->mark = "+";
		l->mark_style = STYLE_LIVE;
	}
	if (t) {
		buf_addf(&b, "%s ", t->timer->label);
		timer_add_left(&b, t->left);
		l->right = arena_strdup(a, buf_text(&b));
		l->right_style = t->left < 0 ? STYLE_OVERDUE : t->alert >= 0
		    ? STYLE_DUE : STYLE_DIM;
	}
	buf_release(&b);
}

static bool
add_type(struct meeting *m, struct ctx *ctx, struct shown *s, size_t index,
    struct err *err)
{
	struct arena *a = &m->screen.arena;
	bool lives = s->type->n_states > 0;
	struct body_line *l;
	size_t i, n = 0;

	if (!records_read(ctx->session->db, m->row.board, s->type->key, lives,
	    MOST, a, &s->rows, &s->n, err) || !timer_read_type(ctx->session,
	    m->row.board, s->type, a, &s->timers, &s->n_timers, err))
		return false;
	l = body_addf(&m->body, TYPE_LINE, (int64_t)index, STYLE_STRONG, "%s",
	    s->type->plural ? s->type->plural : s->type->title);
	l->index = index;
	for (i = 0; i < s->n; i++) {
		if (!lives && !is_new(s, &s->rows[i]))
			continue;
		add_record(m, s, &s->rows[i]);
		n++;
	}
	if (!n) {
		l = body_add(&m->body, 0, 0, STYLE_DIM, lives
		    ? "None in hand." : "None since the last meeting.");
		l->indent = 2;
	}
	return true;
}

static bool
load(struct meeting *m, struct ctx *ctx, struct err *err)
{
	const struct meeting_line *line = meeting_shown(m);
	struct shown s = { .since = DATE_NONE };
	int64_t before = 0;
	size_t i;

	if (!meeting_read_previous(ctx->session->db, m->row.board,
	    m->row.held_on, &before, &s.since, err))
		return false;
	for (i = 0; i < line->step->n_records; i++) {
		s.type = kind_case_type(m->kind, line->step->records[i]);
		if (s.type && !add_type(m, ctx, &s, i, err))
			return false;
	}
	body_blank(&m->body);
	return pane_step.load(m, ctx, err);
}

/* ---- Acting --------------------------------------------------------------- */

static unsigned
write_down(struct meeting *m, struct ctx *ctx, size_t row)
{
	const struct meeting_line *line = meeting_shown(m);
	const struct kind_case_type *t;

	if (!line || row >= line->step->n_records)
		return SCREEN_USED;
	t = kind_case_type(m->kind, line->step->records[row]);
	if (!t)
		return SCREEN_USED;
	ctx_push(ctx, form_screen(t->register_only ? "record %" PRId64 " %s"
	    : "refer %" PRId64 " %s", m->row.board, t->key));
	return SCREEN_REDRAW;
}

static unsigned
type_picked(struct screen *s, struct ctx *ctx, size_t row)
{
	return write_down((struct meeting *)s, ctx, row);
}

/* The type of the line one is on: its own, or that of the heading above. */
static size_t
chosen_type(const struct meeting *m)
{
	const struct body_line *at = body_chosen(&m->body);
	size_t found = SIZE_MAX;

	for (size_t i = 0; at && i < m->body.n; i++) {
		if (m->body.lines[i].sort == TYPE_LINE)
			found = m->body.lines[i].index;
		if (&m->body.lines[i] == at)
			return at->sort == TYPE_LINE || at->sort ==
			    KEPT_LINE ? found : SIZE_MAX;
	}
	return SIZE_MAX;
}

static unsigned
ask_new(struct meeting *m, struct ctx *ctx)
{
	const struct meeting_line *line = meeting_shown(m);
	struct choices rows = {0};
	size_t i, at = chosen_type(m);

	if (line->step->n_records == 1)
		return write_down(m, ctx, 0);
	for (i = 0; i < line->step->n_records; i++) {
		const struct kind_case_type *t = kind_case_type(m->kind,
		    line->step->records[i]);

		choices_add(&rows, line->step->records[i], t ? t->title
		    : line->step->records[i], NULL, 0);
	}
	ask_pick(ctx, "Write down", rows.rows, rows.n, at < rows.n ? at : 0,
	    type_picked, &m->screen);
	choices_release(&rows);
	return SCREEN_REDRAW;
}

static unsigned
list_chosen(struct meeting *m, struct ctx *ctx)
{
	const struct meeting_line *line = meeting_shown(m);
	size_t at = chosen_type(m);

	if (at >= line->step->n_records)
		at = 0;
	ctx_push(ctx, records_screen(m->row.board, line->step->records[at]));
	return SCREEN_REDRAW;
}

static unsigned
act(struct meeting *m, struct ctx *ctx, int action)
{
	const struct body_line *l = body_chosen(&m->body);

	if (action == RECORDS_NEW)
		return ask_new(m, ctx);
	if (action == RECORDS_ALL)
		return list_chosen(m, ctx);
	if (action == MEETING_ENTER && l && l->sort == TYPE_LINE)
		return list_chosen(m, ctx);
	if (action == MEETING_ENTER && l && l->sort == KEPT_LINE) {
		ctx_push(ctx, casefile_screen(l->id));
		return SCREEN_REDRAW;
	}
	return pane_step.act(m, ctx, action);
}

static void
more_keys(struct meeting *m)
{
	pane_step.more_keys(m);
}

const struct pane pane_records = {
	.keys = keys, .n_keys = COUNT(keys),
	.load = load, .act = act, .more_keys = more_keys,
};
