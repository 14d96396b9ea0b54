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
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
