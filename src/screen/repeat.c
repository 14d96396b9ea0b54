/*
 * repeat: has this case come back? What speaks for it, under both clocks, and
 * the decision, which a person makes.
 */
#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "cmd/consult.h"
#include "cmd/export_cmd.h"
#include "cmd/repeat_cmd.h"
#include "screen/ask.h"
#include "screen/lines.h"
#include "screen/screens.h"
#include "store/casefile_read.h"

struct repeat_view {
	struct screen screen;
	int64_t casefile;
	struct casefile_row file;
	struct repeat_found *found;
	size_t n;
	struct lines lines;
	enum repeat_decision deciding;
	int64_t earlier;	/* the case that is being decided on */
};

enum {
	REPEAT_DECIDE_YES = 1,
	REPEAT_DECIDE_NO,
	REPEAT_DECIDE_OTHER,
	REPEAT_LOOK
};

static const struct keydef rows[] = {
	{ REPEAT_DECIDE_YES, "y", "repeat-yes", "is a repeat",
	    "decide: a repeat of the chosen case", "repeat",
	    KEYDEF_WRITES },
	{ REPEAT_DECIDE_NO, "n", "repeat-no", "is none",
	    "decide: the same people, but no repeat", NULL, KEYDEF_WRITES },
	{ REPEAT_DECIDE_OTHER, "o", "repeat-other", "other people",
	    "decide: these are other people", NULL, KEYDEF_WRITES },
	{ REPEAT_LOOK, "Enter", "open-earlier", "open",
	    "open the earlier case", NULL, 0 },
};

static const struct keymap keys = KEYMAP(rows);

static const struct table_column columns[] = {
	{ .title = "Earlier case", .min = 13, .max = 18 },
	{ .title = "By referral", .min = 14, .weight = 1, .max = 26 },
	{ .title = "By meeting", .min = 14, .weight = 1, .max = 26 },
	{ .title = "Decided", .min = 9, .max = 14 },
};

/* "yes, until 20 Mar 2031". */
static const char *
answer(struct arena *a, enum repeat_answer by, int end)
{
	static const char *const words[] = {
		[REPEAT_NO] = "no", [REPEAT_YES] = "yes",
		[REPEAT_UNKNOWN] = "not known",
	};

	if (end == DATE_NONE)
		return words[by];
	return arena_printf(a, "%s, ends %s", words[by], lines_date(a, end));
}

static const char *
decided(const struct repeat_found *f)
{
	if (!f->decision)
		return "open";
	return !strcmp(f->decision, "yes") ? "REPEAT"
	    : !strcmp(f->decision, "no") ? "no repeat" : "other people";
}

static bool
repeat_load(struct screen *s, struct ctx *ctx, struct err *err)
{
	struct repeat_view *r = (struct repeat_view *)s;
	const struct kind *k;
	size_t i;

	if (!casefile_read(ctx->session->db, r->casefile, &s->arena,
	    &r->file, err) || !repeat_proposals(ctx->session, r->casefile,
	    &s->arena, &r->found, &r->n, err))
		return false;
	if (!s->loaded && !cmd_consult_open(ctx->session, r->casefile, err))
		return false;
	k = session_board_kind(ctx->session, r->file.board, err);
	if (!k)
		return false;
	s->casefile = r->casefile;
	s->board = r->file.board;
	if (!cmd_page_marking(ctx->session, k, s->casefile, 0,
	    &s->arena, &s->marking, err))
		return false;
	lines_begin(&r->lines, &s->arena, columns,
	    sizeof columns / sizeof *columns, true);
	for (i = 0; i < r->n; i++) {
		const struct repeat_proposal *p = &r->found[i].proposal;
		struct line *l = lines_add(&r->lines,
		    r->found[i].reference);

		l->cell[1] = answer(&s->arena, p->by_referral,
		    p->referral_end);
		l->cell[2] = answer(&s->arena, p->by_meeting,
		    p->meeting_end);
		l->cell[3] = decided(&r->found[i]);
		l->cell_style[3] = r->found[i].decision ? STYLE_OK
		    : STYLE_DUE;
		l->open = casefile_screen;
		l->id = r->found[i].earlier;
		l->other = (int64_t)i;
	}
	if (!r->n)
		lines_say(&r->lines, "No earlier case looks like these "
		    "people.");
	lines_end(&r->lines);
	return true;
}

/* ---- Deciding ---------------------------------------------------------------------- */

