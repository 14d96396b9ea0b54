#include "cmd/casefile_cmd.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/hash.h"
#include "cmd/agenda_build.h"
#include "cmd/bind.h"
#include "cmd/case_need.h"
#include "cmd/cmd.h"
#include "model/reference.h"
#include "store/tx.h"

bool
casefile_require(struct session *s, int64_t casefile, int64_t *board,
    struct err *err)
{
	struct stmt *q = cmd_query(s, SQL_SET_CASEFILE,
	    BIND(B_ID("id", casefile)), err);
	bool own = false;

	*board = 0;
	if (q == NULL)
		return false;
	if (stmt_next(q, err)) {
		*board = col_int(q, 0);
		own = col_bool(q, 1);
	}
	if (!stmt_done(q))
		return false;
	if (*board == 0)
		return err_set(err, ERR_INPUT, "There is no such casefile.");
	if (own && session_may(s, *board, RIGHT_REFER))
		return true;
	return session_require(s, *board, RIGHT_MANAGE_CASES, err);
}

/* ---- Referring --------------------------------------------------------- */

static uint64_t
keyed(void *arg, const void *data, size_t len)
{
	return hash_keyed64(arg, data, len);
}

/* The insert itself finds out, so that a case one may not see gives nothing
 * away here. */
static bool
never_taken(void *arg, const char *reference)
{
	(void)arg;
	(void)reference;
	return false;
}

/* Where a new record stands: in the state given, else in the first of its
 * type. */
static bool
begin_state(const struct kind_case_type *t, struct casefile_new *c,
    struct err *err)
{
	const struct kind_state *state = kind_state_initial(t);

	if (c->state == NULL || c->state_on == DATE_NONE)
		c->state_on = c->received;
	if (c->state != NULL) {
		state = kind_state(t, c->state);
		if (state == NULL)
			return err_set(err, ERR_INPUT, "%s has no state"
			    " \"%s\".", t->title, c->state);
	}
	c->state = state != NULL ? state->key : NULL;
	return true;
}

static bool
insert(struct session *s, const struct casefile_new *c, int64_t id,
    const struct kind_case_type *t, const char *ref, int *added,
    struct err *err)
{
	bool known = t->register_only;
	const struct bind binds[] = {
		B_ID("id", id), B_ID("board", c->board),
		B_TEXT("type", t->key), B_TEXT("ref", ref),
		B_DATE("received", c->received),
		B_DATE("incident", c->incident), B_ID("agency", c->agency),
		B_ID("member", c->member), B_STR("referrer", c->referrer),
		B_STR("origin", c->origin), B_STR("tool", c->tool),
		{ .name = ":score", .sort = c->score < 0 ? BIND_TEXT :
		    BIND_INT, .number = c->score },
		B_DATE("scored_on", c->scored_on),
		B_TEXT("screening", known ? "accepted" : "waiting"),
		B_DATE("screened_on", known ? clock_today(s->clock) :
		    DATE_NONE),
		B_ID("screened_by", known ? s->member : 0),
		B_TEXT("audience", t->listed ? "list" : "board"),
		B_ID("lead", c->lead), B_STR("state", c->state),
		B_DATE("state_on", c->state != NULL ? c->state_on :
		    DATE_NONE),
		B_STR("state_reason", c->state_reason),
		B_INT("live", kind_is_live(t, c->state)),
		B_TEXT("answers", c->answers ? c->answers : "{}"),
		{ .name = NULL }
	};

	return cmd_write(s, SQL_CASEFILE_ADD, binds, added, err);
}

static bool
draw(struct session *s, const struct casefile_new *c, int64_t id,
    const struct kind_case_type *t, struct err *err)
{
	struct buf ref = { 0 }, counter = { 0 };
	unsigned char key[HASH_KEY];
	int year, month, day, added = 0;
	int64_t index;
	uint64_t next;
	char *prefix = NULL;
	bool ok;

	date_split(c->received, &year, &month, &day);
	buf_addf(&counter, "ref/%lld/%s/%d", (long long)c->board, t->key,
	    year);
	ok = cmd_one_text(s, SQL_BOARD_PREFIX, BIND(B_ID("id", c->board)),
	    &prefix, err) &&
	    db_reference_key(s->db, key, err) &&
	    db_counter(s->db, buf_text(&counter), &index, err);
	next = ok ? (uint64_t)index : 0;
	while (ok && added == 0) {
		buf_clear(&ref);
		reference_next(&ref, t->reference, prefix ? prefix : "", year,
		    &next, keyed, key, never_taken, NULL);
		ok = insert(s, c, id, t, buf_text(&ref), &added, err);
	}
	ok = ok && db_set_counter(s->db, buf_text(&counter), (int64_t)next,
	    err);
	free(prefix);
	buf_release(&counter);
	buf_release(&ref);
	return ok;
}

