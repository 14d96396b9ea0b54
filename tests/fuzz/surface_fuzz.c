/*
 * surface_fuzz: any text put anywhere in any view stays inside it, cuts no
 * character in two and lets nothing unsafe through; wrapping shows every byte
 * once and keeps to its columns. Five bytes of size and place, then the text.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "ui/ascii.h"
#include "ui/view.h"
#include "ui/wrap.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(bool holds)
{
	if (!holds)
		abort();
}

static void
check_cell(const struct cell *c)
{
	const char *p = c->text, *end = p + strlen(p);
	uint32_t cp;
	char ascii;

	check(utf8_valid(p, (size_t)(end - p)));
	check((c->width == 0) == (p == end));
	while (p < end) {
		p += utf8_decode(p, (size_t)(end - p), &cp);
		check(!utf8_unsafe(cp));
		ascii = ascii_for(cp);
		check(ascii >= ' ' && ascii < 0x7F);
	}
}

/* Every character has all its columns in its row, and what lies outside the
 * view is as it was. */
static void
check_surface(const struct surface *s, struct rect inside)
{
	int y, x, more;

	for (y = 0; y < s->rows; y++) {
		more = 0;
		for (x = 0; x < s->cols; x++) {
			const struct cell *c = surface_cell(s, y, x);

			check_cell(c);
			check((c->width == 0) == (more > 0));
			more = c->width > 0 ? c->width - 1 : more - 1;
			if (y < inside.y || y >= inside.y + inside.h ||
			    x < inside.x || x >= inside.x + inside.w)
				check(!strcmp(c->text, "#"));
		}
		check(more == 0);
	}
}

static void
check_wrap(const char *text, size_t len, int cols)
{
	struct wrap_row row, found;
	size_t shown = 0;
	int n = 0;

	wrap_row(text, len, 0, cols, &row);
	do {
		check(row.from == shown && row.to >= row.from &&
		    row.next >= row.to && row.next <= len);
		check(row.cols <= cols || row.to - row.from ==
		    utf8_next(text, len, row.from));
		check(row.cols == utf8_width(text + row.from,
		    row.to - row.from));
		check(wrap_find(text, len, cols, row.from, &found) == n &&
		    found.from == row.from);
		shown = row.next;
		n++;
	} while (wrap_next(text, len, cols, &row));
	check(shown == len);
	check(wrap_count(text, len, cols) == n);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct surface s;
	struct view v;
	struct buf dump = {0};
	int y, x, used;
	char *text;

	if (size < 5 || size > 400)
		return 0;
	text = xstrndup((const char *)data + 5, size - 5);
	surface_init(&s, 1 + data[0] % 8, 1 + data[1] % 40);
	for (y = 0; y < s.rows; y++)
		for (x = 0; x < s.cols; x++)
			surface_set(&s, y, x, "#", 1, 1, STYLE_NORMAL);
	v = view_sub(view_of(&s), (int8_t)data[2] / 32, (int8_t)data[3] / 8,
	    data[2] % 8, data[3] % 48);
	used = view_put(v, 0, (int8_t)data[4] / 4, STYLE_NORMAL, text);
	check(used >= 0);
	check(used <= utf8_width(text, strlen(text)));
	view_put_cut(v, 1, data[4] % 8, data[4] % 32, STYLE_DIM, text);
	view_put_right(v, 2, data[4] % 8, STYLE_OK, text);
	view_put_wrapped(v, 3, STYLE_WARN, text);
	view_put(v, 3, data[4] % 40, STYLE_NORMAL, text);
	check_surface(&s, v.r);
	surface_dump(&s, &dump, false);
	check_wrap(text, strlen(text), 1 + data[4] % 40);
	buf_release(&dump);
	surface_release(&s);
	free(text);
	return 0;
}
