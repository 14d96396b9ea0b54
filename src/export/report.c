/*
 * report: which days and things a report is about, reading them one by one,
 * and what its parts share.
 */
#include "export/report.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "export/report_work.h"
#include "form/form_value.h"

/* ---- Lines and notes -------------------------------------------------- */

struct report_line *
report_line_add(struct report_work *w)
{
	struct report *r = w->out;
	struct report_line *l;

	if (r->n_lines == r->cap_lines) {
		r->cap_lines = r->cap_lines ? r->cap_lines * 2 : 64;
		l = arena_array(w->a, r->cap_lines, sizeof(*l));
		if (r->n_lines > 0)
			memcpy(l, r->lines, r->n_lines * sizeof(*l));
		r->lines = l;
	}
	l = &r->lines[r->n_lines++];
	*l = (struct report_line){ .day = DATE_NONE, .key = "",
	    .letter = "" };
	l->cell = arena_array(w->a, r->n_columns, sizeof(*l->cell));
	for (size_t i = 0; i < r->n_columns; i++)
		l->cell[i] = "";
	return l;
}

void
report_note(struct report_work *w, const char *format, ...)
{
	struct report *r = w->out;
	const char **more = arena_array(w->a, r->n_notes + 1, sizeof(*more));
	struct buf b = {0};
	va_list ap;

	if (r->n_notes > 0)
		memcpy(more, r->notes, r->n_notes * sizeof(*more));
	va_start(ap, format);
	buf_vaddf(&b, format, ap);
	va_end(ap);
	more[r->n_notes++] = arena_strdup(w->a, buf_text(&b));
	r->notes = more;
	buf_release(&b);
}

/* What a line is about: which record opens, its colour, its day. */
void
report_about(struct report_work *w, const struct report_row *r,
    struct report_line *l)
{
	int colour = r->action && w->filter.wants & WANT_COLOUR
	    ? report_colour(w, r->action) : -1;

	l->action = r->action ? r->action->id : 0;
	l->casefile = r->record ? r->record->id : r->timer
	    ? r->timer->casefile : 0;
	l->meeting = r->attendance ? r->attendance->meeting : 0;
	l->day = r->milestone ? r->milestone_due : r->action
	    ? r->action->due_on : r->record ? r->record->received_on
	    : r->attendance ? r->attendance->held_on : r->timer->due;
	if (colour >= 0) {
		l->letter = w->k->rules.rag[colour].letter;
		l->tone = report_tone_of(&w->k->rules.rag[colour]);
	}
}

/* ---- Colours and titles ----------------------------------------------- */

int
report_colour(struct report_work *w, const struct report_action *a)
{
	const struct kind_action_status *s = kind_status(w->k, a->status);
	struct rag_facts f = {
		.final = !a->live,
		.done = !a->live && s && s->meaning == MEANING_DONE,
		.blocked = s && s->meaning == MEANING_BLOCKED,
		.proposed = (s && s->meaning == MEANING_PROPOSED) ||
		    strcmp(a->acceptance, "yes") != 0,
		.start = a->start_on, .due = a->due_on,
		.milestone = a->milestone_on, .by_hand = a->rag,
		.by_hand_until = a->rag_until,
	};

	return rag_colour(w->k->rules.rag, w->k->rules.n_rag, &f,
	    w->src->today);
}

/* One {word} of a heading: the reference, someone in a role, an answer. */
static void
add_part(struct report_work *w, const struct report_record *r,
    const struct kind_case_type *t, const char *word, struct buf *b)
{
	struct json all, v;

	if (strcmp(word, "reference") == 0) {
		buf_adds(b, r->ref);
	} else if (kind_party_role(t, word)) {
		/* Lists of a type with pseudonyms show no names. */
		if (!t->pseudonym && r->parties && json_parse(r->parties,
		    strlen(r->parties), &all) && json_find(&all, word, &v) &&
		    json_string(&w->scratch, &v))
			buf_adds(b, json_string(&w->scratch, &v));
	} else if (r->answers && json_parse(r->answers, strlen(r->answers),
	    &all) && json_find(&all, word, &v)) {
		for (size_t i = 0; i < t->n_forms; i++) {
			const struct kind_form *f = kind_form(w->k,
			    t->forms[i]);
			const struct kind_field *field = f
			    ? kind_field(f, word) : NULL;

			if (!field)
				continue;
			form_value_show(field, json_raw(&w->scratch, &v),
			    NULL, b);
			break;
		}
	}
}

