/*
 * app: the stack of screens and the general keys.
 */
#include "app.h"

#include <inttypes.h>
#include <string.h>

#include "app_keys.h"
#include "base/alloc.h"
#include "cmd/sign_in_cmd.h"
#include "screen/screens.h"
#include "screen/take.h"
#include "store/draft.h"
#include "store/casefile_read.h"
#include "store/place.h"
#include "store/tx.h"
#include "ui/list.h"

/* Nobody has typed for so long: what only writing needs is given back. And so
 * long after what others changed was shown, what showing it took. */
#define REST_MS 20000
#define SETTLE_MS 3000
#define MOST_CHANGES 1000
/* After the last key or news; all who follow do it then, and not all at once. */
#define READY_MS 250
#define READY_SPREAD 400

static unsigned act(struct app *a, struct screen *s, int action);
static bool keep_drafts(struct app *a);
static void be_ready_later(struct app *a);

struct screen *
app_top(const struct app *a)
{
	return a->depth ? a->stack[a->depth - 1] : NULL;
}

/* ---- The stack ---------------------------------------------------------- */

/* The screen locks when nobody has typed for as long as the kind of the board
 * one is in says. */
static void
take_idle_lock(struct app *a, const struct screen *s)
{
	const struct kind *k;
	struct err err = {0};

	if (!s->board && s->idle_minutes && !a->idle_ms)
		a->idle_ms = s->idle_minutes * 60 * 1000;
	if (!s->board || s->board == a->board)
		return;
	a->board = s->board;
	k = session_board_kind(a->ctx.session, s->board, &err);
	if (k && k->rules.idle_lock_minutes > 0)
		a->idle_ms = k->rules.idle_lock_minutes * 60 * 1000;
	err_clear(&err);
}

static bool
load(struct app *a, struct screen *s, struct err *err)
{
	struct db *db = a->ctx.session->db;
	bool held = db_hold(db);

	arena_reset(&s->arena);
	s->marking = NULL;
	s->stale = false;
	s->knows = db_last_command(db);
	s->loaded = s->ops->load(s, &a->ctx, err);
	db_let_go(db, held);
	if (s->loaded)
		take_idle_lock(a, s);
	return s->loaded;
}

static void
drop_top(struct app *a)
{
	screen_free(a->stack[--a->depth]);
	a->stack[a->depth] = NULL;
	a->dirty = true;
}

/* What is half typed on the screens that go is kept first. The last one gone,
 * there is nothing to stand on. */
static void
drop_from(struct app *a, size_t i)
{
	keep_drafts(a);
	while (a->depth > i)
		drop_top(a);
	a->quit |= !a->depth;
}

static bool
is_hidden(struct app *a, int64_t casefile)
{
	struct casefile_row row;
	struct arena arena = {0};
	struct err err = {0};
	bool hidden = !casefile_read(a->ctx.session->db, casefile, &arena,
	    &row, &err) && err.code == ERR_INPUT;

	err_clear(&err);
	arena_release(&arena);
	return hidden;
}

/* Load a screen that lies on the stack; one that can't be loaded any more (its
 * record is gone, or hidden) goes, with the reason, and so does what lay over
 * it: that spoke of the same record. A screen that stays, without the case it
 * showed because that is hidden now, loses what lay over it all the same. */
static void
reload(struct app *a, size_t i)
{
	struct screen *s = a->stack[i];
	int64_t was = s->casefile;
	struct err err = {0};

	a->dirty = true;
	if (!load(a, s, &err)) {
		drop_from(a, i);
		ctx_fail(&a->ctx, &err);
	} else if (was && was != s->casefile && i + 1 < a->depth &&
	    is_hidden(a, was)) {
		drop_from(a, i + 1);
	}
}

static void
take_pushed(struct app *a)
{
	struct screen *s = a->ctx.push;
	bool replace = a->ctx.replace;
	struct err err = {0};

	a->ctx.push = NULL;
	a->ctx.replace = false;
	if (!s)
		return;
	if (a->depth == APP_DEPTH) {
		screen_free(s);
		ctx_say(&a->ctx, STYLE_WARN, "Too many screens lie on each "
		    "other: go back with Esc first.");
		return;
	}
	if (!load(a, s, &err)) {
		screen_free(s);
		ctx_fail(&a->ctx, &err);
		a->dirty = true;
		return;
	}
	if (replace && a->depth)
		drop_top(a);
	a->stack[a->depth++] = s;
	a->dirty = true;
}

