#include "screen/report_view.h"

#include <string.h>

#include "base/utf8.h"
#include "ui/wrap.h"

#define WIDEST 60		/* columns that a text asks for at most */
#define LABEL_LEAST 38		/* of what a figure of a return is */
#define TITLE_LEAST 7		/* of a number's title at least so much */

enum style
report_style(enum report_tone tone)
{
	static const enum style styles[] = {
		[TONE_NONE] = STYLE_NORMAL, [TONE_QUIET] = STYLE_DIM,
		[TONE_GOOD] = STYLE_GREEN, [TONE_SOON] = STYLE_AMBER,
		[TONE_LATE] = STYLE_RED,
	};

	return styles[tone];
}

/* ---- The chart -------------------------------------------------------- */

static void
set_chart(struct report_view *v, struct arena *a)
{
	static const enum chart_kind kinds[] = {
		[DOC_BARS] = CHART_BARS, [DOC_STACK] = CHART_STACK,
		[DOC_SHARE] = CHART_SHARE, [DOC_TIMELINE] = CHART_TIMELINE,
	};
	const struct doc_chart *c = v->report->chart;
	struct chart_part *parts = arena_array(a, c->n_parts, sizeof *parts);
	struct chart_bar *bars = arena_array(a, c->n, sizeof *bars);
	size_t i;

	for (i = 0; i < c->n_parts; i++)
		parts[i] = (struct chart_part){ c->part[i].label,
		    c->part[i].letter, report_style((enum report_tone)
		    c->part[i].tone) };
	for (i = 0; i < c->n; i++)
		bars[i] = (struct chart_bar){ .label = c->bar[i].label,
		    .letter = c->bar[i].letter, .shown = c->bar[i].shown,
		    .style = report_style((enum report_tone)c->bar[i].tone),
		    .value = c->bar[i].value, .day = c->bar[i].day };
	v->chart = (struct chart){ .kind = kinds[c->kind], .part = parts,
	    .n_parts = c->n_parts, .bar = bars, .n = c->n,
	    .today = c->today };
	v->has_chart = true;
}

/* A card: who, by when, and what came of it. The columns are those of
 * report_spine.c: strand, number, text, agency, owner, due, colour, outcome,
 * milestones. */
static void
set_plan(struct report_view *v, struct arena *a)
{
	const struct report *r = v->report;
	struct chart_part *parts = arena_array(a, r->n_groups, sizeof *parts);
	struct chart_bar *cards = arena_array(a, r->n_lines, sizeof *cards);
	size_t at = v->chart.at, i;
	int top = v->chart.top;

	for (i = 0; i < r->n_groups; i++)
		parts[i] = (struct chart_part){ r->group_more[i]
		    ? arena_printf(a, "%s …", r->groups[i].title)
		    : r->groups[i].title, r->groups[i].letter,
		    STYLE_HEADING };
	for (i = 0; i < r->n_lines; i++) {
		const struct report_line *l = &r->lines[i];

		cards[i] = (struct chart_bar){ .label = l->cell[1],
		    .letter = l->letter, .style = report_style(l->tone),
		    .column = (size_t)l->group, .shown = "",
		    .text = l->cell[2],
		    .note = arena_printf(a, "%s%s%s · %s%s%s", l->cell[4],
		    *l->cell[4] ? ", " : "", l->cell[3], l->cell[5],
		    *l->cell[7] ? "\n→ " : "", l->cell[7]) };
	}
	v->chart = (struct chart){ .kind = CHART_PLAN, .part = parts,
	    .n_parts = r->n_groups, .bar = cards, .n = r->n_lines,
	    .at = at, .top = top };
}

void
report_view_set(struct report_view *v, const struct report *r,
    struct arena *a)
{
	v->report = r;
	v->has_chart = false;
	if (r->shape == SHAPE_PLAN) {
		set_plan(v, a);
		return;
	}
	if (r->chart && r->chart->n > 0)
		set_chart(v, a);
	list_set_count(&v->table.list, (int)r->n_lines);
	if (v->column >= (int)r->n_columns)
		v->column = 0;
}

/* ---- The table -------------------------------------------------------- */

