#include "store/report_read.h"

#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/date.h"
#include "store/row.h"

/* Days that every day of a book lies between. */
static void
bind_days(struct stmt *q, const struct report_filter *f)
{
	if (f->from == DATE_NONE)
		stmt_text(q, ":from", "0000-00-00");
	else
		stmt_day(q, ":from", f->from);
	if (f->until == DATE_NONE)
		stmt_text(q, ":until", "9999-99-99");
	else
		stmt_day(q, ":until", f->until);
}

static void
bind_limit(struct stmt *q, const struct report_filter *f)
{
	stmt_int(q, ":limit", f->limit ? (int64_t)f->limit : -1);
}

/* ---- Actions ---------------------------------------------------------- */

static void
fill_action(struct stmt *q, struct report_action *r)
{
	*r = (struct report_action){
		.id = col_int(q, 0), .ref = col_str(q, 1),
		.text = col_str(q, 2), .type = col_str(q, 3),
		.strand = col_str(q, 4), .priority = col_str(q, 5),
		.agency = col_int(q, 6), .member = col_int(q, 7),
		.due_on = row_date(q, 8), .start_on = row_date(q, 9),
		.status = col_str(q, 10), .live = col_bool(q, 11),
		.status_on = row_date(q, 12), .rag = col_str(q, 13),
		.agreed_at = col_str(q, 14), .outcome = col_str(q, 15),
		.acceptance = col_str(q, 16), .meeting = col_int(q, 17),
		.case_ref = col_str(q, 18), .links = col_str(q, 19),
		.milestone_on = row_date(q, 20), .rag_until = row_date(q, 21),
		.moves = (int)col_int(q, 22), .missed = (int)col_int(q, 23),
		.meetings = (int)col_int(q, 24), .answers = col_text(q, 25),
		.case_answers = col_text(q, 26),
		.milestones = col_text(q, 27), .meeting_ref = col_str(q, 28),
	};
}

/* Run a statement of which everything but what all have is given. *more is
 * false once each has enough. */
static bool
run_actions(struct stmt *q, const struct report_filter *f,
    bool (*each)(void *, const struct report_action *), void *arg, bool *more,
    struct err *err)
{
	struct report_action row;

	stmt_int(q, ":wants", (int64_t)f->wants);
	stmt_text(q, ":failures", f->failures ? f->failures : "[]");
	stmt_day(q, ":today", f->today);
	stmt_int(q, ":meetings", f->meetings);
	while (*more && stmt_next(q, err)) {
		fill_action(q, &row);
		*more = each(arg, &row);
	}
	return stmt_done(q);
}

static struct stmt *
query_actions(struct db *db, const struct report_filter *f, bool live,
    struct err *err)
{
	static const enum sql_id ids[2][2] = {
		{ SQL_REPORT_ACTIONS_CLOSED, SQL_REPORT_ACTIONS_LIVE },
		{ SQL_REPORT_STRAND_CLOSED, SQL_REPORT_STRAND_LIVE },
	};
	struct stmt *q = db_query(db, ids[f->strand != NULL][live], err);

	if (f->strand)
		stmt_text(q, ":strand", f->strand);
	stmt_id(q, ":board", f->board);
	stmt_text(q, ":types", f->types);
	bind_days(q, f);
	bind_limit(q, f);
	return q;
}

/* What of a record's actions the filter wants: they are few, and read at
 * once. */
struct chosen {
	const struct report_filter *f;
	bool (*each)(void *, const struct report_action *);
	void *arg;
};

static bool
choose(void *arg, const struct report_action *row)
{
	const struct chosen *c = arg;

	if ((row->live ? !c->f->live : !c->f->closed) || (c->f->strand &&
	    strcmp(row->strand, c->f->strand) != 0))
		return true;
	return c->each(c->arg, row);
}

static bool
read_of_record(struct db *db, const struct report_filter *f,
    bool (*each)(void *, const struct report_action *), void *arg,
    struct err *err)
{
	struct stmt *q = db_query(db, SQL_REPORT_ACTIONS_RECORD, err);
	struct chosen c = { f, each, arg };
	bool more = true;

	stmt_id(q, ":casefile", f->casefile);
	stmt_bool(q, ":near", f->near);
	stmt_text(q, ":types", f->types);
	bind_days(q, f);
	bind_limit(q, f);
	return run_actions(q, f, choose, &c, &more, err);
}

bool
report_read_actions(struct db *db, const struct report_filter *f,
    bool (*each)(void *arg, const struct report_action *row), void *arg,
    struct err *err)
{
	bool more = true;

	if (f->casefile != 0)
		return read_of_record(db, f, each, arg, err);
	return (!f->live || run_actions(query_actions(db, f, true, err), f,
	    each, arg, &more, err)) &&
	    (!f->closed || !more || run_actions(query_actions(db, f, false,
	    err), f, each, arg, &more, err));
}

/* ---- Records ---------------------------------------------------------- */

