#include "cmd/file_out.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "cmd/file.h"
#include "cmd/sent.h"

/* Set once, before anything is written. */
static bool forbidden;
static int patience = 10 * 60 * 1000;

void
file_out_forbid(void)
{
	forbidden = true;
}

/* A device or a pipe is written to: it can't be put aside until the file is whole,
 * and must not be replaced by one. */
static bool
is_special(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && !S_ISREG(st.st_mode) &&
	    !S_ISDIR(st.st_mode);
}

bool
file_out_allowed(struct err *err)
{
	return !forbidden || err_set(err, ERR_DENIED, "Over SSH no file of "
	    "this host is written. What you ask for in one command (ssh … "
	    "help) comes on standard output, to be kept on your own machine.");
}

/* The folder that path lies in; yours to free. */
static char *
folder_of(const char *path)
{
	char *folder = xstrdup(path), *slash = strrchr(folder, '/');

	if (!slash) {
		free(folder);
		return xstrdup(".");
	}
	slash[slash == folder] = '\0';
	return folder;
}

/* A file without a name, which is gone with the program whatever ends it, where
 * the disk knows such; else one beside it. */
static int
open_part(struct file_out *o)
{
	char *folder = folder_of(o->path);
	int fd = -1;

	if (!access("/proc/self/fd", X_OK))
		fd = open(folder, O_WRONLY | O_TMPFILE | O_CLOEXEC, 0600);
	free(folder);
	o->unnamed = fd >= 0;
	if (fd < 0 && errno != ENOENT && errno != EACCES && errno != EROFS)
		fd = open(buf_text(&o->part), O_WRONLY | O_CREAT | O_EXCL |
		    O_NOFOLLOW | O_CLOEXEC, 0600);
	return fd;
}

/* Is it a book, or what lies beside one? An export there would be the end of
 * it, also of the one that is open. */
static bool
is_book(const char *path)
{
	static const char *const beside[] = { "-wal", "-shm", "-lock",
		"-journal" };
	char *of = xstrdup(path);
	size_t len = strlen(path), i, n;
	int fd;
	bool is;

	for (i = 0; i < sizeof beside / sizeof *beside; i++) {
		n = strlen(beside[i]);
		if (len > n && !strcmp(path + len - n, beside[i]))
			of[len - n] = '\0';
	}
	fd = open(of, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	is = fd >= 0 && file_is_book(fd);
	if (fd >= 0 && !is)
		close(fd);
	free(of);
	return is;
}

/* What stands in the way of a file there, told before anything is made for it:
 * 0, or an errno. */
static int
in_the_way(const struct file_out *o, bool over)
{
	struct stat st;

	if (over && is_book(o->path))
		return ETXTBSY;
	if (!lstat(o->path, &st) && (!over || S_ISDIR(st.st_mode)))
		return over ? EISDIR : EEXIST;
	return lstat(buf_text(&o->part), &st) ? 0 : ENOTUNIQ;
}

static bool
cant_open(struct file_out *o, int why, struct err *err)
{
	if (why == EEXIST)
		err_set(err, ERR_INPUT, "%s is there already, and was left as "
		    "it is. Choose another name.", o->path);
	else if (why == ETXTBSY)
		err_set(err, ERR_INPUT, "%s is a book, or belongs to one, and "
		    "was left as it is: an export there would be the end of "
		    "it. Choose another name.", o->path);
	else if (why == ENOTUNIQ)
		err_set(err, ERR_INPUT, "An export to %s was cut short before "
		    "and left %s. Remove that file, then export again; the "
		    "book is as it was.", o->path, buf_text(&o->part));
	else
		err_set(err, ERR_IO, "%s could not be written: %s. There is "
		    "no half file; the book is as it was.", o->path,
		    strerror(why));
	buf_release(&o->part);
	return false;
}

bool
file_out_open(struct file_out *o, struct session *s, const char *path,
    bool over, struct err *err)
{
	int why;

	*o = (struct file_out){ .s = s, .fd = STDOUT_FILENO,
		.over = over };
	sent_begin(s);
	/* A reader who goes away is told of like a full disk. */
	signal(SIGPIPE, SIG_IGN);
	if (!path || !strcmp(path, "-")) {
		fflush(stdout);
		return true;
	}
	if (!file_out_allowed(err))
		return false;
	o->path = path;
	if (over && is_special(path)) {
		o->fd = open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC);
		return o->fd >= 0 || cant_open(o, errno, err);
	}
	buf_addf(&o->part, "%s.part", path);
	why = in_the_way(o, over);
	if (why)
		return cant_open(o, why, err);
	o->fd = open_part(o);
	return o->fd >= 0 || cant_open(o, errno, err);
}

