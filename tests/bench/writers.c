#include "writers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "cmd/action_cmd.h"
#include "cmd/find.h"
#include "cmd/session.h"
#include "store/action_read.h"
#include "store/verify.h"

#define SAMPLES 20000		/* of one writer, at most */
#define COMMON_EVERY 8		/* one command in so many is the common one */

/* What one writer tells, in memory that all share. */
struct tally {
	uint64_t own, common;	/* acknowledged */
	uint64_t conflicts, refused, stale;
	uint32_t n;
	float ms[SAMPLES];
	char said[160];		/* the first refusal */
};

/* One process at the book. */
struct desk {
	const struct writers *w;
	struct clock clock;
	int64_t now;
	struct db *db;
	struct session s;
	struct arena arena;
	struct err err;
	int number;
	int64_t own, common;	/* the actions it counts in */
	uint64_t seen;		/* the most the common one has been */
	struct tally *tally;
};

static double
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static bool
sit_down(struct desk *d, const struct writers *w, int number)
{
	char name[32];

	*d = (struct desk){ .w = w, .now = w->now, .number = number };
	snprintf(name, sizeof name, "writer%d", number);
	clock_fixed(&d->clock, &d->now);
	d->db = db_open(w->book, DB_USE, &d->clock, &d->err);
	return d->db && session_open(&d->s, d->db, &d->clock, w->login, name,
	    &d->err);
}

static void
get_up(struct desk *d)
{
	if (d->err.code)
		fprintf(stderr, "writers: %s\n", err_text(&d->err));
	if (d->db)
		session_close(&d->s);
	db_close(d->db);
	arena_release(&d->arena);
	err_clear(&d->err);
}

/* The number that stands in an action; what it says goes into *text. */
static bool
read_count(struct desk *d, int64_t action, const char **text, uint64_t *count)
{
	struct action_row row;

	arena_reset(&d->arena);
	if (!action_read(d->db, action, clock_today(&d->clock), &d->arena,
	    &row, &d->err))
		return false;
	*text = row.text;
	*count = strtoull(row.text, NULL, 10);
	return true;
}

static void
note_refusal(struct desk *d)
{
	if (d->tally->refused++ == 0)
		snprintf(d->tally->said, sizeof d->tally->said, "%s",
		    err_text(&d->err));
	err_clear(&d->err);
}

static void
note_time(struct desk *d, double ms)
{
	if (d->tally->n < SAMPLES)
		d->tally->ms[d->tally->n++] = (float)ms;
}

/* Count an action up. False when it was not saved. */
static bool
count_up(struct desk *d, int64_t action, const char *was, uint64_t to)
{
	char text[48];
	double from = now_ms();
	bool ok;

	/* Two who give a field the same value are both right: by whom, too. */
	snprintf(text, sizeof text, "%llu %d", (unsigned long long)to,
	    d->number);
	ok = cmd_action_text(&d->s, action, was, text, NULL, &d->err);
	if (!ok && d->err.code == ERR_CONFLICT) {
		d->tally->conflicts++;
		err_clear(&d->err);
	} else if (!ok) {
		note_refusal(d);
	}
	note_time(d, now_ms() - from);
	return ok;
}

static void
write_own(struct desk *d)
{
	const char *text;
	uint64_t count;

	if (!read_count(d, d->own, &text, &count)) {
		note_refusal(d);
		return;
	}
	d->tally->stale += count != d->tally->own;
	if (!count_up(d, d->own, text, d->tally->own + 1))
		return;
	d->tally->own++;
	if (!read_count(d, d->own, &text, &count))
		note_refusal(d);
	else
		d->tally->stale += count != d->tally->own;
}

/* Whoever waits for a turn between reading and writing is often not the first;
 * the next try is a few writes later, as a person's would be. */
static void
write_common(struct desk *d)
{
	const char *text;
	uint64_t count;

	if (!read_count(d, d->common, &text, &count)) {
		note_refusal(d);
		return;
	}
	d->tally->stale += count < d->seen;
	d->seen = count;
	if (count_up(d, d->common, text, count + 1)) {
		d->tally->common++;
		d->seen++;
	}
}

/* The writers do not think in step. */
static void
think(const struct desk *d, double share)
{
	int64_t us = (int64_t)(d->w->pause_ms * 1000 * share);

	nanosleep(&(struct timespec){ .tv_sec = us / 1000000,
	    .tv_nsec = us % 1000000 * 1000 }, NULL);
}

static void
work(struct desk *d)
{
	double end = now_ms() + d->w->ms;
	int i;

	if (d->w->pause_ms > 0)
		think(d, (double)d->number / d->w->n);
	for (i = 0; d->w->ms ? now_ms() < end : i < d->w->rounds; i++) {
		if (i > 0 && d->w->pause_ms > 0)
			think(d, 1);
		if (i % COMMON_EVERY == COMMON_EVERY - 1)
			write_common(d);
		else
			write_own(d);
	}
}

/* In the child: sit down, say so, and begin when all do. */
static _Noreturn void
be_writer(const struct writers *w, int number, const int64_t *actions,
    struct tally *tally, const int ready[2], const int start[2])
{
	struct desk d;
	char byte;

