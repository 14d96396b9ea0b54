/*
 * recordform: a record of the book as fields to fill in: the one way in which
 * every screen shows a kind's form and a record's fixed columns in a
 * ui/fieldset. Each field is saved as it is left, guarded by the value that
 * was read; what can't be saved stays typed and is kept as a draft; someone
 * else's change of the same field is shown beside one's own. Owns the fields
 * and what was read; the words are the form's.
 */
#ifndef SCREEN_RECORDFORM_H
#define SCREEN_RECORDFORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "cmd/answer.h"
#include "cmd/session.h"
#include "form/kind.h"
#include "screen/screen.h"
#include "ui/fieldset.h"

struct recordform;
struct recordform_part;

/* A part whose values are not the columns and answers of one row. Kept texts
 * are those of store/field.h; NULL: unanswered. */
struct recordform_hooks {
	/* In the arena. */
	const char *(*read)(struct session *s,
	    const struct recordform_part *p, const struct kind_field *f,
	    struct arena *a);
	bool (*save)(struct session *s, const struct recordform_part *p,
	    const struct kind_field *f, const char *kept, struct err *err);
};

enum recordform_may { RECORDFORM_UNASKED, RECORDFORM_MAY,
	RECORDFORM_MAY_NOT };

/* One record with the fields of one form; borrowed all through, so that it
 * must lie in the form's own arena or in the kind. */
struct recordform_part {
	const char *title;	/* NULL: no heading for the part */
	const char *table;
	int64_t id;		/* 0: it is yet to be made */
	const struct kind_form *form;
	const char *const *only;	/* keys of the fields shown … */
	size_t n_only;			/* … none: all */
	bool fixed;		/* nothing here may be changed */
	const struct recordform_hooks *hooks;	/* or NULL */
	enum recordform_may may[2];	/* the module's own: columns, answers */
};

struct recordform_row;

struct recordform {
	struct arena arena;	/* parts, rows, choices: until release */
	struct screen *owner;
	struct answer_place place;	/* session, board, casefile */
	struct recordform_part *parts;
	size_t n_parts;
	struct recordform_row *rows;
	struct fieldset_row *lines;
	size_t n;
	struct fieldset fields;
	bool begun;
	const char *unmade;	/* names what is yet to be made, for drafts;
				 * set before recordform_begin, borrowed */
	struct choices people;	/* members to pick from, once looked up */
	/* A field was refused: ask for what is missing, set heir and call
	 * recordform_again; false when nothing can be asked. May be NULL. was
	 * is what the book holds. */
	bool (*refused)(struct recordform *rf, struct ctx *ctx,
	    const struct kind_field *f, const char *was);
	int64_t heir;		/* a member who takes on another's actions */
	char *typists;		/* who else types here, as it is shown */
	struct arena live;	/* of the words for that */
};

/* What recordform_input may answer besides the bits of a screen. */
enum {
	RECORDFORM_DONE = 1 << 20,	/* went on behind the last field */
	RECORDFORM_CLOSE = 1 << 21	/* Esc: the person wants out */
};

/* Lay the fields out and read their values; parts are copied (shallowly).
 * Fields that the member may not see are not there; those they may not change
 * are read-only. board and casefile say where names are looked up; either may
 * be 0. Once; recordform_refresh after that. */
bool recordform_begin(struct recordform *rf, struct screen *owner,
    struct session *s, int64_t board, int64_t casefile,
    const struct recordform_part *parts, size_t n, struct err *err);
void recordform_release(struct recordform *rf);

/* Read the values again. The field one is in is left alone while it holds
 * something unsaved. */
bool recordform_refresh(struct recordform *rf, struct err *err);

/* Offer back what was half typed here; says so in the message line. */
void recordform_offer(struct recordform *rf, struct ctx *ctx);

unsigned recordform_input(struct recordform *rf, struct ctx *ctx,
    const struct input *in);
void recordform_draw(struct recordform *rf, struct view v);

/* Say beside each field who else is typing in it. True when that is not what was
 * said before. Who can't be told is passed over: it is a comfort. */
bool recordform_live(struct recordform *rf);

/* The place of what is typed here and not saved, for screen_ops.typing_at. */
const char *recordform_typing(const struct recordform *rf);

/* Keep what is typed and not saved, for screen_ops.draft. */
bool recordform_draft(struct recordform *rf, struct ctx *ctx,
    struct err *err);

/* Save the field one is in. False when it could not be: the reason was said,
 * or a conflict is being shown. */
bool recordform_commit(struct recordform *rf, struct ctx *ctx);

/* Save once more whatever could not be saved. False when something still can't
 * be, or isn't right: goes there and says why, unless something is asked. */
bool recordform_retry(struct recordform *rf, struct ctx *ctx);

/* The same of the field of this key alone, without going there. True when it is in the book now. */
bool recordform_again(struct recordform *rf, struct ctx *ctx,
    const char *key);

/* Go to a field by its key; nothing when it is not shown. */
void recordform_go(struct recordform *rf, struct ctx *ctx, const char *key);

/* Is nothing that is shown wrong? If something is, goes there and says so. */
bool recordform_right(struct recordform *rf, struct ctx *ctx);

/* Where the first field has its answer from the beginning: go to the first
 * that is still to be filled in. */
void recordform_go_open(struct recordform *rf);

/* Shown, required and not answered, or wrong. */
size_t recordform_open_count(const struct recordform *rf);

/* ---- Values, for making a record from them ------------------------------ */

/* In the form's arena; NULL, DATE_NONE, 0 where the field is unanswered or not
 * there. number: otherwise when unanswered. */
const char *recordform_text(struct recordform *rf, const char *key);
int recordform_day(struct recordform *rf, const char *key);
int64_t recordform_id(struct recordform *rf, const char *key);
int64_t recordform_number(struct recordform *rf, const char *key,
    int64_t otherwise);
/* Is a yes-no answered with yes? */
bool recordform_yes(struct recordform *rf, const char *key);

/* The answers of a part that are no columns, as one JSON object. */
const char *recordform_answers(struct recordform *rf, size_t part);

/* The record of the parts without one was made: their drafts go. */
void recordform_made(struct recordform *rf, struct ctx *ctx);

/* Has anything been filled in that is not saved? */
bool recordform_unsaved(const struct recordform *rf);

/* ---- Reading without editing -------------------------------------------- */

/* Calls each for every field of the form that is shown and either answered or
 * required: label, the value as people read it ("" when it is missing). Those
 * the member may not see are passed over. *unanswered (may be NULL) gets how
 * many more could be answered. */
bool recordform_each(struct session *s, int64_t board, int64_t casefile,
    const struct recordform_part *part, struct arena *a,
    void (*each)(void *arg, const struct kind_field *f, const char *value,
    bool missing), void *arg, size_t *unanswered, struct err *err);

#endif
