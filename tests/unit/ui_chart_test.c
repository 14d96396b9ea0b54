/* The chart: what a person sees of figures, at ordinary and absurd sizes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/date.h"
#include "base/utf8.h"
#include "ui/ascii.h"
#include "ui/chart.h"

static void
expect(struct chart *c, int rows, int cols, bool plain, const char *wanted)
{
	struct surface s;
	struct buf b = {0};

	surface_init(&s, rows, cols);
	chart_draw(c, view_of(&s), true);
	surface_dump(&s, &b, plain);
	assert_string_equal(buf_text(&b), wanted);
	buf_release(&b);
	surface_release(&s);
}

static const int64_t counts[][3] = { { 80, 1, 0 }, { 40, 2, 3 }, { 1, 0, 0 },
	{ 0, 0, 0 }, { -3, 0, 0 } };
static const struct chart_bar bars[] = {
	{ .label = "North", .letter = "", .shown = "80", .value = counts[0] },
	{ .label = "South", .letter = "", .shown = "40", .value = counts[1] },
	{ .label = "East", .letter = "", .shown = "1", .value = counts[2] },
	{ .label = "None", .letter = "", .shown = "0", .value = counts[3] },
	{ .label = "Odd", .letter = "", .shown = "0", .value = counts[4] },
};
static const struct chart_part parts[] = {
	{ "Red", "R", STYLE_RED }, { "Amber", "A", STYLE_AMBER },
	{ "Other", "", STYLE_NORMAL },
};

static void
bars_are_to_scale(void **state)
{
	struct chart c = { .kind = CHART_BARS, .bar = bars, .n = 5 };

	(void)state;
	assert_int_equal(chart_rows(&c, 20), 5);
	expect(&c, 5, 20, true, "North ███████████ 80|\nSouth █████ 40      |\n"
	    "East  █ 1           |\nNone  0             |\n"
	    "Odd   0             |\ncursor hidden\n");
}

static void
small_numbers_are_not_blown_up(void **state)
{
	struct chart c = { .kind = CHART_BARS, .bar = bars + 2, .n = 1 };

	(void)state;
	expect(&c, 1, 40, true, "East ████ 1                             |\n"
	    "cursor hidden\n");
}

static void
parts_are_told_by_letters(void **state)
{
	struct chart c = { .kind = CHART_STACK, .bar = bars + 1, .n = 2,
		.part = parts, .n_parts = 3 };

	(void)state;
	/* Every part has a mark, and so has the key. */
	assert_int_equal(chart_rows(&c, 30), 3);
	expect(&c, 3, 30, false, "{label:South} {red:RRRRRRRRRRRRRRRR}"
	    "{amber:A}{chart-1:c} 40   |\n"
	    "{label:East}  {red:R} 1                     |\n"
	    "{red:R} {label:Red}  {amber:A} {label:Amber}  {chart-1:c} "
	    "{label:Other}       |\ncursor hidden\n");
}

static void
a_key_goes_on_over_rows(void **state)
{
	struct chart c = { .kind = CHART_STACK, .bar = bars + 2, .n = 1,
		.part = parts, .n_parts = 3 };

	(void)state;
	assert_int_equal(chart_rows(&c, 20), 3);
	expect(&c, 3, 20, true, "East RRRR 1         |\n"
	    "R Red  A Amber      |\nc Other             |\ncursor hidden\n");
}

static void
a_share_is_of_the_whole(void **state)
{
	static const int64_t two[] = { 2, 1 };
	static const struct chart_bar shares[] = {
		{ .label = "With", .letter = "", .shown = "2",
		    .value = &two[0], .style = STYLE_GREEN },
		{ .label = "Without", .letter = "", .shown = "1",
		    .value = &two[1], .style = STYLE_RED },
	};
	struct chart c = { .kind = CHART_SHARE, .bar = shares, .n = 2 };

	(void)state;
	assert_int_equal(chart_rows(&c, 30), 2);
	expect(&c, 2, 30, true, "████████████████████▒▒▒▒▒▒▒▒▒▒|\n"
	    "█ With 2  ▒ Without 1         |\ncursor hidden\n");
}

static void
days_lie_along_a_line(void **state)
{
	int day = date_make(2031, 9, 10);
	const struct chart_bar days[] = {
		{ .label = "A2 court", .letter = "R", .shown = "22 Aug 2031",
		    .day = date_make(2031, 8, 22), .style = STYLE_RED },
		{ .label = "A4 committee", .letter = "", .shown =
		    "12 Sep 2031", .day = date_make(2031, 9, 12) },
		{ .label = "A3", .letter = "G", .shown = "28 Nov 2031",
		    .day = date_make(2031, 11, 28), .style = STYLE_GREEN },
	};
	struct chart c = { .kind = CHART_TIMELINE, .bar = days, .n = 3,
		.today = day };

	(void)state;
	assert_int_equal(chart_rows(&c, 60), 4);
	expect(&c, 4, 60, true,
	    "             22 Aug 2031             28 Nov 2031            |\n"
	    "A2 court     R─────│──────────────────────────── 22 Aug 2031|\n"
	    "A4 committee ──────│●─────────────────────────── 12 Sep 2031|\n"
	    "A3           ──────│───────────────────────────G 28 Nov 2031|\n"
	    "cursor hidden\n");
	expect(&c, 4, 20, true, "       22 Aug 2031  |\nA2 co… R─│──────────|\n"
	    "A4 co… ──●──────────|\nA3     ──│─────────G|\ncursor hidden\n");
}

