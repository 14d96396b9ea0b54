/*
 * stamp: when a document was made and from what, as it says on each of its
 * pages.
 */
#ifndef CMD_STAMP_H
#define CMD_STAMP_H

#include <stdbool.h>

#include "base/err.h"
#include "cmd/session.h"
#include "export/doc.h"

/* Set the version, the code and the time of a document that has its title. The
 * code is for members a commitment to the chain's head, from which nothing can
 * be told. */
bool stamp_doc(struct session *s, struct doc *d, struct err *err);

#endif
