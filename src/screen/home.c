/*
 * home: where one begins: the meetings that come, what is one's own to do,
 * what one had begun to type, and the boards one sits on.
 */
#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "cmd/cmd.h"
#include "screen/screens.h"
#include "store/action_read.h"
#include "store/draft.h"
#include "store/home_read.h"
#include "ui/table.h"

/* One line of the list: a heading, or something that opens. */
struct line {
	const char *cell[4];
	bool heading;
	enum style style, third;
	struct screen *(*open)(int64_t id);
	int64_t id;
};

struct home {
	struct screen screen;
	struct home_rows rows;
	struct line *lines;
	size_t n_lines, cap_lines;
	struct table table;
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
	{ .title = "", .min = 11, .max = 16 },
	{ .title = "", .min = 8, .weight = 1, .drop = 2 },
	{ .title = "", .min = 6, .weight = 2, .drop = 1 },
};

/* ---- Making the lines ------------------------------------------------------------- */

static struct line *
add_line(struct home *h)
{
	/* The list is short; it grows by whole copies in the arena. */
	if (h->n_lines == h->cap_lines) {
		size_t cap = h->cap_lines ? h->cap_lines * 2 : 32;
		struct line *more = arena_array(&h->screen.arena, cap,
		    sizeof *more);

		if (h->n_lines)
			memcpy(more, h->lines, h->n_lines * sizeof *more);
		h->lines = more;
		h->cap_lines = cap;
	}
	return &h->lines[h->n_lines++];
}

static void
add_heading(struct home *h, const char *text)
{
	struct line *l = add_line(h);

	l->cell[0] = text;
	l->heading = true;
}

static const char *
shown(struct home *h, int date)
{
	struct buf b = {0};
	const char *text;

	date_add_shown(&b, date);
	text = arena_strdup(&h->screen.arena, buf_text(&b));
	buf_release(&b);
	return text;
}

/* "today", "tomorrow", "in 4 days", "3 days ago". */
static const char *
distance(struct home *h, int date, int today)
{
	int days = date - today;

	if (days == 0)
		return "today";
	if (days == 1)
		return "tomorrow";
	if (days == -1)
		return "yesterday";
	return arena_printf(&h->screen.arena, days > 0 ? "in %d days"
	    : "%d days ago", days > 0 ? days : -days);
}

static void
add_meetings(struct home *h, int today)
{
	size_t i;

	add_heading(h, "Meetings");
	for (i = 0; i < h->rows.n_meetings; i++) {
		const struct home_meeting *m = &h->rows.meetings[i];
		bool open = !strcmp(m->status, "open");
		struct line *l = add_line(h);

		l->cell[0] = m->board_name;
		l->cell[1] = shown(h, m->held_on);
		l->cell[2] = open ? "OPEN NOW" : distance(h, m->held_on,
		    today);
		l->third = open ? STYLE_LIVE : STYLE_NORMAL;
		l->cell[3] = arena_printf(&h->screen.arena, "%s  %s",
		    m->starts, m->online ? "online" : m->place);
		l->open = meeting_screen;
		l->id = m->id;
	}
	if (!h->rows.n_meetings)
		add_line(h)->cell[0] = "No meeting is planned.";
}

static void
add_actions(struct home *h, const struct action_row *actions, size_t n)
{
	size_t i;

	add_heading(h, "Yours to do");
	for (i = 0; i < n && i < 8; i++) {
		struct line *l = add_line(h);

		l->cell[0] = actions[i].text;
		l->cell[1] = shown(h, actions[i].due_on);
		l->cell[2] = actions[i].overdue
		    ? arena_printf(&h->screen.arena, "%d days late",
		    actions[i].days_late) : "";
		l->third = STYLE_OVERDUE;
		l->cell[3] = actions[i].ref;
		l->open = action_screen;
		l->id = actions[i].id;
	}
	if (n > 8)
		add_line(h)->cell[0] = arena_printf(&h->screen.arena,
		    "… and %zu more: press a", n - 8);
	if (!n)
		add_line(h)->cell[0] = "Nothing.";
}

