/* Actions and milestones by name. */
#include <string.h>

#include "base/date.h"
#include "cmd/action_cmd.h"
#include "cmd/action_context.h"
#include "cmd/action_need.h"
#include "cmd/action_view.h"
#include "cmd/cmd.h"
#include "cmd/find.h"
#include "cmd/meeting_need.h"
#include "cmd/meeting_verbs.h"
#include "cmd/milestone_cmd.h"
#include "cmd/verb_args.h"
#include "store/action_read.h"

#define USE_ACTION \
	"action LINE [type=…] [target=…] [strand=…] [case=…|step=…]"
#define USE_REPORT "report ACTION STATUS [TEXT] [due=DATE] [on=DATE]" \
	" [escalated=yes] [chair=yes] [by=LOGIN] [replaced-by=ACTION]"

/* Milestones stand behind " * " on the one line of a script. */
static const char *
unfold(const char *line, struct arena *a)
{
	struct buf b = {0};
	const char *text;

	for (; *line != '\0'; line++) {
		if (strncmp(line, " * ", 3) == 0) {
			buf_adds(&b, "\n* ");
			line += 2;
		} else {
			buf_addc(&b, *line);
		}
	}
	text = arena_strdup(a, buf_text(&b));
	buf_release(&b);
	return text;
}

/* Type and target of each action that the line made. */
static bool
complete(struct session *s, int64_t item, int64_t first, size_t n,
    const struct args *a, struct arena *mem, struct err *err)
{
	const char *type = args_option(a, "type");
	const char *target = args_option(a, "target");
	struct action_row *rows;
	int64_t party = 0;
	size_t count, i;

	if (type == NULL && target == NULL)
		return true;
	if (!action_read_list(s->db, ACTIONS_OF_ITEM, item,
	    clock_today(s->clock), mem, &rows, &count, err))
		return false;
	for (i = 0; i < count && rows[i].id != first; i++)
		;
	for (; i < count && n > 0; i++, n--) {
		if (target != NULL && !find_party(s, rows[i].casefile, target,
		    &party, err))
			return false;
		if ((type != NULL && !cmd_action_type(s, rows[i].id, type,
		    NULL, err)) || (target != NULL && !cmd_action_target(s,
		    rows[i].id, party, err)))
			return false;
	}
	return true;
}

static bool
add_line(struct session *s, int64_t meeting, int64_t item,
    const struct args *a, struct arena *mem, struct buf *reply,
    struct err *err)
{
	struct action_context ctx;
	struct oneline line;
	const char *strand = args_option(a, "strand");
	const char *text = unfold(a->pos[0], mem);
	const struct kind *k = session_meeting_kind(s, meeting, err);
	struct action_row row;
	int64_t first;
	size_t n;
	bool ok;

	if (k == NULL || !action_context_meeting(s, meeting, item, mem, &ctx,
	    err))
		return false;
	action_context_type(k, args_option(a, "type"), &ctx);
	if (strand != NULL)
		text = arena_printf(mem, "#%s %s", strand, text);
	oneline_parse(ctx.names, &ctx.when, text, strlen(text), mem, &line);
	if (!cmd_begin(s, "action-add", err))
		return false;
	ok = cmd_action_add_oneline(s, item, meeting, &line, &n, &first,
	    err) && complete(s, item, first, n, a, mem, err);
	if (!cmd_end(s, ok, err))
		return false;
	if (!action_read(s->db, first, clock_today(s->clock), mem, &row, err))
		return false;
	buf_addf(reply, "%s  %s · %s · %s · ", row.ref, row.agency_short,
	    row.member ? row.member_name : "to be accepted", row.text);
	date_add_shown(reply, row.due_on);
	if (n > 1)
		buf_addf(reply, " (and %zu more)", n - 1);
	return true;
}

