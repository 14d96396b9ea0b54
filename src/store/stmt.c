#include "store/stmt.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "store/handle.h"
#include "store/sqltext.h"

/* Let FTS5 connect its tables before a statement that the authorizer looks
 * at closely. */
static bool
connect_search(struct handle *h, const char *text, struct err *err)
{
	int64_t none;

	if (h->searched || strstr(text, "search") == NULL)
		return true;
	h->searched = handle_int(h, "SELECT count(*) FROM "
	    "(SELECT rowid FROM search LIMIT 0)", &none, err);
	return h->searched;
}

sqlite3_stmt *
stmt_prepare(struct handle *h, enum handle_class class, const char *text,
    struct err *err)
{
	sqlite3_stmt *st;

	if (sqltext_forges_view(text))
		bug("a table expression bears the name of a view: %s", text);
	if (!connect_search(h, text, err))
		return NULL;
	h->names_table = sqltext_names_table(text);
	h->preparing = true;
	h->saw_view = false;
	st = handle_prepare(h, class, text, err);
	h->preparing = h->names_table = false;
	return st;
}

static void
prepare(struct handle *h, struct stmt *q, struct err *err)
{
	const struct sql_entry *e = sql_entry(q->id);

	q->st = stmt_prepare(h, (enum handle_class)e->class, e->text, err);
	if (q->st == NULL) {
		err_wrap(err, "%s", e->name);
		return;
	}
	if (sqlite3_bind_parameter_count(q->st) > 63)
		bug("%s has too many parameters", e->name);
	if (e->class == SQL_CLASS_READ && !sqlite3_stmt_readonly(q->st))
		bug("%s is a READ that writes", e->name);
}

/* A free statement of this id on the handle: the kept one, or, while that is
 * in use, one more that stmt_done throws away. */
static struct stmt *
fetch(struct handle *h, enum sql_id id, struct err *err)
{
	struct stmt *q = h->stmts[id];

	if (q != NULL && !q->busy)
		return q;
	q = xcalloc(1, sizeof(*q));
	*q = (struct stmt){ .h = h, .id = id,
	    .cached = h->stmts[id] == NULL };
	prepare(h, q, err);
	if (q->st == NULL) {
		free(q);
		return NULL;
	}
	if (q->cached)
		h->stmts[id] = q;
	return q;
}

struct stmt *
db_query(struct db *db, enum sql_id id, struct err *err)
{
	const struct sql_entry *e = sql_entry(id);
	struct handle *h = handle_reading(db);
	struct stmt *q;

	if (e->class == SQL_CLASS_WRITE && !db->tx.open)
		bug("%s outside a transaction", e->name);
	if (!h->writer && h->open == 0 && !access_refresh(h, err))
		return NULL;
	q = fetch(h, id, err);
	if (q == NULL)
		return NULL;
	if (!h->writer && !sqlite3_stmt_readonly(q->st))
		bug("%s outside a transaction", e->name);
	q->busy = true;
	q->used = ++h->uses;
	q->begun = q->failed = false;
	q->bound = 0;
	h->open++;
	return q;
}

void
stmts_thin(struct handle *h, uint64_t recent)
{
	int i;

	for (i = 0; i < SQL_COUNT; i++) {
		if (h->stmts[i] == NULL || h->uses - h->stmts[i]->used < recent)
			continue;
		sqlite3_finalize(h->stmts[i]->st);
		free(h->stmts[i]);
		h->stmts[i] = NULL;
	}
}

void
stmts_free(struct handle *h)
{
	stmts_thin(h, 0);
}

/* The number of a parameter; a wrong name is a mistake in the program. */
static int
parameter(struct stmt *q, const char *name)
{
	int at = sqlite3_bind_parameter_index(q->st, name);

	if (at == 0)
		bug("%s has no parameter %s", sql_entry(q->id)->name, name);
	if (q->begun)
		bug("%s is running", sql_entry(q->id)->name);
	q->bound |= UINT64_C(1) << at;
	return at;
}

static void
bound(struct stmt *q, int rc)
{
	if (rc == SQLITE_NOMEM)
		bug("out of memory");
	if (rc != SQLITE_OK)
		q->failed = true;
}

void
stmt_int(struct stmt *q, const char *name, int64_t value)
{
	if (q != NULL)
		bound(q, sqlite3_bind_int64(q->st, parameter(q, name), value));
}

void
stmt_bool(struct stmt *q, const char *name, bool value)
{
	stmt_int(q, name, value);
}

void
stmt_real(struct stmt *q, const char *name, double value)
{
	if (q != NULL)
		bound(q, sqlite3_bind_double(q->st, parameter(q, name),
		    value));
}

void
stmt_text(struct stmt *q, const char *name, const char *value)
{
	if (value == NULL)
		stmt_null(q, name);
	else
		stmt_textn(q, name, value, strlen(value));
}

void
stmt_textn(struct stmt *q, const char *name, const char *value, size_t len)
{
	if (q != NULL)
		bound(q, sqlite3_bind_text64(q->st, parameter(q, name), value,
		    len, SQLITE_TRANSIENT, SQLITE_UTF8));
}

