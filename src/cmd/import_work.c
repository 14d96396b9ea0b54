/* What agencies brought and what was agreed, of a data file. */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "cmd/bind.h"
#include "cmd/contribution_cmd.h"
#include "cmd/find.h"
#include "cmd/import_walk.h"
#include "model/reference.h"
#include "store/tx.h"

/* ---- Contributions ----------------------------------------------------- */

static void
take_line(struct importer *im, const struct ynode *n, int64_t contribution,
    int64_t casefile)
{
	struct err err = { 0 };
	const char *sort, *text;
	bool share = ynode_get(n, "share") == NULL ||
	    import_flag(im, n, "share");
	int64_t party;

	if (!import_keys(im, n, "a line of a contribution", " about sort text"
	    " share why "))
		return;
	sort = import_need_text(im, n, "sort");
	text = import_need_text(im, n, "text");
	party = import_party(im, n, "about", casefile);
	if (sort == NULL || text == NULL ||
	    (party == 0 && ynode_get(n, "about") != NULL))
		return;
	if (!cmd_contribution_line_add(im->s, contribution, party, sort, text,
	    share, import_text(im, n, "why"), NULL, &err))
		import_stop(im, n, &err);
}

static void
take_checked(struct importer *im, const struct ynode *n,
    int64_t contribution, int64_t casefile)
{
	struct err err = { 0 };
	int64_t party;

	if (n->kind != YNODE_SCALAR) {
		yaml_error(&im->errors, n, "this is known, not-known or"
		    " not-checked");
		return;
	}
	if (!find_party(im->s, casefile, n->key, &party, &err)) {
		import_error(im, n, &err);
		return;
	}
	if (!cmd_contribution_checked(im->s, contribution, party, n->text,
	    &err))
		import_stop(im, n, &err);
}

static bool
read_state(struct importer *im, const struct ynode *n, const char **state)
{
	*state = import_text(im, n, "state");
	if (*state == NULL)
		*state = "given";
	return strcmp(*state, "given") == 0 || strcmp(*state, "begun") == 0 ||
	    strcmp(*state, "nil") == 0 || yaml_error(&im->errors,
	    ynode_get(n, "state"), "\"%s\" is none of begun, given, nil",
	    *state);
}

static void
fill_contribution(struct importer *im, const struct ynode *n, int64_t id,
    int64_t casefile, const char *state, const char *answers)
{
	const struct ynode *c, *checked = ynode_get(n, "checked");
	struct err err = { 0 };

	for (c = import_list(im, n, "lines"); c != NULL && !im->stopped;
	    c = c->next)
		take_line(im, c, id, casefile);
	if (checked != NULL && checked->kind == YNODE_MAP)
		for (c = checked->child; c != NULL && !im->stopped;
		    c = c->next)
			take_checked(im, c, id, casefile);
	if (im->stopped)
		return;
	if (!cmd_write(im->s, SQL_IMPORT_CONTRIBUTION, BIND(B_ID("id", id),
	    B_ID("member", import_member(im, n, "by")),
	    B_TEXT("state", state),
	    B_DATE("given", import_past_day(im, n, "given")),
	    B_TEXT("answers", answers)), NULL, &err))
		import_stop(im, n, &err);
}

static void
take_contribution(struct importer *im, const struct ynode *n)
{
	int64_t casefile, meeting, agency, board = 0, id;
	const char *answers, *state;
	const struct kind *k;
	struct err err = { 0 };

	if (!import_keys(im, n, "a contribution", " case meeting agency by"
	    " state given answers checked lines ") ||
	    !read_state(im, n, &state))
		return;
	import_need_text(im, n, "case");
	import_need_text(im, n, "meeting");
	import_need_text(im, n, "agency");
	casefile = import_casefile(im, n, "case");
	meeting = import_meeting(im, n, "meeting");
	agency = import_agency(im, n, "agency");
	if (casefile == 0 || meeting == 0 || agency == 0)
		return;
	k = session_meeting_kind(im->s, meeting, &err);
	if (k == NULL || !find_meeting_board(im->s, meeting, &board, &err) ||
	    !cmd_contribution_begin(im->s, meeting, casefile, agency, &id,
	    &err)) {
		import_stop(im, n, &err);
		return;
	}
	answers = import_answers(im, n, "answers", import_forms(im, k, NULL,
	    RECORD_CONTRIBUTION, RECORD_CONTRIBUTION), board, casefile);
	if (answers != NULL)
		fill_contribution(im, n, id, casefile, state, answers);
}

/* ---- Actions ----------------------------------------------------------- */

struct agreed {
	struct importer *im;
	const struct kind *kind;
	int64_t id, board, casefile, meeting, by;
	const char *casefile_ref, *meeting_ref;
};

