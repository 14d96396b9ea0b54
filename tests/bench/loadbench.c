/*
 * loadbench: many sessions on one book, measured from outside. Prints one
 * figure a line as ptybench does: label, figure, value, unit.
 *
 * loadbench LABEL open N BOOK MEETING CASE  open a planned meeting at that case,
 *     with N members online
 * loadbench LABEL meet N BOOK MEETING [rude]  a chair moves, N - 1 follow; rude:
 *     besides them one floods and one stops reading
 * loadbench LABEL idle N BOOK  N sessions at their first screen, nothing happens
 * loadbench LABEL write N MS BOOK  N sessions write flat out
 * loadbench LABEL work N MS BOOK  N sessions write once a second
 * loadbench LABEL enter N TEXT PROGRAM [ARGUMENT …]  N start at once; until all
 *     see TEXT
 *
 * The book is generate's. MINUTEBOOK is the program. Moves are a while apart, as
 * at a meeting, so that what one sets off has come to rest before the next.
 */
#include <inttypes.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "cmd/find.h"
#include "cmd/verb.h"
#include "crowd.h"
#include "store/db.h"
#include "store/watch.h"
#include "writers.h"

#define AT "2031-03-27T09:30:00"
#define CASES 20		/* of the meeting */
#define REST_MS 700		/* between two moves */
#define IDLE_MS 5000
#define BELLS 8
#define PATIENCE_MS 60000

extern char **environ;

static const char *label;

static _Noreturn void
fail(const char *what, const char *why)
{
	fprintf(stderr, "loadbench: %s: %s\n", what, why);
	exit(1);
}

static void
tell(const char *name, const char *format, double value, const char *unit)
{
	printf("%s\t%s\t", label, name);
	printf(strcmp(format, "0") ? "%.2f" : "%.0f", value);
	printf("\t%s\n", unit);
	fflush(stdout);
}

static int
by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Sorts them. */
static double
rank(double *values, size_t n, double share)
{
	size_t at = (size_t)(share * (double)n + 0.9999);

	qsort(values, n, sizeof *values, by_size);
	return values[at == 0 ? 0 : at > n ? n - 1 : at - 1];
}

/* ---- A meeting ----------------------------------------------------------- */

struct desk {
	struct clock clock;
	int64_t now;
	struct db *db;
	struct session s;
};

static void
sit_down(struct desk *d, const char *book, const char *login)
{
	struct err err = {0};

	d->now = clock_parse(AT);
	clock_fixed(&d->clock, &d->now);
	d->db = db_open(book, DB_USE, &d->clock, &err);
	if (!d->db || !session_open(&d->s, d->db, &d->clock, login, "load",
	    &err))
		fail(book, err_text(&err));
}

static void
get_up(struct desk *d)
{
	session_close(&d->s);
	db_close(d->db);
}

/* One command by name; line is scratch. */
static void run_line(struct desk *d, struct buf *line, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static void
run_line(struct desk *d, struct buf *line, const char *format, ...)
{
	struct buf reply = {0};
	struct err err = {0};
	va_list ap;

	buf_clear(line);
	va_start(ap, format);
	buf_vaddf(line, format, ap);
	va_end(ap);
	if (!verb_run_line(&d->s, buf_text(line), &reply, &err))
		fail(buf_text(line), err_text(&err));
	buf_release(&reply);
}

static void
open_meeting(int n, const char *book, const char *meeting,
    const char *casefile)
{
	struct buf line = {0};
	struct desk d;
	int i;

	sit_down(&d, book, "member0");
	run_line(&d, &line, "meeting-open %s", meeting);
	run_line(&d, &line, "go statement");
	run_line(&d, &line, "statement-read");
	for (i = 1; i <= n; i++)
		run_line(&d, &line, "attend member%d online", i);
	run_line(&d, &line, "attend-rest absent");
	run_line(&d, &line, "accept-statement all");
	run_line(&d, &line, "go %s", casefile);
	buf_release(&line);
	get_up(&d);
}

static int64_t
meeting_id(const char *book, const char *meeting)
{
	struct err err = {0};
	struct desk d;
	int64_t id;

	sit_down(&d, book, "member0");
	if (!find_meeting(&d.s, meeting, &id, &err))
		fail(meeting, err_text(&err));
	get_up(&d);
	return id;
}

static void
add_session(struct crowd *c, const char *book, int number, const char *place)
{
	char login[32];
	const char *argv[] = { getenv("MINUTEBOOK"), "--book", book, "--as",
		login, "--at", AT, "run", place, NULL };

	snprintf(login, sizeof login, "member%d", number);
	if (!argv[0] || !crowd_add(c, argv, (const char *const *)environ))
		fail(login, "no session can be started");
}

static void
add_home(struct crowd *c, const char *book, int number)
{
	add_session(c, book, number, "home");
}

static void
add_member(struct crowd *c, const char *book, int number, int64_t meeting)
{
	char place[48];

	snprintf(place, sizeof place, "meeting %" PRId64, meeting);
	add_session(c, book, number, place);
}

/* What is measured of the followers. */
struct moves {
	double *ms;		/* of each follower at each move, from COMMIT */
	double *key_ms;		/* from the chair's key */
	double *slowest;	/* of each move, from COMMIT */
	size_t n, rounds;
	struct desk bells[BELLS];	/* rung at each COMMIT */
};

/* Some hear of each COMMIT as every session does. The kernel notes when the byte
 * was sent, however late it is looked at. Sessions are told one after the other,
 * in the order of a folder: of several who came first or last one is among the
 * first to be told. */
static void
hear(struct desk *bells, int first, int end, const char *book)
{
	struct err err = {0};
	int on = 1, fd;

	for (; first < end; first++) {
		sit_down(&bells[first], book, "member0");
		fd = watch_start(bells[first].db, &err) ? watch_fd(
		    bells[first].db) : -1;
		if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPNS, &on,
		    sizeof on) != 0)
			fail(book, "no COMMIT can be heard");
	}
}

