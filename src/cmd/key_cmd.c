#include "cmd/key_cmd.h"

#include <string.h>

#include "base/arena.h"
#include "cmd/agency_cmd.h"
#include "cmd/bind.h"
#include "cmd/cmd.h"
#include "cmd/find.h"
#include "cmd/meeting_need.h"
#include "cmd/verb.h"
#include "model/sshkey.h"
#include "store/directory_read.h"
#include "store/sign_in_read.h"
#include "store/tx.h"

/* Enough of a fingerprint to know it by: "SHA256:" and eight letters. */
#define PREFIX_LEAST 15

static bool
is_keeper(struct session *s, int64_t member, bool *keeper, struct err *err)
{
	int64_t value;

	if (!cmd_one(s, SQL_MEMBER_IS_KEEPER, BIND(B_ID("id", member)),
	    &value, err))
		return false;
	*keeper = value != 0;
	return true;
}

/* On every board that they have a role on. */
static bool
manages_all(struct session *s, int64_t member, bool *all, struct err *err)
{
	struct stmt *q = cmd_query(s, SQL_SIGN_IN_BOARDS, BIND(
	    B_ID("member", member),
	    B_DATE("today", clock_today(s->clock))), err);

	*all = true;
	while (stmt_next(q, err))
		*all = session_may(s, col_int(q, 0), RIGHT_MANAGE_MEMBERS) &&
		    *all;
	return stmt_done(q);
}

static bool
require(struct session *s, int64_t member, struct err *err)
{
	bool keeper, all;

	if (!directory_require(s, err))
		return false;
	if (session_require_keeper(s, NULL))
		return true;
	if (!is_keeper(s, member, &keeper, err) ||
	    !manages_all(s, member, &all, err))
		return false;
	return (!keeper && all) || err_set(err, ERR_DENIED, "Whoever has a key"
	    " of this member's can do what they may do, and that is more than"
	    " is yours to give. Those who look after the book may do this."
	    " Nothing was changed.");
}

/* ---- Adding ------------------------------------------------------------ */

static bool
insert(struct session *s, int64_t member, const struct sshkey *k,
    struct err *err)
{
	struct arena a = {0};
	int64_t taken;
	int changed = 0;
	bool ok;

	ok = cmd_one(s, SQL_KEY_NAMED, BIND(B_TEXT("fingerprint",
	    k->fingerprint)), &taken, err) && (taken == 0 || err_set(err,
	    ERR_INPUT, "This key is in the book already, and one key is one"
	    " member's. Nothing was changed."));
	ok = ok && cmd_write(s, SQL_KEY_ADD, BIND(
	    B_ID("id", db_new_id(s->db)), B_ID("member", member),
	    B_TEXT("type", k->type), B_TEXT("blob", k->blob.data),
	    B_TEXT("fingerprint", k->fingerprint),
	    B_TEXT("comment", buf_text(&k->comment)),
	    B_TEXT("at", need_now(s, &a)), B_ID("by", s->member),
	    B_DATE("today", clock_today(s->clock))), &changed, err) &&
	    (changed > 0 || err_set(err, ERR_INPUT, "This member has left."
	    " Let them sign in again first."));
	arena_release(&a);
	return ok;
}

bool
cmd_key_add(struct session *s, int64_t member, const char *text, size_t len,
    struct buf *shown, struct err *err)
{
	struct sshkey k;
	bool ok;

	if (!sshkey_parse(&k, text, len, err))
		return false;
	ok = cmd_begin(s, "key-add", err);
	if (ok)
		ok = cmd_end(s, require(s, member, err) &&
		    insert(s, member, &k, err), err);
	if (ok && shown != NULL)
		buf_addf(shown, "%s, %s", k.label, k.fingerprint);
	sshkey_release(&k);
	return ok;
}

/* ---- Changing ---------------------------------------------------------- */

static bool
require_key(struct session *s, int64_t key, struct err *err)
{
	int64_t member;

	if (!cmd_one(s, SQL_KEY_OWNER, BIND(B_ID("id", key)), &member, err))
		return false;
	return member != 0 ? require(s, member, err) : err_set(err, ERR_INPUT,
	    "There is no such key.");
}

bool
cmd_key_disable(struct session *s, int64_t key, const char *reason,
    struct err *err)
{
	struct arena a = {0};
	int changed = 0;
	bool ok;

	if (!cmd_begin(s, "key-disable", err))
		return false;
	ok = require_key(s, key, err) && cmd_write(s, SQL_KEY_DISABLE, BIND(
	    B_ID("id", key), B_TEXT("at", need_now(s, &a)),
	    B_ID("by", s->member), B_STR("reason", reason)), &changed, err) &&
	    (changed > 0 || err_set(err, ERR_INPUT, "This key is disabled"
	    " already."));
	arena_release(&a);
	return cmd_end(s, ok, err);
}

bool
cmd_key_enable(struct session *s, int64_t key, struct err *err)
{
	int changed = 0;
	bool ok;

	if (!cmd_begin(s, "key-enable", err))
		return false;
	ok = require_key(s, key, err) && cmd_write(s, SQL_KEY_ENABLE,
	    BIND(B_ID("id", key)), &changed, err) && (changed > 0 ||
	    err_set(err, ERR_INPUT, "This key lets its member in already."));
	return cmd_end(s, ok, err);
}

