/*
 * readback: the actions of a case as sentences to read aloud. One that is
 * incomplete stops it; when nobody objects, it is noted that they were read
 * back, and the case may go on to its next phase.
 */
#include "cmd/item_cmd.h"
#include "screen/body.h"
#include "screen/meeting.h"

enum { READBACK_AGREED = 1, READBACK_LINE = 1 };

struct readback {
	struct screen screen;
	int64_t item;
	bool go_on;
	struct read_back *rows;
	size_t n, incomplete, closed;
	struct body body;
};

static const struct keydef rows[] = {
	{ READBACK_AGREED, "Enter y", "agreed", "nobody objects",
	    "they were read aloud, and nobody objected", "reading back",
	    KEYDEF_WRITES },
};

static const struct keymap keys = KEYMAP(rows);

static bool
readback_load(struct screen *s, struct ctx *ctx, struct err *err)
{
	struct readback *r = (struct readback *)s;
	size_t i;

	if (!item_read_back(ctx->session, r->item, &s->arena, &r->rows, &r->n,
	    err))
		return false;
	r->incomplete = r->closed = 0;
	body_begin(&r->body, &s->arena);
	for (i = 0; i < r->n; i++) {
		struct body_line *l = body_add(&r->body, READBACK_LINE,
		    r->rows[i].action, STYLE_NORMAL, r->rows[i].sentence);

		l->mark = r->rows[i].missing ? "✗" : "·";
		l->mark_style = r->rows[i].missing ? STYLE_ALARM : STYLE_DIM;
		if (r->rows[i].closed) {
			l->right = "closed item";
			l->right_style = STYLE_WARN;
			r->closed++;
		}
		if (!r->rows[i].missing)
			continue;
		l = body_addf(&r->body, 0, 0, STYLE_ALARM, "Missing: %s",
		    r->rows[i].missing);
		l->indent = 2;
		r->incomplete++;
	}
	if (!r->n)
		body_add(&r->body, 0, 0, STYLE_DIM, "Nothing was agreed.");
	body_end(&r->body);
	return true;
}

static void
readback_draw(struct screen *s, const struct ctx *ctx, struct view v)
{
	struct readback *r = (struct readback *)s;

	(void)ctx;
	view_fill(v, STYLE_NORMAL);
	view_put_cut(v, 0, 1, v.r.w - 1, STYLE_TITLE, "Read aloud");
	view_put_cut(v, 1, 1, v.r.w - 1, r->incomplete ? STYLE_ALARM
	    : STYLE_DIM, r->incomplete
	    ? "! Something is missing: Esc goes back to put it right."
	    : r->closed ? "Enter when nobody objects. What is from a "
	    "closed item is not for all."
	    : "Enter when nobody objects; Esc goes back.");
	view_hline(v, 2, 0, v.r.w, STYLE_LINE);
	body_draw(&r->body, view_sub(v, 3, 0, v.r.h - 3, v.r.w), true);
}

static unsigned
readback_act(struct screen *s, struct ctx *ctx, int action)
{
	struct readback *r = (struct readback *)s;
	struct err err = {0};

	if (body_act(&r->body, action))
		return SCREEN_REDRAW;
	if (action != READBACK_AGREED)
		return 0;
	if (r->incomplete)
		return ctx_say(ctx, STYLE_ALARM, "An action is incomplete: "
		    "give it an owner and a date first.");
	if (r->n && !cmd_item_read_back(ctx->session, r->item, &err))
		return ctx_fail(ctx, &err);
	if (r->go_on && !cmd_item_phase(ctx->session, r->item, NULL, &err)) {
		ctx_fail(ctx, &err);
		return SCREEN_POP;
	}
	ctx_say(ctx, STYLE_OK, "Read back.");
	return SCREEN_POP;
}

static bool
readback_shows(const struct screen *s, const struct change *c)
{
	return c->meeting == s->meeting || c->casefile != 0;
}

static const struct screen_ops ops = {
	.name = "read-back",
	.keys = &keys,
	.over = true,
	.moves = true,
	.load = readback_load,
	.draw = readback_draw,
	.act = readback_act,
	.shows = readback_shows,
};

struct screen *
readback_screen(int64_t meeting, int64_t item, bool go_on)
{
	struct readback *r = screen_new(sizeof *r, &ops);

	r->screen.meeting = meeting;
	r->item = item;
	r->go_on = go_on;
	return &r->screen;
}
