/*
 * when: dates as people type them (fri, +5d, 28/3, next meeting). Day before
 * month, always. Knows the day it is and the board's calendar because they are
 * handed in; keeps nothing, allocates nothing.
 */
#ifndef MODEL_WHEN_H
#define MODEL_WHEN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "model/workday.h"

struct when_context {
	int today;		/* counted from: today, or the meeting's day */
	int next_meeting;	/* after today, or DATE_NONE */
	const struct workdays *workdays;	/* NULL: Saturday, Sunday */
	/* The day asked for has been (a birth, an incident): a day without
	 * year or a weekday is the latest one up to today, and nothing is
	 * refused for lying in the past. */
	bool past;
};

/* How it was written. */
enum when_form {
	WHEN_ISO,		/* 2031-03-28 */
	WHEN_DAY_MONTH_YEAR,	/* 28/3/31, 28 March 2031 */
	WHEN_DAY_MONTH,		/* 28/3, 28 mar: the next such day, today
				 * included */
	WHEN_WEEKDAY,		/* fri: the next one after today; what
				 * could be two days has this form too */
	WHEN_DAYS,		/* +5d, 5 days, in 5 days */
	WHEN_WEEKS,		/* +2w */
	WHEN_MONTHS,		/* +1m */
	WHEN_WORKDAYS,		/* 5wd, 5 working days */
	WHEN_TODAY,
	WHEN_TOMORROW,
	WHEN_YESTERDAY,
	WHEN_NEXT_MEETING,
	WHEN_END_OF_WEEK,	/* the week's last working day */
	WHEN_END_OF_MONTH,
	WHEN_FORMS
};

enum when_status {
	WHEN_OK,
	WHEN_UNKNOWN,		/* not a date at all */
	WHEN_IMPOSSIBLE,	/* 31/2, 3/28: written as a date, no such day */
	WHEN_IN_PAST,		/* a day before today where none may be */
	WHEN_AMBIGUOUS,		/* next fri, next week: could be two days */
	WHEN_WRONG_WEEKDAY,	/* fri 13 mar, which is a Thursday */
	WHEN_NO_MEETING		/* next meeting, but none is planned */
};

struct when {
	enum when_status status;
	enum when_form form;
	int date;	/* also set for WHEN_IN_PAST; else DATE_NONE */
	int other;	/* what may be meant instead: the day of a wrong
			 * weekday, or a date written month first; the earlier
			 * of two; DATE_NONE */
	int later;	/* the later of two; DATE_NONE */
	int number;	/* the 5 of +5d */
	bool rolled;	/* a day without a year fell into another year */
	size_t len;	/* bytes of the text that were read */
};

/* Read the longest date that text[0..len) begins with and that ends at a word
 * boundary. True when it looks like a date at all (any status but
 * WHEN_UNKNOWN); out->len says how far it goes. Leading spaces are skipped
 * and counted. */
bool when_match(const char *text, size_t len, const struct when_context *ctx,
    struct when *out);

/* The same, but the whole text must be the date (spaces around it aside).
 * True only for WHEN_OK. */
bool when_parse(const char *text, size_t len, const struct when_context *ctx,
    struct when *out);

/* Add how it was understood, as "Mon 17 Mar 2031" or, where the year may
 * surprise, "12 Mar 2032, next year"; nothing unless WHEN_OK. */
void when_add_understood(struct buf *b, const struct when *w,
    const struct when_context *ctx);

/* The same of a day alone: a year beside this one is named ("next year"). */
void when_add_day(struct buf *b, int date, int today);

/* Add the sentence that says why it is not a date one can use and what to
 * type instead; nothing for WHEN_OK. text and len are what was typed. */
void when_add_why(struct buf *b, const struct when *w, const char *text,
    size_t len, const struct when_context *ctx);

/* Dates one may offer while a date is being typed, best first. */
struct when_offer {
	const char *typed;	/* "next meeting", "fri": what to insert */
	int date;
};

/* Fill offers[0..max) with those that begin with the typed text (which may be
 * empty); returns how many. The strings are static. */
size_t when_offer(const char *text, size_t len,
    const struct when_context *ctx, struct when_offer *offers, size_t max);

#endif
