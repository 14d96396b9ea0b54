/*
 * return_read: what a return counts, through the visible_ views: the meeting
 * it is of, the cases that meetings had on their agendas, who is in them. An
 * item is good until each answers. Knows keys, no labels.
 */
#ifndef STORE_RETURN_READ_H
#define STORE_RETURN_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "store/db.h"

struct return_meeting {
	int64_t id;		/* 0: there is none */
	const char *ref;
	int held_on;
};

/* The board's last meeting that was held by that day, or, of those, the one of
 * this reference (NULL: any). */
bool return_read_meeting(struct db *db, int64_t board, const char *ref,
    int today, struct arena *a, struct return_meeting *out, struct err *err);

/* What the board gave once, as JSON: populations and such. */
bool return_read_board(struct db *db, int64_t board, struct arena *a,
    const char **answers, struct err *err);

/* A case on the agenda of a meeting that was held. */
struct return_item {
	const char *type, *disposition;	/* keys, or "" */
	int64_t meeting;
	const char *meeting_ref;
	int held_on;
	int64_t casefile;
	const char *ref, *case_type;
	int64_t agency;		/* who referred; 0 */
	int received_on;
	const char *answers;	/* JSON */
	bool repeat;		/* decided to be one */
	bool by_referral, by_meeting;	/* what either clock says */
};

/* Those of the board between these days, both inside, or of this meeting alone
 * (0: all). each answers false to stop, which is no failure. */
bool return_read_items(struct db *db, int64_t board, int64_t meeting,
    int from, int until, bool (*each)(void *arg,
    const struct return_item *row), void *arg, struct err *err);

/* Someone in a case. */
struct return_party {
	const char *role;
	int born_on;		/* DATE_NONE */
	int age, age_on;	/* as told; -1 and DATE_NONE */
	const char *sex;	/* a key or "" */
	const char *answers, *in_case;	/* JSON: theirs, and in this role */
};

bool return_read_parties(struct db *db, int64_t casefile, struct arena *a,
    struct return_party **rows, size_t *n, struct err *err);

#endif
