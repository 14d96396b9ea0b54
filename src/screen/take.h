/*
 * take: what is on a screen as a document for someone: which of its documents,
 * in which format, to which file; over SSH, the command that gives it. The one
 * key for it works on every screen. A screen's own struct says what it is about
 * (screen.h); one that shows something else tells it by ops->takes.
 */
#ifndef SCREEN_TAKE_H
#define SCREEN_TAKE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "cmd/export_cmd.h"
#include "screen/screen.h"
#include "store/meeting_read.h"

enum { TAKE_MOST = 8 };

/* Hands the document over in pieces; false leaves errno for the sentence. */
typedef bool take_put(void *arg, const char *data, size_t len);

/* One document that can be had. Texts lie in the arena handed to takes. */
struct take {
	const char *title;	/* "the agenda" */
	const char *name;	/* of its file, without the ending: numbers and
				 * words, never a person */
	const char *asks;	/* by command: "export agenda --meeting REF" */
	const char *marking;	/* of rows that no document holds; NULL */
	bool list;		/* rows: for spreadsheets and calendars first */
	bool whom;		/* asks whom it goes to … */
	const char *to;		/* … which is offered; NULL */
	int64_t id, other;	/* what it is of */
	/* Asked for on a screen of its own instead; NULL. Takes id. */
	struct screen *(*open)(int64_t id);
	/* Make it in a format and hand it over. s is the screen. */
	bool (*write)(struct screen *s, struct ctx *ctx,
	    const struct take *t, const struct doc_format *format,
	    take_put *put, void *arg, struct err *err);
};

/* The key was pressed: ask what, how and where to, and write it. */
unsigned take_ask(struct screen *s, struct ctx *ctx);

/* Open again the line in which the name of a file was typed; how begins with
 * TAKE_PLACE. */
#define TAKE_PLACE "take/"
void take_resume(struct screen *s, struct ctx *ctx, const char *how);

/* Free what a screen keeps while it is asked. */
void take_free(struct take_state *t);

/* ---- What most screens have (take_things.c) ------------------------------- */

/* Documents of what the screen is about, the nearest first: its case, its
 * meeting, its board. */
size_t take_things(struct screen *s, struct ctx *ctx, struct arena *a,
    struct take list[TAKE_MOST]);

/* Those of one case, of which it may see anything. */
size_t take_case(struct ctx *ctx, int64_t casefile, struct arena *a,
    struct take list[TAKE_MOST]);

/* The packs of a meeting, where there are any for the viewer: how many were
 * added. */
size_t take_packs(struct ctx *ctx, const struct meeting_row *m,
    struct arena *a, struct take *list);

/* Add what was typed, perhaps by someone else, as a word of a command that is
 * copied to a shell between single quotes: it ends no quote there. */
void take_add_quoted(struct buf *b, const char *text);

/* Hand over what was made whole. */
bool take_give(const struct buf *b, take_put *put, void *arg,
    struct err *err);

/* "MM-2031-014-record-2031-03-14": what a file may be called everywhere. */
const char *take_name(struct arena *a, const char *ref, const char *what,
    int day);

#endif
