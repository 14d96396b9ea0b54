/*
 * milestone_cmd: the dated steps inside an action. Rights as for the action
 * itself. The last one done never completes the action.
 */
#ifndef CMD_MILESTONE_CMD_H
#define CMD_MILESTONE_CMD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "cmd/session.h"

/* due may not lie after the action's own. member 0: the action's owner. *id may
 * be NULL. */
bool cmd_milestone_add(struct session *s, int64_t action, const char *text,
    int due, int64_t member, int64_t *id, struct err *err);

/* Done on a day (DATE_NONE: today), or after all not. was: the day it was done
 * as it was read (DATE_NONE in it: not yet); ERR_CONFLICT when that has
 * changed. NULL: whatever stands there. */
bool cmd_milestone_done(struct session *s, int64_t milestone, int on,
    const char *note, const int *was, struct err *err);
bool cmd_milestone_undone(struct session *s, int64_t milestone,
    const int *was, struct err *err);

/* was: the date that was read, likewise; DATE_NONE: whichever it is. */
bool cmd_milestone_due(struct session *s, int64_t milestone, int due,
    int was, struct err *err);
bool cmd_milestone_text(struct session *s, int64_t milestone,
    const char *old, const char *text, char **now, struct err *err);
bool cmd_milestone_move(struct session *s, int64_t milestone, int by,
    struct err *err);
bool cmd_milestone_remove(struct session *s, int64_t milestone,
    struct err *err);

#endif
