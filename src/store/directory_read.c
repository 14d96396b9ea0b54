/*
 * directory_read: rows of the directory.
 */
#include "store/directory_read.h"

#include "store/read.h"

bool
agency_read_tree(struct db *db, struct arena *a, struct agency_row **rows,
    size_t *n, struct err *err)
{
	struct stmt *q = db_query(db, SQL_DIRECTORY_AGENCIES, err);
	struct read_rows list = READ_ROWS(a, struct agency_row);

	while (stmt_next(q, err)) {
		struct agency_row *r = read_rows_add(&list);

		r->id = col_int(q, 0);
		r->depth = (int)col_int(q, 1);
		r->name = read_text(q, 2, a);
		r->short_name = read_text(q, 3, a);
		r->category = read_text(q, 4, a);
		r->members = (int)col_int(q, 5);
	}
	*rows = list.rows;
	*n = list.n;
	return stmt_done(q);
}

bool
member_read_agency(struct db *db, int64_t agency, struct arena *a,
    struct member_row **rows, size_t *n, struct err *err)
{
	struct stmt *q = db_query(db, SQL_DIRECTORY_MEMBERS, err);
	struct read_rows list = READ_ROWS(a, struct member_row);

	stmt_int(q, ":agency", agency);
	while (stmt_next(q, err)) {
		struct member_row *r = read_rows_add(&list);

		r->id = col_int(q, 0);
		r->name = read_text(q, 1, a);
		r->post = read_text(q, 2, a);
		r->login = read_text(q, 3, a);
		r->keeper = col_bool(q, 4);
		r->agency_short = r->role = "";
	}
	*rows = list.rows;
	*n = list.n;
	return stmt_done(q);
}

bool
board_read(struct db *db, int64_t id, struct arena *a,
    struct board_row *row, struct err *err)
{
	struct stmt *q = db_query(db, SQL_BOARD_ROW, err);
	bool found;

	stmt_int(q, ":id", id);
	found = stmt_next(q, err);
	if (found) {
		row->id = col_int(q, 0);
		row->kind = read_text(q, 1, a);
		row->kind_version = col_int(q, 2);
		row->name = read_text(q, 3, a);
		row->prefix = read_text(q, 4, a);
		row->nation = read_text(q, 5, a);
		row->place = read_text(q, 6, a);
	}
	if (!stmt_done(q))
		return false;
	return found || err_set(err, ERR_INPUT,
	    "There is no such board. Nothing was changed.");
}

bool
board_read_members(struct db *db, int64_t board, struct arena *a,
    struct member_row **rows, size_t *n, struct err *err)
{
	struct stmt *q = db_query(db, SQL_BOARD_MEMBERS, err);
	struct read_rows list = READ_ROWS(a, struct member_row);

	stmt_int(q, ":board", board);
	while (stmt_next(q, err)) {
		struct member_row *r = read_rows_add(&list);

		r->id = col_int(q, 0);
		r->name = read_text(q, 1, a);
		r->agency_short = read_text(q, 2, a);
		r->role = read_text(q, 3, a);
		r->login = read_text(q, 4, a);
		r->post = "";
	}
	*rows = list.rows;
	*n = list.n;
	return stmt_done(q);
}

bool
board_read_meetings(struct db *db, int64_t board, size_t limit,
    struct arena *a, struct board_meeting_row **rows, size_t *n,
    struct err *err)
{
	struct stmt *q = db_query(db, SQL_BOARD_MEETINGS, err);
	struct read_rows list = READ_ROWS(a, struct board_meeting_row);

	stmt_int(q, ":board", board);
	stmt_int(q, ":limit", (int64_t)limit);
	while (stmt_next(q, err)) {
		struct board_meeting_row *r = read_rows_add(&list);

		r->id = col_int(q, 0);
		r->ref = read_text(q, 1, a);
		r->held_on = read_date(q, 2);
		r->starts = read_text(q, 3, a);
		r->status = read_text(q, 4, a);
		r->cases = (int)col_int(q, 5);
	}
	*rows = list.rows;
	*n = list.n;
	return stmt_done(q);
}
