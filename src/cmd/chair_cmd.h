/*
 * chair_cmd: who is in the chair of an open meeting, when that is not its
 * chair: taking the chair and handing it back, from when to when and why.
 * Rights that a role has while acting (forms/GRAMMAR) hang on it.
 */
#ifndef CMD_CHAIR_CMD_H
#define CMD_CHAIR_CMD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "cmd/session.h"

/*
 * That member takes the chair; at NULL: now. They are here (who was expected is
 * ticked so), their role may sit in the chair, and whoever is in it hands it
 * over or can't keep it: is excused, gone, out of the room, or has declared an
 * interest in what is in hand. While they are here and could, it takes
 * themselves, or who keeps the record with the reason for it. By who runs the
 * meeting or keeps its record; for oneself, by the deputy named for this
 * meeting and by those whose role is there for it. Who is the meeting's own
 * chair is simply back in it.
 */
bool cmd_chair_take(struct session *s, int64_t meeting, int64_t member,
    const char *at, const char *reason, struct err *err);

/* The meeting's chair is back in it: by themselves, by who acts, or by who runs
 * the meeting or keeps its record. */
bool cmd_chair_back(struct session *s, int64_t meeting, const char *at,
    struct err *err);

/* Part of closing a meeting, inside a command: nobody acts after it. */
bool chair_end(struct session *s, int64_t meeting, const char *now,
    struct err *err);

/* Could that member of the roll take the chair, by their role on the board? For
 * a list to choose from; role is a key. */
bool chair_could(const struct kind *k, const char *role);

#endif
