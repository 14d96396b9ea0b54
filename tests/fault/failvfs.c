#include "failvfs.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

struct fail_file {
	sqlite3_file base;
	sqlite3_file *real;	/* right behind this struct */
};

static struct {
	enum failvfs_kind kind;
	int good;
	bool hit;
} plan;

static sqlite3_vfs *real_vfs;
static sqlite3_vfs vfs;
static sqlite3_io_methods methods;

void
failvfs_set(enum failvfs_kind kind, int good)
{
	plan.kind = kind;
	plan.good = good;
	plan.hit = false;
}

bool
failvfs_hit(void)
{
	return plan.hit;
}

static bool
fails(bool sync)
{
	if (plan.kind == FAIL_NEVER || (plan.kind == FAIL_SYNC) != sync)
		return false;
	if (plan.good-- > 0)
		return false;
	plan.hit = true;
	if (plan.kind == FAIL_WRITE_ONCE)
		plan.kind = FAIL_NEVER;
	return true;
}

static sqlite3_file *
real(sqlite3_file *f)
{
	return ((struct fail_file *)f)->real;
}

static int
x_close(sqlite3_file *f)
{
	return real(f)->pMethods->xClose(real(f));
}

static int
x_read(sqlite3_file *f, void *data, int n, sqlite3_int64 at)
{
	return real(f)->pMethods->xRead(real(f), data, n, at);
}

static int
x_write(sqlite3_file *f, const void *data, int n, sqlite3_int64 at)
{
	if (!fails(false))
		return real(f)->pMethods->xWrite(real(f), data, n, at);
	/* Half of it gets through, as when the disk fills up. */
	real(f)->pMethods->xWrite(real(f), data, n / 2, at);
	return plan.kind == FAIL_FULL ? SQLITE_FULL : SQLITE_IOERR_WRITE;
}

static int
x_truncate(sqlite3_file *f, sqlite3_int64 size)
{
	return real(f)->pMethods->xTruncate(real(f), size);
}

static int
x_sync(sqlite3_file *f, int flags)
{
	if (fails(true))
		return SQLITE_IOERR_FSYNC;
	return real(f)->pMethods->xSync(real(f), flags);
}

static int
x_size(sqlite3_file *f, sqlite3_int64 *size)
{
	return real(f)->pMethods->xFileSize(real(f), size);
}

static int
x_lock(sqlite3_file *f, int level)
{
	return real(f)->pMethods->xLock(real(f), level);
}

static int
x_unlock(sqlite3_file *f, int level)
{
	return real(f)->pMethods->xUnlock(real(f), level);
}

static int
x_reserved(sqlite3_file *f, int *out)
{
	return real(f)->pMethods->xCheckReservedLock(real(f), out);
}

static int
x_control(sqlite3_file *f, int op, void *arg)
{
	return real(f)->pMethods->xFileControl(real(f), op, arg);
}

static int
x_sector(sqlite3_file *f)
{
	return real(f)->pMethods->xSectorSize(real(f));
}

static int
x_device(sqlite3_file *f)
{
	return real(f)->pMethods->xDeviceCharacteristics(real(f));
}

static int
x_shm_map(sqlite3_file *f, int page, int size, int extend,
    void volatile **out)
{
	return real(f)->pMethods->xShmMap(real(f), page, size, extend, out);
}

static int
x_shm_lock(sqlite3_file *f, int at, int n, int flags)
{
	return real(f)->pMethods->xShmLock(real(f), at, n, flags);
}

static void
x_shm_barrier(sqlite3_file *f)
{
	real(f)->pMethods->xShmBarrier(real(f));
}

static int
x_shm_unmap(sqlite3_file *f, int drop)
{
	return real(f)->pMethods->xShmUnmap(real(f), drop);
}

static int
x_open(sqlite3_vfs *v, const char *name, sqlite3_file *f, int flags,
    int *out)
{
	struct fail_file *file = (struct fail_file *)f;
	int rc;

	(void)v;
	file->real = (sqlite3_file *)(file + 1);
	file->base.pMethods = NULL;
	rc = real_vfs->xOpen(real_vfs, name, file->real, flags, out);
	if (file->real->pMethods != NULL)
		file->base.pMethods = &methods;
	return rc;
}

void
failvfs_install(void)
{
	if (real_vfs != NULL)
		return;
	real_vfs = sqlite3_vfs_find(NULL);
	vfs = *real_vfs;
	vfs.zName = "fail";
	vfs.szOsFile = (int)sizeof(struct fail_file) + real_vfs->szOsFile;
	vfs.xOpen = x_open;
	methods = (sqlite3_io_methods){
		.iVersion = 2, .xClose = x_close, .xRead = x_read,
		.xWrite = x_write, .xTruncate = x_truncate, .xSync = x_sync,
		.xFileSize = x_size, .xLock = x_lock, .xUnlock = x_unlock,
		.xCheckReservedLock = x_reserved, .xFileControl = x_control,
		.xSectorSize = x_sector, .xDeviceCharacteristics = x_device,
		.xShmMap = x_shm_map, .xShmLock = x_shm_lock,
		.xShmBarrier = x_shm_barrier, .xShmUnmap = x_shm_unmap,
	};
	sqlite3_vfs_register(&vfs, 1);
}
