#include "ptyproc.h"

#include <errno.h>
#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t program_pid;

static void
pass_on(int number)
{
	int saved = errno;

	if (program_pid > 0)
		kill((pid_t)program_pid, number);
	errno = saved;
}

/* In the new session: become the foreground group, then the program. */
static _Noreturn void
run_program(const char *const *argv, const char *const *env)
{
	sigset_t none;

	/* A background process that takes the terminal is sent SIGTTOU. */
	signal(SIGTTOU, SIG_IGN);
	setpgid(0, 0);
	tcsetpgrp(STDIN_FILENO, getpid());
	signal(SIGTTOU, SIG_DFL);
	signal(SIGHUP, SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	close_range(3, ~0U, 0);
	execve(argv[0], (char *const *)argv, (char *const *)env);
	dprintf(STDERR_FILENO, "%s: %s\r\n", argv[0], strerror(errno));
	_exit(127);
}

static _Noreturn void
keep(int news, const char *const *argv, const char *const *env)
{
	struct sigaction hangup = { .sa_handler = pass_on };
	pid_t pid;
	int status;

	sigaction(SIGHUP, &hangup, NULL);
	/* Another terminal's end that stayed open here would never hang up. */
	news = dup2(news, 3);
	close_range(4, ~0U, 0);
	pid = fork();
	if (pid == 0)
		run_program(argv, env);
	program_pid = pid;
	if (write(news, &pid, sizeof(pid)) != sizeof(pid) || pid < 0)
		_exit(1);
	for (;;) {
		if (waitpid(pid, &status, WUNTRACED) < 0) {
			if (errno == EINTR)
				continue;
			_exit(1);
		}
		if (write(news, &status, sizeof(status)) != sizeof(status) ||
		    !WIFSTOPPED(status))
			_exit(0);
	}
}

bool
ptyproc_start(struct ptyproc *proc, const char *const *argv,
    const char *const *env, int rows, int cols)
{
	struct winsize size = {
		.ws_row = (unsigned short)rows,
		.ws_col = (unsigned short)cols,
	};
	int ends[2];

	if (pipe2(ends, O_CLOEXEC)) {
		perror("pipe");
		return false;
	}
	proc->keeper = forkpty(&proc->terminal, NULL, NULL, &size);
	if (proc->keeper == 0)
		keep(ends[1], argv, env);
	close(ends[1]);
	proc->news = ends[0];
	if (proc->keeper < 0) {
		perror("forkpty");
		close(ends[0]);
		return false;
	}
	fcntl(proc->terminal, F_SETFD, FD_CLOEXEC);
	fcntl(proc->terminal, F_SETFL, O_NONBLOCK);
	if (read(proc->news, &proc->program, sizeof(proc->program)) !=
	    sizeof(proc->program) || proc->program < 0) {
		fprintf(stderr, "the keeper of %s did not start\n", argv[0]);
		close(proc->terminal);
		close(proc->news);
		waitpid(proc->keeper, NULL, 0);
		return false;
	}
	return true;
}
