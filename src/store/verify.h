/*
 * verify: is the record what it was? Walks the chain of events from the first
 * to the last, computing each hash again, and looks over the file itself.
 */
#ifndef STORE_VERIFY_H
#define STORE_VERIFY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "store/db.h"

struct verify_result {
	bool intact;
	int64_t events;		/* entries found right before the first wrong */
	int64_t erased;		/* entries whose content was erased by order */
	int64_t bad_seq;	/* the first entry that is not right, or 0 */
	struct buf says;	/* one sentence; buf_release it */
	char head[65];		/* the chain's head, hexadecimal */
};

/* Called now and then with how far it is; false stops. */
typedef bool (*verify_progress)(void *arg, int64_t done, int64_t total);

/* Walk everything. False only when the book can't be read at all; a broken
 * chain is a true return with intact false. With file, SQLite's own check of
 * pages and indexes runs first. progress may be NULL. */
bool db_verify(struct db *db, bool file, verify_progress progress, void *arg,
    struct verify_result *result, struct err *err);

/* The head now: number of the last event and its hash in hexadecimal. */
bool db_chain_head(struct db *db, int64_t *seq, char hex[65],
    struct err *err);

/* The hash of one event; "" when there is no such event. */
bool db_chain_at(struct db *db, int64_t seq, char hex[65], struct err *err);

/* A commitment to the head: opens nothing about it, but two papers with the
 * same head and nonce carry the same. For exports that go to members. */
bool db_chain_commitment(struct db *db, const char *nonce, char hex[65],
    struct err *err);

#endif
