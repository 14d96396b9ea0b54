#include "cmd/action_cmd.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/date.h"
#include "cmd/action_context.h"
#include "cmd/action_need.h"
#include "cmd/bind.h"
#include "cmd/cmd.h"
#include "cmd/find.h"
#include "cmd/meeting_need.h"
#include "cmd/milestone_cmd.h"
#include "model/reference.h"
#include "store/attendance_read.h"
#include "store/row.h"
#include "store/tx.h"

/* Where an action hangs: its line says case and meeting, a case its board. */
struct hook {
	int64_t board, casefile, meeting, item;
};

static bool
find_hook(struct session *s, const struct action_new *n, struct hook *h,
    struct err *err)
{
	struct stmt *q;

	*h = (struct hook){ .casefile = n->casefile, .meeting = n->meeting,
	    .item = n->item };
	if (n->item != 0) {
		q = cmd_query(s, SQL_ACTION_PLACE_ITEM, BIND(
		    B_ID("item", n->item)), err);
		if (stmt_next(q, err)) {
			h->board = col_int(q, 0);
			h->casefile = col_int(q, 1);
			h->meeting = col_int(q, 2);
		}
		if (!stmt_done(q))
			return false;
	} else if (n->casefile != 0) {
		if (!cmd_one(s, SQL_ACTION_PLACE_CASEFILE, BIND(
		    B_ID("casefile", n->casefile)), &h->board, err))
			return false;
	} else if (!cmd_one(s, SQL_ACTION_PLACE_MEETING, BIND(
	    B_ID("meeting", n->meeting)), &h->board, err)) {
		return false;
	}
	return h->board != 0 || err_set(err, ERR_INPUT, "There is no such case"
	    " or meeting for this action to belong to.");
}

static const struct kind_action_status *
initial_status(const struct kind *k)
{
	size_t i;

	for (i = 0; i < k->actions.n_statuses; i++)
		if (k->actions.statuses[i].initial)
			return &k->actions.statuses[i];
	return kind_status_of(k, MEANING_OPEN);
}

static bool
check_words(const struct kind *k, const struct action_new *n,
    const char *strand, int agreed, struct err *err)
{
	const struct kind_actions *ka = &k->actions;

	if (need_blank(n->text))
		return err_set(err, ERR_INPUT, "Say what is to be done.");
	if (n->due == DATE_NONE)
		return err_set(err, ERR_INPUT, "An action needs a date: say by"
		    " when.");
	if (n->ref == NULL && n->due < agreed)
		return err_set(err, ERR_INPUT, "The date lies before the day it"
		    " is agreed.");
	if (n->type != NULL && *n->type != '\0' &&
	    kind_action_type(k, n->type) == NULL)
		return err_set(err, ERR_INPUT, "There is no type of action"
		    " \"%s\".", n->type);
	if (n->priority != NULL && *n->priority != '\0' &&
	    kind_choice(ka->priorities, ka->n_priorities, n->priority) == NULL)
		return err_set(err, ERR_INPUT, "There is no priority \"%s\".",
		    n->priority);
	if (strand != NULL && kind_strand(k, strand) == NULL)
		return err_set(err, ERR_INPUT, "There is no strand \"%s\".",
		    strand);
	return strand != NULL || !ka->strand_mandatory || err_set(err,
	    ERR_INPUT, "Say under which strand the action stands.");
}

/* The party that a target means, when the case has just one in that role. */
static bool
party_meant(struct session *s, const struct hook *h,
    const struct action_new *n, int64_t *party, struct err *err)
{
	struct stmt *q;

	*party = n->party;
	if (n->party != 0 || n->target == NULL || h->casefile == 0)
		return true;
	q = cmd_query(s, SQL_ACTION_PARTY_OF_ROLE, BIND(
	    B_ID("casefile", h->casefile), B_TEXT("role", n->target)), err);
	if (stmt_next(q, err))
		*party = col_int(q, 0);
	if (stmt_next(q, err))
		*party = 0;
	return stmt_done(q);
}

