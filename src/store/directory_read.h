/*
 * directory_read: agencies, members, boards and roles as rows in the caller's
 * arena.
 */
#ifndef STORE_DIRECTORY_READ_H
#define STORE_DIRECTORY_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "store/db.h"

struct agency_row {
	int64_t id;
	int depth;		/* 0; a team in it 1; … */
	const char *name, *short_name, *category;
	int members;		/* who may sign in */
};

struct member_row {
	int64_t id;
	const char *name;	/* with title */
	const char *post, *login;
	const char *agency_short;	/* board members alone */
	const char *role;		/* likewise: a role's key */
	bool keeper;
};

struct board_row {
	int64_t id, kind_version;
	const char *kind, *name, *prefix, *nation, *place;
};

struct board_meeting_row {
	int64_t id;
	const char *ref;
	int held_on;
	const char *starts, *status;
	int cases;		/* on its agenda that one sees */
};

/* All that have not ended, teams under their agency. */
bool agency_read_tree(struct db *db, struct arena *a,
    struct agency_row **rows, size_t *n, struct err *err);

/* The members of one agency itself. */
bool member_read_agency(struct db *db, int64_t agency, struct arena *a,
    struct member_row **rows, size_t *n, struct err *err);

/* "DS Odo Notebook"; ERR_INPUT when there is no such member. */
bool member_name_read(struct db *db, int64_t id, struct arena *a,
    const char **name, struct err *err);

/* ERR_INPUT when there is none that one may see. */
bool board_read(struct db *db, int64_t id, struct arena *a,
    struct board_row *row, struct err *err);

/* Who has a role on it, by role. */
bool board_read_members(struct db *db, int64_t board, struct arena *a,
    struct member_row **rows, size_t *n, struct err *err);

/* Its meetings, latest first, at most limit. */
bool board_read_meetings(struct db *db, int64_t board, size_t limit,
    struct arena *a, struct board_meeting_row **rows, size_t *n,
    struct err *err);

#endif
