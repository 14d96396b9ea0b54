/*
 * meeting_need: what commands of a meeting begin with: the meeting itself, the
 * right to change it, its kind, the time. Inside cmd/ alone.
 */
#ifndef CMD_MEETING_NEED_H
#define CMD_MEETING_NEED_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "cmd/session.h"
#include "store/agenda_read.h"
#include "store/meeting_read.h"

/* ERR_DENIED, naming right, unless one has it or the other (RIGHT_NONE: no
 * other). */
bool need_right(struct session *s, int64_t board, int right, int other,
    struct err *err);

/* The meeting, with one of both rights on its board. */
bool need_meeting(struct session *s, int64_t meeting, int right, int other,
    struct arena *a, struct meeting_row *row, struct err *err);

/* An agenda line and its meeting (m may be NULL), likewise. */
bool need_item(struct session *s, int64_t item, int right, int other,
    struct arena *a, struct agenda_row *row, struct meeting_row *m,
    struct err *err);

/* ERR_INPUT unless it is open; unless it is open or closed. */
bool need_open(const struct meeting_row *m, struct err *err);
bool need_opened(const struct meeting_row *m, struct err *err);

/* ERR_INPUT unless the other meeting lies after this one: nothing comes back
 * at a meeting that has been. */
bool need_later(struct session *s, const struct meeting_row *m, int64_t other,
    struct err *err);

/* ERR_INPUT unless a person is signed in: the program itself records nothing
 * at a meeting. */
bool need_person(struct session *s, struct err *err);

/* Now on the wall, in the arena; at as given when it is not NULL ("" is
 * NULL: no time). */
const char *need_now(struct session *s, struct arena *a);
const char *need_time(struct session *s, const char *at, struct arena *a);

/* The case type of a line; NULL with err when the kind has no such type (any
 * more), or when the line is a step. */
const struct kind_case_type *need_case_type(const struct kind *k,
    const struct agenda_row *item, struct err *err);

/* Does someone in this role count as speaking for their agency? */
bool need_role_counts(const struct kind *k, const char *role);

/* True when text is NULL or nothing but spaces. */
bool need_blank(const char *text);

#endif
