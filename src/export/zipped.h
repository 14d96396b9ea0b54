/*
 * zipped: files in one zip under a password (AES-256, as 7-Zip and others open
 * it). Names are as they are given and say no more than that; every entry has
 * the same time; there are no comments. By the module of the heavy writers.
 */
#ifndef EXPORT_ZIPPED_H
#define EXPORT_ZIPPED_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

struct zipped_file {
	const char *name;
	const struct buf *bytes;
};

/* The fewest characters a password may have: who finds the file can try as many
 * as they like; and the most bytes, for 7-Zip takes no more of one, and what was
 * locked with a longer one it never opens. */
#define ZIPPED_PASSWORD_LEAST 12
#define ZIPPED_PASSWORD_MOST 99

/* Is the password good enough, and one that can be typed where the zip is opened;
 * a sentence where not. */
bool zipped_password_ok(const char *password, struct err *err);

/* Add the zip to out. */
bool zipped_write(const struct zipped_file *files, size_t n,
    const char *password, struct buf *out, struct err *err);

#endif
