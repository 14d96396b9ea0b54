/*
 * The lines of a pane: where one is in them, what is seen, and that the key
 * tables of the meeting's panes are sound.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "screen/body.h"
#include "screen/meeting.h"
#include "ui/list.h"

struct stand {
	struct arena arena;
	struct body body;
	struct surface surface;
};

static int
setup(void **state)
{
	static struct stand s;

	memset(&s, 0, sizeof s);
	surface_init(&s.surface, 6, 24);
	*state = &s;
	return 0;
}

static int
teardown(void **state)
{
	struct stand *s = *state;

	surface_release(&s->surface);
	arena_release(&s->arena);
	return 0;
}

/* Lines to choose, two to one that is only read. */
static void
fill(struct stand *s, int from, int to)
{
	int i;

	arena_reset(&s->arena);
	body_begin(&s->body, &s->arena);
	for (i = from; i <= to; i++) {
		if (i % 3 == 0)
			body_addf(&s->body, 0, 0, STYLE_DIM, "note %d", i);
		else
			body_addf(&s->body, 1, i, STYLE_NORMAL, "line %d", i);
	}
	body_end(&s->body);
}

static const char *
drawn(struct stand *s)
{
	static struct buf b;

	buf_release(&b);
	surface_clear(&s->surface);
	body_draw(&s->body, view_of(&s->surface), true);
	surface_dump(&s->surface, &b, true);
	return buf_text(&b);
}

static void
moves_over_what_is_only_read(void **state)
{
	struct stand *s = *state;

	fill(s, 1, 8);
	assert_int_equal(body_chosen(&s->body)->id, 1);
	body_act(&s->body, LIST_DOWN);
	body_act(&s->body, LIST_DOWN);
	assert_int_equal(body_chosen(&s->body)->id, 4);
	body_act(&s->body, LIST_UP);
	assert_int_equal(body_chosen(&s->body)->id, 2);
	body_act(&s->body, LIST_END);
	assert_int_equal(body_chosen(&s->body)->id, 8);
	assert_non_null(strstr(drawn(s), "▸ line 8"));
	assert_null(strstr(drawn(s), "line 1 "));
}

/* Another load: the same thing is chosen although it moved; when it is gone,
 * what stands nearest. */
static void
stays_on_what_was_chosen(void **state)
{
	struct stand *s = *state;

	fill(s, 1, 8);
	body_go(&s->body, 1, 5);
	fill(s, 4, 12);
	assert_int_equal(body_chosen(&s->body)->id, 5);
	fill(s, 7, 12);
	assert_non_null(body_chosen(&s->body));
	fill(s, 3, 3);
	assert_null(body_chosen(&s->body));
}

static void
puts_the_cursor_on_the_chosen_line(void **state)
{
	struct stand *s = *state;

	fill(s, 1, 20);
	body_go(&s->body, 1, 17);
	drawn(s);
	assert_true(s->surface.cursor);
	assert_string_equal(surface_cell(&s->surface, s->surface.cursor_y,
	    0)->text, "▸");
	assert_int_equal(s->surface.cursor_x, 2);
}

/* A long label has the text under it; no word of the text is lost. */
static void
wraps_beside_marks(void **state)
{
	struct stand *s = *state;
	struct body_line *l;

	body_begin(&s->body, &s->arena);
	l = body_add(&s->body, 1, 1, STYLE_NORMAL, "one two three four");
	l->mark = "A1";
	l->right = "28 Mar";
	l = body_add(&s->body, 1, 2, STYLE_NORMAL, "five six seven");
	l->mark = "A label that is long:";
	body_end(&s->body);
	assert_string_equal(drawn(s),
	    "▸ A1 one two      28 Mar|\n"
	    "     three four         |\n"
	    "  A label that is long: |\n"
	    "    five six seven      |\n"
	    "                        |\n"
	    "                        |\n"
	    "cursor 0,2 on A\n");
}

/* What is read beside a line stands above it while there is one column, and at
 * its left, row by row, where there are two. */
static void
puts_beside_what_is_read_with_it(void **state)
{
	struct stand *s = *state;
	struct body_line *l;

	body_begin(&s->body, &s->arena);
	l = body_add(&s->body, 1, 1, STYLE_NORMAL, "said");
	l->beside = "one two three four five";
	l = body_add(&s->body, 0, 0, STYLE_NORMAL, "note");
	l->beside = "";
	body_end(&s->body);
	assert_int_equal(body_rows(&s->body, 24), 4);
	assert_int_equal(body_rows(&s->body, 96), 2);
	assert_string_equal(drawn(s),
	    "  one two three four    |\n"
	    "  five                  |\n"
	    "▸ said                  |\n"
	    "  note                  |\n"
	    "                        |\n"
	    "                        |\n"
	    "cursor 2,2 on s\n");
}

static void
has_sound_keys(void **state)
{
	const struct pane *panes[] = { &pane_opening, &pane_statement,
		&pane_attendance, &pane_conflicts, &pane_outstanding,
		&pane_lapsed, &pane_cases, &pane_closing, &pane_step,
		&pane_between, &pane_case };
	struct err err = {0};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof panes / sizeof *panes; i++) {
		const struct keymap map = { .rows = panes[i]->keys,
			.n = panes[i]->n_keys };

		if (!keymap_check(&map, &err))
			fail_msg("pane %zu: %s", i, err_text(&err));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(moves_over_what_is_only_read,
		    setup, teardown),
		cmocka_unit_test_setup_teardown(stays_on_what_was_chosen,
		    setup, teardown),
		cmocka_unit_test_setup_teardown(
		    puts_the_cursor_on_the_chosen_line, setup, teardown),
		cmocka_unit_test_setup_teardown(wraps_beside_marks, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(
		    puts_beside_what_is_read_with_it, setup, teardown),
		cmocka_unit_test(has_sound_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
