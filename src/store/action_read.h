/*
 * action_read: agreed work as rows with its milestones and, where asked, its
 * log. Rows in the caller's arena; only what the viewer may see. Overdue, days
 * late, how often it was carried or its date moved are computed for the day
 * that is handed in, never stored.
 */
#ifndef STORE_ACTION_READ_H
#define STORE_ACTION_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "store/db.h"

struct milestone_row {
	int64_t id;
	int64_t action;
	int position;
	const char *text;
	int due_on, done_on;	/* done_on DATE_NONE: not done */
	int64_t member;		/* 0: the action's owner */
	const char *member_name;
	const char *note;
	bool overdue;
};

/* What waits for the viewer's word. */
struct action_asked {
	int64_t id;		/* 0: nothing */
	const char *text;
	int due_on;
	bool named;		/* of them by name, not of their agency */
};

struct progress_row {
	int64_t id;
	int64_t meeting;	/* 0: between meetings */
	int64_t reported_by;
	const char *reported_by_name, *recorded_by_name;
	const char *reported_at;
	const char *was, *now;	/* statuses */
	const char *reason, *text;
	int due_was, due_now;	/* DATE_NONE: not moved */
};

/* A status that who leads is asked to accept. */
struct action_request {
	const char *status;	/* "": none */
	const char *reason;
	int64_t by;		/* who asks */
};

/* The last word on an open action between two meetings. */
struct action_word {
	int64_t action;
	const char *by;		/* a name, or "" */
	int on;
	const char *now, *reason, *text;
	const char *requested;	/* "": nothing is asked */
};

struct action_row {
	int64_t id;
	int64_t board, casefile, meeting, item;	/* 0: none, or not seen */
	const char *case_ref;	/* "" */
	int number;
	const char *ref;
	const char *text, *type, *strand, *priority;
	int64_t agency, member;
	const char *agency_name, *agency_short;
	const char *member_name;	/* "" while nobody was named */
	int64_t party;
	const char *party_name, *party_role;
	int due_on, start_on;	/* start_on DATE_NONE: at once */
	/* A colour by hand: "" for none; until the board's first meeting since,
	 * DATE_NONE while none is planned. */
	const char *rag, *rag_reason, *rag_by_name;
	int rag_on, rag_until;
	const char *acceptance;	/* needed, yes, declined */
	const char *accepted_by_name, *accepted_at;
	const char *status;
	bool live;		/* not in a final status */
	int status_on;
	const char *status_reason, *outcome, *evidence;
	int64_t replaced_by;
	const char *replaced_by_ref;
	int64_t recorded_by;
	const char *recorded_by_name;
	const char *agreed_at;
	const char *answers;	/* JSON */
	/* Computed for the day asked about. */
	bool overdue;
	int days_late;		/* to that day, or to the day it was final */
	int moves;		/* how often its date was moved */
	int carried;		/* meetings held since that found it open */
	int late_meetings;	/* of those, the ones after its date */
	const char *said;	/* statuses ever reported, between blanks */
	bool owner_left;	/* its member has gone, or moved elsewhere */
	/* What was said of it at the meeting asked about (outstanding). */
	bool reported;
	const char *reported_was;	/* the status before, or "" */
	const struct milestone_row *milestones;
	size_t n_milestones;
};

/* What to list. */
enum action_list {
	ACTIONS_OF_CASEFILE,	/* its own and those linked to it */
	ACTIONS_OF_ITEM,	/* agreed in this agenda line */
	ACTIONS_OF_MEETING,	/* agreed at this meeting, agenda order */
	ACTIONS_OUTSTANDING,	/* for this meeting: open from before it, and
				 * those reported at it */
	ACTIONS_OF_MEMBER,	/* open ones this member owns, by date */
	ACTIONS_OF_AGENCY,	/* open ones of the agency, by date */
	ACTIONS_OVERDUE,	/* of a board, oldest date first */
	ACTIONS_OF_BOARD,	/* open ones of a board, by date */
	ACTION_LISTS
};

/* The list of that owner (a casefile, an item, a meeting …), computed for
 * today, with milestones. */
bool action_read_list(struct db *db, enum action_list list, int64_t of,
    int today, struct arena *a, struct action_row **rows, size_t *n,
    struct err *err);

/* Likewise, but of a list that is by date the first alone, at most limit. */
bool action_read_first(struct db *db, enum action_list list, int64_t of,
    int today, size_t limit, struct arena *a, struct action_row **rows,
    size_t *n, struct err *err);

/* Open ones by date, a page at a time. */
enum action_by {
	ACTIONS_BY_BOARD,
	ACTIONS_BY_STRAND,	/* of a board */
	ACTIONS_BY_AGENCY,	/* itself, without its teams */
	ACTIONS_BY_MEMBER
};

struct action_page {
	enum action_by by;
	int64_t of;
	const char *strand;	/* ACTIONS_BY_STRAND */
	int64_t board;		/* of this one alone; 0: of any */
	int before;		/* due before this day; DATE_NONE: whenever */
	int after_due;		/* the last row of the page before: its date … */
	int64_t after;		/* … and id; DATE_NONE and 0: the first page */
	size_t limit;
};

bool action_read_page(struct db *db, const struct action_page *p, int today,
    struct arena *a, struct action_row **rows, size_t *n, struct err *err);

/* How many an agency itself, or a member, has open and late, each counted up to
 * most. */
bool action_tally(struct db *db, enum action_by by, int64_t of,
    int64_t board, int today, int most, int *open, int *late,
    struct err *err);

/* One, by id or reference; ERR_INPUT when there is none that one may see. */
bool action_read(struct db *db, int64_t id, int today, struct arena *a,
    struct action_row *row, struct err *err);
bool action_read_ref(struct db *db, const char *ref, int today,
    struct arena *a, struct action_row *row, struct err *err);

/* Its log, oldest first. */
bool progress_read(struct db *db, int64_t action, struct arena *a,
    struct progress_row **rows, size_t *n, struct err *err);

/* What is asked of who leads about it now. */
bool action_read_request(struct db *db, int64_t action, struct arena *a,
    struct action_request *out, struct err *err);

/* The last word on each open action of the meeting's board since the meeting
 * before it, and whatever waits for an answer, by action. */
bool action_read_words(struct db *db, int64_t meeting, struct arena *a,
    struct action_word **rows, size_t *n, struct err *err);

/* The casefiles it is linked to besides its own, as references. */
bool action_read_links(struct db *db, int64_t action, struct arena *a,
    const char *const **refs, size_t *n, struct err *err);

/* The first action agreed at the meeting that the viewer, or anybody of their
 * agency, is still to accept or decline. */
bool action_read_asked(struct db *db, int64_t meeting, struct arena *a,
    struct action_asked *asked, struct err *err);

#endif
