/*
 * surface, view, wrap, theme, ascii: what is drawn is what is seen, nothing is
 * drawn outside, no character is cut in two, nothing unsafe gets through.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ui/ascii.h"
#include "ui/view.h"
#include "ui/wrap.h"

static void
expect(const struct surface *s, const char *wanted)
{
	struct buf b = {0};

	surface_dump(s, &b, false);
	assert_string_equal(buf_text(&b), wanted);
	buf_release(&b);
}

static void
text_is_clipped_by_columns(void **state)
{
	struct surface s;

	(void)state;
	surface_init(&s, 2, 6);
	assert_int_equal(view_put(view_of(&s), 0, 4, STYLE_NORMAL, "abc"), 2);
	assert_int_equal(view_put(view_of(&s), 1, -2, STYLE_NORMAL, "abcd"),
	    4);
	assert_int_equal(view_put(view_of(&s), 2, 0, STYLE_NORMAL, "no"), 0);
	assert_int_equal(view_put(view_of(&s), -1, 0, STYLE_NORMAL, "no"), 0);
	assert_int_equal(view_put(view_of(&s), 0, 6, STYLE_NORMAL, "no"), 0);
	expect(&s, "    ab|\ncd    |\ncursor hidden\n");
	surface_release(&s);
}

static void
wide_characters_are_never_halved(void **state)
{
	struct surface s;

	(void)state;
	surface_init(&s, 4, 5);
	/* The third would need columns 4 and 5. */
	assert_int_equal(view_put(view_of(&s), 0, 0, STYLE_NORMAL, "日本語"),
	    4);
	/* Cut by the left edge: its right half is blank. */
	view_put(view_of(&s), 1, -1, STYLE_NORMAL, "日本");
	/* Half overwritten: the other half becomes blank. */
	view_put(view_of(&s), 2, 0, STYLE_NORMAL, "日本");
	view_put(view_of(&s), 2, 1, STYLE_NORMAL, "x");
	view_put(view_of(&s), 3, 0, STYLE_NORMAL, "日本");
	view_put(view_of(&s), 3, 2, STYLE_NORMAL, "y");
	expect(&s, "日本 |\n 本  |\n x本 |\n日y  |\ncursor hidden\n");
	surface_release(&s);
}

static void
marks_join_their_letter(void **state)
{
	struct surface s;

	(void)state;
	surface_init(&s, 1, 4);
	assert_int_equal(view_put(view_of(&s), 0, 0, STYLE_NORMAL,
	    "e\u0301a\u0300\u0301"), 2);
	assert_string_equal(surface_cell(&s, 0, 0)->text, "e\u0301");
	assert_string_equal(surface_cell(&s, 0, 1)->text, "a\u0300\u0301");
	assert_int_equal(surface_cell(&s, 0, 0)->width, 1);
	surface_release(&s);
}

static void
nothing_unsafe_gets_through(void **state)
{
	struct surface s;

	(void)state;
	surface_init(&s, 3, 20);
	view_put(view_of(&s), 0, 0, STYLE_NORMAL, "a\033[2Jb\nc\td");
	view_put(view_of(&s), 1, 0, STYLE_NORMAL, "x\u202Ey");
	view_put(view_of(&s), 2, 0, STYLE_NORMAL, "\xFF\xC3(");
	expect(&s, "a␛[2Jb␊c␉d          |\nx‹U+202E›y          |\n"
	    "\uFFFD\uFFFD(                 |\ncursor hidden\n");
	surface_release(&s);
}

static void
styles_are_dumped_by_meaning(void **state)
{
	struct surface s;
	struct buf b = {0};

	(void)state;
	surface_init(&s, 2, 8);
	view_put(view_of(&s), 0, 1, STYLE_OVERDUE, "{a}");
	view_put(view_of(&s), 0, 4, STYLE_OK, "ok");
	view_restyle(view_of(&s), 1, 6, 9, STYLE_DIM);
	view_cursor(view_of(&s), 0, 2);
	expect(&s, " {overdue:{{a}}}{ok:ok}  |\n      {dim:  }|\n"
	    "cursor 0,2 on a\n");
	surface_dump(&s, &b, true);
	assert_string_equal(buf_text(&b), " {a}ok  |\n        |\n"
	    "cursor 0,2 on a\n");
	buf_release(&b);
	surface_release(&s);
}

