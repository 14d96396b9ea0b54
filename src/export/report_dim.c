/*
 * report_dim: the columns that reports have, one line each: which things have
 * it, what it takes to read, and its values.
 */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "export/report_work.h"

/* ---- Values ----------------------------------------------------------- */

void
report_values_add(struct report_values *out, int64_t n, const char *text)
{
	if (out->n < VALUES_MOST)
		out->v[out->n++] = (struct report_value){ .n = n,
		    .text = text };
}

static void
add_text(struct report_values *out, const char *text)
{
	if (text && *text)
		report_values_add(out, 0, text);
}

static void
add_id(struct report_values *out, int64_t id)
{
	if (id != 0)
		report_values_add(out, id, "");
}

static void
add_day(struct report_values *out, int day)
{
	if (day != DATE_NONE)
		report_values_add(out, day, "");
}

/* A key and its place in a list of the kind; one that is not there any more
 * comes after those that are. */
#define PLACE(found, list, n) \
	((found) ? (int64_t)((found) - (list)) : (int64_t)(n))

#define GET(name) static void name(struct report_work *w, \
    const struct report_use *u, const struct report_row *r, \
    struct report_values *out)
#define UNUSED ((void)w, (void)u)

/* The day that periods and the months of a count go by. */
static int
day_of(struct report_work *w, const struct report_row *r)
{
	struct report_values v = {0};

	if (w->date.dim) {
		w->date.dim->get(w, &w->date, r, &v);
		return v.n ? (int)v.v[0].n : DATE_NONE;
	}
	return r->milestone ? r->milestone_due : r->action ? r->action->due_on
	    : r->record ? r->record->received_on : r->attendance
	    ? r->attendance->held_on : r->timer->due;
}

GET(get_ref)
{
	UNUSED;
	add_text(out, r->action ? r->action->ref : r->record ? r->record->ref
	    : r->timer ? r->timer->ref : "");
}

GET(get_title)
{
	(void)u;
	add_text(out, r->record ? report_record_title(w, r->record)
	    : report_title_of(w, r->timer->casefile));
}

GET(get_text)
{
	UNUSED;
	add_text(out, r->milestone ? r->milestone : r->action ? r->action->text
	    : "");
}

GET(get_type)
{
	const struct kind_actions *k = &w->k->actions;
	const struct kind_action_type *t = kind_action_type(w->k,
	    r->action->type);

	(void)u;
	if (*r->action->type)
		report_values_add(out, PLACE(t, k->types, k->n_types),
		    r->action->type);
}

static int64_t
agency_of(const struct report_row *r)
{
	return r->action ? r->action->agency : r->record ? r->record->agency
	    : r->attendance->agency;
}

GET(get_agency)
{
	(void)u;
	add_id(out, report_agency_top(w, agency_of(r)));
}

GET(get_team)
{
	UNUSED;
	add_id(out, agency_of(r));
}

GET(get_owner)
{
	UNUSED;
	add_id(out, r->action ? r->action->member : r->attendance
	    ? r->attendance->member : r->record->member);
}

GET(get_lead)
{
	UNUSED;
	add_id(out, r->record ? r->record->lead : r->timer->lead);
}

GET(get_strand)
{
	const struct kind_strand *s = kind_strand(w->k, r->action->strand);
	const struct kind_actions *k = &w->k->actions;

	(void)u;
	if (*r->action->strand)
		report_values_add(out, PLACE(s, k->strands, k->n_strands),
		    r->action->strand);
}

GET(get_status)
{
	const struct kind_actions *k = &w->k->actions;
	const struct kind_action_status *s = kind_status(w->k,
	    r->action->status);

	(void)u;
	report_values_add(out, PLACE(s, k->statuses, k->n_statuses),
	    r->action->status);
}

GET(get_rag)
{
	int at = report_colour(w, r->action);

	(void)u;
	if (at >= 0)
		report_values_add(out, at, w->k->rules.rag[at].key);
}

GET(get_priority)
{
	const struct kind_actions *k = &w->k->actions;
	const struct kind_choice *c = kind_choice(k->priorities,
	    k->n_priorities, r->action->priority);

	(void)u;
	if (*r->action->priority)
		report_values_add(out, PLACE(c, k->priorities, k->n_priorities),
		    r->action->priority);
}

GET(get_due)
{
	UNUSED;
	add_day(out, r->milestone ? r->milestone_due : r->action->due_on);
}

