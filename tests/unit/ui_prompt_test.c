/*
 * choices, prompt and picker: what is offered fits what is typed, and taking
 * it puts it where it belongs.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ui/picker.h"
#include "ui/prompt.h"

static enum prompt_answer
press(struct prompt *p, int key)
{
	struct input in = { .kind = INPUT_KEY, .key = key };

	return prompt_input(p, &in);
}

static void
type(struct prompt *p, const char *text)
{
	for (; *text; text++)
		press(p, *text);
}

static void
complete(void *arg, const char *text, size_t at, struct choices *out)
{
	static const char *const names[] = { "Stork", "Stone", "Brick Well" };
	struct buf word = {0};
	size_t i;

	(void)arg;
	buf_add(&word, text + out->from, at - out->from);
	for (i = 0; word.len > 0 && i < 3; i++)
		if (choices_fits(buf_text(&word), names[i]))
			choices_add(out, names[i], NULL, "note", (int64_t)i);
	buf_release(&word);
}

static void
explain(void *arg, const char *text, struct choices *out)
{
	(void)arg;
	choices_add_line(out, STYLE_GHOST, *text ? text : "type something");
}

static const struct prompt_ops ops = {
	.complete = complete, .explain = explain,
};

static void
expect_drawn(const struct surface *s, const char *wanted)
{
	struct buf b = {0};

	surface_dump(s, &b, false);
	assert_string_equal(buf_text(&b), wanted);
	buf_release(&b);
}

static void
filters_fit_folded_words(void **state)
{
	(void)state;
	assert_true(choices_fits("", "anything"));
	assert_true(choices_fits("sto", "Hattie Stork"));
	assert_true(choices_fits("STO hat", "Hattie Stork"));
	assert_true(choices_fits("emi", "Émile"));
	assert_false(choices_fits("sto x", "Hattie Stork"));
}

static void
completions_are_taken(void **state)
{
	struct prompt p;

	(void)state;
	prompt_init(&p, "> ", 0, &ops, NULL);
	type(&p, "ask sto");
	assert_int_equal(p.completions.n, 2);
	assert_int_equal(press(&p, K_TAB), PROMPT_EDITED);
	assert_string_equal(prompt_text(&p), "ask Stork ");
	type(&p, "st");
	press(&p, K_DOWN);
	press(&p, K_DOWN);
	assert_int_equal(press(&p, K_ENTER), PROMPT_EDITED);
	assert_string_equal(prompt_text(&p), "ask Stork Stone ");
	assert_int_equal(press(&p, K_ENTER), PROMPT_DONE);
	prompt_set(&p, "sto now");
	press(&p, K_HOME);
	press(&p, K_RIGHT);
	press(&p, K_RIGHT);
	press(&p, K_RIGHT);
	press(&p, K_TAB);
	/* No blank is added in the middle. */
	assert_string_equal(prompt_text(&p), "Stork now");
	prompt_release(&p);
}

static void
nothing_is_taken_unasked(void **state)
{
	struct prompt p;

	(void)state;
	prompt_init(&p, ":", 8, &ops, NULL);
	type(&p, "sto");
	assert_int_equal(press(&p, K_ENTER), PROMPT_DONE);
	assert_string_equal(prompt_text(&p), "sto");
	press(&p, K_DOWN);
	press(&p, K_UP);
	assert_int_equal(press(&p, K_ENTER), PROMPT_DONE);
	/* "Brick Well " is longer than the line may be. */
	prompt_set(&p, "bri");
	assert_int_equal(press(&p, K_TAB), PROMPT_FULL);
	assert_string_equal(prompt_text(&p), "bri");
	prompt_release(&p);
}

static void
earlier_lines_come_back(void **state)
{
	static const char *const lines[] = { "first", "second" };
	struct prompt p;

	(void)state;
	prompt_init(&p, ":", 0, NULL, NULL);
	prompt_set_history(&p, lines, 2);
	press(&p, K_UP);
	assert_string_equal(prompt_text(&p), "second");
	press(&p, K_CTRL | 'p');
	assert_string_equal(prompt_text(&p), "first");
	assert_int_equal(press(&p, K_CTRL | 'p'), PROMPT_MOVED);
	press(&p, K_DOWN);
	press(&p, K_DOWN);
	assert_string_equal(prompt_text(&p), "");
	prompt_release(&p);
}

