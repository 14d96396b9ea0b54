/*
 * twin_work: what the files of twin_view share: the member who looks, and what
 * is asked in more than one of them.
 */
#ifndef TESTS_ACCESS_TWIN_WORK_H
#define TESTS_ACCESS_TWIN_WORK_H

#include <stddef.h>

#include "app.h"
#include "twin_view.h"

enum { TWIN_ROWS = 120, TWIN_COLS = 150 };

/* Ids of what the member sees, each with its table and its place there. */
struct seen_id {
	int64_t id;
	char name[40];
};

struct viewer {
	struct buf *out;
	const char *path;		/* of the book */
	struct db *db;
	struct session s;
	struct clock clock;
	int64_t now;
	const struct twin_ask *ask;
	struct seen_id *ids;
	size_t n_ids, cap_ids;
};

/* An id by its place among what the member sees. */
const char *twin_name(const struct viewer *v, int64_t id);

/* The pattern with value in the place of each "#". */
void twin_filled(struct buf *b, const char *pattern, const char *value);

/* The text, commitments to the chain's head left out of it. */
void twin_masked(struct viewer *v, const struct buf *doc);

/* A place, or one for each row of a query, its id in the pattern; and what a
 * program that was opened by hand shows. */
void twin_screen(struct viewer *v, const char *place, const char *title);
void twin_each_row(struct viewer *v, const char *sql, const char *pattern);
void twin_surface(struct viewer *v, const struct app *app);

/* One command by name: its answer, and what sort of answer. */
void twin_try(struct viewer *v, const char *line);

/* twin_ask.c: the reports, what is offered for what one types, the forms, and
 * every command with the reference in each place. */
void twin_reports(struct viewer *v);
void twin_completions(struct viewer *v);
void twin_forms(struct viewer *v);
void twin_answers(struct viewer *v);

/* twin_send.c: the packs of the member's agency, and histories. */
void twin_packs(struct viewer *v);
void twin_histories(struct viewer *v);

#endif
