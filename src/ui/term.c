#include "ui/term.h"

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "ui/ascii.h"
#include "ui/caps.h"
#include "ui/paste.h"
#include "ui/theme.h"

/* Codes for sequences that ncurses is taught, above its own. */
enum {
	CODE_PASTE = KEY_MAX + 0x1000,
	CODE_PASTE_END,
	CODE_SYNC,
	CODE_MODIFIED = KEY_MAX + 0x2000	/* + modifier * 16 + which */
};

enum {
	REPLY_MAX = 256,	/* longest report of a terminal skipped */
	BURST_READS = 64	/* of a paste, before the screens have a turn */
};

static struct {
	bool started;
	bool lost, told;	/* the line is gone; INPUT_HANGUP was given */
	bool ascii, test;
	bool escapes;		/* it understands ESC [ sequences */
	bool titled;		/* and a title was set */
	bool resume;		/* INPUT_RESUME is due */
	bool all;		/* the next frame is drawn whole */
	int cursor;		/* as last told to ncurses; -1 unknown */
	SCREEN *screen;
	WINDOW *keys;		/* read through a pad: it is never drawn */
	struct surface shown;	/* what the terminal shows */
	cchar_t *line;		/* room for one row */
	cchar_t blank[STYLES];	/* a blank in each of them */
	struct paste paste;
	struct ahead ahead;
	struct key_bytes bytes;	/* a character whose rest is under way */
	int back;		/* one code read too far; ERR: none */
} term = { .back = ERR };

/* Past ncurses, whose own buffer is empty between frames. Gives up on the
 * first error: it will show in reading. */
