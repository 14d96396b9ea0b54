#include "export/doc_stream.h"

#include <string.h>

#define FIRST 200	/* rows by which a table is laid out, unless more are kept */

void
doc_stream_open(struct doc_stream *s, struct doc *d,
    const struct doc_format *format, size_t n_columns,
    const char *const *titles, bool (*put)(void *arg, const char *data,
    size_t len), void *arg)
{
	*s = (struct doc_stream){ .doc = d, .format = format,
	    .flow = doc_format_flow(format),
	    .to = { .put = put, .arg = arg }, .keep = FIRST };
	s->table = doc_table(d, n_columns, titles);
}

struct doc *
doc_stream_dates(struct doc_stream *s)
{
	if (!s->w)
		return s->doc;
	return s->flow->date ? &s->dates : NULL;
}

/* What the sink refused is told as that, whatever a format made of it. */
static bool
refused(const struct doc_stream *s, struct err *err)
{
	if (s->to.failed)
		err_set(err, ERR_IO, "The document could not be written "
		    "whole: %s. The book is as it was.", strerror(s->to.why));
	return false;
}

static bool
give(struct doc_stream *s, const char *const *cells, const struct doc *dates,
    struct err *err)
{
	size_t i;

	for (i = 0; i < dates->n_dates && s->flow->date; i++)
		if (!s->flow->date(s->w, &dates->dates[i], err))
			return refused(s, err);
	return ((!cells || s->flow->row(s->w, cells, err)) &&
	    doc_sink_take(&s->to)) || refused(s, err);
}

/* What was kept to lay it out by is written, and let go of. */
static bool
begin(struct doc_stream *s, struct err *err)
{
	struct doc_table *t = s->table;
	size_t r;

	if (s->ready && !s->ready(s->ready_arg, true, err))
		return false;
	doc_written_note(s->doc->marking);
	s->w = s->flow->begin(s->doc, &s->to, err);
	if (!s->w)
		return refused(s, err);
	if (!give(s, NULL, s->doc, err))
		return false;
	for (r = 0; r < t->n_rows; r++)
		if (s->flow->row && !give(s, t->cells + r * t->n_columns,
		    &s->dates, err))
			return false;
	t->n_rows = 0;
	s->doc->n_dates = 0;
	return true;
}

bool
doc_stream_row(struct doc_stream *s, const char *const *cells,
    struct err *err)
{
	bool ok;

	s->rows++;
	if (!s->w) {
		doc_row(s->doc, s->table, cells);
		return !s->flow || s->rows < s->keep || begin(s, err);
	}
	ok = give(s, cells, &s->dates, err);
	if (s->dates.n_dates > 0) {
		arena_reset(&s->dates.arena);
		s->dates = (struct doc){ .arena = s->dates.arena };
	}
	return ok;
}

static bool
write_whole(struct doc_stream *s, const char *none, struct err *err)
{
	if (s->rows == 0) {
		doc_cut(s->doc, doc_mark(s->doc) - 1);
		doc_none(s->doc, s->table->n_columns, s->table->title, none);
	}
	return (!s->ready || s->ready(s->ready_arg, false, err)) && doc_write(s->doc, s->format, &s->to.text, err);
}

bool
doc_stream_close(struct doc_stream *s, bool ok, const char *none,
    struct err *err)
{
	if (s->w)
		ok = (s->flow->end(s->w, ok, err) || refused(s, err)) && ok;
	else if (ok)
		ok = write_whole(s, none, err);
	if (ok && !doc_sink_flush(&s->to))
		ok = refused(s, err);
	buf_wipe(&s->to.text);
	doc_release(&s->dates);
	return ok;
}
