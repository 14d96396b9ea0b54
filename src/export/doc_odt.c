/*
 * doc_odt: a document as ODT (OASIS OpenDocument 1.3 text): heading styles,
 * header rows that repeat, the marking at head and foot, page n of m, charts as
 * SVG with a PNG for programs that show none. Part of the module of the heavy
 * writers.
 */
#include <string.h>

#include "base/utf8.h"
#include "export/container.h"
#include "export/draw.h"
#include "export/formats.h"
#include "export/odt_styles.h"
#include "export/xml.h"

#define MIME "application/vnd.oasis.opendocument.text"
#define CHART_WIDTH 470.0	/* points */
#define CHART_ROWS 40	/* in one picture, so that it fits on a page */

struct writer {
	const struct doc *d;
	struct container *zip;
	struct xml x;		/* the content */
	struct xml list;	/* the manifest */
	bool wide;
	bool fresh;		/* what comes next begins a page */
	int tables, pictures;
};

/* ---- Files of the container --------------------------------------------------------- */

static void
listed(struct writer *w, const char *name, const char *type)
{
	xml_leaf(&w->list, "manifest:file-entry", "manifest:full-path", name,
	    "manifest:media-type", type, NULL);
}

static void
store(struct writer *w, const char *name, const char *type, struct buf *data)
{
	listed(w, name, type);
	container_take(w->zip, name, data);
}

/* ---- Paragraphs ------------------------------------------------------------------ */

/* Runs of blanks and line ends have elements of their own. */
static void
inline_text(struct xml *x, const char *text)
{
	struct buf count = {0}, safe = {0};
	size_t n, blanks;
	const char *p;

	utf8_visible(&safe, text, strlen(text), true);
	text = p = buf_text(&safe);
	while (*p) {
		n = strcspn(p, "\n ");
		xml_safe_len(x, p, n);
		p += n;
		if (*p == '\n') {
			xml_leaf(x, "text:line-break", NULL);
			p++;
			continue;
		}
		blanks = strspn(p, " ");
		if (blanks == 1 && p > text && p[1] && p[1] != '\n') {
			xml_safe_len(x, p, 1);
		} else if (blanks) {
			buf_clear(&count);
			buf_addf(&count, "%zu", blanks);
			xml_leaf(x, "text:s", "text:c", buf_text(&count),
			    NULL);
		}
		p += blanks;
	}
	buf_release(&count);
	buf_wipe(&safe);
}

/* A paragraph of the content, on a new page where one is due: the styles with
 * "_fresh" behind their names say so. */
static void
begin(struct writer *w, const char *style)
{
	struct buf name = {0};

	buf_addf(&name, "%s%s", style, w->fresh ? "_fresh" : "");
	xml_open(&w->x, "text:p", "text:style-name", buf_text(&name), NULL);
	buf_release(&name);
	w->fresh = false;
}

static void
whole(struct writer *w, const char *style, const char *text)
{
	begin(w, style);
	inline_text(&w->x, text);
	xml_close_full(&w->x);
}

static void
heading(void *arg, const struct doc_block *b)
{
	struct writer *w = arg;
	int level = b->level < 1 ? 1 : b->level > 3 ? 3 : b->level;
	struct buf name = {0}, depth = {0};

	buf_addf(&depth, "%d", level);
	buf_addf(&name, "Heading_%d%s", level, w->fresh ? "_fresh" : "");
	w->fresh = false;
	xml_open(&w->x, "text:h", "text:style-name", buf_text(&name),
	    "text:outline-level", buf_text(&depth), NULL);
	inline_text(&w->x, b->text);
	xml_close_full(&w->x);
	buf_release(&name);
	buf_release(&depth);
}

static void
bold(struct xml *x, const char *text)
{
	xml_open(x, "text:span", "text:style-name", "Strong", NULL);
	inline_text(x, text);
	xml_close_full(x);
}

static void
labelled(void *arg, const struct doc_block *b)
{
	struct writer *w = arg;
	struct xml *x = &w->x;

	begin(w, b->kind == DOC_FIELD ? "Field" : b->label ? "Wide"
	    : "Item");
	if (b->kind == DOC_FIELD) {
		bold(x, b->label);
		bold(x, ":");
		xml_text(x, " ");
	} else {
		inline_text(x, b->label ? b->label : "•");
		xml_leaf(x, "text:tab", NULL);
	}
	inline_text(x, b->text);
	xml_close_full(x);
}

/* ---- Tables ----------------------------------------------------------------------- */

static void
row(struct xml *x, const char *const *cells, size_t n, bool head)
{
	size_t c;

	xml_open(x, "table:table-row", "table:style-name", "Row", NULL);
	for (c = 0; c < n; c++) {
		xml_open(x, "table:table-cell", "table:style-name", head
		    ? "Cell_head" : "Cell", "office:value-type", "string",
		    NULL);
		xml_open(x, "text:p", "text:style-name", head ? "Text_head"
		    : "Text_cell", NULL);
		inline_text(x, cells[c]);
		xml_close_full(x);
		xml_close(x);
	}
	xml_close(x);
}