static void
a_view_keeps_to_itself(void **state)
{
	struct surface s;
	struct view v;

	(void)state;
	surface_init(&s, 4, 6);
	view_fill(view_of(&s), STYLE_DIM);
	v = view_sub(view_of(&s), 1, 2, 9, 2);
	assert_int_equal(v.r.h, 3);
	view_fill(v, STYLE_NORMAL);
	view_put(v, 0, 0, STYLE_NORMAL, "abcdef");
	view_hline(v, 1, -3, 99, STYLE_NORMAL);
	view_cursor(v, 77, 77);
	expect(&s, "{dim:      }|\n{dim:  }ab{dim:  }|\n{dim:  }──{dim:  }|\n"
	    "{dim:  }  {dim:  }|\ncursor 3,3 on blank\n");
	surface_release(&s);
}

static void
an_empty_view_draws_nothing(void **state)
{
	struct surface s;
	struct view v;

	(void)state;
	surface_init(&s, 1, 1);
	v = view_sub(view_of(&s), 0, 5, 3, 3);
	assert_int_equal(v.r.w, 0);
	view_fill(v, STYLE_DIM);
	view_box(v, STYLE_DIM, "title");
	view_put_wrapped(v, 0, STYLE_DIM, "words");
	view_put_cut(v, 0, 0, 9, STYLE_DIM, "words");
	view_put_right(v, 0, 3, STYLE_DIM, "words");
	view_cursor(v, 0, 0);
	expect(&s, " |\ncursor hidden\n");
	surface_release(&s);
}

static void
what_is_too_long_ends_with_a_mark(void **state)
{
	struct surface s;

	(void)state;
	surface_init(&s, 5, 8);
	assert_int_equal(view_put_cut(view_of(&s), 0, 0, 4, STYLE_NORMAL,
	    "abcd"), 4);
	assert_int_equal(view_put_cut(view_of(&s), 1, 0, 4, STYLE_NORMAL,
	    "abcde"), 4);
	/* The wide one does not fit before the mark. */
	assert_int_equal(view_put_cut(view_of(&s), 2, 0, 4, STYLE_NORMAL,
	    "a日本語"), 4);
	view_put_right(view_of(&s), 3, 1, STYLE_NORMAL, "end");
	view_put_centre(view_of(&s), 4, STYLE_NORMAL, "mid");
	expect(&s, "abcd    |\nabc…    |\na日…    |\n    end |\n"
	    "  mid   |\ncursor hidden\n");
	surface_release(&s);
}

static void
a_box_holds_its_title(void **state)
{
	struct surface s;

	(void)state;
	surface_init(&s, 3, 12);
	view_box(view_of(&s), STYLE_NORMAL, "A long title");
	expect(&s, "┌─ {title:A lon…} ─┐|\n│          │|\n└──────────┘|\n"
	    "cursor hidden\n");
	surface_release(&s);
}

/* The rows of a text as "[row][row]", with its count checked on the way. */
static void
expect_rows(const char *text, int cols, const char *wanted)
{
	struct wrap_row row;
	struct buf b = {0};
	size_t len = strlen(text);
	int n = 1;

	wrap_row(text, len, 0, cols, &row);
	for (;;) {
		buf_addc(&b, '[');
		buf_add(&b, text + row.from, row.to - row.from);
		buf_addc(&b, ']');
		if (!wrap_next(text, len, cols, &row))
			break;
		n++;
	}
	assert_string_equal(buf_text(&b), wanted);
	assert_int_equal(wrap_count(text, len, cols), n);
	buf_release(&b);
}

static void
words_are_wrapped(void **state)
{
	(void)state;
	expect_rows("", 5, "[]");
	expect_rows("one two three", 8, "[one two ][three]");
	expect_rows("one two three", 7, "[one two][three]");
	expect_rows("one two three", 6, "[one ][two ][three]");
	expect_rows("abcdefgh", 3, "[abc][def][gh]");
	expect_rows("a\n\nb\n", 9, "[a][][b][]");
	expect_rows("a\r\nb", 9, "[a][b]");
	expect_rows("日本語", 4, "[日本][語]");
	expect_rows("日本", 1, "[日][本]");
	expect_rows("e\u0301e\u0301e\u0301", 2, "[e\u0301e\u0301][e\u0301]");
	expect_rows("a    b", 3, "[a  ][ b]");
}

