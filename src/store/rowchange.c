/*
 * rowchange: the row that is being changed, as it was and as it is. SQLite shows
 * both to a hook of the writer before the change; the recording trigger after
 * it has one call, record_event(), and event.c asks here what it is about. So
 * no trigger names a column: every session parses all of them as it opens the
 * book, and columns by name were two thirds of what that takes. A trigger whose
 * own change was not shown, because another came in between, finds nothing and
 * fails.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "store/handle.h"
#include "store/tables.h"

/* ---- What is known of a table -------------------------------------------- */

/* A parameter of the expressions: a column, as it was or as it is. */
enum side { SIDE_AT, SIDE_OLD, SIDE_NEW };

static const struct {
	const char *words, *parameter;
	enum side side;
} sides[] = {
	{ "@.", ":at_", SIDE_AT },
	{ "OLD.", ":old_", SIDE_OLD },
	{ "NEW.", ":new_", SIDE_NEW },
};

enum { SIDES = sizeof(sides) / sizeof(sides[0]) };

/* The expression (NULL: none) with parameters for the columns of the row. */
static void
add_expression(struct buf *b, const char *expression)
{
	size_t i, len;

	if (expression == NULL)
		expression = "NULL";
	while (*expression != '\0') {
		for (i = 0; i < SIDES; i++) {
			len = strlen(sides[i].words);
			if (strncmp(expression, sides[i].words, len) == 0)
				break;
		}
		if (i == SIDES) {
			buf_addc(b, *expression++);
		} else {
			buf_adds(b, sides[i].parameter);
			expression += len;
		}
	}
}

static size_t
column_of(const struct rec_table *t, const char *name)
{
	size_t i = 0;

	while (i < t->count && strcmp(t->columns[i].name, name) != 0)
		i++;
	if (i == t->count)
		bug("%s has no column %s", t->r->tbl, name);
	return i;
}

/* Where a row belongs, as one statement. */
static bool
prepare_places(struct handle *h, struct rec_table *t)
{
	const char *const all[] = { t->r->casefile, t->r->meeting,
	    t->r->other, t->r->action };
	struct buf sql = {0};
	const char *name;
	size_t s;
	int i;

	for (s = 0; s < sizeof(all) / sizeof(all[0]); s++) {
		buf_adds(&sql, s == 0 ? "SELECT " : ", ");
		add_expression(&sql, all[s]);
	}
	t->places = handle_prepare(h, CLASS_STORE, sql.data, NULL);
	buf_release(&sql);
	if (t->places == NULL)
		return false;
	for (i = 1; i <= sqlite3_bind_parameter_count(t->places); i++) {
		name = sqlite3_bind_parameter_name(t->places, i);
		name = strchr(name, '_') + 1;
		t->columns[column_of(t, name)].places = true;
	}
	return true;
}

static bool
load_columns(struct handle *h, struct rec_table *t)
{
	size_t cap = 0;
	sqlite3_stmt *st;
	struct buf key = {0};
	const char *name;
	int rc;

	st = handle_prepare(h, CLASS_STORE, "SELECT name FROM "
	    "pragma_table_info(?1) ORDER BY cid", NULL);
	if (st == NULL)
		return false;
	sqlite3_bind_text(st, 1, t->r->tbl, -1, SQLITE_STATIC);
	while ((rc = handle_step(h, CLASS_STORE, st)) == SQLITE_ROW) {
		name = (const char *)sqlite3_column_text(st, 0);
		GROW(t->columns, t->count, cap);
		buf_addf(&key, "\"%s\":", name);
		t->columns[t->count++] = (struct rec_column){
		    .name = xstrdup(name), .key = buf_take(&key),
		    .id = strcmp(name, "id") == 0,
		    .answers = strcmp(name, "answers") == 0 };
	}
	sqlite3_finalize(st);
	return rc == SQLITE_DONE;
}

static void
release_table(struct rec_table *t)
{
	size_t i;

	for (i = 0; i < t->count; i++) {
		free(t->columns[i].name);
		free(t->columns[i].key);
	}
	free(t->columns);
	sqlite3_finalize(t->places);
	*t = (struct rec_table){0};
}

static struct rec_table *
known_table(const struct db *db, const struct recorded *r)
{
	size_t at;

	for (at = 0; at < db->table_count; at++)
		if (db->tables[at].r == r)
			return &db->tables[at];
	return NULL;
}

static struct rec_table *
load_table(struct db *db, const struct recorded *r)
{
	struct rec_table *t;

	if (db->tables == NULL)
		db->tables = xcalloc(recorded_count, sizeof(*db->tables));
	t = &db->tables[db->table_count];
	t->r = r;
	if (load_columns(&db->writer, t) && prepare_places(&db->writer, t)) {
		db->table_count++;
		return t;
	}
	release_table(t);
	return NULL;
}

/* ---- The change ---------------------------------------------------------- */

void
rowchange_done(struct db *db)
{
	struct rowchange *c = &db->change;
	size_t i;

	for (i = 0; i < c->count; i++) {
		sqlite3_value_free(c->rows[i].old);
		sqlite3_value_free(c->rows[i].new);
	}
	c->count = 0;
	c->r = NULL;
}

int
rowchange_type(sqlite3_value *v)
{
	return v == NULL ? SQLITE_NULL : sqlite3_value_type(v);
}