void
stmt_blob(struct stmt *q, const char *name, const void *value, size_t len)
{
	if (q != NULL)
		bound(q, sqlite3_bind_blob64(q->st, parameter(q, name), value,
		    len, SQLITE_TRANSIENT));
}

void
stmt_null(struct stmt *q, const char *name)
{
	if (q != NULL)
		bound(q, sqlite3_bind_null(q->st, parameter(q, name)));
}

void
stmt_id(struct stmt *q, const char *name, int64_t value)
{
	if (value == 0)
		stmt_null(q, name);
	else
		stmt_int(q, name, value);
}

/* Every parameter has a value, or the first step is a mistake. */
static void
check_bound(struct stmt *q)
{
	int i, count = sqlite3_bind_parameter_count(q->st);

	for (i = 1; i <= count; i++)
		if (!(q->bound & UINT64_C(1) << i))
			bug("%s runs without %s", sql_entry(q->id)->name,
			    sqlite3_bind_parameter_name(q->st, i));
}

bool
stmt_next(struct stmt *q, struct err *err)
{
	const struct sql_entry *e;
	int rc;

	if (q == NULL)
		return false;
	e = sql_entry(q->id);
	if (q->failed)
		return err_set(err, ERR_INPUT, "A text is too long to be "
		    "kept. Nothing was saved.");
	if (!q->begun)
		check_bound(q);
	q->begun = true;
	rc = handle_step(q->h, (enum handle_class)e->class, q->st);
	if (rc == SQLITE_ROW)
		return true;
	if (rc != SQLITE_DONE) {
		q->failed = true;
		handle_fail(q->h, sqlite3_stmt_readonly(q->st) ?
		    "The book can't be read" : "Nothing was saved", err);
	}
	return false;
}

static void
add_cost(struct stmt_cost *cost, sqlite3_stmt *st)
{
	cost->scan_steps += sqlite3_stmt_status(st,
	    SQLITE_STMTSTATUS_FULLSCAN_STEP, 1);
	cost->sorts += sqlite3_stmt_status(st, SQLITE_STMTSTATUS_SORT, 1);
	cost->auto_indexes += sqlite3_stmt_status(st,
	    SQLITE_STMTSTATUS_AUTOINDEX, 1);
}

bool
stmt_done(struct stmt *q)
{
	bool ok;

	if (q == NULL)
		return false;
	ok = !q->failed;
	q->h->open--;
	sqlite3_reset(q->st);
	add_cost(&q->h->cost, q->st);
	if (q->cached) {
		sqlite3_clear_bindings(q->st);
		q->busy = false;
	} else {
		sqlite3_finalize(q->st);
		free(q);
	}
	return ok;
}

bool
db_run(struct db *db, struct stmt *q, int *changed, struct err *err)
{
	if (changed != NULL)
		*changed = 0;
	if (q == NULL)
		return false;
	if (!db->tx.open)
		bug("%s outside a transaction", sql_entry(q->id)->name);
	while (stmt_next(q, err))
		;
	if (changed != NULL && !q->failed)
		*changed = sqlite3_changes(q->h->sq);
	return stmt_done(q);
}

bool
db_one_int(struct db *db, struct stmt *q, int64_t *value, struct err *err)
{
	bool found;

	(void)db;
	found = stmt_next(q, err);
	if (found)
		*value = col_int(q, 0);
	return stmt_done(q) && found;
}

int64_t
col_int(struct stmt *q, int i)
{
	return q == NULL ? 0 : sqlite3_column_int64(q->st, i);
}

bool
col_bool(struct stmt *q, int i)
{
	return col_int(q, i) != 0;
}

double
col_real(struct stmt *q, int i)
{
	return q == NULL ? 0 : sqlite3_column_double(q->st, i);
}

bool
col_null(struct stmt *q, int i)
{
	return q == NULL || sqlite3_column_type(q->st, i) == SQLITE_NULL;
}

const char *
col_text(struct stmt *q, int i)
{
	return q == NULL ? NULL : (const char *)sqlite3_column_text(q->st, i);
}

const char *
col_str(struct stmt *q, int i)
{
	const char *text = col_text(q, i);

	return text == NULL ? "" : text;
}

const void *
col_blob(struct stmt *q, int i, size_t *len)
{
	const void *data;

	*len = 0;
	if (q == NULL)
		return NULL;
	data = sqlite3_column_blob(q->st, i);
	*len = (size_t)sqlite3_column_bytes(q->st, i);
	return data;
}

char *
col_copy(struct stmt *q, int i, struct arena *a)
{
	return arena_strdup(a, col_text(q, i));
}

int
col_count(struct stmt *q)
{
	return q == NULL ? 0 : sqlite3_column_count(q->st);
}

const char *
col_name(struct stmt *q, int i)
{
	return q == NULL ? "" : sqlite3_column_name(q->st, i);
}

void
db_cost(struct db *db, struct stmt_cost *cost)
{
	const struct stmt_cost *r = &db->reader.cost, *w = &db->writer.cost;

	*cost = (struct stmt_cost){
		.scan_steps = r->scan_steps + w->scan_steps,
		.sorts = r->sorts + w->sorts,
		.auto_indexes = r->auto_indexes + w->auto_indexes,
	};
	db->reader.cost = db->writer.cost = (struct stmt_cost){0};
}
