/*
 * tables: what the store knows of the tables of a book by name: which are
 * recorded as events and where a row of theirs belongs, which are not and
 * why. Tables alone; knows no handle.
 */
#ifndef STORE_TABLES_H
#define STORE_TABLES_H

#include <stdbool.h>
#include <stddef.h>

/* A recorded table. The expressions give the casefile and the meeting that a
 * row belongs to, a second casefile and the action that it tells of; "@" in
 * them stands for NEW or OLD. NULL: none. */
struct recorded {
	const char *tbl;
	const char *casefile;
	const char *meeting;
	const char *other;
	const char *action;
	bool later;	/* the casefile can't be known when the row is new */
	bool moves;	/* the casefile is that of what an update changed */
	bool access;	/* decides who may see what (store/access.h) */
	bool apart;	/* no right hangs on it: what is known of rights stands
			 * (store/access.c) */
};

extern const struct recorded recorded_tables[];
extern const size_t recorded_count;

/* A table that leaves no events, and why. */
struct unrecorded {
	const char *tbl;
	const char *reason;
};

extern const struct unrecorded unrecorded_tables[];
extern const size_t unrecorded_count;

/* The row of a recorded table, or NULL. */
const struct recorded *recorded_find(const char *tbl);
bool unrecorded_has(const char *tbl);

/* True for the tables FTS5 keeps behind the search index. */
bool table_is_shadow(const char *tbl);

/* True for the store's own tables (the unrecorded ones but those made from
 * business tables, and the shadow tables). */
bool table_is_spine(const char *tbl);

#endif
