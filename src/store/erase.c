#include "store/erase.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "store/raw.h"
#include "store/stmt.h"
#include "store/tables.h"
#include "store/tx.h"

/* A reference of the schema: from a table's column to another table's id. */
struct reference {
	char *from, *column, *to;
	bool needed;		/* the column may not be null */
	sqlite3_stmt *st;	/* rows of from that refer to ?1 */
};

struct erasing {
	struct db *db;
	struct arena a;
	struct reference *refs;
	size_t ref_count, ref_cap;
	struct erase_row *rows;
	size_t count, cap;
};

static bool
load_references(struct erasing *e, struct err *err)
{
	struct handle *h = &e->db->writer;
	struct reference *r;
	sqlite3_stmt *st;
	int rc;

	st = handle_prepare(h, CLASS_STORE, "SELECT m.name, f.\"from\", "
	    "f.\"table\", t.\"notnull\" FROM sqlite_schema AS m "
	    "JOIN pragma_foreign_key_list(m.name) AS f "
	    "JOIN pragma_table_info(m.name) AS t ON t.name = f.\"from\" "
	    "WHERE m.type = 'table'", err);
	if (st == NULL)
		return false;
	while ((rc = handle_step(h, CLASS_STORE, st)) == SQLITE_ROW) {
		GROW(e->refs, e->ref_count, e->ref_cap);
		r = &e->refs[e->ref_count++];
		*r = (struct reference){
			.from = arena_strdup(&e->a,
			    (const char *)sqlite3_column_text(st, 0)),
			.column = arena_strdup(&e->a,
			    (const char *)sqlite3_column_text(st, 1)),
			.to = arena_strdup(&e->a,
			    (const char *)sqlite3_column_text(st, 2)),
			.needed = sqlite3_column_int(st, 3) != 0,
		};
	}
	sqlite3_finalize(st);
	return rc == SQLITE_DONE;
}

static void
release(struct erasing *e)
{
	size_t i;

	for (i = 0; i < e->ref_count; i++)
		sqlite3_finalize(e->refs[i].st);
	free(e->refs);
	free(e->rows);
	arena_release(&e->a);
}

static bool
has(const struct erasing *e, const char *tbl, int64_t row)
{
	size_t i;

	for (i = 0; i < e->count; i++)
		if (e->rows[i].row == row && strcmp(e->rows[i].tbl, tbl) == 0)
			return true;
	return false;
}

static void
add(struct erasing *e, const char *tbl, int64_t row)
{
	if (has(e, tbl, row))
		return;
	GROW(e->rows, e->count, e->cap);
	e->rows[e->count++] = (struct erase_row){
		.tbl = arena_strdup(&e->a, tbl), .row = row
	};
}

/* The rows that refer to ?1, ready to be stepped. */
static sqlite3_stmt *
referring(struct erasing *e, struct reference *r, int64_t row,
    struct err *err)
{
	struct buf sql = {0};

	if (r->st == NULL) {
		buf_addf(&sql, "SELECT id FROM \"%s\" WHERE \"%s\" = ?1",
		    r->from, r->column);
		r->st = handle_prepare(&e->db->writer, CLASS_STORE, sql.data,
		    err);
		buf_release(&sql);
	}
	if (r->st != NULL)
		sqlite3_bind_int64(r->st, 1, row);
	return r->st;
}

/* Run one of the store's statements with a table and a row, or a row alone,
 * as ?1 and ?2 or ?1. */
static bool
run(struct erasing *e, const char *sql, const char *tbl, int64_t row,
    struct err *err)
{
	sqlite3_stmt *st = handle_prepare(&e->db->writer, CLASS_STORE, sql,
	    err);
	int changed;

	if (st != NULL && tbl != NULL)
		sqlite3_bind_text(st, 2, tbl, -1, SQLITE_STATIC);
	if (st != NULL)
		sqlite3_bind_int64(st, 1, row);
	return raw_run(e->db, st, &changed, err);
}

/* What is not recorded and yet speaks of the row. */
static bool
forget_beside(struct erasing *e, const struct erase_row *r, struct err *err)
{
	if (strcmp(r->tbl, "subject") == 0)
		return run(e, "DELETE FROM match_key WHERE subject_id = ?1",
		    NULL, r->row, err);
	if (strcmp(r->tbl, "party") == 0)
		return run(e, "DELETE FROM draft WHERE casefile = "
		    "(SELECT casefile_id FROM party WHERE id = ?1)", NULL,
		    r->row, err);
	if (strcmp(r->tbl, "casefile") == 0)
		return run(e, "DELETE FROM draft WHERE casefile = ?1", NULL,
		    r->row, err);
	return true;
}

