/*
 * kind: what a kind of meeting is, as plain structs read from one YAML file
 * of forms/ (see forms/GRAMMAR). A kind owns its memory in one arena and is
 * never changed after loading. It knows no meeting, no book and no screen;
 * no word or number of any one kind of meeting stands here.
 *
 * Every list is an array and its count (n_…), in the order of the file. A
 * text that was not given is NULL unless the comment names a default; a
 * number that was not given has its default, KIND_UNSET where it has none.
 * Things that refer to each other do so by key: look them up with the
 * kind_… functions, which answer NULL for a key that is not there.
 */
#ifndef FORM_KIND_H
#define FORM_KIND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "form/kind_case.h"
#include "form/kind_form.h"
#include "form/kind_report.h"
#include "form/kind_rule.h"
#include "form/kind_step.h"

#define KIND_HASH_SIZE 65	/* 64 hexadecimal digits and the NUL */

/* ---- The rest ---------------------------------------------------------- */

struct kind_category {
	const char *key;
	const char *label;
	const char *group;	/* in the data return */
	bool core;		/* sits on every such board */
	bool partner;		/* counts as partner agency in a return */
};

enum measure_what { MEASURE_ITEMS, MEASURE_PARTIES, MEASURE_RATE };

/* Which repeats count: those decided, or those that a clock would make. */
enum measure_clock { COUNT_DECIDED, COUNT_BY_REFERRAL, COUNT_BY_MEETING };

/* One line of the data return. */
struct kind_measure {
	const char *key;
	const char *label;
	enum measure_what what;
	const char *case_type;
	const char *role;	/* party role counted or looked at */
	const char *form, *field; /* whose answer decides */
	const char *const *is;
	size_t n_is;
	const char *const *groups; /* choice groups that count */
	size_t n_groups;
	const char *const *item_types;
	size_t n_item_types;
	const char *const *dispositions;
	size_t n_dispositions;
	const char *by;		/* broken down by: "referrer-category", or
				 * "field:" and a choice of the case's forms */
	int min_age, max_age;	/* on the meeting's date */
	int per;		/* MEASURE_RATE: per so many people */
	const char *population;	/* the board's setting it divides by */
	const char *compare;	/* a figure from elsewhere to hold it against */
	bool percent;		/* also as a share of the cases heard */
	bool repeat;		/* repeats only … */
	enum measure_clock clock; /* … by this clock */
	bool partner;		/* referred by a partner agency */
	bool show_unknown;	/* say how many are not known beside it */
};

struct kind_return {
	int rolling_months;	/* of a report with that period */
	const struct kind_measure *measures;
	size_t n_measures;
};

struct kind_marking {
	const char *text;	/* on every screen and page */
	const char *handling;	/* words under it */
	const char *const *allowed; /* markings an item may have */
	size_t n_allowed;
	const struct kind_refused *refused; /* markings it may not, and why */
	size_t n_refused;
};

/* Markings that a book may not hold. */
struct kind_refused {
	const char *const *words; /* what a marking begins with */
	size_t n_words;
	const char *text;	/* what is said then */
};

/* A code that says how a record may be handled: who may see it. */
struct kind_handling {
	const char *key;
	const char *label;
	const char *help;
	bool listed;		/* those named alone see it */
	bool needs_conditions;	/* asks on which conditions */
};

/* What agencies sign before information is shared with them. */
struct kind_agreement {
	const char *label;	/* NULL: this kind asks for none */
	int months;		/* until it is due for review; KIND_UNSET */
	const char *text;	/* said of an agency without it */
};

/* A setting a board gives once: population, prefix of references. */
struct kind_setting {
	const char *key;
	const char *label;
	const char *help;
	enum field_type type;
	const char *initial;
};

struct kind {
	struct arena arena;
	char hash[KIND_HASH_SIZE]; /* of the text and the overlay */

