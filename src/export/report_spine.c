/*
 * report_spine: the plan, actions in one column a strand, and the trace: each
 * record with the decision on it, its actions, their steps and what came of
 * them, those that no action covers first.
 */
#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "export/report_work.h"

/* ---- The plan --------------------------------------------------------- */

enum { PLAN_STRAND, PLAN_REF, PLAN_TEXT, PLAN_AGENCY, PLAN_OWNER, PLAN_DUE,
	PLAN_RAG, PLAN_OUTCOME, PLAN_STEPS, PLAN_COLUMNS };

struct plan {
	size_t strand;
	size_t cards;		/* of it so far */
	struct report_use use[PLAN_COLUMNS];
};

static bool
take_card(struct report_work *w, const struct report_row *r)
{
	struct plan *p = w->data;
	struct report_line *l;

	if (strcmp(r->action->strand, w->k->actions.strands[p->strand].key)
	    != 0)
		return true;
	if (w->src->limit > 0 && p->cards == w->src->limit) {
		w->out->group_more[p->strand] = true;
		return false;
	}
	p->cards++;
	w->out->counted++;
	report_source_add(w, r);
	l = report_line_add(w);
	for (size_t i = 0; i < PLAN_COLUMNS; i++)
		if (p->use[i].dim)
			l->cell[i] = report_cell(w, &p->use[i], r);
	report_about(w, r, l);
	l->group = (int)p->strand;
	return true;
}

static bool
plan_columns(struct report_work *w, struct plan *p)
{
	static const char *const words[PLAN_COLUMNS] = { "strand", "ref",
	    "text", "agency", "owner", "due", "rag", "outcome",
	    "milestones" };
	struct report *r = w->out;

	r->columns = arena_array(w->a, PLAN_COLUMNS, sizeof(*r->columns));
	for (size_t i = 0; i < PLAN_COLUMNS; i++) {
		if (!report_use_find(w, words[i], &p->use[i]))
			return err_set(w->err, ERR_INPUT, "A plan has no "
			    "column \"%s\".", words[i]);
		r->columns[r->n_columns++] = (struct report_column){
		    .title = report_use_title(w, &p->use[i]), .key = "",
		    .letter = "" };
	}
	return true;
}

bool
report_make_plan(struct report_work *w)
{
	const struct kind_actions *k = &w->k->actions;
	struct report *r = w->out;
	struct plan p = {0};

	r->shape = SHAPE_PLAN;
	r->groups = arena_array(w->a, k->n_strands, sizeof(*r->groups));
	r->group_more = arena_array(w->a, k->n_strands,
	    sizeof(*r->group_more));
	r->n_groups = k->n_strands;
	w->data = &p;
	w->take = take_card;
	if (!plan_columns(w, &p))
		return false;
	/* One more than is shown tells whether there are more. */
	for (p.strand = 0; p.strand < k->n_strands; p.strand++) {
		const struct kind_strand *s = &k->strands[p.strand];

		r->groups[p.strand] = (struct report_column){
		    .title = s->label, .key = s->key,
		    .letter = s->letter ? s->letter : "" };
		p.cards = 0;
		w->filter.strand = s->key;
		if (!report_read_all(w))
			return false;
		r->more |= r->group_more[p.strand];
	}
	if (r->more)
		report_note(w, "Of each strand the first %zu are shown.",
		    w->src->limit);
	return true;
}

/* ---- The trace -------------------------------------------------------- */

enum { TRACE_RECORD, TRACE_ACTION, TRACE_WHAT, TRACE_STRAND, TRACE_OWNER,
	TRACE_DUE, TRACE_STATE, TRACE_OUTCOME, TRACE_COLUMNS };

#define TRACE_MOST 1000		/* records */

/* The lines of one record. */
struct block {
	size_t first, n;
	bool covered;
};

struct trace {
	struct block *blocks;
	size_t n;
	const char *record;	/* the reference of the one in hand */
	bool covered;
};

/* An action that is under way or done covers its record; one that ended
 * without being done does not. */
static bool
covers(const struct report_work *w, const struct report_action *a)
{
	const struct kind_action_status *s = kind_status(w->k, a->status);

	return a->live || (s && s->meaning == MEANING_DONE);
}