static void
send(const char *text)
{
	size_t len = strlen(text);
	ssize_t n;

	while (len > 0) {
		n = write(STDOUT_FILENO, text, len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return;
		text += n;
		len -= (size_t)n;
	}
}

static void
set_modes(bool on)
{
	if (term.escapes)
		send(on ? "\033[?2004h" : "\033[?2004l");
}

static void
set_title(const char *title)
{
	if (!title || !term.escapes || tigetflag("XT") <= 0)
		return;
	send("\033[22;2t\033]2;");
	send(title);
	send("\033\\");
	term.titled = true;
}

/* Teach ncurses a sequence unless the terminal's description has it. */
static void
teach(const char *sequence, int code)
{
	if (key_defined(sequence) == 0)
		define_key(sequence, code);
}

/* Keys in the ways that terminals send them whatever TERM says. */
static void
teach_keys(bool test)
{
	static const struct { const char *sequence; int code; } plain[] = {
		{ "\033[A", KEY_UP }, { "\033OA", KEY_UP },
		{ "\033[B", KEY_DOWN }, { "\033OB", KEY_DOWN },
		{ "\033[C", KEY_RIGHT }, { "\033OC", KEY_RIGHT },
		{ "\033[D", KEY_LEFT }, { "\033OD", KEY_LEFT },
		{ "\033[H", KEY_HOME }, { "\033OH", KEY_HOME },
		{ "\033[F", KEY_END }, { "\033OF", KEY_END },
		{ "\033[1~", KEY_HOME }, { "\033[4~", KEY_END },
		{ "\033[7~", KEY_HOME }, { "\033[8~", KEY_END },
		{ "\033[2~", KEY_IC }, { "\033[3~", KEY_DC },
		{ "\033[5~", KEY_PPAGE }, { "\033[6~", KEY_NPAGE },
		{ "\033[Z", KEY_BTAB }, { "\033OM", KEY_ENTER },
	};
	static const char letters[] = "ABCDHF", numbers[] = "2356";
	struct buf text = {0};
	size_t i;
	int mod, code;

	for (i = 0; i < sizeof(plain) / sizeof(*plain); i++)
		teach(plain[i].sequence, plain[i].code);
	for (mod = 2; mod <= 8; mod++) {
		code = CODE_MODIFIED + mod * 16;
		for (i = 0; letters[i]; i++) {
			buf_clear(&text);
			buf_addf(&text, "\033[1;%d%c", mod, letters[i]);
			define_key(text.data, code + (int)i);
		}
		for (i = 0; numbers[i]; i++) {
			buf_clear(&text);
			buf_addf(&text, "\033[%c;%d~", numbers[i], mod);
			define_key(text.data, code + 6 + (int)i);
		}
	}
	buf_release(&text);
	define_key("\033[200~", CODE_PASTE);
	define_key("\033[201~", CODE_PASTE_END);
	if (test)
		define_key("\033[777~", CODE_SYNC);
}

/* Turn the theme into attributes and colour pairs of this terminal. */
static void
start_theme(bool no_color)
{
	enum theme_depth depth = THEME_MONO;
	bool own = true;
	int i;

	if (!no_color && has_colors() && start_color() == OK) {
		own = use_default_colors() == OK;
		if (COLOR_PAIRS > STYLES)
			depth = theme_depth(COLORS, false);
	}
	for (i = 0; i < STYLES; i++) {
		struct look look = theme_look(depth, (enum style)i);
		attr_t attr = (look.attrs & THEME_BOLD ? A_BOLD : 0) |
		    (look.attrs & THEME_DIM ? A_DIM : 0) |
		    (look.attrs & THEME_UNDERLINE ? A_UNDERLINE : 0) |
		    (look.attrs & THEME_REVERSE ? A_REVERSE : 0);
		bool plain = look.fg < 0 && look.bg < 0;

		if (!own && look.fg < 0)
			look.fg = COLOR_WHITE;
		if (!own && look.bg < 0)
			look.bg = COLOR_BLACK;
		setcchar(&term.blank[i], L" ", attr, plain || init_pair(
		    (short)(i + 1), look.fg, look.bg) != OK ? 0
		    : (short)(i + 1), NULL);
	}
}

static void
start_size(void)
{
	surface_release(&term.shown);
	surface_init(&term.shown, LINES, COLS);
	term.line = xrealloc_array(term.line, (size_t)COLS + 1,
	    sizeof(*term.line));
	term.all = true;
}

static bool
start_screen(const struct term_options *options, struct err *err)
{
	const char *move;

	/* ncurses would believe these for ever, whatever the window does. */
	unsetenv("LINES");
	unsetenv("COLUMNS");
	/* newterm keeps the name's pointer nowhere, but is not const. */
	term.screen = newterm((char *)(uintptr_t)options->term, stdout, stdin);
	if (!term.screen)
		return err_set(err, ERR_INPUT, "This system does not know "
		    "the terminal type “%s” (TERM). Nothing was opened. Set "
		    "TERM to one it knows, such as xterm or vt100, and start "
		    "again.", options->term);
	move = tigetstr("cup");
	if (move && move != (char *)-1) {
		term.escapes = !strncmp(move, "\033[", 2);
		caps_shorten(tigetstr("sgr"), tigetstr("sgr0"), tigetstr("cnorm"));
		return true;
	}
	endwin();
	delscreen(term.screen);
	term.screen = NULL;
	return err_set(err, ERR_INPUT, "A terminal of type “%s” (TERM) can't "
	    "place its cursor, so nothing can be shown on it. Nothing was "
	    "opened. Use another terminal, or the command line.",
	    options->term);
}

bool
term_start(const struct term_options *options, struct err *err)
{
	if (!options->term || !*options->term)
		return err_set(err, ERR_INPUT, "The terminal does not say what "
		    "it is (TERM is not set). Nothing was opened. Set TERM, "
		    "for instance to xterm or vt100, and start again.");
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return err_set(err, ERR_IO, "There is no terminal to show "
		    "anything on. Nothing was opened. Start it in a terminal "
		    "(with ssh: add -t), or use a subcommand.");
	if (!start_screen(options, err))
		return false;
	term.keys = newpad(1, 1);
	if (!term.keys)
		bug("no memory for a pad");
	term.lost = term.told = term.resume = false;
	term.titled = false;
	term.bytes.n = 0;
	term.back = ERR;
	term.ahead.at = term.ahead.end = 0;
	term.cursor = -1;
	term.test = options->test;
	term.ascii = options->ascii ||
	    strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
	raw();
	noecho();
	nonl();
	set_escdelay(25);
	keypad(term.keys, TRUE);
	nodelay(term.keys, TRUE);
	meta(term.keys, TRUE);
	idlok(stdscr, TRUE);
	typeahead(-1);
	teach_keys(options->test);
	start_theme(options->no_color);
	start_size();
	term.started = true;
	set_modes(true);
	set_title(options->title);
	return true;
}

void
term_stop(void)
{
	if (!term.started)
		return;
	term.started = false;
	set_modes(false);
	if (term.titled)
		send("\033[23;2t");
	/* So that no name stays, neither in memory nor on a terminal that has
	 * no other screen to go back to. */
	werase(stdscr);
	wnoutrefresh(stdscr);
	if (!term.lost)
		doupdate();
	endwin();
	delwin(term.keys);
	delscreen(term.screen);
	term.keys = NULL;
	term.screen = NULL;
	surface_release(&term.shown);
	free(term.line);
	term.line = NULL;
	paste_release(&term.paste);
}

int
term_fd(void)
{
	return term.started ? STDIN_FILENO : -1;
}

void
term_size(int *rows, int *cols)
{
	*rows = term.started ? LINES : 0;
	*cols = term.started ? COLS : 0;
}

bool
term_lost(void)
{
	return term.lost;
}

bool
term_waiting(void)
{
	return term.ahead.at < term.ahead.end;
}

/* The next code of what was read ahead, as ncurses would have made it. */
static int
ahead_code(struct ahead *a)
{
	char key[PASTE_KEY];
	int code = 0;

	if (a->bytes[a->at] == 27) {
		if (a->end - a->at < sizeof(key))
			ahead_fill(a, STDIN_FILENO);
		code = key_defined(paste_key(a, key));
	}
	if (code <= 0)
		return (unsigned char)a->bytes[a->at++];
	a->at += strlen(key);
	return code;
}

static int
next_code(void)
{
	int code = term.back;

	term.back = ERR;
	if (code != ERR)
		return code;
	return term_waiting() ? ahead_code(&term.ahead) : wgetch(term.keys);
}

/* Nothing could be read: is there nothing, or nobody any more? */
static void
look_for_end(void)
{
	struct pollfd p = { .fd = STDIN_FILENO, .events = POLLIN };
	int waiting = 0;

	if (poll(&p, 1, 0) <= 0)
		return;
	if (p.revents & (POLLHUP | POLLERR | POLLNVAL))
		term.lost = true;
	else if (ioctl(STDIN_FILENO, FIONREAD, &waiting) == 0 && waiting == 0)
		term.lost = true;
}

/* The key of a code above the bytes; K_NONE for those of no use here. */
static int
special_key(int code)
{
	static const struct { int code, key; } keys[] = {
		{ KEY_UP, K_UP }, { KEY_DOWN, K_DOWN },
		{ KEY_LEFT, K_LEFT }, { KEY_RIGHT, K_RIGHT },
		{ KEY_HOME, K_HOME }, { KEY_END, K_END },
		{ KEY_PPAGE, K_PGUP }, { KEY_NPAGE, K_PGDN },
		{ KEY_A1, K_HOME }, { KEY_A3, K_PGUP },
		{ KEY_C1, K_END }, { KEY_C3, K_PGDN },
		{ KEY_IC, K_INSERT }, { KEY_DC, K_DELETE },
		{ KEY_BACKSPACE, K_BACKSPACE }, { KEY_ENTER, K_ENTER },
		{ KEY_BTAB, K_BACKTAB },
		{ KEY_SR, K_SHIFT | K_UP }, { KEY_SF, K_SHIFT | K_DOWN },
		{ KEY_SLEFT, K_SHIFT | K_LEFT },
		{ KEY_SRIGHT, K_SHIFT | K_RIGHT },
		{ KEY_SHOME, K_SHIFT | K_HOME }, { KEY_SEND, K_SHIFT | K_END },
		{ KEY_SDC, K_SHIFT | K_DELETE },
	};
	size_t i;

	if (code >= CODE_MODIFIED && code < CODE_MODIFIED + 9 * 16)
		return key_modified(code - CODE_MODIFIED);
	if (code >= KEY_F(1) && code <= KEY_F(12))
		return K_F1 + code - KEY_F(1);
	for (i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		if (keys[i].code == code)
			return keys[i].key;
	return K_NONE;
}

/* A sequence that nobody taught: a report, a key unknown. It must not be taken
 * for typing. ']' and 'P' end with BEL or ESC \, '[' with its final byte. */
static void
skip_sequence(int kind)
{
	int c, before = 0, n;

	for (n = 0; n < REPLY_MAX; n++) {
		c = next_code();
		if (c == ERR)
			return;
		if (c > 0xFF) {
			term.back = c;
			return;
		}
		if (kind == '[' && c >= 0x40 && c <= 0x7E)
			return;
		if (kind != '[' && (c == 7 || (before == 27 && c == '\\')))
			return;
		before = c;
	}
}

/* After ESC: alone it is a key; before a digit it is a function key (for lines
 * that lose those); before anything else that is typed it is Alt. */
static int
escape_key(void)
{
	int c = next_code(), after;

	if (c == ERR)
		return K_ESC;
	if (c == 27 || c >= CODE_PASTE || c == KEY_RESIZE) {
		term.back = c;
		return K_ESC;
	}
	if (c > 0xFF) {
		after = special_key(c);
		return after == K_NONE ? K_NONE : after | K_ALT;
	}
	if (c >= '1' && c <= '9')
		return K_F1 + c - '1';
	if (c == '0')
		return K_F1 + 9;
	if (c == '[' || c == ']' || c == 'P' || c == 'O') {
		after = next_code();
		if (after == ERR)
			return K_ALT | c;
		term.back = after;
		if (c == 'O') {
			next_code();
			return K_NONE;
		}
		skip_sequence(c);
		return K_NONE;
	}
	return c < 0x80 ? key_of_byte((unsigned char)c) | K_ALT : K_NONE;
}

/* Take what has come of a paste past ncurses, which would ask for each byte by
 * itself; true when it is whole. */
static bool
read_paste(struct input *in)
{
	struct ahead *a = &term.ahead;
	int reads;

	for (reads = 0; term.paste.open && reads < BURST_READS; reads++) {
		if (a->at == a->end && !ahead_fill(a, STDIN_FILENO))
			break;
		a->at += paste_take(&term.paste, a->bytes + a->at,
		    a->end - a->at);
	}
	*in = (struct input){
		.kind = term.paste.open ? INPUT_NONE : INPUT_PASTE,
		.text = buf_text(&term.paste.text),
		.len = term.paste.text.len,
	};
	return !term.paste.open;
}

static bool
resized(struct input *in)
{
	start_size();
	*in = (struct input){
		.kind = INPUT_RESIZE, .rows = LINES, .cols = COLS,
	};
	return true;
}

/* What a code outside a paste means; false when nothing (yet). */
static bool
code_input(int code, struct input *in)
{
	int key;

	if (code == CODE_PASTE) {
		paste_begin(&term.paste);
		return false;
	}
	if (code == CODE_SYNC) {
		*in = (struct input){ .kind = INPUT_SYNC };
		return true;
	}
	if (code <= 0xFF && code != 27) {
		key = key_of_bytes(&term.bytes, (unsigned char)code);
	} else {
		term.bytes.n = 0;
		key = code == 27 ? escape_key() : special_key(code);
	}
	*in = (struct input){ .kind = INPUT_KEY, .key = key };
	return key != K_NONE;
}

bool
term_read(struct input *in)
{
	int code;

	*in = (struct input){ .kind = INPUT_NONE };
	if (!term.started || term.told)
		return false;
	if (term.resume) {
		term.resume = false;
		in->kind = INPUT_RESUME;
		return true;
	}
	while (!term.lost && !term.paste.open && (code = next_code()) != ERR) {
		if (code == KEY_RESIZE)
			return resized(in);
		if (code_input(code, in))
			return true;
	}
	if (term.paste.open && read_paste(in))
		return true;
	if (!term.lost)
		look_for_end();
	if (!term.lost)
		return false;
	term.told = true;
	in->kind = INPUT_HANGUP;
	return true;
}

/* One cell of ours as cells of ncurses, exactly as wide. Here and there the C
 * library's idea of a width is another than utf8proc's: what does not fit is
 * left out, what is missing is blank, so that all later columns are right. */
static size_t
convert(const struct cell *cell, cchar_t *out)
{
	const char *p = cell->text, *end = p + strlen(p);
	int left = cell->width, width, marks = 0;
	size_t n = 0;
	uint32_t cp;

	while (p < end) {
		p += utf8_decode(p, (size_t)(end - p), &cp);
		if (term.ascii)
			cp = (unsigned char)ascii_for(cp);
		width = cp >= ' ' && cp < 0x7F ? 1 : wcwidth((wchar_t)cp);
		if (width == 0 && n > 0 && marks < CCHARW_MAX - 1) {
			out[n - 1].chars[++marks] = (wchar_t)cp;
			continue;
		}
		if (width < 0 && n == 0) {
			cp = '?';
			width = 1;
		}
		if (width < 1 || width > left)
			continue;
		marks = 0;
		out[n] = term.blank[cell->style];
		out[n++].chars[0] = (wchar_t)cp;
		left -= width;
		if (term.ascii)
			break;
	}
	for (; left > 0; left--)
		out[n++] = term.blank[cell->style];
	return n;
}

/* The cells [x, end) of a row. */
static void
draw_cells(const struct cell *cell, int y, int x, int end)
{
	size_t n = 0;

	move(y, x);
	for (; x < end; x += cell[x].width ? cell[x].width : 1) {
		/* A wide character that the clip cuts in two is none. */
		if (x + cell[x].width > end)
			term.line[n++] = term.blank[STYLE_NORMAL];
		else if (cell[x].width > 0)
			n += convert(&cell[x], &term.line[n]);
	}
	add_wchnstr(term.line, (int)n);
}

/* Bring what differs in each row to stdscr and remember it as shown. */
static void
draw_rows(const struct surface *s)
{
	int rows = s->rows < LINES ? s->rows : LINES;
	int cols = s->cols < COLS ? s->cols : COLS, y;
	size_t one = sizeof(struct cell);

	for (y = 0; y < rows; y++) {
		const struct cell *new = surface_cell(s, y, 0);
		struct cell *old = &term.shown.cells[
		    (size_t)y * (size_t)term.shown.cols];
		int x = 0, end = cols;

		while (!term.all && x < end && !memcmp(&new[x], &old[x], one))
			x++;
		while (!term.all && end > x && !memcmp(&new[end - 1],
		    &old[end - 1], one))
			end--;
		if (x == end)
			continue;
		while (x > 0 && (!new[x].width || !old[x].width))
			x--;
		while (end < cols && (!new[end].width || !old[end].width))
			end++;
		draw_cells(new, y, x, end);
		memcpy(&old[x], &new[x], (size_t)(end - x) * one);
	}
}

static void
draw_cursor(const struct surface *s)
{
	int wanted = s->cursor && s->cursor_y < LINES && s->cursor_x < COLS;

	if (wanted)
		move(s->cursor_y, s->cursor_x);
	if (wanted != term.cursor)
		curs_set(wanted);
	term.cursor = wanted;
}

void
term_draw(const struct surface *s)
{
	if (!term.started || term.lost)
		return;
	if (term.shown.rows != LINES || term.shown.cols != COLS)
		start_size();
	if (term.all)
		werase(stdscr);
	draw_rows(s);
	draw_cursor(s);
	term.all = false;
	wnoutrefresh(stdscr);
	doupdate();
}

void
term_repaint(void)
{
	if (!term.started)
		return;
	term.all = true;
	clearok(stdscr, TRUE);
}

void
term_wipe(void)
{
	if (!term.started)
		return;
	surface_clear(&term.shown);
	memset(term.line, 0, ((size_t)COLS + 1) * sizeof(*term.line));
	werase(stdscr);
	clearok(stdscr, TRUE);
	wnoutrefresh(stdscr);
	doupdate();
	term.all = true;
}

void
term_suspend(void)
{
	struct sigaction stop = { .sa_handler = SIG_DFL }, old;

	if (!term.started || term.lost)
		return;
	set_modes(false);
	endwin();
	sigemptyset(&stop.sa_mask);
	sigaction(SIGTSTP, &stop, &old);
	raise(SIGTSTP);
	sigaction(SIGTSTP, &old, NULL);
	set_modes(true);
	term_repaint();
	term.cursor = -1;
	term.resume = true;
}

void
term_bell(void)
{
	if (term.started && !term.lost)
		beep();
}

void
term_answer_sync(void)
{
	if (term.started && term.test)
		send("\033]777;sync\033\\");
}
