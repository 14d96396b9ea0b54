/*
 * case_act: what is done in the pane of a case: phases, agencies heard, the
 * actions and their milestones, how it ends.
 */
#include <inttypes.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "cmd/action_cmd.h"
#include "cmd/action_context.h"
#include "cmd/find.h"
#include "cmd/milestone_cmd.h"
#include "screen/action_clash.h"
#include "screen/ask.h"
#include "screen/case_pane.h"
#include "screen/screens.h"

/* ---- Phases ------------------------------------------------------------ */

static unsigned
browse(struct meeting *m, const struct kind_phase *p)
{
	char *key = xstrdup(p->key);

	body_rewind(&m->body);
	free(m->phase);
	m->phase = key;
	return SCREEN_REDRAW | SCREEN_RELOAD;
}

/* The one who runs the meeting moves it; anybody else turns the page. */
static unsigned
phase(struct meeting *m, struct ctx *ctx, int by)
{
	struct case_pane *d = m->data;
	size_t i;

	if (!d->phase)
		return SCREEN_USED;
	i = (size_t)(d->phase - d->type->phases);
	if (by < 0 ? i == 0 : i + 1 == d->type->n_phases)
		return ctx_say(ctx, STYLE_DIM, by < 0
		    ? "This is the first phase." : m->run
		    ? "This is the last phase: ] closes the case."
		    : "This is the last phase.");
	if (!meeting_in_hand(m) || !(m->run || m->record) ||
	    d->phase != d->hand)
		return browse(m, &d->type->phases[by < 0 ? i - 1 : i + 1]);
	if (by > 0 && d->phase->actions && !d->item->read_back_at) {
		size_t k;

		for (k = 0; k < d->n_actions; k++) {
			if (d->actions[k].item != d->item->id)
				continue;
			ctx_push(ctx, readback_screen(m->id, d->item->id,
			    true));
			return SCREEN_REDRAW;
		}
	}
	body_rewind(&m->body);
	return meeting_move_phase(m, ctx, d->item->id,
	    d->type->phases[by < 0 ? i - 1 : i + 1].key);
}

/* ---- Agencies ---------------------------------------------------------- */

static const struct body_line *
chosen(const struct meeting *m)
{
	return body_chosen(m->in_card ? &m->card : &m->body);
}

/* The agency the chosen line is about, else one's own. */
static int64_t
agency_of(const struct meeting *m)
{
	const struct body_line *l = chosen(m);

	if (l && (l->sort == CASE_CONTRIBUTION_LINE ||
	    l->sort == CASE_GAP_LINE))
		return l->id;
	return 0;
}

static unsigned
heard(struct meeting *m, struct ctx *ctx)
{
	const struct case_pane *d = m->data;
	int64_t agency = agency_of(m);
	struct err err = {0};
	bool was = false;
	size_t i;

	if (!agency)
		return ctx_say(ctx, STYLE_DIM, "Choose an agency first.");
	for (i = 0; i < d->n_contributions; i++) {
		if (d->contributions[i].agency == agency)
			was = d->contributions[i].heard_at != NULL;
	}
	/* The line changes its sort when a gap is filled: stay there. */
	m->body.sort = CASE_CONTRIBUTION_LINE;
	return meeting_done(ctx, cmd_contribution_heard(ctx->session, m->id,
	    d->item->casefile, agency, !was, &err), &err);
}

/* For whom one brings: who keeps the record does it for the chosen agency, a
 * member for their own, wherever they stand. */
static int64_t
bringing(const struct meeting *m)
{
	int64_t chosen = m->record || !m->agency ? agency_of(m) : 0;

	return chosen ? chosen : m->agency;
}

static unsigned
nil_return(struct meeting *m, struct ctx *ctx)
{
	const struct case_pane *d = m->data;
	int64_t agency = bringing(m);
	struct err err = {0};

	if (!agency)
		return ctx_say(ctx, STYLE_DIM, "Choose an agency first.");
	return meeting_done(ctx, cmd_contribution_nil(ctx->session, m->id,
	    d->item->casefile, agency, &err), &err);
}

static unsigned
bring(struct meeting *m, struct ctx *ctx, int64_t agency)
{
	const struct case_pane *d = m->data;

	if (!agency)
		return ctx_say(ctx, STYLE_DIM, "Choose an agency first.");
	ctx_push(ctx, contribution_screen(d->item->casefile, m->id, agency));
	return SCREEN_REDRAW;
}

