/*
 * report_things: which things a report is about: what the store is asked for,
 * what of it passes, and reading it row by row.
 */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "export/report_work.h"
#include "store/row.h"
#include "form/form_value.h"

/* ---- What the store is asked for -------------------------------------- */

unsigned
report_things_of(enum report_what what)
{
	static const unsigned of[REPORT_WHATS] = {
		[REPORT_ACTIONS] = OF_ACTIONS, [REPORT_PLAN] = OF_ACTIONS,
		[REPORT_CASES] = OF_RECORDS, [REPORT_TRACE] = OF_RECORDS,
		[REPORT_MILESTONES] = OF_MILESTONES,
		[REPORT_ATTENDANCE] = OF_ATTENDANCE,
		[REPORT_TIMERS] = OF_TIMERS, [REPORT_CROSS] = OF_RECORDS,
	};

	return of[what];
}

/* A list of words as JSON, in the arena; NULL for none. */
static const char *
json_words(struct report_work *w, const char *const *words, size_t n)
{
	struct buf b = {0};
	const char *text;

	for (size_t i = 0; i < n; i++) {
		buf_addc(&b, i > 0 ? ',' : '[');
		buf_add_json(&b, words[i]);
	}
	if (n > 0)
		buf_addc(&b, ']');
	text = n > 0 ? arena_strdup(w->a, buf_text(&b)) : NULL;
	buf_release(&b);
	return text;
}

static const char *
failures(struct report_work *w)
{
	const struct kind_actions *k = &w->k->actions;
	const char **keys = arena_array(w->a, k->n_statuses + 1,
	    sizeof(*keys));
	size_t n = 0;

	for (size_t i = 0; i < k->n_statuses; i++)
		if (k->statuses[i].failure)
			keys[n++] = k->statuses[i].key;
	return json_words(w, keys, n);
}

/* The most meetings that a step of escalation asks about. */
static int
most_meetings(const struct report_work *w)
{
	const struct kind_rules *k = &w->k->rules;
	int most = 0;

	for (size_t i = 0; i < k->n_escalation; i++)
		if (k->escalation[i].meetings > most)
			most = k->escalation[i].meetings;
	return most;
}

/* The first day of the period; DATE_NONE when it goes back for ever. */
static int
since(const struct report_work *w)
{
	int today = w->src->today;

	switch (w->def->period) {
	case REPORT_SINCE_MEETING:
		return w->src->since;
	case REPORT_MONTH:
		return date_add_days(date_add_months(today, -1), 1);
	case REPORT_QUARTER:
		return date_add_days(date_add_months(today, -3), 1);
	case REPORT_YEAR:
		return date_add_days(date_add_months(today, -12), 1);
	default:
		return DATE_NONE;
	}
}

void
report_filter_set(struct report_work *w)
{
	const struct kind_report *d = w->def;
	struct report_filter *f = &w->filter;
	bool overdue = d->live == REPORT_OVERDUE;

	f->board = w->src->board;
	f->casefile = w->src->casefile;
	f->near = true;
	f->live = d->live != REPORT_CLOSED;
	f->closed = d->live == REPORT_ANY || d->live == REPORT_CLOSED ||
	    d->live == REPORT_DISPOSAL;
	if (d->live == REPORT_DISPOSAL)
		f->wants |= WANT_DISPOSAL | WANT_ANSWERS;
	if (d->what == REPORT_MILESTONES) {
		f->live = true;
		f->closed = d->live == REPORT_ANY || d->live == REPORT_CLOSED;
		f->wants |= WANT_MILESTONES;
	}
	if (w->of != OF_RECORDS)
		f->types = json_words(w, d->case_types, d->n_case_types);
	f->failures = failures(w);
	f->meetings = most_meetings(w);
	f->today = w->src->today;
	f->from = since(w);
	f->until = d->period == REPORT_ALL ? DATE_NONE : w->src->today;
	if (overdue && !w->date.dim && w->of == OF_ACTIONS)
		f->until = w->src->today - 1;
	if (d->where)
		f->wants |= WANT_ANSWERS | WANT_CASE_ANSWERS;
}

