/*
 * pdf_finish: what cairo leaves out of a PDF and readers need: the language of
 * its text, that it is tagged, and that its title is to be shown instead of the file's name. Part
 * of the module of the heavy writers.
 */
#ifndef EXPORT_PDF_FINISH_H
#define EXPORT_PDF_FINISH_H

#include <stdbool.h>

#include "base/buf.h"

/* Add the PDF to out with the language added to its catalogue, as an update at
 * its end (ISO 32000-1, 7.5.6). False when the PDF is none of cairo's. */
bool pdf_finish(const struct buf *pdf, const char *language,
    struct buf *out);

#endif
