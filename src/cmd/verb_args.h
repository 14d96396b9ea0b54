/*
 * verb_args: the words of a meeting's verb: positions, options ("case=…"), and
 * the records they mean. Inside cmd/ alone. An option is one of those named in
 * args.c; any other word with a = in it is an ordinary word.
 */
#ifndef CMD_VERB_ARGS_H
#define CMD_VERB_ARGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "cmd/session.h"

enum { ARGS_MAX = 24 };

struct args {
	char *const *argv;
	size_t argc;
	const char *pos[ARGS_MAX];	/* words that are no options */
	size_t n;
};

/* Take the words apart; ERR_INPUT with usage when there are fewer positions
 * than min or more than max. */
bool args_read(struct args *a, char *const *argv, size_t argc, size_t min,
    size_t max, const char *usage, struct err *err);

/* The text of an option, or NULL. */
const char *args_option(const struct args *a, const char *key);

/* The position, or NULL when it was left out. */
const char *args_at(const struct args *a, size_t i);

/* "meeting=REF", else the one that is open. */
bool args_meeting(struct session *s, const struct args *a, int64_t *meeting,
    struct err *err);

/* A line of the agenda: a case's reference or a step's key; "." or NULL: the
 * one in hand. */
bool args_item(struct session *s, int64_t meeting, const char *text,
    int64_t *item, struct err *err);

/* A casefile by reference; "." or NULL: the one in hand. */
bool args_casefile(struct session *s, int64_t meeting, const char *text,
    int64_t *casefile, struct err *err);

/* An action: "MM-2031-014/A3", or "A3" of the case in hand. */
bool args_action(struct session *s, const char *text, int64_t *action,
    struct err *err);

/* Options that name a member, an agency, a day, yes or no; 0, DATE_NONE and
 * -1 when they were left out. */
bool args_member(struct session *s, const struct args *a, const char *key,
    int64_t *member, struct err *err);
bool args_agency(struct session *s, const struct args *a, const char *key,
    int64_t *agency, struct err *err);
bool args_day(struct session *s, int64_t board, const struct args *a,
    const char *key, int *day, struct err *err);
bool args_yes(const struct args *a, const char *key, int *yes,
    struct err *err);

/* "10:14" on the day of the meeting as a time is kept, yours to free; NULL for
 * text NULL. */
bool args_time(struct session *s, int64_t meeting, const char *text,
    char **at, struct err *err);

/* A whole number from least on. */
bool args_number(const char *text, int least, int *number, struct err *err);

#endif
