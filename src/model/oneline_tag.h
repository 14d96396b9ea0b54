/*
 * oneline_tag: the words of an action's line that begin with # (its strand) or
 * & (another record it hangs on), wherever they stand. Private to oneline.
 */
#ifndef MODEL_ONELINE_TAG_H
#define MODEL_ONELINE_TAG_H

#include "model/oneline.h"
#include "model/oneline_split.h"

struct oneline_tagged {
	struct oneline_word *words;	/* all of them, in order */
	size_t n;
	/* Of the first strand word: the strands it could be. */
	const struct oneline_strand **strands;
	size_t n_strands;
	const char *typed;		/* that word without its #; NULL */
	bool several;			/* another one names another */
	const char **links;		/* without their & */
	size_t n_links;
};

/* Take them out of the segments' words. A # says nothing where the kind has no
 * strands, an & nothing when no reference follows. */
void oneline_tag_take(struct oneline_segment *segs, size_t n,
    const struct oneline_tags *tags, struct arena *a,
    struct oneline_tagged *out);

/* "#R Repair, #N Renew", for a sentence. */
const char *oneline_tag_list(const struct oneline_strand *const *strands,
    size_t n, struct arena *a);

/* The strand of a line: what is named, else the usual one; NULL with a gap's
 * sentence in *gap where one is needed and none is understood. */
const struct oneline_strand *oneline_tag_settle(
    const struct oneline_tags *tags, const struct oneline_tagged *found,
    struct arena *a, const char **gap);

/* The strands that go on from what is typed after a #, best first. */
size_t oneline_tag_begin(const struct oneline_tags *tags, const char *typed,
    struct arena *a, const struct oneline_strand ***out);

#endif
