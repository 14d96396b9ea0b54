#include "store/schema.h"

#include <string.h>

#include "base/buf.h"
#include "store/tables.h"

static bool
fail(sqlite3 *sq, const char *what, struct err *err)
{
	return err_set(err, ERR_SCHEMA, "The book's tables can't be made or "
	    "read (%s: %s). Nothing was changed.", what, sqlite3_errmsg(sq));
}

/* The triggers of one table, if the book has it yet. They name no columns:
 * rowchange.c knows the row. */
static bool
table_triggers(sqlite3 *sq, const char *tbl, struct err *err)
{
	static const char *const events[] = { "INSERT", "UPDATE", "DELETE" };
	struct buf sql = {0};
	bool ok = true;
	size_t i;

	if (sqlite3_table_column_metadata(sq, "main", tbl, "id", NULL, NULL,
	    NULL, NULL, NULL) != SQLITE_OK)
		return true;
	for (i = 0; ok && i < sizeof(events) / sizeof(events[0]); i++) {
		buf_clear(&sql);
		buf_addf(&sql, "CREATE TRIGGER rec_%s_%c AFTER %s ON %s\n"
		    "BEGIN SELECT record_event(); END", tbl,
		    events[i][0] | 0x20, events[i], tbl);
		ok = sqlite3_exec(sq, sql.data, NULL, NULL, NULL) ==
		    SQLITE_OK || fail(sq, tbl, err);
	}
	buf_release(&sql);
	return ok;
}

static bool
drop_triggers(sqlite3 *sq, struct err *err)
{
	struct buf sql = {0};
	sqlite3_stmt *st;
	bool ok;

	ok = sqlite3_prepare_v2(sq, "SELECT name FROM sqlite_schema "
	    "WHERE type = 'trigger' AND name GLOB 'rec_*'", -1, &st,
	    NULL) == SQLITE_OK;
	if (!ok)
		return fail(sq, "triggers", err);
	while (sqlite3_step(st) == SQLITE_ROW)
		buf_addf(&sql, "DROP TRIGGER \"%s\";",
		    (const char *)sqlite3_column_text(st, 0));
	sqlite3_finalize(st);
	if (sql.len > 0 && sqlite3_exec(sq, sql.data, NULL, NULL,
	    NULL) != SQLITE_OK)
		ok = fail(sq, "triggers", err);
	buf_release(&sql);
	return ok;
}

bool
schema_step_run(sqlite3 *sq, const struct schema_step *step, struct err *err)
{
	size_t i;

	if (sqlite3_exec(sq, step->text, NULL, NULL, NULL) != SQLITE_OK)
		return fail(sq, step->name, err);
	if (!drop_triggers(sq, err))
		return false;
	for (i = 0; i < recorded_count; i++)
		if (!table_triggers(sq, recorded_tables[i].tbl, err))
			return false;
	return true;
}

/* The shadow tables' own text is FTS5's business and differs between its
 * versions; that they are there, as tables, counts. */
bool
schema_hash(sqlite3 *sq, char hex[HASH_HEX], struct err *err)
{
	unsigned char sum[HASH_SIZE];
	struct buf text = {0};
	const char *value;
	struct quick_hash h;
	sqlite3_stmt *st;
	int i, rc;

	if (sqlite3_prepare_v2(sq, "SELECT type, name, tbl_name, sql "
	    "FROM sqlite_schema ORDER BY type, name", -1, &st,
	    NULL) != SQLITE_OK)
		return fail(sq, "schema", err);
	quick_hash_begin(&h);
	while ((rc = sqlite3_step(st)) == SQLITE_ROW) {
		for (i = 0; i < 4; i++) {
			value = (const char *)sqlite3_column_text(st, i);
			if (value == NULL || (i == 3 && table_is_shadow(
			    (const char *)sqlite3_column_text(st, 1))))
				value = "";
			quick_hash_add_field(&h, value,
			    strlen(value));
		}
	}
	sqlite3_finalize(st);
	if (rc != SQLITE_DONE)
		return fail(sq, "schema", err);
	quick_hash_end(&h, sum);
	hash_add_hex(&text, sum, sizeof(sum));
	memcpy(hex, text.data, HASH_HEX);
	buf_release(&text);
	return true;
}