/* When the byte that lies longest at one of them was sent, as crowd_now_ms
 * counts; false: there is none. */
static bool
heard_one(int bell, double *at)
{
	union {
		char room[CMSG_SPACE(sizeof(struct timespec))];
		struct cmsghdr align;
	} u;
	char byte;
	struct iovec to = { &byte, 1 };
	struct msghdr msg = { .msg_iov = &to, .msg_iovlen = 1,
		.msg_control = u.room, .msg_controllen = sizeof u.room };
	struct timespec sent, now;
	struct cmsghdr *c;

	if (recvmsg(bell, &msg, MSG_DONTWAIT) < 0)
		return false;
	c = CMSG_FIRSTHDR(&msg);
	if (!c || c->cmsg_type != SCM_TIMESTAMPNS)
		fail("bell", "it does not tell when it was rung");
	memcpy(&sent, CMSG_DATA(c), sizeof sent);
	clock_gettime(CLOCK_REALTIME, &now);
	*at = crowd_now_ms() - (double)(now.tv_sec - sent.tv_sec) * 1e3 -
	    (double)(now.tv_nsec - sent.tv_nsec) / 1e6;
	return true;
}

/* The first of them to be told; what lies there is taken. */
static bool
heard(struct desk *bells, double *at)
{
	double one, first;
	bool any = false, this;
	int i, fd;

	for (i = 0; i < BELLS; i++) {
		fd = watch_fd(bells[i].db);
		this = heard_one(fd, &first);
		while (this && heard_one(fd, &one))
			;
		if (this && (!any || first < *at))
			*at = first;
		any |= this;
	}
	return any;
}

static void
want(struct crowd *c, size_t first, size_t end, const char *text, double *at)
{
	size_t missing;

	if (crowd_wait(c, first, end, text, at, PATIENCE_MS, &missing))
		return;
	fprintf(stderr, "%zu sessions do not see %s\n", missing, text);
	for (; first < end; first++)
		if (!crowd_sees(c, first, text)) {
			crowd_show(c, first);
			break;
		}
	exit(1);
}

/* Up or down the list of cases with the chair's keys, to the case named. */
static void
move_to(struct crowd *c, size_t n, int number, bool down, struct moves *m)
{
	double *at = xcalloc(n, sizeof *at), from, commit;
	char text[32];
	size_t i;

	snprintf(text, sizeof text, "Case %d of %d", number, CASES);
	crowd_keys(c, 0, down ? "j" : "k");
	crowd_listen(c, REST_MS);
	heard(m->bells, &commit);
	from = crowd_now_ms();
	crowd_keys(c, 0, "<Enter>");
	want(c, 1, n, text, at + 1);
	want(c, 0, 1, text, at);
	if (!heard(m->bells, &commit))
		fail(text, "the move was not heard of");
	m->slowest[m->rounds] = 0;
	for (i = 1; i < n; i++) {
		double ms = at[i] - commit;

		m->key_ms[m->n] = at[i] - from;
		m->ms[m->n++] = ms;
		if (ms > m->slowest[m->rounds])
			m->slowest[m->rounds] = ms;
	}
	m->rounds++;
	free(at);
}

static void
sum(const struct crowd *c, size_t first, size_t end, double *cpu,
    double *bytes)
{
	*cpu = *bytes = 0;
	for (; first < end; first++) {
		*cpu += crowd_usage(c, first).cpu_ms;
		*bytes += (double)c->seats[first].bytes;
	}
}

