/*
 * ask: small screens that lie over another and give one answer back: a
 * question, one line, a choice. The asker's function is called with the answer
 * when it is given, while the asker is on top again; nothing is called when
 * the person backs out.
 */
#ifndef SCREEN_ASK_H
#define SCREEN_ASK_H

#include <stddef.h>
#include <stdint.h>

#include "screen/screen.h"
#include "ui/choices.h"
#include "ui/dialog.h"
#include "ui/prompt.h"

/* A question with its answers (see ui/dialog.h); done gets the value. */
void ask_dialog(struct ctx *ctx, const char *title, const char *text,
    const struct dialog_answer *answers, size_t n, size_t first,
    unsigned (*done)(struct screen *asker, struct ctx *ctx, int value),
    struct screen *asker);

/* Yes or no; done is called for yes alone. */
void ask_yes(struct ctx *ctx, const char *title, const char *text,
    const char *yes, unsigned (*done)(struct screen *asker, struct ctx *ctx),
    struct screen *asker);

/* A text to read (Enter or Esc closes it). */
void ask_read(struct ctx *ctx, const char *title, const char *text);

/* One line. label is what is asked ("Reason: "); text the start (may be
 * NULL). place (may be NULL) is the key under which the half-typed line is
 * kept as a draft and offered back. ops and arg as in ui/prompt.h, both may be
 * NULL. done answers like input; it may leave the line open for mending by
 * answering ASK_AGAIN (a sentence having been given with ctx_fail). */
#define ASK_AGAIN (1u << 16)
/* With the answer: what was typed is not in the book yet and stays a draft. */
#define ASK_KEEP (1u << 17)

/* What done answers when a command refused: the sentence is shown and the line
 * stays open for mending; but after a conflict it closes, what was typed being
 * kept for the next time, so that one looks at what stands there now. */
unsigned ask_refused(struct ctx *ctx, struct err *err);

void ask_line(struct ctx *ctx, const char *label, const char *text,
    const char *place, const struct prompt_ops *ops, void *arg,
    unsigned (*done)(struct screen *asker, struct ctx *ctx,
    const char *text), struct screen *asker);

/* A day, shown below as it is understood while one types: with its weekday and
 * its year. Counted from the meeting's day, or on the board from today. */
struct ask_day {
	int64_t meeting, board;	/* one of them; the other 0 */
	bool past;		/* it has been: see model/when.h */
	bool more;		/* other words may stand behind it … */
	bool last;		/* … or before it: the day is the end */
};
void ask_day(struct ctx *ctx, const char *label, const char *text,
    const char *place, const struct ask_day *day,
    unsigned (*done)(struct screen *asker, struct ctx *ctx,
    const char *text), struct screen *asker);

/* The line just asked for frees this with itself. */
void ask_line_owns(struct ctx *ctx, void *take_it);

/* The line just asked for keeps what was typed when one backs out of it, and
 * offers it the next time. */
void ask_line_keep(struct ctx *ctx);

/* The line or text just asked for is opened again after a crash by the asker's
 * resume, which gets how; without this call it gets the place. */
void ask_resumes(struct ctx *ctx, const char *how);

/* What the line or text just asked for is guarded by: the text that was read,
 * kept beside its draft and put back with it, so that a draft offered after
 * someone else's change is a conflict like any other. was belongs to the asker
 * and outlives the asking. */
void ask_guards(struct ctx *ctx, char **was);

/* A password of so many characters at the least: shown nowhere, kept in no
 * draft. done may answer ASK_AGAIN, which begins anew with an empty line. */
void ask_secret(struct ctx *ctx, const char *label, size_t least,
    unsigned (*done)(struct screen *asker, struct ctx *ctx,
    const char *text), struct screen *asker);

/* Several lines, in a real editor over the lower part of the screen: wrapping,
 * paste, word movement, undo. Ctrl-S or Alt-Enter keeps it, Esc asks before it
 * throws words away. snippets (may be NULL) are offered on Ctrl-T, filtered:
 * key what one types, note the text put in. */
void ask_text(struct ctx *ctx, const char *label, const char *text,
    const char *place, const struct choice *snippets, size_t n_snippets,
    unsigned (*done)(struct screen *asker, struct ctx *ctx,
    const char *text), struct screen *asker);

/* One of a list that narrows as one types; done gets the index. Rows are
 * copied. */
void ask_pick(struct ctx *ctx, const char *title, const struct choice *rows,
    size_t n, size_t at, unsigned (*done)(struct screen *asker,
    struct ctx *ctx, size_t row), struct screen *asker);

#endif
