#include "ui/chart.h"

#include <string.h>

#include "base/date.h"
#include "base/utf8.h"
#include "ui/chart_share.h"

#define LEAST_BAR 4		/* columns that a bar is given at least */
#define SMALL 4			/* marks for one, while numbers are small */

static int
width_of(const char *text)
{
	return utf8_width(text, strlen(text));
}

static int64_t
value_of(const struct chart *c, size_t bar, size_t part)
{
	int64_t value = c->bar[bar].value ? c->bar[bar].value[part] : 0;

	return value > 0 ? value : 0;
}

static int64_t
sum_of(const struct chart *c, size_t bar)
{
	int64_t sum = 0;
	size_t i;

	if (c->kind != CHART_STACK)
		return value_of(c, bar, 0);
	for (i = 0; i < c->n_parts; i++)
		sum += value_of(c, bar, i);
	return sum;
}

static int
widest(const struct chart *c, bool figures, int most)
{
	int cols = 0, width;
	size_t i;

	for (i = 0; i < c->n; i++) {
		width = width_of(figures ? c->bar[i].shown : c->bar[i].label);
		if (width > cols)
			cols = width;
	}
	return cols < most ? cols : most;
}

/* What a part is filled with: its letter, or one after the other. */
static void
mark_of(const char *letter, size_t i, char mark[8])
{
	size_t len = utf8_next(letter, strlen(letter), 0);

	if (len > 0 && len < 8) {
		memcpy(mark, letter, len);
		mark[len] = '\0';
		return;
	}
	mark[0] = (char)('a' + i % 26);
	mark[1] = '\0';
}

static int
fill(struct view v, int y, int x, int to, enum style style, const char *mark)
{
	int wide = width_of(mark);

	for (; x < to && x < v.r.w; x += wide)
		view_put(v, y, x, style, mark);
	return x;
}

static enum style
style_of(enum style style)
{
	return style == STYLE_NORMAL ? STYLE_CHART_1 : style;
}

/* ---- Bars ------------------------------------------------------------- */

/* Any number above 0 has a mark at least. */
static int
draw_parts(const struct chart *c, struct view v, int y, int x, int room,
    size_t bar, int64_t most)
{
	int64_t before = 0, value;
	int at = x, to;
	char mark[8];
	size_t i;

	for (i = 0; i < c->n_parts; i++) {
		value = value_of(c, bar, i);
		if (value == 0)
			continue;
		before += value;
		to = x + (int)((double)before * room / (double)most);
		if (to <= at)
			to = at + 1;
		mark_of(c->part[i].letter, i, mark);
		at = fill(v, y, at, to, style_of(c->part[i].style), mark);
	}
	return at;
}

static int
draw_bar(const struct chart *c, struct view v, int y, int x, int room,
    size_t bar, int64_t most)
{
	int64_t value = sum_of(c, bar);
	int marks = (int)((double)value * room / (double)most);

	if (c->kind == CHART_STACK)
		return draw_parts(c, v, y, x, room, bar, most);
	if (value > 0 && marks < 1)
		marks = 1;
	return fill(v, y, x, x + marks, style_of(c->bar[bar].style), "█");
}

static void
draw_bars(const struct chart *c, struct view v)
{
	int label = widest(c, false, v.r.w / 3), y, x, room;
	int64_t most = 1;
	size_t i;

	for (i = 0; i < c->n; i++)
		if (sum_of(c, i) > most)
			most = sum_of(c, i);
	room = v.r.w - label - 2 - widest(c, true, v.r.w / 3);
	/* Many small parts may need more marks than their share. */
	if (c->kind == CHART_STACK)
		room -= (int)c->n_parts < room / 4 ? (int)c->n_parts
		    : room / 4;
	if (room > most * SMALL)
		room = (int)most * SMALL;
	if (room < LEAST_BAR)
		room = LEAST_BAR;
	for (i = 0; i < c->n && (int)i < v.r.h; i++) {
		y = (int)i;
		view_put_cut(v, y, 0, label, STYLE_LABEL, c->bar[i].label);
		x = draw_bar(c, v, y, label + 1, room, i, most);
		view_put(v, y, x + (x > label + 1), STYLE_NORMAL,
		    c->bar[i].shown);
	}
}

/* ---- Keys of parts ---------------------------------------------------- */

static const char *const fills[] = { "█", "▒", "·", "▓" };

/* The next part of a key, on the row there is or on the next one. With an empty
 * view it only counts. */
static void
put_key(struct view v, int *y, int *x, int cols, enum style style,
    const char *mark, const char *label, const char *shown)
{
	int wide = width_of(mark) + 1 + width_of(label) +
	    (*shown ? 1 + width_of(shown) : 0);

	if (*x > 0 && *x + wide > cols) {
		*x = 0;
		(*y)++;
	}
	if (v.r.h > 0) {
		int at = *x + width_of(mark) + 1;

		view_put(v, *y, *x, style, mark);
		view_put(v, *y, at, STYLE_LABEL, label);
		view_put(v, *y, at + width_of(label) + 1, STYLE_NORMAL,
		    shown);
	}
	*x += wide + 2;
}

