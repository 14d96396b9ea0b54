/*
 * history_read: the log as rows, latest first: who did what, when, and what it
 * was before and after where one may see that.
 */
#ifndef STORE_HISTORY_READ_H
#define STORE_HISTORY_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "store/db.h"

struct history_row {
	int64_t seq;
	int64_t command;	/* rows with the same one were one step */
	int64_t undoes;		/* the command it took back; 0 */
	const char *name;	/* the command's */
	int64_t member;		/* 0: the program */
	const char *member_name;
	int64_t at;		/* epoch ms */
	const char *tbl, *op;	/* insert, update, delete */
	const char *before, *after;	/* JSON; NULL: not to be seen, erased,
					 * or there was nothing */
};

/* Of a casefile, or of the whole book (0), at most limit entries. */
bool history_read(struct db *db, int64_t casefile, size_t limit,
    struct arena *a, struct history_row **rows, size_t *n, struct err *err);

/* One step of a board's log: what one command did to one casefile at one
 * meeting. */
struct history_step {
	int64_t seq;		/* of its first entry */
	int64_t command, casefile, meeting;
	bool undoes;
	const char *name;	/* the command's */
	const char *member_name; /* "" the program */
	int64_t at;		/* epoch ms */
	const char *ref, *meeting_ref;	/* or "" */
	size_t changes;		/* rows */
};

/* Hand over the steps of a board's log, earliest first; what a step points to is
 * good until take returns. It tells of none that one may not see. */
bool history_read_board(struct db *db, int64_t board,
    void (*take)(void *arg, const struct history_step *step), void *arg,
    struct err *err);

/* Every record of a board that one sees, by type and reference. */
struct history_case {
	int64_t id;
	const char *ref, *type;
};
bool history_read_cases(struct db *db, int64_t board, struct arena *a,
    struct history_case **rows, size_t *n, struct err *err);

/* A board's history that left the book as these bytes: a zip, or a folder whose
 * manifest has this hash. board NULL: none that one may know of. */
struct history_noted {
	const char *board, *format;	/* format: zip or folder */
	bool encrypted;			/* a folder: it left inside a zip */
	const char *at, *by_name;
};
bool history_read_noted(struct db *db, const char *hash, struct arena *a,
    struct history_noted *noted, struct err *err);

#endif
