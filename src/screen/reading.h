/*
 * reading: a list of lines with the chosen one's text in full beneath it, when
 * it does not fit into its row.
 */
#ifndef SCREEN_READING_H
#define SCREEN_READING_H

#include "screen/lines.h"

/* Draw the list into v; cell is the one that may be long. */
void reading_draw(struct lines *l, struct view v, int cell);

/* A line that only says something, in the second column, which is the wide one
 * in most lists; or in that one. */
void reading_say(struct lines *l, const char *text);
void reading_say_in(struct lines *l, int cell, const char *text);

#endif
