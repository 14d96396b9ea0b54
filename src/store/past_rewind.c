/*
 * past_rewind: takes the changes of a copy back, newest first, by what the record
 * holds of each. What was erased is in no payload, so it does not come back.
 */
#include "store/past_work.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/json.h"
#include "store/raw.h"
#include "store/tables.h"

enum { STATEMENTS = 256, TELL_EACH = 4096 };

/* Who may see what is decided today, in every past (past_lists.c: of what is in
 * the book no more, by what decided it last). */
static const struct {
	const char *tbl, *column;
} kept[] = {
	{ "access", NULL },
	{ "casefile", "audience" },
	{ "field_right", NULL },
	{ "kind_version", NULL },
	{ "link_guard", NULL },
	{ "role_right", NULL },
};

bool
past_keeps(const char *tbl, const char *column)
{
	size_t i;

	for (i = 0; i < sizeof(kept) / sizeof(kept[0]); i++)
		if (strcmp(kept[i].tbl, tbl) == 0 && (kept[i].column == NULL ||
		    (column != NULL && strcmp(kept[i].column, column) == 0)))
			return true;
	return false;
}

struct rewind {
	struct handle *h;
	struct arena a;
	struct buf sql;
	char *texts[STATEMENTS];
	sqlite3_stmt *sts[STATEMENTS];
	size_t count;
	const char *tbl;
	int64_t row;
	struct json before, after;
	bool erased;		/* something of it was */
};

static void
forget(struct rewind *w)
{
	for (; w->count > 0; w->count--) {
		sqlite3_finalize(w->sts[w->count - 1]);
		free(w->texts[w->count - 1]);
	}
}

/* The statement in w->sql, kept: there are as many as tables have sets of
 * columns that change together. */
static sqlite3_stmt *
statement(struct rewind *w, struct err *err)
{
	const char *text = buf_text(&w->sql);
	size_t i;

	for (i = 0; i < w->count; i++)
		if (strcmp(w->texts[i], text) == 0)
			break;
	if (i == STATEMENTS) {
		forget(w);
		i = 0;
	}
	if (i == w->count) {
		w->sts[i] = handle_prepare(w->h, CLASS_STORE, text, err);
		if (w->sts[i] == NULL)
			return NULL;
		w->texts[i] = xstrdup(text);
		w->count++;
	}
	sqlite3_clear_bindings(w->sts[i]);
	sqlite3_bind_int64(w->sts[i], 1, w->row);
	return w->sts[i];
}

static bool
unkept(struct rewind *w, struct err *err)
{
	return err_set(err, ERR_INPUT, "The book can't be shown as it stood "
	    "then: of a change to %s since, the record kept no more than a "
	    "hash. Choose a later day.", w->tbl);
}

/* Bind the values of from, from ?at on, without those that stay; answers, if
 * they are asked for, as they are. */
static bool
bind(struct rewind *w, sqlite3_stmt *st, int at, bool answers)
{
	struct json key, value;
	struct json_walk walk;

	json_open(&walk, &w->before);
	while (json_next(&walk, &key, &value)) {
		if (json_is(&key, "answers")) {
			if (answers)
				raw_bind_json(st, at++, &value);
		} else if (!past_keeps(w->tbl, json_string(&w->a, &key)) &&
		    !raw_bind(st, at++, &w->a, &value)) {
			return false;
		}
	}
	return true;
}

static bool
put_back(struct rewind *w, struct err *err)
{
	struct json key, value;
	struct json_walk walk;
	const char *name;
	sqlite3_stmt *st;
	int n = 1;

	buf_addf(&w->sql, "INSERT INTO \"%s\" (id", w->tbl);
	json_open(&walk, &w->before);
	while (json_next(&walk, &key, &value)) {
		name = json_string(&w->a, &key);
		buf_addf(&w->sql, ", \"%s\"", name);
		n++;
	}
	buf_adds(&w->sql, ") VALUES (?1");
	for (int i = 2; i <= n; i++)
		buf_addf(&w->sql, ", ?%d", i);
	buf_addc(&w->sql, ')');
	st = statement(w, err);
	if (st == NULL)
		return false;
	n = 2;
	json_open(&walk, &w->before);
	while (json_next(&walk, &key, &value)) {
		if (json_is(&key, "answers"))
			raw_bind_json(st, n, &value);
		else if (!raw_bind(st, n, &w->a, &value))
			return unkept(w, err);
		n++;
	}
	return own_run(w->h, st, err);
}

/* Those answers that the change left, each as null: the patch that takes them
 * out, so that the one with the earlier ones puts back each whole. */
static const char *
answers_out(struct rewind *w, const struct json *after)
{
	struct json key, value;
	struct json_walk walk;
	struct buf b = {0};
	const char *text;

	json_open(&walk, after);
	while (json_next(&walk, &key, &value)) {
		buf_addc(&b, b.len == 0 ? '{' : ',');
		buf_add(&b, key.text, key.len);
		buf_adds(&b, ":null");
	}
	buf_adds(&b, b.len == 0 ? "{}" : "}");
	text = arena_strdup(&w->a, b.data);
	buf_release(&b);
	return text;
}

