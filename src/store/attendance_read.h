/*
 * attendance_read: who is expected, here, excused or absent at a meeting, and
 * which conflicts of interest were declared. Rows for screens and documents
 * in the caller's arena; only what the viewer may see.
 */
#ifndef STORE_ATTENDANCE_READ_H
#define STORE_ATTENDANCE_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "store/db.h"

struct attendance_row {
	int64_t id;
	int64_t member;		/* 0: an agency that sent nobody it named */
	int64_t agency;
	const char *member_name;	/* "DS Bram Notebook", or "" */
	const char *surname, *login, *post;
	int64_t parent;		/* the agency that its agency is a team of; 0 */
	const char *agency_name, *agency_short, *category;
	const char *role;	/* a role's key */
	const char *state;	/* expected, present, online, apologies, absent */
	bool here;		/* present or online, and has not left */
	bool attended;		/* present or online, left or not */
	int64_t deputy_for;
	const char *deputy_for_name;
	int info_sent;		/* 1 yes, 0 no, -1 not asked */
	int info_on;		/* DATE_NONE */
	const char *accepted_at, *accepted_version; /* NULL: not accepted */
	const char *came_at, *left_at;
	const char *out_at;	/* out of the room since; NULL: they are not */
	const char *note;
	bool agreed;		/* the sharing agreement stands on the day, of
				 * its agency or the one it is a team of */
	bool chair, secretary;	/* leads, or keeps the record of, this one */
};

/* The role that a member has on the meeting's board, a key; NULL: none. The roll
 * may say another, which they came as. */
bool attendance_read_role(struct db *db, int64_t meeting, int64_t member,
    struct arena *a, const char **role, struct err *err);

/* The roll: by agency, then surname. */
bool attendance_read(struct db *db, int64_t meeting, struct arena *a,
    struct attendance_row **rows, size_t *n, struct err *err);

/* Who of the roll is out of the room now, into rows read before. */
bool attendance_read_out(struct db *db, int64_t meeting, struct arena *a,
    struct attendance_row *rows, size_t n, struct err *err);

/* Someone of the agency (or a team in it) is here. */
bool attendance_agency_here(const struct attendance_row *rows, size_t n,
    int64_t agency);

/* What agencies sign, of those here or expected and of those they are teams
 * of: a row for each of both. */
struct agreement_row {
	int64_t agency;		/* on the roll */
	int64_t signer;		/* it, or the one that it is a team of */
	const char *signer_short;
	int on, until;		/* DATE_NONE: no end was noted */
};

bool agreement_read(struct db *db, int64_t meeting, struct arena *a,
    struct agreement_row **rows, size_t *n, struct err *err);

/* A time that someone was out of the room. */
struct absence_row {
	int64_t attendance;	/* the row of the roll */
	int64_t item;		/* the closed line that it was for; 0 */
	const char *left_at;
	const char *returned_at; /* NULL: they are out */
	const char *reason;
};

/* Those of a meeting, in order. */
bool absence_read(struct db *db, int64_t meeting, struct arena *a,
    struct absence_row **rows, size_t *n, struct err *err);

struct conflict_row {
	int64_t id;
	int64_t casefile;	/* 0: one may not see which */
	const char *ref;	/* "" likewise */
	int64_t member;
	const char *member_name;
	int64_t agency;
	const char *agency_name;
	bool whole_agency;
	const char *reason;
	const char *left_at, *returned_at;
};

/* Those of a meeting; with casefile not 0, of that case there alone. */
bool conflict_read(struct db *db, int64_t meeting, int64_t casefile,
    struct arena *a, struct conflict_row **rows, size_t *n,
    struct err *err);

#endif
