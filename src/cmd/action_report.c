/* What became of an action: done, could not be, was not, and why. */
#include <string.h>

#include "base/buf.h"
#include "base/date.h"
#include "cmd/action_cmd.h"
#include "cmd/action_need.h"
#include "cmd/action_view.h"
#include "cmd/bind.h"
#include "cmd/cmd.h"
#include "cmd/meeting_need.h"
#include "cmd/milestone_cmd.h"
#include "model/status.h"
#include "store/action_read.h"

_Static_assert((int)NEED_REASON == (int)STATUS_NEEDS_REASON &&
    (int)NEED_OR_ESCALATED == (int)STATUS_OR_ESCALATED,
    "a kind's needs are the model's");

static struct status_rule
rule_of(const struct kind_action_status *st)
{
	return (struct status_rule){ .code = st->key, .label = st->label,
	    .needs = (unsigned)st->needs, .failure = st->failure,
	    .final = st->final, .done = st->meaning == MEANING_DONE };
}

static bool
say_from(const struct kind *k, const struct kind_action_status *st,
    const char *was, struct err *err)
{
	const struct kind_action_status *now = kind_status(k, was), *f;
	struct buf b = {0};
	size_t i;

	for (i = 0; i < st->n_from; i++) {
		f = kind_status(k, st->from[i]);
		buf_addf(&b, "%s“%s”", i == 0 ? "" : i + 1 == st->n_from ?
		    " or " : ", ", f ? f->label : st->from[i]);
	}
	err_set(err, ERR_INPUT, "It is “%s” now, and “%s” comes only after"
	    " %s. Nothing was saved.", now ? now->label : was, st->label,
	    buf_text(&b));
	buf_release(&b);
	return false;
}

/* Who did it does not check it. Another of the agency may, since where one
 * agency has the whole work nobody else would know; so may whoever leads the
 * meeting or keeps its record. What counts is who says so, not who types. */
static bool
not_its_owner(struct session *s, const struct kind *k,
    const struct kind_action_status *st, const struct action_facts *f,
    const struct action_report *r, struct err *err)
{
	int64_t who = r->reported_by != 0 ? r->reported_by : s->member;

	if (action_may_set(st, f->member, who))
		return true;
	return err_set(err, ERR_INPUT, "“%s” is not for the owner of %s to"
	    " say. The %s, the %s, or another member of the owner's %s can."
	    " Nothing was saved.", st->label, f->ref,
	    kind_word(k, "chair", 1), kind_word(k, "secretary", 1),
	    kind_word(k, "agency", 1));
}

/* Its date is moved by the way: the same rules as for moving it alone. */
static bool
check_move(struct session *s, const struct kind *k,
    const struct kind_action_status *st, const struct action_facts *f,
    const struct action_report *r, struct err *err)
{
	if (r->new_due < f->agreed_on)
		return err_set(err, ERR_INPUT, "The new date has to lie after"
		    " the day it was agreed.");
	if (st->final)
		return err_set(err, ERR_INPUT, "What is finished gets no new"
		    " date.");
	if (need_blank(r->reason) && need_blank(r->text))
		return err_set(err, ERR_INPUT, "Say why the date is moved.");
	return need_move(s, k, f, err);
}

/* The sentences of what is missing, as one. */
static bool
say_missing(const struct evidence_list *missing, struct err *err)
{
	struct buf b = {0};
	size_t i;

	for (i = 0; i < missing->n; i++)
		buf_addf(&b, "%s%s", i > 0 ? " " : "", missing->items[i].text);
	err_set(err, ERR_INPUT, "%s", buf_text(&b));
	buf_release(&b);
	return false;
}

static bool
check(struct session *s, const struct kind *k,
    const struct kind_action_status *st, const struct action_facts *f,
    const struct action_report *r, int date, bool chair, struct arena *a,
    struct err *err)
{
	struct status_rule rule = rule_of(st);
	struct evidence_list missing = {0};
	struct status_given given = {
		.reason = r->reason, .outcome = r->outcome, .date = date,
		.new_due = r->new_due, .escalated = r->escalated,
		.link = r->replaced_by != 0 ? "action" : r->evidence,
		.chair = chair,
	};

	if (!not_its_owner(s, k, st, f, r, err))
		return false;
	if (!action_may_follow(st, f->status))
		return say_from(k, st, f->status, err);
	return status_check(&rule, &given, f->due, clock_today(s->clock), a,
	    &missing) || say_missing(&missing, err);
}

