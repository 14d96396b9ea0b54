/*
 * editor: what is typed is what stands there, undo takes it back step by
 * step, and the cursor is where one sees it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ui/editor.h"

static enum editor_answer
press(struct editor *e, int key)
{
	struct input in = { .kind = INPUT_KEY, .key = key };

	return editor_input(e, &in);
}

static void
type(struct editor *e, const char *text)
{
	for (; *text; text++)
		press(e, *text == '\n' ? K_ENTER : *text);
}

static enum editor_answer
paste(struct editor *e, const char *text)
{
	struct input in = { .kind = INPUT_PASTE, .text = text,
	    .len = strlen(text) };

	return editor_input(e, &in);
}

/* The text with the cursor as "|". */
static void
expect(const struct editor *e, const char *wanted)
{
	struct buf b = {0};

	buf_add(&b, editor_text(e), e->at);
	buf_addc(&b, '|');
	buf_adds(&b, editor_text(e) + e->at);
	assert_string_equal(buf_text(&b), wanted);
	buf_release(&b);
}

static void
typing_and_moving(void **state)
{
	struct editor e;

	(void)state;
	editor_init(&e, true, 0);
	type(&e, "hello world");
	assert_int_equal(press(&e, K_LEFT), EDITOR_MOVED);
	expect(&e, "hello worl|d");
	press(&e, K_CTRL | K_LEFT);
	expect(&e, "hello |world");
	press(&e, K_ALT | 'b');
	expect(&e, "|hello world");
	assert_int_equal(press(&e, K_LEFT), EDITOR_NOTHING);
	press(&e, K_CTRL | K_RIGHT);
	expect(&e, "hello| world");
	press(&e, K_DELETE);
	press(&e, K_BACKSPACE);
	expect(&e, "hell|world");
	press(&e, K_END);
	assert_int_equal(press(&e, K_ENTER), EDITOR_IGNORED);
	assert_int_equal(press(&e, K_UP), EDITOR_IGNORED);
	assert_int_equal(press(&e, K_ALT | 'q'), EDITOR_IGNORED);
	expect(&e, "hellworld|");
	editor_release(&e);
}

static void
characters_stay_whole(void **state)
{
	struct editor e;

	(void)state;
	editor_init(&e, true, 0);
	editor_set(&e, "ae\u0301日");
	press(&e, K_BACKSPACE);
	expect(&e, "ae\u0301|");
	press(&e, K_BACKSPACE);
	expect(&e, "a|");
	/* A mark typed behind a letter joins it; so does a letter typed
	 * before one. */
	press(&e, 0x301);
	expect(&e, "a\u0301|");
	press(&e, K_LEFT);
	expect(&e, "|a\u0301");
	editor_set(&e, "\u0301");
	press(&e, K_HOME);
	type(&e, "o");
	expect(&e, "o\u0301|");
	editor_release(&e);
}

static void
killing_and_putting_back(void **state)
{
	struct editor e;

	(void)state;
	editor_init(&e, false, 0);
	editor_set(&e, "one two\nthree");
	press(&e, K_CTRL | 'w');
	expect(&e, "one two\n|");
	press(&e, K_UP);
	press(&e, K_CTRL | 'k');
	expect(&e, "|\n");
	press(&e, K_CTRL | 'y');
	press(&e, K_CTRL | 'y');
	expect(&e, "one twoone two|\n");
	press(&e, K_CTRL | 'u');
	expect(&e, "|\n");
	press(&e, K_CTRL | 'k');
	expect(&e, "|");
	editor_set(&e, "a, b");
	press(&e, K_HOME);
	press(&e, K_ALT | 'd');
	press(&e, K_ALT | 'd');
	expect(&e, "|");
	editor_release(&e);
}

static void
undo_takes_steps(void **state)
{
	struct editor e;

	(void)state;
	editor_init(&e, false, 0);
	editor_set(&e, "start");
	assert_false(editor_undo(&e));
	type(&e, " of it");
	press(&e, K_BACKSPACE);
	press(&e, K_BACKSPACE);
	expect(&e, "start of |");
	press(&e, K_CTRL | '_');
	expect(&e, "start of it|");
	press(&e, K_CTRL | '_');
	expect(&e, "start of |");
	press(&e, K_CTRL | '_');
	expect(&e, "start |");
	press(&e, K_CTRL | 'r');
	press(&e, K_CTRL | 'r');
	press(&e, K_CTRL | 'r');
	expect(&e, "start of |");
	assert_int_equal(press(&e, K_CTRL | 'r'), EDITOR_NOTHING);
	press(&e, K_CTRL | '_');
	type(&e, "!");
	assert_false(editor_redo(&e));
	expect(&e, "start of it!|");
	while (editor_undo(&e))
		;
	expect(&e, "start|");
	/* A move ends a run; so what follows is a step of its own. */
	type(&e, "a");
	press(&e, K_LEFT);
	press(&e, K_RIGHT);
	type(&e, "b");
	editor_undo(&e);
	expect(&e, "starta|");
	editor_release(&e);
}

static void
pasted_text_is_cleaned(void **state)
{
	struct editor e;

	(void)state;
	editor_init(&e, false, 0);
	assert_int_equal(paste(&e, "a\tb\r\nc\033[2J\x07" "d\xFF\xC2\x85"),
	    EDITOR_CHANGED);
	expect(&e, "a b\nc[2Jd\uFFFD|");
	editor_undo(&e);
	expect(&e, "|");
	editor_release(&e);
	editor_init(&e, true, 0);
	paste(&e, "one\ntwo\u2028three");
	expect(&e, "one two three|");
	editor_release(&e);
}

