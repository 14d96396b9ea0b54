/*
 * search: keeps the full-text index in step, in the transaction of the
 * command that changed the words. During the command it only notes which rows
 * were touched; before the commit their entries are made again, and what is
 * the same is left alone.
 */
#include "store/search_specs.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "store/handle.h"

/* Pages of the index that a commit merges, and one more for so many texts: what
 * an import has left is not for the next one who types to merge. */
#define MERGE_PAGES 16
#define MERGE_TEXTS 4

/* An entry as the record has it now. */
struct entry {
	const char *part, *text, *right;
	int64_t casefile, meeting, board;
	bool kept;
};

static size_t
spec_of(const char *tbl)
{
	size_t i;

	for (i = 0; i < search_spec_count; i++)
		if (strcmp(search_specs[i].tbl, tbl) == 0)
			break;
	return i;
}

static uint32_t *
slot_of(struct tx *tx, const char *tbl, int64_t row)
{
	uint64_t hash = (uint64_t)row * UINT64_C(0x9E3779B97F4A7C15) ^
	    (uint64_t)(uintptr_t)tbl;
	size_t at = (hash ^ hash >> 32) & (tx->slot_count - 1);
	const struct touched *t;

	for (; tx->slots[at] != 0; at = (at + 1) & (tx->slot_count - 1)) {
		t = &tx->touched[tx->slots[at] - 1];
		if (t->row == row && t->tbl == tbl)
			break;
	}
	return &tx->slots[at];
}

static void
grow_slots(struct tx *tx)
{
	size_t i;

	if (tx->touched_count * 2 < tx->slot_count)
		return;
	free(tx->slots);
	tx->slot_count = tx->slot_count == 0 ? 64 : tx->slot_count * 4;
	tx->slots = xcalloc(tx->slot_count, sizeof(*tx->slots));
	for (i = 0; i < tx->touched_count; i++)
		*slot_of(tx, tx->touched[i].tbl, tx->touched[i].row) =
		    (uint32_t)(i + 1);
}

/* tbl is one of the names in search_specs, compared by its address. */
static void
note(struct tx *tx, const char *tbl, int64_t row, int64_t casefile,
    bool fresh)
{
	uint32_t *slot;

	grow_slots(tx);
	slot = slot_of(tx, tbl, row);
	if (*slot != 0)
		return;
	GROW(tx->touched, tx->touched_count, tx->touched_cap);
	tx->touched[tx->touched_count++] = (struct touched){
		.tbl = tbl, .row = row, .casefile = casefile,
		.fresh = fresh
	};
	*slot = (uint32_t)tx->touched_count;
}

void
search_touch(struct db *db, const char *tbl, int64_t row, int64_t casefile,
    bool fresh)
{
	size_t i = spec_of(tbl);

	if (i < search_spec_count)
		note(&db->tx, search_specs[i].tbl, row, casefile, fresh);
}

void
search_forget(struct db *db)
{
	free(db->tx.touched);
	free(db->tx.slots);
	db->tx.touched = NULL;
	db->tx.slots = NULL;
	db->tx.touched_count = db->tx.touched_cap = db->tx.slot_count = 0;
}

void
search_close(struct handle *h)
{
	size_t i;

	if (h->search == NULL)
		return;
	for (i = 0; i < search_spec_count + search_follow_count; i++)
		sqlite3_finalize(h->search[i]);
	free(h->search);
	h->search = NULL;
}

static sqlite3_stmt *
statement(struct handle *h, size_t at, const char *text, struct err *err)
{
	if (h->search == NULL)
		h->search = xcalloc(search_spec_count + search_follow_count,
		    sizeof(*h->search));
	if (h->search[at] == NULL)
		h->search[at] = handle_prepare(h, CLASS_STORE, text, err);
	return h->search[at];
}

static const char *
copy(sqlite3_stmt *st, int i, struct arena *a)
{
	const char *text = (const char *)sqlite3_column_text(st, i);

	return arena_strdup(a, text == NULL ? "" : text);
}

static bool
is_blank(const char *text)
{
	return text[strspn(text, " ")] == '\0';
}

/* The entries a record has now. */
static bool
read_entries(struct handle *h, const struct touched *t, struct arena *a,
    struct entry **entries, size_t *count, struct err *err)
{
	size_t cap = 0, spec = spec_of(t->tbl);
	struct entry e;
	sqlite3_stmt *st;
	int rc;

