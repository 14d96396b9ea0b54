/*
 * file: what must be true of a book's file before SQLite touches it: a
 * regular file, nobody else's to read, on a disk of this machine. It never
 * opens the file: closing one would drop the locks of another handle.
 */
#include <errno.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "base/alloc.h"
#include "store/handle.h"

/* File systems whose locks or shared memory do not reach other machines. */
static const struct {
	unsigned long magic;
	const char *name;
} network[] = {
	{ 0x6969, "NFS" },
	{ 0x517B, "SMB" },
	{ 0xFF534D42, "CIFS" },
	{ 0xFE534D42, "SMB2" },
	{ 0x01021997, "9P" },
	{ 0x5346414F, "AFS" },
	{ 0x73757245, "Coda" },
	{ 0x00C36400, "Ceph" },
	{ 0x564C, "NCP" },
	{ 0x0BD00BD0, "Lustre" },
	{ 0x786F4256, "VirtualBox" },
};

enum { FUSE_MAGIC = 0x65735546 };

const char *
file_network_name(unsigned long magic)
{
	size_t i;

	for (i = 0; i < sizeof(network) / sizeof(network[0]); i++)
		if (magic == network[i].magic)
			return network[i].name;
	return NULL;
}

bool
file_fuse_is_remote(FILE *mounts, dev_t dev, char name[32])
{
	static const char *const remote[] = { "sshfs", "rclone", "s3fs",
	    "glusterfs", "davfs", "curlftpfs", "gvfsd-fuse", "smbnetfs",
	    "cephfs", "gcsfuse" };
	unsigned major_no, minor_no;
	char *line = NULL, *type;
	size_t cap = 0, i;
	bool found = false;

	while (!found && getline(&line, &cap, mounts) > 0) {
		type = strstr(line, " - fuse.");
		if (type == NULL || sscanf(line, "%*d %*d %u:%u", &major_no,
		    &minor_no) != 2 || major(dev) != major_no ||
		    minor(dev) != minor_no)
			continue;
		snprintf(name, 32, "%.*s", (int)strcspn(type + 8, " \n"),
		    type + 8);
		for (i = 0; i < sizeof(remote) / sizeof(remote[0]); i++)
			found |= strcmp(name, remote[i]) == 0;
	}
	free(line);
	return found;
}

/* FUSE is local for a USB stick and remote for sshfs: the mount table says
 * which. */
static bool
on_remote_fuse(dev_t dev, char name[32])
{
	FILE *f = fopen("/proc/self/mountinfo", "re");
	bool remote = f != NULL && file_fuse_is_remote(f, dev, name);

	if (f != NULL)
		fclose(f);
	return remote;
}

bool
db_check_place(const char *path, struct err *err)
{
	char fuse[32] = "";
	const char *name;
	struct statfs fs;
	struct stat st;

	if (statfs(path, &fs) != 0 || stat(path, &st) != 0)
		return err_set(err, ERR_IO, "%s can't be looked at (%s).",
		    path, strerror(errno));
	name = file_network_name((unsigned long)fs.f_type);
	if (name == NULL && (unsigned long)fs.f_type == FUSE_MAGIC &&
	    on_remote_fuse(st.st_dev, fuse))
		name = fuse;
	if (name != NULL)
		return err_set(err, ERR_IO, "%s lies on a network disk (%s), "
		    "where two sessions would damage it. Nothing was changed: "
		    "keep the book on a disk of this machine, and share it by "
		    "signing in there.", path, name);
	return true;
}

static bool
check_private(const char *path, const struct stat *st, struct err *err)
{
	if (!S_ISREG(st->st_mode))
		return err_set(err, ERR_INPUT, "%s is not a file, so it is "
		    "not a book.", path);
	if (st->st_uid != geteuid() && geteuid() != 0)
		return err_set(err, ERR_IO, "%s belongs to another account. "
		    "A book is used by the account that owns it; nothing was "
		    "opened.", path);
	if ((st->st_mode & 077) != 0)
		return err_set(err, ERR_IO, "%s can be read by others on "
		    "this machine, so it was not opened. Close it to them "
		    "first: chmod 600 '%s'", path, path);
	return true;
}

static bool
check_writable(const char *path, struct err *err)
{
	char *copy = xstrdup(path);
	bool ok = true;

	if (access(path, W_OK) != 0)
		ok = err_set(err, ERR_IO, "%s may not be written (%s). It "
		    "can still be checked: minutebook verify. To work in it, "
		    "put it on a disk that may be written.", path,
		    strerror(errno));
	else if (access(dirname(copy), W_OK | X_OK) != 0)
		ok = err_set(err, ERR_IO, "The folder of %s may not be "
		    "written (%s), and a book keeps its newest pages beside "
		    "it. Nothing was opened: put the book into a folder of "
		    "your own.", path, strerror(errno));
	free(copy);
	return ok;
}

bool
file_check(const char *path, enum db_mode mode, char **resolved,
    struct err *err)
{
	struct stat st;

	*resolved = realpath(path, NULL);
	if (*resolved == NULL || stat(*resolved, &st) != 0) {
		if (errno == ENOENT || errno == ENOTDIR)
			return err_set(err, ERR_INPUT, "There is no book at "
			    "%s. Make one with: minutebook init", path);
		return err_set(err, ERR_IO, "%s can't be reached (%s).", path,
		    strerror(errno));
	}
	if (!check_private(*resolved, &st, err) ||
	    !db_check_place(*resolved, err))
		return false;
	return mode == DB_RECOVER || check_writable(*resolved, err);
}

bool
file_check_new(const char *path, char **resolved, struct err *err)
{
	char *for_dir = xstrdup(path), *for_base = xstrdup(path);
	char *folder = realpath(dirname(for_dir), NULL);
	struct buf whole = {0};
	struct stat st;
	bool ok = false;

	*resolved = NULL;
	if (lstat(path, &st) == 0) {
		err_set(err, ERR_INPUT, "There is something at %s already, "
		    "so no new book was made. Choose another name.", path);
		goto out;
	}
	if (folder == NULL) {
		err_set(err, ERR_INPUT, "The folder of %s can't be reached "
		    "(%s). Make it first.", path, strerror(errno));
		goto out;
	}
	buf_addf(&whole, "%s/%s", strcmp(folder, "/") == 0 ? "" : folder,
	    basename(for_base));
	*resolved = buf_take(&whole);
	ok = db_check_place(folder, err);
out:
	free(folder);
	free(for_dir);
	free(for_base);
	return ok;
}
