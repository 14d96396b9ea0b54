/*
 * export_actions: lists of actions as documents that leave the book: recorded
 * before a byte of one is written.
 */
#ifndef CMD_EXPORT_ACTIONS_H
#define CMD_EXPORT_ACTIONS_H

#include <stdbool.h>

#include "base/err.h"
#include "base/buf.h"
#include "cmd/action_pick.h"
#include "cmd/session.h"
#include "export/doc.h"

/* The actions of a pick, by date, of the boards on which one may export one's
 * own, in pieces; put answers false when it can take no more (errno says why).
 * However many they are, they take no more memory where the format can be
 * written row by row. ERR_DENIED, before the first byte, where all of them are
 * of other boards. */
bool cmd_export_actions_to(struct session *s, const struct action_pick *pick,
    const struct doc_format *format,
    bool (*put)(void *arg, const char *data, size_t len), void *arg,
    struct err *err);

/* The same, all of it added to out; on failure out is left empty. */
bool cmd_export_actions(struct session *s, const struct action_pick *pick,
    const struct doc_format *format, struct buf *out, struct err *err);

/* The member's own open ones. */
bool cmd_export_mine(struct session *s, const struct doc_format *format,
    struct buf *out, struct err *err);

#endif
