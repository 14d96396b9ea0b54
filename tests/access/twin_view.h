/*
 * twin_view: all that one member can get out of a book, as one text: the rows
 * of every view, every screen they can open, searches, documents, the answers
 * of commands, new numbers. Ids and event numbers, which nobody sees, stand in
 * it by their place among what the member sees. Two books that hold the same
 * for a member give the same text.
 */
#ifndef TESTS_ACCESS_TWIN_VIEW_H
#define TESTS_ACCESS_TWIN_VIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

/* What is asked for by name besides: the reference that may be hidden, and
 * words to search for, parted by spaces. all: every report of every record, and
 * what the fields of forms offer, where otherwise some are tried. */
struct twin_ask {
	const char *ref;
	const char *words;
	bool all;
};

/* Look into the book at path, at that time, as this member. The book is
 * changed by it, as by any session that reads and tries commands. */
void twin_view(struct buf *out, const char *path, int64_t now,
    const char *login, const struct twin_ask *ask);

/* The first column of what the store itself reads, a line a row; with view,
 * what the member signed in to the db sees. */
struct db;
void twin_rows(struct buf *out, struct db *db, bool view, const char *sql);

#endif
