/*
 * erase_cmd: taking a casefile or a person out of the book for good. One asks,
 * with the reason; two others than the one who carries it out may be needed:
 * two different members approve, and while a legal hold lies on a casefile
 * nothing of it is erased. What stays is that something was erased, when, why,
 * and on whose word; never whom.
 */
#ifndef CMD_ERASE_CMD_H
#define CMD_ERASE_CMD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "cmd/session.h"

/* Ask for a casefile to be erased, or for a person (with every casefile that
 * is theirs alone); exactly one of the two is not 0. Needs the right to
 * erase. The reason names nobody. *id gets the request. */
bool cmd_erase_ask(struct session *s, int64_t casefile, int64_t subject,
    const char *reason, int64_t *id, struct err *err);

/* Agree to it: needs the right to approve an erasure, twice, by two different
 * members, neither of whom asked. */
bool cmd_erase_approve(struct session *s, int64_t request, struct err *err);

/* Do it, when two have approved and nothing holds it. What is left of the words
 * in indexes and logs is taken out after; ERR_BUSY when that must be run
 * again (call it once more). */
bool cmd_erase_carry_out(struct session *s, int64_t request,
    struct err *err);

/* Withdraw a request that was not carried out. */
bool cmd_erase_withdraw(struct session *s, int64_t request,
    struct err *err);

/* A record that came up for disposal is kept until that day, for that reason; it
 * comes up again then. Needs the right to erase: who would let it go says why it
 * stays. */
bool cmd_retention_keep(struct session *s, int64_t casefile, int until,
    const char *reason, struct err *err);

/* The request on a casefile that is open, 0: none that one may see; *agreed gets
 * how many have agreed to it. */
bool erase_request_of(struct session *s, int64_t casefile, int64_t *request,
    int *agreed, struct err *err);

/* Put a legal hold on a casefile, or lift it. */
bool cmd_hold_set(struct session *s, int64_t casefile, const char *reason,
    struct err *err);
bool cmd_hold_lift(struct session *s, int64_t casefile, const char *reason,
    struct err *err);

#endif