/* ---- The plan --------------------------------------------------------- */

static const struct chart_part strands[] = {
	{ "Pull", "U", STYLE_NORMAL }, { "Prop", "O", STYLE_NORMAL },
	{ "Patch", "A", STYLE_NORMAL }, { "Plan", "L", STYLE_NORMAL },
};
static const struct chart_bar cards[] = {
	{ .label = "A2", .letter = "R", .style = STYLE_RED, .column = 0,
	    .text = "Close part of Gull yard", .note = "Caulk · 29 Aug" },
	{ .label = "A1", .letter = "G", .style = STYLE_GREEN, .column = 0,
	    .text = "Visit", .note = "" },
	{ .label = "A4", .letter = "A", .style = STYLE_AMBER, .column = 2,
	    .text = "Train", .note = "Tiller" },
};

static void
a_plan_has_its_strands_side_by_side(void **state)
{
	struct chart c = { .kind = CHART_PLAN, .part = strands, .n_parts = 4,
		.bar = cards, .n = 3 };

	(void)state;
	expect(&c, 10, 79, true,
	    " Pull U              Prop O              Patch A             "
	    "Plan L            |\n"
	    "─────────────────── ─────────────────── ─────────────────── "
	    "───────────────────|\n"
	    "▸A2              R   none                A4              A   "
	    "none              |\n"
	    " Close part of                           Train               "
	    "                  |\n"
	    " Gull yard                               Tiller              "
	    "                  |\n"
	    " Caulk · 29 Aug                                              "
	    "                  |\n"
	    "                                                             "
	    "                  |\n"
	    " A1              G                                           "
	    "                  |\n"
	    " Visit                                                       "
	    "                  |\n"
	    "                                                             "
	    "                  |\n"
	    "cursor 2,0 on ▸\n");
	assert_true(chart_down(&c, 1));
	assert_int_equal(c.at, 1);
	assert_false(chart_down(&c, 1));
	/* Empty columns are passed over; one comes as far down as there is. */
	assert_true(chart_across(&c, 1));
	assert_int_equal(c.at, 2);
	assert_false(chart_across(&c, 1));
	assert_true(chart_across(&c, -1));
	assert_int_equal(c.at, 0);
}

static void
what_has_no_room_lies_under_it(void **state)
{
	struct chart c = { .kind = CHART_PLAN, .part = strands, .n_parts = 4,
		.bar = cards, .n = 3, .at = 2 };

	(void)state;
	/* One column at 20: the card one is on is brought into view. */
	expect(&c, 5, 20, true, " Patch A            |\n"
	    "────────────────────|\n▸A4               A |\n"
	    " Train              |\n Tiller             |\n"
	    "cursor 2,0 on ▸\n");
	c.at = 0;
	expect(&c, 3, 20, true, " Pull U             |\n"
	    "────────────────────|\n▸A2               R |\n"
	    "cursor 2,0 on ▸\n");
}

/* ---- All of them ------------------------------------------------------ */

static void
any_size_will_do(void **state)
{
	struct surface s;

	(void)state;
	for (int kind = CHART_BARS; kind <= CHART_PLAN; kind++)
		for (int rows = 0; rows < 12; rows++)
			for (int cols = 0; cols < 50; cols++) {
				bool plan = kind == CHART_PLAN;
				struct chart c = {
					.kind = (enum chart_kind)kind,
					.bar = plan ? cards : bars,
					.n = plan ? 3 : 5,
					.part = plan ? strands : parts,
					.n_parts = plan ? 4 : 3,
				};

				surface_init(&s, rows, cols);
				assert_true(chart_rows(&c, cols) > 0);
				chart_draw(&c, view_of(&s), true);
				c.n = 0;
				chart_draw(&c, view_of(&s), true);
				surface_release(&s);
			}
}

/* What is drawn can be told apart where there is nothing but ASCII. */
static void
marks_have_an_ascii_form(void **state)
{
	static const char marks[] = "█▒·▓●│─";
	char seen[128] = {0};
	size_t at = 0, used;
	uint32_t cp;

	(void)state;
	for (; (used = utf8_decode(marks + at, strlen(marks) - at, &cp));
	    at += used) {
		char c = ascii_for(cp);

		assert_true(c > ' ' && c < 127 && c != '?');
		/* The fourth fill of a share stands far from the first. */
		if (cp != 0x2593)
			assert_int_equal(seen[(int)c]++, 0);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bars_are_to_scale),
		cmocka_unit_test(small_numbers_are_not_blown_up),
		cmocka_unit_test(parts_are_told_by_letters),
		cmocka_unit_test(a_key_goes_on_over_rows),
		cmocka_unit_test(a_share_is_of_the_whole),
		cmocka_unit_test(days_lie_along_a_line),
		cmocka_unit_test(a_plan_has_its_strands_side_by_side),
		cmocka_unit_test(what_has_no_room_lies_under_it),
		cmocka_unit_test(any_size_will_do),
		cmocka_unit_test(marks_have_an_ascii_form),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
