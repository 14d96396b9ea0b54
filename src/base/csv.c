#include "base/csv.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

void
csv_open(struct csv *c, const char *text, size_t len, char separator)
{
	*c = (struct csv){ .at = text, .end = text + len,
	    .separator = separator, .line = 1 };
	if (len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
		c->at += 3;
}

static bool
fail(struct csv *c, int line, size_t field, const char *problem)
{
	c->problem = problem;
	c->problem_line = line;
	c->problem_field = (int)field + 1;
	return false;
}

/* At the end of a line or of the text? */
static bool
is_line_end(const struct csv *c)
{
	return c->at == c->end || *c->at == '\n' || (*c->at == '\r' &&
	    (c->at + 1 == c->end || c->at[1] == '\n'));
}

/* Behind the opening quote, up to and over the closing one. */
static bool
read_quoted(struct csv *c, struct buf *b, size_t field)
{
	int line = c->line;

	for (c->at++; c->at < c->end; c->at++) {
		if (*c->at == '"' && (c->at + 1 == c->end ||
		    c->at[1] != '"')) {
			c->at++;
			return is_line_end(c) || *c->at == c->separator ||
			    fail(c, c->line, field, "after a closing quote "
			    "comes the next field; a quote inside a field is "
			    "written twice");
		}
		c->at += *c->at == '"';
		c->line += *c->at == '\n';
		buf_addc(b, *c->at);
	}
	return fail(c, line, field, "the quote that begins here is never "
	    "closed");
}

static bool
read_plain(struct csv *c, struct buf *b, size_t field)
{
	for (; !is_line_end(c) && *c->at != c->separator; c->at++) {
		if (*c->at == '"')
			return fail(c, c->line, field, "a field with a quote "
			    "in it stands in quotes, and the quote twice");
		buf_addc(b, *c->at);
	}
	return true;
}

static bool
read_field(struct csv *c, struct buf *b, size_t field)
{
	buf_clear(b);
	if (!(c->at < c->end && *c->at == '"' ? read_quoted(c, b, field)
	    : read_plain(c, b, field)))
		return false;
	if (memchr(buf_text(b), '\0', b->len))
		return fail(c, c->line, field, "there is a NUL byte here");
	return utf8_valid(buf_text(b), b->len) || fail(c, c->line, field,
	    "this is not UTF-8; save the file as CSV in UTF-8");
}

/* Over the end of the line. */
static void
step_over(struct csv *c)
{
	if (c->at < c->end && *c->at == '\r')
		c->at++;
	if (c->at < c->end && *c->at == '\n') {
		c->at++;
		c->line++;
	}
}

bool
csv_next(struct csv *c, struct arena *a, struct csv_row *row)
{
	const char *field[CSV_FIELDS];
	struct buf b = {0};
	bool ok = true, more = true;

	*row = (struct csv_row){ .line = c->line };
	if (c->problem || c->at == c->end)
		return false;
	while (ok && more) {
		if (row->n == CSV_FIELDS) {
			ok = fail(c, c->line, row->n, "there are too many "
			    "fields in this row");
			break;
		}
		ok = read_field(c, &b, row->n);
		field[row->n++] = arena_strndup(a, buf_text(&b), b.len);
		more = ok && c->at < c->end && *c->at == c->separator;
		c->at += more;
	}
	buf_wipe(&b);
	if (!ok)
		return false;
	step_over(c);
	row->field = arena_array(a, row->n, sizeof(*row->field));
	memcpy(row->field, field, row->n * sizeof(*field));
	return true;
}
