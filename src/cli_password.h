/*
 * cli_password: the password of a zip, from the terminal or a file descriptor;
 * never from an argument or the environment, where others can read it.
 */
#ifndef CLI_PASSWORD_H
#define CLI_PASSWORD_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"
#include "cli_book.h"

struct cli_sub;

#define PASSWORD_ASK (-1)	/* no descriptor: ask in the terminal */

/* "3" as a descriptor; false for what is none, which has been told. */
bool cli_password_fd(const struct cli_sub *sub, const char *way,
    const char *text, int *fd);

/* Read one: a line from the descriptor, or, asked for twice without showing
 * it, from the terminal; over SSH from standard input alone. Good enough for a
 * zip, or a sentence. Free with buf_wipe, also after a failure. */
bool cli_password(const struct cli *c, int fd, struct buf *out,
    struct err *err);

#endif
