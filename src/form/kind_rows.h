/*
 * kind_rows: how the tables of kind_shape are written, a row a key; S is the
 * struct that a table fills. For the kind_shape files alone.
 */
#ifndef FORM_KIND_ROWS_H
#define FORM_KIND_ROWS_H

#include <stddef.h>

#include "form/kind_shape.h"

/* One row a key: its name, its member (of S), and what is special. */
#define ROW(k, t, m, ...) \
	{ .key = (k), .type = (t), .at = offsetof(struct S, m), __VA_ARGS__ }
#define TEXT(k, m, ...) ROW(k, YDESC_TEXT, m, __VA_ARGS__)
#define SHOWN(k, m, ...) ROW(k, YDESC_SHOWN, m, __VA_ARGS__)
#define BOOL(k, m, ...) ROW(k, YDESC_BOOL, m, __VA_ARGS__)
#define INT(k, m, lo, hi, ...) \
	ROW(k, YDESC_INT, m, .min = (lo), .max = (hi), __VA_ARGS__)
#define UNSET(k, m, lo, hi) \
	INT(k, m, lo, hi, .initial = KIND_UNSET)
#define ENUM(k, m, table, ...) \
	ROW(k, YDESC_ENUM, m, .names = (table), __VA_ARGS__)
#define BITS(k, m, table, ...) \
	ROW(k, YDESC_BITS, m, .names = (table), __VA_ARGS__)
#define TEXTS(k, m, ...) \
	ROW(k, YDESC_TEXTS, m, .count_at = offsetof(struct S, n_##m), \
	    __VA_ARGS__)
#define LIST(k, m, s, ...) \
	ROW(k, YDESC_LIST, m, .count_at = offsetof(struct S, n_##m), \
	    .shape = &(s), __VA_ARGS__)
#define PART(k, m, s, ...) \
	ROW(k, YDESC_STRUCT, m, .shape = &(s), __VA_ARGS__)
#define POINT(k, m, s) ROW(k, YDESC_POINTER, m, .shape = &(s))
#define MUST .required = true
#define REF(r) .ref = REF_##r
#define SHAPE(words, rows, ...) { .what = (words), \
	.size = sizeof(struct S), .members = (rows), \
	.n = sizeof(rows) / sizeof((rows)[0]), __VA_ARGS__ }
#define KEYED .keyed = true

/* Shapes used by more than one file. */
extern const struct yshape kind_shape_choice;
extern const struct yshape kind_shape_check;
extern const struct yshape kind_shape_actions;
extern const struct yshape kind_shape_contributions;
extern const struct yshape kind_shape_minutes;
extern const struct yshape kind_shape_rules;
extern const struct yshape kind_shape_pack;
extern const struct yshape kind_shape_report;
extern const struct yshape kind_shape_return;
extern const struct yshape kind_shape_when;

/* Names used by more than one file, ended by NULL. */
extern const char *const kind_severity_names[];
extern const char *const kind_need_names[];

#endif
