/*
 * crowd: many sessions of a program at once, each on a pseudo-terminal of its
 * own, with the screen that its member would see (libvterm keeps it). Every
 * read is stamped with the time it came at before anything is made of it, so
 * that the looking costs the sessions as little as it can. Owns processes,
 * terminals and screens. Knows nothing of meetings.
 */
#ifndef TESTS_BENCH_CROWD_H
#define TESTS_BENCH_CROWD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../pty/ptyproc.h"
#include "base/buf.h"

struct seat {
	struct ptyproc proc;
	void *vt, *screen;
	struct buf unread;	/* not on the screen yet */
	size_t bytes;		/* that it has written */
	double last_ms;		/* when it last wrote */
	bool fresh;		/* has written since its screen was looked at */
	bool ended;		/* its terminal is gone */
	bool deaf;		/* nobody reads what it writes */
};

struct crowd {
	struct seat *seats;
	size_t n, cap;
	int epoll;
};

/* What the processes of a seat have used; 0 where it can't be told. */
struct usage {
	double cpu_ms;
	long private_kib, resident_kib;
};

double crowd_now_ms(void);

void crowd_init(struct crowd *c);

/* Hang up on everyone and wait for their ends. */
void crowd_release(struct crowd *c);

/* One more session. False, with the reason on standard error, when it can't be
 * started. */
bool crowd_add(struct crowd *c, const char *const *argv,
    const char *const *env);

/* Keys as in ptyterm.h, without a sync. */
bool crowd_keys(struct crowd *c, size_t seat, const char *keys);

/* Read until text stands on the screen of each seat from first up to but not
 * including end; deaf ones aside. at_ms (may be NULL) gets the time at which the
 * last byte of the frame with it came, a number a seat. False after patience_ms,
 * or when one of them has ended; *missing (may be NULL) counts those without. */
bool crowd_wait(struct crowd *c, size_t first, size_t end, const char *text,
    double *at_ms, int patience_ms, size_t *missing);

/* Read for so long, whatever comes. */
void crowd_listen(struct crowd *c, int ms);

/* From now on nobody reads what this one writes. */
void crowd_deafen(struct crowd *c, size_t seat);

bool crowd_sees(struct crowd *c, size_t seat, const char *text);

/* Its screen on standard error. */
void crowd_show(struct crowd *c, size_t seat);

struct usage crowd_usage(const struct crowd *c, size_t seat);

#endif
