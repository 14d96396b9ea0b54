/*
 * table: a list in columns: heading, gutter marker, marks, the chosen row. It
 * asks for the rows that are on the screen and no others. Owns nothing but its
 * position; the caller owns rows and marks.
 */
#ifndef UI_TABLE_H
#define UI_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/list.h"
#include "ui/theme.h"
#include "ui/view.h"

enum align {
	ALIGN_LEFT,
	ALIGN_RIGHT,
	ALIGN_CENTRE
};

/* A column has min columns of the screen and its share (weight) of what is
 * left over, up to max (0: no limit). In a narrow view those with the highest
 * drop go first; 0 never goes. */
struct table_column {
	const char *title;
	int min, weight, max;
	enum align align;
	int drop;
};

#define TABLE_COLUMNS 12

/* What the callback fills in; texts are borrowed until its next call. A cell
 * that is NULL is empty; its style, where STYLE_NORMAL, is the row's. */
struct table_row {
	const char *cell[TABLE_COLUMNS];
	enum style cell_style[TABLE_COLUMNS];
	enum style style;
	bool marked;		/* "*" in the gutter */
	bool heading;		/* cell[0] across the whole row, as a heading */
	bool whole;		/* likewise, in the row's own style */
};

struct table {
	const struct table_column *columns;	/* borrowed */
	size_t ncolumns;			/* at most TABLE_COLUMNS */
	void (*row)(void *arg, int row, struct table_row *out);
	void *arg;
	struct list list;
	const char *empty;	/* said when there are no rows, or NULL */
	bool no_header;
	bool highlight;		/* the chosen row's first cell stands out */
};

/* Set the table's length with list_set_count(&t->list, n); move with list_act
 * and friends. Draws the header, then rows as far as v reaches (its height
 * becomes the list's), a gutter of two columns ("▸" chosen, "*" marked), and
 * how far one is at the right of the header, if that is free. When focus, the
 * terminal's cursor stands on the chosen row. Over a slow line a move is to
 * cost few bytes, so only where highlight asks for it is the first cell in
 * STYLE_SELECTED. */
void table_draw(struct table *t, struct view v, bool focus);

#endif
