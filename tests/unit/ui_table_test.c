/*
 * table, bar, dialog and help: what a person sees, row by row, at
 * ordinary and at absurd sizes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ui/bar.h"
#include "ui/dialog.h"
#include "ui/help.h"
#include "ui/table.h"

static void
expect(const struct surface *s, bool plain, const char *wanted)
{
	struct buf b = {0};

	surface_dump(s, &b, plain);
	assert_string_equal(buf_text(&b), wanted);
	buf_release(&b);
}

/* Three columns; the row's number is asked for and counted. */
struct asked {
	int first, last, times;
};

static void
fill(void *arg, int n, struct table_row *out)
{
	static const char *const names[] = { "Ash", "Beech", "Cedar", "Dogwood",
	    "日本語" };
	struct asked *asked = arg;

	if (asked->times++ == 0)
		asked->first = n;
	asked->last = n;
	out->cell[0] = names[n % 5];
	out->cell[1] = "a text of some length";
	out->cell[2] = n % 2 ? "late" : "12";
	if (n % 2)
		out->cell_style[2] = STYLE_OVERDUE;
	out->marked = n == 1;
	out->heading = n == 3;
}

static const struct table_column columns[] = {
	{ .title = "Name", .min = 6 },
	{ .title = "What", .min = 8, .weight = 1, .drop = 1 },
	{ .title = "No", .min = 4, .align = ALIGN_RIGHT },
};

static void
only_visible_rows_are_asked_for(void **state)
{
	struct asked asked = {0};
	struct table t = { .columns = columns, .ncolumns = 3, .row = fill,
	    .arg = &asked };
	struct surface s;

	(void)state;
	surface_init(&s, 5, 30);
	list_set_count(&t.list, 100000);
	list_go(&t.list, 2);
	table_draw(&t, view_of(&s), true);
	assert_int_equal(asked.first, 0);
	assert_int_equal(asked.last, 3);
	assert_int_equal(asked.times, 4);
	expect(&s, false,
	    "  {heading:Name}    {heading:What}              {heading:No}|\n"
	    "  Ash     a text of som…    12|\n"
	    " {key:*}Beech   a text of som…  {overdue:late}|\n"
	    "{gutter:▸} Cedar   a text of som…    12|\n"
	    "  {heading:Dogwood}                     |\ncursor 3,0 on ▸\n");
	surface_release(&s);
}

static void
a_narrow_table_drops_columns(void **state)
{
	struct asked asked = {0};
	struct table t = { .columns = columns, .ncolumns = 3, .row = fill,
	    .arg = &asked, .highlight = true };
	struct surface s;

	(void)state;
	surface_init(&s, 3, 14);
	list_set_count(&t.list, 5);
	list_go(&t.list, 2);
	table_draw(&t, view_of(&s), true);
	expect(&s, false, "  {heading:Name}      {heading:No}|\n"
	    " {key:*}Beech   {overdue:late}|\n"
	    "{gutter:▸} {selected:Cedar}     12|\n"
	    "cursor 2,0 on ▸\n");
	surface_resize(&s, 1, 1);
	table_draw(&t, view_of(&s), true);
	expect(&s, true, "▸|\ncursor 0,0 on ▸\n");
	surface_release(&s);
}

static void
an_empty_table_says_so(void **state)
{
	struct table t = { .columns = columns, .ncolumns = 3, .row = fill,
	    .empty = "Nothing is overdue." };
	struct surface s;

	(void)state;
	surface_init(&s, 2, 24);
	table_draw(&t, view_of(&s), true);
	expect(&s, false, "  {heading:Name}    {heading:What}        "
	    "{heading:No}|\n  {dim:Nothing is overdue.}   |\n"
	    "cursor 1,0 on blank\n");
	surface_release(&s);
}

static void
the_marking_is_never_cut(void **state)
{
	struct surface s;

	(void)state;
	surface_init(&s, 3, 30);
	bar_draw_top(view_of(&s), "Marsh", "SECRET", "7 here");
	bar_draw_top(view_sub(view_of(&s), 1, 0, 1, 30),
	    "A very long name of a board", "SECRET",
	    "and a long right side, too");
	bar_draw_top(view_sub(view_of(&s), 2, 0, 1, 8), "left", "SECRET",
	    "right");
	expect(&s, true, " Marsh      SECRET     7 here |\n"
	    " A very l…  SECRET  and a lo… |\n"
	    " SECRET                       |\ncursor hidden\n");
	surface_release(&s);
}

enum { OPEN = 1, TOP, WRITE };

static const struct keydef rows[] = {
	{ .action = OPEN, .keys = "Enter o", .name = "open", .bar = "open",
	  .help = "open it", .group = "Things" },
	{ .action = TOP, .keys = "gt", .bar = "top", .help = "to the top" },
	{ .action = WRITE, .keys = "w", .name = "write", .bar = "write",
	  .help = "write it", .flags = KEYDEF_WRITES },
	{ .action = 4, .keys = "q", .bar = "a very long word", .help = "quit",
	  .flags = KEYDEF_QUIET },
};

