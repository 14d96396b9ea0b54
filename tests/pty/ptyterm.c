#include "ptyterm.h"

#include <errno.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vterm.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "ptykeys.h"
#include "ptyproc.h"

static const char sync_key[] = "\033[777~";
static const char sync_answer[] = "777;sync";

/* Where in an operating system command (ESC ] text ESC \ or BEL) the output
 * stands. Read here and not by libvterm, whose interface for it changes. */
enum osc_state { OSC_OUTSIDE, OSC_ESCAPE, OSC_TEXT, OSC_TEXT_ESCAPE };

struct pty {
	struct ptyproc proc;	/* terminal is -1 after a hang-up or its end */
	bool ended, stopped;
	int status;
	VTerm *vt;
	VTermScreen *screen;
	int rows, cols;
	VTermPos cursor;
	bool cursor_visible, alternate;
	bool ready;		/* has once been on the alternate screen */
	enum osc_state osc_state;
	size_t osc_start;	/* where in output it began */
	struct buf osc, title, output, row, whole;
	unsigned asked, answered;
	char *home;
	bool own_home;
};

typedef bool done_func(struct pty *p, const char *text);

/* --- what the program writes ---------------------------------------------- */

static int
on_move(VTermPos pos, VTermPos old, int visible, void *user)
{
	struct pty *p = user;

	(void)old;
	(void)visible;
	p->cursor = pos;
	return 1;
}

static int
on_prop(VTermProp prop, VTermValue *value, void *user)
{
	struct pty *p = user;

	if (prop == VTERM_PROP_CURSORVISIBLE) {
		p->cursor_visible = value->boolean;
	} else if (prop == VTERM_PROP_ALTSCREEN) {
		p->alternate = value->boolean;
		p->ready = p->ready || p->alternate;
	}
	return 1;
}

static const VTermScreenCallbacks screen_callbacks = {
	.movecursor = on_move,
	.settermprop = on_prop,
};

static void
end_osc(struct pty *p)
{
	const char *text = buf_text(&p->osc);

	if (!strcmp(text, sync_answer)) {
		p->answered++;
		buf_truncate(&p->output, p->osc_start);
	} else if ((text[0] == '0' || text[0] == '2') && text[1] == ';') {
		buf_clear(&p->title);
		buf_adds(&p->title, text + 2);
	}
	p->osc_state = OSC_OUTSIDE;
}

static void
note_byte(struct pty *p, char c)
{
	switch (p->osc_state) {
	case OSC_OUTSIDE:
		if (c == '\033') {
			p->osc_state = OSC_ESCAPE;
			p->osc_start = p->output.len - 1;
		}
		break;
	case OSC_ESCAPE:
		p->osc_state = c == ']' ? OSC_TEXT : OSC_OUTSIDE;
		buf_clear(&p->osc);
		break;
	case OSC_TEXT:
		if (c == '\a')
			end_osc(p);
		else if (c == '\033')
			p->osc_state = OSC_TEXT_ESCAPE;
		else
			buf_addc(&p->osc, c);
		break;
	case OSC_TEXT_ESCAPE:
		if (c == '\\')
			end_osc(p);
		else
			p->osc_state = OSC_OUTSIDE;
		break;
	}
}

static void
close_terminal(struct pty *p)
{
	if (p->proc.terminal >= 0)
		close(p->proc.terminal);
	p->proc.terminal = -1;
}

static void
read_terminal(struct pty *p)
{
	char bytes[65536];
	ssize_t n = read(p->proc.terminal, bytes, sizeof(bytes));

	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (n <= 0) {
		close_terminal(p);
		return;
	}
	for (ssize_t i = 0; i < n; i++) {
		buf_addc(&p->output, bytes[i]);
		note_byte(p, bytes[i]);
	}
	vterm_input_write(p->vt, bytes, (size_t)n);
	/* What a terminal answers to questions about itself. */
	n = (ssize_t)vterm_output_read(p->vt, bytes, sizeof(bytes));
	if (n > 0 && write(p->proc.terminal, bytes, (size_t)n) != n)
		fprintf(stderr, "# the terminal's answer was not taken\n");
}

static void
read_news(struct pty *p)
{
	int status;

	if (read(p->proc.news, &status, sizeof(status)) != sizeof(status)) {
		p->ended = true;
		return;
	}
	p->status = status;
	p->stopped = WIFSTOPPED(status);
	p->ended = !p->stopped;
}

