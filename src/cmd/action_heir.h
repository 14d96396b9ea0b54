/*
 * action_heir: open actions of a member who goes, or belongs elsewhere from
 * now on: somebody else has to take them on. Inside cmd/ alone.
 */
#ifndef CMD_ACTION_HEIR_H
#define CMD_ACTION_HEIR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "cmd/session.h"

/* Give the open actions that would be left behind, and the steps that are to
 * be done of any, to the heir (0: nobody; then it is refused where there are
 * such actions, with those one may see). agency is the member's from now on, 0
 * for one who goes. What one does not see stays as it is, and is flagged to
 * those who see it. Inside a command. */
bool action_pass_on(struct session *s, int64_t member, int64_t agency,
    int64_t heir, struct err *err);

#endif
