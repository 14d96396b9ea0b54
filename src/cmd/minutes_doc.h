/*
 * minutes_doc: the minutes of a meeting as a document: as the record has them
 * now, or as they were kept; and which of them one gets. Reads; changes nothing
 * and notes nothing: that is its callers'.
 */
#ifndef CMD_MINUTES_DOC_H
#define CMD_MINUTES_DOC_H

#include <stdbool.h>
#include <stdint.h>

#include "cmd/session.h"
#include "export/doc.h"
#include "export/doc_kept.h"
#include "store/edition_read.h"
#include "store/meeting_read.h"

#define MINUTES_CODE 12		/* of a hash, as the short code on a page */

/* Which of them: the latest version there is, else the draft; one version by
 * its number; or the draft whatever there is. */
enum { MINUTES_LATEST = 0, MINUTES_DRAFT = -1 };

struct minutes_wish {
	const char *sort;	/* NULL: full */
	int version;		/* or MINUTES_LATEST, MINUTES_DRAFT */
	bool leaves;		/* for an agency's hands: without what the kind
				 * keeps out of the papers of others */
	int64_t agency;		/* whose hands; 0: nobody's of the board */
};

/* What one gets: row.id 0 for what the record says now, in one's own view. */
struct minutes_got {
	struct edition_row row;
	struct doc doc;
	struct doc_kept kept;
};

/* Find and make it. What leaves is made of the record where the version that is
 * kept holds what stays. ERR_INPUT where there is no such edition that one may see:
 * the same words whether or not there is one. Free with minutes_got_release,
 * also after a failure. */
bool minutes_get(struct session *s, const struct meeting_row *m,
    const struct minutes_wish *wish, struct minutes_got *out,
    struct err *err);
void minutes_got_release(struct minutes_got *g);

/* The record as it is now, in one's own view; record: its pages carry the
 * chain's head. wish (NULL: none) says whether it leaves. */
bool minutes_doc_live(struct session *s, const struct meeting_row *m,
    bool record, const struct minutes_wish *wish, struct doc *out,
    struct err *err);

/* A version as it is kept, or made of the one before and its corrections,
 * without what its pages say of its state. */
bool minutes_doc_kept(struct session *s, const struct edition_row *row,
    struct doc *out, struct doc_kept *k, struct err *err);

/* Add the notes on what this version corrects, which are kept with it. */
bool minutes_doc_note(struct session *s, const struct edition_row *row,
    struct doc *d, struct err *err);

/* What its pages say: version, state, code, and who approved it; as_circulated:
 * as they were before it was approved. */
void minutes_doc_finish(const struct edition_row *row, bool as_circulated,
    struct doc *d);

/* A text of the document by its place, or NULL. */
const char **minutes_doc_place(struct doc *d, int block, int line, int part);

/* "13 Mar 2031 14:02" of local ISO text. */
void minutes_when(struct buf *b, const char *iso);

/* How a version stands, in words: "circulated 13 Mar 2031 14:02, not yet
 * approved". */
void minutes_say_state(struct buf *b, const struct edition_row *row,
    bool as_circulated);

#endif
