/*
 * surface: what the screen shall show, as a grid of cells in plain memory, and
 * where the cursor stands. Owns the cells; knows no terminal. Drawing is done
 * through ui/view; ui/term copies what changed; tests read the dump.
 */
#ifndef UI_SURFACE_H
#define UI_SURFACE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "ui/theme.h"

#define CELL_BYTES 21
#define CELL_COLS 255

/* One place of the grid. A character of several columns (most have 2; some
 * scripts write longer ones) fills as many cells, all but the first with width
 * 0 and no text. Unused bytes of text are zero, so that rows can be compared
 * as memory. */
struct cell {
	char text[CELL_BYTES + 1];	/* one character, NUL-terminated */
	uint8_t width;			/* 0: the rest of a wide one */
	uint8_t style;			/* enum style */
};

struct surface {
	int rows, cols;
	struct cell *cells;		/* rows × cols */
	int cursor_y, cursor_x;		/* always on the surface when shown */
	bool cursor;			/* false: the cursor is hidden */
};

/* A blank surface; rows and cols below 1 count as 1. Release gives the memory
 * back, wiped (it held names). */
void surface_init(struct surface *s, int rows, int cols);
void surface_release(struct surface *s);

/* Another size; everything is blank after. */
void surface_resize(struct surface *s, int rows, int cols);

/* All blank, in STYLE_NORMAL, the cursor hidden at (0, 0). */
void surface_clear(struct surface *s);

/* The cell at (y, x), which must be on the surface. */
const struct cell *surface_cell(const struct surface *s, int y, int x);

/* The lowest act of drawing: put one character (a grapheme cluster of len
 * bytes holding nothing unsafe, 1 to CELL_COLS columns) at (y, x), with all its
 * columns on the surface. A wide one that is half overwritten becomes spaces.
 * Bytes beyond CELL_BYTES are dropped at a code point. Draw with ui/view
 * instead, which sees to all of this. */
void surface_set(struct surface *s, int y, int x, const char *text,
    size_t len, int width, enum style style);

/* Change only the style of n cells from (y, x), clipped. */
void surface_restyle(struct surface *s, int y, int x, int n,
    enum style style);

/* Add what is to be seen, for goldens: each row closed with "|", stretches
 * other than STYLE_NORMAL as "{meaning:text}" (braces in text are doubled),
 * blanks at the end of a row kept. Then one line "cursor 4,2 on ▸" or
 * "cursor hidden". Without styles when plain. */
void surface_dump(const struct surface *s, struct buf *out, bool plain);

#endif
