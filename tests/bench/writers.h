/*
 * writers: many sessions that write in one book as fast as they can, each in
 * a process of its own, through the commands that a person's keys end in. Each
 * has a field of its own, whose value it counts up and reads back, and one field
 * that all of them count up with "still has the value that was read". So a lost
 * change, a stale reading and a wait without end are all seen. Knows SQL as
 * little as a screen does.
 */
#ifndef TESTS_BENCH_WRITERS_H
#define TESTS_BENCH_WRITERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct writers {
	const char *book, *login;
	const char *casefile, *agency;	/* whose actions they write in */
	int64_t now;		/* where the clock stands */
	int n;
	int ms;			/* so long; 0: so often as rounds says */
	int rounds;
	int pause_ms;		/* one thinks after each; 0: flat out */
};

struct written {
	uint64_t commits;	/* acknowledged */
	uint64_t fewest, most;	/* of one writer */
	uint64_t conflicts;	/* not saved: the common field was another's */
	uint64_t refused;	/* any other error */
	uint64_t stale;		/* read back what was no longer so */
	uint64_t lost;		/* acknowledged and not there at the end */
	bool intact;		/* the chain, and the file, afterwards */
	double seconds;
	double p50_ms, p99_ms, longest_ms;	/* of one command */
};

/* Run them to their end and look at the book. False, with the reason on standard
 * error, when that could not be done. */
bool writers_run(const struct writers *w, struct written *result);

#endif
