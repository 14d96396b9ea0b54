/*
 * person: how someone in a casefile is written in one line, wherever people
 * are listed: age, role, and a way to reach them with what makes it safe on
 * the same line.
 */
#ifndef SCREEN_PERSON_H
#define SCREEN_PERSON_H

#include "form/kind.h"
#include "store/casefile_read.h"
#include "ui/theme.h"

/* "34", "about 37", "" when it is not known. In the arena. */
const char *person_age(struct arena *a, const struct party_row *p, int on);

/* "call yes · NO MESSAGES · Mon-Fri 10:00-11:30": never empty. *style gets
 * STYLE_SAFETY when something is not safe or not known to be, else STYLE_OK. */
const char *person_safety(struct arena *a, const struct contact_row *c,
    enum style *style);

/* "01632 960111": the value with its postcode; only ever beside the above. */
const char *person_reach(struct arena *a, const struct contact_row *c);

/* "ex-partner of Wren Testington", or "" when there is none. */
const char *person_relation(struct arena *a, const struct kind_case_type *t,
    const struct relation_row *r);

/* The names that make a casefile's title, " / " between them; "" when the
 * type lists references alone. */
const char *person_names(struct arena *a, const struct kind_case_type *t,
    const struct party_row *rows, size_t n);

#endif