	close(start[1]);
	if (!sit_down(&d, w, number))
		_exit(1);
	d.tally = tally;
	d.common = actions[0];
	d.own = actions[number + 1];
	/* The first one prepares the statements. */
	write_own(&d);
	tally->n = 0;
	if (write(ready[1], "", 1) != 1 || read(start[0], &byte, 1) != 0)
		_exit(1);
	work(&d);
	get_up(&d);
	_exit(0);
}

/* The actions they count in: the common one, then each one's own. */
static bool
make_actions(const struct writers *w, int64_t *actions)
{
	struct action_new a = { .text = "0", .agreed_on = DATE_NONE };
	struct desk d;
	bool ok;
	int i;

	ok = sit_down(&d, w, -1) &&
	    find_casefile(&d.s, w->casefile, &a.casefile, &d.err) &&
	    find_agency(&d.s, w->agency, &a.agency, &d.err);
	a.member = d.s.member;
	a.due = ok ? clock_today(&d.clock) + 7 : 0;
	for (i = 0; ok && i <= w->n; i++)
		ok = cmd_action_add(&d.s, &a, &actions[i], &d.err);
	get_up(&d);
	return ok;
}

static bool
run_all(const struct writers *w, const int64_t *actions, struct tally *tally,
    double *seconds)
{
	int ready[2], start[2], i, status;
	bool ok = pipe(ready) == 0 && pipe(start) == 0;
	double from;
	char byte;

	for (i = 0; ok && i < w->n; i++) {
		pid_t pid = fork();

		if (pid == 0)
			be_writer(w, i, actions, &tally[i], ready, start);
		ok = pid > 0 && read(ready[0], &byte, 1) == 1;
	}
	from = now_ms();
	close(start[1]);
	while (wait(&status) > 0)
		ok = ok && WIFEXITED(status) && WEXITSTATUS(status) == 0;
	*seconds = (now_ms() - from) / 1e3;
	close(start[0]);
	close(ready[0]);
	close(ready[1]);
	return ok;
}

/* ---- What came of it ----------------------------------------------------- */

static int
by_size(const void *a, const void *b)
{
	float x = *(const float *)a, y = *(const float *)b;

	return (x > y) - (x < y);
}

static void
sum_times(const struct writers *w, const struct tally *tally,
    struct written *r)
{
	size_t n = 0, at = 0;
	float *all;
	int i;

	for (i = 0; i < w->n; i++)
		n += tally[i].n;
	if (n == 0)
		return;
	all = xcalloc(n, sizeof *all);
	for (i = 0; i < w->n; i++) {
		memcpy(all + at, tally[i].ms, tally[i].n * sizeof *all);
		at += tally[i].n;
	}
	qsort(all, n, sizeof *all, by_size);
	r->p50_ms = (double)all[(n - 1) / 2];
	r->p99_ms = (double)all[(n - 1) * 99 / 100];
	r->longest_ms = (double)all[n - 1];
	free(all);
}

static void
sum_counts(const struct writers *w, const struct tally *tally,
    struct written *r)
{
	int i;

	for (i = 0; i < w->n; i++) {
		const struct tally *t = &tally[i];
		uint64_t n = t->own - 1 + t->common;

		r->commits += n;
		r->fewest = i == 0 || n < r->fewest ? n : r->fewest;
		r->most = n > r->most ? n : r->most;
		r->conflicts += t->conflicts;
		r->refused += t->refused;
		r->stale += t->stale;
		if (t->refused > 0)
			fprintf(stderr, "# writer %d: %s\n", i, t->said);
	}
}

/* Each field holds what was acknowledged, neither less nor more. */
static bool
look_after(const struct writers *w, const int64_t *actions,
    const struct tally *tally, struct written *r)
{
	struct verify_result v = {0};
	uint64_t common = 0, count;
	const char *text;
	struct desk d;
	bool ok;
	int i;

	ok = sit_down(&d, w, -1);
	for (i = 0; ok && i < w->n; i++) {
		common += tally[i].common;
		ok = read_count(&d, actions[i + 1], &text, &count);
		r->lost += count > tally[i].own ? count - tally[i].own
		    : tally[i].own - count;
	}
	ok = ok && read_count(&d, actions[0], &text, &count);
	if (ok)
		r->lost += count > common ? count - common : common - count;
	ok = ok && db_verify(d.db, true, NULL, NULL, &v, &d.err);
	r->intact = ok && v.intact;
	buf_release(&v.says);
	get_up(&d);
	return ok;
}

bool
writers_run(const struct writers *w, struct written *result)
{
	size_t size = (size_t)w->n * sizeof(struct tally);
	int64_t *actions = xcalloc((size_t)w->n + 1, sizeof *actions);
	struct tally *tally = mmap(NULL, size, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	bool ok;

	*result = (struct written){0};
	ok = tally != MAP_FAILED && make_actions(w, actions) &&
	    run_all(w, actions, tally, &result->seconds) &&
	    look_after(w, actions, tally, result);
	if (ok) {
		sum_counts(w, tally, result);
		sum_times(w, tally, result);
	}
	if (tally != MAP_FAILED)
		munmap(tally, size);
	free(actions);
	return ok;
}