void
app_react(struct app *a, struct screen *s, unsigned what)
{
	unsigned below = a->ctx.below;
	int action = a->ctx.action;

	a->ctx.below = 0;
	a->ctx.action = 0;
	if (what & SCREEN_QUIT)
		a->quit = true;
	if (what & (SCREEN_REDRAW | SCREEN_RELOAD))
		a->dirty = true;
	if ((what & SCREEN_POP) && s == app_top(a)) {
		drop_top(a);
		take_pushed(a);
		if (!app_top(a))
			a->quit = true;
		else if (action)
			app_react(a, app_top(a), act(a, app_top(a), action));
		else if (below)
			app_react(a, app_top(a), below);
		return;
	}
	take_pushed(a);
	if ((what & SCREEN_RELOAD) && a->depth) {
		size_t i;

		for (i = 0; i < a->depth; i++) {
			if (a->stack[i] == s)
				break;
		}
		if (i < a->depth)
			reload(a, i);
	}
}

/* ---- Changes -------------------------------------------------------------- */

/* Who may see what has changed: that concerns whatever is shown, except what
 * lies over another screen and goes with it. */
static bool
changes_sight(const struct screen *s, const struct change *c)
{
	static const char *const tables[] = { "access", "agency",
		"board_member", "casefile", "chairing", "member",
		"role_right" };
	size_t i;

	for (i = 0; i < sizeof tables / sizeof *tables; i++) {
		if (!s->ops->over && !strcmp(c->tbl, tables[i]))
			return true;
	}
	return false;
}

static bool
concerns(const struct screen *s, const struct change *changes, size_t n)
{
	size_t i;

	/* Who comes and goes is shown on one screen, which says so. */
	if (!s->ops->shows) {
		for (i = 0; i < n && !strcmp(changes[i].tbl, "sign_in");)
			i++;
		return i < n;
	}
	for (i = 0; i < n; i++) {
		if (s->ops->shows(s, &changes[i]) ||
		    changes_sight(s, &changes[i]))
			return true;
	}
	return false;
}

/* Whose key was disabled, or who has left, is out: nothing more is drawn. */
static bool
check_stands(struct app *a)
{
	a->day = clock_today(a->ctx.session->clock);
	if (session_stands(a->ctx.session, &a->out))
		return true;
	a->quit = true;
	return false;
}

/* Nothing of it is seen: a screen that covers all lies above. */
static bool
is_covered(const struct app *a, size_t i)
{
	for (i++; i < a->depth; i++)
		if (!a->stack[i]->ops->over)
			return true;
	return false;
}

/* What rested while something changed, and shows now. */
static void
freshen(struct app *a)
{
	size_t i;

	for (i = 0; i < a->depth; i++)
		if (a->stack[i]->stale && !is_covered(a, i))
			reload(a, i);
}

/* Was it loaded after the one command that all of them are of? It then shows
 * them, and whatever came before. */
static bool
knows(const struct screen *s, const struct change *changes, size_t n)
{
	size_t i;

	for (i = 0; i < n && changes[i].command == s->knows; i++)
		;
	return i == n;
}

/* Load again every screen on the stack that shows something changed since it
 * was last asked, by others or by a screen above it. */
static void
look_again(struct app *a)
{
	struct arena arena = {0};
	struct change *changes = NULL;
	struct err err = {0};
	size_t i, n = 0;
	bool ok;

	if (!check_stands(a))
		return;
	a->ctx.news_since = a->seen;
	ok = watch_changes(a->ctx.session->db, a->seen, MOST_CHANGES, &arena,
	    &changes, &n, &err);
	a->ctx.news = changes;
	a->ctx.n_news = ok ? n : 0;
	if (ok && n)
		a->seen = changes[n - 1].seq;
	/* Too many to look at one by one: everything is loaded again. */
	if (ok && n == MOST_CHANGES)
		ok = watch_seq(a->ctx.session->db, &a->seen, &err);
	if (!ok) {
		ctx_fail(&a->ctx, &err);
		a->dirty = true;
	}
	for (i = 0; ok && n && i < a->depth; i++) {
		if (n < MOST_CHANGES && (knows(a->stack[i], changes, n) ||
		    !concerns(a->stack[i], changes, n)))
			continue;
		if (a->stack[i]->ops->rests && is_covered(a, i))
			a->stack[i]->stale = true;
		else
			reload(a, i);
	}
	freshen(a);
	a->ctx.n_news = 0;
	arena_release(&arena);
}