static char *
reference_pattern(const struct kind *k, struct arena *a)
{
	return arena_printf(a, "{case}/%s{n}", k->actions.mark ?
	    k->actions.mark : "");
}

/* When it was agreed; one that is taken in keeps its day. */
static const char *
agreed_at(struct session *s, const struct action_new *n, struct arena *a)
{
	struct buf day = {0};
	const char *text;

	if (n->agreed_on == DATE_NONE || n->ref == NULL)
		return need_now(s, a);
	date_add_iso(&day, n->agreed_on);
	buf_adds(&day, "T00:00:00");
	text = arena_strdup(a, buf_text(&day));
	buf_release(&day);
	return text;
}

/* What is settled of an action before its number. */
struct settled {
	const struct kind *kind;
	int64_t id, member, party;
	const char *acceptance, *agreed, *strand;
};

static bool
insert(struct session *s, const struct action_new *n, const struct hook *h,
    const struct settled *e, const char *ref, int64_t apart, int64_t least,
    int *added, struct arena *a, struct err *err)
{
	const struct kind_action_status *st = initial_status(e->kind);

	return st != NULL && cmd_write(s, SQL_ACTION_ADD, BIND(
	    B_ID("new", e->id), B_ID("item", h->item), B_TEXT("ref", ref),
	    B_TEXT("pattern", reference_pattern(e->kind, a)),
	    B_TEXT("text", n->text), B_STR("type", n->type),
	    B_STR("strand", e->strand), B_ID("member", e->member),
	    B_ID("party", e->party), B_DATE("due", n->due),
	    B_STR("priority", n->priority),
	    B_TEXT("acceptance", e->acceptance), B_TEXT("agreed", e->agreed),
	    B_TEXT("status", st->key), B_INT("live", !st->final),
	    B_TEXT("day", arena_strndup(a, e->agreed, 10)),
	    B_ID("recorder", s->member ? s->member : n->recorded_by),
	    B_ID("agency", n->agency), B_ID("casefile", h->casefile),
	    B_ID("meeting", h->meeting), B_INT("least", least),
	    B_ID("apart", apart), B_ID("board", h->board)), added, err);
}

/* The next of its case, or of its meeting. The highest number ever given is
 * kept apart, so that one taken back is not given again. */
static bool
insert_next(struct session *s, const struct action_new *n,
    const struct hook *h, const struct settled *e, struct arena *a,
    struct err *err)
{
	const char *counter = arena_printf(a, "action/%lld", (long long)
	    (h->casefile ? h->casefile : h->meeting));
	int64_t least, number;
	int added = 0;

	if (!db_counter(s->db, counter, &least, err) ||
	    !insert(s, n, h, e, n->ref, 0, least, &added, a, err))
		return false;
	if (added == 0)
		return err_set(err, ERR_INPUT, "This could not be agreed here:"
		    " the reference is in use, or what it belongs to is gone."
		    " Nothing was saved.");
	return cmd_one(s, SQL_ACTION_NUMBER, BIND(B_ID("id", e->id)), &number,
	    err) && (number <= least || db_set_counter(s->db, counter, number,
	    err));
}

/* One that not everyone sees who sees where it was agreed. */
static bool
insert_apart(struct session *s, const struct action_new *n,
    const struct hook *h, const struct settled *e, struct arena *a,
    struct err *err)
{
	const char *mark = e->kind->actions.mark ? e->kind->actions.mark : "";
	struct buf seed = {0}, ref = {0};
	char *prefix = NULL;
	unsigned attempt = 0;
	int64_t number;
	int added = 0;
	bool ok;