static const char *
at_noon(struct importer *im, int day)
{
	struct buf b = { 0 };
	const char *text;

	date_add_iso(&b, day);
	buf_adds(&b, "T12:00:00");
	text = arena_strdup(&im->arena, buf_text(&b));
	buf_release(&b);
	return text;
}

static void
take_milestone(struct agreed *a, const struct ynode *n, int position)
{
	struct importer *im = a->im;
	struct err err = { 0 };
	const char *text;
	int due;

	if (!import_keys(im, n, "a milestone", " text due done member note "))
		return;
	text = import_need_text(im, n, "text");
	due = import_need_day(im, n, "due");
	if (text == NULL || due == DATE_NONE)
		return;
	if (!cmd_write(im->s, SQL_IMPORT_MILESTONE_ADD,
	    BIND(B_ID("id", db_new_id(im->s->db)), B_ID("action", a->id),
	    B_INT("position", position), B_TEXT("text", text),
	    B_DATE("due", due), B_DATE("done", import_past_day(im, n,
	    "done")),
	    B_ID("member", import_member(im, n, "member")),
	    B_STR("note", import_text(im, n, "note"))), NULL, &err))
		import_stop(im, n, &err);
}

/* A status of the kind's by a key of the mapping; NULL after an error. */
static const struct kind_action_status *
read_status(struct agreed *a, const struct ynode *n, const char *key)
{
	const char *text = import_text(a->im, n, key);
	const struct kind_action_status *st;
	size_t i;

	for (i = 0; text == NULL && i < a->kind->actions.n_statuses; i++)
		if (a->kind->actions.statuses[i].initial)
			return &a->kind->actions.statuses[i];
	st = text != NULL ? kind_status(a->kind, text) : NULL;
	if (st == NULL)
		yaml_error(&a->im->errors, text != NULL ? ynode_get(n, key) :
		    n, "this kind of meeting knows no status \"%s\"",
		    text != NULL ? text : "");
	return st;
}

static void
take_progress(struct agreed *a, const struct ynode *n)
{
	struct importer *im = a->im;
	const struct kind_action_status *was, *now;
	struct err err = { 0 };
	int on;

	if (!import_keys(im, n, "a report", " on by was now reason text"
	    " due-was due-now meeting "))
		return;
	on = import_need_past_day(im, n, "on");
	was = read_status(a, n, "was");
	now = read_status(a, n, "now");
	if (on == DATE_NONE || was == NULL || now == NULL)
		return;
	if (!cmd_write(im->s, SQL_IMPORT_PROGRESS_ADD,
	    BIND(B_ID("id", db_new_id(im->s->db)), B_ID("action", a->id),
	    B_ID("meeting", import_meeting(im, n, "meeting")),
	    B_ID("reported_by", import_member(im, n, "by")),
	    B_ID("by", a->by), B_TEXT("at", at_noon(im, on)),
	    B_TEXT("was", was->key), B_TEXT("now", now->key),
	    B_STR("reason", import_text(im, n, "reason")),
	    B_STR("text", import_text(im, n, "text")),
	    B_DATE("due_was", import_day(im, n, "due-was")),
	    B_DATE("due_now", import_day(im, n, "due-now"))), NULL, &err))
		import_stop(im, n, &err);
}

/* One who sees it besides its owner. */
static void
take_listed(struct agreed *a, const struct ynode *n)
{
	struct importer *im = a->im;
	struct err err = { 0 };
	int64_t agency, member;

	if (!import_keys(im, n, "an entry of an access list",
	    " agency member "))
		return;
	agency = import_agency(im, n, "agency");
	member = import_member(im, n, "member");
	if ((agency != 0 || member != 0) && !cmd_write(im->s,
	    SQL_IMPORT_ACTION_ALLOW, BIND(B_ID("id", db_new_id(im->s->db)),
	    B_ID("action", a->id), B_ID("board", a->board),
	    B_ID("agency", agency), B_ID("member", member)), NULL, &err))
		import_stop(im, n, &err);
}

/* Its own reference, or its case's (or meeting's) and its number. */
static const char *
action_ref(struct agreed *a, const struct ynode *n, int64_t number)
{
	const char *given = import_text(a->im, n, "ref");
	const char *mark = a->kind->actions.mark;
	struct buf ref = { 0 };

	if (given != NULL)
		return given;
	reference_add_action(&ref, a->casefile_ref != NULL ? a->casefile_ref :
	    a->meeting_ref, mark != NULL ? mark : "A", (unsigned)number);
	given = arena_strdup(&a->im->arena, buf_text(&ref));
	buf_release(&ref);
	return given;
}

