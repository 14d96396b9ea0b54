/*
 * doc_chart: a chart as lines of plain text. Parts are told by letters, bars by
 * their length and their figure; nothing needs a colour.
 */
#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "base/utf8.h"
#include "export/doc.h"

static void
repeat(struct buf *out, const char *mark, int n)
{
	while (n-- > 0)
		buf_adds(out, mark);
}

/* Text in exactly so many columns. */
static void
add_padded(struct buf *out, const char *text, int cols)
{
	struct buf safe = {0};
	int used;
	size_t len;

	utf8_visible(&safe, text, strlen(text), false);
	len = utf8_cut(buf_text(&safe), safe.len, cols, &used);
	buf_add(out, buf_text(&safe), len);
	repeat(out, " ", cols - used);
	buf_release(&safe);
}

static int
widest_label(const struct doc_chart *c, int most)
{
	int width = 0, wide;
	size_t i;

	for (i = 0; i < c->n; i++) {
		wide = utf8_width(c->bar[i].label, strlen(c->bar[i].label));
		if (wide > width)
			width = wide;
	}
	return width < most ? width : most;
}

static int64_t
sum(const struct doc_chart *c, size_t bar)
{
	int64_t all = 0;
	size_t i;

	for (i = 0; i < (c->kind == DOC_STACK ? c->n_parts : 1); i++)
		all += c->bar[bar].value[i] > 0 ? c->bar[bar].value[i] : 0;
	return all;
}

/* The mark of a part: its letter, else one after the other of a, b, c … */
static void
part_mark(const char *letter, size_t i, char mark[8])
{
	if (*letter && strlen(letter) < 8)
		memcpy(mark, letter, strlen(letter) + 1);
	else
		memcpy(mark, (const char[]){ (char)('a' + i % 26), '\0' },
		    2);
}

static void
add_bar(struct buf *out, const struct doc_chart *c, size_t bar, int room,
    int64_t most)
{
	int64_t before = 0, value;
	char mark[8];
	size_t i;
	int at = 0, to;

	if (c->kind != DOC_STACK) {
		value = sum(c, bar);
		to = (int)(value * room / most);
		repeat(out, "█", to || !value ? to : 1);
		return;
	}
	for (i = 0; i < c->n_parts; i++) {
		value = c->bar[bar].value[i] > 0 ? c->bar[bar].value[i] : 0;
		before += value;
		to = (int)(before * room / most);
		if (value && to <= at)
			to = at + 1;
		part_mark(c->part[i].letter, i, mark);
		repeat(out, mark, to - at);
		at = to > at ? to : at;
	}
}

static void
add_bars(const struct doc_chart *c, int cols, struct buf *out)
{
	int label = widest_label(c, cols / 3), room = cols - label - 16;
	int64_t most = 1;
	size_t i;

	for (i = 0; i < c->n; i++)
		most = sum(c, i) > most ? sum(c, i) : most;
	/* Small numbers are drawn as they are, a mark or a few for each. */
	if (most * 4 < room)
		room = (int)most * 4;
	for (i = 0; i < c->n; i++) {
		add_padded(out, c->bar[i].label, label);
		buf_adds(out, "  ");
		add_bar(out, c, i, room, most);
		buf_addf(out, "%s%s\n", sum(c, i) ? " " : "",
		    c->bar[i].shown);
	}
}

/* What the letters of a stack mean. */
static void
add_legend(const struct doc_chart *c, struct buf *out)
{
	char mark[8];
	size_t i;

	for (i = 0; i < c->n_parts; i++) {
		part_mark(c->part[i].letter, i, mark);
		buf_addf(out, "%s%s = ", i ? ", " : "", mark);
		add_padded(out, c->part[i].label, utf8_width(
		    c->part[i].label, strlen(c->part[i].label)));
	}
	buf_addc(out, '\n');
}

