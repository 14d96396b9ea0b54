/*
 * export_agenda: the agenda of a meeting as a document that leaves the book, in
 * one's own view; recorded before a byte of it is written.
 */
#ifndef CMD_EXPORT_AGENDA_H
#define CMD_EXPORT_AGENDA_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "cmd/session.h"
#include "export/doc.h"
#include "store/meeting_read.h"

/* The document, and the casefiles that stand in it (in its arena). */
struct agenda_doc {
	struct doc doc;
	int64_t *casefiles;
	size_t n;
};

/* Make it as s sees it; asks for no right and notes nothing. Free the document
 * with doc_release, also after a failure. */
bool agenda_doc_make(struct session *s, const struct meeting_row *m,
    struct agenda_doc *out, struct err *err);

/* It needs the right to export one's own view, or the record. ERR_INPUT when
 * there is no such meeting that one may see. */
bool cmd_export_agenda(struct session *s, int64_t meeting,
    const struct doc_format *format, struct buf *out, struct err *err);

#endif