	buf_addf(&seed, "action/%lld/%d/%s", (long long)clock_now(s->clock),
	    n->due, n->text);
	ok = cmd_one_text(s, SQL_BOARD_PREFIX, BIND(B_ID("id", h->board)),
	    &prefix, err) && prefix != NULL;
	while (ok && added == 0 && attempt < 8 * REFERENCE_TRIES)
		ok = action_draw_apart(s, prefix, mark, buf_text(&seed),
		    attempt++, &number, &ref, err) &&
		    insert(s, n, h, e, buf_text(&ref), number, 0, &added, a,
		    err);
	if (ok && added == 0)
		ok = err_set(err, ERR_INPUT, "This could not be agreed here:"
		    " what it belongs to is gone. Nothing was saved.");
	free(prefix);
	buf_release(&ref);
	buf_release(&seed);
	return ok && action_list_add(s, e->id, n->list, n->n_list, err);
}

static bool
add(struct session *s, const struct action_new *n, int64_t *id,
    struct arena *a, struct err *err)
{
	struct settled e = { .member = n->member, .acceptance = "yes",
		.strand = need_blank(n->strand) ? NULL : n->strand };
	int64_t listed = 0;
	struct hook h;
	size_t i;

	if (!find_hook(s, n, &h, err) || !need_right(s, h.board, RIGHT_RECORD,
	    RIGHT_MANAGE_ACTIONS, err))
		return false;
	if (s->member == 0 && n->recorded_by == 0)
		return need_person(s, err);
	e.kind = action_kind(s, h.meeting, h.board, err);
	if (e.kind == NULL || (e.strand == NULL && h.meeting != 0 &&
	    !action_usual_strand(s, h.meeting, h.item, n->type, &e.strand,
	    err)))
		return false;
	if (!check_words(e.kind, n, e.strand, clock_today(s->clock), err))
		return false;
	if ((n->ref == NULL || e.member == 0) && !action_settle_owner(s,
	    h.meeting, h.casefile, n->agency, &e.member, &e.acceptance, a,
	    err))
		return false;
	if (n->unsure)
		e.acceptance = "needed";
	e.agreed = agreed_at(s, n, a);
	e.id = *id = db_new_id(s->db);
	if (!party_meant(s, &h, n, &e.party, err) || (h.casefile != 0 &&
	    !cmd_one(s, SQL_ACTION_LISTED, BIND(B_ID("casefile", h.casefile)),
	    &listed, err)))
		return false;
	if (n->ref == NULL && (listed != 0 || n->n_list > 0) ?
	    !insert_apart(s, n, &h, &e, a, err) :
	    !insert_next(s, n, &h, &e, a, err) ||
	    !action_list_add(s, e.id, n->list, n->n_list, err))
		return false;
	for (i = 0; i < n->n_milestones; i++)
		if (!cmd_milestone_add(s, *id, n->milestones[i].text,
		    n->milestones[i].due, n->milestones[i].member, NULL, err))
			return false;
	for (i = 0; i < n->n_links; i++)
		if (n->links[i] != h.casefile && !cmd_action_link(s, *id,
		    n->links[i], true, err))
			return false;
	return action_unread(s, *id, err);
}

bool
cmd_action_add(struct session *s, const struct action_new *n, int64_t *id,
    struct err *err)
{
	struct arena a = {0};
	int64_t none;
	bool ok;

	if (!cmd_begin(s, "action-add", err))
		return false;
	ok = add(s, n, id ? id : &none, &a, err);
	arena_release(&a);
	return cmd_end(s, ok, err);
}

/* For everyone: passed over are agencies kept out of the case, and those for
 * which only people are on the roll who do not speak for them. */
static bool
passed_over(struct session *s, const struct hook *h,
    const struct oneline_owner *o, bool *out, struct arena *a,
    struct err *err)
{
	const struct kind *k = action_kind(s, h->meeting, h->board, err);
	struct attendance_row *roll = NULL;
	int64_t found = 0;
	size_t n = 0, i;
	bool listed = false, speaks = false;

	if (k == NULL || (h->meeting != 0 && !attendance_read(s->db,
	    h->meeting, a, &roll, &n, err)))
		return false;
	if (h->casefile != 0 && !cmd_one(s, SQL_ACTION_SHUT_OUT, BIND(
	    B_ID("casefile", h->casefile), B_ID("agency", o->agency->id),
	    B_ID("member", o->member ? o->member->id : 0)), &found, err))
		return false;
	for (i = 0; i < n; i++) {
		if (roll[i].agency != o->agency->id)
			continue;
		listed = true;
		speaks = speaks || need_role_counts(k, roll[i].role);
	}
	*out = found != 0 || (listed && !speaks);
	return true;
}

