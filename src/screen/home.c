/*
 * home: where one begins: the meetings that come, what is one's own to do,
 * what one had begun to type, and the boards one sits on.
 */
#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "cmd/cmd.h"
#include "cmd/timer.h"
#include "screen/lines.h"
#include "screen/screens.h"
#include "store/home_read.h"

struct home {
	struct screen screen;
	struct home_rows rows;
	struct lines lines;
};

enum {
	HOME_OPEN = 1,
	HOME_NEW,
	HOME_DIRECTORY,
	HOME_ACTIONS,
	HOME_HISTORY
};

static const struct keydef rows[] = {
	{ HOME_OPEN, "Enter l Right", "open", "open", "open what is chosen",
	    "here", 0 },
	{ HOME_ACTIONS, "a", "actions", "my actions",
	    "your own actions, all boards", NULL, 0 },
	{ HOME_DIRECTORY, "D", "directory", "directory",
	    "agencies and members", NULL, 0 },
	{ HOME_NEW, "N", "new-board", NULL, "a new board", NULL,
	    KEYDEF_WRITES },
	{ HOME_HISTORY, "H", "history", NULL, "what was changed in the book",
	    NULL, 0 },
};

static const struct keymap keys = KEYMAP(rows);

static const struct table_column columns[] = {
	{ .title = "", .min = 12, .weight = 3 },
	{ .title = "", .min = 11, .weight = 1, .max = 24 },
	{ .title = "", .min = 8, .weight = 1, .drop = 2 },
	{ .title = "", .min = 6, .weight = 2, .drop = 1 },
};

/* ---- Making the lines ------------------------------------------------------------- */

static void
add_meetings(struct home *h, int today)
{
	size_t i;

	lines_heading(&h->lines, "Meetings");
	for (i = 0; i < h->rows.n_meetings; i++) {
		const struct home_meeting *m = &h->rows.meetings[i];
		bool open = !strcmp(m->status, "open");
		struct line *l = lines_add(&h->lines, m->board_name);

		l->cell[1] = lines_date(&h->screen.arena, m->held_on);
		l->cell[2] = open ? "OPEN NOW" : lines_distance(
		    &h->screen.arena, m->held_on, today);
		l->cell_style[2] = open ? STYLE_LIVE : STYLE_NORMAL;
		l->cell[3] = arena_printf(&h->screen.arena, "%s  %s",
		    m->starts, m->online ? "online" : m->place);
		l->open = meeting_screen;
		l->id = m->id;
	}
	if (!h->rows.n_meetings)
		lines_say(&h->lines, h->rows.n_boards ? "No meeting is "
		    "planned: open the board below to plan one."
		    : "No meeting is planned.");
}

/* "12"; "99+" where counting stopped. */
static const char *
how_many(struct arena *a, int n)
{
	return n < HOME_MOST ? arena_printf(a, "%d", n)
	    : arena_printf(a, "%d+", HOME_MOST - 1);
}

static void
add_actions(struct home *h, int today)
{
	size_t i, shown = h->rows.n_actions;

	lines_heading(&h->lines, "Yours to do");
	for (i = 0; i < shown; i++) {
		const struct home_action *a = &h->rows.actions[i];
		struct line *l = lines_add(&h->lines, a->text);

		l->cell[1] = lines_date(&h->screen.arena, a->due_on);
		l->cell[2] = a->due_on < today
		    ? arena_printf(&h->screen.arena, "%d day%s late",
		    today - a->due_on, today - a->due_on == 1 ? "" : "s")
		    : "";
		l->cell_style[2] = STYLE_OVERDUE;
		l->cell[3] = a->ref;
		l->open = action_screen;
		l->id = a->id;
	}
	if (h->rows.actions_more)
		lines_say(&h->lines, arena_printf(&h->screen.arena,
		    "… and %s more: press a", how_many(&h->screen.arena,
		    h->rows.actions_more)));
	if (!shown)
		lines_say(&h->lines, "Nothing.");
}

static void
add_drafts(struct home *h)
{
	int n = h->rows.drafts;

	if (!n)
		return;
	lines_heading(&h->lines, "Half-typed");
	lines_say(&h->lines, arena_printf(&h->screen.arena, "%d text%s you "
	    "had begun: offered back where you typed %s", n, n == 1 ? "" :
	    "s", n == 1 ? "it" : "them"));
}

