/*
 * loop: wait, drain what came in, notice others' changes, draw once, flush.
 * The one loop of the program; owns nothing but the signals it holds while it
 * runs.
 */
#ifndef LOOP_H
#define LOOP_H

#include "app.h"

/* Run until the member leaves or the line is gone. The terminal has been
 * started. True when the member left; false after a hang-up or a signal to
 * end, with drafts and place kept either way. */
bool loop_run(struct app *a);

#endif
