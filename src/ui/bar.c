#include "ui/bar.h"

#include <string.h>

#include "base/utf8.h"
#include "ui/wrap.h"

#define LEAST_NAME 8	/* columns of a name that is cut before its tail */

/* What stands behind two blanks is kept, and what comes before it is cut: of
 * "Board of many words  13 Mar 2031" the day is what one looks for. */
static void
put_left(struct view v, int room, const char *left)
{
	const char *tail = NULL, *p = left;
	struct buf name = {0};
	int width;

	while ((p = strstr(p, "  ")) != NULL)
		tail = p++;
	width = tail ? utf8_width(tail, strlen(tail)) : 0;
	if (!tail || utf8_width(left, strlen(left)) <= room ||
	    width + LEAST_NAME > room) {
		view_put_cut(v, 0, 1, room, STYLE_BAR, left);
		return;
	}
	buf_add(&name, left, (size_t)(tail - left));
	view_put_cut(v, 0, 1, room - width, STYLE_BAR, buf_text(&name));
	view_put(v, 0, 1 + room - width, STYLE_BAR, tail);
	buf_release(&name);
}

void
bar_draw_top(struct view v, const char *left, const char *marking,
    const char *right)
{
	int mark = marking ? utf8_width(marking, strlen(marking)) + 2 : 0;
	int from, room, width;

	v = view_sub(v, 0, 0, 1, v.r.w);
	view_fill(v, STYLE_BAR);
	from = mark < v.r.w ? (v.r.w - mark) / 2 : 0;
	if (mark > 0) {
		view_putf(v, 0, from, STYLE_MARKING, " %s ", marking);
	} else {
		from = v.r.w / 2;
	}
	if (left)
		put_left(v, from - 2, left);
	if (!right)
		return;
	width = utf8_width(right, strlen(right));
	room = v.r.w - from - mark - 2;
	if (width < room)
		room = width;
	view_put_cut(v, 0, v.r.w - 1 - room, room, STYLE_BAR, right);
}

/* One "key word" of the bar; where the next may begin, or x when there is no
 * room for it whole. */
static int
put_hint(struct view v, int x, const char *key, const char *word)
{
	int keys = utf8_width(key, strlen(key));
	int words = utf8_width(word, strlen(word));

	if (x + keys + 1 + words > v.r.w)
		return x;
	view_put(v, 0, x, STYLE_BAR_KEY, key);
	view_put(v, 0, x + keys + 1, STYLE_BAR, word);
	return x + keys + 1 + words + 2;
}

static int
put_row_hint(struct view v, int x, const struct keymap *map, size_t i)
{
	struct buf key = {0};

	keymap_add_first(&key, map, i);
	if (key.len > 0 && map->rows[i].bar)
		x = put_hint(v, x, key.data, map->rows[i].bar);
	buf_release(&key);
	return x;
}

/* The keys pressed so far and "…": a sequence is under way. */
static int
put_pending(struct view v, const struct keyseq *seq)
{
	struct buf b = {0};
	size_t i;
	int x;

	for (i = 0; i < seq->n; i++)
		key_add(&b, seq->keys[i]);
	buf_adds(&b, "…");
	x = 1 + view_put(v, 0, 1, STYLE_BAR_KEY, buf_text(&b)) + 2;
	buf_release(&b);
	return x;
}

/* What may follow the keys of seq. */
static void
put_follow(struct view v, const struct keymaps *maps, const struct keyseq *seq)
{
	int x = put_pending(v, seq);
	struct keymap_follow f = {0};
	struct buf key = {0};

	while (keymap_follow(maps, seq, &f)) {
		buf_clear(&key);
		key_add(&key, f.key);
		x = put_hint(v, x, buf_text(&key),
		    f.row->bar ? f.row->bar : f.row->help);
	}
	buf_release(&key);
}

void
bar_draw_keys(struct view v, const struct keymaps *maps,
    const struct keyseq *seq)
{
	size_t n = sizeof(maps->map) / sizeof(*maps->map), m, i;
	int x = 1;

	v = view_sub(v, 0, 0, 1, v.r.w);
	view_fill(v, STYLE_BAR);
	if (seq && seq->n > 0) {
		put_follow(v, maps, seq);
		return;
	}
	for (m = 0; m < n; m++)
		for (i = 0; maps->map[m] && i < maps->map[m]->n; i++)
			if (!(maps->map[m]->rows[i].flags & maps->flags_off))
				x = put_row_hint(v, x, maps->map[m], i);
}

int
bar_message_rows(const char *text, int rows, int cols)
{
	int most = rows / 5, want = wrap_count(text, strlen(text), cols - 2);

	if (most > 4)
		most = 4;
	return want > most ? most > 1 ? most : 1 : want;
}

void
bar_draw_message(struct view v, enum style style, const char *text)
{
	struct wrap_row row;
	size_t len = strlen(text);
	int y = 0;

	view_fill(v, STYLE_NORMAL);
	wrap_row(text, len, 0, v.r.w - 2, &row);
	for (; y < v.r.h - 1 && row.next < len; y++) {
		view_put_len(v, y, 1, style, text + row.from,
		    row.to - row.from);
		wrap_row(text, len, row.next, v.r.w - 2, &row);
	}
	view_put_cut(v, y, 1, v.r.w - 1, style, text + row.from);
}

bool
bar_draw_too_small(struct view v, int rows, int cols)
{
	if (v.r.h >= rows && v.r.w >= cols)
		return false;
	view_fill(v, STYLE_NORMAL);
	view_putf(v, 0, 0, STYLE_WARN, "%d×%d wanted", cols, rows);
	view_put(v, 1, 0, STYLE_NORMAL, "make it larger");
	view_cursor(v, 0, 0);
	return true;
}
