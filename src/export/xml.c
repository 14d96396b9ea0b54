/*
 * xml: XML files through libxml2's writer.
 */
#include "export/xml.h"

#include <stdarg.h>
#include <string.h>

#include "base/utf8.h"

/* libxml2 answers with less than 0 when it had no room. */
static void
note(struct xml *x, int answer)
{
	x->failed |= answer < 0;
}

void
xml_begin(struct xml *x, bool declared)
{
	*x = (struct xml){ .bytes = xmlBufferCreate() };
	if (x->bytes)
		x->writer = xmlNewTextWriterMemory(x->bytes, 0);
	x->failed = !x->writer;
	if (!x->failed && declared)
		note(x, xmlTextWriterStartDocument(x->writer, "1.0", "UTF-8",
		    "yes"));
}

static void
attributes(struct xml *x, va_list ap)
{
	const char *name, *value;
	struct buf safe = {0};

	while ((name = va_arg(ap, const char *))) {
		value = va_arg(ap, const char *);
		if (!value)
			continue;
		buf_clear(&safe);
		utf8_visible(&safe, value, strlen(value), true);
		note(x, xmlTextWriterWriteAttribute(x->writer,
		    BAD_CAST name, BAD_CAST buf_text(&safe)));
	}
	buf_release(&safe);
}

void
xml_open(struct xml *x, const char *name, ...)
{
	va_list ap;

	if (x->failed)
		return;
	note(x, xmlTextWriterStartElement(x->writer, BAD_CAST name));
	va_start(ap, name);
	attributes(x, ap);
	va_end(ap);
}

void
xml_leaf(struct xml *x, const char *name, ...)
{
	va_list ap;

	if (x->failed)
		return;
	note(x, xmlTextWriterStartElement(x->writer, BAD_CAST name));
	va_start(ap, name);
	attributes(x, ap);
	va_end(ap);
	note(x, xmlTextWriterEndElement(x->writer));
}

void
xml_close(struct xml *x)
{
	if (!x->failed)
		note(x, xmlTextWriterEndElement(x->writer));
}

void
xml_close_full(struct xml *x)
{
	if (!x->failed)
		note(x, xmlTextWriterFullEndElement(x->writer));
}

void
xml_safe_len(struct xml *x, const char *text, size_t len)
{
	struct buf part = {0};

	if (x->failed)
		return;
	buf_add(&part, text, len);
	note(x, xmlTextWriterWriteString(x->writer,
	    BAD_CAST buf_text(&part)));
	buf_wipe(&part);
}

void
xml_text_len(struct xml *x, const char *text, size_t len)
{
	struct buf safe = {0};

	utf8_visible(&safe, text, len, true);
	xml_safe_len(x, buf_text(&safe), safe.len);
	buf_wipe(&safe);
}

void
xml_text(struct xml *x, const char *text)
{
	xml_text_len(x, text, strlen(text));
}

void
xml_text_in(struct xml *x, const char *name, const char *text)
{
	xml_open(x, name, NULL);
	xml_text(x, text);
	xml_close_full(x);
}

void
xml_raw(struct xml *x, const char *text)
{
	if (!x->failed)
		note(x, xmlTextWriterWriteRaw(x->writer, BAD_CAST text));
}

bool
xml_end(struct xml *x, struct buf *out, struct err *err)
{
	bool ok = !x->failed && xmlTextWriterEndDocument(x->writer) >= 0;

	if (x->writer)
		xmlFreeTextWriter(x->writer);	/* flushes */
	if (ok && out)
		buf_add(out, xmlBufferContent(x->bytes),
		    (size_t)xmlBufferLength(x->bytes));
	if (x->bytes)
		xmlBufferFree(x->bytes);
	*x = (struct xml){0};
	return ok || err_set(err, ERR_IO, "There was not enough memory for "
	    "the document. Nothing was written.");
}