static size_t
shown_columns(const struct report *r)
{
	return r->n_columns < TABLE_COLUMNS ? r->n_columns : TABLE_COLUMNS;
}

static int
width_of(const char *text)
{
	return utf8_width(text, strlen(text));
}

static int
widest(const struct report *r, size_t column)
{
	int most = 0, width;
	size_t i;

	for (i = 0; i < r->n_lines; i++) {
		width = width_of(r->lines[i].cell[column]);
		if (width > most)
			most = width;
	}
	return most;
}

/* Numbers take what they need, texts share the rest; of the columns that there
 * is no room for, those at the right go first. */
static void
set_columns(struct report_view *v)
{
	const struct report *r = v->report;
	size_t i;

	for (i = 0; i < shown_columns(r); i++) {
		struct table_column *c = &v->columns[i];
		int wide = widest(r, i), title =
		    width_of(r->columns[i].title);

		*c = (struct table_column){ .title = r->columns[i].title };
		if (wide > WIDEST)
			wide = WIDEST;
		if (r->columns[i].number) {
			c->min = title < TITLE_LEAST ? title : TITLE_LEAST;
			if (wide > c->min)
				c->min = wide;
			if (title > c->min)
				c->max = title, c->weight = 1;
			c->align = ALIGN_RIGHT;
		} else {
			wide = wide > title ? wide : title;
			c->min = wide < 12 ? wide : 12;
			c->max = wide;
			c->weight = wide > c->min ? wide - c->min : 0;
		}
		/* What a figure is comes before what it is elsewhere. */
		if (r->shape == SHAPE_FIGURES && i == 0)
			c->min = wide < LABEL_LEAST ? wide : LABEL_LEAST;
		c->drop = i < 2 || (r->shape == SHAPE_COUNT &&
		    i + 1 == r->n_columns) ? 0 : (int)i;
	}
	v->table.columns = v->columns;
	v->table.ncolumns = shown_columns(r);
}

/* Under a record its own reference is not said again. */
static void
fill_row(void *arg, int row, struct table_row *out)
{
	const struct report_view *v = arg;
	const struct report *r = v->report;
	const struct report_line *l = &r->lines[row];
	bool chosen = row == v->table.list.pos;
	size_t i;

	for (i = 0; i < shown_columns(r); i++)
		out->cell[i] = l->cell[i];
	if (r->shape == SHAPE_TRACE) {
		out->style = l->depth == 0 ? STYLE_STRONG : l->depth == 2
		    ? STYLE_DIM : STYLE_NORMAL;
		if (l->depth > 0)
			out->cell[0] = "";
		if (l->depth > 1)
			out->cell[1] = " ·";
		if (l->tone != TONE_NONE)
			out->cell_style[6] = report_style(l->tone);
		if (l->uncovered) {
			out->cell_style[0] = STYLE_ALARM;
			out->cell[1] = "none";
			out->cell_style[1] = STYLE_ALARM;
		}
		return;
	}
	if (r->shape == SHAPE_FIGURES && l->depth > 0)
		out->style = STYLE_DIM;
	if (l->total)
		out->style = STYLE_STRONG;
	else if (l->tone != TONE_NONE)
		out->cell_style[r->shape == SHAPE_COUNT ? 0
		    : shown_columns(r) - 1] = report_style(l->tone);
	for (i = 0; r->shape == SHAPE_LIST && i < shown_columns(r); i++)
		if (*l->letter && strncmp(l->cell[i], l->letter,
		    strlen(l->letter)) == 0 &&
		    strcmp(r->columns[i].title, "RAG") == 0)
			out->cell_style[i] = report_style(l->tone);
	if (chosen && v->column > 0)
		out->cell_style[v->column] = STYLE_SELECTED;
}

/* ---- Drawing ---------------------------------------------------------- */

static int
draw_notes(const struct report *r, struct view where)
{
	int rows = 0, y;
	size_t i;

	for (i = 0; i < r->n_notes; i++)
		rows++;
	if (rows > where.r.h / 3)
		rows = where.r.h / 3;
	for (y = 0; y < rows; y++)
		view_put_cut(where, where.r.h - rows + y, 1, where.r.w - 1,
		    STYLE_DIM, r->notes[y]);
	return rows;
}

