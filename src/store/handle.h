/*
 * handle: the two SQLite connections behind a struct db and all that hangs on
 * them. The store's own header: nothing outside store/ includes it.
 */
#ifndef STORE_HANDLE_H
#define STORE_HANDLE_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/hash.h"
#include "store/db.h"
#include "store/lock.h"
#include "store/sql.h"
#include "store/stmt.h"

#define BOOK_APPLICATION_ID 0x4d424f4b	/* "MBOK" */

/* What the authorizer lets a statement do: the catalogue's classes, and the
 * store's own code (migrating, searching, undoing, erasing). */
enum handle_class {
	CLASS_READ = SQL_CLASS_READ,
	CLASS_WRITE = SQL_CLASS_WRITE,
	CLASS_SYSTEM = SQL_CLASS_SYSTEM,
	CLASS_STORE
};

/* The store's own statements, prepared once a handle (own.c). */
enum own_id {
	OWN_BEGIN,
	OWN_HOLD,
	OWN_COMMIT,
	OWN_ROLLBACK,
	OWN_CHAIN_GET,
	OWN_CHAIN_SET,
	OWN_EVENT_ADD,
	OWN_PAYLOAD_ADD,
	OWN_DATA_VERSION,
	OWN_SCHEMA_VERSION,
	OWN_USER_VERSION,
	OWN_ACCESS_MEMBER,
	OWN_ACCESS_AGENCIES,
	OWN_ACCESS_RIGHTS,
	OWN_ACCESS_UNSEEN,
	OWN_ACCESS_SIGNED,
	OWN_ACCESS_ACTING,
	OWN_ACCESS_EVENTS,
	OWN_ACCESS_SEQ,
	OWN_ACCESS_DENIED_MEMBER,
	OWN_ACCESS_DENIED_AGENCY,
	OWN_SEES_CASEFILE,
	OWN_OPEN_CASEFILE,
	OWN_SEES_MEETING,
	OWN_SEES_ITEM,
	OWN_SEES_ACTION,
	OWN_GUARDED,
	OWN_GUARDS,
	OWN_GUARD_BEHIND,
	OWN_DOC_LIST,
	OWN_DOC_ADD,
	OWN_DOC_SET,
	OWN_DOC_DROP,
	OWN_TEXT_GET,
	OWN_TEXT_ADD,
	OWN_TEXT_SET,
	OWN_TEXT_DROP,
	OWN_TEXT_MERGE,
	OWN_COUNT
};

/* One right on one board, as may() is asked for it. */
struct access_right {
	int64_t board;
	char *right;
};

/* An answer of may() kept: the views ask the same for row after row. */
struct access_memo {
	int64_t board;
	char right[24];		/* "": nothing is kept here */
	bool may;
};

#define ACCESS_MEMOS 64		/* a power of two */

/* An answer of unseen() kept. */
struct access_unseen {
	int64_t board;
	char record[16];
	char *patch;		/* NULL: nothing is kept here */
};

#define ACCESS_UNSEEN 16	/* a power of two */

/* What its view said of one casefile, meeting, item or action (access_seen.c). */
struct access_seen {
	int64_t id;
	uint64_t generation;	/* of the access it was said in */
	bool seen;
};

#define ACCESS_SEEN 256		/* a power of two */

/* Records of this type are kept back there by a guarding link. */
struct access_guarded {
	int64_t board;
	char *type;
};

#define ACCESS_OPEN 64		/* a power of two */

struct access_ids {
	int64_t *ids;		/* sorted */
	size_t count, cap;
};

/* What the member may do, as this handle's snapshot says (access.c). */
struct access {
	bool loaded;
	int day;		/* on which it was read: sign-ins end on a day */
	bool member;		/* someone is signed in and has not left */
	bool keeper;
	bool acting;		/* in the chair of some meeting */
	int64_t *agencies;	/* mine and those it is part of */
	size_t agency_count, agency_cap;
	struct access_right *rights;	/* sorted by board */
	size_t right_count, right_cap;
	struct access_memo memos[ACCESS_MEMOS];
	struct access_unseen unseen[ACCESS_UNSEEN];
	uint64_t generation;	/* another: what was seen may not be now */
	struct access_seen seen[ACCESS_SEEN];
	bool denied_loaded;
	struct access_ids denied, denied_actions; /* kept out by name */
	bool guarded_loaded;
	struct access_guarded *guarded;	/* sorted by board and type */
	size_t guarded_count, guarded_cap;
	bool alone;		/* no guards are looked at (access_guard.c) */
	struct access_seen open[ACCESS_OPEN];	/* what was seen so */
};

