/*
 * app_news: what others changed in the book, or a screen above, and which of
 * the screens on the stack are loaded again for it.
 */
#include "app_work.h"

#include <string.h>

#include "cmd/sign_in_cmd.h"
#include "store/tx.h"
#include "store/watch.h"

/* More than so many are not looked at one by one. */
#define MOST_CHANGES 1000

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

bool
app_stands(struct app *a)
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

void
app_freshen(struct app *a)
{
	size_t i;

	for (i = 0; i < a->depth; i++)
		if (a->stack[i]->stale && !is_covered(a, i))
			app_reload(a, i);
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

	if (!app_stands(a))
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
			app_reload(a, i);
	}
	app_freshen(a);
	a->ctx.n_news = 0;
	arena_release(&arena);
}

void
app_refresh(struct app *a)
{
	struct db *db = a->ctx.session->db;
	bool held = db_hold(db);

	look_again(a);
	db_let_go(db, held);
}

void
app_changed(struct app *a)
{
	app_ready_later(a);
	app_refresh(a);
	a->stirred_at = clock_mono(a->ctx.session->clock);
	a->resting = false;
}
