/*
 * list: where one is in a list longer than the screen. Pure arithmetic: a
 * count, a height, a position and the first row shown. Draws nothing (ui/table
 * and ui/picker do) and owns nothing; {0} is an empty list.
 */
#ifndef UI_LIST_H
#define UI_LIST_H

#include <stdbool.h>

#include "ui/keymap.h"

/* Always true: 0 <= pos < count (0 when empty), top <= pos < top + height,
 * and no blank rows below while there is something above to show. */
struct list {
	int count, height;
	int pos, top;
};

/* The list has another length, or another room. The position stays as near as
 * it can; height below 1 counts as 1. A list that had room for one row or none
 * until now shows its position in the middle. */
void list_set_count(struct list *l, int count);
void list_set_height(struct list *l, int height);

/* Go to a position, or by so many rows; stops at the ends. */
void list_go(struct list *l, int pos);
void list_move(struct list *l, int by);

/* A page on (1) or back (-1), keeping one row of the old page; the first,
 * the last row; put the chosen row into the middle. */
void list_page(struct list *l, int pages);
void list_home(struct list *l);
void list_end(struct list *l);
void list_centre(struct list *l);

/* Actions of list_keymap, for list_act. */
enum {
	LIST_UP = -120,
	LIST_DOWN,
	LIST_PGUP,
	LIST_PGDN,
	LIST_HALF_UP,
	LIST_HALF_DOWN,
	LIST_HOME,
	LIST_END,
	LIST_CENTRE
};

/* Arrows and vi keys; put it into a screen's keymaps after its own map. */
extern const struct keymap list_keymap;

/* Do an action of list_keymap: false when it is none of them. */
bool list_act(struct list *l, int action);

#endif
