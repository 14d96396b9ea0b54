/*
 * draw: charts as vector pictures, through cairo and pango: on a PDF's page, as
 * SVG, as PNG for those who can't show SVG. Nothing is told by colour alone:
 * parts have letters, bars their figures. Part of the module of the heavy
 * writers.
 */
#ifndef EXPORT_DRAW_H
#define EXPORT_DRAW_H

#include <cairo.h>
#include <pango/pangocairo.h>

#include "export/doc.h"

/* The letters of everything that is set by pango, most wanted first. */
#define DRAW_FONT "Noto Sans, DejaVu Sans, Droid Sans Fallback, sans-serif"

/* Points: what a row of a chart takes, and what no picture should be higher
 * than. */
#define DRAW_ROW 15.0

/* How many rows a chart has: its bars, or one; and what it takes under its last
 * row for what the letters mean. */
size_t draw_rows(const struct doc_chart *c);
double draw_legend_height(const struct doc_chart *c, double width);

/* Rows from … from + n - 1 of a chart, width points wide, from the point where
 * cr stands (0, 0); with the legend under the last row. */
void draw_chart(cairo_t *cr, const struct doc_chart *c, size_t from, size_t n,
    double width);

/* The same as a file of its own, added to out; *height gets what it took.
 * False when it could not be made. */
bool draw_svg(const struct doc_chart *c, size_t from, size_t n, double width,
    double *height, struct buf *out);
bool draw_png(const struct doc_chart *c, size_t from, size_t n, double width,
    struct buf *out);

/* A context whose letters stand where they belong, not where the dots of a screen
 * would be. Yours to unref. */
PangoContext *draw_context(cairo_t *cr);

/* A layout in DRAW_FONT, size in points; width in points, or below 0 for one
 * line. Yours to unref. text is made safe to show. */
PangoLayout *draw_layout(PangoContext *pc, const char *text, double size,
    bool bold, double width);

#endif
