#include "store/undo.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "store/raw.h"
#include "store/stmt.h"
#include "store/tx.h"
#include "store/watch.h"

/* How far back the last command is looked for, in events. */
enum { LOOK_BACK = 10000 };

/* A command, by its first event. */
struct done {
	int64_t command, undoes, member, at, row, casefile, meeting;
	int64_t action, contribution;
	char *name, *tbl;
};

/* The command that event seq belongs to; d->command 0 when there is none. */
static bool
read_done(struct db *db, int64_t seq, struct arena *a, struct done *d,
    struct err *err)
{
	struct stmt *q = db_query(db, SQL_UNDO_COMMAND, err);

	*d = (struct done){0};
	stmt_int(q, ":seq", seq);
	while (stmt_next(q, err))
		*d = (struct done){
			.command = col_int(q, 0), .undoes = col_int(q, 1),
			.name = col_copy(q, 2, a), .member = col_int(q, 3),
			.at = col_int(q, 4), .tbl = col_copy(q, 5, a),
			.row = col_int(q, 6), .casefile = col_int(q, 7),
			.meeting = col_int(q, 8), .action = col_int(q, 9),
			.contribution = col_int(q, 10)
		};
	return stmt_done(q);
}

/* True when some later command takes this one back. */
static bool
is_undone(struct db *db, int64_t command, bool *undone, struct err *err)
{
	struct stmt *q = db_query(db, SQL_UNDO_DONE, err);

	*undone = false;
	stmt_int(q, ":command", command);
	while (stmt_next(q, err))
		*undone = true;
	return stmt_done(q);
}

/* Follow d to the command that it takes back, or takes back taking back, …;
 * *odd: what d does is undone work. */
static bool
read_root(struct db *db, const struct done *d, struct arena *a,
    struct done *root, bool *odd, struct err *err)
{
	*root = *d;
	*odd = false;
	while (root->undoes != 0) {
		if (!read_done(db, root->undoes, a, root, err))
			return false;
		*odd = !*odd;
	}
	return true;
}

static bool
is_listed(const char *name, const char *const *names)
{
	for (; names != NULL && *names != NULL; names++)
		if (strcmp(name, *names) == 0)
			return true;
	return false;
}

/* ---- the inverse of one event ---------------------------------------- */

struct inverse {
	struct db *db;
	struct arena a;
	const char *tbl;
	int64_t row;
	struct json before, after;
	struct buf sql;
	bool visible;		/* the table has a view to name the row by */
};

static bool
changed_since(struct inverse *v, struct err *err)
{
	return err_set(err, ERR_CONFLICT, "It can't be taken back: what it "
	    "left in %s has been changed since. Nothing was changed now.",
	    v->tbl);
}

static void
add_row_guard(struct inverse *v)
{
	buf_adds(&v->sql, " WHERE id = ?1");
	if (v->visible)
		buf_addf(&v->sql, " AND id IN (SELECT id FROM "
		    "\"visible_%s\" WHERE id = ?1)", v->tbl);
}

static sqlite3_stmt *
prepare(struct inverse *v, struct err *err)
{
	sqlite3_stmt *st = handle_prepare(&v->db->writer, CLASS_STORE,
	    v->sql.data, err);

	if (st != NULL)
		sqlite3_bind_int64(st, 1, v->row);
	return st;
}

/* Bind the values of an object from ?at on, answers left out or as text. */
static bool
bind_all(struct inverse *v, sqlite3_stmt *st, int at, const struct json *from,
    bool answers)
{
	struct json key, value;
	struct json_walk w;

	json_open(&w, from);
	while (json_next(&w, &key, &value)) {
		if (!json_is(&key, "answers")) {
			if (!raw_bind(st, at++, &v->a, &value))
				return false;
		} else if (answers) {
			raw_bind_json(st, at++, &value);
		}
	}
	return true;
}

static bool
run_one(struct inverse *v, sqlite3_stmt *st, bool ready, struct err *err)
{
	int changed;

	if (st != NULL && !ready) {
		sqlite3_finalize(st);
		return err_set(err, ERR_INPUT, "It can't be taken back: a "
		    "document it changed is not kept in the record.");
	}
	if (!raw_run(v->db, st, &changed, err))
		return false;
	return changed == 1 || changed_since(v, err);
}

/* The columns of the table, each told whether the event has it. */
static bool
add_columns_guard(struct inverse *v, int at)
{
	struct json value;
	sqlite3_stmt *st;
	const char *name;

	st = handle_prepare(&v->db->writer, CLASS_STORE, "SELECT name FROM "
	    "pragma_table_info(?1) WHERE name <> 'id' ORDER BY cid", NULL);
	if (st == NULL)
		return false;
	sqlite3_bind_text(st, 1, v->tbl, -1, SQLITE_STATIC);
	while (handle_step(&v->db->writer, CLASS_STORE, st) == SQLITE_ROW) {
		name = (const char *)sqlite3_column_text(st, 0);
		if (json_find(&v->after, name, &value))
			buf_addf(&v->sql, " AND \"%s\" IS ?%d", name, at++);
		else if (strcmp(name, "answers") == 0)
			buf_adds(&v->sql, " AND answers = '{}'");
		else
			buf_addf(&v->sql, " AND \"%s\" IS NULL", name);
	}
	sqlite3_finalize(st);
	return true;
}

