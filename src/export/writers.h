/*
 * writers: how the module of the heavy writers and the program know each other.
 * The libraries that make a DOCX, an ODT, a PDF, an XLSX or an HTML page would
 * cost each start more than all the rest of it, so their writers are one shared
 * object, loaded at the first such export from where it was installed. Both
 * sides are made by one build; another build's module is refused.
 */
#ifndef EXPORT_WRITERS_H
#define EXPORT_WRITERS_H

#include "export/doc.h"
#include "export/zipped.h"

/* The name of the one function that the module shows. */
#define WRITERS_ENTRY "minutebook_writers"

struct writers {
	const char *build;	/* PACKAGE_VERSION of the module */
	size_t doc_size;	/* sizeof(struct doc) there */
	const struct doc_format *formats;	/* ended by a NULL name */
	/* Add what is packed in a DOCX or ODT; false where it is none. */
	bool (*unpack)(const struct buf *file, struct buf *out);
	bool (*zip)(const struct zipped_file *files, size_t n,
	    const char *password, struct buf *out, struct err *err);
};

typedef const struct writers *(*writers_entry)(void);

#endif