static bool
change_back(struct rewind *w, struct err *err)
{
	struct json key, value, was, is;
	struct json_walk walk;
	const char *name;
	sqlite3_stmt *st;
	bool answers;
	int at = 2;

	answers = json_find(&w->before, "answers", &was) &&
	    json_find(&w->after, "answers", &is);
	buf_addf(&w->sql, "UPDATE \"%s\" SET", w->tbl);
	json_open(&walk, &w->before);
	while (json_next(&walk, &key, &value)) {
		name = json_string(&w->a, &key);
		if (json_is(&key, "answers") || past_keeps(w->tbl, name))
			continue;
		buf_addf(&w->sql, "%s \"%s\" = ?%d", at > 2 ? "," : "", name,
		    at);
		at++;
	}
	if (answers)
		buf_addf(&w->sql, "%s answers = json_patch(json_patch("
		    "answers, ?%d), ?%d)", at > 2 ? "," : "", at, at + 1);
	else if (at == 2)
		return true;
	buf_adds(&w->sql, " WHERE id = ?1");
	st = statement(w, err);
	if (st == NULL)
		return false;
	if (!bind(w, st, 2, false))
		return unkept(w, err);
	if (answers) {
		sqlite3_bind_text(st, at, answers_out(w, &is), -1,
		    SQLITE_TRANSIENT);
		raw_bind_json(st, at + 1, &was);
	}
	return own_run(w->h, st, err);
}

static bool
take_out(struct rewind *w, struct err *err)
{
	sqlite3_stmt *st;

	buf_addf(&w->sql, "DELETE FROM \"%s\" WHERE id = ?1", w->tbl);
	st = statement(w, err);
	return st != NULL && own_run(w->h, st, err);
}

static bool
take_back(struct rewind *w, const char *op, const char *before,
    const char *after, struct err *err)
{
	buf_clear(&w->sql);
	json_parse(before, strlen(before), &w->before);
	json_parse(after, strlen(after), &w->after);
	switch (op[0]) {
	case 'i':
		return take_out(w, err);
	case 'd':
		return put_back(w, err);
	default:
		return change_back(w, err);
	}
}

/* ---- All of them ---------------------------------------------------------- */

/* Rows that came since go at once: what became of them later does not matter. A
 * row whose first change since is its coming was not there. */
static bool
drop_new(struct handle *h, int64_t seq, struct err *err)
{
	sqlite3_stmt *st = handle_prepare(h, CLASS_STORE, "INSERT INTO "
	    "past_new SELECT tbl, row FROM (SELECT tbl, row, op, min(seq) "
	    "FROM event WHERE seq > ?1 GROUP BY tbl, row) "
	    "WHERE op = 'insert'", err);
	struct buf sql = {0};
	bool ok;

	if (st == NULL)
		return false;
	sqlite3_bind_int64(st, 1, seq);
	ok = own_run(h, st, err);
	sqlite3_finalize(st);
	for (size_t i = 0; ok && i < recorded_count; i++) {
		const char *tbl = recorded_tables[i].tbl;

		if (past_keeps(tbl, NULL))
			continue;
		buf_clear(&sql);
		buf_addf(&sql, "DELETE FROM \"%s\" WHERE id IN ("
		    "SELECT row FROM past_new WHERE tbl = '%s')", tbl, tbl);
		ok = handle_exec(h, sql.data, err);
	}
	buf_release(&sql);
	return ok;
}

static bool
tell(const struct past_told *told, int64_t done, int64_t total,
    struct err *err)
{
	if (told->call == NULL || told->call(told->arg, done, total))
		return true;
	return err_set(err, ERR_INPUT, "It was stopped before the book stood "
	    "as it did then. Nothing was written.");
}

static bool
walk_back(struct rewind *w, int64_t seq, int64_t total,
    const struct past_told *told, struct err *err)
{
	sqlite3_stmt *st = handle_prepare(w->h, CLASS_STORE, "SELECT e.tbl, "
	    "e.row, e.op, p.before, p.after, p.seq IS NULL, e.seq "
	    "FROM event AS e LEFT JOIN event_payload AS p ON p.seq = e.seq "
	    "WHERE e.seq > ?1 AND NOT EXISTS (SELECT 1 FROM past_new AS n "
	    "WHERE n.tbl = e.tbl AND n.row = e.row) ORDER BY e.seq DESC", err);
	int64_t done = 0;
	bool ok = st != NULL;
	int rc = SQLITE_DONE;

	if (!ok)
		return false;
	sqlite3_bind_int64(st, 1, seq);
	while (ok && (rc = handle_step(w->h, CLASS_STORE, st)) ==
	    SQLITE_ROW) {
		const char *before = (const char *)sqlite3_column_text(st, 3);
		const char *after = (const char *)sqlite3_column_text(st, 4);

		arena_reset(&w->a);
		w->tbl = (const char *)sqlite3_column_text(st, 0);
		w->row = sqlite3_column_int64(st, 1);
		if (sqlite3_column_int(st, 5))
			w->erased = true;
		else if (!past_keeps(w->tbl, NULL))
			ok = take_back(w, (const char *)
			    sqlite3_column_text(st, 2), before ? before : "",
			    after ? after : "", err);
		if (ok && ++done % TELL_EACH == 0)
			ok = tell(told, total + seq -
			    sqlite3_column_int64(st, 6), total, err);
	}
	if (ok && rc != SQLITE_DONE)
		ok = handle_fail(w->h, "The book as it stood can't be made",
		    err);
	sqlite3_finalize(st);
	return ok;
}

