/*
 * app_keys: the keys that work on every screen, as one table, and what they
 * do.
 */
#ifndef APP_KEYS_H
#define APP_KEYS_H

#include "app.h"
#include "ui/keymap.h"

/* Everywhere but where one types, and there. */
extern const struct keymap app_keymap;
extern const struct keymap app_typing_keymap;

/* Do a general action for the screen on top; 0 when it is none. */
unsigned app_act(struct app *a, struct screen *s, int action);

#endif
