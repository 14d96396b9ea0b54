/*
 * tinyterm: the smallest full-screen program that keeps the bargain of
 * ptyterm.h, to try the harness on. Shows its size, its home and the keys it
 * read; q quits with 7, a hang-up leaves a file "hung-up" in the home.
 */
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

static const char sync_key[] = "\033[777~";
static volatile sig_atomic_t woken;

static void
on_signal(int number)
{
	woken = number;
}

static void
draw(const char *keys)
{
	struct winsize size = {0};

	ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
	printf("\033[H\033[2Jsize %dx%d\r\n\033[1;31mhome\033[m %s\r\n"
	    "caf\xc3\xa9 \xe4\xb8\x96\xe7\x95\x8c end\r\nkeys %s",
	    size.ws_row, size.ws_col, getenv("HOME"), keys);
	fflush(stdout);
}

static void
leave(const char *note, int status)
{
	if (note) {
		int fd = open(note, O_CREAT | O_WRONLY, 0600);

		if (fd >= 0)
			close(fd);
	}
	printf("\033[?1049l");
	fflush(stdout);
	_exit(status);
}

/* Caught, but let in by ppoll alone, so that none comes unseen. */
static void
catch_signals(void)
{
	struct sigaction sa = { .sa_handler = on_signal };
	sigset_t held;

	sigemptyset(&held);
	sigaddset(&held, SIGHUP);
	sigaddset(&held, SIGWINCH);
	sigprocmask(SIG_BLOCK, &held, NULL);
	sigaction(SIGHUP, &sa, NULL);
	sigaction(SIGWINCH, &sa, NULL);
}

/* Bytes read; 0 after a signal. */
static ssize_t
wait_input(char *in, size_t room)
{
	struct pollfd fd = { .fd = STDIN_FILENO, .events = POLLIN };
	sigset_t none;

	sigemptyset(&none);
	if (ppoll(&fd, 1, NULL, &none) < 0)
		return 0;
	if (fd.revents & POLLHUP) {
		ppoll(NULL, 0, NULL, &none);	/* its signal comes, too */
		return 0;
	}
	return read(STDIN_FILENO, in, room);
}

/* Put what was read with what is shown; true when it held the sync key. */
static bool
take(char *keys, size_t room, char *in)
{
	char *at = strstr(in, sync_key);
	size_t len = strlen(keys);

	if (at)
		*at = '\0';
	for (; *in && len + 5 < room; in++)
		len += (size_t)snprintf(keys + len, room - len,
		    *in >= ' ' && *in < 127 ? "%c" : "{%02x}",
		    (unsigned char)*in);
	return at != NULL;
}

int
main(void)
{
	char keys[1024] = "", in[256];
	struct termios raw;
	ssize_t n;
	bool sync;

	if (chdir(getenv("HOME")))
		return 1;
	tcgetattr(STDIN_FILENO, &raw);
	cfmakeraw(&raw);
	raw.c_lflag |= ISIG;
	tcsetattr(STDIN_FILENO, TCSANOW, &raw);
	catch_signals();
	printf("\033[?1049h\033]2;tiny title\033\\");
	draw(keys);
	for (;;) {
		n = wait_input(in, sizeof(in) - 1);
		if (woken == SIGHUP)
			leave("hung-up", 1);
		in[n > 0 ? n : 0] = '\0';
		if (in[0] == 'q')
			leave(NULL, 7);
		sync = take(keys, sizeof(keys), in);
		draw(keys);
		if (sync) {
			printf("\033]777;sync\033\\");
			fflush(stdout);
		}
	}
}