/* The record ends where it ended then. What is being typed is of no past, and
 * what stays as it is today has nothing to say of what was not there. */
static bool
cut_record(struct handle *h, int64_t seq, struct err *err)
{
	static const char *const texts[] = {
		"DELETE FROM event_payload WHERE seq > ?1",
		"DELETE FROM event WHERE seq > ?1",
		"UPDATE chain SET seq = ?1, head = (SELECT hash FROM event "
		"WHERE seq = ?1)",
		"DELETE FROM draft WHERE ?1",
		"DELETE FROM presence WHERE ?1",
		"DELETE FROM match_key WHERE ?1 AND subject_id NOT IN "
		"(SELECT id FROM subject)",
		"DELETE FROM access WHERE ?1 AND (casefile_id NOT IN "
		"(SELECT id FROM casefile) OR action_id NOT IN "
		"(SELECT id FROM action))",
		"UPDATE access SET conflict_id = NULL WHERE ?1 "
		"AND conflict_id NOT IN (SELECT id FROM conflict)",
	};

	return past_run(h, texts, sizeof(texts) / sizeof(texts[0]), seq, err);
}

/* ---- What refers to what was erased ---------------------------------------- */

/* Where a row of tbl may do without what it referred to by the column, it does;
 * else it goes. */
static bool
let_go(struct handle *h, const char *tbl, int64_t row, int fk,
    struct err *err)
{
	struct buf sql = {0};
	sqlite3_stmt *st;
	bool ok;

	st = handle_prepare(h, CLASS_STORE, "SELECT f.\"from\", t.\"notnull\" "
	    "FROM pragma_foreign_key_list(?1) AS f "
	    "JOIN pragma_table_info(?1) AS t ON t.name = f.\"from\" "
	    "WHERE f.id = ?2", err);
	if (st == NULL)
		return false;
	sqlite3_bind_text(st, 1, tbl, -1, SQLITE_STATIC);
	sqlite3_bind_int(st, 2, fk);
	ok = handle_step(h, CLASS_STORE, st) == SQLITE_ROW;
	if (ok && sqlite3_column_int(st, 1))
		buf_addf(&sql, "DELETE FROM \"%s\" WHERE id = %lld", tbl,
		    (long long)row);
	else if (ok)
		buf_addf(&sql, "UPDATE \"%s\" SET \"%s\" = NULL "
		    "WHERE id = %lld", tbl,
		    (const char *)sqlite3_column_text(st, 0),
		    (long long)row);
	sqlite3_finalize(st);
	ok = ok && handle_exec(h, sql.data, err);
	buf_release(&sql);
	return ok;
}

/* What goes may leave others behind it without it: again until none is left. */
static bool
mend(struct handle *h, struct err *err)
{
	bool ok = true, found = true;

	while (ok && found) {
		sqlite3_stmt *st = handle_prepare(h, CLASS_STORE, "SELECT "
		    "\"table\", rowid, fkid FROM pragma_foreign_key_check",
		    err);

		found = false;
		if (st == NULL)
			return false;
		while (ok && handle_step(h, CLASS_STORE, st) == SQLITE_ROW) {
			found = true;
			ok = let_go(h, (const char *)
			    sqlite3_column_text(st, 0),
			    sqlite3_column_int64(st, 1),
			    sqlite3_column_int(st, 2), err);
		}
		sqlite3_finalize(st);
	}
	return ok;
}

bool
past_rewind(struct handle *h, int64_t seq, const struct past_told *told,
    struct err *err)
{
	struct rewind w = { .h = h };
	int64_t last = 0;
	bool ok;

	ok = handle_int(h, "SELECT coalesce(max(seq), 0) FROM event", &last,
	    err) && tell(told, 0, last - seq, err) &&
	    handle_exec(h, "CREATE TABLE past_new (tbl TEXT, row INTEGER, "
	    "PRIMARY KEY (tbl, row)) WITHOUT ROWID", err) &&
	    past_lists_note(h, seq, err) && drop_new(h, seq, err) &&
	    walk_back(&w, seq, last - seq, told, err) &&
	    past_lists_back(h, seq, err) &&
	    tell(told, last - seq, last - seq, err);
	forget(&w);
	buf_release(&w.sql);
	arena_release(&w.a);
	return ok && cut_record(h, seq, err) &&
	    (!w.erased || mend(h, err)) && handle_exec(h, "DROP TABLE "
	    "past_new", err);
}
