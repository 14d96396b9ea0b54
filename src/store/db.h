/*
 * db: one book, opened by one session. Owns two handles on the file: the
 * reader, which can't write and sees only the visible_ views, and the writer,
 * which is opened at the first write and used between db_begin and the end of
 * the transaction. Nothing outside store/ may know SQLite. Open after a fork,
 * never before; one struct db is used by one process and one thread.
 */
#ifndef STORE_DB_H
#define STORE_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/err.h"
#include "base/hash.h"

struct db;

enum db_mode {
	DB_USE,		/* read and write; an older book is brought up to date */
	DB_RECOVER,	/* look only: verify, back up, copy out. Nothing in the
			 * book is changed and db_begin is refused */
};

/*
 * Open the book at path. Everything that must hold is checked before any of
 * its schema runs: a regular file of this account that nobody else can read,
 * on a local disk, a minutebook book, whole, of a version this program knows,
 * with exactly the schema its migrations make. NULL and one sentence in err
 * otherwise: ERR_INPUT (no such book), ERR_IO (can't be read or written),
 * ERR_SCHEMA (damaged, foreign or newer). clock is borrowed and outlives the
 * db.
 */
struct db *db_open(const char *path, enum db_mode mode,
    const struct clock *clock, struct err *err);

/* Make a new, empty book at path, readable by this account alone, and open
 * it. ERR_INPUT when something is there already. A book whose making was cut
 * short is finished by the next db_open. */
struct db *db_create(const char *path, const struct clock *clock,
    struct err *err);

/* Close; an open transaction is rolled back. Takes NULL. */
void db_close(struct db *db);

/* The resolved path of the book; borrowed. */
const char *db_path(const struct db *db);

const struct clock *db_clock(const struct db *db);

/*
 * From now on everything is read and written as this member, in a session of
 * this name (a short word that tells the sessions of one member apart; it
 * stands in every event). ERR_INPUT when there is no such member or the
 * member has left. Without signing in me() is NULL and the views are empty.
 * Not inside a transaction.
 */
bool db_sign_in(struct db *db, int64_t member, const char *session,
    struct err *err);

/* The same by a key with this fingerprint (NULL: by none), which must be theirs
 * and not be disabled, now and whenever the book is asked again: from the
 * moment it is disabled, or the member has left, me() is NULL in this session,
 * too. */
bool db_sign_in_by_key(struct db *db, int64_t member, const char *key,
    const char *session, struct err *err);

/* Does who signed in still stand as they did: the member has not left, and the
 * key was not disabled? */
bool db_stands(struct db *db);

/* The program answers sshd, which asks whose key it was shown: nobody is signed
 * in, and one view of keys is all there is. */
void db_sign_in_sshd(struct db *db);

/* The same for what someone else makes for that member: nothing can be written
 * in this session, so nothing is noted as theirs. */
bool db_sign_in_to_read(struct db *db, int64_t member, struct err *err);

/*
 * From now on what is read is what whoever is signed in to other may see as
 * well: rights are those both have, and of casefiles, agenda lines and actions
 * only those are there that both see. other is a session of its own on the same
 * book, borrowed until db_share_none. how says what else must be common:
 *   DB_SHARE_AGENCY  what one sees for one's agency alone: both are of it
 *   DB_SHARE_PERSON  what one sees by name: nothing of that is there
 */
enum { DB_SHARE_RECORDS = 0, DB_SHARE_AGENCY = 1, DB_SHARE_PERSON = 2 };
void db_share(struct db *db, struct db *other, unsigned how);
void db_share_none(struct db *db);

/* Nobody is signed in any more. */
void db_sign_out(struct db *db);

/*
 * The program itself acts, for the commands that make the first member of a
 * new book and load an import: keeper() is 1, may() and in_agency() are 1,
 * me() is NULL, and events carry no member. For cli.c's init, import and demo
 * alone.
 */
void db_sign_in_system(struct db *db, const char *session);

/* The id of the member who signs in by this name, 0 when nobody does. */
bool db_find_login(struct db *db, const char *login, int64_t *member,
    struct err *err);

/* The member signed in, or 0. */
int64_t db_me(const struct db *db);

/* True when the member may do right (a name of role_right) on that board; what
 * may(board, right) says in a view. */
bool db_may(struct db *db, int64_t board, const char *right);

/* A number that is another one as soon as the rights of the member may be: what
 * was read under one number was read by the same rights. */
uint64_t db_rights(struct db *db);

/* True when the member keeps this book (member.keeper). */
bool db_keeper(struct db *db);

/* ERR_IO with a sentence unless path lies on a disk of this machine. */
bool db_check_place(const char *path, struct err *err);

/* The version of SQLite in use, and as its number (3040001). */
const char *db_library(int *number);

/* The book's local file name without folder, for sentences; borrowed. */
const char *db_name(const struct db *db);

/* Memory for pages kept by each handle, in KiB; for a generator or an import
 * of many rows. Sessions keep the small default. */
void db_set_cache(struct db *db, int kib);

/* How long a write waits for its turn, in ms (default 5,000). */
void db_set_wait(struct db *db, int ms);

/*
 * Call before the loop waits for a person: bug() when a statement is still
 * open or a transaction runs, because a reader left open stops checkpoints
 * and sees an old book.
 */
void db_idle_check(const struct db *db);

/* Until db_let_go (held as db_hold answered: false when it was held already and
 * is not let go here) all that is read is of one moment of the book, or of one after
 * each transaction of this session: who may what and what has changed are then
 * asked once, and not before every statement. Not across a wait, nor while
 * anything is written to a terminal: no checkpoint goes past what is held. */
bool db_hold(struct db *db);
void db_let_go(struct db *db, bool held);

/* Give back the memory that can be had again: the writer with its schema is
 * closed, and opened again by the next db_begin (a millisecond); statements
 * that were not used lately are prepared again when they are asked for. For a
 * session that has been idle for a while. Not inside a transaction. */
void db_rest(struct db *db);

/* Open now what the next db_begin would open first, for a session that is about
 * to write. What fails here is told by that. */
void db_wake(struct db *db);

/* Copy the book's reference key: the secret that the permutation behind case
 * references is keyed with. */
bool db_reference_key(struct db *db, unsigned char key[HASH_KEY], struct err *err);

/* The book's replica number: 0 at home. */
bool db_replica(struct db *db, int *replica, struct err *err);

#endif
