/*
 * picker: choosing one or several from a list that narrows as one types.
 * Owns the filter and the marks; the rows are borrowed and must stay.
 */
#ifndef UI_PICKER_H
#define UI_PICKER_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/choices.h"
#include "ui/editor.h"
#include "ui/list.h"
#include "ui/view.h"

struct picker {
	const char *title;		/* borrowed */
	const struct choice *rows;	/* borrowed */
	size_t n;
	bool many;			/* Space marks; several may be taken */
	bool fitted;			/* the owner sees to what fits */
	bool *marked;			/* n; when many */
	size_t *fits;			/* rows that fit the filter */
	size_t nfits;
	struct editor filter;
	struct list list;
};

enum picker_answer {
	PICKER_IGNORED,
	PICKER_MOVED,
	PICKER_DONE,		/* Enter: see picker_chosen, p->marked */
	PICKER_CANCELLED
};

void picker_init(struct picker *p, const char *title,
    const struct choice *rows, size_t n, bool many);
void picker_release(struct picker *p);

/* Other rows, which the owner has fitted to the filter itself: from now on the
 * picker shows all it is given. For lists too long to hand over whole; call it
 * after each change of the filter. Marks are forgotten. */
void picker_set_rows(struct picker *p, const struct choice *rows, size_t n);

/* The row the cursor is on, as an index into rows; n when none fits. */
size_t picker_chosen(const struct picker *p);

/* Start on that row. */
void picker_go(struct picker *p, size_t row);

/* Typing narrows (Space marks instead, when many); arrows, paging, Enter,
 * Esc (which first empties the filter). */
enum picker_answer picker_input(struct picker *p, const struct input *in);

/* A box in v with title, filter and rows; the cursor on the chosen row. */
void picker_draw(struct picker *p, struct view v);

#endif
