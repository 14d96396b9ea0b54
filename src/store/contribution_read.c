#include "store/contribution_read.h"

#include "base/date.h"
#include "store/row.h"

static void
fill(struct stmt *q, struct arena *a, struct contribution_row *r)
{
	*r = (struct contribution_row){
		.id = col_int(q, 0), .casefile = col_int(q, 1),
		.meeting = col_int(q, 2), .agency = col_int(q, 3),
		.ref = row_str(q, 4, a), .agency_name = row_str(q, 5, a),
		.agency_short = row_str(q, 6, a), .member = col_int(q, 7),
		.member_name = row_str(q, 8, a), .state = row_str(q, 9, a),
		.given_on = row_date(q, 10), .heard_at = row_text(q, 11, a),
		.answers = row_str(q, 12, a),
	};
}

static bool
read_lines(struct db *db, struct arena *a, struct contribution_row *r,
    struct err *err)
{
	struct stmt *q = db_query(db, SQL_CONTRIBUTION_LINES, err);
	struct contribution_line_row *rows = NULL;
	size_t cap = 0;

	stmt_id(q, ":contribution", r->id);
	while (stmt_next(q, err)) {
		rows = row_room(a, rows, r->n_lines, &cap, sizeof(*rows));
		rows[r->n_lines++] = (struct contribution_line_row){
			.id = col_int(q, 0), .position = (int)col_int(q, 1),
			.party = col_int(q, 2),
			.party_name = row_str(q, 3, a),
			.sort = row_str(q, 4, a), .text = row_str(q, 5, a),
			.share = col_bool(q, 6),
			.withheld_reason = row_str(q, 7, a),
		};
	}
	r->lines = rows;
	return stmt_done(q);
}

static bool
read_checked(struct db *db, struct arena *a, struct contribution_row *r,
    struct err *err)
{
	struct stmt *q = db_query(db, SQL_CONTRIBUTION_CHECKED, err);
	struct checked_row *rows = NULL;
	size_t cap = 0;

	stmt_id(q, ":contribution", r->id);
	while (stmt_next(q, err)) {
		rows = row_room(a, rows, r->n_checked, &cap, sizeof(*rows));
		rows[r->n_checked++] = (struct checked_row){
			.id = col_int(q, 0), .party = col_int(q, 1),
			.party_name = row_str(q, 2, a),
			.role = row_str(q, 3, a),
			.result = row_str(q, 4, a),
		};
	}
	r->checked = rows;
	return stmt_done(q);
}

static bool
read_rows(struct db *db, struct stmt *q, struct arena *a,
    struct contribution_row **rows, size_t *n, struct err *err)
{
	size_t cap = 0, i;

	*rows = NULL;
	*n = 0;
	while (stmt_next(q, err)) {
		*rows = row_room(a, *rows, *n, &cap, sizeof(**rows));
		fill(q, a, &(*rows)[(*n)++]);
	}
	if (!stmt_done(q))
		return false;
	for (i = 0; i < *n; i++)
		if (!read_lines(db, a, &(*rows)[i], err) ||
		    !read_checked(db, a, &(*rows)[i], err))
			return false;
	return true;
}

bool
contribution_read_case(struct db *db, int64_t casefile, int64_t meeting,
    struct arena *a, struct contribution_row **rows, size_t *n,
    struct err *err)
{
	struct stmt *q = db_query(db, SQL_CONTRIBUTION_ROWS_CASE, err);

	stmt_id(q, ":casefile", casefile);
	stmt_id(q, ":meeting", meeting);
	return read_rows(db, q, a, rows, n, err);
}

bool
contribution_read_agency(struct db *db, int64_t agency, int64_t meeting,
    struct arena *a, struct contribution_row **rows, size_t *n,
    struct err *err)
{
	struct stmt *q = db_query(db, SQL_CONTRIBUTION_ROWS_AGENCY, err);

	stmt_id(q, ":agency", agency);
	stmt_id(q, ":meeting", meeting);
	return read_rows(db, q, a, rows, n, err);
}

bool
contribution_read(struct db *db, int64_t id, struct arena *a,
    struct contribution_row *row, struct err *err)
{
	struct stmt *q = db_query(db, SQL_CONTRIBUTION_ROW, err);
	struct contribution_row *rows;
	size_t n;

	stmt_id(q, ":id", id);
	*row = (struct contribution_row){ .given_on = DATE_NONE };
	if (!read_rows(db, q, a, &rows, &n, err))
		return false;
	if (n > 0)
		*row = rows[0];
	return true;
}

bool
contribution_find(struct db *db, int64_t casefile, int64_t meeting,
    int64_t agency, int64_t *id, struct err *err)
{
	struct stmt *q = db_query(db, SQL_CONTRIBUTION_FIND, err);

	*id = 0;
	stmt_id(q, ":casefile", casefile);
	stmt_id(q, ":meeting", meeting);
	stmt_id(q, ":agency", agency);
	if (stmt_next(q, err))
		*id = col_int(q, 0);
	return stmt_done(q);
}
