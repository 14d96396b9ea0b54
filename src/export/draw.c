/*
 * draw: charts by cairo.
 */
#include "export/draw.h"

#include <cairo-svg.h>
#include <string.h>

#include "base/date.h"
#include "base/utf8.h"
#include "export/report.h"

#define SIZE 8.5	/* points of the letters */
#define GAP 6.0
#define BAR 10.0	/* points of a bar's height */
#define LETTER_ROOM 8.0	/* a part as wide as this shows its letter */
#define PNG_SCALE 2.0

struct colour {
	double r, g, b;
};

static const struct colour tones[] = {
	[TONE_NONE] = { 0.25, 0.42, 0.65 },
	[TONE_QUIET] = { 0.55, 0.58, 0.62 },
	[TONE_GOOD] = { 0.20, 0.55, 0.30 },
	[TONE_SOON] = { 0.90, 0.62, 0.10 },
	[TONE_LATE] = { 0.76, 0.18, 0.16 },
};

/* Parts without a tone of their own; they differ in lightness, too. */
static const struct colour parts[] = {
	{ 0.16, 0.30, 0.52 }, { 0.42, 0.62, 0.82 }, { 0.32, 0.50, 0.34 },
	{ 0.70, 0.80, 0.55 }, { 0.45, 0.30, 0.50 }, { 0.76, 0.66, 0.80 },
};

PangoContext *
draw_context(cairo_t *cr)
{
	PangoContext *pc = pango_cairo_create_context(cr);

	pango_context_set_round_glyph_positions(pc, FALSE);
	return pc;
}

PangoLayout *
draw_layout(PangoContext *pc, const char *text, double size, bool bold,
    double width)
{
	PangoFontDescription *font = pango_font_description_from_string(
	    DRAW_FONT);
	PangoLayout *l = pango_layout_new(pc);
	PangoAttrList *attrs = pango_attr_list_new();
	struct buf safe = {0};

	pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
	if (bold)
		pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
	pango_layout_set_font_description(l, font);
	pango_font_description_free(font);
	/* A word that has to be broken gets no mark that is not in it. */
	pango_attr_list_insert(attrs, pango_attr_insert_hyphens_new(FALSE));
	/* Letters that are drawn as one are copied and searched as another. */
	pango_attr_list_insert(attrs, pango_attr_font_features_new(
	    "liga=0, clig=0, dlig=0"));
	pango_layout_set_attributes(l, attrs);
	pango_attr_list_unref(attrs);
	if (width >= 0) {
		pango_layout_set_width(l, (int)(width * PANGO_SCALE));
		pango_layout_set_wrap(l, PANGO_WRAP_WORD_CHAR);
	}
	utf8_visible(&safe, text, strlen(text), true);
	pango_layout_set_text(l, buf_text(&safe), (int)safe.len);
	buf_wipe(&safe);
	return l;
}

/* ---- Texts of a chart ------------------------------------------------------------- */

/* Text with its left edge at x; answers with its width. most below 0: as wide as
 * it is; else it is cut. */
static double
put(cairo_t *cr, double x, double y, const char *text, double most)
{
	PangoContext *pc = draw_context(cr);
	PangoLayout *l = draw_layout(pc, text, SIZE, false, most);
	int w, h;

	pango_layout_set_single_paragraph_mode(l, true);
	if (most >= 0) {
		pango_layout_set_ellipsize(l, PANGO_ELLIPSIZE_END);
		pango_layout_set_height(l, -1);
	}
	pango_layout_get_size(l, &w, &h);
	cairo_set_source_rgb(cr, 0.1, 0.1, 0.1);
	cairo_move_to(cr, x, y + (DRAW_ROW - (double)h / PANGO_SCALE) / 2);
	pango_cairo_show_layout(cr, l);
	g_object_unref(l);
	g_object_unref(pc);
	return (double)w / PANGO_SCALE;
}

static double
width_of(cairo_t *cr, const char *text)
{
	PangoContext *pc = draw_context(cr);
	PangoLayout *l = draw_layout(pc, text, SIZE, false, -1);
	int w;

	pango_layout_get_size(l, &w, NULL);
	g_object_unref(l);
	g_object_unref(pc);
	return (double)w / PANGO_SCALE;
}

/* ---- Bars ------------------------------------------------------------------------ */

static int64_t
value(const struct doc_chart *c, size_t bar, size_t part)
{
	int64_t v = c->bar[bar].value[part];

	return v > 0 ? v : 0;
}

static int64_t
sum(const struct doc_chart *c, size_t bar)
{
	size_t i, n = c->kind == DOC_STACK ? c->n_parts : 1;
	int64_t all = 0;

	for (i = 0; i < n; i++)
		all += value(c, bar, i);
	return all;
}

static struct colour
colour_of(int tone, size_t i, bool one)
{
	if (tone > TONE_NONE && tone <= TONE_LATE)
		return tones[tone];
	return one ? tones[TONE_NONE] : parts[i % (sizeof parts /
	    sizeof *parts)];
}

