/*
 * report_list: things one by one, in the order of a column. What comes in that
 * order from the book is read until there is enough; for another order a first
 * reading looks at nothing but what it goes by, and a second takes the things
 * that come first.
 */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "export/report_work.h"

#define CHUNK 500		/* ids in one statement */

/* Where a thing stands in the order. */
struct entry {
	struct report_value value;
	int64_t id;
	size_t at;		/* as it was read */
};

struct sorting {
	struct report_work *w;	/* comparing has no argument of its own */
	struct entry *entries;
	size_t n, cap;
	/* A chunk of lines, each where it belongs. */
	const struct entry *chunk;
	size_t n_chunk;
	struct report_line *lines;
};

bool
report_usual_list(struct report_work *w)
{
	static const char *const usual[REPORT_WHATS][8] = {
		[REPORT_ACTIONS] = { "ref", "text", "agency", "owner", "due",
		    "days-late", "rag" },
		[REPORT_PLAN] = { "strand", "ref", "text", "agency", "owner",
		    "due", "rag", "outcome" },
		[REPORT_CASES] = { "ref", "title", "state", "received",
		    "lead" },
		[REPORT_TRACE] = { "ref", "title", "state", "received" },
		[REPORT_MILESTONES] = { "ref", "text", "owner", "due",
		    "closed", "days-late" },
		[REPORT_ATTENDANCE] = { "meeting", "month", "agency",
		    "owner", "attendance" },
		[REPORT_TIMERS] = { "ref", "timer", "timer-due", "state",
		    "lead" },
	};
	const char *const *words = usual[w->def->what];

	for (size_t i = 0; i < 8 && words[i] && w->n_list < USES_MOST; i++) {
		/* A kind without colours has no column of them. */
		if (strcmp(words[i], "rag") == 0 && w->k->rules.n_rag == 0)
			continue;
		if (!report_use_find(w, words[i], &w->list[w->n_list++]))
			return err_set(w->err, ERR_INPUT, "The report \"%s\" "
			    "has no column \"%s\".", w->def->title, words[i]);
	}
	return true;
}

static bool
lists(const struct report_work *w, const char *name)
{
	for (size_t i = 0; i < w->n_list; i++)
		if (strcmp(w->list[i].dim->name, name) == 0)
			return true;
	return false;
}

/* A team is told from an agency only where both stand beside each other. */
static const char *
column_title(struct report_work *w, const struct report_use *u)
{
	struct report_use whole;

	return strcmp(u->dim->name, "team") == 0 && !lists(w, "agency") &&
	    report_use_find(w, "agency", &whole) ?
	    report_use_title(w, &whole) : report_use_title(w, u);
}

static void
add_columns(struct report_work *w)
{
	struct report *r = w->out;

	r->columns = arena_array(w->a, w->n_list, sizeof(*r->columns));
	for (size_t i = 0; i < w->n_list; i++) {
		const struct report_use *u = &w->list[i];

		r->columns[r->n_columns++] = (struct report_column){
		    .title = column_title(w, u), .key = "",
		    .letter = "",
		    .number = u->as == AS_NUMBER || u->as == AS_MONEY };
	}
}

/* ---- Lines ------------------------------------------------------------ */

static void
fill(struct report_work *w, const struct report_row *r,
    struct report_line *l)
{
	for (size_t i = 0; i < w->n_list; i++)
		l->cell[i] = report_cell(w, &w->list[i], r);
	report_about(w, r, l);
	if (l->day != DATE_NONE && r->action && r->action->live &&
	    l->day < w->src->today && l->tone == TONE_NONE)
		l->tone = TONE_LATE;
}

/* Hand the line on, or keep it. */
static bool
give(struct report_work *w, const struct report_row *r)
{
	const char *cells[USES_MOST];
	struct report_line l = { .cell = cells, .key = "", .letter = "",
	    .day = DATE_NONE };

	report_source_add(w, r);
	w->out->counted++;
	if (!w->src->line) {
		fill(w, r, report_line_add(w));
		return true;
	}
	fill(w, r, &l);
	return w->src->line(w->src->arg, &l);
}

static bool
take_in_order(struct report_work *w, const struct report_row *r)
{
	if (w->src->limit > 0 && (size_t)w->out->counted == w->src->limit) {
		w->out->more = true;
		return false;
	}
	return give(w, r);
}

/* ---- Another order ---------------------------------------------------- */