	const char *key;	/* "housing" */
	const char *title;
	const char *long_title;
	const char *version;	/* the kind's own */
	const char *nation;	/* whose holidays: key in holidays */
	const char *const *languages;
	size_t n_languages;
	struct kind_marking marking;
	const struct kind_word *words;
	size_t n_words;
	const struct kind_setting *settings;
	size_t n_settings;
	const struct kind_list *lists;
	size_t n_lists;
	const struct kind_category *categories;
	size_t n_categories;
	const struct kind_capacity *capacities;
	size_t n_capacities;
	const struct kind_attendance_state *attendance;
	size_t n_attendance;
	const struct kind_role *roles;
	size_t n_roles;
	const struct kind_statement *statements;
	size_t n_statements;
	const struct kind_form *forms;
	size_t n_forms;
	const struct kind_step *steps;
	size_t n_steps;
	const struct kind_case_type *case_types;
	size_t n_case_types;
	struct kind_actions actions;
	struct kind_contributions contributions;
	struct kind_minutes minutes;
	struct kind_rules rules;
	const struct kind_check *closing; /* before a meeting closes */
	size_t n_closing;
	struct kind_return data_return;
	const struct kind_handling *handling; /* codes a record may carry */
	size_t n_handling;
	struct kind_agreement agreement;
	const struct kind_report *reports;
	size_t n_reports;
	const struct kind_pack *packs;	/* what is sent to agencies */
	size_t n_packs;
};

/* ---- Loading ----------------------------------------------------------- */

/* Read a kind from text; name stands in front of every error ("forms/
 * x.yaml"). overlay (may be NULL) is a second text whose labels and numbers
 * replace those of the first. Checks everything; on failure *report (may be
 * NULL) gets up to ten lines, one error each, err the first of them, and
 * NULL comes back. Free with kind_free. */
struct kind *kind_load(const char *name, const char *text, size_t len,
    const char *overlay_name, const char *overlay, size_t overlay_len,
    struct buf *report, struct err *err);

/* The same for a text that was checked when it came into the book: hash is
 * what kind_hash gave then. A text with another hash is refused
 * (ERR_SCHEMA); the pass over the meaning is left out. tree (may be NULL) is
 * what kind_tree made of the text and is read in its place; one that is not
 * that of this text counts for nothing. */
struct kind *kind_load_checked(const char *text, size_t len,
    const char *overlay, size_t overlay_len, const char *hash,
    const void *tree, size_t tree_len, struct err *err);

/* Add to tree what was read of a text and its overlay, sealed by their hash.
 * False when they can't be read. */
bool kind_tree(struct buf *tree, const char *text, size_t len,
    const char *overlay, size_t overlay_len, const char *hash);

/* Read a kind from a file; the text is kept in *text (may be NULL) for the
 * book. */
struct kind *kind_load_file(const char *path, struct buf *text,
    struct buf *report, struct err *err);

void kind_free(struct kind *k);

/* SHA-256 over both texts, as lower-case hexadecimal digits. */
void kind_hash(const char *text, size_t len, const char *overlay,
    size_t overlay_len, char hash[KIND_HASH_SIZE]);

/* Check one file of forms/, a kind or the holidays: true when nothing is
 * wrong. The report gets one line for each error, or one that says it is
 * well. */
bool kind_check_file(const char *path, struct buf *report);

/* ---- Looking things up ------------------------------------------------- */

/* The higher of two markings, as the kind lists them, lowest first; one that
 * it does not list is below those. NULL and "" are below all. */
const char *kind_marking_higher(const struct kind *k, const char *a,
    const char *b);

/* The board's word for a general thing (KIND_WORDS in kind_words.c lists
 * them): kind_word(k, "case", 2) is "cases". An unknown key is its own
 * word. */
const char *kind_word(const struct kind *k, const char *key, long count);

const struct kind_role *kind_role(const struct kind *k, const char *key);
/* May one of this role sit in the chair; usual: is that what the role is for? */
bool kind_role_chairs(const struct kind *k, const struct kind_role *r,
    bool usual);
const struct kind_capacity *kind_capacity(const struct kind *k,
    const char *key);
