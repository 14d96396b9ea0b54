/*
 * fieldset_fuzz: whatever keys come into a form of every kind of field, one is
 * in a field that can be seen, the cursor stands on the screen, and a text
 * that was typed is either in its field still or was handed to the check. The
 * first two bytes are the size, then each byte is a key or a change.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "ui/fieldset.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct choice few[] = {
	{ .key = "r", .label = "Red" }, { .key = "b", .label = "Blue" },
};
static const struct choice many[] = {
	{ .key = "1", .label = "one" }, { .key = "2", .label = "two" },
	{ .key = "3", .label = "three" }, { .key = "4", .label = "four" },
	{ .key = "5", .label = "five" }, { .key = "6", .label = "six" },
	{ .key = "7", .label = "seven" }, { .key = "8", .label = "eight" },
	{ .key = "9", .label = "nine" },
};

static const struct fieldset_row rows[] = {
	{ .label = "Part", .kind = FIELDSET_HEADING },
	{ .label = "Name", .kind = FIELDSET_TEXT, .help = "In full.",
	  .flags = FIELDSET_REQUIRED, .max = 9 },
	{ .label = "Colour", .kind = FIELDSET_CHOICE, .choices = few,
	  .nchoices = 2 },
	{ .label = "Colours", .kind = FIELDSET_CHOICES, .choices = few,
	  .nchoices = 2 },
	{ .label = "Numbers", .kind = FIELDSET_CHOICES, .choices = many,
	  .nchoices = 9 },
	{ .label = "Known", .kind = FIELDSET_KNOWN },
	{ .label = "Phone", .kind = FIELDSET_PHONE, .choices = few,
	  .nchoices = 2, .flags = FIELDSET_SENSITIVE },
	{ .label = "Address", .kind = FIELDSET_ADDRESS, .choices = few,
	  .nchoices = 2 },
	{ .label = "None", .kind = FIELDSET_CHOICE },
	{ .label = "Looked up", .kind = FIELDSET_PICK },
	{ .label = "Fixed", .kind = FIELDSET_TEXT,
	  .flags = FIELDSET_READONLY },
	{ .label = "Note", .kind = FIELDSET_NOTE },
};

enum { ROWS = sizeof(rows) / sizeof(*rows) };

static struct fieldset f;
static struct buf checked;	/* the last text that check was given */

static void
hold(bool holds)
{
	if (!holds)
		abort();
}

static bool
check(void *arg, size_t row, const char *text, struct buf *value,
    struct buf *why)
{
	(void)arg;
	(void)row;
	(void)value;
	buf_clear(&checked);
	buf_adds(&checked, text);
	if (!strchr(text, 'x'))
		return true;
	buf_adds(why, "No x can be kept here, however it came in.");
	return false;
}

static void
find(void *arg, size_t row, const char *filter, struct choices *out)
{
	(void)arg;
	(void)row;
	if (!strchr(filter, 'b'))
		choices_add(out, "k1", "first", NULL, 0);
	choices_add(out, "k2", "second", filter, 0);
}

static const struct fieldset_ops ops = { .check = check, .find = find };

static void
hold_drawn(int h, int w)
{
	struct surface s;

	surface_init(&s, h, w);
	fieldset_draw(&f, view_of(&s));
	hold(!s.cursor || (s.cursor_y < h && s.cursor_x < w));
	hold(s.cursor || f.at == f.n);
	surface_release(&s);
}

/* A key, after which what was in the field is still somewhere. */
static void
press(int key)
{
	struct input in = { .kind = INPUT_KEY, .key = key };
	size_t at = f.at;
	struct buf text = {0};
	bool dirty = f.dirty;
	unsigned did;

	if (at < f.n)
		buf_adds(&text, fieldset_text(&f, at));
	buf_clear(&checked);
	did = fieldset_input(&f, &in);
	if (at < f.n && dirty && f.at != at) {
		hold(did & (FIELDSET_LEFT | FIELDSET_REFUSED));
		hold(f.left == at);
		hold(!strcmp(buf_text(&checked), fieldset_text(&f, at)));
	} else if (at < f.n && !dirty && !(did & FIELDSET_EDITED)) {
		hold(!strcmp(buf_text(&text), fieldset_text(&f, at)));
	}
	buf_release(&text);
}

static void
change(uint8_t byte)
{
	static const int keys[] = {
		K_TAB, K_BACKTAB, K_UP, K_DOWN, K_LEFT, K_RIGHT, K_ENTER,
		K_ESC, K_BACKSPACE, K_DELETE, K_SPACE, K_PGUP, K_PGDN, K_HOME,
		K_END, K_CTRL | 'u', K_CTRL | '_', K_CTRL | 'j', 'x', 'b',
		'r', 'n', 0x65E5
	};
	size_t row = byte % ROWS;

	if (byte >= 0xF0)
		fieldset_show(&f, row, byte & 1);
	else if (byte >= 0xE0)
		hold(fieldset_set(&f, row, "b") == (row != f.at ||
		    !(f.dirty || f.picking)));
	else if (byte >= 0xD8)
		fieldset_set_draft(&f, row, "half");
	else
		press(keys[byte % (sizeof(keys) / sizeof(*keys))]);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t i;

	if (size < 2 || size > 200)
		return 0;
	fieldset_init(&f, rows, ROWS, &ops, NULL);
	for (i = 2; i < size; i++) {
		change(data[i]);
		hold(f.at == f.n || (fieldset_shown(&f, f.at) &&
		    rows[f.at].kind != FIELDSET_HEADING));
		hold_drawn(1 + data[0] % 24, 1 + data[1] % 100);
	}
	fieldset_commit(&f);
	fieldset_release(&f);
	buf_release(&checked);
	return 0;
}
