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

static void
read_step(struct stmt *q, struct arena *a, struct history_step *step)
{
	*step = (struct history_step){
		.seq = col_int(q, 0), .command = col_int(q, 1),
		.undoes = !col_null(q, 2), .name = row_str(q, 3, a),
		.at = col_int(q, 4), .member_name = row_str(q, 5, a),
		.ref = row_str(q, 6, a), .meeting_ref = row_str(q, 7, a),
		.casefile = col_int(q, 8), .meeting = col_int(q, 9),
		.changes = 1
	};
}

bool
history_read_board(struct db *db, int64_t board,
    void (*take)(void *arg, const struct history_step *step), void *arg,
    struct err *err)
{
	struct stmt *q = db_query(db, SQL_HISTORY_BOARD, err);
	struct history_step step = {0};
	struct arena a = {0};

	stmt_int(q, ":board", board);
	while (stmt_next(q, err)) {
		if (step.seq && step.command == col_int(q, 1) &&
		    step.casefile == col_int(q, 8) &&
		    step.meeting == col_int(q, 9)) {
			step.changes++;
			continue;
		}
		if (step.seq)
			take(arg, &step);
		arena_reset(&a);
		read_step(q, &a, &step);
	}
	if (step.seq)
		take(arg, &step);
	arena_release(&a);
	return stmt_done(q);
}

bool
history_read_cases(struct db *db, int64_t board, struct arena *a,
    struct history_case **rows, size_t *n, struct err *err)
{
	struct stmt *q = db_query(db, SQL_HISTORY_CASES, err);
	struct row_list list = ROW_LIST(a, struct history_case);

	stmt_int(q, ":board", board);
	while (stmt_next(q, err)) {
		struct history_case *r = row_list_add(&list);

		*r = (struct history_case){ .id = col_int(q, 0),
			.ref = row_str(q, 1, a), .type = row_str(q, 2, a) };
	}
	*rows = list.rows;
	*n = list.n;
	return stmt_done(q);
}

bool
history_read_noted(struct db *db, const char *hash, struct arena *a,
    struct history_noted *noted, struct err *err)
{
	struct stmt *q = db_query(db, SQL_HISTORY_NOTED, err);

	*noted = (struct history_noted){0};
	stmt_text(q, ":hash", hash);
	while (stmt_next(q, err))
		*noted = (struct history_noted){
			.board = row_str(q, 0, a), .format = row_str(q, 1, a),
			.encrypted = col_bool(q, 2), .at = row_str(q, 3, a),
			.by_name = row_str(q, 4, a) };
	return stmt_done(q);
}
