#include "store/looked.h"

#include "store/handle.h"
#include "store/stmt.h"
#include "store/tx.h"

bool
looked_load(struct db *db, int64_t *seq, struct err *err)
{
	struct stmt *q = db_query(db, SQL_LOOKED_LOAD, err);

	*seq = -1;
	stmt_int(q, ":member", db_me(db));
	while (stmt_next(q, err))
		*seq = col_int(q, 0);
	return stmt_done(q);
}

bool
looked_save(struct db *db, int64_t seq, struct err *err)
{
	int64_t was;
	struct stmt *q;

	if (!looked_load(db, &was, err))
		return false;
	if (was >= seq)
		return true;
	if (!db_begin(db, "looked", err))
		return false;
	q = db_query(db, SQL_LOOKED_SAVE, err);
	stmt_int(q, ":member", db_me(db));
	stmt_int(q, ":seq", seq);
	stmt_int(q, ":at", clock_now(db->clock));
	if (!db_run(db, q, NULL, err))
		return db_rollback(db);
	return db_commit(db, err);
}
