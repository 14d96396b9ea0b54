/*
 * minute_cmd: entries of the record: information, risk, decision, whatever
 * sorts the kind has. Need the right to record. An open or closed meeting takes
 * them; one that was not opened does not.
 */
#ifndef CMD_MINUTE_CMD_H
#define CMD_MINUTE_CMD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "cmd/session.h"

/* Add an entry to an agenda line; phase NULL or "" outside phases, agency 0
 * when nobody in particular said it. sort must be one of the kind's, and one
 * the phase or step takes. *id may be NULL. */
bool cmd_minute_add(struct session *s, int64_t item, const char *phase,
    const char *sort, int64_t agency, const char *text, int64_t *id,
    struct err *err);

/* Change its text, guarded by what was read; *now as in cmd.h. */
bool cmd_minute_text(struct session *s, int64_t minute, const char *old,
    const char *text, char **now, struct err *err);
bool cmd_minute_sort(struct session *s, int64_t minute, const char *sort,
    struct err *err);
bool cmd_minute_agency(struct session *s, int64_t minute, int64_t agency,
    struct err *err);

/* Among the entries of its line: by places up (negative) or down. */
bool cmd_minute_move(struct session *s, int64_t minute, int by,
    struct err *err);
bool cmd_minute_remove(struct session *s, int64_t minute, struct err *err);

/* Write out the kind's snippet with that key, its {placeholders} filled from
 * the case in the line: {case}, {meeting}, {date}, {time}, {chair}, and party
 * roles. A placeholder that nothing fills stays, for the person to fill; *at
 * (may be NULL) gets the byte where the first such stands, else the end.
 * False and nothing added when there is no such snippet. */
bool minute_snippet(struct session *s, int64_t item, const char *key,
    struct buf *out, size_t *at, struct err *err);

#endif
