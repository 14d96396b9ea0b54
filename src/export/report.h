/*
 * report: one report of a kind (form/kind_report.h) over what the viewer may
 * see: a table of counts, a list, a plan by strand or the trace from a record
 * to what came of it, as cells with what stands behind them. Screens draw it,
 * report_doc turns it into a document, a snapshot keeps it. Owns its texts in
 * an arena. Knows no one kind of meeting: strands, colours and words are the
 * kind's.
 */
#ifndef EXPORT_REPORT_H
#define EXPORT_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "export/doc.h"
#include "form/kind.h"
#include "store/db.h"

/* What comes due of a record, reckoned by the caller. */
struct report_timer {
	int64_t casefile;
	const char *ref, *type, *state;
	int64_t lead;
	const char *label;
	int due;
};

/* Only what has this value there: a column of GRAMMAR's [a report], and the
 * value as report_line.key gives it. */
struct report_narrow {
	const char *column, *key;
};

struct report_line;

struct report_source {
	struct db *db;
	const struct kind *kind;
	int64_t board;
	const char *board_name;
	int64_t casefile;	/* about this record and those tied to it; 0 */
	const char *case_ref;	/* its reference */
	int today;
	int since;		/* the board's meeting before; DATE_NONE */
	uint64_t rights;	/* the viewer's on that board: RIGHT_BIT */
	const struct report_timer *timers; /* the nearest first, where the
				 * report asks for them */
	size_t n_timers;
	/* With these a count becomes the list of what it counted. */
	const struct report_narrow *narrow;
	size_t n_narrow;
	size_t limit;		/* lines of a list, cards of a strand; 0: all */
	bool closed;		/* what has ended as well, where the report is
				 * a list of open actions */
	bool all_sources;	/* for a snapshot: what it is made of, however
				 * much that is */
	/* Lines of a list are handed over as they are made, and not kept, where
	 * this is set; false stops. */
	bool (*line)(void *arg, const struct report_line *l);
	void *arg;
};

/* How a colour is meant; its letter is always shown with it. */
enum report_tone { TONE_NONE, TONE_QUIET, TONE_GOOD, TONE_SOON, TONE_LATE };

struct report_column {
	const char *title;
	const char *key;	/* of the value a column of a count is for */
	const char *label;	/* the title without its letter */
	const char *letter;	/* of a strand or a colour; "" */
	enum report_tone tone;
	bool number;		/* shown at the right */
};

/* A record that stands in a cell of a cross. */
struct report_named {
	int64_t casefile;
	const char *ref;
	size_t column;
};

struct report_line {
	const char **cell;	/* as many as columns; never NULL */
	/* Of a count: the numbers behind cells 1 …; of hidden ones 0. */
	int64_t *number;
	bool *hidden;
	const char *key;	/* the value that a row of a count stands for */
	int64_t action, casefile, meeting;	/* what the line is about; 0 */
	const char *ref;	/* the action's; NULL */
	bool live;		/* it is open */
	struct report_named *named; /* of a cross: up to some of each cell */
	size_t n_named;
	int depth;		/* in a trace: record, action, milestone */
	int group;		/* in a plan: which strand */
	int day;		/* for a timeline; DATE_NONE */
	enum report_tone tone;
	const char *letter;	/* of its colour; "" */
	bool total;		/* the last line of a count */
	bool uncovered;		/* in a trace: a record without an action */
};

enum report_shape {
	SHAPE_COUNT, SHAPE_LIST, SHAPE_PLAN, SHAPE_TRACE,
	SHAPE_FIGURES		/* of a return; a line's key is its figure */
};

struct report {
	struct arena arena;
	const struct kind_report *def;
	const struct kind *kind;
	enum report_shape shape;
	const char *title;
	const char *marking;	/* the highest of what it holds and the
				 * board's own; set by the caller */
	const char *about;	/* which board and record, which days, and what
				 * it was narrowed to */
	struct report_column *columns;
	size_t n_columns;
	struct report_line *lines;
	size_t n_lines, cap_lines;
	/* The strands of a plan. */
	struct report_column *groups;
	size_t n_groups;
	bool *group_more;	/* there are more than are shown */
	bool more;		/* there are more lines than were asked for */
	bool suppressed;	/* some figures are hidden */
	int64_t counted;	/* things counted, or lines of a list */
	int64_t covered, records; /* of a trace */
	const char **notes;	/* sentences under it */
	size_t n_notes;
	struct doc_chart *chart; /* NULL: none */
	/* What it is made of: at most REPORT_SOURCES of each, unless all were
	 * asked for; sources_over when there were more. */
	int64_t *actions, *casefiles;
	size_t n_actions, n_casefiles;
	size_t cap_actions, cap_casefiles;
	bool sources_over;
};

#define REPORT_SOURCES 2000

/* Make the report; free with report_release, also after a failure. Nothing
 * is recorded: the caller has done that. */
bool report_build(const struct report_source *src,
    const struct kind_report *def, struct report *out, struct err *err);
void report_release(struct report *r);

/* A return is narrowed to what lies behind a figure by these: the key of a
 * line, "no" for those of whom it is not known, and the reference of another
 * meeting than the last, which gives its figures. */
#define RETURN_FIGURE "figure"
#define RETURN_KNOWN "known"
#define RETURN_MEETING "meeting"
#define RETURN_UNKNOWN_COLUMN 3	/* where a line says of how many */

/* Does it ask for timers? */
bool report_wants_timers(const struct kind_report *def);

/* Is this a column of a report (a word of GRAMMAR, or field:KEY, link:KEY)? */
bool report_has_column(const struct report_source *src,
    const struct kind_report *def, const char *column);

/* Add the report to a document, whose title is the report's. */
void report_add(const struct report *r, struct doc *d);

/* The date of a line, where it is an action's. */
void report_add_date(const struct report_line *l, struct doc *d);

/* A report that was kept with a meeting (store/snapshot_read.h) as one table
 * under a heading: body is its JSON. */
void report_add_kept(struct doc *d, int level, const char *title,
    const char *body);

/* Its cells, row by row, the titles first: columns of them in a row, *lines
 * rows besides the titles. In the arena. */
const char *const *report_kept_cells(const char *body, struct arena *a,
    size_t *columns, size_t *lines);

/* What a snapshot keeps: {"columns": …, "rows": …} and {"casefile": …,
 * "action": …}. */
void report_body(const struct report *r, struct buf *json);
void report_sources(const struct report *r, struct buf *json);

#endif
