#include "store/verify.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "store/handle.h"
#include "store/stmt.h"
#include "store/verify_edition.h"

enum { REPORT_EVERY = 20000 };

static const char walk_sql[] =
	"SELECT e.seq, e.command, e.undoes, e.name, e.member_id, e.session, "
	"e.at, e.tbl, e.row, e.casefile, e.meeting, e.other, e.action, "
	"e.op, e.digest, e.hash, "
	"p.seq, p.before, p.after, p.salt "
	"FROM event AS e LEFT JOIN event_payload AS p ON p.seq = e.seq "
	"ORDER BY e.seq";

struct walk {
	struct db *db;
	struct handle *h;
	sqlite3_stmt *st;
	struct verify_result *r;
	unsigned char head[HASH_SIZE];	/* of the entry before */
	unsigned char end[HASH_SIZE];	/* what the book says its head is */
	int64_t last;			/* and its number */
	struct buf scratch;
};

static const char *
text(sqlite3_stmt *st, int i)
{
	const char *value = (const char *)sqlite3_column_text(st, i);

	return value == NULL ? "" : value;
}

static bool
read_end(struct walk *w, struct err *err)
{
	sqlite3_stmt *st = handle_prepare(w->h, CLASS_STORE,
	    "SELECT seq, head, genesis FROM chain WHERE id = 1", err);
	bool ok;

	if (st == NULL)
		return false;
	ok = handle_step(w->h, CLASS_STORE, st) == SQLITE_ROW &&
	    sqlite3_column_bytes(st, 1) == HASH_SIZE &&
	    sqlite3_column_bytes(st, 2) == HASH_SIZE;
	if (ok) {
		w->last = sqlite3_column_int64(st, 0);
		memcpy(w->end, sqlite3_column_blob(st, 1), HASH_SIZE);
		memcpy(w->head, sqlite3_column_blob(st, 2), HASH_SIZE);
	} else {
		err_set(err, ERR_SCHEMA, "The book's record has lost its end, "
		    "so it can't be checked. Go back to the last backup.");
	}
	sqlite3_finalize(st);
	return ok;
}

/* The content is what its digest says, or was erased whole. */
static bool
payload_holds(struct walk *w, const unsigned char *digest)
{
	unsigned char sum[HASH_SIZE];
	const char *before, *after;
	sqlite3_stmt *st = w->st;

	if (sqlite3_column_type(st, 16) == SQLITE_NULL) {
		w->r->erased++;
		return true;
	}
	before = (const char *)sqlite3_column_text(st, 17);
	after = (const char *)sqlite3_column_text(st, 18);
	event_digest(sum, sqlite3_column_blob(st, 19),
	    (size_t)sqlite3_column_bytes(st, 19), before,
	    (size_t)sqlite3_column_bytes(st, 17), after,
	    (size_t)sqlite3_column_bytes(st, 18));
	return memcmp(sum, digest, HASH_SIZE) == 0;
}

static bool
entry_holds(struct walk *w)
{
	sqlite3_stmt *st = w->st;
	unsigned char sum[HASH_SIZE];
	struct event_row e = {
		.seq = sqlite3_column_int64(st, 0),
		.command = sqlite3_column_int64(st, 1),
		.undoes = sqlite3_column_int64(st, 2),
		.name = text(st, 3),
		.member = sqlite3_column_int64(st, 4),
		.session = text(st, 5),
		.at = sqlite3_column_int64(st, 6),
		.tbl = text(st, 7),
		.row = sqlite3_column_int64(st, 8),
		.casefile = sqlite3_column_int64(st, 9),
		.meeting = sqlite3_column_int64(st, 10),
		.other = sqlite3_column_int64(st, 11),
		.action = sqlite3_column_int64(st, 12),
		.op = text(st, 13),
	};

	if (e.seq != w->r->events + 1 ||
	    sqlite3_column_bytes(st, 14) != HASH_SIZE ||
	    sqlite3_column_bytes(st, 15) != HASH_SIZE)
		return false;
	event_hash(sum, w->head, &e, sqlite3_column_blob(st, 14),
	    &w->scratch);
	if (memcmp(sum, sqlite3_column_blob(st, 15), HASH_SIZE) != 0 ||
	    !payload_holds(w, sqlite3_column_blob(st, 14)))
		return false;
	memcpy(w->head, sum, HASH_SIZE);
	return true;
}

static void
say(struct walk *w)
{
	struct verify_result *r = w->r;
	struct buf hex = {0};

	hash_add_hex(&hex, w->end, HASH_SIZE);
	memcpy(r->head, hex.data, sizeof(r->head));
	buf_release(&hex);
	if (r->says.len > 0)
		return;
	if (r->bad_seq == 0 && r->events == w->last &&
	    memcmp(w->head, w->end, HASH_SIZE) == 0) {
		r->intact = true;
		buf_addf(&r->says, "The record is intact: %" PRId64
		    " entries", r->events);
		if (r->erased > 0)
			buf_addf(&r->says, ", of which %" PRId64 " had their "
			    "content erased", r->erased);
		buf_addc(&r->says, '.');
		return;
	}
	if (r->bad_seq == 0)
		r->bad_seq = r->events + 1;
	buf_addf(&r->says, "The record is not intact: entry %" PRId64 " is "
	    "not what was written. The %" PRId64 " before it are.",
	    r->bad_seq, r->events);
}