static bool
verb_action(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct arena mem = {0};
	const char *place;
	struct args a;
	int64_t meeting, item;
	bool ok;

	if (!args_read(&a, argv, argc, 1, 1, USE_ACTION, err) ||
	    !args_meeting(s, &a, &meeting, err))
		return false;
	place = args_option(&a, "case");
	if (place == NULL)
		place = args_option(&a, "step");
	ok = args_item(s, meeting, place, &item, err) &&
	    add_line(s, meeting, item, &a, &mem, reply, err);
	arena_release(&mem);
	return ok;
}

/* A status by its key, or by what it means in general. */
static const char *
find_status(struct session *s, int64_t action, const char *text,
    struct arena *mem, struct err *err)
{
	static const char *const meanings[ACTION_MEANINGS] = {
		[MEANING_PROPOSED] = "proposed", [MEANING_OPEN] = "open",
		[MEANING_BLOCKED] = "blocked", [MEANING_TO_CHECK] = "to-check",
		[MEANING_DONE] = "done", [MEANING_COULD_NOT] = "could-not",
		[MEANING_DID_NOT] = "did-not",
		[MEANING_REPLACED] = "replaced",
		[MEANING_WITHDRAWN] = "withdrawn",
	};
	const struct kind_action_status *st = NULL;
	struct action_row row;
	const struct kind *k;
	int i;

	if (!action_read(s->db, action, clock_today(s->clock), mem, &row, err))
		return NULL;
	k = action_kind(s, row.meeting, row.board, err);
	if (k == NULL)
		return NULL;
	if (kind_status(k, text) != NULL)
		return text;
	for (i = 0; i < ACTION_MEANINGS; i++)
		if (strcmp(meanings[i], text) == 0)
			st = kind_status_of(k, (enum action_meaning)i);
	if (st == NULL)
		err_set(err, ERR_INPUT, "No action is ever \"%s\".", text);
	return st ? st->key : NULL;
}

/* The words of a report: what came of it when it is done, else the reason. */
static bool
read_report(struct session *s, const struct args *a, int64_t action,
    struct action_report *r, struct arena *mem, struct err *err)
{
	const struct kind_action_status *st;
	const char *by = args_option(a, "replaced-by");
	struct action_row row;
	int escalated, chair;

	r->status = find_status(s, action, a->pos[1], mem, err);
	if (r->status == NULL ||
	    !args_day(s, 0, a, "on", &r->date, err) ||
	    !args_yes(a, "escalated", &escalated, err) ||
	    !args_yes(a, "chair", &chair, err) ||
	    !args_member(s, a, "by", &r->reported_by, err) ||
	    (by != NULL && !args_action(s, by, &r->replaced_by, err)) ||
	    !action_read(s->db, action, clock_today(s->clock), mem, &row,
	    err) || !args_day(s, row.board, a, "due", &r->new_due, err))
		return false;
	st = kind_status(action_kind(s, row.meeting, row.board, err),
	    r->status);
	if (st != NULL && (st->needs & NEED_OUTCOME) != 0)
		r->outcome = args_at(a, 2);
	else
		r->reason = args_at(a, 2);
	r->text = args_option(a, "text");
	r->evidence = args_option(a, "evidence");
	r->escalated = escalated == 1;
	r->chair = chair == 1;
	action_ask_chair(s, row.board, action_kind(s, row.meeting, row.board,
	    err), r, mem);
	return true;
}

static bool
verb_report(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct action_report r = {0};
	struct arena mem = {0};
	struct args a;
	int64_t action;
	bool ok;

	(void)reply;
	if (!args_read(&a, argv, argc, 2, 3, USE_REPORT, err) ||
	    !args_action(s, a.pos[0], &action, err) ||
	    !meeting_read_open(s->db, 0, &r.meeting, err))
		return false;
	ok = read_report(s, &a, action, &r, &mem, err) &&
	    cmd_action_report(s, action, &r, err);
	arena_release(&mem);
	return ok;
}

