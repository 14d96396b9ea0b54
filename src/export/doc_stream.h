/*
 * doc_stream: a document whose table is longer than there is room for. The first
 * rows are kept, to lay the table out by; from then on each row is written as
 * it comes, in formats that can be. A short document, and one in another
 * format, is written whole at the end and is the same, byte for byte, as
 * doc_write makes it. Owns what is not handed over yet.
 */
#ifndef EXPORT_DOC_STREAM_H
#define EXPORT_DOC_STREAM_H

#include "export/doc.h"
#include "export/doc_sink.h"

/* How a format writes rows as they come; w is its own. The table is the
 * document's last block, and holds the first rows when it begins; the first
 * dates are in the document likewise. They are handed over again with the
 * rest. Each answers false, with err, when it can't go on; what the sink
 * refuses is not looked at here. */
struct doc_flow {
	void *(*begin)(const struct doc *d, struct doc_sink *to,
	    struct err *err);
	bool (*row)(void *w, const char *const *cells, struct err *err);
	bool (*date)(void *w, const struct doc_date *date, struct err *err);
	/* Frees w; nothing more is written unless whole. */
	bool (*end)(void *w, bool whole, struct err *err);
};

extern const struct doc_flow doc_flow_csv, doc_flow_json, doc_flow_text;

struct doc_stream {
	struct doc *doc;	/* borrowed */
	const struct doc_format *format;
	const struct doc_flow *flow;	/* NULL: it is written whole */
	struct doc_sink to;
	struct doc_table *table;	/* the document's last block */
	void *w;		/* NULL: not begun */
	struct doc dates;	/* of the row in hand, once begun */
	size_t rows;
	size_t keep;		/* so many rows before it begins */
	/* Called before the first byte, where set: the document's head may be
	 * filled in now. more: there may be more rows than those so far. */
	bool (*ready)(void *arg, bool more, struct err *err);
	void *ready_arg;
};

/* Begin the table that d ends with: what d says before it is said already. */
void doc_stream_open(struct doc_stream *s, struct doc *d,
    const struct doc_format *format, size_t n_columns,
    const char *const *titles, bool (*put)(void *arg, const char *data,
    size_t len), void *arg);

/* Where the dates of the next row go, before it; NULL: nowhere. */
struct doc *doc_stream_dates(struct doc_stream *s);

/* The next row; false, with err, when it can't be written. */
bool doc_stream_row(struct doc_stream *s, const char *const *cells,
    struct err *err);

/* The end; ok false drops it. Without a row, none stands in words for the table.
 * False, with err, unless all of it was handed over. */
bool doc_stream_close(struct doc_stream *s, bool ok, const char *none,
    struct err *err);

#endif
