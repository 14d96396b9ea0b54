/*
 * actions: lists of actions by date: one's own, one's agency's, overdue, all
 * that are open; or those of a case.
 */
#include "screen/actions.h"

#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "screen/form.h"
#include "screen/lines.h"
#include "screen/reading.h"
#include "screen/screens.h"
#include "store/casefile_read.h"
#include "store/stmt.h"

enum filter { FILTER_MINE, FILTER_AGENCY, FILTER_OVERDUE, FILTER_ALL,
	FILTERS };

/* Rows read at first: a few screens. Going on from the last reads more. */
#define FIRST_ROWS 60

struct actions {
	struct screen screen;
	int64_t board, casefile;
	enum filter filter;
	const char *what;	/* the case's reference, or NULL */
	int count, overdue;
	size_t most;		/* rows read of each list … */
	bool more;		/* … and one of them goes on */
	struct lines lines;
};

enum {
	ACTIONS_OPEN = 1,
	ACTIONS_REPORT,
	ACTIONS_MINE,
	ACTIONS_AGENCY,
	ACTIONS_LATE,
	ACTIONS_ALL,
	ACTIONS_CASE
};

static const struct keydef rows[] = {
	{ ACTIONS_OPEN, "Enter l Right", "open", "open",
	    "open the action", "actions", 0 },
	{ ACTIONS_REPORT, "r", "report", "report",
	    "report how it stands", NULL, KEYDEF_WRITES },
	{ ACTIONS_MINE, "m", "mine", "mine", "those that are mine to do",
	    NULL, 0 },
	{ ACTIONS_AGENCY, "a", "my-agency", "agency",
	    "those of my agency", NULL, 0 },
	{ ACTIONS_LATE, "o", "overdue", "overdue", "those past their date",
	    NULL, 0 },
	{ ACTIONS_ALL, "A", "all-actions", "all", "all that are open", NULL,
	    0 },
	{ ACTIONS_CASE, "c", "casefile", NULL, "the case it belongs to",
	    NULL, 0 },
};

static const struct keymap keys = KEYMAP(rows);

static const struct table_column columns[] = {
	{ .title = "Due", .min = 11, .max = 11 },
	{ .title = "Action", .min = 16, .weight = 4 },
	{ .title = "Who", .min = 12, .weight = 2, .max = 26, .drop = 2 },
	{ .title = "How it stands", .min = 13, .weight = 1, .max = 26 },
	{ .title = "Ref", .min = 14, .max = 16, .drop = 1 },
};

/* ---- In words ----------------------------------------------------------- */

const char *
action_owner(struct arena *a, const struct action_row *row)
{
	return arena_printf(a, "%s · %s", row->agency_short,
	    *row->member_name ? row->member_name : "nobody named");
}

const char *
action_standing(struct arena *a, const struct kind *k,
    const struct action_row *row)
{
	const struct kind_action_status *st = kind_status(k, row->status);
	struct buf b = {0};
	const char *text;

	if (row->live && !strcmp(row->acceptance, "needed"))
		buf_adds(&b, "to be accepted");
	else if (row->live && !strcmp(row->acceptance, "declined"))
		buf_adds(&b, "DECLINED");
	if (row->overdue)
		buf_addf(&b, "%s%d day%s LATE", b.len ? ", " : "",
		    row->days_late, row->days_late == 1 ? "" : "s");
	if (!b.len || (st && st->meaning != MEANING_OPEN))
		buf_addf(&b, "%s%s", b.len ? ", " : "", st ? st->label
		    : row->status);
	if (row->live && row->carried > 1)
		buf_addf(&b, ", carried %d×", row->carried);
	text = arena_strdup(a, buf_text(&b));
	buf_release(&b);
	return text;
}

enum style
action_style(const struct kind *k, const struct action_row *row, int today)
{
	const struct kind_action_status *st = kind_status(k, row->status);
	int soon = k->actions.amber_days;

	if (row->overdue || (st && st->failure))
		return STYLE_OVERDUE;
	if (!row->live)
		return st && st->meaning == MEANING_DONE ? STYLE_OK
		    : STYLE_DIM;
	if (row->due_on != DATE_NONE && row->due_on - today <= (soon ==
	    KIND_UNSET ? 0 : soon))
		return STYLE_DUE;
	return STYLE_NORMAL;
}

