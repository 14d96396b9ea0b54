/*
 * oneline_names: who an action typed as one line may belong to, and by which
 * words. Private to oneline; everything it makes lies in the caller's arena.
 */
#ifndef MODEL_ONELINE_NAMES_H
#define MODEL_ONELINE_NAMES_H

#include "model/oneline.h"

/* How well words fit a name, worst first. */
enum oneline_tier {
	ONELINE_FITS_NOT,
	ONELINE_BEGINS,		/* a name begins with them */
	ONELINE_WEAK,		/* a forename, a word of an agency's name */
	ONELINE_EXACT		/* a surname, a whole name, an agency's name */
};

struct oneline_fit {
	enum oneline_tier tier;
	struct oneline_owner *owners;	/* all that fit so well */
	size_t n;
};

enum oneline_list {
	ONELINE_LIST_EVERYONE,
	ONELINE_LIST_NO_OWNER,
	ONELINE_LIST_NO_DATE,
	ONELINE_LIST_WEAK,
	ONELINE_LISTS
};

/* Who is meant by a folded phrase (name_fold). An agency stands for the one
 * who represents it here, if there is one. */
void oneline_names_fit(const struct oneline_names *names, const char *phrase,
    struct arena *a, struct oneline_fit *out);

/* Those whose names are a few slips away from the phrase. */
void oneline_names_near(const struct oneline_names *names,
    const char *phrase, struct arena *a, struct oneline_fit *out);

/* Everyone, for a fan-out: each agency, with who represents it. */
void oneline_names_all(const struct oneline_names *names, struct arena *a,
    struct oneline_fit *out);

/* All that have a name which begins with the phrase ("" is everybody), those
 * present first; an agency stands for itself. At most max. */
size_t oneline_names_begin(const struct oneline_names *names,
    const char *phrase, size_t max, struct arena *a,
    struct oneline_owner **out);

/* True when the folded phrase is an entry of the list. */
bool oneline_names_in(const struct oneline_names *names,
    enum oneline_list list, const char *phrase);

/* True when an entry of the list begins with the folded text. */
bool oneline_names_begins(const struct oneline_names *names,
    enum oneline_list list, const char *folded);

/* The longest entry of the list that the folded text begins with as whole
 * words; NULL when there is none. */
const char *oneline_names_prefix(const struct oneline_names *names,
    enum oneline_list list, const char *folded);

/* The shortest words that mean this owner and nobody else. */
const char *oneline_names_unique(const struct oneline_names *names,
    const struct oneline_owner *owner, struct arena *a);

/* What was set, or no strands at all. Never NULL. */
const struct oneline_tags *oneline_names_tags(
    const struct oneline_names *names);

/* An agency as people call it: its short name, or its name. */
const char *oneline_agency_shown(const struct oneline_agency *agency);

#endif