static bool
delete_row(struct erasing *e, const struct erase_row *r, struct err *err)
{
	struct buf sql = {0};
	bool ok;

	buf_addf(&sql, "DELETE FROM \"%s\" WHERE id = ?1", r->tbl);
	ok = forget_beside(e, r, err) && run(e, sql.data, NULL, r->row, err)
	    && run(e, "DELETE FROM event_payload WHERE seq IN "
	    "(SELECT seq FROM event WHERE tbl = ?2 AND row = ?1)", r->tbl,
	    r->row, err);
	buf_release(&sql);
	return ok;
}

/* Nothing that stays may refer to what goes. */
static bool
check_row(struct erasing *e, const struct erase_row *r, struct err *err)
{
	sqlite3_stmt *st;
	bool found;
	size_t i;

	for (i = 0; i < e->ref_count; i++) {
		if (strcmp(e->refs[i].to, r->tbl) != 0 ||
		    strcmp(e->refs[i].from, "match_key") == 0)
			continue;
		st = referring(e, &e->refs[i], r->row, err);
		if (st == NULL)
			return false;
		found = handle_step(&e->db->writer, CLASS_STORE, st) ==
		    SQLITE_ROW;
		sqlite3_reset(st);
		if (found)
			return err_set(err, ERR_CONFLICT, "It can't be "
			    "erased: an entry of %s that is to stay refers "
			    "to it. Nothing was erased.", e->refs[i].from);
	}
	return true;
}

/* References are looked at when all is gone, so the order does not matter. */
static bool
erase_rows(struct erasing *e, struct err *err)
{
	bool ok, silent = e->db->tx.silent;
	size_t i;

	ok = handle_exec(&e->db->writer, "PRAGMA defer_foreign_keys = ON",
	    err);
	e->db->tx.silent = true;
	for (i = 0; ok && i < e->count; i++)
		ok = delete_row(e, &e->rows[i], err);
	e->db->tx.silent = silent;
	for (i = 0; ok && i < e->count; i++)
		ok = check_row(e, &e->rows[i], err);
	if (!ok)
		e->db->tx.failed = true;
	return ok;
}

bool
db_erase(struct db *db, const struct erase_row *rows, size_t count,
    struct err *err)
{
	struct erasing e = { .db = db };
	size_t i;
	bool ok;

	if (!db->tx.open)
		bug("an erasure outside a transaction");
	for (i = 0; i < count; i++) {
		if (recorded_find(rows[i].tbl) == NULL)
			bug("%s is no table to erase from", rows[i].tbl);
		add(&e, rows[i].tbl, rows[i].row);
	}
	ok = load_references(&e, err) && erase_rows(&e, err);
	release(&e);
	return ok;
}

/* Every row that an event placed in the casefile, but meetings, which only had
 * it in hand, and people who are in another one as well; people who are in no
 * other, those who were taken out of it before and their names and numbers that
 * were taken away included; and reports kept with a meeting that counted it or
 * its actions, and texts of minutes that hold it, which go whole: of those the
 * version and its seal stay. */
static bool
collect_casefile(struct erasing *e, int64_t casefile, struct err *err)
{
	static const char sql[] =
		"WITH own (id) AS (SELECT subject_id FROM party AS p "
		"WHERE casefile_id = ?1 AND NOT EXISTS (SELECT 1 FROM party "
		"AS o WHERE o.subject_id = p.subject_id "
		"AND o.casefile_id <> ?1) "
		"UNION SELECT g.subject FROM (SELECT DISTINCT "
		"coalesce(p.after, p.before) ->> '$.subject_id' AS subject "
		"FROM event AS e JOIN event_payload AS p ON p.seq = e.seq "
		"WHERE e.casefile = ?1 AND e.tbl = 'party' "
		"AND e.op <> 'update') AS g "
		"WHERE EXISTS (SELECT 1 FROM subject AS s "
		"WHERE s.id = g.subject) AND NOT EXISTS (SELECT 1 "
		"FROM party AS o WHERE o.subject_id = g.subject)) "
		"SELECT DISTINCT tbl, row FROM event WHERE casefile = ?1 "
		"AND tbl NOT IN ('subject', 'alias', 'contact', 'meeting') "
		"UNION SELECT e.tbl, e.row FROM event AS e "
		"JOIN event_payload AS p ON p.seq = e.seq "
		"WHERE e.tbl IN ('alias', 'contact') AND e.op <> 'update' "
		"AND coalesce(p.after, p.before) ->> '$.subject_id' "
		"IN (SELECT id FROM own) "
		"UNION SELECT 'subject', id FROM own "
		"UNION SELECT 'alias', id FROM alias "
		"WHERE subject_id IN (SELECT id FROM own) "
		"UNION SELECT 'contact', id FROM contact "
		"WHERE subject_id IN (SELECT id FROM own) "
		"UNION SELECT 'snapshot', p.id FROM snapshot AS p WHERE EXISTS "
		"(SELECT 1 FROM json_each(p.sources, '$.casefile') AS u "
		"WHERE u.value = ?1) OR EXISTS "
		"(SELECT 1 FROM json_each(p.sources, '$.action') AS u "
		"JOIN action AS a ON a.id = u.value "
		"WHERE a.casefile_id = ?1) "
		"UNION SELECT k.tbl, k.id FROM edition AS e, ("
		"SELECT 'edition_text' AS tbl, id, edition_id "
		"FROM edition_text UNION ALL "
		"SELECT 'correction', id, edition_id FROM correction "
		"UNION ALL SELECT 'passage', id, edition_id FROM passage) AS k "
		"WHERE k.edition_id = e.id AND (EXISTS "
		"(SELECT 1 FROM json_each(e.sources, '$.casefile') AS u "
		"WHERE u.value = ?1) OR EXISTS "
		"(SELECT 1 FROM json_each(e.sources, '$.action') AS u "
		"JOIN action AS a ON a.id = u.value "
		"WHERE a.casefile_id = ?1))";
	sqlite3_stmt *st = handle_prepare(&e->db->writer, CLASS_STORE, sql,
	    err);
	int rc;

	if (st == NULL)
		return false;
	sqlite3_bind_int64(st, 1, casefile);
	while ((rc = handle_step(&e->db->writer, CLASS_STORE, st)) ==
	    SQLITE_ROW)
		add(e, (const char *)sqlite3_column_text(st, 0),
		    sqlite3_column_int64(st, 1));
	sqlite3_finalize(st);
	add(e, "casefile", casefile);
	return rc == SQLITE_DONE ||
	    handle_fail(&e->db->writer, "Nothing was erased", err);
}