static int
days_late(const struct report_work *w, const struct report_row *r)
{
	int due = r->milestone ? r->milestone_due : r->action->due_on;
	int until = r->milestone && r->milestone_done != DATE_NONE
	    ? r->milestone_done : r->action->live ? w->src->today
	    : r->action->status_on;

	return due == DATE_NONE || until == DATE_NONE || until <= due ? 0
	    : until - due;
}

GET(get_days_late)
{
	(void)u;
	if (days_late(w, r) > 0)
		report_values_add(out, days_late(w, r), "");
}

GET(get_moves)
{
	UNUSED;
	if (r->action->moves > 0)
		report_values_add(out, r->action->moves, "");
}

GET(get_escalation)
{
	const struct kind_rules *k = &w->k->rules;
	bool late = r->action->live && r->action->due_on < w->src->today;
	struct escalation_facts f = {
		.days_overdue = late ? days_late(w, r) : 0,
		.missed = r->action->live ? r->action->missed : 0,
		.meetings = late ? r->action->meetings : 0,
	};
	int at = escalation_reached(k->escalation, k->n_escalation, &f);

	(void)u;
	if (at >= 0)
		report_values_add(out, at, k->escalation[at].key);
}

GET(get_agreed)
{
	char day[11] = "";

	UNUSED;
	if (strlen(r->action->agreed_at) >= 10)
		memcpy(day, r->action->agreed_at, 10);
	add_day(out, date_parse_iso(day));
}

GET(get_closed)
{
	UNUSED;
	if (r->milestone)
		add_day(out, r->milestone_done);
	else if (!r->action->live)
		add_day(out, r->action->status_on);
}

GET(get_outcome)
{
	UNUSED;
	add_text(out, r->action->outcome);
}

/* A milestone as report_read gives it: where its text begins. */
static const char *
split_milestone(const char *line, int *due, int *done)
{
	char day[11] = "";

	memcpy(day, line, 10);
	*due = date_parse_iso(day);
	memcpy(day, line + 10, 10);
	*done = date_parse_iso(day);
	return line + 20;
}

GET(get_milestones)
{
	const char *p = r->action->milestones;
	struct buf b = {0};
	size_t len;
	int due, done;

	(void)u;
	for (; p && *p; p += len + (p[len] != '\0')) {
		len = strcspn(p, "\n");
		if (len < 20)
			continue;
		const char *text = split_milestone(p, &due, &done);
		buf_addf(&b, "%s%s %.*s", b.len ? "; " : "",
		    report_day(w, due), (int)(len - 20), text);
		if (done != DATE_NONE)
			buf_addf(&b, " (done %s)", report_day(w, done));
		else if (r->action->live && due < w->src->today)
			buf_adds(&b, " (missed)");
	}
	add_text(out, arena_strdup(&w->scratch, buf_text(&b)));
	buf_release(&b);
}

GET(get_next_milestone)
{
	UNUSED;
	add_day(out, r->action->milestone_on);
}

GET(get_case)
{
	UNUSED;
	add_text(out, r->action ? r->action->case_ref : r->timer->ref);
}

GET(get_links)
{
	struct json all, pair, part;
	struct json_walk w1, w2;

	if (r->action) {
		UNUSED;
		add_text(out, r->action->links);
		return;
	}
	if (!r->record->links || !json_parse(r->record->links,
	    strlen(r->record->links), &all))
		return;
	json_open(&w1, &all);
	while (json_next(&w1, NULL, &pair)) {
		json_open(&w2, &pair);
		if (!json_next(&w2, NULL, &part) ||
		    (u->key && !json_is(&part, u->key)))
			continue;
		if (json_next(&w2, NULL, &part))
			add_text(out, json_string(&w->scratch, &part));
	}
}

static const char *
type_of(const struct report_row *r)
{
	return r->record ? r->record->type : r->timer->type;
}

GET(get_case_type)
{
	const struct kind_case_type *t = kind_case_type(w->k, type_of(r));

	(void)u;
	report_values_add(out, PLACE(t, w->k->case_types,
	    w->k->n_case_types), type_of(r));
}

GET(get_state)
{
	const char *key = r->record ? r->record->state : r->timer->state;

	(void)u;
	if (!*key)
		return;
	for (size_t i = 0; i < w->n_states; i++)
		if (strcmp(w->states[i].text, key) == 0) {
			report_values_add(out, (int64_t)i, key);
			return;
		}
	report_values_add(out, (int64_t)w->n_states, key);
}

