#include "store/action_read.h"

#include <stdio.h>

#include "base/date.h"
#include "store/row.h"

#define NOT_COUNTED (-1)

static void
fill(struct stmt *q, struct arena *a, struct action_row *r)
{
	*r = (struct action_row){
		.id = col_int(q, 0), .board = col_int(q, 1),
		.casefile = col_int(q, 2), .meeting = col_int(q, 3),
		.item = col_int(q, 4), .case_ref = row_str(q, 5, a),
		.number = (int)col_int(q, 6), .ref = row_str(q, 7, a),
		.text = row_str(q, 8, a), .type = row_str(q, 9, a),
		.strand = row_str(q, 10, a), .priority = row_str(q, 11, a),
		.agency = col_int(q, 12), .member = col_int(q, 13),
		.agency_name = row_str(q, 14, a),
		.agency_short = row_str(q, 15, a),
		.member_name = row_str(q, 16, a), .party = col_int(q, 17),
		.party_name = row_str(q, 18, a),
		.party_role = row_str(q, 19, a), .due_on = row_date(q, 20),
		.acceptance = row_str(q, 21, a),
		.accepted_by_name = row_str(q, 22, a),
		.accepted_at = row_text(q, 23, a),
		.status = row_str(q, 24, a), .live = col_bool(q, 25),
		.status_on = row_date(q, 26),
		.status_reason = row_str(q, 27, a),
		.outcome = row_str(q, 28, a), .evidence = row_str(q, 29, a),
		.replaced_by = col_int(q, 30),
		.replaced_by_ref = row_str(q, 31, a),
		.recorded_by = col_int(q, 32),
		.recorded_by_name = row_str(q, 33, a),
		.agreed_at = row_str(q, 34, a), .answers = row_str(q, 35, a),
		.moves = (int)col_int(q, 36), .carried = NOT_COUNTED,
		.reported = !col_null(q, 37),
		.reported_was = row_str(q, 37, a),
		.start_on = row_date(q, 38), .rag = row_str(q, 39, a),
		.rag_reason = row_str(q, 40, a), .rag_on = row_date(q, 41),
		.rag_by_name = row_str(q, 42, a),
		.rag_until = row_date(q, 43),
		.said = row_str(q, 44, a), .owner_left = col_bool(q, 45),
	};
}

static void
compute(struct action_row *r, int today)
{
	int until = r->live ? today : r->status_on;

	r->overdue = r->live && r->due_on != DATE_NONE && r->due_on < today;
	if (r->due_on != DATE_NONE && until != DATE_NONE && until > r->due_on)
		r->days_late = until - r->due_on;
}

static bool
read_milestones(struct db *db, int today, struct arena *a,
    struct action_row *r, struct err *err)
{
	struct stmt *q = db_query(db, SQL_MILESTONE_ROWS, err);
	struct milestone_row *rows = NULL, *m;
	size_t cap = 0;

	stmt_id(q, ":action", r->id);
	while (stmt_next(q, err)) {
		rows = row_room(a, rows, r->n_milestones, &cap, sizeof(*rows));
		m = &rows[r->n_milestones++];
		*m = (struct milestone_row){
			.id = col_int(q, 0), .action = col_int(q, 1),
			.position = (int)col_int(q, 2),
			.text = row_str(q, 3, a), .due_on = row_date(q, 4),
			.done_on = row_date(q, 5), .member = col_int(q, 6),
			.member_name = row_str(q, 7, a),
			.note = row_str(q, 8, a),
		};
		m->overdue = r->live && m->done_on == DATE_NONE &&
		    m->due_on < today;
	}
	r->milestones = rows;
	return stmt_done(q);
}

/* ---- Meetings that found it open ---------------------------------------- */

static int
agreed_on(const struct action_row *r)
{
	char day[11];

	snprintf(day, sizeof(day), "%s", r->agreed_at);
	return date_parse_iso(day);
}

