#include "cmd/erase_cmd.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "cmd/bind.h"
#include "cmd/cmd.h"
#include "cmd/find.h"
#include "cmd/meeting_need.h"
#include "cmd/verb.h"
#include "store/erase.h"
#include "store/tx.h"

struct request {
	int64_t board, casefile, subject;
	int64_t asked_by, first_by, second_by;
	bool done, withdrawn;
};

static bool
read_request(struct session *s, int64_t id, struct request *r,
    struct err *err)
{
	struct stmt *q = cmd_query(s, SQL_ERASURE_ONE, BIND(B_ID("id", id)),
	    err);
	bool found = stmt_next(q, err);

	if (found)
		*r = (struct request){ .board = col_int(q, 0),
		    .casefile = col_int(q, 1), .subject = col_int(q, 2),
		    .asked_by = col_int(q, 3), .first_by = col_int(q, 4),
		    .second_by = col_int(q, 5), .done = col_bool(q, 6),
		    .withdrawn = col_bool(q, 7) };
	if (q == NULL || !stmt_done(q))
		return false;
	return found || err_set(err, ERR_INPUT, "There is no such request to"
	    " erase.");
}

/* ---- What a person's erasure takes with it ----------------------------- */

struct cases {
	int64_t *id;
	int64_t *board;
	size_t n, cap, n_boards, cap_boards;
};

static void
release(struct cases *c)
{
	free(c->id);
	free(c->board);
}

static void
keep(struct cases *c, int64_t id, int64_t board)
{
	GROW(c->id, c->n, c->cap);
	c->id[c->n++] = id;
	GROW(c->board, c->n_boards, c->cap_boards);
	c->board[c->n_boards++] = board;
}

/* Is the casefile about them, or are they in somebody else's? */
static bool
is_about(struct session *s, int64_t board, const char *type,
    const char *role)
{
	const struct kind *k = session_board_kind(s, board, NULL);
	const struct kind_case_type *t = k != NULL ? kind_case_type(k, type) :
	    NULL;

	return t != NULL && t->subject_role != NULL &&
	    strcmp(t->subject_role, role) == 0;
}

/* The casefiles that are about a person. In another's they stand beside
 * someone whose record it is: a person decides what becomes of that. */
static bool
cases_of(struct session *s, int64_t subject, struct cases *cases,
    struct err *err)
{
	struct stmt *q = cmd_query(s, SQL_ERASURE_CASES_OF,
	    BIND(B_ID("subject", subject)), err);
	struct buf others = { 0 };
	bool ok;

	while (stmt_next(q, err)) {
		if (is_about(s, col_int(q, 2), col_str(q, 3), col_str(q, 4)))
			keep(cases, col_int(q, 0), col_int(q, 2));
		else
			buf_addf(&others, "%s%s", others.len > 0 ? ", " : "",
			    col_str(q, 1));
	}
	ok = q != NULL && stmt_done(q);
	if (ok && others.len > 0)
		ok = err_set(err, ERR_INPUT, "They are in casefiles about"
		    " others too (%s). Take them out of those, or erase those"
		    " casefiles, first.", buf_text(&others));
	else if (ok && cases->n == 0)
		ok = err_set(err, ERR_INPUT, "There is no such person in the"
		    " casefiles that you see.");
	buf_release(&others);
	return ok;
}

static bool
cases_in(struct session *s, int64_t casefile, int64_t subject,
    struct cases *cases, struct err *err)
{
	int64_t board;

	if (subject != 0)
		return cases_of(s, subject, cases, err);
	if (!find_casefile_board(s, casefile, &board, err))
		return false;
	keep(cases, casefile, board);
	return true;
}

static bool
check_holds(struct session *s, const struct cases *cases, struct err *err)
{
	int64_t holds;
	size_t i;

	for (i = 0; i < cases->n; i++) {
		if (!cmd_one(s, SQL_HOLD_STANDS, BIND(B_ID("casefile",
		    cases->id[i])), &holds, err))
			return false;
		if (holds > 0)
			return err_set(err, ERR_INPUT, "A legal hold lies on"
			    " it. Nothing of it is erased until the hold is"
			    " lifted.");
	}
	return true;
}