static bool
walk_entries(struct walk *w, verify_progress progress, void *arg,
    struct err *err)
{
	struct verify_result *r = w->r;
	int rc;

	while ((rc = handle_step(w->h, CLASS_STORE, w->st)) == SQLITE_ROW) {
		if (!entry_holds(w)) {
			r->bad_seq = r->events + 1;
			return true;
		}
		r->events++;
		if (r->events % REPORT_EVERY == 0 && progress != NULL &&
		    !progress(arg, r->events, w->last))
			return err_set(err, ERR_INPUT, "The check was "
			    "stopped after %" PRId64 " entries, all right.",
			    r->events);
	}
	return rc == SQLITE_DONE || (rc & 0xff) == SQLITE_CORRUPT ||
	    handle_fail(w->h, "The record can't be read", err);
}

/* Pages, indexes and references, by SQLite itself. */
static bool
check_file(struct walk *w, struct err *err)
{
	sqlite3_stmt *st = handle_prepare(w->h, CLASS_STORE,
	    "PRAGMA quick_check(1)", err);
	const char *said = "ok";
	int rc;

	if (st == NULL)
		return false;
	rc = handle_step(w->h, CLASS_STORE, st);
	if (rc == SQLITE_ROW)
		said = text(st, 0);
	if (rc != SQLITE_ROW || strcmp(said, "ok") != 0)
		buf_addf(&w->r->says, "The book's file is damaged (%s). Go "
		    "back to the last backup, and keep this file until you "
		    "have.", rc == SQLITE_ROW ? said :
		    sqlite3_errmsg(w->h->sq));
	sqlite3_finalize(st);
	return true;
}

bool
db_verify(struct db *db, bool file, verify_progress progress, void *arg,
    struct verify_result *result, struct err *err)
{
	struct walk w = { .db = db, .h = &db->reader, .r = result };
	bool ok;

	*result = (struct verify_result){0};
	/* One snapshot: others may be writing. */
	if (!handle_exec(w.h, "BEGIN", err))
		return false;
	ok = read_end(&w, err) && (!file || check_file(&w, err));
	if (ok)
		w.st = handle_prepare(w.h, CLASS_STORE, walk_sql, err);
	ok = ok && w.st != NULL && walk_entries(&w, progress, arg, err);
	sqlite3_finalize(w.st);
	if (ok)
		say(&w);
	ok = ok && (!result->intact || verify_editions(db, result, err));
	handle_exec(w.h, "COMMIT", NULL);
	buf_release(&w.scratch);
	return ok;
}

bool
db_chain_head(struct db *db, int64_t *seq, char hex[65], struct err *err)
{
	struct stmt *q = db_query(db, SQL_CHAIN, err);
	struct buf text_hex = {0};
	const void *head;
	size_t len;

	*seq = 0;
	hex[0] = '\0';
	while (stmt_next(q, err)) {
		*seq = col_int(q, 2);
		head = col_blob(q, 3, &len);
		hash_add_hex(&text_hex, head, len);
		snprintf(hex, 65, "%s", buf_text(&text_hex));
	}
	buf_release(&text_hex);
	return stmt_done(q);
}

bool
db_chain_at(struct db *db, int64_t seq, char hex[65], struct err *err)
{
	struct handle *h = &db->reader;
	struct buf text = {0};
	sqlite3_stmt *st;

	hex[0] = '\0';
	st = handle_prepare(h, CLASS_STORE, "SELECT hash FROM event "
	    "WHERE seq = ?1", err);
	if (st == NULL)
		return false;
	sqlite3_bind_int64(st, 1, seq);
	if (handle_step(h, CLASS_STORE, st) == SQLITE_ROW) {
		hash_add_hex(&text, sqlite3_column_blob(st, 0),
		    (size_t)sqlite3_column_bytes(st, 0));
		snprintf(hex, 65, "%s", buf_text(&text));
	}
	sqlite3_finalize(st);
	buf_release(&text);
	return true;
}

bool
db_chain_commitment(struct db *db, const char *nonce, char hex[65],
    struct err *err)
{
	unsigned char sum[HASH_SIZE];
	struct buf out = {0};
	struct hash h;
	int64_t seq;

	if (!db_chain_head(db, &seq, hex, err))
		return false;
	hash_begin(&h);
	hash_add_field(&h, "minutebook chain", 16);
	hash_add_field(&h, nonce, strlen(nonce));
	hash_add_field(&h, hex, strlen(hex));
	hash_end(&h, sum);
	hash_add_hex(&out, sum, sizeof(sum));
	snprintf(hex, 65, "%s", out.data);
	buf_release(&out);
	return true;
}