const char *
report_record_title(struct report_work *w, const struct report_record *r)
{
	const struct kind_case_type *t = kind_case_type(w->k, r->type);
	const char *p = t && t->heading ? t->heading : "", *end;
	struct buf b = {0};
	const char *title;

	for (; *p; p++) {
		end = *p == '{' ? strchr(p, '}') : NULL;
		if (!end) {
			buf_addc(&b, *p);
			continue;
		}
		add_part(w, r, t, arena_strndup(&w->scratch, p + 1,
		    (size_t)(end - p - 1)), &b);
		p = end;
	}
	title = b.len ? arena_strdup(w->t, buf_text(&b)) : r->ref;
	buf_release(&b);
	return title;
}

static bool
keep_title(void *arg, const struct report_record *r)
{
	struct report_work *w = arg;

	w->title = arena_strdup(w->a, report_record_title(w, r));
	return false;
}

const char *
report_title_of(struct report_work *w, int64_t casefile)
{
	struct report_filter f = w->filter;

	if (w->titled == casefile)
		return w->title;
	w->titled = casefile;
	w->title = "";
	f.wants = WANT_PARTIES | WANT_ANSWERS;
	if (!report_read_records_of(w->src->db, &f, &casefile, 1, keep_title,
	    w, w->err))
		w->failed = true;
	return w->title;
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
live_passes(const struct report_work *w, const struct report_row *r)
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
add_id(struct report_work *w, int64_t **ids, size_t *n, int64_t id)
{
	if (id == 0)
		return;
	if (*n == REPORT_SOURCES) {
		w->out->sources_over = true;
		return;
	}
	if (!*ids)
		*ids = arena_array(w->a, REPORT_SOURCES, sizeof(**ids));
	if (*n == 0 || (*ids)[*n - 1] != id)
		(*ids)[(*n)++] = id;
}

void
report_source_add(struct report_work *w, const struct report_row *r)
{
	struct report *o = w->out;

	if (w->src->line)
		return;
	if (r->action)
		add_id(w, &o->actions, &o->n_actions, r->action->id);
	else
		add_id(w, &o->casefiles, &o->n_casefiles, r->record
		    ? r->record->id : r->timer ? r->timer->casefile : 0);
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

/* ---- Beginning -------------------------------------------------------- */

static unsigned
things_of(enum report_what what)
{
	static const unsigned of[REPORT_WHATS] = {
		[REPORT_ACTIONS] = OF_ACTIONS, [REPORT_PLAN] = OF_ACTIONS,
		[REPORT_CASES] = OF_RECORDS, [REPORT_TRACE] = OF_RECORDS,
		[REPORT_MILESTONES] = OF_MILESTONES,
		[REPORT_ATTENDANCE] = OF_ATTENDANCE,
		[REPORT_TIMERS] = OF_TIMERS,
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

static void
set_filter(struct report_work *w)
{
	const struct kind_report *d = w->def;
	struct report_filter *f = &w->filter;
	bool overdue = d->live == REPORT_OVERDUE;

	f->board = w->src->board;
	f->casefile = w->src->casefile;
	f->near = true;
	f->live = d->live != REPORT_CLOSED;
	f->closed = d->live == REPORT_ANY || d->live == REPORT_CLOSED;
	if (d->what == REPORT_MILESTONES) {
		f->live = true;
		f->closed = d->live == REPORT_ANY || d->live == REPORT_CLOSED;
		f->wants |= WANT_MILESTONES;
	}
	if (d->what != REPORT_CASES && d->what != REPORT_TRACE)
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

static bool
use(struct report_work *w, const char *word, struct report_use *u)
{
	if (!word || report_use_find(w, word, u))
		return true;
	return err_set(w->err, ERR_INPUT, "The report \"%s\" has no column "
	    "\"%s\".", w->def->title, word);
}

/* A field named by its key alone, where no other column has that name. */
static bool
use_field(struct report_work *w, const char *word, struct report_use *u)
{
	if (!word || report_use_find(w, word, u))
		return true;
	return use(w, arena_printf(w->a, "field:%s", word), u);
}

static bool
find_uses(struct report_work *w)
{
	const struct kind_report *d = w->def;
	bool ok;

	ok = use_field(w, d->date, &w->date) && use_field(w, d->sum, &w->sum)
	    && use(w, d->rows, &w->rows) &&
	    use(w, d->columns, &w->columns) && use(w, d->sort, &w->sort);
	for (size_t i = 0; ok && i < d->n_list && i < USES_MOST; i++)
		ok = use(w, d->list[i], &w->list[w->n_list++]);
	for (size_t i = 0; ok && i < w->src->n_narrow; i++) {
		ok = i < USES_MOST && use(w, w->src->narrow[i].column,
		    &w->narrow[i]);
		if (ok && strcmp(w->narrow[i].dim->name, "age") == 0)
			w->narrow[i].as = AS_AGE;
	}
	return ok;
}

/* What it was narrowed to, in words. */
static void
say_narrow(struct report_work *w, struct buf *b)
{
	for (size_t i = 0; i < w->src->n_narrow; i++) {
		const char *key = w->src->narrow[i].key;
		struct report_use *u = &w->narrow[i];
		struct report_value v = { .text = key,
		    .n = strtoll(key, NULL, 10), .none = *key == '\0' };
		struct report_value *all;
		size_t n;

		if (u->as == AS_KEY && !v.none) {
			n = report_value_all(w, u, &all);
			v.n = -1;
			for (size_t j = 0; j < n; j++)
				if (strcmp(all[j].text, key) == 0)
					v = all[j];
		}
		buf_addf(b, ", %s: %s", report_use_title(w, u),
		    report_value_show(w, u, &v));
	}
}

/* Which board, which record, which days. */
static void
say_about(struct report_work *w)
{
	const struct report_source *s = w->src;
	struct buf b = {0};

	buf_adds(&b, s->board_name ? s->board_name : "");
	if (s->casefile != 0)
		buf_addf(&b, "%s%s and what is tied to it", b.len ? ": " : "",
		    s->case_ref ? s->case_ref : "");
	if (w->def->period != REPORT_ALL && w->filter.from != DATE_NONE)
		buf_addf(&b, ", %s to %s", report_day(w, w->filter.from),
		    report_day(w, s->today));
	else
		buf_addf(&b, ", as of %s", report_day(w, s->today));
	say_narrow(w, &b);
	w->out->about = arena_strdup(w->a, buf_text(&b));
	buf_release(&b);
}

bool
report_build(const struct report_source *src,
    const struct kind_report *def, struct report *out, struct err *err)
{
	struct report_work w = { .src = src, .k = src->kind, .def = def,
	    .out = out, .err = err, .of = things_of(def->what) };
	bool ok;

	*out = (struct report){ .def = def, .kind = src->kind };
	w.a = w.t = &out->arena;
	report_states(&w);
	ok = report_read_agencies(src->db, w.a, &w.agencies, &w.n_agencies,
	    err) && find_uses(&w);
	if (ok) {
		set_filter(&w);
		out->title = arena_strdup(w.a, def->title);
		say_about(&w);
		ok = def->what == REPORT_PLAN ? report_make_plan(&w)
		    : def->what == REPORT_TRACE ? report_make_trace(&w)
		    : w.rows.dim && src->n_narrow == 0 ? report_make_count(&w)
		    : report_make_list(&w);
	}
	arena_release(&w.scratch);
	return ok && !w.failed;
}

void
report_release(struct report *r)
{
	arena_release(&r->arena);
	*r = (struct report){0};
}

bool
report_has_column(const struct report_source *src,
    const struct kind_report *def, const char *column)
{
	struct report_work w = { .src = src, .k = src->kind, .def = def,
	    .of = things_of(def->what) };
	struct report_use u;

	return report_use_find(&w, column, &u);
}

static bool
is_timer(const char *word)
{
	return word && strncmp(word, "timer", 5) == 0;
}

bool
report_wants_timers(const struct kind_report *def)
{
	bool wants = def->what == REPORT_TIMERS || is_timer(def->rows) ||
	    is_timer(def->columns) || is_timer(def->sort);

	for (size_t i = 0; i < def->n_list; i++)
		wants |= is_timer(def->list[i]);
	return wants;
}
