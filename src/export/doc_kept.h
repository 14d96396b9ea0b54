/*
 * doc_kept: a document as the bytes that are kept of it: one JSON object whose
 * members stand in one order, from which every format can be made again as it
 * was. Owns nothing but the document it reads; knows no book.
 */
#ifndef EXPORT_DOC_KEPT_H
#define EXPORT_DOC_KEPT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "export/doc.h"

/* What the bytes say of themselves, besides the document. */
struct doc_kept {
	const char *meeting;	/* its reference */
	const char *edition;	/* "full", "sanitised" */
	int version;
	size_t n_text;		/* blocks that are the minutes themselves; what
				 * follows are notes on versions */
};

/* Add the bytes of d, without its version and code, which are of its state, and
 * without the dates for calendars that are no part of what was said. */
void doc_keep(const struct doc *d, const struct doc_kept *k,
    struct buf *out);

/* The document again; free with doc_release, also after a failure. The texts of
 * k lie in its arena. ERR_SCHEMA for bytes that doc_keep did not make. */
bool doc_kept_read(const char *bytes, size_t len, struct doc *out,
    struct doc_kept *k, struct err *err);

#endif