/* ---- Actions ----------------------------------------------------------- */

static const struct action_row *
find_action_row(const struct case_pane *d, int64_t id)
{
	size_t i;

	for (i = 0; i < d->n_actions; i++) {
		if (d->actions[i].id == id)
			return &d->actions[i];
	}
	return NULL;
}

static const struct milestone_row *
find_milestone(const struct case_pane *d, int64_t id)
{
	size_t i, k;

	for (i = 0; i < d->n_actions; i++) {
		for (k = 0; k < d->actions[i].n_milestones; k++) {
			if (d->actions[i].milestones[k].id == id)
				return &d->actions[i].milestones[k];
		}
	}
	return NULL;
}

static unsigned action_typed(struct screen *s, struct ctx *ctx,
    const char *text);
static unsigned milestone_changed(struct screen *s, struct ctx *ctx,
    const char *text);

/* m->ask.id: the action. */
static unsigned
open_action(struct meeting *m, struct ctx *ctx, const char *text)
{
	ask_line(ctx, "Action: ", text, meeting_draft(m, "action-text/%"
	    PRId64, m->ask.id), NULL, NULL, action_typed, &m->screen);
	ask_guards(ctx, &m->ask.was);
	return SCREEN_REDRAW;
}

static unsigned
change_action(struct meeting *m, struct ctx *ctx, const char *text)
{
	struct err err = {0};
	char *now = NULL;
	bool ok = cmd_action_text(ctx->session, m->ask.id, m->ask.was, text,
	    &now, &err);

	return meeting_kept(m, ctx, ok, now, &(const struct meeting_clash){
	    .label = "Action", .value = text, .line = true,
	    .again = change_action, .open = open_action,
	    .place = meeting_draft(m, "action-text/%" PRId64, m->ask.id) },
	    &err);
}

static unsigned
action_typed(struct screen *s, struct ctx *ctx, const char *text)
{
	return change_action((struct meeting *)s, ctx, text);
}

static unsigned
open_milestone(struct meeting *m, struct ctx *ctx, const char *text)
{
	ask_line(ctx, "Milestone: ", text, meeting_draft(m, "milestone-text/%"
	    PRId64, m->ask.id), NULL, NULL, milestone_changed, &m->screen);
	ask_guards(ctx, &m->ask.was);
	return SCREEN_REDRAW;
}

static unsigned
change_milestone(struct meeting *m, struct ctx *ctx, const char *text)
{
	struct err err = {0};
	char *now = NULL;
	bool ok = cmd_milestone_text(ctx->session, m->ask.id, m->ask.was,
	    text, &now, &err);

	return meeting_kept(m, ctx, ok, now, &(const struct meeting_clash){
	    .label = "Milestone", .value = text, .line = true,
	    .again = change_milestone, .open = open_milestone,
	    .place = meeting_draft(m, "milestone-text/%" PRId64,
	    m->ask.id) }, &err);
}

static unsigned
milestone_changed(struct screen *s, struct ctx *ctx, const char *text)
{
	return change_milestone((struct meeting *)s, ctx, text);
}

static unsigned
edit(struct meeting *m, struct ctx *ctx, const struct body_line *l)
{
	const struct case_pane *d = m->data;
	const char *text;

	switch (l->sort) {
	case CASE_ACTION_LINE:
		text = find_action_row(d, l->id)->text;
		meeting_ask(m, l->id, NULL, text);
		return open_action(m, ctx, text);
	case CASE_MILESTONE_LINE:
		text = find_milestone(d, l->id)->text;
		meeting_ask(m, l->id, NULL, text);
		return open_milestone(m, ctx, text);
	case FIELD_LINE:
		return fields_edit(m, ctx, &d->fields, l->index);
	default:
		return SCREEN_USED;
	}
}

/* m->ask.number: the day that was typed. */
static unsigned
due_reason(struct screen *s, struct ctx *ctx, const char *text)
{
	struct meeting *m = (struct meeting *)s;

	return action_wish(ctx, s, &(const struct action_wish){
		.action = m->ask.id, .due = m->ask.number,
		.due_was = (int)m->ask.read[0], .reason = text,
		.place = meeting_draft(m, "due-why/%" PRId64, m->ask.id) });
}

