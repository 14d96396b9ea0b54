/*
 * xml: one XML file built in memory by libxml2's writer, so that it is always
 * well formed. Owns its bytes; what is put in as text is made safe to show
 * (utf8_visible), which also leaves nothing that XML forbids. Part of the
 * module of the heavy writers.
 */
#ifndef EXPORT_XML_H
#define EXPORT_XML_H

#include <libxml/xmlwriter.h>
#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"

struct xml {
	xmlBufferPtr bytes;
	xmlTextWriterPtr writer;
	bool failed;	/* no more room; what follows is dropped */
};

/* Begin. With the line <?xml …?> when declared: a page for a browser has
 * none. */
void xml_begin(struct xml *x, bool declared);

/* An element, with attributes as pairs of name and value ended by NULL; a value
 * of NULL leaves its attribute out. */
void xml_open(struct xml *x, const char *name, ...)
	__attribute__((sentinel));

/* The innermost open element ends; in full ("<p></p>") even when it is
 * empty. */
void xml_close(struct xml *x);
void xml_close_full(struct xml *x);

/* An element with no content, as xml_open and xml_close. */
void xml_leaf(struct xml *x, const char *name, ...)
	__attribute__((sentinel));

/* Text of the book; line ends are kept. len bytes of it. */
void xml_text(struct xml *x, const char *text);
void xml_text_len(struct xml *x, const char *text, size_t len);

/* A part of what utf8_visible made: a mark at its beginning belongs to what was
 * written before. */
void xml_safe_len(struct xml *x, const char *text, size_t len);

/* An element that holds one text. */
void xml_text_in(struct xml *x, const char *name, const char *text);

/* Bytes of our own, as they are. */
void xml_raw(struct xml *x, const char *text);

/* End: what is still open is closed, and all of it added to out, which may be
 * NULL to drop it. False with a sentence when there was no room. */
bool xml_end(struct xml *x, struct buf *out, struct err *err);

#endif
