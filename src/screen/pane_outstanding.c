/*
 * pane_outstanding: actions still open from before this meeting, and what is
 * said of them now.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "cmd/action_cmd.h"
#include "cmd/action_view.h"
#include "cmd/milestone_cmd.h"
#include "screen/ask.h"
#include "screen/meeting.h"
#include "screen/screens.h"
#include "store/action_read.h"

enum {
	OUT_DONE = 301,
	OUT_NOT,
	OUT_STATUS,
	OUT_GOING,
	OUT_DATE,
	OUT_MILESTONE,
	OUT_ACCEPT,
	OUT_REFUSE,
	OUT_LINE = 301,
	OUT_MILESTONE_LINE
};

#define COUNT(a) (sizeof (a) / sizeof *(a))

static const struct keydef keys[] = {
	{ OUT_DONE, "d", "done", "done", "it was done: what came of it",
	    "this step", KEYDEF_WRITES | KEY_REPORT },
	{ OUT_NOT, "x", "not-done", "not done",
	    "it was not done: could not, or did not", NULL,
	    KEYDEF_WRITES | KEY_REPORT },
	{ OUT_GOING, "o", "going-on", "going on",
	    "it goes on: news of it", NULL, KEYDEF_WRITES | KEY_REPORT },
	{ OUT_DATE, "t", "new-date", "date",
	    "another date, with the reason", NULL,
	    KEYDEF_WRITES | KEY_REPORT },
	{ OUT_STATUS, "s", "status", "status", "any status", NULL,
	    KEYDEF_WRITES | KEY_REPORT },
	{ OUT_MILESTONE, "Space", "milestone-done", "step",
	    "the chosen milestone is done, or not after all", NULL,
	    KEYDEF_WRITES | KEY_REPORT },
	{ OUT_ACCEPT, "y", "accept-request", "accept",
	    "the chair accepts what is asked about the chosen action", NULL,
	    KEYDEF_WRITES | KEY_RUN },
	{ OUT_REFUSE, "N", "refuse-request", NULL,
	    "the chair does not, and why", NULL, KEYDEF_WRITES | KEY_RUN },
	MINUTE_KEYS,
};

struct outstanding {
	struct action_row *rows;
	size_t n;
	struct action_word *words;	/* by action: since the last meeting */
	size_t n_words;
};

static void
add_milestones(struct meeting *m, const struct action_row *r)
{
	size_t i;

	for (i = 0; i < r->n_milestones; i++) {
		const struct milestone_row *ms = &r->milestones[i];
		struct body_line *l = body_add(&m->body, OUT_MILESTONE_LINE,
		    ms->id, ms->done_on != DATE_NONE ? STYLE_DIM
		    : STYLE_NORMAL, ms->text);

		l->mark = ms->done_on != DATE_NONE ? "✓" : "·";
		l->mark_style = STYLE_DIM;
		l->indent = 4;
		l->right = ms->overdue ? arena_printf(&m->screen.arena,
		    "late %s", meeting_day(m, ms->due_on))
		    : meeting_day(m, ms->due_on);
		l->right_style = ms->overdue ? STYLE_OVERDUE : STYLE_DIM;
	}
}

/* What was said today; before that, how long it has waited and who has to be
 * told, with strand and colour where the kind has strands. */
static void
add_said(struct meeting *m, const struct action_row *r,
    const struct kind_action_status *s)
{
	struct action_view v;
	struct buf b = {0};
	struct body_line *l;

	action_view(m->kind, r, m->row.held_on, &m->screen.arena, &v);
	if (r->reported) {
		buf_addf(&b, "said today: %s%s%s", s ? s->label : "",
		    *r->status_reason ? ". " : "", r->status_reason);
	} else {
		if (v.strand)
			buf_addf(&b, "%s · %s %s", v.strand->label, v.letter,
			    v.why);
		if (r->carried > 1)
			buf_addf(&b, "%scarried over %d times", b.len ? " · "
			    : "", r->carried);
		if (v.step)
			buf_addf(&b, "%stell %s", b.len ? " · " : "",
			    v.step->to);
		if (v.owner_left)
			buf_addf(&b, "%sits owner has gone", b.len ? " · "
			    : "");
	}
	if (b.len) {
		l = body_addf(&m->body, 0, 0, STYLE_DIM, "%s", buf_text(&b));
		l->indent = 4;
	}
	buf_release(&b);
}

