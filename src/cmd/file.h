/*
 * file: a whole file into memory, for commands that take one in. Owns nothing.
 */
#ifndef CMD_FILE_H
#define CMD_FILE_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"

/* Add the file's bytes to b. A file beyond 256 MiB, a folder, a pipe or a
 * device is refused with a sentence, and not waited for. */
bool file_read(const char *path, struct buf *b, struct err *err);

/* Likewise, and a link is refused, too: the bytes are those that lie there. */
bool file_read_here(const char *path, struct buf *b, struct err *err);

/* Does a book begin there? Then the descriptor has to stay open, for as long as the
 * program runs: with the first one that is closed, all locks go that SQLite has
 * on that file in this process. */
bool file_is_book(int fd);

#endif
