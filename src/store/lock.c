#include "store/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

#include "base/buf.h"

/* What the machine's administrator makes belongs to the book's owner, who must
 * be able to use it after. */
static void
give_to_owner(int fd, const char *path)
{
	struct stat st;

	if (geteuid() == 0 && stat(path, &st) == 0 && st.st_uid != 0 &&
	    fchown(fd, st.st_uid, st.st_gid) != 0)
		return;
}

bool
lock_open(struct lock *lock, const char *path, struct err *err)
{
	struct buf name = {0};
	bool ok;

	*lock = (struct lock){ .fd = -1 };
	buf_addf(&name, "%s-lock", path);
	lock->fd = open(name.data, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW,
	    0600);
	ok = lock->fd >= 0;
	if (ok)
		give_to_owner(lock->fd, path);
	else
		err_set(err, ERR_IO, "%s can't be made or opened (%s), and "
		    "without it nothing may be written. See that the folder "
		    "is yours.", name.data, strerror(errno));
	buf_release(&name);
	return ok;
}

void
lock_close(struct lock *lock)
{
	if (lock->held)
		lock_give(lock);
	if (lock->fd >= 0)
		close(lock->fd);
	lock->fd = -1;
}

static void
on_alarm(int sig)
{
	(void)sig;	/* only to interrupt fcntl */
}

/* The bytes of the side file that are locked: the book itself, and the place of
 * the one who has it next. */
enum { BOOK, NEXT };

static bool
lock_byte(struct lock *lock, int command, int byte)
{
	struct flock one = { .l_type = F_WRLCK, .l_whence = SEEK_SET,
	    .l_start = byte, .l_len = 1 };

	return fcntl(lock->fd, command, &one) == 0;
}

static void
unlock_byte(struct lock *lock, int byte)
{
	struct flock one = { .l_type = F_UNLCK, .l_whence = SEEK_SET,
	    .l_start = byte, .l_len = 1 };

	fcntl(lock->fd, F_OFD_SETLK, &one);
}

/* First the place of the next one, then the book. One alone would be taken again
 * by whoever has just given it back, before the kernel has woken the one who
 * waited for it; but that one has the place of the next meanwhile. */
static bool
take_turn(struct lock *lock, int command)
{
	int error;
	bool ok;

	if (!lock_byte(lock, command, NEXT))
		return false;
	ok = lock_byte(lock, command, BOOK);
	error = errno;
	unlock_byte(lock, NEXT);
	errno = error;
	return ok;
}

/* Wait until the alarm. It repeats, because its first ring may come between
 * setting it and beginning to wait. */
static bool
wait_lock(struct lock *lock, int wait_ms, int *error)
{
	struct itimerval timer = {
		.it_value = { .tv_sec = wait_ms / 1000,
		    .tv_usec = wait_ms % 1000 * 1000 },
		.it_interval = { .tv_usec = 20000 },
	}, timer_before;
	struct sigaction act = { .sa_handler = on_alarm }, act_before;
	sigset_t ring;
	bool ok;

	sigemptyset(&ring);
	sigaddset(&ring, SIGALRM);
	sigemptyset(&act.sa_mask);
	sigaction(SIGALRM, &act, &act_before);
	setitimer(ITIMER_REAL, &timer, &timer_before);
	sigprocmask(SIG_UNBLOCK, &ring, NULL);
	ok = take_turn(lock, F_OFD_SETLKW);
	*error = ok ? 0 : errno;
	setitimer(ITIMER_REAL, &timer_before, NULL);
	sigprocmask(SIG_BLOCK, &ring, NULL);
	sigaction(SIGALRM, &act_before, NULL);
	return ok;
}

bool
lock_take(struct lock *lock, int wait_ms, struct err *err)
{
	sigset_t hold;
	int error = EAGAIN;
	bool ok;

	sigfillset(&hold);
	sigdelset(&hold, SIGSEGV);
	sigdelset(&hold, SIGBUS);
	sigdelset(&hold, SIGFPE);
	sigdelset(&hold, SIGILL);
	sigdelset(&hold, SIGABRT);
	sigprocmask(SIG_BLOCK, &hold, &lock->before);
	ok = take_turn(lock, F_OFD_SETLK);
	if (!ok && wait_ms > 0)
		ok = wait_lock(lock, wait_ms, &error);
	if (ok) {
		lock->held = true;
		return true;
	}
	sigprocmask(SIG_SETMASK, &lock->before, NULL);
	if (error == EINTR || error == EAGAIN)
		return err_set(err, ERR_BUSY, "Others have been writing in "
		    "the book all the while, so this was not saved. What you "
		    "typed is still here: try again.");
	return err_set(err, ERR_IO, "The book's write lock can't be had (%s), "
	    "so this was not saved.", strerror(error));
}

void
lock_give(struct lock *lock)
{
	if (!lock->held)
		return;
	unlock_byte(lock, BOOK);
	lock->held = false;
	sigprocmask(SIG_SETMASK, &lock->before, NULL);
}
