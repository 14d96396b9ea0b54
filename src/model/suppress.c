#include "model/suppress.h"

#include <stdlib.h>

#include "base/alloc.h"

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

/* ---- Sums of any shape ------------------------------------------------- */

struct linked {
	const int64_t *counts;
	const bool *shown;
	bool *hidden;
	size_t n;
	const struct suppress_sum *sums;
	size_t n_sums;
	int64_t below;
	/* Which are known, by which sum where they do not stand anywhere. */
	bool *known;
	size_t *by;
};

static bool
is_small(const struct linked *l, int64_t n)
{
	return n > 0 && n < l->below;
}

/* Work out one more number from those known, by one sum. *leak is set when
 * that tells a small one, or that several are small together. */
static bool
learn(const struct linked *l, size_t at, bool *leak)
{
	const struct suppress_sum *s = &l->sums[at];
	size_t unknown = 0, which = 0;
	int64_t sum = 0;

	for (size_t i = 0; i < s->n; i++) {
		if (l->known[s->part[i]])
			continue;
		unknown++;
		which = s->part[i];
		sum += l->counts[which];
	}
	if (l->known[s->total]) {
		*leak |= unknown > 0 && is_small(l, sum);
		if (unknown != 1)
			return false;
	} else {
		if (unknown > 0)
			return false;
		which = s->total;
		*leak |= is_small(l, l->counts[which]);
	}
	l->known[which] = true;
	l->by[which] = at;
	return true;
}

/* The first sum that gives something away; n_sums when none does. */
static size_t
find_leak(const struct linked *l)
{
	bool leak = false, more = true;

	for (size_t i = 0; i < l->n; i++) {
		l->known[i] = l->shown[i] && !l->hidden[i];
		l->by[i] = l->n_sums;
	}
	while (more) {
		more = false;
		for (size_t i = 0; i < l->n_sums; i++) {
			more |= learn(l, i, &leak);
			if (leak)
				return i;
		}
	}
	return l->n_sums;
}

static void
smaller(const struct linked *l, size_t at, size_t *best)
{
	if (l->shown[at] && !l->hidden[at] && l->counts[at] > 0 &&
	    (*best == l->n || l->counts[at] < l->counts[*best]))
		*best = at;
}

/* A number of this sum that was hidden before and learnt by another sum is
 * hidden better there. */
static size_t
learnt_by(const struct linked *l, size_t at)
{
	const struct suppress_sum *s = &l->sums[at];

	for (size_t i = 0; i < s->n; i++)
		if (l->hidden[s->part[i]] && l->by[s->part[i]] < l->n_sums &&
		    l->by[s->part[i]] != at)
			return l->by[s->part[i]];
	return l->n_sums;
}

/* The smallest that says something and stands in this sum, a part if there is
 * one; else any, from which the sum was learnt. */
static size_t
to_hide(const struct linked *l, size_t at)
{
	const struct suppress_sum *s;
	size_t best = l->n, from;

	for (size_t i = 0; i < l->n_sums && (from = learnt_by(l, at)) <
	    l->n_sums; i++)
		at = from;
	s = &l->sums[at];
	for (size_t i = 0; i < s->n; i++)
		smaller(l, s->part[i], &best);
	if (best == l->n)
		smaller(l, s->total, &best);
	for (size_t i = 0; best == l->n && i < l->n; i++)
		if (l->shown[i] && !l->hidden[i] && l->counts[i] > 0)
			best = i;
	return best;
}

void
suppress_linked(const int64_t *counts, const bool *shown, size_t n,
    const struct suppress_sum *sums, size_t n_sums, int64_t below,
    bool *hidden)
{
	struct linked l = { counts, shown, hidden, n, sums, n_sums, below,
	    xcalloc(n + 1, sizeof(bool)), xcalloc(n + 1, sizeof(size_t)) };
	size_t leak, at;

	for (size_t i = 0; i < n; i++)
		hidden[i] = is_small(&l, counts[i]);
	/* Each number that is hidden stays so: this comes to an end. */
	while (below > 1 && (leak = find_leak(&l)) < n_sums) {
		at = to_hide(&l, leak);
		if (at == n)
			break;
		hidden[at] = true;
	}
	free(l.known);
	free(l.by);
}
