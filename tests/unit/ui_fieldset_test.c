/*
 * fieldset: each field is reported as it is left, refused with a reason or
 * kept, and nothing that was typed goes away.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ui/fieldset.h"

static const struct choice colours[] = {
	{ .key = "r", .label = "Red" }, { .key = "g", .label = "Green" },
	{ .key = "b", .label = "Blue" },
};
static const struct choice ways[] = {
	{ .key = "ok", .label = "may call" },
	{ .key = "no", .label = "NO MESSAGES", .style = STYLE_SAFETY },
};
static const struct choice many[] = {
	{ .key = "1", .label = "one" }, { .key = "2", .label = "two" },
	{ .key = "3", .label = "three" }, { .key = "4", .label = "four" },
	{ .key = "5", .label = "five" }, { .key = "6", .label = "six" },
	{ .key = "7", .label = "seven" }, { .key = "8", .label = "eight" },
	{ .key = "9", .label = "nine" },
};

enum { PART, NAME, AGE, COLOUR, COLOURS, KNOWN, PHONE, NOTE, MANY, PICK, REF };

static const struct fieldset_row rows[] = {
	[PART] = { .label = "Part", .kind = FIELDSET_HEADING },
	[NAME] = { .key = "name", .label = "Name", .kind = FIELDSET_TEXT,
	  .flags = FIELDSET_REQUIRED, .help = "In full.", .max = 20 },
	[AGE] = { .key = "age", .label = "Age", .kind = FIELDSET_NUMBER },
	[COLOUR] = { .key = "colour", .label = "Colour",
	  .kind = FIELDSET_CHOICE, .choices = colours, .nchoices = 3 },
	[COLOURS] = { .key = "colours", .label = "Colours",
	  .kind = FIELDSET_CHOICES, .choices = colours, .nchoices = 3 },
	[KNOWN] = { .key = "known", .label = "Known",
	  .kind = FIELDSET_KNOWN },
	[PHONE] = { .key = "phone", .label = "Phone", .kind = FIELDSET_PHONE,
	  .flags = FIELDSET_SENSITIVE, .choices = ways, .nchoices = 2 },
	[NOTE] = { .key = "note", .label = "Note", .kind = FIELDSET_NOTE },
	[MANY] = { .key = "many", .label = "Many", .kind = FIELDSET_CHOICE,
	  .choices = many, .nchoices = 9 },
	[PICK] = { .key = "pick", .label = "Pick", .kind = FIELDSET_PICK },
	[REF] = { .key = "ref", .label = "Ref", .kind = FIELDSET_TEXT,
	  .flags = FIELDSET_READONLY },
};

enum { ROWS = sizeof(rows) / sizeof(*rows) };

/* An age is digits; "007" is kept as "7", and shown with its unit. */
static bool
check(void *arg, size_t row, const char *text, struct buf *value,
    struct buf *why)
{
	(void)arg;
	if (row != AGE || !*text)
		return true;
	if (strspn(text, "0123456789") != strlen(text)) {
		buf_adds(why, "Digits only.");
		return false;
	}
	buf_clear(value);
	buf_adds(value, text + strspn(text, "0"));
	return true;
}

static void
show(void *arg, size_t row, const char *value, struct buf *out)
{
	(void)arg;
	if (row == PICK)
		buf_addf(out, "thing %s", value);
}

static void
explain(void *arg, size_t row, const char *text, struct choices *out)
{
	(void)arg;
	if (row == AGE)
		choices_add_line(out, STYLE_GHOST, text);
}

static void
find(void *arg, size_t row, const char *filter, struct choices *out)
{
	(void)arg;
	(void)row;
	if (!*filter)
		choices_add(out, "p0", "everything", NULL, 0);
	else
		choices_add(out, filter, "found", NULL, 0);
}

static const struct fieldset_ops ops = {
	.check = check, .show = show, .explain = explain, .find = find,
};

static unsigned
press(struct fieldset *f, int key)
{
	struct input in = { .kind = INPUT_KEY, .key = key };

	return fieldset_input(f, &in);
}

static void
type(struct fieldset *f, const char *text)
{
	for (; *text; text++)
		assert_true(press(f, *text) & FIELDSET_USED);
}

static int
begin(void **state)
{
	static struct fieldset f;

	fieldset_init(&f, rows, ROWS, &ops, NULL);
	*state = &f;
	return 0;
}

static int
end(void **state)
{
	fieldset_release(*state);
	return 0;
}

