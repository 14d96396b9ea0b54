/*
 * key and keymap: names and keys are the same thing both ways, and one table
 * answers for dispatch, help and bar.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ui/caps.h"
#include "ui/key.h"
#include "ui/keymap.h"
#include "ui/list.h"

static void
names_and_keys(void **state)
{
	static const struct { const char *name; int key; const char *written; }
	rows[] = {
		{ "j", 'j', "j" }, { "J", 'J', "J" }, { "é", 0xE9, "é" },
		{ "-", '-', "-" }, { "Space", ' ', "Space" },
		{ "enter", K_ENTER, "Enter" }, { "Return", K_ENTER, "Enter" },
		{ "F1", K_F1, "F1" }, { "F12", K_F12, "F12" },
		{ "Ctrl-R", K_CTRL | 'r', "Ctrl-R" },
		{ "C-r", K_CTRL | 'r', "Ctrl-R" },
		{ "ctrl-_", K_CTRL | '_', "Ctrl-_" },
		{ "Alt-x", K_ALT | 'x', "Alt-x" },
		{ "M-X", K_ALT | 'X', "Alt-X" },
		{ "Ctrl-Alt-Del", K_CTRL | K_ALT | K_DELETE,
		  "Ctrl-Alt-Delete" },
		{ "Shift-Tab", K_BACKTAB, "Shift-Tab" },
		{ "Shift-Up", K_SHIFT | K_UP, "Shift-Up" },
		{ "Alt--", K_ALT | '-', "Alt--" },
		{ "PageDown", K_PGDN, "PgDn" },
		{ "", K_NONE, NULL }, { "jj", K_NONE, NULL },
		{ "Ctrl-", K_NONE, NULL }, { "Shift-a", K_NONE, NULL },
		{ "F13", K_NONE, NULL }, { "\033", K_NONE, NULL },
		{ "\xC3", K_NONE, NULL }, { "\u202E", K_NONE, NULL },
	};
	struct buf b = {0};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		assert_int_equal(key_parse(rows[i].name,
		    strlen(rows[i].name)), rows[i].key);
		if (!rows[i].written)
			continue;
		buf_clear(&b);
		key_add(&b, rows[i].key);
		assert_string_equal(buf_text(&b), rows[i].written);
	}
	buf_release(&b);
}

static void
sequences(void **state)
{
	int keys[KEYMAP_KEYS];

	(void)state;
	assert_int_equal(key_parse_seq("gg", 2, keys, 6), 2);
	assert_int_equal(keys[1], 'g');
	assert_int_equal(key_parse_seq("]c", 2, keys, 6), 2);
	assert_int_equal(keys[0], ']');
	assert_int_equal(key_parse_seq("<Ctrl-X>s", 9, keys, 6), 2);
	assert_int_equal(keys[0], K_CTRL | 'x');
	assert_int_equal(key_parse_seq("Ctrl-R", 6, keys, 6), 1);
	assert_int_equal(key_parse_seq("<", 1, keys, 6), 1);
	assert_int_equal(keys[0], '<');
	assert_int_equal(key_parse_seq("<<", 2, keys, 6), 2);
	assert_int_equal(key_parse_seq("abcdefg", 7, keys, 6), 0);
	assert_int_equal(key_parse_seq("<nokey>", 7, keys, 6), 0);
	assert_int_equal(key_parse_seq("", 0, keys, 6), 0);
}

static void
bytes_make_keys(void **state)
{
	struct key_bytes b = {0};

	(void)state;
	assert_int_equal(key_of_byte(13), K_ENTER);
	assert_int_equal(key_of_byte(18), K_CTRL | 'r');
	assert_int_equal(key_of_byte(31), K_CTRL | '_');
	assert_int_equal(key_of_byte(127), K_BACKSPACE);
	assert_int_equal(key_of_bytes(&b, 0xC3), K_NONE);
	assert_int_equal(key_of_bytes(&b, 0xA9), 0xE9);
	/* A character cut short is dropped, what cut it counts. */
	assert_int_equal(key_of_bytes(&b, 0xE2), K_NONE);
	assert_int_equal(key_of_bytes(&b, 'x'), 'x');
	assert_int_equal(key_of_bytes(&b, 0x82), K_NONE);
	assert_int_equal(key_of_bytes(&b, 0xF0), K_NONE);
	assert_int_equal(key_of_bytes(&b, 0x9F), K_NONE);
	assert_int_equal(key_of_bytes(&b, 0x98), K_NONE);
	assert_int_equal(key_of_bytes(&b, 0x80), 0x1F600);
	/* A C1 control is no key. */
	assert_int_equal(key_of_bytes(&b, 0xC2), K_NONE);
	assert_int_equal(key_of_bytes(&b, 0x9B), K_NONE);
	/* Nor is a surrogate. */
	assert_int_equal(key_of_bytes(&b, 0xED), K_NONE);
	assert_int_equal(key_of_bytes(&b, 0xA0), K_NONE);
	assert_int_equal(key_of_bytes(&b, 0x80), K_NONE);
}