/* The event's columns stand in the table's order, so one count binds them. */
static bool
take_out(struct inverse *v, struct err *err)
{
	struct buf by = {0};
	sqlite3_stmt *st;
	bool ok;

	if (raw_referred(v->db, v->tbl, v->row, &by)) {
		err_set(err, ERR_CONFLICT, "It can't be taken back: later "
		    "work (%s) stands on it. Take that back first.", by.data);
		buf_release(&by);
		return false;
	}
	buf_addf(&v->sql, "DELETE FROM \"%s\"", v->tbl);
	add_row_guard(v);
	ok = add_columns_guard(v, 2);
	st = ok ? prepare(v, err) : NULL;
	return run_one(v, st, st != NULL &&
	    bind_all(v, st, 2, &v->after, true), err);
}

static bool
put_back(struct inverse *v, struct err *err)
{
	struct json key, value;
	struct json_walk w;
	sqlite3_stmt *st;
	size_t i, count = json_count(&v->before);

	buf_addf(&v->sql, "INSERT INTO \"%s\" (id", v->tbl);
	json_open(&w, &v->before);
	while (json_next(&w, &key, &value))
		buf_addf(&v->sql, ", \"%s\"", json_string(&v->a, &key));
	buf_adds(&v->sql, ") VALUES (?1");
	for (i = 0; i < count; i++)
		buf_addf(&v->sql, ", ?%zu", i + 2);
	buf_addc(&v->sql, ')');
	st = prepare(v, err);
	return run_one(v, st, st != NULL &&
	    bind_all(v, st, 2, &v->before, true), err);
}

static bool
columns_back(struct inverse *v, struct err *err)
{
	struct json key, value;
	struct json_walk w;
	sqlite3_stmt *st;
	int at = 2;

	buf_addf(&v->sql, "UPDATE \"%s\" SET", v->tbl);
	json_open(&w, &v->before);
	while (json_next(&w, &key, &value))
		if (!json_is(&key, "answers")) {
			buf_addf(&v->sql, "%s \"%s\" = ?%d",
			    at > 2 ? "," : "", json_string(&v->a, &key), at);
			at++;
		}
	if (at == 2)
		return true;
	add_row_guard(v);
	json_open(&w, &v->after);
	for (int to = at; json_next(&w, &key, &value); )
		if (!json_is(&key, "answers"))
			buf_addf(&v->sql, " AND \"%s\" IS ?%d",
			    json_string(&v->a, &key), to++);
	st = prepare(v, err);
	return run_one(v, st, st != NULL &&
	    bind_all(v, st, 2, &v->before, false) &&
	    bind_all(v, st, at, &v->after, false), err);
}

static bool
answer_back(struct inverse *v, const struct json *key,
    const struct json *before, const struct json *after, struct err *err)
{
	sqlite3_stmt *st;

	buf_clear(&v->sql);
	buf_addf(&v->sql, "UPDATE \"%s\" SET answers = "
	    "CASE WHEN ?3 IS NULL THEN json_remove(answers, ?2) "
	    "ELSE json_set(answers, ?2, json(?3)) END", v->tbl);
	add_row_guard(v);
	buf_adds(&v->sql, " AND (answers -> ?2) IS json(?4)");
	st = prepare(v, err);
	if (st != NULL) {
		sqlite3_bind_text(st, 2, arena_printf(&v->a, "$.%.*s",
		    (int)key->len, key->text), -1, SQLITE_TRANSIENT);
		raw_bind_json(st, 3, before);
		raw_bind_json(st, 4, after);
	}
	return run_one(v, st, true, err);
}

/* Each answer that the event changed, added or took away. */
static bool
answers_back(struct inverse *v, struct err *err)
{
	struct json before, after, key, value, other;
	struct json_walk w;

	json_find(&v->before, "answers", &before);
	json_find(&v->after, "answers", &after);
	json_open(&w, &after);
	while (json_next(&w, &key, &value)) {
		json_find(&before, json_string(&v->a, &key), &other);
		if (!answer_back(v, &key, &other, &value, err))
			return false;
	}
	json_open(&w, &before);
	while (json_next(&w, &key, &value))
		if (!json_find(&after, json_string(&v->a, &key), &other) &&
		    !answer_back(v, &key, &value, NULL, err))
			return false;
	return true;
}

