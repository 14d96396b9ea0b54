/*
 * doc_pdf: a document as a tagged PDF of A4 pages: an outline of its headings,
 * header rows that repeat, the marking at head and foot, page n of m, every
 * script that the machine has letters for. Part of the module of the heavy
 * writers.
 *
 * Everything is laid out first (pdf_layout); then drawn, when it is known how
 * many pages there are.
 */
#include <cairo-pdf.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "export/formats.h"
#include "export/pdf_finish.h"
#include "export/pdf_layout.h"

/* Points: A4. */
#define SHORT_SIDE 595.0
#define LONG_SIDE 842.0

static void
draw_lines(cairo_t *cr, const struct pdf_piece *p)
{
	int i, right;

	cairo_set_source_rgb(cr, 0.05, 0.05, 0.05);
	for (i = 0; i < p->n; i++) {
		PangoLayoutLine *line = pango_layout_get_line_readonly(
		    p->layout, p->from + i);
		PangoRectangle r;
		double x = p->x;

		pango_layout_line_get_extents(line, NULL, &r);
		/* What reads from the right stands at the right. */
		right = pango_layout_get_width(p->layout);
		if (line->resolved_dir == PANGO_DIRECTION_RTL && right > 0)
			x += (double)(right - r.width) / PANGO_SCALE;
		cairo_move_to(cr, x, p->y + i * p->h - (double)r.y /
		    PANGO_SCALE);
		pango_cairo_show_layout_line(cr, line);
	}
}

static void
draw_box(cairo_t *cr, const struct pdf_piece *p)
{
	if (p->shaded) {
		cairo_set_source_rgb(cr, 0.91, 0.91, 0.91);
		cairo_rectangle(cr, p->x, p->y, p->w, p->h);
		cairo_fill(cr);
	}
	cairo_set_source_rgb(cr, 0.5, 0.5, 0.5);
	cairo_set_line_width(cr, 0.5);
	cairo_rectangle(cr, p->x, p->y, p->w, p->h);
	cairo_stroke(cr);
}

static void
draw_one(cairo_t *cr, const struct pdf_piece *p)
{
	switch (p->what) {
	case PIECE_LINES:
		draw_lines(cr, p);
		break;
	case PIECE_BOX:
		draw_box(cr, p);
		break;
	case PIECE_CHART:
		cairo_save(cr);
		cairo_translate(cr, p->x, p->y);
		draw_chart(cr, p->chart, (size_t)p->from, (size_t)p->n, p->w);
		cairo_restore(cr);
		break;
	}
}

/* Centred, with its first line at y, in as many as it needs. */
static void
centred(struct pdf_pages *w, cairo_t *cr, const char *text, bool bold, double y)
{
	PangoLayout *l = draw_layout(w->pc, text, PDF_SMALL, bold, w->width - 2 * PDF_MARGIN);

	pango_layout_set_alignment(l, PANGO_ALIGN_CENTER);
	cairo_set_source_rgb(cr, 0.05, 0.05, 0.05);
	cairo_move_to(cr, PDF_MARGIN, y);
	pango_cairo_show_layout(cr, l);
	g_object_unref(l);
}

static void
edges(struct pdf_pages *w, cairo_t *cr, int page)
{
	struct buf foot = {0};

	centred(w, cr, w->d->marking, true, PDF_HEAD);
	centred(w, cr, w->d->handling, false, PDF_HEAD + 13);
	buf_addf(&foot, "%s%s%s · page %d of %d", w->d->version,
	    *w->d->code ? " · " : "", w->d->code, page + 1, w->page + 1);
	centred(w, cr, buf_text(&foot), false, w->height - 54);
	centred(w, cr, w->d->marking, true, w->height - 40);
	buf_release(&foot);
}

/* A table's rows stand in TR, they in Table, over all its pages; so do items of a
 * list. */
struct tags {
	int group, whole;
	bool listed;
};

static void
change_tags(cairo_t *cr, struct tags *t, const struct pdf_piece *p)
{
	int group = p ? p->group : 0, whole = p ? p->whole : 0;

	if (t->group && t->group != group) {
		cairo_tag_end(cr, t->listed ? "LI" : "TR");
		t->group = 0;
	}
	if (t->whole && t->whole != whole) {
		cairo_tag_end(cr, t->listed ? "L" : "Table");
		t->whole = 0;
	}
	t->listed = p && p->listed;
	if (whole && !t->whole)
		cairo_tag_begin(cr, t->listed ? "L" : "Table", NULL);
	if (group && !t->group)
		cairo_tag_begin(cr, t->listed ? "LI" : "TR", NULL);
	t->whole = whole;
	t->group = group;
}

/* A place that the outline leads to, by its page. */
static void
add_outline(cairo_surface_t *pdf, const struct pdf_piece *p, int parents[4])
{
	struct buf link = {0}, safe = {0};
	int level = p->level, parent = CAIRO_PDF_OUTLINE_ROOT, i;

	for (i = level - 1; i > 0; i--) {
		if (parents[i]) {
			parent = parents[i];
			break;
		}
	}
	buf_addf(&link, "page=%d pos=[%.1f %.1f]", p->page + 1, p->x, p->y);
	utf8_visible(&safe, p->outline, strlen(p->outline), false);
	parents[level] = cairo_pdf_surface_add_outline(pdf, parent,
	    buf_text(&safe), buf_text(&link), level == 1
	    ? CAIRO_PDF_OUTLINE_FLAG_OPEN : 0);
	for (i = level + 1; i < 4; i++)
		parents[i] = 0;
	buf_release(&link);
	buf_wipe(&safe);
}

