/*
 * directory_read: rows of the directory.
 */
#include "store/directory_read.h"

#include "store/row.h"

bool
agency_read_tree(struct db *db, struct arena *a, struct agency_row **rows,
    size_t *n, struct err *err)
{
	struct stmt *q = db_query(db, SQL_DIRECTORY_AGENCIES, err);
	struct row_list list = ROW_LIST(a, struct agency_row);

	while (stmt_next(q, err)) {
		struct agency_row *r = row_list_add(&list);

		r->id = col_int(q, 0);
		r->depth = (int)col_int(q, 1);
		r->name = row_str(q, 2, a);
		r->short_name = row_str(q, 3, a);
		r->category = row_str(q, 4, a);
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
	struct row_list list = ROW_LIST(a, struct member_row);

	stmt_int(q, ":agency", agency);
	while (stmt_next(q, err)) {
		struct member_row *r = row_list_add(&list);

		r->id = col_int(q, 0);
		r->name = row_str(q, 1, a);
		r->post = row_str(q, 2, a);
		r->login = row_str(q, 3, a);
		r->keeper = col_bool(q, 4);
		r->agency_short = r->role = "";
	}
	*rows = list.rows;
	*n = list.n;
	return stmt_done(q);
}

bool
member_name_read(struct db *db, int64_t id, struct arena *a,
    const char **name, struct err *err)
{
	struct stmt *q = db_query(db, SQL_DIRECTORY_MEMBER, err);
	bool found;

	stmt_int(q, ":id", id);
	found = stmt_next(q, err);
	if (found)
		*name = row_str(q, 0, a);
	return stmt_done(q) && (found || err_set(err, ERR_INPUT, "There is no "
	    "such member."));
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
		row->kind = row_str(q, 1, a);
		row->kind_version = col_int(q, 2);
		row->name = row_str(q, 3, a);
		row->prefix = row_str(q, 4, a);
		row->nation = row_str(q, 5, a);
		row->place = row_str(q, 6, a);
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
	struct row_list list = ROW_LIST(a, struct member_row);

	stmt_int(q, ":board", board);
	while (stmt_next(q, err)) {
		struct member_row *r = row_list_add(&list);

		r->id = col_int(q, 0);
		r->name = row_str(q, 1, a);
		r->agency_short = row_str(q, 2, a);
		r->role = row_str(q, 3, a);
		r->login = row_str(q, 4, a);
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
	struct row_list list = ROW_LIST(a, struct board_meeting_row);

	stmt_int(q, ":board", board);
	stmt_int(q, ":limit", (int64_t)limit);
	while (stmt_next(q, err)) {
		struct board_meeting_row *r = row_list_add(&list);

		r->id = col_int(q, 0);
		r->ref = row_str(q, 1, a);
		r->held_on = row_date(q, 2);
		r->starts = row_str(q, 3, a);
		r->status = row_str(q, 4, a);
		r->cases = (int)col_int(q, 5);
	}
	*rows = list.rows;
	*n = list.n;
	return stmt_done(q);
}