static int
compare(const void *a, const void *b, void *arg)
{
	const struct entry *x = a, *y = b;
	struct report_work *w = arg;
	int order = report_value_order(w, &w->sort, &x->value, &y->value);

	/* Of what is late, the latest first. */
	if (strcmp(w->sort.dim->name, "days-late") == 0 ||
	    strcmp(w->sort.dim->name, "date-moves") == 0 ||
	    strcmp(w->sort.dim->name, "age") == 0)
		order = x->value.none || y->value.none ? order : -order;
	if (order == 0)
		order = (x->at > y->at) - (x->at < y->at);
	return order;
}

/* Note the value that decides where a thing comes. */
static struct entry *
note_value(struct report_work *w, const struct report_row *r)
{
	struct sorting *s = w->data;
	struct report_values v = {0};
	struct entry *e;

	if (s->n == s->cap) {
		s->cap = s->cap ? s->cap * 2 : 256;
		e = arena_array(w->a, s->cap, sizeof(*e));
		if (s->n > 0)
			memcpy(e, s->entries, s->n * sizeof(*e));
		s->entries = e;
	}
	w->sort.dim->get(w, &w->sort, r, &v);
	e = &s->entries[s->n];
	*e = (struct entry){ .at = s->n++, .value = { .text = "",
	    .none = true } };
	if (v.n > 0)
		e->value = v.v[0];
	if (*e->value.text)
		e->value.text = arena_strdup(w->a, e->value.text);
	return e;
}

static bool
take_entry(struct report_work *w, const struct report_row *r)
{
	note_value(w, r)->id = r->action ? r->action->id : r->record->id;
	return true;
}

static struct report_line *
line_of(struct sorting *s, int64_t id)
{
	for (size_t i = 0; i < s->n_chunk; i++)
		if (s->chunk[i].id == id)
			return &s->lines[i];
	return NULL;
}

static bool
place_row(struct sorting *s, const struct report_row *r, int64_t id)
{
	struct report_line *l = line_of(s, id);

	if (l) {
		report_source_add(s->w, r);
		fill(s->w, r, l);
	}
	arena_reset(&s->w->scratch);
	return !s->w->failed;
}

static bool
place_action(void *arg, const struct report_action *row)
{
	return place_row(arg, &(struct report_row){ .action = row }, row->id);
}

static bool
place_record(void *arg, const struct report_record *row)
{
	return place_row(arg, &(struct report_row){ .record = row }, row->id);
}

/* The lines of one chunk; t is an arena of its own where they are handed
 * over. */
static bool
read_chunk(struct report_work *w, struct sorting *s)
{
	int64_t ids[CHUNK];
	struct arena own = {0};
	bool ok;

	w->t = w->src->line ? &own : w->a;
	s->lines = arena_array(w->t, s->n_chunk, sizeof(*s->lines));
	for (size_t i = 0; i < s->n_chunk; i++) {
		struct report_line *l = w->src->line ? &s->lines[i]
		    : report_line_add(w);

		if (w->src->line) {
			l->key = l->letter = "";
			l->cell = arena_array(w->t, w->n_list,
			    sizeof(*l->cell));
			for (size_t j = 0; j < w->n_list; j++)
				l->cell[j] = "";
		}
		ids[i] = s->chunk[i].id;
	}
	if (!w->src->line)
		s->lines = w->out->lines + w->out->n_lines - s->n_chunk;
	ok = w->of == OF_RECORDS ? report_read_records_of(w->src->db,
	    &w->filter, ids, s->n_chunk, place_record, s, w->err)
	    : report_read_actions_of(w->src->db, &w->filter, ids, s->n_chunk,
	    place_action, s, w->err);
	for (size_t i = 0; ok && w->src->line && i < s->n_chunk; i++)
		ok = w->src->line(w->src->arg, &s->lines[i]);
	w->out->counted += (int64_t)s->n_chunk;
	arena_release(&own);
	w->t = w->a;
	return ok && !w->failed;
}

static bool
in_another_order(struct report_work *w)
{
	struct sorting s = { .w = w };
	unsigned wants = w->filter.wants;
	size_t n;
	bool ok;

	/* The first reading asks for what decides, no more. */
	w->filter.wants = w->sort.dim->wants;
	for (size_t i = 0; i < w->src->n_narrow; i++)
		w->filter.wants |= w->narrow[i].dim->wants;
	if (w->def->where || w->date.dim)
		w->filter.wants |= WANT_ANSWERS | WANT_CASE_ANSWERS;
	w->data = &s;
	w->take = take_entry;
	if (!report_read_all(w))
		return false;
	w->filter.wants = wants;
	if (s.n > 1)
		qsort_r(s.entries, s.n, sizeof(*s.entries), compare, w);
	n = s.n;
	if (w->src->limit > 0 && n > w->src->limit) {
		n = w->src->limit;
		w->out->more = true;
	}
	ok = true;
	for (size_t i = 0; ok && i < n; i += CHUNK) {
		s.chunk = s.entries + i;
		s.n_chunk = n - i < CHUNK ? n - i : CHUNK;
		ok = read_chunk(w, &s);
	}
	return ok;
}

