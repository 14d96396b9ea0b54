/*
 * heading: what a record is called, by the heading of its case type, where
 * that is made of its own fields: "Gull crew". Headings of party roles are
 * made by those who know the parties. Pure; owns nothing.
 */
#ifndef FORM_HEADING_H
#define FORM_HEADING_H

#include <stdbool.h>

#include "base/arena.h"
#include "form/kind.h"

/* Do fields make the heading of this type? Not of one that goes by its
 * reference alone. */
bool heading_by_fields(const struct kind *k, const struct kind_case_type *t);

/* The heading of a record with those answers (a JSON object), in the arena;
 * "" where fields make none, or none of them is answered. */
const char *heading_text(struct arena *a, const struct kind *k,
    const struct kind_case_type *t, const char *ref, const char *answers);

/* What one whose case type goes by a pseudonym is called where others can see
 * it: by the fields of its heading, and by its reference where they say
 * nothing; never by anybody's name. */
const char *heading_sanitised(struct arena *a, const struct kind *k,
    const struct kind_case_type *t, const char *ref, const char *answers);

#endif