static bool
reported_already(const struct kind *k, const struct action_facts *f,
    struct err *err)
{
	const struct kind_action_status *st = kind_status(k, f->status);

	return err_set(err, ERR_CONFLICT, "Somebody else has reported on %s"
	    " since you looked: it stands at \"%s\" now. Yours was not saved;"
	    " look at both.", f->ref, st ? st->label : f->status);
}

static bool
write_status(struct session *s, int64_t action, const struct kind *k,
    const struct kind_action_status *st, const struct action_facts *f,
    const struct action_report *r, int date, struct err *err)
{
	int changed = 0;

	if (!cmd_write(s, SQL_ACTION_STATUS, BIND(B_ID("id", action),
	    B_TEXT("status", st->key), B_INT("live", !st->final),
	    B_DATE("day", date), B_STR("reason", r->reason),
	    B_STR("outcome", r->outcome), B_STR("evidence", r->evidence),
	    B_DATE("due", r->new_due), B_ID("replaced_by", r->replaced_by),
	    B_TEXT("was", f->status)), &changed, err))
		return false;
	return changed > 0 || reported_already(k, f, err);
}

/* What only who leads may say is asked of them, with all that it needs. */
static bool
check_request(struct session *s, const struct kind *k,
    const struct action_facts *f, const struct action_report *r, int date,
    struct arena *a, struct err *err)
{
	const struct kind_action_status *st = kind_status(k, r->requested);

	if (st == NULL || !(st->needs & NEED_CHAIR))
		return err_set(err, ERR_INPUT, "There is no status \"%s\" that"
		    " the %s would have to accept.", r->requested,
		    kind_word(k, "chair", 1));
	return check(s, k, st, f, r, date, true, a, err);
}

/* Whatever was asked of who leads is answered, or no longer a question. */
static bool
answered(struct session *s, int64_t action, struct err *err)
{
	return cmd_write(s, SQL_PROGRESS_ANSWERED, BIND(B_ID("action", action)),
	    &(int){0}, err);
}

static bool
report(struct session *s, int64_t action, const struct action_report *r,
    struct arena *a, struct err *err)
{
	const struct kind_action_status *st;
	const struct kind *k;
	struct action_facts f;
	int date = r->date != DATE_NONE ? r->date : clock_today(s->clock);
	bool moved;

	if (!need_person(s, err) || !need_action(s, action, true, a, &f, err))
		return false;
	k = action_kind(s, f.meeting, f.board, err);
	if (k == NULL)
		return false;
	st = kind_status(k, r->status ? r->status : f.status);
	if (st == NULL)
		return err_set(err, ERR_INPUT, "No action is ever \"%s\"."
		    , r->status ? r->status : f.status);
	if ((r->status != NULL || r->requested != NULL) && r->was != NULL &&
	    strcmp(r->was, f.status) != 0)
		return reported_already(k, &f, err);
	if (r->status != NULL && !check(s, k, st, &f, r, date, r->chair &&
	    session_may(s, f.board, RIGHT_RUN_MEETING), a, err))
		return false;
	if (r->status == NULL && r->requested != NULL &&
	    !check_request(s, k, &f, r, date, a, err))
		return false;
	if (r->status == NULL && need_blank(r->text) &&
	    need_blank(r->reason))
		return err_set(err, ERR_INPUT, "There is nothing to report.");
	moved = r->new_due != DATE_NONE && r->new_due != f.due;
	if (moved && !check_move(s, k, st, &f, r, err))
		return false;
	if ((r->status != NULL || r->requested != NULL) &&
	    !answered(s, action, err))
		return false;
	if ((r->status != NULL || moved) &&
	    !write_status(s, action, k, st, &f, r, date, err))
		return false;
	return action_note(s, action, &(const struct action_log){
		.meeting = r->meeting, .reported_by = r->reported_by,
		.was = f.status, .now = st->key, .reason = r->reason,
		.text = !need_blank(r->text) ? r->text : r->outcome,
		.due_was = moved ? f.due : DATE_NONE,
		.due_now = moved ? r->new_due : DATE_NONE,
		.requested = r->status == NULL ? r->requested : NULL }, a,
	    err);
}

bool
action_ask_chair(struct session *s, int64_t board, const struct kind *k,
    struct action_report *r, struct arena *a)
{
	const struct kind_action_status *st = r->status ?
	    kind_status(k, r->status) : NULL;

