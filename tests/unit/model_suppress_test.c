/* Small numbers: hidden, and not to be worked out from what is shown. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>

#include "model/suppress.h"

enum { MOST = 6 };

/* The table as text: numbers, * for what is hidden; totals added here. */
static const char *
shown(size_t rows, size_t columns, const int64_t *cells, int64_t below)
{
	static char text[400];
	int64_t t[(MOST + 1) * (MOST + 1)] = {0};
	bool hidden[(MOST + 1) * (MOST + 1)];
	size_t wide = columns + 1, at = 0;

	for (size_t i = 0; i < rows; i++)
		for (size_t j = 0; j < columns; j++) {
			int64_t n = cells[i * columns + j];

			t[i * wide + j] = n;
			t[i * wide + columns] += n;
			t[rows * wide + j] += n;
			t[rows * wide + columns] += n;
		}
	suppress_small(t, rows, columns, below, hidden);
	for (size_t i = 0; i < (rows + 1) * wide; i++) {
		if (hidden[i])
			at += (size_t)snprintf(text + at, sizeof text - at, "*");
		else
			at += (size_t)snprintf(text + at, sizeof text - at,
			    "%d", (int)t[i]);
		text[at++] = i % wide == columns ? '\n' : ' ';
	}
	text[at] = '\0';
	return text;
}

static void
nothing_is_hidden_without_a_bound(void **state)
{
	(void)state;
	assert_string_equal(shown(2, 1, (const int64_t[]){ 1, 7 }, 0),
	    "1 1\n7 7\n8 8\n");
}

static void
a_small_number_takes_another_with_it(void **state)
{
	(void)state;
	/* 3 alone would be 20 less 17: the next smallest goes, too. */
	assert_string_equal(shown(3, 1, (const int64_t[]){ 3, 9, 8 }, 5),
	    "* *\n9 9\n* *\n20 20\n");
}

static void
nought_says_nothing_and_is_shown(void **state)
{
	(void)state;
	assert_string_equal(shown(3, 1, (const int64_t[]){ 0, 9, 8 }, 5),
	    "0 0\n9 9\n8 8\n17 17\n");
}

static void
two_small_ones_may_be_small_together(void **state)
{
	(void)state;
	/* 1 and 2 hidden would show that they are 3 together. */
	assert_string_equal(shown(4, 1, (const int64_t[]){ 1, 2, 30, 10 }, 5),
	    "* *\n* *\n30 30\n* *\n43 43\n");
}

static void
a_small_total_is_hidden(void **state)
{
	(void)state;
	assert_string_equal(shown(2, 1, (const int64_t[]){ 1, 2 }, 5),
	    "* *\n* *\n* *\n");
}

static void
rows_and_columns_keep_each_other(void **state)
{
	(void)state;
	assert_string_equal(shown(2, 3, (const int64_t[]){ 2, 10, 11,
	    9, 12, 13 }, 5), "* * 11 23\n* * 13 34\n11 22 24 57\n");
}

/* Whatever the table: no row and no column with a single hidden number. */
static void
nothing_can_be_worked_out(void **state)
{
	uint32_t seed = 7;

	(void)state;
	for (int round = 0; round < 2000; round++) {
		int64_t t[(MOST + 1) * (MOST + 1)] = {0};
		bool hidden[(MOST + 1) * (MOST + 1)];
		size_t rows = 1 + (seed >> 8) % MOST;
		size_t columns = 1 + (seed >> 16) % MOST, wide = columns + 1;

		for (size_t i = 0; i < rows * columns; i++) {
			int64_t n;

			seed = seed * 1664525 + 1013904223;
			n = (seed >> 20) % 14;
			t[i / columns * wide + i % columns] = n;
			t[i / columns * wide + columns] += n;
			t[rows * wide + i % columns] += n;
			t[rows * wide + columns] += n;
		}
		suppress_small(t, rows, columns, 5, hidden);
		for (size_t i = 0; i <= rows; i++) {
			size_t n = 0;

			for (size_t j = 0; j <= columns; j++) {
				int64_t v = t[i * wide + j];

				n += hidden[i * wide + j];
				if (v > 0 && v < 5)
					assert_true(hidden[i * wide + j]);
			}
			assert_int_not_equal(n, 1);
		}
		for (size_t j = 0; j <= columns; j++) {
			size_t n = 0;

			for (size_t i = 0; i <= rows; i++)
				n += hidden[i * wide + j];
			assert_int_not_equal(n, 1);
		}
		seed = seed * 1664525 + 1013904223;
	}
}

/* ---- Sums of any shape ------------------------------------------------- */

enum { CELLS = 12 };

/* A whole of three parts, the last of which is shown nowhere, and the first is
 * broken down in up to four and the second in up to four more. */
struct figures {
	int64_t count[CELLS];
	bool shown[CELLS], hidden[CELLS];
	size_t whole[3], first[4], second[4];
	struct suppress_sum sums[3];
};