bool
rowchange_same(sqlite3_value *a, sqlite3_value *b)
{
	int type = rowchange_type(a), len;
	double da, db;

	if (type != rowchange_type(b))
		return false;
	switch (type) {
	case SQLITE_INTEGER:
		return sqlite3_value_int64(a) == sqlite3_value_int64(b);
	case SQLITE_FLOAT:
		da = sqlite3_value_double(a);
		db = sqlite3_value_double(b);
		return memcmp(&da, &db, sizeof(da)) == 0;
	case SQLITE_NULL:
		return true;
	default:
		len = sqlite3_value_bytes(a);
		return len == sqlite3_value_bytes(b) && (len == 0 ||
		    memcmp(sqlite3_value_blob(a), sqlite3_value_blob(b),
		    (size_t)len) == 0);
	}
}

static sqlite3_value *
copy(sqlite3_value *v)
{
	sqlite3_value *copied;

	if (rowchange_type(v) == SQLITE_NULL)
		return NULL;
	copied = sqlite3_value_dup(v);
	if (copied == NULL)
		bug("out of memory");
	return copied;
}

/* Of an update only what differs, and what tells where the row belongs. */
static void
take_column(struct rowchange *c, sqlite3 *sq, const struct rec_table *t, int i)
{
	sqlite3_value *old = NULL, *new = NULL;

	if ((c->op != SQLITE_INSERT &&
	    sqlite3_preupdate_old(sq, i, &old) != SQLITE_OK) ||
	    (c->op != SQLITE_DELETE &&
	    sqlite3_preupdate_new(sq, i, &new) != SQLITE_OK))
		bug("out of memory");
	GROW(c->rows, c->count, c->cap);
	if (c->op == SQLITE_UPDATE && t != NULL && (size_t)i < t->count &&
	    !t->columns[i].places && rowchange_same(old, new))
		c->rows[c->count++] = (struct rowchange_column){0};
	else
		c->rows[c->count++] = (struct rowchange_column){ .old = copy(old),
		    .new = copy(new) };
}

/* Nothing may be prepared or run here. */
static void
on_change(void *arg, sqlite3 *sq, int op, const char *schema, const char *tbl,
    sqlite3_int64 before, sqlite3_int64 after)
{
	const struct recorded *r = recorded_find(tbl);
	struct db *db = arg;
	struct rowchange *c = &db->change;
	const struct rec_table *t;
	int i, count;

	(void)schema;
	if (r == NULL)
		return;
	rowchange_done(db);
	c->op = op;
	c->row = op == SQLITE_DELETE ? before : after;
	t = known_table(db, r);
	count = sqlite3_preupdate_count(sq);
	for (i = 0; i < count; i++)
		take_column(c, sq, t, i);
	c->r = r;
}

const struct rec_table *
rowchange_look(struct db *db)
{
	const struct recorded *r = db->change.r;
	const struct rec_table *t;

	if (r == NULL)
		return NULL;
	t = known_table(db, r);
	if (t == NULL)
		t = load_table(db, r);
	return t != NULL && t->count == db->change.count ? t : NULL;
}

static void
bind_places(const struct rowchange *c, const struct rec_table *t)
{
	const struct rowchange_column *v;
	sqlite3_value *value;
	const char *name;
	size_t s;
	int i;

	for (i = 1; i <= sqlite3_bind_parameter_count(t->places); i++) {
		name = sqlite3_bind_parameter_name(t->places, i);
		for (s = 0; strncmp(name, sides[s].parameter,
		    strlen(sides[s].parameter)) != 0; s++)
			;
		v = &c->rows[column_of(t, name +
		    strlen(sides[s].parameter))];
		value = sides[s].side == SIDE_OLD ||
		    (sides[s].side == SIDE_AT && c->op == SQLITE_DELETE) ?
		    v->old : v->new;
		if (value != NULL)
			sqlite3_bind_value(t->places, i, value);
	}
}

bool
rowchange_places(struct db *db, const struct rec_table *t, struct places *p)
{
	const struct rowchange *c = &db->change;
	bool unknown = (t->r->later && c->op == SQLITE_INSERT) ||
	    (t->r->moves && c->op != SQLITE_UPDATE), ok;

	*p = (struct places){0};
	bind_places(c, t);
	ok = handle_step(&db->writer, CLASS_STORE, t->places) == SQLITE_ROW;
	if (ok) {
		p->casefile = unknown ? 0 :
		    sqlite3_column_int64(t->places, 0);
		p->meeting = sqlite3_column_int64(t->places, 1);
		p->other = sqlite3_column_int64(t->places, 2);
		p->action = sqlite3_column_int64(t->places, 3);
	}
	sqlite3_reset(t->places);
	sqlite3_clear_bindings(t->places);
	return ok;
}

void
rowchange_register(struct handle *h)
{
	sqlite3_preupdate_hook(h->sq, on_change, h->db);
}

void
rowchange_release(struct db *db)
{
	size_t i;

	rowchange_done(db);
	free(db->change.rows);
	db->change = (struct rowchange){0};
	for (i = 0; i < db->table_count; i++)
		release_table(&db->tables[i]);
	free(db->tables);
	db->tables = NULL;
	db->table_count = 0;
}
