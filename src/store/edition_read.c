#include "store/edition_read.h"

#include "store/row.h"

static void
fill(struct stmt *q, struct arena *a, struct edition_row *r)
{
	*r = (struct edition_row){
		.id = col_int(q, 0), .meeting = col_int(q, 1),
		.ref = row_str(q, 2, a), .board = col_int(q, 3),
		.held_on = row_date(q, 4), .sort = row_str(q, 5, a),
		.version = (int)col_int(q, 6), .state = row_str(q, 7, a),
		.hash = row_str(q, 8, a), .made_by = col_int(q, 9),
		.made_name = row_str(q, 10, a), .made_at = row_str(q, 11, a),
		.circulated_by = col_int(q, 12),
		.circulated_name = row_str(q, 13, a),
		.circulated_at = row_text(q, 14, a),
		.approved_by = col_int(q, 15),
		.approved_name = row_str(q, 16, a),
		.approved_at = row_text(q, 17, a),
		.approved_meeting = col_int(q, 18),
		.approved_ref = row_str(q, 19, a), .seal = row_str(q, 20, a),
		.has_text = col_bool(q, 21),
		.n_corrections = (int)col_int(q, 22),
		.beside = col_int(q, 23),
	};
}

bool
edition_read_list(struct db *db, int64_t meeting, const char *sort,
    struct arena *a, struct edition_row **rows, size_t *n, struct err *err)
{
	struct stmt *q = db_query(db, SQL_EDITION_ROWS, err);
	struct row_list list = ROW_LIST(a, struct edition_row);

	stmt_id(q, ":meeting", meeting);
	stmt_text(q, ":sort", sort);
	while (stmt_next(q, err))
		fill(q, a, row_list_add(&list));
	*rows = list.rows;
	*n = list.n;
	return stmt_done(q);
}

bool
edition_read(struct db *db, int64_t id, struct arena *a,
    struct edition_row *row, struct err *err)
{
	struct stmt *q = db_query(db, SQL_EDITION_ROW_ID, err);

	*row = (struct edition_row){0};
	stmt_id(q, ":id", id);
	while (stmt_next(q, err))
		fill(q, a, row);
	return stmt_done(q) && (row->id || err_set(err, ERR_INPUT, "There is "
	    "no such edition."));
}

bool
edition_read_code(struct db *db, const char *code, struct arena *a,
    struct edition_row *row, struct err *err)
{
	struct stmt *q = db_query(db, SQL_EDITION_BY_CODE, err);

	*row = (struct edition_row){0};
	stmt_text(q, ":code", code);
	while (stmt_next(q, err))
		fill(q, a, row);
	return stmt_done(q);
}

bool
edition_read_text(struct db *db, int64_t edition, struct arena *a,
    const char **body, struct err *err)
{
	struct stmt *q = db_query(db, SQL_EDITION_TEXT, err);

	*body = "";
	stmt_id(q, ":edition", edition);
	while (stmt_next(q, err))
		*body = row_str(q, 0, a);
	return stmt_done(q);
}

bool
edition_read_base(struct db *db, int64_t edition, int64_t *base,
    struct err *err)
{
	struct stmt *q = db_query(db, SQL_EDITION_BASE, err);

	*base = 0;
	stmt_id(q, ":edition", edition);
	while (stmt_next(q, err))
		*base = col_int(q, 0);
	return stmt_done(q);
}

bool
edition_read_lacking(struct db *db, int64_t edition, struct arena *a,
    const char **ref, struct err *err)
{
	struct stmt *q = db_query(db, SQL_EDITION_LACKS, err);

	*ref = NULL;
	stmt_id(q, ":edition", edition);
	while (stmt_next(q, err))
		*ref = row_str(q, 0, a);
	return stmt_done(q);
}

bool
correction_read(struct db *db, int64_t edition, struct arena *a,
    struct correction_row **rows, size_t *n, struct err *err)
{
	struct stmt *q = db_query(db, SQL_CORRECTION_ROWS, err);
	struct row_list list = ROW_LIST(a, struct correction_row);
	struct correction_row *r;

	stmt_id(q, ":edition", edition);
	while (stmt_next(q, err)) {
		r = row_list_add(&list);
		r->id = col_int(q, 0);
		r->block = (int)col_int(q, 1);
		r->line = (int)col_int(q, 2);
		r->part = (int)col_int(q, 3);
		r->was = row_str(q, 4, a);
		r->now = row_str(q, 5, a);
		r->agreed_ref = row_str(q, 6, a);
		r->agreed_on = row_date(q, 7);
		r->made_name = row_str(q, 8, a);
	}
	*rows = list.rows;
	*n = list.n;
	return stmt_done(q);
}

