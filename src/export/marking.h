/*
 * marking: which marking a document bears: the highest among its board's own
 * and those of the records it is made of, of which the viewer sees each. Owns
 * nothing.
 */
#ifndef EXPORT_MARKING_H
#define EXPORT_MARKING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "form/kind.h"
#include "store/db.h"

struct marking_of {
	const int64_t *casefiles;
	size_t n_casefiles;
	const int64_t *actions;	/* with the records they hang on */
	size_t n_actions;
	int64_t meeting;	/* with the reports kept with it; 0 */
	bool more;		/* and of more than is listed: it bears the
				 * highest that there is */
};

/* *marking gets it, in the arena; "" for none. */
bool marking_find(struct db *db, const struct kind *k,
    const struct marking_of *of, struct arena *a, const char **marking,
    struct err *err);

#endif
