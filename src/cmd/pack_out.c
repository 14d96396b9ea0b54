#include "cmd/pack_out.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd/file_out.h"
#include "cmd/sent.h"

static void
fail(struct pack_out *o)
{
	if (!o->why)
		o->why = errno ? errno : EIO;
}

static bool
say_cut_short(struct pack_out *o, struct err *err)
{
	return err_set(err, ERR_INPUT, "Packs for %s were cut short before "
	    "and left %s. Remove that folder, then make them again; the book "
	    "is as it was.", buf_text(&o->path), buf_text(&o->part));
}

bool
pack_out_open(struct pack_out *o, struct session *s, const char *path,
    struct err *err)
{
	size_t len = strlen(path);

	*o = (struct pack_out){ .s = s, .fd = -1, .inner = -1 };
	sent_begin(s);
	if (!file_out_allowed(err))
		return false;
	while (len > 1 && path[len - 1] == '/')
		len--;
	buf_add(&o->path, path, len);
	buf_addf(&o->part, "%s.part", buf_text(&o->path));
	if (!faccessat(AT_FDCWD, buf_text(&o->path), F_OK,
	    AT_SYMLINK_NOFOLLOW)) {
		err_set(err, ERR_INPUT, "%s is there already, and was left as "
		    "it is. Choose another name.", buf_text(&o->path));
	} else if (!mkdir(buf_text(&o->part), 0700)) {
		o->fd = open(buf_text(&o->part), O_RDONLY | O_DIRECTORY |
		    O_NOFOLLOW | O_CLOEXEC);
		if (o->fd >= 0)
			return true;
		err_set(err, ERR_IO, "%s could not be opened: %s. The book is "
		    "as it was.", buf_text(&o->part), strerror(errno));
		rmdir(buf_text(&o->part));
	} else if (errno == EEXIST) {
		say_cut_short(o, err);
	} else {
		err_set(err, ERR_IO, "%s could not be made: %s. Nothing was "
		    "written; the book is as it was.", buf_text(&o->path),
		    strerror(errno));
	}
	buf_release(&o->path);
	buf_release(&o->part);
	return false;
}

static void
leave_inner(struct pack_out *o)
{
	if (o->inner < 0)
		return;
	if (fsync(o->inner))
		fail(o);
	close(o->inner);
	o->inner = -1;
}

void
pack_out_into(struct pack_out *o, const char *name)
{
	leave_inner(o);
	if (!name || o->why)
		return;
	if (!mkdirat(o->fd, name, 0700))
		o->inner = openat(o->fd, name, O_RDONLY | O_DIRECTORY |
		    O_NOFOLLOW | O_CLOEXEC);
	if (o->inner < 0)
		fail(o);
}

void
pack_out_file(struct pack_out *o, const char *name, const struct buf *bytes)
{
	struct file_out f = {0};

	if (o->why)
		return;
	f.fd = openat(o->inner >= 0 ? o->inner : o->fd, name, O_WRONLY |
	    O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (f.fd < 0) {
		fail(o);
		return;
	}
	if (!file_out_put(&f, bytes->data, bytes->len) || fsync(f.fd))
		fail(o);
	if (close(f.fd))
		fail(o);
}

bool
pack_out_whole(const struct pack_out *o, struct err *err)
{
	return !o->why || err_set(err, ERR_IO, "%s could not be written "
	    "whole: %s. Nothing of it is left.",
	    buf_text(&o->path), strerror(o->why));
}

/* What lies in a folder that was made here: files, and folders of files. */
static void
empty(int fd)
{
	DIR *d = fdopendir(dup(fd));
	struct dirent *e;
	int inner;

	if (d)
		rewinddir(d);
	while (d && (e = readdir(d))) {
		if (!strcmp(e->d_name, ".") || !strcmp(e->d_name, ".."))
			continue;
		if (!unlinkat(fd, e->d_name, 0))
			continue;
		inner = openat(fd, e->d_name, O_RDONLY | O_DIRECTORY |
		    O_NOFOLLOW | O_CLOEXEC);
		if (inner >= 0) {
			empty(inner);
			close(inner);
		}
		unlinkat(fd, e->d_name, AT_REMOVEDIR);
	}
	if (d)
		closedir(d);
}

/* What came there meanwhile is not replaced. Where a disk does not know how to
 * see to that, as that of some memory sticks, a folder takes the place of an
 * empty one, and of nothing else. */
static bool
give_name(const struct pack_out *o)
{
	const char *part = buf_text(&o->part), *path = buf_text(&o->path);

	return !renameat2(AT_FDCWD, part, AT_FDCWD, path, RENAME_NOREPLACE) ||
	    ((errno == EINVAL || errno == ENOSYS) && !rename(part, path));
}

bool
pack_out_close(struct pack_out *o, bool ok, struct err *err)
{
	bool written;

	if (o->fd < 0)
		return ok;
	leave_inner(o);
	if (ok && !o->why && fsync(o->fd))
		fail(o);
	written = ok && !o->why;
	if (written && !give_name(o)) {
		fail(o);
		written = false;
	}
	if (!written) {
		empty(o->fd);
		rmdir(buf_text(&o->part));
	}
	close(o->fd);
	o->fd = -1;
	if (ok && !written)
		pack_out_whole(o, err);
	if (written)
		sent_whole(o->s);
	else
		sent_failed(o->s, NULL, err);
	buf_release(&o->path);
	buf_release(&o->part);
	return written;
}
