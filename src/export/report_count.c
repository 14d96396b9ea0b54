/*
 * report_count: counting (or adding up) by one column or by two, in the order
 * of the kind, with totals, shares, and without what is too small to show.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "export/report_work.h"
#include "model/suppress.h"

/* Beyond these, what has yet another value is counted as "others". */
#define ROWS_MOST 500
#define COLUMNS_MOST 24

/* The values that were met on one side of the table. */
struct side {
	struct report_value *v;
	size_t n, cap, most;
	size_t *order;		/* places of v, in order */
	bool others;		/* the last one is "others" */
};

struct count {
	struct side rows, columns;
	/* Counted, and added up, for each place met: ROWS_MOST + 1 rows of
	 * COLUMNS_MOST + 1; and how many things each row, each column and all
	 * have, each thing once. */
	int64_t *n, *sum;
	int64_t *row_n, *row_sum;
	int64_t column_n[COLUMNS_MOST + 1], column_sum[COLUMNS_MOST + 1];
	int64_t all_n, all_sum;
	bool many;		/* something stood in several of them */
};

/* ---- Counting --------------------------------------------------------- */

static void
room_for_rows(struct report_work *w, struct count *c, size_t cap)
{
	size_t wide = COLUMNS_MOST + 1, was = c->rows.cap;
	struct report_value *v = arena_array(w->a, cap, sizeof(*v));
	int64_t *n = arena_array(w->a, cap * (wide + 1) * 2, sizeof(*n));
	int64_t *sum = n + cap * wide, *row_n = sum + cap * wide;

	if (was > 0) {
		memcpy(v, c->rows.v, was * sizeof(*v));
		memcpy(n, c->n, was * wide * sizeof(*n));
		memcpy(sum, c->sum, was * wide * sizeof(*n));
		memcpy(row_n, c->row_n, was * sizeof(*n));
		memcpy(row_n + cap, c->row_sum, was * sizeof(*n));
	}
	c->rows.v = v;
	c->rows.cap = cap;
	c->n = n;
	c->sum = sum;
	c->row_n = row_n;
	c->row_sum = row_n + cap;
}

/* The place of a value on a side; a new one when it was not met before. */
static size_t
place(struct report_work *w, const struct report_use *u, struct side *s,
    const struct report_value *v)
{
	for (size_t i = 0; i < s->n; i++)
		if (!(s->others && i + 1 == s->n) &&
		    report_value_same(u, &s->v[i], v))
			return i;
	if (s->n + 1 >= s->most) {
		if (!s->others) {
			s->others = true;
			s->v[s->n++] = (struct report_value){ .text = "",
			    .none = true };
		}
		return s->n - 1;
	}
	s->v[s->n] = *v;
	s->v[s->n].text = arena_strdup(w->a, v->text);
	return s->n++;
}

static void
values_of(struct report_work *w, const struct report_use *u,
    const struct report_row *r, struct report_values *v)
{
	v->n = 0;
	if (u->dim)
		u->dim->get(w, u, r, v);
	for (size_t i = 0; u->as == AS_AGE && i < v->n; i++)
		v->v[i].n = report_age_step((int)v->v[i].n);
	if (v->n == 0)
		v->v[v->n++] = (struct report_value){ .text = "",
		    .none = u->dim != NULL };
}

static int64_t
sum_of(struct report_work *w, const struct report_row *r)
{
	struct report_values v = {0};
	int64_t sum = 0;

	if (!w->sum.dim)
		return 0;
	w->sum.dim->get(w, &w->sum, r, &v);
	for (size_t i = 0; i < v.n; i++)
		sum += v.v[i].n;
	return sum;
}

