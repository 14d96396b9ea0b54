/*
 * evidence: why a rule says what it says: a list of sentences for a person,
 * each with a code for the program. Its memory is an arena's. Every rule that
 * advises answers with one of these, so that a person can judge the advice.
 */
#ifndef MODEL_EVIDENCE_H
#define MODEL_EVIDENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

struct evidence {
	const char *code;	/* static, such as "birth-day-month-swapped" */
	const char *text;	/* one sentence, in the list's arena */
};

struct evidence_list {
	struct evidence *items;
	size_t n;
	size_t cap;
};

/* Add a sentence; code must outlive the list (it is a literal), the sentence
 * is made in the arena. */
void evidence_add(struct evidence_list *list, struct arena *a,
    const char *code, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* Add all of from; the sentences themselves are shared, not copied. */
void evidence_join(struct evidence_list *list, struct arena *a,
    const struct evidence_list *from);

/* The first with this code, or NULL. */
const struct evidence *evidence_find(const struct evidence_list *list,
    const char *code);

/* "13 Mar 2031" in the arena; "" for DATE_NONE. */
const char *evidence_date(struct arena *a, int date);

#endif
