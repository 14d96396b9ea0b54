#include "ui/chart.h"

#include <string.h>

#include "base/utf8.h"

static const char *const fills[] = { "█", "▓", "▒", "░" };

static long
value_of(const struct chart_bar *bar)
{
	return bar->value > 0 ? bar->value : 0;
}

static int
label_cols(const struct chart_bar *bars, size_t n, int most)
{
	int cols = 0, width;
	size_t i;

	for (i = 0; i < n; i++) {
		width = utf8_width(bars[i].label, strlen(bars[i].label));
		if (width > cols)
			cols = width;
	}
	return cols < most ? cols : most;
}

static void
draw_bar(struct view v, int y, int x, int cols, const struct chart_bar *bar,
    long most)
{
	enum style style = bar->style == STYLE_NORMAL ? STYLE_CHART_1 :
	    bar->style;
	const char *fill = fills[0];
	long value = value_of(bar);
	int marks = 0;

	if (style >= STYLE_CHART_1 && style <= STYLE_CHART_4)
		fill = fills[style - STYLE_CHART_1];
	if (value > 0) {
		marks = (int)((double)value * cols / (double)most);
		if (marks < 1)
			marks = 1;
	}
	for (; marks > 0 && x < v.r.w; marks--, x++)
		view_put(v, y, x, style, fill);
	view_putf(v, y, x + 1, STYLE_NORMAL, "%ld", value);
}

void
chart_draw_bars(struct view v, const struct chart_bar *bars, size_t n)
{
	int label = label_cols(bars, n, v.r.w / 3), numbers = 1, room;
	long most = 1, rest;
	size_t i;

	for (i = 0; i < n; i++)
		if (bars[i].value > most)
			most = bars[i].value;
	for (rest = most; rest > 0; rest /= 10)
		numbers++;
	room = v.r.w - label - 1 - numbers;
	for (i = 0; i < n && (int)i < v.r.h; i++) {
		view_put_cut(v, (int)i, 0, label, STYLE_LABEL, bars[i].label);
		draw_bar(v, (int)i, label + 1, room > 1 ? room : 1, &bars[i],
		    most);
	}
}

void
chart_draw_spark(struct view v, int y, int x, enum style style,
    const long *values, size_t n)
{
	static const char *const marks[] = {
		" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"
	};
	size_t i, first, room = v.r.w > x && x >= 0 ? (size_t)(v.r.w - x) : 0;
	long most = 1;

	first = n > room ? n - room : 0;
	for (i = first; i < n; i++)
		if (values[i] > most)
			most = values[i];
	for (i = first; i < n; i++, x++) {
		int mark = 0;

		if (values[i] > 0)
			mark = 1 + (int)((double)values[i] * 7 / (double)most);
		view_put(v, y, x, style, marks[mark]);
	}
}
