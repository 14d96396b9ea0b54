/*
 * list_fuzz: whatever is done to a list, the chosen row is in it and to be
 * seen, and no room is wasted; and the parts that a rectangle is split into
 * are in order, disjoint and inside. Each three bytes are one act.
 */
#include <stdint.h>
#include <stdlib.h>

#include "ui/layout.h"
#include "ui/list.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(bool holds)
{
	if (!holds)
		abort();
}

static void
check_list(const struct list *l)
{
	check(l->height >= 1 && l->count >= 0 && l->top >= 0);
	if (l->count == 0) {
		check(l->pos == 0 && l->top == 0);
		return;
	}
	check(l->pos >= 0 && l->pos < l->count);
	check(l->pos >= l->top && l->pos < l->top + l->height);
	check(l->top == 0 || l->top + l->height <= l->count);
}

static void
act(struct list *l, int what, int n)
{
	switch (what % 6) {
	case 0:
		list_set_count(l, n);
		break;
	case 1:
		list_set_height(l, n % 64);
		break;
	case 2:
		list_go(l, n);
		break;
	case 3:
		list_move(l, n);
		break;
	case 4:
		list_page(l, n % 4);
		break;
	default:
		list_act(l, LIST_UP + (n & 15));
		break;
	}
}

/* Three bytes a part: minimum, weight, greatest. */
static void
check_split(const uint8_t *data, size_t size)
{
	struct rect whole, out[16];
	struct part parts[16] = {{0}};
	enum layout_way way = data[0] & 1 ? LAYOUT_ROWS : LAYOUT_COLS;
	int at, end, from, length;
	size_t n = 0, i;

	whole = (struct rect){
		.y = data[0] / 2, .x = data[1], .h = data[2], .w = data[3],
	};
	for (i = 4; i + 2 < size && n < 16; i += 3, n++)
		parts[n] = (struct part){
			.min = (int8_t)data[i],
			.weight = data[i + 1] % 4,
			.max = data[i + 2],
		};
	layout_split(whole, way, parts, n, out);
	at = way == LAYOUT_ROWS ? whole.y : whole.x;
	end = at + (way == LAYOUT_ROWS ? whole.h : whole.w);
	for (i = 0; i < n; i++) {
		struct rect in = rect_clip(out[i], whole);

		from = way == LAYOUT_ROWS ? out[i].y : out[i].x;
		length = way == LAYOUT_ROWS ? out[i].h : out[i].w;
		check(from == at && length >= 0);
		check(in.h == out[i].h && in.w == out[i].w);
		at += length;
	}
	check(at <= end);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct list l = {0};
	size_t i;

	list_set_height(&l, 0);
	for (i = 0; i + 2 < size; i += 3) {
		act(&l, data[i], (int16_t)(data[i + 1] << 8 | data[i + 2]));
		check_list(&l);
	}
	if (size >= 4)
		check_split(data, size);
	return 0;
}
