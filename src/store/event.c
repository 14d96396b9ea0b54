/*
 * event: what the recording triggers call. Writes one event and its payload
 * for each changed row and chains it to the one before. The end of the chain
 * is kept in memory over the transaction and written once, before the commit.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/json.h"
#include "store/handle.h"
#include "store/tables.h"

enum { SALT_SIZE = 16 };

/* A blob above this stands in the record as its hash alone. */
enum { BLOB_WHOLE = 4096 };

static void
put64(unsigned char **at, int64_t value)
{
	uint64_t rest = (uint64_t)value;
	int i;

	for (i = 0; i < 8; i++, rest >>= 8)
		*(*at)++ = rest & 0xff;
}

static void
put_text(struct buf *b, const char *text)
{
	unsigned char length[8], *at = length;
	size_t len = strlen(text);

	put64(&at, (int64_t)len);
	buf_add(b, length, sizeof(length));
	buf_add(b, text, len);
}

/* No id is 0, so 0 stands for null. Numbers are 8 bytes, little-endian, texts
 * have their length before them, so no two events hash the same bytes. */
void
event_hash(unsigned char out[HASH_SIZE], const unsigned char head[HASH_SIZE],
    const struct event_row *e, const unsigned char digest[HASH_SIZE],
    struct buf *all)
{
	unsigned char numbers[10 * 8], *at = numbers;

	put64(&at, e->seq);
	put64(&at, e->command);
	put64(&at, e->undoes);
	put64(&at, e->member);
	put64(&at, e->at);
	put64(&at, e->row);
	put64(&at, e->casefile);
	put64(&at, e->meeting);
	put64(&at, e->other);
	put64(&at, e->action);
	buf_clear(all);
	buf_add(all, head, HASH_SIZE);
	buf_add(all, digest, HASH_SIZE);
	buf_add(all, numbers, sizeof(numbers));
	put_text(all, e->name);
	put_text(all, e->session);
	put_text(all, e->tbl);
	put_text(all, e->op);
	hash_sha256(out, all->data, all->len);
}

/* A missing side has the length -1. */
static void
digest_side(struct hash *h, const char *text, size_t len)
{
	unsigned char length[8], *at = length;

	put64(&at, text == NULL ? -1 : (int64_t)len);
	hash_add(h, length, sizeof(length));
	if (text != NULL)
		hash_add(h, text, len);
}

void
event_digest(unsigned char out[HASH_SIZE], const void *salt, size_t salt_len,
    const char *before, size_t before_len, const char *after,
    size_t after_len)
{
	struct hash h;

	hash_begin(&h);
	hash_add(&h, salt, salt_len);
	digest_side(&h, before, before_len);
	digest_side(&h, after, after_len);
	hash_end(&h, out);
}

/* Texts are mostly plain; those go over in one piece. */
static void
add_text(struct buf *b, const char *text, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if ((unsigned char)text[i] < 0x20 || text[i] == '"' ||
		    text[i] == '\\' || (unsigned char)text[i] > 0x7e)
			break;
	if (i < len) {
		buf_add_json(b, text);
		return;
	}
	buf_addc(b, '"');
	buf_add(b, text, len);
	buf_addc(b, '"');
}

static void
add_int(struct buf *b, int64_t value)
{
	char digits[24], *at = digits + sizeof(digits);
	uint64_t rest = value < 0 ? -(uint64_t)value : (uint64_t)value;

	do
		*--at = (char)('0' + rest % 10);
	while ((rest /= 10) > 0);
	if (value < 0)
		*--at = '-';
	buf_add(b, at, (size_t)(digits + sizeof(digits) - at));
}

static void
add_blob(struct buf *b, const void *data, size_t len)
{
	unsigned char sum[HASH_SIZE];

	if (len <= BLOB_WHOLE) {
		buf_adds(b, "{\"hex\":\"");
		hash_add_hex(b, data, len);
	} else {
		hash_sha256(sum, data, len);
		buf_addf(b, "{\"bytes\":%zu,\"sha256\":\"", len);
		hash_add_hex(b, sum, sizeof(sum));
	}
	buf_adds(b, "\"}");
}

