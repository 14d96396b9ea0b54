/*
 * past: a session on the book as it stood at an earlier moment (store/past.h),
 * for the documents that are made of it. It reads as the session on the book
 * itself may read today. That something was taken away is noted in the book.
 */
#ifndef CMD_PAST_H
#define CMD_PAST_H

#include <stdbool.h>
#include <stdint.h>

#include "cmd/session.h"
#include "store/past.h"

struct past {
	struct session s;
	struct clock clock;	/* stands at the moment */
	int64_t now;
	int64_t seq;		/* the last change of the book then */
};

/* The moment that text names: the end of a day ("2031-03-13"), or a time
 * ("2031-03-13T09:30:00"), or where the day is not over, now. ERR_INPUT for what
 * is neither, or is yet to come. */
bool past_moment(struct session *today, const char *text, int64_t *at,
    struct err *err);

/* The book as it stood before at; today is borrowed and outlives it. Free with
 * past_close, which a zeroed one takes, too. */
bool past_open(struct past *p, struct session *today, int64_t at,
    past_progress progress, void *arg, struct err *err);
void past_close(struct past *p);

/* Add what begins the version of a document made of a past: "As it stood, ". */
void past_say(const struct session *s, struct buf *b);

#endif
