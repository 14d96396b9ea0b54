/*
 * session: one member at work on one open book: who they are, the clock, and
 * the kinds of meeting as the book holds them, loaded once each. Owns the
 * loaded kinds; borrows the db and the clock. Every cmd_* and every screen
 * takes one.
 */
#ifndef CMD_SESSION_H
#define CMD_SESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/err.h"
#include "form/kind.h"
#include "store/db.h"

struct calendar;
struct session_kind;

struct session {
	struct db *db;
	const struct clock *clock;
	int64_t member;			/* 0: the program itself (import) */
	struct session *today;		/* of a past (past.h): that on the book
					 * itself. Borrowed */
	struct session_kind *kinds;	/* loaded so far */
	size_t n_kinds, cap_kinds;
	int depth;			/* nested cmd_begin */
	bool failed;			/* an inner command failed */
	bool remote;			/* over SSH: names no file */
	int64_t *leaving;		/* rows that note what is being sent */
	size_t n_leaving, cap_leaving;
	bool encrypts;			/* what is exported now leaves under a
					 * password: noted with it */
	const char *forms;		/* folder of kinds and holidays; NULL:
					 * the installed one. Borrowed */
	struct calendar *calendar;	/* holidays read so far */
	bool took_day;			/* find_day read one as it is typed */
	int day;			/* … the last such */
};

/* Sign the member with this login in to the open db. name is a short word for
 * this session, kept in every event. ERR_INPUT when there is no such login or
 * it has ended. */
bool session_open(struct session *s, struct db *db, const struct clock *clock,
    const char *login, const char *name, struct err *err);

/* The program itself at work: making the first member, importing. */
void session_open_system(struct session *s, struct db *db,
    const struct clock *clock, const char *name);

/* Where it is noted that something was read or taken away: the session itself,
 * or of a past that on the book. */
struct session *session_book(struct session *s);

/* Forget the kinds; the db stays open. */
void session_close(struct session *s);

/* The kind of a kind_version, of a board now, and of a meeting (the version it
 * was opened under, or the board's while it is planned). Owned by the
 * session; NULL with err. */
const struct kind *session_kind(struct session *s, int64_t kind_version,
    struct err *err);
const struct kind *session_board_kind(struct session *s, int64_t board,
    struct err *err);
const struct kind *session_meeting_kind(struct session *s, int64_t meeting,
    struct err *err);

/* May this session's member do right on that board? */
bool session_may(struct session *s, int64_t board, enum kind_right right);

/* Any of those of a set of RIGHT_BIT; and the first of a set, to name it. */
bool session_may_any(struct session *s, int64_t board, uint64_t rights);
enum kind_right session_first_right(uint64_t rights);

/* ERR_DENIED with a sentence naming what the right is for, unless
 * session_may. */
bool session_require(struct session *s, int64_t board, enum kind_right right,
    struct err *err);

/* ERR_DENIED unless the member looks after the book (or is the program). */
bool session_require_keeper(struct session *s, struct err *err);

/* ERR_DENIED in a session over SSH: what the member names is no file of theirs,
 * but one of the host's. */
bool session_require_files(const struct session *s, struct err *err);

/* The folder of kinds and holidays. */
const char *session_forms(const struct session *s);

#endif
