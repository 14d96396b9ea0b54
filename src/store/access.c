/*
 * access: the functions that the visible_ views ask: me(), keeper(),
 * may(board, right), in_agency(agency), unseen(board, record). They answer from
 * what was read of the member's roles in the handle's own snapshot: dropped
 * when the book has changed, when someone else signs in, and when this
 * transaction has changed who may what. On a past (past.h) all of them answer
 * as the book does that it was made from, now.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "store/handle.h"
#include "store/tables.h"

void
access_forget(struct handle *h)
{
	struct access *a = &h->access;
	size_t i;

	h->forgotten++;
	for (i = 0; i < a->right_count; i++)
		free(a->rights[i].right);
	a->right_count = 0;
	a->agency_count = 0;
	for (i = 0; i < ACCESS_UNSEEN; i++)
		free(a->unseen[i].patch);
	memset(a->memos, 0, sizeof(a->memos));
	memset(a->unseen, 0, sizeof(a->unseen));
	a->loaded = a->member = a->keeper = a->acting = false;
	access_guard_forget(a);
	access_seen_forget(a);
}

void
access_release(struct handle *h)
{
	access_forget(h);
	free(h->access.rights);
	free(h->access.agencies);
	access_guard_release(&h->access);
	access_seen_release(&h->access);
	h->access = (struct access){0};
}

static bool
load_member(struct handle *h, struct access *a, const char *today)
{
	sqlite3_stmt *st = own(h, OWN_ACCESS_MEMBER, NULL);
	int rc;

	if (st == NULL)
		return false;
	sqlite3_bind_int64(st, 1, h->db->member);
	sqlite3_bind_text(st, 2, today, -1, SQLITE_STATIC);
	sqlite3_bind_text(st, 3, h->db->key, -1, SQLITE_STATIC);
	rc = handle_step(h, CLASS_STORE, st);
	a->member = rc == SQLITE_ROW;
	a->keeper = a->member && sqlite3_column_int(st, 0) != 0;
	sqlite3_reset(st);
	return rc == SQLITE_ROW || rc == SQLITE_DONE;
}

static bool
load_agencies(struct handle *h, struct access *a)
{
	sqlite3_stmt *st = own(h, OWN_ACCESS_AGENCIES, NULL);
	int rc;

	if (st == NULL)
		return false;
	sqlite3_bind_int64(st, 1, h->db->member);
	while ((rc = handle_step(h, CLASS_STORE, st)) == SQLITE_ROW) {
		GROW(a->agencies, a->agency_count, a->agency_cap);
		a->agencies[a->agency_count++] = sqlite3_column_int64(st, 0);
	}
	sqlite3_reset(st);
	return rc == SQLITE_DONE;
}

static void
add_right(struct access *a, int64_t board, const char *right)
{
	GROW(a->rights, a->right_count, a->right_cap);
	a->rights[a->right_count++] = (struct access_right){
		.board = board, .right = xstrdup(right)
	};
}

/* Has an agency of the member signed what agencies sign, still in force? */
static bool
load_signed(struct handle *h, bool *has, const char *today)
{
	sqlite3_stmt *st = own(h, OWN_ACCESS_SIGNED, NULL);
	int rc;

	if (st == NULL)
		return false;
	sqlite3_bind_int64(st, 1, h->db->member);
	sqlite3_bind_text(st, 2, today, -1, SQLITE_STATIC);
	rc = handle_step(h, CLASS_STORE, st);
	*has = rc == SQLITE_ROW && sqlite3_column_int(st, 0) > 0;
	sqlite3_reset(st);
	return rc == SQLITE_ROW;
}

static bool
has_right(const struct access *a, int64_t board, const char *right)
{
	size_t i;

	for (i = 0; i < a->right_count; i++)
		if (a->rights[i].board == board &&
		    strcmp(a->rights[i].right, right) == 0)
			return true;
	return false;
}

/* Closed lines are heard by a role that is not gated, of an agency that has
 * signed or need not. */
static void
add_hearing(struct access *a, int64_t board, bool has_signed)
{
	if (board != 0 && has_right(a, board, "hear-all") &&
	    (has_signed || has_right(a, board, "hear-unsigned")))
		add_right(a, board, "hear-closed");
}

