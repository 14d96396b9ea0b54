/*
 * writers: what the module of the heavy writers shows.
 */
#include "export/writers.h"

#include "export/container.h"
#include "export/formats.h"

static const struct doc_format formats[] = {
	{ "ics", "ics", doc_write_ics, &doc_flow_ics },
	{ "html", "html", doc_write_html, NULL },
	{ "docx", "docx", doc_write_docx, NULL },
	{ "odt", "odt", doc_write_odt, NULL },
	{ "pdf", "pdf", doc_write_pdf, NULL },
	{ "xlsx", "xlsx", doc_write_xlsx, &doc_flow_xlsx },
	{ NULL, NULL, NULL, NULL }
};

static const struct writers all = { PACKAGE_VERSION, sizeof(struct doc),
    formats, container_unpack, container_zip };

__attribute__((visibility("default")))
const struct writers *minutebook_writers(void);

const struct writers *
minutebook_writers(void)
{
	return &all;
}
