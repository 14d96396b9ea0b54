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

/* The path of a demo's data file in dir (NULL: the installed folder); yours to
 * free. name: the file's, without .yaml; NULL for the one that tells of the
 * latest day. */
char *demo_data_file(const char *dir, const char *name);

/* The path of the first data file of that folder, by name, that has a meeting
 * of this kind; yours to free. NULL when there is none. */
char *demo_data_of(const char *dir, const char *kind);

/* The day that a data file tells of ("2031-03-12"), yours to free; NULL when it
 * can't be read. */
char *demo_begins(const char *data);

/* Make the book at path from a data file; script (NULL: none) is played after,
 * by the times it gives. The clock is set to what the script ends at, and
 * *now likewise. forms: folder of the kinds, NULL for the installed one. */
bool demo_make(const char *path, const char *data, const char *forms,
    const char *script, int64_t *now, struct buf *reply, struct err *err);

/* The same without a script, and with all other data files of the folder dir
 * in the book beside it: several boards, on the day that data tells of. */
bool demo_make_all(const char *path, const char *dir, const char *data,
    const char *forms, int64_t *now, struct buf *reply, struct err *err);

#endif
