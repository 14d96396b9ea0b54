/*
 * watch: noticing what other sessions commit. A committing session sends one
 * byte to every other session's datagram socket, in a folder beside the book
 * that only this account can enter; a slow poll of PRAGMA data_version is the
 * safety net. The wake says that something changed, the events say what.
 */
#ifndef STORE_WATCH_H
#define STORE_WATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "store/db.h"

/* Start listening. Without sockets (a full disk, a path too long) it still
 * works by polling: watch_fd is -1 then. */
bool watch_start(struct db *db, struct err *err);
void watch_stop(struct db *db);

/* To wait on for reading; -1 when there is only polling. */
int watch_fd(const struct db *db);

/* Empty the socket and ask the book: true when another session has committed
 * since the last call. Call it when watch_fd is readable and once in a
 * while. */
bool watch_poll(struct db *db);

/* Since the last call somebody in the same meeting said where they are
 * (store/presence): nothing that is recorded changed with it. After
 * watch_poll, which hears of it. */
bool watch_moved(struct db *db);

/* Does the session whose socket has this name still run? */
bool watch_alive(const struct db *db, const char *name);

/* Tell these sessions, by the names of their sockets, that somebody moved. */
void watch_tell_some(struct db *db, char *const *names, size_t n);

/* The newest event's number, what to ask from later. */
bool watch_seq(struct db *db, int64_t *seq, struct err *err);

/* When the newest event was, epoch ms; false where there is none. */
bool watch_latest(struct db *db, int64_t *at, struct err *err);

struct change {
	int64_t seq;
	int64_t command;
	const char *tbl;
	int64_t row;
	int64_t casefile;	/* 0: none */
	int64_t meeting;	/* 0: none */
	int64_t member;		/* who, 0: the program */
	bool own;		/* written by this very session */
};

/* The events after since, oldest first, at most limit; the array and its
 * texts are in the arena. They tell a screen what to load again and are not
 * for showing: they know nothing of who may see what. */
bool watch_changes(struct db *db, int64_t since, size_t limit,
    struct arena *a, struct change **changes, size_t *count,
    struct err *err);

#endif
