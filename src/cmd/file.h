/*
 * file: a whole file into memory, for commands that take one in. Owns nothing.
 */
#ifndef CMD_FILE_H
#define CMD_FILE_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"

/* Add the file's bytes to b. A file beyond 256 MiB, a folder or a device is
 * refused with a sentence. */
bool file_read(const char *path, struct buf *b, struct err *err);

#endif