static void
table(void *arg, const struct doc_table *t)
{
	struct writer *w = arg;
	struct xml *x = &w->x;
	struct buf name = {0};
	size_t c, r;

	if (w->fresh)
		whole(w, "Text_cell", "");
	buf_addf(&name, "Table%d", ++w->tables);
	xml_open(x, "table:table", "table:name", buf_text(&name),
	    "table:style-name", "Table", NULL);
	for (c = 0; c < t->n_columns; c++) {
		buf_clear(&name);
		buf_addf(&name, "Table%d_%zu", w->tables, c);
		xml_leaf(x, "table:table-column", "table:style-name",
		    buf_text(&name), NULL);
	}
	xml_open(x, "table:table-header-rows", NULL);
	row(x, t->title, t->n_columns, true);
	xml_close(x);
	for (r = 0; r < t->n_rows; r++)
		row(x, t->cells + r * t->n_columns, t->n_columns, false);
	xml_close(x);
	whole(w, "Text_cell", "");
	buf_release(&name);
}

/* Items whose text begins behind the widest mark of all. */
static void
marked_style(struct writer *w, const char *name, const char *parent)
{
	int wide = 2 * doc_mark_width(w->d, 12, 32);
	struct buf at = {0}, back = {0};
	struct xml *x = &w->x;

	buf_addf(&at, "%dmm", 5 + wide);
	buf_addf(&back, "-%dmm", wide);
	xml_open(x, "style:style", "style:name", name, "style:family",
	    "paragraph", "style:parent-style-name", parent, NULL);
	xml_leaf(x, "style:paragraph-properties", "fo:margin-left",
	    buf_text(&at), "fo:text-indent", buf_text(&back), NULL);
	xml_close(x);
	buf_release(&at);
	buf_release(&back);
}

/* The columns of every table, as styles with shares of its width. */
static void
column_styles(struct writer *w)
{
	int weight[DOC_COLUMNS], table = 0;
	struct buf name = {0}, share = {0};
	size_t i, c;

	for (i = 0; i < w->d->n; i++) {
		const struct doc_table *t = w->d->blocks[i].table;

		if (w->d->blocks[i].kind != DOC_TABLE)
			continue;
		table++;
		doc_table_shares(t, w->wide, weight);
		for (c = 0; c < t->n_columns; c++) {
			buf_clear(&name);
			buf_clear(&share);
			buf_addf(&name, "Table%d_%zu", table, c);
			buf_addf(&share, "%d*", weight[c]);
			xml_open(&w->x, "style:style", "style:name",
			    buf_text(&name), "style:family", "table-column",
			    NULL);
			xml_leaf(&w->x, "style:table-column-properties",
			    "style:rel-column-width", buf_text(&share), NULL);
			xml_close(&w->x);
		}
	}
	buf_release(&name);
	buf_release(&share);
}

/* ---- Charts ----------------------------------------------------------------------- */

static void
image(struct writer *w, const char *ending, const char *type,
    struct buf *data)
{
	struct buf path = {0};

	buf_addf(&path, "Pictures/chart%d.%s", w->pictures, ending);
	xml_open(&w->x, "draw:image", "xlink:href", buf_text(&path),
	    "xlink:type", "simple", "xlink:show", "embed", "xlink:actuate",
	    "onLoad", "draw:mime-type", type, NULL);
	xml_close(&w->x);
	store(w, buf_text(&path), type, data);
	buf_release(&path);
}

static void
picture(struct writer *w, const struct doc_chart *c, size_t from, size_t n,
    const char *words)
{
	struct buf svg = {0}, png = {0}, wide = {0}, high = {0};
	struct xml *x = &w->x;
	double height = 0;

	w->pictures++;
	if (!draw_svg(c, from, n, CHART_WIDTH, &height, &svg) ||
	    !draw_png(c, from, n, CHART_WIDTH, &png))
		x->failed = true;
	buf_addf(&wide, "%.0fpt", CHART_WIDTH);
	buf_addf(&high, "%.1fpt", height);
	begin(w, "Standard");
	xml_open(x, "draw:frame", "text:anchor-type", "as-char", "svg:width",
	    buf_text(&wide), "svg:height", buf_text(&high), NULL);
	image(w, "svg", "image/svg+xml", &svg);
	image(w, "png", "image/png", &png);
	xml_text_in(x, "svg:desc", words);
	xml_close(x);
	xml_close(x);
	buf_release(&wide);
	buf_release(&high);
}

