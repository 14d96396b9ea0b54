#include "store/news_read.h"

#include "store/row.h"

static void
fill(struct news_row *r, struct stmt *q, struct arena *a)
{
	*r = (struct news_row){
		.seq = col_int(q, 0), .command = col_int(q, 1),
		.name = row_str(q, 2, a), .at = col_int(q, 3),
		.member = col_int(q, 4), .member_name = row_str(q, 5, a),
		.casefile = col_int(q, 6), .case_ref = row_str(q, 7, a),
		.action = col_int(q, 8), .action_ref = row_str(q, 9, a),
		.text = row_str(q, 10, a),
		.meeting = col_int(q, 11), .meeting_ref = row_str(q, 12, a),
		.board_name = row_str(q, 13, a),
	};
}

/* One step may change many rows: the first that tells of an action, or else of
 * a case, is what it was about. */
static void
add_to(struct news_row *r, const struct news_row *part)
{
	if (part->action && !r->action) {
		r->action = part->action;
		r->action_ref = part->action_ref;
		r->text = part->text;
	}
	if (part->casefile && !r->casefile) {
		r->casefile = part->casefile;
		r->case_ref = part->case_ref;
	}
}

bool
news_read(struct db *db, int64_t since, int64_t agency, int64_t parent,
    size_t limit, struct arena *a, struct news_row **rows, size_t *n,
    bool *more, struct err *err)
{
	struct row_list list = ROW_LIST(a, struct news_row);
	struct stmt *q = db_query(db, SQL_NEWS, err);
	struct news_row *last = NULL, part;
	size_t read = 0;

	stmt_int(q, ":since", since);
	stmt_int(q, ":agency", agency);
	stmt_int(q, ":parent", parent);
	stmt_int(q, ":limit", (int64_t)limit + 1);
	while (stmt_next(q, err) && read++ < limit) {
		fill(&part, q, a);
		if (last && last->command == part.command) {
			add_to(last, &part);
			continue;
		}
		last = row_list_add(&list);
		*last = part;
	}
	*more = read > limit;
	*rows = list.rows;
	*n = list.n;
	return stmt_done(q);
}
