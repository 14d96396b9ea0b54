/*
 * editor: text being typed, one line or many. Owns the text, the cursor and
 * what undo needs; memory is wiped when given back, because it held names.
 * Knows nothing of fields or files: whoever shows it saves it.
 */
#ifndef UI_EDITOR_H
#define UI_EDITOR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "ui/key.h"
#include "ui/theme.h"
#include "ui/view.h"

struct editor_step;

struct editor {
	struct buf text;	/* valid UTF-8, no control but the newline */
	size_t at;		/* the cursor: a byte, between characters */
	size_t max;		/* longest text in bytes; 0: no limit */
	bool single;		/* one line: no newline can come in */
	bool fixed;		/* read-only: moves, but nothing changes */
	int cols, rows;		/* size it was last drawn in */
	int top;		/* first row (or column, when single) shown */
	int goal;		/* column Up and Down keep to; -1: none */
	struct editor_step *steps;	/* what undo and redo know */
	size_t nsteps, cap, done;	/* done: steps in force */
	int run;		/* which kind of typing is going on */
	struct buf killed;	/* last text cut, for Ctrl-Y */
};

enum editor_answer {
	EDITOR_IGNORED,		/* the key is not the editor's: use it */
	EDITOR_NOTHING,		/* its key, but there was nothing to do */
	EDITOR_MOVED,
	EDITOR_CHANGED,
	EDITOR_FULL		/* nothing was taken in: max would be passed */
};

void editor_init(struct editor *e, bool single, size_t max);
void editor_release(struct editor *e);

/* Take another text (made valid; cut to max between characters); the cursor
 * stands at its end, undo is empty. */
void editor_set(struct editor *e, const char *text);

const char *editor_text(const struct editor *e);

/* Put text in at the cursor, as one step of undo; control characters but the
 * newline are dropped, tabs become a space, and newlines do when single. All
 * or nothing: false when max would be passed. */
bool editor_insert(struct editor *e, const char *text, size_t len);

/* Put text in place of [from, to) (a completion, a snippet); the cursor stands
 * behind it. False as above. */
bool editor_replace(struct editor *e, size_t from, size_t to,
    const char *text);

/* Let it handle an input. Keys: arrows, Home End, Ctrl-A E B F, Ctrl-Left and
 * -Right or Alt-B F by words, Backspace Delete Ctrl-H Ctrl-D, Ctrl-W and
 * Alt-Backspace a word back, Alt-D a word on, Ctrl-U and Ctrl-K to the line's
 * start and end, Ctrl-Y puts what was cut last, Ctrl-_ undo, Ctrl-R redo, and
 * when not single Enter, Up, Down, PgUp, PgDn, Ctrl-Home and Ctrl-End. Up on
 * the first row and Down on the last are ignored, so a form can move on; so
 * are Enter, Up, Down and paging when single. */
enum editor_answer editor_input(struct editor *e, const struct input *in);

/* False when there is nothing to undo or redo. A run of typing, a run of
 * deleting, a paste is one step. */
bool editor_undo(struct editor *e);
bool editor_redo(struct editor *e);

/* Where rows break in a view of so many columns: one is kept free for the
 * cursor behind the last character. */
int editor_wrap_cols(int cols);

/* Rows it needs at a width (1 when single), for forms that grow. */
int editor_height(const struct editor *e, int cols);

/* Draw it into v, scrolled so that the cursor is seen; remembers the size for
 * Up, Down and paging. focus: put the terminal's cursor there. */
void editor_draw(struct editor *e, struct view v, enum style style,
    bool focus);

#endif