/* A part of a bar, with its letter in it where there is room. */
static void
box(cairo_t *cr, double x, double y, double w, struct colour k,
    const char *letter)
{
	bool light = k.r + k.g + k.b > 1.6;

	cairo_set_source_rgb(cr, k.r, k.g, k.b);
	cairo_rectangle(cr, x, y + (DRAW_ROW - BAR) / 2, w, BAR);
	cairo_fill(cr);
	if (!*letter || w < LETTER_ROOM)
		return;
	cairo_save(cr);
	cairo_set_source_rgb(cr, light ? 0 : 1, light ? 0 : 1,
	    light ? 0 : 1);
	{
		PangoContext *pc = draw_context(cr);
		PangoLayout *l = draw_layout(pc, letter, SIZE - 1, true, -1);
		int lw, lh;

		pango_layout_get_size(l, &lw, &lh);
		cairo_move_to(cr, x + (w - (double)lw / PANGO_SCALE) / 2, y +
		    (DRAW_ROW - (double)lh / PANGO_SCALE) / 2);
		pango_cairo_show_layout(cr, l);
		g_object_unref(l);
		g_object_unref(pc);
	}
	cairo_restore(cr);
}

/* How wide the labels of all bars are, at most a third of it. */
static double
label_room(cairo_t *cr, const struct doc_chart *c, double width)
{
	double most = 0, w;
	size_t i;

	for (i = 0; i < c->n; i++) {
		w = width_of(cr, c->bar[i].label);
		most = w > most ? w : most;
	}
	return most < width / 3 ? most : width / 3;
}

static void
bars(cairo_t *cr, const struct doc_chart *c, size_t from, size_t n,
    double width)
{
	double label = label_room(cr, c, width), figure = 0, x, y, room, w;
	int64_t most = 1;
	size_t i, p;

	for (i = 0; i < c->n; i++) {
		most = sum(c, i) > most ? sum(c, i) : most;
		w = width_of(cr, c->bar[i].shown);
		figure = w > figure ? w : figure;
	}
	room = width - label - figure - 2 * GAP;
	for (i = 0; i < n; i++) {
		size_t bar = from + i;
		const struct doc_bar *b = &c->bar[bar];

		y = (double)i * DRAW_ROW;
		put(cr, 0, y, b->label, label);
		x = label + GAP;
		for (p = 0; p < (c->kind == DOC_STACK ? c->n_parts : 1); p++) {
			w = room * (double)value(c, bar, p) / (double)most;
			if (c->kind == DOC_STACK)
				box(cr, x, y, w, colour_of(c->part[p].tone, p,
				    false), c->part[p].letter);
			else
				box(cr, x, y, w, colour_of(b->tone, 0, true),
				    b->letter);
			x += w;
		}
		put(cr, x + GAP, y, b->shown, -1);
	}
}

static void
share(cairo_t *cr, const struct doc_chart *c, double width)
{
	int64_t all = 0;
	double x = 0, w;
	size_t i;

	for (i = 0; i < c->n; i++)
		all += sum(c, i);
	for (i = 0; all && i < c->n; i++) {
		w = width * (double)sum(c, i) / (double)all;
		box(cr, x, 0, w, colour_of(c->bar[i].tone, i, false),
		    c->bar[i].letter);
		x += w;
	}
	cairo_set_source_rgb(cr, 0.3, 0.3, 0.3);
	cairo_set_line_width(cr, 0.5);
	cairo_rectangle(cr, 0, (DRAW_ROW - BAR) / 2, width, BAR);
	cairo_stroke(cr);
}

/* ---- Days ------------------------------------------------------------------------ */

static void
span(const struct doc_chart *c, int *first, int *last)
{
	size_t i;

	*first = *last = c->today;
	for (i = 0; i < c->n; i++) {
		*first = c->bar[i].day < *first ? c->bar[i].day : *first;
		*last = c->bar[i].day > *last ? c->bar[i].day : *last;
	}
	*last += *last == *first;
}

/* Each on a row: its day, a mark where that lies, what it is. A line is
 * today. */
static void
timeline(cairo_t *cr, const struct doc_chart *c, size_t from, size_t n,
    double width)
{
	double date = width_of(cr, "28 Mar 2031 ") + GAP, room = width / 3, x;
	struct buf day = {0};
	int first, last;
	size_t i;

	span(c, &first, &last);
	x = date + room * (c->today - first) / (last - first);
	cairo_set_source_rgb(cr, 0.5, 0.5, 0.5);
	cairo_set_line_width(cr, 0.7);
	cairo_move_to(cr, x, 0);
	cairo_line_to(cr, x, (double)n * DRAW_ROW);
	cairo_stroke(cr);
	for (i = 0; i < n; i++) {
		const struct doc_bar *b = &c->bar[from + i];
		double y = (double)i * DRAW_ROW;
		struct colour k = colour_of(b->tone, 0, true);

		buf_clear(&day);
		date_add_shown(&day, b->day);
		put(cr, 0, y, buf_text(&day), -1);
		x = date + room * (b->day - first) / (last - first);
		cairo_set_source_rgb(cr, k.r, k.g, k.b);
		cairo_new_sub_path(cr);
		cairo_arc(cr, x, y + DRAW_ROW / 2, 3, 0, 6.2832);
		cairo_fill(cr);
		x = date + room + 2 * GAP;
		if (*b->letter)
			x += put(cr, x, y, b->letter, -1) + GAP;
		put(cr, x, y, b->label, width - x);
	}
	buf_release(&day);
}

