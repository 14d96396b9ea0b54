/*
 * screen: what a screen is: a row of functions over what it loaded. load
 * queries into the screen's arena, draw only paints, input and act decide, and
 * each answers with what it needs. Screens lie on one stack that the app owns;
 * a screen asks for another through ctx and never runs a loop of its own.
 */
#ifndef SCREEN_SCREEN_H
#define SCREEN_SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "cmd/session.h"
#include "store/presence.h"
#include "store/watch.h"
#include "ui/key.h"
#include "ui/keymap.h"
#include "ui/view.h"

struct screen;
struct take;
struct take_state;

/* What a screen answers: bits; 0 means it did not use the input. */
enum {
	SCREEN_USED = 1 << 0,	/* used, nothing to draw */
	SCREEN_REDRAW = 1 << 1,
	SCREEN_RELOAD = 1 << 2,	/* load again, then draw */
	SCREEN_POP = 1 << 3,	/* this screen is done */
	SCREEN_QUIT = 1 << 4	/* leave the program */
};

/* What a screen may ask of the program. */
struct ctx {
	struct session *session;
	struct screen *push;		/* set by ctx_push */
	bool replace;			/* push takes the top one's place */
	unsigned below;			/* with SCREEN_POP: what the screen
					 * beneath needs (see ask.c) */
	int action;			/* with SCREEN_POP: an action for the
					 * screen beneath (help, palette) */
	struct buf message;		/* the line at the bottom */
	enum style message_style;
	bool ascii;
	/* The folder that files are written to; NULL: none may be, for those
	 * who sign in from elsewhere. Borrowed. */
	const char *files;
	int rows;			/* of the terminal */
	int64_t begun;			/* the newest event when one came */
	/* What was written after the event news_since, while screens are
	 * loaded again for it; n_news 0: they ask for themselves. */
	struct change *news;
	size_t n_news;
	int64_t news_since;
	bool edited;			/* typing went on: a draft is due */
	bool resuming;			/* what was half typed is opened
					 * again: only if it is there */
};

struct screen_ops {
	/* One word: begins the screen's place (see place) and is the heading
	 * of its keys in help. */
	const char *name;
	const struct keymap *keys;	/* its own rows; NULL: none */
	/* Drawn over the screen beneath it (a prompt, a question). */
	bool over;
	/* Every input goes to input first and nothing but Esc, Ctrl-L and
	 * Ctrl-Z is looked up as a general key when it is not used: for
	 * screens in which one types. */
	bool typing;
	/* A list: the general movement keys are looked up for it (ui/list's
	 * keymap), and come to act. */
	bool moves;
	/* While other screens cover it, it is not loaded again for what
	 * others change, but when it shows. */
	bool rests;