enum { OPEN = 1, TOP, WRITE, NAMED };

static const struct keydef table[] = {
	{ .action = OPEN, .keys = "Enter o", .name = "open", .bar = "open",
	  .help = "open it", .group = "Things" },
	{ .action = TOP, .keys = "gt", .help = "to the top" },
	{ .action = WRITE, .keys = "w", .name = "write", .bar = "write",
	  .help = "write it", .flags = KEYDEF_WRITES },
	{ .action = NAMED, .name = "count", .help = "count them" },
};

static struct keymap things = KEYMAP(table);

static void
keys_find_their_row(void **state)
{
	struct keymaps maps = { .map = { &things, &list_keymap } };
	const struct keydef *found;
	struct keyseq seq = {0};

	(void)state;
	assert_int_equal(keymap_feed(&maps, &seq, 'o', &found), KEYMAP_MATCH);
	assert_int_equal(found->action, OPEN);
	assert_int_equal(keymap_feed(&maps, &seq, 'x', &found), KEYMAP_NONE);
	assert_null(found);
	/* "gt" here and "gg" of the list are both under way. */
	assert_int_equal(keymap_feed(&maps, &seq, 'g', &found), KEYMAP_MORE);
	assert_int_equal(keymap_feed(&maps, &seq, 'g', &found), KEYMAP_MATCH);
	assert_int_equal(found->action, LIST_HOME);
	assert_int_equal(keymap_feed(&maps, &seq, 'g', &found), KEYMAP_MORE);
	/* A key that ends no sequence counts by itself. */
	assert_int_equal(keymap_feed(&maps, &seq, 'j', &found), KEYMAP_MATCH);
	assert_int_equal(found->action, LIST_DOWN);
	assert_int_equal(seq.n, 0);
}

static void
rows_can_be_off(void **state)
{
	struct keymaps maps = { .map = { &things },
	    .flags_off = KEYDEF_WRITES };
	const struct keydef *found;
	struct keyseq seq = {0};

	(void)state;
	assert_int_equal(keymap_feed(&maps, &seq, 'w', &found), KEYMAP_NONE);
	assert_null(keymap_named(&maps, "write"));
	maps.flags_off = 0;
	assert_int_equal(keymap_named(&maps, "write")->action, WRITE);
	assert_int_equal(keymap_named(&maps, "count")->action, NAMED);
	assert_null(keymap_named(&maps, "nothing"));
}

static void
a_person_binds_keys(void **state)
{
	struct keymap own = KEYMAP(table);
	struct keymaps maps = { .map = { &own } };
	const struct keydef *found;
	struct keyseq seq = {0};
	struct err err = {0};
	struct buf b = {0};

	(void)state;
	assert_true(keymap_bind(&own, "count", "Ctrl-X", &err));
	assert_int_equal(keymap_feed(&maps, &seq, K_CTRL | 'x', &found),
	    KEYMAP_MATCH);
	assert_int_equal(found->action, NAMED);
	keymap_add_first(&b, &own, 3);
	assert_string_equal(buf_text(&b), "Ctrl-X");
	assert_false(keymap_bind(&own, "count", "w", &err));
	assert_non_null(strstr(err_text(&err), "write it"));
	assert_false(keymap_bind(&own, "count", "g", &err));
	assert_false(keymap_bind(&own, "count", "<what>", &err));
	assert_false(keymap_bind(&own, "nothing", "x", &err));
	assert_true(keymap_bind(&own, "open", "", &err));
	assert_int_equal(keymap_feed(&maps, &seq, 'o', &found), KEYMAP_NONE);
	buf_release(&b);
	err_clear(&err);
	keymap_release(&own);
}

