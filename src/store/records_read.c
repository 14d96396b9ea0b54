#include "store/records_read.h"

#include "store/row.h"
#include "store/stmt.h"

bool
records_read(struct db *db, int64_t board, const char *type, bool live,
    size_t limit, struct arena *a, struct record_row **rows, size_t *n,
    struct err *err)
{
	struct stmt *q = db_query(db, live ? SQL_RECORDS_LIVE :
	    SQL_RECORDS_ALL, err);
	struct row_list list = ROW_LIST(a, struct record_row);

	stmt_int(q, ":board", board);
	stmt_text(q, ":type", type);
	stmt_int(q, ":limit", (int64_t)limit);
	while (stmt_next(q, err)) {
		struct record_row *r = row_list_add(&list);

		r->id = col_int(q, 0);
		r->ref = row_str(q, 1, a);
		r->received_on = row_date(q, 2);
		r->state = row_str(q, 3, a);
		r->state_on = row_date(q, 4);
		r->live = col_bool(q, 5);
		r->restricted = col_bool(q, 6);
		r->screening = row_str(q, 7, a);
		r->lead_name = row_str(q, 8, a);
		r->answers = row_str(q, 9, a);
	}
	*rows = list.rows;
	*n = list.n;
	return stmt_done(q);
}

bool
records_count(struct db *db, int64_t board, const char *type, int *n,
    struct err *err)
{
	struct stmt *q = db_query(db, SQL_RECORDS_COUNT, err);
	int64_t count = 0;

	stmt_int(q, ":board", board);
	stmt_text(q, ":type", type);
	stmt_int(q, ":limit", RECORDS_MOST);
	if (!db_one_int(db, q, &count, err))
		return false;
	*n = (int)count;
	return true;
}
