/*
 * ptyterm: a program on a real pseudo-terminal of a given size, and the screen
 * a person would see there (libvterm keeps it). Owns the process, the terminal
 * and the fresh home folder it may have made; knows nothing of meetings.
 *
 * No test sleeps. Keys end with the private sequence ESC [ 777 ~ ; a program
 * that runs with MINUTEBOOK_TEST=1 reads it as one key, draws what is left to
 * draw, and after the flush of that frame answers ESC ] 777 ; sync ESC \ .
 * When the answer is here, so is everything drawn before it. An <Esc> as the
 * last key is followed by the ESC of that sequence, which the program must not
 * take for Alt: it is a lone <Esc>, then the sync key. The sequence counts
 * inside a bracketed paste as text, so close a paste before a sync.
 *
 * Nothing waits for ever: after PTY_PATIENCE_MS a call returns false and tells
 * standard error what it waited for, and what was on the screen.
 */
#ifndef TESTS_PTY_PTYTERM_H
#define TESTS_PTY_PTYTERM_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#define PTY_PATIENCE_MS 20000

/* All but argv may be left out. The environment is made new: PATH, TERM,
 * LC_ALL, TZ, HOME, MINUTEBOOK_TEST=1, MINUTEBOOK_NOW, what make check says of
 * forms and demo, and the sanitizers' options; nothing else goes through. */
struct pty_options {
	const char *const *argv;	/* argv[0] is a path; ends with NULL */
	const char *const *env;		/* more "NAME=value", later one counts */
	const char *home;		/* NULL: a fresh one, removed at the end */
	const char *now;		/* NULL: "2031-03-13T09:30:00" */
	const char *tz;			/* NULL: "UTC" */
	const char *term;		/* NULL: "xterm-256color" */
	int rows, cols;			/* 0: 24 and 80 */
};

struct pty;

/* What one place of the screen looks like. Colours are palette numbers, -1
 * for the terminal's own. */
struct pty_style {
	bool bold, underline, reverse;
	int fg, bg;
};

/* NULL, with the reason on standard error, when it can't be started. */
struct pty *pty_start(const struct pty_options *options);

/* Hang up, wait, kill what is left, remove the home. NULL is fine. */
void pty_free(struct pty *p);

/* Send keys and sync. Every character stands for itself, but: <Enter> <Esc>
 * <Tab> <S-Tab> <BS> <Del> <Ins> <Up> <Down> <Left> <Right> <Home> <End> <PgUp>
 * <PgDn> <F1> to <F12> <Space> <lt>, <C-x> and <A-x> for any x, <Paste> and
 * </Paste> around pasted text. False on an unknown name, too. */
bool pty_keys(struct pty *p, const char *keys);

/* Bytes as they are, without sync. */
bool pty_send(struct pty *p, const void *data, size_t len);

/* Send the sync key and wait for the answer. Like pty_keys, it first waits
 * until the program has come to the alternate screen: before that its terminal
 * may not be set. */
bool pty_sync(struct pty *p);

/* Read until text stands somewhere on the screen: for what others cause, such
 * as a change made in another session. */
bool pty_wait_text(struct pty *p, const char *text);

/* The terminal gets a new size (the program its SIGWINCH); no sync. */
bool pty_resize(struct pty *p, int rows, int cols);

/* Send the program a signal. */
bool pty_signal(struct pty *p, int signal);
pid_t pty_pid(const struct pty *p);

/* The line drops: the terminal's other end is closed. Follow with
 * pty_wait_exit. */
void pty_hangup(struct pty *p);

/* Read on until the program ends, and give its status as waitpid does in
 * *status; whoever is not done in time is killed, and false returned. */
bool pty_wait_exit(struct pty *p, int *status);

/* Read on until the program is stopped (Ctrl-Z); pty_signal(p, SIGCONT) wakes
 * it. */
bool pty_wait_stopped(struct pty *p);

/* One row without the blanks at its end, or all rows, each with a newline.
 * Valid until the next call of the same function. */
const char *pty_row(struct pty *p, int row);
const char *pty_screen(struct pty *p);

/* True when text stands in one row; row and col (either may be NULL) get the
 * first such place, in cells. */
bool pty_find(struct pty *p, const char *text, int *row, int *col);

struct pty_style pty_style(struct pty *p, int row, int col);

void pty_cursor(const struct pty *p, int *row, int *col, bool *visible);

/* On the alternate screen, as a full-screen program should be until it
 * leaves. */
bool pty_alternate(const struct pty *p);

/* The last window title set, "" when none was. */
const char *pty_title(const struct pty *p);

/* The fresh or given home folder. */
const char *pty_home(const struct pty *p);

/* Everything the program wrote since the start or the last pty_forget; the
 * sync answers are not in it. */
const char *pty_output(const struct pty *p, size_t *len);
void pty_forget(struct pty *p);

/* Print the screen on standard error as TAP remarks, framed, with cursor. */
void pty_show(struct pty *p);

#endif
