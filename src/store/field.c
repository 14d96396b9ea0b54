#include "store/field.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/json.h"
#include "store/handle.h"
#include "store/tables.h"

/* The one field in hand. value and guard are SQL over the row, set is the
 * right side of the assignment; :new, :old, :path and :id stand in them. */
struct field {
	const char *table;
	const char *column;
	const char *value;	/* the field's present value */
	const char *set;
	const char *same;	/* the present value is the one in :old */
	int64_t id;
	const char *path;	/* of an answer, else NULL */
	const char *old, *new;
};

/* The statement kept for a text: others wait for the book while one is
 * prepared, and people save the same few fields again and again. */
static sqlite3_stmt *
kept(struct handle *h, const char *text, struct err *err)
{
	struct kept *k;
	size_t i;

	for (i = 0; i < HANDLE_KEPT; i++)
		if (h->kept[i].text != NULL &&
		    strcmp(h->kept[i].text, text) == 0)
			return h->kept[i].st;
	k = &h->kept[h->kept_next++ % HANDLE_KEPT];
	sqlite3_finalize(k->st);
	free(k->text);
	*k = (struct kept){0};
	k->st = handle_prepare(h, CLASS_STORE, text, err);
	if (k->st != NULL)
		k->text = xstrdup(text);
	return k->st;
}

void
field_release(struct handle *h)
{
	size_t i;

	for (i = 0; i < HANDLE_KEPT; i++) {
		sqlite3_finalize(h->kept[i].st);
		free(h->kept[i].text);
		h->kept[i] = (struct kept){0};
	}
}

/* Kept until the next one is asked for; the caller lets go of its values. */
static sqlite3_stmt *
compose(struct db *db, const struct field *f, const char *text,
    struct err *err)
{
	sqlite3_stmt *st = kept(&db->writer, text, err);
	int at;

	if (st == NULL)
		return NULL;
	at = sqlite3_bind_parameter_index(st, ":id");
	if (at != 0)
		sqlite3_bind_int64(st, at, f->id);
	at = sqlite3_bind_parameter_index(st, ":old");
	if (at != 0)
		sqlite3_bind_text(st, at, f->old, -1, SQLITE_STATIC);
	at = sqlite3_bind_parameter_index(st, ":new");
	if (at != 0)
		sqlite3_bind_text(st, at, f->new, -1, SQLITE_STATIC);
	at = sqlite3_bind_parameter_index(st, ":path");
	if (at != 0)
		sqlite3_bind_text(st, at, f->path, -1, SQLITE_STATIC);
	return st;
}

/* A value is not ours after the call, and may not stay behind. */
static void
let_go(sqlite3_stmt *st)
{
	if (st == NULL)
		return;
	sqlite3_reset(st);
	sqlite3_clear_bindings(st);
}

/* Names go into SQL only when the book itself has them: a recorded table, a
 * column of its, and the same column in its view. False, with err, when that
 * can't be read. */
static bool
check_names(struct db *db, const char *table, const char *column,
    struct err *err)
{
	struct handle *h = &db->writer;
	struct field f = { .old = table, .new = column };
	sqlite3_stmt *st;
	int rc;

	if (!db->tx.open)
		bug("%s.%s is set outside a transaction", table, column);
	st = compose(db, &f, "SELECT 1 FROM pragma_table_info(:old) AS t "
	    "JOIN pragma_table_info('visible_' || :old) AS v "
	    "ON v.name = t.name WHERE t.name = :new AND t.name <> 'id'", err);
	if (st == NULL)
		return false;
	rc = handle_step(h, CLASS_STORE, st);
	if (rc != SQLITE_ROW && rc != SQLITE_DONE)
		handle_fail(h, "Nothing was saved", err);
	let_go(st);
	if (rc == SQLITE_DONE || recorded_find(table) == NULL)
		bug("%s.%s is no field that can be set", table, column);
	return rc == SQLITE_ROW;
}

/* The guarded update; success is the number of rows changed in the table. The
 * view is asked for the value, too: guessing a field that is not shown must
 * not tell whether the guess was right. */
static bool
update(struct db *db, const struct field *f, int *changed, struct err *err)
{
	struct buf sql = {0};
	sqlite3_stmt *st;
	bool ok;

	buf_addf(&sql, "UPDATE \"%s\" SET \"%s\" = %s WHERE id = :id AND %s "
	    "AND id IN (SELECT id FROM \"visible_%s\" WHERE id = :id AND %s)",
	    f->table, f->column, f->set, f->same, f->table, f->same);
	st = compose(db, f, sql.data, err);
	buf_release(&sql);
	ok = st != NULL && own_run(&db->writer, st, err);
	*changed = ok ? sqlite3_changes(db->writer.sq) : 0;
	let_go(st);
	return ok;
}

