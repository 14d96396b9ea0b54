/*
 * contribution_read: what agencies bring to a case for a meeting, with what
 * they say of each party. Rows in the caller's arena; a viewer gets their own
 * agency's, what was shared once it was heard, and all of it only with the
 * right to everyone's research.
 */
#ifndef STORE_CONTRIBUTION_READ_H
#define STORE_CONTRIBUTION_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "store/db.h"

struct contribution_line_row {
	int64_t id;
	int position;
	int64_t party;		/* of whom it speaks; 0: nobody */
	const char *party_name;
	const char *sort;	/* "fact" or "opinion", or the kind's */
	const char *text;
	bool share;
	const char *withheld_reason;
};

struct checked_row {
	int64_t id;
	int64_t party;
	const char *party_name;
	const char *role;	/* the party's role in the case */
	const char *result;	/* known, not-known, not-checked */
};

struct contribution_row {
	int64_t id;
	int64_t casefile, meeting, agency;
	const char *ref;	/* the case's */
	const char *agency_name, *agency_short;
	int64_t member;
	const char *member_name;
	const char *state;	/* begun, given, nil */
	int given_on;
	const char *heard_at;	/* NULL: not heard */
	const char *answers;	/* JSON */
	const struct contribution_line_row *lines;
	size_t n_lines;
	const struct checked_row *checked;
	size_t n_checked;
};

/* Of a case at a meeting, with lines and checks, by agency. */
bool contribution_read_case(struct db *db, int64_t casefile, int64_t meeting,
    struct arena *a, struct contribution_row **rows, size_t *n,
    struct err *err);

/* Of an agency for all cases of a meeting, with lines and checks. */
bool contribution_read_agency(struct db *db, int64_t agency, int64_t meeting,
    struct arena *a, struct contribution_row **rows, size_t *n,
    struct err *err);

/* One by its id, or by its case, meeting and agency; *row has id 0 when there
 * is none that one sees. */
bool contribution_read(struct db *db, int64_t id, struct arena *a,
    struct contribution_row *row, struct err *err);
bool contribution_find(struct db *db, int64_t casefile, int64_t meeting,
    int64_t agency, int64_t *id, struct err *err);

#endif
