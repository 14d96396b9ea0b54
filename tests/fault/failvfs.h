/*
 * failvfs: a disk that fails when it is told to. A layer over SQLite's own
 * file system that lets a number of writes and syncs through and fails the
 * next ones, as a full disk or one that breaks. For tests alone.
 */
#ifndef FAULT_FAILVFS_H
#define FAULT_FAILVFS_H

#include <stdbool.h>

enum failvfs_kind {
	FAIL_NEVER,
	FAIL_FULL,		/* every write from then on: no room */
	FAIL_SYNC,		/* every sync from then on */
	FAIL_WRITE_ONCE		/* one write, then it works again */
};

/* Becomes the file system of every book opened from here on. */
void failvfs_install(void);

/* Fail the operation after the next good ones. */
void failvfs_set(enum failvfs_kind kind, int good);

/* True when something was failed since failvfs_set. */
bool failvfs_hit(void);

#endif
