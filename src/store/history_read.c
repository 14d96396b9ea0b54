/*
 * history_read: rows of the log.
 */
#include "store/history_read.h"

#include "store/row.h"

bool
history_read(struct db *db, int64_t casefile, size_t limit, struct arena *a,
    struct history_row **rows, size_t *n, struct err *err)
{
	struct stmt *q = db_query(db, casefile ? SQL_HISTORY_CASEFILE
	    : SQL_HISTORY_BOOK, err);
	struct row_list list = ROW_LIST(a, struct history_row);

	if (casefile)
		stmt_int(q, ":casefile", casefile);
	stmt_int(q, ":limit", (int64_t)limit);
	while (stmt_next(q, err)) {
		struct history_row *r = row_list_add(&list);

		r->seq = col_int(q, 0);
		r->command = col_int(q, 1);
		r->undoes = col_int(q, 2);
		r->name = row_str(q, 3, a);
		r->member = col_int(q, 4);
		r->at = col_int(q, 5);
		r->tbl = row_str(q, 6, a);
		r->op = row_str(q, 7, a);
		r->member_name = row_str(q, 8, a);
		r->before = col_null(q, 9) ? NULL : row_str(q, 9, a);
		r->after = col_null(q, 10) ? NULL : row_str(q, 10, a);
	}
	*rows = list.rows;
	*n = list.n;
	return stmt_done(q);
}
