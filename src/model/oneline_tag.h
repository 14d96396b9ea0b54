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
	const char **listed;		/* without their @ */
	size_t n_listed;
};

/* Take them out of the segments' words. A # says nothing where the kind has no
 * strands, an & nothing when no reference follows. */
void oneline_tag_take(struct oneline_segment *segs, size_t n,
    const struct oneline_tags *tags, struct arena *a,
    struct oneline_tagged *out);

/* Who is meant behind the @ of a line: the words' owners, each once; false, and
 * a gap's sentence, when one of them means nobody or several. */
bool oneline_tag_listed(const struct oneline_names *names,
    const struct oneline_tagged *found, struct arena *a,
    struct oneline_owner **out, size_t *n, const char **gap);

/* What an owner is called behind an @, in one word; and who goes on from what
 * is typed there. */
const char *oneline_tag_at(const struct oneline_names *names,
    const struct oneline_owner *owner, struct arena *a);
size_t oneline_tag_at_begin(const struct oneline_names *names,
    const char *typed, size_t max, struct arena *a,
    struct oneline_owner **out);

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
