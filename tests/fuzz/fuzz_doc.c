#include "fuzz_doc.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

/* The next piece, yours to free; *place what its first byte says. */
static char *
take_piece(const char **at, const char *end, unsigned *place)
{
	const char *stop = memchr(*at, '\0', (size_t)(end - *at));
	char *text;

	if (!stop)
		stop = end;
	*place = *at < stop ? (uint8_t)**at : 0;
	text = xstrndup(*at + (*at < stop), (size_t)(stop - *at) -
	    (*at < stop));
	*at = stop < end ? stop + 1 : end;
	return text;
}

static void
add_table(struct doc *d, unsigned place, const char *text)
{
	const char *cells[DOC_COLUMNS];
	size_t n = 1 + (place >> 3) % DOC_COLUMNS;
	struct doc_table *t;

	for (size_t i = 0; i < DOC_COLUMNS; i++)
		cells[i] = i % 3 == place % 3 ? text : i % 2 ? "" : "x";
	t = doc_table(d, n, cells);
	for (size_t i = 0; i < 2; i++)
		doc_row(d, t, cells);
}

static void
add_piece(struct doc *d, unsigned place, const char *text)
{
	switch (place % 8) {
	case 0:
		doc_heading(d, 1 + (int)(place >> 3) % 3, "%s", text);
		break;
	case 1:
		doc_para(d, text);
		break;
	case 2:
		doc_item(d, place & 8 ? text : NULL, text);
		break;
	case 3:
		doc_field(d, place & 8 ? text : "Label", text);
		break;
	case 4:
		doc_page(d);
		break;
	case 5:
		doc_item(d, "A1", text);
		break;
	default:
		add_table(d, place, text);
		break;
	}
}

void
fuzz_pieces_take(struct fuzz_pieces *p, const uint8_t *data, size_t size)
{
	const char *at = (const char *)data, *end = at + size;

	*p = (struct fuzz_pieces){0};
	while (p->n < FUZZ_PIECES && (at < end || p->n < FUZZ_HEAD)) {
		p->text[p->n] = take_piece(&at, end, &p->place[p->n]);
		p->n++;
	}
}

void
fuzz_pieces_release(struct fuzz_pieces *p)
{
	while (p->n > 0)
		free(p->text[--p->n]);
}

void
fuzz_pieces_doc(const struct fuzz_pieces *p, struct doc *d)
{
	*d = (struct doc){ .title = p->text[0], .marking = p->text[1],
	    .handling = p->text[2], .version = p->text[3],
	    .code = p->text[4], .notice = p->text[5] };
	for (size_t i = FUZZ_HEAD; i < p->n; i++)
		add_piece(d, p->place[i], p->text[i]);
}
