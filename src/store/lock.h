/*
 * lock: the queue of writers. OFD record locks on a side file of the book
 * (<book>-lock, mode 0600), taken before BEGIN IMMEDIATE and held over commit
 * and checkpoint; the kernel frees them when their holder dies. First come,
 * first served: each who wants to write draws a number, holds the byte of that
 * number while waiting and writing, and waits for the byte of the one before.
 * SQLite's own busy waiting starves, and its checkpoints may not run side by
 * side (the WAL-reset race), so nothing writes or checkpoints a book without it.
 *
 * Who dies in the queue is in nobody's way, and the order of the others stays.
 * Who is stopped in the queue is passed after a moment. Only who is stopped
 * while writing holds the others up, until their waiting is over.
 *
 * Signals are held off while one waits and while one holds it, so that
 * nothing runs in between; only the alarm that bounds the waiting gets
 * through. They arrive when the lock is given back.
 */
#ifndef STORE_LOCK_H
#define STORE_LOCK_H

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct queue;

struct lock {
	int fd;			/* the side file */
	struct queue *queue;	/* its page, or NULL where there is no room */
	uint64_t number;	/* in the queue */
	bool held;
	sigset_t before;	/* the signal mask to put back */
};

/* Open the side file of the book at path, making it if need be. */
bool lock_open(struct lock *lock, const char *path, struct err *err);

/* Close it; gives the lock back if it is held. */
void lock_close(struct lock *lock);

/* Wait for the turn, at most wait_ms (0: do not wait). ERR_BUSY when it did
 * not come. Uses SIGALRM and the real-time interval timer while waiting and
 * puts both back. */
bool lock_take(struct lock *lock, int wait_ms, struct err *err);

void lock_give(struct lock *lock);

#endif
