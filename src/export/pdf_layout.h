/*
 * pdf_layout: where everything of a document stands on the pages of a PDF: lines
 * of text, boxes of tables, parts of charts, each with its page and its tag.
 * Draws nothing. Part of the module of the heavy writers.
 */
#ifndef EXPORT_PDF_LAYOUT_H
#define EXPORT_PDF_LAYOUT_H

#include "export/draw.h"

/* Points. */
#define PDF_MARGIN 54.0	/* at the left and the right */
#define PDF_HEAD 30.0	/* where the marking stands */
#define PDF_SMALL 8.5	/* of the letters in tables, head and foot */

/* Lines of one layout on one page, a part of a chart, or a rectangle. */
struct pdf_piece {
	enum { PIECE_LINES, PIECE_CHART, PIECE_BOX } what;
	int page;
	double x, y, w, h;
	PangoLayout *layout;
	int from, n;		/* its lines; rows of the chart */
	const struct doc_chart *chart;
	const char *tag;	/* "P", "H1", "TD"; NULL: it is not read out */
	int group;		/* of pieces in one row or item; 0: none */
	int whole;		/* of groups in one table or list; 0: none */
	bool listed;		/* they are of a list */
	const char *outline;	/* a heading's text, or NULL */
	int level;
	bool shaded;
};

struct pdf_pages {
	const struct doc *d;
	PangoContext *pc;
	double width, height;	/* of a page */
	double top;		/* where its text begins, under the head */
	struct pdf_piece *piece;
	size_t n, cap;
	int page;		/* from 0 */
	double y;
	double mark;		/* how wide the marks of items are */
	int groups, wholes;
	GHashTable *words[2];	/* how wide they are; of bold ones, too */
};

/* Lay out the document; what width, height, pc and d say is given. */
void pdf_lay_out(struct pdf_pages *w);

/* Give back the pieces; not pc. */
void pdf_layout_release(struct pdf_pages *w);

#endif
