#include "store/sign_in_read.h"

#include "base/buf.h"
#include "base/date.h"
#include "store/row.h"

bool
key_read(struct db *db, int64_t member, struct arena *a,
    struct key_row **rows, size_t *n, struct err *err)
{
	struct stmt *q = db_query(db, SQL_KEY_LIST, err);
	struct row_list list = ROW_LIST(a, struct key_row);

	stmt_id(q, ":member", member);
	while (stmt_next(q, err)) {
		struct key_row *r = row_list_add(&list);

		r->id = col_int(q, 0);
		r->member = col_int(q, 1);
		r->login = row_str(q, 2, a);
		r->name = row_str(q, 3, a);
		r->type = row_str(q, 4, a);
		r->fingerprint = row_str(q, 5, a);
		r->comment = row_str(q, 6, a);
		r->added_at = row_str(q, 7, a);
		r->disabled_at = row_str(q, 8, a);
		r->reason = row_str(q, 9, a);
		r->added_by = row_str(q, 10, a);
	}
	*rows = list.rows;
	*n = list.n;
	return stmt_done(q);
}

bool
sign_in_read(struct db *db, int64_t member, size_t limit, struct arena *a,
    struct sign_in_row **rows, size_t *n, struct err *err)
{
	struct stmt *q = db_query(db, member ? SQL_SIGN_IN_LIST_OF
	    : SQL_SIGN_IN_LIST, err);
	struct row_list list = ROW_LIST(a, struct sign_in_row);

	if (member)
		stmt_int(q, ":member", member);
	stmt_int(q, ":limit", (int64_t)limit);
	while (stmt_next(q, err)) {
		struct sign_in_row *r = row_list_add(&list);

		r->at = row_str(q, 0, a);
		r->login = row_str(q, 1, a);
		r->name = row_str(q, 2, a);
		r->how = row_str(q, 3, a);
		r->fingerprint = row_str(q, 4, a);
		r->refused = row_str(q, 5, a);
		r->left_at = row_str(q, 6, a);
		r->left_how = row_str(q, 7, a);
	}
	*rows = list.rows;
	*n = list.n;
	return stmt_done(q);
}

bool
key_read_sshd(struct db *db, const char *fingerprint, struct arena *a,
    struct key_answer *answer, struct err *err)
{
	struct stmt *q = db_query(db, SQL_KEY_OF_SSHD, err);
	struct buf today = {0};
	bool found;

	date_add_iso(&today, clock_today(db_clock(db)));
	stmt_text(q, ":fingerprint", fingerprint);
	stmt_text(q, ":today", buf_text(&today));
	buf_release(&today);
	found = stmt_next(q, err);
	if (found)
		*answer = (struct key_answer){ .login = row_str(q, 0, a),
		    .type = row_str(q, 1, a), .blob = row_str(q, 2, a) };
	return stmt_done(q) && found;
}