/* Rows that can't be without one that goes: they go, too. */
static bool
collect_referring(struct erasing *e, struct err *err)
{
	sqlite3_stmt *st;
	size_t i, j;

	for (i = 0; i < e->count; i++)
		for (j = 0; j < e->ref_count; j++) {
			if (!e->refs[j].needed ||
			    strcmp(e->refs[j].to, e->rows[i].tbl) != 0 ||
			    strcmp(e->refs[j].from, "match_key") == 0)
				continue;
			st = referring(e, &e->refs[j], e->rows[i].row, err);
			if (st == NULL)
				return false;
			while (handle_step(&e->db->writer, CLASS_STORE, st) ==
			    SQLITE_ROW)
				add(e, e->refs[j].from,
				    sqlite3_column_int64(st, 0));
			sqlite3_reset(st);
		}
	return true;
}

/* What a casefile guards was hidden with it: where that one was closed to some,
 * the rows behind it are for those named alone from now on, so that nobody sees
 * them who did not. */
static bool
close_guarded(struct erasing *e, int64_t casefile, struct err *err)
{
	static const char sql[] =
		"WITH tie (id, guard) AS (SELECT l.casefile_id, l.other_id "
		"FROM casefile_link AS l "
		"CROSS JOIN casefile AS c ON c.id = l.casefile_id "
		"CROSS JOIN board AS b ON b.id = c.board_id "
		"CROSS JOIN link_guard AS g "
		"ON g.kind_version_id = b.kind_version_id "
		"AND g.type = c.type AND g.link = l.sort "
		"WHERE l.casefile_id = ?1 OR l.other_id = ?1) "
		"UPDATE casefile SET audience = 'list' "
		"WHERE audience <> 'list' "
		"AND id IN (SELECT id FROM tie WHERE guard = ?1) "
		"AND (EXISTS (SELECT 1 FROM tie WHERE id = ?1) "
		"OR EXISTS (SELECT 1 FROM casefile AS o "
		"WHERE o.id = ?1 AND o.audience = 'list') "
		"OR EXISTS (SELECT 1 FROM access AS x "
		"WHERE x.casefile_id = ?1 AND x.effect = 'deny'))";

	return run(e, sql, NULL, casefile, err);
}

bool
db_erase_casefile(struct db *db, int64_t casefile, struct err *err)
{
	struct erasing e = { .db = db };
	bool ok;

	if (!db->tx.open)
		bug("an erasure outside a transaction");
	ok = load_references(&e, err) && collect_casefile(&e, casefile, err)
	    && collect_referring(&e, err) && close_guarded(&e, casefile, err)
	    && erase_rows(&e, err);
	release(&e);
	return ok;
}

bool
db_erase_finish(struct db *db, struct err *err)
{
	bool ok;

	if (db->tx.open)
		bug("an erasure is finished after its commit");
	if (!db_begin(db, "erase-finish", err))
		return false;
	if (!handle_exec(&db->writer, "INSERT INTO search (search) "
	    "VALUES ('optimize')", err))
		return db_rollback(db);
	if (!db_commit(db, err) || !lock_take(&db->lock, db->wait_ms, err))
		return false;
	ok = wal_truncate(db, db->wait_ms);
	lock_give(&db->lock);
	return ok || err_set(err, ERR_BUSY, "The person is erased, but "
	    "another session was reading all the while, so old pages still "
	    "lie beside the book. Finish it when nobody is signed in.");
}
