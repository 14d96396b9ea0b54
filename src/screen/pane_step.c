/*
 * pane_step: opening, closing, any step that has no pane of its own, and what
 * is shown while nothing is in hand.
 */
#include <string.h>

#include "base/date.h"
#include "cmd/closing.h"
#include "cmd/meeting_cmd.h"
#include "cmd/repeat_cmd.h"
#include "screen/ask.h"
#include "screen/meeting.h"
#include "screen/screens.h"
#include "store/action_read.h"

enum {
	STEP_OPEN = 101,
	STEP_CLOSE,
	STEP_NEXT_DATE,
	STEP_OVERRIDE,
	STEP_READBACK,
	STEP_MARK = 110,
	FINDING_LINE = 101,
	OVERRIDDEN_LINE,
	LAPSED_LINE
};

struct step_data {
	struct fields fields;
	struct findings findings;
};

static const struct keydef opening_keys[] = {
	{ STEP_OPEN, "o", "open", "open", "open the meeting",
	    "this step", KEYDEF_WRITES | KEY_RUN | KEY_PLANNED },
	MINUTE_KEYS,
};

static const struct keydef closing_keys[] = {
	{ STEP_CLOSE, "C", "close", "close", "close the meeting",
	    "this step", KEYDEF_WRITES | KEY_RUN | KEY_OPEN },
	{ STEP_READBACK, "b", "read-back", "read back",
	    "the actions of the whole meeting as sentences to read aloud",
	    NULL, KEYDEF_WRITES | KEY_RECORD | KEY_OPEN },
	{ STEP_NEXT_DATE, "n", "next-date", "next date",
	    "plan the next meeting", NULL, KEYDEF_WRITES | KEY_RUN },
	{ STEP_OVERRIDE, "!", "override", "override",
	    "go on in spite of the chosen check, with a reason", NULL,
	    KEYDEF_WRITES | KEY_RUN | KEY_OPEN },
	{ STEP_ACTION, "a", "action", "action",
	    "agree an action of the meeting itself", NULL,
	    KEYDEF_WRITES | KEY_RECORD | KEY_OPEN },
	MINUTE_KEYS,
};

static const struct keydef step_keys[] = {
	{ STEP_ACTION, "a", "action", "action",
	    "agree an action of the meeting itself", "this step",
	    KEYDEF_WRITES | KEY_RECORD | KEY_OPEN },
	MINUTE_KEYS,
};

/* ---- Loading ----------------------------------------------------------- */

static struct step_data *
data_of(struct meeting *m)
{
	const struct meeting_line *l = meeting_shown(m);
	struct arena *a = &m->screen.arena;
	struct step_data *d = arena_alloc(a, sizeof *d);
	struct field_column *c = arena_array(a, 5, sizeof *c);

	c[0] = (struct field_column){ "place", m->row.place };
	c[1] = (struct field_column){ "online", m->row.online ? "1" : "0" };
	c[2] = (struct field_column){ "chair_id", fields_id(m,
	    m->row.chair) };
	c[3] = (struct field_column){ "deputy_chair_id", fields_id(m,
	    m->row.deputy_chair) };
	c[4] = (struct field_column){ "secretary_id", fields_id(m,
	    m->row.secretary) };
	d->fields = (struct fields){ .table = "meeting", .id = m->id,
		.answers = m->row.answers, .columns = c, .n_columns = 5 };
	if (l && l->step->form)
		d->fields.form = kind_form(m->kind, l->step->form);
	if (d->fields.form && d->fields.form->record != RECORD_MEETING)
		d->fields.form = NULL;
	m->data = d;
	return d;
}

static bool
step_minutes(struct meeting *m, struct ctx *ctx, struct err *err)
{
	const struct agenda_row *row = meeting_item(m);

	return !row || minutes_add_lines(m, ctx, row->id, NULL, err);
}

