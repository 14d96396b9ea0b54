/*
 * screening: is this a case for the board? What the criteria advise and why,
 * what is missing, and the decision.
 */
#ifndef SCREEN_SCREENING_H
#define SCREEN_SCREENING_H

#include <stdint.h>

#include "screen/screen.h"

struct screen *screening_screen(int64_t casefile);

/* A casefile opened at one of its parts, from 0. */
struct screen *casefile_screen_at(int64_t casefile, int tab);

#endif