static void
draw_page(struct pdf_pages *w, cairo_surface_t *pdf, cairo_t *cr, size_t *at,
    int page, int parents[4], struct tags *tags)
{
	edges(w, cr, page);
	for (; *at < w->n && w->piece[*at].page == page; (*at)++) {
		const struct pdf_piece *p = &w->piece[*at];

		if (!p->tag) {
			draw_one(cr, p);
			continue;
		}
		change_tags(cr, tags, p);
		if (p->outline)
			add_outline(pdf, p, parents);
		cairo_tag_begin(cr, p->tag, NULL);
		draw_one(cr, p);
		cairo_tag_end(cr, p->tag);
	}
	cairo_show_page(cr);
}

static cairo_status_t
take(void *arg, const unsigned char *data, unsigned len)
{
	buf_add(arg, data, len);
	return CAIRO_STATUS_SUCCESS;
}

/* Nobody is named by what a file says of itself. */
static void
describe(const struct pdf_pages *w, cairo_surface_t *pdf)
{
	struct buf made = {0}, title = {0}, code = {0};

	utf8_visible(&code, w->d->code, strlen(w->d->code), false);
	doc_made(w->d, &made);
	utf8_visible(&title, w->d->title, strlen(w->d->title), false);
	cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_TITLE,
	    buf_text(&title));
	cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATOR,
	    "minutebook");
	cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATE_DATE,
	    buf_text(&made));
	cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_MOD_DATE,
	    buf_text(&made));
	/* So that a file can be asked which one it is. */
	cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_KEYWORDS,
	    buf_text(&code));
	buf_release(&code);
	buf_release(&made);
	buf_release(&title);
}

static bool
draw_all(struct pdf_pages *w, cairo_surface_t *pdf)
{
	cairo_t *cr = cairo_create(pdf);
	int parents[4] = {0}, page;
	struct tags tags = {0};
	size_t at = 0;
	bool ok;

	describe(w, pdf);
	cairo_tag_begin(cr, "Document", NULL);
	for (page = 0; page <= w->page; page++)
		draw_page(w, pdf, cr, &at, page, parents, &tags);
	change_tags(cr, &tags, NULL);
	cairo_tag_end(cr, "Document");
	ok = cairo_status(cr) == CAIRO_STATUS_SUCCESS;
	cairo_destroy(cr);
	cairo_surface_finish(pdf);
	return ok && cairo_surface_status(pdf) == CAIRO_STATUS_SUCCESS;
}

/* How many bars a part of a chart shows: the one bar of shares is of all. */
static size_t
bars_of(const struct pdf_piece *p)
{
	return p->chart->kind == DOC_SHARE ? p->chart->n : (size_t)p->n;
}

static bool
finish(const struct pdf_pages *w, const struct buf *made, struct buf *out)
{
	struct pdf_words words = { .language = "en-GB" };
	char **said = xcalloc(w->n + 1, sizeof *said);
	struct buf one = {0};
	size_t i;
	bool ok;

	for (i = 0; i < w->n; i++) {
		const struct pdf_piece *p = &w->piece[i];

		if (p->what != PIECE_CHART)
			continue;
		doc_chart_words(p->chart, (size_t)p->from, bars_of(p), &one);
		said[words.n++] = buf_take(&one);
	}
	words.picture = (const char *const *)said;
	ok = pdf_finish(made, &words, out);
	for (i = 0; i < words.n; i++)
		free(said[i]);
	free(said);
	return ok;
}

bool
doc_write_pdf(const struct doc *d, struct buf *out, struct err *err)
{
	bool wide = doc_is_wide(d), ok;
	struct pdf_pages w = { .d = d,
	    .width = wide ? LONG_SIDE : SHORT_SIDE,
	    .height = wide ? SHORT_SIDE : LONG_SIDE };
	struct buf made = {0};
	cairo_surface_t *pdf = cairo_pdf_surface_create_for_stream(take,
	    &made, w.width, w.height);
	cairo_t *cr = cairo_create(pdf);

	w.pc = draw_context(cr);
	cairo_destroy(cr);
	pango_context_set_language(w.pc, pango_language_from_string("en-GB"));
	/* Of 1.4 each object stands alone, as pdf_finish wants them. */
	cairo_pdf_surface_restrict_to_version(pdf, CAIRO_PDF_VERSION_1_4);
	pdf_lay_out(&w);
	ok = draw_all(&w, pdf);
	g_object_unref(w.pc);
	cairo_surface_destroy(pdf);
	ok = ok && finish(&w, &made, out);
	pdf_layout_release(&w);
	buf_wipe(&made);
	return ok || err_set(err, ERR_IO, "The PDF could not be made. Nothing "
	    "was written; the other formats may still work.");
}
