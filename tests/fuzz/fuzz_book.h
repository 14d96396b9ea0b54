/*
 * fuzz_book: a scratch book for fuzzers, made once at each of a few moments of
 * the demo's meeting and copied fresh for each input; members at work on it;
 * and what must hold of any book afterwards. Owns a folder in memory, which
 * goes when the program ends.
 */
#ifndef FUZZ_FUZZ_BOOK_H
#define FUZZ_FUZZ_BOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/clock.h"
#include "cmd/session.h"
#include "store/db.h"

/* Ends the program, saying where, unless it holds. */
#define CHECK(holds) ((holds) ? (void)0 : fuzz_fail(__FILE__, __LINE__, #holds))
_Noreturn void fuzz_fail(const char *file, int line, const char *what);

enum fuzz_moment {
	FUZZ_EMPTY,		/* a new book without anything in it */
	FUZZ_BEFORE,		/* imported, the meeting is planned */
	FUZZ_PLAN,		/* its first case is in hand, in the plan */
	FUZZ_HIDDEN,		/* the case Housing is kept from is in hand */
	FUZZ_AFTER,		/* the meeting is closed */
	FUZZ_MOMENTS
};

/* The restricted case that Housing may not see, and one there is not. */
#define FUZZ_HIDDEN_REF "MM-2031-016"
#define FUZZ_MISSING_REF "MM-2031-013"

/* The time of the book last made fresh, in force for everyone. */
extern const struct clock fuzz_clock;
void fuzz_pass(int64_t ms);		/* time goes by */

/* The data of the book; borrowed. */
const struct buf *fuzz_data(void);

/* A fresh copy of the book at this moment, the clock set to it; its path.
 * Nobody may have the one before open any more. */
const char *fuzz_book(enum fuzz_moment moment);

/* Sign in; false for one who may not any more. leave closes both. */
bool fuzz_arrive(struct session *s, const char *login);
void fuzz_leave(struct session *s);

/* The number of the newest event. */
int64_t fuzz_events(struct db *db);

/* Does anything stand in the book: a row of a table, a word to be found? */
bool fuzz_filled(struct db *db);

/* Has anything changed since that event which could let Housing see more than
 * before: access, people, agencies, roles, persons shared by cases? */
bool fuzz_opened(struct db *db, int64_t since);

/* The book is intact, and no reference leads nowhere. */
void fuzz_book_check(void);

#endif
