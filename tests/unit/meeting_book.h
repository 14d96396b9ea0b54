/*
 * meeting_book: the fictional partnership's book, fresh for each test, with its
 * planned meeting, and its members signing in and out of it. Lines are verbs
 * as in a script.
 */
#ifndef UNIT_MEETING_BOOK_H
#define UNIT_MEETING_BOOK_H

#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "cmd/session.h"
#include "store_help.h"

struct book {
	struct scratch *scratch;
	struct session s;
	struct arena a;		/* wiped at the end */
	struct buf reply;	/* of the last line */
	struct err err;
	int64_t meeting;	/* the planned one of 13 March 2031 */
};

/* cmocka's setup and teardown; *state is a struct book with the secretary
 * signed in at 09:30 on the day. */
int book_setup(void **state);
int book_teardown(void **state);

/* Sign in as that member; set the time of the day ("10:14"). */
void book_as(struct book *b, const char *login);
void book_at(struct book *b, const char *time);

/* Run a line: it must succeed; its reply comes back. */
const char *book_do(struct book *b, const char *line);

/* Run a line: it must be refused, with these words in its sentence. */
void book_refuse(struct book *b, const char *line, const char *words);

/* Run several lines, each of which must succeed; ended by NULL. */
void book_lines(struct book *b, const char *const *lines);

/* Play a script of the data file, by its own times; the secretary is signed in
 * again after. */
void book_play(struct book *b, const char *script);

/* The first value of a query over everything in the book, as the store sees
 * it; reused by the next call. */
const char *book_ask(struct book *b, const char *sql);
int64_t book_count(struct book *b, const char *sql);

/* The same as the one signed in sees it; NULL when that is refused. */
const char *book_see(struct book *b, const char *sql);

/* The line of a case, or of a step, on the agenda. */
int64_t book_item(struct book *b, const char *name);
int64_t book_case(struct book *b, const char *ref);
int64_t book_agency(struct book *b, const char *short_name);
int64_t book_member(struct book *b, const char *login);

/* Open the meeting and go through its first steps, everyone here having
 * accepted the statement; the first case is not begun. */
void book_open(struct book *b);

#endif
