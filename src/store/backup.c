#include "store/backup.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "store/handle.h"

enum { PAGES_A_STEP = 2000 };

static bool
fail(sqlite3 *to, const char *path, struct err *err)
{
	return err_set(err, ERR_IO, "No backup was made at %s (%s). The book "
	    "itself is as it was.", path, sqlite3_errmsg(to));
}

/* Copy all pages in one snapshot of the reader, so that writers need not wait
 * and the copy need not begin again when they commit. */
static bool
copy_pages(struct db *db, sqlite3 *to, const char *path, struct err *err)
{
	sqlite3_backup *b;
	int rc;

	handle_move_on(&db->reader);
	if (!handle_exec(&db->reader, "BEGIN", err))
		return false;
	b = sqlite3_backup_init(to, "main", db->reader.sq, "main");
	do
		rc = b == NULL ? SQLITE_ERROR :
		    sqlite3_backup_step(b, PAGES_A_STEP);
	while (rc == SQLITE_OK);
	if (b != NULL)
		sqlite3_backup_finish(b);
	handle_exec(&db->reader, "COMMIT", NULL);
	return rc == SQLITE_DONE || fail(to, path, err);
}

/* What was copied is whole; a bad disk is found out now. */
static bool
check_copy(sqlite3 *to, const char *path, struct err *err)
{
	sqlite3_stmt *st = NULL;
	bool ok;

	ok = sqlite3_prepare_v2(to, "PRAGMA quick_check(1)", -1, &st,
	    NULL) == SQLITE_OK && sqlite3_step(st) == SQLITE_ROW &&
	    strcmp((const char *)sqlite3_column_text(st, 0), "ok") == 0;
	if (!ok)
		fail(to, path, err);
	sqlite3_finalize(st);
	return ok;
}

static bool
sync_path(const char *path, int flags)
{
	int fd = open(path, flags | O_RDONLY | O_CLOEXEC);
	bool ok = fd >= 0 && fsync(fd) == 0;

	if (fd >= 0)
		close(fd);
	return ok;
}

/* Never over something else; on a memory stick, which knows no links, as well
 * as can be. */
static bool
put_in_place(const char *part, const char *path)
{
	struct stat st;

	if (link(part, path) == 0)
		return true;
	if (errno != EPERM && errno != EOPNOTSUPP && errno != ENOSYS)
		return false;
	if (lstat(path, &st) == 0) {
		errno = EEXIST;
		return false;
	}
	return rename(part, path) == 0;
}

/* The file and then its name are on the disk before it is said to be so. */
static bool
give_name(const char *part, const char *path, struct err *err)
{
	char *folder = xstrdup(path), *slash = strrchr(folder, '/');
	bool ok;

	if (slash == NULL)
		memcpy(folder, ".", 2);
	else
		slash[slash == folder] = '\0';
	ok = sync_path(part, 0) && put_in_place(part, path) &&
	    sync_path(folder, O_DIRECTORY);
	if (!ok)
		err_set(err, errno == EEXIST ? ERR_INPUT : ERR_IO, "No "
		    "backup was made at %s (%s). The book itself is as it "
		    "was.", path, strerror(errno));
	free(folder);
	return ok;
}

static bool
make_copy(struct db *db, const char *part, const char *path, struct err *err)
{
	sqlite3 *to = NULL;
	bool ok;

	ok = sqlite3_open_v2(part, &to, SQLITE_OPEN_READWRITE |
	    SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK ||
	    fail(to, path, err);
	ok = ok && copy_pages(db, to, path, err) &&
	    check_copy(to, path, err);
	sqlite3_close(to);
	return ok;
}

/* ---- What was made last -------------------------------------------------- */

static void
note_name(struct buf *b, const char *book)
{
	buf_addf(b, "%s-backup", book);
}

/* A comfort for whoever looks after the host, in a file beside the book because
 * a damaged book is copied, too: no failure of the backup. */
static void
note_backup(struct db *db, const char *path)
{
	struct buf name = {0}, line = {0}, part = {0};
	char *whole = realpath(path, NULL);
	int fd;

	note_name(&name, db->path);
	buf_addf(&part, "%s.part", name.data);
	clock_add_local(&line, db->clock);
	buf_addf(&line, " %s\n", whole == NULL ? path : whole);
	fd = open(part.data, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC |
	    O_NOFOLLOW, 0600);
	if (fd >= 0) {
		if (write(fd, line.data, line.len) != (ssize_t)line.len ||
		    rename(part.data, name.data) != 0)
			unlink(part.data);
		close(fd);
	}
	free(whole);
	buf_release(&part);
	buf_release(&name);
	buf_release(&line);
}

bool
backup_last(const char *book, struct arena *a, struct backup_note *note)
{
	struct buf name = {0};
	char line[4200] = "", *space;
	FILE *f;

	note_name(&name, book);
	f = fopen(name.data, "re");
	if (f != NULL && fgets(line, sizeof(line), f) == NULL)
		line[0] = '\0';
	if (f != NULL)
		fclose(f);
	buf_release(&name);
	line[strcspn(line, "\n")] = '\0';
	space = strchr(line, ' ');
	if (space == NULL)
		return false;
	*space = '\0';
	note->at = arena_strdup(a, line);
	note->path = arena_strdup(a, space + 1);
	return true;
}

bool
db_backup(struct db *db, const char *path, struct err *err)
{
	struct buf part = {0}, side = {0};
	struct stat st;
	bool ok = false;
	int fd;

	if (lstat(path, &st) == 0)
		return err_set(err, ERR_INPUT, "There is something at %s "
		    "already. Choose another name; nothing was written.",
		    path);
	buf_addf(&part, "%s.part", path);
	fd = open(part.data, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC |
	    O_NOFOLLOW, 0600);
	if (fd < 0 && errno == EEXIST) {
		err_set(err, ERR_INPUT, "A backup to %s was cut short before "
		    "and left %s. Remove that file, then try again; the book "
		    "is as it was.", path, part.data);
		goto out;
	}
	if (fd < 0) {
		err_set(err, ERR_IO, "No backup can be made at %s (%s).",
		    path, strerror(errno));
		goto out;
	}
	close(fd);
	ok = make_copy(db, part.data, path, err) &&
	    give_name(part.data, path, err);
	if (ok)
		note_backup(db, path);
	unlink(part.data);
	buf_addf(&side, "%s-wal", part.data);
	unlink(side.data);
	buf_clear(&side);
	buf_addf(&side, "%s-shm", part.data);
	unlink(side.data);
out:
	buf_release(&part);
	buf_release(&side);
	return ok;
}
