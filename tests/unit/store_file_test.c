/* Which disks a book may lie on: decided from what the system says of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>
#include <sys/sysmacros.h>

#include "store/handle.h"

/* As /proc/self/mountinfo writes them. */
static const char mounts[] =
	"22 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw\n"
	"70 22 0:61 / /mnt/far rw,nosuid - fuse.sshfs me@host:/srv rw\n"
	"71 22 0:62 / /mnt/stick rw,nosuid - fuse.exfat /dev/sdb1 rw\n"
	"72 22 0:63 / /mnt/bucket rw master:3 - fuse.rclone x: rw\n";

static bool
remote(unsigned major_no, unsigned minor_no, char name[32])
{
	FILE *f = fmemopen((void *)(uintptr_t)mounts, strlen(mounts), "r");
	bool found;

	assert_non_null(f);
	found = file_fuse_is_remote(f, makedev(major_no, minor_no), name);
	fclose(f);
	return found;
}

static void
network_disks_are_known(void **state)
{
	(void)state;
	assert_string_equal(file_network_name(0x6969), "NFS");
	assert_string_equal(file_network_name(0xFE534D42), "SMB2");
	assert_string_equal(file_network_name(0x01021997), "9P");
}

static void
disks_of_this_machine_are_not_among_them(void **state)
{
	static const unsigned long local[] = {
		0xEF53,		/* ext4 */
		0x58465342,	/* XFS */
		0x9123683E,	/* btrfs */
		0x01021994,	/* tmpfs */
		0x794C7630,	/* overlay */
		0x65735546,	/* FUSE: asked further */
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(local) / sizeof(local[0]); i++)
		assert_null(file_network_name(local[i]));
}

static void
fuse_is_asked_for_its_kind(void **state)
{
	char name[32] = "";

	(void)state;
	assert_true(remote(0, 61, name));
	assert_string_equal(name, "sshfs");
	assert_true(remote(0, 63, name));
	assert_string_equal(name, "rclone");
	assert_false(remote(0, 62, name));
	assert_false(remote(254, 1, name));
	assert_false(remote(9, 9, name));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(network_disks_are_known),
		cmocka_unit_test(disks_of_this_machine_are_not_among_them),
		cmocka_unit_test(fuse_is_asked_for_its_kind),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