/* A statement composed for one field (field.c). */
struct kept {
	char *text;
	sqlite3_stmt *st;
};

#define HANDLE_KEPT 8

struct handle {
	sqlite3 *sq;		/* NULL until opened */
	struct db *db;
	bool writer;
	struct handle *rights;	/* of a past: whose rights count. Else NULL */
	enum handle_class class;	/* whose statement is prepared or run */
	bool preparing;		/* a catalogue statement, this moment */
	bool names_table;	/* it names a table itself (sqltext.h) */
	bool saw_view;		/* it named a visible_ view */
	struct stmt *stmts[SQL_COUNT];
	sqlite3_stmt *own[OWN_COUNT];
	sqlite3_stmt **search;	/* of search_specs and search_follows */
	struct kept kept[HANDLE_KEPT];
	size_t kept_next;	/* the next one to go, modulo */
	int open;		/* catalogue statements handed out */
	bool holds;		/* it stays at one moment of the book */
	uint64_t uses;		/* that were ever */
	bool searched;		/* the search index was connected */
	int64_t texts_changed;	/* in it, by this transaction */
	int64_t data_version;	/* of the snapshot that access was read in */
	int64_t schema_version;
	int64_t seq;		/* the last event that access was asked of */
	uint64_t forgotten;	/* how often access was dropped */
	struct access access;
	struct stmt_cost cost;
};

struct stmt {
	sqlite3_stmt *st;
	struct handle *h;
	enum sql_id id;
	bool cached;		/* lives in h->stmts */
	bool busy;		/* handed out */
	bool begun;		/* stepped at least once */
	bool failed;
	uint64_t used;		/* as the handle counts */
	uint64_t bound;		/* a bit for each parameter that has a value */
};

/* A row touched in this transaction, to be put in the search index. */
struct touched {
	const char *tbl;	/* a name of recorded_tables */
	int64_t row, casefile;
	bool fresh;		/* made in this transaction: no entries yet */
};

/* A column of a recorded table. */
struct rec_column {
	char *name;
	char *key;		/* as a JSON key: "due_on": */
	bool id;		/* the row's number, which no payload holds */
	bool answers;		/* a JSON object */
	bool places;		/* tells where a row belongs */
};

/* What recording must know of a table (rowchange.c). */
struct rec_table {
	const struct recorded *r;
	struct rec_column *columns;
	size_t count;
	sqlite3_stmt *places;	/* gives casefile, meeting, other, action */
};

/* A column of the row being changed. NULL: null, or, in both, no matter. */
struct rowchange_column {
	sqlite3_value *old, *new;
};

/* The row that is being changed, until its event is written. */
struct rowchange {
	const struct recorded *r;	/* its table; NULL: none is */
	int op;			/* SQLITE_INSERT, _UPDATE, _DELETE */
	int64_t row;
	struct rowchange_column *rows;
	size_t count, cap;
};

struct tx {
	bool open;
	bool failed;		/* a statement failed: only a rollback is left */
	char *name;
	int64_t command, undoes, at;
	const char *file;	/* where it began */
	int line;
	bool chain_changed;	/* the chain row must be written */
	int64_t replica, next_id, seq, first_seq;
	unsigned char head[HASH_SIZE];
	struct touched *touched;	/* the rows; found through slots */
	size_t touched_count, touched_cap;
	uint32_t *slots;	/* a hash table of indexes + 1 */
	size_t slot_count;
	bool silent;		/* events carry no content: erasing */
};

struct watch {
	int fd;			/* the socket, or -1 */
	char *folder;		/* of all sessions' sockets, or NULL */
	char *name;		/* of our socket in it, or NULL */
	int64_t version;	/* data_version when last asked */
	int64_t seq;		/* the last event known of; -1: not asked yet */
	bool moved;		/* a byte came that somebody moved */
};

