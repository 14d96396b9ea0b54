/*
 * stage: the whole program without a terminal, for scripts of screens: a
 * scratch book, a clock that stands until it is moved, and any number of
 * members at work on the book, each with an app of their own as over SSH. Owns
 * all of it, and the folder it lies in.
 */
#ifndef TESTS_SCREEN_STAGE_H
#define TESTS_SCREEN_STAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "app.h"
#include "base/buf.h"
#include "base/err.h"

struct stage;

struct stage *stage_new(void);
void stage_free(struct stage *st);		/* takes NULL */

/* Make the book: the demo's data of this name (NULL: its first), and the
 * script of that name in it played (NULL: none). The clock stands where that
 * ended. */
bool stage_book(struct stage *st, const char *data, const char *script,
    struct err *err);

/* "2031-03-13T09:30:00"; the clock stands there. */
bool stage_now(struct stage *st, const char *time, struct err *err);

/* Time goes by, and everyone's screen notices. */
void stage_wait(struct stage *st, long ms);

/* From here on this member is the one at the keys; signed in, and begun where
 * they were, at the first call. place: as app_init's start, or NULL. */
bool stage_member(struct stage *st, const char *login, const char *place,
    struct err *err);

/* Leave as after a hang-up (kept) or a kill (not), and come back. */
bool stage_again(struct stage *st, bool kept, struct err *err);

/* Keys as in key_parse, "jj<Enter><Ctrl-R>"; "<lt>" is "<". */
bool stage_keys(struct stage *st, const char *keys, struct err *err);
bool stage_paste(struct stage *st, const char *text, struct err *err);
bool stage_resize(struct stage *st, int rows, int cols, struct err *err);

/* A command by name (cmd/verb.h) in another session of this member; then
 * everyone's screen notices. */
bool stage_do(struct stage *st, const char *login, const char *line,
    struct err *err);

/* Members who come after are over SSH, or no more. */
void stage_remote(struct stage *st, bool remote);

/* Has the program let the one at the keys out, with these words? */
bool stage_gone(const struct stage *st, const char *words, struct err *err);

/* Screens have this size from the next member on. */
void stage_size(struct stage *st, int rows, int cols);

/* Add what stands on the screen of the one at the keys (surface_dump). */
bool stage_dump(struct stage *st, struct buf *out, bool plain,
    struct err *err);

#endif