static unsigned
due_typed(struct screen *s, struct ctx *ctx, const char *text)
{
	struct meeting *m = (struct meeting *)s;
	struct err err = {0};
	int day;

	if (!meeting_day_typed(m, ctx, text, &day, &err)) {
		ctx_fail(ctx, &err);
		return ASK_AGAIN;
	}
	if (m->ask.other == CASE_ACTION_LINE &&
	    action_due_asks_why(ctx->session, m->ask.id)) {
		m->ask.number = day;
		ask_line(ctx, "Why another date: ", NULL, meeting_draft(m,
		    "due-why/%" PRId64, m->ask.id), NULL, NULL, due_reason,
		    s);
		return SCREEN_REDRAW;
	}
	if (m->ask.other == CASE_ACTION_LINE)
		return action_wish(ctx, s, &(const struct action_wish){
			.action = m->ask.id, .due = day,
			.due_was = (int)m->ask.read[0] });
	return action_wish(ctx, s, &(const struct action_wish){
		.action = m->ask.read[1], .milestone = m->ask.id, .due = day,
		.due_was = (int)m->ask.read[0] });
}

static unsigned
due(struct meeting *m, struct ctx *ctx, const struct body_line *l)
{
	if (l->sort != CASE_ACTION_LINE && l->sort != CASE_MILESTONE_LINE)
		return ctx_say(ctx, STYLE_DIM,
		    "Choose an action or a milestone first.");
	meeting_ask(m, l->id, NULL, NULL);
	m->ask.other = l->sort;
	m->ask.read[0] = l->sort == CASE_ACTION_LINE
	    ? find_action_row(m->data, l->id)->due_on
	    : find_milestone(m->data, l->id)->due_on;
	m->ask.read[1] = l->sort == CASE_ACTION_LINE ? l->id
	    : find_milestone(m->data, l->id)->action;
	ask_day(ctx, "By when: ", NULL, NULL, &(const struct ask_day){
	    .meeting = m->id }, due_typed, &m->screen);
	return SCREEN_REDRAW;
}

static size_t
owner_rows(struct meeting *m, struct arena *a, struct choice **rows)
{
	size_t i;

	*rows = arena_array(a, m->n_roll + 1, sizeof **rows);
	for (i = 0; i < m->n_roll; i++)
		(*rows)[i] = (struct choice){ .key = "",
			.label = m->roll[i].member ? m->roll[i].member_name
			: m->roll[i].agency_name,
			.note = m->roll[i].agency_short,
			.id = m->roll[i].id };
	return m->n_roll;
}

static unsigned
owner_picked(struct screen *s, struct ctx *ctx, size_t row)
{
	struct meeting *m = (struct meeting *)s;
	const struct attendance_row *r = meeting_roll(m, meeting_picked(m,
	    row));

	if (!r)
		return ctx_say(ctx, STYLE_WARN,
		    "They are not on the roll any more.");
	return action_wish(ctx, s, &(const struct action_wish){
		.action = m->ask.id, .due = DATE_NONE, .agency = r->agency,
		.member = r->member, .owner = r->member ? r->member_name
		: r->agency_name, .owner_was = { m->ask.read[0],
		m->ask.read[1] } }) & ~ASK_AGAIN;
}

static unsigned
owner(struct meeting *m, struct ctx *ctx, const struct body_line *l)
{
	struct arena a = {0};
	struct choice *rows;
	size_t n = owner_rows(m, &a, &rows);
	const struct action_row *r = find_action_row(m->data, l->id);

	meeting_ask(m, l->id, NULL, NULL);
	m->ask.read[0] = r->agency;
	m->ask.read[1] = r->member;
	meeting_pick(m, ctx, "Who owns it?", rows, n, owner_picked);
	arena_release(&a);
	return SCREEN_REDRAW;
}