static int
by_action(const void *key, const void *row)
{
	int64_t a = *(const int64_t *)key;
	int64_t b = ((const struct action_word *)row)->action;

	return a < b ? -1 : a > b;
}

static const struct action_word *
find_word(const struct outstanding *d, int64_t action)
{
	return d->n_words == 0 ? NULL : bsearch(&action, d->words, d->n_words,
	    sizeof *d->words, by_action);
}

/* What its owner has said of it since the last meeting, and whether the chair
 * is asked to accept that. */
static void
add_word(struct meeting *m, const struct action_row *r,
    const struct action_word *w)
{
	const struct kind_action_status *st = w ? kind_status(m->kind,
	    *w->requested ? w->requested : w->now) : NULL;
	const char *said = !w ? "" : *w->reason ? w->reason : w->text;
	struct body_line *l;

	if (!w || (r->reported && !*w->requested))
		return;
	l = body_addf(&m->body, 0, 0, *w->requested ? STYLE_WARN : STYLE_DIM,
	    "%s%s, %s: %s%s%s", *w->requested ? "asked by " : "", *w->by
	    ? w->by : "said", meeting_day(m, w->on), st ? st->label : "",
	    st && *said ? ". " : "", said);
	l->indent = 4;
	if (*w->requested && m->run)
		l->right = "y accept";
}

static void
add_action(struct meeting *m, const struct action_row *r)
{
	const struct kind_action_status *s = kind_status(m->kind, r->status);
	struct body_line *l;

	l = body_addf(&m->body, OUT_LINE, r->id, r->reported ? STYLE_DIM
	    : STYLE_NORMAL, "%s  %s%s%s: %s", r->ref, r->agency_short,
	    *r->member_name ? " · " : "", r->member_name, r->text);
	l->mark = s && s->mark ? s->mark : " ";
	l->mark_style = s && s->failure ? STYLE_ALARM : STYLE_STRONG;
	l->right = r->overdue ? arena_printf(&m->screen.arena,
	    "%s, %d days late", meeting_day(m, r->due_on), r->days_late)
	    : meeting_day(m, r->due_on);
	l->right_style = r->overdue ? STYLE_OVERDUE : STYLE_DIM;
	add_said(m, r, s);
	add_word(m, r, find_word(m->data, r->id));
	add_milestones(m, r);
}

static bool
load(struct meeting *m, struct ctx *ctx, struct err *err)
{
	struct outstanding *d = arena_alloc(&m->screen.arena, sizeof *d);
	const struct agenda_row *row = meeting_item(m);
	size_t i;

	if (!action_read_list(ctx->session->db, ACTIONS_OUTSTANDING, m->id,
	    m->row.held_on, &m->screen.arena, &d->rows, &d->n, err) ||
	    !action_read_words(ctx->session->db, m->id, &m->screen.arena,
	    &d->words, &d->n_words, err))
		return false;
	m->data = d;
	if (!d->n)
		body_add(&m->body, 0, 0, STYLE_OK,
		    "No action is outstanding.");
	/* By date: those past theirs come first. */
	for (i = 0; i < d->n; i++)
		add_action(m, &d->rows[i]);
	return !row || minutes_add_lines(m, ctx, row->id, NULL, err);
}

static const struct action_row *
find_action(const struct outstanding *d, int64_t id)
{
	size_t i;

	for (i = 0; i < d->n; i++) {
		if (d->rows[i].id == id)
			return &d->rows[i];
	}
	return NULL;
}

static const struct milestone_row *
find_milestone(const struct outstanding *d, int64_t id)
{
	size_t i, k;

	for (i = 0; i < d->n; i++) {
		for (k = 0; k < d->rows[i].n_milestones; k++) {
			if (d->rows[i].milestones[k].id == id)
				return &d->rows[i].milestones[k];
		}
	}
	return NULL;
}

static unsigned
tick_milestone(struct meeting *m, struct ctx *ctx, int64_t id)
{
	const struct milestone_row *ms = find_milestone(m->data, id);
	struct err err = {0};

	if (!ms)
		return SCREEN_USED;
	return meeting_done(ctx, ms->done_on == DATE_NONE
	    ? cmd_milestone_done(ctx->session, id, DATE_NONE, NULL,
	    &ms->done_on, &err) : cmd_milestone_undone(ctx->session, id,
	    &ms->done_on, &err), &err);
}

static unsigned
report_done(struct meeting *m, struct ctx *ctx, const struct action_row *r)
{
	const struct kind_action_status *s = action_done_status(m->kind, r,
	    ctx->session->member);

	return s ? report_begin(m, ctx, r->id, r->status, s)
	    : report_choose(m, ctx, r->id, r->status);
}