static void
add_share(const struct doc_chart *c, int cols, struct buf *out)
{
	int64_t all = 0, before = 0;
	int at = 0, to, room = cols - 2;
	char mark[8];
	size_t i;

	for (i = 0; i < c->n; i++)
		all += sum(c, i);
	buf_addc(out, '[');
	for (i = 0; all && i < c->n; i++) {
		before += sum(c, i);
		to = (int)(before * room / all);
		part_mark(c->bar[i].letter, i, mark);
		repeat(out, c->n == 2 && !*c->bar[i].letter ? i ? "·" : "█"
		    : mark, to - at);
		at = to > at ? to : at;
	}
	repeat(out, " ", room - at);
	buf_adds(out, "]\n");
	for (i = 0; i < c->n; i++) {
		part_mark(c->bar[i].letter, i, mark);
		buf_addf(out, "%s%s %s: %s", i ? ", " : "", c->n == 2 &&
		    !*c->bar[i].letter ? i ? "·" : "█" : mark,
		    c->bar[i].label, c->bar[i].shown);
	}
	buf_addc(out, '\n');
}

/* A day a line, today where it falls. */
static void
add_timeline(const struct doc_chart *c, struct buf *out)
{
	size_t order[512], n = c->n < 512 ? c->n : 512, i, j;
	bool today = false;

	for (i = 0; i < n; i++) {
		for (j = i; j > 0 && c->bar[order[j - 1]].day >
		    c->bar[i].day; j--)
			order[j] = order[j - 1];
		order[j] = i;
	}
	for (i = 0; i < n; i++) {
		const struct doc_bar *b = &c->bar[order[i]];
		struct buf day = {0};

		if (!today && b->day > c->today) {
			buf_adds(out, "---- today ----\n");
			today = true;
		}
		date_add_shown(&day, b->day);
		add_padded(out, buf_text(&day), 12);
		buf_release(&day);
		add_padded(out, b->letter, 2);
		add_padded(out, b->label, utf8_width(b->label,
		    strlen(b->label)));
		buf_addc(out, '\n');
	}
}

void
doc_chart_text(const struct doc_chart *c, int cols, struct buf *out)
{
	switch (c->kind) {
	case DOC_BARS:
		add_bars(c, cols, out);
		break;
	case DOC_STACK:
		add_bars(c, cols, out);
		add_legend(c, out);
		break;
	case DOC_SHARE:
		add_share(c, cols, out);
		break;
	case DOC_TIMELINE:
		add_timeline(c, out);
		break;
	}
}

/* "Label: figure (what its letter says)". */
static void
say_bar(const struct doc_chart *c, const struct doc_bar *b, struct buf *out)
{
	size_t i;
	bool first = true;

	if (c->kind == DOC_TIMELINE)
		date_add_shown(out, b->day);
	else
		buf_adds(out, b->label);
	buf_adds(out, ": ");
	if (*b->letter)
		buf_addf(out, "%s, ", b->letter);
	buf_adds(out, c->kind == DOC_TIMELINE ? b->label : b->shown);
	for (i = 0; c->kind == DOC_STACK && i < c->n_parts; i++) {
		if (b->value[i] <= 0)
			continue;
		buf_addf(out, "%s%s %" PRId64, first ? " (" : ", ",
		    c->part[i].label, b->value[i]);
		first = false;
	}
	buf_adds(out, first ? ". " : "). ");
}

void
doc_chart_words(const struct doc_chart *c, size_t from, size_t n,
    struct buf *out)
{
	struct buf words = {0}, safe = {0};
	size_t i;

	for (i = 0; i < n; i++)
		say_bar(c, &c->bar[from + i], &words);
	/* No sentence, no blank behind it. */
	buf_truncate(&words, words.len > 0 ? words.len - 1 : 0);
	utf8_visible(&safe, buf_text(&words), words.len, false);
	buf_add(out, safe.data, safe.len);
	buf_release(&words);
	buf_release(&safe);
}
