#include "store/snapshot_read.h"

#include "store/row.h"

bool
snapshot_read(struct db *db, int64_t meeting, struct arena *a,
    struct snapshot_row **rows, size_t *n, struct err *err)
{
	struct stmt *q = db_query(db, SQL_SNAPSHOT_ROWS, err);
	struct row_list list = ROW_LIST(a, struct snapshot_row);
	struct snapshot_row *row;

	stmt_id(q, ":meeting", meeting);
	while (stmt_next(q, err)) {
		row = row_list_add(&list);
		row->id = col_int(q, 0);
		row->report = row_str(q, 1, a);
		row->title = row_str(q, 2, a);
		row->body = row_str(q, 3, a);
		row->made_at = row_str(q, 4, a);
	}
	*rows = list.rows;
	*n = list.n;
	return stmt_done(q);
}
