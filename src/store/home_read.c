/*
 * home_read: the first screen's rows.
 */
#include "store/home_read.h"

#include <string.h>

#include "base/date.h"
#include "store/draft.h"
#include "store/row.h"
#include "store/stmt.h"

/* More boards than this on one book is more than a screen could show. */
#define MOST_BOARDS 64
#define MOST_MEETINGS 12

bool
home_read_me(struct db *db, struct arena *a, struct home_rows *out,
    struct err *err)
{
	struct stmt *q = db_query(db, SQL_HOME_ME, err);

	out->me = out->category = "";
	if (stmt_next(q, err)) {
		out->me = arena_printf(a, "%s%s%s %s · %s", col_str(q, 0),
		    *col_str(q, 0) ? " " : "", col_str(q, 1), col_str(q, 2),
		    col_str(q, 3));
		out->agency = col_int(q, 4);
		out->parent = col_int(q, 5);
		out->category = col_copy(q, 6, a);
	}
	return stmt_done(q);
}

static bool
read_meetings(struct db *db, struct arena *a, struct home_rows *out,
    struct err *err)
{
	struct stmt *q = db_query(db, SQL_HOME_MEETINGS, err);

	out->meetings = arena_array(a, MOST_MEETINGS, sizeof *out->meetings);
	while (out->n_meetings < MOST_MEETINGS && stmt_next(q, err)) {
		struct home_meeting *m = &out->meetings[out->n_meetings++];

		m->id = col_int(q, 0);
		m->ref = col_copy(q, 1, a);
		m->board_name = col_copy(q, 2, a);
		m->held_on = date_parse_iso(col_str(q, 3));
		m->starts = col_copy(q, 4, a);
		m->status = col_copy(q, 5, a);
		m->place = col_copy(q, 6, a);
		m->online = col_bool(q, 7);
	}
	return stmt_done(q);
}

static bool
read_bring(struct db *db, struct arena *a, struct home_rows *out,
    struct err *err)
{
	struct stmt *q = db_query(db, SQL_HOME_BRING, err);
	struct row_list list = ROW_LIST(a, struct home_bring);

	stmt_int(q, ":agency", out->agency);
	stmt_text(q, ":category", out->category);
	stmt_int(q, ":limit", HOME_MOST);
	while (stmt_next(q, err))
		*(struct home_bring *)row_list_add(&list) =
		    (struct home_bring){
			.meeting = col_int(q, 0), .board = col_int(q, 1),
			.held_on = row_date(q, 2),
			.board_name = row_str(q, 3, a),
			.casefile = col_int(q, 4), .ref = row_str(q, 5, a),
			.begun = col_bool(q, 6), .days = (int)col_int(q, 7),
			.label = row_str(q, 8, a),
		};
	out->bring = list.rows;
	out->n_bring = list.n;
	return stmt_done(q);
}

/* Of the last quarter: what is older is told by the board's screen. */
static bool
read_minutes(struct db *db, int today, struct arena *a,
    struct home_rows *out, struct err *err)
{
	struct stmt *q = db_query(db, SQL_HOME_MINUTES, err);
	struct row_list list = ROW_LIST(a, struct home_minutes);

	stmt_day(q, ":since", date_add_months(today, -3));
	stmt_day(q, ":today", today);
	stmt_int(q, ":limit", HOME_MOST);
	while (stmt_next(q, err))
		*(struct home_minutes *)row_list_add(&list) =
		    (struct home_minutes){
			.meeting = col_int(q, 0), .board = col_int(q, 1),
			.ref = row_str(q, 2, a), .held_on = row_date(q, 3),
			.board_name = row_str(q, 4, a),
			.label = row_str(q, 5, a), .days = (int)col_int(q, 6),
			.approved = !strcmp(col_str(q, 7), "approved"),
		};
	out->minutes = list.rows;
	out->n_minutes = list.n;
	return stmt_done(q);
}

/* Of what was made in the same time, whenever the meeting was. */
static bool
read_editions(struct db *db, int today, struct arena *a,
    struct home_rows *out, struct err *err)
{
	struct stmt *q = db_query(db, SQL_HOME_EDITIONS, err);
	struct row_list list = ROW_LIST(a, struct home_edition);

	stmt_day(q, ":since", date_add_months(today, -3));
	stmt_int(q, ":limit", HOME_MOST);
	while (stmt_next(q, err))
		*(struct home_edition *)row_list_add(&list) =
		    (struct home_edition){
			.id = col_int(q, 0), .meeting = col_int(q, 1),
			.board = col_int(q, 2), .ref = row_str(q, 3, a),
			.held_on = row_date(q, 4),
			.board_name = row_str(q, 5, a),
			.sanitised = col_int(q, 6) != 0,
			.version = (int)col_int(q, 7),
			.approves = col_int(q, 8) != 0,
			.days = (int)col_int(q, 9),
			.corrected = col_int(q, 10) != 0,
		};
	out->editions = list.rows;
	out->n_editions = list.n;
	return stmt_done(q);
}