/* One who only refers does so for their own agency, and sees it from then
 * on. */
static bool
own_referral(struct session *s, struct casefile_new *c, struct err *err)
{
	if (session_may(s, c->board, RIGHT_MANAGE_CASES))
		return true;
	if (!session_require(s, c->board, RIGHT_REFER, err) ||
	    !cmd_one(s, SQL_MEMBER_OWN_AGENCY, BIND_NONE, &c->agency, err))
		return false;
	c->member = s->member;
	c->ref = NULL;
	return true;
}

static bool
refer(struct session *s, const struct casefile_new *given, int64_t id,
    struct err *err)
{
	const struct kind *k = session_board_kind(s, given->board, err);
	const struct kind_case_type *t;
	struct casefile_new c = *given;
	int added;

	if (c.received == DATE_NONE)
		c.received = clock_today(s->clock);
	if (k == NULL || !own_referral(s, &c, err))
		return false;
	t = c.type != NULL ? kind_case_type(k, c.type) :
	    k->n_case_types > 0 ? &k->case_types[0] : NULL;
	if (t == NULL)
		return err_set(err, ERR_INPUT, "This board hears no cases of"
		    " the type \"%s\".", c.type ? c.type : "");
	if (!begin_state(t, &c, err))
		return false;
	if (c.ref == NULL) {
		if (!draw(s, &c, id, t, err))
			return false;
	} else {
		if (!insert(s, &c, id, t, c.ref, &added, err))
			return false;
		if (added == 0)
			return err_set(err, ERR_INPUT, "The reference %s is in"
			    " use already.", c.ref);
	}
	if (s->member != 0 && !case_need_all(s, id, err))
		return false;
	if (s->member == 0 || (!t->listed &&
	    session_may(s, c.board, RIGHT_SEE_CASES)))
		return true;
	return cmd_write(s, SQL_ACCESS_ADD_OWN,
	    BIND(B_ID("id", db_new_id(s->db)), B_ID("casefile", id),
	    B_ID("board", c.board), B_TEXT("reason", t->listed ?
	    "wrote it down" : "referred it")), NULL,
	    err);
}

bool
cmd_casefile_refer(struct session *s, const struct casefile_new *c,
    int64_t *id, struct err *err)
{
	bool ok;

	if (!cmd_begin(s, "casefile-refer", err))
		return false;
	*id = db_new_id(s->db);
	ok = refer(s, c, *id, err);
	return cmd_end(s, ok, err);
}

/* ---- Screening --------------------------------------------------------- */

static bool
require_complete(struct session *s, int64_t casefile, struct err *err)
{
	struct arena a = { 0 };
	struct buf list = { 0 };
	struct missing *missing;
	size_t i, n = 0;
	bool ok = casefile_missing(s, casefile, &a, &missing, &n, err);

	for (i = 0; ok && i < n && i < 6; i++)
		buf_addf(&list, "%s%s", i > 0 ? "; " : "", missing[i].text);
	if (ok && n > 0)
		ok = err_set(err, ERR_INPUT, "This referral still lacks: %s%s."
		    " Return it for completion, or accept it with a reason.",
		    buf_text(&list), n > 6 ? "; and more" : "");
	buf_release(&list);
	arena_release(&a);
	return ok;
}

static bool
screen(struct session *s, int64_t casefile, enum screening how,
    const char *reason, struct err *err)
{
	static const char *const names[] = { "accepted", "returned",
	    "rejected" };
	bool given = reason != NULL && reason[0] != '\0';
	int64_t board;

	if (!cmd_one(s, SQL_FIND_CASEFILE_BOARD, BIND(B_ID("id", casefile)),
	    &board, err))
		return false;
	if (board == 0)
		return err_set(err, ERR_INPUT, "There is no such casefile.");
	if (!session_require(s, board, RIGHT_SCREEN_REFERRALS, err))
		return false;
	if (how != SCREEN_ACCEPT && !given)
		return err_set(err, ERR_INPUT, "Say why it is %s: whoever"
		    " referred it is told.", names[how]);
	if (how == SCREEN_ACCEPT && !given && !require_complete(s, casefile,
	    err))
		return false;
	return cmd_write(s, SQL_CASEFILE_SCREEN, BIND(B_ID("id", casefile),
	    B_TEXT("screening", names[how]),
	    B_DATE("on", clock_today(s->clock)), B_ID("by", s->member),
	    B_STR("reason", reason)), NULL, err) &&
	    (how != SCREEN_ACCEPT || agenda_stand_planned(s, board, err));
}

