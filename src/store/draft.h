/*
 * draft: what is being typed, kept in the book until it is saved or thrown
 * away, so that no crash, hang-up or flat battery loses a word. A draft
 * belongs to one member and one place on the screens (a key the screen
 * chooses, as "action/12/text"). Drafts are not recorded as events.
 */
#ifndef STORE_DRAFT_H
#define STORE_DRAFT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "store/db.h"

struct draft {
	const char *place;	/* the screen's key */
	const char *text;
	int64_t cursor;		/* byte offset in text */
	int64_t casefile;	/* 0, or whose text it is: erasing finds it */
	int64_t at;		/* last typed, epoch ms */
};

/* Keep it; replaces the member's draft of that place. Its own transaction.
 * An empty text drops it. */
bool draft_save(struct db *db, const char *place, const char *text,
    int64_t cursor, int64_t casefile, struct err *err);

/* Throw it away: when in a transaction, with it (the save that takes the
 * words drops the draft in one go), otherwise at once. */
bool draft_drop(struct db *db, const char *place, struct err *err);

/* The draft of a place; d->text is NULL when there is none. */
bool draft_load(struct db *db, const char *place, struct arena *a,
    struct draft *d, struct err *err);

/* All of the member's drafts, newest first. */
bool draft_list(struct db *db, struct arena *a, struct draft **drafts,
    size_t *count, struct err *err);

/* How many those are. */
bool draft_count(struct db *db, int *count, struct err *err);

#endif
