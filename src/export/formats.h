/*
 * formats: the writers in the module of the heavy ones, for its table alone. Each
 * adds the document to out, or tells in a sentence why not.
 */
#ifndef EXPORT_FORMATS_H
#define EXPORT_FORMATS_H

#include "export/doc_stream.h"

bool doc_write_ics(const struct doc *d, struct buf *out, struct err *err);
bool doc_write_html(const struct doc *d, struct buf *out, struct err *err);
bool doc_write_docx(const struct doc *d, struct buf *out, struct err *err);
bool doc_write_odt(const struct doc *d, struct buf *out, struct err *err);
bool doc_write_pdf(const struct doc *d, struct buf *out, struct err *err);
bool doc_write_xlsx(const struct doc *d, struct buf *out, struct err *err);

extern const struct doc_flow doc_flow_ics, doc_flow_xlsx;

#endif