static bool
count_one(struct report_work *w, const struct report_row *r)
{
	struct count *c = w->data;
	struct report_values rows, columns;
	int64_t sum = sum_of(w, r);

	values_of(w, &w->rows, r, &rows);
	values_of(w, &w->columns, r, &columns);
	report_source_add(w, r);
	c->many |= rows.n > 1 || columns.n > 1;
	for (size_t i = 0; i < rows.n; i++) {
		size_t row;

		if (c->rows.n == c->rows.cap)
			room_for_rows(w, c, c->rows.cap * 2);
		row = place(w, &w->rows, &c->rows, &rows.v[i]);
		c->row_n[row]++;
		c->row_sum[row] += sum;
		for (size_t j = 0; j < columns.n; j++) {
			size_t at = place(w, &w->columns, &c->columns,
			    &columns.v[j]);

			if (i == 0) {
				c->column_n[at]++;
				c->column_sum[at] += sum;
			}
			at += row * (COLUMNS_MOST + 1);
			c->n[at]++;
			c->sum[at] += sum;
		}
	}
	c->all_n++;
	c->all_sum += sum;
	return true;
}

/* Every value there can be has its row and column, at nought at first. */
static void
begin(struct report_work *w, struct count *c)
{
	struct report_value *all;
	size_t n;

	c->rows.most = ROWS_MOST;
	room_for_rows(w, c, 32);
	c->columns.most = COLUMNS_MOST;
	c->columns.cap = COLUMNS_MOST + 1;
	c->columns.v = arena_array(w->a, c->columns.cap, sizeof(*all));
	n = report_value_all(w, &w->rows, &all);
	for (size_t i = 0; i < n; i++) {
		if (c->rows.n == c->rows.cap)
			room_for_rows(w, c, c->rows.cap * 2);
		place(w, &w->rows, &c->rows, &all[i]);
	}
	n = w->columns.dim ? report_value_all(w, &w->columns, &all) : 0;
	for (size_t i = 0; i < n; i++)
		place(w, &w->columns, &c->columns, &all[i]);
}

/* ---- Order ------------------------------------------------------------ */

/* By insertion: qsort has no argument to hand on, and sides are short. */
static void
put_in_order(struct report_work *w, const struct report_use *u,
    struct side *s)
{
	s->order = arena_array(w->a, s->n + 1, sizeof(*s->order));
	for (size_t i = 0; i < s->n; i++) {
		bool others = s->others && i + 1 == s->n;
		size_t at = i;

		while (!others && u->dim && at > 0 && report_value_order(w,
		    u, &s->v[s->order[at - 1]], &s->v[i]) > 0) {
			s->order[at] = s->order[at - 1];
			at--;
		}
		s->order[at] = i;
	}
}

/* ---- The table -------------------------------------------------------- */

static const char *
side_label(struct report_work *w, const struct report_use *u,
    const struct side *s, size_t at)
{
	return s->others && at + 1 == s->n ? "others"
	    : report_value_show(w, u, &s->v[at]);
}

static void
add_columns(struct report_work *w, const struct count *c)
{
	struct report *r = w->out;
	bool two = w->columns.dim != NULL;
	struct report_column *col;

	r->columns = arena_array(w->a, c->columns.n + 4, sizeof(*col));
	r->columns[r->n_columns++] = (struct report_column){
	    .title = report_use_title(w, &w->rows), .key = "",
	    .letter = "" };
	for (size_t i = 0; two && i < c->columns.n; i++) {
		size_t at = c->columns.order[i];
		const struct report_value *v = &c->columns.v[at];

		r->columns[r->n_columns++] = (struct report_column){
		    .title = side_label(w, &w->columns, &c->columns, at),
		    .label = report_value_label(w, &w->columns, v),
		    .key = report_value_key(w, &w->columns, v),
		    .letter = report_value_letter(w, &w->columns, v),
		    .tone = report_value_tone(w, &w->columns, v),
		    .number = true };
	}
	r->columns[r->n_columns++] = (struct report_column){
	    .title = two ? "Total" : w->sum.dim
	    ? report_use_title(w, &w->sum) : "Number", .key = "",
	    .letter = "", .number = true };
	if (w->def->percent)
		r->columns[r->n_columns++] = (struct report_column){
		    .title = "Share", .key = "", .letter = "",
		    .number = true };
}