static const struct keymap map = KEYMAP(rows);

static void
the_key_bar_comes_from_the_table(void **state)
{
	struct keymaps maps = { .map = { &map, &list_keymap } };
	struct keyseq seq = { .keys = { 'g' }, .n = 1 };
	struct surface s;

	(void)state;
	surface_init(&s, 3, 34);
	bar_draw_keys(view_of(&s), &maps, NULL);
	maps.flags_off = KEYDEF_WRITES;
	bar_draw_keys(view_sub(view_of(&s), 1, 0, 1, 34), &maps, NULL);
	bar_draw_keys(view_sub(view_of(&s), 2, 0, 1, 34), &maps, &seq);
	expect(&s, true, " Enter open  gt top  w write      |\n"
	    " Enter open  gt top               |\n"
	    " g…  t top  g to the first        |\ncursor hidden\n");
	surface_release(&s);
}

static void
small_screens_say_so(void **state)
{
	struct surface s;

	(void)state;
	surface_init(&s, 2, 16);
	assert_false(bar_draw_too_small(view_of(&s), 2, 16));
	assert_true(bar_draw_too_small(view_of(&s), 24, 80));
	expect(&s, true, "80×24 wanted    |\nmake it larger  |\n"
	    "cursor 0,0 on 8\n");
	bar_draw_message(view_sub(view_of(&s), 0, 0, 1, 16), STYLE_ALARM,
	    "That can't be done.");
	expect(&s, false, " {alarm:That can't be …}|\nmake it larger  |\n"
	    "cursor 0,0 on blank\n");
	surface_release(&s);
}

/* What to do next is the end of a message, and is not cut where there is room. */
static void
a_long_message_takes_rows(void **state)
{
	static const char said[] = "That can't be done now. Close it first.";
	struct surface s;

	(void)state;
	assert_int_equal(bar_message_rows("Done.", 24, 20), 1);
	assert_int_equal(bar_message_rows(said, 24, 20), 3);
	assert_int_equal(bar_message_rows(said, 10, 20), 2);
	assert_int_equal(bar_message_rows(said, 3, 20), 1);
	surface_init(&s, 3, 20);
	bar_draw_message(view_of(&s), STYLE_NORMAL, said);
	expect(&s, false, " That can't be done |\n now. Close it      |\n"
	    " first.             |\ncursor hidden\n");
	surface_release(&s);
}

static const struct dialog_answer answers[] = {
	{ 'y', "yes, close it", 7 }, { 'n', "no", 8 },
};

static int
press(struct dialog *d, int key)
{
	struct input in = { .kind = INPUT_KEY, .key = key };

	return dialog_input(d, &in);
}

static void
a_question_is_answered(void **state)
{
	struct dialog d;

	(void)state;
	dialog_init(&d, "Close", "Really?", answers, 2, 1);
	assert_int_equal(press(&d, K_ENTER), 8);
	assert_int_equal(press(&d, K_UP), DIALOG_OPEN);
	assert_int_equal(press(&d, K_UP), DIALOG_OPEN);
	assert_int_equal(press(&d, K_ENTER), 7);
	assert_int_equal(press(&d, 'Y'), 7);
	assert_int_equal(press(&d, 'n'), 8);
	assert_int_equal(press(&d, 'x'), DIALOG_OPEN);
	assert_int_equal(press(&d, 'q'), DIALOG_OPEN);
	assert_int_equal(press(&d, K_ESC), DIALOG_CANCELLED);
	dialog_release(&d);
	dialog_init(&d, NULL, "Read this.", NULL, 0, 0);
	assert_int_equal(press(&d, 'j'), DIALOG_OPEN);
	assert_int_equal(press(&d, 'q'), DIALOG_CANCELLED);
	assert_int_equal(press(&d, K_ENTER), DIALOG_CANCELLED);
	dialog_release(&d);
}

static void
a_question_is_drawn(void **state)
{
	struct surface s;
	struct dialog d;

	(void)state;
	surface_init(&s, 8, 26);
	dialog_init(&d, "Close", "Really?", answers, 2, 1);
	dialog_draw(&d, view_of(&s));
	expect(&s, false, "                          |\n"
	    " {line:┌─ }{title:Close}{line: ─────────────┐}  |\n"
	    " {line:│} Really?             {line:│}  |\n"
	    " {line:│}                     {line:│}  |\n"
	    " {line:│}   {key:y}  yes, close it  {line:│}  |\n"
	    " {line:│} {gutter:▸} {key:n}  {selected:no}"
	    "             {line:│}  |\n"
	    " {line:└─────────────────────┘}  |\n"
	    "                          |\ncursor 5,3 on ▸\n");
	dialog_release(&d);
	surface_release(&s);
}

