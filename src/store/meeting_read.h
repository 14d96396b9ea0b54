/*
 * meeting_read: meetings as rows for screens and documents. Reads through the
 * visible_ views, so a row one may not see is not there; everything lies in
 * the caller's arena. Knows keys and dates, no labels: those are the kind's.
 * Times on the wall are ISO text ("2031-03-13T09:30:05") or NULL.
 */
#ifndef STORE_MEETING_READ_H
#define STORE_MEETING_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "store/db.h"

struct meeting_row {
	int64_t id;
	int64_t board;
	int64_t kind_version;	/* 0 while it is planned */
	const char *ref;
	const char *board_name;
	const char *prefix;
	const char *nation;
	int held_on;
	const char *starts;	/* "09:30" or "" */
	const char *place;
	bool online;
	const char *status;	/* planned, open, closed, cancelled */
	int64_t chair, deputy_chair, secretary;	/* members or 0 */
	const char *chair_name, *deputy_chair_name, *secretary_name; /* or "" */
	const char *opened_at, *closed_at;
	const char *statement_version, *statement_at; /* NULL: not read */
	const char *statement_by_name;
	int64_t item;		/* in hand; 0: none that one may see */
	const char *phase;	/* of it, or "" */
	const char *answers;	/* JSON */
	int64_t chairing;	/* someone else is in the chair now; 0 */
	int64_t acting;		/* that member; 0: the chair is, or nobody */
	const char *acting_name, *acting_since;	/* "" and NULL for none */
};

/* ERR_INPUT when there is none that one may see. */
bool meeting_read(struct db *db, int64_t id, struct arena *a,
    struct meeting_row *row, struct err *err);
bool meeting_read_ref(struct db *db, const char *ref, struct arena *a,
    struct meeting_row *row, struct err *err);

/* All of a board (0: of every board one sees), latest first. */
bool meeting_read_list(struct db *db, int64_t board, struct arena *a,
    struct meeting_row **rows, size_t *n, struct err *err);

/* The first meeting of the board after that day that was not cancelled, and
 * the last before it: 0 and DATE_NONE when there is none. */
bool meeting_read_next(struct db *db, int64_t board, int after, int64_t *id,
    int *held_on, struct err *err);
bool meeting_read_previous(struct db *db, int64_t board, int before,
    int64_t *id, int *held_on, struct err *err);

/* The meeting that is open on the board (0: on any), else 0. */
bool meeting_read_open(struct db *db, int64_t board, int64_t *id,
    struct err *err);

/* A time that someone else than the chair was in the chair, earliest first. */
struct chairing_row {
	int64_t id;
	int64_t member;
	const char *member_name;
	const char *taken_at;
	const char *handed_at;	/* NULL: they are in it */
	const char *reason;	/* "" too where one may not know it */
};

bool chairing_read(struct db *db, int64_t meeting, struct arena *a,
    struct chairing_row **rows, size_t *n, struct err *err);

/* A check that was overridden, as it is minuted. */
struct override_row {
	int64_t id;
	int64_t item;		/* 0: the meeting's own check */
	const char *check;	/* a check's name */
	const char *finding;
	const char *reason;
	int64_t member;
	const char *member_name;
	const char *given_at;
};

bool override_read(struct db *db, int64_t meeting, struct arena *a,
    struct override_row **rows, size_t *n, struct err *err);

#endif
