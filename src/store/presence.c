#include "store/presence.h"

#include <string.h>

#include "base/alloc.h"
#include "store/handle.h"
#include "store/tx.h"

static const char *
session(const struct db *db)
{
	return db->session == NULL ? "" : db->session;
}

bool
presence_here(struct db *db, int64_t meeting, bool following,
    struct err *err)
{
	struct stmt *q;

	if (!db_begin(db, "presence", err))
		return false;
	q = db_query(db, SQL_PRESENCE_HERE, err);
	stmt_int(q, ":member", db_me(db));
	stmt_text(q, ":session", session(db));
	stmt_id(q, ":meeting", meeting);
	stmt_bool(q, ":following", following);
	stmt_int(q, ":at", clock_now(db->clock));
	if (!db_run(db, q, NULL, err))
		return db_rollback(db);
	return db_commit(db, err);
}

/* Those not heard of for long are swept out on the way. */
bool
presence_gone(struct db *db, struct err *err)
{
	struct stmt *q;

	if (!db_begin(db, "presence", err))
		return false;
	q = db_query(db, SQL_PRESENCE_GONE, err);
	stmt_int(q, ":member", db_me(db));
	stmt_text(q, ":session", session(db));
	stmt_int(q, ":since", clock_now(db->clock) - PRESENCE_GONE_MS);
	if (!db_run(db, q, NULL, err))
		return db_rollback(db);
	return db_commit(db, err);
}

bool
presence_list(struct db *db, int64_t meeting, struct arena *a,
    struct presence **list, size_t *count, struct err *err)
{
	struct stmt *q = db_query(db, SQL_PRESENCE_LIST, err);
	struct presence *all = NULL;
	size_t n = 0, cap = 0;
	bool ok;

	stmt_int(q, ":since", clock_now(db->clock) - PRESENCE_GONE_MS);
	stmt_id(q, ":meeting", meeting);
	while (stmt_next(q, err)) {
		GROW(all, n, cap);
		all[n++] = (struct presence){ .member = col_int(q, 0),
		    .session = col_copy(q, 1, a), .meeting = col_int(q, 2),
		    .following = col_bool(q, 3), .seen = col_int(q, 4) };
	}
	ok = stmt_done(q);
	*count = n;
	*list = arena_array(a, n, sizeof(*all));
	if (n > 0)
		memcpy(*list, all, n * sizeof(*all));
	free(all);
	return ok;
}
