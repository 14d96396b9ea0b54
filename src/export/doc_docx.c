/*
 * doc_docx: a document as DOCX (ECMA-376): heading styles, header rows that
 * repeat, the marking at head and foot, page n of m, charts as SVG with a PNG
 * for programs that show none. Part of the module of the heavy writers.
 */
#include <string.h>

#include "export/container.h"
#include "export/docx_parts.h"
#include "export/draw.h"
#include "export/formats.h"
#include "export/xml.h"

#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/"
#define DRAWING "http://schemas.openxmlformats.org/drawingml/2006/"
#define MAIN "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define SVG "http://schemas.microsoft.com/office/drawing/2016/SVG/main"

/* Twentieths of a point: A4, and its margins. */
#define SHORT_SIDE 11906
#define LONG_SIDE 16838
#define MARGIN 1134
#define EMU 12700.0	/* in a point */
#define CHART_WIDTH 470.0	/* points */
#define MARK_AT 283	/* where the mark of an item stands */
#define MARK_LETTER 112	/* what one of its letters takes, or a little less */
#define CHART_ROWS 40	/* in one picture, so that it fits on a page */

struct writer {
	const struct doc *d;
	struct container *zip;
	struct xml x;		/* the document */
	struct xml links;	/* what belongs to it */
	bool wide;
	bool fresh;		/* what comes next begins a page */
	int pictures;
	int mark;		/* letters of the widest mark of an item */
};

/* ---- Paragraphs ------------------------------------------------------------------ */

static void
paragraph(struct xml *x, const char *style, bool fresh)
{
	xml_open(x, "w:p", NULL);
	xml_open(x, "w:pPr", NULL);
	xml_leaf(x, "w:pStyle", "w:val", style, NULL);
	if (fresh)
		xml_leaf(x, "w:pageBreakBefore", NULL);
	xml_close(x);
}

/* One of the document itself, on a new page where one is due. */
static void
begin(struct writer *w, const char *style)
{
	paragraph(&w->x, style, w->fresh);
	w->fresh = false;
}

/* A run; line ends break the line. */
static void
run(struct xml *x, const char *text, bool bold)
{
	const char *p = text;
	size_t n;

	xml_open(x, "w:r", NULL);
	if (bold) {
		xml_open(x, "w:rPr", NULL);
		xml_leaf(x, "w:b", NULL);
		xml_leaf(x, "w:bCs", NULL);
		xml_close(x);
	}
	for (;;) {
		n = strcspn(p, "\n");
		xml_open(x, "w:t", "xml:space", "preserve", NULL);
		xml_text_len(x, p, n);
		xml_close(x);
		if (!p[n])
			break;
		p += n + 1;
		xml_leaf(x, "w:br", NULL);
	}
	xml_close(x);
}

static void
tab(struct xml *x)
{
	xml_open(x, "w:r", NULL);
	xml_leaf(x, "w:tab", NULL);
	xml_close(x);
}

static void
whole(struct writer *w, const char *style, const char *text)
{
	begin(w, style);
	run(&w->x, text, false);
	xml_close(&w->x);
}

/* ---- Tables ----------------------------------------------------------------------- */

static void
attribute(struct xml *x, const char *element, const char *name, int value)
{
	struct buf b = {0};

	buf_addf(&b, "%d", value);
	xml_leaf(x, element, name, buf_text(&b), NULL);
	buf_release(&b);
}

static void
width(struct xml *x, const char *element, int value)
{
	struct buf b = {0};

	buf_addf(&b, "%d", value);
	xml_leaf(x, element, "w:w", buf_text(&b), "w:type", "dxa", NULL);
	buf_release(&b);
}

