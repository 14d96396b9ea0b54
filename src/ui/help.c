#include "ui/help.h"

#include "base/alloc.h"
#include "ui/choices.h"

enum {
	MAPS = sizeof(((struct keymaps *)NULL)->map) /
	    sizeof(((struct keymaps *)NULL)->map[0])
};

/* Everything about a row that one might look for. */
static bool
fits(const struct help *h, const struct keymap *map, size_t i,
    const char *group)
{
	const struct keydef *row = &map->rows[i];
	struct buf b = {0};
	bool answer;

	if (row->flags & (KEYDEF_QUIET | h->maps.flags_off))
		return false;
	buf_addf(&b, "%s %s %s %s", keymap_keys(map, i), row->help,
	    row->name ? row->name : "", group ? group : "");
	answer = choices_fits(editor_text(&h->filter), buf_text(&b));
	buf_release(&b);
	return answer;
}

static void
narrow(struct help *h)
{
	size_t m, i;

	h->nfits = 0;
	for (m = 0; m < MAPS; m++) {
		const struct keymap *map = h->maps.map[m];
		const char *group = NULL;

		for (i = 0; map && i < map->n; i++) {
			if (map->rows[i].group)
				group = map->rows[i].group;
			if (!fits(h, map, i, group))
				continue;
			h->of[h->nfits] = map;
			h->fits[h->nfits++] = &map->rows[i];
		}
	}
	list_set_count(&h->list, (int)h->nfits);
	list_go(&h->list, 0);
}

void
help_init(struct help *h, const struct keymaps *maps)
{
	size_t n = 0, m;

	*h = (struct help){0};
	keymaps_copy(&h->maps, maps);
	for (m = 0; m < MAPS; m++)
		n += maps->map[m] ? maps->map[m]->n : 0;
	h->fits = xcalloc(n, sizeof(*h->fits));
	h->of = xcalloc(n, sizeof(*h->of));
	editor_init(&h->filter, true, 200);
	narrow(h);
}

void
help_release(struct help *h)
{
	editor_release(&h->filter);
	free(h->fits);
	free(h->of);
	keymaps_release(&h->maps);
	*h = (struct help){0};
}

static int
cancel(struct help *h)
{
	if (h->filter.text.len == 0)
		return HELP_CLOSED;
	editor_set(&h->filter, "");
	narrow(h);
	return 0;
}

int
help_input(struct help *h, const struct input *in)
{
	static const struct { int key, action; } moves[] = {
		{ K_UP, LIST_UP }, { K_CTRL | 'p', LIST_UP },
		{ K_DOWN, LIST_DOWN }, { K_CTRL | 'n', LIST_DOWN },
		{ K_TAB, LIST_DOWN }, { K_BACKTAB, LIST_UP },
		{ K_PGUP, LIST_PGUP }, { K_PGDN, LIST_PGDN },
		{ K_HOME, LIST_HOME }, { K_END, LIST_END },
	};
	size_t i;

	if (in->kind == INPUT_KEY && in->key == K_ESC)
		return cancel(h);
	if (in->kind == INPUT_KEY && in->key == K_ENTER)
		return h->nfits > 0 ? h->fits[h->list.pos]->action : 0;
	for (i = 0; i < sizeof(moves) / sizeof(*moves); i++)
		if (in->kind == INPUT_KEY && in->key == moves[i].key) {
			list_act(&h->list, moves[i].action);
			return 0;
		}
	if (editor_input(&h->filter, in) == EDITOR_CHANGED)
		narrow(h);
	return 0;
}

/* The heading that stands over a row of a map. */
static const char *
group_of(const struct keymap *map, const struct keydef *row)
{
	size_t i = (size_t)(row - map->rows);

	while (i > 0 && !map->rows[i].group)
		i--;
	return map->rows[i].group ? map->rows[i].group : "";
}

static void
draw_row(const struct help *h, struct view v, int y, size_t n)
{
	const struct keymap *map = h->of[n];
	const struct keydef *row = h->fits[n];
	const char *group = group_of(map, row);
	struct buf keys = {0};
	bool chosen = (int)n == h->list.pos;
	int x = v.r.w >= 60 ? 32 : v.r.w / 3, used;

	/* A group is named where it begins on the screen. */
	if (v.r.w >= 60 && ((int)n == h->list.top || h->of[n - 1] != map ||
	    group_of(map, h->fits[n - 1]) != group))
		view_put_cut(v, y, 2, 13, STYLE_HEADING, group);
	keymap_add_all(&keys, map, (size_t)(row - map->rows));
	view_put_cut(v, y, v.r.w >= 60 ? 16 : 2, v.r.w >= 60 ? 15 : x - 3,
	    STYLE_KEY, buf_text(&keys));
	buf_release(&keys);
	used = view_put_cut(v, y, x, v.r.w - x,
	    chosen ? STYLE_SELECTED : STYLE_HELP, row->help);
	if (row->name && x + used + 3 < v.r.w) {
		view_put(v, y, x + used + 2, STYLE_DIM, ":");
		view_put_cut(v, y, x + used + 3, v.r.w - x - used - 3,
		    STYLE_DIM, row->name);
	}
	if (chosen) {
		view_put(v, y, 0, STYLE_GUTTER, "▸");
		view_cursor(v, y, 0);
	}
}

void
help_draw(struct help *h, struct view v)
{
	struct view rows = view_sub(v, 1, 0, v.r.h - 1, v.r.w);
	int used, y;

	view_fill(v, STYLE_NORMAL);
	used = view_put(v, 0, 0, STYLE_TITLE, "Keys ");
	used += view_put(v, 0, used, STYLE_KEY, "/ ");
	editor_draw(&h->filter, view_sub(v, 0, used, 1, v.r.w - used),
	    STYLE_FIELD, h->nfits == 0);
	if (h->filter.text.len == 0)
		view_put_cut(v, 0, used + 1, v.r.w - used - 1, STYLE_GHOST,
		    "type to narrow, Enter does it, Esc closes");
	list_set_height(&h->list, rows.r.h);
	if (h->nfits == 0)
		view_put_cut(rows, 0, 2, rows.r.w - 2, STYLE_DIM,
		    "no key or command fits");
	for (y = 0; y < rows.r.h && h->list.top + y < h->list.count; y++)
		draw_row(h, rows, y, (size_t)(h->list.top + y));
}
