/*
 * report: making one report: its columns, what it says it is about, and the
 * lines, titles and colours that its parts share.
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
	l->ref = r->action ? arena_strdup(w->t, r->action->ref) : NULL;
	l->live = r->action && r->action->live;
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

/* ---- Beginning -------------------------------------------------------- */

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

static bool
make(struct report_work *w)
{
	switch (w->def->what) {
	case REPORT_PLAN:
		return report_make_plan(w);
	case REPORT_TRACE:
		return report_make_trace(w);
	case REPORT_CROSS:
		return report_make_cross(w);
	default:
		return w->rows.dim && w->src->n_narrow == 0
		    ? report_make_count(w) : report_make_list(w);
	}
}

bool
report_build(const struct report_source *src,
    const struct kind_report *def, struct report *out, struct err *err)
{
	struct kind_report both = *def;
	struct report_work w = { .src = src, .k = src->kind, .def = def,
	    .out = out, .err = err, .of = report_things_of(def->what) };
	bool ok;

	if (src->closed && w.of == OF_ACTIONS && def->live == REPORT_LIVE) {
		both.live = REPORT_ANY;
		w.def = &both;
	}
	*out = (struct report){ .def = def, .kind = src->kind };
	w.a = w.t = &out->arena;
	report_states(&w);
	out->title = arena_strdup(w.a, def->title);
	ok = report_read_agencies(src->db, w.a, &w.agencies, &w.n_agencies,
	    err);
	if (ok && def->what == REPORT_RETURN) {
		ok = report_make_return(&w);
	} else if (ok && (ok = find_uses(&w))) {
		report_filter_set(&w);
		say_about(&w);
		ok = make(&w);
	}
	if (ok && def->live == REPORT_DISPOSAL &&
	    src->kind->rules.retention_months == KIND_UNSET)
		report_note(&w, "How many months records are kept is not set: "
		    "nothing comes up, and nothing goes.");
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
	    .of = report_things_of(def->what) };
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
