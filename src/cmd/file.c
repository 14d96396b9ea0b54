#include "cmd/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST = 256 << 20 };

static bool
read_all(FILE *f, const char *path, struct buf *b, struct err *err)
{
	char piece[1 << 14];
	size_t n;

	while ((n = fread(piece, 1, sizeof(piece), f)) > 0)
		buf_add(b, piece, n);
	return !ferror(f) || err_set(err, ERR_IO, "%s could not be read whole:"
	    " %s.", path, strerror(errno));
}

bool
file_is_book(int fd)
{
	char head[16];

	return pread(fd, head, sizeof(head), 0) == sizeof(head) &&
	    memcmp(head, "SQLite format 3", sizeof(head)) == 0;
}

/* Opening a pipe waits for whoever writes to it, unless told not to. */
static FILE *
open_now(const char *path, int flags)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY |
	    flags);
	FILE *f;

	if (fd < 0)
		return NULL;
	if (file_is_book(fd)) {
		errno = ETXTBSY;
		return NULL;
	}
	f = fdopen(fd, "r");
	if (f == NULL)
		close(fd);
	return f;
}

static bool
read_file(const char *path, int flags, struct buf *b, struct err *err)
{
	struct stat st;
	FILE *f = open_now(path, flags);
	bool ok;

	if (f == NULL && errno == ELOOP && flags)
		return err_set(err, ERR_INPUT, "%s is no file, but a link.",
		    path);
	if (f == NULL && errno == ETXTBSY)
		return err_set(err, ERR_INPUT, "%s is a book, and was left as "
		    "it is.", path);
	if (f == NULL)
		return err_set(err, ERR_INPUT, "%s could not be opened: %s.",
		    path, strerror(errno));
	if (fstat(fileno(f), &st) != 0 || !S_ISREG(st.st_mode))
		ok = err_set(err, ERR_INPUT, "%s is no file.", path);
	else if (st.st_size > MOST)
		ok = err_set(err, ERR_INPUT, "%s is larger than anything that"
		    " is taken in (256 MiB).", path);
	else
		ok = read_all(f, path, b, err);
	fclose(f);
	return ok;
}

bool
file_read(const char *path, struct buf *b, struct err *err)
{
	return read_file(path, 0, b, err);
}

bool
file_read_here(const char *path, struct buf *b, struct err *err)
{
	return read_file(path, O_NOFOLLOW, b, err);
}
