/*
 * edition_read: minutes as documents, their versions, corrections, and what of
 * them went out, as rows in the caller's arena. Reads through the visible_
 * views: whoever may not see all that an edition holds finds none of it, and
 * learns from minutes_state alone how far the minutes are.
 */
#ifndef STORE_EDITION_READ_H
#define STORE_EDITION_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "store/db.h"

#define EDITION_FULL "full"
#define EDITION_SANITISED "sanitised"

struct edition_row {
	int64_t id, meeting, board;
	const char *ref;	/* the meeting's */
	int held_on;
	const char *sort;	/* full or sanitised */
	int version;
	const char *state;	/* draft, circulated, corrected, approved */
	const char *hash;	/* of its own text, or "" */
	int64_t made_by, circulated_by, approved_by;
	const char *made_name, *circulated_name, *approved_name;
	const char *made_at, *circulated_at, *approved_at; /* or NULL */
	int64_t approved_meeting;
	const char *approved_ref;	/* of it; "": between meetings */
	const char *seal;	/* or "" */
	bool has_text;		/* of its own; erased when hash is not "" */
	int n_corrections;	/* made in this version */
	int64_t beside;		/* the full one it is written beside; 0 */
};

/* The versions of an edition of a meeting's minutes, latest first. */
bool edition_read_list(struct db *db, int64_t meeting, const char *sort,
    struct arena *a, struct edition_row **rows, size_t *n, struct err *err);

/* One of them; ERR_INPUT when there is none that one may see. */
bool edition_read(struct db *db, int64_t id, struct arena *a,
    struct edition_row *row, struct err *err);

/* That with this code on its pages; id 0 when there is none. */
bool edition_read_code(struct db *db, const char *code, struct arena *a,
    struct edition_row *row, struct err *err);

/* The bytes kept of one, "" where it has none of its own; and the version whose
 * text it corrects (0: none). */
bool edition_read_text(struct db *db, int64_t edition, struct arena *a,
    const char **body, struct err *err);
bool edition_read_base(struct db *db, int64_t edition, int64_t *base,
    struct err *err);

/* A reference of what the meeting heard and the edition does not hold; NULL when
 * it holds all that one sees. */
bool edition_read_lacking(struct db *db, int64_t edition, struct arena *a,
    const char **ref, struct err *err);

struct correction_row {
	int64_t id;
	int block, line, part;	/* line and part -1: not in a table */
	const char *was, *now;
	const char *agreed_ref;	/* a meeting's, "": between meetings */
	int agreed_on;
	const char *made_name;
};

bool correction_read(struct db *db, int64_t edition, struct arena *a,
    struct correction_row **rows, size_t *n, struct err *err);

/* What a sanitised edition says in the place of a block of the full one. */
struct passage_row {
	int64_t id;
	int block;
	const char *text;
};

bool passage_read(struct db *db, int64_t edition, struct arena *a,
    struct passage_row **rows, size_t *n, struct err *err);

/* How far the minutes of a meeting are, for all who see minutes: the first time
 * they went round and were approved; NULL: not yet. */
struct minutes_state {
	const char *circulated_at, *approved_at;
	const char *approved_name;
	const char *approved_ref;	/* the meeting it was at, or "" */
};

bool minutes_state_read(struct db *db, int64_t meeting, struct arena *a,
    struct minutes_state *state, struct err *err);

/* Meetings whose minutes were approved at this one, as "MM-2031-02". */
struct approved_row {
	const char *ref;
	int held_on;
	const char *approved_at, *approved_name;
};

bool approved_read(struct db *db, int64_t meeting, struct arena *a,
    struct approved_row **rows, size_t *n, struct err *err);

struct handout_row {
	int64_t id, meeting, edition;	/* edition 0: none one may see */
	const char *ref;
	int version;
	const char *sort;		/* "" without an edition */
	const char *how;		/* circulated, exported, packed */
	const char *what;		/* minutes, agenda …; a pack's key */
	const char *agency_name;	/* for which it was made, or "" */
	bool encrypted;
	bool failed;			/* noted, and did not leave */
	const char *parts;		/* of a pack: "minutes, actions" */
	const char *format, *hash;
	const char *by_name, *to_name, *recipient;
	const char *at;
};

/* Of one meeting, latest first. */
bool handout_read(struct db *db, int64_t meeting, struct arena *a,
    struct handout_row **rows, size_t *n, struct err *err);

/* Of a board: as a whole (meeting 0), latest first; then of its meetings. */
bool handout_read_board(struct db *db, int64_t board, struct arena *a,
    struct handout_row **rows, size_t *n, struct err *err);

/* The first that left with these bytes; id 0: none. */
bool handout_read_hash(struct db *db, const char *hash, struct arena *a,
    struct handout_row *row, struct err *err);

#endif
