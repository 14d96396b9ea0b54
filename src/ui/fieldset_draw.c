#include "ui/fieldset.h"

#include <string.h>

#include "base/utf8.h"
#include "ui/fieldset_state.h"
#include "ui/wrap.h"

enum {
	GUTTER = 2,		/* "▸" and the mark */
	NARROW = 44,		/* below this the label has a row of its own */
	LABEL_MAX = 24,		/* or, where there is more, two fifths */
	NOTE_MIN = 3,		/* rows of an editor, however little is in it */
	NOTE_MAX = 10
};

/* How the fields lie in a view: where values begin, how wide they are. */
struct plan {
	int x, w, h;		/* of values; h: rows of the view */
	int label;		/* columns of labels */
	bool above;		/* the label stands above the value */
};

static struct plan
make_plan(const struct fieldset *f, struct view v)
{
	struct plan p = { .h = v.r.h };
	size_t i;
	int width;

	if (v.r.w < NARROW) {
		p.above = true;
		p.label = v.r.w - GUTTER;
		p.x = GUTTER + 1;
		p.w = v.r.w - p.x;
		return p;
	}
	for (i = 0; i < f->n; i++) {
		if (f->rows[i].kind == FIELDSET_HEADING)
			continue;
		width = utf8_width(f->rows[i].label,
		    strlen(f->rows[i].label));
		if (width > p.label)
			p.label = width;
	}
	width = v.r.w * 2 / 5 > LABEL_MAX ? v.r.w * 2 / 5 : LABEL_MAX;
	if (p.label > width)
		p.label = width;
	p.x = GUTTER + p.label + 2;
	p.w = v.r.w - p.x;
	return p;
}

static const char *
box_of(const struct fieldset_row *row, bool in_flags, bool on)
{
	if (in_flags || row->kind == FIELDSET_CHOICES)
		return on ? "[x]" : "[ ]";
	return on ? "(x)" : "( )";
}

/* Lay a row's choices out over as many rows as they need, drawing them when v
 * has a surface; returns the rows. */
static int
lay_choices(const struct fieldset *f, size_t at, const struct plan *p,
    struct view v, int y, const char *keys, bool focus)
{
	const struct fieldset_row *row = &f->rows[at];
	const struct choice *choices;
	bool flags = fieldset_is_text(row->kind);
	int x = 0, rows = 1, width;
	size_t n, i;

	choices = fieldset_choices(row, &n);
	for (i = 0; i < n; i++) {
		bool here = focus && i == f->spot;
		const char *label = choices[i].label;

		width = 4 + utf8_width(label, strlen(label));
		if (x > 0 && x + width > p->w) {
			x = 0;
			rows++;
		}
		if (v.s) {
			int line = y + rows - 1;

			view_put(v, line, x, here ? STYLE_KEY : STYLE_FIELD,
			    box_of(row, flags, fieldset_has(keys,
			    choices[i].key)));
			view_put_cut(v, line, x + 4, p->w - x - 4,
			    here ? STYLE_SELECTED : STYLE_FIELD, label);
			if (here)
				view_cursor(v, line, x + 1);
		}
		x += width + 2;
	}
	return rows;
}

/* On which row of its choices the cursor is. */
static int
spot_row(const struct fieldset *f, const struct plan *p)
{
	const struct choice *choices;
	int x = 0, row = 0, width;
	size_t n, i;

	choices = fieldset_choices(&f->rows[f->at], &n);
	for (i = 0; i < n && i <= f->spot; i++) {
		width = 4 + utf8_width(choices[i].label,
		    strlen(choices[i].label));
		if (x > 0 && x + width > p->w) {
			x = 0;
			row++;
		}
		x += width + 2;
	}
	return row;
}

static bool
edits(const struct fieldset *f, size_t row)
{
	return row == f->at && fieldset_is_text(f->rows[row].kind);
}

static bool
offers(const struct fieldset *f, size_t row)
{
	return row == f->at && fieldset_is_inline(&f->rows[row]);
}

static bool
has_flags(const struct fieldset_row *row)
{
	return fieldset_is_text(row->kind) && row->nchoices > 0;
}

/* Rows of the value alone. */
static int
value_rows(const struct fieldset *f, size_t row, const struct plan *p)
{
	struct buf shown = {0};
	int n;

	if (edits(f, row)) {
		if (f->editor.single)
			return 1;
		n = editor_height(&f->editor, p->w);
		n = n < NOTE_MIN ? NOTE_MIN : n > NOTE_MAX ? NOTE_MAX : n;
		return n > p->h - 1 ? (p->h > 1 ? p->h - 1 : 1) : n;
	}
	if (offers(f, row))
		return lay_choices(f, row, p, (struct view){0}, 0, "", false);
	if (f->rows[row].flags & FIELDSET_SENSITIVE)
		return 1;
	fieldset_add_shown(f, row, &shown);
	n = wrap_count(buf_text(&shown), shown.len, p->w);
	buf_release(&shown);
	return n;
}