static void
add_value(struct buf *b, sqlite3_value *v)
{
	char number[40];

	switch (rowchange_type(v)) {
	case SQLITE_INTEGER:
		add_int(b, sqlite3_value_int64(v));
		break;
	case SQLITE_FLOAT:
		sqlite3_snprintf(sizeof(number), number, "%!.17g",
		    sqlite3_value_double(v));
		buf_adds(b, number);
		break;
	case SQLITE_TEXT:
		add_text(b, (const char *)sqlite3_value_text(v),
		    (size_t)sqlite3_value_bytes(v));
		break;
	case SQLITE_BLOB:
		add_blob(b, sqlite3_value_blob(v),
		    (size_t)sqlite3_value_bytes(v));
		break;
	default:
		buf_adds(b, "null");
		break;
	}
}

static void
add_key(struct buf *b, const char *key)
{
	buf_addc(b, b->len == 0 ? '{' : ',');
	buf_adds(b, key);
}

static void
end_object(struct buf *b)
{
	buf_adds(b, b->len == 0 ? "{}" : "}");
}

/* All of one side of a row, its id, the nulls and an empty answers left out. */
static void
whole_row(struct buf *b, const struct rec_table *t, const struct rowchange *c)
{
	const struct rec_column *column;
	sqlite3_value *value;
	size_t i;

	for (i = 0; i < t->count; i++) {
		column = &t->columns[i];
		value = c->op == SQLITE_DELETE ? c->rows[i].old :
		    c->rows[i].new;
		if (column->id || value == NULL)
			continue;
		if (!column->answers) {
			add_key(b, column->key);
			add_value(b, value);
		} else if (sqlite3_value_bytes(value) > 2) {
			add_key(b, column->key);
			buf_add(b, sqlite3_value_text(value),
			    (size_t)sqlite3_value_bytes(value));
		}
	}
	end_object(b);
}

static bool
same_json(const struct json *a, const struct json *b)
{
	return a->len == b->len && memcmp(a->text, b->text, a->len) == 0;
}

/* Find the member of object v whose key has exactly these bytes. */
static bool
find_key(const struct json *v, const struct json *key, struct json *value)
{
	struct json_walk w;
	struct json k;

	json_open(&w, v);
	while (json_next(&w, &k, value))
		if (same_json(&k, key))
			return true;
	return false;
}

/* Add those members of from that to lacks or has with another value. */
static size_t
add_changed(struct buf *b, const struct json *from, const struct json *to)
{
	struct json key, value, other;
	struct json_walk w;
	size_t count = 0;

	buf_addc(b, '{');
	json_open(&w, from);
	while (json_next(&w, &key, &value)) {
		if (find_key(to, &key, &other) && same_json(&value, &other))
			continue;
		if (count++ > 0)
			buf_addc(b, ',');
		buf_add(b, key.text, key.len);
		buf_addc(b, ':');
		buf_add(b, value.text, value.len);
	}
	buf_addc(b, '}');
	return count;
}

/* The fields of answers that differ, on both sides; false when none does. */
static bool
changed_answers(struct db *db, const char *name, sqlite3_value *old,
    sqlite3_value *new)
{
	size_t before = db->before.len, after = db->after.len, count;
	struct json from, to;

	json_parse((const char *)sqlite3_value_text(old),
	    (size_t)sqlite3_value_bytes(old), &from);
	json_parse((const char *)sqlite3_value_text(new),
	    (size_t)sqlite3_value_bytes(new), &to);
	add_key(&db->before, name);
	count = add_changed(&db->before, &from, &to);
	add_key(&db->after, name);
	count += add_changed(&db->after, &to, &from);
	if (count > 0)
		return true;
	buf_truncate(&db->before, before);
	buf_truncate(&db->after, after);
	return false;
}

