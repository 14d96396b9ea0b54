#include "store/place.h"

#include <string.h>

#include "store/handle.h"
#include "store/tx.h"

static bool
load(struct db *db, enum sql_id id, struct arena *a, const char **text,
    struct err *err)
{
	struct stmt *q = db_query(db, id, err);

	*text = NULL;
	stmt_int(q, ":member", db_me(db));
	while (stmt_next(q, err))
		*text = col_copy(q, 0, a);
	return stmt_done(q);
}

bool
place_load(struct db *db, struct arena *a, const char **where,
    struct err *err)
{
	return load(db, SQL_PLACE_LOAD, a, where, err);
}

bool
place_format_load(struct db *db, struct arena *a, const char **format,
    struct err *err)
{
	return load(db, SQL_PLACE_FORMAT_LOAD, a, format, err);
}

static bool
keep(struct db *db, enum sql_id id, const char *text, struct err *err)
{
	struct stmt *q;

	if (!db_begin(db, "place", err))
		return false;
	q = db_query(db, id, err);
	stmt_int(q, ":member", db_me(db));
	stmt_text(q, ":text", text);
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
		ok = keep(db, SQL_PLACE_SAVE, where, err);
	arena_release(&a);
	return ok;
}

bool
place_format_save(struct db *db, const char *format, struct err *err)
{
	struct arena a = {0};
	const char *was;
	bool ok = place_format_load(db, &a, &was, err);

	if (ok && (was == NULL || strcmp(was, format) != 0))
		ok = keep(db, SQL_PLACE_FORMAT_SAVE, format, err);
	arena_release(&a);
	return ok;
}
