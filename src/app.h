/*
 * app: the program at work in a terminal: the session, the stack of screens,
 * the general keys. Owns all of it; the loop drives it and main makes it. Kept
 * apart from the terminal, so that tests drive it with inputs and read its
 * surface.
 */
#ifndef APP_H
#define APP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "cmd/session.h"
#include "screen/screen.h"
#include "ui/key.h"
#include "ui/surface.h"

#define APP_DEPTH 24		/* screens that may lie on each other */

struct app {
	struct ctx ctx;
	struct surface surface;
	struct screen *stack[APP_DEPTH];
	size_t depth;
	struct keyseq seq;		/* keys of a sequence so far */
	int64_t seen;			/* last event whose change is shown */
	int64_t command;		/* own command last looked at */
	int64_t typed_at;		/* mono ms of the last input */
	int64_t stirred_at;		/* of what others changed, shown */
	int64_t edited_at;		/* of the first edit not in a draft; 0 */
	int draft_ms, idle_ms;		/* pause before a draft; before the lock */
	int64_t board;			/* whose lock that is */
	struct presence_at here;	/* as others were last told; typing
					 * is here_typing */
	char *here_typing;
	int64_t here_at;		/* mono ms */
	char *where;			/* the place last kept */
	bool dirty;			/* something is to be drawn */
	bool blank;			/* nothing is shown until a key */
	bool locked;			/* blanked by being idle */
	bool resting;			/* what a session at rest needs not
					 * was given back */
	int64_t ready_at;		/* mono ms; 0: all is ready */
	bool repaint, suspend, quit;	/* for the loop to do */
	struct err out;			/* set: who was here is signed out … */
	bool idled;			/* … for having been idle */
	int day;			/* on which that was last asked */
};

/* Begin with the screens of where the member was (the meeting that is open,
 * the case in hand), or home. start (may be NULL) names a place instead. */
bool app_init(struct app *a, struct session *session, int rows, int cols,
    const char *start, struct err *err);
void app_release(struct app *a);

/* One input. Draws nothing. */
void app_input(struct app *a, const struct input *in);

/* Other sessions committed: load again what shows it. */
void app_changed(struct app *a);

/* Somebody in the same meeting said where they are. */
void app_moved(struct app *a);

/* Tell the others in the meeting where this session is, if that has changed
 * and they were told nothing for a while. Once all is drawn: it writes. */
void app_present(struct app *a);

/* Nothing has happened for a moment: what comes next is made ready. Once all is
 * drawn. */
void app_ready(struct app *a);

/* Leaving: nobody is to be told any more that this session is here. */
void app_leave(struct app *a);

/* Time has gone by: ticking screens, a draft that is due, the idle lock. */
void app_tick(struct app *a);

/* Milliseconds until app_tick has something to do; -1: nothing by itself. */
int app_wait(const struct app *a);

/* Paint the surface if anything changed; true when it did. */
bool app_draw(struct app *a);

/* Keep drafts and the place now (a hang-up, leaving). */
void app_keep(struct app *a);

/* The keys that work now: the top screen's, movement, the general ones. */
void app_keymaps(const struct app *a, struct keymaps *maps);

/* Do what a screen's answer asks for. */
void app_react(struct app *a, struct screen *s, unsigned what);

/* Milliseconds until app_present has something to tell; -1: nothing. */
int app_present_in(const struct app *a);

/* The screen that asks the member something, and what; NULL: none does. */
struct screen *app_asks(const struct app *a, const char **text);

/* The screen on top; NULL when the stack is empty. */
struct screen *app_top(const struct app *a);

#endif