/* Of the open statuses, the one that says more than "agreed". */
static unsigned
report_going_on(struct meeting *m, struct ctx *ctx,
    const struct action_row *r)
{
	const struct kind_action_status *s = NULL, *st;
	size_t i;

	for (i = 0; i < m->kind->actions.n_statuses; i++) {
		st = &m->kind->actions.statuses[i];
		if (st->meaning == MEANING_OPEN && (!s || !st->initial) &&
		    action_may_follow(st, r->status))
			s = st;
	}
	return s ? report_begin(m, ctx, r->id, r->status, s)
	    : report_choose(m, ctx, r->id, r->status);
}

/* ---- What the chair is asked to accept ----------------------------------- */

static unsigned
refused(struct screen *s, struct ctx *ctx, const char *text)
{
	struct meeting *m = (struct meeting *)s;
	struct err err = {0};

	if (!cmd_action_answer(ctx->session, m->report.action, false, text,
	    m->id, &err))
		return ask_refused(ctx, &err);
	return SCREEN_RELOAD;
}

void
outstanding_ask_refusal(struct meeting *m, struct ctx *ctx, int64_t action)
{
	m->report.action = action;
	ask_line(ctx, "Not accepted, because: ", NULL, meeting_draft(m,
	    "refuse/%" PRId64, action), NULL, NULL, refused, &m->screen);
	ask_resumes(ctx, arena_printf(&m->screen.arena, "refuse/%" PRId64,
	    action));
}

static unsigned
answer(struct meeting *m, struct ctx *ctx, const struct action_row *r,
    bool yes)
{
	const struct action_word *w = find_word(m->data, r->id);
	struct err err = {0};

	if (!w || !*w->requested)
		return ctx_say(ctx, STYLE_DIM, "Nothing is asked about that "
		    "action.");
	if (yes)
		return meeting_done(ctx, cmd_action_answer(ctx->session,
		    r->id, true, NULL, m->id, &err), &err);
	outstanding_ask_refusal(m, ctx, r->id);
	return SCREEN_REDRAW;
}

static unsigned
act(struct meeting *m, struct ctx *ctx, int action)
{
	const struct body_line *l = body_chosen(&m->body);
	const struct meeting_line *line = meeting_shown(m);
	const struct action_row *r;

	if (action == MEETING_ENTER && l && l->sort == OUT_LINE) {
		ctx_push(ctx, action_screen(l->id));
		return SCREEN_REDRAW;
	}
	if (action == OUT_MILESTONE || (action == MEETING_ENTER && l &&
	    l->sort == OUT_MILESTONE_LINE))
		return l && l->sort == OUT_MILESTONE_LINE
		    ? tick_milestone(m, ctx, l->id)
		    : ctx_say(ctx, STYLE_DIM, "Choose a milestone first.");
	if (action < OUT_DONE || action > OUT_REFUSE)
		return minutes_act(m, ctx, action == MEETING_ENTER
		    ? MINUTE_EDIT : action, NULL, line->step->sorts,
		    line->step->n_sorts);
	r = l && l->sort == OUT_LINE ? find_action(m->data, l->id) : NULL;
	if (!r)
		return ctx_say(ctx, STYLE_DIM, "Choose an action first.");
	switch (action) {
	case OUT_DONE:
		return report_done(m, ctx, r);
	case OUT_NOT:
		return report_not_done(m, ctx, r->id, r->status);
	case OUT_DATE:
		report_date(m, ctx, r->id, r->due_on);
		return SCREEN_REDRAW;
	case OUT_ACCEPT:
	case OUT_REFUSE:
		return answer(m, ctx, r, action == OUT_ACCEPT);
	case OUT_GOING:
		return report_going_on(m, ctx, r);
	default:
		return report_choose(m, ctx, r->id, r->status);
	}
}

void
outstanding_resume_date(struct meeting *m, struct ctx *ctx, int64_t action)
{
	const struct action_row *r = find_action(m->data, action);

	if (r)
		report_date(m, ctx, r->id, r->due_on);
}

static void
more_keys(struct meeting *m)
{
	const struct meeting_line *l = meeting_shown(m);

	minutes_more_keys(m, l->step->sorts, l->step->n_sorts);
}

const struct pane pane_outstanding = {
	.keys = keys, .n_keys = COUNT(keys),
	.load = load, .act = act, .more_keys = more_keys,
};
