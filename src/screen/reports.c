/*
 * reports: which reports a board has, or those that say something of one of
 * its records.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/report_cmd.h"
#include "screen/lines.h"
#include "screen/screens.h"
#include "store/casefile_read.h"

struct reports {
	struct screen screen;
	int64_t board, casefile;
	const char *ref;	/* the record's; NULL */
	const struct kind_report *list;
	struct lines lines;
};

enum { REPORTS_OPEN = 1 };

static const struct keydef rows[] = {
	{ REPORTS_OPEN, "Enter l Right", "open", "open", "make the report",
	    "reports", 0 },
};

static const struct keymap keys = KEYMAP(rows);

static const struct table_column columns[] = {
	{ .title = "", .min = 24, .weight = 2, .max = 46 },
	{ .title = "", .min = 12, .weight = 3, .drop = 1 },
	{ .title = "", .min = 8, .weight = 1, .max = 20, .drop = 2 },
};

/* What it is about: of one record, its actions. */
static bool
is_of(const struct reports *r, const struct kind_report *def)
{
	return !r->casefile || def->what == REPORT_PLAN ||
	    def->what == REPORT_ACTIONS || def->what == REPORT_TRACE ||
	    def->what == REPORT_MILESTONES;
}

static bool
reports_load(struct screen *s, struct ctx *ctx, struct err *err)
{
	struct reports *r = (struct reports *)s;
	const struct kind *k = session_board_kind(ctx->session, r->board,
	    err);
	struct casefile_row file;
	size_t i, n;

	if (!k || !cmd_report_list(ctx->session, r->board, &s->arena,
	    &r->list, &n, err) || (r->casefile && !casefile_read(ctx->session->db,
	    r->casefile, &s->arena, &file, err)))
		return false;
	s->marking = k->marking.text;
	s->board = r->board;
	s->casefile = r->casefile;
	r->ref = r->casefile ? file.ref : NULL;
	lines_begin(&r->lines, &s->arena, columns,
	    sizeof columns / sizeof *columns, false);
	for (i = 0; i < n; i++) {
		struct line *l;

		if (!is_of(r, &r->list[i]))
			continue;
		l = lines_add(&r->lines, r->list[i].title);
		l->cell[1] = r->list[i].help ? r->list[i].help : "";
		l->cell[2] = r->list[i].key;
		l->cell_style[1] = l->cell_style[2] = STYLE_DIM;
		l->id = (int64_t)i;
		l->tag = 1;
	}
	if (!r->lines.n)
		lines_say(&r->lines, "This kind of meeting has no reports.");
	lines_end(&r->lines);
	return true;
}

static unsigned
reports_act(struct screen *s, struct ctx *ctx, int action)
{
	struct reports *r = (struct reports *)s;
	const struct line *l = lines_at(&r->lines);
	unsigned moved = lines_move(&r->lines, action);

	if (moved)
		return moved;
	if (action != REPORTS_OPEN)
		return 0;
	if (!l || !l->tag)
		return SCREEN_USED;
	ctx_push(ctx, report_screen(r->board, r->list[l->id].key,
	    r->casefile));
	return SCREEN_REDRAW;
}

static void
reports_draw(struct screen *s, const struct ctx *ctx, struct view v)
{
	(void)ctx;
	lines_draw(&((struct reports *)s)->lines, v);
}

static void
reports_title(const struct screen *s, const struct ctx *ctx,
    struct buf *left, struct buf *right)
{
	const struct reports *r = (const struct reports *)s;

	(void)ctx, (void)right;
	buf_adds(left, "Reports");
	if (r->ref)
		buf_addf(left, "  %s", r->ref);
}

/* Nothing that anyone changes changes what there is. */
static bool
reports_shows(const struct screen *s, const struct change *c)
{
	(void)s, (void)c;
	return false;
}

static void
reports_place(const struct screen *s, struct buf *out)
{
	const struct reports *r = (const struct reports *)s;

	buf_addf(out, "%" PRId64 " %" PRId64, r->board, r->casefile);
}

static const struct screen_ops ops = {
	.name = "reports",
	.keys = &keys,
	.moves = true,
	.load = reports_load,
	.title = reports_title,
	.draw = reports_draw,
	.act = reports_act,
	.shows = reports_shows,
	.place = reports_place,
};

struct screen *
reports_screen(int64_t board, int64_t casefile)
{
	struct reports *r = screen_new(sizeof *r, &ops);

	r->board = board;
	r->casefile = casefile;
	return &r->screen;
}
