/*
 * paste: the bytes of a bracketed paste, from the mark that opens it to the one
 * that ends it. Nothing in it is a key: sequences are left out, line ends become
 * newlines, and what is beyond PASTE_MAX is taken and dropped, so that a paste
 * of any size costs its sender alone.
 */
#ifndef UI_PASTE_H
#define UI_PASTE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

enum { PASTE_MAX = 1 << 20 };

struct paste {
	struct buf text;
	bool open;
	int state;		/* inside a sequence */
	unsigned number, length;	/* of that one */
	bool after_return;	/* the last one was a carriage return */
};

void paste_begin(struct paste *p);
void paste_release(struct paste *p);

/* Take bytes while the paste is open; how many were its own, the mark that ends
 * it with them. */
size_t paste_take(struct paste *p, const char *bytes, size_t n);

/* What was read with a paste: the rest of it, then keys. */
struct ahead {
	char bytes[4096];
	size_t at, end;
};

/* Read what has come on fd behind that, without waiting. False when nothing has,
 * or nobody is there any more. */
bool ahead_fill(struct ahead *a, int fd);

/* The first key in it as terminals send them, a sequence or one byte. */
enum { PASTE_KEY = 32 };
const char *paste_key(const struct ahead *a, char key[PASTE_KEY]);

#endif
