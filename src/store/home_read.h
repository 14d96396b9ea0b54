/*
 * home_read: what the first screen shows, as rows: the boards one has a role
 * on, the meetings that come, one's own work, what is waiting. Counts are the viewer's own.
 * Everything lies in the caller's arena.
 */
#ifndef STORE_HOME_READ_H
#define STORE_HOME_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "store/db.h"

/* Counting stops here: what is more is many. */
#define HOME_MOST 100

struct home_meeting {
	int64_t id;
	const char *ref, *board_name;
	int held_on;
	const char *starts;		/* "09:30" or "" */
	const char *status;		/* planned or open */
	const char *place;
	bool online;
};

struct home_board {
	int64_t id;
	const char *name;
	const char *role;		/* one's role's label; "" for none */
	const char *marking;		/* of its kind; "" for none */
	int waiting;			/* referrals to screen, and … */
	int overdue;			/* … open actions past their date, each
					 * up to HOME_MOST */
	const char *timers;		/* of its kind: for timer_count_late */
	int idle;			/* minutes before a lock; 0: none */
	int64_t recent;			/* last meeting held, 0: none */
	const char *recent_ref;
	int recent_on;
};

struct home_action {
	int64_t id;
	const char *ref, *text;
	int due_on;
	bool awaited;			/* not taken on yet … */
	const char *who;		/* … by whom, or of which agency; "" */
};

/* A status that the viewer, who leads, is asked to accept. */
struct home_request {
	int64_t action, board, meeting;	/* meeting 0: none, or not seen */
	const char *ref, *text;
	int due_on;
	const char *who;		/* asks */
	const char *status, *reason;	/* the kind's key */
};

struct home_bring {
	int64_t meeting, board, casefile;
	int held_on;
	const char *board_name, *ref;	/* the case's */
	bool begun;			/* and not handed in */
	int days;			/* working days before, and … */
	const char *label;		/* … what that day is called */
};

/* What is still to become of the minutes of a meeting. */
struct home_minutes {
	int64_t meeting, board;
	const char *ref, *board_name;
	int held_on;
	int days;			/* working days after … */
	const char *label;		/* … and what that day is called */
	bool approved;			/* it is met by their being so */
};

/* What waits to be approved: of the minutes of a meeting. */
struct home_edition {
	int64_t id, meeting, board;
	const char *ref, *board_name;
	int held_on;
	bool sanitised, corrected;
	int version;
	bool approves;			/* the viewer's role does */
	int days;			/* working days after; -1: none */
};

struct home_rows {
	const char *me;			/* "DI Perdita Gavelstone · Police" */
	struct home_meeting *meetings;	/* at most 12, soonest first */
	size_t n_meetings;
	int64_t agency, parent;		/* one's own, and what it is part of */
	const char *category;		/* of the agency */
	struct home_bring *bring;	/* soonest meeting first */
	size_t n_bring;
	struct home_minutes *minutes;	/* earliest meeting first */
	size_t n_minutes;
	struct home_edition *editions;	/* likewise */
	size_t n_editions;
	struct home_action *actions;	/* one's own open ones, soonest first */
	size_t n_actions;
	int actions_more;		/* those besides, up to HOME_MOST */
	/* Those of one's agency that nobody has taken on yet, and those that
	 * are nobody's, of the boards one looks after. */
	struct home_action *awaited, *unowned;
	size_t n_awaited, n_unowned;
	struct home_request *requests;	/* oldest first */
	size_t n_requests;
	int drafts;			/* texts one had begun */
	struct home_board *boards;
	size_t n_boards;
};

/* Who one is and one's agency, alone. */
bool home_read_me(struct db *db, struct arena *a, struct home_rows *out,
    struct err *err);

/* most: as many of one's own actions as could be shown. */
bool home_read(struct db *db, int today, int most, struct arena *a,
    struct home_rows *out, struct err *err);

#endif
