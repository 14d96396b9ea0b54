/*
 * prompt: one line being typed, with what would complete it below and how it
 * is understood live: the one-line action, the ":" palette, "/" search. Owns
 * the line; what completes and explains it comes from the caller's functions,
 * asked after each change.
 */
#ifndef UI_PROMPT_H
#define UI_PROMPT_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/choices.h"
#include "ui/editor.h"
#include "ui/list.h"
#include "ui/view.h"

struct prompt_ops {
	/* Fill out with what may stand at byte at of text; set out->from and
	 * out->to to the bytes that a choice replaces (preset: the word before
	 * the cursor). May be NULL. */
	void (*complete)(void *arg, const char *text, size_t at,
	    struct choices *out);
	/* Fill out with lines that say how text is understood and what is
	 * missing (choices_add_line). May be NULL. */
	void (*explain)(void *arg, const char *text, struct choices *out);
};

struct prompt {
	struct editor line;
	const char *label;		/* borrowed: "> ", ":" or "/" */
	const struct prompt_ops *ops;
	void *arg;
	struct choices completions;
	struct choices lines;
	struct list list;		/* which completion is chosen */
	bool chosen;			/* one is: Enter takes it */
	bool choose_first;		/* Enter takes the first unasked */
	const char *const *history;	/* oldest first, borrowed */
	size_t nhistory, past;		/* past: how far back one is */
};

enum prompt_answer {
	PROMPT_IGNORED,		/* not its key */
	PROMPT_MOVED,		/* redraw */
	PROMPT_EDITED,		/* the text changed */
	PROMPT_DONE,		/* Enter: prompt_text is the answer */
	PROMPT_CANCELLED,	/* Esc, or Backspace on an empty line */
	PROMPT_FULL		/* too long: nothing was taken in */
};

/* max: bytes, 0 no limit. label, ops and arg are borrowed. */
void prompt_init(struct prompt *p, const char *label, size_t max,
    const struct prompt_ops *ops, void *arg);
void prompt_release(struct prompt *p);

/* Start from a text (a draft offered back), or ask the callbacks again because
 * what they know changed. */
void prompt_set(struct prompt *p, const char *text);
void prompt_refresh(struct prompt *p);

const char *prompt_text(const struct prompt *p);

/* Earlier lines for Ctrl-P and Ctrl-N, and for Up and Down while there are no
 * completions. */
void prompt_set_history(struct prompt *p, const char *const *lines, size_t n);

/* Tab takes the chosen completion (the first, when none is chosen) and goes
 * on; Up and Down choose; Enter takes a chosen one, else it is done. */
enum prompt_answer prompt_input(struct prompt *p, const struct input *in);

/* Rows it would like: the line, its explanation, at most max completions. */
int prompt_height(const struct prompt *p, int max);

/* Line, explanation, completions, downwards from the view's first row; the
 * cursor is in the line. */
void prompt_draw(struct prompt *p, struct view v);

#endif