	if (st == NULL || !(st->needs & NEED_CHAIR) || r->chair ||
	    session_may(s, board, RIGHT_RUN_MEETING))
		return false;
	r->requested = st->key;
	r->status = NULL;
	r->text = arena_printf(a, "For the %s to accept: %s%s%s",
	    kind_word(k, "chair", 1), st->label, need_blank(r->text) ? "" :
	    ". ", need_blank(r->text) ? "" : r->text);
	return true;
}

bool
cmd_action_report(struct session *s, int64_t action,
    const struct action_report *r, struct err *err)
{
	struct arena a = {0};
	bool ok;

	if (!cmd_begin(s, "action-report", err))
		return false;
	ok = report(s, action, r, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

static bool
answer(struct session *s, int64_t action, bool yes, const char *why,
    int64_t meeting, struct arena *a, struct err *err)
{
	struct action_request asked;
	struct action_facts f;
	const struct kind *k;

	if (!need_person(s, err) || !need_action(s, action, true, a, &f, err)
	    || !need_right(s, f.board, RIGHT_RUN_MEETING, RIGHT_RUN_MEETING,
	    err) || !action_read_request(s->db, action, a, &asked, err))
		return false;
	k = action_kind(s, f.meeting, f.board, err);
	if (k == NULL)
		return false;
	if (*asked.status == '\0')
		return err_set(err, ERR_CONFLICT, "Nothing is asked of the %s"
		    " about %s any more: it was answered, or reported"
		    " otherwise. Nothing was saved.", kind_word(k, "chair", 1),
		    f.ref);
	if (yes)
		return cmd_action_report(s, action, &(const struct
		    action_report){ .status = asked.status,
			.reason = asked.reason, .text = why,
			.date = DATE_NONE, .new_due = DATE_NONE,
			.chair = true, .meeting = meeting,
			.reported_by = asked.by }, err);
	if (need_blank(why))
		return err_set(err, ERR_INPUT, "Say why it is not accepted:"
		    " who asked will read it.");
	return answered(s, action, err) && action_note(s, action,
	    &(const struct action_log){ .meeting = meeting, .was = f.status,
		.now = f.status, .reason = why, .text = arena_printf(a,
		"Not accepted by the %s: %s", kind_word(k, "chair", 1),
		kind_status(k, asked.status) ? kind_status(k,
		asked.status)->label : asked.status),
		.due_was = DATE_NONE, .due_now = DATE_NONE }, a, err);
}

bool
cmd_action_answer(struct session *s, int64_t action, bool yes,
    const char *why, int64_t meeting, struct err *err)
{
	struct arena a = {0};
	bool ok;

	if (!cmd_begin(s, "action-answer", err))
		return false;
	ok = answer(s, action, yes, why, meeting, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

static bool
turn(struct session *s, const struct milestone_turn *t, struct err *err)
{
	return t->done_on == DATE_NONE ? cmd_milestone_done(s, t->id,
	    DATE_NONE, NULL, &t->done_on, err) : cmd_milestone_undone(s,
	    t->id, &t->done_on, err);
}

bool
cmd_action_progress(struct session *s, int64_t action,
    const struct milestone_turn *turns, size_t n,
    const struct action_report *r, struct err *err)
{
	bool ok = true;
	size_t i;

	if (!cmd_begin(s, r ? "action-report" : "milestone-done", err))
		return false;
	for (i = 0; ok && i < n; i++)
		ok = turn(s, &turns[i], err);
	ok = ok && (!r || cmd_action_report(s, action, r, err));
	return cmd_end(s, ok, err);
}

const char *
action_status_prompt(struct session *s, int64_t action, const char *status)
{
	static const struct {
		int need;
		const char *text;
	} prompts[] = {
		{ NEED_REASON, "Why? A reason is needed." },
		{ NEED_OUTCOME, "What came of it?" },
		{ NEED_LINK, "What takes its place?" },
		{ NEED_NEW_DATE, "By when now?" },
		{ NEED_CHAIR, "Does the chair accept it?" },
	};
	const struct kind_action_status *st;
	const struct kind *k = NULL;
	struct arena a = {0};
	struct action_row row;
	size_t i;

	if (action_read(s->db, action, clock_today(s->clock), &a, &row, NULL))
		k = action_kind(s, row.meeting, row.board, NULL);
	arena_release(&a);
	st = k ? kind_status(k, status) : NULL;
	for (i = 0; st != NULL && i < sizeof(prompts) / sizeof(prompts[0]);
	    i++)
		if ((st->needs & prompts[i].need) != 0)
			return prompts[i].text;
	return NULL;
}