/* How many of the days, in their order, are not later than day. */
static size_t
until(const int *days, size_t n, int day)
{
	size_t low = 0, high = n, at;

	while (low < high) {
		at = low + (high - low) / 2;
		if (days[at] <= day)
			low = at + 1;
		else
			high = at;
	}
	return low;
}

static bool
read_days(struct db *db, int64_t board, int from, int to, struct arena *a,
    int **days, size_t *n, struct err *err)
{
	struct stmt *q = db_query(db, SQL_ACTION_MEETING_DAYS, err);
	size_t cap = 0;

	*days = NULL;
	*n = 0;
	stmt_id(q, ":board", board);
	stmt_day(q, ":from", from);
	stmt_day(q, ":to", to);
	while (stmt_next(q, err)) {
		*days = row_room(a, *days, *n, &cap, sizeof(**days));
		(*days)[(*n)++] = row_date(q, 0);
	}
	return stmt_done(q);
}

static void
count(struct action_row *r, const int *days, size_t n, int today)
{
	size_t found = until(days, n, r->live ? today : r->status_on);
	size_t before = until(days, n, agreed_on(r));
	size_t due = until(days, n, r->due_on);

	r->carried = found > before ? (int)(found - before) : 0;
	if (r->overdue)
		r->late_meetings = (int)(until(days, n, today) - due);
}

/* Count for all rows of the first one's board: its meetings are read once, and
 * not once for each row, which may have seen hundreds of them. */
static bool
count_of_board(struct db *db, int today, struct arena *a,
    struct action_row *rows, size_t n, struct err *err)
{
	int from = agreed_on(&rows[0]), to = today, *days;
	size_t i, n_days;

	for (i = 0; i < n; i++) {
		if (rows[i].board != rows[0].board)
			continue;
		if (agreed_on(&rows[i]) < from)
			from = agreed_on(&rows[i]);
		if (rows[i].overdue && rows[i].due_on < from)
			from = rows[i].due_on;
		if (!rows[i].live && rows[i].status_on > to)
			to = rows[i].status_on;
	}
	if (!read_days(db, rows[0].board, from, to, a, &days, &n_days, err))
		return false;
	for (i = 0; i < n; i++)
		if (rows[i].board == rows[0].board)
			count(&rows[i], days, n_days, today);
	return true;
}

/* ---- Rows --------------------------------------------------------------- */

/* Runs a statement of which everything but the owner and the meeting is given
 * here. */
static bool
read_rows(struct db *db, struct stmt *q, int64_t meeting, int today,
    struct arena *a, struct action_row **rows, size_t *n, struct err *err)
{
	size_t cap = 0, i;

	*rows = NULL;
	*n = 0;
	stmt_day(q, ":today", today);
	stmt_id(q, ":meeting", meeting);
	while (stmt_next(q, err)) {
		*rows = row_room(a, *rows, *n, &cap, sizeof(**rows));
		fill(q, a, &(*rows)[(*n)++]);
	}
	if (!stmt_done(q))
		return false;
	for (i = 0; i < *n; i++)
		compute(&(*rows)[i], today);
	for (i = 0; i < *n; i++) {
		if ((*rows)[i].carried == NOT_COUNTED && !count_of_board(db,
		    today, a, &(*rows)[i], *n - i, err))
			return false;
		if (!read_milestones(db, today, a, &(*rows)[i], err))
			return false;
	}
	return true;
}

static bool
by_date(enum action_list list)
{
	return list == ACTIONS_OF_MEMBER || list == ACTIONS_OF_AGENCY ||
	    list == ACTIONS_OVERDUE || list == ACTIONS_OF_BOARD;
}

