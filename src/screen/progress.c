/*
 * progress: how one action goes on, in a few keys, over whatever list it stands
 * in: steps ticked with Space, done, could not, did not, or news. What the kind
 * wants with a status is asked for, and all of it is saved at once.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "cmd/action_cmd.h"
#include "cmd/action_view.h"
#include "cmd/find.h"
#include "screen/actions.h"
#include "screen/ask.h"
#include "screen/form.h"
#include "screen/lines.h"
#include "screen/screens.h"

struct progress {
	struct screen screen;
	int64_t id;
	struct action_row row;
	const struct kind *kind;
	struct lines lines;
	int64_t *turned;	/* steps ticked, or no more */
	size_t n_turned, cap_turned;
	/* What is being said: all of it outlives a load. */
	const struct kind_action_status *status;	/* NULL: news */
	char said;		/* the key it began with */
	char *reason, *outcome, *was;
	int new_due;
	bool dated, escalated;
};

enum {
	SAY_SAVE = 1,
	SAY_TICK,
	SAY_DONE,
	SAY_COULD_NOT,
	SAY_DID_NOT,
	SAY_NEWS,
	SAY_ALL
};

static const struct keydef rows[] = {
	{ SAY_SAVE, "Enter", "save", "save", "save the ticks", "progress",
	    KEYDEF_WRITES },
	{ SAY_TICK, "Space x", "tick", "tick", "the chosen step is done, or "
	    "is not after all", NULL, KEYDEF_WRITES },
	{ SAY_DONE, "d", "done", "done", "it is done", NULL, KEYDEF_WRITES },
	{ SAY_COULD_NOT, "c", "could-not", "could not",
	    "it could not be done, and why", NULL, KEYDEF_WRITES },
	{ SAY_DID_NOT, "n", "did-not", "did not",
	    "it was not done, why, and by when now", NULL, KEYDEF_WRITES },
	{ SAY_NEWS, "t", "news", "news", "what is to be said of it so far",
	    NULL, KEYDEF_WRITES },
	{ SAY_ALL, "o", "in-full", "in full",
	    "any status, with all that belongs to it", NULL, KEYDEF_WRITES },
};

static const struct keymap keys = KEYMAP(rows);

static const struct table_column columns[] = {
	{ .title = "", .min = 3, .max = 3 },
	{ .title = "", .min = 11, .max = 11 },
	{ .title = "", .min = 10, .weight = 1 },
};

static unsigned next_question(struct progress *p, struct ctx *ctx);

/* ---- Loading ------------------------------------------------------------- */

static bool
is_turned(const struct progress *p, int64_t step)
{
	size_t i;

	for (i = 0; i < p->n_turned; i++)
		if (p->turned[i] == step)
			return true;
	return false;
}

static void
add_step(struct progress *p, const struct milestone_row *m)
{
	bool done = (m->done_on != DATE_NONE) != is_turned(p, m->id);
	struct line *l = lines_add(&p->lines, done ? "[✓]" : "[ ]");

	l->cell[1] = lines_date(&p->screen.arena, m->due_on);
	l->cell[2] = m->text;
	l->cell_style[1] = m->overdue && !done ? STYLE_OVERDUE : STYLE_NORMAL;
	l->id = m->id;
	l->other = m->done_on;
}

static bool
progress_load(struct screen *s, struct ctx *ctx, struct err *err)
{
	struct progress *p = (struct progress *)s;
	size_t i;

	if (!action_read(ctx->session->db, p->id,
	    clock_today(ctx->session->clock), &s->arena, &p->row, err))
		return false;
	s->board = p->row.board;
	s->casefile = p->row.casefile;
	p->kind = session_board_kind(ctx->session, p->row.board, err);
	if (!p->kind)
		return false;
	s->marking = p->kind->marking.text;
	lines_begin(&p->lines, &s->arena, columns,
	    sizeof columns / sizeof *columns, false);
	for (i = 0; i < p->row.n_milestones; i++)
		add_step(p, &p->row.milestones[i]);
	lines_end(&p->lines);
	/* One begins at the first that is still to do. */
	for (i = 0; !s->loaded && i < p->row.n_milestones; i++) {
		if (p->row.milestones[i].done_on == DATE_NONE) {
			list_go(&p->lines.table.list, (int)i);
			break;
		}
	}
	return true;
}

