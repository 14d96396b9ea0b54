/*
 * store_help: scratch books for the tests of store/. Each test gets a fresh
 * folder, removed at its end, and a clock that stands at 2031-03-13 09:30 UTC.
 */
#ifndef UNIT_STORE_HELP_H
#define UNIT_STORE_HELP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "store/db.h"

struct scratch {
	char folder[64];	/* made by scratch_setup */
	char path[96];		/* of the book in it */
	int64_t now;		/* where the clock stands */
	struct clock clock;
	struct db *db;		/* made, seeded, nobody signed in */
	struct err err;
};

/* cmocka's setup and teardown; *state is a struct scratch. */
int scratch_setup(void **state);
int scratch_teardown(void **state);

/* The same without a book. */
int scratch_setup_empty(void **state);

/* Another session on the same book; the caller closes it. */
struct db *scratch_open(struct scratch *s);

/* Run SQL as the store itself inside a command of this name, and commit. */
bool scratch_write(struct db *db, const char *command, const char *sql);

/* Run SQL as the store, in the transaction that is open. */
bool scratch_exec(struct db *db, const char *sql);

/* The first value of the first row, as the store sees it (no views), as text;
 * "" for null or no row. Reused by the next call. */
const char *scratch_ask(struct db *db, const char *sql);
int64_t scratch_ask_int(struct db *db, const char *sql);

/* The same as the signed-in member sees it: prepared and run as READ. NULL
 * when the authorizer refuses it. */
const char *scratch_see(struct db *db, const char *sql);

/* True when the bytes stand anywhere in a file of the scratch folder. */
bool scratch_grep(struct scratch *s, const char *words);

/* Who is in the seeded book: members and what they belong to. */
enum {
	CHAIR = 101,		/* agency POLICE, role chair, keeper */
	REP = 102,		/* agency HOUSING, role rep */
	OTHER = 103,		/* agency HOUSING_TEAM, role rep */
	STRANGER = 104,		/* agency POLICE, no role anywhere */
	LEFT = 105,		/* ended in 2030 */
	POLICE = 11, HOUSING = 12, HOUSING_TEAM = 13,
	BOARD = 21, KIND = 31, MEETING = 41,
	CASE_A = 51,		/* seen by the board */
	CASE_B = 52,		/* housing is kept out */
	SUBJECT = 61, PARTY = 71, ACTION = 81
};

#endif
