/*
 * fieldset_state: what the files of ui/fieldset share and nobody else sees:
 * one row's state, and the rules on choices, flags and their keys.
 */
#ifndef UI_FIELDSET_STATE_H
#define UI_FIELDSET_STATE_H

#include "ui/fieldset.h"

struct fieldset_state {
	struct buf value;	/* kept */
	struct buf flags;	/* kept: keys joined by "," */
	struct buf refused;	/* typed but not acceptable */
	bool is_refused;
	struct buf error;	/* why; empty: nothing is wrong */
	bool hidden;
	bool flags_dirty;	/* flags changed since the row was entered */
};

/* Is text typed into this kind of row? */
bool fieldset_is_text(enum fieldset_kind kind);

/* Do its choices stand in the row (rather than in a picker)? */
bool fieldset_is_inline(const struct fieldset_row *row);

/* A row's choices: its own, or the four answers of FIELDSET_KNOWN. For PHONE
 * and ADDRESS they are the flags. */
const struct choice *fieldset_choices(const struct fieldset_row *row,
    size_t *n);

/* Is key one of the keys joined by ","? */
bool fieldset_has(const char *keys, const char *key);

/* Put key in or out of the keys, which stay in the order of the choices. */
void fieldset_toggle(struct buf *keys, const struct choice *choices, size_t n,
    const char *key);

/* Add those of keys that no choice has: given under an older kind, they stay
 * until someone takes the whole answer away. */
void fieldset_keep_others(struct buf *out, const char *keys,
    const struct choice *choices, size_t n);

/* Add how a row's value is shown when one is not in it: labels for keys. */
void fieldset_add_shown(const struct fieldset *f, size_t row,
    struct buf *out);

#endif
