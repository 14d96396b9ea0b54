#include "faultbook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/utf8.h"
#include "cmd/demo.h"

static char folder[64];
static char settings[8][256];
static const char *env[9];
static struct arena paths;

static const char opening[] =
	"@ 2031-03-13T09:30:00 inkwell\n"
	"meeting-open " FAULT_MEETING " online=yes\n"
	"go attendance\n"
	"attend gavelstone online\n"
	"attend inkwell online\n"
	"attend notebook online\n"
	"attend brickwell online\n"
	"go statement\n"
	"statement-read\n"
	"accept-statement all\n"
	"item-close\n"
	"go " FAULT_CASE " plan\n";

static const char *
setting(const char *name, const char *otherwise)
{
	const char *value = getenv(name);

	return value != NULL ? value : otherwise;
}

static void
make_env(void)
{
	const char *pairs[][2] = {
		{ "HOME", folder },
		{ "PATH", setting("PATH", "/usr/bin:/bin") },
		{ "LC_ALL", "C.UTF-8" },
		{ "TZ", "UTC" },
		{ "MINUTEBOOK_NOW", "2031-03-13T10:00:00" },
		{ "MINUTEBOOK_TEST", "1" },
		{ "MINUTEBOOK_FORMS", setting("MINUTEBOOK_FORMS", "forms") },
		{ "MINUTEBOOK_DEMO", setting("MINUTEBOOK_DEMO",
		    "tests/data") },
	};
	size_t i;

	for (i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		snprintf(settings[i], sizeof(settings[i]), "%s=%s",
		    pairs[i][0], pairs[i][1]);
		env[i] = settings[i];
	}
}

const char *const *
fault_env(void)
{
	return env;
}

const char *
fault_program(void)
{
	return setting("MINUTEBOOK", "./minutebook");
}

const char *
fault_path(const char *name)
{
	return arena_printf(&paths, "%s/%s", folder, name);
}

/* ---- Files ---- */

static void
read_whole(const char *path, struct buf *b)
{
	char piece[65536];
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	ssize_t n;

	while (fd >= 0 && (n = read(fd, piece, sizeof(piece))) > 0)
		buf_add(b, piece, (size_t)n);
	if (fd >= 0)
		close(fd);
}

const char *
fault_file(const char *name, const void *data, size_t len)
{
	const char *path = fault_path(name);
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, data, len), len);
	close(fd);
	return path;
}

void
fault_remove(const char *name)
{
	static const char *const beside[] = { "", "-wal", "-shm", "-lock" };
	char part[100];
	size_t i;

	for (i = 0; i < sizeof(beside) / sizeof(beside[0]); i++) {
		snprintf(part, sizeof(part), "%s%s", name, beside[i]);
		unlink(fault_path(part));
	}
}

const char *
fault_book(const char *name)
{
	struct buf all = {0};
	const char *path;

	fault_remove(name);
	read_whole(fault_path("open.book"), &all);
	path = fault_file(name, buf_text(&all), all.len);
	buf_release(&all);
	return path;
}

static bool
holds(const char *path, const char *words)
{
	struct buf all = {0};
	bool found;

	read_whole(path, &all);
	found = all.len > 0 &&
	    memmem(all.data, all.len, words, strlen(words)) != NULL;
	buf_release(&all);
	return found;
}

bool
fault_grep(const char *words)
{
	DIR *d = opendir(folder);
	struct dirent *e;
	bool found = false;

	while (d != NULL && (e = readdir(d)) != NULL)
		found |= holds(fault_path(e->d_name), words);
	if (d != NULL)
		closedir(d);
	return found;
}

/* ---- Running ---- */

static _Noreturn void
become(const char *const *argv, int out, int err)
{
	int in = open("/dev/null", O_RDONLY);

	dup2(in, STDIN_FILENO);
	dup2(out, STDOUT_FILENO);
	dup2(err, STDERR_FILENO);
	close_range(3, ~0U, 0);
	execve(argv[0], (char *const *)(uintptr_t)argv,
	    (char *const *)(uintptr_t)env);
	_exit(127);
}

