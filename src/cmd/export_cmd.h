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
#include "cmd/minutes_doc.h"
#include "cmd/session.h"
#include "export/doc.h"

/* The minutes of a meeting in a format: the latest version that was circulated
 * or approved, for those who may see all that it holds; otherwise the record as
 * it stands now, in one's own view. The record itself needs the right to export
 * the record, one's own view the right to export one's own. What left is noted
 * with the hash of its bytes. ERR_INPUT when there is no such meeting that one
 * may see. */
bool cmd_export_minutes(struct session *s, int64_t meeting,
    const struct doc_format *format, struct buf *out, struct err *err);

/* The same, one edition or version; to (may be NULL) is for whom it is. */
bool cmd_export_edition(struct session *s, int64_t meeting,
    const struct minutes_wish *wish, const struct doc_format *format,
    const char *to, struct buf *out, struct err *err);

/* A document of a meeting that leaves. */
struct export_left {
	const char *what;	/* minutes, agenda */
	const char *format, *to;	/* to whom; NULL */
	int64_t edition;	/* 0: none */
};

/* Note it, with the hash of its bytes, before anyone has them. */
bool export_note(struct session *s, int64_t meeting,
    const struct export_left *l, const struct buf *bytes, struct err *err);

/* A document to be shown on screen: recorded as opened, not as exported. Free
 * with minutes_got_release, also after a failure. */
bool cmd_minutes_open(struct session *s, int64_t meeting,
    const struct minutes_wish *wish, struct minutes_got *got,
    struct err *err);

/* The latest as plain text to be shown on screen: recorded as opened, not as
 * exported. *marking (may be NULL) gets the one it bears, in the arena. */
bool cmd_export_preview(struct session *s, int64_t meeting, struct buf *out,
    struct arena *a, const char **marking, struct err *err);

/* The marking of a page that shows one record (0: none), or one action (0) with
 * those it hangs on, in the arena. */
bool cmd_page_marking(struct session *s, const struct kind *k,
    int64_t casefile, int64_t action, struct arena *a, const char **marking,
    struct err *err);

/* The meetings of a board (0: of every board one sees), latest first, of the
 * boards on which one may export what one sees; ERR_DENIED where there is no
 * such board. */
bool cmd_export_meetings(struct session *s, int64_t board,
    const struct doc_format *format, struct buf *out, struct err *err);

#endif
