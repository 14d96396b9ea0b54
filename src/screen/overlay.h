/*
 * overlay: help and the palette, made from the key tables in force. What is
 * chosen there is done by the screen beneath.
 */
#ifndef SCREEN_OVERLAY_H
#define SCREEN_OVERLAY_H

#include "screen/screen.h"
#include "ui/keymap.h"

/* Every key, narrowed as one types; Enter does what is chosen. */
void overlay_help(struct ctx *ctx, const struct keymaps *maps);

/* ":": every command by name, those of the keys and those of cmd/verb.h with
 * their arguments. */
void overlay_palette(struct ctx *ctx, const struct keymaps *maps);

#endif
