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
#define MANY 10		/* times that: a longer text takes no more room */
#define WORD_MOST 30	/* a longer word is broken before a page is turned */

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

/* The same of a column, its title included. */
static void
measure_column(const struct doc_table *t, size_t c, int *word, int *line)
{
	size_t r;

	*word = *line = LEAST_WEIGHT;
	measure(t->title[c], word, line);
	for (r = 0; r < t->n_rows; r++)
		measure(t->cells[r * t->n_columns + c], word, line);
}

void
doc_table_weights(const struct doc_table *t, int weight[DOC_COLUMNS])
{
	size_t c;
	int word, line;

	for (c = 0; c < t->n_columns; c++) {
		measure_column(t, c, &word, &line);
		weight[c] = line < MOST_WEIGHT ? line : MOST_WEIGHT;
	}
}

/* ---- Parting a page's width ------------------------------------------- */

/* What a column gets at a level: more where its texts are longer, but not as
 * many times more, and neither less than its least nor more than it wants. */
static double
at_level(const struct doc_column *c, double few, double level)
{
	double most = few * MANY, wide;

	wide = level * (few + (c->want < most ? c->want : most));
	wide = wide < c->want ? wide : c->want;
	return wide > c->least ? wide : c->least;
}

/* The columns that are not wide yet part the room among them. */
static void
part_rest(struct doc_column *c, size_t n, double room, double few)
{
	double low = 0, high = room, level, sum;
	size_t i;
	int turn;

	for (turn = 0; turn < 40; turn++) {
		level = (low + high) / 2;
		for (i = 0, sum = 0; i < n; i++)
			sum += c[i].wide > 0 ? 0 : at_level(&c[i], few,
			    level);
		if (sum > room)
			high = level;
		else
			low = level;
	}
	for (i = 0; i < n; i++)
		if (c[i].wide <= 0)
			c[i].wide = at_level(&c[i], few, low);
}

/* The longest words are broken, at the length that makes all fit. */
static void
part_words(struct doc_column *c, size_t n, double room)
{
	double low = 0, high = room, most, sum;
	size_t i;
	int turn;

	for (turn = 0; turn < 40; turn++) {
		most = (low + high) / 2;
		for (i = 0, sum = 0; i < n; i++)
			sum += c[i].least < most ? c[i].least : most;
		if (sum > room)
			high = most;
		else
			low = most;
	}
	for (i = 0; i < n; i++)
		c[i].wide = c[i].least < low ? c[i].least : low;
}

bool
doc_table_part(struct doc_column *c, size_t n, double room, double few)
{
	double least = 0, rest = room, must = 0, sum = 0;
	size_t i;

	for (i = 0; i < n; i++) {
		c[i].wide = 0;
		if (c[i].want < c[i].least)
			c[i].want = c[i].least;
		least += c[i].least;
		if (c[i].want <= few)
			rest -= c[i].want;
		else
			must += c[i].least > few * 3 / 4 ? c[i].least
			    : few * 3 / 4;
	}
	if (least > room)
		part_words(c, n, room);
	for (i = 0; rest >= must && i < n; i++)
		if (c[i].want <= few)
			c[i].wide = c[i].want;
	if (least <= room)
		part_rest(c, n, rest >= must ? rest : room, few);
	/* A table is as wide as its page. */
	for (i = 0; i < n; i++)
		sum += c[i].wide;
	for (i = 0; i < n && sum > 0; i++)
		c[i].wide *= room / sum;
	return least <= room;
}

void
doc_table_shares(const struct doc_table *t, bool wide, int share[DOC_COLUMNS])
{
	struct doc_column column[DOC_COLUMNS] = {0};
	size_t c;

	for (c = 0; c < t->n_columns; c++) {
		int word, line;

		measure_column(t, c, &word, &line);
		/* Titles are bold, and some letters are wide. */
		column[c].least = word + word / 5 + EDGES;
		column[c].want = line + EDGES;
	}
	doc_table_part(column, t->n_columns, wide ? LYING : UPRIGHT, SHORT);
	for (c = 0; c < t->n_columns; c++)
		share[c] = (int)(column[c].wide * 10 + 0.5);
}

/* Has it so many columns, or words so long, that they want a page that lies? A
 * single word, however long, does not. */
static bool
is_wide(const struct doc_table *t)
{
	int word, line, lines = 0, words = 0;
	size_t c;

	for (c = 0; c < t->n_columns; c++) {
		measure_column(t, c, &word, &line);
		lines += line > 16 ? 16 : line;
		words += EDGES + (word > WORD_MOST ? WORD_MOST : word);
	}
	return lines > UPRIGHT || words > UPRIGHT;
}

int
doc_mark_width(const struct doc *d, int least, int most)
{
	int wide;
	size_t i;

	for (i = 0; i < d->n && least < most; i++) {
		if (d->blocks[i].kind != DOC_ITEM || !d->blocks[i].label)
			continue;
		wide = utf8_width(d->blocks[i].label,
		    strlen(d->blocks[i].label));
		least = wide > least ? wide : least;
	}
	return least < most ? least : most;
}

bool
doc_is_wide(const struct doc *d)
{
	size_t i;

	for (i = 0; i < d->n; i++)
		if (d->blocks[i].kind == DOC_TABLE &&
		    is_wide(d->blocks[i].table))
			return true;
	return false;
}
