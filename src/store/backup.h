/*
 * backup: a whole copy of the book while others go on working. The copy is a
 * book by itself, checked before it gets its name.
 */
#ifndef STORE_BACKUP_H
#define STORE_BACKUP_H

#include <stdbool.h>

#include "base/err.h"
#include "store/db.h"

/* Copy to path, which may not exist; mode 0600. It appears under its name only
 * when it is whole, checked and on the disk. */
bool db_backup(struct db *db, const char *path, struct err *err);

#endif
