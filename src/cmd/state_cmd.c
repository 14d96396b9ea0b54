#include "cmd/state_cmd.h"

#include <string.h>

#include "base/date.h"
#include "cmd/agenda_build.h"
#include "cmd/bind.h"
#include "cmd/cmd.h"
#include "cmd/find.h"
#include "cmd/meeting_need.h"
#include "cmd/verb.h"
#include "store/row.h"

/* The record as it stands. */
struct standing {
	int64_t board;
	const char *type, *state, *ref;
	bool lead, live, accepted;
	int received;
	const struct kind_case_type *t;
	struct arena a;
};

static bool
read_record(struct session *s, int64_t casefile, struct standing *r,
    struct err *err)
{
	struct stmt *q = cmd_query(s, SQL_STATE_RECORD,
	    BIND(B_ID("id", casefile)), err);
	const struct kind *k;

	if (stmt_next(q, err)) {
		r->board = col_int(q, 0);
		r->type = row_str(q, 1, &r->a);
		r->state = row_str(q, 2, &r->a);
		r->lead = col_bool(q, 3);
		r->ref = row_str(q, 4, &r->a);
		r->received = row_date(q, 5);
		r->live = col_bool(q, 6);
		r->accepted = col_bool(q, 7);
	}
	if (!stmt_done(q))
		return false;
	if (r->board == 0)
		return err_set(err, ERR_INPUT, "There is no such casefile.");
	k = session_board_kind(s, r->board, err);
	if (k == NULL)
		return false;
	r->t = kind_case_type(k, r->type);
	return r->t != NULL || err_set(err, ERR_INPUT, "The board's kind no"
	    " longer knows what sort of case %s is.", r->ref);
}

static bool
require(struct session *s, const struct standing *r, struct err *err)
{
	return r->lead || session_require(s, r->board, RIGHT_MANAGE_CASES,
	    err);
}

static bool
may_follow(const struct kind_state *st, const char *old)
{
	size_t i;

	for (i = 0; i < st->n_from; i++)
		if (strcmp(st->from[i], old) == 0)
			return true;
	return st->n_from == 0 || *old == '\0';
}

static const char *
label_of(const struct kind_case_type *t, const char *state)
{
	const struct kind_state *st = kind_state(t, state);

	return st != NULL ? st->label : state;
}

static bool
check(struct session *s, const struct standing *r,
    const struct kind_state *st, const struct state_change *c,
    struct err *err)
{
	if (!may_follow(st, r->state))
		return err_set(err, ERR_INPUT, "\"%s\" does not follow \"%s\":"
		    " %s stays as it is.", st->label,
		    label_of(r->t, r->state), r->ref);
	if ((st->needs & NEED_REASON) != 0 && need_blank(c->reason))
		return err_set(err, ERR_INPUT, "\"%s\" needs a reason.",
		    st->label);
	if ((st->needs & NEED_DATE) != 0 && c->on == DATE_NONE)
		return err_set(err, ERR_INPUT, "\"%s\" needs a date.",
		    st->label);
	if (c->on != DATE_NONE && c->on > clock_today(s->clock))
		return err_set(err, ERR_INPUT, "That day is still to come: a"
		    " state is one that %s is in.", r->ref);
	if (c->on != DATE_NONE && c->on < r->received)
		return err_set(err, ERR_INPUT, "That day is before %s was"
		    " received.", r->ref);
	return true;
}

static bool
move(struct session *s, int64_t casefile, const struct standing *r,
    const char *old, const struct state_change *c, struct err *err)
{
	const struct kind_state *st = kind_state(r->t, c->to);
	int changed = 0;

	if (st == NULL)
		return err_set(err, ERR_INPUT, "%s has no state \"%s\".",
		    r->t->title, c->to);
	if (!check(s, r, st, c, err) || !cmd_write(s, SQL_STATE_SET,
	    BIND(B_ID("id", casefile), B_TEXT("state", st->key),
	    B_DATE("on", c->on != DATE_NONE ? c->on :
	    clock_today(s->clock)), B_STR("reason", c->reason),
	    B_INT("live", st->live), B_TEXT("old", old)), &changed, err))
		return false;
	if (changed == 0)
		return err_set(err, ERR_CONFLICT, "Somebody has changed where"
		    " %s stands since you read it: it is \"%s\" now. Nothing"
		    " was saved.", r->ref, label_of(r->t, r->state));
	return !st->live || r->live || !r->t->standing || !r->accepted ||
	    agenda_stand_planned(s, r->board, err);
}