/* Whoever has a role on a board at all may attend it. */
static bool
load_rights(struct handle *h, struct access *a, const char *today)
{
	sqlite3_stmt *st = own(h, OWN_ACCESS_RIGHTS, NULL);
	const char *right;
	int64_t board, before = 0;
	bool has_signed;
	int rc;

	if (st == NULL || !load_signed(h, &has_signed, today))
		return false;
	sqlite3_bind_int64(st, 1, h->db->member);
	sqlite3_bind_text(st, 2, today, -1, SQLITE_STATIC);
	while ((rc = handle_step(h, CLASS_STORE, st)) == SQLITE_ROW) {
		board = sqlite3_column_int64(st, 0);
		right = (const char *)sqlite3_column_text(st, 1);
		if (board != before) {
			add_hearing(a, before, has_signed);
			add_right(a, board, "attend");
		}
		before = board;
		if (right != NULL)
			add_right(a, board, right);
	}
	add_hearing(a, before, has_signed);
	sqlite3_reset(st);
	return rc == SQLITE_DONE;
}

/* Rights of whoever is in the chair end with the meeting. */
static bool
load_acting(struct handle *h, struct access *a)
{
	sqlite3_stmt *st = own(h, OWN_ACCESS_ACTING, NULL);
	int rc;

	if (st == NULL)
		return false;
	sqlite3_bind_int64(st, 1, h->db->member);
	rc = handle_step(h, CLASS_STORE, st);
	a->acting = rc == SQLITE_ROW && sqlite3_column_int(st, 0) != 0;
	sqlite3_reset(st);
	return rc == SQLITE_ROW;
}

/* What can't be read is not allowed. */
struct access *
access_load(struct handle *h)
{
	struct access *a = &h->access;
	struct buf today = {0};

	if (h->rights != NULL)
		return access_load(h->rights);
	if (a->loaded)
		return a;
	access_forget(h);
	if (h->db->member != 0) {
		date_add_iso(&today, clock_today(h->db->clock));
		if (!load_member(h, a, today.data) ||
		    (a->member && (!load_agencies(h, a) ||
		    !load_rights(h, a, today.data) || !load_acting(h, a))))
			access_forget(h);
		buf_release(&today);
	}
	a->loaded = true;
	a->day = clock_today(h->db->clock);
	return a;
}

/* The rights that a view asks of one board after another must not take each
 * other's place: every letter counts. */
static struct access_memo *
memo_of(struct access *a, int64_t board, const char *right)
{
	size_t slot = (size_t)board * 7;

	while (*right)
		slot = slot * 31 + (unsigned char)*right++;
	return &a->memos[(slot ^ slot >> 6) & (ACCESS_MEMOS - 1)];
}

static bool
may_all(const struct db *db, int64_t board, const char *right)
{
	size_t i;

	for (i = 0; i < db->with_count; i++)
		if (!access_may(handle_reading(db->with[i].db), board, right))
			return false;
	return true;
}

bool
access_may(struct handle *h, int64_t board, const char *right)
{
	size_t len = strlen(right);
	struct access_memo *memo;
	struct access *a;

	if (h->db->system)
		return true;
	a = access_load(h);
	memo = memo_of(a, board, right);
	if (len == 0 || len >= sizeof(memo->right))
		return has_right(a, board, right) &&
		    may_all(h->db, board, right);
	if (memo->board != board || strcmp(memo->right, right) != 0) {
		memo->board = board;
		memcpy(memo->right, right, len + 1);
		memo->may = has_right(a, board, right) &&
		    may_all(h->db, board, right);
	}
	return memo->may;
}

/* The fields of a record that need a right the member has not on the board,
 * as the patch that takes them out; NULL when they can't be read. */
static char *
read_unseen(struct handle *h, int64_t board, const char *record)
{
	sqlite3_stmt *st = own(h, OWN_ACCESS_UNSEEN, NULL);
	const char *text;
	char *patch = NULL;

	if (st == NULL)
		return NULL;
	sqlite3_bind_int64(st, 1, board);
	sqlite3_bind_text(st, 2, record, -1, SQLITE_STATIC);
	if (handle_step(h, CLASS_STORE, st) == SQLITE_ROW) {
		text = (const char *)sqlite3_column_text(st, 0);
		patch = text == NULL ? NULL : xstrdup(text);
	}
	sqlite3_reset(st);
	return patch;
}