static int
flag_rows(const struct fieldset *f, size_t row, const struct plan *p)
{
	if (!has_flags(&f->rows[row]))
		return 0;
	if (row == f->at)
		return lay_choices(f, row, p, (struct view){0}, 0, "", false);
	return *fieldset_flags(f, row) ? 1 : 0;
}

/* Rows of what is said under a row: who else is in it, what is wrong; where one
 * is, how the text is understood, and help. */
static int
said_rows(const struct fieldset *f, size_t row, const struct plan *p)
{
	const char *why = fieldset_error(f, row), *help = f->rows[row].help;
	int n = f->rows[row].live ? 1 : 0;

	if (*why)
		n += wrap_count(why, strlen(why), p->w - 2);
	if (row != f->at)
		return n;
	n += (int)f->lines.n;
	if (help && *help)
		n += wrap_count(help, strlen(help), p->w);
	return n;
}

static int
height(const struct fieldset *f, size_t row, const struct plan *p)
{
	if (f->state[row].hidden)
		return 0;
	if (f->rows[row].kind == FIELDSET_HEADING)
		return 1;
	return (p->above ? 1 : 0) + value_rows(f, row, p) +
	    flag_rows(f, row, p) + said_rows(f, row, p);
}

static void
draw_flags_shown(const struct fieldset *f, size_t row, struct view v, int y)
{
	const struct fieldset_row *r = &f->rows[row];
	const char *keys = fieldset_flags(f, row);
	size_t i;
	int x = 0;

	for (i = 0; i < r->nchoices; i++) {
		enum style style = r->choices[i].style;

		if (!fieldset_has(keys, r->choices[i].key))
			continue;
		x += view_put(v, y, x, style, r->choices[i].label) + 2;
	}
}

/* The value of a row one is not in, and what stands for none. */
static void
draw_shown(const struct fieldset *f, size_t row, struct view v, int y)
{
	enum style style = f->state[row].is_refused ? STYLE_FIELD_BAD :
	    STYLE_FIELD;
	struct buf shown = {0};

	if (!*fieldset_text(f, row)) {
		view_put_cut(v, y, 0, v.r.w, STYLE_FIELD_EMPTY, "–");
	} else if ((f->rows[row].flags & FIELDSET_SENSITIVE) &&
	    row != f->at) {
		view_put_cut(v, y, 0, v.r.w, STYLE_DIM,
		    "sensitive: shown when you are here");
	} else {
		fieldset_add_shown(f, row, &shown);
		view_put_wrapped(v, y, style, buf_text(&shown));
		buf_release(&shown);
	}
}

/* A row whose value is picked, when one is in it. */
static void
draw_picked(const struct fieldset *f, struct view v, int y)
{
	struct buf shown = {0};

	fieldset_add_shown(f, f->at, &shown);
	if (shown.len > 0)
		view_put_wrapped(v, y, STYLE_FIELD_EDIT, buf_text(&shown));
	else if (!(f->rows[f->at].flags & FIELDSET_READONLY))
		view_put_cut(v, y, 0, v.r.w, STYLE_GHOST,
		    "type or Enter to choose");
	view_cursor(v, y, 0);
	buf_release(&shown);
}

static int
draw_value(struct fieldset *f, size_t row, const struct plan *p,
    struct view v, int y)
{
	int rows = value_rows(f, row, p);
	bool bad = *fieldset_error(f, row) != '\0';

	if (edits(f, row)) {
		editor_draw(&f->editor, view_sub(v, y, 0, rows, v.r.w),
		    bad ? STYLE_FIELD_BAD : STYLE_FIELD_EDIT, !f->in_flags);
	} else if (offers(f, row)) {
		/* Stays there when there is nothing to choose from. */
		view_cursor(v, y, 0);
		lay_choices(f, row, p, v, y, editor_text(&f->editor), true);
	} else if (row == f->at) {
		draw_picked(f, v, y);
	} else {
		draw_shown(f, row, v, y);
	}
	return rows;
}

static int
draw_flags(const struct fieldset *f, size_t row, const struct plan *p,
    struct view v, int y)
{
	int rows = flag_rows(f, row, p);

	if (rows == 0)
		return 0;
	if (row == f->at)
		lay_choices(f, row, p, v, y, fieldset_flags(f, row),
		    f->in_flags);
	else
		draw_flags_shown(f, row, v, y);
	return rows;
}