/* ---- Loading ------------------------------------------------------------ */

static bool
add_action(struct actions *v, struct ctx *ctx, const struct action_row *r,
    int today, struct err *err)
{
	struct arena *a = &v->screen.arena;
	const struct kind *k = session_board_kind(ctx->session, r->board,
	    err);
	struct line *l;

	if (!k)
		return false;
	v->screen.marking = k->marking.text;
	l = lines_add(&v->lines, lines_date(a, r->due_on));
	l->cell[1] = r->text;
	l->cell[2] = action_owner(a, r);
	l->cell[3] = action_standing(a, k, r);
	l->cell_style[0] = l->cell_style[3] = action_style(k, r, today);
	l->cell[4] = r->ref;
	l->style = r->live ? STYLE_NORMAL : STYLE_DIM;
	l->open = action_screen;
	l->id = r->id;
	l->other = r->casefile;
	v->count++;
	v->overdue += r->overdue;
	return true;
}

/* keep (may be NULL): whose of them are shown. */
static bool
add_list(struct actions *v, struct ctx *ctx, enum action_list list,
    int64_t of, enum filter keep, int64_t who, struct err *err)
{
	int today = clock_today(ctx->session->clock);
	struct action_row *rows_ = NULL;
	size_t i, n = 0;

	if (!action_read_first(ctx->session->db, list, of, today, v->most,
	    &v->screen.arena, &rows_, &n, err))
		return false;
	v->more |= n == v->most;
	for (i = 0; i < n; i++) {
		const struct action_row *r = &rows_[i];

		if ((keep == FILTER_MINE && r->member != who) ||
		    (keep == FILTER_AGENCY && r->agency != who) ||
		    (keep == FILTER_OVERDUE && !r->overdue) ||
		    (v->board && r->board != v->board))
			continue;
		if (!add_action(v, ctx, r, today, err))
			return false;
	}
	return true;
}

static bool
own_agency(struct ctx *ctx, int64_t *id, struct err *err)
{
	struct stmt *q = db_query(ctx->session->db, SQL_RECORD_MY_AGENCY,
	    err);

	*id = 0;
	return db_one_int(ctx->session->db, q, id, err) || !err->code;
}

/* Of every board one sits on, or the one. */
static bool
add_boards(struct actions *v, struct ctx *ctx, enum action_list list,
    struct err *err)
{
	enum { MOST = 64 };
	int64_t boards[MOST];
	struct stmt *q;
	size_t n = 0, i;

	if (v->board)
		return add_list(v, ctx, list, v->board, FILTER_ALL, 0, err);
	q = db_query(ctx->session->db, SQL_RECORD_BOARDS, err);
	while (n < MOST && stmt_next(q, err))
		boards[n++] = col_int(q, 0);
	if (!stmt_done(q))
		return false;
	for (i = 0; i < n; i++) {
		if (!add_list(v, ctx, list, boards[i], FILTER_ALL, 0, err))
			return false;
	}
	return true;
}

static bool
add_filtered(struct actions *v, struct ctx *ctx, struct err *err)
{
	int64_t who = ctx->session->member;

	if (v->filter == FILTER_AGENCY && !own_agency(ctx, &who, err))
		return false;
	if (v->casefile)
		return add_list(v, ctx, ACTIONS_OF_CASEFILE, v->casefile,
		    v->filter, who, err);
	switch (v->filter) {
	case FILTER_MINE:
		return add_list(v, ctx, ACTIONS_OF_MEMBER, who, FILTER_ALL, 0,
		    err);
	case FILTER_AGENCY:
		return add_list(v, ctx, ACTIONS_OF_AGENCY, who, FILTER_ALL, 0,
		    err);
	case FILTER_OVERDUE:
		return add_boards(v, ctx, ACTIONS_OVERDUE, err);
	default:
		return add_boards(v, ctx, ACTIONS_OF_BOARD, err);
	}
}

