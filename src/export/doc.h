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
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

enum doc_kind {
	DOC_HEADING,	/* level 1 (a section) to 3 */
	DOC_PARA,
	DOC_ITEM,	/* of a list; label is a mark before it, or NULL */
	DOC_FIELD,	/* label and text */
	DOC_TABLE,
	DOC_CHART,
	DOC_PAGE	/* what follows begins on a new page */
};

#define DOC_COLUMNS 32

struct doc_table {
	size_t n_columns;
	size_t keys;		/* the first ones say what a row is about; 0
				 * is as 1 */
	const char *title[DOC_COLUMNS];
	const char **cells;	/* rows × n_columns; never NULL */
	size_t n_rows, cap;
};

/* A chart as the values that it shows; whoever draws it chooses the marks. */
enum doc_chart_kind {
	DOC_BARS,	/* a bar each */
	DOC_STACK,	/* a bar each, one part for each of part */
	DOC_SHARE,	/* one bar in all, a part for each of bar */
	DOC_TIMELINE	/* a mark on a line of days for each of bar */
};

struct doc_part {
	const char *label;
	const char *letter;	/* "" for none */
	int tone;		/* enum report_tone */
};

struct doc_bar {
	const char *label;
	const char *letter;	/* "" for none */
	int tone;
	const char *shown;	/* the figure, or what a day is of */
	int64_t *value;		/* as many as parts, at least one; none below
				 * 0 */
	int day;		/* of a timeline */
};

struct doc_chart {
	enum doc_chart_kind kind;
	size_t n_parts;
	struct doc_part *part;
	size_t n;
	struct doc_bar *bar;
	int today;		/* of a timeline */
};

struct doc_block {
	enum doc_kind kind;
	int level;
	const char *label;
	const char *text;
	struct doc_table *table;
	struct doc_chart *chart;
};

/* What a calendar keeps of a document: something to do by a day, or a sitting.
 * Its words name no person and tell of no case but by its number: calendars lie
 * open on desks and telephones. */
struct doc_date {
	bool sitting;
	const char *uid;	/* the same each time; unique in the world */
	const char *parent;	/* uid of what a step is of, or NULL */
	const char *summary;
	const char *place;	/* of a sitting, or "" */
	int day;
	int64_t begins;		/* of a sitting, epoch ms; 0: all that day */
	bool done;
};

struct doc {
	struct arena arena;
	const char *title;
	const char *marking;	/* at the head and foot of every page */
	const char *handling;	/* words under it, or "" */
	const char *version;	/* "Draft, 13 Mar 2031 11:02, entry 412" */
	const char *code;	/* the short code of what it was made from */
	const char *notice;	/* under the title, or "" */
	int64_t made;		/* epoch ms of what it was made from; the only
				 * time that a file tells */
	struct doc_block *blocks;
	size_t n, cap;
	const struct doc_table *none;	/* what has no row: its titles, for a
					 * spreadsheet without a table; NULL */
	struct doc_date *dates;
	size_t n_dates, cap_dates;
};

void doc_release(struct doc *d);