static long
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000L + t.tv_nsec / 1000000L;
}

/* Take whatever comes next from the program, events being what to wait for on
 * its terminal. False when it is late or there is no more to come. */
static bool
pump(struct pty *p, short events, long deadline, short *got)
{
	struct pollfd fds[2] = {
		{ .fd = p->proc.terminal, .events = events },
		{ .fd = p->ended ? -1 : p->proc.news, .events = POLLIN },
	};
	long left = deadline - now_ms();

	if (left <= 0 || (fds[0].fd < 0 && fds[1].fd < 0))
		return false;
	if (poll(fds, 2, (int)left) < 0)
		return errno == EINTR;
	if (fds[0].revents & (POLLIN | POLLHUP | POLLERR))
		read_terminal(p);
	if (fds[1].revents)
		read_news(p);
	if (got)
		*got = fds[0].revents;
	return true;
}

/* Read until done says so; else tell what was waited for. */
static bool
wait_until(struct pty *p, done_func *done, const char *text, const char *what)
{
	long deadline = now_ms() + PTY_PATIENCE_MS;

	while (!done(p, text)) {
		if (pump(p, POLLIN, deadline, NULL))
			continue;
		fprintf(stderr, "# waited in vain for %s%s%s\n", what,
		    text ? " " : "", text ? text : "");
		if (p->ended)
			fprintf(stderr, "# the program ended, status 0x%x\n",
			    (unsigned)p->status);
		pty_show(p);
		return false;
	}
	return true;
}

/* --- start and end ---------------------------------------------------------- */

static const char *const passed_on[] = {
	"PATH", "MINUTEBOOK_FORMS", "MINUTEBOOK_DEMO",
	"ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS",
};

struct env {
	char **items;
	size_t n, cap;
};

static void
env_set(struct env *env, const char *name, const char *value)
{
	struct buf b = {0};

	GROW(env->items, env->n, env->cap);
	buf_addf(&b, "%s=%s", name, value);
	env->items[env->n++] = buf_take(&b);
}

/* "NAME=value"; takes the place of an earlier one of that name. */
static void
env_put(struct env *env, const char *setting)
{
	size_t name = strcspn(setting, "=") + 1;

	for (size_t i = 0; i < env->n; i++) {
		if (!strncmp(env->items[i], setting, name)) {
			free(env->items[i]);
			env->items[i] = xstrdup(setting);
			return;
		}
	}
	GROW(env->items, env->n, env->cap);
	env->items[env->n++] = xstrdup(setting);
}

static void
make_env(struct env *env, const struct pty_options *o, const char *home)
{
	const char *value;

	for (size_t i = 0; i < sizeof(passed_on) / sizeof(*passed_on); i++) {
		value = getenv(passed_on[i]);
		if (value)
			env_set(env, passed_on[i], value);
	}
	env_set(env, "HOME", home);
	env_set(env, "TERM", o->term ? o->term : "xterm-256color");
	env_set(env, "LC_ALL", "C.UTF-8");
	env_set(env, "TZ", o->tz ? o->tz : "UTC");
	env_set(env, "MINUTEBOOK_TEST", "1");
	env_set(env, "MINUTEBOOK_NOW", o->now ? o->now : "2031-03-13T09:30:00");
	for (size_t i = 0; o->env && o->env[i]; i++)
		env_put(env, o->env[i]);
	GROW(env->items, env->n, env->cap);
	env->items[env->n] = NULL;
}

static bool
make_home(struct pty *p, const char *home)
{
	const char *tmp = getenv("TMPDIR");
	struct buf b = {0};

	if (home) {
		p->home = xstrdup(home);
		return true;
	}
	buf_addf(&b, "%s/ptyterm.XXXXXX", tmp ? tmp : "/tmp");
	p->home = buf_take(&b);
	if (!mkdtemp(p->home)) {
		perror(p->home);
		return false;
	}
	p->own_home = true;
	return true;
}

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *where)
{
	(void)st;
	(void)type;
	(void)where;
	return remove(path);
}

