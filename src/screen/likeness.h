/*
 * likeness: is the person who is being added in the book already? Who looks
 * like them, with what speaks for it; a person decides.
 */
#ifndef SCREEN_LIKENESS_H
#define SCREEN_LIKENESS_H

#include <stddef.h>
#include <stdint.h>

#include "cmd/people.h"
#include "screen/screen.h"

/* Rows are copied. done gets the subject that was chosen, 0 for none of them;
 * it is not called when the person backs out. */
void likeness_ask(struct ctx *ctx, const struct people_like *rows, size_t n,
    unsigned (*done)(struct screen *asker, struct ctx *ctx,
    int64_t subject), struct screen *asker);

#endif
