#include "ui/list.h"

/* Bring the position inside and the window round it. */
static void
settle(struct list *l)
{
	if (l->pos >= l->count)
		l->pos = l->count - 1;
	if (l->pos < 0)
		l->pos = 0;
	if (l->top > l->count - l->height)
		l->top = l->count - l->height;
	if (l->top > l->pos)
		l->top = l->pos;
	if (l->top < l->pos - l->height + 1)
		l->top = l->pos - l->height + 1;
	if (l->top < 0)
		l->top = 0;
}

static int
height_of(const struct list *l)
{
	return l->height < 1 ? 1 : l->height;
}

void
list_set_count(struct list *l, int count)
{
	l->count = count < 0 ? 0 : count;
	l->height = height_of(l);
	settle(l);
}

void
list_set_height(struct list *l, int height)
{
	bool first = l->height <= 1 && height > 1;

	l->height = height < 1 ? 1 : height;
	/* One that was moved before it had any room would else begin with
	 * its chosen row. */
	if (first)
		list_centre(l);
	settle(l);
}

void
list_go(struct list *l, int pos)
{
	l->height = height_of(l);
	l->pos = pos;
	settle(l);
}

/* Saturating, so that a huge step stops at the end. */
void
list_move(struct list *l, int by)
{
	long to = (long)l->pos + by;

	if (to < 0)
		to = 0;
	if (to > l->count)
		to = l->count;
	list_go(l, (int)to);
}

/* Window and position by the same number of rows, so that the eye keeps its
 * place; at the ends the position alone goes on. */
static void
scroll(struct list *l, long by)
{
	long top = l->top + by, pos = l->pos + by;

	if (top > l->count - height_of(l))
		top = l->count - height_of(l);
	if (top < 0)
		top = 0;
	if (pos >= l->count)
		pos = l->count - 1;
	if (pos < 0)
		pos = 0;
	l->top = (int)top;
	list_go(l, (int)pos);
}

void
list_page(struct list *l, int pages)
{
	int step = height_of(l) > 1 ? height_of(l) - 1 : 1;

	scroll(l, (long)step * pages);
}

void
list_home(struct list *l)
{
	list_go(l, 0);
}

void
list_end(struct list *l)
{
	list_go(l, l->count - 1);
}

void
list_centre(struct list *l)
{
	l->top = l->pos - height_of(l) / 2;
	list_go(l, l->pos);
}

static const struct keydef list_rows[] = {
	{ .action = LIST_UP, .keys = "Up k Ctrl-P", .group = "Moving",
	  .help = "one up" },
	{ .action = LIST_DOWN, .keys = "Down j Ctrl-N",
	  .help = "one down" },
	{ .action = LIST_PGUP, .keys = "PgUp Ctrl-B",
	  .help = "a page back" },
	{ .action = LIST_PGDN, .keys = "PgDn Ctrl-F",
	  .help = "a page on" },
	{ .action = LIST_HALF_UP, .keys = "Ctrl-U",
	  .help = "half a page back" },
	{ .action = LIST_HALF_DOWN, .keys = "Ctrl-D",
	  .help = "half a page on" },
	{ .action = LIST_HOME, .keys = "gg Home",
	  .help = "to the first" },
	{ .action = LIST_END, .keys = "G End",
	  .help = "to the last" },
	{ .action = LIST_CENTRE, .keys = "zz",
	  .help = "chosen row to the middle" },
};

const struct keymap list_keymap = KEYMAP(list_rows);

bool
list_act(struct list *l, int action)
{
	int half = height_of(l) / 2 > 0 ? height_of(l) / 2 : 1;

	switch (action) {
	case LIST_UP:
		list_move(l, -1);
		return true;
	case LIST_DOWN:
		list_move(l, 1);
		return true;
	case LIST_PGUP:
		list_page(l, -1);
		return true;
	case LIST_PGDN:
		list_page(l, 1);
		return true;
	case LIST_HALF_UP:
		scroll(l, -half);
		return true;
	case LIST_HALF_DOWN:
		scroll(l, half);
		return true;
	case LIST_HOME:
		list_home(l);
		return true;
	case LIST_END:
		list_end(l);
		return true;
	case LIST_CENTRE:
		list_centre(l);
		return true;
	default:
		return false;
	}
}
