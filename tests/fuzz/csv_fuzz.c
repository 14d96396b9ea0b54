/*
 * csv_fuzz: whatever is accepted as rows comes back when it is written as rows
 * again, byte for byte of each field; what is refused says where in the text.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/csv.h"
#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(bool holds)
{
	if (!holds)
		abort();
}

/* Every field in quotes, so that nothing depends on what is in it. */
static void
write_row(struct buf *b, const struct csv_row *row, char separator)
{
	for (size_t i = 0; i < row->n; i++) {
		if (i > 0)
			buf_addc(b, separator);
		buf_addc(b, '"');
		for (const char *p = row->field[i]; *p; p++) {
			if (*p == '"')
				buf_addc(b, '"');
			buf_addc(b, *p);
		}
		buf_addc(b, '"');
	}
	buf_adds(b, "\r\n");
}

static void
compare(const struct buf *first, char separator)
{
	struct arena a = {0};
	struct buf again = {0};
	struct csv_row row;
	struct csv c;

	csv_open(&c, buf_text(first), first->len, separator);
	while (csv_next(&c, &a, &row))
		write_row(&again, &row, separator);
	check(!c.problem);
	check(again.len == first->len && memcmp(buf_text(&again),
	    buf_text(first), first->len) == 0);
	buf_release(&again);
	arena_release(&a);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char separators[] = { ',', ';', '\t', '|' };
	char separator = size > 0 ? separators[data[0] % 4] : ',';
	struct arena a = {0};
	struct buf rows = {0};
	struct csv_row row;
	struct csv c;
	int line = 0;

	csv_open(&c, size > 0 ? (const char *)data + 1 : "", size > 0
	    ? size - 1 : 0, separator);
	while (csv_next(&c, &a, &row)) {
		check(row.n > 0 && row.n <= CSV_FIELDS && row.line > line);
		line = row.line;
		for (size_t i = 0; i < row.n; i++)
			check(utf8_valid(row.field[i], strlen(row.field[i])));
		write_row(&rows, &row, separator);
	}
	if (c.problem)
		check(c.problem_line > 0 && c.problem_field > 0);
	else
		check(c.at == c.end);
	compare(&rows, separator);
	buf_release(&rows);
	arena_release(&a);
	return 0;
}
