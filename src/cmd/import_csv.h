/*
 * import_csv: referrals or actions from a table (CSV) by a mapping file, as
 * minutebook-import(5) describes it: each row becomes a record of a data file
 * and is taken in like one, all of them or none. What looks like a record that
 * is there already is proposed before anything is saved.
 */
#ifndef CMD_IMPORT_CSV_H
#define CMD_IMPORT_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "cmd/import.h"
#include "cmd/session.h"

struct import_table {
	const char *name, *text;	/* the CSV, and what it is called */
	size_t len;
	const char *map_name, *map;	/* the mapping */
	size_t map_len;
	bool accept;		/* take in what looks like a duplicate, too */
};

/* Import it. report gets a line for each error, "referrals.csv:12:3: Agency: …":
 * the line in the file, the field in the row and its heading; then one for
 * each row that looks like a record. Rows like that are refused (ERR_CONFLICT) unless accept. s:
 * one who looks after the book, or the program itself. */
bool cmd_import_csv(struct session *s, const struct import_table *t,
    const struct import_options *o, struct import_counts *counts,
    struct buf *report, struct err *err);

/* The same of two files. */
bool cmd_import_csv_files(struct session *s, const char *path,
    const char *map_path, bool accept, const struct import_options *o,
    struct import_counts *counts, struct buf *report, struct err *err);

#endif
