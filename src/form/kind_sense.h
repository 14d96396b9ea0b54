/*
 * kind_sense: the rules that each part of a kind must keep beyond what its
 * table says. For kind_check alone.
 */
#ifndef FORM_KIND_SENSE_H
#define FORM_KIND_SENSE_H

#include "form/kind.h"
#include "form/yaml_decode.h"

/* Fields: columns that are there, choices where they belong, defaults that
 * keep their own rules, conditions on what comes before (kind_sense_form.c). */
void kind_sense_forms(const struct kind *k, struct ydecode *d);

/* Case types, steps and checks (kind_sense_case.c). */
void kind_sense_cases(const struct kind *k, struct ydecode *d);

/* Roles, actions, minutes, rules, the return (kind_sense_rule.c). */
void kind_sense_rules(const struct kind *k, struct ydecode *d);

/* States, timers, handling codes and reports (kind_sense_record.c). */
void kind_sense_records(const struct kind *k, struct ydecode *d);

/* "unknown <what> "<text>" (did you mean "…"?)". Always false. */
bool kind_sense_unknown(struct yaml_errors *errors, const struct ynode *node,
    const char *what, const char *text, const char *const *names, size_t n);

/* Looks a field up in a form by its key; an unknown one is an error at the
 * place at. NULL when the form or the field is not there. */
const struct kind_field *kind_sense_field(const struct kind *k,
    struct ydecode *d, const char *form, const char *field, const void *at);

/* Note an error at a member's or an element's address. Always false. */
bool kind_sense_error(struct ydecode *d, const void *at, const char *format,
    ...) __attribute__((format(printf, 3, 4)));

/* The field of a case type's forms that are for a referral or a casefile; NULL
 * when there is none. */
const struct kind_field *kind_sense_case_field(const struct kind *k,
    const struct kind_case_type *t, const char *key);

/* One report. */
void kind_sense_report(const struct kind *k, struct ydecode *d,
    const struct kind_report *r);

#endif