GET(get_state_since)
{
	UNUSED;
	add_day(out, r->record->state_on);
}

GET(get_disposal)
{
	(void)u;
	add_day(out, report_disposal_day(w, r->record));
}

GET(get_decision)
{
	(void)u;
	add_text(out, report_disposal_decision(w, r->record));
}

GET(get_received)
{
	UNUSED;
	add_day(out, r->record->received_on);
}

/* A record's timer is the one that comes first. */
static const struct report_timer *
timer_of(const struct report_work *w, const struct report_row *r)
{
	if (r->timer)
		return r->timer;
	for (size_t i = 0; i < w->src->n_timers; i++)
		if (w->src->timers[i].casefile == r->record->id)
			return &w->src->timers[i];
	return NULL;
}

GET(get_timer)
{
	const struct report_timer *t = timer_of(w, r);

	(void)u;
	add_text(out, t ? t->label : "");
}

GET(get_timer_due)
{
	const struct report_timer *t = timer_of(w, r);

	(void)u;
	add_day(out, t ? t->due : DATE_NONE);
}

GET(get_board)
{
	(void)u, (void)r;
	add_text(out, w->src->board_name);
}

GET(get_meeting)
{
	UNUSED;
	add_text(out, r->attendance ? r->attendance->ref
	    : r->action->meeting_ref);
}

/* Counted in months so that months, quarters and years fall out of it. */
static void
add_month(struct report_work *w, const struct report_row *r, int parts,
    struct report_values *out)
{
	int day = day_of(w, r), year, month, unused;

	if (day == DATE_NONE)
		return;
	date_split(day, &year, &month, &unused);
	report_values_add(out, parts == 1 ? year
	    : year * parts + (month - 1) * parts / 12, "");
}

GET(get_month)
{
	(void)u;
	add_month(w, r, 12, out);
}

GET(get_quarter)
{
	(void)u;
	add_month(w, r, 4, out);
}

GET(get_year)
{
	(void)u;
	add_month(w, r, 1, out);
}

GET(get_attendance)
{
	const struct kind_attendance_state *s = kind_attendance(w->k,
	    r->attendance->state);

	(void)u;
	report_values_add(out, PLACE(s, w->k->attendance, w->k->n_attendance),
	    r->attendance->state);
}

/* Days since it was agreed, or received. */
GET(get_age)
{
	int from = DATE_NONE;

	if (r->action) {
		struct report_values agreed = {0};

		get_agreed(w, u, r, &agreed);
		from = agreed.n ? (int)agreed.v[0].n : DATE_NONE;
	} else {
		from = r->record->received_on;
	}
	if (from != DATE_NONE && from <= w->src->today)
		report_values_add(out, w->src->today - from, "");
}

/* ---- The table -------------------------------------------------------- */

#define A OF_ACTIONS
#define R OF_RECORDS
#define M OF_MILESTONES
#define T OF_ATTENDANCE
#define D OF_TIMERS

