/*
 * term: the terminal: the only file that knows ncurses. It starts and stops
 * it, reads what comes in, and shows a surface by sending what changed. It has
 * one terminal, so its state is the one static struct of this layer. It reads
 * no environment: main hands in what matters.
 */
#ifndef UI_TERM_H
#define UI_TERM_H

#include <stdbool.h>

#include "base/err.h"
#include "ui/key.h"
#include "ui/surface.h"

struct term_options {
	const char *term;	/* $TERM; NULL and "" are refused */
	const char *title;	/* window title; never a name. NULL: none */
	bool no_color;		/* the NO_COLOR wish */
	bool ascii;		/* even if the locale is UTF-8 */
	bool test;		/* answer syncs (INPUT_SYNC) */
};

/* Take the terminal on standard input and output: alternate screen, raw keys,
 * bracketed paste. The locale must have been set. False (ERR_IO or ERR_INPUT)
 * when there is no terminal or its TERM is unknown; nothing was changed. */
bool term_start(const struct term_options *options, struct err *err);

/* Put everything back as it was; safe to call at any time, also when it was
 * never started, from bug() or after the line was lost. */
void term_stop(void);

/* What to poll for reading, -1 when not started. */
int term_fd(void);

void term_size(int *rows, int *cols);

/* The next thing that came in, without waiting; false when there is nothing
 * (then poll). Call until it is false before drawing: queued keys become one
 * frame. A half-read paste is kept until its end comes; input->text is good
 * until the next call. INPUT_HANGUP is given once. */
bool term_read(struct input *in);

/* Show s, which should have the terminal's size (it is clipped): only rows
 * that differ from what was shown last are handed on, then one flush. Nothing
 * once the line is lost. */
void term_draw(const struct surface *s);

/* Show everything anew at the next term_draw (Ctrl-L, after being stopped). */
void term_repaint(void);

/* The screen goes blank now, and so do the copies of it that this file and
 * ncurses compare with: for the lock and the blanking key. */
void term_wipe(void);

/* Ctrl-Z: give the terminal back, stop this process, take the terminal again
 * when it is continued (then INPUT_RESUME comes in). */
void term_suspend(void);

/* The bell, or a flash where that is all there is. */
void term_bell(void);

/* Test mode: say that everything sent so far has been drawn. */
void term_answer_sync(void);

/* The line is lost: nothing can be shown or read any more. */
bool term_lost(void);

/* Something was read that term_read has not told yet: what comes on term_fd
 * need not be waited for. */
bool term_waiting(void);

#endif
