/*
 * field_check: what the forms of a board's kind ask of a value, asked again of
 * every command that writes one, whichever way it came: a day that must have
 * come, a number's range, a list's choices, a text's length. Inside cmd/ alone.
 */
#ifndef CMD_FIELD_CHECK_H
#define CMD_FIELD_CHECK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "cmd/session.h"

/* A fixed column of a table, as text (NULL or "": nothing to check). False with
 * the sentence a form would give. A column that no form shows takes anything,
 * but nobody is born, and nothing happens, on a day to come. */
bool check_column(struct session *s, int64_t board, const char *table,
    const char *column, const char *text, struct err *err);

/* The same for a day (DATE_NONE: none) and a number (below 0: none). */
bool check_day(struct session *s, int64_t board, const char *table,
    const char *column, int day, struct err *err);
bool check_number(struct session *s, int64_t board, const char *table,
    const char *column, int number, struct err *err);

/* An answer of a record of this table, as JSON; NULL: unanswered. */
bool check_answer(struct session *s, int64_t board, const char *table,
    const char *key, const char *json, struct err *err);

/* What a person typed for a fixed column, as the column keeps it: the key of a
 * choice for its label. *text is yours to free; NULL when typed is NULL. */
bool typed_column(struct session *s, int64_t board, const char *table,
    const char *column, const char *typed, char **text, struct err *err);

#endif
