#include "cmd/file_out.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Set once, before anything is written. */
static bool forbidden;

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

static int
open_part(struct file_out *o)
{
	if (is_special(o->path))
		return open(o->path, O_WRONLY | O_NOCTTY | O_CLOEXEC);
	buf_addf(&o->part, "%s.part", o->path);
	return open(buf_text(&o->part), O_WRONLY | O_CREAT | O_EXCL |
	    O_NOFOLLOW | O_CLOEXEC, 0600);
}

bool
file_out_allowed(struct err *err)
{
	return !forbidden || err_set(err, ERR_DENIED, "Over SSH no file of "
	    "this host is written. What you ask for in one command (ssh … "
	    "help) comes on standard output, to be kept on your own machine.");
}

bool
file_out_open(struct file_out *o, const char *path, bool over,
    struct err *err)
{
	*o = (struct file_out){ .fd = STDOUT_FILENO };
	/* A reader who goes away is told of like a full disk. */
	signal(SIGPIPE, SIG_IGN);
	if (!path || !strcmp(path, "-")) {
		fflush(stdout);
		return true;
	}
	if (!file_out_allowed(err))
		return false;
	if (!over && !access(path, F_OK))
		return err_set(err, ERR_INPUT, "%s is there already, and was "
		    "left as it is. Choose another name.", path);
	o->path = path;
	o->fd = open_part(o);
	if (o->fd >= 0)
		return true;
	if (errno == EEXIST)
		err_set(err, ERR_INPUT, "An export to %s was cut short before "
		    "and left %s. Remove that file, then export again; the "
		    "book is as it was.", path, buf_text(&o->part));
	else
		err_set(err, ERR_IO, "%s could not be written: %s. There is "
		    "no half file; the book is as it was.", path,
		    strerror(errno));
	buf_release(&o->part);
	return false;
}

bool
file_out_put(void *arg, const char *data, size_t len)
{
	struct file_out *o = arg;

	while (len > 0) {
		ssize_t n = write(o->fd, data, len);

		if (n < 0 && errno == EINTR)
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

bool
file_out_close(struct file_out *o, bool ok, struct err *err)
{
	bool written = !o->why;

	if (o->path && !o->part.len) {
		written = !close(o->fd) && written;
	} else if (o->path) {
		written = ok && written && !fsync(o->fd);
		written = !close(o->fd) && written;
		written = written && !rename(buf_text(&o->part), o->path);
		if (!written) {
			if (!o->why)
				o->why = errno;
			unlink(buf_text(&o->part));
		}
	}
	buf_release(&o->part);
	if (ok && !written)
		err_set(err, ERR_IO, "%s could not be written whole: %s. The "
		    "book is as it was.", o->path ? o->path : "The document",
		    strerror(o->why));
	return ok && written;
}