/* What is news and what is then read are of one moment. */
static void
refresh(struct app *a)
{
	struct db *db = a->ctx.session->db;
	bool held = db_hold(db);

	look_again(a);
	db_let_go(db, held);
}

void
app_changed(struct app *a)
{
	be_ready_later(a);
	refresh(a);
	a->stirred_at = clock_mono(a->ctx.session->clock);
	a->resting = false;
}

/* ---- Places ----------------------------------------------------------------- */

static void
add_place(const struct app *a, struct buf *b)
{
	size_t i;

	for (i = 0; i < a->depth; i++) {
		const struct screen *s = a->stack[i];

		if (!s->ops->place)
			continue;
		buf_adds(b, s->ops->name);
		buf_addc(b, ' ');
		s->ops->place(s, b);
		buf_addc(b, '\n');
	}
}

static void
keep_place(struct app *a)
{
	struct buf b = {0};
	struct err err = {0};

	add_place(a, &b);
	if (a->where && !strcmp(a->where, buf_text(&b))) {
		buf_release(&b);
		return;
	}
	/* Where one was is a comfort: failing to keep it is no reason to
	 * disturb the person. */
	if (!place_save(a->ctx.session->db, buf_text(&b), &err))
		err_clear(&err);
	free(a->where);
	a->where = buf_take(&b);
}

static bool
is_take(const char *how)
{
	return !strncmp(how, TAKE_PLACE, strlen(TAKE_PLACE));
}

/* A place of no screen is what one was typing over the one before: that screen
 * knows how to ask for it again. */
static void
open_place(struct app *a, const char *line, size_t len)
{
	char *place = xstrndup(line, len), *how = strchr(place, ' ');
	struct screen *s = screen_open(place), *top = app_top(a);

	if (s) {
		ctx_push(&a->ctx, s);
		take_pushed(a);
	} else if (top && how && (top->ops->resume || is_take(how + 1)) &&
	    how[1]) {
		buf_clear(&a->ctx.message);
		a->ctx.resuming = true;
		if (is_take(how + 1))
			take_resume(top, &a->ctx, how + 1);
		else
			top->ops->resume(top, &a->ctx, how + 1);
		take_pushed(a);
		a->ctx.resuming = false;
	}
	free(place);
}

static void
open_places(struct app *a, const char *where)
{
	while (*where) {
		size_t len = strcspn(where, "\n");

		open_place(a, where, len);
		where += len + (where[len] == '\n');
	}
}

/* ---- Beginning and end ------------------------------------------------------ */

/* After a crash one is where one was: say that the words are there as well. */
static void
tell_drafts(struct app *a)
{
	struct arena arena = {0};
	struct draft *drafts = NULL;
	size_t n = 0;

	if (draft_list(a->ctx.session->db, &arena, &drafts, &n, NULL) && n)
		ctx_say(&a->ctx, STYLE_DIM, "What you had begun to type is "
		    "kept: it is offered back where you typed it.");
	arena_release(&arena);
}

bool
app_init(struct app *a, struct session *session, int rows, int cols,
    const char *start, struct err *err)
{
	struct arena arena = {0};
	const char *where = start;
	bool ok;

	*a = (struct app){ .dirty = true, .draft_ms = 700 };
	a->ctx.session = session;
	a->ctx.rows = rows;
	surface_init(&a->surface, rows, cols);
	a->typed_at = clock_mono(session->clock);
	be_ready_later(a);
	ok = watch_seq(session->db, &a->seen, err) &&
	    (where || place_load(session->db, &arena, &where, err));
	a->ctx.begun = a->seen;
	if (ok) {
		if (where)
			open_places(a, where);
		if (!a->depth || strcmp(a->stack[0]->ops->name, "home")) {
			/* Whatever else could not be reopened, one begins at
			 * home. */
			while (!start && a->depth)
				drop_top(a);
			if (!a->depth)
				open_place(a, "home", 4);
		}
		if (!start && a->depth && !app_top(a)->ops->typing) {
			buf_clear(&a->ctx.message);
			tell_drafts(a);
		}
		ok = a->depth > 0 || err_set(err, ERR_IO, "%s",
		    buf_text(&a->ctx.message));
	}
	arena_release(&arena);
	return ok;
}