static void
trace_milestones(struct report_work *w, const struct report_action *a,
    const char *record)
{
	const char *p = a->milestones;
	char day[11] = "";
	size_t len;
	int due, done;

	for (; p && *p; p += len + (p[len] != '\0')) {
		struct report_line *l;

		len = strcspn(p, "\n");
		if (len < 20)
			continue;
		memcpy(day, p, 10);
		due = date_parse_iso(day);
		memcpy(day, p + 10, 10);
		done = date_parse_iso(day);
		l = report_line_add(w);
		l->depth = 2;
		l->action = a->id;
		l->cell[TRACE_RECORD] = record;
		l->cell[TRACE_ACTION] = arena_strdup(w->a, a->ref);
		l->cell[TRACE_WHAT] = arena_strndup(w->a, p + 20, len - 20);
		l->cell[TRACE_DUE] = report_day(w, due);
		l->day = due;
		if (done != DATE_NONE) {
			l->cell[TRACE_STATE] = arena_printf(w->a, "done %s",
			    report_day(w, done));
			l->tone = TONE_QUIET;
		} else if (a->live && due < w->src->today) {
			l->cell[TRACE_STATE] = "missed";
			l->tone = TONE_SOON;
		}
	}
}

static const char *
owner(struct report_work *w, const struct report_action *a)
{
	const char *agency = report_agency_name(w, a->agency);
	const char *member = report_member_name(w, a->member);

	return *member ? arena_printf(w->a, "%s (%s)", member, agency)
	    : agency;
}

static bool
trace_action(void *arg, const struct report_action *a)
{
	struct report_work *w = arg;
	struct trace *t = w->data;
	const struct report_row r = { .action = a };
	const struct kind_action_status *s = kind_status(w->k, a->status);
	const struct kind_strand *strand = kind_strand(w->k, a->strand);
	int colour = report_colour(w, a);
	struct report_line *l = report_line_add(w);

	report_about(w, &r, l);
	report_source_add(w, &r);
	l->depth = 1;
	l->cell[TRACE_RECORD] = t->record;
	l->cell[TRACE_ACTION] = arena_strdup(w->a, a->ref);
	l->cell[TRACE_WHAT] = arena_strdup(w->a, a->text);
	l->cell[TRACE_STRAND] = strand ? strand->label
	    : arena_strdup(w->a, a->strand);
	l->cell[TRACE_OWNER] = owner(w, a);
	l->cell[TRACE_DUE] = report_day(w, a->due_on);
	l->cell[TRACE_STATE] = arena_printf(w->a, "%s%s%s", colour >= 0
	    ? w->k->rules.rag[colour].letter : "", colour >= 0 ? " " : "",
	    s ? s->label : a->status);
	l->cell[TRACE_OUTCOME] = arena_strdup(w->a, a->outcome);
	t->covered |= covers(w, a);
	trace_milestones(w, a, t->record);
	arena_reset(&w->scratch);
	return !w->failed;
}

/* What was decided on it, and why. */
static bool
trace_decision(struct report_work *w, const struct report_record *r,
    struct report_line *l)
{
	const struct kind_case_type *t = kind_case_type(w->k, r->type);
	const struct kind_state *state = t ? kind_state(t, r->state) : NULL;
	const struct kind_disposition *d;
	struct report_decision made;

	if (!report_read_decision(w->src->db, r->id, w->a, &made, w->err))
		return false;
	d = t ? kind_disposition(t, made.disposition) : NULL;
	l->cell[TRACE_STATE] = state ? state->label : d ? d->label
	    : arena_strdup(w->a, made.disposition);
	if (made.held_on == DATE_NONE)
		l->cell[TRACE_OUTCOME] = arena_strdup(w->a, r->state_reason);
	else
		l->cell[TRACE_OUTCOME] = arena_printf(w->a, "%s%s%s%s%s",
		    d ? d->label : made.disposition, " at ",
		    made.meeting_ref, *made.reason ? ": " : "",
		    made.reason);
	l->cell[TRACE_DUE] = report_day(w, made.held_on != DATE_NONE
	    ? made.held_on : r->state_on);
	return true;
}

