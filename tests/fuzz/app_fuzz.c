/*
 * app_fuzz: the whole program without a terminal: three members on one book
 * press keys, paste, resize, let time go by, are cut off and come back, each
 * seeing what the others do. After each step the screen is sound, the book is
 * idle, and nobody sees what they may not.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app.h"
#include "base/alloc.h"
#include "base/utf8.h"
#include "fuzz_book.h"
#include "fuzz_line.h"
#include "screen/screen.h"
#include "store/tx.h"
#include "store/watch.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define STEPS 160
#define WRITTEN 12		/* lines for the palette in one input */

/* One member at one terminal. */
struct seat {
	const char *login;
	struct session session;
	struct app app;
};

struct room {
	struct seat seats[3];
	struct seat *at;
	struct fuzz_bytes b;
	int64_t since;		/* the newest event at the beginning */
	bool opened;		/* Housing was let in, or may have been */
};

#define HOUSING 1

/* Words of the restricted case, and of nothing else in the book. */
static const char *const hidden[] = { "Fauxley", "Mockridge", "Blythe",
	FUZZ_HIDDEN_REF, "share pictures of her", "a former girlfriend;" };

/* ---- What must hold -------------------------------------------------------------- */

static void
check_hidden(struct room *r, const char *seen)
{
	for (size_t i = 0; i < sizeof(hidden) / sizeof(hidden[0]); i++) {
		if (!strstr(seen, hidden[i]))
			continue;
		r->opened |= fuzz_opened(r->seats[HOUSING].session.db,
		    r->since);
		if (r->opened)
			return;
		fprintf(stderr, "Housing sees \"%s\":\n%s", hidden[i], seen);
		CHECK(!"Housing sees nothing of the restricted case");
	}
}

static void
check_cell(const struct cell *c)
{
	size_t len = strlen(c->text);
	uint32_t cp;

	CHECK(len <= CELL_BYTES && utf8_valid(c->text, len));
	for (size_t i = 0; i < len;) {
		i += utf8_decode(c->text + i, len - i, &cp);
		CHECK(!utf8_unsafe(cp));
	}
}

static void
check_surface(struct room *r, struct seat *s)
{
	const struct surface *f = &s->app.surface;
	struct buf seen = {0};

	if (f->cursor)
		CHECK(f->cursor_y >= 0 && f->cursor_y < f->rows &&
		    f->cursor_x >= 0 && f->cursor_x < f->cols);
	for (int y = 0; y < f->rows; y++) {
		for (int x = 0; x < f->cols; x++) {
			const struct cell *c = surface_cell(f, y, x);

			if (c->text[0] < ' ' || c->text[0] > '~' ||
			    c->text[1])
				check_cell(c);
			buf_adds(&seen, c->text);
		}
		buf_addc(&seen, '\n');
	}
	if (s == &r->seats[HOUSING] && !r->opened)
		check_hidden(r, buf_text(&seen));
	if (getenv("FUZZ_TELL"))
		fprintf(stderr, "[%s]\n%s", s->login, buf_text(&seen));
	buf_release(&seen);
}

/* As the loop does before it waits. */
static void
settle(struct room *r, struct seat *s)
{
	struct app *a = &s->app;

	a->suspend = false;
	if (watch_poll(s->session.db))
		app_changed(a);
	if (watch_moved(s->session.db))
		app_moved(a);
	app_tick(a);
	CHECK(a->depth > 0 || a->quit);
	CHECK(a->depth <= APP_DEPTH && !a->ctx.push);
	for (size_t i = 0; i < a->depth; i++)
		CHECK(a->stack[i] && a->stack[i]->loaded);
	if (app_draw(a))
		check_surface(r, s);
	a->repaint = false;
	app_present(a);
	CHECK(!db_in_tx(s->session.db) && s->session.depth == 0);
	db_idle_check(s->session.db);
	app_wait(a);
}

static void
settle_all(struct room *r)
{
	for (size_t i = 0; i < 3; i++)
		if (r->seats[i].session.db && !r->seats[i].app.quit)
			settle(r, &r->seats[i]);
}

/* ---- Coming and going ------------------------------------------------------------- */