void
app_release(struct app *a)
{
	while (a->depth)
		drop_top(a);
	screen_free(a->ctx.push);
	buf_release(&a->ctx.message);
	surface_release(&a->surface);
	err_clear(&a->out);
	free(a->where);
	free(a->here_typing);
	*a = (struct app){0};
}

/* Half-typed text of every screen on the stack goes into the book. */
static bool
keep_drafts(struct app *a)
{
	struct err err = {0};
	size_t i;

	a->edited_at = 0;
	for (i = 0; i < a->depth; i++) {
		struct screen *s = a->stack[i];

		if (s->ops->draft && !s->ops->draft(s, &a->ctx, &err)) {
			ctx_fail(&a->ctx, &err);
			a->dirty = true;
			return false;
		}
	}
	return true;
}

void
app_keep(struct app *a)
{
	size_t i;

	keep_place(a);
	keep_drafts(a);
	for (i = 0; i < a->depth; i++)
		if (a->stack[i]->ops->leave)
			a->stack[i]->ops->leave(a->stack[i], &a->ctx);
}

/* ---- What comes next ---------------------------------------------------- */

/* Not while something goes on. */
static void
be_ready_later(struct app *a)
{
	const struct session *s = a->ctx.session;

	a->ready_at = clock_mono(s->clock) + READY_MS +
	    (int64_t)((uint64_t)s->member * 7919 % READY_SPREAD);
}

void
app_ready(struct app *a)
{
	struct screen *s = app_top(a);
	struct db *db = a->ctx.session->db;
	unsigned what;
	bool held;

	if (!a->ready_at || a->quit || a->blank ||
	    clock_mono(a->ctx.session->clock) < a->ready_at)
		return;
	a->ready_at = 0;
	if (!s || !s->ops->ready)
		return;
	held = db_hold(db);
	what = s->ops->ready(s, &a->ctx);
	db_let_go(db, held);
	app_react(a, s, what);
}

static int
until_ready(const struct app *a)
{
	const struct screen *s = app_top(a);
	int64_t left = a->ready_at - clock_mono(a->ctx.session->clock);

	if (!a->ready_at || a->blank || !s || !s->ops->ready)
		return -1;
	return left > 0 ? (int)left : 0;
}

/* ---- Input ------------------------------------------------------------------ */

void
app_keymaps(const struct app *a, struct keymaps *maps)
{
	const struct screen *s = app_top(a);

	*maps = (struct keymaps){0};
	maps->map[0] = s->keys;
	maps->map[1] = s->ops->keys;
	maps->map[2] = s->ops->moves ? &list_keymap : NULL;
	maps->map[3] = s->ops->typing ? &app_typing_keymap : &app_keymap;
	maps->flags_off = s->keys_off;
}

static unsigned
act(struct app *a, struct screen *s, int action)
{
	unsigned what = app_act(a, s, action);

	if (what)
		return what;
	return s->ops->act ? s->ops->act(s, &a->ctx, action) : 0;
}

static void
input_key(struct app *a, struct screen *s, const struct input *in)
{
	const struct keydef *row = NULL;
	struct keymaps maps;
	unsigned what = 0;

	if (s->ops->input && !a->seq.n)
		what = s->ops->input(s, &a->ctx, in);
	if (!what) {
		app_keymaps(a, &maps);
		switch (keymap_feed(&maps, &a->seq, in->key, &row)) {
		case KEYMAP_MATCH:
			what = act(a, s, row->action);
			break;
		case KEYMAP_MORE:
		case KEYMAP_NONE:
			/* The bottom bar shows what may follow. */
			a->dirty = true;
			break;
		}
	}
	app_react(a, s, what);
}

static void
unblank(struct app *a)
{
	a->blank = a->locked = false;
	a->repaint = a->dirty = true;
}