static void
what_is_too_long_stays_out(void **state)
{
	struct editor e;

	(void)state;
	editor_init(&e, true, 5);
	type(&e, "abc");
	assert_int_equal(paste(&e, "xyz"), EDITOR_FULL);
	expect(&e, "abc|");
	assert_int_equal(press(&e, 0x65E5), EDITOR_FULL);
	assert_int_equal(paste(&e, "xy"), EDITOR_CHANGED);
	expect(&e, "abcxy|");
	assert_true(editor_replace(&e, 0, 3, "q"));
	expect(&e, "q|xy");
	assert_false(editor_replace(&e, 0, 1, "123456"));
	editor_set(&e, "日本語");
	expect(&e, "日|");
	editor_release(&e);
}

static void
read_only_text_stays(void **state)
{
	struct editor e;

	(void)state;
	editor_init(&e, false, 0);
	editor_set(&e, "fixed");
	e.fixed = true;
	type(&e, "x\n");
	paste(&e, "y");
	press(&e, K_BACKSPACE);
	press(&e, K_CTRL | 'u');
	press(&e, K_CTRL | '_');
	expect(&e, "fixed|");
	assert_int_equal(press(&e, K_LEFT), EDITOR_MOVED);
	editor_release(&e);
}

static void
shown(struct editor *e, int rows, int cols, const char *wanted)
{
	struct surface s;
	struct buf b = {0};

	surface_init(&s, rows, cols);
	editor_draw(e, view_of(&s), STYLE_NORMAL, true);
	surface_dump(&s, &b, true);
	assert_string_equal(buf_text(&b), wanted);
	buf_release(&b);
	surface_release(&s);
}

static void
rows_wrap_and_scroll(void **state)
{
	struct editor e;

	(void)state;
	editor_init(&e, false, 0);
	editor_set(&e, "one two three four\nfive");
	shown(&e, 2, 8, "four    |\nfive    |\ncursor 1,4 on blank\n");
	assert_int_equal(editor_height(&e, 8), 4);
	press(&e, K_UP);
	press(&e, K_UP);
	shown(&e, 2, 8, "three   |\nfour    |\ncursor 0,4 on e\n");
	/* Up keeps to the column, also over a shorter row. */
	press(&e, K_CTRL | K_HOME);
	shown(&e, 2, 8, "one two |\nthree   |\ncursor 0,0 on o\n");
	press(&e, K_END);
	press(&e, K_UP);
	press(&e, K_DOWN);
	assert_int_equal(press(&e, K_DOWN), EDITOR_MOVED);
	assert_int_equal(press(&e, K_DOWN), EDITOR_IGNORED);
	shown(&e, 2, 8, "four    |\nfive    |\ncursor 1,4 on blank\n");
	press(&e, K_PGUP);
	shown(&e, 2, 8, "four    |\nfive    |\ncursor 0,4 on blank\n");
	shown(&e, 1, 1, "r|\ncursor 0,0 on r\n");
	editor_release(&e);
}

static void
up_and_down_keep_their_column(void **state)
{
	struct editor e;

	(void)state;
	editor_init(&e, false, 0);
	editor_set(&e, "abcdef\nx\n日本語");
	assert_int_equal(press(&e, K_UP), EDITOR_MOVED);
	assert_int_equal(press(&e, K_UP), EDITOR_MOVED);
	expect(&e, "abcdef|\nx\n日本語");
	press(&e, K_LEFT);
	press(&e, K_DOWN);
	press(&e, K_DOWN);
	/* Column 5 is inside the third character. */
	expect(&e, "abcdef\nx\n日本|語");
	press(&e, K_UP);
	press(&e, K_UP);
	expect(&e, "abcde|f\nx\n日本語");
	editor_release(&e);
}

static void
up_on_the_first_row_is_not_ours(void **state)
{
	struct editor e;

	(void)state;
	editor_init(&e, false, 0);
	editor_set(&e, "a\nb");
	assert_int_equal(press(&e, K_DOWN), EDITOR_IGNORED);
	assert_int_equal(press(&e, K_UP), EDITOR_MOVED);
	assert_int_equal(press(&e, K_UP), EDITOR_IGNORED);
	editor_release(&e);
}

static void
one_line_scrolls_sideways(void **state)
{
	struct editor e;

	(void)state;
	editor_init(&e, true, 0);
	editor_set(&e, "0123456789abcdef");
	shown(&e, 1, 8, "‹bcdef  |\ncursor 0,6 on blank\n");
	press(&e, K_HOME);
	shown(&e, 1, 8, "0123456›|\ncursor 0,0 on 0\n");
	editor_set(&e, "日本語日本語");
	shown(&e, 1, 6, "‹ 語  |\ncursor 0,4 on blank\n");
	shown(&e, 1, 1, " |\ncursor 0,0 on blank\n");
	editor_release(&e);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(typing_and_moving),
		cmocka_unit_test(characters_stay_whole),
		cmocka_unit_test(killing_and_putting_back),
		cmocka_unit_test(undo_takes_steps),
		cmocka_unit_test(pasted_text_is_cleaned),
		cmocka_unit_test(what_is_too_long_stays_out),
		cmocka_unit_test(read_only_text_stays),
		cmocka_unit_test(rows_wrap_and_scroll),
		cmocka_unit_test(up_and_down_keep_their_column),
		cmocka_unit_test(up_on_the_first_row_is_not_ours),
		cmocka_unit_test(one_line_scrolls_sideways),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
