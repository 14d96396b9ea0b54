/*
 * doctor_book: the book and what it lies on.
 */
#include "doctor.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/sysmacros.h>
#include <sys/timex.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/err.h"
#include "store/backup.h"
#include "store/db.h"
#include "store/watch.h"

#define MIB (1024LL * 1024)
#define SPACE_LEAST (512 * MIB)
#define BACKUP_DAYS 7
#define DAY_MS (24 * 60 * 60 * 1000LL)

/* ---- Findings ------------------------------------------------------------ */

const char *
doctor_text(struct doctor *d, const char *format, ...)
{
	struct buf b = {0};
	const char *text;
	va_list ap;

	va_start(ap, format);
	buf_vaddf(&b, format, ap);
	va_end(ap);
	text = arena_strdup(&d->arena, buf_text(&b));
	buf_release(&b);
	return text;
}

void
doctor_add(struct doctor *d, enum finding_state state, const char *name,
    const char *says, const char *todo)
{
	GROW(d->findings, d->n, d->cap);
	d->findings[d->n++] = (struct finding){ state, name, says, todo };
}

bool
doctor_well(const struct doctor *d)
{
	size_t i;

	for (i = 0; i < d->n; i++)
		if (d->findings[i].state == FINDING_BAD)
			return false;
	return true;
}

const char *
doctor_open_to_others(struct doctor *d, const char *path, unsigned uid)
{
	char *at = arena_strdup(&d->arena, path), *slash;
	struct stat st;

	for (;;) {
		if (stat(*at ? at : "/", &st) || (st.st_uid != 0 &&
		    st.st_uid != uid) || (st.st_mode & 022 &&
		    !(S_ISDIR(st.st_mode) && st.st_mode & S_ISVTX)))
			return *at ? at : "/";
		slash = strrchr(at, '/');
		if (!slash || !*at)
			return NULL;
		*slash = '\0';
	}
}

/* ---- The files ----------------------------------------------------------- */

static void
check_opens(struct doctor *d)
{
	struct err err = {0};
	struct db *db = db_open(d->book, DB_RECOVER, d->clock, &err);

	if (db)
		doctor_add(d, FINDING_GOOD, "book", "It opens, and its tables "
		    "are those of this program.", "");
	else
		doctor_add(d, FINDING_BAD, "book", doctor_text(d, "%s",
		    err_text(&err)), "Do what the sentence says; minutebook "
		    "verify looks further.");
	err_clear(&err);
	db_close(db);
}

static void
check_file(struct doctor *d)
{
	static const char *const ends[] = { "", "-wal", "-shm", "-lock" };
	struct stat book, st;
	size_t i;

	if (stat(d->book, &book)) {
		doctor_add(d, FINDING_BAD, "files", doctor_text(d, "%s can't "
		    "be looked at: %s.", d->book, strerror(errno)), "Say "
		    "where the book is with --book.");
		return;
	}
	for (i = 0; i < sizeof ends / sizeof *ends; i++) {
		const char *path = doctor_text(d, "%s%s", d->book, ends[i]);

		if (lstat(path, &st))
			continue;
		if (!S_ISREG(st.st_mode) || st.st_mode & 077 ||
		    st.st_uid != book.st_uid) {
			doctor_add(d, FINDING_BAD, "files", doctor_text(d,
			    "%s is not the book's owner's alone.", path),
			    doctor_text(d, "chown --reference='%s' '%s' && "
			    "chmod 600 '%s'", d->book, path, path));
			return;
		}
	}
	doctor_add(d, FINDING_GOOD, "files", "The book and what lies beside it "
	    "are their owner's alone.", "");
}

static void
check_folder(struct doctor *d)
{
	char *folder = arena_strdup(&d->arena, d->book);
	char *slash = strrchr(folder, '/');
	const char *open;
	struct stat st, book;

	slash[slash == folder] = '\0';
	if (stat(folder, &st) || stat(d->book, &book))
		return;
	if (st.st_uid != book.st_uid || st.st_mode & 077) {
		doctor_add(d, FINDING_BAD, "folder", doctor_text(d, "Others "
		    "may look into %s, and see there who signs in and when.",
		    folder), doctor_text(d, "chown --reference='%s' '%s' && "
		    "chmod 700 '%s'", d->book, folder, folder));
		return;
	}
	open = doctor_open_to_others(d, folder, book.st_uid);
	if (open)
		doctor_add(d, FINDING_BAD, "folder", doctor_text(d, "%s may be "
		    "changed by others, who could put another book in the "
		    "place of this one.", open), doctor_text(d, "chmod go-w "
		    "'%s', and let root own it", open));
	else
		doctor_add(d, FINDING_GOOD, "folder", "It is the book's "
		    "owner's alone.", "");
}

/* ---- The disk ------------------------------------------------------------ */

static void
check_place(struct doctor *d)
{
	struct err err = {0};

	if (db_check_place(d->book, &err))
		doctor_add(d, FINDING_GOOD, "file system", "It is a disk of "
		    "this machine.", "");
	else
		doctor_add(d, FINDING_BAD, "file system", doctor_text(d, "%s",
		    err_text(&err)), "Move the book to a disk of this machine "
		    "while nobody has it open.");
	err_clear(&err);
}

/* Does a block device, by its folder in /sys, lie on one that is encrypted?
 * Depth ends a loop that no sane machine has. */