/* ---- Things that are in no order of ours ------------------------------ */

/* Steps, attendance and timers come in the order of what they belong to; they
 * are kept, up to so many, and put in order then. */
#define KEPT_MOST 20000

static bool
keep_line(struct report_work *w, const struct report_row *r)
{
	if (w->out->n_lines == KEPT_MOST) {
		w->out->more = true;
		return false;
	}
	report_source_add(w, r);
	fill(w, r, report_line_add(w));
	w->out->counted++;
	note_value(w, r);
	return true;
}

static bool
in_memory(struct report_work *w)
{
	struct sorting s = { .w = w };
	struct report_line *lines;
	size_t limit = w->src->limit;

	w->data = &s;
	w->take = keep_line;
	w->t = w->a;
	if (!report_read_all(w))
		return false;
	if (s.n > 1)
		qsort_r(s.entries, s.n, sizeof(*s.entries), compare, w);
	lines = arena_array(w->a, s.n + 1, sizeof(*lines));
	for (size_t i = 0; i < s.n; i++)
		lines[i] = w->out->lines[s.entries[i].at];
	w->out->lines = lines;
	w->out->cap_lines = s.n + 1;
	if (limit > 0 && w->out->n_lines > limit) {
		w->out->n_lines = limit;
		w->out->counted = (int64_t)limit;
		w->out->more = true;
	}
	for (size_t i = 0; w->src->line && i < w->out->n_lines; i++)
		if (!w->src->line(w->src->arg, &lines[i]))
			return false;
	return true;
}

/* ---- The timeline ----------------------------------------------------- */

/* What a mark on the line is of: the first two columns that are no day. */
static const char *
mark_label(struct report_work *w, const struct report_line *l)
{
	const char *first = NULL;

	for (size_t i = 0; i < w->n_list; i++) {
		if (w->list[i].as == AS_DAY || *l->cell[i] == '\0')
			continue;
		if (first)
			return arena_printf(w->a, "%s %s", first, l->cell[i]);
		first = l->cell[i];
	}
	return first ? first : "";
}

static void
add_timeline(struct report_work *w)
{
	struct report *r = w->out;
	struct doc_chart *c;
	size_t n = 0;

	if (w->def->chart != REPORT_TIMELINE || r->n_lines == 0)
		return;
	c = doc_chart_new(w->a, DOC_TIMELINE, 1, r->n_lines);
	for (size_t i = 0; i < r->n_lines; i++) {
		const struct report_line *l = &r->lines[i];

		if (l->day == DATE_NONE)
			continue;
		c->bar[n].label = mark_label(w, l);
		c->bar[n].shown = report_day(w, l->day);
		c->bar[n].letter = *l->letter ? l->letter
		    : l->tone == TONE_LATE ? "!" : "";
		c->bar[n].tone = (int)l->tone;
		c->bar[n++].day = l->day;
	}
	c->n = n;
	c->today = w->src->today;
	r->chart = c;
}

/* Does the book give actions and records in this order by itself? Actions come
 * by due date, those that are live before the others, so those that are longest
 * overdue come first. */
static bool
is_usual_order(const struct report_work *w)
{
	const char *name = w->sort.dim ? w->sort.dim->name : NULL;

	if (!name)
		return true;
	if (w->of == OF_ACTIONS)
		return strcmp(name, "due") == 0 ||
		    (strcmp(name, "days-late") == 0 &&
		    w->def->live == REPORT_OVERDUE);
	return strcmp(name, "received") == 0 && w->def->n_case_types == 1 &&
	    w->def->live != REPORT_LIVE;
}

static bool
make_lines(struct report_work *w)
{
	bool ours = w->of == OF_ACTIONS || w->of == OF_RECORDS;

	if (!w->sort.dim && w->of == OF_MILESTONES &&
	    !report_use_find(w, "due", &w->sort))
		return false;
	if (!ours && w->sort.dim)
		return in_memory(w);
	if (!is_usual_order(w))
		return in_another_order(w);
	if (w->src->line)
		w->t = &w->scratch;
	w->take = take_in_order;
	return report_read_all(w);
}

bool
report_make_list(struct report_work *w)
{
	bool ok;

	if (w->n_list == 0 && !report_usual_list(w))
		return false;
	w->out->shape = SHAPE_LIST;
	add_columns(w);
	ok = make_lines(w);
	w->t = w->a;
	if (!ok)
		return false;
	add_timeline(w);
	if (w->out->more)
		report_note(w, "The first %lld are shown.",
		    (long long)w->out->counted);
	return true;
}
