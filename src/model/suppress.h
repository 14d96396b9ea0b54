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

#endif
