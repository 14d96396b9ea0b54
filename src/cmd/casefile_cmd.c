#include "cmd/casefile_cmd.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/hash.h"
#include "cmd/agenda_build.h"
#include "cmd/bind.h"
#include "cmd/case_need.h"
#include "cmd/cmd.h"
#include "cmd/field_check.h"
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

/* What the number is drawn by: the record's own words and the moment. Nothing
 * that other records have a part in, so that it is the same whatever else there
 * is that one may not see. */
static void
add_seed(struct session *s, const struct casefile_new *c,
    const struct kind_case_type *t, const char *prefix, struct buf *seed)
{
	const char *const words[] = { prefix, t->key, c->referrer, c->origin,
		c->tool, c->answers };
	size_t i;

	buf_addf(seed, "%lld/%d/%d/%d", (long long)clock_now(s->clock),
	    c->received, c->incident, c->score);
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		buf_addf(seed, "/%s", words[i] != NULL ? words[i] : "");
}

/* The insert itself finds out whether a number is taken, so that a case one may
 * not see gives nothing away here. */
static bool
draw(struct session *s, const struct casefile_new *c, int64_t id,
    const struct kind_case_type *t, struct err *err)
{
	int digits = reference_digits(t->reference), added = 0;
	struct buf ref = { 0 }, seed = { 0 };
	unsigned char key[HASH_KEY];
	int year, month, day;
	unsigned attempt = 0;
	char *prefix = NULL;
	bool ok;

	date_split(c->received, &year, &month, &day);
	ok = cmd_one_text(s, SQL_BOARD_PREFIX, BIND(B_ID("id", c->board)),
	    &prefix, err) && db_reference_key(s->db, key, err);
	if (ok)
		add_seed(s, c, t, prefix != NULL ? prefix : "", &seed);
	while (ok && added == 0) {
		uint64_t at = reference_draw(keyed, key, buf_text(&seed),
		    digits, attempt++);

		buf_clear(&ref);
		reference_add(&ref, t->reference, prefix != NULL ? prefix : "",
		    year, reference_number(keyed, key, prefix != NULL ? prefix
		    : "", year, digits, at));
		ok = insert(s, c, id, t, buf_text(&ref), &added, err);
	}
	free(prefix);
	buf_release(&seed);
	buf_release(&ref);
	return ok;
}

/* References are unique in the book: whoever could choose one would learn by the
 * refusal that a record hidden from them has it. So what a member writes down
 * has its reference drawn, always; an import, which is the program's own work
 * and shows nobody anything, keeps those that it brings. */
static bool
reference_is_theirs(const struct session *s, const struct casefile_new *c,
    struct err *err)
{
	return c->ref == NULL || s->member == 0 || err_set(err, ERR_INPUT,
	    "A reference is drawn, not chosen: leave it out. Nothing was"
	    " written down. Records that have references already keep them"
	    " when they are imported.");
}

/* One who only refers, or is not shown what waits to be screened, does so for
 * their own agency, and sees it from then on: nobody writes down what is gone
 * for them at once. */
static bool
own_referral(struct session *s, struct casefile_new *c, struct err *err)
{
	if (session_may(s, c->board, RIGHT_MANAGE_CASES) &&
	    session_may(s, c->board, RIGHT_SEE_REFERRALS))
		return true;
	if (!session_require(s, c->board, RIGHT_REFER, err) ||
	    !cmd_one(s, SQL_MEMBER_OWN_AGENCY, BIND_NONE, &c->agency, err))
		return false;
	c->member = s->member;
	return true;
}

static bool
check_referral(struct session *s, const struct casefile_new *c,
    struct err *err)
{
	const struct {
		const char *column, *text;
	} texts[] = {
		{ "tool", c->tool }, { "referrer", c->referrer },
		{ "origin", c->origin },
	};
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (!check_column(s, c->board, "casefile", texts[i].column,
		    texts[i].text, err))
			return false;
	return check_day(s, c->board, "casefile", "received_on",
	    c->received, err) &&
	    check_day(s, c->board, "casefile", "incident_on", c->incident,
	    err) &&
	    check_day(s, c->board, "casefile", "scored_on", c->scored_on,
	    err) &&
	    check_number(s, c->board, "casefile", "score", c->score, err);
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
	if (!reference_is_theirs(s, &c, err))
		return false;
	if (k == NULL || !own_referral(s, &c, err) ||
	    !check_referral(s, &c, err))
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
	if (s->member == 0)
		return true;
	/* Whoever wrote it sees it, before anything is asked of it. */
	if ((t->listed || !session_may(s, c.board, RIGHT_SEE_CASES)) &&
	    !cmd_write(s, SQL_ACCESS_ADD_OWN, BIND(B_ID("id",
	    db_new_id(s->db)), B_ID("casefile", id), B_ID("board", c.board),
	    B_TEXT("reason", t->listed ? "wrote it down" : "referred it")),
	    NULL, err))
		return false;
	return case_need_all(s, id, err);
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

static const char *const screenings[] = { "accepted", "returned",
    "rejected" };

/* Another's decision, with its reason, is never written over unseen: not even
 * by the same one, whose reason would be lost. */
static bool
write_screening(struct session *s, int64_t casefile, enum screening how,
    const char *reason, const struct screening_was *was, struct err *err)
{
	struct stmt *q = cmd_query(s, SQL_CASEFILE_SCREENING,
	    BIND(B_ID("id", casefile)), err);
	struct screening_was now = { 0 };
	struct arena a = { 0 };
	int changed = 0;
	bool ok;

	if (stmt_next(q, err))
		now = (struct screening_was){ col_copy(q, 0, &a),
		    col_copy(q, 1, &a) };
	ok = stmt_done(q);
	if (was == NULL)
		was = &now;
	ok = ok && cmd_write(s, SQL_CASEFILE_SCREEN,
	    BIND(B_ID("id", casefile), B_TEXT("screening", screenings[how]),
	    B_DATE("on", clock_today(s->clock)), B_ID("by", s->member),
	    B_STR("reason", reason), B_TEXT("old", was->screening),
	    B_TEXT("old_reason", was->reason)), &changed, err);
	if (ok && changed == 0)
		ok = err_set(err, ERR_CONFLICT, "Somebody else has screened"
		    " this referral since you looked: it is %s now%s%s. Yours"
		    " was not saved; look at both.", now.screening,
		    *now.reason ? ", because: " : "", now.reason);
	arena_release(&a);
	return ok;
}

static bool
screen(struct session *s, int64_t casefile, enum screening how,
    const char *reason, const struct screening_was *was, struct err *err)
{
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
		    " referred it is told.", screenings[how]);
	if (how == SCREEN_ACCEPT && !given && !require_complete(s, casefile,
	    err))
		return false;
	return write_screening(s, casefile, how, reason, was, err) &&
	    (how != SCREEN_ACCEPT || agenda_stand_planned(s, board, err));
}

