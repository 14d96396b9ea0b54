/*
 * cli_stop: Ctrl-C, a hang-up or an orderly end while something long is written:
 * what was begun is taken away first, then the program ends as it was asked to.
 */
#ifndef CLI_STOP_H
#define CLI_STOP_H

#include <stdbool.h>

#include "base/err.h"

/* From now on such a signal is noted; work looks whether one came. */
void cli_stop_begin(void);
bool cli_stopped(void);

/* Where one came, say the sentence of err (may be of ERR_NONE) and end by it;
 * else as it was before. */
void cli_stop_end(struct err *err);

#endif