static void
row(struct xml *x, const char *const *cells, const int *wide, size_t n,
    bool head)
{
	size_t c;

	xml_open(x, "w:tr", NULL);
	xml_open(x, "w:trPr", NULL);
	xml_leaf(x, "w:cantSplit", NULL);
	if (head)
		xml_leaf(x, "w:tblHeader", NULL);
	xml_close(x);
	for (c = 0; c < n; c++) {
		xml_open(x, "w:tc", NULL);
		xml_open(x, "w:tcPr", NULL);
		width(x, "w:tcW", wide[c]);
		if (head)
			xml_leaf(x, "w:shd", "w:val", "clear", "w:color",
			    "auto", "w:fill", "E8E8E8", NULL);
		xml_close(x);
		paragraph(x, "Cell", false);
		run(x, cells[c], head);
		xml_close(x);
		xml_close(x);
	}
	xml_close(x);
}

static void
table(void *arg, const struct doc_table *t)
{
	struct writer *w = arg;
	struct xml *x = &w->x;
	int room = (w->wide ? LONG_SIDE : SHORT_SIDE) - 2 * MARGIN;
	int wide[DOC_COLUMNS], sum = 0;
	size_t c, r;

	if (w->fresh)
		whole(w, "Cell", "");
	doc_table_shares(t, w->wide, wide);
	for (c = 0; c < t->n_columns; c++)
		sum += wide[c];
	xml_open(x, "w:tbl", NULL);
	xml_open(x, "w:tblPr", NULL);
	xml_leaf(x, "w:tblStyle", "w:val", "Grid", NULL);
	width(x, "w:tblW", room);
	xml_leaf(x, "w:tblLayout", "w:type", "fixed", NULL);
	xml_leaf(x, "w:tblLook", "w:val", "0020", "w:firstRow", "1", NULL);
	xml_close(x);
	xml_open(x, "w:tblGrid", NULL);
	for (c = 0; c < t->n_columns; c++) {
		wide[c] = wide[c] * room / sum;
		attribute(x, "w:gridCol", "w:w", wide[c]);
	}
	xml_close(x);
	row(x, t->title, wide, t->n_columns, true);
	for (r = 0; r < t->n_rows; r++)
		row(x, t->cells + r * t->n_columns, wide, t->n_columns,
		    false);
	xml_close(x);
	/* Two tables with nothing between them would become one. */
	whole(w, "Cell", "");
}

/* ---- Charts ----------------------------------------------------------------------- */

static void
link_to(struct writer *w, const char *id, const char *file)
{
	struct buf path = {0};

	buf_addf(&path, "media/%s", file);
	xml_leaf(&w->links, "Relationship", "Id", id, "Type",
	    OFFICE "relationships/image", "Target", buf_text(&path), NULL);
	buf_release(&path);
}

/* A picture in both forms, into the zip. */
static void
store_picture(struct writer *w, const struct doc_chart *c, size_t from,
    size_t n, double *height)
{
	static const char *const endings[] = { "png", "svg" };
	struct buf file = {0}, id = {0}, data = {0};
	int i;

	w->pictures++;
	for (i = 0; i < 2; i++) {
		buf_clear(&file);
		buf_clear(&id);
		buf_addf(&file, "chart%d.%s", w->pictures, endings[i]);
		buf_addf(&id, "%s%d", endings[i], w->pictures);
		if (!(i ? draw_svg(c, from, n, CHART_WIDTH, height, &data)
		    : draw_png(c, from, n, CHART_WIDTH, &data)))
			w->x.failed = true;
		link_to(w, buf_text(&id), buf_text(&file));
		buf_insert(&file, 0, "word/media/", 11);
		container_take(w->zip, buf_text(&file), &data);
	}
	buf_release(&file);
	buf_release(&id);
}

