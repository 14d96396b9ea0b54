/*
 * kind_shape: the tables that say which key of a kind's file goes where in
 * the structs of kind.h, and what its references name. For kind_load and
 * kind_check alone.
 */
#ifndef FORM_KIND_SHAPE_H
#define FORM_KIND_SHAPE_H

#include "form/kind.h"
#include "form/yaml_decode.h"

/* What a text may name; the order is that of the table in kind_check.c. */
enum kind_ref {
	REF_NONE,
	REF_CATEGORY,
	REF_CAPACITY,
	REF_ROLE,
	REF_STATEMENT,
	REF_LIST,
	REF_FORM,
	REF_CASE_TYPE,
	REF_EACH,		/* once, case, outstanding or a case type */
	REF_SORT,
	REF_DUE,
	REF_STATUS,
	REF_ACTION_TYPE,
	REF_STEP,
	REF_SETTING,
	REF_STRAND,
	REF_REPORT,
	REF_PACK,
	/* Of the case type it stands in; elsewhere of any. */
	REF_PARTY_ROLE,
	REF_ITEM_TYPE,
	REF_DISPOSITION,
	REF_PHASE,
	REF_LINK,
	REF_CRITERION,
	REF_STATE,
	REF_TIMER,
	/* Of the form it stands in. */
	REF_FIELD,
	KIND_REFS
};

extern const struct yshape kind_shape;
extern const struct yshape kind_shape_case_type;
extern const struct yshape kind_shape_form;

/* The words of a kind, read before everything else: see kind_text.c. */
extern const struct yshape kind_shape_word;

/* Names in the order of their enums, ended by NULL (kind_words.c). */
extern const char *const kind_right_names[];
extern const char *const kind_check_names[];
extern const char *const kind_capture_names[];
extern const char *const kind_outline_names[];
extern const char *const kind_paper_names[];
extern const char *const kind_field_type_names[];
extern const char *const kind_record_names[];

/* Lists a field may name that are those of the case type its form is used
 * by: its flags, criteria, links and relations (kind_words.c). */
enum { KIND_OWN_LISTS = 4 };
extern const char *const kind_own_lists[KIND_OWN_LISTS];

/* The pass over the meaning: notes what does not fit together. d holds the
 * references and positions of the decoding, whole is false when something
 * could not be decoded (kind_check.c). */
void kind_check_meaning(struct kind *k, struct ydecode *d, bool whole);

/* A word of the kind, or the general one; NULL when there is neither
 * (kind_words.c). */
const struct kind_word *kind_word_find(const struct kind_word *words, size_t n,
    const char *key);

/* Replace <word> in a text by the kind's words; NULL when there is no such
 * word, which is noted (kind_text.c). */
struct kind_text {
	const struct kind_word *words;
	size_t n_words;
	struct arena *arena;
	struct yaml_errors *errors;
};
const char *kind_text_expand(void *arg, const struct ynode *node);

/* Read the words: member of root into t; the rest of t is set (kind_text.c). */
bool kind_text_read(struct kind_text *t, const struct ynode *root);

/* Lay the overlay over the tree (kind_overlay.c). */
bool kind_overlay_merge(struct ynode *base, const struct ynode *overlay,
    struct arena *arena, struct yaml_errors *errors);

#endif
