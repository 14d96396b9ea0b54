#include "store/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
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

/* What the page of the side file holds; what stands there may be anything, and
 * then the order suffers and nothing else. */
enum { PLACES = 254, RING_MS = 100 };

struct place {
	_Atomic uint64_t number;
	_Atomic uint64_t before;	/* waits for this one; 0: has its turn */
};

struct queue {
	_Atomic uint64_t drawn;		/* numbers so far */
	_Atomic uint64_t last;		/* that is in the queue */
	_Atomic uint64_t turns;		/* so far */
	struct place places[PLACES];	/* by number */
};

/* Without room for the page there is no order, but still one at a time. */
static struct queue *
map_queue(int fd)
{
	struct stat st;
	void *page;

	if (fstat(fd, &st) != 0 || (st.st_size < (off_t)sizeof(struct queue) &&
	    posix_fallocate(fd, 0, sizeof(struct queue)) != 0))
		return NULL;
	page = mmap(NULL, sizeof(struct queue), PROT_READ | PROT_WRITE,
	    MAP_SHARED, fd, 0);
	return page == MAP_FAILED ? NULL : page;
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
	if (ok) {
		give_to_owner(lock->fd, path);
		lock->queue = map_queue(lock->fd);
	} else {
		err_set(err, ERR_IO, "%s can't be made or opened (%s), and "
		    "without it nothing may be written. See that the folder "
		    "is yours.", name.data, strerror(errno));
	}
	buf_release(&name);
	return ok;
}

void
lock_close(struct lock *lock)
{
	if (lock->held)
		lock_give(lock);
	if (lock->queue != NULL)
		munmap(lock->queue, sizeof(*lock->queue));
	if (lock->fd >= 0)
		close(lock->fd);
	lock->queue = NULL;
	lock->fd = -1;
}

static void
on_alarm(int sig)
{
	(void)sig;	/* only to interrupt fcntl */
}

/* The bytes of the side file that are locked: the book itself, and the number of
 * each in the queue, above its page. */
enum { BOOK = 0, NUMBERS = 4096 };

static bool
lock_byte(struct lock *lock, int command, uint64_t byte)
{
	struct flock one = { .l_type = F_WRLCK, .l_whence = SEEK_SET,
	    .l_start = (off_t)byte, .l_len = 1 };

	return fcntl(lock->fd, command, &one) == 0;
}

static uint64_t
number_byte(uint64_t number)
{
	return NUMBERS + (number & (UINT64_MAX >> 2));
}

static bool
book_is_free(struct lock *lock)
{
	struct flock one = { .l_type = F_WRLCK, .l_whence = SEEK_SET,
	    .l_start = BOOK, .l_len = 1 };

	return fcntl(lock->fd, F_OFD_GETLK, &one) == 0 &&
	    one.l_type == F_UNLCK;
}

static void
unlock_all(struct lock *lock)
{
	struct flock all = { .l_type = F_UNLCK, .l_whence = SEEK_SET };

	fcntl(lock->fd, F_OFD_SETLK, &all);
}

static struct place *
place_of(struct queue *q, uint64_t number)
{
	return &q->places[number % PLACES];
}

/* Get into the queue: the number of the one before. The byte is held before
 * anyone can learn of the number. A number that is held was drawn twice, because
 * the file was made anew. */
static uint64_t
join(struct lock *lock)
{
	struct queue *q = lock->queue;
	struct place *place;
	uint64_t before;

	do
		lock->number = ++q->drawn;
	while (!lock_byte(lock, F_OFD_SETLK, number_byte(lock->number)) &&
	    (errno == EAGAIN || errno == EACCES));
	place = place_of(q, lock->number);
	place->before = 0;
	place->number = lock->number;
	before = atomic_exchange(&q->last, lock->number);
	place->before = before;
	return before;
}

/* Once the byte of before is free: who it waited for itself, if it left without
 * its turn; else 0. */
static uint64_t
inherit(struct queue *q, uint64_t before)
{
	const struct place *place = place_of(q, before);

	return place->number == before ? place->before : 0;
}

/* How long one waits: so many rings more. Nothing else interrupts. */
struct patience {
	int rings;
	bool was_free;		/* the book, at the last ring */
	uint64_t turns;		/* there had been by then */
};

static bool
is_over(struct patience *p)
{
	return --p->rings <= 0;
}

/* Nobody writes, nor did at the ring before, and nobody has between the two: the
 * one before has been stopped. (One who was only woken is running by then.) */
static bool
is_stuck(struct lock *lock, struct patience *p)
{
	uint64_t turns = lock->queue->turns;
	bool free = book_is_free(lock), stuck;

	stuck = free && p->was_free && turns == p->turns;
	p->was_free = free;
	p->turns = turns;
	return stuck;
}

/* Wait until the one with that number has left; rings interrupt it. With no
 * patience there is no waiting. */
static bool
wait_for(struct lock *lock, uint64_t number, struct patience *p)
{
	while (!lock_byte(lock, p == NULL ? F_OFD_SETLK : F_OFD_SETLKW,
	    number_byte(number))) {
		if (p == NULL || errno != EINTR)
			return false;
		if (is_stuck(lock, p))
			return true;
		if (is_over(p)) {
			errno = EINTR;
			return false;
		}
	}
	return true;
}

static bool
wait_for_book(struct lock *lock, struct patience *p)
{
	while (!lock_byte(lock, p == NULL ? F_OFD_SETLK : F_OFD_SETLKW, BOOK))
		if (p == NULL || errno != EINTR || is_over(p))
			return false;
	return true;
}

/* The bytes of those before are kept until the lock is given back: nobody else
 * asks for them. How many may have left is bounded, whatever stands in the
 * page. */
static bool
take_turn(struct lock *lock, struct patience *p, uint64_t *before)
{
	struct queue *q = lock->queue;
	int left = PLACES;

	for (; q != NULL && *before != 0 && left > 0; left--) {
		if (!wait_for(lock, *before, p))
			return false;
		*before = inherit(q, *before);
		place_of(q, lock->number)->before = *before;
	}
	if (!wait_for_book(lock, p))
		return false;
	if (q != NULL) {
		place_of(q, lock->number)->before = 0;
		q->turns++;
	}
	return true;
}

/* Wait, with a ring now and then. One that comes before the waiting has begun is
 * not counted. */
static bool
wait_turn(struct lock *lock, int wait_ms, uint64_t *before, int *error)
{
	struct patience p = { .rings = (wait_ms + RING_MS - 1) / RING_MS };
	int ring_ms = wait_ms / p.rings;
	struct itimerval timer = {
		.it_value = { .tv_usec = ring_ms * 1000 },
		.it_interval = { .tv_usec = ring_ms * 1000 },
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
	ok = take_turn(lock, &p, before);
	*error = ok ? 0 : errno;
	setitimer(ITIMER_REAL, &timer_before, NULL);
	sigprocmask(SIG_BLOCK, &ring, NULL);
	sigaction(SIGALRM, &act_before, NULL);
	return ok;
}

bool
lock_take(struct lock *lock, int wait_ms, struct err *err)
{
	uint64_t before = 0;
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
	if (lock->queue != NULL)
		before = join(lock);
	ok = take_turn(lock, NULL, &before);
	if (!ok && wait_ms > 0)
		ok = wait_turn(lock, wait_ms, &before, &error);
	if (ok) {
		lock->held = true;
		return true;
	}
	unlock_all(lock);
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
	unlock_all(lock);
	lock->held = false;
	sigprocmask(SIG_SETMASK, &lock->before, NULL);
}