static const struct report_dim dims[] = {
	{ "ref", "No.", A | R | M | D, 0, AS_TEXT, get_ref },
	{ "title", "Title", R | D, WANT_PARTIES | WANT_ANSWERS, AS_TEXT,
	    get_title },
	{ "text", "What", A | M, 0, AS_TEXT, get_text },
	{ "type", "Type", A | M, 0, AS_KEY, get_type },
	{ "agency", "Agency", A | R | M | T, 0, AS_AGENCY, get_agency },
	{ "team", "Team", A | R | M | T, 0, AS_AGENCY, get_team },
	{ "owner", "Owner", A | R | M | T, 0, AS_MEMBER, get_owner },
	{ "lead", "Lead", R | D, 0, AS_MEMBER, get_lead },
	{ "strand", "Strand", A | M, 0, AS_KEY, get_strand },
	{ "status", "Status", A | M, 0, AS_KEY, get_status },
	{ "rag", "RAG", A | M, WANT_COLOUR, AS_KEY, get_rag },
	{ "priority", "Priority", A | M, 0, AS_KEY, get_priority },
	{ "due", "Due", A | M, 0, AS_DAY, get_due },
	{ "days-late", "Days late", A | M, 0, AS_NUMBER, get_days_late },
	{ "date-moves", "Date moved", A | M, WANT_MOVES, AS_NUMBER,
	    get_moves },
	{ "escalation", "Goes to", A, WANT_ESCALATION, AS_KEY,
	    get_escalation },
	{ "agreed", "Agreed", A | M, 0, AS_DAY, get_agreed },
	{ "closed", "Closed", A | M, 0, AS_DAY, get_closed },
	{ "outcome", "Outcome", A | M, 0, AS_TEXT, get_outcome },
	{ "milestones", "Milestones", A, WANT_MILESTONES, AS_TEXT,
	    get_milestones },
	{ "next-milestone", "Next step", A, WANT_COLOUR, AS_DAY,
	    get_next_milestone },
	{ "case", "Record", A | M | D, WANT_CASE, AS_TEXT, get_case },
	{ "links", "Linked to", A | R | M, WANT_LINKS, AS_TEXT, get_links },
	{ "case-type", "Type of record", R | D, 0, AS_KEY, get_case_type },
	{ "state", "State", R | D, 0, AS_KEY, get_state },
	{ "state-since", "Since", R, 0, AS_DAY, get_state_since },
	{ "disposal", "Due", R, WANT_DISPOSAL | WANT_ANSWERS,
	    AS_DAY, get_disposal },
	{ "decision", "Decided", R, WANT_DISPOSAL, AS_TEXT, get_decision },
	{ "received", "Received", R, 0, AS_DAY, get_received },
	{ "timer", "What is due", R | D, 0, AS_TEXT, get_timer },
	{ "timer-due", "Due", R | D, 0, AS_DAY, get_timer_due },
	{ "board", "Board", A | R | M | T | D, 0, AS_TEXT, get_board },
	{ "meeting", "Meeting", A | M | T, WANT_MEETING, AS_TEXT,
	    get_meeting },
	{ "month", "Month", A | R | M | T | D, 0, AS_MONTH, get_month },
	{ "quarter", "Quarter", A | R | M | T | D, 0, AS_QUARTER,
	    get_quarter },
	{ "year", "Year", A | R | M | T | D, 0, AS_YEAR, get_year },
	{ "attendance", "Attendance", T, 0, AS_KEY, get_attendance },
	{ "age", "Age in days", A | R | M, 0, AS_NUMBER, get_age },
	{ "field:", "", A | R | M, WANT_ANSWERS | WANT_CASE_ANSWERS, AS_TEXT,
	    report_field_values },
	{ "link:", "", R, WANT_LINKS, AS_TEXT, get_links },
};

bool
report_use_find(struct report_work *w, const char *word,
    struct report_use *u)
{
	const struct report_dim *d = NULL;
	size_t len;

	*u = (struct report_use){0};
	for (size_t i = 0; i < sizeof(dims) / sizeof(dims[0]) && !d; i++) {
		len = strlen(dims[i].name);
		if (dims[i].name[len - 1] == ':'
		    ? strncmp(dims[i].name, word, len) == 0
		    : strcmp(dims[i].name, word) == 0)
			d = &dims[i];
	}
	if (!d || !(d->of & w->of))
		return false;
	u->dim = d;
	u->as = d->as;
	if (strchr(word, ':'))
		u->key = strchr(word, ':') + 1;
	if (strcmp(d->name, "link:") == 0 && !report_has_link(w, u->key))
		return false;
	if (strcmp(d->name, "field:") == 0) {
		u->field = report_field(w, u->key);
		if (!u->field)
			return false;
		u->column = u->field->column;
		u->as = report_field_as(u->field);
	}
	w->filter.wants |= d->wants;
	return true;
}

const char *
report_use_title(struct report_work *w, const struct report_use *u)
{
	if (u->field)
		return u->field->label;
	if (strcmp(u->dim->name, "link:") == 0) {
		for (size_t i = 0; i < w->k->n_case_types; i++) {
			const struct kind_link *l = kind_link(
			    &w->k->case_types[i], u->key);
			if (l)
				return l->label;
		}
	}
	return u->dim->title;
}

const char *
report_cell(struct report_work *w, const struct report_use *u,
    const struct report_row *r)
{
	struct report_values v = {0};
	struct buf b = {0};
	const char *text;

	u->dim->get(w, u, r, &v);
	if (v.n == 0)
		return "";
	if (v.n == 1)
		return u->as == AS_TEXT ? arena_strdup(w->t, v.v[0].text)
		    : report_value_show(w, u, &v.v[0]);
	for (size_t i = 0; i < v.n; i++)
		buf_addf(&b, "%s%s", i > 0 ? ", " : "",
		    report_value_show(w, u, &v.v[i]));
	text = arena_strdup(w->t, buf_text(&b));
	buf_release(&b);
	return text;
}
