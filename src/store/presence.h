/*
 * presence: who has a meeting open now and where, or the form of a record. A
 * session says where it is when that changes, and nothing in between: its socket
 * tells whether it lives (without one it has to be heard of now and then). Not
 * recorded as an event. What another sees of it is what they may see of the
 * record; a change wakes those alone who are in the same meeting or at a record
 * of the same case.
 */
#ifndef STORE_PRESENCE_H
#define STORE_PRESENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "store/db.h"

/* A session without a socket is taken for gone when it was not heard of for so
 * long; it should say so twice as often. */
#define PRESENCE_GONE_MS 120000

/* Where a session is. */
struct presence_at {
	int64_t meeting;	/* 0: none, but the form of a record */
	bool following;		/* the chair's screen */
	int64_t casefile, item;	/* read or typed in apart from it; 0 */
	int64_t action;		/* whose form is open; 0 */
	const char *typing;	/* the place of its draft; NULL: nothing */
	bool research;		/* of what an agency brings */
};

struct presence {
	int64_t member;
	const char *name;	/* "DS Bram Notebook" */
	int64_t agency;
	const char *session;
	int64_t meeting;
	bool following;
	int64_t seen;		/* when it last moved or was heard, epoch ms */
	int64_t casefile;	/* read or typed in; 0: none one may see */
	int64_t item;		/* of the agenda, with typing; 0 */
	const char *ref;	/* of that; "" */
	const char *typing;	/* NULL: nothing one may see */
	bool alive;		/* false: the line dropped, or it was killed */
	bool own;		/* this very session */
};

/* I am here; its own transaction. What is left of sessions of mine that have
 * died goes with the first, and everyone's a day old. Tells the others in the
 * meeting, and in the one that was left for it (was; 0: none); outside a meeting
 * all who have a form open there; and wherever they are those at a record of the
 * same case, or of the one that was left. */
bool presence_here(struct db *db, const struct presence_at *at, int64_t was,
    struct err *err);

/* I have left the meeting. */
bool presence_gone(struct db *db, int64_t meeting, struct err *err);

/* Who is in a meeting, and where; typing: those alone who are typing where one
 * may see it, this session and those that died left out. */
bool presence_list(struct db *db, int64_t meeting, bool typing,
    struct arena *a, struct presence **list, size_t *count,
    struct err *err);

/* Who types in a record of the case, in a meeting or not: those where one may
 * see it, this session and those that died left out. */
bool presence_record(struct db *db, int64_t casefile, struct arena *a,
    struct presence **list, size_t *count, struct err *err);

#endif
