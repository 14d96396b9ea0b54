#include "base/buf.h"

#include <sodium.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"

void
buf_release(struct buf *b)
{
	free(b->data);
	*b = (struct buf){0};
}

void
buf_wipe(struct buf *b)
{
	if (b->data != NULL)
		sodium_memzero(b->data, b->cap);
	buf_release(b);
}

void
buf_clear(struct buf *b)
{
	b->len = 0;
	if (b->data != NULL)
		b->data[0] = '\0';
}

char *
buf_take(struct buf *b)
{
	char *text = b->data != NULL ? b->data : xstrdup("");

	*b = (struct buf){0};
	return text;
}

const char *
buf_text(const struct buf *b)
{
	return b->data != NULL ? b->data : "";
}

void
buf_reserve(struct buf *b, size_t more)
{
	size_t need, cap = b->cap;

	if (__builtin_add_overflow(b->len, more, &need) ||
	    need > SIZE_MAX / 2 - 1)
		bug("a text of %zu bytes can't grow by %zu", b->len, more);
	need++;		/* the NUL */
	if (need <= cap)
		return;
	cap = cap < 16 ? 16 : cap * 2;
	if (cap < need)
		cap = need;
	b->data = xrealloc(b->data, cap);
	b->cap = cap;
	b->data[b->len] = '\0';
}

/* Where data lies within the text of b, or SIZE_MAX: one may add a part of a
 * buf to itself, and growing moves it. */
static size_t
offset_within(const struct buf *b, const void *data)
{
	uintptr_t start = (uintptr_t)b->data, at = (uintptr_t)data;

	if (b->data == NULL || at < start || at >= start + b->cap)
		return SIZE_MAX;
	return at - start;
}

void
buf_add(struct buf *b, const void *data, size_t len)
{
	size_t within = offset_within(b, data);

	buf_reserve(b, len);
	if (len == 0)
		return;
	if (within != SIZE_MAX)
		data = b->data + within;
	memmove(b->data + b->len, data, len);
	b->len += len;
	b->data[b->len] = '\0';
}

void
buf_adds(struct buf *b, const char *text)
{
	buf_add(b, text, strlen(text));
}

void
buf_addc(struct buf *b, char c)
{
	buf_reserve(b, 1);
	b->data[b->len++] = c;
	b->data[b->len] = '\0';
}

void
buf_addf(struct buf *b, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	buf_vaddf(b, format, ap);
	va_end(ap);
}

void
buf_vaddf(struct buf *b, const char *format, va_list ap)
{
	char *made = NULL;
	int len;

	/* Made apart, because an argument may lie in b. */
	len = vasprintf(&made, format, ap);
	if (len < 0)
		bug("a text could not be put together");
	buf_add(b, made, (size_t)len);
	sodium_memzero(made, (size_t)len);
	free(made);
}

void
buf_insert(struct buf *b, size_t at, const void *data, size_t len)
{
	char *copy;

	if (at > b->len)
		bug("byte %zu lies outside a text of %zu", at, b->len);
	/* A copy, because data may lie in the part that moves. */
	copy = xstrndup(data, len);
	buf_reserve(b, len);
	memmove(b->data + at + len, b->data + at, b->len - at + 1);
	memcpy(b->data + at, copy, len);
	b->len += len;
	sodium_memzero(copy, len);
	free(copy);
}

void
buf_remove(struct buf *b, size_t at, size_t len)
{
	if (at > b->len || len > b->len - at)
		bug("%zu bytes at %zu lie outside a text of %zu", len, at,
		    b->len);
	if (len == 0)
		return;
	memmove(b->data + at, b->data + at + len, b->len - at - len + 1);
	b->len -= len;
}

void
buf_truncate(struct buf *b, size_t len)
{
	if (len > b->len)
		bug("a text of %zu bytes can't be cut to %zu", b->len, len);
	b->len = len;
	if (b->data != NULL)
		b->data[len] = '\0';
}

bool
buf_equal(const struct buf *a, const struct buf *b)
{
	return a->len == b->len &&
	    (a->len == 0 || memcmp(a->data, b->data, a->len) == 0);
}

/* The letter after the backslash, or NUL where JSON has no short form. */
static char
json_short_escape(uint32_t cp)
{
	switch (cp) {
	case '"':
	case '\\':
		return (char)cp;
	case '\b':
		return 'b';
	case '\f':
		return 'f';
	case '\n':
		return 'n';
	case '\r':
		return 'r';
	case '\t':
		return 't';
	default:
		return '\0';
	}
}

void
buf_add_json(struct buf *b, const char *text)
{
	size_t len = strlen(text), at, n;
	char letter, bytes[4];
	uint32_t cp;

	buf_addc(b, '"');
	for (at = 0; at < len; at += n) {
		n = utf8_decode(text + at, len - at, &cp);
		letter = json_short_escape(cp);
		if (letter != '\0') {
			buf_addc(b, '\\');
			buf_addc(b, letter);
		} else if (cp < 0x20) {
			buf_addf(b, "\\u%04x", (unsigned)cp);
		} else {
			buf_add(b, bytes, utf8_encode(cp, bytes));
		}
	}
	buf_addc(b, '"');
}