/* ---- Which things ----------------------------------------------------- */

/* Records of a type without states are always in hand. */
static bool
stateless(const struct report_work *w, const struct report_record *r)
{
	const struct kind_case_type *t = kind_case_type(w->k, r->type);

	return t && t->n_states == 0;
}

static bool
disposal_passes(struct report_work *w, const struct report_row *r)
{
	int day = r->record ? report_disposal_day(w, r->record) : DATE_NONE;

	return day != DATE_NONE && day <= w->src->today;
}

static bool
live_passes(struct report_work *w, const struct report_row *r)
{
	int due = r->milestone ? r->milestone_due : r->action
	    ? r->action->due_on : DATE_NONE;
	bool open = r->milestone ? r->milestone_done == DATE_NONE &&
	    r->action->live : r->action ? r->action->live : !r->record ||
	    r->record->live || stateless(w, r->record);

	switch (w->def->live) {
	case REPORT_LIVE:
		return open;
	case REPORT_CLOSED:
		return !open;
	case REPORT_DISPOSAL:
		return disposal_passes(w, r);
	case REPORT_OVERDUE:
		return r->timer ? r->timer->due < w->src->today
		    : open && due != DATE_NONE && due < w->src->today;
	default:
		return true;
	}
}

static bool
state_passes(const struct report_work *w, const struct report_row *r)
{
	const char *state = r->record ? r->record->state : r->timer
	    ? r->timer->state : NULL;

	if (!state || w->def->n_states == 0)
		return true;
	for (size_t i = 0; i < w->def->n_states; i++)
		if (strcmp(w->def->states[i], state) == 0)
			return true;
	return false;
}

/* Things whose day lies outside the period; those without one do, too. */
static bool
day_passes(struct report_work *w, const struct report_row *r)
{
	struct report_values v = {0};
	int day;

	if (w->filter.from == DATE_NONE && w->filter.until == DATE_NONE)
		return true;
	if (w->date.dim) {
		w->date.dim->get(w, &w->date, r, &v);
		day = v.n ? (int)v.v[0].n : DATE_NONE;
	} else if (r->milestone || r->timer) {
		day = r->milestone ? r->milestone_due : r->timer->due;
	} else {
		return true;	/* the statement saw to it */
	}
	return day != DATE_NONE && (w->filter.from == DATE_NONE ||
	    day >= w->filter.from) && (w->filter.until == DATE_NONE ||
	    day <= w->filter.until);
}

static bool
where_passes(struct report_work *w, const struct report_row *r)
{
	struct json v;

	if (!w->def->where || (!r->record && !r->action))
		return true;
	return form_when_holds(w->def->where, report_answer(w, r,
	    w->def->where->field, 0, &v) ? json_raw(&w->scratch, &v) : NULL);
}

static bool
narrow_passes(struct report_work *w, const struct report_row *r)
{
	for (size_t i = 0; i < w->src->n_narrow; i++) {
		const char *key = w->src->narrow[i].key;
		struct report_values v = {0};
		size_t j;

		w->narrow[i].dim->get(w, &w->narrow[i], r, &v);
		if (w->narrow[i].as == AS_AGE && v.n > 0)
			v.v[0].n = report_age_step((int)v.v[0].n);
		for (j = 0; j < v.n; j++)
			if (strcmp(report_value_key(w, &w->narrow[i],
			    &v.v[j]), key) == 0)
				break;
		if (j == v.n && (v.n > 0 || *key != '\0'))
			return false;
	}
	return true;
}

bool
report_passes(struct report_work *w, const struct report_row *r)
{
	return live_passes(w, r) && state_passes(w, r) &&
	    (!r->record || report_of_type(w->def, r->record->type)) &&
	    (!r->timer || report_of_type(w->def, r->timer->type)) &&
	    day_passes(w, r) && where_passes(w, r) && narrow_passes(w, r);
}

