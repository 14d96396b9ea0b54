#include "model/evidence.h"

#include <stdarg.h>
#include <string.h>

#include "base/buf.h"
#include "base/date.h"

static void
push(struct evidence_list *list, struct arena *a, const char *code,
    const char *text)
{
	if (list->n == list->cap) {
		size_t cap = list->cap ? list->cap * 2 : 8;
		struct evidence *items = arena_array(a, cap, sizeof(*items));

		if (list->n > 0)
			memcpy(items, list->items, list->n * sizeof(*items));
		list->items = items;
		list->cap = cap;
	}
	list->items[list->n++] = (struct evidence){
		.code = code, .text = text
	};
}

void
evidence_add(struct evidence_list *list, struct arena *a, const char *code,
    const char *format, ...)
{
	struct buf b = {0};
	va_list ap;

	va_start(ap, format);
	buf_vaddf(&b, format, ap);
	va_end(ap);
	push(list, a, code, arena_strdup(a, buf_text(&b)));
	buf_release(&b);
}

void
evidence_join(struct evidence_list *list, struct arena *a,
    const struct evidence_list *from)
{
	for (size_t i = 0; i < from->n; i++)
		push(list, a, from->items[i].code, from->items[i].text);
}

const struct evidence *
evidence_find(const struct evidence_list *list, const char *code)
{
	for (size_t i = 0; i < list->n; i++)
		if (strcmp(list->items[i].code, code) == 0)
			return &list->items[i];
	return NULL;
}

const char *
evidence_date(struct arena *a, int date)
{
	struct buf b = {0};
	char *text;

	date_add_shown(&b, date);
	text = arena_strdup(a, buf_text(&b));
	buf_release(&b);
	return text;
}