static void
a_long_text_scrolls(void **state)
{
	struct surface s;
	struct dialog d;

	(void)state;
	surface_init(&s, 3, 9);
	dialog_init(&d, NULL, "one\ntwo\nthree\nfour\nfive", NULL, 0, 0);
	dialog_draw(&d, view_of(&s));
	press(&d, K_PGDN);
	dialog_draw(&d, view_of(&s));
	expect(&s, true, " three▴  |\n four    |\n five    |\n"
	    "cursor 0,1 on t\n");
	press(&d, 'k');
	press(&d, 'k');
	press(&d, 'k');
	dialog_draw(&d, view_of(&s));
	expect(&s, true, " one     |\n two     |\n three▾  |\n"
	    "cursor 0,1 on o\n");
	/* No room for a column more: the text gives one, and is whole. */
	surface_resize(&s, 3, 5);
	dialog_draw(&d, view_of(&s));
	expect(&s, true, "one  |\ntwo  |\nthre▾|\ncursor 0,0 on o\n");
	press(&d, K_END);
	dialog_draw(&d, view_of(&s));
	expect(&s, true, "e   ▴|\nfour |\nfive |\ncursor 0,0 on e\n");
	dialog_release(&d);
	surface_release(&s);
}

static int
ask_help(struct help *h, int key)
{
	struct input in = { .kind = INPUT_KEY, .key = key };

	return help_input(h, &in);
}

static void
help_narrows_and_acts(void **state)
{
	struct keymaps maps = { .map = { &map, &list_keymap } };
	struct surface s;
	struct help h;

	(void)state;
	help_init(&h, &maps);
	/* The quiet row is left out. */
	assert_int_equal(h.nfits, 3 + list_keymap.n);
	surface_init(&s, 3, 60);
	assert_int_equal(ask_help(&h, 'i'), 0);
	assert_int_equal(ask_help(&h, 't'), 0);
	assert_int_equal(h.nfits, 2);
	assert_int_equal(ask_help(&h, K_DOWN), 0);
	help_draw(&h, view_of(&s));
	expect(&s, true,
	    "Keys / it                                                   |\n"
	    "  Things        Enter o         open it  :open              |\n"
	    "▸               w               write it  :write            |\n"
	    "cursor 2,0 on ▸\n");
	assert_int_equal(ask_help(&h, K_ENTER), WRITE);
	assert_int_equal(ask_help(&h, K_ESC), 0);
	assert_int_equal(h.nfits, 3 + list_keymap.n);
	assert_int_equal(ask_help(&h, K_ESC), HELP_CLOSED);
	surface_resize(&s, 1, 1);
	help_draw(&h, view_of(&s));
	help_release(&h);
	maps.flags_off = KEYDEF_WRITES;
	help_init(&h, &maps);
	assert_int_equal(h.nfits, 2 + list_keymap.n);
	help_release(&h);
	surface_release(&s);
}

/* The screen beneath may make its table anew while help is open. */
static void
help_outlives_its_tables(void **state)
{
	char name[] = "open", says[] = "open it", group[] = "Things";
	struct keydef row = { .action = 1, .keys = "o", .name = name,
	    .help = says, .group = group };
	struct keymap own = { .rows = &row, .n = 1 };
	struct keymaps maps = { .map = { &own } };
	struct surface s;
	struct help h;

	(void)state;
	surface_init(&s, 2, 40);
	help_init(&h, &maps);
	memset(name, 'x', sizeof(name) - 1);
	memset(says, 'x', sizeof(says) - 1);
	memset(group, 'x', sizeof(group) - 1);
	row = (struct keydef){ .action = 2, .help = says };
	own.n = 0;
	help_draw(&h, view_of(&s));
	expect(&s, true, "Keys /  type to narrow, Enter does it, …|\n"
	    "▸ o          open it  :open             |\n"
	    "cursor 1,0 on ▸\n");
	assert_int_equal(ask_help(&h, K_ENTER), 1);
	help_release(&h);
	surface_release(&s);
}

static void
the_header_tells_how_far_one_is(void **state)
{
	static const struct table_column one[] = { { .title = "Name",
	    .min = 6, .weight = 1 } };
	struct asked asked = {0};
	struct table t = { .columns = one, .ncolumns = 1, .row = fill,
	    .arg = &asked };
	struct surface s;

	(void)state;
	surface_init(&s, 3, 20);
	list_set_count(&t.list, 5);
	table_draw(&t, view_of(&s), true);
	expect(&s, true, "  Name           1/5|\n▸ Ash               |\n"
	    " *Beech             |\ncursor 1,0 on ▸\n");
	surface_release(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_visible_rows_are_asked_for),
		cmocka_unit_test(a_narrow_table_drops_columns),
		cmocka_unit_test(the_header_tells_how_far_one_is),
		cmocka_unit_test(an_empty_table_says_so),
		cmocka_unit_test(the_marking_is_never_cut),
		cmocka_unit_test(the_key_bar_comes_from_the_table),
		cmocka_unit_test(small_screens_say_so),
		cmocka_unit_test(a_long_message_takes_rows),
		cmocka_unit_test(a_question_is_answered),
		cmocka_unit_test(a_question_is_drawn),
		cmocka_unit_test(a_long_text_scrolls),
		cmocka_unit_test(help_narrows_and_acts),
		cmocka_unit_test(help_outlives_its_tables),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
