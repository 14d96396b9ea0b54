/*
 * ask_over: what the asking screens share.
 */
#ifndef SCREEN_ASK_OVER_H
#define SCREEN_ASK_OVER_H

#include "screen/screen.h"

/* They load nothing, and no change concerns them. */
bool ask_load(struct screen *s, struct ctx *ctx, struct err *err);
bool ask_shows(const struct screen *s, const struct change *c);

#endif