static bool
has_view(struct db *db, const char *tbl)
{
	sqlite3_stmt *st;
	bool found;

	st = handle_prepare(&db->writer, CLASS_STORE, "SELECT 1 FROM "
	    "sqlite_schema WHERE type = 'view' AND name = 'visible_' || ?1",
	    NULL);
	if (st == NULL)
		return false;
	sqlite3_bind_text(st, 1, tbl, -1, SQLITE_STATIC);
	found = handle_step(&db->writer, CLASS_STORE, st) == SQLITE_ROW;
	sqlite3_finalize(st);
	return found;
}

static bool
invert(struct inverse *v, const char *op, const char *before,
    const char *after, struct err *err)
{
	buf_clear(&v->sql);
	/* One who came in with a place in a casefile is seen through it, and
	 * that went first; what the guard compares is one's own work. */
	v->visible = has_view(v->db, v->tbl) &&
	    !(op[0] == 'i' && strcmp(v->tbl, "subject") == 0);
	json_parse(before, strlen(before), &v->before);
	json_parse(after, strlen(after), &v->after);
	switch (op[0]) {
	case 'i':
		return take_out(v, err);
	case 'd':
		return put_back(v, err);
	default:
		return columns_back(v, err) && answers_back(v, err);
	}
}

/* ---- the whole command ------------------------------------------------ */

static bool
may_undo(struct db *db, const struct done *d, const char *const *never,
    struct err *err)
{
	struct arena a = {0};
	struct done root;
	bool odd, undone, ok;

	if (d->command == 0)
		return err_set(err, ERR_INPUT, "There is no such command to "
		    "take back.");
	if (d->member != db_me(db))
		return err_set(err, ERR_DENIED, "That was done by someone "
		    "else: each takes back their own work.");
	ok = read_root(db, d, &a, &root, &odd, err) &&
	    is_undone(db, d->command, &undone, err);
	if (ok && undone)
		ok = err_set(err, ERR_INPUT, "That has been taken back "
		    "already.");
	else if (ok && is_listed(root.name, never))
		ok = err_set(err, ERR_INPUT, "\"%s\" can't be taken back: it "
		    "stays in the record.", root.name);
	arena_release(&a);
	return ok;
}

/* One statement is kept open over the whole: it reads events, the inverses
 * write others, after them. */
static bool
undo_events(struct inverse *v, const struct done *d, struct err *err)
{
	struct stmt *q = db_query(v->db, SQL_UNDO_EVENTS, err);
	bool ok = true;

	stmt_int(q, ":command", d->command);
	stmt_int(q, ":before", db_command_id(v->db));
	while (ok && stmt_next(q, err)) {
		arena_reset(&v->a);
		v->tbl = col_copy(q, 1, &v->a);
		v->row = col_int(q, 2);
		if (col_null(q, 5))
			ok = err_set(err, ERR_INPUT, "It can't be taken "
			    "back: its content was erased.");
		else
			ok = invert(v, col_str(q, 0),
			    arena_strdup(&v->a, col_str(q, 3)),
			    arena_strdup(&v->a, col_str(q, 4)), err);
	}
	return stmt_done(q) && ok;
}

bool
db_undo(struct db *db, int64_t command, const char *const *never,
    struct err *err)
{
	struct inverse v = { .db = db };
	struct arena a = {0};
	struct done d;
	bool ok;

	if (!db->tx.open || db->tx.undoes != command)
		bug("an undo outside db_begin_undo");
	ok = read_done(db, command, &a, &d, err) &&
	    may_undo(db, &d, never, err) && undo_events(&v, &d, err);
	buf_release(&v.sql);
	arena_release(&v.a);
	arena_release(&a);
	return ok;
}

static bool
found(struct undoable *u, const struct done *d, const struct done *root)
{
	*u = (struct undoable){ .command = d->command, .name = root->name,
	    .at = root->at, .tbl = root->tbl, .row = root->row,
	    .casefile = root->casefile, .meeting = root->meeting,
	    .action = root->action, .contribution = root->contribution };
	return true;
}

bool
db_last_undoable(struct db *db, bool redo, const char *const *never,
    struct arena *a, struct undoable *u, struct err *err)
{
	struct done d = {0}, root;
	int64_t seq, end;
	bool odd, undone;

	*u = (struct undoable){0};
	if (!watch_seq(db, &seq, err))
		return false;
	end = seq > LOOK_BACK ? seq - LOOK_BACK : 0;
	for (; seq > end; seq = d.command - 1) {
		if (!read_done(db, seq, a, &d, err))
			return false;
		if (d.command == 0)
			break;
		if (d.member != db_me(db))
			continue;
		if (!read_root(db, &d, a, &root, &odd, err) ||
		    !is_undone(db, d.command, &undone, err))
			return false;
		if (is_listed(root.name, never))
			continue;
		/* New work closes the way forward. */
		if (redo && d.undoes == 0)
			return true;
		if (odd == redo && !undone)
			return found(u, &d, &root);
	}
	return true;
}
