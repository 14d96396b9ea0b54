/*
 * report_return: the measures of a kind's return, counted over the cases that
 * meetings heard, and the cases behind one of them.
 */
#include "export/report_return.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"

/* ---- Which meeting, which days ---------------------------------------- */

static const char *
narrowed(const struct report_work *w, const char *column)
{
	for (size_t i = 0; i < w->src->n_narrow; i++)
		if (strcmp(w->src->narrow[i].column, column) == 0)
			return w->src->narrow[i].key;
	return NULL;
}

static int
first_day(const struct report_work *w, int until)
{
	int months = w->def->period == REPORT_MONTH ? 1
	    : w->def->period == REPORT_QUARTER ? 3
	    : w->def->period == REPORT_YEAR ? 12
	    : w->k->data_return.rolling_months;

	return w->def->period == REPORT_SITTING ? until
	    : date_add_days(date_add_months(until, -months), 1);
}

static bool
find_days(struct returning *r)
{
	struct report_work *w = r->w;
	const char *ref = narrowed(w, RETURN_MEETING);

	if (!return_read_meeting(w->src->db, w->src->board, ref,
	    w->src->today, w->a, &r->meeting, w->err))
		return false;
	if (ref && !r->meeting.id)
		return err_set(w->err, ERR_INPUT, "No meeting \"%s\" of this "
		    "board was held yet.", ref);
	r->until = r->meeting.id ? r->meeting.held_on : w->src->today;
	r->from = first_day(w, r->until);
	return true;
}

/* ---- The figures ------------------------------------------------------ */

/* The field whose answer decides, and whether the viewer sees it. */
static void
find_field(const struct report_work *w, struct figure *f)
{
	const struct kind_form *form = f->m->form
	    ? kind_form(w->k, f->m->form) : NULL;
	int right;

	f->field = form && f->m->field ? kind_field(form, f->m->field) : NULL;
	if (!f->field)
		return;
	f->record = form->record;
	right = kind_field_right(f->field);
	f->blind = right != RIGHT_NONE &&
	    !(w->src->rights & RIGHT_BIT(right));
}

/* A rate is of a year, so a shorter return has none. */
static bool
is_counted(const struct report_work *w, const struct kind_measure *m)
{
	return m->what != MEASURE_RATE || w->def->period == REPORT_ROLLING ||
	    w->def->period == REPORT_YEAR;
}

static void
begin(struct returning *r)
{
	const struct kind_return *k = &r->w->k->data_return;

	r->fig = arena_array(r->w->a, k->n_measures + 1, sizeof(*r->fig));
	for (size_t i = 0; i < k->n_measures; i++) {
		struct figure *f = &r->fig[r->n_fig];

		if (!is_counted(r->w, &k->measures[i]))
			continue;
		f->m = &k->measures[i];
		find_field(r->w, f);
		if (f->m->by)
			measure_parts(r->w, f);
		r->n_fig++;
	}
}

/* Which figure it is narrowed to: "key" or "key:value". */
static bool
find_only(struct returning *r)
{
	struct report_work *w = r->w;
	const char *figure = narrowed(w, RETURN_FIGURE);
	const char *known = narrowed(w, RETURN_KNOWN);
	size_t len = figure ? strcspn(figure, ":") : 0;

	for (size_t i = 0; i < w->src->n_narrow; i++)
		if (strcmp(w->src->narrow[i].column, RETURN_FIGURE) != 0 &&
		    strcmp(w->src->narrow[i].column, RETURN_KNOWN) != 0 &&
		    strcmp(w->src->narrow[i].column, RETURN_MEETING) != 0)
			return err_set(w->err, ERR_INPUT, "A return is "
			    "narrowed by figure, known and meeting, not by "
			    "\"%s\".", w->src->narrow[i].column);
	r->only_unknown = known && strcmp(known, "no") == 0;
	for (size_t i = 0; figure && i < r->n_fig && !r->only; i++) {
		struct figure *f = &r->fig[i];

		if (strncmp(f->m->key, figure, len) != 0 || f->m->key[len])
			continue;
		r->only = figure[len] ? NULL : f;
		for (size_t j = 0; figure[len] && j < f->n_part; j++)
			if (strcmp(f->part[j].key, figure + len + 1) == 0) {
				r->only = f;
				r->only_part = &f->part[j];
			}
	}
	if ((figure || known) && !r->only)
		return err_set(w->err, ERR_INPUT, "The return has no figure "
		    "\"%s\".", figure ? figure : "");
	return true;
}

