/*
 * import: a data file (see minutebook-import(5)) into the book: agencies,
 * members, boards, meetings, casefiles, and named scripts. Everything goes
 * through the same commands as a key or a line does, in one transaction: all
 * of it or nothing. Every error says where in the file, and in what.
 */
#ifndef CMD_IMPORT_H
#define CMD_IMPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "cmd/session.h"

struct import_options {
	const char *forms;	/* where kinds are looked for first; NULL: the
				 * session's folder */
	bool dry_run;		/* check all of it, save nothing */
	bool beside;		/* into a book that has its name already: what
				 * the file calls itself is passed over */
	/* Called for each record; NULL: nobody watches. */
	void (*progress)(void *arg, size_t done, size_t total);
	void *arg;
};

/* What came in, for the sentence at the end. */
struct import_counts {
	size_t agencies, members, boards, meetings, casefiles, parties,
	    actions;
};

/* Import text[0..len), name standing before its errors. report (may be NULL)
 * gets up to ten lines. s: one who looks after
 * the book, or the program itself. */
bool cmd_import(struct session *s, const char *name, const char *text,
    size_t len, const struct import_options *o,
    struct import_counts *counts, struct buf *report, struct err *err);

bool cmd_import_file(struct session *s, const char *path,
    const struct import_options *o, struct import_counts *counts,
    struct buf *report, struct err *err);

/* Add "3 boards, 12 members …". */
void import_counts_add(struct buf *b, const struct import_counts *counts);

/* The lines of a script of the file, yours to free; NULL and ERR_INPUT when it
 * has none of that name. */
char *import_script(const char *name, const char *text, size_t len,
    const char *script, struct err *err);

/* The moment the file says it tells of ("2031-03-12T17:00:00"), yours to free;
 * NULL when it does not say. */
char *import_as_of(const char *name, const char *text, size_t len);

/* True when it takes in this kind of meeting, by the name of its file without
 * .yaml. */
bool import_takes_kind(const char *name, const char *text, size_t len,
    const char *kind);

#endif