/* All that a line says, where its table has no room for it. */
static int
draw_line_whole(const struct report_view *v, struct view where)
{
	const struct report *r = v->report;
	const struct report_line *l = report_view_at(v);
	int wide = 2, rows, most = where.r.h / 4;
	struct buf b = {0};
	size_t i;

	for (i = 0; l && i < r->n_columns; i++) {
		int cell = widest(r, i), title =
		    width_of(r->columns[i].title);

		wide += (cell > title ? cell : title) + 1;
		if (*l->cell[i] && (i > 0 || r->shape == SHAPE_FIGURES))
			buf_addf(&b, "%s%s", b.len ? " · " : "",
			    l->cell[i]);
	}
	if (!l || wide <= where.r.w || r->shape == SHAPE_COUNT || !b.len) {
		buf_release(&b);
		return 0;
	}
	rows = wrap_count(buf_text(&b), b.len, where.r.w - 2);
	rows = rows > most ? most : rows;
	view_hline(where, where.r.h - rows - 1, 0, where.r.w, STYLE_LINE);
	view_put_wrapped(view_sub(where, where.r.h - rows, 1, rows,
	    where.r.w - 2), 0, STYLE_FIELD, buf_text(&b));
	buf_release(&b);
	return rows + 1;
}

void
report_view_draw(struct report_view *v, struct view where)
{
	const struct report *r = v->report;
	int top = 0, notes;

	view_put_cut(where, 0, 1, where.r.w - 1, STYLE_DIM, r->about);
	where = view_sub(where, 1, 0, where.r.h - 1, where.r.w);
	notes = draw_notes(r, where);
	where = view_sub(where, 0, 0, where.r.h - notes, where.r.w);
	if (r->shape == SHAPE_PLAN) {
		chart_draw(&v->chart, where, true);
		return;
	}
	if (v->has_chart) {
		top = chart_rows(&v->chart, where.r.w - 2);
		if (top > where.r.h / 2)
			top = where.r.h / 2;
		chart_draw(&v->chart, view_sub(where, 0, 1, top,
		    where.r.w - 2), false);
		view_hline(where, top, 0, where.r.w, STYLE_LINE);
		top++;
	}
	where = view_sub(where, 0, 0, where.r.h - draw_line_whole(v, where),
	    where.r.w);
	set_columns(v);
	v->table.row = fill_row;
	v->table.arg = v;
	v->table.empty = "Nothing.";
	table_draw(&v->table, view_sub(where, top, 0, where.r.h - top,
	    where.r.w), true);
}

/* ---- Going about ------------------------------------------------------ */

const struct report_line *
report_view_at(const struct report_view *v)
{
	const struct report *r = v->report;
	size_t at = r->shape == SHAPE_PLAN ? v->chart.at
	    : (size_t)v->table.list.pos;

	return at < r->n_lines ? &r->lines[at] : NULL;
}

bool
report_view_act(struct report_view *v, int action)
{
	if (v->report->shape != SHAPE_PLAN)
		return list_act(&v->table.list, action);
	switch (action) {
	case LIST_DOWN:
		return chart_down(&v->chart, 1) || true;
	case LIST_UP:
		return chart_down(&v->chart, -1) || true;
	case LIST_PGDN:
	case LIST_HALF_DOWN:
	case LIST_END:
		while (chart_down(&v->chart, 1) && action == LIST_END)
			;
		return true;
	case LIST_PGUP:
	case LIST_HALF_UP:
	case LIST_HOME:
		while (chart_down(&v->chart, -1) && action == LIST_HOME)
			;
		return true;
	default:
		return false;
	}
}

bool
report_view_across(struct report_view *v, int by)
{
	const struct report *r = v->report;
	int last = (int)r->n_columns - 1 - (r->def->percent ? 1 : 0);

	if (r->shape == SHAPE_PLAN)
		return chart_across(&v->chart, by);
	if ((r->shape != SHAPE_COUNT && r->shape != SHAPE_FIGURES) ||
	    v->column + by < 0 ||
	    v->column + by > last)
		return false;
	v->column += by;
	return true;
}
