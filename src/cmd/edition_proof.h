/*
 * edition_proof: is a file the edition of minutes that it says it is? By the
 * bytes that left the book, as they were noted then; else by making that edition
 * again and comparing. Reads what one may see; changes nothing.
 */
#ifndef CMD_EDITION_PROOF_H
#define CMD_EDITION_PROOF_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"
#include "cmd/session.h"

enum proof {
	PROOF_SEALED,	/* byte for byte an edition that was approved */
	PROOF_OPEN,	/* one that was circulated and not approved */
	PROOF_TAKEN,	/* left the book so, as a draft or one's own view */
	PROOF_CHANGED,	/* says it is an edition, and is not */
	PROOF_UNKNOWN	/* nothing of this book that one may see */
};

/* says gets the sentence for the person. False only when it could not be looked
 * at. */
bool cmd_edition_prove(struct session *s, const struct buf *file,
    enum proof *proof, struct buf *says, struct err *err);

#endif