bool
cmd_casefile_screen(struct session *s, int64_t casefile, enum screening how,
    const char *reason, struct err *err)
{
	bool ok;

	if (!cmd_begin(s, "casefile-screen", err))
		return false;
	ok = screen(s, casefile, how, reason, err);
	return cmd_end(s, ok, err);
}

/* ---- Who may see it ---------------------------------------------------- */

static bool
require_access(struct session *s, int64_t casefile, int64_t *board,
    struct err *err)
{
	if (!cmd_one(s, SQL_FIND_CASEFILE_BOARD, BIND(B_ID("id", casefile)),
	    board, err))
		return false;
	if (*board == 0)
		return err_set(err, ERR_INPUT, "There is no such casefile.");
	return session_require(s, *board, RIGHT_MANAGE_ACCESS, err);
}

/* A change after which one would not see the casefile could not be taken
 * back. */
static bool
still_seen(struct session *s, int64_t casefile, struct err *err)
{
	int64_t seen;

	if (!cmd_one(s, SQL_CASEFILE_SEEN, BIND(B_ID("id", casefile)), &seen,
	    err))
		return false;
	return seen > 0 || err_set(err, ERR_INPUT, "You would not see this"
	    " casefile yourself any more. Let another who may manage access"
	    " do this.");
}

static bool
restrict_it(struct session *s, int64_t casefile, bool restricted,
    bool list_only, struct err *err)
{
	const struct kind_case_type *t;
	const struct kind *k;
	int64_t board;
	char *type;

	if (!require_access(s, casefile, &board, err) ||
	    !cmd_one_text(s, SQL_CASEFILE_TYPE, BIND(B_ID("id", casefile)),
	    &type, err))
		return false;
	k = session_board_kind(s, board, err);
	t = k != NULL && type != NULL ? kind_case_type(k, type) : NULL;
	free(type);
	if (k == NULL)
		return false;
	if (restricted && (t == NULL || !t->restrictable))
		return err_set(err, ERR_INPUT, "Casefiles of this type are not"
		    " restricted. Keep agencies or members out one by one.");
	return cmd_write(s, SQL_CASEFILE_RESTRICT, BIND(B_ID("id", casefile),
	    B_INT("restricted", restricted),
	    B_TEXT("audience", list_only ? "list" : "board")), NULL, err) &&
	    still_seen(s, casefile, err);
}

bool
cmd_casefile_restrict(struct session *s, int64_t casefile, bool restricted,
    bool list_only, struct err *err)
{
	bool ok;

	if (!cmd_begin(s, "casefile-restrict", err))
		return false;
	ok = restrict_it(s, casefile, restricted, list_only, err);
	return cmd_end(s, ok, err);
}

static bool
set_access(struct session *s, int64_t casefile, bool allow, int64_t agency,
    int64_t member, const char *reason, struct err *err)
{
	int64_t board;
	int dropped;

	if ((agency == 0) == (member == 0))
		return err_set(err, ERR_INPUT, "An entry is about an agency or"
		    " about a member.");
	return require_access(s, casefile, &board, err) &&
	    cmd_write(s, SQL_ACCESS_DROP, BIND(B_ID("casefile", casefile),
	    B_ID("agency", agency), B_ID("member", member)), &dropped,
	    err) &&
	    cmd_write(s, SQL_ACCESS_ADD, BIND(B_ID("id", db_new_id(s->db)),
	    B_ID("casefile", casefile), B_ID("agency", agency),
	    B_ID("member", member), B_TEXT("effect", allow ? "allow" : "deny"),
	    B_STR("reason", reason)), NULL, err) &&
	    still_seen(s, casefile, err);
}

bool
cmd_casefile_access(struct session *s, int64_t casefile, bool allow,
    int64_t agency, int64_t member, const char *reason, struct err *err)
{
	bool ok;

	if (!cmd_begin(s, allow ? "casefile-allow" : "casefile-deny", err))
		return false;
	ok = set_access(s, casefile, allow, agency, member, reason, err);
	return cmd_end(s, ok, err);
}