bool
action_read_first(struct db *db, enum action_list list, int64_t of,
    int today, size_t limit, struct arena *a, struct action_row **rows,
    size_t *n, struct err *err)
{
	static const enum sql_id sql[ACTION_LISTS] = {
		[ACTIONS_OF_CASEFILE] = SQL_ACTION_ROWS_CASEFILE,
		[ACTIONS_OF_ITEM] = SQL_ACTION_ROWS_ITEM,
		[ACTIONS_OF_MEETING] = SQL_ACTION_ROWS_MEETING,
		[ACTIONS_OUTSTANDING] = SQL_ACTION_ROWS_OUTSTANDING,
		[ACTIONS_OF_MEMBER] = SQL_ACTION_ROWS_MEMBER,
		[ACTIONS_OF_AGENCY] = SQL_ACTION_ROWS_AGENCY,
		[ACTIONS_OVERDUE] = SQL_ACTION_ROWS_OVERDUE,
		[ACTIONS_OF_BOARD] = SQL_ACTION_ROWS_BOARD,
	};
	struct stmt *q = db_query(db, sql[list], err);

	stmt_id(q, ":of", of);
	if (by_date(list))
		stmt_int(q, ":limit", (int64_t)limit);
	return read_rows(db, q, list == ACTIONS_OUTSTANDING ? of : 0, today,
	    a, rows, n, err);
}

bool
action_read_list(struct db *db, enum action_list list, int64_t of,
    int today, struct arena *a, struct action_row **rows, size_t *n,
    struct err *err)
{
	return action_read_first(db, list, of, today, INT64_MAX, a, rows, n,
	    err);
}

bool
action_read_page(struct db *db, const struct action_page *p, int today,
    struct arena *a, struct action_row **rows, size_t *n, struct err *err)
{
	static const enum sql_id sql[] = {
		[ACTIONS_BY_BOARD] = SQL_ACTION_PAGE_BOARD,
		[ACTIONS_BY_STRAND] = SQL_ACTION_PAGE_STRAND,
		[ACTIONS_BY_AGENCY] = SQL_ACTION_PAGE_AGENCY,
		[ACTIONS_BY_MEMBER] = SQL_ACTION_PAGE_MEMBER,
	};
	struct stmt *q = db_query(db, sql[p->by], err);

	stmt_id(q, ":of", p->of);
	if (p->by == ACTIONS_BY_STRAND)
		stmt_text(q, ":strand", p->strand);
	if (p->by == ACTIONS_BY_AGENCY || p->by == ACTIONS_BY_MEMBER)
		stmt_id(q, ":board", p->board);
	stmt_day(q, ":before", p->before);
	stmt_day(q, ":after_due", p->after_due);
	stmt_int(q, ":after", p->after);
	stmt_int(q, ":limit", (int64_t)p->limit);
	return read_rows(db, q, 0, today, a, rows, n, err);
}

bool
action_tally(struct db *db, enum action_by by, int64_t of, int64_t board,
    int today, int most, int *open, int *late, struct err *err)
{
	struct stmt *q = db_query(db, by == ACTIONS_BY_AGENCY ?
	    SQL_ACTION_TALLY_AGENCY : SQL_ACTION_TALLY_MEMBER, err);

	*open = *late = 0;
	stmt_id(q, ":of", of);
	stmt_id(q, ":board", board);
	stmt_day(q, ":today", today);
	stmt_int(q, ":limit", most);
	if (stmt_next(q, err)) {
		*open = (int)col_int(q, 0);
		*late = (int)col_int(q, 1);
	}
	return stmt_done(q);
}

static bool
read_one(struct db *db, struct stmt *q, int today, struct arena *a,
    struct action_row *row, struct err *err)
{
	struct action_row *rows;
	size_t n;

	*row = (struct action_row){ .due_on = DATE_NONE };
	if (!read_rows(db, q, 0, today, a, &rows, &n, err))
		return false;
	if (n == 0)
		return err_set(err, ERR_INPUT, "There is no such action.");
	*row = rows[0];
	return true;
}

bool
action_read(struct db *db, int64_t id, int today, struct arena *a,
    struct action_row *row, struct err *err)
{
	struct stmt *q = db_query(db, SQL_ACTION_ROW, err);

	stmt_id(q, ":of", id);
	return read_one(db, q, today, a, row, err);
}

