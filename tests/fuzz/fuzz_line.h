/*
 * fuzz_line: bytes to lines for verb_run_line that get far: the verbs that
 * there are, with words of the kinds their usage asks for, and now and then a
 * word of any other kind.
 */
#ifndef FUZZ_FUZZ_LINE_H
#define FUZZ_FUZZ_LINE_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/* Bytes to decide by; past the end they are 0. */
struct fuzz_bytes {
	const uint8_t *data;
	size_t n, at;
};

uint8_t fuzz_byte(struct fuzz_bytes *b);

/* A line. Where it names the restricted case, ref stands for it. */
void fuzz_line(struct fuzz_bytes *b, const char *ref, struct buf *line);

/* A word of any kind, without quotes. */
const char *fuzz_word(struct fuzz_bytes *b);

#endif