static void
chart(void *arg, const struct doc_chart *c)
{
	struct writer *w = arg;
	size_t from, n, rows = draw_rows(c);
	struct buf words = {0};

	for (from = 0; from < rows && !w->x.failed; from += n) {
		n = rows - from < CHART_ROWS ? rows - from : CHART_ROWS;
		buf_clear(&words);
		doc_chart_words(c, from, c->kind == DOC_SHARE ? c->n : n,
		    &words);
		picture(w, c, from, n, buf_text(&words));
	}
	buf_wipe(&words);
}

/* ---- The parts ---------------------------------------------------------------------- */

static void
para(void *w, const char *text)
{
	whole(w, "Standard", text);
}

static void
page(void *w)
{
	((struct writer *)w)->fresh = true;
}

static const struct doc_hands hands = { heading, para, labelled, labelled,
    table, chart, page };

static bool
content(struct writer *w, struct err *err)
{
	struct xml *x = &w->x;
	struct buf out = {0};
	bool ok;

	xml_begin(x, true);
	odt_root(x, "office:document-content");
	xml_open(x, "office:automatic-styles", NULL);
	xml_raw(x, odt_table_styles);
	column_styles(w);
	marked_style(w, "Wide", "Marked");
	marked_style(w, "Wide_fresh", "Marked_fresh");
	xml_close(x);
	xml_open(x, "office:body", NULL);
	xml_open(x, "office:text", NULL);
	whole(w, "Title", w->d->title);
	whole(w, "Subtitle", w->d->version);
	if (*w->d->notice)
		whole(w, "Notice", w->d->notice);
	doc_walk(w->d, &hands, w);
	ok = xml_end(x, &out, err);
	store(w, "content.xml", "text/xml", &out);
	return ok;
}

static void
edge(struct xml *x, const struct doc *d, bool foot)
{
	xml_open(x, foot ? "style:footer" : "style:header", NULL);
	if (foot) {
		xml_open(x, "text:p", "text:style-name", "Edge", NULL);
		inline_text(x, d->version);
		if (*d->code) {
			xml_text(x, " · ");
			inline_text(x, d->code);
		}
		xml_text(x, " · page ");
		xml_open(x, "text:page-number", "text:select-page",
		    "current", NULL);
		xml_text(x, "1");
		xml_close(x);
		xml_text(x, " of ");
		xml_text_in(x, "text:page-count", "1");
		xml_close(x);
	}
	xml_open(x, "text:p", "text:style-name", "Edge", NULL);
	bold(x, d->marking);
	if (!foot && *d->handling) {
		xml_leaf(x, "text:line-break", NULL);
		inline_text(x, d->handling);
	}
	xml_close(x);
	xml_close(x);
}

static bool
styles(struct writer *w, struct err *err)
{
	struct buf out = {0};
	struct xml x;
	bool ok;

	xml_begin(&x, true);
	odt_root(&x, "office:document-styles");
	xml_raw(&x, odt_styles);
	xml_open(&x, "office:automatic-styles", NULL);
	xml_raw(&x, w->wide ? odt_page_lying : odt_page_upright);
	xml_close(&x);
	xml_open(&x, "office:master-styles", NULL);
	xml_open(&x, "style:master-page", "style:name", "Standard",
	    "style:page-layout-name", "Page", NULL);
	edge(&x, w->d, false);
	edge(&x, w->d, true);
	ok = xml_end(&x, &out, err);
	store(w, "styles.xml", "text/xml", &out);
	return ok;
}

/* No author: nobody is named by what a file says of itself. */
static bool
meta(struct writer *w, struct err *err)
{
	struct buf out = {0}, made = {0};
	struct xml x;
	bool ok;

	doc_made(w->d, &made);
	xml_begin(&x, true);
	odt_root(&x, "office:document-meta");
	xml_open(&x, "office:meta", NULL);
	xml_text_in(&x, "meta:generator", "minutebook");
	xml_text_in(&x, "dc:title", w->d->title);
	xml_text_in(&x, "dc:language", "en-GB");
	xml_text_in(&x, "meta:creation-date", buf_text(&made));
	xml_text_in(&x, "dc:date", buf_text(&made));
	ok = xml_end(&x, &out, err);
	store(w, "meta.xml", "text/xml", &out);
	buf_release(&made);
	return ok;
}

bool
doc_write_odt(const struct doc *d, struct buf *out, struct err *err)
{
	struct writer w = { .d = d, .wide = doc_is_wide(d) };
	struct buf list = {0};
	bool ok;

	w.zip = container_new();
	container_add(w.zip, "mimetype", MIME, strlen(MIME), false);
	xml_begin(&w.list, true);
	xml_open(&w.list, "manifest:manifest", "xmlns:manifest",
	    "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
	    "manifest:version", "1.3", NULL);
	listed(&w, "/", MIME);
	ok = content(&w, err) && styles(&w, err) && meta(&w, err);
	ok = xml_end(&w.list, &list, ok ? err : NULL) && ok;
	container_take(w.zip, "META-INF/manifest.xml", &list);
	return container_end(w.zip, ok ? out : NULL, err) && ok;
}
