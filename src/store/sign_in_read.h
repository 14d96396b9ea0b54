/*
 * sign_in_read: keys and sign-ins as rows in the caller's arena, as far as the
 * member may see them; and what sshd is told of a key.
 */
#ifndef STORE_SIGN_IN_READ_H
#define STORE_SIGN_IN_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "store/db.h"

struct key_row {
	int64_t id, member;
	const char *login, *name;
	const char *type, *fingerprint, *comment;
	const char *added_at, *added_by;
	const char *disabled_at;	/* "": it lets one in */
	const char *reason;
};

/* By whose they are; of one member, or of all (0). */
bool key_read(struct db *db, int64_t member, struct arena *a,
    struct key_row **rows, size_t *n, struct err *err);

struct sign_in_row {
	const char *at;
	const char *login, *name;	/* "": nobody of that name */
	const char *how, *fingerprint;
	const char *refused;		/* "": came in */
	const char *left_at, *left_how;	/* "": still here, or killed */
};

/* Newest first, at most limit; of one member, or of all (0). */
bool sign_in_read(struct db *db, int64_t member, size_t limit,
    struct arena *a, struct sign_in_row **rows, size_t *n, struct err *err);

/* Whose key has this fingerprint, for sshd (see db_sign_in_sshd): false with
 * err untouched when it is nobody's who may sign in today. */
struct key_answer {
	const char *login, *type, *blob;
};
bool key_read_sshd(struct db *db, const char *fingerprint, struct arena *a,
    struct key_answer *answer, struct err *err);

#endif