bool
cmd_casefile_access_drop(struct session *s, int64_t casefile, int64_t agency,
    int64_t member, struct err *err)
{
	int64_t board;
	bool ok;

	if (!cmd_begin(s, "casefile-access-drop", err))
		return false;
	ok = require_access(s, casefile, &board, err) &&
	    cmd_write(s, SQL_ACCESS_DROP, BIND(B_ID("casefile", casefile),
	    B_ID("agency", agency), B_ID("member", member)), NULL, err) &&
	    still_seen(s, casefile, err);
	return cmd_end(s, ok, err);
}

/* ---- To another area, and beside another ------------------------------- */

bool
cmd_casefile_send(struct session *s, int64_t casefile, const char *to,
    int on, struct err *err)
{
	int64_t board;
	bool ok;

	if (to == NULL || to[0] == '\0')
		return err_set(err, ERR_INPUT, "Say which area it goes to.");
	if (!cmd_begin(s, "casefile-send", err))
		return false;
	ok = casefile_require(s, casefile, &board, err) &&
	    cmd_write(s, SQL_CASEFILE_SEND, BIND(B_ID("id", casefile),
	    B_TEXT("area", to), B_DATE("on", on)), NULL, err);
	return cmd_end(s, ok, err);
}

bool
cmd_casefile_acknowledge(struct session *s, int64_t casefile, int on,
    struct err *err)
{
	int64_t board;
	int changed = 0;
	bool ok;

	if (!cmd_begin(s, "casefile-acknowledge", err))
		return false;
	ok = casefile_require(s, casefile, &board, err) &&
	    cmd_write(s, SQL_CASEFILE_ACKNOWLEDGE, BIND(B_ID("id", casefile),
	    B_DATE("on", on)), &changed, err);
	if (ok && changed == 0)
		ok = err_set(err, ERR_INPUT, "This casefile was not sent to"
		    " another area.");
	return cmd_end(s, ok, err);
}

static bool
check_link(struct session *s, int64_t casefile, int64_t board,
    const char *sort, struct err *err)
{
	const struct kind *k = session_board_kind(s, board, err);
	const struct kind_case_type *t;
	char *type;

	if (k == NULL || !cmd_one_text(s, SQL_CASEFILE_TYPE,
	    BIND(B_ID("id", casefile)), &type, err))
		return false;
	t = type != NULL ? kind_case_type(k, type) : NULL;
	free(type);
	return (t != NULL && kind_link(t, sort) != NULL) ||
	    err_set(err, ERR_INPUT, "Casefiles of this type have no link"
	    " \"%s\".", sort);
}

static bool
link_them(struct session *s, int64_t casefile, int64_t other,
    const char *sort, const char *note, struct err *err)
{
	int64_t board, same;

	if (casefile == other)
		return err_set(err, ERR_INPUT, "A casefile is not linked to"
		    " itself.");
	if (!casefile_require(s, casefile, &board, err) ||
	    !check_link(s, casefile, board, sort, err) ||
	    !cmd_one(s, SQL_CASEFILE_LINK_FIND, BIND(B_ID("casefile",
	    casefile), B_ID("other", other), B_TEXT("sort", sort)), &same,
	    err))
		return false;
	if (same != 0)
		return err_set(err, ERR_INPUT, "The two are linked so"
		    " already.");
	return cmd_write(s, SQL_CASEFILE_LINK_ADD,
	    BIND(B_ID("id", db_new_id(s->db)), B_ID("casefile", casefile),
	    B_ID("other", other), B_TEXT("sort", sort), B_STR("note", note)),
	    NULL, err);
}

bool
cmd_casefile_link(struct session *s, int64_t casefile, int64_t other,
    const char *sort, const char *note, struct err *err)
{
	bool ok;

	if (!cmd_begin(s, "casefile-link", err))
		return false;
	ok = link_them(s, casefile, other, sort, note, err);
	return cmd_end(s, ok, err);
}

bool
cmd_casefile_unlink(struct session *s, int64_t casefile, int64_t other,
    const char *sort, struct err *err)
{
	int64_t board;
	bool ok;

	if (!cmd_begin(s, "casefile-unlink", err))
		return false;
	ok = casefile_require(s, casefile, &board, err) &&
	    cmd_write(s, SQL_CASEFILE_LINK_DROP, BIND(B_ID("casefile",
	    casefile), B_ID("other", other), B_TEXT("sort", sort)), NULL,
	    err);
	return cmd_end(s, ok, err);
}
