/*
 * loop: the one loop.
 */
#include "loop.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>

#include "store/watch.h"
#include "ui/term.h"

/* The book is asked this often even when nobody said that it changed: the
 * safety net for a lost wake. */
#define WATCH_MS 5000
/* Without a socket to be woken by, asking is all there is. */
#define POLL_MS 1000
/* Queued inputs taken in before a frame is drawn all the same, so that a
 * stream of keys shows progress. */
#define BURST 512

static volatile sig_atomic_t ending;
static sigset_t outside;	/* the signals let in before the loop */

static void
on_end(int sig)
{
	(void)sig;
	ending = 1;
}

/* Signals come in while the loop waits and at no other time: none is lost
 * between the last look and the wait, and none cuts a write short. */
static void
hold_signals(void)
{
	struct sigaction sa = { .sa_handler = on_end };
	sigset_t held;

	/* No SA_RESTART: poll is to come back. A broken pipe is noticed where
	 * it is written to. */
	ending = 0;
	sigemptyset(&sa.sa_mask);
	sigaction(SIGHUP, &sa, NULL);
	sigaction(SIGTERM, &sa, NULL);
	sigaction(SIGINT, &sa, NULL);
	signal(SIGPIPE, SIG_IGN);
	sigemptyset(&held);
	sigaddset(&held, SIGHUP);
	sigaddset(&held, SIGTERM);
	sigaddset(&held, SIGINT);
	sigaddset(&held, SIGWINCH);
	sigprocmask(SIG_BLOCK, &held, &outside);
}

static void
wait_for(struct app *a)
{
	struct db *db = a->ctx.session->db;
	int wait = app_wait(a), net = watch_fd(db) < 0 ? POLL_MS : WATCH_MS;
	struct pollfd fds[] = {
		{ .fd = term_fd(), .events = POLLIN },
		{ .fd = watch_fd(db), .events = POLLIN },
	};

	db_idle_check(db);
	if (wait < 0 || wait > net)
		wait = net;
	if (term_waiting())
		wait = 0;
	if (ppoll(fds, 2, wait < 0 ? NULL : &(struct timespec){
	    .tv_sec = wait / 1000, .tv_nsec = wait % 1000 * 1000000L },
	    &outside) < 0 && errno != EINTR)
		ending = 1;
}

/* Take in everything that is queued. False when the line is gone. */
static bool
drain(struct app *a, bool *sync)
{
	struct input in;
	int n;

	for (n = 0; n < BURST && !a->quit && term_read(&in); n++) {
		if (in.kind == INPUT_HANGUP)
			return false;
		if (in.kind == INPUT_SYNC)
			*sync = true;
		else
			app_input(a, &in);
		if (a->suspend)
			break;
	}
	return !term_lost();
}

static void
show(struct app *a, bool sync)
{
	bool drawn = app_draw(a);

	if (a->repaint) {
		term_repaint();
		a->repaint = false;
		drawn = true;
	}
	if (drawn && a->blank)
		term_wipe();
	if (drawn)
		term_draw(&a->surface);
	if (sync)
		term_answer_sync();
}

bool
loop_run(struct app *a)
{
	bool sync = false;

	hold_signals();
	show(a, false);
	while (!a->quit && !ending) {
		wait_for(a);
		sync = false;
		if (!drain(a, &sync))
			break;
		if (a->suspend) {
			a->suspend = false;
			app_keep(a);
			term_suspend();
			a->repaint = a->dirty = true;
		}
		if (watch_poll(a->ctx.session->db))
			app_changed(a);
		if (watch_moved(a->ctx.session->db))
			app_moved(a);
		app_tick(a);
		show(a, sync);
		app_present(a);
		app_ready(a);
	}
	app_keep(a);
	app_leave(a);
	sigprocmask(SIG_SETMASK, &outside, NULL);
	return a->quit;
}