/* The table with its totals at the end of each row and column, as the rule on
 * small figures takes it: counts, and what is shown. */
static void
lay_out(struct report_work *w, const struct count *c, int64_t *counts,
    int64_t *shown)
{
	bool two = w->columns.dim != NULL;
	size_t columns = two ? c->columns.n : 0, wide = columns + 1;

	for (size_t i = 0; i <= c->rows.n; i++) {
		bool last = i == c->rows.n;
		size_t row = last ? 0 : c->rows.order[i];

		for (size_t j = 0; j <= columns; j++) {
			size_t at = j < columns ? c->columns.order[j] : 0;
			size_t from = row * (COLUMNS_MOST + 1) + at;

			counts[i * wide + j] = j == columns ? last ? c->all_n
			    : c->row_n[row] : last ? c->column_n[at]
			    : c->n[from];
			shown[i * wide + j] = !w->sum.dim
			    ? counts[i * wide + j] : j == columns ? last
			    ? c->all_sum : c->row_sum[row] : last
			    ? c->column_sum[at] : c->sum[from];
		}
	}
}

/* Without columns the rule looks at one column that is its own total. */
static void
hide(struct report_work *w, const struct count *c, const int64_t *counts,
    bool *hidden)
{
	size_t rows = c->rows.n, i;
	int64_t below = w->k->rules.suppress_below;

	if (!w->def->suppress || below < 2)
		return;
	if (w->columns.dim) {
		suppress_small(counts, rows, c->columns.n, below, hidden);
	} else {
		int64_t *twice = arena_array(w->a, (rows + 1) * 2,
		    sizeof(*twice));
		bool *both = arena_array(w->a, (rows + 1) * 2, sizeof(*both));

		for (i = 0; i <= rows; i++)
			twice[2 * i] = twice[2 * i + 1] = counts[i];
		suppress_small(twice, rows, 1, below, both);
		for (i = 0; i <= rows; i++)
			hidden[i] = both[2 * i] || both[2 * i + 1];
	}
	for (i = 0; i < (rows + 1) * (c->columns.n + 1) &&
	    !w->out->suppressed; i++)
		w->out->suppressed = i < (rows + 1) * (w->columns.dim
		    ? c->columns.n + 1 : 1) && hidden[i];
}

static const char *
figure(struct report_work *w, int64_t n)
{
	const struct report_value v = { .n = n, .text = "" };
	const struct report_use count = { .as = AS_NUMBER };

	return report_value_show(w, w->sum.dim ? &w->sum : &count, &v);
}

static void
add_line(struct report_work *w, const struct count *c, size_t i,
    const int64_t *shown, const bool *hidden, int64_t whole)
{
	bool last = i == c->rows.n;
	size_t wide = (w->columns.dim ? c->columns.n : 0) + 1, j;
	struct report_line *l = report_line_add(w);
	const struct report_value *v = last ? NULL
	    : &c->rows.v[c->rows.order[i]];

	l->total = last;
	l->key = last ? "" : report_value_key(w, &w->rows, v);
	l->letter = last ? "" : report_value_letter(w, &w->rows, v);
	l->tone = last ? TONE_NONE : report_value_tone(w, &w->rows, v);
	l->cell[0] = last ? "Total" : side_label(w, &w->rows, &c->rows,
	    c->rows.order[i]);
	l->number = arena_array(w->a, wide, sizeof(*l->number));
	l->hidden = arena_array(w->a, wide, sizeof(*l->hidden));
	for (j = 0; j < wide; j++) {
		l->hidden[j] = hidden[i * wide + j];
		if (!l->hidden[j])
			l->number[j] = shown[i * wide + j];
		l->cell[j + 1] = l->hidden[j] ? "*"
		    : figure(w, l->number[j]);
	}
	/* A share of a whole that is hidden would tell the whole. */
	if (w->def->percent && !l->hidden[wide - 1] &&
	    !hidden[c->rows.n * wide + wide - 1])
		l->cell[wide + 1] = whole > 0 ? arena_printf(w->a, "%d%%",
		    (int)((l->number[wide - 1] * 200 + whole) / (2 * whole)))
		    : "–";
	else if (w->def->percent)
		l->cell[wide + 1] = "*";
}

