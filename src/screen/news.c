/*
 * news: all that others changed since one last looked. Having seen its end, or
 * saying so, one has looked at it.
 */
#include "screen/news.h"

#include "screen/screens.h"
#include "store/home_read.h"
#include "store/looked.h"

/* Entries of the log that are read, the newest. */
#define MOST 1000

struct news {
	struct screen screen;
	struct lines lines;
	int64_t newest;		/* event that was there at the load */
	bool more, seen;
};

enum { NEWS_OPEN = 1, NEWS_READ, NEWS_BACK };

static const struct keydef rows[] = {
	{ NEWS_OPEN, "Enter l Right", "open", "open", "open the record",
	    "changes", 0 },
	{ NEWS_READ, "m", "mark-read", "mark read",
	    "I have looked at all of it", NULL, 0 },
	{ NEWS_BACK, "Esc q", "back", NULL,
	    "go back; what was seen to its end counts as looked at", NULL, 0 },
};

static const struct keymap keys = KEYMAP(rows);

static const struct table_column columns[] = {
	{ .title = "", .min = 20, .weight = 1 },
};

static bool
news_load(struct screen *s, struct ctx *ctx, struct err *err)
{
	struct news *v = (struct news *)s;
	struct db *db = ctx->session->db;
	struct news_row *list = NULL;
	struct home_rows me = {0};
	int64_t since;
	size_t n = 0;

	v->seen = false;
	lines_begin(&v->lines, &s->arena, columns, 1, false);
	if (!watch_seq(db, &v->newest, err) || !looked_load(db, &since,
	    err) || !home_read_me(db, &s->arena, &me, err))
		return false;
	if (!news_read(db, since < 0 ? ctx->begun : since, me.agency,
	    me.parent, MOST, &s->arena, &list, &n, &v->more, err))
		return false;
	news_add(&v->lines, list, n, clock_now(ctx->session->clock), 0, 0);
	if (!v->lines.n)
		lines_say(&v->lines, "Nothing that concerns you has changed "
		    "since you last looked.");
	else if (v->more)
		lines_say(&v->lines, "… and more before that: the log of each "
		    "record has it.");
	lines_end(&v->lines);
	return true;
}

/* Home is told, since what was looked at goes from there. */
static unsigned
leave(struct news *v, struct ctx *ctx, bool looked)
{
	struct err err = {0};

	if (looked && !looked_save(ctx->session->db, v->newest, &err))
		ctx_fail(ctx, &err);
	ctx->below = SCREEN_RELOAD;
	return SCREEN_POP;
}

static unsigned
news_act(struct screen *s, struct ctx *ctx, int action)
{
	struct news *v = (struct news *)s;
	unsigned moved = lines_move(&v->lines, action);

	if (moved)
		return moved;
	switch (action) {
	case NEWS_OPEN:
		return lines_open(&v->lines, ctx);
	case NEWS_READ:
		return leave(v, ctx, true);
	case NEWS_BACK:
		return leave(v, ctx, v->seen);
	default:
		return 0;
	}
}

static void
news_draw(struct screen *s, const struct ctx *ctx, struct view v)
{
	struct news *n = (struct news *)s;
	const struct list *at = &n->lines.table.list;

	(void)ctx;
	lines_draw(&n->lines, v);
	n->seen |= at->top + at->height >= at->count;
}

static void
news_title(const struct screen *s, const struct ctx *ctx, struct buf *left,
    struct buf *right)
{
	(void)s, (void)ctx, (void)right;
	buf_adds(left, "Changed since you last looked");
}

static bool
news_shows(const struct screen *s, const struct change *c)
{
	(void)s;
	return news_concerns(c);
}

static void
news_place(const struct screen *s, struct buf *out)
{
	(void)s, (void)out;
}

static const struct screen_ops ops = {
	.name = "news",
	.keys = &keys,
	.moves = true,
	.rests = true,
	.load = news_load,
	.title = news_title,
	.draw = news_draw,
	.act = news_act,
	.shows = news_shows,
	.place = news_place,
};

struct screen *
news_screen(void)
{
	return screen_new(sizeof(struct news), &ops);
}
