/*
 * demo: the fictional partnership of the documentation as a book, and scripts
 * that play its meeting by a clock of their own.
 */
#ifndef CMD_DEMO_H
#define CMD_DEMO_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "store/db.h"

/* The path of the demo's data file in dir (NULL: the installed folder); yours
 * to free. name: NULL for the folder's first, by name. */
char *demo_data_file(const char *dir, const char *name);

/* Make the book at path from a data file; script (NULL: none) is played after,
 * by the times it gives. The clock is set to what the script ends at, and
 * *now likewise. forms: folder of the kinds, NULL for the installed one. */
bool demo_make(const char *path, const char *data, const char *forms,
    const char *script, int64_t *now, struct buf *reply, struct err *err);

#endif
