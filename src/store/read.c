/*
 * read: shared by the files that read rows.
 */
#include "store/read.h"

#include <string.h>

#include "base/date.h"

const char *
read_text(struct stmt *q, int i, struct arena *a)
{
	return arena_strdup(a, col_str(q, i));
}

int
read_date(struct stmt *q, int i)
{
	return col_null(q, i) ? DATE_NONE : date_parse_iso(col_str(q, i));
}

const char *
read_name(struct stmt *q, int forenames, int surname, struct arena *a)
{
	const char *f = col_str(q, forenames), *s = col_str(q, surname);

	return arena_printf(a, "%s%s%s", f, *f && *s ? " " : "", s);
}

void *
read_rows_add(struct read_rows *list)
{
	if (list->n == list->cap) {
		size_t cap = list->cap ? list->cap * 2 : 8;
		void *more = arena_array(list->arena, cap, list->size);

		if (list->n)
			memcpy(more, list->rows, list->n * list->size);
		list->rows = more;
		list->cap = cap;
	}
	return (char *)list->rows + list->size * list->n++;
}
