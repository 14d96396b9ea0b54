/*
 * fuzz_doc: a document for fuzzers of its formats, made of an input: pieces ended
 * by NUL, the first six its title, marking, handling, version, code and notice;
 * the first byte of each says which place the rest of it goes to.
 */
#ifndef FUZZ_FUZZ_DOC_H
#define FUZZ_FUZZ_DOC_H

#include <stddef.h>
#include <stdint.h>

#include "export/doc.h"

#define FUZZ_PIECES 64
#define FUZZ_HEAD 6	/* of them stand in the document's head */

struct fuzz_pieces {
	char *text[FUZZ_PIECES];
	unsigned place[FUZZ_PIECES];
	size_t n;		/* at least FUZZ_HEAD */
};

/* The pieces of an input, copied; what is too much is left out. */
void fuzz_pieces_take(struct fuzz_pieces *p, const uint8_t *data,
    size_t size);
void fuzz_pieces_release(struct fuzz_pieces *p);

/* The document of them; its head borrows theirs. */
void fuzz_pieces_doc(const struct fuzz_pieces *p, struct doc *d);

#endif