static bool
add_all(struct session *s, const struct action_new *base,
    const struct oneline *line, size_t *count, int64_t *first,
    struct arena *a, struct err *err)
{
	struct action_new n = *base;
	struct hook h;
	int64_t id;
	size_t i;
	bool out;

	if (!find_hook(s, base, &h, err))
		return false;
	for (i = 0; i < line->n_owners; i++) {
		if (line->everyone && !passed_over(s, &h, &line->owners[i],
		    &out, a, err))
			return false;
		if (line->everyone && out)
			continue;
		n.agency = line->owners[i].agency->id;
		n.member = line->owners[i].member ?
		    line->owners[i].member->id : 0;
		if (!cmd_action_add(s, &n, &id, err))
			return false;
		if ((*count)++ == 0)
			*first = id;
	}
	return *count > 0 || err_set(err, ERR_INPUT, "Nobody is left to own"
	    " this action.");
}

/* Records one may not see are not there to be named. */
static bool
find_links(struct session *s, const struct oneline *line, int64_t *links,
    struct err *err)
{
	size_t i, j;

	for (i = 0; i < line->n_links; i++) {
		if (!find_casefile(s, line->links[i], &links[i], err))
			return false;
		for (j = 0; j < i; j++)
			if (links[j] == links[i])
				return err_set(err, ERR_INPUT, "%s is named"
				    " twice.", line->links[i]);
	}
	return true;
}

/* Who alone sees it; at once, so that nobody else ever did. */
static struct action_listed *
find_listed(const struct oneline *line, struct arena *a)
{
	struct action_listed *list = arena_array(a, line->n_listed + 1,
	    sizeof(*list));
	size_t i;

	for (i = 0; i < line->n_listed; i++)
		list[i] = (struct action_listed){
			.member = line->listed[i].member ?
			    line->listed[i].member->id : 0,
			.agency = line->listed[i].member ? 0 :
			    line->listed[i].agency->id,
		};
	return list;
}

bool
cmd_action_add_oneline(struct session *s, int64_t item, int64_t meeting,
    const struct oneline *line, size_t *n, int64_t *first, struct err *err)
{
	struct action_milestone *steps;
	int64_t *links;
	struct arena a = {0};
	size_t count = 0, i;
	int64_t id = 0;
	bool ok;

	if (!line->complete)
		return err_set(err, ERR_INPUT, "%s", line->n_gaps > 0 ?
		    line->gaps[0].text : "Say who does what by when.");
	steps = arena_array(&a, line->n_milestones + 1, sizeof(*steps));
	for (i = 0; i < line->n_milestones; i++)
		steps[i] = (struct action_milestone){
			.text = line->milestones[i].text,
			.due = line->milestones[i].date,
			.member = line->milestones[i].owner.member ?
			    line->milestones[i].owner.member->id : 0,
		};
	links = arena_array(&a, line->n_links + 1, sizeof(*links));
	if (!cmd_begin(s, "action-add", err)) {
		arena_release(&a);
		return false;
	}
	ok = find_links(s, line, links, err) && add_all(s,
	    &(const struct action_new){
		.item = item, .meeting = meeting, .text = line->text,
		.due = line->due, .agreed_on = DATE_NONE,
		.unsure = line->unsure,
		.strand = line->strand ? line->strand->key : NULL,
		.links = links, .n_links = line->n_links,
		.list = find_listed(line, &a), .n_list = line->n_listed,
		.milestones = steps, .n_milestones = line->n_milestones,
	    }, line, &count, &id, &a, err);
	arena_release(&a);
	if (n != NULL)
		*n = count;
	if (first != NULL)
		*first = id;
	return cmd_end(s, ok, err);
}
