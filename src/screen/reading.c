/*
 * reading: long texts of lists.
 */
#include "screen/reading.h"

#include <string.h>

#include "base/utf8.h"
#include "ui/wrap.h"

/* Columns that are left for the cell, as near as the table will cut them. */
static int
room(const struct lines *l, int cols, int cell)
{
	size_t i;

	for (i = 0; i < l->table.ncolumns; i++) {
		const struct table_column *c = &l->table.columns[i];

		if ((int)i != cell && (!c->drop || cols >= 60))
			cols -= c->max && c->max < 24 ? c->max : c->min + 1;
	}
	return cols - 4;
}

void
reading_draw(struct lines *l, struct view v, int cell)
{
	const struct line *at = lines_at(l);
	const char *text = at && !at->heading ? at->cell[cell] : NULL;
	int most = v.r.h / 3, rows, w = v.r.w - 2;

	if (!text || w < 10 || (!strchr(text, '\n') &&
	    utf8_width(text, strlen(text)) <= room(l, v.r.w, cell))) {
		lines_draw(l, v);
		return;
	}
	rows = wrap_count(text, strlen(text), w);
	if (rows > most)
		rows = most;
	view_hline(v, v.r.h - rows - 1, 0, v.r.w, STYLE_LINE);
	view_put_wrapped(view_sub(v, v.r.h - rows, 1, rows, w), 0,
	    STYLE_FIELD, text);
	lines_draw(l, view_sub(v, 0, 0, v.r.h - rows - 1, v.r.w));
}

void
reading_say_in(struct lines *l, int cell, const char *text)
{
	struct line *line = lines_add(l, "");

	line->cell[cell] = text;
	line->dim = true;
}

void
reading_say(struct lines *l, const char *text)
{
	reading_say_in(l, 1, text);
}