static const char *
unseen(struct handle *h, int64_t board, const char *record)
{
	size_t len = strlen(record), slot = (size_t)board * 7 + len;
	struct access_unseen *u = &h->access.unseen[slot &
	    (ACCESS_UNSEEN - 1)];
	char *patch;

	if (len >= sizeof(u->record))
		return NULL;
	if (u->patch != NULL && u->board == board &&
	    strcmp(u->record, record) == 0)
		return u->patch;
	/* Asking for rights first may drop what is kept. */
	access_load(h);
	patch = read_unseen(h, board, record);
	free(u->patch);
	u->patch = patch;
	u->board = board;
	memcpy(u->record, record, len + 1);
	return patch;
}

static void
sql_me(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	struct handle *h = sqlite3_user_data(ctx);

	(void)argc;
	(void)argv;
	/* What is shown to one by name is nobody's among several. */
	if (access_with_are(h->db, DB_SHARE_PERSON))
		sqlite3_result_int64(ctx, 0);
	else if (h->db->system || access_load(h)->member)
		sqlite3_result_int64(ctx, h->db->member);
	else
		sqlite3_result_null(ctx);
}

static void
sql_keeper(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	struct handle *h = sqlite3_user_data(ctx);

	(void)argc;
	(void)argv;
	sqlite3_result_int(ctx, h->db->with_count == 0 && (h->db->system ||
	    access_load(h)->keeper));
}

static void
sql_sshd(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	struct handle *h = sqlite3_user_data(ctx);

	(void)argc;
	(void)argv;
	sqlite3_result_int(ctx, h->db->sshd);
}

static void
sql_may(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	const char *right = (const char *)sqlite3_value_text(argv[1]);

	(void)argc;
	sqlite3_result_int(ctx, right != NULL &&
	    sqlite3_value_type(argv[0]) == SQLITE_INTEGER &&
	    access_may(sqlite3_user_data(ctx), sqlite3_value_int64(argv[0]),
	    right));
}

bool
access_in_agency(struct handle *h, int64_t agency)
{
	const struct access *a = access_load(h);
	const struct db *db = h->db;
	size_t i;

	for (i = 0; i < a->agency_count && a->agencies[i] != agency; i++)
		;
	if (i == a->agency_count)
		return false;
	for (i = 0; i < db->with_count; i++)
		if ((db->with[i].how & DB_SHARE_AGENCY) && !access_in_agency(
		    handle_reading(db->with[i].db), agency))
			return false;
	return true;
}

static void
sql_in_agency(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	(void)argc;
	sqlite3_result_int(ctx, access_in_agency(sqlite3_user_data(ctx),
	    sqlite3_value_int64(argv[0])));
}

/* In a past: what the board's kind of then keeps from those with the rights of
 * today, and what its kind of today does. */
static const char *
unseen_past(struct handle *h, int64_t board, const char *record,
    struct buf *both)
{
	const char *then = unseen(h, board, record);
	const char *now = unseen(h->rights, board, record);

	if (then == NULL || now == NULL)
		return NULL;
	if (strcmp(then, "{}") == 0)
		return now;
	buf_add(both, then, strlen(then) - 1);
	buf_addf(both, "%c%s", strcmp(now, "{}") == 0 ? ' ' : ',', now + 1);
	return both->data;
}

/* What can't be read is not shown: no answer is an error. */
static void
sql_unseen(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	const char *record = (const char *)sqlite3_value_text(argv[1]);
	struct handle *h = sqlite3_user_data(ctx);
	int64_t board = sqlite3_value_int64(argv[0]);
	struct buf both = {0};
	const char *patch;

	(void)argc;
	if (record == NULL)
		patch = NULL;
	else if (h->rights != NULL)
		patch = unseen_past(h, board, record, &both);
	else
		patch = unseen(h, board, record);
	if (patch == NULL)
		sqlite3_result_error(ctx, "which fields are hidden can't be "
		    "read", -1);
	else
		sqlite3_result_text(ctx, patch, -1, SQLITE_TRANSIENT);
	buf_release(&both);
}

