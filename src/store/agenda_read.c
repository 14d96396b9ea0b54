#include "store/agenda_read.h"

#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "store/row.h"

static void
fill(struct stmt *q, struct arena *a, struct agenda_row *r)
{
	*r = (struct agenda_row){
		.id = col_int(q, 0), .meeting = col_int(q, 1),
		.step = row_str(q, 2, a), .position = (int)col_int(q, 3),
		.casefile = col_int(q, 4), .ref = row_str(q, 5, a),
		.case_type = row_str(q, 6, a), .origin = row_str(q, 7, a),
		.restricted = col_bool(q, 8), .repeat = col_bool(q, 9),
		.type = row_str(q, 10, a), .planned = (int)col_int(q, 11),
		.status = row_str(q, 12, a),
		.disposition = row_str(q, 13, a),
		.reason = row_str(q, 14, a), .deferred_to = col_int(q, 15),
		.deferred_to_ref = row_str(q, 16, a),
		.deferred_to_on = row_date(q, 17),
		.presenter = col_int(q, 18),
		.presenter_name = row_str(q, 19, a),
		.started_at = row_text(q, 20, a),
		.ended_at = row_text(q, 21, a), .spent = col_int(q, 22),
		.resumed_at = row_text(q, 23, a),
		.read_back_at = row_text(q, 24, a),
		.answers = row_str(q, 25, a), .sent_to = row_str(q, 26, a),
		.sent_on = row_date(q, 27),
		.acknowledged_on = row_date(q, 28),
		.closed = col_bool(q, 29), .name = "",
		.case_state = row_str(q, 30, a),
		.visits = row_str(q, 31, a),
	};
}

/* Places are told among what the viewer sees. */
static void
count_places(struct agenda_row *rows, size_t n)
{
	size_t i, j;
	int of;

	for (i = 0; i < n; i++) {
		if (rows[i].nth != 0)
			continue;
		of = 0;
		for (j = i; j < n; j++)
			if (strcmp(rows[i].step, rows[j].step) == 0)
				rows[j].nth = ++of;
		for (j = i; j < n; j++)
			if (strcmp(rows[i].step, rows[j].step) == 0)
				rows[j].of = of;
	}
}

static bool
read_rows(struct stmt *q, struct arena *a, struct agenda_row **rows,
    size_t *n, struct err *err)
{
	size_t cap = 0;

	*rows = NULL;
	*n = 0;
	while (stmt_next(q, err)) {
		*rows = row_room(a, *rows, *n, &cap, sizeof(**rows));
		fill(q, a, &(*rows)[(*n)++]);
	}
	return stmt_done(q);
}

bool
agenda_read(struct db *db, int64_t meeting, struct arena *a,
    struct agenda_row **rows, size_t *n, struct err *err)
{
	struct stmt *q = db_query(db, SQL_ITEM_ROWS, err);

	stmt_id(q, ":meeting", meeting);
	if (!read_rows(q, a, rows, n, err))
		return false;
	count_places(*rows, *n);
	return true;
}

bool
agenda_read_item(struct db *db, int64_t item, struct arena *a,
    struct agenda_row *row, struct err *err)
{
	struct stmt *q = db_query(db, SQL_ITEM_ROW, err);
	bool found;

	*row = (struct agenda_row){ .deferred_to_on = DATE_NONE };
	stmt_id(q, ":id", item);
	found = stmt_next(q, err);
	if (found)
		fill(q, a, row);
	if (!stmt_done(q))
		return false;
	return found || err_set(err, ERR_INPUT, "There is no such line on the"
	    " agenda.");
}

bool
agenda_read_casefile(struct db *db, int64_t casefile, struct arena *a,
    struct agenda_row **rows, size_t *n, struct err *err)
{
	struct stmt *q = db_query(db, SQL_ITEM_ROWS_CASEFILE, err);

	stmt_id(q, ":casefile", casefile);
	return read_rows(q, a, rows, n, err);
}

static bool
find(struct stmt *q, int64_t *item, struct err *err)
{
	*item = 0;
	if (q == NULL)
		return false;
	if (stmt_next(q, err))
		*item = col_int(q, 0);
	return stmt_done(q);
}

bool
agenda_find_case(struct db *db, int64_t meeting, const char *ref,
    int64_t *item, struct err *err)
{
	struct stmt *q = db_query(db, SQL_ITEM_FIND_CASE, err);

	stmt_id(q, ":meeting", meeting);
	stmt_text(q, ":ref", ref);
	return find(q, item, err);
}

bool
agenda_find_step(struct db *db, int64_t meeting, const char *step,
    int64_t *item, struct err *err)
{
	struct stmt *q = db_query(db, SQL_ITEM_FIND_STEP, err);

	stmt_id(q, ":meeting", meeting);
	stmt_text(q, ":step", step);
	return find(q, item, err);
}

bool
agenda_read_unlisted(struct db *db, int64_t board, const char *types,
    struct arena *a, struct agenda_row **rows, size_t *n, struct err *err)
{
	struct stmt *q = db_query(db, SQL_ITEM_UNLISTED, err);
	size_t cap = 0;

	*rows = NULL;
	*n = 0;
	stmt_id(q, ":board", board);
	stmt_text(q, ":types", types);
	while (stmt_next(q, err)) {
		*rows = row_room(a, *rows, *n, &cap, sizeof(**rows));
		(*rows)[(*n)++] = (struct agenda_row){
			.casefile = col_int(q, 0), .ref = row_str(q, 1, a),
			.case_type = row_str(q, 2, a),
			.origin = row_str(q, 3, a),
			.restricted = col_bool(q, 4),
			.repeat = col_bool(q, 5),
			.disposition = row_str(q, 6, a),
			.reason = row_str(q, 7, a),
			.step = "", .type = "", .name = "",
			.case_state = "", .status = "", .answers = "{}",
			.deferred_to_ref = "", .presenter_name = "",
			.sent_to = "", .deferred_to_on = DATE_NONE,
			.sent_on = DATE_NONE, .acknowledged_on = DATE_NONE,
		};
	}
	return stmt_done(q);
}

long
agenda_spent(const struct agenda_row *row, const char *now)
{
	int64_t from, to;

	if (row->resumed_at == NULL)
		return row->spent;
	from = clock_parse(row->resumed_at);
	to = clock_parse(now);
	if (from < 0 || to < from)
		return row->spent;
	return row->spent + (long)((to - from) / 1000);
}