/* start: a place, or NULL for where they were. One who can't begin at the
 * place begins where they were; one who may not sign in stays away. */
static bool
come(struct room *r, struct seat *s, const char *start)
{
	struct err err = {0};

	if (!fuzz_arrive(&s->session, s->login))
		return false;
	CHECK(watch_start(s->session.db, &err));
	if (!app_init(&s->app, &s->session, 24, 80, start, &err)) {
		if (s == &r->seats[HOUSING])
			check_hidden(r, err_text(&err));
		CHECK(start && *err_text(&err));
		err_clear(&err);
		app_release(&s->app);
		CHECK(app_init(&s->app, &s->session, 24, 80, NULL, &err));
	}
	if (r->since < 0)
		r->since = fuzz_events(s->session.db);
	settle(r, s);
	return true;
}

static void
go(struct seat *s, bool kept)
{
	if (kept) {
		app_keep(&s->app);
		app_leave(&s->app);
	}
	app_release(&s->app);
	watch_stop(s->session.db);
	fuzz_leave(&s->session);
}

/* ---- One step ----------------------------------------------------------------------- */

static void
feed(struct room *r, const struct input *in)
{
	struct seat *s = r->at;

	if (!s->session.db && !come(r, s, NULL))
		return;
	app_input(&s->app, in);
	if (s->app.quit)
		go(s, true);
}

static void
press(struct room *r, int key)
{
	feed(r, &(struct input){ .kind = INPUT_KEY, .key = key });
}

static void
type(struct room *r, const char *text)
{
	size_t len = strlen(text);
	uint32_t cp;

	for (size_t i = 0; i < len;) {
		i += utf8_decode(text + i, len - i, &cp);
		/* As they come from a terminal: no controls, no halves. */
		if (cp >= ' ' && cp != 0x7f && (cp < 0xd800 || cp > 0xdfff))
			press(r, (int)cp);
	}
}

/* One of the keys that do something now. */
static int
live_key(struct seat *s, unsigned which)
{
	struct keymap_follow f = {0};
	struct keymaps maps;
	size_t n = 0;

	if (!s->session.db || !app_top(&s->app))
		return K_ENTER;
	app_keymaps(&s->app, &maps);
	while (keymap_follow(&maps, &s->app.seq, &f))
		n++;
	if (!n)
		return K_ESC;
	which %= n;
	f = (struct keymap_follow){0};
	while (keymap_follow(&maps, &s->app.seq, &f)) {
		if (!which--)
			break;
	}
	return f.key == 'Q' && n > 3 ? K_DOWN : f.key;
}

static const int keys[] = { K_ENTER, K_ENTER, K_ENTER, K_ESC, K_TAB, K_TAB,
	K_BACKTAB, K_UP, K_DOWN, K_DOWN, K_LEFT, K_RIGHT, K_PGDN, K_PGUP,
	K_HOME, K_END, K_BACKSPACE, K_DELETE, K_SPACE, K_SPACE, 'y', 'n', 'a',
	'e', 'j', 'k', 'G', 'o', '1', '2', K_CTRL | 's', K_CTRL | 'w',
	K_CTRL | 'u', K_CTRL | 'a', K_CTRL | 'n', K_CTRL | 'p', K_ALT | 'b',
	K_CTRL | 'r', K_CTRL | 'k', K_CTRL | 'y', K_ALT | K_ENTER, 'u',
	K_CTRL | K_ENTER, K_F1, 0x301, 0x1f469, 0x200d, 0x202e, 0x10ffff };

static const char *const texts[] = { "yes", "fri", "14 apr 2031", "+5d",
	"2031-04-10", "10:30", "Brickwell to mend it by fri", "Housing",
	"Stork to call by mon * again by thu", "Testington", "Police", "MM",
	"12", "-1", "99999999999", "Ines", "x y z", "0163 2960111", "mon",
	"action", "minute", "a\xcc\x81\xcc\x81\xcc\x81", "\xd9\x85\xd8\xb1" };

