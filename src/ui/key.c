#include "ui/key.h"

#include <string.h>
#include <strings.h>

#include "base/utf8.h"

/* The first name of a key is the one that is written. */
static const struct key_name {
	const char *name;
	int key;
} key_names[] = {
	{ "Enter", K_ENTER },
	{ "Return", K_ENTER },
	{ "Tab", K_TAB },
	{ "Shift-Tab", K_BACKTAB },
	{ "Backtab", K_BACKTAB },
	{ "Esc", K_ESC },
	{ "Escape", K_ESC },
	{ "Backspace", K_BACKSPACE },
	{ "Delete", K_DELETE },
	{ "Del", K_DELETE },
	{ "Insert", K_INSERT },
	{ "Ins", K_INSERT },
	{ "Up", K_UP },
	{ "Down", K_DOWN },
	{ "Left", K_LEFT },
	{ "Right", K_RIGHT },
	{ "Home", K_HOME },
	{ "End", K_END },
	{ "PgUp", K_PGUP },
	{ "PageUp", K_PGUP },
	{ "PgDn", K_PGDN },
	{ "PageDown", K_PGDN },
	{ "Space", K_SPACE },
	{ "F10", K_F1 + 9 },
	{ "F11", K_F1 + 10 },
	{ "F12", K_F12 },
	{ "F1", K_F1 },
	{ "F2", K_F1 + 1 },
	{ "F3", K_F1 + 2 },
	{ "F4", K_F1 + 3 },
	{ "F5", K_F1 + 4 },
	{ "F6", K_F1 + 5 },
	{ "F7", K_F1 + 6 },
	{ "F8", K_F1 + 7 },
	{ "F9", K_F1 + 8 },
};

static const struct key_mod {
	const char *name;
	int mod;
} key_mods[] = {
	{ "Ctrl-", K_CTRL },
	{ "C-", K_CTRL },
	{ "Alt-", K_ALT },
	{ "Meta-", K_ALT },
	{ "M-", K_ALT },
	{ "Shift-", K_SHIFT },
	{ "S-", K_SHIFT },
};

enum {
	NAMES = sizeof(key_names) / sizeof(*key_names),
	MODS = sizeof(key_mods) / sizeof(*key_mods)
};

unsigned
key_typed(int key)
{
	if (key < ' ' || key >= K_FIRST || key == 0x7F ||
	    (key >= 0x80 && key < 0xA0) || (key >= 0xD800 && key <= 0xDFFF))
		return 0;
	return (unsigned)key;
}

/* Is it, whatever its case, the name? Keys are parsed at each lookup, so most
 * names are told apart by their first letter. */
static bool
is_name(const char *is, const char *name, size_t len)
{
	return ((*is ^ *name) & ~0x20) == 0 && strlen(is) == len &&
	    !strncasecmp(is, name, len);
}

/* A key without modifiers: its name, or one character that can be typed. */
static int
parse_plain(const char *name, size_t len)
{
	uint32_t cp;
	size_t i;

	for (i = 0; len > 1 && i < NAMES; i++)
		if (is_name(key_names[i].name, name, len))
			return key_names[i].key;
	if (len == 0 || utf8_decode(name, len, &cp) != len ||
	    !utf8_valid(name, len) || utf8_unsafe(cp))
		return K_NONE;
	return key_typed((int)cp) ? (int)cp : K_NONE;
}

/* Put modifiers on a key as terminals do: Ctrl on a letter forgets its case,
 * Shift is only told for keys that type nothing. */
static int
modify(int key, int mods)
{
	if (key == K_NONE)
		return K_NONE;
	if (key == K_TAB && (mods & K_SHIFT)) {
		key = K_BACKTAB;
		mods &= ~K_SHIFT;
	}
	if ((mods & K_SHIFT) && key < K_FIRST)
		return K_NONE;
	if ((mods & K_CTRL) && key >= 'A' && key <= 'Z')
		key += 'a' - 'A';
	return key | mods;
}

