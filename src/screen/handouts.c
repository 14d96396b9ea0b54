/*
 * handouts: what went out of the minutes of a meeting: which version, in which
 * format, to whom, when, and the hash of the bytes.
 */
#include <inttypes.h>
#include <string.h>

#include "screen/lines.h"
#include "screen/screens.h"
#include "store/edition_read.h"
#include "store/meeting_read.h"

struct handouts {
	struct screen screen;
	int64_t meeting;
	struct meeting_row row;
	struct lines lines;
};

static const struct table_column columns[] = {
	{ .title = "When", .min = 17, .max = 17 },
	{ .title = "What", .min = 20, .weight = 1, .max = 30 },
	{ .title = "To", .min = 14, .weight = 2 },
	{ .title = "By", .min = 12, .weight = 1, .max = 24, .drop = 1 },
	{ .title = "Hash", .min = 12, .max = 12, .drop = 2 },
};

static void
add_row(struct handouts *v, const struct handout_row *r)
{
	struct arena *a = &v->screen.arena;
	struct line *l = lines_add(&v->lines, lines_time(a, r->at));
	bool sanitised = !strcmp(r->sort, EDITION_SANITISED);

	if (!strcmp(r->how, "packed"))
		l->cell[1] = arena_printf(a, "%s: %s", r->encrypted
		    ? "AES-256 zip" : "folder", r->parts);
	else
		l->cell[1] = arena_printf(a, "%s%s%s%s", r->version
		    ? arena_printf(a, "%sversion %d", sanitised
		    ? "sanitised " : "", r->version) : "own view or draft",
		    *r->format ? ", " : "", r->format, r->encrypted
		    ? ", AES-256" : "");
	if (r->failed)
		l->cell[1] = arena_printf(a, "not sent: %s", l->cell[1]);
	l->cell[2] = *r->to_name ? r->to_name : *r->recipient ? r->recipient
	    : *r->agency_name ? r->agency_name : "taken as a file";
	l->cell[3] = r->by_name;
	l->cell[4] = arena_printf(a, "%.12s", r->hash);
}

static bool
handouts_load(struct screen *s, struct ctx *ctx, struct err *err)
{
	struct handouts *v = (struct handouts *)s;
	struct db *db = ctx->session->db;
	struct handout_row *rows;
	size_t i, n;

	lines_begin(&v->lines, &s->arena, columns,
	    sizeof columns / sizeof *columns, true);
	if (!meeting_read(db, v->meeting, &s->arena, &v->row, err) ||
	    !handout_read(db, v->meeting, &s->arena, &rows, &n, err))
		return false;
	s->meeting = v->meeting;
	s->board = v->row.board;
	for (i = 0; i < n; i++)
		add_row(v, &rows[i]);
	if (!n)
		lines_say(&v->lines, "Nothing that you may know of went "
		    "out.");
	lines_end(&v->lines);
	return true;
}

static unsigned
handouts_act(struct screen *s, struct ctx *ctx, int action)
{
	(void)ctx;
	return lines_move(&((struct handouts *)s)->lines, action);
}

static bool
handouts_shows(const struct screen *s, const struct change *c)
{
	return !strcmp(c->tbl, "handout") && c->meeting ==
	    ((const struct handouts *)s)->meeting;
}

static void
handouts_draw(struct screen *s, const struct ctx *ctx, struct view v)
{
	(void)ctx;
	lines_draw(&((struct handouts *)s)->lines, v);
}

static void
handouts_title(const struct screen *s, const struct ctx *ctx,
    struct buf *left, struct buf *right)
{
	(void)ctx, (void)right;
	buf_addf(left, "What went out  %s",
	    ((const struct handouts *)s)->row.ref);
}

static void
handouts_place(const struct screen *s, struct buf *out)
{
	buf_addf(out, "%" PRId64, ((const struct handouts *)s)->meeting);
}

static const struct screen_ops ops = {
	.name = "went-out",
	.moves = true,
	.load = handouts_load,
	.title = handouts_title,
	.draw = handouts_draw,
	.act = handouts_act,
	.shows = handouts_shows,
	.place = handouts_place,
};

struct screen *
handouts_screen(int64_t meeting)
{
	struct handouts *v = screen_new(sizeof *v, &ops);

	v->meeting = meeting;
	return &v->screen;
}
