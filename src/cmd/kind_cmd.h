/*
 * kind_cmd: kinds of meeting in the book. A kind's text is taken in as a new
 * version after every check; rights of roles and guards of fields are compiled
 * from it into tables that the views ask. A board uses one version, and takes
 * a newer one for its next meeting by a command. Needs to look after the book;
 * a board's version, the right to manage the board.
 */
#ifndef CMD_KIND_CMD_H
#define CMD_KIND_CMD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "cmd/session.h"

/* Take a kind's text with its local overlay (NULL: none). name stands before
 * errors; report (may be NULL) gets up to ten of them. A text that the book
 * holds already is found again, not taken twice. *version gets the id of the
 * version. */
bool cmd_kind_take(struct session *s, const char *name, const char *text,
    size_t len, const char *overlay, size_t overlay_len, int64_t *version,
    struct buf *report, struct err *err);

/* The same from a file of forms/ (the overlay's path may be NULL). */
bool cmd_kind_take_file(struct session *s, const char *path,
    const char *overlay_path, int64_t *version, struct buf *report,
    struct err *err);

/* Let a board open its next meeting under this version. */
bool cmd_kind_use(struct session *s, int64_t board, int64_t version,
    struct err *err);

/* The newest version of a kind in the book; 0 when there is none. */
bool kind_newest(struct session *s, const char *kind, int64_t *version,
    struct err *err);

/* Add what is different in now against was, a line each: "role chair: may now
 * export the record". Says so when nothing is that a person would notice. */
void kind_changes(struct buf *b, const struct kind *was,
    const struct kind *now);

#endif
