/*
 * export_case: one casefile as a document that leaves the book: its whole
 * record, or what goes along when it is handed to another area. Made of what
 * the member may see; recorded before a byte of it is written.
 */
#ifndef CMD_EXPORT_CASE_H
#define CMD_EXPORT_CASE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "cmd/session.h"
#include "export/doc.h"

/* The whole record. It takes the right to export one's own view, or the record;
 * ERR_INPUT when there is no such casefile that one may see. */
bool cmd_export_case(struct session *s, int64_t casefile,
    const struct doc_format *format, struct buf *out, struct err *err);

/* What its kind sends along with a casefile that goes to another area; to is
 * whom it goes to. It takes the right that the kind says. ERR_INPUT when the
 * kind has no such pack for casefiles of this type, and, naming it, when what
 * the kind requires is not there. */
bool cmd_export_transfer(struct session *s, int64_t casefile, const char *to,
    const struct doc_format *format, struct buf *out, struct err *err);

/* Is there such a pack for this casefile, which this member may make? */
bool transfer_may(struct session *s, int64_t casefile);

/* Add how to have it, where one may: a sentence, with a blank before it. */
void transfer_offer(struct session *s, int64_t casefile, struct buf *reply);

#endif