/* Both pipes to their end. */
static void
take_all(int out, int err, struct fault_run *r)
{
	struct pollfd fds[2] = {
		{ .fd = out, .events = POLLIN },
		{ .fd = err, .events = POLLIN },
	};
	char piece[65536];
	ssize_t n;
	int i;

	while (fds[0].fd >= 0 || fds[1].fd >= 0) {
		if (poll(fds, 2, -1) < 0)
			continue;
		for (i = 0; i < 2; i++) {
			if (fds[i].fd < 0 || !fds[i].revents)
				continue;
			n = read(fds[i].fd, piece, sizeof(piece));
			if (n > 0)
				buf_add(i == 0 ? &r->out : &r->err, piece,
				    (size_t)n);
			else
				fds[i].fd = -1;
		}
	}
}

static void
run(struct fault_run *r, const char *const *argv)
{
	int out[2], err[2], status;
	pid_t pid;

	fault_run_release(r);
	assert_int_equal(pipe2(out, O_CLOEXEC), 0);
	assert_int_equal(pipe2(err, O_CLOEXEC), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0)
		become(argv, out[1], err[1]);
	close(out[1]);
	close(err[1]);
	take_all(out[0], err[0], r);
	close(out[0]);
	close(err[0]);
	waitpid(pid, &status, 0);
	r->status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

void
fault_do(struct fault_run *r, const char *first, ...)
{
	const char *argv[24] = { fault_program(), first };
	size_t n = 2;
	va_list ap;

	va_start(ap, first);
	while (n < 23 && (argv[n] = va_arg(ap, const char *)) != NULL)
		n++;
	va_end(ap);
	run(r, argv);
}

void
fault_run_release(struct fault_run *r)
{
	buf_release(&r->out);
	buf_release(&r->err);
	r->status = 0;
}

pid_t
fault_start(const char *const *args)
{
	const char *argv[24] = { fault_program() };
	size_t n;
	pid_t pid;
	int null;

	for (n = 0; n < 22 && args[n] != NULL; n++)
		argv[n + 1] = args[n];
	pid = fork();
	if (pid == 0) {
		null = open("/dev/null", O_WRONLY);
		become(argv, null, null);
	}
	return pid;
}

/* ---- Looking ---- */

void
fault_intact(const char *book)
{
	struct fault_run r = {0};

	fault_do(&r, "--book", book, "verify", NULL);
	if (r.status != 0 || strstr(buf_text(&r.out), "intact") == NULL)
		fail_msg("verify: %d %s%s", r.status, buf_text(&r.out),
		    buf_text(&r.err));
	fault_run_release(&r);
}

void
fault_plain(const struct buf *text)
{
	size_t at, n;
	uint32_t cp;

	for (at = 0; at < text->len; at += n) {
		n = utf8_decode(text->data + at, text->len - at, &cp);
		if (cp != '\n' && cp != '\f' && utf8_unsafe(cp))
			fail_msg("U+%04X at byte %zu of: %.60s", (unsigned)cp,
			    at, text->data + (at > 30 ? at - 30 : 0));
	}
}

/* ---- The book ---- */

static bool
make_book(void)
{
	char *data = demo_data_file(setting("MINUTEBOOK_DEMO", "tests/data"),
	    NULL);
	struct buf reply = {0};
	struct err err = {0};
	int64_t now;
	bool ok = demo_make(fault_path("open.book"), data,
	    setting("MINUTEBOOK_FORMS", "forms"), NULL, &now, &reply, &err);

	if (!ok)
		fprintf(stderr, "# %s\n", err_text(&err));
	free(data);
	buf_release(&reply);
	err_clear(&err);
	return ok;
}

int
fault_setup(void **state)
{
	struct fault_run r = {0};
	const char *tmp = setting("TMPDIR", "/tmp");
	const char *book, *script;
	int status;

	(void)state;
	umask(077);
	snprintf(folder, sizeof(folder), "%s/faulttest-XXXXXX", tmp);
	if (mkdtemp(folder) == NULL)
		return -1;
	make_env();
	if (!make_book())
		return -1;
	script = fault_file("opening", opening, strlen(opening));
	book = fault_path("open.book");
	fault_do(&r, "--book", book, "script", script, NULL);
	status = r.status;
	if (status != 0)
		fprintf(stderr, "# %s\n", buf_text(&r.err));
	fault_run_release(&r);
	return status == 0 ? 0 : -1;
}

static int
remove_one(const char *path, const struct stat *st, int type,
    struct FTW *where)
{
	(void)st;
	(void)type;
	(void)where;
	return remove(path);
}

int
fault_teardown(void **state)
{
	(void)state;
	nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	arena_release(&paths);
	return 0;
}
