/*
 * presence: who has the book open now and where. A session says it is here,
 * and again now and then; a session not heard of for two minutes is gone. Not
 * recorded as an event.
 */
#ifndef STORE_PRESENCE_H
#define STORE_PRESENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "store/db.h"

#define PRESENCE_GONE_MS 120000

struct presence {
	int64_t member;
	const char *session;
	int64_t meeting;	/* 0: none */
	bool following;		/* follows the chair's screen */
	int64_t seen;		/* epoch ms */
};

/* I am here (in this meeting, following or not); its own transaction. */
bool presence_here(struct db *db, int64_t meeting, bool following,
    struct err *err);

/* I am gone. */
bool presence_gone(struct db *db, struct err *err);

/* Who is here, in a meeting (0: anywhere). Members only, no records. */
bool presence_list(struct db *db, int64_t meeting, struct arena *a,
    struct presence **list, size_t *count, struct err *err);

#endif