bool
passage_read(struct db *db, int64_t edition, struct arena *a,
    struct passage_row **rows, size_t *n, struct err *err)
{
	struct stmt *q = db_query(db, SQL_PASSAGE_ROWS, err);
	struct row_list list = ROW_LIST(a, struct passage_row);
	struct passage_row *r;

	stmt_id(q, ":edition", edition);
	while (stmt_next(q, err)) {
		r = row_list_add(&list);
		r->id = col_int(q, 0);
		r->block = (int)col_int(q, 1);
		r->text = row_str(q, 2, a);
	}
	*rows = list.rows;
	*n = list.n;
	return stmt_done(q);
}

bool
minutes_state_read(struct db *db, int64_t meeting, struct arena *a,
    struct minutes_state *state, struct err *err)
{
	struct stmt *q = db_query(db, SQL_EDITION_STATE, err);

	*state = (struct minutes_state){ .approved_name = "",
		.approved_ref = "" };
	stmt_id(q, ":meeting", meeting);
	while (stmt_next(q, err)) {
		state->circulated_at = row_text(q, 0, a);
		state->approved_at = row_text(q, 1, a);
		state->approved_name = row_str(q, 2, a);
		state->approved_ref = row_str(q, 3, a);
	}
	return stmt_done(q);
}

bool
approved_read(struct db *db, int64_t meeting, struct arena *a,
    struct approved_row **rows, size_t *n, struct err *err)
{
	struct stmt *q = db_query(db, SQL_EDITION_APPROVED_AT, err);
	struct row_list list = ROW_LIST(a, struct approved_row);
	struct approved_row *r;

	stmt_id(q, ":meeting", meeting);
	while (stmt_next(q, err)) {
		r = row_list_add(&list);
		r->ref = row_str(q, 0, a);
		r->held_on = row_date(q, 1);
		r->approved_at = row_str(q, 2, a);
		r->approved_name = row_str(q, 3, a);
	}
	*rows = list.rows;
	*n = list.n;
	return stmt_done(q);
}

static void
fill_handout(struct stmt *q, struct arena *a, struct handout_row *r)
{
	*r = (struct handout_row){
		.id = col_int(q, 0), .meeting = col_int(q, 1),
		.ref = row_str(q, 2, a), .version = (int)col_int(q, 3),
		.sort = row_str(q, 4, a), .how = row_str(q, 5, a),
		.format = row_str(q, 6, a), .hash = row_str(q, 7, a),
		.by_name = row_str(q, 8, a), .to_name = row_str(q, 9, a),
		.recipient = row_str(q, 10, a), .at = row_str(q, 11, a),
		.edition = col_int(q, 12), .what = row_str(q, 13, a),
		.agency_name = row_str(q, 14, a),
		.encrypted = col_bool(q, 15), .parts = row_str(q, 16, a),
		.failed = col_bool(q, 17),
	};
}

bool
handout_read(struct db *db, int64_t meeting, struct arena *a,
    struct handout_row **rows, size_t *n, struct err *err)
{
	struct stmt *q = db_query(db, SQL_HANDOUT_ROWS, err);
	struct row_list list = ROW_LIST(a, struct handout_row);

	stmt_id(q, ":meeting", meeting);
	while (stmt_next(q, err))
		fill_handout(q, a, row_list_add(&list));
	*rows = list.rows;
	*n = list.n;
	return stmt_done(q);
}

bool
handout_read_board(struct db *db, int64_t board, struct arena *a,
    struct handout_row **rows, size_t *n, struct err *err)
{
	static const enum sql_id both[] = { SQL_HANDOUT_WHOLE_ROWS,
		SQL_HANDOUT_BOARD_ROWS };
	struct row_list list = ROW_LIST(a, struct handout_row);
	bool ok = true;
	size_t i;

	for (i = 0; ok && i < sizeof both / sizeof *both; i++) {
		struct stmt *q = db_query(db, both[i], err);

		stmt_id(q, ":board", board);
		while (stmt_next(q, err))
			fill_handout(q, a, row_list_add(&list));
		ok = stmt_done(q);
	}
	*rows = list.rows;
	*n = list.n;
	return ok;
}

bool
handout_read_hash(struct db *db, const char *hash, struct arena *a,
    struct handout_row *row, struct err *err)
{
	struct stmt *q = db_query(db, SQL_HANDOUT_BY_HASH, err);

	*row = (struct handout_row){0};
	stmt_text(q, ":hash", hash);
	while (stmt_next(q, err))
		fill_handout(q, a, row);
	return stmt_done(q);
}