static bool
verb_answer(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct args a;
	int64_t action, meeting;
	bool yes;

	(void)reply;
	return args_read(&a, argv, argc, 2, 3, "answer-action ACTION yes|no"
	    " [REASON]", err) && args_action(s, a.pos[0], &action, err) &&
	    find_yes(a.pos[1], &yes, err) &&
	    meeting_read_open(s->db, 0, &meeting, err) &&
	    cmd_action_answer(s, action, yes, args_at(&a, 2), meeting, err);
}

static bool
verb_progress(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct action_report r = { .date = DATE_NONE, .new_due = DATE_NONE };
	struct args a;
	int64_t action;

	(void)reply;
	if (!args_read(&a, argv, argc, 2, 2, "progress ACTION TEXT [by=LOGIN]",
	    err) || !args_action(s, a.pos[0], &action, err) ||
	    !meeting_read_open(s->db, 0, &r.meeting, err) ||
	    !args_member(s, &a, "by", &r.reported_by, err))
		return false;
	r.text = a.pos[1];
	return cmd_action_report(s, action, &r, err);
}

/* The action of the first word. */
static bool
read_action(struct session *s, struct args *a, char *const *argv,
    size_t argc, size_t min, size_t max, const char *usage, int64_t *action,
    struct err *err)
{
	return args_read(a, argv, argc, min, max, usage, err) &&
	    args_action(s, a->pos[0], action, err);
}

static bool
verb_accept(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct args a;
	int64_t action, member = 0;

	(void)reply;
	return read_action(s, &a, argv, argc, 1, 2,
	    "accept-action ACTION [LOGIN]", &action, err) &&
	    (a.n < 2 || find_member(s, a.pos[1], &member, err)) &&
	    cmd_action_accept(s, action, member, err);
}

static bool
verb_decline(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct args a;
	int64_t action;

	(void)reply;
	return read_action(s, &a, argv, argc, 2, 2,
	    "decline-action ACTION REASON", &action, err) &&
	    cmd_action_decline(s, action, a.pos[1], err);
}

static bool
day_for(struct session *s, int64_t action, const char *text, int *day,
    struct err *err)
{
	int64_t board;

	return find_action_board(s, action, &board, err) &&
	    find_day(s, board, text, false, day, err);
}

static bool
verb_due(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct args a;
	int64_t action;
	int day;

	(void)reply;
	return read_action(s, &a, argv, argc, 2, 3,
	    "action-due ACTION DATE [REASON]", &action, err) &&
	    day_for(s, action, a.pos[1], &day, err) &&
	    cmd_action_due(s, action, day, DATE_NONE, args_at(&a, 2), err);
}

static bool
verb_owner(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct args a;
	int64_t action, agency, member = 0;

	(void)reply;
	return read_action(s, &a, argv, argc, 2, 3,
	    "action-owner ACTION AGENCY [LOGIN]", &action, err) &&
	    find_agency(s, a.pos[1], &agency, err) &&
	    (a.n < 3 || find_member(s, a.pos[2], &member, err)) &&
	    cmd_action_owner(s, action, agency, member, NULL, err);
}

static bool
verb_strand(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct arena mem = {0};
	struct action_row row;
	struct args a;
	int64_t action;
	bool ok;

	(void)reply;
	ok = read_action(s, &a, argv, argc, 2, 2, "action-strand ACTION STRAND",
	    &action, err) && action_read(s->db, action,
	    clock_today(s->clock), &mem, &row, err) &&
	    cmd_action_strand(s, action, row.strand, a.pos[1], NULL, err);
	arena_release(&mem);
	return ok;
}

static bool
verb_start(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct args a;
	int64_t action;
	int day = DATE_NONE;

	(void)reply;
	return read_action(s, &a, argv, argc, 1, 2,
	    "action-start ACTION [DATE]", &action, err) &&
	    (a.n < 2 || day_for(s, action, a.pos[1], &day, err)) &&
	    cmd_action_start(s, action, day, err);
}

