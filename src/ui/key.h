/*
 * key: names for keys, and what comes in from a terminal. Pure: knows no
 * terminal library. "Input" is used where others say event, because an event
 * is a change to the book here.
 */
#ifndef UI_KEY_H
#define UI_KEY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* A key is an int: a code point (what a letter key types, capitals as
 * capitals), or one of these, with K_CTRL, K_ALT and K_SHIFT added. Ctrl-R is
 * K_CTRL | 'r' (always the small letter); Ctrl-_ is K_CTRL | '_'. Shift is
 * only told for keys that type nothing. */
enum {
	K_NONE = 0,
	K_SPACE = ' ',
	K_FIRST = 0x110000,
	K_ENTER = K_FIRST,
	K_TAB,
	K_BACKTAB,		/* Shift-Tab */
	K_ESC,
	K_BACKSPACE,
	K_DELETE,
	K_INSERT,
	K_UP,
	K_DOWN,
	K_LEFT,
	K_RIGHT,
	K_HOME,
	K_END,
	K_PGUP,
	K_PGDN,
	K_F1,
	K_F12 = K_F1 + 11,
	K_LAST,
	K_SHIFT = 1 << 22,
	K_ALT = 1 << 23,
	K_CTRL = 1 << 24,
	K_MODS = K_SHIFT | K_ALT | K_CTRL
};

enum input_kind {
	INPUT_NONE,
	INPUT_KEY,	/* key */
	INPUT_PASTE,	/* text, len: never acted on as keys */
	INPUT_RESIZE,	/* rows, cols */
	INPUT_RESUME,	/* back from being stopped: draw everything */
	INPUT_SYNC,	/* test mode: draw, then term_answer_sync */
	INPUT_HANGUP	/* the line is gone: keep drafts, end */
};

/* One thing that came in. text is borrowed until the next is read. */
struct input {
	enum input_kind kind;
	int key;
	const char *text;
	size_t len;
	int rows, cols;
};

/* The code point a plain key types (no Ctrl, no Alt); 0 for any other key. */
unsigned key_typed(int key);

/* The key of a name: "j", "J", "Ctrl-R", "Alt-x", "Enter", "Space", "F1",
 * "Shift-Up". Names and modifiers in any case, a single letter as it is;
 * aliases: Return, Escape, Del, PageUp, PageDown, Shift-Tab, C-x, M-x.
 * K_NONE when it is no key's name. */
int key_parse(const char *name, size_t len);

/* Add the key's name; key_parse gives the key back. */
void key_add(struct buf *b, int key);

/* Parse a sequence such as "gg", "]c", "Ctrl-R", "<Ctrl-X>s": the name of one
 * key, or else each character and each <name> is a key. Returns how many keys
 * (at most max), 0 when it is none. */
size_t key_parse_seq(const char *text, size_t len, int *keys, size_t max);

/* The key of an ASCII byte as terminals send it: 13 is Enter, 18 Ctrl-R, 127
 * Backspace. K_NONE for a byte above. */
int key_of_byte(unsigned char c);

/* Bytes of a character that has several, as they come in; {0} to begin. */
struct key_bytes {
	char bytes[4];
	size_t n;
};

/* Take the next byte: a key once one is whole, K_NONE before. Bytes that make
 * no character are dropped, as is a character cut short by another. */
int key_of_bytes(struct key_bytes *b, unsigned char c);

/* The key that modifier * 16 + which stands for, as terminals count modifiers
 * (2 Shift, 3 Alt, 5 Ctrl): which is 0 to 9 of Up, Down, Right, Left, Home, End,
 * Insert, Delete, Page Up, Page Down. */
int key_modified(int code);

#endif
