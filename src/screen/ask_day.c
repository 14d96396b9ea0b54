/*
 * ask_day: a line that asks for a day, and says below how what is typed is
 * understood, so that "14/3" surprises nobody with its year.
 */
#include <string.h>

#include "base/alloc.h"
#include "cmd/action_context.h"
#include "screen/ask.h"

struct day_line {
	struct session *session;
	struct ask_day day;
};

/* The day at the end of the words: the first place from which the rest is
 * one. */
static bool
match_last(const char *text, const struct when_context *c, struct when *w)
{
	const char *at = text;

	while (at && !when_parse(at, strlen(at), c, w)) {
		at = strchr(at, ' ');
		at = at ? at + 1 : NULL;
	}
	return at != NULL;
}

static bool
match(const struct ask_day *d, const char *text,
    const struct when_context *c, struct when *w)
{
	if (d->last)
		return match_last(text, c, w);
	if (d->more)
		return when_match(text, strlen(text), c, w);
	return when_parse(text, strlen(text), c, w) ||
	    w->status != WHEN_UNKNOWN;
}

/* Half a word is no date yet: nothing is said of it. */
static void
explain(void *arg, const char *text, struct choices *out)
{
	struct day_line *l = arg;
	struct action_context c;
	struct arena a = {0};
	struct buf b = {0};
	struct when w;
	bool ok;

	ok = l->day.meeting ? action_context_meeting(l->session,
	    l->day.meeting, 0, &a, &c, NULL) : action_context_board(l->session,
	    l->day.board, &a, &c, NULL);
	if (ok) {
		c.when.past = l->day.past;
		if (match(&l->day, text, &c.when, &w)) {
			when_add_understood(&b, &w, &c.when);
			when_add_why(&b, &w, text, strlen(text), &c.when);
		}
	}
	if (b.len)
		choices_add_line(out, w.status == WHEN_OK ? STYLE_GHOST
		    : STYLE_WARN, buf_text(&b));
	buf_release(&b);
	arena_release(&a);
}

static const struct prompt_ops ops = { .explain = explain };

void
ask_day(struct ctx *ctx, const char *label, const char *text,
    const char *place, const struct ask_day *day,
    unsigned (*done)(struct screen *asker, struct ctx *ctx,
    const char *text), struct screen *asker)
{
	struct day_line *l = xcalloc(1, sizeof *l);

	l->session = ctx->session;
	l->day = *day;
	ask_line(ctx, label, text, place, &ops, l, done, asker);
	ask_line_owns(ctx, l);
}
