/*
 * choices: rows to choose from, as callbacks hand them to a prompt, a picker
 * or a field. Owns its texts in an arena; refilled on each keystroke.
 */
#ifndef UI_CHOICES_H
#define UI_CHOICES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "ui/theme.h"

struct choice {
	const char *key;	/* what is inserted, or given back */
	const char *label;	/* what is shown */
	const char *note;	/* shown dim behind it, or NULL */
	int64_t id;		/* the owner's */
	enum style style;	/* of the label */
};

struct choices {
	struct arena arena;
	struct choice *rows;
	size_t n, cap;
	size_t from, to;	/* bytes of the input a choice replaces */
};

/* Add a row; texts are copied. label NULL: as key. */
void choices_add(struct choices *c, const char *key, const char *label,
    const char *note, int64_t id);

/* Add a line that is only to be read (an explanation), in a style. */
void choices_add_line(struct choices *c, enum style style, const char *text);

/* Does a label fit what is typed: is each word of it somewhere in the label,
 * compared folded? Everything fits an empty filter. */
bool choices_fits(const char *filter, const char *label);

void choices_clear(struct choices *c);
void choices_release(struct choices *c);

#endif
