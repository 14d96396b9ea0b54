#include "store/presence.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "store/handle.h"
#include "store/row.h"
#include "store/tx.h"
#include "store/watch.h"

/* A row of a session that died says when it was last here; not for ever. */
#define KEPT_MS (24 * 3600 * 1000LL)

static const char *
session(const struct db *db)
{
	if (db->watch.name != NULL)
		return db->watch.name;
	return db->session == NULL ? "" : db->session;
}

static bool
is_own(const struct db *db, int64_t member, const char *name)
{
	return member == db_me(db) && strcmp(name, session(db)) == 0;
}

static bool
is_alive(const struct db *db, const char *name, bool socket, int64_t seen)
{
	return socket ? watch_alive(db, name) :
	    clock_now(db->clock) - seen <= PRESENCE_GONE_MS;
}

/* Whom a change of place concerns: who is in the meeting, or in the one before
 * (0: none), and who is at a record of the case, or of the one before. */
struct concerned {
	int64_t meeting, meeting_before;
	int64_t casefile, casefile_before;
};

static bool
is_concerned(const struct concerned *c, int64_t meeting, int64_t casefile)
{
	return meeting == c->meeting ||
	    (c->meeting_before != 0 && meeting == c->meeting_before) ||
	    (casefile != 0 && (casefile == c->casefile ||
	    casefile == c->casefile_before));
}

/* One byte to each of those sessions. */
static void
tell(struct db *db, const struct concerned *c)
{
	struct stmt *q = db_query(db, SQL_PRESENCE_SESSIONS, NULL);
	char **names = NULL;
	size_t n = 0, cap = 0;

	while (stmt_next(q, NULL)) {
		if (!col_bool(q, 3) || !is_concerned(c, col_int(q, 4),
		    col_int(q, 6)) ||
		    is_own(db, col_int(q, 1), col_str(q, 2)))
			continue;
		GROW(names, n, cap);
		names[n++] = xstrdup(col_str(q, 2));
	}
	stmt_done(q);
	watch_tell_some(db, names, n);
	while (n > 0)
		free(names[--n]);
	free(names);
}

/* Of which case this session was said to be at a record; 0: of none. */
static bool
casefile_before(struct db *db, int64_t *casefile, struct err *err)
{
	struct stmt *q = db_query(db, SQL_PRESENCE_SESSIONS, err);

	*casefile = 0;
	while (stmt_next(q, err))
		if (is_own(db, col_int(q, 1), col_str(q, 2)))
			*casefile = col_int(q, 6);
	return stmt_done(q);
}

/* What sessions that died have left. */
static bool
sweep(struct db *db, struct err *err)
{
	struct stmt *q = db_query(db, SQL_PRESENCE_SESSIONS, err);
	int64_t *ids = NULL, now = clock_now(db->clock);
	size_t n = 0, cap = 0;
	bool ok;

	while (stmt_next(q, err)) {
		if (is_own(db, col_int(q, 1), col_str(q, 2)) ||
		    is_alive(db, col_str(q, 2), col_bool(q, 3),
		    col_int(q, 5)) || (col_int(q, 1) != db_me(db) &&
		    now - col_int(q, 5) < KEPT_MS))
			continue;
		GROW(ids, n, cap);
		ids[n++] = col_int(q, 0);
	}
	ok = stmt_done(q);
	while (ok && n > 0) {
		q = db_query(db, SQL_PRESENCE_DROP, err);
		stmt_int(q, ":id", ids[--n]);
		ok = db_run(db, q, NULL, err);
	}
	free(ids);
	return ok;
}

static bool
save(struct db *db, const struct presence_at *at, struct err *err)
{
	struct stmt *q = db_query(db, SQL_PRESENCE_HERE, err);

	stmt_int(q, ":member", db_me(db));
	stmt_text(q, ":session", session(db));
	stmt_bool(q, ":socket", watch_fd(db) >= 0);
	stmt_id(q, ":meeting", at->meeting);
	stmt_bool(q, ":following", at->following);
	stmt_id(q, ":casefile", at->casefile);
	stmt_id(q, ":item", at->item);
	stmt_id(q, ":action", at->action);
	stmt_text(q, ":typing", at->typing);
	stmt_bool(q, ":research", at->research);
	stmt_int(q, ":at", clock_now(db->clock));
	return db_run(db, q, NULL, err);
}

bool
presence_here(struct db *db, const struct presence_at *at, int64_t was,
    struct err *err)
{
	struct concerned c = { .meeting = at->meeting, .meeting_before = was,
	    .casefile = at->casefile };

	if (!db_begin(db, "presence", err))
		return false;
	if (((was != at->meeting || at->meeting == 0) && !sweep(db, err)) ||
	    !casefile_before(db, &c.casefile_before, err) ||
	    !save(db, at, err))
		return db_rollback(db);
	if (!db_commit(db, err))
		return false;
	tell(db, &c);
	return true;
}

bool
presence_gone(struct db *db, int64_t meeting, struct err *err)
{
	struct concerned c = { .meeting = meeting };
	struct stmt *q;

	if (!db_begin(db, "presence", err))
		return false;
	if (!casefile_before(db, &c.casefile_before, err))
		return db_rollback(db);
	q = db_query(db, SQL_PRESENCE_GONE, err);
	stmt_int(q, ":member", db_me(db));
	stmt_text(q, ":session", session(db));
	if (!db_run(db, q, NULL, err))
		return db_rollback(db);
	if (!db_commit(db, err))
		return false;
	tell(db, &c);
	return true;
}

static struct presence
read_row(struct db *db, struct stmt *q, struct arena *a)
{
	bool socket = col_bool(q, 2);
	struct presence p = { .member = col_int(q, 0),
	    .session = col_copy(q, 1, a), .meeting = col_int(q, 3),
	    .following = col_bool(q, 4), .seen = col_int(q, 5),
	    .casefile = col_int(q, 6), .typing = col_copy(q, 7, a),
	    .name = row_str(q, 8, a), .agency = col_int(q, 9),
	    .ref = row_str(q, 10, a), .item = col_int(q, 11) };

	p.own = is_own(db, p.member, p.session);
	p.alive = p.own || is_alive(db, p.session, socket, p.seen);
	return p;
}

/* Takes q to its end. typists: this session and those that died are left out. */
static bool
read_rows(struct db *db, struct stmt *q, bool typists, struct arena *a,
    struct presence **list, size_t *count, struct err *err)
{
	struct presence *all = NULL, p;
	size_t n = 0, cap = 0;
	bool ok;

	while (stmt_next(q, err)) {
		p = read_row(db, q, a);
		if (typists && (p.own || !p.alive))
			continue;
		GROW(all, n, cap);
		all[n++] = p;
	}
	ok = stmt_done(q);
	*count = n;
	*list = arena_array(a, n, sizeof(*all));
	if (n > 0)
		memcpy(*list, all, n * sizeof(*all));
	free(all);
	return ok;
}

bool
presence_list(struct db *db, int64_t meeting, bool typing, struct arena *a,
    struct presence **list, size_t *count, struct err *err)
{
	struct stmt *q = db_query(db, SQL_PRESENCE_LIST, err);

	stmt_int(q, ":meeting", meeting);
	stmt_bool(q, ":typing", typing);
	return read_rows(db, q, typing, a, list, count, err);
}

bool
presence_record(struct db *db, int64_t casefile, struct arena *a,
    struct presence **list, size_t *count, struct err *err)
{
	struct stmt *q = db_query(db, SQL_PRESENCE_RECORD, err);

	stmt_int(q, ":casefile", casefile);
	return read_rows(db, q, true, a, list, count, err);
}
