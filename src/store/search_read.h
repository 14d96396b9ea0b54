/*
 * search_read: what a search finds, newest first, as rows in the caller's
 * arena. Only what the viewer may see is found, or counted.
 */
#ifndef STORE_SEARCH_READ_H
#define STORE_SEARCH_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "store/db.h"

struct search_row {
	const char *tbl;	/* the record that holds the words */
	int64_t row;
	int64_t casefile, meeting;	/* 0: none, or not seen */
	const char *case_ref;	/* "" */
	const char *case_type;	/* a case type's key, "" … */
	int64_t board;		/* … of this board's kind; 0 */
	const char *meeting_ref;
	int held_on;		/* of the meeting; DATE_NONE */
	const char *text;	/* the words of the entry, one line */
	size_t at;		/* where the first word that fits begins */
};

/* Words as a person types them: all must occur, the last one may be unfinished
 * (from two letters on), "…" keeps words together; anything else is a
 * letter like any other, so no typing is an error. At most limit rows. No
 * words: no rows. */
bool search_read(struct db *db, const char *words, size_t limit,
    struct arena *a, struct search_row **rows, size_t *n, struct err *err);

/* Add the words as the index wants them: each quoted, the last one as a
 * beginning. False when nothing is left to look for. */
bool search_words(struct buf *b, const char *words);

#endif
