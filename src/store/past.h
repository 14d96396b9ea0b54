/*
 * past: the book as it stood at an earlier moment, as a book of its own. A copy
 * is made that nobody else can open, and every change since is taken back on it
 * by what the record holds of it. What may be seen in it is decided today:
 *
 *  - rights are those of the book it was made from, now: what may(), in_agency(),
 *    denied() and unseen() say; who is let in by a list, or kept out, too;
 *  - a row that is still there and not seen today is not seen in the past;
 *  - what was taken out since is seen by whom its own lists let see it: those
 *    that it went with, and whoever they kept out since then;
 *  - what was erased since is gone from it.
 *
 * Names, roles, markings and all else are as they stood.
 */
#ifndef STORE_PAST_H
#define STORE_PAST_H

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/err.h"
#include "store/db.h"

/* Called now and then with how many changes of how many are taken back; false
 * stops. */
typedef bool (*past_progress)(void *arg, int64_t done, int64_t total);

/* The last change of the book that was made before at (epoch ms); 0 when there
 * is none. */
bool db_past_seq(struct db *db, int64_t at, int64_t *seq, struct err *err);

/*
 * The book as it stood after its change number seq, for whoever is signed in to
 * db, with clock as its time (borrowed, as db is: close the past first). It can't
 * be written. Small books are held in memory, larger ones in a file beside the
 * book that has no name and is gone with this process, whatever ends it.
 * progress may be NULL. NULL with err: ERR_INPUT when it was stopped, or the
 * book was not made yet.
 */
struct db *db_past(struct db *db, int64_t seq, const struct clock *clock,
    past_progress progress, void *arg, struct err *err);

/* Do lists and rights, which stand in every past as they are now, keep this
 * table or column from being taken back? column NULL: the whole table. */
bool past_keeps(const char *tbl, const char *column);

#endif
