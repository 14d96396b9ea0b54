/*
 * minutes_lines: minutes as a document in the lines of a body, and correcting
 * one of them: what the screen of minutes and the panes of a meeting have in
 * common. Owns the document that it shows.
 */
#ifndef SCREEN_MINUTES_LINES_H
#define SCREEN_MINUTES_LINES_H

#include <stdint.h>

#include "base/hash.h"
#include "cmd/minutes_doc.h"
#include "screen/body.h"
#include "screen/screen.h"
#include "store/meeting_read.h"

/* The sort of a line that stands for a place in the document: id is its block,
 * index 0, or the row of a table from 1. */
enum { MINUTES_LINE = 920 };

struct minutes_view {
	char laid[HASH_HEX];	/* mark of what is asked to be approved */
	struct meeting_row row;		/* the meeting's, in the caller's arena */
	struct minutes_wish wish;
	struct minutes_got got;
	const struct edition_row *versions;	/* latest first */
	size_t n_versions;
	int64_t now_open;		/* a later meeting that is on; 0 */
	const char *now_ref;
	/* What is being corrected. */
	struct {
		int block, line, part;
		char *was;
	} fix;
};

/* Load the wished for version of the meeting's minutes; noted as read. */
bool minutes_view_load(struct minutes_view *v, struct ctx *ctx,
    int64_t meeting, struct arena *a, struct err *err);
void minutes_view_release(struct minutes_view *v);

/* How they stand and what comes next; then the document. */
void minutes_view_head(struct minutes_view *v, struct ctx *ctx,
    struct body *b);
void minutes_view_lines(struct minutes_view *v, struct body *b);

/* How they stand in one line, in the arena. */
const char *minutes_view_state(const struct minutes_view *v, struct ctx *ctx,
    struct arena *a);

/* The flags of the keys with which they are approved, circulated and corrected:
 * those that the member may not. */
struct minutes_flags {
	unsigned approve, circulate, correct;
};
unsigned minutes_keys_off(struct session *s, int64_t board,
    const struct minutes_flags *f);

/* The key for approving, for those whose role does not: it says whose does. */
enum { MINUTES_WHO = 921 };
extern const struct keymap minutes_who_keys;
unsigned minutes_say_who(struct ctx *ctx, int64_t meeting, const char *sort);

/* What a screen that shows them gives, to be called back: its functions find
 * the view and call minutes_fix_picked and minutes_fix_typed. */
struct minutes_hands {
	struct screen *screen;
	unsigned (*picked)(struct screen *s, struct ctx *ctx, size_t row);
	unsigned (*typed)(struct screen *s, struct ctx *ctx,
	    const char *text);
};

/* Correct the chosen line: which cell of a row, then the text. */
unsigned minutes_fix_begin(struct minutes_view *v, struct ctx *ctx,
    const struct body_line *l, const struct minutes_hands *h);
unsigned minutes_fix_picked(struct minutes_view *v, struct ctx *ctx,
    size_t row, const struct minutes_hands *h);
unsigned minutes_fix_typed(struct minutes_view *v, struct ctx *ctx,
    const char *text);
/* Open it again after a crash; how is what ask_resumes was told. */
void minutes_fix_resume(struct minutes_view *v, struct ctx *ctx,
    const char *how, const struct minutes_hands *h);

/* Ask, then done: approve, circulate. */
unsigned minutes_ask_approve(struct minutes_view *v, struct ctx *ctx,
    struct screen *s, unsigned (*done)(struct screen *s, struct ctx *ctx));
unsigned minutes_approve(struct minutes_view *v, struct ctx *ctx);
unsigned minutes_ask_circulate(struct minutes_view *v, struct ctx *ctx,
    struct screen *s, unsigned (*done)(struct screen *s, struct ctx *ctx));
unsigned minutes_circulate(struct minutes_view *v, struct ctx *ctx,
    bool anew);

#endif