/* One of the kind's types of action; "" when none is given. */
static const char *
read_type(struct agreed *a, const struct ynode *n)
{
	const char *type = import_text(a->im, n, "type");

	if (type == NULL || kind_action_type(a->kind, type) != NULL)
		return type;
	yaml_error(&a->im->errors, ynode_get(n, "type"), "this kind of"
	    " meeting knows no type of action \"%s\"", type);
	return NULL;
}

static bool
find_places(struct agreed *a, const struct ynode *n, int64_t *item,
    int64_t *number, struct err *err)
{
	struct session *s = a->im->s;

	*item = 0;
	return (a->casefile == 0 || a->meeting == 0 || cmd_one(s,
	    SQL_IMPORT_ITEM_OF, BIND(B_ID("meeting", a->meeting),
	    B_ID("casefile", a->casefile)), item, err)) &&
	    cmd_one(s, SQL_IMPORT_ACTION_LAST, BIND(B_ID("casefile",
	    a->casefile), B_ID("meeting", a->meeting)), number, err) &&
	    (*number = import_number(a->im, n, "number", (int)*number + 1)) >
	    0;
}

/* A key of the kind's by a key of the mapping; "" when not given. */
static const char *
read_strand(struct agreed *a, const struct ynode *n)
{
	const char *text = import_text(a->im, n, "strand");

	if (text != NULL && kind_strand(a->kind, text) == NULL)
		yaml_error(&a->im->errors, ynode_get(n, "strand"), "this kind"
		    " of meeting knows no strand \"%s\"", text);
	return text;
}

/* A colour by hand stands with its reason, its day and who gave it. */
static void
take_colour(struct agreed *a, const struct ynode *n)
{
	struct importer *im = a->im;
	const struct ynode *rag = ynode_get(n, "rag");
	const char *colour, *reason;
	struct err err = { 0 };
	size_t i = 0;
	int on;

	if (rag == NULL || !import_keys(im, rag, "a colour by hand", " colour"
	    " reason on by "))
		return;
	colour = import_need_text(im, rag, "colour");
	reason = import_need_text(im, rag, "reason");
	on = import_need_day(im, rag, "on");
	if (colour == NULL || reason == NULL || on == DATE_NONE)
		return;
	while (i < a->kind->rules.n_rag &&
	    strcmp(a->kind->rules.rag[i].key, colour) != 0)
		i++;
	if (i == a->kind->rules.n_rag)
		yaml_error(&im->errors, ynode_get(rag, "colour"), "this kind of"
		    " meeting knows no colour \"%s\"", colour);
	else if (!cmd_write(im->s, SQL_ACTION_RAG, BIND(B_ID("id", a->id),
	    B_TEXT("rag", colour), B_TEXT("reason", reason),
	    B_DATE("on", on), B_ID("by", import_member(im, rag, "by"))), NULL,
	    &err))
		import_stop(im, rag, &err);
}

static void
take_links(struct agreed *a, const struct ynode *n)
{
	const struct ynode *c;
	struct err err = { 0 };
	int64_t casefile;

	for (c = import_list(a->im, n, "links"); c != NULL &&
	    !a->im->stopped; c = c->next) {
		if (c->kind != YNODE_SCALAR)
			yaml_error(&a->im->errors, c, "this is the reference of"
			    " a casefile");
		else if (!find_casefile(a->im->s, c->text, &casefile, &err))
			import_error(a->im, c, &err);
		else if (!cmd_write(a->im->s, SQL_ACTION_LINK_ADD, BIND(
		    B_ID("new", db_new_id(a->im->s->db)),
		    B_ID("action", a->id), B_ID("casefile", casefile)),
		    &(int){0}, &err))
			import_stop(a->im, c, &err);
	}
}