static void
a_cursor_is_found_in_its_row(void **state)
{
	static const char text[] = "one two three\n";
	struct wrap_row row;

	(void)state;
	assert_int_equal(wrap_find(text, 14, 8, 0, &row), 0);
	assert_int_equal(wrap_find(text, 14, 8, 7, &row), 0);
	assert_int_equal(wrap_find(text, 14, 8, 8, &row), 1);
	assert_int_equal(row.from, 8);
	assert_int_equal(wrap_find(text, 14, 8, 13, &row), 1);
	assert_int_equal(wrap_find(text, 14, 8, 14, &row), 2);
	assert_int_equal(row.from, 14);
}

static void
wrapped_text_scrolls(void **state)
{
	struct surface s;

	(void)state;
	surface_init(&s, 2, 5);
	assert_int_equal(view_put_wrapped(view_of(&s), -1, STYLE_NORMAL,
	    "one two three four"), 4);
	expect(&s, "two  |\nthree|\ncursor hidden\n");
	surface_release(&s);
}

static void
a_surface_changes_size(void **state)
{
	struct surface s;

	(void)state;
	surface_init(&s, 0, -3);
	expect(&s, " |\ncursor hidden\n");
	surface_resize(&s, 2, 3);
	view_put(view_of(&s), 1, 2, STYLE_NORMAL, "x");
	expect(&s, "   |\n  x|\ncursor hidden\n");
	surface_clear(&s);
	expect(&s, "   |\n   |\ncursor hidden\n");
	surface_release(&s);
}

/* Each meaning has a name of its own, and in monochrome a warning does not
 * look like running text. */
static void
every_meaning_has_a_look(void **state)
{
	static const enum style loud[] = {
		STYLE_ALARM, STYLE_OVERDUE, STYLE_SAFETY, STYLE_MARKING,
		STYLE_SELECTED, STYLE_FIELD_BAD, STYLE_WARN
	};
	size_t i;

	(void)state;
	for (i = 0; i < STYLES; i++) {
		struct look mono = theme_look(THEME_MONO, (enum style)i);
		struct look eight = theme_look(THEME_8, (enum style)i);

		assert_int_equal(style_find(style_name((enum style)i)), i);
		assert_int_equal(mono.fg, -1);
		assert_int_equal(mono.bg, -1);
		assert_true(eight.fg < 8 && eight.bg < 8);
	}
	assert_int_equal(style_find("no such"), STYLES);
	for (i = 0; i < sizeof(loud) / sizeof(*loud); i++)
		assert_true(theme_look(THEME_MONO, loud[i]).attrs != 0);
	assert_int_equal(theme_depth(256, false), THEME_256);
	assert_int_equal(theme_depth(88, false), THEME_8);
	assert_int_equal(theme_depth(0, false), THEME_MONO);
	assert_int_equal(theme_depth(256, true), THEME_MONO);
}

static void
ascii_is_the_nearest(void **state)
{
	(void)state;
	assert_int_equal(ascii_for('a'), 'a');
	assert_int_equal(ascii_for(0x2500), '-');
	assert_int_equal(ascii_for(0x2502), '|');
	assert_int_equal(ascii_for(0x250C), '+');
	assert_int_equal(ascii_for(0x25B8), '>');
	assert_int_equal(ascii_for(0xE9), 'e');
	assert_int_equal(ascii_for(0x65E5), '?');
	assert_int_equal(ascii_for(0x1B), '?');
	assert_int_equal(ascii_for(0xD800), '?');
	assert_int_equal(ascii_for(0xFFFFFFFF), '?');
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_clipped_by_columns),
		cmocka_unit_test(wide_characters_are_never_halved),
		cmocka_unit_test(marks_join_their_letter),
		cmocka_unit_test(nothing_unsafe_gets_through),
		cmocka_unit_test(styles_are_dumped_by_meaning),
		cmocka_unit_test(a_view_keeps_to_itself),
		cmocka_unit_test(an_empty_view_draws_nothing),
		cmocka_unit_test(what_is_too_long_ends_with_a_mark),
		cmocka_unit_test(a_box_holds_its_title),
		cmocka_unit_test(words_are_wrapped),
		cmocka_unit_test(a_cursor_is_found_in_its_row),
		cmocka_unit_test(wrapped_text_scrolls),
		cmocka_unit_test(a_surface_changes_size),
		cmocka_unit_test(every_meaning_has_a_look),
		cmocka_unit_test(ascii_is_the_nearest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