/* ---- Saving -------------------------------------------------------------- */

static void
forget(struct progress *p)
{
	free(p->reason);
	free(p->outcome);
	free(p->was);
	p->reason = p->outcome = p->was = NULL;
	p->status = NULL;
	p->new_due = DATE_NONE;
	p->dated = p->escalated = false;
}

static const struct milestone_row *
step_of(const struct progress *p, int64_t id)
{
	size_t i;

	for (i = 0; i < p->row.n_milestones; i++)
		if (p->row.milestones[i].id == id)
			return &p->row.milestones[i];
	return NULL;
}

static unsigned
saved(struct progress *p, struct ctx *ctx, const struct action_report *r)
{
	if (!r)
		ctx_say(ctx, STYLE_OK, "%zu step%s of %s marked.",
		    p->n_turned, p->n_turned == 1 ? "" : "s", p->row.ref);
	else if (r->requested)
		ctx_say(ctx, STYLE_OK, "%s: told to the %s, who has to accept "
		    "it.", p->row.ref, kind_word(p->kind, "chair", 1));
	else
		ctx_say(ctx, STYLE_OK, "%s: %s.", p->row.ref, p->status
		    ? p->status->label : "your news is noted");
	return SCREEN_POP;
}

/* The ticks, and what is said where r is not NULL, as one step. */
static unsigned
save(struct progress *p, struct ctx *ctx, struct action_report *r)
{
	struct milestone_turn *turns = arena_array(&p->screen.arena,
	    p->n_turned + 1, sizeof *turns);
	struct err err = {0};
	size_t i, n = 0;

	for (i = 0; i < p->n_turned; i++) {
		const struct milestone_row *m = step_of(p, p->turned[i]);

		if (m)
			turns[n++] = (struct milestone_turn){ m->id,
				m->done_on };
	}
	if (cmd_action_progress(ctx->session, p->id, turns, n, r, &err))
		return saved(p, ctx, r);
	if (r)
		return ask_refused(ctx, &err);
	return ctx_fail(ctx, &err) | SCREEN_RELOAD;
}

static unsigned
save_status(struct progress *p, struct ctx *ctx)
{
	struct action_report r = { .status = p->status->key, .was = p->was,
		.reason = p->reason, .outcome = p->outcome,
		.date = DATE_NONE, .new_due = p->new_due,
		.escalated = p->escalated };

	if (!action_ask_chair(ctx->session, p->row.board, p->kind, &r,
	    &p->screen.arena))
		r.chair = session_may(ctx->session, p->row.board,
		    RIGHT_RUN_MEETING);
	return save(p, ctx, &r);
}

/* ---- Asking -------------------------------------------------------------- */

static unsigned
text_given(struct progress *p, struct ctx *ctx, char **to, const char *text)
{
	if (!*text) {
		ctx_say(ctx, STYLE_WARN, "A few words are needed here.");
		return ASK_AGAIN;
	}
	free(*to);
	*to = xstrdup(text);
	return next_question(p, ctx);
}

static unsigned
reason_given(struct screen *s, struct ctx *ctx, const char *text)
{
	struct progress *p = (struct progress *)s;

	return text_given(p, ctx, &p->reason, text);
}

static unsigned
outcome_given(struct screen *s, struct ctx *ctx, const char *text)
{
	struct progress *p = (struct progress *)s;

	return text_given(p, ctx, &p->outcome, text);
}

static unsigned
news_given(struct screen *s, struct ctx *ctx, const char *text)
{
	struct action_report r = { .text = text, .date = DATE_NONE,
		.new_due = DATE_NONE };

	return save((struct progress *)s, ctx, &r);
}

static unsigned
day_given(struct screen *s, struct ctx *ctx, const char *text)
{
	struct progress *p = (struct progress *)s;
	struct err err = {0};

	if (!find_day(ctx->session, p->row.board, text, false, &p->new_due,
	    &err))
		return ask_refused(ctx, &err);
	return next_question(p, ctx);
}

static unsigned
date_or_up(struct screen *s, struct ctx *ctx, int value)
{
	struct progress *p = (struct progress *)s;

	p->dated = true;
	p->escalated = value == 2;
	if (p->escalated)
		return next_question(p, ctx);
	ask_day(ctx, "By when now: ", NULL, NULL, &(const struct ask_day){
	    .board = p->row.board }, day_given, s);
	return SCREEN_REDRAW;
}

