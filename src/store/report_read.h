/*
 * report_read: what reports count and list, row by row through the visible_
 * views, so that a report is made over what its viewer sees. A row is handed
 * to a function as it is read and is good until that returns: a book may hold
 * more rows than there is room for. Knows keys, no labels.
 */
#ifndef STORE_REPORT_READ_H
#define STORE_REPORT_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "store/db.h"

/* What costs a question of its own: bits of wants. The numbers stand in
 * report.def, too. */
enum {
	WANT_CASE = 1,		/* the reference of an action's own record */
	WANT_LINKS = 2,
	WANT_COLOUR = 4,	/* what a colour given by the rule asks */
	WANT_MOVES = 8,
	WANT_ESCALATION = 16,
	WANT_ANSWERS = 32,
	WANT_CASE_ANSWERS = 64,	/* those of an action's records */
	WANT_MILESTONES = 128,
	WANT_MEETING = 256,
	WANT_PARTIES = 512,
	WANT_DISPOSAL = 1024	/* of records that have ended */
};

struct report_action {
	int64_t id;
	const char *ref, *text, *type, *strand, *priority;
	int64_t agency, member;	/* member 0: nobody yet */
	int due_on, start_on;	/* days; DATE_NONE */
	const char *status;
	bool live;
	int status_on;
	const char *rag;	/* given by hand, or "" … */
	int rag_until;		/* … until the board meets again */
	const char *agreed_at;
	const char *outcome, *acceptance;
	int64_t meeting;	/* 0: none */
	const char *case_ref;	/* "" */
	const char *links;	/* references, or "" */
	int milestone_on;	/* the earliest that is not done */
	int moves, missed, meetings;
	const char *answers;	/* JSON, or NULL */
	const char *case_answers;	/* JSON: a list of them, or NULL */
	const char *milestones;	/* a line each: its day, the day it was done or
				 * ten blanks, its text; NULL: none */
	const char *meeting_ref;	/* "" */
};

struct report_record {
	int64_t id;
	const char *ref, *type;
	int64_t agency, member, lead;	/* who brought it, who answers for it */
	int received_on;
	const char *state;	/* a state's key or "" */
	int state_on;
	const char *state_reason;
	bool live;
	int score;		/* -1: none */
	const char *marking, *handling;
	const char *answers;	/* JSON, or NULL */
	const char *links;	/* JSON: [[a link's key, reference], …] */
	const char *parties;	/* JSON: {role: name of its first, …} */
	/* Of WANT_DISPOSAL. */
	int last_on;		/* the last meeting that had it; DATE_NONE */
	int kept_until;		/* as was decided last, and why; DATE_NONE */
	const char *kept_reason;
	bool held;		/* a legal hold stands */
	int erase_on, erase_agreed; /* asked for, and by how many agreed to */
};

struct report_attendance {
	int64_t meeting;
	const char *ref;
	int held_on;
	int64_t member, agency;	/* member 0: nobody it named */
	const char *state;
};

/* Which rows. Days are inside, DATE_NONE for no bound. */
struct report_filter {
	int64_t board;
	int64_t casefile;	/* 0: the whole board */
	bool near;		/* and of the records it is tied to */
	bool live, closed;	/* either, or both */
	const char *strand;	/* NULL: all */
	const char *type;	/* of records: a case type's key */
	const char *types;	/* of actions: JSON, those that hang on records
				 * of these; NULL: all */
	const char *failures;	/* JSON: the statuses that count as missed */
	int meetings;		/* held since the due day: counted so far */
	int from, until;	/* actions by due date, records by the day they
				 * were received, attendance by the meeting */
	int today;
	unsigned wants;
	size_t limit;		/* 0: none */
};

/* Actions: those that are live by due date, then the others, latest first. each
 * answers false to stop, which is no failure. */
bool report_read_actions(struct db *db, const struct report_filter *f,
    bool (*each)(void *arg, const struct report_action *row), void *arg,
    struct err *err);

/* Records of one type. */
bool report_read_records(struct db *db, const struct report_filter *f,
    bool (*each)(void *arg, const struct report_record *row), void *arg,
    struct err *err);

/* The same of these ids, in no order. */
bool report_read_actions_of(struct db *db, const struct report_filter *f,
    const int64_t *ids, size_t n,
    bool (*each)(void *arg, const struct report_action *row), void *arg,
    struct err *err);
bool report_read_records_of(struct db *db, const struct report_filter *f,
    const int64_t *ids, size_t n,
    bool (*each)(void *arg, const struct report_record *row), void *arg,
    struct err *err);

/* Of meetings that were held. */
bool report_read_attendance(struct db *db, const struct report_filter *f,
    bool (*each)(void *arg, const struct report_attendance *row), void *arg,
    struct err *err);

/* How a record ended at the last meeting that decided on it; disposition ""
 * when none did. */
struct report_decision {
	const char *disposition, *reason, *meeting_ref;
	int held_on;
};
bool report_read_decision(struct db *db, int64_t casefile, struct arena *a,
    struct report_decision *out, struct err *err);

struct report_agency {
	int64_t id, parent;	/* 0: no team */
	const char *short_name;
	const char *category;	/* a category's key or "" */
};

/* All there are or were. */
bool report_read_agencies(struct db *db, struct arena *a,
    struct report_agency **rows, size_t *n, struct err *err);

/* A member's name; "" when there is none. */
bool report_read_member(struct db *db, int64_t id, struct arena *a,
    const char **name, struct err *err);

#endif