static void
a_field_is_reported_as_it_is_left(void **state)
{
	struct fieldset *f = *state;
	unsigned did;

	assert_int_equal(f->at, NAME);
	assert_int_equal(press(f, 'W'), FIELDSET_USED | FIELDSET_EDITED);
	type(f, "ren");
	assert_string_equal(fieldset_text(f, NAME), "Wren");
	assert_string_equal(fieldset_value(f, NAME), "");
	did = press(f, K_TAB);
	assert_int_equal(did, FIELDSET_USED | FIELDSET_LEFT);
	assert_int_equal(f->left, NAME);
	assert_int_equal(f->at, AGE);
	assert_string_equal(fieldset_value(f, NAME), "Wren");
	/* Left unchanged, nothing is to be saved. */
	assert_int_equal(press(f, K_UP), FIELDSET_USED);
	assert_int_equal(f->at, NAME);
	assert_int_equal(press(f, K_UP), FIELDSET_USED);
	assert_int_equal(press(f, K_F1), 0);
}

static void
what_is_refused_stays(void **state)
{
	struct fieldset *f = *state;
	size_t first = 0;

	fieldset_go(f, AGE);
	type(f, "3x");
	assert_int_equal(f->lines.n, 1);
	assert_int_equal(press(f, K_ENTER), FIELDSET_USED | FIELDSET_REFUSED);
	assert_int_equal(f->left, AGE);
	assert_string_equal(fieldset_error(f, AGE), "Digits only.");
	assert_string_equal(fieldset_value(f, AGE), "");
	assert_string_equal(fieldset_text(f, AGE), "3x");
	assert_int_equal(fieldset_open_count(f, &first), 2);
	assert_int_equal(first, NAME);
	fieldset_go(f, AGE);
	assert_string_equal(fieldset_text(f, AGE), "3x");
	press(f, K_CTRL | 'u');
	type(f, "007");
	assert_int_equal(press(f, K_ENTER), FIELDSET_USED | FIELDSET_LEFT);
	assert_string_equal(fieldset_value(f, AGE), "7");
	assert_string_equal(fieldset_error(f, AGE), "");
}

static void
choices_are_chosen(void **state)
{
	struct fieldset *f = *state;

	fieldset_go(f, COLOUR);
	press(f, K_RIGHT);
	press(f, K_SPACE);
	press(f, 'b');
	assert_int_equal(press(f, K_TAB), FIELDSET_USED | FIELDSET_LEFT);
	assert_string_equal(fieldset_value(f, COLOUR), "b");
	press(f, 'b');
	press(f, 'r');
	/* A letter chooses and never takes back; Space does both. */
	press(f, 'r');
	press(f, 'g');
	press(f, K_SPACE);
	press(f, K_TAB);
	assert_string_equal(fieldset_value(f, COLOURS), "r,b");
	/* A letter goes to the next answer that begins with it. */
	press(f, 'd');
	press(f, K_TAB);
	assert_string_equal(fieldset_value(f, KNOWN), "declined");
	fieldset_go(f, KNOWN);
	press(f, K_BACKSPACE);
	press(f, K_TAB);
	assert_string_equal(fieldset_value(f, KNOWN), "");
	fieldset_go(f, COLOUR);
	press(f, K_SPACE);
	fieldset_commit(f);
	assert_string_equal(fieldset_value(f, COLOUR), "");
}

static void
answers_of_an_older_kind_stay(void **state)
{
	struct fieldset *f = *state;

	fieldset_set(f, COLOURS, "old,r");
	fieldset_go(f, COLOURS);
	press(f, 'b');
	press(f, K_TAB);
	assert_string_equal(fieldset_value(f, COLOURS), "r,b,old");
	fieldset_go(f, COLOURS);
	press(f, K_BACKSPACE);
	press(f, K_TAB);
	assert_string_equal(fieldset_value(f, COLOURS), "");
}

static void
flags_are_a_stop_of_their_own(void **state)
{
	struct fieldset *f = *state;

	fieldset_go(f, PHONE);
	type(f, "01632");
	press(f, K_TAB);
	assert_int_equal(f->at, PHONE);
	press(f, 'n');
	assert_int_equal(press(f, K_TAB), FIELDSET_USED | FIELDSET_LEFT);
	assert_int_equal(f->left, PHONE);
	assert_int_equal(f->at, NOTE);
	assert_string_equal(fieldset_value(f, PHONE), "01632");
	assert_string_equal(fieldset_flags(f, PHONE), "no");
	press(f, K_BACKTAB);
	press(f, K_SPACE);
	assert_int_equal(press(f, K_BACKTAB), FIELDSET_USED);
	assert_int_equal(press(f, K_BACKTAB), FIELDSET_USED | FIELDSET_LEFT);
	assert_string_equal(fieldset_flags(f, PHONE), "ok,no");
	assert_string_equal(fieldset_value(f, PHONE), "01632");
}

