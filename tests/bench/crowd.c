#include "crowd.h"

#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

#include "../pty/ptykeys.h"
#include "base/alloc.h"
#include "base/buf.h"

#define ROWS 24
#define COLS 80
#define AT_ONCE 64

double
crowd_now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

void
crowd_init(struct crowd *c)
{
	*c = (struct crowd){ .epoll = epoll_create1(EPOLL_CLOEXEC) };
}

bool
crowd_add(struct crowd *c, const char *const *argv, const char *const *env)
{
	struct epoll_event ev = { .events = EPOLLIN };
	struct seat *s;

	GROW(c->seats, c->n, c->cap);
	s = &c->seats[c->n];
	*s = (struct seat){0};
	if (!ptyproc_start(&s->proc, argv, env, ROWS, COLS))
		return false;
	s->vt = vterm_new(ROWS, COLS);
	vterm_set_utf8(s->vt, 1);
	s->screen = vterm_obtain_screen(s->vt);
	vterm_screen_enable_altscreen(s->screen, 1);
	vterm_screen_reset(s->screen, 1);
	ev.data.u64 = c->n++;
	return epoll_ctl(c->epoll, EPOLL_CTL_ADD, s->proc.terminal, &ev) == 0;
}

void
crowd_release(struct crowd *c)
{
	size_t i;

	/* All at once, so that they end beside each other. */
	for (i = 0; i < c->n; i++) {
		close(c->seats[i].proc.terminal);
		kill(c->seats[i].proc.program, SIGCONT);
	}
	for (i = 0; i < c->n; i++) {
		waitpid(c->seats[i].proc.keeper, NULL, 0);
		close(c->seats[i].proc.news);
		vterm_free(c->seats[i].vt);
		buf_release(&c->seats[i].unread);
	}
	close(c->epoll);
	free(c->seats);
	*c = (struct crowd){ .epoll = -1 };
}

bool
crowd_keys(struct crowd *c, size_t seat, const char *keys)
{
	struct buf b = {0};
	bool ok = ptykeys_add(&b, keys) &&
	    write(c->seats[seat].proc.terminal, b.data, b.len) ==
	    (ssize_t)b.len;

	buf_release(&b);
	return ok;
}

/* ---- What they write ----------------------------------------------------- */

static void
leave(struct crowd *c, struct seat *s)
{
	epoll_ctl(c->epoll, EPOLL_CTL_DEL, s->proc.terminal, NULL);
}

static void
take(struct crowd *c, struct seat *s)
{
	char bytes[65536];
	ssize_t n = read(s->proc.terminal, bytes, sizeof bytes);

	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (n <= 0) {
		s->ended = true;
		leave(c, s);
		return;
	}
	s->last_ms = crowd_now_ms();
	s->bytes += (size_t)n;
	buf_add(&s->unread, bytes, (size_t)n);
}

static void
put_on_screen(struct seat *s)
{
	char answer[256];
	ssize_t n;

	vterm_input_write(s->vt, s->unread.data, s->unread.len);
	buf_clear(&s->unread);
	s->fresh = true;
	n = (ssize_t)vterm_output_read(s->vt, answer, sizeof answer);
	if (n > 0 && write(s->proc.terminal, answer, (size_t)n) != n)
		fputs("a terminal's answer was not taken\n", stderr);
}

/* Everything that lies ready, after waiting for it so long. */
static void
pump(struct crowd *c, int ms)
{
	struct epoll_event ev[AT_ONCE];
	int i, n = epoll_wait(c->epoll, ev, AT_ONCE, ms);
	size_t k;

	while (n > 0) {
		for (i = 0; i < n; i++)
			take(c, &c->seats[ev[i].data.u64]);
		n = epoll_wait(c->epoll, ev, AT_ONCE, 0);
	}
	for (k = 0; k < c->n; k++)
		if (c->seats[k].unread.len > 0)
			put_on_screen(&c->seats[k]);
}

static void
row_text(struct seat *s, int row, struct buf *b)
{
	VTermRect where = { .start_row = row, .end_row = row + 1,
		.start_col = 0, .end_col = COLS };
	char text[COLS * 8];
	size_t n = vterm_screen_get_text(s->screen, text, sizeof text, where);

	buf_clear(b);
	buf_add(b, text, n);
}

bool
crowd_sees(struct crowd *c, size_t seat, const char *text)
{
	struct buf b = {0};
	bool found = false;
	int row;

	for (row = 0; row < ROWS && !found; row++) {
		row_text(&c->seats[seat], row, &b);
		found = strstr(buf_text(&b), text) != NULL;
	}
	buf_release(&b);
	return found;
}

void
crowd_show(struct crowd *c, size_t seat)
{
	struct buf b = {0};
	int row;

	for (row = 0; row < ROWS; row++) {
		row_text(&c->seats[seat], row, &b);
		fprintf(stderr, "# %zu |%s\n", seat, buf_text(&b));
	}
	buf_release(&b);
}

/* Looks at the screens that have changed, once nothing more lies ready. Counts
 * those that lack the text. */
static size_t
look(struct crowd *c, size_t first, size_t end, const char *text, bool *has,
    double *at_ms)
{
	size_t i, missing = 0;

	for (i = first; i < end; i++) {
		struct seat *s = &c->seats[i];

		if (has[i - first] || s->deaf)
			continue;
		if (s->fresh && crowd_sees(c, i, text)) {
			has[i - first] = true;
			if (at_ms)
				at_ms[i - first] = s->last_ms;
		} else {
			missing++;
		}
		s->fresh = false;
	}
	return missing;
}

bool
crowd_wait(struct crowd *c, size_t first, size_t end, const char *text,
    double *at_ms, int patience_ms, size_t *missing)
{
	double deadline = crowd_now_ms() + patience_ms;
	bool *has = xcalloc(end - first, sizeof *has);
	size_t i, left;

	for (i = first; i < end; i++)
		c->seats[i].fresh = true;
	while ((left = look(c, first, end, text, has, at_ms)) > 0 &&
	    crowd_now_ms() < deadline)
		pump(c, 100);
	free(has);
	if (missing)
		*missing = left;
	return left == 0;
}

void
crowd_listen(struct crowd *c, int ms)
{
	double deadline = crowd_now_ms() + ms, left;

	while ((left = deadline - crowd_now_ms()) > 0)
		pump(c, (int)left + 1);
}

void
crowd_deafen(struct crowd *c, size_t seat)
{
	c->seats[seat].deaf = true;
	leave(c, &c->seats[seat]);
}

/* ---- What they use ------------------------------------------------------- */

static FILE *
open_proc(pid_t pid, const char *name)
{
	char path[64];

	snprintf(path, sizeof path, "/proc/%d/%s", (int)pid, name);
	return fopen(path, "re");
}

struct usage
crowd_usage(const struct crowd *c, size_t seat)
{
	pid_t pid = c->seats[seat].proc.program;
	struct usage u = {0};
	char line[256], name[64];
	uint64_t ns;
	long kib;
	FILE *f = open_proc(pid, "schedstat");

	if (f && fscanf(f, "%" SCNu64, &ns) == 1)
		u.cpu_ms = (double)ns / 1e6;
	if (f)
		fclose(f);
	f = open_proc(pid, "smaps_rollup");
	while (f && fgets(line, sizeof line, f)) {
		if (sscanf(line, "%63[^:]: %ld kB", name, &kib) != 2)
			continue;
		if (!strcmp(name, "Rss"))
			u.resident_kib = kib;
		else if (!strncmp(name, "Private_", 8))
			u.private_kib += kib;
	}
	if (f)
		fclose(f);
	return u;
}