static bool
step_load(struct meeting *m, struct ctx *ctx, struct err *err)
{
	struct step_data *d = data_of(m);

	fields_add_lines(m, ctx, &d->fields, NULL, 0);
	return step_minutes(m, ctx, err);
}

static bool
opening_load(struct meeting *m, struct ctx *ctx, struct err *err)
{
	struct buf b = {0};

	date_add_long(&b, m->row.held_on);
	if (*m->row.starts)
		buf_addf(&b, ", %s", m->row.starts);
	body_addf(&m->body, 0, 0, STYLE_NORMAL, "%s, %s", m->row.ref,
	    buf_text(&b));
	buf_release(&b);
	if (!strcmp(m->row.status, "planned"))
		body_addf(&m->body, 0, 0, STYLE_STRONG, m->run
		    ? "Not open yet. Look at who leads and who writes, then "
		    "press o to open it." : "Not open yet.");
	else
		body_addf(&m->body, 0, 0, STYLE_OK, "✓ Opened at %s.",
		    meeting_time(m, m->row.opened_at));
	if (m->row.acting)
		body_addf(&m->body, 0, 0, STYLE_STRONG,
		    "%s is in the %s since %s.", m->row.acting_name,
		    kind_word(m->kind, "chair", 1), meeting_time(m,
		    m->row.acting_since));
	body_blank(&m->body);
	return step_load(m, ctx, err);
}

static bool
add_overrides(struct meeting *m, struct ctx *ctx, struct err *err)
{
	struct override_row *rows;
	size_t i, n;

	if (!override_read(ctx->session->db, m->id, &m->screen.arena, &rows,
	    &n, err))
		return false;
	if (n) {
		body_blank(&m->body);
		body_heading(&m->body, "Gone on in spite of");
	}
	for (i = 0; i < n; i++)
		body_addf(&m->body, OVERRIDDEN_LINE, rows[i].id, STYLE_DIM,
		    "%s Reason: %s (%s)", rows[i].finding, rows[i].reason,
		    rows[i].member_name);
	return true;
}

/* Where it was agreed, or all together here, and not since changed. */
static bool
was_read(const struct meeting *m, const struct agenda_row *here,
    const struct action_row *r)
{
	size_t i;

	if (here->read_back_at && strcmp(here->read_back_at,
	    r->agreed_at ? r->agreed_at : "") >= 0)
		return true;
	for (i = 0; i < m->n_agenda; i++)
		if (m->agenda[i].id == r->item)
			return m->agenda[i].read_back_at != NULL;
	return false;
}

static bool
add_read_back(struct meeting *m, struct ctx *ctx, struct err *err)
{
	const struct agenda_row *row = meeting_item(m);
	struct action_row *actions;
	size_t n, i, unread = 0;

	if (!row || strcmp(m->row.status, "open"))
		return true;
	if (!action_read_list(ctx->session->db, ACTIONS_OF_MEETING, m->id,
	    m->row.held_on, &m->screen.arena, &actions, &n, err))
		return false;
	for (i = 0; i < n; i++)
		unread += !was_read(m, row, &actions[i]);
	if (unread)
		body_addf(&m->body, 0, 0, STYLE_WARN, "! Of today's actions "
		    "%zu of %zu %s not read back yet: b.", unread, n,
		    unread == 1 ? "is" : "are");
	else if (n)
		body_add(&m->body, 0, 0, STYLE_OK,
		    "✓ All of today's actions were read back.");
	return true;
}

