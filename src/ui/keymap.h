/*
 * keymap: which keys do what, as one table from which dispatch, help, the
 * palette and the bottom bar are all made, so that a row can't be half added.
 * Pure; owns only the bindings that a person changed.
 */
#ifndef UI_KEYMAP_H
#define UI_KEYMAP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "ui/key.h"

enum {
	KEYDEF_QUIET = 1 << 0,	/* not in help (an alias, an arrow key) */
	KEYDEF_WRITES = 1 << 1,	/* left out for those who only read */
	KEYDEF_OWN = 1 << 8	/* first bit for the owner of the table */
};

/* One row. Rows without keys are reached by name from the palette alone; rows
 * without a name by key alone. */
struct keydef {
	int action;		/* the owner's; > 0 (widgets use < 0) */
	const char *keys;	/* "j Down": sequences, by spaces; or NULL */
	const char *name;	/* the :command's name, or NULL */
	const char *bar;	/* a word for the bottom bar, or NULL */
	const char *help;	/* one line: what it does */
	const char *group;	/* heading in help; NULL: as the row before */
	unsigned flags;
};

struct keymap {
	const struct keydef *rows;
	size_t n;
	char **own;		/* own[i]: a person's keys for row i; or NULL */
};

#define KEYMAP(table) { .rows = (table), .n = sizeof(table) / sizeof*(table) }

enum keymap_answer {
	KEYMAP_NONE,		/* no row begins with these keys */
	KEYMAP_MORE,		/* a longer sequence begins with them */
	KEYMAP_MATCH
};

#define KEYMAP_KEYS 6		/* longest sequence */

/* Keys pressed so far of a sequence; {0} is none. */
struct keyseq {
	int keys[KEYMAP_KEYS];
	size_t n;
};

/* The maps are asked in order, the first that knows the keys wins: a screen's
 * own, then the general one. flags_off: rows with any of these flags do not
 * exist (KEYDEF_WRITES for an observer). A NULL map is skipped. */
struct keymaps {
	const struct keymap *map[4];
	unsigned flags_off;
};

/* Maps of one's own, texts and all, of tables that may change meanwhile.
 * Release with keymaps_release. */
void keymaps_copy(struct keymaps *out, const struct keymaps *maps);
void keymaps_release(struct keymaps *copy);

/* Add key to seq and look it up. On MATCH *found is the row. After MATCH and
 * NONE seq is empty again. A key that ends no sequence is looked up once more
 * by itself, so that "g" then "j" still moves down. */
enum keymap_answer keymap_feed(const struct keymaps *maps, struct keyseq *seq,
    int key, const struct keydef **found);

/* Steps through the rows that could follow the keys of seq: f begins as {0},
 * and on true names a row and the key that is next for it. */
struct keymap_follow {
	size_t map, next;
	const struct keydef *row;
	int key;
};
bool keymap_follow(const struct keymaps *maps, const struct keyseq *seq,
    struct keymap_follow *f);

/* The keys of a row as they stand now ("" when none). */
const char *keymap_keys(const struct keymap *map, size_t row);

/* Add the row's first key sequence as a person reads it: "Ctrl-R", "gg". */
void keymap_add_first(struct buf *b, const struct keymap *map, size_t row);

/* Add all of the row's sequences so, with blanks between. */
void keymap_add_all(struct buf *b, const struct keymap *map, size_t row);

/* The row that has this :command name; NULL when none. */
const struct keydef *keymap_named(const struct keymaps *maps,
    const char *name);

/* Give the row named so other keys ("" takes them away). False with the reason
 * when there is no such row, the keys do not parse, or they belong to another
 * row of the map. */
bool keymap_bind(struct keymap *map, const char *name, const char *keys,
    struct err *err);

/* Is the table sound: keys parse, no sequence twice or hidden behind a shorter
 * one, names and actions once each, help present. For tests. */
bool keymap_check(const struct keymap *map, struct err *err);

/* Forget what keymap_bind set. */
void keymap_release(struct keymap *map);

#endif
