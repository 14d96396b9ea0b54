/*
 * docx_parts: the files inside a DOCX that are the same in every one: what its
 * parts are, its styles and its bullets. Part of the module of the heavy
 * writers.
 */
#ifndef EXPORT_DOCX_PARTS_H
#define EXPORT_DOCX_PARTS_H

struct docx_part {
	const char *name;	/* "word/styles.xml" */
	const char *text;
};

/* Ended by a NULL name. */
extern const struct docx_part docx_parts[];

#endif
