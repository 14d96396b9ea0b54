#include "ui/view.h"

#include <stdarg.h>
#include <string.h>

#include "base/utf8.h"
#include "ui/wrap.h"

struct view
view_of(struct surface *s)
{
	return (struct view){ s, { .h = s->rows, .w = s->cols } };
}

struct view
view_in(struct view v, struct rect part)
{
	part.y += v.r.y;
	part.x += v.r.x;
	v.r = rect_clip(part, v.r);
	return v;
}

struct view
view_sub(struct view v, int y, int x, int h, int w)
{
	return view_in(v, (struct rect){ .y = y, .x = x, .h = h, .w = w });
}

struct rect
view_rect(struct view v)
{
	return (struct rect){ .h = v.r.h, .w = v.r.w };
}

static void
blank_cells(struct view v, int y, int x, int end, enum style style)
{
	for (; x < end; x++)
		surface_set(v.s, v.r.y + y, v.r.x + x, " ", 1, 1, style);
}

/* Put text that holds nothing unsafe; returns the column after its last
 * character that was drawn or lies left of the view. */
static int
put_safe(struct view v, int y, int x, enum style style, const char *text,
    size_t len)
{
	size_t at = 0, next;
	int width;

	for (; at < len; at = next, x += width) {
		next = at + 1;
		width = 1;
		if ((unsigned char)text[at] >= 0x80 || (next < len &&
		    (unsigned char)text[next] >= 0x80)) {
			next = at + utf8_next(text, len, at);
			width = utf8_cluster_width(text + at, next - at);
		}
		if (width < 1)
			continue;
		if (x + width > v.r.w || width > CELL_COLS)
			break;
		if (x >= 0)
			surface_set(v.s, v.r.y + y, v.r.x + x, text + at,
			    next - at, width, style);
		else
			blank_cells(v, y, 0, x + width, style);
	}
	return x;
}

/* ASCII without controls needs no marks. */
static bool
is_plain(const char *text, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (text[i] < ' ' || text[i] > '~')
			return false;
	return true;
}

int
view_put_len(struct view v, int y, int x, enum style style, const char *text,
    size_t len)
{
	struct buf shown = {0};
	int end;

	if (y < 0 || y >= v.r.h || x >= v.r.w)
		return 0;
	if (is_plain(text, len))
		return put_safe(v, y, x, style, text, len) - x;
	utf8_visible(&shown, text, len, false);
	end = put_safe(v, y, x, style, buf_text(&shown), shown.len);
	buf_release(&shown);
	return end - x;
}

int
view_put(struct view v, int y, int x, enum style style, const char *text)
{
	return view_put_len(v, y, x, style, text, strlen(text));
}

int
view_putf(struct view v, int y, int x, enum style style, const char *format,
    ...)
{
	struct buf b = {0};
	va_list ap;
	int used;

	va_start(ap, format);
	buf_vaddf(&b, format, ap);
	va_end(ap);
	used = view_put(v, y, x, style, buf_text(&b));
	buf_release(&b);
	return used;
}

/* Lines of a longer text follow each other with a blank between; a blank is as
 * wide as the mark of a newline. */
static int
put_one_row(struct view v, int y, int x, enum style style, const char *text,
    size_t len)
{
	const char *end = text + len, *line;
	int used = 0;

	while ((line = memchr(text, '\n', (size_t)(end - text)))) {
		used += view_put_len(v, y, x + used, style, text,
		    (size_t)(line - text));
		used += view_put(v, y, x + used, style, " ");
		text = line + 1;
	}
	return used + view_put_len(v, y, x + used, style, text,
	    (size_t)(end - text));
}

int
view_put_cut(struct view v, int y, int x, int cols, enum style style,
    const char *text)
{
	size_t len = strlen(text), fits;
	int used;

	if (cols > v.r.w - x)
		cols = v.r.w - x;
	if (cols < 1)
		return 0;
	fits = utf8_cut(text, len, cols, &used);
	if (fits == len)
		return put_one_row(v, y, x, style, text, len);
	fits = utf8_cut(text, len, cols - 1, &used);
	used = put_one_row(v, y, x, style, text, fits);
	return used + view_put(v, y, x + used, style, "…");
}

/* Put text so that it ends or centres in [0, cols); returns its column. */
static int
put_placed(struct view v, int y, int cols, int share, enum style style,
    const char *text)
{
	int width = utf8_width(text, strlen(text));
	int x = width < cols ? (cols - width) / share : 0;

	view_put_cut(v, y, x, cols - x, style, text);
	return x;
}

int
view_put_right(struct view v, int y, int gap, enum style style,
    const char *text)
{
	return put_placed(v, y, v.r.w - gap, 1, style, text);
}

int
view_put_centre(struct view v, int y, enum style style, const char *text)
{
	return put_placed(v, y, v.r.w, 2, style, text);
}

int
view_put_wrapped(struct view v, int y, enum style style, const char *text)
{
	size_t len = strlen(text);
	struct wrap_row row;
	int n = 0;

	wrap_row(text, len, 0, v.r.w, &row);
	do {
		view_put_len(v, y + n, 0, style, text + row.from,
		    row.to - row.from);
		n++;
	} while (wrap_next(text, len, v.r.w, &row));
	return n;
}

void
view_fill(struct view v, enum style style)
{
	int y;

	for (y = 0; y < v.r.h; y++)
		blank_cells(v, y, 0, v.r.w, style);
}

void
view_hline(struct view v, int y, int x, int n, enum style style)
{
	if (y < 0 || y >= v.r.h)
		return;
	for (; n > 0 && x < v.r.w; n--, x++)
		if (x >= 0)
			surface_set(v.s, v.r.y + y, v.r.x + x, "─",
			    strlen("─"), 1, style);
}

void
view_vline(struct view v, int y, int x, int n, enum style style)
{
	if (x < 0 || x >= v.r.w)
		return;
	for (; n > 0 && y < v.r.h; n--, y++)
		if (y >= 0)
			surface_set(v.s, v.r.y + y, v.r.x + x, "│",
			    strlen("│"), 1, style);
}

void
view_box(struct view v, enum style style, const char *title)
{
	int bottom = v.r.h - 1, right = v.r.w - 1;

	view_hline(v, 0, 1, right - 1, style);
	view_hline(v, bottom, 1, right - 1, style);
	view_vline(v, 1, 0, bottom - 1, style);
	view_vline(v, 1, right, bottom - 1, style);
	view_put(v, 0, 0, style, "┌");
	view_put(v, 0, right, style, "┐");
	view_put(v, bottom, 0, style, "└");
	view_put(v, bottom, right, style, "┘");
	if (title && v.r.w > 6) {
		int used = view_put_cut(v, 0, 3, v.r.w - 6, STYLE_TITLE,
		    title);

		view_put(v, 0, 2, style, " ");
		view_put(v, 0, 3 + used, style, " ");
	}
}

void
view_restyle(struct view v, int y, int x, int n, enum style style)
{
	if (y < 0 || y >= v.r.h)
		return;
	if (x < 0) {
		n += x;
		x = 0;
	}
	if (n > v.r.w - x)
		n = v.r.w - x;
	surface_restyle(v.s, v.r.y + y, v.r.x + x, n, style);
}

static int
within(int at, int size)
{
	if (at >= size)
		at = size - 1;
	return at < 0 ? 0 : at;
}

void
view_cursor(struct view v, int y, int x)
{
	if (v.r.h < 1 || v.r.w < 1)
		return;
	v.s->cursor_y = v.r.y + within(y, v.r.h);
	v.s->cursor_x = v.r.x + within(x, v.r.w);
	v.s->cursor = true;
}