static void
what_may_follow(void **state)
{
	struct keymaps maps = { .map = { &things, &list_keymap } };
	struct keyseq seq = { .keys = { 'g' }, .n = 1 };
	struct keymap_follow f = {0};

	(void)state;
	assert_true(keymap_follow(&maps, &seq, &f));
	assert_int_equal(f.row->action, TOP);
	assert_int_equal(f.key, 't');
	assert_true(keymap_follow(&maps, &seq, &f));
	assert_int_equal(f.row->action, LIST_HOME);
	assert_false(keymap_follow(&maps, &seq, &f));
}

static void
unsound_tables_are_found(void **state)
{
	static const struct keydef twice[] = {
		{ .action = 1, .keys = "a", .help = "x", .group = "G" },
		{ .action = 2, .keys = "b a", .help = "y" },
	}, hidden[] = {
		{ .action = 1, .keys = "g", .help = "x", .group = "G" },
		{ .action = 2, .keys = "gg", .help = "y" },
	}, mute[] = {
		{ .action = 1, .keys = "a", .group = "G" },
	}, same[] = {
		{ .action = 1, .keys = "a", .help = "x", .group = "G" },
		{ .action = 1, .keys = "b", .help = "y" },
	};
	struct keymap map = KEYMAP(twice);
	struct err err = {0};

	(void)state;
	assert_true(keymap_check(&things, &err));
	assert_true(keymap_check(&list_keymap, &err));
	assert_false(keymap_check(&map, &err));
	map = (struct keymap)KEYMAP(hidden);
	assert_false(keymap_check(&map, &err));
	map = (struct keymap)KEYMAP(mute);
	assert_false(keymap_check(&map, &err));
	map = (struct keymap)KEYMAP(same);
	assert_false(keymap_check(&map, &err));
	err_clear(&err);
}

/* What xterm, tmux and the Linux console say of attributes. */
static void
what_a_terminal_need_not_be_told_is_not_said(void **state)
{
	char xterm[] = "%?%p9%t\033(0%e\033(B%;\033[0%?%p6%t;1%;m";
	char xterm_none[] = "\033(B\033[m";
	char xterm_cursor[] = "\033[?12l\033[?25h";
	char tmux[] = "\033[0%?%p6%t;1%;m%?%p9%t\016%e\017%;";
	char tmux_none[] = "\033[m\017";
	char tmux_cursor[] = "\033[34h\033[?25h";
	char other[] = "\033[0;10%?%p1%t;7%;%?%p9%t;11%;m";
	char other_none[] = "\033[0;10m";

	(void)state;
	caps_shorten(xterm, xterm_none, xterm_cursor);
	assert_string_equal(xterm, "\033[0%?%p6%t;1%;m");
	assert_string_equal(xterm_none, "\033[m");
	assert_string_equal(xterm_cursor, "\033[?25h");
	caps_shorten(tmux, tmux_none, tmux_cursor);
	assert_string_equal(tmux, "\033[0%?%p6%t;1%;m");
	assert_string_equal(tmux_none, "\033[m");
	assert_string_equal(tmux_cursor, "\033[34h\033[?25h");
	caps_shorten(other, other_none, NULL);
	assert_string_equal(other, "\033[0;10%?%p1%t;7%;%?%p9%t;11%;m");
	assert_string_equal(other_none, "\033[0;10m");
	caps_shorten(NULL, (char *)-1, (char *)-1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_a_terminal_need_not_be_told_is_not_said),
		cmocka_unit_test(names_and_keys),
		cmocka_unit_test(sequences),
		cmocka_unit_test(bytes_make_keys),
		cmocka_unit_test(keys_find_their_row),
		cmocka_unit_test(rows_can_be_off),
		cmocka_unit_test(a_person_binds_keys),
		cmocka_unit_test(what_may_follow),
		cmocka_unit_test(unsound_tables_are_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
