/*
 * doc_html: a document as one HTML page that stands alone: no script, nothing
 * fetched, and a policy that forbids both; to be read in a browser, printed, or
 * pasted into a letter. Part of the module of the heavy writers.
 */
#include <string.h>

#include "base/base64.h"
#include "export/draw.h"
#include "export/formats.h"
#include "export/xml.h"

#define CHART_WIDTH 480.0	/* points */
#define CHART_ROWS 400		/* a picture holds no more */

static const char style[] =
    "body{font:11pt/1.45 'Noto Sans','DejaVu Sans',sans-serif;color:#111;"
    "max-width:52em;margin:2em auto;padding:0 1em}"
    "h1{font-size:1.6em}h2{font-size:1.3em;border-bottom:1px solid #888}"
    "h3{font-size:1.1em}h4{font-size:1em}"
    "table{border-collapse:collapse;width:100%;margin:.6em 0}"
    "th,td{border:1px solid #888;padding:.25em .5em;text-align:left;"
    "vertical-align:top;white-space:pre-line;overflow-wrap:anywhere}"
    "th{background:#e8e8e8}thead{display:table-header-group}"
    "tr{break-inside:avoid}"
    "p,dd,li{white-space:pre-line;overflow-wrap:anywhere}"
    "dl{display:grid;grid-template-columns:max-content 1fr;"
    "gap:.15em 1em}dt{font-weight:bold}dd{margin:0}"
    "ul{list-style:none;padding-left:1em}li b{margin-right:.6em}"
    ".marking{text-align:center;font-weight:bold;margin:.6em 0}"
    ".version{color:#444}.notice{border-left:4px solid #888;"
    "padding-left:.8em}"
    ".chart{max-width:100%}"
    "@media print{body{margin:0;max-width:none}"
    ".page{break-before:page}}";

static void
marking(struct xml *x, const struct doc *d, bool foot)
{
	if (foot) {
		xml_open(x, "p", "class", "marking version", NULL);
		xml_text(x, d->version);
		if (*d->code) {
			xml_text(x, " · ");
			xml_text(x, d->code);
		}
		xml_close_full(x);
	}
	xml_open(x, "p", "class", "marking", NULL);
	xml_text(x, d->marking);
	if (*d->handling) {
		xml_leaf(x, "br", NULL);
		xml_text(x, d->handling);
	}
	xml_close_full(x);
}

static void
table(struct xml *x, const struct doc_table *t)
{
	size_t r, c;

	xml_open(x, "table", NULL);
	xml_open(x, "thead", NULL);
	xml_open(x, "tr", NULL);
	for (c = 0; c < t->n_columns; c++) {
		xml_open(x, "th", "scope", "col", NULL);
		xml_text(x, t->title[c]);
		xml_close_full(x);
	}
	xml_close(x);
	xml_close(x);
	xml_open(x, "tbody", NULL);
	for (r = 0; r < t->n_rows; r++) {
		xml_open(x, "tr", NULL);
		for (c = 0; c < t->n_columns; c++)
			xml_text_in(x, "td", t->cells[r * t->n_columns + c]);
		xml_close(x);
	}
	xml_close_full(x);
	xml_close(x);
}

/* The picture lies in the page itself; what it shows is also there in words. */
static void
chart(struct xml *x, const struct doc_chart *c)
{
	struct buf words = {0}, svg = {0}, link = {0};
	size_t from, n, rows = draw_rows(c);
	double height;

	doc_chart_text(c, 78, &words);
	for (from = 0; from < rows; from += n) {
		n = rows - from < CHART_ROWS ? rows - from : CHART_ROWS;
		buf_clear(&svg);
		buf_clear(&link);
		if (!draw_svg(c, from, n, CHART_WIDTH, &height, &svg)) {
			x->failed = true;
			break;
		}
		buf_adds(&link, "data:image/svg+xml;base64,");
		base64_add(&link, svg.data, svg.len, false);
		xml_open(x, "p", NULL);
		xml_leaf(x, "img", "class", "chart", "src", buf_text(&link),
		    "alt", buf_text(&words), NULL);
		xml_close(x);
	}
	buf_wipe(&words);
	buf_wipe(&svg);
	buf_wipe(&link);
}

