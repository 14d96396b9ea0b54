/*
 * init: a new book with its name, its first agency and its first member, who
 * looks after it. Knows no terminal; the answers come from the caller.
 */
#ifndef CMD_INIT_H
#define CMD_INIT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "cmd/session.h"

struct init_answers {
	const char *book;	/* what the partnership calls itself */
	const char *agency, *agency_short;
	const char *title, *forenames, *surname, *post;
	const char *login;	/* NULL: made from the surname */
	/* A first board, or NULL in kind for none yet. */
	const char *kind;	/* path of its file */
	const char *board, *prefix, *nation;
	const char *role;	/* the first member's role on it; NULL: the
				 * first that may screen and record */
};

/* Fill a book that was just made (db_create); s is the program itself.
 * *member gets the first member. */
bool cmd_book_init(struct session *s, const struct init_answers *a,
    int64_t *member, struct err *err);

/* Inside a command: the book's one row, for init and import. Refused when it
 * has one. */
bool book_make(struct session *s, const char *name, struct err *err);

#endif