static void
a_note_has_lines(void **state)
{
	struct fieldset *f = *state;

	fieldset_go(f, NOTE);
	type(f, "a");
	press(f, K_ENTER);
	type(f, "b");
	assert_int_equal(press(f, K_UP), FIELDSET_USED);
	assert_int_equal(f->at, NOTE);
	assert_int_equal(press(f, K_UP), FIELDSET_USED | FIELDSET_LEFT);
	assert_string_equal(fieldset_value(f, NOTE), "a\nb");
	fieldset_go(f, NOTE);
	press(f, K_CTRL | 'j');
	assert_int_equal(f->at, MANY);
}

static void
long_lists_are_picked_from(void **state)
{
	struct fieldset *f = *state;

	fieldset_go(f, MANY);
	type(f, "ei");
	assert_true(f->picking);
	assert_int_equal(press(f, K_ENTER), FIELDSET_USED | FIELDSET_EDITED |
	    FIELDSET_LEFT);
	assert_string_equal(fieldset_value(f, MANY), "8");
	assert_int_equal(f->at, PICK);
	press(f, K_ENTER);
	assert_string_equal(f->picker.rows[0].label, "everything");
	type(f, "xy");
	press(f, K_ENTER);
	assert_string_equal(fieldset_value(f, PICK), "xy");
	fieldset_go(f, PICK);
	press(f, 'q');
	press(f, K_ESC);
	press(f, K_ESC);
	assert_false(f->picking);
	assert_string_equal(fieldset_value(f, PICK), "xy");
	press(f, K_DELETE);
	fieldset_commit(f);
	assert_string_equal(fieldset_value(f, PICK), "");
}

static void
the_end_and_the_way_out(void **state)
{
	struct fieldset *f = *state;

	fieldset_set(f, REF, "MM-1");
	fieldset_go(f, REF);
	type(f, "xyz");
	assert_string_equal(fieldset_text(f, REF), "MM-1");
	assert_int_equal(press(f, K_TAB), FIELDSET_USED | FIELDSET_DONE);
	fieldset_go(f, NAME);
	type(f, "half");
	assert_int_equal(press(f, K_ESC), FIELDSET_USED | FIELDSET_CLOSE |
	    FIELDSET_LEFT);
	assert_string_equal(fieldset_value(f, NAME), "half");
}

static void
others_do_not_overwrite_what_is_typed(void **state)
{
	struct fieldset *f = *state;

	assert_true(fieldset_set(f, NAME, "Anna"));
	assert_string_equal(fieldset_text(f, NAME), "Anna");
	type(f, "!");
	assert_false(fieldset_set(f, NAME, "Berta"));
	assert_string_equal(fieldset_text(f, NAME), "Anna!");
	assert_true(fieldset_set(f, AGE, "9"));
	press(f, K_TAB);
	assert_string_equal(fieldset_text(f, AGE), "9");
}

static void
drafts_come_back(void **state)
{
	struct fieldset *f = *state;

	/* What is no answer yet is wrong from the beginning. */
	fieldset_set(f, NAME, "Anna");
	assert_int_equal(fieldset_open_count(f, NULL), 0);
	fieldset_offer(f, AGE, "4x");
	assert_int_equal(fieldset_open_count(f, NULL), 1);
	assert_string_equal(fieldset_error(f, AGE), "Digits only.");
	assert_string_equal(fieldset_text(f, AGE), "4x");
	fieldset_set_draft(f, AGE, "4y");
	assert_int_equal(fieldset_open_count(f, NULL), 1);
	press(f, K_BACKSPACE);
	fieldset_commit(f);
	assert_int_equal(fieldset_open_count(f, NULL), 0);
	assert_string_equal(fieldset_value(f, AGE), "4");
	fieldset_set(f, AGE, "");
	fieldset_set_draft(f, NOTE, "half a thou");
	assert_int_equal(f->at, NOTE);
	assert_string_equal(fieldset_value(f, NOTE), "");
	type(f, "ght");
	assert_int_equal(fieldset_commit(f), FIELDSET_LEFT);
	assert_string_equal(fieldset_value(f, NOTE), "half a thought");
	assert_int_equal(fieldset_commit(f), 0);
}

