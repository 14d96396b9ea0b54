#include "store/schema.h"

#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "store/tables.h"

static bool
fail(sqlite3 *sq, const char *what, struct err *err)
{
	return err_set(err, ERR_SCHEMA, "The book's tables can't be made or "
	    "read (%s: %s). Nothing was changed.", what, sqlite3_errmsg(sq));
}

/* The expression (NULL: none) with "@" as row ("NEW", "OLD"). */
static void
add_expression(struct buf *b, const char *expression, const char *row)
{
	if (expression == NULL)
		expression = "NULL";
	for (; *expression != '\0'; expression++) {
		if (*expression == '@')
			buf_adds(b, row);
		else
			buf_addc(b, *expression);
	}
}

/* One trigger. The function gets the table, what happened, the row's id, its
 * casefile, meeting, other casefile and action, then the columns but id in their order; of an update
 * each as it was and as it is. */
static bool
add_trigger(sqlite3 *sq, const struct recorded *r, char op,
    char *const *columns, size_t count, struct err *err)
{
	const char *event = op == 'i' ? "INSERT" : op == 'u' ? "UPDATE" :
	    "DELETE";
	const char *row = op == 'd' ? "OLD" : "NEW";
	struct buf sql = {0};
	bool ok, unknown;
	size_t i;

	buf_addf(&sql, "CREATE TRIGGER rec_%s_%c AFTER %s ON %s\nBEGIN\n"
	    "\tSELECT record_event('%s', '%c', %s.id, ", r->tbl, op, event,
	    r->tbl, r->tbl, op, row);
	unknown = (r->later && op == 'i') || (r->moves && op != 'u');
	add_expression(&sql, unknown ? NULL : r->casefile, row);
	buf_adds(&sql, ", ");
	add_expression(&sql, r->meeting, row);
	buf_adds(&sql, ", ");
	add_expression(&sql, r->other, row);
	buf_adds(&sql, ", ");
	add_expression(&sql, r->action, row);
	for (i = 0; i < count; i++) {
		if (op == 'u')
			buf_addf(&sql, ", OLD.\"%s\"", columns[i]);
		buf_addf(&sql, ", %s.\"%s\"", row, columns[i]);
	}
	buf_adds(&sql, ");\nEND");
	ok = sqlite3_exec(sq, sql.data, NULL, NULL, NULL) == SQLITE_OK;
	if (!ok)
		fail(sq, r->tbl, err);
	buf_release(&sql);
	return ok;
}

/* The triggers of one table, if the book has it yet. */
static bool
table_triggers(sqlite3 *sq, const struct recorded *r, struct err *err)
{
	char **columns = NULL;
	size_t count = 0, cap = 0, i;
	sqlite3_stmt *st;
	bool ok;

	ok = sqlite3_prepare_v2(sq, "SELECT name FROM pragma_table_info(?1) "
	    "WHERE name <> 'id' ORDER BY cid", -1, &st, NULL) == SQLITE_OK;
	if (!ok)
		return fail(sq, r->tbl, err);
	sqlite3_bind_text(st, 1, r->tbl, -1, SQLITE_STATIC);
	while (sqlite3_step(st) == SQLITE_ROW) {
		GROW(columns, count, cap);
		columns[count++] =
		    xstrdup((const char *)sqlite3_column_text(st, 0));
	}
	sqlite3_finalize(st);
	if (count > 0)
		ok = add_trigger(sq, r, 'i', columns, count, err) &&
		    add_trigger(sq, r, 'u', columns, count, err) &&
		    add_trigger(sq, r, 'd', columns, count, err);
	for (i = 0; i < count; i++)
		free(columns[i]);
	free(columns);
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
		if (!table_triggers(sq, &recorded_tables[i], err))
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