static void
fill_record(struct stmt *q, struct report_record *r)
{
	*r = (struct report_record){
		.id = col_int(q, 0), .ref = col_str(q, 1),
		.type = col_str(q, 2), .agency = col_int(q, 3),
		.member = col_int(q, 4), .lead = col_int(q, 5),
		.received_on = row_date(q, 6), .state = col_str(q, 7),
		.state_on = row_date(q, 8), .state_reason = col_str(q, 9),
		.live = col_bool(q, 10),
		.score = col_null(q, 11) ? -1 : (int)col_int(q, 11),
		.marking = col_str(q, 12), .handling = col_str(q, 13),
		.answers = col_text(q, 14), .links = col_text(q, 15),
		.parties = col_text(q, 16), .last_on = row_date(q, 17),
		.kept_until = row_date(q, 18), .kept_reason = col_str(q, 19),
		.held = col_bool(q, 20), .erase_on = row_date(q, 21),
		.erase_agreed = (int)col_int(q, 22),
	};
}

static bool
run_records(struct stmt *q, const struct report_filter *f,
    bool (*each)(void *, const struct report_record *), void *arg,
    struct err *err)
{
	struct report_record row;
	bool more = true;

	stmt_int(q, ":wants", (int64_t)f->wants);
	while (more && stmt_next(q, err)) {
		fill_record(q, &row);
		more = each(arg, &row);
	}
	return stmt_done(q);
}

bool
report_read_records(struct db *db, const struct report_filter *f,
    bool (*each)(void *arg, const struct report_record *row), void *arg,
    struct err *err)
{
	enum sql_id id = f->casefile != 0 ? SQL_REPORT_RECORDS_TIED :
	    f->live && !f->closed ? SQL_REPORT_RECORDS_LIVE :
	    SQL_REPORT_RECORDS;
	struct stmt *q = db_query(db, id, err);

	if (f->casefile != 0)
		stmt_id(q, ":casefile", f->casefile);
	else
		stmt_id(q, ":board", f->board);
	stmt_text(q, ":type", f->type);
	bind_days(q, f);
	bind_limit(q, f);
	return run_records(q, f, each, arg, err);
}

/* ---- By id ------------------------------------------------------------ */

static void
bind_ids(struct stmt *q, const int64_t *ids, size_t n)
{
	struct buf json = {0};

	buf_addc(&json, '[');
	for (size_t i = 0; i < n; i++)
		buf_addf(&json, "%s%" PRId64, i > 0 ? "," : "", ids[i]);
	buf_addc(&json, ']');
	stmt_text(q, ":ids", buf_text(&json));
	buf_release(&json);
}

bool
report_read_actions_of(struct db *db, const struct report_filter *f,
    const int64_t *ids, size_t n,
    bool (*each)(void *arg, const struct report_action *row), void *arg,
    struct err *err)
{
	struct stmt *q = db_query(db, SQL_REPORT_ACTIONS_IDS, err);
	bool more = true;

	bind_ids(q, ids, n);
	return run_actions(q, f, each, arg, &more, err);
}

bool
report_read_records_of(struct db *db, const struct report_filter *f,
    const int64_t *ids, size_t n,
    bool (*each)(void *arg, const struct report_record *row), void *arg,
    struct err *err)
{
	struct stmt *q = db_query(db, SQL_REPORT_RECORDS_IDS, err);

	bind_ids(q, ids, n);
	return run_records(q, f, each, arg, err);
}

/* ---- The rest --------------------------------------------------------- */

bool
report_read_attendance(struct db *db, const struct report_filter *f,
    bool (*each)(void *arg, const struct report_attendance *row), void *arg,
    struct err *err)
{
	struct stmt *q = db_query(db, SQL_REPORT_ATTENDANCE, err);
	bool more = true;

	stmt_id(q, ":board", f->board);
	bind_days(q, f);
	while (more && stmt_next(q, err)) {
		struct report_attendance row = {
			.meeting = col_int(q, 0), .ref = col_str(q, 1),
			.held_on = row_date(q, 2), .member = col_int(q, 3),
			.agency = col_int(q, 4), .state = col_str(q, 5),
		};

		more = each(arg, &row);
	}
	return stmt_done(q);
}

bool
report_read_decision(struct db *db, int64_t casefile, struct arena *a,
    struct report_decision *out, struct err *err)
{
	struct stmt *q = db_query(db, SQL_REPORT_DECISION, err);

	*out = (struct report_decision){ "", "", "", DATE_NONE };
	stmt_id(q, ":casefile", casefile);
	if (stmt_next(q, err))
		*out = (struct report_decision){ row_str(q, 0, a),
		    row_str(q, 1, a), row_str(q, 2, a), row_date(q, 3) };
	return stmt_done(q);
}

bool
report_read_agencies(struct db *db, struct arena *a,
    struct report_agency **rows, size_t *n, struct err *err)
{
	struct stmt *q = db_query(db, SQL_REPORT_AGENCIES, err);
	struct row_list list = ROW_LIST(a, struct report_agency);
	struct report_agency *row;

	while (stmt_next(q, err)) {
		row = row_list_add(&list);
		row->id = col_int(q, 0);
		row->parent = col_int(q, 1);
		row->short_name = row_str(q, 2, a);
		row->category = row_str(q, 3, a);
	}
	*rows = list.rows;
	*n = list.n;
	return stmt_done(q);
}

bool
report_read_member(struct db *db, int64_t id, struct arena *a,
    const char **name, struct err *err)
{
	struct stmt *q = db_query(db, SQL_REPORT_MEMBER, err);

	*name = "";
	stmt_id(q, ":id", id);
	if (stmt_next(q, err))
		*name = row_str(q, 0, a);
	return stmt_done(q);
}
