#include "cmd/repeat_cmd.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "cmd/bind.h"
#include "cmd/cmd.h"
#include "cmd/people.h"
#include "cmd/repeat_case.h"
#include "store/tx.h"

bool
repeat_rule_of(const struct kind *k, struct repeat_rule *rule)
{
	const struct kind_repeat *r = &k->rules.repeat;

	*rule = (struct repeat_rule){
		.months = r->months,
		.clock = r->clock == CLOCK_MEETING ? REPEAT_BY_MEETING :
		    REPEAT_BY_REFERRAL,
		.incident = r->incident == INCIDENT_CRIMINAL ?
		    REPEAT_CRIMINAL_ONLY : REPEAT_ANY_INCIDENT,
		.same_board = r->same_board,
	};
	return r->on;
}

static bool
read_decision(struct session *s, int64_t casefile, struct arena *a,
    struct repeat_found *f, struct err *err)
{
	struct stmt *q = cmd_query(s, SQL_REPEAT_DECISION,
	    BIND(B_ID("casefile", casefile), B_ID("earlier", f->earlier)),
	    err);

	if (stmt_next(q, err)) {
		f->decision = col_copy(q, 0, a);
		f->reason = col_copy(q, 1, a);
	}
	return q != NULL && stmt_done(q);
}

bool
repeat_proposals(struct session *s, int64_t casefile, struct arena *a,
    struct repeat_found **list, size_t *count, struct err *err)
{
	struct repeat_proposal *proposals;
	struct repeat_case *earlier;
	struct match_rules match;
	struct repeat_case now;
	struct repeat_rule rule;
	const struct kind *k;
	size_t i, n;

	*list = NULL;
	*count = 0;
	if (!repeat_case_load(s, casefile, a, &now, err))
		return false;
	k = session_board_kind(s, now.board, err);
	if (k == NULL)
		return false;
	if (!repeat_rule_of(k, &rule))
		return true;
	people_rules(k, a, &match);
	if (!repeat_case_candidates(s, &now, &match, a, &earlier, &n, err))
		return false;
	n = repeat_propose(&rule, &now, earlier, n, &match, a, &proposals);
	*list = arena_array(a, n + 1, sizeof(**list));
	for (i = 0; i < n; i++) {
		(*list)[i].earlier = proposals[i].earlier->id;
		(*list)[i].reference = proposals[i].earlier->reference;
		(*list)[i].proposal = proposals[i];
		if (!read_decision(s, casefile, a, &(*list)[i], err))
			return false;
	}
	*count = n;
	return true;
}

/* ---- Deciding ---------------------------------------------------------- */

static void
add_evidence(struct buf *b, const struct evidence_list *list)
{
	size_t i;

	buf_addc(b, '[');
	for (i = 0; i < list->n; i++) {
		if (i > 0)
			buf_addc(b, ',');
		buf_add_json(b, list->items[i].text);
	}
	buf_addc(b, ']');
}

/* 1, 0, or null where that clock has nothing to count from. */
#define B_ANSWER(n, answer) \
	{ .name = ":" n, \
	    .sort = (answer) == REPEAT_UNKNOWN ? BIND_TEXT : BIND_INT, \
	    .number = (answer) == REPEAT_YES }

static const char *const decisions[] = { "yes", "no", "different" };

static bool
store(struct session *s, int64_t casefile, int64_t earlier,
    enum repeat_decision decision, const char *reason,
    const struct repeat_rule *rule, const struct repeat_proposal *p,
    struct err *err)
{
	struct buf evidence = { 0 };
	int64_t old;
	bool ok;