static bool
verb_rag(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct args a;
	int64_t action;

	(void)reply;
	return read_action(s, &a, argv, argc, 1, 3,
	    "action-rag ACTION [COLOUR REASON]", &action, err) &&
	    cmd_action_rag(s, action, args_at(&a, 1), args_at(&a, 2), err);
}

static bool
verb_milestone(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct args a;
	int64_t action, member;
	int day;

	(void)reply;
	return read_action(s, &a, argv, argc, 3, 3,
	    "milestone ACTION TEXT DATE [member=LOGIN]", &action, err) &&
	    day_for(s, action, a.pos[2], &day, err) &&
	    args_member(s, &a, "member", &member, err) &&
	    cmd_milestone_add(s, action, a.pos[1], day, member, NULL, err);
}

/* The milestone in that place of an action's, counted from 1. */
static bool
read_place(struct session *s, int64_t action, const char *word,
    int64_t *milestone, struct err *err)
{
	struct arena mem = {0};
	struct action_row row;
	int place;
	bool ok;

	ok = args_number(word, 1, &place, err) && action_read(s->db, action,
	    clock_today(s->clock), &mem, &row, err);
	if (ok && (size_t)place > row.n_milestones)
		ok = err_set(err, ERR_INPUT, "%s has %zu milestones.", row.ref,
		    row.n_milestones);
	if (ok)
		*milestone = row.milestones[place - 1].id;
	arena_release(&mem);
	return ok;
}

static bool
verb_milestone_done(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct args a;
	int64_t action, milestone;
	int on;

	(void)reply;
	return read_action(s, &a, argv, argc, 2, 3,
	    "milestone-done ACTION PLACE [NOTE] [on=DATE]", &action, err) &&
	    args_day(s, 0, &a, "on", &on, err) &&
	    read_place(s, action, a.pos[1], &milestone, err) &&
	    cmd_milestone_done(s, milestone, on, args_at(&a, 2), NULL, err);
}

static bool
verb_milestone_due(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct args a;
	int64_t action, milestone;
	int day;

	(void)reply;
	return read_action(s, &a, argv, argc, 3, 3,
	    "milestone-due ACTION PLACE DATE", &action, err) &&
	    day_for(s, action, a.pos[2], &day, err) &&
	    read_place(s, action, a.pos[1], &milestone, err) &&
	    cmd_milestone_due(s, milestone, day, DATE_NONE, err);
}

static bool
verb_link(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct args a;
	int64_t action, casefile;
	bool on = true;

	(void)reply;
	return read_action(s, &a, argv, argc, 2, 3,
	    "action-link ACTION CASE [yes|no]", &action, err) &&
	    find_casefile(s, a.pos[1], &casefile, err) &&
	    (a.n < 3 || find_yes(a.pos[2], &on, err)) &&
	    cmd_action_link(s, action, casefile, on, err);
}

/* Strand, colour and escalation as far as the kind has them. */
static void
say_action(const struct kind *k, const struct action_row *r, int today,
    struct arena *mem, struct buf *reply)
{
	struct action_view v;

	action_view(k, r, today, mem, &v);
	buf_addf(reply, "%s  %s  %s  ", r->ref, r->agency_short, r->text);
	date_add_shown(reply, r->due_on);
	buf_addf(reply, "  %s%s", r->status, r->overdue ? "  overdue" : "");
	if (v.strand != NULL)
		buf_addf(reply, "  %s", v.strand->label);
	if (v.strand != NULL && v.colour != NULL)
		buf_addf(reply, "  %s: %s", v.letter, v.why);
	if (v.owner_left)
		buf_adds(reply, "  owner gone");
}

static bool
say_actions(struct session *s, const struct action_row *rows, size_t n,
    struct arena *mem, struct buf *reply, struct err *err)
{
	const struct kind *k;
	size_t i;

	for (i = 0; i < n; i++) {
		k = session_board_kind(s, rows[i].board, err);
		if (k == NULL)
			return false;
		if (i > 0)
			buf_addc(reply, '\n');
		say_action(k, &rows[i], clock_today(s->clock), mem, reply);
	}
	return true;
}

