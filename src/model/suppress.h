/*
 * suppress: which figures of a table are not shown because they are so small
 * that they could point to someone, and which others go with them so that the
 * small ones can't be worked out from the rest and the totals. Pure; owns
 * nothing.
 */
#ifndef MODEL_SUPPRESS_H
#define MODEL_SUPPRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * counts holds rows × columns numbers, with the totals of each row in one more
 * column and those of each column in one more row: (rows + 1) × (columns + 1)
 * of them, row by row. hidden, of the same size, gets true where the number is
 * not shown: every one from 1 to below - 1, totals too, and as few others as
 * are needed that no row or column leaves a single one to be worked out, nor
 * gives away that those it hides are below so many together. Nought is shown.
 * below 0 or 1 hides nothing.
 */
void suppress_small(const int64_t *counts, size_t rows, size_t columns,
    int64_t below, bool *hidden);

/* A number that is the sum of others, all of them by their places. */
struct suppress_sum {
	size_t total;
	const size_t *part;
	size_t n;
};

/*
 * The same for n numbers of which some are sums of others, each in as many sums
 * as it happens to be. shown tells which stand anywhere at all; the others are
 * there because they could be worked out (all that are not so, of those that
 * are counted). As many are hidden as are needed that no small number follows
 * from those left by adding and taking away, nor that some are small together.
 */
void suppress_linked(const int64_t *counts, const bool *shown, size_t n,
    const struct suppress_sum *sums, size_t n_sums, int64_t below,
    bool *hidden);

#endif