bool
file_out_begin(struct file_out *o, struct session *s, const char *path,
    bool force, struct err *err)
{
	struct stat st;
	bool there = path && strcmp(path, "-") && file_out_allowed(NULL) &&
	    !lstat(path, &st);

	if (there && !force && !S_ISDIR(st.st_mode) && !is_special(path) &&
	    !is_book(path))
		return err_set(err, ERR_INPUT, "%s is there already, and was "
		    "left as it is. Choose another name, or replace it with "
		    "--force.", path);
	/* What came there since is left, too. */
	return file_out_open(o, s, path, force || there, err);
}

void
file_out_patience(int ms)
{
	patience = ms;
}

/* Whoever reads is waited for, but not for ever. False with errno. */
static bool
is_taken(const struct file_out *o)
{
	struct pollfd p = { .fd = o->fd, .events = POLLOUT };
	int n;

	do
		n = poll(&p, 1, patience);
	while (n < 0 && errno == EINTR);
	if (n == 0)
		errno = ETIMEDOUT;
	return n > 0;
}

bool
file_out_put(void *arg, const char *data, size_t len)
{
	struct file_out *o = arg;

	while (len > 0) {
		/* A pipe that can be written to has room for so much. */
		size_t some = len < PIPE_BUF ? len : PIPE_BUF;
		ssize_t n = is_taken(o) ? write(o->fd, data, some) : -1;

		if (n < 0 && (errno == EINTR || errno == EAGAIN))
			continue;
		if (n <= 0) {
			o->why = errno ? errno : EIO;
			return false;
		}
		data += n;
		len -= (size_t)n;
	}
	return true;
}

/* What has its name already is replaced in one step, or where that was not asked
 * for, not at all. */
static bool
give_name(struct file_out *o)
{
	char self[40];

	if (!o->unnamed)
		return !rename(buf_text(&o->part), o->path);
	snprintf(self, sizeof self, "/proc/self/fd/%d", o->fd);
	if (!linkat(AT_FDCWD, self, AT_FDCWD, o->path, AT_SYMLINK_FOLLOW))
		return true;
	if (errno != EEXIST || !o->over || linkat(AT_FDCWD, self, AT_FDCWD,
	    buf_text(&o->part), AT_SYMLINK_FOLLOW))
		return false;
	if (!rename(buf_text(&o->part), o->path))
		return true;
	o->why = errno;
	unlink(buf_text(&o->part));
	return false;
}

bool
file_out_close(struct file_out *o, bool ok, struct err *err)
{
	bool written = !o->why;

	if (o->path && !o->part.len) {
		written = !close(o->fd) && written;
	} else if (o->path) {
		written = ok && written && !fsync(o->fd);
		written = written && give_name(o);
		if (ok && !written && !o->why)
			o->why = errno;
		if (!written && !o->unnamed)
			unlink(buf_text(&o->part));
		close(o->fd);
	}
	buf_release(&o->part);
	if (ok && !written && o->why == ETIMEDOUT)
		err_set(err, ERR_IO, "%s was not written whole: nothing of it "
		    "was taken for %d minutes, and whoever waits holds the book "
		    "at one moment. Ask for it again.", o->path ? o->path :
		    "The document", patience / 60000);
	else if (ok && !written)
		err_set(err, ERR_IO, "%s could not be written whole: %s.",
		    o->path ? o->path : "The document", strerror(o->why));
	if (ok && written)
		sent_whole(o->s);
	else
		sent_failed(o->s, ok ? "The book is as it was." : NULL, err);
	return ok && written;
}
