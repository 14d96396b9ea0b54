/*
 * faultbook: the real program on books of one's own, for the tests of what
 * can go wrong. Owns a fresh folder, which is the program's HOME as well, and
 * in it a book with the demonstration's data whose meeting is open at the
 * plan of its first case; each test works on a copy.
 */
#ifndef TESTS_FAULT_FAULTBOOK_H
#define TESTS_FAULT_FAULTBOOK_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/buf.h"

#define FAULT_MEETING "MM-2031-03-13"
#define FAULT_CASE "MM-2031-014"

/* What the program said and how it ended. */
struct fault_run {
	int status;		/* its exit status; -1: killed by a signal */
	struct buf out, err;
};

/* cmocka's group setup and teardown. */
int fault_setup(void **state);
int fault_teardown(void **state);

/* Path of the program that is tested. */
const char *fault_program(void);

/* A path in the folder; good until teardown. */
const char *fault_path(const char *name);

/* A copy of the open book under this name, 0600; its path, as above. */
const char *fault_book(const char *name);

/* Take the file and everything beside it (-wal …) away. */
void fault_remove(const char *name);

/* Write a file in the folder; its path, as above. */
const char *fault_file(const char *name, const void *data, size_t len);

/* Run the program without a terminal; the arguments end with NULL. Releases
 * what the last run said. */
void fault_do(struct fault_run *r, const char *first, ...);
void fault_run_release(struct fault_run *r);

/* Start it and do not wait; its output is thrown away. The arguments are
 * argv's, the program's path apart. */
pid_t fault_start(const char *const *args);

/* The environment that the program runs in here, for pty_options. */
const char *const *fault_env(void);

/* Fail unless verify says that the book is intact. */
void fault_intact(const char *book);

/* True when any file in the folder holds these bytes. */
bool fault_grep(const char *words);

/* Fail when text holds a byte sequence that could steer a terminal or turn
 * the writing around: C0 but newline (and form feed, which parts pages), DEL,
 * C1, bidirectional and zero-width characters. */
void fault_plain(const struct buf *text);

#endif