/* The changed columns on both sides; false when the row is as it was. */
static bool
changed_columns(struct db *db, const struct rec_table *t)
{
	const struct rowchange_column *v = db->change.rows;
	const struct rec_column *column = t->columns;
	bool changed = false;
	size_t i;

	for (i = 0; i < t->count; i++, v++, column++) {
		if (column->id || rowchange_same(v->old, v->new))
			continue;
		if (column->answers) {
			changed |= changed_answers(db, column->key, v->old,
			    v->new);
			continue;
		}
		changed = true;
		add_key(&db->before, column->key);
		add_value(&db->before, v->old);
		add_key(&db->after, column->key);
		add_value(&db->after, v->new);
	}
	end_object(&db->before);
	end_object(&db->after);
	return changed;
}

static const unsigned char *
next_salt(struct db *db)
{
	if (db->salts_left < SALT_SIZE) {
		hash_random(db->salts, sizeof(db->salts));
		db->salts_left = sizeof(db->salts);
	}
	db->salts_left -= SALT_SIZE;
	return db->salts + db->salts_left;
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
add_payload(struct db *db, int64_t seq, const unsigned char *salt,
    const char *before, const char *after)
{
	sqlite3_stmt *st = own(&db->writer, OWN_PAYLOAD_ADD, NULL);

	if (st == NULL)
		return false;
	sqlite3_bind_int64(st, 1, seq);
	if (before == NULL)
		sqlite3_bind_null(st, 2);
	else
		sqlite3_bind_text(st, 2, before, (int)db->before.len,
		    SQLITE_STATIC);
	if (after == NULL)
		sqlite3_bind_null(st, 3);
	else
		sqlite3_bind_text(st, 3, after, (int)db->after.len,
		    SQLITE_STATIC);
	sqlite3_bind_blob(st, 4, salt, SALT_SIZE, SQLITE_STATIC);
	return own_run(&db->writer, st, NULL);
}

static bool
add_event(struct db *db, const struct event_row *e,
    const unsigned char *digest, const unsigned char *hash)
{
	sqlite3_stmt *st = own(&db->writer, OWN_EVENT_ADD, NULL);

	if (st == NULL)
		return false;
	sqlite3_bind_int64(st, 1, e->seq);
	sqlite3_bind_int64(st, 2, e->command);
	bind_id(st, 3, e->undoes);
	sqlite3_bind_text(st, 4, e->name, -1, SQLITE_STATIC);
	bind_id(st, 5, e->member);
	sqlite3_bind_text(st, 6, e->session, -1, SQLITE_STATIC);
	sqlite3_bind_int64(st, 7, e->at);
	sqlite3_bind_text(st, 8, e->tbl, -1, SQLITE_STATIC);
	sqlite3_bind_int64(st, 9, e->row);
	bind_id(st, 10, e->casefile);
	bind_id(st, 11, e->meeting);
	bind_id(st, 12, e->other);
	bind_id(st, 13, e->action);
	sqlite3_bind_text(st, 14, e->op, -1, SQLITE_STATIC);
	sqlite3_bind_blob(st, 15, digest, HASH_SIZE, SQLITE_STATIC);
	sqlite3_bind_blob(st, 16, hash, HASH_SIZE, SQLITE_STATIC);
	return own_run(&db->writer, st, NULL);
}

/* Write what lies in db->before and db->after as the next event. */
static bool
write_event(struct db *db, struct event_row *e)
{
	const char *before = e->op[0] == 'i' ? NULL : db->before.data;
	const char *after = e->op[0] == 'd' ? NULL : db->after.data;
	unsigned char digest[HASH_SIZE], hash[HASH_SIZE];
	const unsigned char *salt = next_salt(db);
	struct tx *tx = &db->tx;

	e->seq = tx->seq + 1;
	e->command = tx->command;
	e->undoes = tx->undoes;
	e->name = tx->name;
	e->member = db->member;
	e->session = db->session == NULL ? "" : db->session;
	e->at = tx->at;
	event_digest(digest, salt, SALT_SIZE, before, db->before.len, after,
	    db->after.len);
	event_hash(hash, tx->head, e, digest, &db->scratch);
	if (!add_event(db, e, digest, hash) || (!tx->silent &&
	    !add_payload(db, e->seq, salt, before, after)))
		return false;
	memcpy(tx->head, hash, HASH_SIZE);
	tx->seq = e->seq;
	tx->chain_changed = true;
	return true;
}

static const char *
op_name(int op)
{
	return op == SQLITE_INSERT ? "insert" : op == SQLITE_UPDATE ?
	    "update" : "delete";
}

/* False when no change was shown, or its event can't be written. */
static bool
record(struct db *db)
{
	const struct rec_table *t = rowchange_look(db);
	const struct rowchange *c = &db->change;
	struct event_row e = {0};
	struct places p;

	if (t == NULL)
		return false;
	buf_clear(&db->before);
	buf_clear(&db->after);
	if (c->op == SQLITE_UPDATE && !changed_columns(db, t))
		return true;
	if (c->op != SQLITE_UPDATE)
		whole_row(c->op == SQLITE_INSERT ? &db->after : &db->before,
		    t, c);
	if (!rowchange_places(db, t, &p))
		return false;
	e.op = op_name(c->op);
	e.tbl = t->r->tbl;
	e.row = c->row;
	e.casefile = p.casefile;
	e.meeting = p.meeting;
	e.other = p.other;
	e.action = p.action;
	if (t->r->access)
		access_forget(&db->writer);
	else
		/* Who sees a casefile hangs on its own row too, and on
		 * its list. */
		access_seen_forget(&db->writer.access);
	search_touch(db, e.tbl, e.row, e.casefile, c->op == SQLITE_INSERT);
	return write_event(db, &e);
}

static void
sql_record_event(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	struct handle *h = sqlite3_user_data(ctx);
	bool ok = h->db->tx.open && record(h->db);

	(void)argc;
	(void)argv;
	rowchange_done(h->db);
	if (ok)
		return;
	/* A full disk shall be told as one, not as a failed function. */
	switch (sqlite3_errcode(h->sq)) {
	case SQLITE_FULL:
	case SQLITE_IOERR:
	case SQLITE_CORRUPT:
		sqlite3_result_error_code(ctx, sqlite3_errcode(h->sq));
		break;
	default:
		sqlite3_result_error(ctx, "the record can't be written", -1);
	}
}

bool
event_register(struct handle *h, struct err *err)
{
	if (sqlite3_create_function_v2(h->sq, "record_event", 0, SQLITE_UTF8,
	    h, sql_record_event, NULL, NULL, NULL) != SQLITE_OK)
		return handle_fail(h, "The book can't be used", err);
	rowchange_register(h);
	return true;
}

void
event_release(struct db *db)
{
	rowchange_release(db);
	buf_release(&db->before);
	buf_release(&db->after);
	buf_release(&db->scratch);
}

bool
chain_load(struct db *db, struct err *err)
{
	sqlite3_stmt *st = own(&db->writer, OWN_CHAIN_GET, err);
	struct tx *tx = &db->tx;
	bool ok;

	if (st == NULL)
		return false;
	ok = handle_step(&db->writer, CLASS_STORE, st) == SQLITE_ROW &&
	    sqlite3_column_bytes(st, 3) == HASH_SIZE;
	if (ok) {
		tx->replica = sqlite3_column_int64(st, 0);
		tx->next_id = sqlite3_column_int64(st, 1);
		tx->seq = sqlite3_column_int64(st, 2);
		memcpy(tx->head, sqlite3_column_blob(st, 3), HASH_SIZE);
		tx->command = tx->first_seq = tx->seq + 1;
		tx->chain_changed = false;
	} else {
		err_set(err, ERR_SCHEMA, "The book's record has lost its end, "
		    "so nothing can be written. Go back to the last backup.");
	}
	sqlite3_reset(st);
	return ok;
}

bool
chain_save(struct db *db, struct err *err)
{
	struct tx *tx = &db->tx;
	sqlite3_stmt *st;

	if (!tx->chain_changed)
		return true;
	st = own(&db->writer, OWN_CHAIN_SET, err);
	if (st == NULL)
		return false;
	sqlite3_bind_int64(st, 1, tx->next_id);
	sqlite3_bind_int64(st, 2, tx->seq);
	sqlite3_bind_blob(st, 3, tx->head, HASH_SIZE, SQLITE_STATIC);
	return own_run(&db->writer, st, err);
}