/* Another session that a book is read together with (access_with.c). */
struct db_with {
	struct db *db;
	unsigned how;		/* DB_SHARE_… */
};

struct db {
	char *path;
	enum db_mode mode;
	const struct clock *clock;
	struct handle reader, writer;
	struct lock lock;
	int wait_ms;
	int cache_kib;
	bool hold;		/* what is read is to be of one moment */
	int64_t member;		/* signed in, or 0 */
	bool system;		/* the program itself */
	bool sshd;		/* the program, answering sshd */
	bool reads_only;	/* stands for another: writes nothing */
	struct db_with *with;	/* who must see what it sees, too */
	size_t with_count, with_cap;
	char *key;		/* fingerprint that was signed in by, or NULL */
	char *session;
	struct tx tx;
	int64_t last_command;
	bool stands;		/* one reading, between db_stand and db_move_on */
	bool wrote;		/* something was committed by this session */
	int last_failure;	/* SQLite's code of the last handle_fail */
	int wal_pages;		/* in the WAL after the last commit */
	int wal_tried;		/* pages when a checkpoint was last tried */
	struct rec_table *tables;	/* what events know of them */
	size_t table_count;
	struct rowchange change;
	struct buf before, after;	/* of the event being written */
	struct buf scratch;		/* what is hashed */
	unsigned char salts[1024];	/* random bytes in stock */
	size_t salts_left;
	struct watch watch;
};

/* handle.c */

/* Open the connection with every setting of the book but journal_mode. flags
 * are SQLite's. */
bool handle_open(struct handle *h, struct db *db, bool writer, int flags,
    const char *uri, struct err *err);
void handle_close(struct handle *h);

/* The writer, opened now if need be. */
bool writer_open(struct db *db, struct err *err);

/* Set err from SQLite's last failure on h in words for a person; what says
 * what was being done ("The book can't be read"). Marks the transaction when
 * h is writing. Always false. */
bool handle_fail(struct handle *h, const char *what, struct err *err);

/* Prepare text for the class; NULL with err. */
sqlite3_stmt *handle_prepare(struct handle *h, enum handle_class class,
    const char *text, struct err *err);

/* Step in the class of the statement's owner. */
int handle_step(struct handle *h, enum handle_class class, sqlite3_stmt *st);

/* Run text as the store, whatever its rows. */
bool handle_exec(struct handle *h, const char *text, struct err *err);

/* One whole number that text gives. */
bool handle_int(struct handle *h, const char *text, int64_t *value,
    struct err *err);

/* A statement of the store's own, reset and ready; NULL with err. */
sqlite3_stmt *own(struct handle *h, enum own_id id, struct err *err);

/* The one whole number that it gives; it has no parameters. */
bool own_int(struct handle *h, enum own_id id, int64_t *value,
    struct err *err);

/* Step one of the store's own statements to its end and reset it. */
bool own_run(struct handle *h, sqlite3_stmt *st, struct err *err);

/* Where reads go now: the writer inside a transaction, else the reader. */
struct handle *handle_reading(struct db *db);

/* The reader goes on to the book as it is now: what was written meanwhile, by
 * this session as well, is seen by its next statement. */
void handle_move_on(struct handle *h);

/* stmt.c: drop the statements kept on a handle, all or those that were not among
 * the last so many to be asked; prepare one as the catalogue's
 * are, under the authorizer's whole attention. */
void stmts_free(struct handle *h);
void stmts_thin(struct handle *h, uint64_t recent);
sqlite3_stmt *stmt_prepare(struct handle *h, enum handle_class class,
    const char *text, struct err *err);

/* auth.c */
int authorize(void *arg, int action, const char *a, const char *b,
    const char *schema, const char *inner);

/* access.c */
bool access_register(struct handle *h, struct err *err);
void access_forget(struct handle *h);
void access_release(struct handle *h);
/* The rights of whoever is signed in, read when they are not known; nobody's
 * when they can't be. */
struct access *access_load(struct handle *h);
/* Ask the reader's data_version: when the book has changed, what was known of
 * rights is dropped. False, with err, when its schema was changed. */