static bool
verb_actions(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct action_row *rows;
	struct arena mem = {0};
	struct args a;
	int64_t meeting, of;
	size_t n;
	bool ok;

	ok = args_read(&a, argv, argc, 0, 1, "actions [CASE]", err) &&
	    (a.n > 0 || args_meeting(s, &a, &meeting, err)) &&
	    args_casefile(s, a.n > 0 ? 0 : meeting, args_at(&a, 0), &of,
	    err) && action_read_list(s->db, ACTIONS_OF_CASEFILE, of,
	    clock_today(s->clock), &mem, &rows, &n, err);
	ok = ok && say_actions(s, rows, n, &mem, reply, err);
	arena_release(&mem);
	return ok;
}

static bool
verb_outstanding(struct session *s, char *const *argv, size_t argc,
    struct buf *reply, struct err *err)
{
	struct action_row *rows;
	struct arena mem = {0};
	struct args a;
	int64_t meeting;
	size_t n;
	bool ok;

	ok = args_read(&a, argv, argc, 0, 0, "outstanding [meeting=…]", err) &&
	    args_meeting(s, &a, &meeting, err) &&
	    action_read_list(s->db, ACTIONS_OUTSTANDING, meeting,
	    clock_today(s->clock), &mem, &rows, &n, err);
	ok = ok && say_actions(s, rows, n, &mem, reply, err);
	arena_release(&mem);
	return ok;
}

static const struct verb verbs[] = {
	{ "action", "LINE [type=…] [target=…] [strand=…] [case=…|step=…]",
	    "agree an action: WHO to WHAT by WHEN #STRAND &RECORD @SEEN-BY"
	    " * STEP by WHEN", 1, 7,
	    verb_action },
	{ "report", "ACTION STATUS [TEXT] [due=DATE] [on=DATE]"
	    " [escalated=yes] [chair=yes] [by=LOGIN] [replaced-by=ACTION]",
	    "done, could-not, did-not …, and why", 2, 12, verb_report },
	{ "progress", "ACTION TEXT [by=LOGIN]", "news of an action", 2, 3,
	    verb_progress },
	{ "answer-action", "ACTION yes|no [REASON]",
	    "accept what is asked of who leads, such as could-not, or do not",
	    2, 3, verb_answer },
	{ "accept-action", "ACTION [LOGIN]", "take an action on", 1, 2,
	    verb_accept },
	{ "decline-action", "ACTION REASON", "decline an action", 2, 2,
	    verb_decline },
	{ "action-due", "ACTION DATE [REASON]", "move an action's date", 2, 3,
	    verb_due },
	{ "action-owner", "ACTION AGENCY [LOGIN]",
	    "give an action to another owner", 2, 3, verb_owner },
	{ "action-strand", "ACTION STRAND",
	    "put an action under a strand, by name or letter", 2, 2,
	    verb_strand },
	{ "action-start", "ACTION [DATE]",
	    "the day an action begins; none: at once", 1, 2, verb_start },
	{ "action-rag", "ACTION [COLOUR REASON]",
	    "give an action a colour until the next meeting, or none", 1, 3,
	    verb_rag },
	{ "milestone", "ACTION TEXT DATE [member=LOGIN]", "add a milestone", 3,
	    4, verb_milestone },
	{ "milestone-done", "ACTION PLACE [NOTE] [on=DATE]",
	    "a milestone is done", 2, 4, verb_milestone_done },
	{ "milestone-due", "ACTION PLACE DATE", "move a milestone's date", 3,
	    3, verb_milestone_due },
	{ "action-link", "ACTION CASE [yes|no]", "link an action to a case", 2,
	    3, verb_link },
	{ "actions", "[CASE]", "the actions of a case", 0, 2, verb_actions },
	{ "outstanding", "[meeting=…]", "what is open from before", 0, 1,
	    verb_outstanding },
};

const struct verb_group verbs_action = { verbs,
	sizeof(verbs) / sizeof(verbs[0]) };
