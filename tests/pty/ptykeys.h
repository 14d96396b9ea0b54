/*
 * ptykeys: key names as tests write them, to the bytes that an xterm sends.
 * The names are listed at pty_keys in ptyterm.h.
 */
#ifndef TESTS_PTY_PTYKEYS_H
#define TESTS_PTY_PTYKEYS_H

#include <stdbool.h>

#include "base/buf.h"

/* Add the bytes of keys to out. False at a name that is not one; what came
 * before it has been added. */
bool ptykeys_add(struct buf *out, const char *keys);

#endif
