/*
 * form: the screen in which a record is filled in. What is filled in is named
 * by a line of words, which is its place as well: "casefile 12 referral",
 * "party 7", "contact new 7". Each sort has a row of functions (form_sorts);
 * all have keys, saving, drafts and conflicts in common.
 */
#ifndef SCREEN_FORM_H
#define SCREEN_FORM_H

#include <stdbool.h>
#include <stdint.h>

#include "screen/heir.h"
#include "screen/recordform.h"
#include "screen/screen.h"

struct form;

struct form_sort {
	const char *name;	/* the first word */
	/* Find out what is filled in: set f->board, f->casefile, f->title and
	 * the parts (form_part), all in f->rf.arena. Called once. */
	bool (*build)(struct form *f, struct ctx *ctx, struct err *err);
	/* Make the record whose parts have the id 0, from recordform_text and
	 * friends; a screen pushed takes the form's place. NULL: nothing is
	 * made here. */
	bool (*make)(struct form *f, struct ctx *ctx, struct err *err);
	const char *made;	/* what is said then; NULL: nothing */
	/* The screen one goes on with after leaving; NULL: the one beneath. */
	struct screen *(*after)(struct form *f);
};

#define FORM_PARTS 16

struct form {
	struct screen screen;
	const struct form_sort *sort;
	char *args;		/* all the words */
	struct recordform rf;
	struct recordform_part parts[FORM_PARTS];
	size_t n_parts;
	const char *title;
	int64_t board, casefile;
	int64_t id, other;	/* the sort's own */
	const char *was;	/* likewise: how it stood when it was read */
	const struct kind *kind;
	const struct kind_case_type *type;
	struct heirs heirs;	/* whom the form asks about */
	char *at;		/* key of the field to begin in, or NULL */
	bool unmade;		/* a record is yet to be made */
	bool asking;		/* make asks something first, and calls
				 * form_made itself then */
	bool leaving;		/* Esc was pressed with a field unsaved */
};

/* Open one by its words; NULL for an unknown sort. */
struct screen *form_open(const char *args);
struct screen *form_screen(const char *format, ...)
	__attribute__((format(printf, 1, 2)));

/* The same, begun in a field. */
struct screen *form_screen_at(const char *args, const char *key);

/* The words after the sort: the nth (from 0), "" when there is none; and as a
 * number. In the form's arena. */
const char *form_word(struct form *f, size_t n);
int64_t form_number(struct form *f, size_t n);

/* Add a part; the form's fields must outlive it (f->rf.arena or the kind).
 * Returns it for the rest to be set. */
struct recordform_part *form_part(struct form *f, const char *title,
    const char *table, int64_t id, const struct kind_form *form);

/* Take a kind_form whose fields are given in C, for fixed columns: a copy in
 * the form's arena that may be changed before it is used. */
struct kind_form *form_fixed(struct form *f, const char *key,
    const struct kind_field *fields, size_t n);
struct kind_field *form_fixed_field(struct kind_form *form, const char *key);

/* A copy of the kind's form with only the fields of these columns, which may
 * be changed before it is used; and one of its fields by its column. */
struct kind_form *form_copy(struct form *f, const struct kind_form *form,
    const char *const *columns, size_t n);
struct kind_field *form_column_field(struct kind_form *form,
    const char *column);

/* The key of the field that shows a column, "" when none does. */
const char *form_key(const struct kind_form *form, const char *column);

/* Find the casefile and what its kind says of it: f->casefile, f->board,
 * f->kind, f->type. */
bool form_of_casefile(struct form *f, struct ctx *ctx, int64_t casefile,
    struct err *err);

/* The record was made: for a make that had to ask. Answers like act. */
unsigned form_made(struct form *f, struct ctx *ctx);

/* Sorts, each in its own file; ended by NULL. */
extern const struct form_sort *const form_sorts[];

#endif
