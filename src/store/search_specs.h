/*
 * search_specs: which words of which records are found by searching. Tables
 * alone. What is indexed is what anyone with the entry's right sees through
 * the visible_ views; search.c keeps it so.
 */
#ifndef STORE_SEARCH_SPECS_H
#define STORE_SEARCH_SPECS_H

#include <stddef.h>

/* The entries of the record ?1 of a table: part, text, casefile, meeting,
 * board, right. An entry without text is not kept. */
struct search_spec {
	const char *tbl;
	const char *entries;
};

/* When a row ?1 (in casefile ?2) of tbl changes, the entries of these rows of
 * another table change with it. */
struct search_follow {
	const char *tbl;
	const char *to;
	const char *rows;
};

extern const struct search_spec search_specs[];
extern const size_t search_spec_count;
extern const struct search_follow search_follows[];
extern const size_t search_follow_count;

#endif
