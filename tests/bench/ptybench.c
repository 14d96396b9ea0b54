/*
 * ptybench: how fast a full-screen program is, measured from outside and alike
 * for any program: it runs on a pseudo-terminal of 24 rows and 80 columns, and
 * an answer is complete when nothing more has come for a while. Prints one
 * figure a line: label, figure, value, unit, with tabs between.
 *
 * ptybench [-l label] [-n starts] [-w keys] [-q keys] [-k name:keys:count]…
 *     -- program [argument…]
 *
 *   -n  starts measured; the last one is then used for what follows
 *   -w  keys sent first, not measured, to get to the screen in question
 *   -k  count keys, taken in turn from keys (named as in ptyterm.h), each a
 *       measurement of its own
 *   -q  keys that end the program; without, it is hung up on
 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../pty/ptykeys.h"
#include "../pty/ptyproc.h"
#include "base/alloc.h"
#include "base/buf.h"

#define QUIET_START_MS 500	/* loading may pause between two writes */
#define QUIET_KEY_MS 25
#define FIRST_BYTE_MS 10000
#define MAX_SERIES 8

struct series {
	const char *name;
	char *keys;
	int count;
};

struct options {
	const char *label, *walk, *quit;
	int starts;
	struct series series[MAX_SERIES];
	int n_series;
	const char *const *argv;
};

struct answer {
	double ms;	/* to the last byte */
	size_t bytes;
};

extern char **environ;

static double
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* Read until it has been quiet for so long, or the terminal is gone. */
static struct answer
listen_from(const struct ptyproc *proc, double began, int first, int quiet)
{
	struct pollfd fd = { .fd = proc->terminal, .events = POLLIN };
	struct answer a = {0};
	char bytes[65536];
	ssize_t n;

	while (poll(&fd, 1, a.bytes ? quiet : first) > 0) {
		n = read(proc->terminal, bytes, sizeof(bytes));
		if (n <= 0)
			break;
		a.ms = now_ms() - began;
		a.bytes += (size_t)n;
	}
	return a;
}

static struct answer
press(const struct ptyproc *proc, const char *bytes, size_t len)
{
	double began = now_ms();

	if (write(proc->terminal, bytes, len) != (ssize_t)len) {
		perror("the terminal takes no keys");
		exit(1);
	}
	return listen_from(proc, began, QUIET_KEY_MS, QUIET_KEY_MS);
}

static void
press_named(const struct ptyproc *proc, const char *keys)
{
	struct buf b = {0};

	if (!ptykeys_add(&b, keys)) {
		fprintf(stderr, "a key in %s has no such name\n", keys);
		exit(2);
	}
	press(proc, b.data, b.len);
	buf_release(&b);
}

static void
finish(struct ptyproc *proc, const char *quit)
{
	if (quit)
		press_named(proc, quit);
	close(proc->terminal);
	kill(proc->program, SIGHUP);
	waitpid(proc->keeper, NULL, 0);
	close(proc->news);
}

static int
by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* The value below which so much of the sorted values lie, nearest rank. */
static double
rank(const double *values, int n, double share)
{
	int at = (int)(share * n + 0.9999) - 1;

	return values[at < 0 ? 0 : at >= n ? n - 1 : at];
}

static void
print_times(const char *label, const char *name, double *ms, int n)
{
	qsort(ms, (size_t)n, sizeof(*ms), by_size);
	printf("%s\t%s p50\t%.2f\tms\n", label, name, rank(ms, n, 0.5));
	printf("%s\t%s p99\t%.2f\tms\n", label, name, rank(ms, n, 0.99));
}

static void
print_bytes(const char *label, const char *name, double *bytes, int n)
{
	qsort(bytes, (size_t)n, sizeof(*bytes), by_size);
	printf("%s\t%s bytes\t%.0f\tB\n", label, name, rank(bytes, n, 0.5));
}

static void
measure_starts(const struct options *o, struct ptyproc *proc)
{
	double *ms = xcalloc((size_t)o->starts, sizeof(*ms));
	double *bytes = xcalloc((size_t)o->starts, sizeof(*bytes));
	struct answer a;
	double began;

	for (int i = 0; i < o->starts; i++) {
		began = now_ms();
		if (!ptyproc_start(proc, o->argv,
		    (const char *const *)environ, 24, 80))
			exit(1);
		a = listen_from(proc, began, FIRST_BYTE_MS, QUIET_START_MS);
		if (!a.bytes) {
			fprintf(stderr, "%s draws nothing\n", o->argv[0]);
			exit(1);
		}
		ms[i] = a.ms;
		bytes[i] = (double)a.bytes;
		if (i + 1 < o->starts)
			finish(proc, o->quit);
	}
	print_times(o->label, "first screen", ms, o->starts);
	print_bytes(o->label, "first screen", bytes, o->starts);
	free(ms);
	free(bytes);
}