static void
tell_memory(const struct crowd *c, size_t n, const char *median)
{
	double *kib = xcalloc(n, sizeof *kib), all = 0;
	size_t i;

	for (i = 0; i < n; i++) {
		kib[i] = (double)crowd_usage(c, i).private_kib;
		all += kib[i];
	}
	tell(median, "2", rank(kib, n, 0.5) / 1024, "MiB");
	tell("private, most", "2", kib[n - 1] / 1024, "MiB");
	tell("private, all", "0", all / 1024, "MiB");
	free(kib);
}

/* What the sessions from first up to end use while nothing is done. */
static void
tell_rest(struct crowd *c, size_t first, size_t end, const char *cpu,
    const char *bytes)
{
	double cpu0, bytes0, cpu1, bytes1, n = (double)(end - first);

	sum(c, first, end, &cpu0, &bytes0);
	crowd_listen(c, IDLE_MS);
	sum(c, first, end, &cpu1, &bytes1);
	tell(cpu, "2", (cpu1 - cpu0) / n / IDLE_MS * 1000, "ms/s");
	tell(bytes, "2", (bytes1 - bytes0) / n / IDLE_MS * 1000, "B/s");
}

static void
tell_moves(struct moves *m, double cpu, double bytes, double chair)
{
	if (m->n > 0) {
		tell("follow p50", "2", rank(m->ms, m->n, 0.5), "ms");
		tell("follow p99", "2", rank(m->ms, m->n, 0.99), "ms");
		tell("slowest, median", "2", rank(m->slowest, m->rounds, 0.5),
		    "ms");
		tell("from key p50", "2", rank(m->key_ms, m->n, 0.5), "ms");
		tell("from key p99", "2", rank(m->key_ms, m->n, 0.99), "ms");
		tell("cpu a follower", "2", cpu / (double)m->n, "ms");
		tell("bytes a follower", "0", bytes / (double)m->n, "B");
	}
	tell("cpu of the chair", "2", chair / (double)m->rounds, "ms");
}

/* One session floods itself with keys in a process apart; -1 without. */
static pid_t
flood(const char *book, int number, int64_t meeting)
{
	pid_t pid = fork();
	struct crowd c;

	if (pid != 0)
		return pid;
	crowd_init(&c);
	add_member(&c, book, number, meeting);
	for (;;) {
		crowd_keys(&c, 0, "jkjkjkjkjkjkjkjkjkjkjkjkjkjkjkjk");
		crowd_listen(&c, 1);
	}
}

static int
meet(int n, const char *book, const char *meeting, bool rude)
{
	size_t all = (size_t)n, moves = 2 * (CASES - 1), i;
	struct moves m = { .ms = xcalloc(all * moves, sizeof(double)),
		.key_ms = xcalloc(all * moves, sizeof(double)),
		.slowest = xcalloc(moves, sizeof(double)) };
	int64_t id = meeting_id(book, meeting);
	double cpu0, bytes0, cpu, bytes, chair;
	struct crowd c;
	pid_t pid = rude ? flood(book, n + 1, id) : -1;
	int k;

	hear(m.bells, 0, BELLS / 2, book);
	crowd_init(&c);
	for (i = 0; i < all + rude; i++)
		add_member(&c, book, i == 0 ? 1 : (int)i + 1, id);
	want(&c, 0, all + rude, "Case 1 of ", NULL);
	hear(m.bells, BELLS / 2, BELLS, book);
	if (rude)
		crowd_deafen(&c, all);
	crowd_keys(&c, 0, "<Tab>");
	crowd_listen(&c, 2000);
	sum(&c, 1, all, &cpu0, &bytes0);
	chair = crowd_usage(&c, 0).cpu_ms;
	for (k = 2; k <= CASES; k++)
		move_to(&c, all, k, true, &m);
	for (k = CASES - 1; k >= 1; k--)
		move_to(&c, all, k, false, &m);
	chair = crowd_usage(&c, 0).cpu_ms - chair;
	sum(&c, 1, all, &cpu, &bytes);
	tell_moves(&m, cpu - cpu0, bytes - bytes0, chair);
	if (!rude) {
		/* Alone, the chair is looked at; else the followers. */
		tell_rest(&c, all > 1, all, "clock, cpu", "clock, bytes");
		tell_memory(&c, all, "private, median");
	} else {
		kill(pid, SIGKILL);
		waitpid(pid, NULL, 0);
	}
	crowd_release(&c);
	for (k = 0; k < BELLS; k++)
		get_up(&m.bells[k]);
	free(m.ms);
	free(m.key_ms);
	free(m.slowest);
	return 0;
}