bool
cmd_key_remove(struct session *s, int64_t key, struct err *err)
{
	bool ok;

	if (!cmd_begin(s, "key-remove", err))
		return false;
	ok = require_key(s, key, err) && cmd_write(s, SQL_KEY_REMOVE,
	    BIND(B_ID("id", key)), NULL, err);
	return cmd_end(s, ok, err);
}

/* ---- Finding ----------------------------------------------------------- */

static bool
of_login(struct session *s, const char *login, int64_t *id, struct err *err)
{
	struct arena a = {0};
	struct key_row *rows;
	int64_t member;
	size_t n;
	bool ok;

	if (!find_member(s, login, &member, err))
		return false;
	ok = key_read(s->db, member, &a, &rows, &n, err);
	if (ok && n != 1)
		ok = err_set(err, ERR_INPUT, n == 0 ? "%s has no key." :
		    "%s has more than one key: say which by its fingerprint.",
		    login);
	if (ok)
		*id = rows[0].id;
	arena_release(&a);
	return ok;
}

bool
find_key(struct session *s, const char *text, int64_t *id, struct err *err)
{
	size_t n, i, len = strlen(text), hits = 0;
	struct arena a = {0};
	struct key_row *rows;
	bool ok;

	if (strncmp(text, "SHA256:", 7) != 0)
		return of_login(s, text, id, err);
	ok = key_read(s->db, 0, &a, &rows, &n, err);
	for (i = 0; ok && i < n; i++) {
		if (strncmp(rows[i].fingerprint, text, len) != 0)
			continue;
		*id = rows[i].id;
		hits++;
	}
	arena_release(&a);
	if (ok && (hits != 1 || len < PREFIX_LEAST))
		return err_set(err, ERR_INPUT, hits == 0 ? "There is no key"
		    " with that fingerprint." : "That is too little of a"
		    " fingerprint to tell one key by.");
	return ok;
}

/* ---- By name ----------------------------------------------------------- */

static bool
verb_add(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct buf key = {0}, shown = {0};
	int64_t member;
	size_t i;
	bool ok;

	/* A .pub file's line is three words to whoever splits lines. */
	for (i = 1; i < argc; i++)
		buf_addf(&key, "%s%s", i > 1 ? " " : "", argv[i]);
	ok = find_member(s, argv[0], &member, err) && cmd_key_add(s, member,
	    buf_text(&key), key.len, &shown, err);
	if (ok)
		buf_addf(reply, "%s may sign in with this key: %s.", argv[0],
		    buf_text(&shown));
	buf_wipe(&key);
	buf_release(&shown);
	return ok;
}

static bool
verb_disable(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	int64_t key;

	if (!find_key(s, argv[0], &key, err) ||
	    !cmd_key_disable(s, key, argc > 1 ? argv[1] : NULL, err))
		return false;
	buf_adds(reply, "The key is disabled; who came in with it is out.");
	return true;
}

static bool
verb_enable(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	int64_t key;

	(void)argc;
	if (!find_key(s, argv[0], &key, err) ||
	    !cmd_key_enable(s, key, err))
		return false;
	buf_adds(reply, "The key lets its member in again.");
	return true;
}

static bool
verb_remove(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	int64_t key;

	(void)argc;
	if (!find_key(s, argv[0], &key, err) ||
	    !cmd_key_remove(s, key, err))
		return false;
	buf_adds(reply, "The key is gone; who came in with it is out.");
	return true;
}

static void
add_row(struct buf *b, const struct key_row *r)
{
	buf_addf(b, "%s  %s  %s  %s", r->login, r->fingerprint, r->type,
	    r->comment);
	if (*r->disabled_at)
		buf_addf(b, "  disabled %.10s%s%s", r->disabled_at,
		    *r->reason ? ": " : "", r->reason);
	buf_addc(b, '\n');
}

static bool
verb_list(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct arena a = {0};
	struct key_row *rows;
	int64_t member = 0;
	size_t n, i;
	bool ok;

	ok = (argc == 0 || find_member(s, argv[0], &member, err)) &&
	    key_read(s->db, member, &a, &rows, &n, err);
	for (i = 0; ok && i < n; i++)
		add_row(reply, &rows[i]);
	if (ok && n == 0)
		buf_adds(reply, "No key yet.");
	arena_release(&a);
	return ok;
}

static const struct verb verbs[] = {
	{ "key-add", "LOGIN TYPE KEY [COMMENT …]", "let a member sign in over"
	    " SSH with this public key", 2, 12, verb_add },
	{ "key-disable", "KEY|LOGIN [REASON]", "let a key sign nobody in,"
	    " and who came in with it out", 1, 2, verb_disable },
	{ "key-enable", "KEY|LOGIN", "let a disabled key sign its member in"
	    " again", 1, 1, verb_enable },
	{ "key-list", "[LOGIN]", "the keys that members sign in with over SSH",
	    0, 1, verb_list },
	{ "key-remove", "KEY|LOGIN", "take a key out of the book", 1, 1,
	    verb_remove },
};

const struct verb_group verbs_key = {
	.verbs = verbs, .n = sizeof(verbs) / sizeof(verbs[0])
};