/* One key's bytes at keys: an escape sequence named in full, or a character. */
static size_t
one_key(const char *keys, struct buf *b)
{
	size_t len = *keys == '<' ? strcspn(keys, ">") + 1 : 1;
	char *name = xstrndup(keys, len);

	buf_clear(b);
	if (!ptykeys_add(b, name)) {
		fprintf(stderr, "%s is no key\n", name);
		exit(2);
	}
	free(name);
	return len;
}

static void
measure_keys(const struct options *o, const struct ptyproc *proc,
    const struct series *s)
{
	double *ms = xcalloc((size_t)s->count, sizeof(*ms));
	double *bytes = xcalloc((size_t)s->count, sizeof(*bytes));
	const char *at = s->keys;
	struct buf key = {0};
	struct answer a;

	for (int i = 0; i < s->count; i++) {
		at += one_key(at, &key);
		if (!*at)
			at = s->keys;
		a = press(proc, key.data, key.len);
		ms[i] = a.ms;
		bytes[i] = (double)a.bytes;
	}
	print_times(o->label, s->name, ms, s->count);
	print_bytes(o->label, s->name, bytes, s->count);
	buf_release(&key);
	free(ms);
	free(bytes);
}

/* Beside another session of the same program: the pages of its text are
 * nobody's own on a machine that more than one uses. */
static void
measure_memory(const struct options *o, const struct ptyproc *proc)
{
	long rss = 0, private = 0, kib;
	struct buf path = {0};
	char line[256], name[64];
	struct ptyproc other;
	FILE *f;

	if (!ptyproc_start(&other, o->argv, (const char *const *)environ, 24,
	    80))
		return;
	listen_from(&other, now_ms(), FIRST_BYTE_MS, QUIET_START_MS);
	buf_addf(&path, "/proc/%d/smaps_rollup", (int)proc->program);
	f = fopen(buf_text(&path), "r");
	buf_release(&path);
	while (f && fgets(line, sizeof(line), f)) {
		if (sscanf(line, "%63[^:]: %ld kB", name, &kib) != 2)
			continue;
		if (!strcmp(name, "Rss"))
			rss = kib;
		else if (!strncmp(name, "Private_", 8))
			private += kib;
	}
	finish(&other, o->quit);
	if (!f)
		return;
	fclose(f);
	printf("%s\tresident\t%.1f\tMiB\n", o->label, (double)rss / 1024);
	printf("%s\tprivate\t%.1f\tMiB\n", o->label, (double)private / 1024);
}

static bool
add_series(struct options *o, char *spec)
{
	struct series *s = &o->series[o->n_series];
	char *keys = strchr(spec, ':');
	char *count = keys ? strrchr(keys + 1, ':') : NULL;

	if (!count || count == keys + 1 || o->n_series == MAX_SERIES)
		return false;
	*keys = *count = '\0';
	s->name = spec;
	s->keys = keys + 1;
	s->count = (int)strtol(count + 1, NULL, 10);
	o->n_series++;
	return s->count > 0;
}

static bool
read_options(struct options *o, int argc, char **argv)
{
	int c;

	while ((c = getopt(argc, argv, "+l:n:w:q:k:")) != -1) {
		if (c == 'l')
			o->label = optarg;
		else if (c == 'n')
			o->starts = (int)strtol(optarg, NULL, 10);
		else if (c == 'w')
			o->walk = optarg;
		else if (c == 'q')
			o->quit = optarg;
		else if (c != 'k' || !add_series(o, optarg))
			return false;
	}
	o->argv = (const char *const *)argv + optind;
	if (o->argv[0] && !o->label)
		o->label = o->argv[0];
	return o->argv[0] && o->starts > 0;
}

int
main(int argc, char **argv)
{
	struct options o = { .starts = 20 };
	struct ptyproc proc;

	if (!read_options(&o, argc, argv)) {
		fprintf(stderr, "Usage: ptybench [-l label] [-n starts] "
		    "[-w keys] [-q keys]\n    [-k name:keys:count]... "
		    "-- program [argument...]\n");
		return 2;
	}
	signal(SIGPIPE, SIG_IGN);
	measure_starts(&o, &proc);
	if (o.walk)
		press_named(&proc, o.walk);
	for (int i = 0; i < o.n_series; i++)
		measure_keys(&o, &proc, &o.series[i]);
	measure_memory(&o, &proc);
	finish(&proc, o.quit);
	return 0;
}