static void
hidden_fields_are_passed_over(void **state)
{
	struct fieldset *f = *state;
	size_t i;

	fieldset_show(f, AGE, false);
	fieldset_show(f, COLOUR, false);
	press(f, K_DOWN);
	assert_int_equal(f->at, COLOURS);
	assert_int_equal(fieldset_find(f, "colours"), COLOURS);
	assert_int_equal(fieldset_find(f, "none"), ROWS);
	type(f, "r");
	fieldset_show(f, COLOURS, false);
	assert_int_equal(f->at, KNOWN);
	assert_string_equal(fieldset_value(f, COLOURS), "r");
	for (i = 0; i < ROWS; i++)
		fieldset_show(f, i, false);
	assert_int_equal(f->at, ROWS);
	assert_int_equal(press(f, 'x'), 0);
	assert_true(press(f, K_ESC) & FIELDSET_CLOSE);
	fieldset_show(f, NOTE, true);
	assert_int_equal(f->at, NOTE);
}

static void
expect(struct fieldset *f, int h, int w, bool plain, const char *wanted)
{
	struct surface s;
	struct buf b = {0};

	surface_init(&s, h, w);
	fieldset_draw(f, view_of(&s));
	surface_dump(&s, &b, plain);
	assert_string_equal(buf_text(&b), wanted);
	buf_release(&b);
	surface_release(&s);
}

static void
fields_are_drawn(void **state)
{
	struct fieldset *f = *state;

	fieldset_set(f, COLOURS, "r,b,old");
	fieldset_set(f, PHONE, "01632");
	fieldset_set_flags(f, PHONE, "no");
	fieldset_set(f, PICK, "77");
	fieldset_set_error(f, AGE, "Digits only.");
	expect(f, 15, 44, false,
	    "{heading:Part}                                        |\n"
	    "{gutter:▸}{warn:*}{label:Name}     {field-edit:"
	    "                                 }|\n"
	    "           {help:In full.}                         |\n"
	    " {warn:!}{label:Age}      {field-empty:–}"
	    "                                |\n"
	    "           {warn:!} {warn:Digits only.}                   |\n"
	    "  {label:Colour}   {field-empty:–}"
	    "                                |\n"
	    "  {label:Colours}  {field:Red, Blue, old}                   |\n"
	    "  {label:Known}    {field-empty:–}"
	    "                                |\n"
	    "  {label:Phone}    {dim:sensitive: shown when you are he…}|\n"
	    "           {safety:NO MESSAGES}                      |\n"
	    "  {label:Note}     {field-empty:–}"
	    "                                |\n"
	    "  {label:Many}     {field-empty:–}"
	    "                                |\n"
	    "  {label:Pick}     {field:thing 77}                         |\n"
	    " {dim:-}{label:Ref}      {field-empty:–}"
	    "                                |\n"
	    "                                            |\n"
	    "cursor 1,11 on blank\n");
}

static void
small_views_scroll_to_the_field(void **state)
{
	struct fieldset *f = *state;

	fieldset_go(f, KNOWN);
	press(f, K_RIGHT);
	expect(f, 3, 20, true,
	    "▸ Known             |\n   ( ) Yes  ( ) No  |\n"
	    "   ( ) Unknown      |\ncursor 1,13 on blank\n");
	expect(f, 1, 1, true, " |\ncursor 0,0 on blank\n");
	/* One row is the row with the cursor. */
	expect(f, 1, 20, true, "   ( ) Yes  ( ) No  |\n"
	    "cursor 0,13 on blank\n");
	press(f, K_END);
	expect(f, 1, 20, true, "   ( ) Declined     |\n"
	    "cursor 0,4 on blank\n");
	fieldset_go(f, PHONE);
	press(f, K_TAB);
	expect(f, 1, 20, true, "   [ ] may call     |\n"
	    "cursor 0,4 on blank\n");
	fieldset_go(f, COLOUR);
	press(f, 'g');
	expect(f, 2, 50, true,
	    "▸ Colour   ( ) Red  (x) Green  ( ) Blue           |\n"
	    "  Colours  –                                      |\n"
	    "cursor 0,21 on x\n");
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(a_field_is_reported_as_it_is_left),
		TEST(what_is_refused_stays),
		TEST(choices_are_chosen),
		TEST(answers_of_an_older_kind_stay),
		TEST(flags_are_a_stop_of_their_own),
		TEST(a_note_has_lines),
		TEST(long_lists_are_picked_from),
		TEST(the_end_and_the_way_out),
		TEST(others_do_not_overwrite_what_is_typed),
		TEST(drafts_come_back),
		TEST(hidden_fields_are_passed_over),
		TEST(fields_are_drawn),
		TEST(small_views_scroll_to_the_field),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