bool
cmd_casefile_state(struct session *s, int64_t casefile, const char *old,
    const struct state_change *c, struct err *err)
{
	struct standing r = { 0 };
	bool ok;

	if (!cmd_begin(s, "casefile-state", err))
		return false;
	ok = read_record(s, casefile, &r, err) && require(s, &r, err);
	if (ok && strcmp(r.state, old) == 0 && strcmp(old, c->to) == 0)
		ok = err_set(err, ERR_INPUT, "%s is \"%s\" already.", r.ref,
		    label_of(r.t, old));
	ok = ok && move(s, casefile, &r, old, c, err);
	arena_release(&r.a);
	return cmd_end(s, ok, err);
}

bool
state_bring(struct session *s, int64_t casefile,
    const struct state_change *c, struct err *err)
{
	struct standing r = { 0 };
	bool ok = read_record(s, casefile, &r, err);

	if (ok && strcmp(r.state, c->to) != 0)
		ok = move(s, casefile, &r, r.state, c, err);
	arena_release(&r.a);
	return ok;
}

bool
state_may_change(struct session *s, int64_t casefile)
{
	struct standing r = { 0 };
	bool may = read_record(s, casefile, &r, NULL) && require(s, &r, NULL);

	arena_release(&r.a);
	return may;
}

/* ---- Who answers for it ------------------------------------------------- */

bool
cmd_casefile_lead(struct session *s, int64_t casefile, int64_t old,
    int64_t lead, struct err *err)
{
	struct buf was = { 0 }, now = { 0 };
	bool ok;

	buf_addf(&was, "%lld", (long long)old);
	buf_addf(&now, "%lld", (long long)lead);
	ok = cmd_set_field(s, "casefile", "lead_id", casefile,
	    old != 0 ? buf_text(&was) : NULL,
	    lead != 0 ? buf_text(&now) : NULL, NULL, err);
	buf_release(&was);
	buf_release(&now);
	return ok;
}

/* ---- By name ------------------------------------------------------------ */

static bool
verb_state(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct state_change c = { .to = argv[1], .on = DATE_NONE };
	struct standing r = { 0 };
	int64_t id;
	bool ok;

	ok = find_casefile(s, argv[0], &id, err) &&
	    read_record(s, id, &r, err);
	for (size_t i = 2; ok && i < argc; i++) {
		if (strncmp(argv[i], "on=", 3) == 0)
			ok = find_day(s, r.board, argv[i] + 3, true, &c.on,
			    err);
		else
			c.reason = argv[i];
	}
	ok = ok && cmd_casefile_state(s, id, r.state, &c, err);
	if (ok)
		buf_addf(reply, "%s: %s.", argv[0], label_of(r.t, c.to));
	arena_release(&r.a);
	return ok;
}

static bool
verb_lead(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	int64_t id, old, lead = 0;

	if (!find_casefile(s, argv[0], &id, err) ||
	    (argc > 1 && !find_member(s, argv[1], &lead, err)) ||
	    !cmd_one(s, SQL_CASEFILE_LEAD, BIND(B_ID("id", id)), &old, err) ||
	    !cmd_casefile_lead(s, id, old, lead, err))
		return false;
	buf_addf(reply, lead != 0 ? "%s: %s answers for it." :
	    "%s: nobody answers for it.", argv[0], argc > 1 ? argv[1] : "");
	return true;
}

static const struct verb verbs[] = {
	{ "lead", "CASE [LOGIN]", "say who answers for a record", 1, 2,
	    verb_lead },
	{ "state", "CASE STATE [REASON] [on=DAY]",
	    "say where a record stands", 2, 4, verb_state },
};

const struct verb_group verbs_state = {
	.verbs = verbs, .n = sizeof(verbs) / sizeof(verbs[0])
};
