/*
 * undo: a new command that applies the inverse of one earlier command, row by
 * row in reverse order, column by column and answer by answer, each under the
 * guard that what the command left is still there. A redo is the undo of the
 * undo.
 */
#ifndef STORE_UNDO_H
#define STORE_UNDO_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "store/db.h"

/*
 * Inside a transaction begun with db_begin_undo(…, command): undo it. never
 * is a NULL-terminated list of names that are not undone (consultations,
 * approvals, exports, signatures). False with the reason in err: not one's
 * own, of such a name, undone already, later work stands on it (ERR_CONFLICT),
 * erased. After false the caller rolls back.
 */
bool db_undo(struct db *db, int64_t command, const char *const *never,
    struct err *err);

struct undoable {
	int64_t command;	/* what to give db_begin_undo and db_undo */
	const char *name;	/* the name of the command that was done */
	int64_t at;		/* when, epoch ms */
	const char *tbl;	/* the first row it changed, to say which */
	int64_t row;
	int64_t casefile;	/* 0: none; and likewise … */
	int64_t meeting;
	int64_t action;		/* that the row says it belongs to */
	int64_t contribution;
};

/*
 * The member's own last command that can be undone (redo false), or the last
 * undo that nothing was done after (redo true). In u, texts in the arena;
 * u->command 0 when there is none. Names in never and what is undone already
 * are passed over. Looks back over the last 10,000 events.
 */
bool db_last_undoable(struct db *db, bool redo, const char *const *never,
    struct arena *a, struct undoable *u, struct err *err);

#endif
