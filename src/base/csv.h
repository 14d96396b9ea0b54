/*
 * csv: rows of a text of comma-separated values (RFC 4180), strictly: a quote
 * stands around a whole field and is doubled inside it. Lines end in LF or
 * CRLF; a byte order mark is passed over. Reads a text in memory and changes
 * nothing of it; fields are copied into the caller's arena.
 */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

enum { CSV_FIELDS = 512 };	/* in a row, at most */

struct csv {
	const char *at, *end;
	char separator;
	int line;		/* where at stands, from 1 */
	/* After a failure: what is wrong, and where; NULL before. */
	const char *problem;
	int problem_line, problem_field;
};

struct csv_row {
	const char **field;
	size_t n;
	int line;		/* where it begins */
};

/* Begin at the start of text[0..len), which outlives it. */
void csv_open(struct csv *c, const char *text, size_t len, char separator);

/* The next row; false at the end and when something is wrong, which problem
 * tells apart. An empty line is a row with one empty field. */
bool csv_next(struct csv *c, struct arena *a, struct csv_row *row);

#endif