	/* Query everything that draw needs into s->arena, which was reset.
	 * Called after the push, on SCREEN_RELOAD, and when another session
	 * changed what shows says. Record a consultation before returning
	 * what was consulted. False: the screen is popped and err shown. */
	bool (*load)(struct screen *s, struct ctx *ctx, struct err *err);
	/* The texts of the top bar; either may stay empty. NULL: name. */
	void (*title)(const struct screen *s, const struct ctx *ctx,
	    struct buf *left, struct buf *right);
	/* Paint into v: the rows between the top and the bottom bar (for an
	 * over screen as well). Reads nothing but what was loaded and the
	 * clock. Widgets keep their scroll position, hence no const. */
	void (*draw)(struct screen *s, const struct ctx *ctx, struct view v);
	/* An input as it came (keys, paste); NULL: none wanted. */
	unsigned (*input)(struct screen *s, struct ctx *ctx,
	    const struct input *in);
	/* An action of keys (or of list_keymap when moves); NULL: none. */
	unsigned (*act)(struct screen *s, struct ctx *ctx, int action);
	/* Does this change by someone else (or by a screen above) concern what
	 * is shown? NULL: every change does. */
	bool (*shows)(const struct screen *s, const struct change *c);
	/* Where this session is, as others in the meeting are told; of the
	 * screens on the stack the first that has this says. NULL: it is of no
	 * meeting that several attend. */
	void (*attends)(const struct screen *s, struct presence_at *at);
	/* Somebody in the meeting moved, or types elsewhere: reload? NULL:
	 * nothing here shows it. */
	unsigned (*moved)(struct screen *s, struct ctx *ctx);
	/* What waits for the viewer's yes or no, asked in a row of its own over
	 * whatever lies on this screen; and the answer to it. NULL, or asks
	 * answers NULL: nothing does. */
	const char *(*asks)(const struct screen *s);
	unsigned (*answer)(struct screen *s, struct ctx *ctx, bool yes);
	/* The place of the draft of what is being typed; NULL, or it answers
	 * NULL: nothing is. */
	const char *(*typing_at)(const struct screen *s);
	/* The form of a record: those who have one of the same case open are
	 * told of each other outside a meeting, too. */
	bool fills_in;
	/* A second has gone by: redraw? NULL: it shows no running clock. */
	unsigned (*tick)(struct screen *s, struct ctx *ctx);
	/* All is drawn, and nobody has typed or written for a moment: read what
	 * is likely to be shown next; reload, too? NULL: nothing can be
	 * foreseen. */
	unsigned (*ready)(struct screen *s, struct ctx *ctx);
	/* Keep what is being typed as a draft in the book: after the first
	 * pause and at a hang-up. NULL: nothing is typed here. */
	bool (*draft)(struct screen *s, struct ctx *ctx, struct err *err);
	/* The session ends, or rests in the background: keep what was looked
	 * at. NULL: nothing to keep. */
	void (*leave)(struct screen *s, struct ctx *ctx);
	/* Add the arguments that screen_open needs to come back here ("12
	 * 7"). NULL: one does not come back to it. */
	void (*place)(const struct screen *s, struct buf *out);
	/* After load: open again what one was typing over this screen, by
	 * what ask_resumes said of it; nothing when its record is gone. NULL:
	 * nothing is typed over it that can be opened so. */
	void (*resume)(struct screen *s, struct ctx *ctx, const char *how);
	/* What of this can be had as a document (screen/take.h), in an arena
	 * that outlives a load; how many. NULL: that of what the screen is
	 * about. */
	size_t (*takes)(struct screen *s, struct ctx *ctx, struct arena *a,
	    struct take *list);
	/* Free what is not in the arena; then the screen itself is freed. */
	void (*free)(struct screen *s);
};

/* The beginning of every screen's own struct. */
struct screen {
	const struct screen_ops *ops;
	struct arena arena;		/* all that load loaded */
	const char *marking;		/* of the page, in the arena; or NULL */
	/* What it is about, for search, the palette and verbs; 0: nothing. */
	int64_t board, meeting, casefile;
	int64_t action;			/* whose form it is; 0 */
	int64_t item;			/* the line of the agenda; 0 */
	bool leads;			/* others wait for what is written
					 * here */
	bool research;			/* what is typed here is an agency's
					 * own until it is heard */
	/* Rows of the part one is in, asked before those of ops; NULL: none.
	 * Rows with any flag of keys_off do not exist (see ui/keymap.h). */
	const struct keymap *keys;
	unsigned keys_off;
	int idle_minutes;	/* of the lock, where it is about no board */
	bool loaded;
	bool stale;		/* rested while something changed */
	int64_t knows;		/* one's own last command when it was loaded */
	struct take_state *take;	/* a document being asked for; NULL */
};

/* Allocate a screen of size bytes, zeroed, its first member a struct screen. */
void *screen_new(size_t size, const struct screen_ops *ops);
void screen_free(struct screen *s);

/* Put a screen on the stack (or in place of this one) once the present call
 * returns. Takes it over. */
void ctx_push(struct ctx *ctx, struct screen *take_screen);
void ctx_replace(struct ctx *ctx, struct screen *take_screen);

/* Say something in the bottom line: that it was done, or the sentence of an
 * error (which is cleared). Answers SCREEN_REDRAW, for "return ctx_fail(…)". */
unsigned ctx_say(struct ctx *ctx, enum style style, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
unsigned ctx_fail(struct ctx *ctx, struct err *err);

/* Open the screen a place names, such as "casefile 12"; NULL when there is no
 * such screen. Looks nothing up: load does. */
struct screen *screen_open(const char *place);

/* The screens that can be opened by place, each from its own file. */
struct screen_place {
	const char *name;
	struct screen *(*open)(const char *args);
};
extern const struct screen_place screen_places[];

#endif
