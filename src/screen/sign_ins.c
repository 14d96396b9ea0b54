/*
 * sign_ins: who came in over SSH, and when; who was turned away, and why.
 */
#include <inttypes.h>
#include <string.h>

#include "cmd/sign_in_cmd.h"
#include "screen/lines.h"
#include "screen/screens.h"
#include "store/directory_read.h"
#include "store/sign_in_read.h"

#define MOST 300

struct sign_ins {
	struct screen screen;
	int64_t member;		/* 0: of all */
	const char *name;
	size_t n;
	struct lines lines;
};

static const struct table_column columns[] = {
	{ .title = "When", .min = 17, .max = 17 },
	{ .title = "Who", .min = 12, .weight = 1, .max = 26 },
	{ .title = "How it went", .min = 16, .weight = 2 },
	{ .title = "Key", .min = 15, .max = 15, .drop = 1 },
};

static void
add_row(struct sign_ins *v, const struct sign_in_row *r)
{
	struct arena *a = &v->screen.arena;
	struct line *l = lines_add(&v->lines, lines_time(a, r->at));

	l->cell[1] = *r->name ? r->name : "(nobody)";
	l->cell[3] = arena_printf(a, "%.15s", r->fingerprint);
	if (*r->refused) {
		l->cell_style[2] = STYLE_WARN;
		l->cell[2] = arena_printf(a, "refused: %s",
		    sign_in_refused_word(r->refused));
	} else if (strcmp(r->how, "screen")) {
		l->cell[2] = "one command";
	} else if (*r->left_at) {
		l->cell[2] = arena_printf(a, "%s %s",
		    sign_in_left_word(r->left_how), lines_time(a,
		    r->left_at));
	} else {
		l->cell[2] = "here, or cut off";
	}
}

static bool
sign_ins_load(struct screen *s, struct ctx *ctx, struct err *err)
{
	struct sign_ins *v = (struct sign_ins *)s;
	struct db *db = ctx->session->db;
	struct sign_in_row *rows;
	size_t i;

	lines_begin(&v->lines, &s->arena, columns,
	    sizeof columns / sizeof *columns, true);
	if ((v->member && !member_name_read(db, v->member, &s->arena,
	    &v->name, err)) ||
	    !sign_in_read(db, v->member, MOST, &s->arena, &rows, &v->n, err))
		return false;
	for (i = 0; i < v->n; i++)
		add_row(v, &rows[i]);
	if (!v->n)
		lines_say(&v->lines, "Nobody came in over SSH yet.");
	lines_end(&v->lines);
	return true;
}

static unsigned
sign_ins_act(struct screen *s, struct ctx *ctx, int action)
{
	(void)ctx;
	return lines_move(&((struct sign_ins *)s)->lines, action);
}

static bool
sign_ins_shows(const struct screen *s, const struct change *c)
{
	(void)s;
	return !strcmp(c->tbl, "sign_in");
}

static void
sign_ins_draw(struct screen *s, const struct ctx *ctx, struct view v)
{
	(void)ctx;
	lines_draw(&((struct sign_ins *)s)->lines, v);
}

static void
sign_ins_title(const struct screen *s, const struct ctx *ctx,
    struct buf *left, struct buf *right)
{
	const struct sign_ins *v = (const struct sign_ins *)s;

	(void)ctx;
	buf_addf(left, "Sign-ins%s%s", v->member ? " of " : "",
	    v->member ? v->name : "");
	if (v->n == MOST)
		buf_addf(right, "the last %d", MOST);
}

static void
sign_ins_place(const struct screen *s, struct buf *out)
{
	buf_addf(out, "%" PRId64, ((const struct sign_ins *)s)->member);
}

static const struct screen_ops ops = {
	.name = "sign-ins",
	.moves = true,
	.load = sign_ins_load,
	.title = sign_ins_title,
	.draw = sign_ins_draw,
	.act = sign_ins_act,
	.shows = sign_ins_shows,
	.place = sign_ins_place,
};

struct screen *
sign_ins_screen(int64_t member)
{
	struct sign_ins *v = screen_new(sizeof *v, &ops);

	v->member = member;
	return &v->screen;
}
