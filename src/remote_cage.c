#include "remote_cage.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define OUR_ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define OUR_ARCH AUDIT_ARCH_AARCH64
#endif

/* The leak checker of the sanitizers starts a process of its own. */
#if defined(OUR_ARCH) && !defined(__SANITIZE_ADDRESS__)

/* Numbers of the x32 way to call; none on other machines. */
#define OTHER_WAY 0x40000000

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, \
	offsetof(struct seccomp_data, field))
#define IF_IS(value, then) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), 0, 1), \
	(struct sock_filter)BPF_STMT(BPF_RET | BPF_K, (then))
#define REFUSE(code) (SECCOMP_RET_ERRNO | (code))

/* No program and no process; a thread is a clone that says so, and the newer call
 * for it, whose words the filter can't read, is answered as an old kernel would. */
static const struct sock_filter rules[] = {
	LOAD(arch),
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, OUR_ARCH, 1, 0),
	BPF_STMT(BPF_RET | BPF_K, REFUSE(EPERM)),
	LOAD(nr),
	BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, OTHER_WAY, 0, 1),
	BPF_STMT(BPF_RET | BPF_K, REFUSE(EPERM)),
	IF_IS(SYS_execve, REFUSE(EPERM)),
	IF_IS(SYS_execveat, REFUSE(EPERM)),
#ifdef SYS_fork
	IF_IS(SYS_fork, REFUSE(EPERM)),
	IF_IS(SYS_vfork, REFUSE(EPERM)),
#endif
	IF_IS(SYS_ptrace, REFUSE(EPERM)),
	IF_IS(SYS_clone3, REFUSE(ENOSYS)),
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone, 1, 0),
	BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	LOAD(args[0]),
	BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 1, 0),
	BPF_STMT(BPF_RET | BPF_K, REFUSE(EPERM)),
	BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
};

static void
forbid_programs(void)
{
	const struct sock_fprog all = {
		.len = sizeof rules / sizeof *rules,
		.filter = (struct sock_filter *)rules,
	};

	prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &all);
}

#else

static void
forbid_programs(void)
{
}

#endif

void
remote_cage(void)
{
	close_range(STDERR_FILENO + 1, ~0U, 0);
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	forbid_programs();
}

void
remote_cage_threads(void)
{
#ifndef __SANITIZE_ADDRESS__
	setrlimit(RLIMIT_NPROC, &(struct rlimit){ 0, 0 });
#endif
}