static void
fill(struct figures *f, const int64_t *first, const int64_t *second,
    int64_t rest, int64_t below)
{
	for (size_t i = 0; i < CELLS; i++)
		f->shown[i] = i != 3;
	f->count[1] = f->count[2] = 0;
	f->count[3] = rest;
	for (size_t i = 0; i < 4; i++) {
		f->first[i] = 4 + i;
		f->second[i] = 8 + i;
		f->count[4 + i] = first[i];
		f->count[8 + i] = second[i];
		f->count[1] += first[i];
		f->count[2] += second[i];
	}
	f->count[0] = f->count[1] + f->count[2] + rest;
	for (size_t i = 0; i < 3; i++)
		f->whole[i] = 1 + i;
	f->sums[0] = (struct suppress_sum){ 0, f->whole, 3 };
	f->sums[1] = (struct suppress_sum){ 1, f->first, 4 };
	f->sums[2] = (struct suppress_sum){ 2, f->second, 4 };
	suppress_linked(f->count, f->shown, CELLS, f->sums, 3, below,
	    f->hidden);
}

static void
a_rest_that_stands_nowhere_takes_one_with_it(void **state)
{
	struct figures f;

	(void)state;
	/* 52 less 30 and 20 is 2, so one of them goes, and one of its own. */
	fill(&f, (const int64_t[]){ 10, 20, 0, 0 },
	    (const int64_t[]){ 12, 8, 0, 0 }, 2, 5);
	assert_false(f.hidden[0]);
	assert_false(f.hidden[1]);
	assert_true(f.hidden[2]);
	assert_true(f.hidden[9]);
	assert_false(f.hidden[8]);
	/* A large rest needs nothing. */
	fill(&f, (const int64_t[]){ 10, 20, 0, 0 },
	    (const int64_t[]){ 12, 8, 0, 0 }, 20, 5);
	for (size_t i = 0; i < CELLS; i++)
		assert_false(f.hidden[i]);
}

/* Can it be had by any adding and taking away of the sums? Rows of the three
 * sums over the hidden cells, brought to steps: a row with one cell tells it. */
static void
no_small_one_follows(const struct figures *f, int64_t below)
{
	double m[3][CELLS] = {{0}};
	size_t row = 0;

	for (size_t s = 0; s < 3; s++) {
		m[s][f->sums[s].total] = -1;
		for (size_t i = 0; i < f->sums[s].n; i++)
			m[s][f->sums[s].part[i]] = 1;
	}
	for (size_t s = 0; s < 3; s++)
		for (size_t i = 0; i < CELLS; i++)
			if (f->shown[i] && !f->hidden[i])
				m[s][i] = 0;
	for (size_t c = 0; c < CELLS && row < 3; c++) {
		size_t at = row;

		while (at < 3 && m[at][c] == 0)
			at++;
		if (at == 3)
			continue;
		for (size_t i = 0; i < CELLS; i++) {
			double t = m[at][i];

			m[at][i] = m[row][i];
			m[row][i] = t;
		}
		for (size_t s = 0; s < 3; s++) {
			double by = m[s][c] / m[row][c];

			for (size_t i = 0; s != row && i < CELLS; i++)
				m[s][i] -= by * m[row][i];
		}
		row++;
	}
	for (size_t s = 0; s < row; s++) {
		size_t n = 0, which = 0;

		for (size_t i = 0; i < CELLS; i++)
			if (m[s][i] != 0) {
				n++;
				which = i;
			}
		assert_false(n == 1 && f->count[which] > 0 &&
		    f->count[which] < below);
	}
}

static void
no_small_number_can_be_worked_out(void **state)
{
	uint32_t seed = 20310313;
	struct figures f;

	(void)state;
	for (int turn = 0; turn < 20000; turn++) {
		int64_t v[9];

		for (size_t i = 0; i < 9; i++) {
			seed = seed * 1664525u + 1013904223u;
			v[i] = seed >> 24 < 90 ? 0 : seed >> 16 & 15;
		}
		fill(&f, v, v + 4, v[8], 5);
		for (size_t i = 0; i < CELLS; i++)
			assert_false(f.count[i] > 0 && f.count[i] < 5 &&
			    !f.hidden[i]);
		no_small_one_follows(&f, 5);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_hidden_without_a_bound),
		cmocka_unit_test(a_small_number_takes_another_with_it),
		cmocka_unit_test(nought_says_nothing_and_is_shown),
		cmocka_unit_test(two_small_ones_may_be_small_together),
		cmocka_unit_test(a_small_total_is_hidden),
		cmocka_unit_test(rows_and_columns_keep_each_other),
		cmocka_unit_test(nothing_can_be_worked_out),
		cmocka_unit_test(a_rest_that_stands_nowhere_takes_one_with_it),
		cmocka_unit_test(no_small_number_can_be_worked_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
