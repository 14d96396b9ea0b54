/*
 * import_map: a mapping file, and a row of a table as a record of a data file
 * by it. Inside the import of tables alone.
 */
#ifndef CMD_IMPORT_MAP_H
#define CMD_IMPORT_MAP_H

#include "base/csv.h"
#include "cmd/import_walk.h"

enum { MAP_DEPTH = 8 };		/* parts of a path, at most */

/* A column or a constant: where its text goes. */
struct map_entry {
	const char *heading;	/* NULL of a constant */
	const char *text;	/* the constant */
	const char *path;	/* "parties.ROLE.surname" */
	const struct ynode *node;	/* in the mapping, for errors */
	const struct ynode *values;	/* what other words stand for; NULL */
	int field;		/* in a row, from 0; -1 not found yet */
};

struct import_map {
	const char *into;	/* "casefiles", "actions" */
	char separator;
	struct map_entry *entries;
	size_t n;
	const struct ynode *ignore;	/* headings that go nowhere; NULL */
};

/* Read a mapping; errors are noted. */
bool import_map_read(struct importer *im, const struct ynode *root,
    struct arena *a, struct import_map *map);

/* Find its columns in the row of headings. Every heading is mapped or ignored,
 * and every one that is mapped is there. */
bool import_map_headings(struct importer *im, struct import_map *map,
    const char *source, const struct csv_row *row);

/* A row as a record, in the arena; NULL when nothing stands in it. */
struct ynode *import_map_row(struct importer *im,
    const struct import_map *map, const char *source,
    const struct csv_row *row, struct arena *a);

/* The heading of the column that gives what stands under that key of a record,
 * and its field (from 1); NULL: no column does. */
const char *import_map_heading(const struct import_map *map,
    const char *key, int *field);

/* A node of a row, that of no column alone; and put it at the end of a list or
 * mapping. */
struct ynode *import_node(struct arena *a, enum ynode_kind kind,
    const char *key, const char *source, int line, int column);
void import_node_add(struct ynode *parent, struct ynode *last,
    struct ynode *node);

#endif