static bool
actions_load(struct screen *s, struct ctx *ctx, struct err *err)
{
	struct actions *v = (struct actions *)s;
	struct casefile_row file;

	s->board = v->board;
	s->casefile = v->casefile;
	v->count = v->overdue = 0;
	v->more = false;
	v->what = NULL;
	if (v->casefile) {
		if (!casefile_read(ctx->session->db, v->casefile, &s->arena,
		    &file, err))
			return false;
		v->what = file.ref;
	}
	lines_begin(&v->lines, &s->arena, columns,
	    sizeof columns / sizeof *columns, true);
	if (!add_filtered(v, ctx, err))
		return false;
	if (v->more)
		reading_say(&v->lines, "… and more: go on from here");
	else if (!v->count)
		reading_say(&v->lines, v->filter == FILTER_OVERDUE
		    ? "Nothing is overdue." : "Nothing.");
	lines_end(&v->lines);
	return true;
}

/* ---- Acting ------------------------------------------------------------- */

static unsigned
choose(struct actions *v, enum filter filter)
{
	v->filter = filter;
	v->most = FIRST_ROWS;
	v->lines.table.list = (struct list){0};
	return SCREEN_RELOAD;
}

/* Moving on from the last line, where there are more, reads them. */
static unsigned
go_on(struct actions *v, bool was_last, unsigned moved)
{
	if (!v->more || !was_last ||
	    lines_at(&v->lines) != &v->lines.rows[v->lines.n - 1])
		return moved;
	v->most *= 4;
	return moved | SCREEN_RELOAD;
}

static unsigned
actions_act(struct screen *s, struct ctx *ctx, int action)
{
	struct actions *v = (struct actions *)s;
	const struct line *l = lines_at(&v->lines);
	bool was_last = l && l == &v->lines.rows[v->lines.n - 1];
	unsigned moved = lines_move(&v->lines, action);

	if (moved)
		return go_on(v, was_last, moved);
	switch (action) {
	case ACTIONS_OPEN:
		return lines_open(&v->lines, ctx);
	case ACTIONS_REPORT:
		if (!l || !l->open)
			return SCREEN_USED;
		ctx_push(ctx, form_screen("report %" PRId64, l->id));
		return SCREEN_REDRAW;
	case ACTIONS_MINE:
		return choose(v, FILTER_MINE);
	case ACTIONS_AGENCY:
		return choose(v, FILTER_AGENCY);
	case ACTIONS_LATE:
		return choose(v, FILTER_OVERDUE);
	case ACTIONS_ALL:
		return choose(v, FILTER_ALL);
	case ACTIONS_CASE:
		if (!l || !l->other)
			return ctx_say(ctx, STYLE_WARN, "This one belongs to "
			    "no case that you may see.");
		ctx_push(ctx, casefile_screen(l->other));
		return SCREEN_REDRAW;
	default:
		return 0;
	}
}

/* ---- Showing ------------------------------------------------------------ */

static void
actions_draw(struct screen *s, const struct ctx *ctx, struct view v)
{
	(void)ctx;
	lines_draw(&((struct actions *)s)->lines, v);
}

static void
actions_title(const struct screen *s, const struct ctx *ctx,
    struct buf *left, struct buf *right)
{
	static const char *const words[FILTERS] = {
		[FILTER_MINE] = "mine", [FILTER_AGENCY] = "my agency's",
		[FILTER_OVERDUE] = "overdue", [FILTER_ALL] = "all open",
	};
	const struct actions *v = (const struct actions *)s;

	(void)ctx;
	if (v->what)
		buf_addf(left, "%s  ", v->what);
	buf_addf(left, "Actions: %s", v->what && v->filter == FILTER_ALL
	    ? "all" : words[v->filter]);
	buf_addf(right, "%d%s", v->count, v->more ? "+" : "");
	if (v->overdue)
		buf_addf(right, ", %d%s overdue", v->overdue,
		    v->more ? "+" : "");
}

static void
actions_place(const struct screen *s, struct buf *out)
{
	const struct actions *v = (const struct actions *)s;

	buf_addf(out, "%" PRId64 " %" PRId64, v->board, v->casefile);
}

static const struct screen_ops ops = {
	.name = "actions",
	.keys = &keys,
	.moves = true,
	.load = actions_load,
	.title = actions_title,
	.draw = actions_draw,
	.act = actions_act,
	.place = actions_place,
};

struct screen *
actions_screen(int64_t board, int64_t casefile)
{
	struct actions *v = screen_new(sizeof *v, &ops);

	v->board = board;
	v->casefile = casefile;
	v->filter = board || casefile ? FILTER_ALL : FILTER_MINE;
	v->most = FIRST_ROWS;
	return &v->screen;
}
