/*
 * calendar: the days of a board: its nation's holidays as the working-day
 * rules want them, and the deadlines around a meeting by the kind's rules.
 * Reads; changes nothing.
 */
#ifndef CMD_CALENDAR_H
#define CMD_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "cmd/session.h"
#include "model/workday.h"

/* The working days of a nation, by its key there, its label, or the name of one
 * of several that share their days ("England"), kept by the session: from
 * holidays.yaml in its folder of forms. ERR_INPUT for a nation that the
 * file does not know; it names those it does. */
bool calendar_nation(struct session *s, const char *nation,
    const struct workdays **days, struct err *err);

/* Those of a board's nation. */
bool calendar_workdays(struct session *s, int64_t board,
    const struct workdays **days, struct err *err);

struct deadline {
	const char *key;	/* a deadline's key in the kind */
	const char *label;
	int on;			/* the day it is due */
	bool before;		/* before the meeting */
	bool by_agency;		/* each agency owes it */
};

/* The deadlines of a meeting, in the order of the days, in the arena. */
bool calendar_deadlines(struct session *s, int64_t meeting, struct arena *a,
    struct deadline **list, size_t *count, struct err *err);

/* The day of one of them by its key; DATE_NONE when the kind has none such. */
bool calendar_deadline(struct session *s, int64_t meeting, const char *key,
    int *on, struct err *err);

/* Give back what was read. For session_close. */
void calendar_free(struct calendar *c);

#endif
