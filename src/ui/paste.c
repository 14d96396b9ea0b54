#include "ui/paste.h"

#include <poll.h>
#include <string.h>
#include <unistd.h>

/* Where in a sequence one is: none, after ESC, after ESC [, after ESC O. */
enum { TEXT, ESCAPE, CONTROL, SHIFT };

enum {
	ESC = 27,
	END_NUMBER = 201,	/* ESC [ 201 ~ ends a paste */
	SEQUENCE_MAX = 32	/* what is longer was none */
};

void
paste_begin(struct paste *p)
{
	paste_release(p);
	p->open = true;
}

void
paste_release(struct paste *p)
{
	buf_wipe(&p->text);
	*p = (struct paste){0};
}

/* Its sender ends lines as it likes; CR LF is one end. */
static void
add(struct paste *p, char c)
{
	bool second = c == '\n' && p->after_return;

	p->after_return = c == '\r';
	if (!second && p->text.len < PASTE_MAX)
		buf_addc(&p->text, c == '\r' ? '\n' : c);
}

/* One byte after ESC [. */
static void
control_byte(struct paste *p, unsigned char c)
{
	if (c >= '0' && c <= '9') {
		p->number = p->number * 10 + (unsigned)(c - '0');
	} else if (c >= 0x40 && c <= 0x7E) {
		p->state = TEXT;
		p->open = c != '~' || p->number != END_NUMBER;
	} else {
		p->number = 0;
	}
	if (++p->length > SEQUENCE_MAX)
		p->state = TEXT;
}

static void
take(struct paste *p, unsigned char c)
{
	if (c == ESC) {
		p->state = ESCAPE;
	} else if (p->state == TEXT) {
		add(p, (char)c);
	} else if (p->state == CONTROL) {
		control_byte(p, c);
	} else if (p->state == ESCAPE && c == '[') {
		p->state = CONTROL;
		p->number = p->length = 0;
	} else if (p->state == ESCAPE && c == 'O') {
		p->state = SHIFT;
	} else {
		if (p->state == ESCAPE)
			add(p, (char)c);
		p->state = TEXT;
	}
}

size_t
paste_take(struct paste *p, const char *bytes, size_t n)
{
	size_t i;

	for (i = 0; i < n && p->open; i++)
		take(p, (unsigned char)bytes[i]);
	return i;
}

bool
ahead_fill(struct ahead *a, int fd)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	ssize_t n;

	memmove(a->bytes, a->bytes + a->at, a->end - a->at);
	a->end -= a->at;
	a->at = 0;
	if (poll(&p, 1, 0) <= 0)
		return false;
	n = read(fd, a->bytes + a->end, sizeof(a->bytes) - a->end);
	a->end += n > 0 ? (size_t)n : 0;
	return n > 0;
}

static bool
is_final(char c)
{
	return c >= 0x40 && c <= 0x7E;
}

const char *
paste_key(const struct ahead *a, char key[PASTE_KEY])
{
	const char *at = a->bytes + a->at;
	size_t n = a->end - a->at, len = 1;

	if (n > PASTE_KEY - 1)
		n = PASTE_KEY - 1;
	if (at[0] == ESC && n > 2 && at[1] == 'O')
		len = 3;
	else if (at[0] == ESC && n > 2 && at[1] == '[')
		for (len = 3; len < n && !is_final(at[len - 1]); len++)
			;
	memcpy(key, at, len);
	key[len] = '\0';
	return key;
}
