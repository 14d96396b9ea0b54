/*
 * sanitise_cmd: the sanitised edition of minutes, written paragraph by paragraph
 * beside the full one, never made of it; and what in a text still tells whom it
 * is about. It is approved as the full one is, by itself (cmd/edition_cmd.h).
 */
#ifndef CMD_SANITISE_CMD_H
#define CMD_SANITISE_CMD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "cmd/session.h"
#include "export/doc.h"
#include "export/doc_kept.h"
#include "store/edition_read.h"
#include "store/meeting_read.h"

/* Say something in the place of a block of the full edition; text "" leaves it
 * out. was is what was read there, "" for nothing: ERR_CONFLICT when it is
 * another now. The first begins the edition, beside the latest full one. */
bool cmd_sanitise(struct session *s, int64_t meeting, int block,
    const char *was, const char *text, struct err *err);

/* The document as it has been written so far. */
bool sanitise_doc(struct session *s, const struct edition_row *row,
    struct doc *out, struct doc_kept *k, struct err *err);

/* What the records behind an edition name, read once. */
struct telling {
	const char *what;	/* "name", "another name", … a field's label */
	const char *text;	/* as it is looked for, between blanks */
	const char *shown;
};

struct tellings {
	struct telling *rows;
	size_t n, cap;
};

/* In the arena. edition: the sanitised or the full one. */
bool sanitise_tellings(struct session *s, const struct edition_row *row,
    struct arena *a, struct tellings *out, struct err *err);

/* What of it stands in a text, "name Testington, address"; nothing when none
 * does. How many. */
size_t sanitise_look(const struct tellings *t, const char *text,
    struct buf *out);

#endif
