/*
 * caps: a terminal's own words for its attributes, made shorter in place.
 * Pure; knows no terminal.
 */
#ifndef UI_CAPS_H
#define UI_CAPS_H

/* Take the choosing of a character set out of sgr (set attributes) and sgr0
 * (none): for a program that never draws from another set than its own; and out
 * of cnorm (show the cursor) that it may not blink: that is its owner's choice.
 * They are as tigetstr gives them: NULL, or (char *)-1, where there is none;
 * what is of another shape is left as it is. */
void caps_shorten(char *sgr, char *sgr0, char *cnorm);

#endif
