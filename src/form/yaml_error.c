/* Errors with positions, and the name that was meant. */
#include "form/yaml_read.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"

const struct ynode *
ynode_get(const struct ynode *map, const char *key)
{
	if (!map || map->kind != YNODE_MAP)
		return NULL;
	for (const struct ynode *c = map->child; c; c = c->next)
		if (strcmp(c->key, key) == 0)
			return c;
	return NULL;
}

void
ynode_path(struct buf *b, const struct ynode *node)
{
	if (!node || !node->parent)
		return;
	ynode_path(b, node->parent);
	if (!node->key) {
		buf_addf(b, "[%zu]", node->index);
		return;
	}
	if (node->parent->parent)
		buf_addc(b, '.');
	utf8_visible(b, node->key, strlen(node->key), false);
}

void
yaml_errors_release(struct yaml_errors *e)
{
	for (size_t i = 0; i < e->n; i++)
		free(e->at[i].text);
	*e = (struct yaml_errors){ 0 };
}

bool
yaml_errors_full(const struct yaml_errors *e)
{
	return e->n == (e->most ? e->most : YAML_ERRORS);
}

/* The same complaint at the same place is kept once. */
static bool
is_known(const struct yaml_errors *e, const struct yaml_error *new)
{
	for (size_t i = 0; i < e->n; i++)
		if (e->at[i].line == new->line &&
		    e->at[i].column == new->column &&
		    e->at[i].source == new->source &&
		    strcmp(e->at[i].text, new->text) == 0)
			return true;
	return false;
}

static bool
add(struct yaml_errors *e, const char *source, int line, int column,
    struct buf *text)
{
	struct yaml_error new = {
		.source = source,
		.line = line,
		.column = column,
	};

	/* A text from the file may hold anything; a message may not. */
	struct buf safe = { 0 };
	utf8_visible(&safe, buf_text(text), text->len, false);
	new.text = buf_take(&safe);
	buf_release(text);
	if (is_known(e, &new)) {
		free(new.text);
	} else if (yaml_errors_full(e)) {
		e->more++;
		free(new.text);
	} else {
		e->at[e->n++] = new;
	}
	return false;
}

static void
begin(struct buf *text, const struct ynode *node)
{
	if (node->heading)
		buf_adds(text, node->heading);
	else
		ynode_path(text, node);
	if (text->len > 0)
		buf_adds(text, ": ");
}

bool
yaml_error(struct yaml_errors *e, const struct ynode *node,
    const char *format, ...)
{
	struct buf text = { 0 };
	va_list ap;

	begin(&text, node);
	va_start(ap, format);
	buf_vaddf(&text, format, ap);
	va_end(ap);
	if (node->heading && !*node->heading)
		return add(e, node->source, node->line, 0, &text);
	if (node->key && node->kind != YNODE_SCALAR)
		return add(e, node->source, node->key_line, node->key_column,
		    &text);
	return add(e, node->source, node->line, node->column, &text);
}

bool
yaml_error_key(struct yaml_errors *e, const struct ynode *node,
    const char *format, ...)
{
	struct buf text = { 0 };
	va_list ap;

	begin(&text, node->heading ? node : node->parent);
	va_start(ap, format);
	buf_vaddf(&text, format, ap);
	va_end(ap);
	return add(e, node->source, node->key_line, node->key_column, &text);
}

bool
yaml_error_at(struct yaml_errors *e, const char *source, int line,
    int column, const char *format, ...)
{
	struct buf text = { 0 };
	va_list ap;

	va_start(ap, format);
	buf_vaddf(&text, format, ap);
	va_end(ap);
	return add(e, source, line, column, &text);
}

/* By place within one source; sources stay in the order they came in. */
static bool
is_before(const struct yaml_error *a, const struct yaml_error *b)
{
	if (a->source != b->source)
		return false;
	if (a->line != b->line)
		return a->line < b->line;
	return a->column < b->column;
}

static void
sort(struct yaml_errors *e)
{
	for (size_t i = 1; i < e->n; i++) {
		struct yaml_error one = e->at[i];
		size_t j = i;
		for (; j > 0 && is_before(&one, &e->at[j - 1]); j--)
			e->at[j] = e->at[j - 1];
		e->at[j] = one;
	}
}

static void
add_line(struct buf *b, const struct yaml_error *e)
{
	buf_adds(b, e->source);
	if (e->line > 0)
		buf_addf(b, ":%d", e->line);
	if (e->line > 0 && e->column > 0)
		buf_addf(b, ":%d", e->column);
	buf_addf(b, ": %s", e->text);
}

void
yaml_errors_report(struct yaml_errors *e, struct buf *report)
{
	sort(e);
	for (size_t i = 0; i < e->n; i++) {
		add_line(report, &e->at[i]);
		buf_addc(report, '\n');
	}
	if (e->more > 0)
		buf_addf(report, "%s: and %zu more\n", e->at[0].source,
		    e->more);
}

bool
yaml_errors_set(struct yaml_errors *e, struct err *err)
{
	struct buf line = { 0 };

	sort(e);
	if (e->n > 0)
		add_line(&line, &e->at[0]);
	err_set(err, ERR_INPUT, "%s", buf_text(&line));
	buf_release(&line);
	return false;
}

enum { NAME_MOST = 40 };

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static int
least(int a, int b, int c)
{
	int ab = a < b ? a : b;

	return ab < c ? ab : c;
}

/* Edits (a letter in, out, changed, two swapped) from a to b. */
static int
distance(const char *a, size_t na, const char *b, size_t nb)
{
	int row[3][NAME_MOST + 1];

	for (size_t j = 0; j <= nb; j++)
		row[0][j] = (int)j;
	for (size_t i = 1; i <= na; i++) {
		int *now = row[i % 3], *last = row[(i - 1) % 3];
		int *before = row[(i + 1) % 3];
		now[0] = (int)i;
		for (size_t j = 1; j <= nb; j++) {
			bool same = lower(a[i - 1]) == lower(b[j - 1]);
			now[j] = least(last[j] + 1, now[j - 1] + 1,
			    last[j - 1] + !same);
			if (i > 1 && j > 1 && lower(a[i - 1]) ==
			    lower(b[j - 2]) && lower(a[i - 2]) ==
			    lower(b[j - 1]) && before[j - 2] + 1 < now[j])
				now[j] = before[j - 2] + 1;
		}
	}
	return row[na % 3][nb];
}

const char *
yaml_nearest(const char *text, const char *const *names, size_t n)
{
	size_t len = strlen(text);
	const char *best = NULL;
	int limit = len < 3 ? 1 : len < 6 ? 2 : (int)(len / 3) + 1;

	if (len == 0 || len > NAME_MOST)
		return NULL;
	for (size_t i = 0; i < n && limit >= 0; i++) {
		size_t other = names[i] ? strlen(names[i]) : 0;
		/* So many more or fewer letters are so many edits. */
		if (other == 0 || other > NAME_MOST ||
		    other > len + (size_t)limit || len > other + (size_t)limit)
			continue;
		int d = distance(text, len, names[i], other);
		/* Something of the name must be left. */
		if (d <= limit && d < (int)other) {
			best = names[i];
			limit = d - 1;
		}
	}
	return best;
}
