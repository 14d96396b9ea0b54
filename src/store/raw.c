#include "store/raw.h"

#include <stdlib.h>
#include <string.h>

static bool
bind_hex(sqlite3_stmt *st, int at, struct arena *a, const struct json *hex)
{
	size_t len = (hex->len - 2) / 2;
	void *bytes = arena_alloc(a, len + 1);

	return hash_from_hex(bytes, len, json_string(a, hex)) &&
	    sqlite3_bind_blob(st, at, bytes, (int)len, SQLITE_TRANSIENT) ==
	    SQLITE_OK;
}

bool
raw_bind(sqlite3_stmt *st, int at, struct arena *a, const struct json *v)
{
	struct json hex;
	int64_t number;

	switch (v->kind) {
	case JSON_NUMBER:
		if (json_int(v, &number))
			sqlite3_bind_int64(st, at, number);
		else
			sqlite3_bind_double(st, at,
			    strtod(json_raw(a, v), NULL));
		return true;
	case JSON_STRING:
		sqlite3_bind_text(st, at, json_string(a, v), -1,
		    SQLITE_TRANSIENT);
		return true;
	case JSON_OBJECT:
		if (json_find(v, "hex", &hex))
			return bind_hex(st, at, a, &hex);
		if (json_find(v, "sha256", &hex))
			return false;
		/* fallthrough */
	case JSON_ARRAY:
	case JSON_TRUE:
	case JSON_FALSE:
		raw_bind_json(st, at, v);
		return true;
	default:
		sqlite3_bind_null(st, at);
		return true;
	}
}

void
raw_bind_json(sqlite3_stmt *st, int at, const struct json *v)
{
	if (v == NULL || v->kind == JSON_NONE)
		sqlite3_bind_null(st, at);
	else
		sqlite3_bind_text(st, at, v->text, (int)v->len,
		    SQLITE_TRANSIENT);
}

bool
raw_run(struct db *db, sqlite3_stmt *st, int *changed, struct err *err)
{
	bool ok = st != NULL && own_run(&db->writer, st, err);

	*changed = ok ? sqlite3_changes(db->writer.sq) : 0;
	sqlite3_finalize(st);
	return ok;
}

static bool
refers(struct db *db, const char *tbl, const char *column, int64_t id,
    bool self)
{
	struct buf sql = {0};
	sqlite3_stmt *st;
	bool found;

	buf_addf(&sql, "SELECT 1 FROM \"%s\" WHERE \"%s\" = ?1%s LIMIT 1",
	    tbl, column, self ? " AND id <> ?1" : "");
	st = handle_prepare(&db->writer, CLASS_STORE, sql.data, NULL);
	buf_release(&sql);
	if (st == NULL)
		return false;
	sqlite3_bind_int64(st, 1, id);
	found = handle_step(&db->writer, CLASS_STORE, st) == SQLITE_ROW;
	sqlite3_finalize(st);
	return found;
}

bool
raw_referred(struct db *db, const char *tbl, int64_t id, struct buf *by)
{
	const char *from;
	sqlite3_stmt *st;
	bool found = false;

	st = handle_prepare(&db->writer, CLASS_STORE, "SELECT m.name, "
	    "f.\"from\" FROM sqlite_schema AS m "
	    "JOIN pragma_foreign_key_list(m.name) AS f "
	    "WHERE m.type = 'table' AND f.\"table\" = ?1", NULL);
	if (st == NULL)
		return false;
	sqlite3_bind_text(st, 1, tbl, -1, SQLITE_STATIC);
	while (!found &&
	    handle_step(&db->writer, CLASS_STORE, st) == SQLITE_ROW) {
		from = (const char *)sqlite3_column_text(st, 0);
		found = refers(db, from,
		    (const char *)sqlite3_column_text(st, 1), id,
		    strcmp(from, tbl) == 0);
		if (found)
			buf_adds(by, from);
	}
	sqlite3_finalize(st);
	return found;
}
