/*
 * base64: RFC 4648's first alphabet with padding, read strictly: no blanks, no
 * bits left over. libsodium's. Owns nothing.
 */
#ifndef BASE_BASE64_H
#define BASE_BASE64_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* Add the bytes to b; without the "=" at the end when bare. */
void base64_add(struct buf *b, const void *data, size_t len, bool bare);

/* Add what text stands for to b. False, and b as it was, when text is anything
 * but whole and canonical base64, or stands for more than most bytes. */
bool base64_read(struct buf *b, const char *text, size_t len, size_t most);

#endif
