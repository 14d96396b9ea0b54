/*
 * doc_table: how wide the columns of tables want to be, for the writers that
 * set pages.
 */
#include <string.h>

#include "base/utf8.h"
#include "export/doc.h"

#define LEAST_WEIGHT 3
#define MOST_WEIGHT 40	/* a longer text breaks into lines */
#define UPRIGHT 100	/* characters of a row on a page held upright */
#define LYING 150	/* and on one that lies */
#define EDGES 3		/* characters that a cell's edges take */
#define SHORT 20	/* a column of that many is not made narrower */
#define NARROW 12	/* a longer text is still read in that many */

/* Characters of the longest word and of the longest line of a text. */
static void
measure(const char *text, int *word, int *line)
{
	const char *p = text;

	while (*p) {
		size_t n = strcspn(p, "\n"), at = 0;
		int wide = utf8_width(p, n);

		*line = wide > *line ? wide : *line;
		while (at < n) {
			size_t w = strcspn(p + at, " \n");

			wide = utf8_width(p + at, w);
			*word = wide > *word ? wide : *word;
			at += w + strspn(p + at + w, " ");
		}
		p += n + (p[n] == '\n');
	}
}

void
doc_table_weights(const struct doc_table *t, int weight[DOC_COLUMNS])
{
	size_t c, r;

	for (c = 0; c < t->n_columns; c++) {
		int word = LEAST_WEIGHT, line = LEAST_WEIGHT;

		measure(t->title[c], &word, &line);
		for (r = 0; r < t->n_rows; r++)
			measure(t->cells[r * t->n_columns + c], &word, &line);
		if (line > MOST_WEIGHT)
			line = MOST_WEIGHT;
		weight[c] = line > word ? line : word < MOST_WEIGHT ? word
		    : MOST_WEIGHT;
	}
}

/* A column of short texts gets all that it asks for; the others part what is
 * left, so that a date or a number is not broken beside a long text. */
void
doc_table_shares(const struct doc_table *t, bool wide, int share[DOC_COLUMNS])
{
	int weight[DOC_COLUMNS], room = wide ? LYING : UPRIGHT, asked = 0;
	size_t c, n_long = 0;

	doc_table_weights(t, weight);
	for (c = 0; c < t->n_columns; c++) {
		share[c] = weight[c] + EDGES;
		if (share[c] <= SHORT)
			room -= share[c];
		else
			n_long++, asked += share[c];
	}
	if (!n_long || room < (int)n_long * NARROW)
		return;
	for (c = 0; c < t->n_columns; c++) {
		if (share[c] > SHORT)
			share[c] = room * share[c] / asked;
	}
}

bool
doc_is_wide(const struct doc *d)
{
	int weight[DOC_COLUMNS], sum;
	size_t i, c;

	for (i = 0; i < d->n; i++) {
		const struct doc_table *t = d->blocks[i].table;

		if (d->blocks[i].kind != DOC_TABLE)
			continue;
		doc_table_weights(t, weight);
		for (c = 0, sum = 0; c < t->n_columns; c++)
			sum += weight[c] > 16 ? 16 : weight[c];
		if (sum > UPRIGHT)
			return true;
	}
	return false;
}
