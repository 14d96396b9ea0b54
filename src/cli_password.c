#include "cli_password.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/utf8.h"
#include "cli_stop.h"
#include "cli_use.h"
#include "export/zipped.h"

/* Bytes kept of one: what is longer than a zip's may be is told as too long. */
#define KEPT (ZIPPED_PASSWORD_MOST + 1)

enum { CTRL_C = 3, CTRL_D = 4, BACKSPACE = 8, CTRL_U = 21, DELETE = 127 };

bool
cli_password_fd(const struct cli_sub *sub, const char *way, const char *text,
    int *fd)
{
	char *end;
	long n = strtol(text, &end, 10);

	*fd = (int)n;
	return (end != text && !*end && n >= 0 && n < 65536 && n != 1 &&
	    n != 2) || (cli_wrong(sub, way, "--password-fd wants the number "
	    "of a descriptor that is read from, 0 or from 3 on, not \"%s\".",
	    text), false);
}

static ssize_t
read_byte(int fd, char *c)
{
	ssize_t n;

	do
		n = read(fd, c, 1);
	while (n < 0 && errno == EINTR);
	return n;
}

/* A byte at a time: what stands behind the line is not ours. */
static bool
read_line(int fd, struct buf *out, struct err *err)
{
	ssize_t n;
	char c;

	while ((n = read_byte(fd, &c)) == 1 && c != '\n')
		if (out->len < KEPT)
			buf_addc(out, c);
	if (n < 0)
		return err_set(err, ERR_IO, "The password could not be read "
		    "from descriptor %d: %s. Nothing was written.", fd,
		    strerror(errno));
	if (out->len && out->data[out->len - 1] == '\r')
		buf_truncate(out, out->len - 1);
	return true;
}

/* What is typed next; a signal is let in while that is waited for, and nowhere
 * else, so that none comes too early to be noticed. */
static bool
typed(int tty, char *c)
{
	struct pollfd p = { .fd = tty, .events = POLLIN };
	sigset_t none;
	int n;

	sigemptyset(&none);
	do
		n = ppoll(&p, 1, NULL, &none);
	while (n < 0 && errno == EINTR && !cli_stopped());
	return n > 0 && read_byte(tty, c) == 1;
}

/* One line without showing it; false when it was called off. */
static bool
ask(int tty, const char *prompt, struct buf *out)
{
	bool done = false, off = false;
	char c;

	dprintf(tty, "%s", prompt);
	while (!done && !off) {
		if (!typed(tty, &c) || c == CTRL_C || c == CTRL_D)
			off = true;
		else if (c == '\r' || c == '\n')
			done = true;
		else if (c == CTRL_U)
			buf_truncate(out, 0);
		else if (c == BACKSPACE || c == DELETE)
			buf_truncate(out, utf8_prev(buf_text(out), out->len,
			    out->len));
		else if (out->len < KEPT)
			buf_addc(out, c);
	}
	dprintf(tty, "\n");
	return done;
}

static bool
ask_twice(int tty, struct buf *out, struct err *err)
{
	struct buf again = {0};
	char prompt[80];
	bool ok;

	snprintf(prompt, sizeof prompt, "Password of the zip (%d characters "
	    "or more): ", ZIPPED_PASSWORD_LEAST);
	buf_reserve(&again, KEPT + 1);
	ok = (ask(tty, prompt, out) || err_set(err, ERR_INPUT, "Called off. "
	    "Nothing was written.")) && zipped_password_ok(buf_text(out),
	    err) && (ask(tty, "The same again: ", &again) || err_set(err,
	    ERR_INPUT, "Called off. Nothing was written.")) &&
	    (buf_equal(out, &again) || err_set(err, ERR_INPUT, "The two "
	    "passwords differ. Nothing was written."));
	buf_wipe(&again);
	return ok;
}

static bool
from_terminal(struct buf *out, struct err *err)
{
	int tty = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
	struct termios was, quiet;
	sigset_t ends, before;
	bool ok;

	if (tty < 0 || tcgetattr(tty, &was)) {
		if (tty >= 0)
			close(tty);
		return err_set(err, ERR_INPUT, "There is no terminal to ask "
		    "for the password in: give it with --password-fd N. "
		    "Nothing was written.");
	}
	quiet = was;
	/* Ctrl-C calls it off, and so does whoever ends the program: neither
	 * leaves a terminal that shows nothing. */
	cli_stop_begin();
	sigemptyset(&ends);
	sigaddset(&ends, SIGINT);
	sigaddset(&ends, SIGTERM);
	sigaddset(&ends, SIGHUP);
	sigprocmask(SIG_BLOCK, &ends, &before);
	quiet.c_lflag &= ~(tcflag_t)(ECHO | ICANON | ISIG);
	quiet.c_cc[VMIN] = 1;
	quiet.c_cc[VTIME] = 0;
	tcsetattr(tty, TCSAFLUSH, &quiet);
	ok = ask_twice(tty, out, err);
	tcsetattr(tty, TCSAFLUSH, &was);
	close(tty);
	sigprocmask(SIG_SETMASK, &before, NULL);
	cli_stop_end(err);
	return ok;
}

bool
cli_password(const struct cli *c, int fd, struct buf *out, struct err *err)
{
	if (c->remote && fd != STDIN_FILENO)
		return err_set(err, ERR_INPUT, "Over SSH the password of a zip "
		    "is read from standard input: --password-fd 0, and let "
		    "your side send it. Nothing was written.");
	buf_reserve(out, KEPT + 1);
	if (fd == PASSWORD_ASK)
		return from_terminal(out, err);
	return read_line(fd, out, err) &&
	    (strlen(buf_text(out)) == out->len || err_set(err, ERR_INPUT,
	    "A password can't hold a NUL. Nothing was written.")) &&
	    zipped_password_ok(buf_text(out), err);
}