/* Half typed when the line drops, it is begun again by its key. */
static void
ask_words(struct progress *p, struct ctx *ctx, const char *label,
    const char *what, unsigned (*done)(struct screen *s, struct ctx *ctx,
    const char *text))
{
	ask_line(ctx, label, NULL, arena_printf(&p->screen.arena,
	    "action/%" PRId64 "/%s", p->id, what), NULL, NULL, done,
	    &p->screen);
	ask_resumes(ctx, arena_printf(&p->screen.arena, "say/%c", p->said));
}

static unsigned
next_question(struct progress *p, struct ctx *ctx)
{
	static const struct dialog_answer dates[] = {
		{ 'd', "a new date", 1 },
		{ 'e', "none: it goes up", 2 },
	};
	int needs = p->status->needs;

	if ((needs & NEED_REASON) && !p->reason) {
		ask_words(p, ctx, "Why: ", "reason", reason_given);
	} else if ((needs & NEED_OUTCOME) && !p->outcome) {
		ask_words(p, ctx, "What came of it: ", "outcome",
		    outcome_given);
	} else if ((needs & NEED_NEW_DATE) && !p->dated) {
		if (needs & NEED_OR_ESCALATED)
			ask_dialog(ctx, p->status->label, "By when is it done "
			    "now?", dates, 2, 0, date_or_up, &p->screen);
		else
			return date_or_up(&p->screen, ctx, 1);
	} else {
		return save_status(p, ctx);
	}
	return SCREEN_REDRAW;
}

/* What of it is only in the form, such as what takes its place. */
static unsigned
in_full(struct progress *p, struct ctx *ctx, const char *status)
{
	ctx_replace(ctx, form_screen("report %" PRId64 "%s%s", p->id,
	    status ? " " : "", status ? status : ""));
	return SCREEN_REDRAW;
}

static const struct kind_action_status *
status_for(const struct progress *p, struct ctx *ctx, int what)
{
	return what == SAY_DONE ? action_done_status(p->kind, &p->row,
	    ctx->session->member) : kind_status_of(p->kind,
	    what == SAY_COULD_NOT ? MEANING_COULD_NOT : MEANING_DID_NOT);
}

static unsigned
say(struct progress *p, struct ctx *ctx, int what)
{
	const struct kind_action_status *st;

	forget(p);
	p->said = what == SAY_DONE ? 'd' : what == SAY_COULD_NOT ? 'c'
	    : what == SAY_DID_NOT ? 'n' : 't';
	if (what == SAY_NEWS) {
		ask_words(p, ctx, "How it goes: ", "news", news_given);
		return SCREEN_REDRAW;
	}
	st = status_for(p, ctx, what);
	if (!st || (st->needs & NEED_LINK))
		return in_full(p, ctx, st ? st->key : NULL);
	p->status = st;
	p->was = xstrdup(p->row.status);
	return next_question(p, ctx);
}

/* ---- Acting -------------------------------------------------------------- */

static unsigned
tick(struct progress *p, struct ctx *ctx)
{
	const struct line *l = lines_at(&p->lines);
	size_t i;

	if (!l)
		return ctx_say(ctx, STYLE_WARN, "It has no steps: d, c, n or "
		    "t says how it stands.");
	for (i = 0; i < p->n_turned && p->turned[i] != l->id; i++)
		continue;
	if (i < p->n_turned) {
		p->turned[i] = p->turned[--p->n_turned];
	} else {
		GROW(p->turned, p->n_turned, p->cap_turned);
		p->turned[p->n_turned++] = l->id;
	}
	return SCREEN_RELOAD;
}

static unsigned
progress_act(struct screen *s, struct ctx *ctx, int action)
{
	struct progress *p = (struct progress *)s;
	unsigned moved = lines_move(&p->lines, action);

	if (moved)
		return moved;
	switch (action) {
	case SAY_SAVE:
		return p->n_turned ? save(p, ctx, NULL) : ctx_say(ctx,
		    STYLE_WARN, "Nothing is ticked: Space ticks a step; d, c, "
		    "n or t says how it stands.");
	case SAY_TICK:
		return tick(p, ctx);
	case SAY_DONE:
	case SAY_COULD_NOT:
	case SAY_DID_NOT:
	case SAY_NEWS:
		return say(p, ctx, action);
	case SAY_ALL:
		return in_full(p, ctx, NULL);
	default:
		return 0;
	}
}

