#include "ui/wrap.h"

#include "base/utf8.h"

/* A newline as files have it, one byte or two. */
static size_t
newline_at(const char *text, size_t len, size_t at)
{
	if (at < len && text[at] == '\n')
		return 1;
	return at + 1 < len && text[at] == '\r' && text[at + 1] == '\n' ? 2 : 0;
}

/* The end of the character at at, and its columns; a plain ASCII letter that
 * nothing can join needs no look-up. */
static size_t
next_of(const char *text, size_t len, size_t at, int *width)
{
	size_t next = at + 1;

	*width = 1;
	if (text[at] >= ' ' && text[at] < 0x7F && (next == len ||
	    (unsigned char)text[next] < 0x80))
		return next;
	next = at + utf8_next(text, len, at);
	*width = utf8_cluster_width(text + at, next - at);
	return next;
}

void
wrap_row(const char *text, size_t len, size_t from, int cols,
    struct wrap_row *row)
{
	size_t at = from, next, blank_end = 0, blank = 0;
	int used = 0, used_to_blank = 0, width;

	if (cols < 1)
		cols = 1;
	*row = (struct wrap_row){ .from = from };
	while (at < len && !newline_at(text, len, at)) {
		next = next_of(text, len, at, &width);
		if (used + width > cols && at > from) {
			/* A blank just behind the edge is kept out of
			 * sight, so that a full row breaks cleanly. */
			if (text[at] == ' ') {
				blank = at;
				blank_end = next;
				used_to_blank = used;
			}
			break;
		}
		if (text[at] == ' ') {
			blank = next;
			blank_end = next;
			used_to_blank = used + width;
		}
		used += width;
		at = next;
	}
	row->ends_line = at >= len || newline_at(text, len, at);
	if (row->ends_line || blank_end == 0) {
		row->to = at;
		row->cols = used;
		row->next = at + newline_at(text, len, at);
		return;
	}
	row->to = blank;
	row->cols = used_to_blank;
	row->next = blank_end;
}

bool
wrap_next(const char *text, size_t len, int cols, struct wrap_row *row)
{
	bool newline = row->next > 0 && row->next > row->to &&
	    text[row->next - 1] == '\n';

	if (row->next >= len && !newline)
		return false;
	wrap_row(text, len, row->next, cols, row);
	return true;
}

int
wrap_count(const char *text, size_t len, int cols)
{
	struct wrap_row row;
	int n = 1;

	wrap_row(text, len, 0, cols, &row);
	while (wrap_next(text, len, cols, &row))
		n++;
	return n;
}

int
wrap_find(const char *text, size_t len, int cols, size_t at,
    struct wrap_row *row)
{
	struct wrap_row r;
	int n = 0;

	wrap_row(text, len, 0, cols, &r);
	*row = r;
	while (at >= r.next && wrap_next(text, len, cols, &r)) {
		*row = r;
		n++;
	}
	return n;
}