void
app_input(struct app *a, const struct input *in)
{
	struct screen *s = app_top(a);
	bool had = a->ctx.message.len > 0;

	if (in->kind == INPUT_RESIZE) {
		surface_resize(&a->surface, in->rows, in->cols);
		a->ctx.rows = in->rows;
		a->repaint = a->dirty = true;
		return;
	}
	if (in->kind == INPUT_RESUME) {
		a->repaint = a->dirty = true;
		return;
	}
	if (in->kind != INPUT_KEY && in->kind != INPUT_PASTE)
		return;
	a->typed_at = clock_mono(a->ctx.session->clock);
	a->resting = false;
	be_ready_later(a);
	if (a->blank) {
		if (in->kind == INPUT_KEY)
			unblank(a);
		return;
	}
	if (!s)
		return;
	buf_clear(&a->ctx.message);
	a->dirty |= had;
	if (in->kind == INPUT_KEY)
		input_key(a, s, in);
	else if (s->ops->input)
		app_react(a, s, s->ops->input(s, &a->ctx, in));
	/* What one's own command changed may stand on a screen beneath. */
	if (a->command != db_last_command(a->ctx.session->db)) {
		a->command = db_last_command(a->ctx.session->db);
		refresh(a);
	}
	freshen(a);
	if (a->ctx.edited) {
		a->ctx.edited = false;
		a->edited_at = a->typed_at;
	}
}

/* ---- Time ------------------------------------------------------------------- */

/* Nobody has typed. At home a key goes on, since whoever has the laptop has the
 * book; who came over SSH has to sign in again, with their key, and is then
 * where they were. Blanked by hand, it locks all the same. */
static void
lock(struct app *a)
{
	if (!a->ctx.session->remote) {
		if (a->blank)
			return;
		keep_drafts(a);
		a->blank = a->locked = a->dirty = true;
		return;
	}
	keep_place(a);
	keep_drafts(a);
	a->blank = a->locked = a->idled = a->dirty = a->quit = true;
	err_set(&a->out, ERR_DENIED, "Locked: nothing was typed for %d "
	    "minutes. Sign in again to go on where you were; what you had "
	    "begun to type is kept.", a->idle_ms / 60000);
}

/* Whoever leads a meeting writes again, and all the others wait for it. */
static bool
leads(const struct app *a)
{
	size_t i;

	for (i = 0; i < a->depth && !a->stack[i]->leads; i++)
		;
	return i < a->depth;
}

void
app_tick(struct app *a)
{
	int64_t now = clock_mono(a->ctx.session->clock);
	struct screen *s = app_top(a);

	/* A sign-in may end with the day. */
	if (a->day != clock_today(a->ctx.session->clock) && !check_stands(a))
		return;
	/* The place first: words whose line can't be opened again are worth
	 * less than a line that opens nothing. */
	if (now - a->typed_at >= a->draft_ms)
		keep_place(a);
	if (a->edited_at && now - a->edited_at >= a->draft_ms)
		keep_drafts(a);
	if (!a->resting && now - a->typed_at >= REST_MS &&
	    now - a->stirred_at >= SETTLE_MS) {
		a->resting = true;
		if (!leads(a))
			db_rest(a->ctx.session->db);
	}
	if (a->idle_ms && !a->idled && now - a->typed_at >= a->idle_ms)
		lock(a);
	if (s && s->ops->tick && !a->blank)
		app_react(a, s, s->ops->tick(s, &a->ctx));
}

/* Counted from the last key: a session that is woken in between must not begin
 * to wait anew. */
static int
until_lock(const struct app *a)
{
	int64_t left = a->typed_at + a->idle_ms -
	    clock_mono(a->ctx.session->clock);

	return left > 0 ? (int)left : 0;
}

int
app_wait(const struct app *a)
{
	const struct screen *s = app_top(a);
	struct buf b = {0};
	int wait = -1, present, ready;

	/* What was made ready after the last frame is drawn at once. */
	if (a->dirty)
		return 0;
	if (s && s->ops->tick && !a->blank)
		wait = 1000;
	else if (a->idle_ms && (!a->blank || a->ctx.session->remote))
		wait = until_lock(a);
	if (!a->resting && (wait < 0 || wait > SETTLE_MS))
		wait = SETTLE_MS;
	present = app_present_in(a);
	if (present >= 0 && (wait < 0 || wait > present))
		wait = present;
	ready = until_ready(a);
	if (ready >= 0 && (wait < 0 || wait > ready))
		wait = ready;
	add_place(a, &b);
	if (a->edited_at || !a->where || strcmp(a->where, buf_text(&b)))
		wait = wait < 0 || wait > a->draft_ms ? a->draft_ms : wait;
	buf_release(&b);
	return wait;
}
