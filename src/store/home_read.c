/*
 * home_read: the first screen's rows.
 */
#include "store/home_read.h"

#include "base/date.h"
#include "store/draft.h"
#include "store/stmt.h"

/* More boards than this on one book is more than a screen could show. */
#define MOST_BOARDS 64
#define MOST_MEETINGS 12
#define MOST_ACTIONS 8

static bool
read_me(struct db *db, struct arena *a, struct home_rows *out,
    struct err *err)
{
	struct stmt *q = db_query(db, SQL_HOME_ME, err);

	out->me = "";
	if (stmt_next(q, err))
		out->me = arena_printf(a, "%s%s%s %s · %s", col_str(q, 0),
		    *col_str(q, 0) ? " " : "", col_str(q, 1), col_str(q, 2),
		    col_str(q, 3));
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
read_own(struct db *db, struct arena *a, struct home_rows *out,
    struct err *err)
{
	struct stmt *q = db_query(db, SQL_HOME_ACTIONS, err);
	int64_t total;
	bool ok;

	out->actions = arena_array(a, MOST_ACTIONS, sizeof *out->actions);
	while (out->n_actions < MOST_ACTIONS && stmt_next(q, err)) {
		struct home_action *own = &out->actions[out->n_actions++];

		own->id = col_int(q, 0);
		own->ref = col_copy(q, 1, a);
		own->text = col_copy(q, 2, a);
		own->due_on = date_parse_iso(col_str(q, 3));
	}
	total = (int64_t)out->n_actions;
	ok = stmt_done(q) && (out->n_actions < MOST_ACTIONS ||
	    db_one_int(db, db_query(db, SQL_HOME_ACTIONS_COUNT, err), &total,
	    err));
	out->actions_more = (int)total - (int)out->n_actions;
	return ok;
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
home_read(struct db *db, int today, struct arena *a, struct home_rows *out,
    struct err *err)
{
	struct buf day = {0};
	bool ok;

	*out = (struct home_rows){0};
	date_add_iso(&day, today);
	ok = read_me(db, a, out, err) && read_meetings(db, a, out, err) &&
	    read_own(db, a, out, err) &&
	    draft_count(db, &out->drafts, err) &&
	    read_boards(db, buf_text(&day), a, out, err);
	buf_release(&day);
	return ok;
}
