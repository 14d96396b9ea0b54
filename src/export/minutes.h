/*
 * minutes: the minutes of a meeting as a document: everything its kind's
 * outline asks for, out of what the viewer may see. Owns nothing but the
 * document it makes; the words are the kind's.
 */
#ifndef EXPORT_MINUTES_H
#define EXPORT_MINUTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "export/doc.h"
#include "form/kind.h"
#include "store/db.h"

/* A case that has left the repeat window since the meeting before. */
struct minutes_lapsed {
	const char *ref, *name;
	int from_on, ended_on;	/* the day its clock began; the last one */
};

struct minutes_source {
	struct db *db;
	const struct kind *kind;	/* the meeting's own version */
	const char *version;		/* for every page; "" for none */
	const char *code;		/* the short code; "" for none */
	const struct minutes_lapsed *lapsed;
	bool lapsed_heard;	/* counted from the hearing, not the
				 * referral */
	size_t n_lapsed;
	bool leaves;		/* it is for another's hands: what the kind
				 * keeps out of such papers stays (restricted
				 * sorts), but what this agency said itself */
	int64_t agency;		/* 0: none */
};

/* Build the full edition; free with doc_release, also after a failure.
 * ERR_INPUT when there is no such meeting that one may see. The consultation
 * has been recorded by the caller. */
bool minutes_build(const struct minutes_source *src, int64_t meeting,
    struct doc *out, struct err *err);

/* Would a paper that leaves be without some of what one may see? */
bool minutes_keep_back(const struct minutes_source *src, int64_t meeting,
    bool *keep, struct err *err);

/* What is said of one casefile at a meeting, by the kind's outline of a case,
 * added to a document: all of it but the heading, the people and the referral,
 * which are the casefile's own. *n gets how many of its lines there were. */
bool minutes_add_case(const struct minutes_source *src, int64_t meeting,
    int64_t casefile, struct doc *out, size_t *n, struct err *err);

#endif
