/*
 * find: what people call things, to the ids of things: a board by its prefix,
 * an agency by its short name, a casefile by its reference, a day as typed.
 * Sees only what the member may see; what one may not see is not there. Each
 * function answers false with a sentence (ERR_INPUT), which offers the nearest
 * name where that gives nothing away.
 */
#ifndef CMD_FIND_H
#define CMD_FIND_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "cmd/session.h"

/* By prefix or name. */
bool find_board(struct session *s, const char *text, int64_t *id,
    struct err *err);

/* By short name or name, whatever the case. */
bool find_agency(struct session *s, const char *text, int64_t *id,
    struct err *err);

/* By login; of one who has left as well. */
bool find_member(struct session *s, const char *text, int64_t *id,
    struct err *err);

/* By reference. */
bool find_meeting(struct session *s, const char *text, int64_t *id,
    struct err *err);
bool find_casefile(struct session *s, const char *text, int64_t *id,
    struct err *err);
bool find_action(struct session *s, const char *text, int64_t *id,
    struct err *err);

/* Somebody in a casefile, by surname, "forenames surname", or the role where
 * only one has it. More than one that fits is an error that says so. */
bool find_party(struct session *s, int64_t casefile, const char *text,
    int64_t *id, struct err *err);

/* The board a casefile, a meeting, an action belongs to. */
bool find_casefile_board(struct session *s, int64_t casefile, int64_t *board,
    struct err *err);
bool find_meeting_board(struct session *s, int64_t meeting, int64_t *board,
    struct err *err);
bool find_action_board(struct session *s, int64_t action, int64_t *board,
    struct err *err);

/* A day as people type it (model/when.h), counted from today, and kept in s for
 * whoever says how it was understood; past is for a
 * day that has been (a birth, an incident). board (0: none) says whose working
 * days count and when the next meeting is. */
bool find_day(struct session *s, int64_t board, const char *text, bool past,
    int *date, struct err *err);

/* "yes" or "no". */
bool find_yes(const char *text, bool *yes, struct err *err);

#endif
