/*
 * view: drawing into a rectangle of a surface. Everything a person sees goes
 * through view_put, which cuts by columns, never splits a character, and shows
 * what must not reach a terminal as a visible mark. Owns nothing; a view is
 * passed by value. Positions are relative to the view; what falls outside is
 * not drawn.
 */
#ifndef UI_VIEW_H
#define UI_VIEW_H

#include <stddef.h>

#include "ui/layout.h"
#include "ui/surface.h"
#include "ui/theme.h"

struct view {
	struct surface *s;
	struct rect r;		/* inside the surface */
};

/* The whole surface; a part of a view, given by a rectangle relative to it and
 * cut to it (an empty view is fine to draw into). */
struct view view_of(struct surface *s);
struct view view_in(struct view v, struct rect part);
struct view view_sub(struct view v, int y, int x, int h, int w);

/* The view's own rectangle for layout_split: at (0, 0), its size. */
struct rect view_rect(struct view v);

/* Put text at (y, x); returns the columns used, clipping at the view's edge.
 * x may be negative: what lies left of the view is cut off. One line: newlines
 * and tabs appear as marks. */
int view_put(struct view v, int y, int x, enum style style, const char *text);
int view_put_len(struct view v, int y, int x, enum style style,
    const char *text, size_t len);
int view_putf(struct view v, int y, int x, enum style style,
    const char *format, ...) __attribute__((format(printf, 5, 6)));

/* Put at most cols columns; where the text is longer its end is "…". Returns
 * the columns used. */
int view_put_cut(struct view v, int y, int x, int cols, enum style style,
    const char *text);

/* Put with the text's end at the view's right edge less gap columns, or in the
 * middle of the row; cut with "…" when wider than the view. Return the column
 * where the text begins. */
int view_put_right(struct view v, int y, int gap, enum style style,
    const char *text);
int view_put_centre(struct view v, int y, enum style style, const char *text);

/* Put text from row y on, broken between words at the view's width (ui/wrap),
 * newlines kept; returns the rows the whole text takes, drawn or not. y may be
 * negative: the first rows are scrolled away. */
int view_put_wrapped(struct view v, int y, enum style style,
    const char *text);

/* Blank the view in a style. */
void view_fill(struct view v, enum style style);

/* Rules and frames. The surface always holds line characters; a terminal
 * without UTF-8 gets - | + from ui/term. The box's title may be NULL. */
void view_hline(struct view v, int y, int x, int n, enum style style);
void view_vline(struct view v, int y, int x, int n, enum style style);
void view_box(struct view v, enum style style, const char *title);

/* A short stretch in another style, its text untouched. */
void view_restyle(struct view v, int y, int x, int n, enum style style);

/* The terminal's cursor is to stand here; moved to the nearest place inside
 * the view. Nothing for an empty view. The last call in a frame counts. */
void view_cursor(struct view v, int y, int x);

#endif
