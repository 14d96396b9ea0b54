/*
 * looked: up to which event a member has looked at what changed. One row per
 * member, moved on only when they have seen it; not recorded as an event.
 */
#ifndef STORE_LOOKED_H
#define STORE_LOOKED_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "store/db.h"

/* The last event looked at; -1 when they never looked. */
bool looked_load(struct db *db, int64_t *seq, struct err *err);

/* All up to seq was seen; its own transaction. Never goes back. */
bool looked_save(struct db *db, int64_t seq, struct err *err);

#endif
