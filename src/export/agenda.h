/*
 * agenda: the agenda of a meeting as a document: its steps in order, and the
 * cases of each with who is in them, out of what the viewer may see. Owns
 * nothing but the document it makes; the words are the kind's.
 */
#ifndef EXPORT_AGENDA_H
#define EXPORT_AGENDA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "export/doc.h"
#include "form/kind.h"
#include "store/agenda_read.h"
#include "store/db.h"
#include "store/meeting_read.h"

struct agenda_source {
	struct db *db;
	const struct kind *kind;	/* the meeting's own version */
	const struct meeting_row *meeting;
	const struct agenda_row *rows;	/* of it, with their names */
	size_t n;
};

/* Add it to a document; the caller has recorded the consultation, and gives the
 * document its marking, version and code. */
bool agenda_add(const struct agenda_source *src, struct doc *out,
    struct err *err);

#endif
