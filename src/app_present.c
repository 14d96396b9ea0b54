/*
 * app_present: telling the others in a meeting, or at the form of a record of
 * the same case, where this session is. One
 * write when that changes and no second one for a few seconds, whatever is
 * typed meanwhile; nothing at all while one follows the chair.
 */
#include <stdlib.h>
#include <string.h>

#include "app.h"
#include "base/alloc.h"
#include "store/presence.h"
#include "store/watch.h"

/* Between two writes at least. */
#define PAUSE_MS 3000

/* What lies over another screen belongs to that. */
static const struct screen *
top_whole(const struct app *a)
{
	size_t i = a->depth;

	while (i > 1 && a->stack[i - 1]->ops->over)
		i--;
	return i ? a->stack[i - 1] : NULL;
}

static void
where_now(const struct app *a, struct presence_at *at)
{
	const struct screen *whole = top_whole(a), *top = app_top(a);
	size_t i;

	*at = (struct presence_at){0};
	for (i = 0; i < a->depth && !at->meeting; i++) {
		if (a->stack[i]->ops->attends)
			a->stack[i]->ops->attends(a->stack[i], at);
	}
	if (!at->meeting && !(whole && whole->ops->fills_in))
		return;
	if (whole && !whole->ops->attends && whole->casefile) {
		at->casefile = whole->casefile;
		at->action = whole->action;
		at->item = 0;
	}
	at->typing = top->ops->typing_at ? top->ops->typing_at(top) : NULL;
	if (!at->typing)
		return;
	at->casefile = top->casefile;
	at->action = top->action;
	at->item = top->item;
	at->research = top->research;
}

/* Is there anyone to whom this place says anything? */
static bool
is_somewhere(const struct presence_at *at)
{
	return at->meeting || at->casefile;
}

static bool
same_text(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

static bool
is_told(const struct app *a, const struct presence_at *at)
{
	const struct presence_at *was = &a->here;

	return was->meeting == at->meeting &&
	    was->following == at->following &&
	    was->casefile == at->casefile && was->item == at->item &&
	    was->action == at->action &&
	    was->research == at->research &&
	    same_text(a->here_typing, at->typing);
}

/* Milliseconds until the others are to be told; -1: they know. */
static int
due_in(const struct app *a, const struct presence_at *at)
{
	int64_t since = clock_mono(a->ctx.session->clock) - a->here_at;

	if (!is_told(a, at))
		return at->meeting != a->here.meeting || is_somewhere(at) !=
		    is_somewhere(&a->here) || since >= PAUSE_MS
		    ? 0 : (int)(PAUSE_MS - since);
	/* Nothing but being heard of tells that a session without a socket
	 * lives. */
	if (!is_somewhere(at) || watch_fd(a->ctx.session->db) >= 0)
		return -1;
	return since >= PRESENCE_GONE_MS / 2 ? 0
	    : (int)(PRESENCE_GONE_MS / 2 - since);
}

int
app_present_in(const struct app *a)
{
	struct presence_at at;

	where_now(a, &at);
	return due_in(a, &at);
}

static void
tell(struct app *a, const struct presence_at *at)
{
	struct db *db = a->ctx.session->db;
	struct err err = {0};
	char *typing = at->typing ? xstrdup(at->typing) : NULL;

	/* Who is here is a comfort: when it can't be said now it is said
	 * later, and nobody is disturbed. */
	if (!(is_somewhere(at) ? presence_here(db, at, a->here.meeting, &err)
	    : presence_gone(db, a->here.meeting, &err)))
		err_clear(&err);
	a->here = *at;
	a->here.typing = NULL;
	free(a->here_typing);
	a->here_typing = typing;
	a->here_at = clock_mono(a->ctx.session->clock);
}

void
app_present(struct app *a)
{
	struct presence_at at;

	if (a->quit)
		return;
	where_now(a, &at);
	if (!due_in(a, &at))
		tell(a, &at);
}

void
app_leave(struct app *a)
{
	if (is_somewhere(&a->here))
		tell(a, &(const struct presence_at){0});
}

void
app_moved(struct app *a)
{
	size_t i;

	for (i = 0; i < a->depth; i++) {
		struct screen *s = a->stack[i];

		if (s->ops->moved)
			app_react(a, s, s->ops->moved(s, &a->ctx));
	}
}
