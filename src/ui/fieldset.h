/*
 * fieldset: fields to be filled in, one under the other: the form widget (it
 * is not called form, which is a layer here). The caller describes the rows
 * and borrows them out; the widget owns values as text, what is wrong with
 * them, and the editing. It decides nothing about meaning: the caller's check
 * does, each time a field is left, and the caller saves then.
 */
#ifndef UI_FIELDSET_H
#define UI_FIELDSET_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/choices.h"
#include "ui/editor.h"
#include "ui/key.h"
#include "ui/picker.h"
#include "ui/view.h"

/* What a value is, as text. "" always means: not answered. */
enum fieldset_kind {
	FIELDSET_HEADING,	/* no field: a section's heading */
	FIELDSET_TEXT,		/* one line */
	FIELDSET_NOTE,		/* many lines */
	FIELDSET_CHOICE,	/* the key of one choice */
	FIELDSET_CHOICES,	/* keys of several, as "a,b" in their order */
	FIELDSET_KNOWN,		/* yes, no, unknown, declined; or choices */
	FIELDSET_DATE,		/* as typed; check makes the kept form */
	FIELDSET_TIME,
	FIELDSET_NUMBER,
	FIELDSET_MONEY,
	FIELDSET_PHONE,		/* one line; choices are flags, see flags */
	FIELDSET_ADDRESS,	/* many lines; the same */
	FIELDSET_PICK,		/* the key of something looked up by ops.find */
	FIELDSET_KINDS
};

enum {
	FIELDSET_REQUIRED = 1 << 0,
	FIELDSET_READONLY = 1 << 1,
	FIELDSET_SENSITIVE = 1 << 2	/* marked so; hidden till entered */
};

struct fieldset_row {
	const char *key;		/* the caller's name for it */
	const char *label;
	const char *help;		/* shown while one is in it, or NULL */
	enum fieldset_kind kind;
	unsigned flags;
	const struct choice *choices;	/* CHOICE, CHOICES; flags of PHONE */
	size_t nchoices;		/* and ADDRESS */
	size_t max;			/* bytes, 0: no limit */
	const char *live;		/* who else is in it; NULL: nobody */
};

struct fieldset_ops {
	/* The field was left with a new text. Put its kept form in value when
	 * that differs (preset to the text), or the reason it can't be kept in
	 * why: a sentence. False: not acceptable; the text stays, marked. May
	 * be NULL: everything is fine. */
	bool (*check)(void *arg, size_t row, const char *text,
	    struct buf *value, struct buf *why);
	/* How a kept value is shown, and offered for editing: "14 Mar 2031"
	 * for an ISO date (check must take it back); the name behind a PICK's
	 * key. May be NULL, or add nothing: as it is. */
	void (*show)(void *arg, size_t row, const char *value,
	    struct buf *out);
	/* How what is being typed is understood, while typing. May be NULL. */
	void (*explain)(void *arg, size_t row, const char *text,
	    struct choices *out);
	/* FIELDSET_PICK: fill out with what fits the filter. */
	void (*find)(void *arg, size_t row, const char *filter,
	    struct choices *out);
};

struct fieldset_state;	/* value, flags, error and visibility of one row */

struct fieldset {
	const struct fieldset_row *rows;	/* borrowed */
	size_t n;
	const struct fieldset_ops *ops;		/* borrowed */
	void *arg;
	struct fieldset_state *state;
	size_t at;		/* the row one is in; n: no row can be */
	bool dirty;		/* it holds something not yet checked */
	bool in_flags;		/* one is in its flags */
	size_t spot;		/* choice or flag the cursor is on */
	struct editor editor;
	struct picker picker;
	struct choices found;
	struct choices lines;
	bool picking;		/* the picker is open over the fields */
	int top;		/* first line shown */
	size_t left;		/* the row of FIELDSET_LEFT, _REFUSED */
};

/* What an input led to: bits. */
enum {
	FIELDSET_USED = 1 << 0,		/* its key; without it: yours */
	FIELDSET_EDITED = 1 << 1,	/* text in the field changed (draft) */
	FIELDSET_LEFT = 1 << 2,		/* f->left has a new value: save it */
	FIELDSET_DONE = 1 << 3,		/* Enter or Tab behind the last field */
	FIELDSET_CLOSE = 1 << 4,	/* Esc: the person wants out */
	FIELDSET_REFUSED = 1 << 5	/* f->left can't be kept as it is: see
					 * fieldset_text and fieldset_error */
};

void fieldset_init(struct fieldset *f, const struct fieldset_row *rows,
    size_t n, const struct fieldset_ops *ops, void *arg);
void fieldset_release(struct fieldset *f);

/* Values come and go as text. fieldset_set leaves a field that is being edited
 * alone and returns false (someone else's change while one types: a conflict
 * for the caller to show). flags: keys joined by ","; PHONE and ADDRESS. */
bool fieldset_set(struct fieldset *f, size_t row, const char *value);
void fieldset_set_flags(struct fieldset *f, size_t row, const char *flags);
const char *fieldset_value(const struct fieldset *f, size_t row);
const char *fieldset_flags(const struct fieldset *f, size_t row);

/* What stands in a row, checked or not, kept or refused: the draft to keep. */
const char *fieldset_text(const struct fieldset *f, size_t row);

/* Offer a draft back: one is in that row, which holds the text as if it had
 * just been typed. */
void fieldset_set_draft(struct fieldset *f, size_t row, const char *text);

/* Put a draft back as the value of a row that one is not in: what is no answer
 * yet stays there as refused, with why. */
void fieldset_offer(struct fieldset *f, size_t row, const char *text);

/* Mark a row as wrong with a sentence (from saving), or as fine with NULL. */
void fieldset_set_error(struct fieldset *f, size_t row, const char *why);
const char *fieldset_error(const struct fieldset *f, size_t row);

/* A row that is not shown keeps its value ("shown when"). */
void fieldset_show(struct fieldset *f, size_t row, bool shown);
bool fieldset_shown(const struct fieldset *f, size_t row);

/* Row of that key; f->n when none. */
size_t fieldset_find(const struct fieldset *f, const char *key);

/* Required and shown but unanswered, or wrong; the first of them into *first
 * (may be NULL). 0: complete. */
size_t fieldset_open_count(const struct fieldset *f, size_t *first);

/* Go to a row. Leaves the present one properly: returns FIELDSET_LEFT,
 * FIELDSET_REFUSED or 0. */
unsigned fieldset_go(struct fieldset *f, size_t row);

/* Check and take over what is in the field now (before closing, locking, a
 * hang-up): FIELDSET_LEFT, FIELDSET_REFUSED or 0. */
unsigned fieldset_commit(struct fieldset *f);

/* Tab and arrows move, typing edits in place, Space and letters choose, Enter
 * goes on (it is a new line in a note: Ctrl-J or Alt-Enter goes on there).
 * Choices that are too many to stand in the row, and things looked up, are
 * picked from a list that opens as one types or presses Enter. */
unsigned fieldset_input(struct fieldset *f, const struct input *in);

/* Label, mark and value per row: "!" wrong, "*" required and empty, "-" read-
 * only; help and explanation under the row one is in; the cursor there. */
void fieldset_draw(struct fieldset *f, struct view v);

#endif