bool
cmd_casefile_screen(struct session *s, int64_t casefile, enum screening how,
    const char *reason, const struct screening_was *was, struct err *err)
{
	bool ok;

	if (!cmd_begin(s, "casefile-screen", err))
		return false;
	ok = screen(s, casefile, how, reason, was, err);
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

/* The link's sort is one of the case type, and the other casefile of the type
 * that it leads to. */
static bool
check_link(struct session *s, int64_t casefile, int64_t other,
    int64_t board, const char *sort, struct err *err)
{
	const struct kind *k = session_board_kind(s, board, err);
	const struct kind_case_type *t, *there;
	const struct kind_link *link;
	char *type = NULL, *its = NULL;

	if (k == NULL || !cmd_one_text(s, SQL_CASEFILE_TYPE,
	    BIND(B_ID("id", casefile)), &type, err) || !cmd_one_text(s,
	    SQL_CASEFILE_TYPE, BIND(B_ID("id", other)), &its, err)) {
		free(type);
		return false;
	}
	t = type != NULL ? kind_case_type(k, type) : NULL;
	there = its != NULL ? kind_case_type(k, its) : NULL;
	free(type);
	free(its);
	if (there == NULL)
		return err_set(err, ERR_INPUT, "There is no such casefile.");
	link = t != NULL ? kind_link(t, sort) : NULL;
	if (link == NULL)
		return err_set(err, ERR_INPUT, "Casefiles of this type have no"
		    " link \"%s\".", sort);
	if (link->case_type != NULL && strcmp(link->case_type,
	    there->key) != 0)
		return err_set(err, ERR_INPUT, "\"%s\" ties a %s to a %s, not"
		    " to a %s.", link->label, t->title, kind_case_type(k,
		    link->case_type)->title, there->title);
	return true;
}

/* A tie has two ends: whoever may change the one or the other makes it. */
static bool
require_end(struct session *s, int64_t casefile, int64_t other,
    int64_t *board, struct err *err)
{
	int64_t theirs;

	return casefile_require(s, casefile, board, err) ||
	    (*board != 0 && err->code == ERR_DENIED &&
	    casefile_require(s, other, &theirs, NULL) && theirs == *board);
}

static bool
link_them(struct session *s, int64_t casefile, int64_t other,
    const char *sort, const char *note, struct err *err)
{
	int64_t board, same;

	if (casefile == other)
		return err_set(err, ERR_INPUT, "A casefile is not linked to"
		    " itself.");
	if (!require_end(s, casefile, other, &board, err) ||
	    !check_link(s, casefile, other, board, sort, err) ||
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

/* What a tie guards is open to others without it: that is said by those who say
 * who sees the one or the other. */
static bool
require_untie(struct session *s, int64_t casefile, int64_t other,
    int64_t board, const char *sort, struct err *err)
{
	const struct kind *k = session_board_kind(s, board, err);
	const struct kind_case_type *t;
	const struct kind_link *link;
	char *type = NULL;
	int64_t its;

	if (k == NULL || !cmd_one_text(s, SQL_CASEFILE_TYPE,
	    BIND(B_ID("id", casefile)), &type, err))
		return false;
	t = type != NULL ? kind_case_type(k, type) : NULL;
	link = t != NULL ? kind_link(t, sort) : NULL;
	free(type);
	return link == NULL || !link->guards ||
	    casefile_require_access(s, casefile, &its, NULL) ||
	    casefile_require_access(s, other, &its, NULL) ||
	    err_set(err, ERR_DENIED, "\"%s\" keeps this from all who do not"
	    " see what it is tied to. Those who say who may see the one or"
	    " the other may untie them; nothing was changed.", link->label);
}

bool
cmd_casefile_unlink(struct session *s, int64_t casefile, int64_t other,
    const char *sort, struct err *err)
{
	int64_t board;
	bool ok;

	if (!cmd_begin(s, "casefile-unlink", err))
		return false;
	ok = require_end(s, casefile, other, &board, err) &&
	    require_untie(s, casefile, other, board, sort, err) &&
	    cmd_write(s, SQL_CASEFILE_LINK_DROP, BIND(B_ID("casefile",
	    casefile), B_ID("other", other), B_TEXT("sort", sort)), NULL,
	    err);
	return cmd_end(s, ok, err);
}
