/*
 * sqltext: what the authorizer can't tell about a statement, told from its
 * text. Knows just enough of SQL to find the tables after FROM and JOIN.
 */
#ifndef STORE_SQLTEXT_H
#define STORE_SQLTEXT_H

#include <stdbool.h>

/* True when a table of the book itself, no view, stands after FROM or JOIN or
 * in a list there. SQLite reports a table of which only the row's number is
 * used in the same words whether a view or the statement named it. */
bool sqltext_names_table(const char *text);

/* True when a common table expression bears a name as visible_x: it would pass
 * for a view. */
bool sqltext_forges_view(const char *text);

#endif
