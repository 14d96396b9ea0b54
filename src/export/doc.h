/*
 * doc: a document as headings, paragraphs, fields and tables, built once from
 * the book; a writer per format turns it into bytes. Owns its texts in an
 * arena; knows no book, no meeting and no format. Texts are kept as they are:
 * it is the writers that make them safe for their format.
 */
#ifndef EXPORT_DOC_H
#define EXPORT_DOC_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"

enum doc_kind {
	DOC_HEADING,	/* level 1 (a section) to 3 */
	DOC_PARA,
	DOC_ITEM,	/* of a list; label is a mark before it, or NULL */
	DOC_FIELD,	/* label and text */
	DOC_TABLE,
	DOC_PAGE	/* what follows begins on a new page */
};

#define DOC_COLUMNS 8

struct doc_table {
	size_t n_columns;
	const char *title[DOC_COLUMNS];
	const char **cells;	/* rows × n_columns; never NULL */
	size_t n_rows, cap;
};

struct doc_block {
	enum doc_kind kind;
	int level;
	const char *label;
	const char *text;
	struct doc_table *table;
};

struct doc {
	struct arena arena;
	const char *title;
	const char *marking;	/* at the head and foot of every page */
	const char *handling;	/* words under it, or "" */
	const char *version;	/* "Draft, 13 Mar 2031 11:02, entry 412" */
	const char *code;	/* the short code of what it was made from */
	const char *notice;	/* under the title, or "" */
	struct doc_block *blocks;
	size_t n, cap;
};

void doc_release(struct doc *d);

/* Add at the end. Texts are copied. */
void doc_heading(struct doc *d, int level, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void doc_para(struct doc *d, const char *text);
void doc_item(struct doc *d, const char *label, const char *text);
void doc_page(struct doc *d);

/* Nothing when text is NULL or empty. */
void doc_field(struct doc *d, const char *label, const char *text);

/* A table with n_columns titles; then its rows, each of as many cells (NULL is
 * an empty one). The table is valid until the next block is added. */
struct doc_table *doc_table(struct doc *d, size_t n_columns,
    const char *const *titles);
void doc_row(struct doc *d, struct doc_table *t, const char *const *cells);

/* Where the document stands, to take out a heading under which nothing came. */
size_t doc_mark(const struct doc *d);
void doc_cut(struct doc *d, size_t mark);

/* ---- Writers ---- */

/* Plain text, UTF-8, 78 columns: every page's marking at head and foot. */
void doc_write_text(const struct doc *d, struct buf *out);

/* CommonMark with tables. No text of the book can break out of its place. */
void doc_write_markdown(const struct doc *d, struct buf *out);

struct doc_format {
	const char *name;	/* "text" */
	const char *ending;	/* "txt" */
	void (*write)(const struct doc *d, struct buf *out);
};

/* Those there are, ended by a NULL name; and one by name or ending, or NULL. */
extern const struct doc_format doc_formats[];
const struct doc_format *doc_format_find(const char *name);

#endif
