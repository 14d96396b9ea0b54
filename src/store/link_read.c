/*
 * link_read: ties and access entries.
 */
#include "store/link_read.h"

#include <string.h>

#include "store/row.h"
#include "store/stmt.h"

bool
link_read(struct db *db, int64_t casefile, struct arena *a,
    struct link_row **rows, size_t *n, struct err *err)
{
	struct stmt *q = db_query(db, SQL_LINK_ROWS, err);
	struct row_list list = ROW_LIST(a, struct link_row);

	stmt_int(q, ":casefile", casefile);
	while (stmt_next(q, err)) {
		struct link_row *r = row_list_add(&list);

		r->id = col_int(q, 0);
		r->casefile = col_int(q, 1);
		r->other = col_int(q, 2);
		r->sort = row_str(q, 3, a);
		r->note = row_str(q, 4, a);
		r->ref = row_str(q, 5, a);
		r->type = row_str(q, 6, a);
		r->state = row_str(q, 7, a);
		r->answers = row_str(q, 8, a);
		r->there = r->casefile == casefile ? r->other : r->casefile;
	}
	*rows = list.rows;
	*n = list.n;
	return stmt_done(q);
}

bool
access_read(struct db *db, int64_t casefile, struct arena *a,
    struct access_row **rows, size_t *n, struct err *err)
{
	struct stmt *q = db_query(db, SQL_ACCESS_ROWS, err);
	struct row_list list = ROW_LIST(a, struct access_row);

	stmt_int(q, ":casefile", casefile);
	while (stmt_next(q, err)) {
		struct access_row *r = row_list_add(&list);

		r->id = col_int(q, 0);
		r->agency = col_int(q, 1);
		r->member = col_int(q, 2);
		r->allow = !strcmp(col_str(q, 3), "allow");
		r->reason = row_str(q, 4, a);
		r->name = row_str(q, 5, a);
		r->by_conflict = col_bool(q, 6);
	}
	*rows = list.rows;
	*n = list.n;
	return stmt_done(q);
}

bool
reading_read(struct db *db, int64_t casefile, size_t limit, struct arena *a,
    struct reading_row **rows, size_t *n, struct err *err)
{
	struct stmt *q = db_query(db, SQL_READING_ROWS, err);
	struct row_list list = ROW_LIST(a, struct reading_row);

	stmt_int(q, ":casefile", casefile);
	stmt_int(q, ":limit", limit > INT32_MAX ? -1 : (int64_t)limit);
	while (stmt_next(q, err)) {
		struct reading_row *r = row_list_add(&list);

		r->at = row_str(q, 0, a);
		r->name = row_str(q, 1, a);
		r->agency = row_str(q, 2, a);
		r->what = row_str(q, 3, a);
		r->detail = row_str(q, 4, a);
	}
	*rows = list.rows;
	*n = list.n;
	return stmt_done(q);
}
