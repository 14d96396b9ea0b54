/*
 * xlsx: what the two writers of workbooks share: the one that makes a workbook
 * in memory (doc_xlsx.c) and the one whose rows are written as they come
 * (doc_xlsx_rows.c), into a frame that the first has made. Part of the module of
 * the heavy writers.
 */
#ifndef EXPORT_XLSX_H
#define EXPORT_XLSX_H

#include "export/doc.h"

#define XLSX_ROWS 1048576	/* of a sheet, its titles included */

/* How a cell is shown. */
enum xlsx_style { XLSX_TEXT, XLSX_FIGURE, XLSX_DAY, XLSX_TITLE, XLSX_STYLES };

/* What a cell's text is for a spreadsheet: a figure or a day, as *number, or a
 * text, added to safe as it can be shown there. Never a title. */
enum xlsx_style xlsx_value(const char *text, double *number,
    struct buf *safe);

/* The workbook of a document whose last block is a table, which has no rows: in
 * the first column of its sheet stands a nought in each style, one under the
 * other. Added to out. */
bool xlsx_frame(const struct doc *d, struct buf *out, struct err *err);

#endif
