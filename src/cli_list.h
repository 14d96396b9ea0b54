/*
 * cli_list: what there is that one may see, a line each, or as JSON.
 */
#ifndef CLI_LIST_H
#define CLI_LIST_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "cli_book.h"

/* Print the boards, meetings, members, cases, actions, handouts,
 * reports, commands, formats or kinds, as name says, of one board (0: of all): lines of columns,
 * or an array of objects. The book is open. */
bool cli_list(struct cli *c, const char *name, int64_t board, bool json,
    struct err *err);

/* Add a member of an object, its brace first where it is the first. */
void cli_json_member(struct buf *b, const char *key, const char *text,
    bool first);

#endif