static bool
closing_load(struct meeting *m, struct ctx *ctx, struct err *err)
{
	struct step_data *d = data_of(m);
	size_t i;

	if (!strcmp(m->row.status, "open") && !closing_meeting(ctx->session,
	    m->id, &m->screen.arena, &d->findings, err))
		return false;
	if (!strcmp(m->row.status, "closed"))
		body_addf(&m->body, 0, 0, STYLE_OK, "✓ Closed at %s.",
		    meeting_time(m, m->row.closed_at));
	else
		body_heading(&m->body, d->findings.n ? "Before it closes"
		    : "Nothing stands in the way of closing");
	for (i = 0; i < d->findings.n; i++) {
		const struct finding *f = &d->findings.list[i];
		struct body_line *l = body_addf(&m->body, FINDING_LINE,
		    (int64_t)i, STYLE_NORMAL, "%s%s%s", f->about,
		    *f->about ? ": " : "", f->text);

		l->mark = f->overridden ? "✓" : f->blocks ? "✗" : "!";
		l->mark_style = f->overridden ? STYLE_DIM : f->blocks
		    ? STYLE_ALARM : STYLE_WARN;
		l->right = f->overridden ? "overridden" : f->blocks
		    ? "stops" : NULL;
		l->right_style = STYLE_DIM;
	}
	if (!add_read_back(m, ctx, err))
		return false;
	body_blank(&m->body);
	fields_add_lines(m, ctx, &d->fields, NULL, 0);
	return add_overrides(m, ctx, err) && step_minutes(m, ctx, err);
}

static bool
between_load(struct meeting *m, struct ctx *ctx, struct err *err)
{
	(void)ctx, (void)err;
	body_add(&m->body, 0, 0, STYLE_NORMAL, m->run
	    ? "Nothing is in hand. ] takes up the next line; Enter on a "
	    "line of the order of business takes up that one."
	    : "The meeting is between two lines. This screen follows when "
	    "the next one is taken up.");
	return true;
}

static int
between_head(struct meeting *m, const struct ctx *ctx, struct view v)
{
	(void)m, (void)ctx;
	view_put_cut(v, 0, 1, v.r.w - 1, STYLE_TITLE, "Between lines");
	view_hline(v, 1, 0, v.r.w, STYLE_LINE);
	return 2;
}

/* ---- Acting ------------------------------------------------------------ */

static unsigned
open_meeting(struct meeting *m, struct ctx *ctx)
{
	const struct meeting_opening o = { .online = -1 };
	struct err err = {0};
	bool ok = cmd_meeting_open(ctx->session, m->id, &o, &err);

	if (ok) {
		m->following = true;
		ctx_say(ctx, STYLE_OK, "The meeting is open.");
	}
	return meeting_done(ctx, ok, &err);
}

static unsigned
next_date_typed(struct screen *s, struct ctx *ctx, const char *text)
{
	struct meeting *m = (struct meeting *)s;
	struct err err = {0};
	struct buf b = {0};
	int day = DATE_NONE;
	int64_t id = 0;

	if (!meeting_day_typed(m, ctx, text, &day, &err) ||
	    !cmd_meeting_next_date(ctx->session, m->id, day, NULL, &id,
	    &err)) {
		ctx_fail(ctx, &err);
		return ASK_AGAIN;
	}
	date_add_long(&b, day);
	ctx_say(ctx, STYLE_OK, "The next meeting is on %s.", buf_text(&b));
	buf_release(&b);
	return SCREEN_REDRAW | SCREEN_RELOAD;
}

static unsigned
override_chosen(struct meeting *m, struct ctx *ctx)
{
	const struct body_line *l = body_chosen(&m->body);
	const struct step_data *d = m->data;

	if (!l || l->sort != FINDING_LINE || (size_t)l->id >= d->findings.n)
		return ctx_say(ctx, STYLE_DIM, "Choose a check first.");
	m->move.what = MOVE_NONE;
	return meeting_offer_override(m, ctx, &d->findings.list[l->id]);
}

static unsigned
edit_chosen(struct meeting *m, struct ctx *ctx)
{
	const struct body_line *l = body_chosen(&m->body);
	const struct step_data *d = m->data;

	if (!l)
		return SCREEN_USED;
	if (l->sort == LAPSED_LINE) {
		ctx_push(ctx, casefile_screen(l->id));
		return SCREEN_REDRAW;
	}
	if (l->sort == FIELD_LINE)
		return fields_edit(m, ctx, &d->fields, l->index);
	if (l->sort == FINDING_LINE)
		return m->run ? override_chosen(m, ctx) : SCREEN_USED;
	return l->sort == MINUTE_LINE ? minutes_act(m, ctx, MINUTE_EDIT,
	    NULL, NULL, 0) : SCREEN_USED;
}

