/*
 * pane_minutes: minutes as a document at a step of a meeting: those of the last
 * meeting, to be corrected and approved there, and those of this one once it is
 * over.
 */
#include <string.h>

#include "screen/meeting.h"
#include "screen/minutes_lines.h"
#include "screen/screens.h"

enum {
	MIN_APPROVE = 101,
	MIN_CORRECT,
	MIN_CIRCULATE,
	MIN_OPEN
};

static const struct keydef previous_keys[] = {
	{ MIN_APPROVE, "A", "approve", "approve",
	    "approve the last minutes, here and now", "this step",
	    KEYDEF_WRITES | KEY_APPROVE },
	{ MIN_CORRECT, "c", "correct", "correct",
	    "what is chosen in them is wrong: say what is to stand there",
	    NULL, KEYDEF_WRITES | KEY_CORRECT },
	{ MIN_OPEN, "o", "open-minutes", NULL,
	    "open them: their versions, what went out", NULL, 0 },
	MINUTE_KEYS,
};

static const struct keydef edition_keys[] = {
	{ MIN_CIRCULATE, "s", "circulate", "circulate",
	    "lay the minutes before those who see them", "this step",
	    KEYDEF_WRITES | KEY_SEND },
	{ MIN_CORRECT, "c", "correct", "correct",
	    "what is chosen in them is wrong: say what is to stand there",
	    NULL, KEYDEF_WRITES | KEY_CORRECT },
	{ MIN_APPROVE, "A", "approve", "approve",
	    "approve and seal the minutes", NULL,
	    KEYDEF_WRITES | KEY_APPROVE },
	{ MIN_OPEN, "o", "open-minutes", NULL,
	    "open them: their versions, what went out", NULL, 0 },
	MINUTE_KEYS,
};

/* ---- Loading ------------------------------------------------------------- */

static bool
step_minutes(struct meeting *m, struct ctx *ctx, struct err *err)
{
	const struct agenda_row *row = meeting_item(m);

	return !row || minutes_add_lines(m, ctx, row->id, NULL, err);
}

static bool
show(struct meeting *m, struct ctx *ctx, int64_t meeting, struct err *err)
{
	bool ok = minutes_view_load(&m->minutes, ctx, meeting,
	    &m->screen.arena, err);

	/* Whose role does not see minutes has the step without them. */
	if (!ok && err->code == ERR_DENIED) {
		err_clear(err);
		m->minutes.row.id = 0;
		return true;
	}
	if (!ok)
		return false;
	minutes_view_head(&m->minutes, ctx, &m->body);
	minutes_view_lines(&m->minutes, &m->body);
	return true;
}

static bool
previous_load(struct meeting *m, struct ctx *ctx, struct err *err)
{
	int64_t before = 0;
	int held_on;

	m->minutes.row.id = 0;
	if (!meeting_read_previous(ctx->session->db, m->row.board,
	    m->row.held_on, &before, &held_on, err) ||
	    !step_minutes(m, ctx, err))
		return false;
	if (!before) {
		body_add(&m->body, 0, 0, STYLE_DIM, "No meeting was held "
		    "before this one.");
		return true;
	}
	return show(m, ctx, before, err);
}

static bool
edition_load(struct meeting *m, struct ctx *ctx, struct err *err)
{
	m->minutes.row.id = 0;
	return step_minutes(m, ctx, err) && show(m, ctx, m->id, err);
}

/* ---- Acting -------------------------------------------------------------- */

static unsigned picked(struct screen *s, struct ctx *ctx, size_t row);

static unsigned
typed(struct screen *s, struct ctx *ctx, const char *text)
{
	return minutes_fix_typed(&((struct meeting *)s)->minutes, ctx, text);
}

static unsigned
picked(struct screen *s, struct ctx *ctx, size_t row)
{
	return minutes_fix_picked(&((struct meeting *)s)->minutes, ctx, row,
	    &(const struct minutes_hands){ s, picked, typed });
}

static unsigned
approve(struct screen *s, struct ctx *ctx)
{
	return minutes_approve(&((struct meeting *)s)->minutes, ctx);
}

static unsigned
circulate(struct screen *s, struct ctx *ctx)
{
	return minutes_circulate(&((struct meeting *)s)->minutes, ctx,
	    false);
}

static unsigned
of_document(struct meeting *m, struct ctx *ctx, int action)
{
	struct screen *s = &m->screen;

	if (!m->minutes.row.id)
		return ctx_say(ctx, STYLE_DIM, "There are no minutes to see "
		    "here.");
	switch (action) {
	case MIN_APPROVE:
		return minutes_ask_approve(&m->minutes, ctx, s, approve);
	case MIN_CIRCULATE:
		return minutes_ask_circulate(&m->minutes, ctx, s, circulate);
	case MIN_OPEN:
		ctx_push(ctx, minutes_screen(m->minutes.row.id));
		return SCREEN_REDRAW;
	default:
		return minutes_fix_begin(&m->minutes, ctx,
		    body_chosen(&m->body),
		    &(const struct minutes_hands){ s, picked, typed });
	}
}

static unsigned
act(struct meeting *m, struct ctx *ctx, int action)
{
	const struct body_line *chosen = body_chosen(&m->body);
	const struct meeting_line *l = meeting_shown(m);

	if (action >= MIN_APPROVE && action <= MIN_OPEN)
		return of_document(m, ctx, action);
	if (action == MEETING_ENTER || action == MINUTE_EDIT) {
		if (chosen && chosen->sort == MINUTES_LINE)
			return of_document(m, ctx, MIN_CORRECT);
		action = MINUTE_EDIT;
	}
	return minutes_act(m, ctx, action, NULL, l ? l->step->sorts : NULL,
	    l ? l->step->n_sorts : 0);
}

static void
more_keys(struct meeting *m)
{
	const struct meeting_line *l = meeting_shown(m);

	minutes_more_keys(m, l ? l->step->sorts : NULL, l ? l->step->n_sorts
	    : 0);
}

void
pane_minutes_resume(struct meeting *m, struct ctx *ctx, const char *how)
{
	if (m->minutes.row.id && (m->pane == &pane_previous ||
	    m->pane == &pane_edition))
		minutes_fix_resume(&m->minutes, ctx, how,
		    &(const struct minutes_hands){ &m->screen, picked,
		    typed });
}

#define COUNT(a) (sizeof (a) / sizeof *(a))

const struct pane pane_previous = {
	.keys = previous_keys, .n_keys = COUNT(previous_keys),
	.load = previous_load, .act = act, .more_keys = more_keys,
};

const struct pane pane_edition = {
	.keys = edition_keys, .n_keys = COUNT(edition_keys),
	.load = edition_load, .act = act, .more_keys = more_keys,
};
