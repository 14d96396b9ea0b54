/*
 * kind_report: of a kind of meeting (form/kind.h): the reports it makes, as
 * lists, counts and plans over what the viewer sees. Plain structs; owns
 * nothing.
 */
#ifndef FORM_KIND_REPORT_H
#define FORM_KIND_REPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "form/kind_form.h"

/* What a report is about: one row of the book for each thing counted. */
enum report_what {
	REPORT_ACTIONS,
	REPORT_CASES,		/* records of its case types */
	REPORT_MILESTONES,
	REPORT_ATTENDANCE,	/* of meetings that were held */
	REPORT_TRACE,		/* a record, its actions, their milestones and
				 * outcomes; uncovered ones first */
	REPORT_PLAN,		/* actions in one column a strand */
	REPORT_TIMERS,		/* what of records is due, and when */
	REPORT_CROSS,		/* a line for each choice, and the records that
				 * have it in one field or another */
	REPORT_RETURN,		/* the measures of the kind's return */
	REPORT_WHATS
};

enum report_chart {
	REPORT_NO_CHART,
	REPORT_BARS,		/* a bar a row */
	REPORT_STACK,		/* a bar a row, one part a column */
	REPORT_SHARE,		/* one bar: so much of the whole */
	REPORT_TIMELINE		/* days along, a mark for each date */
};

/* Which records count. */
enum report_live {
	REPORT_ANY,
	REPORT_LIVE,		/* in a live state; actions not finished */
	REPORT_OVERDUE,		/* and past their day */
	REPORT_CLOSED,
	REPORT_DISPOSAL		/* ended, and up for disposal by today */
};

/* Which dates count, by the report's own date: the due day of actions and
 * milestones, the date field of records, the day of meetings. */
enum report_period {
	REPORT_ALL,
	REPORT_SINCE_MEETING,	/* since the board's last one before today */
	REPORT_MONTH, REPORT_QUARTER, REPORT_YEAR, /* the last so many days */
	/* Of a return, which goes back from its meeting: */
	REPORT_SITTING,		/* that meeting alone */
	REPORT_ROLLING		/* the return's rolling-months */
};

struct kind_report {
	const char *key;
	const char *title;
	const char *help;
	enum report_what what;
	const char *const *case_types;	/* none: all */
	size_t n_case_types;
	const char *const *states;	/* none: as live says */
	size_t n_states;
	enum report_live live;
	enum report_period period;
	const char *date;	/* a date field of the case type's forms; NULL:
				 * the day it was received */
	const struct kind_when *where; /* a condition on its answers */
	/* Of a count: a dimension each, see forms/GRAMMAR. NULL: no count, a
	 * list. */
	const char *rows;
	const char *columns;
	const char *sum;	/* a number or money field summed instead of
				 * counted */
	const char *const *list; /* columns of a list */
	size_t n_list;
	const char *sort;	/* a column of the list */
	const char *const *across; /* of a cross: fields with the same choices,
				 * by key; a record stands under the last of
				 * them that has the choice */
	size_t n_across;
	enum report_chart chart;
	bool percent;		/* shares beside counts */
	bool suppress;		/* numbers below suppress-below are hidden */
};

#endif