static unsigned
decide_done(struct screen *s, struct ctx *ctx, const char *reason)
{
	struct repeat_view *r = (struct repeat_view *)s;
	struct err err = {0};

	if (!cmd_repeat_decide(ctx->session, r->casefile, r->earlier,
	    r->deciding, reason, &err)) {
		ctx_fail(ctx, &err);
		return ASK_AGAIN;
	}
	ctx_say(ctx, STYLE_OK, "Decided, with what spoke for it.");
	return SCREEN_RELOAD;
}

static unsigned
decide(struct repeat_view *r, struct ctx *ctx, enum repeat_decision d)
{
	const struct line *l = lines_at(&r->lines);

	if (!l || !l->open)
		return ctx_say(ctx, STYLE_WARN, "There is nothing to decide.");
	/* What is under the cursor may be another one by the time the reason
	 * is typed. */
	r->deciding = d;
	r->earlier = l->id;
	ask_line(ctx, "Reason, if it needs one: ", NULL,
	    arena_printf(&r->screen.arena, "repeat/%" PRId64 "/%" PRId64,
	    r->casefile, r->earlier), NULL, NULL, decide_done, &r->screen);
	return SCREEN_REDRAW;
}

static unsigned
repeat_act(struct screen *s, struct ctx *ctx, int action)
{
	struct repeat_view *r = (struct repeat_view *)s;
	unsigned moved = lines_move(&r->lines, action);

	if (moved)
		return moved;
	switch (action) {
	case REPEAT_DECIDE_YES:
		return decide(r, ctx, REPEAT_DECIDED_YES);
	case REPEAT_DECIDE_NO:
		return decide(r, ctx, REPEAT_DECIDED_NO);
	case REPEAT_DECIDE_OTHER:
		return decide(r, ctx, REPEAT_DECIDED_DIFFERENT);
	case REPEAT_LOOK:
		return lines_open(&r->lines, ctx);
	default:
		return 0;
	}
}

/* ---- Showing ----------------------------------------------------------------------- */

/* The evidence of the chosen line, sentence by sentence. */
static void
draw_evidence(struct repeat_view *r, struct view v)
{
	const struct line *l = lines_at(&r->lines);
	const struct repeat_found *f;
	size_t i;
	int y = 1;

	view_hline(v, 0, 0, v.r.w, STYLE_LINE);
	if (!l || !l->open)
		return;
	f = &r->found[l->other];
	for (i = 0; i < f->proposal.evidence.n && y < v.r.h; i++) {
		view_put(v, y, 1, STYLE_DIM, "·");
		y += view_put_wrapped(view_sub(v, 0, 3, v.r.h, v.r.w - 4), y,
		    STYLE_NORMAL, f->proposal.evidence.items[i].text);
	}
	if (f->reason && *f->reason && y < v.r.h)
		view_putf(v, y, 1, STYLE_STRONG, "Reason: %s", f->reason);
}

static void
repeat_draw(struct screen *s, const struct ctx *ctx, struct view v)
{
	struct repeat_view *r = (struct repeat_view *)s;
	int list = (int)r->n + 2;

	(void)ctx;
	if (list > v.r.h / 2)
		list = v.r.h / 2;
	draw_evidence(r, view_sub(v, list, 0, v.r.h - list, v.r.w));
	lines_draw(&r->lines, view_sub(v, 0, 0, list, v.r.w));
}

static void
repeat_title(const struct screen *s, const struct ctx *ctx,
    struct buf *left, struct buf *right)
{
	const struct repeat_view *r = (const struct repeat_view *)s;

	(void)ctx;
	buf_addf(left, "Repeat?  %s", r->file.ref);
	if (r->file.incident_on != DATE_NONE) {
		buf_adds(right, "incident ");
		date_add_shown(right, r->file.incident_on);
	}
}

static void
repeat_place(const struct screen *s, struct buf *out)
{
	buf_addf(out, "%" PRId64, ((const struct repeat_view *)s)->casefile);
}

static const struct screen_ops ops = {
	.name = "repeat",
	.keys = &keys,
	.moves = true,
	.load = repeat_load,
	.title = repeat_title,
	.draw = repeat_draw,
	.act = repeat_act,
	.place = repeat_place,
};

struct screen *
repeat_screen(int64_t casefile)
{
	struct repeat_view *r = screen_new(sizeof *r, &ops);

	r->casefile = casefile;
	return &r->screen;
}