static unsigned
step_act(struct meeting *m, struct ctx *ctx, int action)
{
	const struct meeting_line *l = meeting_shown(m);
	const struct agenda_row *row = meeting_item(m);

	switch (action) {
	case MEETING_ENTER:
	case MINUTE_EDIT:
		return edit_chosen(m, ctx);
	case STEP_OPEN:
		return open_meeting(m, ctx);
	case STEP_CLOSE:
		return meeting_move_close(m, ctx);
	case STEP_NEXT_DATE:
		ask_day(ctx, "Next meeting on: ", NULL, meeting_draft(m,
		    "next-date"), &(const struct ask_day){ .meeting = m->id },
		    next_date_typed, &m->screen);
		return SCREEN_REDRAW;
	case STEP_READBACK:
		if (!row)
			return SCREEN_USED;
		ctx_push(ctx, readback_screen(m->id, row->id, false));
		return SCREEN_REDRAW;
	case STEP_OVERRIDE:
		return override_chosen(m, ctx);
	case STEP_ACTION:
		ctx_push(ctx, action_line_screen(m->id, row ? row->id : 0,
		    0));
		return SCREEN_REDRAW;
	default:
		return minutes_act(m, ctx, action, NULL, l ? l->step->sorts
		    : NULL, l ? l->step->n_sorts : 0);
	}
}

static void
step_more_keys(struct meeting *m)
{
	const struct meeting_line *l = meeting_shown(m);

	minutes_more_keys(m, l ? l->step->sorts : NULL, l ? l->step->n_sorts
	    : 0);
}

/* ---- What lapsed ------------------------------------------------------- */

static bool
lapsed_load(struct meeting *m, struct ctx *ctx, struct err *err)
{
	struct lapsed *list;
	size_t i, n;
	struct body_line *l;

	if (!repeat_lapsed_list(ctx->session, m->row.board, DATE_NONE,
	    m->row.held_on, m->kind->rules.repeat.clock == CLOCK_MEETING
	    ? REPEAT_BY_MEETING : REPEAT_BY_REFERRAL, &m->screen.arena,
	    &list, &n, err))
		return false;
	if (!n)
		body_add(&m->body, 0, 0, STYLE_DIM, "None since the last "
		    "meeting.");
	for (i = 0; i < n; i++) {
		l = body_addf(&m->body, LAPSED_LINE, list[i].casefile,
		    STYLE_NORMAL, "%s  %s", list[i].reference, list[i].title);
		l->right = arena_printf(&m->screen.arena, "until %s",
		    meeting_day(m, list[i].ended));
		l->right_style = STYLE_DIM;
	}
	return step_minutes(m, ctx, err);
}

static const struct fields *
step_fields(struct meeting *m)
{
	return &((const struct step_data *)m->data)->fields;
}

#define COUNT(a) (sizeof (a) / sizeof *(a))

const struct pane pane_opening = {
	.keys = opening_keys, .n_keys = COUNT(opening_keys),
	.load = opening_load, .act = step_act, .more_keys = step_more_keys,
	.fields = step_fields,
};

const struct pane pane_closing = {
	.keys = closing_keys, .n_keys = COUNT(closing_keys),
	.load = closing_load, .act = step_act, .more_keys = step_more_keys,
	.fields = step_fields,
};

const struct pane pane_step = {
	.keys = step_keys, .n_keys = COUNT(step_keys),
	.load = step_load, .act = step_act, .more_keys = step_more_keys,
	.fields = step_fields,
};

const struct pane pane_lapsed = {
	.keys = step_keys, .n_keys = COUNT(step_keys),
	.load = lapsed_load, .act = step_act, .more_keys = step_more_keys,
};

const struct pane pane_between = {
	.load = between_load, .head = between_head,
};