static const char *const pastes[] = { "", "one line", "two\nlines\n",
	"\t\x1b[31m\x07\r\n", "\xe2\x80\xae\xe2\x80\x8b\xef\xbb\xbf",
	"\xff\xc3(", "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7 \xcc\x81",
	"a very long line that goes on and on and on and on and on and on and "
	"on and on and on and on and on and on and on and on, wider than any "
	"field on the screen, and then a wordwithoutanyblankatallwordwithout" };

static void
paste(struct room *r, const char *text)
{
	char *own = xstrdup(text);

	feed(r, &(struct input){ .kind = INPUT_PASTE, .text = own,
	    .len = strlen(own) });
	free(own);
}

/* A line into the palette, and Enter. */
static void
command(struct room *r)
{
	struct buf line = {0};

	/* Housing is not to see the words because they typed them. */
	fuzz_line(&r->b, r->at == &r->seats[HOUSING] ? FUZZ_MISSING_REF
	    : FUZZ_HIDDEN_REF, &line);
	press(r, K_ESC);
	press(r, ':');
	if (utf8_valid(buf_text(&line), line.len))
		paste(r, buf_text(&line));
	press(r, K_ENTER);
	buf_release(&line);
}

/* Cut off, or killed; then back at a place of their own choosing. */
static void
again(struct room *r, bool kept, bool elsewhere)
{
	struct seat *s = r->at;
	struct buf place = {0};
	size_t n = 0;

	if (s->session.db)
		go(s, kept);
	if (elsewhere) {
		while (screen_places[n].name)
			n++;
		buf_addf(&place, "%s %d", screen_places[fuzz_byte(&r->b) %
		    n].name, fuzz_byte(&r->b));
		buf_addf(&place, " %d", fuzz_byte(&r->b) % 64);
	}
	come(r, s, elsewhere ? buf_text(&place) : NULL);
	buf_release(&place);
}

static void
resize(struct room *r)
{
	static const int sizes[][2] = { { 24, 80 }, { 1, 1 }, { 60, 200 },
		{ 8, 30 }, { 50, 31 }, { 9, 200 } };
	uint8_t which = fuzz_byte(&r->b);
	struct input in = { .kind = INPUT_RESIZE };

	if (which < 6) {
		in.rows = sizes[which][0];
		in.cols = sizes[which][1];
	} else {
		in.rows = 1 + which % 60;
		in.cols = 1 + fuzz_byte(&r->b) % 200;
	}
	feed(r, &in);
}

#define PICK(table, i) ((table)[(i) % (sizeof(table) / sizeof(*(table)))])

static void
step(struct room *r, int *written)
{
	uint8_t op = fuzz_byte(&r->b);

	if (op < 0x70)
		press(r, live_key(r->at, op));
	else if (op < 0xb0)
		press(r, PICK(keys, op - 0x70));
	else if (op < 0xc8)
		type(r, PICK(texts, op - 0xb0));
	else if (op < 0xd0)
		paste(r, PICK(pastes, op - 0xc8));
	else if (op < 0xd8)
		resize(r);
	else if (op < 0xe0)
		fuzz_pass((int64_t[]){ 100, 800, 1000, 5000, 60000, 600000,
		    3600000, 86400000 }[op & 7]);
	else if (op < 0xe8)
		again(r, op & 1, op & 6);
	else if (op < 0xf4)
		r->at = &r->seats[op % 3];
	else if ((*written)++ < WRITTEN)
		command(r);
	settle_all(r);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct room r = {
		.seats = { { .login = "inkwell" }, { .login = "brickwell" },
		    { .login = "trainee" } },
		.b = { data, size, 0 },
		.since = -1,
	};
	uint8_t first = fuzz_byte(&r.b);
	int written = 0;

	fuzz_book(FUZZ_BEFORE + first % 4);
	if (first & 0x80)
		r.seats[0].login = "gavelstone";
	r.at = &r.seats[first / 4 % 3];
	for (int i = 0; i < STEPS && r.b.at < r.b.n; i++)
		step(&r, &written);
	for (size_t i = 0; i < 3; i++)
		if (r.seats[i].session.db)
			go(&r.seats[i], first & 0x40);
	if (size % 8 == 0)
		fuzz_book_check();
	return 0;
}