/* ---- Asking, approving, carrying out ----------------------------------- */

static bool
ask(struct session *s, int64_t casefile, int64_t subject, const char *reason,
    int64_t id, struct err *err)
{
	struct cases cases = { 0 };
	size_t i;
	bool ok;

	if (reason == NULL || reason[0] == '\0')
		return err_set(err, ERR_INPUT, "Say why it is to be erased,"
		    " without naming anybody: the reason stays.");
	ok = cases_in(s, casefile, subject, &cases, err);
	for (i = 0; ok && i < cases.n; i++)
		ok = session_require(s, cases.board[i], RIGHT_ERASE, err);
	ok = ok && check_holds(s, &cases, err) &&
	    cmd_write(s, SQL_ERASURE_ADD, BIND(B_ID("id", id),
	    B_ID("board", cases.board[0]), B_ID("casefile", casefile),
	    B_ID("subject", subject), B_TEXT("reason", reason),
	    B_ID("by", s->member), B_DATE("on", clock_today(s->clock))), NULL,
	    err);
	release(&cases);
	return ok;
}

bool
cmd_erase_ask(struct session *s, int64_t casefile, int64_t subject,
    const char *reason, int64_t *id, struct err *err)
{
	int64_t request;
	bool ok;

	if ((casefile == 0) == (subject == 0))
		return err_set(err, ERR_INPUT, "Say which casefile or which"
		    " person is to be erased.");
	if (!cmd_begin(s, "erase-ask", err))
		return false;
	request = db_new_id(s->db);
	if (id != NULL)
		*id = request;
	ok = ask(s, casefile, subject, reason, request, err);
	return cmd_end(s, ok, err);
}

static bool
approve(struct session *s, int64_t id, struct err *err)
{
	struct request r;

	if (!read_request(s, id, &r, err) ||
	    !session_require(s, r.board, RIGHT_APPROVE_ERASURE, err))
		return false;
	if (r.done || r.withdrawn)
		return err_set(err, ERR_INPUT, "This request is closed.");
	if (s->member == r.asked_by || s->member == r.first_by ||
	    s->member == r.second_by)
		return err_set(err, ERR_INPUT, "Two others than the one who"
		    " asked agree to an erasure, each once.");
	return cmd_write(s, r.first_by == 0 ? SQL_ERASURE_FIRST :
	    SQL_ERASURE_SECOND, BIND(B_ID("id", id), B_ID("by", s->member),
	    B_DATE("on", clock_today(s->clock))), NULL, err);
}

bool
cmd_erase_approve(struct session *s, int64_t request, struct err *err)
{
	bool ok;

	if (!cmd_begin(s, "erase-approve", err))
		return false;
	ok = approve(s, request, err);
	return cmd_end(s, ok, err);
}

static bool
erase(struct session *s, int64_t id, const struct request *r,
    struct err *err)
{
	struct cases cases = { 0 };
	size_t i;
	bool ok;

	ok = cases_in(s, r->casefile, r->subject, &cases, err) &&
	    check_holds(s, &cases, err);
	for (i = 0; ok && i < cases.n; i++)
		ok = session_require(s, cases.board[i], RIGHT_ERASE, err) &&
		    db_erase_casefile(s->db, cases.id[i], err);
	ok = ok && cmd_write(s, SQL_ERASURE_DONE, BIND(B_ID("id", id),
	    B_ID("by", s->member), B_DATE("on", clock_today(s->clock))), NULL,
	    err);
	release(&cases);
	return ok;
}

static bool
carry_out(struct session *s, int64_t id, struct err *err)
{
	struct request r;

	if (!read_request(s, id, &r, err) ||
	    !session_require(s, r.board, RIGHT_ERASE, err))
		return false;
	if (r.withdrawn)
		return err_set(err, ERR_INPUT, "This request was withdrawn.");
	if (r.done)
		return true;
	if (r.first_by == 0 || r.second_by == 0)
		return err_set(err, ERR_INPUT, "Two members have to agree"
		    " before anything is erased; %s so far.",
		    r.first_by == 0 ? "none has" : "one has");
	return erase(s, id, &r, err);
}

