/*
 * bar: the rows at the top and bottom of every screen. Owns nothing.
 */
#ifndef UI_BAR_H
#define UI_BAR_H

#include "ui/keymap.h"
#include "ui/view.h"

/* One row: left text, the page's marking in the middle (in STYLE_MARKING,
 * never cut away: the others give room), right text. Any may be NULL. */
void bar_draw_top(struct view v, const char *left, const char *marking,
    const char *right);

/* One row of keys and their words from the maps' rows that have a bar word, in
 * the table's order, as many as fit whole. While a sequence is under way, what
 * may follow instead. seq may be NULL. */
void bar_draw_keys(struct view v, const struct keymaps *maps,
    const struct keyseq *seq);

/* Rows that a message takes of a screen of so many: one, and up to four where
 * there is room, for what to do next stands at its end. */
int bar_message_rows(const char *text, int rows, int cols);

/* A message in a style, wrapped; the last row is cut with "…". */
void bar_draw_message(struct view v, enum style style, const char *text);

/* True when the view is too small for anything but this, which it then says
 * ("80×24 wanted"), with the cursor at its start. */
bool bar_draw_too_small(struct view v, int rows, int cols);

#endif
