/*
 * export_cmd: documents that leave the book. Who may have which edition is
 * decided here, and the export is recorded before a byte of it is written.
 * What one's own view does not show is in no document one gets.
 */
#ifndef CMD_EXPORT_CMD_H
#define CMD_EXPORT_CMD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "cmd/session.h"
#include "export/doc.h"

/* The minutes of a meeting, full edition, as they stand now, in a format. The
 * record itself needs the right to export the record; otherwise one gets what
 * one's own view shows, with the right to export one's own. ERR_INPUT when
 * there is no such meeting that one may see. */
bool cmd_export_minutes(struct session *s, int64_t meeting,
    const struct doc_format *format, struct buf *out, struct err *err);

/* The same document to be shown on screen: recorded as opened, not as
 * exported. *marking (may be NULL) gets the one it bears, in the arena. */
bool cmd_export_preview(struct session *s, int64_t meeting, struct buf *out,
    struct arena *a, const char **marking, struct err *err);

/* The marking of a page that shows one record (0: none), or one action (0) with
 * those it hangs on, in the arena. */
bool cmd_page_marking(struct session *s, const struct kind *k,
    int64_t casefile, int64_t action, struct arena *a, const char **marking,
    struct err *err);

/* The member's own open actions, by date, of the boards on which they may
 * export their own; ERR_DENIED where there is no such board. */
bool cmd_export_mine(struct session *s, const struct doc_format *format,
    struct buf *out, struct err *err);

/* The meetings of a board (0: of every board one sees), latest first, of the
 * boards on which one may export what one sees; ERR_DENIED where there is no
 * such board. */
bool cmd_export_meetings(struct session *s, int64_t board,
    const struct doc_format *format, struct buf *out, struct err *err);

#endif
