/*
 * key_cmd: the public keys that members sign in with over SSH. Whoever gives a
 * member a key can come in as them: so it needs to look after the book, or to
 * manage the members of every board that the member has a role on; and keys of
 * those who look after the book are theirs alone to change. Not undone: the
 * opposite command is.
 */
#ifndef CMD_KEY_CMD_H
#define CMD_KEY_CMD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "cmd/session.h"

/* The text of a .pub file; shown (may be NULL) gets the key's label and
 * fingerprint, to be compared with the member's own. ERR_INPUT for what is no
 * good public key, for a key that somebody has already, and for a member who
 * has left. */
bool cmd_key_add(struct session *s, int64_t member, const char *text,
    size_t len, struct buf *shown, struct err *err);

/* Who signed in with it is out at once. */
bool cmd_key_disable(struct session *s, int64_t key, const char *reason,
    struct err *err);
bool cmd_key_enable(struct session *s, int64_t key, struct err *err);
bool cmd_key_remove(struct session *s, int64_t key, struct err *err);

/* A key by its fingerprint, by the beginning of one (SHA256: and eight letters
 * or more), or by the login of a member who has one key. */
bool find_key(struct session *s, const char *text, int64_t *id,
    struct err *err);

#endif
