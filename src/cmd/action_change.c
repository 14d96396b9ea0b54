/* Another owner, date, text, type or target of an action, and its links. */
#include <string.h>

#include "base/date.h"
#include "cmd/action_cmd.h"
#include "cmd/action_need.h"
#include "cmd/bind.h"
#include "cmd/cmd.h"
#include "cmd/meeting_need.h"
#include "store/tx.h"

/* Whoever of the agency takes it on has it from then on. Those who keep the
 * record do so in the name of whom it waits for. */
static int64_t
taker(const struct session *s, const struct action_facts *f)
{
	return f->mine && s->member != 0 ? s->member : f->member;
}

static bool
accept(struct session *s, int64_t action, int64_t member, struct arena *a,
    struct err *err)
{
	struct action_facts f;
	int64_t found;
	int changed = 0;

	if (!need_person(s, err) || !need_action(s, action, true, a, &f, err))
		return false;
	if (member == 0)
		member = taker(s, &f);
	if (member == 0)
		return err_set(err, ERR_INPUT, "Say in whose name it is"
		    " accepted.");
	if (!cmd_one(s, SQL_ACTION_BELONGS, BIND(B_ID("member", member),
	    B_ID("agency", f.agency)), &found, err))
		return false;
	if (found == 0)
		return err_set(err, ERR_INPUT, "The person named does not"
		    " belong to the agency that owns %s.", f.ref);
	if (!cmd_write(s, SQL_ACTION_ACCEPT, BIND(B_ID("id", action),
	    B_ID("member", member), B_ID("by", s->member),
	    B_TEXT("now", need_now(s, a))), &changed, err))
		return false;
	return changed > 0 || err_set(err, ERR_INPUT, "%s is not waiting to be"
	    " accepted.", f.ref);
}

bool
cmd_action_accept(struct session *s, int64_t action, int64_t member,
    struct err *err)
{
	struct arena a = {0};
	bool ok;

