#include "model/suppress.h"

/* One row or one column of the table with its total: n numbers, then it. */
struct row {
	const int64_t *counts;
	bool *hidden;
	size_t n, step;
};

static int64_t
count(const struct row *r, size_t i)
{
	return r->counts[i * r->step];
}

/* The smallest number shown that says anything; n, the total, when every one
 * that does is hidden; n + 1 when that is, too. */
static size_t
next_to_hide(const struct row *r)
{
	size_t best = r->n + 1;

	for (size_t i = 0; i < r->n; i++)
		if (!r->hidden[i * r->step] && count(r, i) > 0 &&
		    (best > r->n || count(r, i) < count(r, best)))
			best = i;
	if (best > r->n && !r->hidden[r->n * r->step])
		best = r->n;
	return best;
}

/* Can what is hidden here be worked out, or told to be small together? */
static bool
gives_away(const struct row *r, int64_t below)
{
	int64_t sum = 0;
	size_t hidden = 0;

	for (size_t i = 0; i < r->n; i++) {
		if (!r->hidden[i * r->step])
			continue;
		hidden++;
		sum += count(r, i);
	}
	/* A total that is hidden hides one number more, its own. */
	if (r->hidden[r->n * r->step])
		return hidden == 0;
	return hidden == 1 || (hidden > 0 && sum < below);
}

static bool
cover(const struct row *r, int64_t below)
{
	bool changed = false;

	while (gives_away(r, below)) {
		size_t at = next_to_hide(r);

		if (at > r->n)
			break;
		r->hidden[at * r->step] = true;
		changed = true;
	}
	return changed;
}

void
suppress_small(const int64_t *counts, size_t rows, size_t columns,
    int64_t below, bool *hidden)
{
	size_t wide = columns + 1, i;
	bool changed = true;

	for (i = 0; i < (rows + 1) * wide; i++)
		hidden[i] = counts[i] > 0 && counts[i] < below;
	/* Each number that is hidden stays so: this comes to an end. */
	while (changed) {
		changed = false;
		for (i = 0; i <= rows; i++)
			changed |= cover(&(struct row){ counts + i * wide,
			    hidden + i * wide, columns, 1 }, below);
		for (i = 0; i <= columns; i++)
			changed |= cover(&(struct row){ counts + i,
			    hidden + i, rows, wide }, below);
	}
}
