/*
 * likeness: choosing who it is.
 */
#include "screen/likeness.h"

#include "base/date.h"
#include "screen/ask_over.h"
#include "screen/lines.h"

struct likeness {
	struct screen screen;
	struct arena rows;	/* not the screen's: a load would wipe it */
	struct people_like *like;
	size_t n;
	struct lines lines;
	struct screen *asker;
	unsigned (*done)(struct screen *asker, struct ctx *ctx,
	    int64_t subject);
};

enum { LIKENESS_SAME = 1, LIKENESS_NEW };

static const struct keydef rows[] = {
	{ LIKENESS_SAME, "Enter y", "same-person", "the same",
	    "it is the chosen one", "who is it", 0 },
	{ LIKENESS_NEW, "n", "new-person", "someone new",
	    "it is none of these: add someone new", NULL, 0 },
};

static const struct keymap keys = KEYMAP(rows);

static const struct table_column columns[] = {
	{ .title = "In the book", .min = 16, .weight = 2 },
	{ .title = "Born", .min = 11, .max = 11 },
	{ .title = "Case", .min = 11, .weight = 1, .max = 18, .drop = 1 },
	{ .title = "Looks", .min = 8, .max = 10 },
};

static bool
likeness_load(struct screen *s, struct ctx *ctx, struct err *err)
{
	struct likeness *k = (struct likeness *)s;
	size_t i;

	(void)ctx, (void)err;
	lines_begin(&k->lines, &s->arena, columns,
	    sizeof columns / sizeof *columns, true);
	for (i = 0; i < k->n; i++) {
		struct line *l = lines_add(&k->lines, k->like[i].name);

		l->cell[1] = k->like[i].born ? lines_date(&s->arena,
		    date_parse_iso(k->like[i].born)) : "";
		l->cell[2] = k->like[i].casefile;
		l->cell[3] = match_grade_name(k->like[i].match.grade);
		l->other = (int64_t)i;
	}
	lines_end(&k->lines);
	return true;
}

static unsigned
likeness_act(struct screen *s, struct ctx *ctx, int action)
{
	struct likeness *k = (struct likeness *)s;
	const struct line *l = lines_at(&k->lines);
	unsigned moved = lines_move(&k->lines, action);

	if (moved)
		return moved;
	switch (action) {
	case LIKENESS_SAME:
		ctx->below = k->done(k->asker, ctx, l
		    ? k->like[l->other].subject : 0);
		return SCREEN_POP;
	case LIKENESS_NEW:
		ctx->below = k->done(k->asker, ctx, 0);
		return SCREEN_POP;
	default:
		return 0;
	}
}

static void
likeness_draw(struct screen *s, const struct ctx *ctx, struct view v)
{
	struct likeness *k = (struct likeness *)s;
	int list = (int)k->n + 2, y = 1;
	const struct line *l = lines_at(&k->lines);
	struct view why;
	size_t i;

	(void)ctx;
	if (list > v.r.h / 2)
		list = v.r.h / 2;
	why = view_sub(v, list, 0, v.r.h - list, v.r.w);
	view_hline(why, 0, 0, why.r.w, STYLE_LINE);
	for (i = 0; l && i < k->like[l->other].match.evidence.n; i++) {
		view_put(why, y, 1, STYLE_DIM, "·");
		y += view_put_wrapped(view_sub(why, 0, 3, why.r.h,
		    why.r.w - 4), y, STYLE_NORMAL,
		    k->like[l->other].match.evidence.items[i].text);
	}
	lines_draw(&k->lines, view_sub(v, 0, 0, list, v.r.w));
}

static void
likeness_title(const struct screen *s, const struct ctx *ctx,
    struct buf *left, struct buf *right)
{
	(void)s, (void)ctx, (void)right;
	buf_adds(left, "Is it one of these?");
}

static void
likeness_free(struct screen *s)
{
	arena_release(&((struct likeness *)s)->rows);
}

static const struct screen_ops ops = {
	.name = "likeness",
	.keys = &keys,
	.moves = true,
	.load = likeness_load,
	.title = likeness_title,
	.draw = likeness_draw,
	.act = likeness_act,
	.shows = ask_shows,
	.free = likeness_free,
};

static void
copy(struct arena *a, struct people_like *to, const struct people_like *from)
{
	size_t i;

	*to = *from;
	to->name = arena_strdup(a, from->name);
	to->born = arena_strdup(a, from->born);
	to->casefile = arena_strdup(a, from->casefile);
	to->match.evidence = (struct evidence_list){0};
	for (i = 0; i < from->match.evidence.n; i++)
		evidence_add(&to->match.evidence, a,
		    from->match.evidence.items[i].code, "%s",
		    from->match.evidence.items[i].text);
}

void
likeness_ask(struct ctx *ctx, const struct people_like *like, size_t n,
    unsigned (*done)(struct screen *asker, struct ctx *ctx,
    int64_t subject), struct screen *asker)
{
	struct likeness *k = screen_new(sizeof *k, &ops);
	size_t i;

	k->like = arena_array(&k->rows, n, sizeof *k->like);
	for (i = 0; i < n; i++)
		copy(&k->rows, &k->like[i], &like[i]);
	k->n = n;
	k->done = done;
	k->asker = asker;
	k->screen.casefile = asker->casefile;
	ctx_push(ctx, &k->screen);
}