	add_evidence(&evidence, &p->evidence);
	ok = cmd_one(s, SQL_REPEAT_FIND, BIND(B_ID("casefile", casefile),
	    B_ID("earlier", earlier)), &old, err) &&
	    (old == 0 || cmd_write(s, SQL_REPEAT_DROP, BIND(B_ID("id", old)),
	    NULL, err)) &&
	    cmd_write(s, SQL_REPEAT_ADD, BIND(B_ID("id", db_new_id(s->db)),
	    B_ID("casefile", casefile), B_ID("earlier", earlier),
	    B_TEXT("evidence", buf_text(&evidence)),
	    B_ANSWER("by_referral", p->by_referral),
	    B_DATE("referral_ends", p->referral_end),
	    B_ANSWER("by_meeting", p->by_meeting),
	    B_DATE("meeting_ends", p->meeting_end),
	    B_TEXT("clock", rule->clock == REPEAT_BY_MEETING ? "meeting" :
	    "referral"), B_TEXT("decision", decisions[decision]),
	    B_STR("reason", reason), B_ID("by", s->member),
	    B_DATE("on", clock_today(s->clock))), NULL, err);
	buf_release(&evidence);
	return ok;
}

/* A decision that goes against what the rule says wants a reason. */
static bool
check_reason(const struct repeat_found *f, enum repeat_decision decision,
    const char *reason, struct err *err)
{
	bool given = reason != NULL && reason[0] != '\0';

	if (given)
		return true;
	if (f == NULL)
		return err_set(err, ERR_INPUT, "The rule does not propose this"
		    " case. Say why it is decided on all the same.");
	if (decision == REPEAT_DECIDED_DIFFERENT &&
	    f->proposal.people == MATCH_SAME)
		return err_set(err, ERR_INPUT, "Name and birth agree. Say how"
		    " you know that they are different people.");
	if (decision == REPEAT_DECIDED_YES &&
	    f->proposal.answer == REPEAT_NO)
		return err_set(err, ERR_INPUT, "By the clock in force it is no"
		    " repeat. Say why it counts as one.");
	if (decision == REPEAT_DECIDED_NO &&
	    f->proposal.answer == REPEAT_YES)
		return err_set(err, ERR_INPUT, "By the clock in force it is a"
		    " repeat. Say why it does not count as one.");
	return true;
}

static bool
decide(struct session *s, int64_t casefile, int64_t earlier,
    enum repeat_decision decision, const char *reason, struct arena *a,
    struct err *err)
{
	struct repeat_proposal none = { .referral_end = DATE_NONE,
		.meeting_end = DATE_NONE, .by_referral = REPEAT_UNKNOWN,
		.by_meeting = REPEAT_UNKNOWN };
	const struct repeat_found *f = NULL;
	struct repeat_found *list;
	struct repeat_rule rule;
	const struct kind *k;
	int64_t board;
	size_t i, n;

	if (!cmd_one(s, SQL_FIND_CASEFILE_BOARD, BIND(B_ID("id", casefile)),
	    &board, err))
		return false;
	if (board == 0 || casefile == earlier)
		return err_set(err, ERR_INPUT, "There is no such casefile.");
	k = session_board_kind(s, board, err);
	if (k == NULL || !session_require(s, board, RIGHT_DECIDE_REPEAT,
	    err) || !repeat_proposals(s, casefile, a, &list, &n, err))
		return false;
	for (i = 0; i < n; i++)
		if (list[i].earlier == earlier)
			f = &list[i];
	repeat_rule_of(k, &rule);
	return check_reason(f, decision, reason, err) &&
	    store(s, casefile, earlier, decision, reason, &rule,
	    f != NULL ? &f->proposal : &none, err);
}

bool
cmd_repeat_decide(struct session *s, int64_t casefile, int64_t earlier,
    enum repeat_decision decision, const char *reason, struct err *err)
{
	struct arena a = { 0 };
	bool ok;

	if (!cmd_begin(s, "repeat-decide", err))
		return false;
	ok = decide(s, casefile, earlier, decision, reason, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

bool
casefile_is_repeat(struct session *s, int64_t casefile, bool *repeat,
    struct err *err)
{
	int64_t n;

	if (!cmd_one(s, SQL_REPEAT_YES, BIND(B_ID("casefile", casefile)), &n,
	    err))
		return false;
	*repeat = n > 0;
	return true;
}