static void
add_boards(struct home *h, struct ctx *ctx, int today)
{
	size_t i;

	add_heading(h, "Boards");
	for (i = 0; i < h->rows.n_boards; i++) {
		const struct home_board *b = &h->rows.boards[i];
		const struct kind *k = session_kind(ctx->session,
		    b->kind_version, NULL);
		const struct kind_role *role = k ? kind_role(k, b->role)
		    : NULL;
		struct line *l = add_line(h);

		l->cell[0] = b->name;
		l->cell[1] = role ? role->label : "";
		l->cell[2] = b->overdue ? arena_printf(&h->screen.arena,
		    "%d overdue", b->overdue) : "";
		l->third = STYLE_OVERDUE;
		l->cell[3] = b->waiting ? arena_printf(&h->screen.arena,
		    "%d waiting to be screened", b->waiting)
		    : b->recent ? arena_printf(&h->screen.arena,
		    "last met %s", distance(h, b->recent_on, today)) : "";
		l->open = board_screen;
		l->id = b->id;
		if (!h->screen.marking && k)
			h->screen.marking = k->marking.text;
	}
}

static bool
home_load(struct screen *s, struct ctx *ctx, struct err *err)
{
	struct home *h = (struct home *)s;
	struct db *db = ctx->session->db;
	int today = clock_today(ctx->session->clock);
	struct action_row *actions = NULL;
	struct draft *drafts = NULL;
	size_t n_actions = 0, n_drafts = 0;

	h->lines = NULL;
	h->n_lines = h->cap_lines = 0;
	if (!home_read(db, today, &s->arena, &h->rows, err) ||
	    !action_read_list(db, ACTIONS_OF_MEMBER, ctx->session->member,
	    today, &s->arena, &actions, &n_actions, err) ||
	    !draft_list(db, &s->arena, &drafts, &n_drafts, err))
		return false;
	add_meetings(h, today);
	add_actions(h, actions, n_actions);
	if (n_drafts) {
		add_heading(h, "Half-typed");
		add_line(h)->cell[0] = arena_printf(&s->arena,
		    "%zu text%s you had begun: offered back where you typed "
		    "%s", n_drafts, n_drafts == 1 ? "" : "s",
		    n_drafts == 1 ? "it" : "them");
	}
	add_boards(h, ctx, today);
	h->table.columns = columns;
	h->table.ncolumns = sizeof columns / sizeof *columns;
	h->table.arg = h;
	h->table.no_header = true;
	list_set_count(&h->table.list, (int)h->n_lines);
	return true;
}

/* ---- Showing and acting --------------------------------------------------------------- */

static void
home_row(void *arg, int row, struct table_row *out)
{
	const struct home *h = arg;
	const struct line *l = &h->lines[row];
	size_t i;

	out->heading = l->heading;
	out->style = l->open || l->heading ? l->style : STYLE_DIM;
	for (i = 0; i < 4; i++)
		out->cell[i] = l->cell[i];
	out->cell_style[2] = l->third;
}

static void
home_draw(struct screen *s, const struct ctx *ctx, struct view v)
{
	struct home *h = (struct home *)s;

	(void)ctx;
	h->table.row = home_row;
	table_draw(&h->table, v, true);
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
	const struct line *l;

	if (list_act(&h->table.list, action))
		return SCREEN_REDRAW;
	switch (action) {
	case HOME_OPEN:
		if (!h->n_lines)
			return SCREEN_USED;
		l = &h->lines[h->table.list.pos];
		if (l->open)
			ctx_push(ctx, l->open(l->id));
		return SCREEN_REDRAW;
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
	struct home *h = screen_new(sizeof *h, &ops);

	/* The first line is a heading: stand on what can be opened. */
	h->table.list.pos = 1;
	return &h->screen;
}