/* ---- Counting --------------------------------------------------------- */

static void
count(struct figure *f, const struct tally *t)
{
	f->cases += t->looked;
	f->base += t->base;
	f->n += t->n;
	f->unknown += t->unknown;
	for (size_t j = 0; j < f->n_part; j++)
		f->part[j].n += t->part[j] && t->n > 0;
}

/* How many of this case stand behind the figure that is asked about. */
static int64_t
behind(const struct returning *r, const struct tally *t)
{
	if (r->only->blind)
		return 0;
	if (r->only_unknown)
		return t->unknown;
	if (r->only_part)
		return t->n > 0 && t->part[r->only_part - r->only->part];
	return t->n;
}

/* The words of a case's type for what stands on the agenda. */
static const char *
item_word(const struct report_work *w, const struct return_item *item,
    bool ended)
{
	const struct kind_case_type *t = kind_case_type(w->k,
	    item->case_type);
	const struct kind_disposition *d = t && ended
	    ? kind_disposition(t, item->disposition) : NULL;
	const struct kind_item_type *i = t && !ended
	    ? kind_item_type(t, item->type) : NULL;

	return d ? d->label : i ? i->label : "";
}

static void
list_item(struct returning *r, const struct return_item *item, int64_t n)
{
	struct report_work *w = r->w;
	struct report_line *l;

	if (w->src->limit > 0 && w->out->n_lines >= w->src->limit) {
		w->out->more = true;
		return;
	}
	l = report_line_add(w);
	l->casefile = item->casefile;
	l->day = item->held_on;
	l->cell[0] = arena_strdup(w->a, item->ref);
	l->cell[1] = arena_strdup(w->a, item->meeting_ref);
	l->cell[2] = item_word(w, item, false);
	l->cell[3] = item_word(w, item, true);
	l->cell[4] = item->agency ? report_agency_name(w, item->agency) : "";
	l->cell[5] = arena_printf(w->a, "%" PRId64, n);
	w->out->counted += n;
}

static bool
take_item(void *arg, const struct return_item *item)
{
	struct returning *r = arg;
	struct report_work *w = r->w;
	const struct report_record record = { .id = item->casefile };
	struct return_party *parties;
	struct tally t;
	int64_t n_behind = 0;
	size_t n;

	if (!return_read_parties(w->src->db, item->casefile, &w->scratch,
	    &parties, &n, w->err)) {
		w->failed = true;
		return false;
	}
	r->held += item->meeting != r->last_meeting;
	r->last_meeting = item->meeting;
	for (size_t i = 0; i < r->n_fig; i++) {
		measure_item(w, &r->fig[i], item, parties, n, &t);
		count(&r->fig[i], &t);
		if (r->only == &r->fig[i])
			n_behind = behind(r, &t);
	}
	if (n_behind > 0)
		list_item(r, item, n_behind);
	if (n_behind > 0 || !r->only)
		report_source_add(w, &(struct report_row){
		    .record = &record });
	arena_reset(&w->scratch);
	return true;
}

/* ---- Showing ---------------------------------------------------------- */

enum {
	CELL_LABEL, CELL_N, CELL_SHARE, CELL_UNKNOWN = RETURN_UNKNOWN_COLUMN,
	CELL_COMPARE, CELLS
};