/* How many rows the key took. */
static int
draw_key(const struct chart *c, struct view v, int y, int cols)
{
	bool stack = c->kind == CHART_STACK;
	size_t i, n = stack ? c->n_parts : c->n;
	int first = y, x = 0;
	char mark[8];

	for (i = 0; i < n; i++) {
		const char *letter = stack ? c->part[i].letter
		    : c->bar[i].letter;

		mark_of(letter, i, mark);
		put_key(v, &y, &x, cols, style_of(stack ? c->part[i].style
		    : c->bar[i].style), stack || *letter ? mark
		    : fills[i % 4], stack ? c->part[i].label
		    : c->bar[i].label, stack ? "" : c->bar[i].shown);
	}
	return n ? y - first + 1 : 0;
}

/* ---- A share ---------------------------------------------------------- */

static void
draw_share(const struct chart *c, struct view v)
{
	int64_t all = 0, before = 0;
	int at = 0, to;
	char mark[8];
	size_t i;

	for (i = 0; i < c->n; i++)
		all += sum_of(c, i);
	for (i = 0; all > 0 && i < c->n; i++) {
		before += sum_of(c, i);
		to = (int)((double)before * v.r.w / (double)all);
		mark_of(c->bar[i].letter, i, mark);
		at = fill(v, 0, at, to, style_of(c->bar[i].style),
		    *c->bar[i].letter ? mark : fills[i % 4]);
	}
	draw_key(c, v, 1, v.r.w);
}

/* ---- Days ------------------------------------------------------------- */

struct span {
	int from, to;		/* the first day, the last */
};

static struct span
span_of(const struct chart *c)
{
	struct span s = { c->today, c->today };
	size_t i;

	for (i = 0; i < c->n; i++) {
		if (c->bar[i].day < s.from)
			s.from = c->bar[i].day;
		if (c->bar[i].day > s.to)
			s.to = c->bar[i].day;
	}
	return s;
}

static int
column_of(struct span s, int day, int room)
{
	if (s.to == s.from)
		return room / 2;
	return (int)((double)(day - s.from) * (room - 1) /
	    (double)(s.to - s.from));
}

/* The days at both ends, and today where there is room between them. */
static void
draw_days(const struct chart *c, struct view v, int x, int room,
    struct span s)
{
	int today = x + column_of(s, c->today, room), end;
	struct buf b = {0};

	date_add_shown(&b, s.from);
	end = x + view_put_cut(v, 0, x, room, STYLE_DIM, buf_text(&b));
	buf_release(&b);
	date_add_shown(&b, s.to);
	if (x + room - (int)b.len > end)
		view_put(v, 0, x + room - (int)b.len, STYLE_DIM,
		    buf_text(&b));
	if (today - 2 > end && today + 3 < x + room - (int)b.len)
		view_put(v, 0, today - 2, STYLE_LIVE, "today");
	buf_release(&b);
}

static void
draw_timeline(const struct chart *c, struct view v)
{
	int label = widest(c, false, v.r.w / 3), right = widest(c, true, 12);
	int x = label + 1, room, y;
	struct span s = span_of(c);
	size_t i;

	if (v.r.w - x - right - 1 < 10)
		right = -1;
	room = v.r.w - x - right - 1;
	if (room < 1)
		return;
	draw_days(c, v, x, room, s);
	for (i = 0; i < c->n && (int)i + 1 < v.r.h; i++) {
		const struct chart_bar *b = &c->bar[i];

		y = (int)i + 1;
		view_put_cut(v, y, 0, label, STYLE_LABEL, b->label);
		view_hline(v, y, x, room, STYLE_LINE);
		view_put(v, y, x + column_of(s, c->today, room), STYLE_LIVE,
		    "│");
		view_put(v, y, x + column_of(s, b->day, room),
		    style_of(b->style), *b->letter ? b->letter : "●");
		if (right > 0)
			view_put_cut(v, y, x + room + 1, right, STYLE_NORMAL,
			    b->shown);
	}
}

/* ---- All of them ------------------------------------------------------ */

int
chart_rows(const struct chart *c, int cols)
{
	const struct view none = {0};

	if (c->kind == CHART_PLAN)
		return chart_plan_rows(c, cols);
	if (c->n == 0)
		return 0;
	switch (c->kind) {
	case CHART_STACK:
		return (int)c->n + draw_key(c, none, 0, cols);
	case CHART_SHARE:
		return 1 + draw_key(c, none, 0, cols);
	case CHART_TIMELINE:
		return (int)c->n + 1;
	default:
		return (int)c->n;
	}
}

void
chart_draw(struct chart *c, struct view v, bool focus)
{
	switch (c->kind) {
	case CHART_BARS:
	case CHART_STACK:
		draw_bars(c, v);
		if (c->kind == CHART_STACK)
			draw_key(c, v, (int)c->n, v.r.w);
		break;
	case CHART_SHARE:
		draw_share(c, v);
		break;
	case CHART_TIMELINE:
		draw_timeline(c, v);
		break;
	case CHART_PLAN:
		chart_plan_draw(c, v, focus);
		break;
	}
}
