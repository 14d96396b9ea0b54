#include "store/meeting_read.h"

#include "base/date.h"
#include "store/row.h"

static void
fill(struct stmt *q, struct arena *a, struct meeting_row *r)
{
	*r = (struct meeting_row){
		.id = col_int(q, 0), .board = col_int(q, 1),
		.kind_version = col_int(q, 2), .ref = row_str(q, 3, a),
		.board_name = row_str(q, 4, a), .prefix = row_str(q, 5, a),
		.nation = row_str(q, 6, a), .held_on = row_date(q, 7),
		.starts = row_str(q, 8, a), .place = row_str(q, 9, a),
		.online = col_bool(q, 10), .status = row_str(q, 11, a),
		.chair = col_int(q, 12), .deputy_chair = col_int(q, 13),
		.secretary = col_int(q, 14), .chair_name = row_str(q, 15, a),
		.deputy_chair_name = row_str(q, 16, a),
		.secretary_name = row_str(q, 17, a),
		.opened_at = row_text(q, 18, a),
		.closed_at = row_text(q, 19, a),
		.statement_version = row_text(q, 20, a),
		.statement_at = row_text(q, 21, a),
		.statement_by_name = row_str(q, 22, a),
		.item = col_int(q, 23), .phase = row_str(q, 24, a),
		.answers = row_str(q, 25, a), .chairing = col_int(q, 26),
		.acting = col_int(q, 27), .acting_name = row_str(q, 28, a),
		.acting_since = row_text(q, 29, a),
	};
}

static bool
read_one(struct stmt *q, struct arena *a, struct meeting_row *row,
    struct err *err)
{
	bool found;

	*row = (struct meeting_row){ .held_on = DATE_NONE };
	if (q == NULL)
		return false;
	found = stmt_next(q, err);
	if (found)
		fill(q, a, row);
	if (!stmt_done(q))
		return false;
	return found || err_set(err, ERR_INPUT, "There is no such meeting.");
}

bool
meeting_read(struct db *db, int64_t id, struct arena *a,
    struct meeting_row *row, struct err *err)
{
	struct stmt *q = db_query(db, SQL_MEETING_ROW, err);

	stmt_id(q, ":id", id);
	return read_one(q, a, row, err);
}

bool
meeting_read_ref(struct db *db, const char *ref, struct arena *a,
    struct meeting_row *row, struct err *err)
{
	struct stmt *q = db_query(db, SQL_MEETING_ROW_REF, err);

	stmt_text(q, ":ref", ref);
	return read_one(q, a, row, err);
}

bool
meeting_read_list(struct db *db, int64_t board, struct arena *a,
    struct meeting_row **rows, size_t *n, struct err *err)
{
	struct stmt *q = db_query(db, SQL_MEETING_ROWS, err);
	size_t cap = 0;

	*rows = NULL;
	*n = 0;
	stmt_id(q, ":board", board);
	while (stmt_next(q, err)) {
		*rows = row_room(a, *rows, *n, &cap, sizeof(**rows));
		fill(q, a, &(*rows)[(*n)++]);
	}
	return stmt_done(q);
}

static bool
read_near(struct db *db, enum sql_id sql, int64_t board, int day, int64_t *id,
    int *held_on, struct err *err)
{
	struct stmt *q = db_query(db, sql, err);

	*id = 0;
	if (held_on != NULL)
		*held_on = DATE_NONE;
	stmt_id(q, ":board", board);
	stmt_day(q, ":day", day);
	if (stmt_next(q, err)) {
		*id = col_int(q, 0);
		if (held_on != NULL)
			*held_on = row_date(q, 1);
	}
	return stmt_done(q);
}

bool
meeting_read_next(struct db *db, int64_t board, int after, int64_t *id,
    int *held_on, struct err *err)
{
	return read_near(db, SQL_MEETING_NEXT, board, after, id, held_on, err);
}

bool
meeting_read_previous(struct db *db, int64_t board, int before, int64_t *id,
    int *held_on, struct err *err)
{
	return read_near(db, SQL_MEETING_PREVIOUS, board, before, id, held_on,
	    err);
}

bool
meeting_read_open(struct db *db, int64_t board, int64_t *id, struct err *err)
{
	struct stmt *q = db_query(db, SQL_MEETING_OPEN_ONE, err);

	*id = 0;
	stmt_id(q, ":board", board);
	if (stmt_next(q, err))
		*id = col_int(q, 0);
	return stmt_done(q);
}

bool
chairing_read(struct db *db, int64_t meeting, struct arena *a,
    struct chairing_row **rows, size_t *n, struct err *err)
{
	struct stmt *q = db_query(db, SQL_CHAIRING_ROWS, err);
	size_t cap = 0;

	*rows = NULL;
	*n = 0;
	stmt_id(q, ":meeting", meeting);
	while (stmt_next(q, err)) {
		*rows = row_room(a, *rows, *n, &cap, sizeof(**rows));
		(*rows)[(*n)++] = (struct chairing_row){
			.id = col_int(q, 0), .member = col_int(q, 1),
			.member_name = row_str(q, 2, a),
			.taken_at = row_str(q, 3, a),
			.handed_at = row_text(q, 4, a),
			.reason = row_str(q, 5, a),
		};
	}
	return stmt_done(q);
}

bool
override_read(struct db *db, int64_t meeting, struct arena *a,
    struct override_row **rows, size_t *n, struct err *err)
{
	struct stmt *q = db_query(db, SQL_OVERRIDE_ROWS, err);
	size_t cap = 0;

	*rows = NULL;
	*n = 0;
	stmt_id(q, ":meeting", meeting);
	while (stmt_next(q, err)) {
		*rows = row_room(a, *rows, *n, &cap, sizeof(**rows));
		(*rows)[(*n)++] = (struct override_row){
			.id = col_int(q, 0), .item = col_int(q, 1),
			.check = row_str(q, 2, a),
			.finding = row_str(q, 3, a),
			.reason = row_str(q, 4, a), .member = col_int(q, 5),
			.member_name = row_str(q, 6, a),
			.given_at = row_str(q, 7, a),
		};
	}
	return stmt_done(q);
}
