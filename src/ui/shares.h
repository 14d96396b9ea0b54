/*
 * shares: the rows of a screen divided among the parts that want some. Pure
 * arithmetic; owns nothing.
 */
#ifndef UI_SHARES_H
#define UI_SHARES_H

#include <stddef.h>

/* The least a part is cut to: its heading, a line, and how many more. */
#define SHARES_LEAST 3

/* What each of n parts gets of rows: never more than it wants, and never less
 * than SHARES_LEAST unless it wants less, though that be more than there are.
 * What is left goes round, a row at a time, beginning with the first. */
void shares_divide(const int *want, int *got, size_t n, int rows);

#endif
