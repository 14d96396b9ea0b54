/*
 * recordform_conflict: one's own text and someone else's, side by side, and
 * the choice between them.
 */
#include <string.h>

#include "base/alloc.h"
#include "screen/ask_over.h"
#include "screen/recordform_row.h"

struct conflict {
	struct screen screen;
	char *label, *mine, *theirs;
	char *place;		/* of the draft; NULL */
	unsigned (*done)(void *arg, struct ctx *ctx,
	    enum recordform_choice choice);
	void (*drop)(void *arg);
	void *arg;
};

#define KEY_MERGE KEYDEF_OWN

enum { ACT_MINE = 1, ACT_THEIRS, ACT_MERGE, ACT_LEAVE };

static const struct keydef rows[] = {
	{ ACT_MINE, "m", "keep-mine", "mine", "keep what I typed",
	    "two texts", 0 },
	{ ACT_THEIRS, "t", "keep-theirs", "theirs",
	    "keep what stands in the book", NULL, 0 },
	{ ACT_MERGE, "b", "keep-both", "both",
	    "put both into the field and mend it by hand", NULL, KEY_MERGE },
	{ ACT_LEAVE, "Esc q", "keep-typing", "later",
	    "decide later; mine stays typed", NULL, 0 },
};

static const struct keymap keys = KEYMAP(rows);

static unsigned
answer(struct conflict *c, struct ctx *ctx, enum recordform_choice choice)
{
	ctx->below = c->done(c->arg, ctx, choice);
	return SCREEN_POP;
}

static unsigned
conflict_act(struct screen *s, struct ctx *ctx, int action)
{
	struct conflict *c = (struct conflict *)s;

	switch (action) {
	case ACT_MINE:
		return answer(c, ctx, CONFLICT_MINE);
	case ACT_THEIRS:
		return answer(c, ctx, CONFLICT_THEIRS);
	case ACT_MERGE:
		return answer(c, ctx, CONFLICT_MERGE);
	case ACT_LEAVE:
		return answer(c, ctx, CONFLICT_LEFT);
	default:
		return 0;
	}
}

static void
draw_side(struct view v, const char *title, const char *key,
    const char *text)
{
	view_box(v, STYLE_LINE, title);
	view_put_wrapped(view_sub(v, 1, 1, v.r.h - 2, v.r.w - 2), 0,
	    *text ? STYLE_NORMAL : STYLE_DIM, *text ? text : "(empty)");
	view_put_right(view_sub(v, v.r.h - 1, 0, 1, v.r.w), 0, 2, STYLE_KEY,
	    key);
}

static void
conflict_draw(struct screen *s, const struct ctx *ctx, struct view v)
{
	const struct conflict *c = (const struct conflict *)s;
	int rows_wanted = v.r.h < 16 ? v.r.h : 16, half = v.r.w / 2;
	struct view box = view_sub(v, v.r.h - rows_wanted, 0, rows_wanted,
	    v.r.w);

	(void)ctx;
	view_fill(box, STYLE_NORMAL);
	view_putf(box, 0, 1, STYLE_WARN, "%s: someone else changed this "
	    "meanwhile. Which shall stand?", c->label);
	draw_side(view_sub(box, 1, 0, box.r.h - 1, half), "Yours",
	    " m keeps this ", c->mine);
	draw_side(view_sub(box, 1, half, box.r.h - 1, box.r.w - half),
	    "In the book now", " t keeps this ", c->theirs);
	view_cursor(box, 2, 1);
}

static void
conflict_free(struct screen *s)
{
	struct conflict *c = (struct conflict *)s;

	c->drop(c->arg);
	free(c->label);
	free(c->mine);
	free(c->theirs);
	free(c->place);
}

static void
conflict_place(const struct screen *s, struct buf *out)
{
	const struct conflict *c = (const struct conflict *)s;

	if (c->place)
		buf_adds(out, c->place);
}

static const struct screen_ops ops = {
	.name = "conflict",
	.keys = &keys,
	.over = true,
	.load = ask_load,
	.shows = ask_shows,
	.draw = conflict_draw,
	.act = conflict_act,
	.place = conflict_place,
	.free = conflict_free,
};

void
recordform_conflict(struct ctx *ctx, struct screen *asker,
    const char *label, const char *mine, const char *theirs, bool merge,
    unsigned (*done)(void *arg, struct ctx *ctx,
    enum recordform_choice choice), void (*drop)(void *arg), void *arg)
{
	struct conflict *c = screen_new(sizeof *c, &ops);

	c->label = xstrdup(label);
	c->mine = xstrdup(mine);
	c->theirs = xstrdup(theirs);
	c->screen.keys_off = merge ? 0 : KEY_MERGE;
	c->done = done;
	c->drop = drop;
	c->arg = arg;
	c->screen.casefile = asker ? asker->casefile : 0;
	ctx_push(ctx, &c->screen);
}

void
recordform_conflict_place(struct ctx *ctx, const char *place)
{
	((struct conflict *)ctx->push)->place = xstrdup(place);
}
