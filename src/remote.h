/*
 * remote: the session of a member who came over SSH. sshd starts this program
 * with the command that `ssh keys` answered it (the account's login shell is
 * this program, too, so that no other is there), and what the member asked for
 * besides comes in as one line, which is split by rules of our own and looked
 * up in a table. Everything else is refused in one sentence and noted.
 */
#ifndef REMOTE_H
#define REMOTE_H

#include <stdbool.h>

#include "cli.h"

/* What the forced command is called: PROGRAM session --book … --as … --key … */
#define REMOTE_WORD "session"
#define REMOTE_PATH 4096

/* What main found in the environment before it was cleared. */
struct remote_found {
	const char *term;	/* NULL: none */
	const char *command;	/* what the member asked for; NULL: the
				 * screens */
};

/* Is this program called as a member's session, or as a login shell? Then
 * nothing of the environment is to be believed. */
bool remote_is_called(int argc, char *const *argv);

/* Do it. env holds nothing of the member's but the terminal's state. */
int remote_main(struct cli_env *env, const struct remote_found *found,
    int argc, char **argv);

/* The path of this program's file. False where it can't be told. */
bool remote_self(char path[REMOTE_PATH]);

#endif
