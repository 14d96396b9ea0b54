#include "store/minute_read.h"

#include "store/row.h"

static void
fill(struct stmt *q, struct arena *a, struct minute_row *r)
{
	*r = (struct minute_row){
		.id = col_int(q, 0), .meeting = col_int(q, 1),
		.item = col_int(q, 2), .casefile = col_int(q, 3),
		.phase = row_str(q, 4, a), .sort = row_str(q, 5, a),
		.agency = col_int(q, 6), .agency_name = row_str(q, 7, a),
		.agency_short = row_str(q, 8, a),
		.position = (int)col_int(q, 9), .text = row_str(q, 10, a),
		.recorded_by = col_int(q, 11),
		.recorded_by_name = row_str(q, 12, a),
		.recorded_at = row_str(q, 13, a),
	};
}

static bool
read_rows(struct db *db, enum sql_id sql, const char *name, int64_t of,
    struct arena *a, struct minute_row **rows, size_t *n, struct err *err)
{
	struct stmt *q = db_query(db, sql, err);
	size_t cap = 0;

	*rows = NULL;
	*n = 0;
	stmt_id(q, name, of);
	while (stmt_next(q, err)) {
		*rows = row_room(a, *rows, *n, &cap, sizeof(**rows));
		fill(q, a, &(*rows)[(*n)++]);
	}
	return stmt_done(q);
}

bool
minute_read_item(struct db *db, int64_t item, struct arena *a,
    struct minute_row **rows, size_t *n, struct err *err)
{
	return read_rows(db, SQL_MINUTE_ROWS_ITEM, ":item", item, a, rows, n,
	    err);
}

bool
minute_read_meeting(struct db *db, int64_t meeting, struct arena *a,
    struct minute_row **rows, size_t *n, struct err *err)
{
	return read_rows(db, SQL_MINUTE_ROWS_MEETING, ":meeting", meeting, a,
	    rows, n, err);
}

bool
minute_read_casefile(struct db *db, int64_t casefile, struct arena *a,
    struct minute_row **rows, size_t *n, struct err *err)
{
	return read_rows(db, SQL_MINUTE_ROWS_CASEFILE, ":casefile", casefile,
	    a, rows, n, err);
}

bool
minute_read(struct db *db, int64_t id, struct arena *a,
    struct minute_row *row, struct err *err)
{
	struct minute_row *rows;
	size_t n;

	*row = (struct minute_row){ 0 };
	if (!read_rows(db, SQL_MINUTE_ROW, ":id", id, a, &rows, &n, err))
		return false;
	if (n == 0)
		return err_set(err, ERR_INPUT, "There is no such minute.");
	*row = rows[0];
	return true;
}
