/*
 * cli: the subcommands. Takes arguments apart, opens the book, calls a cmd_*
 * or the loop, and prints. Everything from outside (environment, clock) comes
 * in through struct cli_env, which main fills.
 */
#ifndef CLI_H
#define CLI_H

#include <stdbool.h>
#include <stdio.h>

#include "base/clock.h"

/* What main found around the program. Texts may be NULL. */
struct cli_env {
	const char *home;	/* $HOME */
	const char *state;	/* $XDG_STATE_HOME */
	const char *data;	/* $XDG_DATA_HOME */
	const char *book;	/* $MINUTEBOOK_BOOK */
	const char *term;	/* $TERM */
	const char *forms;	/* folder of kinds */
	const char *demo;	/* folder of the demo's data */
	const char *writers;	/* the module of the heavy writers, if not
				 * where it was installed */
	const char *files;	/* folder for files written from a screen; NULL:
				 * none are */
	bool no_color, test, ascii;
	bool in_terminal, out_terminal;	/* standard input, output */
	bool err_terminal;		/* standard error */
	struct clock clock;
	int64_t now;		/* set: the clock stands (tests) or began here */
};

/* Do what the arguments say; the exit status (see the man page). */
int cli_main(struct cli_env *env, int argc, char **argv);

#endif
