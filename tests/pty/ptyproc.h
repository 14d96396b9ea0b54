/*
 * ptyproc: a program on a pseudo-terminal as a shell would run it: in the
 * foreground of a session whose leader, a small keeper, passes a hang-up on
 * and tells of every stop and end. (A session leader's own group is orphaned,
 * and Ctrl-Z would not stop it.) Owns the process; the caller closes the
 * descriptors. Knows nothing of what is drawn.
 */
#ifndef TESTS_PTY_PTYPROC_H
#define TESTS_PTY_PTYPROC_H

#include <stdbool.h>
#include <sys/types.h>

struct ptyproc {
	int terminal;		/* the master side, non-blocking */
	int news;		/* ints as from waitpid; ends with the keeper */
	pid_t keeper, program;
};

/* Start argv[0] with that environment alone. False, with the reason on
 * standard error, when there is no terminal or process to be had; a program
 * that can't be executed says so on its terminal and ends with 127. */
bool ptyproc_start(struct ptyproc *proc, const char *const *argv,
    const char *const *env, int rows, int cols);

#endif
