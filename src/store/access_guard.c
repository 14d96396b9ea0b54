/*
 * access_guard: the function by which the view of casefiles keeps back what is
 * tied by a guarding link to a record that one does not see: kept_back(id,
 * board, type); and, for the access lists, which casefiles stand behind one. A
 * guard may stand behind another: all those that can be reached must be seen,
 * each for itself, so that a ring of them hides nothing that its lists do not.
 * What no type of the board's kind guards costs a look at a short list. All of
 * it is the handle's own snapshot's, as the rest of access.c.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "store/handle.h"

void
access_guard_forget(struct access *a)
{
	size_t i;

	for (i = 0; i < a->guarded_count; i++)
		free(a->guarded[i].type);
	a->guarded_count = 0;
	a->guarded_loaded = false;
}

void
access_guard_release(struct access *a)
{
	access_guard_forget(a);
	free(a->guarded);
}

/* False when it can't be read. */
static bool
load_guarded(struct handle *h, struct access *a)
{
	sqlite3_stmt *st;
	int rc;

	if (a->guarded_loaded)
		return true;
	access_guard_forget(a);
	st = own(h, OWN_GUARDED, NULL);
	if (st == NULL)
		return false;
	while ((rc = handle_step(h, CLASS_STORE, st)) == SQLITE_ROW) {
		GROW(a->guarded, a->guarded_count, a->guarded_cap);
		a->guarded[a->guarded_count++] = (struct access_guarded){
			.board = sqlite3_column_int64(st, 0),
			.type = xstrdup((const char *)
			    sqlite3_column_text(st, 1))
		};
	}
	sqlite3_reset(st);
	a->guarded_loaded = rc == SQLITE_DONE;
	return a->guarded_loaded;
}

static int
compare(const struct access_guarded *g, int64_t board, const char *type)
{
	if (g->board != board)
		return g->board < board ? -1 : 1;
	return strcmp(g->type, type);
}

static bool
is_guarded(const struct access *a, int64_t board, const char *type)
{
	size_t from = 0, to = a->guarded_count;

	while (from < to) {
		size_t at = from + (to - from) / 2;
		int order = compare(&a->guarded[at], board, type);

		if (order == 0)
			return true;
		if (order < 0)
			from = at + 1;
		else
			to = at;
	}
	return false;
}

/* The ids that the statement finds for one, added to those that are there. */
static bool
read_ids(struct handle *h, enum own_id id, int64_t of, struct access_ids *out)
{
	sqlite3_stmt *st = own(h, id, NULL);
	size_t i;
	int rc;

	if (st == NULL)
		return false;
	sqlite3_bind_int64(st, 1, of);
	while ((rc = handle_step(h, CLASS_STORE, st)) == SQLITE_ROW) {
		int64_t found = sqlite3_column_int64(st, 0);

		for (i = 0; i < out->count && out->ids[i] != found; i++)
			;
		if (i < out->count)
			continue;
		GROW(out->ids, out->count, out->cap);
		out->ids[out->count++] = found;
	}
	sqlite3_reset(st);
	return rc == SQLITE_DONE;
}

bool
access_guard_behind(struct handle *h, int64_t casefile, struct access_ids *out)
{
	if (!load_guarded(h, &h->access))
		return false;
	return h->access.guarded_count == 0 ||
	    read_ids(h, OWN_GUARD_BEHIND, casefile, out);
}

/* Does the view show it, were it not for what guards it? */
static bool
is_open(struct handle *h, int64_t id)
{
	struct access *a = &h->access;
	struct access_seen *s = &a->open[(uint64_t)id & (ACCESS_OPEN - 1)];

	if (s->id != id || s->generation != a->generation) {
		a->alone = true;
		s->seen = access_sees(h, OWN_OPEN_CASEFILE, id);
		a->alone = false;
		s->id = id;
		s->generation = a->generation;
	}
	return s->seen;
}

/* What can't be read is kept back. */
static bool
is_kept_back(struct handle *h, int64_t id)
{
	struct access_ids all = {0};
	bool open = true;
	size_t i;

	GROW(all.ids, all.count, all.cap);
	all.ids[all.count++] = id;
	for (i = 0; i < all.count && open; i++)
		open = (i == 0 || is_open(h, all.ids[i])) &&
		    read_ids(h, OWN_GUARDS, all.ids[i], &all);
	free(all.ids);
	return !open;
}

static void
sql_kept_back(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	struct handle *h = sqlite3_user_data(ctx);
	struct access *a = &h->access;
	const char *type;
	bool kept;

	(void)argc;
	access_load(h);
	if (a->alone) {
		sqlite3_result_int(ctx, 0);
		return;
	}
	kept = !load_guarded(h, a);
	if (!kept && a->guarded_count > 0) {
		type = (const char *)sqlite3_value_text(argv[2]);
		kept = type == NULL || (is_guarded(a,
		    sqlite3_value_int64(argv[1]), type) &&
		    is_kept_back(h, sqlite3_value_int64(argv[0])));
	}
	sqlite3_result_int(ctx, kept);
}

bool
access_guard_register(struct handle *h, struct err *err)
{
	if (sqlite3_create_function_v2(h->sq, "kept_back", 3, SQLITE_UTF8 |
	    SQLITE_INNOCUOUS, h, sql_kept_back, NULL, NULL, NULL) != SQLITE_OK)
		return handle_fail(h, "The book can't be used", err);
	return true;
}