bool access_refresh(struct handle *h, struct err *err);

bool access_may(struct handle *h, int64_t board, const char *right);
bool access_in_agency(struct handle *h, int64_t agency);

/* access_seen.c */
bool access_seen_register(struct handle *h, struct err *err);
void access_seen_forget(struct access *a);
void access_seen_release(struct access *a);
/* Whether the statement, one of OWN_SEES_…, finds the id; not, where it can't be
 * read. */
bool access_sees(struct handle *h, enum own_id sees, int64_t id);

/* access_with.c */
bool access_with_register(struct handle *h, struct err *err);
bool access_refresh_with(struct db *db, struct err *err);
/* Is one of those others shared with in one of these ways? */
bool access_with_are(const struct db *db, unsigned how);

/* access_guard.c */
bool access_guard_register(struct handle *h, struct err *err);
void access_guard_forget(struct access *a);
void access_guard_release(struct access *a);
/* Adds the casefiles that the given one guards, those that are not there yet;
 * false when they can't be read. */
bool access_guard_behind(struct handle *h, int64_t casefile,
    struct access_ids *out);

/* rowchange.c: the table of the row that is being changed; NULL when none is, or
 * the table can't be read. Good until rowchange_done. */
const struct rec_table *rowchange_look(struct db *db);
void rowchange_done(struct db *db);
/* Where it belongs, 0 for nowhere; false when that can't be read. */
struct places {
	int64_t casefile, meeting, other, action;
};
bool rowchange_places(struct db *db, const struct rec_table *t,
    struct places *p);
/* The type of a value, of which NULL is null, and whether two are the same. */
int rowchange_type(sqlite3_value *v);
bool rowchange_same(sqlite3_value *a, sqlite3_value *b);
void rowchange_register(struct handle *h);
void rowchange_release(struct db *db);

/* event.c */
bool event_register(struct handle *h, struct err *err);
void event_release(struct db *db);
bool chain_load(struct db *db, struct err *err);
bool chain_save(struct db *db, struct err *err);
/* Hash of one event after head; texts without NUL. For event.c and verify.c. */
struct event_row {
	int64_t seq, command, undoes, member, at, row, casefile, meeting;
	int64_t other, action;
	const char *name, *session, *tbl, *op;
};
void event_hash(unsigned char out[HASH_SIZE],
    const unsigned char head[HASH_SIZE], const struct event_row *e,
    const unsigned char digest[HASH_SIZE], struct buf *scratch);
void event_digest(unsigned char out[HASH_SIZE], const void *salt,
    size_t salt_len, const char *before, size_t before_len,
    const char *after, size_t after_len);

/* file.c: everything that is seen of a book without opening it. *resolved gets
 * the path without symbolic links, yours to free. */
bool file_check(const char *path, enum db_mode mode, char **resolved,
    struct err *err);
/* The same for the folder of a book to be made. */
bool file_check_new(const char *path, char **resolved, struct err *err);
/* The name of a network file system by the magic number that statfs gives, or
 * NULL for one of this machine (or FUSE, which may be either). */
const char *file_network_name(unsigned long magic);
/* Whether a FUSE file system reaches other machines; mounts is laid out as
 * /proc/self/mountinfo, name gets its kind. */
bool file_fuse_is_remote(FILE *mounts, dev_t dev, char name[32]);

/* migrate.c: bring the book to this program's version. from: its present
 * one. */
bool book_migrate(struct db *db, int64_t from, struct err *err);

/* search.c */
void search_touch(struct db *db, const char *tbl, int64_t row,
    int64_t casefile, bool fresh);
bool search_update(struct db *db, struct err *err);
void search_forget(struct db *db);
void search_close(struct handle *h);

/* field.c: the statements kept for fields. */
void field_release(struct handle *h);

/* tx.c: what becomes of the WAL; the caller holds the lock and no
 * transaction. */
void wal_tidy(struct db *db);
bool wal_truncate(struct db *db, int wait_ms);

/* watch.c */
void watch_tell(struct db *db);
void watch_own(struct db *db, int64_t first, int64_t last);

#endif
