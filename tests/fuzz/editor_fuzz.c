/*
 * editor_fuzz: the editor against a model so plain that it is surely right: a
 * text and a place in it, characters counted from the beginning each time.
 * After each key both agree, the text is valid, the cursor stands between two
 * characters and inside what is drawn; in the end undoing everything gives the
 * first text, redoing everything the last. The first byte says whether there
 * is one line, and the longest text.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "ui/editor.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct model {
	struct buf text;
	size_t at;
	bool single;
	size_t max;
};

static void
check(bool holds)
{
	if (!holds)
		abort();
}

/* The first place between characters that is at or behind at. */
static size_t
place_from(const struct model *m, size_t at)
{
	size_t p = 0;

	while (p < at)
		p += utf8_next(buf_text(&m->text), m->text.len, p);
	return p;
}

static size_t
place_before(const struct model *m, size_t at)
{
	size_t p = 0, last = 0;

	while (p < at) {
		last = p;
		p += utf8_next(buf_text(&m->text), m->text.len, p);
	}
	return last;
}

static size_t
place_behind(const struct model *m, size_t at)
{
	return at < m->text.len ? place_from(m, at + 1) : at;
}

static void
put(struct model *m, size_t from, size_t to, const char *text, size_t len)
{
	if (m->max > 0 && len > to - from &&
	    m->text.len - (to - from) + len > m->max)
		return;
	if (from == to && len == 0)
		return;
	buf_remove(&m->text, from, to - from);
	buf_insert(&m->text, from, text, len);
	m->at = place_from(m, from + len);
}

static size_t
start_of_line(const struct model *m)
{
	size_t at = m->at;

	while (at > 0 && m->text.data[at - 1] != '\n')
		at--;
	return at;
}

static size_t
end_of_line(const struct model *m)
{
	return m->at + strcspn(buf_text(&m->text) + m->at, "\n");
}

/* Code points to type: letters, blanks, marks, wide ones, parts of emoji. */
static const uint32_t letters[] = {
	'a', 'b', ' ', '-', 0xE9, 0x301, 0x65E5, 0x200D, 0x1F468, 0x1F1EC,
	0x202E, 0x915, 0x94D, 0x1100, 0x1161, 0xFE0F
};

static void
press(struct editor *e, int key)
{
	struct input in = { .kind = INPUT_KEY, .key = key };

	editor_input(e, &in);
}

static void
type(struct editor *e, struct model *m, uint32_t cp)
{
	char bytes[4];
	size_t n = utf8_encode(cp, bytes);

	press(e, (int)cp);
	put(m, m->at, m->at, bytes, n);
}

static void
enter(struct editor *e, struct model *m)
{
	press(e, K_ENTER);
	if (!m->single)
		put(m, m->at, m->at, "\n", 1);
}

/* A paste of the rest's first bytes, all of them printable ASCII here. */
static void
paste(struct editor *e, struct model *m, uint8_t seed)
{
	char text[8];
	struct input in = { .kind = INPUT_PASTE, .text = text };
	size_t i;

	in.len = seed % sizeof(text);
	for (i = 0; i < in.len; i++)
		text[i] = (char)('a' + (seed + i) % 26);
	editor_input(e, &in);
	put(m, m->at, m->at, text, in.len);
}

/* One byte, one key, in both. */
static void
step(struct editor *e, struct model *m, uint8_t byte)
{
	size_t end;

	if (byte & 0x80) {
		type(e, m, letters[byte & 15]);
		return;
	}
	switch (byte & 15) {
	case 0:
		press(e, K_LEFT);
		m->at = place_before(m, m->at);
		break;
	case 1:
		press(e, K_RIGHT);
		m->at = place_behind(m, m->at);
		break;
	case 2:
		press(e, K_HOME);
		m->at = start_of_line(m);
		break;
	case 3:
		press(e, K_END);
		m->at = end_of_line(m);
		break;
	case 4:
		press(e, K_BACKSPACE);
		put(m, place_before(m, m->at), m->at, "", 0);
		break;
	case 5:
		press(e, K_DELETE);
		put(m, m->at, place_behind(m, m->at), "", 0);
		break;
	case 6:
		press(e, K_CTRL | 'k');
		end = end_of_line(m);
		put(m, m->at, end > m->at ? end : place_behind(m, m->at), "",
		    0);
		break;
	case 7:
		press(e, K_CTRL | 'u');
		put(m, start_of_line(m), m->at, "", 0);
		break;
	case 8:
		paste(e, m, byte);
		break;
	case 9:
		press(e, K_CTRL | K_HOME);
		m->at = 0;
		break;
	default:
		enter(e, m);
		break;
	}
}

/* Keys of which only the rules are known: rows, words, undo. */
static void
step_freely(struct editor *e, struct model *m, uint8_t byte)
{
	static const int keys[] = {
		K_UP, K_DOWN, K_PGUP, K_PGDN, K_CTRL | K_LEFT,
		K_CTRL | K_RIGHT, K_CTRL | 'w', K_ALT | 'd', K_CTRL | 'y',
		K_CTRL | '_', K_CTRL | 'r'
	};

	press(e, keys[byte % (sizeof(keys) / sizeof(*keys))]);
	buf_clear(&m->text);
	buf_adds(&m->text, editor_text(e));
	m->at = e->at;
}

static void
check_drawn(struct editor *e, uint8_t byte)
{
	struct surface s;

	surface_init(&s, 1 + byte % 5, 1 + byte / 16);
	editor_draw(e, view_of(&s), STYLE_NORMAL, true);
	check(s.cursor && s.cursor_y < s.rows && s.cursor_x < s.cols);
	surface_release(&s);
}

static void
check_all(struct editor *e, const struct model *m)
{
	check(buf_equal(&e->text, &m->text));
	check(e->at == m->at);
	check(e->at == place_from(m, e->at));
	check(utf8_valid(editor_text(e), e->text.len));
	check(!m->max || e->text.len <= m->max);
	check(!m->single || !strchr(editor_text(e), '\n'));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct model m = {0};
	struct editor e;
	size_t i;

	if (size == 0 || size > 300)
		return 0;
	m.single = data[0] & 1;
	m.max = data[0] / 4;
	editor_init(&e, m.single, m.max);
	for (i = 1; i < size; i++) {
		if ((data[i] & 0xF0) == 0x70)
			step_freely(&e, &m, data[i]);
		else
			step(&e, &m, data[i]);
		check_drawn(&e, data[i]);
		check_all(&e, &m);
	}
	while (editor_redo(&e))
		;
	buf_clear(&m.text);
	buf_adds(&m.text, editor_text(&e));
	while (editor_undo(&e))
		;
	check(e.text.len == 0);
	while (editor_redo(&e))
		;
	check(buf_equal(&e.text, &m.text));
	buf_release(&m.text);
	editor_release(&e);
	return 0;
}
