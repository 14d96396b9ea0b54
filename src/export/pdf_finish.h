/*
 * pdf_finish: what cairo leaves out of a PDF and readers need: the language of
 * its text, that its title is to be shown instead of the file's name, what its
 * pictures say in words, that titles of tables are those of columns, and that
 * head, foot and lines of tables are not to be read out. Part of the module of
 * the heavy writers.
 */
#ifndef EXPORT_PDF_FINISH_H
#define EXPORT_PDF_FINISH_H

#include <stdbool.h>

#include "base/buf.h"

struct pdf_words {
	const char *language;
	const char *const *picture;	/* in words, each in its turn */
	size_t n;
};

/* Add the PDF, made complete, to out. False when it is none of cairo's, with
 * objects that each stand alone. */
bool pdf_finish(const struct buf *pdf, const struct pdf_words *words,
    struct buf *out);

#endif
