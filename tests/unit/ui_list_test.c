/*
 * list and layout: the chosen row is always to be seen, and the parts of a
 * rectangle are disjoint and inside it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ui/layout.h"
#include "ui/list.h"
#include "ui/shares.h"

static void
expect_at(const struct list *l, int pos, int top)
{
	assert_int_equal(l->pos, pos);
	assert_int_equal(l->top, top);
}

static void
moving_scrolls_at_the_edges(void **state)
{
	struct list l = {0};

	(void)state;
	list_set_height(&l, 3);
	list_set_count(&l, 10);
	list_move(&l, 2);
	expect_at(&l, 2, 0);
	list_move(&l, 1);
	expect_at(&l, 3, 1);
	list_move(&l, -2);
	expect_at(&l, 1, 1);
	list_move(&l, -5);
	expect_at(&l, 0, 0);
	list_move(&l, 2147483647);
	expect_at(&l, 9, 7);
	list_move(&l, -2147483647);
	expect_at(&l, 0, 0);
}

static void
pages_keep_a_row(void **state)
{
	struct list l = {0};

	(void)state;
	list_set_height(&l, 4);
	list_set_count(&l, 10);
	list_move(&l, 1);
	list_page(&l, 1);
	expect_at(&l, 4, 3);
	list_page(&l, 1);
	expect_at(&l, 7, 6);
	list_page(&l, 1);
	expect_at(&l, 9, 6);
	list_page(&l, -1);
	expect_at(&l, 6, 3);
	list_end(&l);
	expect_at(&l, 9, 6);
	list_home(&l);
	expect_at(&l, 0, 0);
	list_go(&l, 5);
	list_centre(&l);
	expect_at(&l, 5, 3);
}

static void
lengths_and_heights_change(void **state)
{
	struct list l = {0};

	(void)state;
	list_set_height(&l, 4);
	list_set_count(&l, 10);
	list_end(&l);
	list_set_count(&l, 5);
	expect_at(&l, 4, 1);
	list_set_height(&l, 9);
	expect_at(&l, 4, 0);
	list_set_height(&l, 0);
	expect_at(&l, 4, 4);
	list_set_count(&l, 0);
	expect_at(&l, 0, 0);
	list_page(&l, 1);
	list_end(&l);
	list_centre(&l);
	expect_at(&l, 0, 0);
}

static void
actions_are_done(void **state)
{
	struct list l = {0};

	(void)state;
	list_set_height(&l, 4);
	list_set_count(&l, 20);
	assert_true(list_act(&l, LIST_DOWN));
	expect_at(&l, 1, 0);
	assert_true(list_act(&l, LIST_HALF_DOWN));
	expect_at(&l, 3, 2);
	assert_true(list_act(&l, LIST_END));
	expect_at(&l, 19, 16);
	assert_false(list_act(&l, 1));
	expect_at(&l, 19, 16);
}

static void
expect_split(struct rect whole, enum layout_way way, const struct part *parts,
    size_t n, const char *wanted)
{
	struct rect out[8];
	struct buf b = {0};
	size_t i;

	layout_split(whole, way, parts, n, out);
	for (i = 0; i < n; i++) {
		rect_add(&b, out[i]);
		buf_addc(&b, ';');
	}
	assert_string_equal(buf_text(&b), wanted);
	buf_release(&b);
}

static void
a_screen_is_split(void **state)
{
	static const struct part rows[] = {
		{ .min = 1 }, { .min = 3, .weight = 1 }, { .min = 1 },
	}, cols[] = {
		{ .min = 10, .weight = 1, .max = 12 },
		{ .min = 10, .weight = 2 }, { .min = 4, .weight = 1 },
	};
	struct rect screen = { .h = 24, .w = 80 };

	(void)state;
	expect_split(screen, LAYOUT_ROWS, rows, 3,
	    "0,0 1x80;1,0 22x80;23,0 1x80;");
	expect_split(screen, LAYOUT_COLS, cols, 3,
	    "0,0 24x12;0,12 24x46;0,58 24x22;");
	/* Too small: what is fixed is served first, then in order. */
	screen.h = 3;
	expect_split(screen, LAYOUT_ROWS, rows, 3,
	    "0,0 1x80;1,0 1x80;2,0 1x80;");
	screen.h = 1;
	expect_split(screen, LAYOUT_ROWS, rows, 3,
	    "0,0 1x80;1,0 0x80;1,0 0x80;");
	screen.w = 15;
	expect_split(screen, LAYOUT_COLS, cols, 3,
	    "0,0 1x10;0,10 1x5;0,15 1x0;");
}

static void
rectangles(void **state)
{
	struct rect a = { .y = 2, .x = 2, .h = 4, .w = 4 };
	struct buf b = {0};

	(void)state;
	rect_add(&b, rect_clip(a, (struct rect){ .h = 4, .w = 3 }));
	buf_addc(&b, ';');
	rect_add(&b, rect_clip(a, (struct rect){ .h = 1, .w = 9 }));
	buf_addc(&b, ';');
	rect_add(&b, rect_centre(a, 2, 9));
	buf_addc(&b, ';');
	rect_add(&b, rect_shrink(a, 1, 1));
	buf_addc(&b, ';');
	rect_add(&b, rect_shrink(a, 3, 0));
	assert_string_equal(buf_text(&b),
	    "2,2 2x1;2,2 0x4;3,2 2x4;3,3 2x2;4,2 0x4");
	buf_release(&b);
}

static void
shares_cut_who_wants_most(void **state)
{
	const int want[] = { 2, 0, 20, 5, 9 };
	int got[5];

	(void)state;
	shares_divide(want, got, 5, 40);
	assert_memory_equal(got, want, sizeof want);
	shares_divide(want, got, 5, 22);
	assert_memory_equal(got, ((const int[]){ 2, 0, 8, 5, 7 }),
	    sizeof want);
	/* Each keeps its least, though there be no room. */
	shares_divide(want, got, 5, 4);
	assert_memory_equal(got, ((const int[]){ 2, 0, 3, 3, 3 }),
	    sizeof want);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(moving_scrolls_at_the_edges),
		cmocka_unit_test(pages_keep_a_row),
		cmocka_unit_test(lengths_and_heights_change),
		cmocka_unit_test(actions_are_done),
		cmocka_unit_test(a_screen_is_split),
		cmocka_unit_test(rectangles),
		cmocka_unit_test(shares_cut_who_wants_most),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
