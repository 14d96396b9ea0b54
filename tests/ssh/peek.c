/*
 * peek: tries to look into a process, as another one of the same account would
 * that was taken over: peek PID. Says each way that works, one a line, and
 * nothing when none does.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ptrace.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

static void
try_file(int pid, const char *name)
{
	char path[64], byte;
	int fd;

	snprintf(path, sizeof(path), "/proc/%d/%s", pid, name);
	fd = open(path, O_RDONLY);
	if (fd < 0)
		return;
	/* Reading mem at 0 fails even where it may be read. */
	if (name[0] == 'm' && name[1] == 'e')
		printf("%s\n", name);
	else if (read(fd, &byte, 1) >= 0)
		printf("%s\n", name);
	close(fd);
}

static void
try_link(int pid, const char *name)
{
	char path[64], to[256];

	snprintf(path, sizeof(path), "/proc/%d/%s", pid, name);
	if (readlink(path, to, sizeof(to)) >= 0)
		printf("%s\n", name);
}

int
main(int argc, char **argv)
{
	int pid = argc == 2 ? (int)strtol(argv[1], NULL, 10) : 0;
	char byte;
	struct iovec here = { &byte, 1 }, there = { (void *)main, 1 };

	if (pid <= 0)
		return 2;
	try_file(pid, "mem");
	try_file(pid, "environ");
	try_file(pid, "maps");
	try_link(pid, "fd/0");
	try_link(pid, "cwd");
	if (process_vm_readv(pid, &here, 1, &there, 1, 0) == 1 ||
	    errno == EFAULT)
		puts("process_vm_readv");
	if (ptrace(PTRACE_ATTACH, pid, 0, 0) == 0) {
		puts("ptrace");
		waitpid(pid, NULL, 0);
		ptrace(PTRACE_DETACH, pid, 0, 0);
	}
	return 0;
}