static void
draw_said(const struct fieldset *f, size_t row, const struct plan *p,
    struct view v, int y)
{
	const char *why = fieldset_error(f, row), *help = f->rows[row].help;
	size_t i;

	if (f->rows[row].live)
		view_put_cut(v, y++, 0, p->w, STYLE_LIVE, f->rows[row].live);
	if (*why) {
		view_put(v, y, 0, STYLE_WARN, "!");
		y += view_put_wrapped(view_sub(v, 0, 2, v.r.h, p->w - 2), y,
		    STYLE_WARN, why);
	}
	if (row != f->at)
		return;
	for (i = 0; i < f->lines.n; i++, y++)
		view_put_cut(v, y, 0, p->w, f->lines.rows[i].style,
		    f->lines.rows[i].label);
	if (help && *help)
		view_put_wrapped(v, y, STYLE_HELP, help);
}

/* "!" wrong, "*" wanted, "-" can't be changed. */
static const char *
mark_of(const struct fieldset *f, size_t row)
{
	if (*fieldset_error(f, row))
		return "!";
	if ((f->rows[row].flags & FIELDSET_REQUIRED) && !*fieldset_text(f, row))
		return "*";
	return f->rows[row].flags & FIELDSET_READONLY ? "-" : " ";
}

static void
draw_row(struct fieldset *f, size_t row, const struct plan *p, struct view v,
    int y)
{
	struct view values = view_sub(v, 0, p->x, v.r.h, p->w);
	const char *mark = mark_of(f, row);

	if (f->rows[row].kind == FIELDSET_HEADING) {
		view_put_cut(v, y, 0, v.r.w, STYLE_HEADING,
		    f->rows[row].label);
		return;
	}
	if (row == f->at)
		view_put(v, y, 0, STYLE_GUTTER, "▸");
	if (*mark != ' ')
		view_put(v, y, 1, *mark == '-' ? STYLE_DIM : STYLE_WARN, mark);
	view_put_cut(v, y, GUTTER, p->label, STYLE_LABEL, f->rows[row].label);
	if (p->above)
		y++;
	y += draw_value(f, row, p, values, y);
	y += draw_flags(f, row, p, values, y);
	draw_said(f, row, p, values, y);
}

/* Where the view is too small for the row one is in: scroll on to what holds
 * the cursor. from: where the row begins. */
static void
scroll_to_cursor(struct fieldset *f, const struct plan *p, int from)
{
	int rows = value_rows(f, f->at, p), to;

	from += p->above ? 1 : 0;
	if (f->in_flags)
		from += rows + spot_row(f, p);
	else if (offers(f, f->at))
		from += spot_row(f, p);
	to = from + (edits(f, f->at) && !f->in_flags ? rows : 1);
	if (f->top < to - p->h)
		f->top = to - p->h;
	if (f->top > from)
		f->top = from;
}

/* Scroll so that the row one is in is seen, from its first line. */
static void
scroll(struct fieldset *f, const struct plan *p)
{
	int all = 0, from = 0, to = 0, heading = 0;
	size_t i;

	/* A heading right above comes into sight with its field. */
	for (i = 0; i < f->n; i++) {
		int h = height(f, i, p);

		if (i == f->at) {
			from = all - heading;
			to = all + h;
		}
		if (h > 0)
			heading = f->rows[i].kind == FIELDSET_HEADING ? h : 0;
		all += h;
	}
	if (to - from > p->h)
		from = to - height(f, f->at, p);
	if (f->top > all - p->h)
		f->top = all - p->h;
	if (f->top < to - p->h)
		f->top = to - p->h;
	if (f->top > from)
		f->top = from;
	if (f->top < 0)
		f->top = 0;
	if (f->at < f->n)
		scroll_to_cursor(f, p, to - height(f, f->at, p));
}

static void
draw_picker(struct fieldset *f, struct view v)
{
	int h = (int)f->picker.n + 3, w = v.r.w - 8;

	if (h < 8)
		h = 8;
	if (h > 16)
		h = 16;
	if (w < 40)
		w = 40;
	if (w > 72)
		w = 72;
	picker_draw(&f->picker, view_in(v, rect_centre(view_rect(v), h, w)));
}

void
fieldset_draw(struct fieldset *f, struct view v)
{
	struct plan p = make_plan(f, v);
	size_t i;
	int y;

	view_fill(v, STYLE_NORMAL);
	if (p.w < 1 || p.h < 1) {
		view_cursor(v, 0, 0);
		return;
	}
	scroll(f, &p);
	y = -f->top;
	for (i = 0; i < f->n && y < v.r.h; i++) {
		int h = height(f, i, &p);

		if (h > 0 && y + h > 0)
			draw_row(f, i, &p, v, y);
		y += h;
	}
	if (f->at < f->n && f->picking)
		draw_picker(f, v);
}