static bool
insert(struct agreed *a, const struct ynode *n, int64_t agency, int due,
    int agreed_on, struct err *err)
{
	struct importer *im = a->im;
	const struct kind_action_status *st = read_status(a, n, "status");
	int status_on = import_past_day(im, n, "status-on");
	int64_t item, number, member = import_member(im, n, "member");
	const char *text = import_need_text(im, n, "text");
	const char *answers = import_answers(im, n, "answers",
	    import_forms(im, a->kind, NULL, RECORD_ACTION, RECORD_ACTION),
	    a->board, a->casefile);

	if (st == NULL || text == NULL || answers == NULL)
		return err_set(err, ERR_INPUT, "the action is not whole");
	if (!find_places(a, n, &item, &number, err))
		return false;
	return cmd_write(im->s, SQL_IMPORT_ACTION_ADD, BIND(B_ID("id", a->id),
	    B_ID("board", a->board), B_ID("casefile", a->casefile),
	    B_ID("meeting", a->meeting), B_ID("item", item),
	    B_INT("number", number), B_TEXT("ref", action_ref(a, n, number)),
	    B_TEXT("text", text), B_STR("type", read_type(a, n)),
	    B_STR("strand", read_strand(a, n)),
	    B_DATE("start", import_day(im, n, "start")),
	    B_TEXT("answers", answers),
	    B_ID("agency", agency), B_ID("member", member),
	    B_ID("party", import_party(im, n, "party", a->casefile)),
	    B_DATE("due", due), B_STR("priority", import_text(im, n,
	    "priority")), B_TEXT("acceptance", member != 0 ? "yes" : "needed"),
	    B_TEXT("status", st->key), B_INT("live", !st->final),
	    B_DATE("status_on", status_on != DATE_NONE ? status_on :
	    agreed_on), B_STR("status_reason", import_text(im, n, "reason")),
	    B_STR("outcome", import_text(im, n, "outcome")),
	    B_STR("evidence", import_text(im, n, "evidence")),
	    B_ID("by", a->by),
	    B_TEXT("agreed", at_noon(im, agreed_on))), NULL, err);
}

/* Who typed it: as told, or the meeting's secretary. */
static bool
find_recorder(struct agreed *a, const struct ynode *n, struct err *err)
{
	a->by = import_member(a->im, n, "recorded-by");
	if (a->by == 0 && a->meeting != 0 && !cmd_one(a->im->s,
	    SQL_IMPORT_MEETING_SECRETARY, BIND(B_ID("id", a->meeting)), &a->by,
	    err))
		return false;
	return a->by != 0 || err_set(err, ERR_INPUT, "\"recorded-by\" is"
	    " missing, and the meeting has no secretary");
}

static void
take_action(struct importer *im, const struct ynode *n)
{
	struct agreed a = { .im = im };
	const struct ynode *c;
	struct err err = { 0 };
	int64_t agency;
	int due, agreed_on, position = 0;

	if (!import_keys(im, n, "an action", " ref case meeting board number"
	    " text type strand agency member party due priority status"
	    " status-on reason outcome evidence agreed recorded-by start rag"
	    " answers links access milestones progress "))
		return;
	import_need_text(im, n, "agency");
	import_need_text(im, n, "text");
	a.casefile = import_casefile(im, n, "case");
	a.meeting = import_meeting(im, n, "meeting");
	a.board = import_board(im, n, "board");
	a.casefile_ref = import_text(im, n, "case");
	a.meeting_ref = import_text(im, n, "meeting");
	agency = import_agency(im, n, "agency");
	due = import_need_day(im, n, "due");
	agreed_on = import_need_past_day(im, n, "agreed");
	if (agency == 0 || due == DATE_NONE || agreed_on == DATE_NONE ||
	    (a.casefile == 0 && a.meeting == 0)) {
		/* Of all else it was told already what is amiss. */
		if (a.casefile_ref == NULL && a.meeting_ref == NULL)
			yaml_error(&im->errors, n, "an action needs a case or"
			    " a meeting");
		return;
	}
	if (due < agreed_on)
		yaml_error(&im->errors, ynode_get(n, "due"), "this lies before"
		    " the day it was agreed");
	a.id = db_new_id(im->s->db);
	if ((a.board == 0 && !(a.casefile != 0 ? find_casefile_board(im->s,
	    a.casefile, &a.board, &err) : find_meeting_board(im->s, a.meeting,
	    &a.board, &err))) ||
	    (a.kind = session_board_kind(im->s, a.board, &err)) == NULL ||
	    !find_recorder(&a, n, &err) ||
	    !insert(&a, n, agency, due, agreed_on, &err)) {
		import_stop(im, n, &err);
		return;
	}
	im->counts->actions++;
	import_keep_made(im, n, 0, a.id);
	take_colour(&a, n);
	take_links(&a, n);
	for (c = import_list(im, n, "milestones"); c != NULL && !im->stopped;
	    c = c->next)
		take_milestone(&a, c, ++position);
	for (c = import_list(im, n, "progress"); c != NULL && !im->stopped;
	    c = c->next)
		take_progress(&a, c);
	for (c = import_list(im, n, "access"); c != NULL && !im->stopped;
	    c = c->next)
		take_listed(&a, c);
}

bool
import_work(struct importer *im, const struct ynode *root)
{
	const struct ynode *n;

	for (n = import_list(im, root, "contributions");
	    n != NULL && !im->stopped; n = n->next) {
		take_contribution(im, n);
		import_step(im);
	}
	for (n = import_list(im, root, "actions"); n != NULL && !im->stopped;
	    n = n->next) {
		take_action(im, n);
		import_step(im);
	}
	return !im->stopped;
}