/* ---- What the letters mean -------------------------------------------------------- */

/* One entry after the other, in as many rows as they need; drawn or only
 * measured. Answers with its height. */
static double
legend(cairo_t *cr, const struct doc_chart *c, double width, double y,
    bool drawn)
{
	bool stack = c->kind == DOC_STACK;
	size_t i, n = stack ? c->n_parts : c->n;
	double x = 0, w, top = y;
	struct buf words = {0};

	for (i = 0; i < n; i++) {
		const char *letter = stack ? c->part[i].letter
		    : c->bar[i].letter;
		int tone = stack ? c->part[i].tone : c->bar[i].tone;

		buf_clear(&words);
		buf_addf(&words, "%s%s%s", letter, *letter ? " = " : "",
		    stack ? c->part[i].label : c->bar[i].label);
		if (!stack)
			buf_addf(&words, ": %s", c->bar[i].shown);
		w = BAR + GAP + width_of(cr, buf_text(&words));
		if (x > 0 && x + w > width) {
			x = 0;
			y += DRAW_ROW;
		}
		if (drawn) {
			box(cr, x, y, BAR, colour_of(tone, i, false), "");
			put(cr, x + BAR + GAP / 2, y, buf_text(&words), -1);
		}
		x += w + 2 * GAP;
	}
	buf_release(&words);
	return y - top + DRAW_ROW;
}

static bool
has_legend(const struct doc_chart *c)
{
	return c->kind == DOC_STACK || c->kind == DOC_SHARE;
}

size_t
draw_rows(const struct doc_chart *c)
{
	return c->kind == DOC_SHARE ? 1 : c->n;
}

double
draw_legend_height(const struct doc_chart *c, double width)
{
	cairo_surface_t *none;
	cairo_t *cr;
	double height;

	if (!has_legend(c))
		return 0;
	none = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA,
	    NULL);
	cr = cairo_create(none);
	height = legend(cr, c, width, 0, false);
	cairo_destroy(cr);
	cairo_surface_destroy(none);
	return height;
}

void
draw_chart(cairo_t *cr, const struct doc_chart *c, size_t from, size_t n,
    double width)
{
	switch (c->kind) {
	case DOC_BARS:
	case DOC_STACK:
		bars(cr, c, from, n, width);
		break;
	case DOC_SHARE:
		share(cr, c, width);
		break;
	case DOC_TIMELINE:
		timeline(cr, c, from, n, width);
		break;
	}
	if (has_legend(c) && from + n == draw_rows(c))
		legend(cr, c, width, (double)n * DRAW_ROW, true);
}

/* ---- As files -------------------------------------------------------------------- */

static cairo_status_t
take(void *arg, const unsigned char *data, unsigned len)
{
	buf_add(arg, data, len);
	return CAIRO_STATUS_SUCCESS;
}

static double
height_of(const struct doc_chart *c, size_t from, size_t n, double width)
{
	return (double)n * DRAW_ROW + (from + n == draw_rows(c)
	    ? draw_legend_height(c, width) : 0);
}

bool
draw_svg(const struct doc_chart *c, size_t from, size_t n, double width,
    double *height, struct buf *out)
{
	cairo_surface_t *svg;
	cairo_t *cr;
	bool ok;

	*height = height_of(c, from, n, width);
	svg = cairo_svg_surface_create_for_stream(take, out, width, *height);
	cr = cairo_create(svg);
	draw_chart(cr, c, from, n, width);
	cairo_destroy(cr);
	cairo_surface_finish(svg);
	ok = cairo_surface_status(svg) == CAIRO_STATUS_SUCCESS;
	cairo_surface_destroy(svg);
	return ok;
}

bool
draw_png(const struct doc_chart *c, size_t from, size_t n, double width,
    struct buf *out)
{
	double height = height_of(c, from, n, width);
	cairo_surface_t *image = cairo_image_surface_create(
	    CAIRO_FORMAT_RGB24, (int)(width * PNG_SCALE),
	    (int)(height * PNG_SCALE));
	cairo_t *cr = cairo_create(image);
	bool ok;

	cairo_set_source_rgb(cr, 1, 1, 1);
	cairo_paint(cr);
	cairo_scale(cr, PNG_SCALE, PNG_SCALE);
	draw_chart(cr, c, from, n, width);
	cairo_destroy(cr);
	ok = cairo_surface_write_to_png_stream(image, take, out) ==
	    CAIRO_STATUS_SUCCESS;
	cairo_surface_destroy(image);
	return ok;
}
