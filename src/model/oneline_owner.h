/*
 * oneline_owner: whom an action typed as one line belongs to, and what its parts
 * share while the line is read. Pure; knows the names it is given.
 */
#ifndef MODEL_ONELINE_OWNER_H
#define MODEL_ONELINE_OWNER_H

#include "model/oneline.h"
#include "model/oneline_split.h"

/* Words before a "to" that may name an owner, however much was pasted. */
#define ONELINE_OWNER_WORDS 8

struct oneline_parse {
	const struct oneline_names *names;
	const struct when_context *when;
	struct arena *arena;
	struct oneline *out;
	size_t cap_gaps;
};

/* What the line lacks, as a sentence. */
void oneline_gap(struct oneline_parse *p, enum oneline_gap_code code,
    const char *format, ...) __attribute__((format(printf, 3, 4)));

/* A short piece of what was typed, for a sentence. */
const char *oneline_quoted(struct oneline_parse *p, const char *typed);

/* The words from … up to to (exclusive) that were text are of that part. */
void oneline_mark(struct oneline_segment *seg, size_t from, size_t to,
    enum oneline_part part);

/* Find the owner of the action; what is left as text is the action. */
void oneline_find_owner(struct oneline_parse *p, struct oneline_segment *seg);

/* A milestone's own owner: named exactly, or it is the action's. */
void oneline_find_step_owner(struct oneline_parse *p,
    struct oneline_segment *seg, struct oneline_milestone *milestone);

/* There is none: a gap, with who it could be. */
void oneline_no_owner(struct oneline_parse *p);

#endif
