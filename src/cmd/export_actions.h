/*
 * export_actions: lists of actions as documents that leave the book: recorded
 * before a byte of one is written.
 */
#ifndef CMD_EXPORT_ACTIONS_H
#define CMD_EXPORT_ACTIONS_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"
#include "cmd/action_pick.h"
#include "cmd/session.h"
#include "export/doc.h"

/* The actions of a pick, by date, of the boards on which one may export one's
 * own; ERR_DENIED where all of them are of others. */
bool cmd_export_actions(struct session *s, const struct action_pick *pick,
    const struct doc_format *format, struct buf *out, struct err *err);

/* The member's own open ones. */
bool cmd_export_mine(struct session *s, const struct doc_format *format,
    struct buf *out, struct err *err);

#endif