bool
cmd_erase_carry_out(struct session *s, int64_t request, struct err *err)
{
	bool ok;

	if (!cmd_begin(s, "erase", err))
		return false;
	ok = carry_out(s, request, err);
	return cmd_end(s, ok, err) && db_erase_finish(s->db, err);
}

bool
cmd_erase_withdraw(struct session *s, int64_t request, struct err *err)
{
	struct request r;
	bool ok;

	if (!cmd_begin(s, "erase-withdraw", err))
		return false;
	ok = read_request(s, request, &r, err) &&
	    session_require(s, r.board, RIGHT_ERASE, err);
	if (ok && (r.done || r.withdrawn))
		ok = err_set(err, ERR_INPUT, "This request is closed.");
	ok = ok && cmd_write(s, SQL_ERASURE_WITHDRAW, BIND(B_ID("id",
	    request), B_DATE("on", clock_today(s->clock))), NULL, err);
	return cmd_end(s, ok, err);
}

/* ---- Keeping for longer ------------------------------------------------ */

static bool
keep_until(struct session *s, int64_t casefile, int until,
    const char *reason, struct err *err)
{
	int64_t board;

	if (until == DATE_NONE || until <= clock_today(s->clock))
		return err_set(err, ERR_INPUT, "Say a day that is still to"
		    " come: until then it is kept, and looked at again.");
	if (need_blank(reason))
		return err_set(err, ERR_INPUT, "Say why it is kept: the"
		    " reason stays with the casefile.");
	return find_casefile_board(s, casefile, &board, err) &&
	    session_require(s, board, RIGHT_ERASE, err) &&
	    cmd_write(s, SQL_RETENTION_KEEP, BIND(
	    B_ID("id", db_new_id(s->db)), B_ID("casefile", casefile),
	    B_DATE("until", until), B_TEXT("reason", reason),
	    B_ID("by", s->member), B_DATE("on", clock_today(s->clock))), NULL,
	    err);
}

bool
cmd_retention_keep(struct session *s, int64_t casefile, int until,
    const char *reason, struct err *err)
{
	bool ok;

	if (!cmd_begin(s, "retention-keep", err))
		return false;
	ok = need_person(s, err) && keep_until(s, casefile, until, reason,
	    err);
	return cmd_end(s, ok, err);
}

/* ---- Holds ------------------------------------------------------------- */

static bool
hold(struct session *s, int64_t casefile, enum sql_id sql,
    const char *reason, struct err *err)
{
	int64_t board, standing;
	bool set = sql == SQL_HOLD_ADD;

	if (reason == NULL || reason[0] == '\0')
		return err_set(err, ERR_INPUT, "Say why: it stays with the"
		    " casefile.");
	if (!find_casefile_board(s, casefile, &board, err) ||
	    (!session_may(s, board, RIGHT_ERASE) &&
	    !session_require(s, board, RIGHT_APPROVE_ERASURE, err)) ||
	    !cmd_one(s, SQL_HOLD_STANDS, BIND(B_ID("casefile", casefile)),
	    &standing, err))
		return false;
	if (set == (standing > 0))
		return err_set(err, ERR_INPUT, set ? "A hold lies on it"
		    " already." : "No hold lies on it.");
	if (!set)
		return cmd_write(s, sql, BIND(B_ID("casefile", casefile),
		    B_TEXT("reason", reason), B_ID("by", s->member),
		    B_DATE("on", clock_today(s->clock))), NULL, err);
	return cmd_write(s, sql, BIND(B_ID("id", db_new_id(s->db)),
	    B_ID("casefile", casefile), B_TEXT("reason", reason),
	    B_ID("by", s->member), B_DATE("on", clock_today(s->clock))), NULL,
	    err);
}

bool
cmd_hold_set(struct session *s, int64_t casefile, const char *reason,
    struct err *err)
{
	bool ok;