static void
heading(struct xml *x, const struct doc_block *b)
{
	static const char *const names[] = { "h2", "h3", "h4" };
	int level = b->level < 1 ? 1 : b->level > 3 ? 3 : b->level;

	xml_text_in(x, names[level - 1], b->text);
}

static void
single(struct xml *x, const struct doc *d, const struct doc_block *b)
{
	switch (b->kind) {
	case DOC_HEADING:
		heading(x, b);
		break;
	case DOC_PARA:
		xml_text_in(x, "p", b->text);
		break;
	case DOC_ITEM:
		xml_open(x, "li", NULL);
		xml_text_in(x, "b", b->label ? b->label : "•");
		xml_text(x, b->text);
		xml_close_full(x);
		break;
	case DOC_FIELD:
		xml_text_in(x, "dt", b->label);
		xml_text_in(x, "dd", b->text);
		break;
	case DOC_TABLE:
		table(x, b->table);
		break;
	case DOC_CHART:
		chart(x, b->chart);
		break;
	case DOC_PAGE:
		marking(x, d, true);
		xml_open(x, "div", "class", "page", NULL);
		xml_close_full(x);
		marking(x, d, false);
		break;
	}
}

/* Items and fields that follow each other are one list. */
static void
blocks(struct xml *x, const struct doc *d)
{
	const char *list;
	size_t i = 0, from;

	while (i < d->n) {
		enum doc_kind kind = d->blocks[i].kind;

		list = kind == DOC_ITEM ? "ul" : kind == DOC_FIELD ? "dl"
		    : NULL;
		if (!list) {
			single(x, d, &d->blocks[i++]);
			continue;
		}
		xml_open(x, list, NULL);
		for (from = i; i < d->n && d->blocks[i].kind ==
		    d->blocks[from].kind; i++)
			single(x, d, &d->blocks[i]);
		xml_close(x);
	}
}

static void
head(struct xml *x, const struct doc *d)
{
	xml_open(x, "head", NULL);
	xml_leaf(x, "meta", "charset", "utf-8", NULL);
	xml_leaf(x, "meta", "http-equiv", "Content-Security-Policy",
	    "content", "default-src 'none'; style-src 'unsafe-inline'; "
	    "img-src data:", NULL);
	xml_leaf(x, "meta", "name", "viewport", "content",
	    "width=device-width, initial-scale=1", NULL);
	xml_leaf(x, "meta", "name", "robots", "content", "noindex", NULL);
	xml_text_in(x, "title", d->title);
	xml_open(x, "style", NULL);
	xml_raw(x, style);
	xml_raw(x, doc_is_wide(d) ? "@page{size:A4 landscape;margin:15mm}"
	    : "@page{size:A4;margin:18mm}");
	xml_close_full(x);
	xml_close(x);
}

bool
doc_write_html(const struct doc *d, struct buf *out, struct err *err)
{
	struct xml x;

	buf_adds(out, "<!DOCTYPE html>\n");
	xml_begin(&x, false);
	xml_open(&x, "html", "lang", "en-GB", NULL);
	head(&x, d);
	xml_open(&x, "body", NULL);
	marking(&x, d, false);
	xml_text_in(&x, "h1", d->title);
	xml_open(&x, "p", "class", "version", NULL);
	xml_text(&x, d->version);
	xml_close_full(&x);
	if (*d->notice) {
		xml_open(&x, "p", "class", "notice", NULL);
		xml_text(&x, d->notice);
		xml_close_full(&x);
	}
	blocks(&x, d);
	marking(&x, d, true);
	xml_close_full(&x);
	xml_close(&x);
	return xml_end(&x, out, err);
}