static void
ways_out(void **state)
{
	struct prompt p;

	(void)state;
	prompt_init(&p, ":", 0, NULL, NULL);
	type(&p, "a");
	assert_int_equal(press(&p, K_BACKSPACE), PROMPT_EDITED);
	assert_int_equal(press(&p, K_BACKSPACE), PROMPT_CANCELLED);
	assert_int_equal(press(&p, K_ESC), PROMPT_CANCELLED);
	assert_int_equal(press(&p, K_F1), PROMPT_IGNORED);
	prompt_release(&p);
}

static void
a_prompt_is_drawn(void **state)
{
	struct surface s;
	struct prompt p;

	(void)state;
	surface_init(&s, 4, 16);
	prompt_init(&p, "> ", 0, &ops, NULL);
	type(&p, "sto");
	press(&p, K_DOWN);
	press(&p, K_DOWN);
	assert_int_equal(prompt_height(&p, 5), 4);
	assert_int_equal(prompt_height(&p, 1), 3);
	prompt_draw(&p, view_of(&s));
	expect_drawn(&s, "{key:> }{field:sto           }|\n"
	    "  {ghost:sto}           |\n  Stork  {dim:note}   |\n"
	    "{gutter:▸} {selected:Stone}  {dim:note}   |\n"
	    "cursor 0,5 on blank\n");
	surface_resize(&s, 1, 1);
	prompt_draw(&p, view_of(&s));
	expect_drawn(&s, "{field: }|\ncursor 0,0 on blank\n");
	prompt_release(&p);
	surface_release(&s);
}

static const struct choice months[] = {
	{ .key = "1", .label = "January" },
	{ .key = "2", .label = "February", .note = "short" },
	{ .key = "3", .label = "March" },
};

static enum picker_answer
pick(struct picker *p, int key)
{
	struct input in = { .kind = INPUT_KEY, .key = key };

	return picker_input(p, &in);
}

static void
a_picker_narrows(void **state)
{
	struct picker p;

	(void)state;
	picker_init(&p, "Month", months, 3, false);
	picker_go(&p, 2);
	assert_int_equal(picker_chosen(&p), 2);
	pick(&p, 'a');
	pick(&p, 'r');
	/* All three fit, and the chosen one stays chosen. */
	assert_int_equal(p.nfits, 3);
	assert_int_equal(picker_chosen(&p), 2);
	pick(&p, 'y');
	assert_int_equal(p.nfits, 2);
	assert_int_equal(picker_chosen(&p), 0);
	assert_int_equal(pick(&p, K_DOWN), PICKER_MOVED);
	assert_int_equal(picker_chosen(&p), 1);
	pick(&p, 'z');
	assert_int_equal(picker_chosen(&p), 3);
	assert_int_equal(pick(&p, K_ENTER), PICKER_MOVED);
	assert_int_equal(pick(&p, K_ESC), PICKER_MOVED);
	assert_int_equal(p.nfits, 3);
	assert_int_equal(pick(&p, K_ENTER), PICKER_DONE);
	assert_int_equal(pick(&p, K_ESC), PICKER_CANCELLED);
	picker_release(&p);
}

static void
several_are_marked(void **state)
{
	struct surface s;
	struct picker p;

	(void)state;
	picker_init(&p, "Months", months, 3, true);
	pick(&p, K_SPACE);
	pick(&p, 'f');
	pick(&p, K_SPACE);
	pick(&p, K_ESC);
	assert_int_equal(pick(&p, K_ENTER), PICKER_DONE);
	assert_true(p.marked[0]);
	assert_true(p.marked[1]);
	assert_false(p.marked[2]);
	surface_init(&s, 6, 24);
	picker_draw(&p, view_of(&s));
	expect_drawn(&s,
	    "{line:┌─ }{title:Months}{line: ─────────────┐}|\n"
	    "{line:│}{key:/ }{field:                    }{line:│}|\n"
	    "{line:│}  {key:[x]} January         {line:│}|\n"
	    "{line:│}{gutter:▸} {key:[x]} {selected:February}  {dim:short} "
	    "{line:│}|\n{line:│}  {key:[ ]} March           {line:│}|\n"
	    "{line:└──────────────────────┘}|\ncursor 3,1 on ▸\n");
	surface_release(&s);
	picker_release(&p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(filters_fit_folded_words),
		cmocka_unit_test(completions_are_taken),
		cmocka_unit_test(nothing_is_taken_unasked),
		cmocka_unit_test(earlier_lines_come_back),
		cmocka_unit_test(ways_out),
		cmocka_unit_test(a_prompt_is_drawn),
		cmocka_unit_test(a_picker_narrows),
		cmocka_unit_test(several_are_marked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
