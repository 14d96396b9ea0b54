/*
 * odt_styles: what is the same in every ODT: the names of its name spaces, its
 * styles and its pages. Part of the module of the heavy writers.
 */
#ifndef EXPORT_ODT_STYLES_H
#define EXPORT_ODT_STYLES_H

#include "export/xml.h"

/* Open a part's outermost element with all name spaces and the version. */
void odt_root(struct xml *x, const char *name);

extern const char odt_styles[];		/* <office:styles> */
extern const char odt_table_styles[];	/* what tables are made of */
extern const char odt_page_upright[];	/* <style:page-layout> "Page" */
extern const char odt_page_lying[];

#endif
