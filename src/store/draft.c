#include "store/draft.h"

#include "base/alloc.h"
#include "store/handle.h"
#include "store/tx.h"

/* Run q in the transaction at hand or in one of its own. */
static bool
run_small(struct db *db, const char *name, enum sql_id id,
    const struct draft *d, struct err *err)
{
	bool own_tx = !db_in_tx(db), ok;
	struct stmt *q;

	if (own_tx && !db_begin(db, name, err))
		return false;
	q = db_query(db, id, err);
	stmt_int(q, ":member", db_me(db));
	stmt_text(q, ":place", d->place);
	if (id == SQL_DRAFT_SAVE) {
		stmt_text(q, ":text", d->text);
		stmt_int(q, ":cursor", d->cursor);
		stmt_id(q, ":casefile", d->casefile);
		stmt_int(q, ":at", d->at);
	}
	ok = db_run(db, q, NULL, err);
	if (!own_tx)
		return ok;
	return ok ? db_commit(db, err) : db_rollback(db);
}

bool
draft_save(struct db *db, const char *place, const char *text, int64_t cursor,
    int64_t casefile, struct err *err)
{
	if (text == NULL || text[0] == '\0')
		return draft_drop(db, place, err);
	return run_small(db, "draft", SQL_DRAFT_SAVE, &(struct draft){
		.place = place, .text = text, .cursor = cursor,
		.casefile = casefile, .at = clock_now(db->clock)
	}, err);
}

static void
read_draft(struct stmt *q, struct arena *a, struct draft *d)
{
	*d = (struct draft){ .place = col_copy(q, 0, a),
	    .text = col_copy(q, 1, a), .cursor = col_int(q, 2),
	    .casefile = col_int(q, 3), .at = col_int(q, 4) };
}

bool
draft_load(struct db *db, const char *place, struct arena *a,
    struct draft *d, struct err *err)
{
	struct stmt *q = db_query(db, SQL_DRAFT_LOAD, err);

	*d = (struct draft){0};
	stmt_int(q, ":member", db_me(db));
	stmt_text(q, ":place", place);
	while (stmt_next(q, err))
		read_draft(q, a, d);
	return stmt_done(q);
}

/* Without a draft there is nothing to write, so no lock is taken. */
bool
draft_drop(struct db *db, const char *place, struct err *err)
{
	struct arena a = {0};
	struct draft d;
	bool ok = draft_load(db, place, &a, &d, err);

	if (ok && d.text != NULL)
		ok = run_small(db, "draft", SQL_DRAFT_DROP,
		    &(struct draft){ .place = place }, err);
	arena_release(&a);
	return ok;
}

bool
draft_list(struct db *db, struct arena *a, struct draft **drafts,
    size_t *count, struct err *err)
{
	struct stmt *q = db_query(db, SQL_DRAFT_LIST, err);
	struct draft *list = NULL;
	size_t n = 0, cap = 0;
	bool ok;

	stmt_int(q, ":member", db_me(db));
	while (stmt_next(q, err)) {
		GROW(list, n, cap);
		read_draft(q, a, &list[n++]);
	}
	ok = stmt_done(q);
	*count = n;
	*drafts = arena_array(a, n, sizeof(*list));
	if (n > 0)
		memcpy(*drafts, list, n * sizeof(*list));
	free(list);
	return ok;
}

bool
draft_count(struct db *db, int *count, struct err *err)
{
	struct stmt *q = db_query(db, SQL_DRAFT_COUNT, err);
	int64_t n = 0;
	bool ok;

	stmt_int(q, ":member", db_me(db));
	ok = db_one_int(db, q, &n, err);
	*count = (int)n;
	return ok;
}
