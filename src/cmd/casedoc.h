/*
 * casedoc: what is kept of one casefile as a document, part by part, as the
 * member may see it: where it stands, its forms, people with what makes a way
 * to reach them safe, research, meetings, actions. A list of parts says what
 * goes in and in which order. Inside cmd/ alone.
 */
#ifndef CMD_CASEDOC_H
#define CMD_CASEDOC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "cmd/answer.h"
#include "cmd/session.h"
#include "export/doc.h"
#include "store/action_read.h"
#include "store/agenda_read.h"
#include "store/casefile_read.h"
#include "store/link_read.h"

struct casedoc {
	struct session *s;
	const struct kind *k;		/* the board's */
	const struct kind_case_type *type;
	struct casefile_row file;
	struct party_row *parties;
	size_t n_parties;
	struct agenda_row *items;	/* latest meeting first */
	size_t n_items;
	struct action_row *actions;
	size_t n_actions;
	struct link_row *ties;
	size_t n_ties;
	struct answer_place place;
	struct form_context names;	/* for values that name someone */
	int today;
	bool leaves;			/* for another's hands: what the kind
					 * keeps out of such papers stays */
	struct doc *doc;
	struct arena *a;		/* the document's */
};

/* Load one into a document that is empty; ERR_INPUT when there is none that one
 * may see. */
bool casedoc_load(struct session *s, int64_t casefile, struct doc *doc,
    struct casedoc *c, struct err *err);

/* Add these parts. ERR_INPUT, naming them, when parts that are required would
 * be empty; the document is of no use then. */
bool casedoc_add(struct casedoc *c, const struct kind_case_part *parts,
    size_t n, struct err *err);

/* All that there is of a casefile. */
extern const struct kind_case_part casedoc_whole[];
extern const size_t casedoc_whole_n;

/* ---- The parts: each adds blocks, and to *n how much of it there is ------ */

typedef bool casedoc_part(struct casedoc *c, const struct kind_case_part *p,
    size_t *n, struct err *err);

/* casedoc_record.c */
casedoc_part casedoc_record, casedoc_forms, casedoc_fields, casedoc_incidents,
    casedoc_due, casedoc_repeats, casedoc_ties, casedoc_transfer,
    casedoc_access;
/* casedoc_people.c */
casedoc_part casedoc_people, casedoc_contact;
/* casedoc_life.c */
casedoc_part casedoc_flags, casedoc_research, casedoc_shared,
    casedoc_meetings, casedoc_last_meeting, casedoc_actions,
    casedoc_open_actions;

/* The answered fields of a form in a row, those named (n_only 0: all) that one
 * may see, as fields of the document under headings of their sections (level 0:
 * none); how many. */
size_t casedoc_answers(struct casedoc *c, const struct kind_form *f,
    const struct record *rec, const char *const *only, size_t n_only,
    int level);

/* The same of all but those that show one of these columns, which stand between
 * blanks. */
size_t casedoc_answers_but(struct casedoc *c, const struct kind_form *f,
    const struct record *rec, const char *columns, int level);

/* "13 Mar 2031", "" for DATE_NONE; likewise of a moment, with its time. */
const char *casedoc_day(struct casedoc *c, int day);
const char *casedoc_moment(struct casedoc *c, const char *iso);

#endif