static bool
read_actions(struct stmt *q, struct arena *a, struct home_action **rows,
    size_t *n, struct err *err)
{
	struct row_list list = ROW_LIST(a, struct home_action);

	while (stmt_next(q, err))
		*(struct home_action *)row_list_add(&list) =
		    (struct home_action){
			.id = col_int(q, 0), .ref = row_str(q, 1, a),
			.text = row_str(q, 2, a), .due_on = row_date(q, 3),
			.awaited = !strcmp(col_str(q, 4), "needed"),
			.who = row_str(q, 5, a),
		};
	*rows = list.rows;
	*n = list.n;
	return stmt_done(q);
}

static bool
read_own(struct db *db, int most, struct arena *a, struct home_rows *out,
    struct err *err)
{
	struct stmt *q = db_query(db, SQL_HOME_ACTIONS, err);
	int64_t total;

	stmt_int(q, ":limit", most);
	if (!read_actions(q, a, &out->actions, &out->n_actions, err))
		return false;
	total = (int64_t)out->n_actions;
	if (out->n_actions == (size_t)most) {
		q = db_query(db, SQL_HOME_ACTIONS_COUNT, err);
		stmt_int(q, ":limit", most + HOME_MOST);
		if (!db_one_int(db, q, &total, err))
			return false;
	}
	out->actions_more = (int)total - (int)out->n_actions;
	return true;
}

/* What waits for somebody to take it on, and what nobody has. */
static bool
read_others(struct db *db, struct arena *a, struct home_rows *out,
    struct err *err)
{
	struct stmt *q = db_query(db, SQL_HOME_AWAITED, err);

	stmt_int(q, ":agency", out->agency);
	stmt_int(q, ":parent", out->parent);
	stmt_int(q, ":limit", HOME_MOST);
	if (!read_actions(q, a, &out->awaited, &out->n_awaited, err))
		return false;
	q = db_query(db, SQL_HOME_UNOWNED, err);
	stmt_int(q, ":limit", HOME_MOST);
	return read_actions(q, a, &out->unowned, &out->n_unowned, err);
}

static bool
read_requests(struct db *db, struct arena *a, struct home_rows *out,
    struct err *err)
{
	struct stmt *q = db_query(db, SQL_HOME_REQUESTS, err);
	struct row_list list = ROW_LIST(a, struct home_request);

	stmt_int(q, ":limit", HOME_MOST);
	while (stmt_next(q, err))
		*(struct home_request *)row_list_add(&list) =
		    (struct home_request){
			.action = col_int(q, 0), .board = col_int(q, 1),
			.meeting = col_int(q, 2), .ref = row_str(q, 3, a),
			.text = row_str(q, 4, a), .due_on = row_date(q, 5),
			.who = row_str(q, 6, a), .status = row_str(q, 7, a),
			.reason = row_str(q, 8, a),
		};
	out->requests = list.rows;
	out->n_requests = list.n;
	return stmt_done(q);
}

static bool
read_recent(struct db *db, const char *today, struct arena *a,
    struct home_board *b, struct err *err)
{
	struct stmt *q = db_query(db, SQL_HOME_RECENT, err);

	stmt_int(q, ":board", b->id);
	stmt_text(q, ":today", today);
	b->recent_ref = "";
	b->recent_on = DATE_NONE;
	if (stmt_next(q, err)) {
		b->recent = col_int(q, 0);
		b->recent_ref = col_copy(q, 1, a);
		b->recent_on = date_parse_iso(col_str(q, 2));
	}
	return stmt_done(q);
}

static bool
read_boards(struct db *db, const char *today, struct arena *a,
    struct home_rows *out, struct err *err)
{
	struct stmt *q = db_query(db, SQL_HOME_BOARDS, err);
	size_t i;

	stmt_text(q, ":today", today);
	out->boards = arena_array(a, MOST_BOARDS, sizeof *out->boards);
	while (out->n_boards < MOST_BOARDS && stmt_next(q, err)) {
		struct home_board *b = &out->boards[out->n_boards++];

		b->id = col_int(q, 0);
		b->name = col_copy(q, 1, a);
		b->role = col_copy(q, 2, a);
		b->marking = col_copy(q, 3, a);
		b->waiting = (int)col_int(q, 4);
		b->overdue = (int)col_int(q, 5);
		b->timers = col_copy(q, 6, a);
		b->idle = (int)col_int(q, 7);
	}
	if (!stmt_done(q))
		return false;
	for (i = 0; i < out->n_boards; i++) {
		if (!read_recent(db, today, a, &out->boards[i], err))
			return false;
	}
	return true;
}

bool
home_read(struct db *db, int today, int most, struct arena *a,
    struct home_rows *out, struct err *err)
{
	struct buf day = {0};
	bool ok;

	*out = (struct home_rows){0};
	date_add_iso(&day, today);
	ok = home_read_me(db, a, out, err) && read_meetings(db, a, out, err) &&
	    read_bring(db, a, out, err) &&
	    read_minutes(db, today, a, out, err) &&
	    read_editions(db, today, a, out, err) &&
	    read_own(db, most, a, out, err) &&
	    read_others(db, a, out, err) &&
	    read_requests(db, a, out, err) &&
	    draft_count(db, &out->drafts, err) &&
	    read_boards(db, buf_text(&day), a, out, err);
	buf_release(&day);
	return ok;
}