struct pty *
pty_start(const struct pty_options *o)
{
	struct pty *p = xcalloc(1, sizeof(*p));
	struct env env = {0};
	bool ok;

	p->rows = o->rows ? o->rows : 24;
	p->cols = o->cols ? o->cols : 80;
	p->proc.terminal = -1;
	p->cursor_visible = true;
	p->vt = vterm_new(p->rows, p->cols);
	vterm_set_utf8(p->vt, 1);
	p->screen = vterm_obtain_screen(p->vt);
	vterm_screen_enable_altscreen(p->screen, 1);
	vterm_screen_set_callbacks(p->screen, &screen_callbacks, p);
	vterm_screen_reset(p->screen, 1);
	ok = make_home(p, o->home);
	if (ok) {
		make_env(&env, o, p->home);
		ok = ptyproc_start(&p->proc, o->argv,
		    (const char *const *)env.items, p->rows, p->cols);
	}
	for (size_t i = 0; i < env.n; i++)
		free(env.items[i]);
	free(env.items);
	if (!ok) {
		pty_free(p);
		return NULL;
	}
	return p;
}

void
pty_free(struct pty *p)
{
	int status;

	if (!p)
		return;
	if (p->proc.keeper > 0) {
		pty_hangup(p);
		pty_wait_exit(p, &status);
		waitpid(p->proc.keeper, NULL, 0);
		close(p->proc.news);
	}
	if (p->own_home)
		nftw(p->home, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	vterm_free(p->vt);
	buf_release(&p->osc);
	buf_release(&p->title);
	buf_release(&p->output);
	buf_release(&p->row);
	buf_release(&p->whole);
	free(p->home);
	free(p);
}

static bool
has_ended(struct pty *p, const char *text)
{
	(void)text;
	/* What it wrote last may still lie in the terminal. */
	return p->ended && p->proc.terminal < 0;
}

static bool
has_stopped(struct pty *p, const char *text)
{
	(void)text;
	return p->stopped;
}

bool
pty_wait_exit(struct pty *p, int *status)
{
	bool in_time = wait_until(p, has_ended, NULL, "the program's end");

	if (!in_time && !p->ended) {
		kill(p->proc.program, SIGKILL);
		while (!p->ended)
			read_news(p);
	}
	*status = p->status;
	return in_time;
}

bool
pty_wait_stopped(struct pty *p)
{
	return wait_until(p, has_stopped, NULL, "the program's stop");
}

void
pty_hangup(struct pty *p)
{
	/* A stopped program could not see it; the kernel wakes a leader's
	 * group in the same way. */
	close_terminal(p);
	if (p->stopped)
		pty_signal(p, SIGCONT);
}

bool
pty_signal(struct pty *p, int number)
{
	if (p->ended)
		return false;
	if (number == SIGCONT)
		p->stopped = false;
	return kill(p->proc.program, number) == 0;
}

pid_t
pty_pid(const struct pty *p)
{
	return p->proc.program;
}

/* --- what the person does ----------------------------------------------------- */

bool
pty_send(struct pty *p, const void *data, size_t len)
{
	long deadline = now_ms() + PTY_PATIENCE_MS;
	const char *at = data;
	short got;
	ssize_t n;

	while (len) {
		if (p->proc.terminal < 0 ||
		    !pump(p, POLLIN | POLLOUT, deadline, &got)) {
			fprintf(stderr, "# %zu bytes were not taken\n", len);
			pty_show(p);
			return false;
		}
		if (p->proc.terminal < 0 || !(got & POLLOUT))
			continue;
		n = write(p->proc.terminal, at, len);
		if (n > 0) {
			at += n;
			len -= (size_t)n;
		}
	}
	return true;
}

static bool
is_answered(struct pty *p, const char *text)
{
	(void)text;
	return p->answered >= p->asked;
}

static bool
is_ready(struct pty *p, const char *text)
{
	(void)text;
	return p->ready;
}

/* Keys sent before the program has set its terminal would be echoed, and a
 * line at a time. */
static bool
wait_ready(struct pty *p)
{
	return wait_until(p, is_ready, NULL, "the alternate screen");
}

bool
pty_sync(struct pty *p)
{
	if (!wait_ready(p))
		return false;
	p->asked++;
	return pty_send(p, sync_key, sizeof(sync_key) - 1) &&
	    wait_until(p, is_answered, NULL, "the answer to the sync key");
}

bool
pty_keys(struct pty *p, const char *keys)
{
	struct buf b = {0};
	bool ok = ptykeys_add(&b, keys);

	if (!ok)
		fprintf(stderr, "# a key in %s has no such name\n", keys);
	ok = ok && wait_ready(p) && pty_send(p, buf_text(&b), b.len) &&
	    pty_sync(p);
	buf_release(&b);
	return ok;
}

static bool
is_shown(struct pty *p, const char *text)
{
	return pty_find(p, text, NULL, NULL);
}

bool
pty_wait_text(struct pty *p, const char *text)
{
	return wait_until(p, is_shown, text, "the text");
}

bool
pty_resize(struct pty *p, int rows, int cols)
{
	struct winsize size = {
		.ws_row = (unsigned short)rows,
		.ws_col = (unsigned short)cols,
	};

	p->rows = rows;
	p->cols = cols;
	vterm_set_size(p->vt, rows, cols);
	return ioctl(p->proc.terminal, TIOCSWINSZ, &size) == 0;
}

/* --- what the person sees ------------------------------------------------------- */

/* Add the row's text; blanks at the end are left out. */
static void
add_row(struct pty *p, struct buf *b, int row)
{
	VTermScreenCell cell;
	VTermPos pos = { .row = row };
	size_t end = b->len;
	char bytes[4];

	while (pos.col < p->cols) {
		vterm_screen_get_cell(p->screen, pos, &cell);
		for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i];
		    i++)
			buf_add(b, bytes, utf8_encode(cell.chars[i], bytes));
		if (!cell.chars[0])
			buf_addc(b, ' ');
		else if (cell.chars[0] != ' ')
			end = b->len;
		pos.col += cell.width > 0 ? cell.width : 1;
	}
	buf_truncate(b, end);
}