static bool
take_record(struct report_work *w, const struct report_row *row)
{
	const struct report_record *r = row->record;
	struct report_filter f = w->filter;
	struct trace *t = w->data;
	struct block *b = &t->blocks[t->n];
	struct report_line *l;
	const char *title, *lead;

	if (t->n == TRACE_MOST) {
		w->out->more = true;
		return false;
	}
	*b = (struct block){ .first = w->out->n_lines };
	title = report_record_title(w, r);
	lead = report_member_name(w, r->lead);
	l = report_line_add(w);
	report_about(w, row, l);
	report_source_add(w, row);
	t->record = l->cell[TRACE_RECORD] = arena_strdup(w->a, r->ref);
	t->covered = false;
	l->cell[TRACE_WHAT] = strcmp(title, r->ref) == 0 ? "" : title;
	l->cell[TRACE_OWNER] = lead;
	w->failed = !trace_decision(w, r, l);
	f.casefile = r->id;
	f.near = false;
	f.live = f.closed = true;
	f.types = NULL;
	f.limit = 0;
	f.from = f.until = DATE_NONE;
	f.wants |= WANT_COLOUR | WANT_MILESTONES;
	w->filter.wants |= WANT_COLOUR;
	if (w->failed || !report_read_actions(w->src->db, &f, trace_action, w,
	    w->err))
		w->failed = true;
	/* The lines may have moved. */
	w->out->lines[b->first].uncovered = !t->covered;
	if (!t->covered)
		w->out->lines[b->first].tone = TONE_LATE;
	b->n = w->out->n_lines - b->first;
	b->covered = t->covered;
	w->out->records++;
	w->out->covered += t->covered;
	t->n++;
	return !w->failed;
}

/* Those without an action before the others. */
static void
put_in_order(struct report_work *w, const struct trace *t)
{
	struct report *r = w->out;
	struct report_line *lines = arena_array(w->a, r->n_lines + 1,
	    sizeof(*lines));
	size_t n = 0;

	for (int covered = 0; covered < 2; covered++)
		for (size_t i = 0; i < t->n; i++) {
			if (t->blocks[i].covered != covered)
				continue;
			memcpy(lines + n, r->lines + t->blocks[i].first,
			    t->blocks[i].n * sizeof(*lines));
			n += t->blocks[i].n;
		}
	r->lines = lines;
	r->cap_lines = r->n_lines + 1;
}

static void
add_coverage(struct report_work *w)
{
	struct report *r = w->out;
	struct doc_chart *c;

	if (r->records == 0)
		return;
	c = doc_chart_new(w->a, DOC_SHARE, 1, 2);
	c->bar[0] = (struct doc_bar){ .label = "With an action",
	    .letter = "", .value = c->bar[0].value, .shown =
	    arena_printf(w->a, "%" PRId64, r->covered),
	    .tone = TONE_GOOD };
	c->bar[1] = (struct doc_bar){ .label = "Without one",
	    .letter = "", .value = c->bar[1].value, .shown =
	    arena_printf(w->a, "%" PRId64, r->records - r->covered),
	    .tone = TONE_LATE };
	c->bar[0].value[0] = r->covered;
	c->bar[1].value[0] = r->records - r->covered;
	r->chart = c;
	report_note(w, "%" PRId64 " of %" PRId64 " have an action (%d%%).",
	    r->covered, r->records, (int)((r->covered * 200 + r->records) /
	    (2 * r->records)));
}

bool
report_make_trace(struct report_work *w)
{
	static const char *const titles[TRACE_COLUMNS] = { "Record",
	    "Action", "What", "Strand", "Who", "When", "State",
	    "Outcome, or why" };
	struct report *r = w->out;
	struct trace t = {0};
	struct report_use title;

	r->shape = SHAPE_TRACE;
	r->columns = arena_array(w->a, TRACE_COLUMNS, sizeof(*r->columns));
	for (size_t i = 0; i < TRACE_COLUMNS; i++)
		r->columns[r->n_columns++] = (struct report_column){
		    .title = titles[i], .key = "", .letter = "" };
	t.blocks = arena_array(w->a, TRACE_MOST + 1, sizeof(*t.blocks));
	w->data = &t;
	w->take = take_record;
	if (!report_use_find(w, "title", &title) || !report_read_all(w))
		return false;
	put_in_order(w, &t);
	r->counted = r->records;
	add_coverage(w);
	if (r->more)
		report_note(w, "The first %d records are shown.", TRACE_MOST);
	return true;
}
