/*
 * access_seen: the functions by which the views spare themselves a look at the
 * access lists for every row: denied(casefile) and denied_action(action), from
 * the few entries that keep the member out; sees_casefile(id), sees_item(id) and
 * sees_action(id), which ask those views by themselves and keep what they said;
 * and shown_casefile(id), shown_meeting(id), shown_item(id), shown_action(id),
 * which are the id where its view shows it and NULL where not, kept likewise (no
 * two records of a book have one id). All of it is the handle's own snapshot's:
 * dropped with the rights, and in a transaction at every change of a recorded
 * row.
 */
#include <stdlib.h>

#include "base/alloc.h"
#include "store/handle.h"

void
access_seen_forget(struct access *a)
{
	a->generation++;
	a->denied.count = a->denied_actions.count = 0;
	a->denied_loaded = false;
}

void
access_seen_release(struct access *a)
{
	free(a->denied.ids);
	free(a->denied_actions.ids);
}

static void
add_id(struct access_ids *list, int64_t id)
{
	GROW(list->ids, list->count, list->cap);
	list->ids[list->count++] = id;
}

static int
by_id(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static void
sort(struct access_ids *list)
{
	if (list->count > 1)
		qsort(list->ids, list->count, sizeof(*list->ids), by_id);
}

static bool
has(const struct access_ids *list, int64_t id)
{
	return list->count > 0 && bsearch(&id, list->ids, list->count,
	    sizeof(*list->ids), by_id) != NULL;
}

/* Whoever is kept out of a casefile is kept out of all that it guards, and of
 * what those guard in their turn. */
static bool
add_guarded(struct handle *h, struct access_ids *denied)
{
	struct access_ids last = {0}, next = {0};
	bool ok = true;
	size_t i;

	for (i = 0; i < denied->count; i++)
		add_id(&last, denied->ids[i]);
	while (ok && last.count > 0) {
		next.count = 0;
		for (i = 0; i < last.count && ok; i++)
			ok = access_guard_behind(h, last.ids[i], &next);
		last.count = 0;
		for (i = 0; i < next.count; i++)
			if (!has(denied, next.ids[i]))
				add_id(&last, next.ids[i]);
		for (i = 0; i < last.count; i++)
			add_id(denied, last.ids[i]);
		sort(denied);
	}
	free(next.ids);
	free(last.ids);
	return ok;
}

/* The entries of one member or agency. */
static bool
read_denied(struct handle *h, struct access *a, enum own_id id, int64_t of)
{
	sqlite3_stmt *st = own(h, id, NULL);
	int rc;

	if (st == NULL)
		return false;
	sqlite3_bind_int64(st, 1, of);
	while ((rc = handle_step(h, CLASS_STORE, st)) == SQLITE_ROW) {
		if (sqlite3_column_type(st, 0) != SQLITE_NULL)
			add_id(&a->denied, sqlite3_column_int64(st, 0));
		else
			add_id(&a->denied_actions,
			    sqlite3_column_int64(st, 1));
	}
	sqlite3_reset(st);
	return rc == SQLITE_DONE;
}

/* What the lists of h say of who is signed in. False when it can't be read. */
static bool
load(struct handle *h, const struct access *who)
{
	struct access *a = &h->access;
	size_t i;

	if (a->denied_loaded)
		return true;
	a->denied.count = a->denied_actions.count = 0;
	if (who->member && !read_denied(h, a, OWN_ACCESS_DENIED_MEMBER,
	    h->db->member))
		return false;
	for (i = 0; i < who->agency_count; i++)
		if (!read_denied(h, a, OWN_ACCESS_DENIED_AGENCY,
		    who->agencies[i]))
			return false;
	sort(&a->denied);
	sort(&a->denied_actions);
	a->denied_loaded = add_guarded(h, &a->denied);
	return a->denied_loaded;
}

/* What can't be read is denied. */
static bool
is_denied(struct handle *h, const struct access *who, int64_t id, bool action)
{
	return !load(h, who) || has(action ? &h->access.denied_actions :
	    &h->access.denied, id);
}

/* A past has lists of its own, too: of what is in the book no more. */
static void
answer_denied(sqlite3_context *ctx, sqlite3_value *of, bool action)
{
	struct handle *h = sqlite3_user_data(ctx);
	const struct access *who = access_load(h);
	int64_t id = sqlite3_value_int64(of);

	if (sqlite3_value_type(of) == SQLITE_NULL)
		sqlite3_result_int(ctx, 0);
	else
		sqlite3_result_int(ctx, is_denied(h, who, id, action) ||
		    (h->rights != NULL &&
		    is_denied(h->rights, who, id, action)));
}

static void
sql_denied(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	(void)argc;
	answer_denied(ctx, argv[0], false);
}

static void
sql_denied_action(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	(void)argc;
	answer_denied(ctx, argv[0], true);
}

static struct access_seen *
seen_of(struct handle *h, int64_t id)
{
	/* Rows of one table lie apart by whatever else was written between
	 * them: the last bits alone would say little. */
	uint64_t mixed = (uint64_t)id * UINT64_C(0x9e3779b97f4a7c15);

	return &h->access.seen[(mixed >> 32) & (ACCESS_SEEN - 1)];
}

static bool
is_kept(const struct handle *h, const struct access_seen *s, int64_t id)
{
	return s->id == id && s->generation == h->access.generation;
}

static void
keep_seen(struct handle *h, int64_t id, bool sees)
{
	*seen_of(h, id) = (struct access_seen){ .id = id,
		.generation = h->access.generation, .seen = sees };
}

bool
access_sees(struct handle *h, enum own_id own_id, int64_t id)
{
	sqlite3_stmt *st = own(h, own_id, NULL);
	bool seen;

	if (st == NULL)
		return false;
	sqlite3_bind_int64(st, 1, id);
	seen = handle_step(h, CLASS_STORE, st) == SQLITE_ROW;
	sqlite3_reset(st);
	return seen;
}

/* Does its view show it? Found before, or looked for now. */
static bool
sees(struct handle *h, enum own_id own_id, int64_t id)
{
	const struct access_seen *s = seen_of(h, id);

	if (id == 0)
		return false;
	if (!is_kept(h, s, id))
		keep_seen(h, id, access_sees(h, own_id, id));
	return s->seen;
}

static void
answer_sees(sqlite3_context *ctx, sqlite3_value *id, enum own_id own_id)
{
	sqlite3_result_int(ctx, sees(sqlite3_user_data(ctx), own_id,
	    sqlite3_value_int64(id)));
}

static void
sql_sees_casefile(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	(void)argc;
	answer_sees(ctx, argv[0], OWN_SEES_CASEFILE);
}

static void
sql_sees_item(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	(void)argc;
	answer_sees(ctx, argv[0], OWN_SEES_ITEM);
}

static void
sql_sees_action(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	(void)argc;
	answer_sees(ctx, argv[0], OWN_SEES_ACTION);
}

static void
answer_shown(sqlite3_context *ctx, sqlite3_value *of, enum own_id own_id)
{
	int64_t id = sqlite3_value_int64(of);

	if (sees(sqlite3_user_data(ctx), own_id, id))
		sqlite3_result_int64(ctx, id);
}

static void
sql_shown_casefile(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	(void)argc;
	answer_shown(ctx, argv[0], OWN_SEES_CASEFILE);
}

static void
sql_shown_meeting(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	(void)argc;
	answer_shown(ctx, argv[0], OWN_SEES_MEETING);
}

static void
sql_shown_item(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	(void)argc;
	answer_shown(ctx, argv[0], OWN_SEES_ITEM);
}

static void
sql_shown_action(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	(void)argc;
	answer_shown(ctx, argv[0], OWN_SEES_ACTION);
}

bool
access_seen_register(struct handle *h, struct err *err)
{
	static const struct {
		const char *name;
		int args, flags;
		void (*call)(sqlite3_context *, int, sqlite3_value **);
	} functions[] = {
		{ "denied", 1, SQLITE_DETERMINISTIC, sql_denied },
		{ "denied_action", 1, SQLITE_DETERMINISTIC,
		    sql_denied_action },
		{ "sees_casefile", 1, 0, sql_sees_casefile },
		{ "sees_item", 1, 0, sql_sees_item },
		{ "sees_action", 1, 0, sql_sees_action },
		{ "shown_casefile", 1, 0, sql_shown_casefile },
		{ "shown_meeting", 1, 0, sql_shown_meeting },
		{ "shown_item", 1, 0, sql_shown_item },
		{ "shown_action", 1, 0, sql_shown_action },
	};
	size_t i;

	for (i = 0; i < sizeof(functions) / sizeof(functions[0]); i++)
		if (sqlite3_create_function_v2(h->sq, functions[i].name,
		    functions[i].args, SQLITE_UTF8 | SQLITE_INNOCUOUS |
		    functions[i].flags, h, functions[i].call, NULL, NULL,
		    NULL) != SQLITE_OK)
			return handle_fail(h, "The book can't be used", err);
	return true;
}