/* Add at the end. Texts are copied. */
void doc_heading(struct doc *d, int level, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void doc_para(struct doc *d, const char *text);

/* In place of a table that would have no rows. */
void doc_none(struct doc *d, size_t n_columns, const char *const *titles,
    const char *text);
void doc_item(struct doc *d, const char *label, const char *text);
void doc_page(struct doc *d);

/* Nothing when text is NULL or empty. */
void doc_field(struct doc *d, const char *label, const char *text);

/* A table with n_columns titles; then its rows, each of as many cells (NULL is
 * an empty one). The table is valid until the next block is added. */
struct doc_table *doc_table(struct doc *d, size_t n_columns,
    const char *const *titles);
void doc_row(struct doc *d, struct doc_table *t, const char *const *cells);

/* An empty chart with room for parts and bars, in an arena; and one put into
 * the document, copied. A chart without bars is left out. */
struct doc_chart *doc_chart_new(struct arena *a, enum doc_chart_kind kind,
    size_t n_parts, size_t n);
void doc_chart(struct doc *d, const struct doc_chart *c);

/* A date for calendars, copied. */
void doc_date(struct doc *d, const struct doc_date *date);

/* Where the document stands, to take out a heading under which nothing came. */
size_t doc_mark(const struct doc *d);
void doc_cut(struct doc *d, size_t mark);

/* What a writer does with each kind of block; w is its own. */
struct doc_hands {
	void (*heading)(void *w, const struct doc_block *b);
	void (*para)(void *w, const char *text);
	void (*item)(void *w, const struct doc_block *b);
	void (*field)(void *w, const struct doc_block *b);
	void (*table)(void *w, const struct doc_table *t);
	void (*chart)(void *w, const struct doc_chart *c);
	void (*page)(void *w);
};

/* Hand over the blocks in order. */
void doc_walk(const struct doc *d, const struct doc_hands *h, void *w);

/* When it was made, as "2031-03-13T09:30:05Z". */
void doc_made(const struct doc *d, struct buf *out);

/* Is a table of it too wide for a page held upright? Such documents lie. */
bool doc_is_wide(const struct doc *d);

/* How many characters the widest mark of an item has, between two bounds: so that
 * what they mark begins in one line. */
int doc_mark_width(const struct doc *d, int least, int most);

/* How many characters each column of a table asks for, at least 3: what its
 * longest word needs, and no more of a longer text than 40. */
void doc_table_weights(const struct doc_table *t, int weight[DOC_COLUMNS]);

/* Part the width of a page among columns: none is narrower than its longest word
 * (least) where all of these fit, one of texts no longer than few is as wide as
 * its longest line (want) where the others have room beside it. False when
 * words have to be broken. The unit is the caller's. */
struct doc_column {
	double least, want;
	double wide;	/* what comes of it */
};
bool doc_table_part(struct doc_column *c, size_t n, double room, double few);

/* How a page, upright or lying, is parted among the columns of a table, in
 * shares of their sum. */
void doc_table_shares(const struct doc_table *t, bool wide,
    int share[DOC_COLUMNS]);

/* ---- Writers ---- */

struct doc_flow;

struct doc_format {
	const char *name;	/* "text" */
	const char *ending;	/* "txt" */
	/* NULL in the program: it is in the module of the heavy writers. Only
	 * those can fail. */
	bool (*write)(const struct doc *d, struct buf *out, struct err *err);
	/* How its rows are written as they come (export/doc_stream.h); NULL:
	 * they are not, or it is in that module. */
	const struct doc_flow *flow;
};

/* Those there are, ended by a NULL name; and one by name or ending, or NULL. */
extern const struct doc_format doc_formats[];
const struct doc_format *doc_format_find(const char *name);

/* The names of all, "text, markdown, …". */
void doc_format_names(struct buf *out);

/* Is its writer here? Asked before an export is recorded; a sentence where it is
 * not. */
bool doc_format_ready(const struct doc_format *format, struct err *err);

/* How rows of it are written as they come; NULL: they are not. */
const struct doc_flow *doc_format_flow(const struct doc_format *format);

/* A document in a format, added to out. What a writer is not there for is said
 * in a sentence, and so is a lack of room; then out is of no use. */
bool doc_write(const struct doc *d, const struct doc_format *format,
    struct buf *out, struct err *err);

/* The marking that the document written last bears, "" where none was since it
 * was forgotten: for who tells that it was written. Valid until the next. */
const char *doc_written_marking(void);
void doc_written_note(const char *marking);
void doc_written_forget(void);

/* The words of a file in one of the formats, as far as they can be told: the
 * bytes themselves, and of a packed one what is packed in it. */
bool doc_words(const struct buf *file, struct buf *out, struct err *err);

/* Where the module of the heavy writers is, if not where it was installed: a
 * program that runs where it was built. The path is borrowed. */
void doc_writers_at(const char *path);

/* Plain text, UTF-8, 78 columns: every page's marking at head and foot. */
bool doc_write_text(const struct doc *d, struct buf *out, struct err *err);

/* CommonMark with tables. No text of the book can break out of its place. */
bool doc_write_markdown(const struct doc *d, struct buf *out,
    struct err *err);

/* The tables of the document as comma-separated values (RFC 4180), lines ended
 * by CR LF, tables parted by an empty line. No cell can be a formula: where one
 * begins as a formula would, an apostrophe is put before it. */
bool doc_write_csv(const struct doc *d, struct buf *out, struct err *err);

/* One row of it, for who writes rows as they come. */
void doc_csv_row(struct buf *out, const char *const *cells, size_t n);

/* The document as one JSON object (RFC 8259): title, marking, version, code,
 * and its blocks in order, each an object that says what it is. */
bool doc_write_json(const struct doc *d, struct buf *out, struct err *err);

/* Bars from … from + n - 1 of a chart in a sentence each, for who can't see it. */
void doc_chart_words(const struct doc_chart *c, size_t from, size_t n,
    struct buf *out);

/* Lines of a chart as plain text, cols columns wide: bars, letters, days. */
void doc_chart_text(const struct doc_chart *c, int cols, struct buf *out);

#endif