static void
shape(struct xml *x, const char *number, const char *wide, const char *high)
{
	struct buf png = {0}, svg = {0};

	buf_addf(&png, "png%s", number);
	buf_addf(&svg, "svg%s", number);
	xml_open(x, "pic:pic", "xmlns:pic", DRAWING "picture", NULL);
	xml_open(x, "pic:nvPicPr", NULL);
	xml_leaf(x, "pic:cNvPr", "id", number, "name", "chart", NULL);
	xml_leaf(x, "pic:cNvPicPr", NULL);
	xml_close(x);
	xml_open(x, "pic:blipFill", NULL);
	xml_open(x, "a:blip", "r:embed", buf_text(&png), NULL);
	xml_open(x, "a:extLst", NULL);
	xml_open(x, "a:ext", "uri", "{96DAC541-7B7A-43D3-8B79-37D633B846F1}",
	    NULL);
	xml_leaf(x, "asvg:svgBlip", "xmlns:asvg", SVG, "r:embed",
	    buf_text(&svg), NULL);
	xml_close(x);
	xml_close(x);
	xml_close(x);
	xml_open(x, "a:stretch", NULL);
	xml_leaf(x, "a:fillRect", NULL);
	xml_close(x);
	xml_close(x);
	xml_open(x, "pic:spPr", NULL);
	xml_open(x, "a:xfrm", NULL);
	xml_leaf(x, "a:off", "x", "0", "y", "0", NULL);
	xml_leaf(x, "a:ext", "cx", wide, "cy", high, NULL);
	xml_close(x);
	xml_open(x, "a:prstGeom", "prst", "rect", NULL);
	xml_leaf(x, "a:avLst", NULL);
	xml_close(x);
	xml_close(x);
	xml_close(x);
	buf_release(&png);
	buf_release(&svg);
}

static void
picture(struct writer *w, double height, const char *words)
{
	struct xml *x = &w->x;
	struct buf number = {0}, wide = {0}, high = {0};

	buf_addf(&number, "%d", w->pictures);
	buf_addf(&wide, "%.0f", CHART_WIDTH * EMU);
	buf_addf(&high, "%.0f", height * EMU);
	begin(w, "Normal");
	xml_open(x, "w:r", NULL);
	xml_open(x, "w:drawing", NULL);
	xml_open(x, "wp:inline", "distT", "0", "distB", "0", "distL", "0",
	    "distR", "0", NULL);
	xml_leaf(x, "wp:extent", "cx", buf_text(&wide), "cy",
	    buf_text(&high), NULL);
	xml_leaf(x, "wp:docPr", "id", buf_text(&number), "name", "chart",
	    "descr", words, NULL);
	xml_open(x, "a:graphic", "xmlns:a", DRAWING "main", NULL);
	xml_open(x, "a:graphicData", "uri", DRAWING "picture", NULL);
	shape(x, buf_text(&number), buf_text(&wide), buf_text(&high));
	xml_close(x);
	xml_close(x);
	xml_close(x);
	xml_close(x);
	xml_close(x);
	xml_close(x);
	buf_release(&number);
	buf_release(&wide);
	buf_release(&high);
}

static void
chart(void *arg, const struct doc_chart *c)
{
	struct writer *w = arg;
	size_t from, n, rows = draw_rows(c);
	struct buf words = {0};
	double height = 0;

	for (from = 0; from < rows && !w->x.failed; from += n) {
		n = rows - from < CHART_ROWS ? rows - from : CHART_ROWS;
		store_picture(w, c, from, n, &height);
		buf_clear(&words);
		doc_chart_words(c, from, c->kind == DOC_SHARE ? c->n : n,
		    &words);
		picture(w, height, buf_text(&words));
	}
	buf_wipe(&words);
}

/* ---- Blocks ------------------------------------------------------------------------ */

