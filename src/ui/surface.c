#include "ui/surface.h"

#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"

static const struct cell blank = { .text = " ", .width = 1 };

static size_t
cells_of(const struct surface *s)
{
	return (size_t)s->rows * (size_t)s->cols;
}

void
surface_init(struct surface *s, int rows, int cols)
{
	*s = (struct surface){
		.rows = rows < 1 ? 1 : rows,
		.cols = cols < 1 ? 1 : cols,
	};
	s->cells = xcalloc(cells_of(s), sizeof(*s->cells));
	surface_clear(s);
}

void
surface_release(struct surface *s)
{
	if (s->cells)
		explicit_bzero(s->cells, cells_of(s) * sizeof(*s->cells));
	free(s->cells);
	*s = (struct surface){0};
}

void
surface_resize(struct surface *s, int rows, int cols)
{
	surface_release(s);
	surface_init(s, rows, cols);
}

void
surface_clear(struct surface *s)
{
	size_t i, n = cells_of(s);

	for (i = 0; i < n; i++)
		s->cells[i] = blank;
	s->cursor_y = s->cursor_x = 0;
	s->cursor = false;
}

static struct cell *
cell_at(const struct surface *s, int y, int x)
{
	return &s->cells[(size_t)y * (size_t)s->cols + (size_t)x];
}

const struct cell *
surface_cell(const struct surface *s, int y, int x)
{
	if (y < 0 || y >= s->rows || x < 0 || x >= s->cols)
		bug("cell %d,%d of a %dx%d surface", y, x, s->rows, s->cols);
	return cell_at(s, y, x);
}

/* The cell becomes a space and keeps its style. */
static void
empty(struct cell *c)
{
	uint8_t style = c->style;

	*c = blank;
	c->style = style;
}

/* A character that (y, x) is part of and that has more columns becomes
 * spaces. */
static void
part_wide(struct surface *s, int y, int x)
{
	struct cell *c = cell_at(s, y, x);
	int n;

	while (c->width == 0)
		c--;
	for (n = c->width; n > 1; n--)
		empty(&c[n - 1]);
	empty(c);
}

/* The longest prefix that fits a cell, ending with a whole code point and not
 * with a joiner that joins nothing. */
static size_t
fit(const char *text, size_t len)
{
	size_t n = len;

	if (len <= CELL_BYTES)
		return len;
	n = CELL_BYTES;
	while (n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80)
		n--;
	if (n >= 3 && !memcmp(text + n - 3, "\xE2\x80\x8D", 3))
		n -= 3;
	return n;
}

void
surface_set(struct surface *s, int y, int x, const char *text, size_t len,
    int width, enum style style)
{
	struct cell *c;
	int i;

	if (y < 0 || y >= s->rows || x < 0 || width < 1 || width > CELL_COLS ||
	    x + width > s->cols)
		bug("character of %d at %d,%d of a %dx%d surface", width, y, x,
		    s->rows, s->cols);
	for (i = 0; i < width; i++)
		if (cell_at(s, y, x + i)->width != 1)
			part_wide(s, y, x + i);
	c = cell_at(s, y, x);
	*c = (struct cell){ .width = (uint8_t)width, .style = (uint8_t)style };
	memcpy(c->text, text, fit(text, len));
	for (i = 1; i < width; i++)
		c[i] = (struct cell){ .width = 0, .style = (uint8_t)style };
}

void
surface_restyle(struct surface *s, int y, int x, int n, enum style style)
{
	if (y < 0 || y >= s->rows)
		return;
	if (x < 0) {
		n += x;
		x = 0;
	}
	if (n > s->cols - x)
		n = s->cols - x;
	for (; n > 0; n--, x++)
		cell_at(s, y, x)->style = (uint8_t)style;
}

static void
dump_text(struct buf *out, const char *text, bool plain)
{
	if (!plain && (*text == '{' || *text == '}'))
		buf_addc(out, *text);
	buf_adds(out, text);
}

static void
dump_row(const struct surface *s, int y, struct buf *out, bool plain)
{
	enum style now = STYLE_NORMAL;
	const struct cell *c = cell_at(s, y, 0), *end = c + s->cols;

	for (; c < end; c++) {
		if (!plain && c->style != now) {
			if (now != STYLE_NORMAL)
				buf_addc(out, '}');
			now = c->style;
			if (now != STYLE_NORMAL)
				buf_addf(out, "{%s:", style_name(now));
		}
		dump_text(out, c->text, plain);
	}
	if (now != STYLE_NORMAL)
		buf_addc(out, '}');
	buf_adds(out, "|\n");
}

void
surface_dump(const struct surface *s, struct buf *out, bool plain)
{
	const struct cell *c;
	int y;

	for (y = 0; y < s->rows; y++)
		dump_row(s, y, out, plain);
	if (!s->cursor) {
		buf_adds(out, "cursor hidden\n");
		return;
	}
	c = cell_at(s, s->cursor_y, s->cursor_x);
	while (c->width == 0)
		c--;
	buf_addf(out, "cursor %d,%d on %s\n", s->cursor_y, s->cursor_x,
	    strcmp(c->text, " ") ? c->text : "blank");
}
