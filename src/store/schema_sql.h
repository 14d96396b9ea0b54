/*
 * schema_sql: the migrations of schema/, embedded by the build. Owns nothing
 * but constant text; what they mean and when they run is the migrator's
 * affair.
 */
#ifndef STORE_SCHEMA_SQL_H
#define STORE_SCHEMA_SQL_H

#include <stddef.h>

struct schema_step {
	int version;		/* from the file's name, 1 and up */
	const char *name;	/* "0001_book.sql" */
	const char *text;	/* the whole file */
};

/* In order of version; ends with one more row whose text is NULL. */
extern const struct schema_step schema_steps[];
extern const size_t schema_step_count;

#endif