/* What it marks begins behind the widest mark of all, and so do its lines. */
static void
begin_marked(struct writer *w)
{
	struct buf at = {0}, back = {0};
	struct xml *x = &w->x;

	buf_addf(&back, "%d", w->mark * MARK_LETTER);
	buf_addf(&at, "%d", MARK_AT + w->mark * MARK_LETTER);
	xml_open(x, "w:p", NULL);
	xml_open(x, "w:pPr", NULL);
	xml_leaf(x, "w:pStyle", "w:val", "MarkedItem", NULL);
	if (w->fresh)
		xml_leaf(x, "w:pageBreakBefore", NULL);
	xml_open(x, "w:tabs", NULL);
	xml_leaf(x, "w:tab", "w:val", "clear", "w:pos", "1701", NULL);
	xml_leaf(x, "w:tab", "w:val", "left", "w:pos", buf_text(&at), NULL);
	xml_close(x);
	xml_leaf(x, "w:ind", "w:left", buf_text(&at), "w:hanging",
	    buf_text(&back), NULL);
	xml_close(x);
	w->fresh = false;
	buf_release(&at);
	buf_release(&back);
}

static void
labelled(void *arg, const struct doc_block *b)
{
	struct writer *w = arg;
	struct xml *x = &w->x;

	if (b->kind == DOC_FIELD)
		begin(w, "Field");
	else
		begin_marked(w);
	run(x, b->label, b->kind == DOC_FIELD);
	if (b->kind == DOC_FIELD)
		run(x, ": ", true);
	else
		tab(x);
	run(x, b->text, false);
	xml_close(x);
}

static void
heading(void *w, const struct doc_block *b)
{
	static const char *const styles[] = { "Heading1", "Heading2",
	    "Heading3" };

	whole(w, styles[b->level < 2 ? 0 : b->level == 2 ? 1 : 2], b->text);
}

static void
para(void *w, const char *text)
{
	whole(w, "Normal", text);
}

static void
item(void *w, const struct doc_block *b)
{
	if (b->label)
		labelled(w, b);
	else
		whole(w, "ListBullet", b->text);
}

static void
page(void *w)
{
	((struct writer *)w)->fresh = true;
}

static const struct doc_hands hands = { heading, para, item, labelled, table,
    chart, page };

/* The page: A4, held so that the widest table fits. */
static void
section(struct writer *w)
{
	struct xml *x = &w->x;

	xml_open(x, "w:sectPr", NULL);
	xml_leaf(x, "w:headerReference", "w:type", "default", "r:id", "head",
	    NULL);
	xml_leaf(x, "w:footerReference", "w:type", "default", "r:id", "foot",
	    NULL);
	xml_leaf(x, "w:pgSz", "w:w", w->wide ? "16838" : "11906", "w:h",
	    w->wide ? "11906" : "16838", "w:orient", w->wide ? "landscape"
	    : NULL, NULL);
	xml_leaf(x, "w:pgMar", "w:top", "1418", "w:right", "1134",
	    "w:bottom", "1418", "w:left", "1134", "w:header", "567",
	    "w:footer", "567", "w:gutter", "0", NULL);
	xml_close(x);
}

static bool
body(struct writer *w, struct err *err)
{
	struct xml *x = &w->x;
	struct buf out = {0};
	bool ok;

	xml_begin(x, true);
	xml_open(x, "w:document", "xmlns:w", MAIN, "xmlns:r",
	    OFFICE "relationships", "xmlns:wp",
	    DRAWING "wordprocessingDrawing", NULL);
	xml_open(x, "w:body", NULL);
	whole(w, "Title", w->d->title);
	whole(w, "Subtitle", w->d->version);
	if (*w->d->notice)
		whole(w, "Notice", w->d->notice);
	doc_walk(w->d, &hands, w);
	section(w);
	ok = xml_end(x, &out, err);
	container_take(w->zip, "word/document.xml", &out);
	return ok;
}

/* ---- Head and foot, what the document says of itself ------------------------------- */

static void
field(struct xml *x, const char *code)
{
	xml_open(x, "w:fldSimple", "w:instr", code, NULL);
	run(x, "1", false);
	xml_close(x);
}