	st = statement(h, spec, search_specs[spec].entries, err);
	if (st == NULL)
		return false;
	sqlite3_bind_int64(st, 1, t->row);
	while ((rc = handle_step(h, CLASS_STORE, st)) == SQLITE_ROW) {
		e = (struct entry){
			.part = copy(st, 0, a), .text = copy(st, 1, a),
			.casefile = sqlite3_column_int64(st, 2),
			.meeting = sqlite3_column_int64(st, 3),
			.board = sqlite3_column_int64(st, 4),
			.right = copy(st, 5, a)
		};
		if (is_blank(e.text))
			continue;
		GROW(*entries, *count, cap);
		(*entries)[(*count)++] = e;
	}
	sqlite3_reset(st);
	return rc == SQLITE_DONE ||
	    handle_fail(h, "Nothing was saved", err);
}

static void
bind_id(sqlite3_stmt *st, int at, int64_t id)
{
	if (id == 0)
		sqlite3_bind_null(st, at);
	else
		sqlite3_bind_int64(st, at, id);
}

static bool
set_text(struct handle *h, enum own_id id, int64_t doc, const char *text,
    struct err *err)
{
	sqlite3_stmt *st = own(h, id, err);

	if (st == NULL)
		return false;
	h->texts_changed++;
	sqlite3_bind_int64(st, 1, doc);
	sqlite3_bind_text(st, 2, text, -1, SQLITE_STATIC);
	return own_run(h, st, err);
}

static bool
drop(struct handle *h, int64_t doc, struct err *err)
{
	sqlite3_stmt *text = own(h, OWN_TEXT_DROP, err);
	sqlite3_stmt *st = own(h, OWN_DOC_DROP, err);

	if (text == NULL || st == NULL)
		return false;
	h->texts_changed++;
	sqlite3_bind_int64(text, 1, doc);
	sqlite3_bind_int64(st, 1, doc);
	return own_run(h, text, err) && own_run(h, st, err);
}

/* True in *same when the indexed text is this one. */
static bool
compare(struct handle *h, int64_t doc, const char *text, bool *same,
    struct err *err)
{
	sqlite3_stmt *st = own(h, OWN_TEXT_GET, err);
	const char *value;
	int rc;

	*same = false;
	if (st == NULL)
		return false;
	sqlite3_bind_int64(st, 1, doc);
	rc = handle_step(h, CLASS_STORE, st);
	if (rc == SQLITE_ROW) {
		value = (const char *)sqlite3_column_text(st, 0);
		*same = value != NULL && strcmp(value, text) == 0;
	}
	sqlite3_reset(st);
	return rc == SQLITE_ROW || rc == SQLITE_DONE ||
	    handle_fail(h, "Nothing was saved", err);
}

static bool
keep(struct handle *h, int64_t doc, struct entry *e, struct err *err)
{
	sqlite3_stmt *st = own(h, OWN_DOC_SET, err);
	bool same;

	e->kept = true;
	if (st == NULL || !compare(h, doc, e->text, &same, err))
		return false;
	sqlite3_bind_int64(st, 1, doc);
	bind_id(st, 2, e->casefile);
	bind_id(st, 3, e->meeting);
	bind_id(st, 4, e->board);
	sqlite3_bind_text(st, 5, e->right, -1, SQLITE_STATIC);
	return own_run(h, st, err) &&
	    (same || set_text(h, OWN_TEXT_SET, doc, e->text, err));
}

static bool
add(struct handle *h, const struct touched *t, const struct entry *e,
    struct err *err)
{
	sqlite3_stmt *st = own(h, OWN_DOC_ADD, err);

	if (st == NULL)
		return false;
	sqlite3_bind_text(st, 1, t->tbl, -1, SQLITE_STATIC);
	sqlite3_bind_int64(st, 2, t->row);
	sqlite3_bind_text(st, 3, e->part, -1, SQLITE_STATIC);
	bind_id(st, 4, e->casefile);
	bind_id(st, 5, e->meeting);
	bind_id(st, 6, e->board);
	sqlite3_bind_text(st, 7, e->right, -1, SQLITE_STATIC);
	return own_run(h, st, err) && set_text(h, OWN_TEXT_ADD,
	    sqlite3_last_insert_rowid(h->sq), e->text, err);
}