/* What waits there, or when it last met. */
static const char *
about_board(struct arena *a, const struct home_board *b, size_t late,
    int today)
{
	const char *waiting = b->waiting ? arena_printf(a,
	    "%s waiting to be screened", how_many(a, b->waiting))
	    : b->recent && !late ? arena_printf(a, "last met %s",
	    lines_distance(a, b->recent_on, today)) : "";

	return late ? arena_printf(a, "%zu past due%s%s", late, *waiting
	    ? " · " : "", waiting) : waiting;
}

static bool
add_boards(struct home *h, struct ctx *ctx, int today, struct err *err)
{
	struct arena *a = &h->screen.arena;
	size_t i;

	lines_heading(&h->lines, "Boards");
	for (i = 0; i < h->rows.n_boards; i++) {
		const struct home_board *b = &h->rows.boards[i];
		struct line *l;
		size_t late;

		if (!timer_count_late(ctx->session, b->id, b->timers, &late,
		    err))
			return false;
		l = lines_add(&h->lines, b->name);
		l->cell[1] = b->role;
		l->cell[2] = b->overdue ? arena_printf(a, "%s overdue",
		    how_many(a, b->overdue)) : "";
		l->cell_style[2] = STYLE_OVERDUE;
		l->cell[3] = about_board(a, b, late, today);
		l->cell_style[3] = late ? STYLE_OVERDUE : STYLE_NORMAL;
		l->open = board_screen;
		l->id = b->id;
		if (!h->screen.marking && *b->marking)
			h->screen.marking = b->marking;
	}
	if (!h->rows.n_boards)
		lines_say(&h->lines, "You have no role on any board. Who "
		    "looks after the book can give you one there (M), or "
		    "make a board (N).");
	return true;
}

static bool
home_load(struct screen *s, struct ctx *ctx, struct err *err)
{
	struct home *h = (struct home *)s;
	int today = clock_today(ctx->session->clock);

	lines_begin(&h->lines, &s->arena, columns,
	    sizeof columns / sizeof *columns, false);
	if (!home_read(ctx->session->db, today, &s->arena, &h->rows, err))
		return false;
	add_meetings(h, today);
	add_actions(h, today);
	add_drafts(h);
	if (!add_boards(h, ctx, today, err))
		return false;
	/* One begins where Enter opens something. */
	if (!h->rows.n_meetings && !h->rows.n_actions && !h->rows.drafts &&
	    !h->lines.table.list.pos && h->rows.n_boards) {
		list_set_count(&h->lines.table.list, (int)h->lines.n);
		list_go(&h->lines.table.list, (int)h->lines.n - 1);
	}
	lines_end(&h->lines);
	return true;
}

/* ---- Showing and acting --------------------------------------------------------------- */

static void
home_draw(struct screen *s, const struct ctx *ctx, struct view v)
{
	(void)ctx;
	lines_draw(&((struct home *)s)->lines, v);
}

static void
home_title(const struct screen *s, const struct ctx *ctx, struct buf *left,
    struct buf *right)
{
	const struct home *h = (const struct home *)s;

	buf_adds(left, "minutebook  ");
	date_add_long(left, clock_today(ctx->session->clock));
	buf_adds(right, h->rows.me);
}

static unsigned
home_act(struct screen *s, struct ctx *ctx, int action)
{
	struct home *h = (struct home *)s;
	unsigned moved = lines_move(&h->lines, action);

	if (moved)
		return moved;
	switch (action) {
	case HOME_OPEN:
		return lines_open(&h->lines, ctx);
	case HOME_ACTIONS:
		ctx_push(ctx, actions_screen(0, 0));
		return SCREEN_REDRAW;
	case HOME_DIRECTORY:
		ctx_push(ctx, directory_screen());
		return SCREEN_REDRAW;
	case HOME_NEW:
		ctx_push(ctx, record_screen("board", 0, 0));
		return SCREEN_REDRAW;
	case HOME_HISTORY:
		ctx_push(ctx, history_screen(0));
		return SCREEN_REDRAW;
	default:
		return 0;
	}
}

static void
home_place(const struct screen *s, struct buf *out)
{
	(void)s, (void)out;
}

static const struct screen_ops ops = {
	.name = "home",
	.keys = &keys,
	.moves = true,
	.load = home_load,
	.title = home_title,
	.draw = home_draw,
	.act = home_act,
	.place = home_place,
};

struct screen *
home_screen(void)
{
	return screen_new(sizeof(struct home), &ops);
}
