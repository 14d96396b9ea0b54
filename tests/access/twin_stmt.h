/*
 * twin_stmt: every statement of the catalogue that reads, asked for what is
 * hidden. An id, or a reference, of a row that the member does not see must
 * give what one gives that never was.
 */
#ifndef TESTS_ACCESS_TWIN_STMT_H
#define TESTS_ACCESS_TWIN_STMT_H

#include <stddef.h>
#include <stdint.h>

/* Look into the book at path, at that time, as this member. Says which
 * statement tells of what; returns how many do. *tried gets how many times one
 * was asked, added to what it holds. */
size_t twin_statements(const char *path, int64_t now, const char *login,
    size_t *tried);

#endif