static bool
edge(struct writer *w, bool foot, struct err *err)
{
	const struct doc *d = w->d;
	struct buf out = {0};
	struct xml x;
	bool ok;

	xml_begin(&x, true);
	xml_open(&x, foot ? "w:ftr" : "w:hdr", "xmlns:w", MAIN, NULL);
	if (foot) {
		paragraph(&x, "Footer", false);
		run(&x, d->version, false);
		if (*d->code) {
			run(&x, " · ", false);
			run(&x, d->code, false);
		}
		run(&x, " · page ", false);
		field(&x, "PAGE");
		run(&x, " of ", false);
		field(&x, "NUMPAGES");
		xml_close(&x);
	}
	paragraph(&x, foot ? "Footer" : "Header", false);
	run(&x, d->marking, true);
	xml_close(&x);
	if (!foot && *d->handling) {
		paragraph(&x, "Header", false);
		run(&x, d->handling, false);
		xml_close(&x);
	}
	ok = xml_end(&x, &out, err);
	container_take(w->zip, foot ? "word/footer1.xml"
	    : "word/header1.xml", &out);
	return ok;
}

/* No author, no company: nobody is named by what a file says of itself. */
static bool
properties(struct writer *w, struct err *err)
{
	struct buf out = {0}, made = {0};
	struct xml x;
	bool ok;

	doc_made(w->d, &made);
	xml_begin(&x, true);
	xml_open(&x, "cp:coreProperties", "xmlns:cp", "http://schemas."
	    "openxmlformats.org/package/2006/metadata/core-properties",
	    "xmlns:dc", "http://purl.org/dc/elements/1.1/",
	    "xmlns:dcterms", "http://purl.org/dc/terms/", "xmlns:xsi",
	    "http://www.w3.org/2001/XMLSchema-instance", NULL);
	xml_text_in(&x, "dc:title", w->d->title);
	xml_text_in(&x, "dc:language", "en-GB");
	xml_open(&x, "dcterms:created", "xsi:type", "dcterms:W3CDTF", NULL);
	xml_text(&x, buf_text(&made));
	xml_close(&x);
	ok = xml_end(&x, &out, err);
	container_take(w->zip, "docProps/core.xml", &out);
	buf_release(&made);
	return ok;
}

static void
own_links(struct xml *x)
{
	static const char *const links[][3] = {
		{ "styles", "styles", "styles.xml" },
		{ "numbering", "numbering", "numbering.xml" },
		{ "settings", "settings", "settings.xml" },
		{ "head", "header", "header1.xml" },
		{ "foot", "footer", "footer1.xml" },
	};
	struct buf type = {0};
	size_t i;

	for (i = 0; i < sizeof links / sizeof *links; i++) {
		buf_clear(&type);
		buf_addf(&type, OFFICE "relationships/%s", links[i][1]);
		xml_leaf(x, "Relationship", "Id", links[i][0], "Type",
		    buf_text(&type), "Target", links[i][2], NULL);
	}
	buf_release(&type);
}

bool
doc_write_docx(const struct doc *d, struct buf *out, struct err *err)
{
	struct writer w = { .d = d, .wide = doc_is_wide(d),
	    .mark = doc_mark_width(d, 10, 32) };
	const struct docx_part *part;
	struct buf links = {0};
	bool ok;

	w.zip = container_new();
	for (part = docx_parts; part->name; part++)
		container_add(w.zip, part->name, part->text,
		    strlen(part->text), true);
	xml_begin(&w.links, true);
	xml_open(&w.links, "Relationships", "xmlns", "http://schemas."
	    "openxmlformats.org/package/2006/relationships", NULL);
	own_links(&w.links);
	ok = body(&w, err) && edge(&w, false, err) && edge(&w, true, err) &&
	    properties(&w, err);
	ok = xml_end(&w.links, &links, ok ? err : NULL) && ok;
	container_take(w.zip, "word/_rels/document.xml.rels", &links);
	return container_end(w.zip, ok ? out : NULL, err) && ok;
}
