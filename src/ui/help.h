/*
 * help: every key of the screen, from the tables that dispatch them, narrowed
 * as one types. Owns the filter, and a copy of the tables: they may change
 * meanwhile.
 */
#ifndef UI_HELP_H
#define UI_HELP_H

#include "ui/editor.h"
#include "ui/keymap.h"
#include "ui/list.h"
#include "ui/view.h"

struct help {
	struct keymaps maps;
	struct editor filter;
	struct list list;
	const struct keydef **fits;	/* rows shown */
	const struct keymap **of;	/* and the map each is from */
	size_t nfits;
};

enum {
	HELP_CLOSED = -1
};

void help_init(struct help *h, const struct keymaps *maps);
void help_release(struct help *h);

/* 0: still open. HELP_CLOSED: Esc. Otherwise the action of the row on which
 * Enter was pressed, to be done now (widgets' own actions are < -1). */
int help_input(struct help *h, const struct input *in);

/* Over the whole of v: filter, then rows by group with keys, what they do, and
 * the command's name; the cursor on the chosen row. */
void help_draw(struct help *h, struct view v);

#endif
