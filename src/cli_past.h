/*
 * cli_past: --as-of: the book as it stood, for a subcommand that writes
 * something out of it.
 */
#ifndef CLI_PAST_H
#define CLI_PAST_H

#include <stdbool.h>

#include "cli_book.h"
#include "cmd/past.h"

/* The session to make documents of: that on the book, or where as_of is given
 * (NULL: not) that on the book as it stood. On a terminal how far it is stands on
 * standard error. Free with past_close, also after a failure. */
bool cli_past(struct cli *c, const char *as_of, struct past *p,
    struct session **s, struct err *err);

/* How far something is, on standard error: nothing unless that is a terminal and
 * it takes long. False once the program was asked to end (cli_stop.h).
 * cli_progress_end takes away what stands there. */
struct cli_progress {
	const struct clock *clock;
	const char *what;	/* "entries" */
	int64_t since;		/* when it began, by the clock */
	bool shown;
};
void cli_progress_begin(struct cli_progress *p, const struct cli *c,
    const char *what);
bool cli_progress(void *progress, int64_t done, int64_t total);
void cli_progress_end(struct cli_progress *p);

#endif
