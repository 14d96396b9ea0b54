/*
 * app_stack: screens put on each other, loaded again, taken away, and what
 * their answers ask for.
 */
#include "app_work.h"

#include "app_keys.h"
#include "store/casefile_read.h"
#include "store/tx.h"

struct screen *
app_top(const struct app *a)
{
	return a->depth ? a->stack[a->depth - 1] : NULL;
}

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

void
app_drop_top(struct app *a)
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
	app_keep_drafts(a);
	while (a->depth > i)
		app_drop_top(a);
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

void
app_reload(struct app *a, size_t i)
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

void
app_take_pushed(struct app *a)
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
		app_drop_top(a);
	a->stack[a->depth++] = s;
	a->dirty = true;
}

unsigned
app_do(struct app *a, struct screen *s, int action)
{
	unsigned what = app_act(a, s, action);

	if (what)
		return what;
	return s->ops->act ? s->ops->act(s, &a->ctx, action) : 0;
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
		app_drop_top(a);
		app_take_pushed(a);
		if (!app_top(a))
			a->quit = true;
		else if (action)
			app_react(a, app_top(a), app_do(a, app_top(a), action));
		else if (below)
			app_react(a, app_top(a), below);
		return;
	}
	app_take_pushed(a);
	if ((what & SCREEN_RELOAD) && a->depth) {
		size_t i;

		for (i = 0; i < a->depth; i++) {
			if (a->stack[i] == s)
				break;
		}
		if (i < a->depth)
			app_reload(a, i);
	}
}