/* "survey by 20/3": the first place from which the rest is a day. */
static bool
split_milestone(struct meeting *m, struct ctx *ctx, const char *text,
    char **what, int *day, struct err *err)
{
	struct action_context c;
	struct arena a = {0};
	struct when w;
	const char *at;
	size_t len;
	bool ok = action_context_meeting(ctx->session, m->id, 0, &a, &c,
	    err);

	*day = DATE_NONE;
	for (at = ok ? strchr(text, ' ') : NULL; at; at = strchr(at + 1,
	    ' ')) {
		if (!when_parse(at + 1, strlen(at + 1), &c.when, &w))
			continue;
		len = (size_t)(at - text);
		if (len > 3 && !strncmp(at - 3, " by", 3))
			len -= 3;
		*what = xstrndup(text, len);
		*day = w.date;
		break;
	}
	arena_release(&a);
	return ok && (*day != DATE_NONE || err_set(err, ERR_INPUT,
	    "Say what and by which day, such as “survey by 20/3”."));
}

static unsigned
milestone_typed(struct screen *s, struct ctx *ctx, const char *text)
{
	struct meeting *m = (struct meeting *)s;
	struct err err = {0};
	char *what = NULL;
	int day;
	bool ok;

	if (!*text)
		return SCREEN_REDRAW;
	ok = split_milestone(m, ctx, text, &what, &day, &err) &&
	    cmd_milestone_add(ctx->session, m->ask.id, what, day, 0, NULL,
	    &err);
	free(what);
	if (!ok) {
		ctx_fail(ctx, &err);
		return ASK_AGAIN;
	}
	return SCREEN_REDRAW | SCREEN_RELOAD;
}

static unsigned
milestone(struct meeting *m, struct ctx *ctx, const struct body_line *l)
{
	const struct milestone_row *ms;

	ms = l->sort == CASE_MILESTONE_LINE ? find_milestone(m->data, l->id)
	    : NULL;
	meeting_ask(m, ms ? ms->action : l->id, NULL, NULL);
	ask_day(ctx, "Milestone, by when: ", NULL, meeting_draft(m,
	    "milestone/%" PRId64, m->ask.id), &(const struct ask_day){
	    .meeting = m->id, .last = true }, milestone_typed, &m->screen);
	return SCREEN_REDRAW;
}

static unsigned
toggle(struct meeting *m, struct ctx *ctx, const struct body_line *l)
{
	const struct milestone_row *ms;
	struct err err = {0};

	if (l->sort == CASE_CONTRIBUTION_LINE || l->sort == CASE_GAP_LINE)
		return m->record ? heard(m, ctx) : SCREEN_USED;
	if (l->sort != CASE_MILESTONE_LINE)
		return SCREEN_USED;
	ms = find_milestone(m->data, l->id);
	return meeting_done(ctx, ms->done_on == DATE_NONE
	    ? cmd_milestone_done(ctx->session, l->id, DATE_NONE, NULL,
	    &ms->done_on, &err) : cmd_milestone_undone(ctx->session, l->id,
	    &ms->done_on, &err), &err);
}

static unsigned
accept(struct meeting *m, struct ctx *ctx, const struct body_line *l)
{
	struct err err = {0};

	(void)m;
	return meeting_done(ctx, cmd_action_accept(ctx->session, l->id,
	    ctx->session->member, &err), &err);
}

/* ---- After a crash ------------------------------------------------------ */

void
case_resume(struct meeting *m, struct ctx *ctx, const char *what, int64_t id)
{
	const struct case_pane *d = m->data;
	bool is_action = find_action_row(d, id) != NULL;
	struct body_line line = { .id = id, .sort = is_action
	    ? CASE_ACTION_LINE : CASE_MILESTONE_LINE };

	if (!is_action && !find_milestone(d, id))
		return;
	if (is_action && !strcmp(what, "milestone"))
		milestone(m, ctx, &line);
	else if (!strcmp(what, is_action ? "action-text" : "milestone-text"))
		edit(m, ctx, &line);
}

/* ---- Checks ------------------------------------------------------------- */

static unsigned
override(struct meeting *m, struct ctx *ctx, const struct body_line *l)
{
	const struct case_pane *d = m->data;

	if (l->sort != CASE_FINDING_LINE || (size_t)l->id >= d->findings.n)
		return ctx_say(ctx, STYLE_DIM, "Choose a check first.");
	m->move.what = MOVE_NONE;
	return meeting_offer_override(m, ctx, &d->findings.list[l->id]);
}

/* What is in the way is decided on a screen of its own. */
static bool
is_repeat_check(const struct case_pane *d, const struct body_line *l)
{
	return (size_t)l->id < d->findings.n &&
	    d->findings.list[l->id].check == CHECK_REPEAT_UNDECIDED;
}