static void
progress_resume(struct screen *s, struct ctx *ctx, const char *how)
{
	static const char letters[] = "dcnt";
	const char *at = !strncmp(how, "say/", 4) && how[4] ? strchr(letters,
	    how[4]) : NULL;

	if (at && !how[5])
		say((struct progress *)s, ctx, SAY_DONE + (int)(at -
		    letters));
}

/* ---- Showing ------------------------------------------------------------- */

static int
put_key(struct view v, int y, const char *key, const char *what)
{
	view_put(v, y, 0, STYLE_KEY, key);
	view_put_cut(v, y, 3, v.r.w - 3, STYLE_NORMAL, what);
	return y + 1;
}

static void
put_keys(const struct progress *p, const struct ctx *ctx, struct view v)
{
	const struct kind_action_status *done = action_done_status(p->kind,
	    &p->row, ctx->session->member);
	const struct kind_action_status *could = kind_status_of(p->kind,
	    MEANING_COULD_NOT);
	const struct kind_action_status *did = kind_status_of(p->kind,
	    MEANING_DID_NOT);
	int y = 0;

	if (done)
		y = put_key(v, y, "d", done->label);
	if (could)
		y = put_key(v, y, "c", could->label);
	if (did)
		y = put_key(v, y, "n", did->label);
	y = put_key(v, y, "t", "news, and it stands as it was");
	put_key(v, y, "o", "anything else, in full");
}

static void
progress_draw(struct screen *s, const struct ctx *ctx, struct view v)
{
	struct progress *p = (struct progress *)s;
	int steps = (int)p->row.n_milestones, keys_rows = 5, y;
	int rows_ = 5 + keys_rows + (steps ? steps + 1 : 0);
	struct arena a = {0};
	struct view in;

	in = view_in(v, rect_centre(view_rect(v), rows_ < v.r.h ? rows_
	    : v.r.h, v.r.w < 76 ? v.r.w : 76));
	view_fill(in, STYLE_NORMAL);
	view_box(in, STYLE_LINE, p->row.ref);
	in = view_in(in, rect_shrink(view_rect(in), 1, 2));
	view_put_cut(in, 0, 0, in.r.w, STYLE_TITLE, p->row.text);
	view_put_cut(in, 1, 0, in.r.w, action_style(p->kind, &p->row,
	    clock_today(ctx->session->clock)), arena_printf(&a,
	    "due %s · %s", lines_date(&a, p->row.due_on), action_standing(&a,
	    p->kind, &p->row)));
	/* The keys are in the bottom bar as well: where there is no room for
	 * all, the steps come first. */
	y = 3;
	if (steps) {
		int most = in.r.h - y - 1 - keys_rows;

		if (most < steps)
			most = in.r.h - y < steps ? in.r.h - y : steps;
		else
			most = steps;
		lines_draw(&p->lines, view_sub(in, y, 0, most, in.r.w));
		y += most + 1;
	} else {
		view_cursor(in, y, 0);
	}
	if (y < in.r.h)
		put_keys(p, ctx, view_sub(in, y, 0, in.r.h - y, in.r.w));
	arena_release(&a);
}

static bool
progress_shows(const struct screen *s, const struct change *c)
{
	const struct progress *p = (const struct progress *)s;

	return !strcmp(c->tbl, "milestone") || !strcmp(c->tbl, "progress") ||
	    (!strcmp(c->tbl, "action") && c->row == p->id);
}

static void
progress_place(const struct screen *s, struct buf *out)
{
	buf_addf(out, "%" PRId64, ((const struct progress *)s)->id);
}

static void
progress_free(struct screen *s)
{
	struct progress *p = (struct progress *)s;

	forget(p);
	free(p->turned);
}

static const struct screen_ops ops = {
	.name = "progress",
	.keys = &keys,
	.over = true,
	.moves = true,
	.load = progress_load,
	.draw = progress_draw,
	.act = progress_act,
	.shows = progress_shows,
	.place = progress_place,
	.resume = progress_resume,
	.free = progress_free,
};

struct screen *
progress_screen(int64_t action)
{
	struct progress *p = screen_new(sizeof *p, &ops);

	p->id = action;
	p->new_due = DATE_NONE;
	return &p->screen;
}