	if (!cmd_begin(s, "hold-set", err))
		return false;
	ok = hold(s, casefile, SQL_HOLD_ADD, reason, err);
	return cmd_end(s, ok, err);
}

bool
cmd_hold_lift(struct session *s, int64_t casefile, const char *reason,
    struct err *err)
{
	bool ok;

	if (!cmd_begin(s, "hold-lift", err))
		return false;
	ok = hold(s, casefile, SQL_HOLD_LIFT, reason, err);
	return cmd_end(s, ok, err);
}

bool
erase_request_of(struct session *s, int64_t casefile, int64_t *request,
    int *agreed, struct err *err)
{
	struct stmt *q = cmd_query(s, SQL_ERASURE_OPEN, BIND(B_ID("casefile",
	    casefile)), err);

	*request = 0;
	*agreed = 0;
	if (stmt_next(q, err)) {
		*request = col_int(q, 0);
		*agreed = (int)col_int(q, 1);
	}
	return stmt_done(q);
}

/* ---- By name ----------------------------------------------------------- */

/* The open request on a casefile; without a name for it once that is gone. */
static bool
find_request(struct session *s, const char *ref, int64_t *id,
    struct err *err)
{
	int64_t casefile;
	int agreed;

	if (!find_casefile(s, ref, &casefile, err) ||
	    !erase_request_of(s, casefile, id, &agreed, err))
		return false;
	return *id != 0 || err_set(err, ERR_INPUT, "Nobody has asked for %s to"
	    " be erased.", ref);
}

static bool
verb_ask(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	int64_t casefile;

	(void)argc;
	if (!find_casefile(s, argv[0], &casefile, err) ||
	    !cmd_erase_ask(s, casefile, 0, argv[1], NULL, err))
		return false;
	buf_adds(reply, "It is asked for. Two others have to agree.");
	return true;
}

static bool
verb_approve(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	int64_t id;

	(void)argc;
	if (!find_request(s, argv[0], &id, err) ||
	    !cmd_erase_approve(s, id, err))
		return false;
	buf_adds(reply, "You have agreed to the erasure.");
	return true;
}

static bool
verb_erase(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	int64_t id;

	(void)argc;
	if (!find_request(s, argv[0], &id, err) ||
	    !cmd_erase_carry_out(s, id, err))
		return false;
	buf_adds(reply, "It is erased.");
	return true;
}

static bool
verb_keep(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	int64_t casefile, board;
	int until;

	(void)argc;
	if (!find_casefile(s, argv[0], &casefile, err) ||
	    !find_casefile_board(s, casefile, &board, err) ||
	    !find_day(s, board, argv[1], false, &until, err) ||
	    !cmd_retention_keep(s, casefile, until, argv[2], err))
		return false;
	buf_addf(reply, "%s is kept until ", argv[0]);
	date_add_long(reply, until);
	buf_addc(reply, '.');
	return true;
}

static bool
verb_hold(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	int64_t casefile;
	bool yes;

	(void)argc;
	if (!find_casefile(s, argv[0], &casefile, err) ||
	    !find_yes(argv[1], &yes, err) ||
	    !(yes ? cmd_hold_set(s, casefile, argv[2], err) :
	    cmd_hold_lift(s, casefile, argv[2], err)))
		return false;
	buf_addf(reply, yes ? "%s is held." : "The hold on %s is lifted.",
	    argv[0]);
	return true;
}

static const struct verb verbs[] = {
	{ "erase", "CASE", "erase a case for good, when two have agreed", 1,
	    1, verb_erase },
	{ "erase-approve", "CASE", "agree to an erasure", 1, 1,
	    verb_approve },
	{ "erase-ask", "CASE REASON", "ask for a case to be erased", 2, 2,
	    verb_ask },
	{ "keep-until", "CASE DATE REASON", "keep a case that is up for"
	    " disposal for longer", 3, 3, verb_keep },
	{ "hold", "CASE yes|no REASON", "put a legal hold on a case, or lift"
	    " it", 3, 3, verb_hold },
};

const struct verb_group verbs_erase = {
	.verbs = verbs, .n = sizeof(verbs) / sizeof(verbs[0])
};
