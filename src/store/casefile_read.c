/*
 * casefile_read: casefiles, incidents and repeats; party_read.c has those in
 * them.
 */
#include "store/casefile_read.h"

#include "base/date.h"
#include "store/row.h"
#include "store/stmt.h"

static void
take_casefile(struct stmt *q, struct arena *a, struct casefile_row *r)
{
	r->id = col_int(q, 0);
	r->board = col_int(q, 1);
	r->board_name = row_str(q, 2, a);
	r->prefix = row_str(q, 3, a);
	r->kind_version = col_int(q, 4);
	r->type = row_str(q, 5, a);
	r->ref = row_str(q, 6, a);
	r->received_on = row_date(q, 7);
	r->incident_on = row_date(q, 8);
	r->scored_on = row_date(q, 9);
	r->agency = col_int(q, 10);
	r->member = col_int(q, 11);
	r->agency_name = row_str(q, 12, a);
	r->agency_short = row_str(q, 13, a);
	r->member_name = row_str(q, 14, a);
	r->referrer = row_str(q, 15, a);
	r->origin = row_str(q, 16, a);
	r->tool = row_str(q, 17, a);
	r->score = col_null(q, 18) ? -1 : (int)col_int(q, 18);
	r->screening = row_str(q, 19, a);
	r->screening_reason = row_str(q, 20, a);
	r->screened_on = row_date(q, 21);
	r->screened_by_name = row_str(q, 22, a);
	r->restricted = col_bool(q, 23);
	r->audience = row_str(q, 24, a);
	r->marking = row_str(q, 25, a);
	r->handling = row_str(q, 26, a);
	r->sent_to = row_str(q, 27, a);
	r->sent_on = row_date(q, 28);
	r->acknowledged_on = row_date(q, 29);
	r->answers = row_str(q, 30, a);
	r->repeat = col_bool(q, 31);
	r->conditions = row_str(q, 32, a);
	r->lead = col_int(q, 33);
	r->lead_name = row_str(q, 34, a);
	r->state = row_str(q, 35, a);
	r->state_on = row_date(q, 36);
	r->state_reason = row_str(q, 37, a);
	r->live = col_bool(q, 38);
}

bool
casefile_read(struct db *db, int64_t id, struct arena *a,
    struct casefile_row *row, struct err *err)
{
	struct stmt *q = db_query(db, SQL_CASEFILE_ROW, err);
	bool found;

	*row = (struct casefile_row){0};
	stmt_int(q, ":id", id);
	found = stmt_next(q, err);
	if (found)
		take_casefile(q, a, row);
	if (!stmt_done(q))
		return false;
	return found || err_set(err, ERR_INPUT,
	    "There is no such case. Nothing was changed.");
}

static struct stmt *
query_ids(struct db *db, int64_t board, enum casefile_list list,
    size_t limit, struct err *err)
{
	static const char *const screening[CASEFILE_LISTS] = {
		[CASEFILES_ACCEPTED] = "accepted",
		[CASEFILES_REJECTED] = "rejected",
		[CASEFILES_ALL] = "",
	};
	struct stmt *q;

	if (list == CASEFILES_WAITING) {
		q = db_query(db, SQL_CASEFILE_IDS_WAITING, err);
	} else {
		q = db_query(db, SQL_CASEFILE_IDS, err);
		stmt_bool(q, ":all", list == CASEFILES_ALL);
		stmt_text(q, ":one", screening[list]);
		stmt_text(q, ":other", screening[list]);
	}
	stmt_int(q, ":board", board);
	stmt_int(q, ":limit", (int64_t)limit);
	return q;
}

bool
casefile_read_list(struct db *db, int64_t board, enum casefile_list list,
    size_t limit, struct arena *a, struct casefile_row **rows, size_t *n,
    struct err *err)
{
	int64_t *ids = arena_array(a, limit, sizeof *ids);
	struct stmt *q = query_ids(db, board, list, limit, err);
	size_t i, count = 0;

	*n = 0;
	while (count < limit && stmt_next(q, err))
		ids[count++] = col_int(q, 0);
	if (!stmt_done(q))
		return false;
	*rows = arena_array(a, count, sizeof **rows);
	for (i = 0; i < count; i++) {
		if (!casefile_read(db, ids[i], a, &(*rows)[i], err))
			return false;
	}
	*n = count;
	return true;
}

bool
incident_read(struct db *db, int64_t casefile, struct arena *a,
    struct incident_row **rows, size_t *n, struct err *err)
{
	struct stmt *q = db_query(db, SQL_INCIDENT_ROWS, err);
	struct row_list list = ROW_LIST(a, struct incident_row);

	stmt_int(q, ":casefile", casefile);
	while (stmt_next(q, err)) {
		struct incident_row *r = row_list_add(&list);

		r->id = col_int(q, 0);
		r->happened_on = row_date(q, 1);
		r->criminal = col_bool(q, 2);
		r->reported = col_bool(q, 3);
		r->reference = row_str(q, 4, a);
		r->text = row_str(q, 5, a);
	}
	*rows = list.rows;
	*n = list.n;
	return stmt_done(q);
}

bool
repeat_read(struct db *db, int64_t casefile, struct arena *a,
    struct repeat_row **rows, size_t *n, struct err *err)
{
	struct stmt *q = db_query(db, SQL_REPEAT_ROWS, err);
	struct row_list list = ROW_LIST(a, struct repeat_row);

	stmt_int(q, ":casefile", casefile);
	while (stmt_next(q, err)) {
		struct repeat_row *r = row_list_add(&list);

		r->id = col_int(q, 0);
		r->earlier = col_int(q, 1);
		r->earlier_ref = row_str(q, 2, a);
		r->evidence = row_str(q, 3, a);
		r->by_referral = col_null(q, 4) ? -1 : (int)col_int(q, 4);
		r->by_meeting = col_null(q, 5) ? -1 : (int)col_int(q, 5);
		r->referral_ends = row_date(q, 6);
		r->meeting_ends = row_date(q, 7);
		r->clock = row_str(q, 8, a);
		r->decision = row_str(q, 9, a);
		r->reason = row_str(q, 10, a);
		r->decided_by_name = row_str(q, 11, a);
		r->decided_on = row_date(q, 12);
	}
	*rows = list.rows;
	*n = list.n;
	return stmt_done(q);
}

bool
casefile_read_markings(struct db *db, const char *casefiles,
    const char *actions, int64_t meeting,
    void (*each)(void *arg, const char *marking), void *arg,
    struct err *err)
{
	struct stmt *q = db_query(db, SQL_CASEFILE_MARKINGS, err);

	stmt_text(q, ":casefiles", casefiles);
	stmt_text(q, ":actions", actions);
	stmt_id(q, ":meeting", meeting);
	while (stmt_next(q, err))
		each(arg, col_str(q, 0));
	return stmt_done(q);
}