static void
add_columns(struct report_work *w, const char *const *titles, size_t n,
    size_t numbers)
{
	struct report *o = w->out;

	o->columns = arena_array(w->a, n, sizeof(*o->columns));
	for (size_t i = 0; i < n; i++)
		o->columns[o->n_columns++] = (struct report_column){
		    .title = titles[i], .key = "", .label = titles[i],
		    .letter = "", .number = numbers >> i & 1 };
}

static const char *
number(struct report_work *w, int64_t n, bool hidden)
{
	w->out->suppressed |= hidden;
	return hidden ? "*" : arena_printf(w->a, "%" PRId64, n);
}

static const char *
share(struct report_work *w, int64_t n, int64_t of, bool hidden)
{
	int64_t tenths = of > 0 ? (n * 2000 + of) / (2 * of) : 0;

	return hidden ? "*" : of == 0 ? "–" : arena_printf(w->a, "%" PRId64
	    ".%" PRId64 "%%", tenths / 10, tenths % 10);
}

static struct report_line *
add_line(struct report_work *w, const char *key)
{
	struct report_line *l = report_line_add(w);

	l->key = key;
	l->number = arena_array(w->a, CELLS, sizeof(*l->number));
	l->hidden = arena_array(w->a, CELLS, sizeof(*l->hidden));
	for (size_t i = 0; i < CELLS; i++)
		l->cell[i] = "";
	return l;
}

/* What a board gave once, as a whole number; 0 when it did not. */
static int64_t
setting(struct returning *r, const char *key)
{
	const char *answers;
	struct json all, v;
	int64_t n = 0;
	char *text;

	if (!return_read_board(r->w->src->db, r->w->src->board, r->w->a,
	    &answers, r->w->err)) {
		r->w->failed = true;
		return 0;
	}
	if (!json_parse(answers, strlen(answers), &all) ||
	    !json_find(&all, key, &v))
		return 0;
	if (json_int(&v, &n))
		return n;
	text = json_string(r->w->a, &v);
	return text && sscanf(text, "%" SCNd64, &n) == 1 ? n : 0;
}

static const char *
rate(struct returning *r, const struct figure *f)
{
	int64_t people = setting(r, f->m->population), tenths;
	const struct kind_setting *s = kind_setting(r->w->k,
	    f->m->population);

	if (people <= 0) {
		report_note(r->w, "%s: the board has not said yet: %s.",
		    f->m->label, s ? s->label : f->m->population);
		return "–";
	}
	tenths = (f->n * f->m->per * 20 + people) / (2 * people);
	return f->hide_n ? number(r->w, 0, true) : arena_printf(r->w->a,
	    "%" PRId64 ".%" PRId64, tenths / 10, tenths % 10);
}

static void
add_parts(struct report_work *w, const struct figure *f)
{
	for (size_t j = 0; j < f->n_part; j++) {
		const struct figure_part *p = &f->part[j];
		struct report_line *l = add_line(w, arena_printf(w->a,
		    "%s:%s", f->m->key, p->key));

		l->depth = 1;
		l->cell[CELL_LABEL] = arena_printf(w->a, "  %s", p->label);
		l->cell[CELL_N] = number(w, p->n, p->hidden);
		if (f->m->percent)
			l->cell[CELL_SHARE] = share(w, p->n, f->n,
			    p->hidden || f->hide_n);
	}
}

/* Is the number of cases that a share is of hidden where it stands? */
static bool
hides_cases(const struct returning *r, const struct figure *f)
{
	for (size_t i = 0; i < r->n_fig; i++)
		if (r->fig[i].m->what != MEASURE_PARTIES && r->fig[i].hide_cases
		    && measure_same_cases(f->m, r->fig[i].m))
			return true;
	return f->hide_cases;
}