static struct entry *
find(struct entry *entries, size_t count, const char *part)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (strcmp(entries[i].part, part) == 0)
			return &entries[i];
	return NULL;
}

/* The entries that the index has: each is kept, changed or dropped. */
static bool
settle_old(struct handle *h, const struct touched *t, struct entry *entries,
    size_t count, struct err *err)
{
	sqlite3_stmt *st = own(h, OWN_DOC_LIST, err);
	int64_t *drops = NULL;
	size_t n = 0, cap = 0, i;
	struct entry *e;
	bool ok = st != NULL;

	if (!ok)
		return false;
	sqlite3_bind_text(st, 1, t->tbl, -1, SQLITE_STATIC);
	sqlite3_bind_int64(st, 2, t->row);
	while (ok && handle_step(h, CLASS_STORE, st) == SQLITE_ROW) {
		e = find(entries, count,
		    (const char *)sqlite3_column_text(st, 1));
		if (e != NULL) {
			ok = keep(h, sqlite3_column_int64(st, 0), e, err);
			continue;
		}
		GROW(drops, n, cap);
		drops[n++] = sqlite3_column_int64(st, 0);
	}
	sqlite3_reset(st);
	for (i = 0; ok && i < n; i++)
		ok = drop(h, drops[i], err);
	free(drops);
	return ok;
}

static bool
index_row(struct handle *h, const struct touched *t, struct arena *a,
    struct err *err)
{
	struct entry *entries = NULL;
	size_t count = 0, i;
	bool ok;

	ok = read_entries(h, t, a, &entries, &count, err) &&
	    (t->fresh || settle_old(h, t, entries, count, err));
	for (i = 0; ok && i < count; i++)
		if (!entries[i].kept)
			ok = add(h, t, &entries[i], err);
	free(entries);
	return ok;
}

/* Note the rows of other tables that change with this one. */
static bool
follow(struct db *db, const struct touched *t, struct err *err)
{
	const struct touched at = *t;	/* the list may move */
	struct handle *h = &db->writer;
	const struct search_follow *f;
	sqlite3_stmt *st;
	size_t i;
	int rc;

	for (i = 0; i < search_follow_count; i++) {
		f = &search_follows[i];
		if (strcmp(f->tbl, at.tbl) != 0)
			continue;
		st = statement(h, search_spec_count + i, f->rows, err);
		if (st == NULL)
			return false;
		sqlite3_bind_int64(st, 1, at.row);
		sqlite3_bind_int64(st, 2, at.casefile);
		while ((rc = handle_step(h, CLASS_STORE, st)) == SQLITE_ROW)
			search_touch(db, f->to, sqlite3_column_int64(st, 0),
			    at.casefile, false);
		sqlite3_reset(st);
		if (rc != SQLITE_DONE)
			return handle_fail(h, "Nothing was saved", err);
	}
	return true;
}

/* FTS5's own merging does nothing for sixty writes and then so much that one
 * of them waits for it. Here each bears its share, a few pages, and whoever
 * brings much bears more; what is left then is merged when a level is full
 * (crisismerge). */
static bool
merge(struct db *db, struct err *err)
{
	sqlite3_stmt *st;

	if (db->writer.texts_changed == 0)
		return true;
	st = own(&db->writer, OWN_TEXT_MERGE, err);
	if (st == NULL)
		return false;
	sqlite3_bind_int64(st, 1, MERGE_PAGES +
	    db->writer.texts_changed / MERGE_TEXTS);
	return own_run(&db->writer, st, err);
}

bool
search_update(struct db *db, struct err *err)
{
	struct arena a = {0};
	size_t i;
	bool ok = true;

	db->writer.texts_changed = 0;
	/* The list grows while it is walked. */
	for (i = 0; ok && i < db->tx.touched_count; i++)
		ok = follow(db, &db->tx.touched[i], err);
	for (i = 0; ok && i < db->tx.touched_count; i++) {
		arena_reset(&a);
		ok = index_row(&db->writer, &db->tx.touched[i], &a, err);
	}
	arena_release(&a);
	return ok && merge(db, err);
}
