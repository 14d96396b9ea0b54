/*
 * backup: a whole copy of the book while others go on working. The copy is a
 * book by itself, checked before it gets its name.
 */
#ifndef STORE_BACKUP_H
#define STORE_BACKUP_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "store/db.h"

/* Copy to path, which may not exist; mode 0600. It appears under its name only
 * when it is whole, checked and on the disk. */
bool db_backup(struct db *db, const char *path, struct err *err);

/* The newest backup that was made of the book at book here: when, local ISO, and
 * where. False when none is known of. */
struct backup_note {
	const char *at, *path;
};
bool backup_last(const char *book, struct arena *a, struct backup_note *note);

#endif