bool
action_read_ref(struct db *db, const char *ref, int today, struct arena *a,
    struct action_row *row, struct err *err)
{
	struct stmt *q = db_query(db, SQL_ACTION_ROW_REF, err);

	stmt_text(q, ":ref", ref);
	return read_one(db, q, today, a, row, err);
}

bool
progress_read(struct db *db, int64_t action, struct arena *a,
    struct progress_row **rows, size_t *n, struct err *err)
{
	struct stmt *q = db_query(db, SQL_PROGRESS_ROWS, err);
	size_t cap = 0;

	*rows = NULL;
	*n = 0;
	stmt_id(q, ":action", action);
	while (stmt_next(q, err)) {
		*rows = row_room(a, *rows, *n, &cap, sizeof(**rows));
		(*rows)[(*n)++] = (struct progress_row){
			.id = col_int(q, 0), .meeting = col_int(q, 1),
			.reported_by = col_int(q, 2),
			.reported_by_name = row_str(q, 3, a),
			.recorded_by_name = row_str(q, 4, a),
			.reported_at = row_str(q, 5, a),
			.was = row_str(q, 6, a), .now = row_str(q, 7, a),
			.reason = row_str(q, 8, a), .text = row_str(q, 9, a),
			.due_was = row_date(q, 10),
			.due_now = row_date(q, 11),
		};
	}
	return stmt_done(q);
}

bool
action_read_request(struct db *db, int64_t action, struct arena *a,
    struct action_request *out, struct err *err)
{
	struct stmt *q = db_query(db, SQL_PROGRESS_REQUESTED, err);

	*out = (struct action_request){ .status = "", .reason = "" };
	stmt_id(q, ":action", action);
	if (stmt_next(q, err))
		*out = (struct action_request){ .status = row_str(q, 0, a),
			.reason = row_str(q, 1, a), .by = col_int(q, 2) };
	return stmt_done(q);
}

bool
action_read_words(struct db *db, int64_t meeting, struct arena *a,
    struct action_word **rows, size_t *n, struct err *err)
{
	struct stmt *q = db_query(db, SQL_PROGRESS_SINCE, err);
	size_t cap = 0;

	*rows = NULL;
	*n = 0;
	stmt_id(q, ":meeting", meeting);
	while (stmt_next(q, err)) {
		*rows = row_room(a, *rows, *n, &cap, sizeof(**rows));
		(*rows)[(*n)++] = (struct action_word){
			.action = col_int(q, 0), .by = row_str(q, 1, a),
			.on = row_date(q, 2), .now = row_str(q, 3, a),
			.reason = row_str(q, 4, a), .text = row_str(q, 5, a),
			.requested = row_str(q, 6, a),
		};
	}
	return stmt_done(q);
}

bool
action_read_links(struct db *db, int64_t action, struct arena *a,
    const char *const **refs, size_t *n, struct err *err)
{
	struct stmt *q = db_query(db, SQL_ACTION_LINKS, err);
	const char **rows = NULL;
	size_t cap = 0;

	*n = 0;
	stmt_id(q, ":action", action);
	while (stmt_next(q, err)) {
		rows = row_room(a, rows, *n, &cap, sizeof(*rows));
		rows[(*n)++] = row_str(q, 0, a);
	}
	*refs = rows;
	return stmt_done(q);
}

bool
action_read_asked(struct db *db, int64_t meeting, struct arena *a,
    struct action_asked *asked, struct err *err)
{
	struct stmt *q = db_query(db, SQL_ACTION_ASKED, err);

	*asked = (struct action_asked){ .due_on = DATE_NONE };
	stmt_id(q, ":meeting", meeting);
	if (stmt_next(q, err))
		*asked = (struct action_asked){ .id = col_int(q, 0),
		    .text = row_str(q, 1, a), .due_on = row_date(q, 2),
		    .named = col_bool(q, 3) };
	return stmt_done(q);
}
