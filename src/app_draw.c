/*
 * app_draw: the frame: the screens that show, between the top bar and the
 * bottom one; or nothing, while it is blank.
 */
#include "app.h"

#include "ui/bar.h"

#define MIN_ROWS 8
#define MIN_COLS 30

struct screen *
app_asks(const struct app *a, const char **text)
{
	size_t i;

	for (i = 0; i < a->depth; i++) {
		struct screen *s = a->stack[i];

		*text = s->ops->asks ? s->ops->asks(s) : NULL;
		if (*text)
			return s;
	}
	return NULL;
}

/* A question keeps its row until it is answered: the keys stay beneath it. */
static bool
draw_asked(const struct app *a, struct view v)
{
	static const char keys[] = "  F2 accept  F3 decline ";
	const char *text;
	int x;

	if (!app_asks(a, &text))
		return false;
	x = view_put_right(v, 0, 0, STYLE_KEY, keys);
	view_put_cut(v, 0, 1, x - 1, STYLE_LIVE, text);
	return true;
}

static void
draw_bars(struct app *a, struct view v, int below)
{
	struct buf left = {0}, right = {0};
	struct keymaps maps;
	size_t i;
	const char *marking = NULL;

	for (i = a->depth; i-- > 0 && !marking;)
		marking = a->stack[i]->marking;
	for (i = a->depth; i-- > 0;) {
		if (!a->stack[i]->ops->over || i == 0)
			break;
	}
	if (a->stack[i]->ops->title)
		a->stack[i]->ops->title(a->stack[i], &a->ctx, &left, &right);
	else
		buf_adds(&left, a->stack[i]->ops->name);
	bar_draw_top(view_sub(v, 0, 0, 1, v.r.w), buf_text(&left), marking,
	    buf_text(&right));
	app_keymaps(a, &maps);
	if (a->ctx.message.len)
		bar_draw_message(view_sub(v, v.r.h - below, 0, below, v.r.w),
		    a->ctx.message_style, buf_text(&a->ctx.message));
	else
		bar_draw_keys(view_sub(v, v.r.h - 1, 0, 1, v.r.w), &maps,
		    &a->seq);
	buf_release(&left);
	buf_release(&right);
}

bool
app_draw(struct app *a)
{
	struct view v = view_of(&a->surface), inner;
	int below = 1, below_all;
	size_t i;

	if (!a->dirty)
		return false;
	a->dirty = false;
	surface_clear(&a->surface);
	if (a->blank) {
		view_put_centre(v, v.r.h / 2, STYLE_DIM, a->idled
		    ? "locked after a pause: sign in again" : a->locked
		    ? "locked after a pause: press a key"
		    : "blank: press a key");
		view_cursor(v, v.r.h / 2, 0);
		return true;
	}
	if (!a->depth || bar_draw_too_small(v, MIN_ROWS, MIN_COLS))
		return true;
	if (a->ctx.message.len)
		below = bar_message_rows(buf_text(&a->ctx.message), v.r.h,
		    v.r.w);
	below_all = below;
	if (draw_asked(a, view_sub(v, v.r.h - below - 1, 0, 1, v.r.w)))
		below_all++;
	inner = view_sub(v, 1, 0, v.r.h - 1 - below_all, v.r.w);
	for (i = a->depth - 1; i > 0 && a->stack[i]->ops->over; i--)
		continue;
	for (; i < a->depth; i++)
		a->stack[i]->ops->draw(a->stack[i], &a->ctx, inner);
	draw_bars(a, v, below);
	return true;
}