int
key_parse(const char *name, size_t len)
{
	int mods = 0;
	size_t i;

	if (len == 9 && !strncasecmp(name, "Shift-Tab", len))
		return K_BACKTAB;
	for (i = 0; i < MODS; i++) {
		size_t n = strlen(key_mods[i].name);

		/* "C-" alone is no key, and a lone "-" needs a character. */
		if (len <= n || strncasecmp(key_mods[i].name, name, n) ||
		    (mods & key_mods[i].mod))
			continue;
		mods |= key_mods[i].mod;
		name += n;
		len -= n;
		i = (size_t)-1;
	}
	return modify(parse_plain(name, len), mods);
}

void
key_add(struct buf *b, int key)
{
	int plain = key & ~K_MODS;
	char text[4];
	size_t i;

	if (key & K_CTRL)
		buf_adds(b, "Ctrl-");
	if (key & K_ALT)
		buf_adds(b, "Alt-");
	if (key & K_SHIFT)
		buf_adds(b, "Shift-");
	for (i = 0; i < NAMES; i++)
		if (key_names[i].key == plain) {
			buf_adds(b, key_names[i].name);
			return;
		}
	if ((key & K_CTRL) && plain >= 'a' && plain <= 'z')
		plain += 'A' - 'a';
	if (key_typed(plain))
		buf_add(b, text, utf8_encode((uint32_t)plain, text));
	else
		buf_addc(b, '?');
}

size_t
key_parse_seq(const char *text, size_t len, int *keys, size_t max)
{
	int key = key_parse(text, len);
	size_t n = 0, at = 0, step;
	const char *end;

	if (key != K_NONE && max > 0) {
		keys[0] = key;
		return 1;
	}
	while (at < len) {
		end = text[at] == '<' && len - at > 2 ?
		    memchr(text + at + 1, '>', len - at - 1) : NULL;
		if (end && end > text + at + 1) {
			key = key_parse(text + at + 1,
			    (size_t)(end - text) - at - 1);
			step = (size_t)(end - text) - at + 1;
		} else {
			step = utf8_next(text, len, at);
			key = key_parse(text + at, step);
		}
		if (key == K_NONE || n == max)
			return 0;
		keys[n++] = key;
		at += step;
	}
	return n;
}

int
key_of_byte(unsigned char c)
{
	if (c == '\r')
		return K_ENTER;
	if (c == '\t')
		return K_TAB;
	if (c == 27)
		return K_ESC;
	if (c == 0x7F)
		return K_BACKSPACE;
	if (c == 0)
		return K_CTRL | ' ';
	if (c < 27)
		return K_CTRL | (c + 'a' - 1);
	if (c < ' ')
		return K_CTRL | (c + '@');
	return c < 0x80 ? c : K_NONE;
}

/* Bytes of the character that begins so; 0 for a byte that begins none. */
static size_t
bytes_needed(unsigned char lead)
{
	if (lead >= 0xC2 && lead <= 0xDF)
		return 2;
	if (lead >= 0xE0 && lead <= 0xEF)
		return 3;
	return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
}

int
key_of_bytes(struct key_bytes *b, unsigned char c)
{
	size_t need;
	uint32_t cp;

	if ((c & 0xC0) != 0x80)
		b->n = 0;
	else if (b->n == 0)
		return K_NONE;
	if (c < 0x80)
		return key_of_byte(c);
	b->bytes[b->n++] = (char)c;
	need = bytes_needed((unsigned char)b->bytes[0]);
	if (need == 0)
		b->n = 0;
	if (b->n < need || need == 0)
		return K_NONE;
	b->n = 0;
	if (!utf8_valid(b->bytes, need))
		return K_NONE;
	utf8_decode(b->bytes, need, &cp);
	return key_typed((int)cp) ? (int)cp : K_NONE;
}

int
key_modified(int code)
{
	static const int which[] = {
		K_UP, K_DOWN, K_RIGHT, K_LEFT, K_HOME, K_END,
		K_INSERT, K_DELETE, K_PGUP, K_PGDN
	};
	int mods = code / 16 - 1, key = which[code % 16];

	return key | (mods & 1 ? K_SHIFT : 0) | (mods & 2 ? K_ALT : 0) |
	    (mods & 4 ? K_CTRL : 0);
}