static void
add_figure(struct returning *r, const struct figure *f)
{
	struct report_work *w = r->w;
	struct report_line *l = add_line(w, f->m->key);

	l->cell[CELL_LABEL] = f->m->label;
	l->cell[CELL_COMPARE] = f->m->compare ? f->m->compare : "";
	if (f->m->what == MEASURE_RATE) {
		l->cell[CELL_N] = rate(r, f);
		return;
	}
	if (f->blind) {
		l->cell[CELL_N] = "–";
		report_note(w, "%s: your role on this board does not see the "
		    "answers.", f->m->label);
		return;
	}
	l->cell[CELL_N] = number(w, f->n, f->hide_n);
	if (f->m->percent)
		l->cell[CELL_SHARE] = share(w, f->n, f->cases, f->hide_n ||
		    hides_cases(r, f));
	if (f->m->show_unknown || f->n_part > 0)
		l->cell[CELL_UNKNOWN] = number(w, f->unknown,
		    f->hide_unknown);
	add_parts(w, f);
}

/* ---- What it is of ---------------------------------------------------- */

static void
say_about(struct returning *r)
{
	const struct report_work *w = r->w;
	struct buf b = {0};

	buf_adds(&b, w->src->board_name ? w->src->board_name : "");
	if (!r->meeting.id)
		buf_addf(&b, ", as of %s", report_day(r->w, r->until));
	else if (w->def->period == REPORT_SITTING)
		buf_addf(&b, ", meeting %s of %s", r->meeting.ref,
		    report_day(r->w, r->until));
	else
		buf_addf(&b, ", %s to %s", report_day(r->w, r->from),
		    report_day(r->w, r->until));
	if (r->only)
		buf_addf(&b, ": %s%s%s%s", r->only->m->label, r->only_part
		    ? ", " : "", r->only_part ? r->only_part->label : "",
		    r->only_unknown ? ", not known" : "");
	w->out->about = arena_strdup(w->a, buf_text(&b));
	buf_release(&b);
}

static bool
may_list(struct returning *r, int64_t below)
{
	if (!r->only || !r->w->def->suppress || below < 2)
		return true;
	return err_set(r->w->err, ERR_INPUT, "\"%s\" hides small numbers, so "
	    "it lists nothing that stands behind its figures.",
	    r->w->def->title);
}

static void
show(struct returning *r, int64_t below)
{
	struct report_work *w = r->w;

	if (w->def->suppress && below > 1)
		return_hide(r, below);
	for (size_t i = 0; i < r->n_fig; i++)
		add_figure(r, &r->fig[i]);
	w->out->counted = (int64_t)w->out->n_casefiles;
	if (w->def->period != REPORT_SITTING)
		report_note(w, "Meetings with cases in these days: %zu.",
		    r->held);
	if (w->out->suppressed)
		report_note(w, "* Too small a number to be shown, or one from "
		    "which such a number could be worked out.");
}

bool
report_make_return(struct report_work *w)
{
	static const char *const figures[CELLS] = { "Figure", "Number",
	    "Share", "Not known", "Elsewhere" };
	static const char *const cases[] = { "Case", "Meeting", "Sort",
	    "Ended", "Referred by", "Counts" };
	int64_t below = w->k->rules.suppress_below;
	struct returning r = { .w = w };

	if (!find_days(&r))
		return false;
	begin(&r);
	if (!find_only(&r) || !may_list(&r, below))
		return false;
	w->out->shape = r.only ? SHAPE_LIST : SHAPE_FIGURES;
	if (r.only)
		add_columns(w, cases, sizeof(cases) / sizeof(cases[0]), 32);
	else
		add_columns(w, figures, CELLS, 14);
	say_about(&r);
	if ((r.meeting.id && !return_read_items(w->src->db, w->src->board,
	    w->def->period == REPORT_SITTING ? r.meeting.id : 0, r.from,
	    r.until, take_item, &r, w->err)) || w->failed)
		return false;
	if (!r.only)
		show(&r, below);
	if (!r.meeting.id)
		report_note(w, "No meeting of this board was held yet.");
	return !w->failed;
}
