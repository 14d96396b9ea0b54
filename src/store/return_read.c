#include "store/return_read.h"

#include "base/date.h"
#include "store/row.h"

bool
return_read_meeting(struct db *db, int64_t board, const char *ref, int today,
    struct arena *a, struct return_meeting *out, struct err *err)
{
	struct stmt *q = db_query(db, SQL_RETURN_MEETING, err);

	*out = (struct return_meeting){ 0, "", DATE_NONE };
	stmt_id(q, ":board", board);
	stmt_day(q, ":today", today);
	stmt_text(q, ":ref", ref);
	if (stmt_next(q, err))
		*out = (struct return_meeting){ col_int(q, 0),
		    row_str(q, 1, a), row_date(q, 2) };
	return stmt_done(q);
}

bool
return_read_board(struct db *db, int64_t board, struct arena *a,
    const char **answers, struct err *err)
{
	struct stmt *q = db_query(db, SQL_RETURN_BOARD, err);

	*answers = "{}";
	stmt_id(q, ":board", board);
	if (stmt_next(q, err))
		*answers = row_str(q, 0, a);
	return stmt_done(q);
}

bool
return_read_items(struct db *db, int64_t board, int64_t meeting, int from,
    int until, bool (*each)(void *arg, const struct return_item *row),
    void *arg, struct err *err)
{
	struct stmt *q = db_query(db, SQL_RETURN_ITEMS, err);
	bool more = true;

	stmt_id(q, ":board", board);
	stmt_id(q, ":meeting", meeting);
	stmt_day(q, ":from", from);
	stmt_day(q, ":until", until);
	while (more && stmt_next(q, err)) {
		struct return_item row = {
			.type = col_str(q, 0), .disposition = col_str(q, 1),
			.meeting = col_int(q, 2), .meeting_ref = col_str(q, 3),
			.held_on = row_date(q, 4), .casefile = col_int(q, 5),
			.ref = col_str(q, 6), .case_type = col_str(q, 7),
			.agency = col_int(q, 8), .received_on = row_date(q, 9),
			.answers = col_str(q, 10), .repeat = col_bool(q, 11),
			.by_referral = col_bool(q, 12),
			.by_meeting = col_bool(q, 13),
		};

		more = each(arg, &row);
	}
	return stmt_done(q);
}

bool
return_read_parties(struct db *db, int64_t casefile, struct arena *a,
    struct return_party **rows, size_t *n, struct err *err)
{
	struct stmt *q = db_query(db, SQL_RETURN_PARTIES, err);
	struct row_list list = ROW_LIST(a, struct return_party);

	stmt_id(q, ":casefile", casefile);
	while (stmt_next(q, err)) {
		struct return_party *row = row_list_add(&list);

		*row = (struct return_party){
			.role = row_str(q, 0, a), .born_on = row_date(q, 1),
			.age = col_null(q, 2) ? -1 : (int)col_int(q, 2),
			.age_on = row_date(q, 3), .sex = row_str(q, 4, a),
			.answers = row_str(q, 5, a),
			.in_case = row_str(q, 6, a),
		};
	}
	*rows = list.rows;
	*n = list.n;
	return stmt_done(q);
}
