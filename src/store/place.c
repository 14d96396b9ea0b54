#include "store/place.h"

#include <string.h>

#include "store/handle.h"
#include "store/tx.h"

bool
place_load(struct db *db, struct arena *a, const char **where,
    struct err *err)
{
	struct stmt *q = db_query(db, SQL_PLACE_LOAD, err);

	*where = NULL;
	stmt_int(q, ":member", db_me(db));
	while (stmt_next(q, err))
		*where = col_copy(q, 0, a);
	return stmt_done(q);
}

static bool
write_place(struct db *db, const char *where, struct err *err)
{
	struct stmt *q;

	if (!db_begin(db, "place", err))
		return false;
	q = db_query(db, SQL_PLACE_SAVE, err);
	stmt_int(q, ":member", db_me(db));
	stmt_text(q, ":text", where);
	stmt_int(q, ":at", clock_now(db->clock));
	if (!db_run(db, q, NULL, err))
		return db_rollback(db);
	return db_commit(db, err);
}

bool
place_save(struct db *db, const char *where, struct err *err)
{
	struct arena a = {0};
	const char *was;
	bool ok = place_load(db, &a, &was, err);

	if (ok && (was == NULL || strcmp(was, where) != 0))
		ok = write_place(db, where, err);
	arena_release(&a);
	return ok;
}