	if (!cmd_begin(s, "action-accept", err))
		return false;
	ok = accept(s, action, member, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

static bool
decline(struct session *s, int64_t action, const char *reason,
    struct arena *a, struct err *err)
{
	struct action_facts f;
	int changed = 0;

	if (!need_person(s, err) || !need_action(s, action, true, a, &f, err))
		return false;
	if (need_blank(reason))
		return err_set(err, ERR_INPUT, "Say why it is declined.");
	if (!cmd_write(s, SQL_ACTION_DECLINE, BIND(B_ID("id", action),
	    B_TEXT("reason", reason), B_ID("by", s->member),
	    B_TEXT("now", need_now(s, a))), &changed, err))
		return false;
	if (changed == 0)
		return err_set(err, ERR_INPUT, "%s is not waiting to be"
		    " accepted.", f.ref);
	return action_note(s, action, &(const struct action_log){
		.was = f.status, .now = f.status, .reason = reason,
		.text = "Declined", .due_was = DATE_NONE,
		.due_now = DATE_NONE }, a, err);
}

bool
cmd_action_decline(struct session *s, int64_t action, const char *reason,
    struct err *err)
{
	struct arena a = {0};
	bool ok;

	if (!cmd_begin(s, "action-decline", err))
		return false;
	ok = decline(s, action, reason, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

/* While the line in which it was agreed is in hand, the date is still being
 * agreed: nothing is moved yet. */
static bool
being_agreed(struct session *s, const struct action_facts *f)
{
	return f->in_hand && (session_may(s, f->board, RIGHT_RECORD) ||
	    session_may(s, f->board, RIGHT_RUN_MEETING));
}

bool
action_due_asks_why(struct session *s, int64_t action)
{
	struct arena a = {0};
	struct action_facts f;
	bool asks;

	asks = !need_action(s, action, true, &a, &f, NULL) ||
	    !being_agreed(s, &f);
	arena_release(&a);
	return asks;
}

static bool
moved_already(const struct action_facts *f, struct err *err)
{
	struct buf day = {0};

	date_add_shown(&day, f->due);
	err_set(err, ERR_CONFLICT, "Somebody else has moved the date of %s"
	    " since you looked: it is due %s now. Yours was not saved; look"
	    " at both.", f->ref, buf_text(&day));
	buf_release(&day);
	return false;
}

static bool
move_due(struct session *s, int64_t action, int due, int was,
    const char *reason, struct arena *a, struct err *err)
{
	const struct kind *k;
	struct action_facts f;
	int changed = 0;
	bool fresh;

	if (!need_person(s, err) || !need_action(s, action, true, a, &f, err))
		return false;
	k = action_kind(s, f.meeting, f.board, err);
	if (k == NULL)
		return false;
	fresh = being_agreed(s, &f);
	if (!fresh && need_blank(reason))
		return err_set(err, ERR_INPUT, "Say why the date is moved.");
	if (due == DATE_NONE || due < f.agreed_on)
		return err_set(err, ERR_INPUT, "The new date has to lie after"
		    " the day it was agreed.");
	if (!f.live)
		return err_set(err, ERR_INPUT, "%s is closed.", f.ref);
	if (!need_move(s, k, &f, err))
		return false;
	if (!cmd_write(s, SQL_ACTION_DUE, BIND(B_ID("id", action),
	    B_DATE("due", due), B_DATE("old", was != DATE_NONE ? was :
	    f.due)), &changed, err))
		return false;
	if (changed == 0)
		return f.due == due || moved_already(&f, err);
	return (fresh || action_note(s, action, &(const struct action_log){
		.was = f.status, .now = f.status, .reason = reason,
		.due_was = f.due, .due_now = due }, a, err)) &&
	    action_unread(s, action, err);
}

bool
cmd_action_due(struct session *s, int64_t action, int due, int was,
    const char *reason, struct err *err)
{
	struct arena a = {0};
	bool ok;

	if (!cmd_begin(s, "action-due", err))
		return false;
	ok = move_due(s, action, due, was, reason, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

/* Who was at the table when it was agreed has not taken it on since. */
static bool
set_owner(struct session *s, int64_t action, int64_t agency, int64_t member,
    const struct action_owner *was, struct arena *a, struct err *err)
{
	const char *acceptance;
	struct action_facts f;
	int changed = 0;

	if (!need_action(s, action, false, a, &f, err) ||
	    !action_settle_owner(s, f.meeting_open ? f.meeting : 0, f.casefile,
	    agency, &member, &acceptance, a, err) ||
	    !cmd_write(s, SQL_ACTION_OWNER, BIND(B_ID("id", action),
	    B_ID("agency", agency), B_ID("member", member),
	    B_TEXT("acceptance", acceptance), B_TEXT("now", need_now(s, a)),
	    B_ID("old_agency", was ? was->agency : f.agency),
	    B_ID("old_member", was ? was->member : f.member)), &changed, err))
		return false;
	if (changed > 0)
		return action_unread(s, action, err);
	return (f.agency == agency && f.member == member) || err_set(err,
	    ERR_CONFLICT, "Somebody else has given %s to another owner since"
	    " you looked. Yours was not saved; look who has it now.", f.ref);
}

bool
cmd_action_owner(struct session *s, int64_t action, int64_t agency,
    int64_t member, const struct action_owner *was, struct err *err)
{
	struct arena a = {0};
	bool ok;

	if (!cmd_begin(s, "action-owner", err))
		return false;
	ok = set_owner(s, action, agency, member, was, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

bool
cmd_action_text(struct session *s, int64_t action, const char *old,
    const char *text, char **now, struct err *err)
{
	bool ok;

	if (need_blank(text))
		return err_set(err, ERR_INPUT, "Say what is to be done.");
	if (!cmd_begin(s, "action-set", err))
		return false;
	ok = cmd_set_field(s, "action", "text", action, old, text, now, err) &&
	    action_unread(s, action, err);
	return cmd_end(s, ok, err);
}

bool
cmd_action_type(struct session *s, int64_t action, const char *type,
    const char *was, struct err *err)
{
	const struct kind *k = NULL;
	struct arena a = {0};
	struct action_facts f;
	int changed = 0;
	bool ok;

	if (!cmd_begin(s, "action-set", err))
		return false;
	ok = need_action(s, action, false, &a, &f, err) &&
	    (k = action_kind(s, f.meeting, f.board, err)) != NULL;
	if (ok && *type != '\0' && kind_action_type(k, type) == NULL)
		ok = err_set(err, ERR_INPUT, "There is no type of action"
		    " \"%s\".", type);
	ok = ok && cmd_write(s, SQL_ACTION_TYPE, BIND(B_ID("id", action),
	    B_TEXT("type", type), B_TEXT("old", was ? was : f.type)),
	    &changed, err);
	if (ok && changed == 0 && strcmp(f.type, type) != 0)
		ok = err_set(err, ERR_CONFLICT, "Somebody else has changed the"
		    " type of %s since you looked. Yours was not saved; look"
		    " at both.", f.ref);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

bool
cmd_action_target(struct session *s, int64_t action, int64_t party,
    struct err *err)
{
	struct arena a = {0};
	struct action_facts f;
	bool ok;

	if (!cmd_begin(s, "action-set", err))
		return false;
	ok = need_action(s, action, false, &a, &f, err) &&
	    cmd_write(s, SQL_ACTION_TARGET, BIND(B_ID("id", action),
	    B_ID("party", party)), NULL, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

bool
cmd_action_link(struct session *s, int64_t action, int64_t casefile,
    bool on, struct err *err)
{
	struct arena a = {0};
	struct action_facts f;
	int changed = 0;
	bool ok;

	if (!cmd_begin(s, "action-link", err))
		return false;
	ok = need_action(s, action, false, &a, &f, err);
	if (ok && on)
		ok = cmd_write(s, SQL_ACTION_LINK_ADD, BIND(
		    B_ID("new", db_new_id(s->db)), B_ID("action", action),
		    B_ID("casefile", casefile)), &changed, err);
	else if (ok)
		ok = cmd_write(s, SQL_ACTION_LINK_DROP, BIND(
		    B_ID("action", action), B_ID("casefile", casefile)),
		    &changed, err);
	if (ok && changed == 0)
		ok = err_set(err, ERR_INPUT, on ? "They are linked already." :
		    "They are not linked.");
	arena_release(&a);
	return cmd_end(s, ok, err);
}
