/*
 * twin_book: a book and its twin, in a folder of their own, made of the texts
 * of data files. What is drawn by chance is the same in every one of them; once
 * made, one is copied as often as somebody looks into it.
 */
#ifndef TESTS_ACCESS_TWIN_BOOK_H
#define TESTS_ACCESS_TWIN_BOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

struct twins {
	char folder[64];
	char data[96];		/* the text of the one in hand */
	char with[96], without[96], copy[96];
	int64_t now;
	uint64_t seed;		/* of what is drawn in every book */
	bool again;		/* it differed with another seed */
};

/* Have chance be the same in every book, for the whole program; first of all.
 * False when it can't be had so. */
bool twin_chance(void);

/* The folder and the names in it; and all that is there goes. */
void twin_start(struct twins *t);
void twin_finish(const struct twins *t);

/* Make the book at path from a data file's text, played to the end of script
 * (NULL: none). A text that makes no book fails the test, or with twin_book_try
 * is told in why. */
void twin_book(struct twins *t, const char *path, const char *text,
    const char *script);
bool twin_book_try(struct twins *t, const char *path, const char *text,
    const char *script, struct buf *why);

/* Copy a closed book over whatever lies there. */
void twin_copy(const char *from, const char *to);

/* The lines that a query of the whole book gives the member (NULL: the store
 * itself), split; yours to free, and the text in *b. */
char **twin_lines(const struct twins *t, const char *login, const char *sql,
    struct buf *b, size_t *n);

/* Take the member's own recorded absence from the record of that reference out
 * of the book at path: the one thing that one may find. */
void twin_forget_absence(const char *path, const char *login,
    const char *ref);

#endif
