#include "store/row.h"

#include "base/alloc.h"
#include "base/buf.h"
#include "base/date.h"

const char *
row_str(struct stmt *q, int i, struct arena *a)
{
	return arena_strdup(a, col_str(q, i));
}

const char *
row_text(struct stmt *q, int i, struct arena *a)
{
	return col_null(q, i) ? NULL : arena_strdup(a, col_str(q, i));
}

int
row_date(struct stmt *q, int i)
{
	return col_null(q, i) ? DATE_NONE : date_parse_iso(col_str(q, i));
}

void *
row_room(struct arena *a, void *rows, size_t n, size_t *cap, size_t size)
{
	size_t had = *cap, bytes;

	if (n < *cap)
		return rows;
	*cap = *cap ? *cap * 2 : 8;
	if (__builtin_mul_overflow(*cap, size, &bytes))
		bug("%zu times %zu bytes is more than there can be", *cap,
		    size);
	return arena_grow(a, rows, had * size, bytes);
}

const char *
row_name(struct stmt *q, int forenames, int surname, struct arena *a)
{
	const char *f = col_str(q, forenames), *s = col_str(q, surname);

	return arena_printf(a, "%s%s%s", f, *f && *s ? " " : "", s);
}

void *
row_list_add(struct row_list *list)
{
	list->rows = row_room(list->arena, list->rows, list->n, &list->cap,
	    list->size);
	return (char *)list->rows + list->size * list->n++;
}

void
stmt_day(struct stmt *q, const char *name, int date)
{
	struct buf b = {0};

	if (date == DATE_NONE) {
		stmt_null(q, name);
		return;
	}
	date_add_iso(&b, date);
	stmt_text(q, name, buf_text(&b));
	buf_release(&b);
}