/* ---- Writing, coming in -------------------------------------------------- */

/* Those who write flat out have figures of their own: what is aimed at is not the
 * same for both. */
static int
write_all(int n, int ms, const char *book, int pause_ms)
{
	struct writers w = { .book = book, .login = "member0", .n = n,
		.ms = ms, .pause_ms = pause_ms, .casefile = "B1-0000000",
		.agency = "A", .now = clock_parse(AT) };
	struct written r;
	bool flat_out = pause_ms == 0;

	if (!writers_run(&w, &r))
		return 1;
	if (flat_out)
		tell("commits a second", "0", (double)r.commits / r.seconds,
		    "/s");
	tell(flat_out ? "flat out p50" : "write p50", "2", r.p50_ms, "ms");
	tell(flat_out ? "flat out p99" : "write p99", "2", r.p99_ms, "ms");
	tell(flat_out ? "flat out, most" : "write, most", "2", r.longest_ms,
	    "ms");
	if (flat_out) {
		tell("fewest of one", "0", (double)r.fewest, "");
		tell("most of one", "0", (double)r.most, "");
	}
	tell("conflicts", "0", (double)r.conflicts, "");
	tell("refused", "0", (double)r.refused, "");
	tell("lost", "0", (double)r.lost, "");
	tell("read back stale", "0", (double)r.stale, "");
	tell("record intact", "0", r.intact, "");
	return 0;
}

/* Sessions that nobody touches, of a book in which nothing happens. */
static int
idle(int n, const char *book)
{
	size_t all = (size_t)n, i;
	struct crowd c;

	crowd_init(&c);
	for (i = 0; i < all; i++)
		add_home(&c, book, (int)i + 1);
	want(&c, 0, all, "Board", NULL);
	crowd_listen(&c, 2000);
	tell_rest(&c, 0, all, "idle, cpu", "idle, bytes");
	tell_memory(&c, all, "idle, private");
	crowd_release(&c);
	return 0;
}

static int
enter(int n, const char *text, const char *const *argv)
{
	double *at = xcalloc((size_t)n, sizeof *at), from = crowd_now_ms();
	size_t missing;
	struct crowd c;
	int i;

	crowd_init(&c);
	for (i = 0; i < n; i++)
		if (!crowd_add(&c, argv, (const char *const *)environ))
			fail(argv[0], "it can't be started");
	crowd_wait(&c, 0, (size_t)n, text, at, 30000, &missing);
	for (i = 0; i < n; i++)
		at[i] = at[i] > 0 ? at[i] - from : 0;
	tell("came in", "0", n - (double)missing, "");
	tell("in, median", "0", rank(at, (size_t)n, 0.5), "ms");
	tell("in, last", "0", at[n - 1], "ms");
	if (missing)
		for (i = 0; i < n; i++)
			if (!crowd_sees(&c, (size_t)i, text)) {
				crowd_show(&c, (size_t)i);
				break;
			}
	crowd_release(&c);
	free(at);
	return missing > 0;
}

int
main(int argc, char **argv)
{
	const char *what = argc > 2 ? argv[2] : "";
	int n = argc > 3 ? (int)strtol(argv[3], NULL, 10) : 0;

	signal(SIGPIPE, SIG_IGN);
	label = argc > 1 ? argv[1] : "";
	if (argc == 7 && !strcmp(what, "open") && n > 0) {
		open_meeting(n, argv[4], argv[5], argv[6]);
		return 0;
	}
	if ((argc == 6 || argc == 7) && !strcmp(what, "meet") && n > 0)
		return meet(n, argv[4], argv[5], argc == 7);
	if (argc == 5 && !strcmp(what, "idle") && n > 0)
		return idle(n, argv[4]);
	if (argc == 6 && !strcmp(what, "write") && n > 0)
		return write_all(n, (int)strtol(argv[4], NULL, 10), argv[5],
		    0);
	if (argc == 6 && !strcmp(what, "work") && n > 0)
		return write_all(n, (int)strtol(argv[4], NULL, 10), argv[5],
		    1000);
	if (argc > 5 && !strcmp(what, "enter") && n > 0)
		return enter(n, argv[4], (const char *const *)argv + 5);
	fputs("Usage: loadbench LABEL open N BOOK MEETING CASE\n"
	    "       loadbench LABEL meet N BOOK MEETING [rude]\n"
	    "       loadbench LABEL idle N BOOK\n"
	    "       loadbench LABEL write N MS BOOK\n"
	    "       loadbench LABEL work N MS BOOK\n"
	    "       loadbench LABEL enter N TEXT PROGRAM [ARGUMENT ...]\n",
	    stderr);
	return 2;
}