/* ---- The chart -------------------------------------------------------- */

static void
add_chart(struct report_work *w)
{
	struct report *r = w->out;
	bool stack = w->def->chart == REPORT_STACK && w->columns.dim;
	size_t parts = stack ? r->n_columns - 2 - w->def->percent : 1;
	struct doc_chart *c;

	if (w->def->chart == REPORT_NO_CHART ||
	    w->def->chart == REPORT_TIMELINE || r->n_lines < 2)
		return;
	c = doc_chart_new(w->a, stack ? DOC_STACK
	    : w->def->chart == REPORT_SHARE ? DOC_SHARE : DOC_BARS,
	    parts, r->n_lines - 1);
	for (size_t j = 0; stack && j < parts; j++)
		c->part[j] = (struct doc_part){ .label =
		    r->columns[j + 1].label, .letter = r->columns[j + 1].letter,
		    .tone = (int)r->columns[j + 1].tone };
	for (size_t i = 0; i + 1 < r->n_lines; i++) {
		struct report_line *l = &r->lines[i];
		size_t total = r->n_columns - 2 - w->def->percent;

		c->bar[i].label = l->cell[0];
		c->bar[i].letter = l->letter;
		c->bar[i].tone = (int)l->tone;
		c->bar[i].shown = l->cell[total + 1];
		for (size_t j = 0; j < parts; j++)
			c->bar[i].value[j] = l->number[stack ? j : total];
	}
	r->chart = c;
}

/* ---- What is to be said ----------------------------------------------- */

/* A strand that gets less than its share is told of. */
static void
note_balance(struct report_work *w, const struct count *c)
{
	int least = w->k->rules.strand_balance_percent;

	if (least == KIND_UNSET || c->all_n == 0 || w->out->suppressed ||
	    strcmp(w->rows.dim->name, "strand") != 0 || w->sum.dim)
		return;
	for (size_t i = 0; i < c->rows.n; i++) {
		size_t at = c->rows.order[i];

		if (c->rows.v[at].none || c->row_n[at] * 100 >=
		    (int64_t)least * c->all_n)
			continue;
		report_note(w, "%s has %" PRId64 " of %" PRId64
		    ": below %d%%.", side_label(w, &w->rows, &c->rows, at),
		    c->row_n[at], c->all_n, least);
	}
}

bool
report_make_count(struct report_work *w)
{
	struct count c = {0};
	size_t cells;
	int64_t *counts, *shown;
	bool *hidden;

	w->out->shape = SHAPE_COUNT;
	w->data = &c;
	w->take = count_one;
	if (strcmp(w->rows.dim->name, "age") == 0)
		w->rows.as = AS_AGE;
	if (w->columns.dim && strcmp(w->columns.dim->name, "age") == 0)
		w->columns.as = AS_AGE;
	begin(w, &c);
	if (!report_read_all(w))
		return false;
	put_in_order(w, &w->rows, &c.rows);
	put_in_order(w, &w->columns, &c.columns);
	add_columns(w, &c);
	cells = (c.rows.n + 1) * (c.columns.n + 1);
	counts = arena_array(w->a, cells * 2, sizeof(*counts));
	shown = counts + cells;
	hidden = arena_array(w->a, cells, sizeof(*hidden));
	lay_out(w, &c, counts, shown);
	hide(w, &c, counts, hidden);
	for (size_t i = 0; i <= c.rows.n; i++)
		add_line(w, &c, i, shown, hidden, w->sum.dim ? c.all_sum
		    : c.all_n);
	w->out->counted = c.all_n;
	add_chart(w);
	note_balance(w, &c);
	if (w->out->suppressed)
		report_note(w, "* Too small a number to be shown, or one from "
		    "which such a number could be worked out.");
	if (c.many)
		report_note(w, "What has several answers is counted under "
		    "each of them, and once in the totals.");
	return true;
}
