#include "store/attendance_read.h"

#include <string.h>

#include "base/date.h"
#include "store/row.h"

static bool
is_here(const char *state)
{
	return strcmp(state, "present") == 0 || strcmp(state, "online") == 0;
}

static void
fill(struct stmt *q, struct arena *a, struct attendance_row *r)
{
	*r = (struct attendance_row){
		.id = col_int(q, 0), .member = col_int(q, 1),
		.agency = col_int(q, 2), .member_name = row_str(q, 3, a),
		.surname = row_str(q, 4, a), .login = row_str(q, 5, a),
		.post = row_str(q, 6, a), .agency_name = row_str(q, 7, a),
		.agency_short = row_str(q, 8, a),
		.category = row_str(q, 9, a), .role = row_str(q, 10, a),
		.state = row_str(q, 11, a), .deputy_for = col_int(q, 12),
		.deputy_for_name = row_str(q, 13, a),
		.info_sent = col_null(q, 14) ? -1 : (int)col_int(q, 14),
		.info_on = row_date(q, 15),
		.accepted_at = row_text(q, 16, a),
		.accepted_version = row_text(q, 17, a),
		.came_at = row_text(q, 18, a), .left_at = row_text(q, 19, a),
		.note = row_str(q, 20, a), .chair = col_bool(q, 21),
		.secretary = col_bool(q, 22), .parent = col_int(q, 23),
		.agreed = col_bool(q, 24),
	};
	r->attended = is_here(r->state);
	r->here = r->attended && r->left_at == NULL;
}

bool
attendance_read(struct db *db, int64_t meeting, struct arena *a,
    struct attendance_row **rows, size_t *n, struct err *err)
{
	struct stmt *q = db_query(db, SQL_ATTENDANCE_ROWS, err);
	size_t cap = 0;

	*rows = NULL;
	*n = 0;
	stmt_id(q, ":meeting", meeting);
	while (stmt_next(q, err)) {
		*rows = row_room(a, *rows, *n, &cap, sizeof(**rows));
		fill(q, a, &(*rows)[(*n)++]);
	}
	return stmt_done(q) && attendance_read_out(db, meeting, a, *rows, *n,
	    err);
}

static struct attendance_row *
find(struct attendance_row *rows, size_t n, int64_t id)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (rows[i].id == id)
			return &rows[i];
	return NULL;
}

bool
attendance_read_out(struct db *db, int64_t meeting, struct arena *a,
    struct attendance_row *rows, size_t n, struct err *err)
{
	struct stmt *q = db_query(db, SQL_ABSENCE_NOW, err);
	struct attendance_row *r;
	size_t i;

	for (i = 0; i < n; i++)
		rows[i].out_at = NULL;
	stmt_id(q, ":meeting", meeting);
	while (stmt_next(q, err)) {
		r = find(rows, n, col_int(q, 0));
		if (r)
			r->out_at = row_text(q, 1, a);
	}
	return stmt_done(q);
}

bool
attendance_read_role(struct db *db, int64_t meeting, int64_t member,
    struct arena *a, const char **role, struct err *err)
{
	struct stmt *q = db_query(db, SQL_ATTENDANCE_ROLE, err);

	stmt_id(q, ":meeting", meeting);
	stmt_id(q, ":member", member);
	*role = stmt_next(q, err) ? row_text(q, 0, a) : NULL;
	return stmt_done(q);
}

bool
attendance_agency_here(const struct attendance_row *rows, size_t n,
    int64_t agency)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (rows[i].here && (rows[i].agency == agency ||
		    rows[i].parent == agency))
			return true;
	return false;
}

bool
agreement_read(struct db *db, int64_t meeting, struct arena *a,
    struct agreement_row **rows, size_t *n, struct err *err)
{
	struct stmt *q = db_query(db, SQL_ROLL_AGREEMENTS, err);
	size_t cap = 0;

	*rows = NULL;
	*n = 0;
	stmt_id(q, ":meeting", meeting);
	while (stmt_next(q, err)) {
		*rows = row_room(a, *rows, *n, &cap, sizeof(**rows));
		(*rows)[(*n)++] = (struct agreement_row){
			.agency = col_int(q, 0), .signer = col_int(q, 1),
			.signer_short = row_str(q, 2, a),
			.on = row_date(q, 3), .until = row_date(q, 4),
		};
	}
	return stmt_done(q);
}

bool
absence_read(struct db *db, int64_t meeting, struct arena *a,
    struct absence_row **rows, size_t *n, struct err *err)
{
	struct stmt *q = db_query(db, SQL_ABSENCE_ROWS, err);
	size_t cap = 0;

	*rows = NULL;
	*n = 0;
	stmt_id(q, ":meeting", meeting);
	while (stmt_next(q, err)) {
		*rows = row_room(a, *rows, *n, &cap, sizeof(**rows));
		(*rows)[(*n)++] = (struct absence_row){
			.attendance = col_int(q, 0), .item = col_int(q, 1),
			.left_at = row_str(q, 2, a),
			.returned_at = row_text(q, 3, a),
			.reason = row_str(q, 4, a),
		};
	}
	return stmt_done(q);
}

bool
conflict_read(struct db *db, int64_t meeting, int64_t casefile,
    struct arena *a, struct conflict_row **rows, size_t *n, struct err *err)
{
	struct stmt *q = db_query(db, SQL_CONFLICT_ROWS, err);
	size_t cap = 0;

	*rows = NULL;
	*n = 0;
	stmt_id(q, ":meeting", meeting);
	stmt_id(q, ":casefile", casefile);
	while (stmt_next(q, err)) {
		*rows = row_room(a, *rows, *n, &cap, sizeof(**rows));
		(*rows)[(*n)++] = (struct conflict_row){
			.id = col_int(q, 0), .casefile = col_int(q, 1),
			.ref = row_str(q, 2, a), .member = col_int(q, 3),
			.member_name = row_str(q, 4, a),
			.agency = col_int(q, 5),
			.agency_name = row_str(q, 6, a),
			.whole_agency = col_bool(q, 7),
			.reason = row_str(q, 8, a),
			.left_at = row_text(q, 9, a),
			.returned_at = row_text(q, 10, a),
		};
	}
	return stmt_done(q);
}
