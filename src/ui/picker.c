#include "ui/picker.h"

#include "base/alloc.h"
#include "base/utf8.h"

/* Take over which rows' labels, or notes, fit; the position of the chosen one
 * among them. */
static int
take_fits(struct picker *p, size_t chosen, bool notes)
{
	int pos = 0;
	size_t i;

	p->nfits = 0;
	for (i = 0; i < p->n; i++) {
		const char *text = notes ? p->rows[i].note : p->rows[i].label;

		if (!p->fitted && (!text ||
		    !choices_fits(editor_text(&p->filter), text)))
			continue;
		if (i == chosen)
			pos = (int)p->nfits;
		p->fits[p->nfits++] = i;
	}
	return pos;
}

/* The chosen row stays chosen while it fits. Where no label fits, a note may:
 * people type the short name that stands there. */
static void
narrow(struct picker *p)
{
	size_t chosen = picker_chosen(p);
	int pos = take_fits(p, chosen, false);

	if (!p->nfits)
		pos = take_fits(p, chosen, true);
	list_set_count(&p->list, (int)p->nfits);
	list_go(&p->list, pos);
}

void
picker_init(struct picker *p, const char *title, const struct choice *rows,
    size_t n, bool many)
{
	*p = (struct picker){
		.title = title, .rows = rows, .n = n, .many = many,
	};
	p->fits = xcalloc(n, sizeof(*p->fits));
	p->marked = xcalloc(n, sizeof(*p->marked));
	editor_init(&p->filter, true, 200);
	narrow(p);
}

void
picker_set_rows(struct picker *p, const struct choice *rows, size_t n)
{
	p->rows = rows;
	p->n = n;
	p->fitted = true;
	p->nfits = 0;
	p->fits = xrealloc_array(p->fits, n, sizeof(*p->fits));
	free(p->marked);
	p->marked = xcalloc(n, sizeof(*p->marked));
	narrow(p);
}

void
picker_release(struct picker *p)
{
	editor_release(&p->filter);
	free(p->fits);
	free(p->marked);
	*p = (struct picker){0};
}

size_t
picker_chosen(const struct picker *p)
{
	return p->nfits > 0 ? p->fits[p->list.pos] : p->n;
}

void
picker_go(struct picker *p, size_t row)
{
	size_t i;

	for (i = 0; i < p->nfits; i++)
		if (p->fits[i] == row)
			list_go(&p->list, (int)i);
}

static enum picker_answer
act(struct picker *p, int action)
{
	list_act(&p->list, action);
	return PICKER_MOVED;
}

static enum picker_answer
cancel(struct picker *p)
{
	if (p->filter.text.len == 0)
		return PICKER_CANCELLED;
	editor_set(&p->filter, "");
	narrow(p);
	return PICKER_MOVED;
}

static enum picker_answer
mark(struct picker *p)
{
	size_t row = picker_chosen(p);

	if (row < p->n)
		p->marked[row] = !p->marked[row];
	return PICKER_MOVED;
}

static enum picker_answer
edit(struct picker *p, const struct input *in)
{
	switch (editor_input(&p->filter, in)) {
	case EDITOR_IGNORED:
		return PICKER_IGNORED;
	case EDITOR_CHANGED:
		narrow(p);
		return PICKER_MOVED;
	default:
		return PICKER_MOVED;
	}
}

enum picker_answer
picker_input(struct picker *p, const struct input *in)
{
	if (in->kind != INPUT_KEY)
		return edit(p, in);
	switch (in->key) {
	case K_ESC:
		return cancel(p);
	case K_ENTER:
		return p->many || p->nfits > 0 ? PICKER_DONE : PICKER_MOVED;
	case K_SPACE:
		return p->many ? mark(p) : edit(p, in);
	case K_UP:
	case K_BACKTAB:
	case K_CTRL | 'p':
		return act(p, LIST_UP);
	case K_DOWN:
	case K_TAB:
	case K_CTRL | 'n':
		return act(p, LIST_DOWN);
	case K_PGUP:
		return act(p, LIST_PGUP);
	case K_PGDN:
		return act(p, LIST_PGDN);
	case K_HOME:
		return act(p, LIST_HOME);
	case K_END:
		return act(p, LIST_END);
	default:
		return edit(p, in);
	}
}

static void
draw_row(const struct picker *p, struct view v, int y, size_t row, bool chosen)
{
	const struct choice *c = &p->rows[row];
	int x = 2;

	if (chosen)
		view_put(v, y, 0, STYLE_GUTTER, "▸");
	if (p->many) {
		view_put(v, y, x, STYLE_KEY, p->marked[row] ? "[x]" : "[ ]");
		x += 4;
	}
	x += view_put_cut(v, y, x, v.r.w - x,
	    chosen ? STYLE_SELECTED : c->style, c->label);
	if (c->note && x + 2 < v.r.w)
		view_put_cut(v, y, x + 2, v.r.w - x - 2, STYLE_DIM, c->note);
	if (chosen)
		view_cursor(v, y, 0);
}

void
picker_draw(struct picker *p, struct view v)
{
	struct view in = v;
	int used, i;

	view_fill(v, STYLE_NORMAL);
	if (v.r.h >= 4 && v.r.w >= 10) {
		view_box(v, STYLE_LINE, p->title);
		in = view_in(v, rect_shrink(view_rect(v), 1, 1));
	}
	used = view_put(in, 0, 0, STYLE_KEY, "/ ");
	editor_draw(&p->filter, view_sub(in, 0, used, 1, in.r.w - used),
	    STYLE_FIELD, p->nfits == 0);
	in = view_sub(in, 1, 0, in.r.h - 1, in.r.w);
	list_set_height(&p->list, in.r.h);
	if (p->nfits == 0)
		view_put_cut(in, 0, 2, in.r.w - 2, STYLE_DIM, "nothing fits");
	for (i = 0; i < in.r.h && p->list.top + i < p->list.count; i++)
		draw_row(p, in, i, p->fits[p->list.top + i],
		    p->list.top + i == p->list.pos);
}
