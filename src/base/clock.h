/*
 * clock: what time it is, handed in. The program has one clock, made in
 * main.c; tests hand in a fixed one. Nothing else may ask the system for the
 * time.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdint.h>

#include "base/buf.h"

struct clock {
	/* Milliseconds since the epoch, UTC. */
	int64_t (*now)(void *arg);
	/* Milliseconds from any fixed point; never goes back. */
	int64_t (*mono)(void *arg);
	void *arg;
};

/* The system's clock; local time is that of the TZ in force. */
void clock_system(struct clock *c);

/* A clock that stands at *ms (epoch, UTC) until the owner of ms changes it;
 * both readings follow *ms, which the caller owns. */
void clock_fixed(struct clock *c, int64_t *ms);

int64_t clock_now(const struct clock *c);
int64_t clock_mono(const struct clock *c);

/* The local day (see base/date.h; DATE_NONE when the system's clock is set
 * outside its years) and minutes after midnight. */
int clock_today(const struct clock *c);
int clock_minutes(const struct clock *c);

/* Add local wall time as "2031-03-13T09:30:05" (how times are kept in a
 * book). */
void clock_add_local(struct buf *b, const struct clock *c);

/* Epoch milliseconds for "2031-03-13T09:30:05" local or, with a final Z, UTC;
 * with or without milliseconds (".123"). -1 when it is neither, or before
 * 1970. A local time that the clocks skip in spring is moved by the hour they
 * skip; of one that comes twice in autumn, either is meant. */
int64_t clock_parse(const char *text);

/* Add epoch milliseconds as UTC, "2031-03-13T09:30:05.123Z". */
void clock_add_utc(struct buf *b, int64_t ms);

#endif
