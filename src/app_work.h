/*
 * app_work: what the files of app share. The program's own header: whoever
 * drives it has app.h.
 */
#ifndef APP_WORK_H
#define APP_WORK_H

#include "app.h"

/* ---- The stack (app_stack.c) -------------------------------------------- */

/* Load a screen that lies on the stack; one that can't be loaded any more (its
 * record is gone, or hidden) goes, with the reason, and so does what lay over
 * it: that spoke of the same record. A screen that stays, without the case it
 * showed because that is hidden now, loses what lay over it all the same. */
void app_reload(struct app *a, size_t i);

/* Put the screen on the stack that was asked for, if one was. */
void app_take_pushed(struct app *a);

/* The screen on top goes; what is half typed there is not kept. */
void app_drop_top(struct app *a);

/* Do an action, a general one or the screen's own; its answer is for
 * app_react. */
unsigned app_do(struct app *a, struct screen *s, int action);

/* ---- News (app_news.c) -------------------------------------------------- */

/* Whose key was disabled, or who has left, is out: nothing more is drawn. */
bool app_stands(struct app *a);

/* Load again every screen that shows something changed since the last look.
 * What is news and what is then read are of one moment. */
void app_refresh(struct app *a);

/* Load again what rested while something changed, and shows now. */
void app_freshen(struct app *a);

/* ---- Places and drafts (app_place.c) ------------------------------------ */

/* Open the screens that such lines name, the lowest first. */
void app_open_places(struct app *a, const char *where);

bool app_place_is_kept(const struct app *a);
void app_keep_place(struct app *a);

/* Half-typed text of every screen on the stack goes into the book. */
bool app_keep_drafts(struct app *a);

/* After a crash one is where one was: say that the words are there as well. */
void app_tell_drafts(struct app *a);

/* ---- What comes next (app.c) -------------------------------------------- */

/* Something goes on: app_ready has a while yet. */
void app_ready_later(struct app *a);

#endif
