/*
 * consult: the record of who read what, written before anything is shown
 * because the law asks who read a record. Never undone. Needs no right but to
 * see what is read.
 */
#ifndef CMD_CONSULT_H
#define CMD_CONSULT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "cmd/session.h"

/* One opened a casefile; call before it is drawn, once for each time it comes
 * to rest on the screen. ERR_INPUT when one may not see it. */
bool cmd_consult_open(struct session *s, int64_t casefile, struct err *err);

/* One looks at the line of a case at a meeting, read as it stands; call before
 * it is drawn. Writes nothing when the move that took it up has noted one
 * already. */
struct agenda_row;
bool cmd_consult_line(struct session *s, const struct agenda_row *row,
    struct err *err);

/* A search's results came to rest; words are what was searched for. */
bool cmd_consult_search(struct session *s, const char *words,
    struct err *err);

/* The minutes of a meeting are about to be shown, or (leaves) written for
 * someone; detail is their edition and format. Noted for the meeting and for
 * each of its cases that is in them. */
bool cmd_consult_minutes(struct session *s, int64_t meeting, bool leaves,
    const char *detail, struct err *err);

/* What a reading was, in words: "opened it". Never NULL. */
const char *consult_word(const char *what);

/* A report is about to be written for someone; detail is its key and format.
 * Noted once, and for each of the casefiles it lists. */
bool cmd_consult_report(struct session *s, const char *detail,
    const int64_t *casefiles, size_t n, struct err *err);

/* Part of a command that is under way: what was made of the meeting and of these
 * casefiles for someone is about to leave. */
bool consult_pack(struct session *s, int64_t meeting, const char *detail,
    const int64_t *casefiles, size_t n, struct err *err);

/* Those on the roll of the meeting (attendances) who are here and may not see
 * the case in hand; none where the viewer may not know who sees it. */
bool consult_not_for(struct session *s, int64_t meeting, int64_t casefile,
    struct arena *a, int64_t **ids, size_t *n, struct err *err);

/* Part of the chair's move, inside a command that is under way: the mover, the
 * meeting's chair and secretary, and everyone here who may see the case. */
bool consult_follow(struct session *s, int64_t meeting, int64_t casefile,
    struct err *err);

#endif
