/*
 * wrap: breaking a text into rows of so many columns, between words where it
 * can be, inside a word where it must, never inside a character. Pure.
 */
#ifndef UI_WRAP_H
#define UI_WRAP_H

#include <stdbool.h>
#include <stddef.h>

/* One row: the bytes [from, to) are shown; next is where the following row
 * begins (after the newline or the blank that was broken at). */
struct wrap_row {
	size_t from, to, next;
	int cols;		/* columns of [from, to) */
	bool ends_line;		/* a newline or the end of the text follows */
};

/* The row that begins at from. cols below 1 counts as 1. A character wider
 * than cols has a row of its own. The blanks at a break belong to the row
 * before (shown up to its width), so that every byte but newlines belongs to
 * exactly one row. */
void wrap_row(const char *text, size_t len, size_t from, int cols,
    struct wrap_row *row);

/* Step on: true when there is a row after this one, which *row then is. A text
 * that ends in a newline has an empty last row. */
bool wrap_next(const char *text, size_t len, int cols, struct wrap_row *row);

/* Rows of the whole text, at least 1. */
int wrap_count(const char *text, size_t len, int cols);

/* Which row holds byte at (a cursor at a soft break is on the later row);
 * fills *row, returns its number from 0. */
int wrap_find(const char *text, size_t len, int cols, size_t at,
    struct wrap_row *row);

#endif
