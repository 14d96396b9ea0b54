/*
 * app: the program at work: its beginning and end, its inputs, its time.
 */
#include "app_work.h"

#include <stdlib.h>
#include <string.h>

#include "app_keys.h"
#include "store/place.h"
#include "store/tx.h"
#include "store/watch.h"
#include "ui/list.h"

/* Nobody has typed for so long: what only writing needs is given back. And so
 * long after what others changed was shown, what showing it took. */
#define REST_MS 20000
#define SETTLE_MS 3000
/* After the last key or news; all who follow do it then, and not all at once. */
#define READY_MS 250
#define READY_SPREAD 400

/* ---- Beginning and end ------------------------------------------------------ */

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
	app_ready_later(a);
	ok = watch_seq(session->db, &a->seen, err) &&
	    (where || place_load(session->db, &arena, &where, err));
	a->ctx.begun = a->seen;
	if (ok) {
		if (where)
			app_open_places(a, where);
		if (!a->depth || strcmp(a->stack[0]->ops->name, "home")) {
			/* Whatever else could not be reopened, one begins at
			 * home. */
			while (!start && a->depth)
				app_drop_top(a);
			if (!a->depth)
				app_open_places(a, "home");
		}
		if (!start && a->depth && !app_top(a)->ops->typing) {
			buf_clear(&a->ctx.message);
			app_tell_drafts(a);
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
		app_drop_top(a);
	screen_free(a->ctx.push);
	buf_release(&a->ctx.message);
	surface_release(&a->surface);
	err_clear(&a->out);
	free(a->where);
	free(a->here_typing);
	*a = (struct app){0};
}

void
app_keep(struct app *a)
{
	size_t i;

	app_keep_place(a);
	app_keep_drafts(a);
	for (i = 0; i < a->depth; i++)
		if (a->stack[i]->ops->leave)
			a->stack[i]->ops->leave(a->stack[i], &a->ctx);
}

/* ---- What comes next ---------------------------------------------------- */

void
app_ready_later(struct app *a)
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
			what = app_do(a, s, row->action);
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
	app_ready_later(a);
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
		app_refresh(a);
	}
	app_freshen(a);
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
		app_keep_drafts(a);
		a->blank = a->locked = a->dirty = true;
		return;
	}
	app_keep_place(a);
	app_keep_drafts(a);
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
	if (a->day != clock_today(a->ctx.session->clock) && !app_stands(a))
		return;
	/* The place first: words whose line can't be opened again are worth
	 * less than a line that opens nothing. */
	if (now - a->typed_at >= a->draft_ms)
		app_keep_place(a);
	if (a->edited_at && now - a->edited_at >= a->draft_ms)
		app_keep_drafts(a);
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
	if (a->edited_at || !app_place_is_kept(a))
		wait = wait < 0 || wait > a->draft_ms ? a->draft_ms : wait;
	return wait;
}