const struct kind_attendance_state *kind_attendance(const struct kind *k,
    const char *key);
const struct kind_category *kind_category(const struct kind *k,
    const char *key);
const struct kind_list *kind_list(const struct kind *k, const char *key);
const struct kind_statement *kind_statement(const struct kind *k,
    const char *key);
const struct kind_step *kind_step(const struct kind *k, const char *key);
const struct kind_form *kind_form(const struct kind *k, const char *key);
const struct kind_field *kind_field(const struct kind_form *f,
    const char *key);

/* The right it takes to see a field's answer: its own, or see-sensitive;
 * RIGHT_NONE for all who see the record. What a column holds is shown or not
 * by the rules of its record. */
int kind_field_right(const struct kind_field *f);

const struct kind_case_type *kind_case_type(const struct kind *k,
    const char *key);
const struct kind_party_role *kind_party_role(
    const struct kind_case_type *t, const char *key);
const struct kind_phase *kind_phase(const struct kind_case_type *t,
    const char *key);
const struct kind_item_type *kind_item_type(const struct kind_case_type *t,
    const char *key);
const struct kind_disposition *kind_disposition(
    const struct kind_case_type *t, const char *key);
const struct kind_criterion *kind_criterion(const struct kind_case_type *t,
    const char *key);
const struct kind_flag *kind_flag(const struct kind_case_type *t,
    const char *key);
const struct kind_link *kind_link(const struct kind_case_type *t,
    const char *key);
const struct kind_state *kind_state(const struct kind_case_type *t,
    const char *key);
/* The state a record of this type begins in; NULL where it has no states. */
const struct kind_state *kind_state_initial(const struct kind_case_type *t);
/* Is a record of this type in hand while its state is this one (NULL or "":
 * none)? One of a type without states is while it is kept, where it is written
 * in a register or timers run on it. */
bool kind_is_live(const struct kind_case_type *t, const char *state);
const struct kind_timer *kind_timer(const struct kind_case_type *t,
    const char *key);
/* Days before the timer's day of its alert i, below n_alerts. */
int kind_timer_alert(const struct kind_timer *t, size_t i);
const struct kind_handling *kind_handling(const struct kind *k,
    const char *key);
const struct kind_strand *kind_strand(const struct kind *k, const char *key);
const struct kind_report *kind_report(const struct kind *k, const char *key);
const struct kind_action_type *kind_action_type(const struct kind *k,
    const char *key);
const struct kind_action_status *kind_status(const struct kind *k,
    const char *key);
/* The first status with a meaning: kind_status_of(k, MEANING_DONE). */
const struct kind_action_status *kind_status_of(const struct kind *k,
    enum action_meaning meaning);
const struct kind_sort *kind_sort(const struct kind *k, const char *key);
const struct kind_snippet *kind_snippet(const struct kind *k,
    const char *key);
const struct kind_deadline *kind_deadline(const struct kind *k,
    const char *key);
const struct kind_pack *kind_pack(const struct kind *k, const char *key);
/* The pack of before the meeting, or of after it; NULL where there is none. */
const struct kind_pack *kind_pack_when(const struct kind *k, bool before);
const struct kind_setting *kind_setting(const struct kind *k,
    const char *key);
const struct kind_choice *kind_choice(const struct kind_choice *choices,
    size_t n, const char *key);
/* The first form of a case type (t may be NULL: of the kind) for a record. */
const struct kind_form *kind_form_for(const struct kind *k,
    const struct kind_case_type *t, enum form_record record);

/* The table of the book that holds a record ("contribution_line"), and
 * whether it has an answers column; where it has none, every field of a form
 * names a fixed column. */
const char *kind_record_table(enum form_record record);
bool kind_record_has_answers(enum form_record record);

/* The formats of documents that a kind may name, ended by NULL. */
extern const char *const kind_format_names[];

/* The field type's name in a file, "yes-no", and a record's. */
const char *kind_field_type_name(enum field_type type);
const char *kind_record_name(enum form_record record);

#endif
