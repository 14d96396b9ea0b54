/*
 * lines: lists of lines that open.
 */
#include "screen/lines.h"

#include <string.h>

#include "base/date.h"

void
lines_begin(struct lines *l, struct arena *a,
    const struct table_column *columns, size_t n, bool header)
{
	l->arena = a;
	l->rows = NULL;
	l->n = l->cap = 0;
	l->table.columns = columns;
	l->table.ncolumns = n < LINES_CELLS ? n : LINES_CELLS;
	l->table.no_header = !header;
}

struct line *
lines_add(struct lines *l, const char *text)
{
	/* A load makes few lines; the array grows by whole copies. */
	if (l->n == l->cap) {
		size_t cap = l->cap ? l->cap * 2 : 32;
		struct line *more = arena_array(l->arena, cap, sizeof *more);

		if (l->n)
			memcpy(more, l->rows, l->n * sizeof *more);
		l->rows = more;
		l->cap = cap;
	}
	l->rows[l->n].cell[0] = text;
	return &l->rows[l->n++];
}

struct line *
lines_heading(struct lines *l, const char *text)
{
	struct line *row = lines_add(l, text);

	row->heading = true;
	return row;
}

void
lines_say(struct lines *l, const char *text)
{
	struct line *row = lines_add(l, text);

	row->dim = row->whole = true;
}

void
lines_end(struct lines *l)
{
	int pos;

	list_set_count(&l->table.list, (int)l->n);
	pos = l->table.list.pos;
	if (pos < (int)l->n - 1 && l->rows[pos].heading && !pos)
		list_go(&l->table.list, pos + 1);
}

const struct line *
lines_at(const struct lines *l)
{
	return l->n ? &l->rows[l->table.list.pos] : NULL;
}

static void
fill_row(void *arg, int row, struct table_row *out)
{
	const struct lines *l = arg;
	const struct line *line = &l->rows[row];
	size_t i;

	out->heading = line->heading;
	out->whole = line->whole;
	out->style = line->dim ? STYLE_DIM : line->style;
	for (i = 0; i < l->table.ncolumns; i++) {
		out->cell[i] = line->cell[i];
		out->cell_style[i] = line->cell_style[i];
	}
}

void
lines_draw(struct lines *l, struct view v)
{
	l->table.row = fill_row;
	l->table.arg = l;
	table_draw(&l->table, v, true);
}

unsigned
lines_move(struct lines *l, int action)
{
	struct list *list = &l->table.list;
	int was = list->pos, step;

	if (!list_act(list, action))
		return 0;
	/* Headings are passed over, in the direction one goes. */
	step = list->pos < was ? -1 : 1;
	while (l->n && l->rows[list->pos].heading) {
		int at = list->pos;

		list_move(list, step);
		if (list->pos != at)
			continue;
		/* A heading at the end is shown, but one stands on the first
		 * that is none. */
		while (list->pos != was && l->rows[list->pos].heading)
			list_move(list, -step);
		if (step < 0)
			list->top = 0;
		break;
	}
	return SCREEN_REDRAW;
}

unsigned
lines_open(struct lines *l, struct ctx *ctx)
{
	const struct line *line = lines_at(l);

	if (!line || !line->open)
		return SCREEN_USED;
	ctx_push(ctx, line->open(line->id));
	return SCREEN_REDRAW;
}

const char *
lines_date(struct arena *a, int date)
{
	struct buf b = {0};
	const char *text;

	date_add_shown(&b, date);
	text = arena_strdup(a, buf_text(&b));
	buf_release(&b);
	return text;
}

const char *
lines_distance(struct arena *a, int date, int today)
{
	int days = date - today;

	if (date == DATE_NONE)
		return "";
	if (days == 0)
		return "today";
	if (days == 1)
		return "tomorrow";
	if (days == -1)
		return "yesterday";
	return arena_printf(a, days > 0 ? "in %d days" : "%d days ago",
	    days > 0 ? days : -days);
}

const char *
lines_time(struct arena *a, const char *iso)
{
	char day[11];

	if (!iso || strlen(iso) < 16)
		return "";
	memcpy(day, iso, 10);
	day[10] = '\0';
	return arena_printf(a, "%s %.5s",
	    lines_date(a, date_parse_iso(day)), iso + 11);
}