bool
access_register(struct handle *h, struct err *err)
{
	static const struct {
		const char *name;
		int args;
		void (*call)(sqlite3_context *, int, sqlite3_value **);
	} functions[] = {
		{ "me", 0, sql_me },
		{ "keeper", 0, sql_keeper },
		{ "sshd", 0, sql_sshd },
		{ "may", 2, sql_may },
		{ "in_agency", 1, sql_in_agency },
		{ "unseen", 2, sql_unseen },
	};
	size_t i;

	for (i = 0; i < sizeof(functions) / sizeof(functions[0]); i++)
		if (sqlite3_create_function_v2(h->sq, functions[i].name,
		    functions[i].args, SQLITE_UTF8 | SQLITE_DETERMINISTIC |
		    SQLITE_INNOCUOUS, h, functions[i].call, NULL, NULL,
		    NULL) != SQLITE_OK)
			return handle_fail(h, "The book can't be used", err);
	return access_guard_register(h, err) && access_seen_register(h, err) &&
	    access_with_register(h, err);
}

/* Could this change who may what? A table that nothing is known of could. */
static bool
touches_rights(const struct access *a, const char *tbl)
{
	const struct recorded *r = recorded_find(tbl);

	return r == NULL || !(r->apart ||
	    (strcmp(tbl, "meeting") == 0 && !a->acting));
}

/* Do rights stand as they were read, whatever was written since the last event
 * that was looked at? */
static bool
rights_stand(struct handle *h)
{
	sqlite3_stmt *st = own(h, OWN_ACCESS_EVENTS, NULL);
	bool stand = true;
	const char *tbl;
	int rc;

	if (st == NULL)
		return false;
	sqlite3_bind_int64(st, 1, h->seq);
	while ((rc = handle_step(h, CLASS_STORE, st)) == SQLITE_ROW && stand) {
		h->seq = sqlite3_column_int64(st, 0);
		tbl = (const char *)sqlite3_column_text(st, 1);
		/* A move has one for each who follows. */
		stand = strcmp(tbl, "consultation") == 0 ||
		    !touches_rights(&h->access, tbl);
	}
	sqlite3_reset(st);
	return stand && rc == SQLITE_DONE;
}

/* Rows that were seen may not be seen now, whatever stands. Where one reads for
 * others, their rights count, too, of which nothing is known here. */
static void
take_news(struct handle *h)
{
	if (h->access.loaded && h->db->with_count == 0 &&
	    h->access.day == clock_today(h->db->clock) && rights_stand(h)) {
		h->access.generation++;
		return;
	}
	access_forget(h);
	/* Asked before rights are read again: what is written in between is
	 * looked at twice rather than never. */
	if (!own_int(h, OWN_ACCESS_SEQ, &h->seq, NULL))
		h->seq = -1;
}

bool
access_refresh(struct handle *h, struct err *err)
{
	int64_t version = 0, schema = 0;

	if (!access_refresh_with(h->db, err))
		return false;
	/* Nothing that is seen has changed since this was asked. */
	if (h->holds)
		return true;
	h->holds = h->db->hold && !h->writer &&
	    sqlite3_get_autocommit(h->sq) &&
	    own_run(h, own(h, OWN_HOLD, NULL), NULL);
	if (!own_int(h, OWN_DATA_VERSION, &version, err))
		return false;
	if (version == h->data_version)
		return true;
	if (!own_int(h, OWN_SCHEMA_VERSION, &schema, err))
		return false;
	if (h->schema_version != 0 && schema != h->schema_version)
		return err_set(err, ERR_SCHEMA, "The book was changed by "
		    "another version of this program. Nothing of yours was "
		    "lost: leave, and start again with the newer one.");
	h->schema_version = schema;
	h->data_version = version;
	take_news(h);
	return true;
}

bool
db_may(struct db *db, int64_t board, const char *right)
{
	struct handle *h = handle_reading(db);

	return (db->tx.open || access_refresh(h, NULL)) &&
	    access_may(h, board, right);
}

uint64_t
db_rights(struct db *db)
{
	struct handle *h = &db->reader;

	/* Reading them counts as well: done before, not by the next view. */
	if (access_refresh(h, NULL))
		access_load(h);
	return h->forgotten;
}

bool
db_stands(struct db *db)
{
	struct handle *h = handle_reading(db);

	if (!db->tx.open && !access_refresh(h, NULL))
		return false;
	if (h->access.day != clock_today(db->clock))
		access_forget(h);
	return db->system || access_load(h)->member;
}

bool
db_keeper(struct db *db)
{
	struct handle *h = handle_reading(db);

	return (db->tx.open || access_refresh(h, NULL)) &&
	    (db->system || access_load(h)->keeper);
}