static bool
is_encrypted(const char *folder, int depth)
{
	struct buf path = {0};
	struct dirent *e;
	char uuid[64];
	bool found = false;
	FILE *f;
	DIR *dir;

	buf_addf(&path, "%s/dm/uuid", folder);
	f = fopen(buf_text(&path), "re");
	if (f) {
		found = fgets(uuid, sizeof uuid, f) &&
		    !strncmp(uuid, "CRYPT-", 6);
		fclose(f);
	}
	buf_clear(&path);
	buf_addf(&path, "%s/slaves", folder);
	dir = found || depth > 8 ? NULL : opendir(buf_text(&path));
	while (dir && !found && (e = readdir(dir))) {
		struct buf below = {0};

		if (e->d_name[0] == '.')
			continue;
		buf_addf(&below, "%s/%s", buf_text(&path), e->d_name);
		found = is_encrypted(buf_text(&below), depth + 1);
		buf_release(&below);
	}
	if (dir)
		closedir(dir);
	buf_release(&path);
	return found;
}

/* A partition knows nothing of what its disk lies on: its folder is inside the
 * disk's, which does. */
static void
check_encryption(struct doctor *d)
{
	const char *folder, *disk;
	struct stat st, there;

	if (stat(d->book, &st))
		return;
	folder = doctor_text(d, "/sys/dev/block/%u:%u", major(st.st_dev),
	    minor(st.st_dev));
	disk = doctor_text(d, "%s/..", folder);
	if (major(st.st_dev) == 0 || stat(folder, &there)) {
		doctor_add(d, FINDING_UNKNOWN, "encryption", "Which disk the "
		    "book lies on can't be told.", "See to it yourself that "
		    "the disk is encrypted, and its swap as well.");
		return;
	}
	if (is_encrypted(folder, 0) || is_encrypted(disk, 0))
		doctor_add(d, FINDING_GOOD, "encryption", "The disk under the "
		    "book is encrypted.", "");
	else
		doctor_add(d, FINDING_NOTE, "encryption", "The disk under the "
		    "book is not seen to be encrypted: whoever takes it away "
		    "reads the book.", "Keep the book on an encrypted disk "
		    "(LUKS), unless the machine beneath this one encrypts it.");
}

static void
check_space(struct doctor *d)
{
	struct statvfs fs;
	struct stat st;
	long long left, need;

	if (statvfs(d->book, &fs) || stat(d->book, &st))
		return;
	left = (long long)fs.f_bavail * (long long)fs.f_frsize;
	need = 2 * (long long)st.st_size + SPACE_LEAST;
	doctor_add(d, left < need ? FINDING_BAD : FINDING_GOOD, "space",
	    doctor_text(d, "%lld MiB are free; the book has %lld.",
	    left / MIB, (long long)st.st_size / MIB), left < need
	    ? doctor_text(d, "Make room for %lld MiB: a full disk stops a "
	    "meeting.", need / MIB) : "");
}

/* ---- Time, copies, the library ------------------------------------------- */

static void
check_clock(struct doctor *d)
{
	struct timex tx = { .modes = 0 };
	struct db *db = db_open(d->book, DB_RECOVER, d->clock, NULL);
	int64_t newest = 0;
	bool known = db && watch_latest(db, &newest, NULL);

	db_close(db);
	if (known && newest > clock_now(d->clock) + 60000)
		doctor_add(d, FINDING_BAD, "clock", "The newest entry of the "
		    "book is from the future: the clock has gone back, or "
		    "went ahead then.", "Put the clock right (timedatectl); "
		    "the entries stay as they are.");
	else if (adjtimex(&tx) < 0 || tx.status & STA_UNSYNC)
		doctor_add(d, FINDING_NOTE, "clock", "No time server keeps it "
		    "right.", "Let one: timedatectl set-ntp true. Minutes, "
		    "deadlines and the log go by it.");
	else
		doctor_add(d, FINDING_GOOD, "clock", "It is kept right.", "");
}

static void
check_backup(struct doctor *d)
{
	const char *todo = doctor_text(d, "minutebook --book %s backup FILE, "
	    "every day, to another disk.", d->book);
	struct backup_note note;
	int64_t at, days;

	if (!backup_last(d->book, &d->arena, &note) ||
	    (at = clock_parse(note.at)) < 0) {
		doctor_add(d, FINDING_BAD, "backup", "No backup was made of "
		    "this book here.", todo);
		return;
	}
	days = (clock_now(d->clock) - at) / DAY_MS;
	doctor_add(d, days > BACKUP_DAYS ? FINDING_BAD : FINDING_GOOD,
	    "backup", doctor_text(d, "The newest is %" PRId64 " days old: %s.",
	    days, note.path), days > BACKUP_DAYS ? todo : "");
}

/* 3.7.0 to 3.51.2 but for 3.44.6 and 3.50.7 on their branches. */
static bool
has_race(int version)
{
	return version < 3051003 &&
	    !(version >= 3044006 && version < 3045000) &&
	    !(version >= 3050007 && version < 3051000);
}

static void
check_library(struct doctor *d)
{
	int version;
	const char *name = db_library(&version);

	if (has_race(version))
		doctor_add(d, FINDING_NOTE, "SQLite", doctor_text(d, "%s can "
		    "lose a change when two processes tidy the book up at "
		    "once. This program never does; another would.", name),
		    "Never open the book with sqlite3 or another program while "
		    "it is in use.");
	else
		doctor_add(d, FINDING_GOOD, "SQLite", doctor_text(d, "%s.",
		    name), "");
}

void
doctor_book(struct doctor *d)
{
	/* Before SQLite looks at them. */
	check_file(d);
	check_opens(d);
	check_folder(d);
	check_place(d);
	check_encryption(d);
	check_space(d);
	check_clock(d);
	check_backup(d);
	check_library(d);
}