static void
add_id(struct report_work *w, int64_t **ids, size_t *n, size_t *cap,
    int64_t id)
{
	if (id == 0 || (*n > 0 && (*ids)[*n - 1] == id))
		return;
	if (*n == REPORT_SOURCES && !w->src->all_sources) {
		w->out->sources_over = true;
		return;
	}
	*ids = row_room(w->a, *ids, *n, cap, sizeof(**ids));
	(*ids)[(*n)++] = id;
}

void
report_source_add(struct report_work *w, const struct report_row *r)
{
	struct report *o = w->out;

	if (w->src->line)
		return;
	if (r->action)
		add_id(w, &o->actions, &o->n_actions, &o->cap_actions,
		    r->action->id);
	else
		add_id(w, &o->casefiles, &o->n_casefiles, &o->cap_casefiles,
		    r->record ? r->record->id : r->timer
		    ? r->timer->casefile : 0);
}

/* ---- Reading ---------------------------------------------------------- */

static bool
take(struct report_work *w, const struct report_row *r)
{
	bool more = true;

	if (report_passes(w, r))
		more = w->take(w, r);
	arena_reset(&w->scratch);
	return more && !w->failed;
}

static bool
each_action(void *arg, const struct report_action *row)
{
	struct report_work *w = arg;

	return take(w, &(struct report_row){ .action = row });
}

static bool
each_record(void *arg, const struct report_record *row)
{
	struct report_work *w = arg;

	return take(w, &(struct report_row){ .record = row });
}

static bool
each_attendance(void *arg, const struct report_attendance *row)
{
	struct report_work *w = arg;

	return take(w, &(struct report_row){ .attendance = row });
}

/* The steps of one action, which come with it as lines. */
static bool
each_milestones(void *arg, const struct report_action *row)
{
	struct report_work *w = arg;
	struct report_row r = { .action = row };
	const char *p = row->milestones;
	char *text, day[11] = "";
	size_t len;
	bool more = true;

	for (; more && p && *p; p += len + (p[len] != '\0')) {
		len = strcspn(p, "\n");
		if (len < 20)
			continue;
		memcpy(day, p, 10);
		r.milestone_due = date_parse_iso(day);
		memcpy(day, p + 10, 10);
		r.milestone_done = date_parse_iso(day);
		text = strndup(p + 20, len - 20);
		r.milestone = text;
		more = take(w, &r);
		free(text);
	}
	return more;
}

static bool
read_timers(struct report_work *w)
{
	for (size_t i = 0; i < w->src->n_timers; i++) {
		struct report_row r = { .timer = &w->src->timers[i] };

		if ((w->src->casefile == 0 ||
		    r.timer->casefile == w->src->casefile) && !take(w, &r))
			break;
	}
	return !w->failed;
}

static bool
read_records(struct report_work *w, struct report_filter f)
{
	for (size_t i = 0; i < w->def->n_case_types; i++) {
		const struct kind_case_type *t = kind_case_type(w->k,
		    w->def->case_types[i]);

		f.type = w->def->case_types[i];
		f.closed = w->filter.closed || (t && t->n_states == 0);
		if (!report_read_records(w->src->db, &f, each_record, w,
		    w->err))
			return false;
	}
	return !w->failed;
}

bool
report_read_all(struct report_work *w)
{
	struct report_filter f = w->filter;

	/* A date of the report's own is looked at row by row. */
	if (w->date.dim || w->def->what == REPORT_MILESTONES)
		f.from = f.until = DATE_NONE;
	switch (w->def->what) {
	case REPORT_CASES:
	case REPORT_TRACE:
	case REPORT_CROSS:
		return read_records(w, f);
	case REPORT_MILESTONES:
		return report_read_actions(w->src->db, &f, each_milestones, w,
		    w->err) && !w->failed;
	case REPORT_ATTENDANCE:
		return report_read_attendance(w->src->db, &f, each_attendance,
		    w, w->err) && !w->failed;
	case REPORT_TIMERS:
		return read_timers(w);
	default:
		return report_read_actions(w->src->db, &f, each_action, w,
		    w->err) && !w->failed;
	}
}
