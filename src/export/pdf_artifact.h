/*
 * pdf_artifact: what a page of a tagged PDF shows outside of its tags is marked
 * as not to be read out (ISO 32000-1, 14.8.2.2). Part of the module of the
 * heavy writers.
 */
#ifndef EXPORT_PDF_ARTIFACT_H
#define EXPORT_PDF_ARTIFACT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* Add the operators of a page, so marked, to out. */
void pdf_artifact(const char *page, size_t len, struct buf *out);

/* The same with what is packed (FlateDecode).
 * False when it can't be unpacked or there is no room. */
bool pdf_artifact_packed(const char *data, size_t len, struct buf *out);

#endif
