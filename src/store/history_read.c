/*
 * history_read: rows of the log.
 */
#include "store/history_read.h"

#include "store/read.h"

bool
history_read(struct db *db, int64_t casefile, size_t limit, struct arena *a,
    struct history_row **rows, size_t *n, struct err *err)
{
	struct stmt *q = db_query(db, casefile ? SQL_HISTORY_CASEFILE
	    : SQL_HISTORY_BOOK, err);
	struct read_rows list = READ_ROWS(a, struct history_row);

	if (casefile)
		stmt_int(q, ":casefile", casefile);
	stmt_int(q, ":limit", (int64_t)limit);
	while (stmt_next(q, err)) {
		struct history_row *r = read_rows_add(&list);

		r->seq = col_int(q, 0);
		r->command = col_int(q, 1);
		r->undoes = col_int(q, 2);
		r->name = read_text(q, 3, a);
		r->member = col_int(q, 4);
		r->at = col_int(q, 5);
		r->tbl = read_text(q, 6, a);
		r->op = read_text(q, 7, a);
		r->member_name = read_text(q, 8, a);
		r->before = col_null(q, 9) ? NULL : read_text(q, 9, a);
		r->after = col_null(q, 10) ? NULL : read_text(q, 10, a);
	}
	*rows = list.rows;
	*n = list.n;
	return stmt_done(q);
}