/* ---- Dispatch ---------------------------------------------------------- */

static unsigned
enter(struct meeting *m, struct ctx *ctx, const struct body_line *l)
{
	switch (l->sort) {
	case CASE_SHOWN_LINE:
		ctx_push(ctx, casefile_screen(l->id));
		return SCREEN_REDRAW;
	case CASE_PARTY_LINE:
		ctx_push(ctx, party_screen(l->id));
		return SCREEN_REDRAW;
	case CASE_ACTION_LINE:
		ctx_push(ctx, action_screen(l->id));
		return SCREEN_REDRAW;
	case CASE_CONTRIBUTION_LINE:
	case CASE_GAP_LINE:
		return bring(m, ctx, l->id);
	case CASE_MILESTONE_LINE:
		return toggle(m, ctx, l);
	case CASE_OUTCOME_LINE:
		return m->record ? case_end_choose(m, ctx) : SCREEN_USED;
	case CASE_FINDING_LINE:
		if (is_repeat_check(m->data, l)) {
			ctx_push(ctx, repeat_screen(m->screen.casefile));
			return SCREEN_REDRAW;
		}
		return m->run ? override(m, ctx, l) : SCREEN_USED;
	case FIELD_LINE:
		return edit(m, ctx, l);
	default:
		return minutes_act(m, ctx, MINUTE_EDIT, NULL, NULL, 0);
	}
}

static unsigned
act_on_line(struct meeting *m, struct ctx *ctx, int action,
    const struct body_line *l)
{
	bool is_action = l->sort == CASE_ACTION_LINE;

	switch (action) {
	case MEETING_ENTER:
		return enter(m, ctx, l);
	case CASE_TOGGLE:
		return toggle(m, ctx, l);
	case CASE_DUE:
		return due(m, ctx, l);
	case CASE_OVERRIDE:
		return override(m, ctx, l);
	case CASE_MILESTONE:
		if (is_action || l->sort == CASE_MILESTONE_LINE)
			return milestone(m, ctx, l);
		break;
	case CASE_OWNER:
		if (is_action)
			return owner(m, ctx, l);
		break;
	case CASE_ACCEPT:
		if (is_action)
			return accept(m, ctx, l);
		break;
	}
	return ctx_say(ctx, STYLE_DIM, "Choose an action first.");
}

unsigned
case_act(struct meeting *m, struct ctx *ctx, int action)
{
	const struct case_pane *d = m->data;
	const struct body_line *l = chosen(m);
	struct err err = {0};

	m->speaker = agency_of(m);
	switch (action) {
	case CASE_ACTION:
		ctx_push(ctx, action_line_screen(m->id, d->item->id,
		    d->item->casefile));
		return SCREEN_REDRAW;
	case CASE_PHASE_NEXT:
	case CASE_PHASE_BACK:
		return phase(m, ctx, action == CASE_PHASE_NEXT ? 1 : -1);
	case CASE_HEARD:
		return heard(m, ctx);
	case CASE_NIL:
		return nil_return(m, ctx);
	case CASE_BRING:
		return bring(m, ctx, bringing(m));
	case CASE_READBACK:
		ctx_push(ctx, readback_screen(m->id, d->item->id, false));
		return SCREEN_REDRAW;
	case CASE_OUTCOME:
		return case_end_choose(m, ctx);
	case CASE_REPEAT:
		ctx_push(ctx, repeat_screen(d->item->casefile));
		return SCREEN_REDRAW;
	case CASE_END:
		return meeting_move_next(m, ctx);
	case MINUTE_REMOVE:
		if (l && l->sort == CASE_MILESTONE_LINE)
			return meeting_done(ctx, cmd_milestone_remove(
			    ctx->session, l->id, &err), &err);
		break;
	case MINUTE_EDIT:
		if (l && l->sort != MINUTE_LINE)
			return edit(m, ctx, l);
		break;
	}
	if (action == MEETING_ENTER || (action >= CASE_ACTION &&
	    action <= CASE_END))
		return l ? act_on_line(m, ctx, action, l)
		    : ctx_say(ctx, STYLE_DIM, "There is nothing to choose.");
	return minutes_act(m, ctx, action, d->phase ? d->phase->key : NULL,
	    d->phase ? d->phase->sorts : NULL, d->phase ? d->phase->n_sorts
	    : 0);
}
