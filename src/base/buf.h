/*
 * buf: a growing string of bytes, always NUL-terminated once anything was
 * added. Owns its memory; knows nothing of what the bytes mean.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct buf {
	char *data;	/* NULL until the first byte is added */
	size_t len;	/* bytes in use, without the NUL */
	size_t cap;	/* bytes allocated */
};

/* Give back the memory; the buf is empty and usable again. */
void buf_release(struct buf *b);

/* The same, with the bytes wiped first: for keys, pass phrases and what must
 * not lie about in freed memory. Growing moves the bytes and leaves a copy
 * behind, so buf_reserve the room before a secret goes in. */
void buf_wipe(struct buf *b);

/* Make room for more bytes beyond those in use; the text stays as it is. */
void buf_reserve(struct buf *b, size_t more);

/* Empty it, keep the memory. */
void buf_clear(struct buf *b);

/* Take the string out: yours to free, never NULL; the buf is empty after. */
char *buf_take(struct buf *b);

/* The text so far, never NULL; good until the next change. */
const char *buf_text(const struct buf *b);

/* Add to the end. What is added may lie in the buf itself. */
void buf_add(struct buf *b, const void *data, size_t len);
void buf_adds(struct buf *b, const char *text);	/* a NUL-terminated string */
void buf_addc(struct buf *b, char c);
void buf_addf(struct buf *b, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void buf_vaddf(struct buf *b, const char *format, va_list ap)
	__attribute__((format(printf, 2, 0)));

/* Put len bytes in at position at (at <= b->len), or take len bytes out
 * (at + len <= b->len). */
void buf_insert(struct buf *b, size_t at, const void *data, size_t len);
void buf_remove(struct buf *b, size_t at, size_t len);

/* Cut to the first len bytes (len <= b->len). */
void buf_truncate(struct buf *b, size_t len);

/* True when both hold the same bytes. */
bool buf_equal(const struct buf *a, const struct buf *b);

/* Add text as a JSON string, quotes included. Bytes that are not UTF-8 become
 * U+FFFD, so the result is always valid JSON. */
void buf_add_json(struct buf *b, const char *text);

#endif