const char *
pty_row(struct pty *p, int row)
{
	buf_clear(&p->row);
	add_row(p, &p->row, row);
	return buf_text(&p->row);
}

const char *
pty_screen(struct pty *p)
{
	buf_clear(&p->whole);
	for (int row = 0; row < p->rows; row++) {
		add_row(p, &p->whole, row);
		buf_addc(&p->whole, '\n');
	}
	return buf_text(&p->whole);
}

bool
pty_find(struct pty *p, const char *text, int *row, int *col)
{
	struct buf b = {0};
	const char *at = NULL;
	int r;

	for (r = 0; r < p->rows && !at; r++) {
		buf_clear(&b);
		add_row(p, &b, r);
		at = strstr(buf_text(&b), text);
		if (at && row)
			*row = r;
		if (at && col)
			*col = utf8_width(b.data, (size_t)(at - b.data));
	}
	buf_release(&b);
	return at != NULL;
}

static int
colour_number(const VTermColor *c)
{
	if (!VTERM_COLOR_IS_INDEXED(c) || VTERM_COLOR_IS_DEFAULT_FG(c) ||
	    VTERM_COLOR_IS_DEFAULT_BG(c))
		return -1;
	return c->indexed.idx;
}

struct pty_style
pty_style(struct pty *p, int row, int col)
{
	VTermPos pos = { .row = row, .col = col };
	VTermScreenCell cell;

	vterm_screen_get_cell(p->screen, pos, &cell);
	return (struct pty_style){
		.bold = cell.attrs.bold,
		.underline = cell.attrs.underline,
		.reverse = cell.attrs.reverse,
		.fg = colour_number(&cell.fg),
		.bg = colour_number(&cell.bg),
	};
}

void
pty_cursor(const struct pty *p, int *row, int *col, bool *visible)
{
	*row = p->cursor.row;
	*col = p->cursor.col;
	*visible = p->cursor_visible;
}

bool
pty_alternate(const struct pty *p)
{
	return p->alternate;
}

const char *
pty_title(const struct pty *p)
{
	return buf_text(&p->title);
}

const char *
pty_home(const struct pty *p)
{
	return p->home;
}

const char *
pty_output(const struct pty *p, size_t *len)
{
	if (len)
		*len = p->output.len;
	return buf_text(&p->output);
}

void
pty_forget(struct pty *p)
{
	/* An escape sequence that has only begun is kept whole. */
	if (p->osc_state == OSC_OUTSIDE) {
		buf_clear(&p->output);
		return;
	}
	buf_remove(&p->output, 0, p->osc_start);
	p->osc_start = 0;
}

void
pty_show(struct pty *p)
{
	for (int row = 0; row < p->rows; row++)
		fprintf(stderr, "# %2d|%s\n", row, pty_row(p, row));
	fprintf(stderr, "# cursor at row %d, column %d, %s\n", p->cursor.row,
	    p->cursor.col, p->cursor_visible ? "shown" : "hidden");
}
