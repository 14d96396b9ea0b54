/*
 * dialog: a box over a screen: a question with its answers, a message, a text
 * to read. Owns copies of its texts. It runs no loop: the screen hands it
 * inputs until it has an answer.
 */
#ifndef UI_DIALOG_H
#define UI_DIALOG_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/key.h"
#include "ui/list.h"
#include "ui/view.h"

/* An answer and the key that gives it at once. */
struct dialog_answer {
	int key;		/* 'y'; capitals fit too */
	const char *label;	/* "yes, close the case" */
	int value;		/* given back; > 0 */
};

struct dialog {
	char *title;
	char *text;
	const struct dialog_answer *answers;	/* borrowed; a static table */
	size_t n;
	struct list list;	/* the answer the cursor is on */
	int top;		/* first row of text shown */
	int rows, height;	/* of text, in all and shown, when last drawn */
	enum style style;	/* of the frame: STYLE_ALARM for a warning */
};

enum {
	DIALOG_OPEN = 0,	/* no answer yet */
	DIALOG_CANCELLED = -1	/* Esc */
};

/* A question. The cursor starts on answer first: for anything that destroys
 * that is the harmless one. n 0: a text to read, where Enter, Esc and q give
 * DIALOG_CANCELLED. title may be NULL. */
void dialog_init(struct dialog *d, const char *title, const char *text,
    const struct dialog_answer *answers, size_t n, size_t first);
void dialog_release(struct dialog *d);

/* An answer's value, DIALOG_CANCELLED, or DIALOG_OPEN. Arrows and Tab move
 * among answers, paging scrolls the text, Enter answers. Every input is
 * used. */
int dialog_input(struct dialog *d, const struct input *in);

/* A box in the middle of v as large as needed; the cursor on the answer (or on
 * the first row of the text). */
void dialog_draw(struct dialog *d, struct view v);

#endif