static bool
same_text(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* What the field is now for those who may see it, and whether that is :old or
 * :new in the table's own eyes ("1" and "01" are one number). */
struct present {
	bool found, is_old, is_new;
	char *value;
};

static bool
look(struct db *db, const struct field *f, struct present *p, struct err *err)
{
	struct field swapped = *f;
	struct buf sql = {0};
	const char *value;
	sqlite3_stmt *st;
	int i, rc = SQLITE_DONE;

	*p = (struct present){0};
	buf_addf(&sql, "SELECT %s, %s FROM \"visible_%s\" WHERE id = :id",
	    f->value, f->same, f->table);
	for (i = 0; i < 2; i++) {
		if (i == 1)
			swapped.old = f->new;
		st = compose(db, &swapped, sql.data, err);
		if (st == NULL)
			break;
		rc = handle_step(&db->writer, CLASS_STORE, st);
		if (rc == SQLITE_ROW && i == 0) {
			p->found = true;
			p->is_old = sqlite3_column_int(st, 1) != 0;
			value = (const char *)sqlite3_column_text(st, 0);
			p->value = value == NULL ? NULL : xstrdup(value);
		} else if (rc == SQLITE_ROW) {
			p->is_new = sqlite3_column_int(st, 1) != 0;
		} else if (rc != SQLITE_DONE) {
			handle_fail(&db->writer, "Nothing was saved", err);
		}
		let_go(st);
	}
	buf_release(&sql);
	return i == 2 && (rc == SQLITE_ROW || rc == SQLITE_DONE);
}

/* No row was changed: which of the reasons is it? */
static bool
explain(struct db *db, const struct field *f, char **now, struct err *err)
{
	struct present p;
	bool ok = false;

	if (!look(db, f, &p, err))
		goto out;
	if (!p.found) {
		err_set(err, ERR_INPUT, "There is no such record (any more), "
		    "so nothing was saved.");
	} else if (p.is_new) {
		ok = true;
	} else if (p.is_old) {
		/* The view shows what was read, the table holds another. */
		err_set(err, ERR_DENIED, "This field is not shown to you, so "
		    "you can't change it. Nothing was saved.");
	} else {
		err_set(err, ERR_CONFLICT, "Someone else has changed this "
		    "while you had it open. Yours was not saved: look at "
		    "both, and choose.");
		if (now != NULL) {
			*now = p.value;
			p.value = NULL;
		}
	}
out:
	free(p.value);
	return ok;
}

static bool
save(struct db *db, const struct field *f, char **now, struct err *err)
{
	int changed;

	if (now != NULL)
		*now = NULL;
	if (!update(db, f, &changed, err))
		return false;
	return changed > 0 || explain(db, f, now, err);
}

bool
db_set_field(struct db *db, const char *table, const char *column, int64_t id,
    const char *old, const char *new, char **now, struct err *err)
{
	struct buf value = {0}, same = {0};
	bool ok;

	if (strcmp(column, "answers") == 0)
		bug("answers are set one by one");
	if (!check_names(db, table, column, err))
		return false;
	buf_addf(&value, "\"%s\"", column);
	buf_addf(&same, "\"%s\" IS :old", column);
	ok = save(db, &(struct field){
		.table = table, .column = column, .value = value.data,
		.set = ":new", .same = same.data, .id = id, .old = old,
		.new = new
	}, now, err);
	buf_release(&value);
	buf_release(&same);
	return ok;
}

/* A value that may stand in answers: JSON and not null. */
static void
check_json(const char *key, const char *text)
{
	struct json v;

	if (text != NULL && (!json_parse(text, strlen(text), &v) ||
	    v.kind == JSON_NULL))
		bug("%s: \"%s\" is no value of an answer", key, text);
}

bool
db_set_answer(struct db *db, const char *table, int64_t id, const char *key,
    const char *old, const char *new, char **now, struct err *err)
{
	struct buf path = {0};
	bool ok;

	if (same_text(key, "") || strpbrk(key, "\"\\") != NULL)
		bug("\"%s\" is no key of an answer", key);
	if (!check_names(db, table, "answers", err))
		return false;
	check_json(key, old);
	check_json(key, new);
	buf_addf(&path, "$.\"%s\"", key);
	ok = save(db, &(struct field){
		.table = table, .column = "answers", .id = id,
		.path = path.data, .old = old, .new = new,
		.value = "answers -> :path",
		.same = "(answers -> :path) IS json(:old)",
		.set = new == NULL ? "json_remove(answers, :path)" :
		    "json_set(answers, :path, json(:new))",
	}, now, err);
	buf_release(&path);
	return ok;
}
