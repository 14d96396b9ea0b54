/*
 * home: where one begins, and where a member has all that is theirs: the
 * meetings that come, what is still to be brought to them, actions to take on
 * and to do, what others changed, what one had begun to type, and the boards
 * one sits on.
 */
#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "base/utf8.h"
#include "cmd/action_cmd.h"
#include "cmd/contribution_cmd.h"
#include "screen/ask.h"
#include "screen/home_parts.h"
#include "screen/news.h"
#include "screen/screens.h"
#include "store/looked.h"

/* Entries of the log that are read for it; the key for all reads more. */
#define NEWS_MOST 120

/* Rows for all parts at first, and actions read at the least. */
enum { ROWS = 22, FEWEST = 8 };

enum {
	DO_OPEN = 1,
	DO_JOIN,
	DO_TAKE,
	DO_DECLINE,
	DO_NIL,
	DO_APPROVE,
	DO_REPORT,
	DO_ACTIONS,
	DO_NEWS,
	DO_LOOKED,
	DO_DIRECTORY,
	DO_NEW,
	DO_HISTORY
};

enum { KEY_APPROVE = KEYDEF_OWN };

static const struct keydef rows[] = {
	{ DO_OPEN, "Enter l Right", "open", "open", "open what is chosen, or "
	    "show a part in full", "here", 0 },
	{ DO_JOIN, "o", "join", "join",
	    "go to the meeting that is on, or the next one", NULL, 0 },
	{ DO_REPORT, "r", "report", "report", "say how the chosen action "
	    "stands", NULL, KEYDEF_WRITES },
	{ DO_APPROVE, "A", "approve", "approve", "open the first minutes that "
	    "wait for me to approve them", NULL, KEY_APPROVE },
	{ DO_TAKE, "y", "accept", NULL, "take the chosen action on, in "
	    "my name where it is my agency's; or accept what I am asked to "
	    "about it", NULL, KEYDEF_WRITES },
	{ DO_DECLINE, "N", "decline", NULL, "decline it, or do not accept "
	    "what is asked: the reason goes to those concerned", NULL,
	    KEYDEF_WRITES },
	{ DO_NIL, "n", "nil", NULL, "my agency has nothing on the "
	    "chosen case: a nil return, handed in", NULL, KEYDEF_WRITES },
	{ DO_ACTIONS, "a", "actions", "actions",
	    "your own actions, all boards", NULL, 0 },
	{ DO_NEWS, "c", "changes", "changes", "all that others changed since "
	    "you last looked", NULL, 0 },
	{ DO_LOOKED, "m", "mark-read", NULL, "I have looked at what changed",
	    NULL, 0 },
	{ DO_DIRECTORY, "D", "directory", "directory",
	    "agencies and members", NULL, 0 },
	{ DO_NEW, "B", "new-board", NULL, "a new board", NULL,
	    KEYDEF_WRITES },
	{ DO_HISTORY, "H", "history", NULL, "what was changed in the book",
	    NULL, 0 },
};

static const struct keymap keys = KEYMAP(rows);

#define COUNT(a) (sizeof (a) / sizeof *(a))

static const struct table_column columns[] = {
	{ .title = "", .min = 12, .weight = 3 },
	{ .title = "", .min = 11, .weight = 1, .max = 24 },
	{ .title = "", .min = 8, .weight = 1, .drop = 2 },
	{ .title = "", .min = 6, .weight = 2, .drop = 1 },
};

/* ---- Loading ------------------------------------------------------------ */

/* A column asks for no more than its widest cell, and leaves the rest to those
 * whose cells would be cut. */
static void
fit_columns(struct home *h)
{
	size_t i, c;

	for (c = 0; c < COUNT(columns); c++) {
		struct table_column *col = &h->columns[c];
		int widest = col->min;

		for (i = 0; i < h->all.n; i++) {
			const struct line *l = &h->all.rows[i];
			const char *cell = l->heading || l->whole ? NULL
			    : l->cell[c];
			int w = cell ? utf8_width(cell, strlen(cell)) : 0;

			widest = w > widest ? w : widest;
		}
		if (!col->max || widest < col->max)
			col->max = widest;
	}
}

/* Who has never looked has seen what there was when they came. */
static bool
load_news(struct home *h, struct ctx *ctx, struct err *err)
{
	struct db *db = ctx->session->db;
	int64_t since;

	h->news = NULL;
	h->n_news = 0;
	h->more_news = false;
	h->looked = false;
	if (!watch_seq(db, &h->newest, err) || !looked_load(db, &since, err))
		return false;
	if (since < 0)
		since = ctx->begun;
	return since >= h->newest || news_read(db, since, h->rows.agency,
	    h->rows.parent, NEWS_MOST, &h->screen.arena, &h->news, &h->n_news,
	    &h->more_news, err);
}

static bool
home_load(struct screen *s, struct ctx *ctx, struct err *err)
{
	struct home *h = (struct home *)s;
	int most = ctx->rows / 2 > FEWEST ? ctx->rows / 2 : FEWEST;
	size_t i;

	memcpy(h->columns, columns, sizeof columns);
	lines_begin(&h->all, &s->arena, h->columns, COUNT(columns), false);
	lines_begin(&h->lines, &s->arena, h->columns, COUNT(columns), false);
	if (!home_read(ctx->session->db, clock_today(ctx->session->clock),
	    most, &s->arena, &h->rows, err) || !load_news(h, ctx, err) ||
	    !home_parts_make(h, ctx, err))
		return false;
	fit_columns(h);
	/* One begins where Enter opens something. */
	if (!h->rows.n_meetings && !h->rows.n_actions && !h->rows.drafts &&
	    !h->at_open && h->rows.n_boards) {
		h->at_open = board_screen;
		h->at_id = h->rows.boards[h->rows.n_boards - 1].id;
	}
	s->keys_off = KEY_APPROVE;
	for (i = 0; i < h->all.n; i++)
		if (h->all.rows[i].tag == HOME_LINE_APPROVE)
			s->keys_off = 0;
	s->idle_minutes = 0;
	for (i = 0; i < h->rows.n_boards; i++) {
		const struct home_board *b = &h->rows.boards[i];

		if (!s->marking && *b->marking)
			s->marking = b->marking;
		if (b->idle && (!s->idle_minutes ||
		    b->idle < s->idle_minutes))
			s->idle_minutes = b->idle;
	}
	home_parts_share(h, ctx->rows > 2 ? ctx->rows - 2 : ROWS);
	return true;
}

/* ---- Showing ------------------------------------------------------------ */

/* Another height shares the rows anew; until then nothing is made here. */
static void
home_draw(struct screen *s, const struct ctx *ctx, struct view v)
{
	struct home *h = (struct home *)s;

	(void)ctx;
	if (v.r.h != h->height)
		home_parts_share(h, v.r.h);
	lines_draw(&h->lines, v);
	h->whole &= h->lines.table.list.top == 0 &&
	    v.r.h >= h->lines.table.list.count;
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

/* ---- Acting ------------------------------------------------------------- */

/* The meeting that is on, else the one that is next. */
static unsigned
join(struct home *h, struct ctx *ctx)
{
	const struct home_rows *r = &h->rows;
	size_t i = 0;

	if (!r->n_meetings)
		return ctx_say(ctx, STYLE_WARN, "No meeting is planned.");
	while (i < r->n_meetings && strcmp(r->meetings[i].status, "open"))
		i++;
	ctx_push(ctx, meeting_screen(r->meetings[i < r->n_meetings ? i
	    : 0].id));
	return SCREEN_REDRAW;
}

static unsigned
show_more(struct home *h, struct ctx *ctx, int part)
{
	if (part == HOME_MINE)
		ctx_push(ctx, actions_screen(0, 0));
	else if (part == HOME_NEWS)
		ctx_push(ctx, news_screen());
	else
		h->unfolded = h->unfolded == part ? -1 : part;
	home_parts_share(h, h->height);
	return SCREEN_REDRAW;
}

static unsigned
open_line(struct home *h, struct ctx *ctx)
{
	const struct line *l = lines_at(&h->lines);

	if (l && l->tag == HOME_LINE_MORE)
		return show_more(h, ctx, (int)l->id);
	if (!l || l->tag != HOME_LINE_BRING)
		return lines_open(&h->lines, ctx);
	ctx_push(ctx, contribution_screen(l->id, l->other, h->rows.agency));
	return SCREEN_REDRAW;
}

static unsigned
take_on(struct ctx *ctx, const struct line *l)
{
	struct err err = {0};

	if (!cmd_action_accept(ctx->session, l->id, 0, &err))
		return ctx_fail(ctx, &err);
	ctx_say(ctx, STYLE_OK, "✓ %s is taken on.", l->cell[3]);
	return SCREEN_RELOAD;
}

static unsigned
declined(struct screen *s, struct ctx *ctx, const char *text)
{
	struct err err = {0};

	if (!cmd_action_decline(ctx->session, ((struct home *)s)->chosen, text,
	    &err))
		return ask_refused(ctx, &err);
	ctx_say(ctx, STYLE_OK, "Declined: it is nobody's now, and those who "
	    "give out actions see why.");
	return SCREEN_RELOAD;
}

/* ---- What who leads is asked to accept ---------------------------------- */

static unsigned
accept_request(struct ctx *ctx, const struct line *l)
{
	struct err err = {0};

	if (!cmd_action_answer(ctx->session, l->id, true, NULL, 0, &err))
		return ctx_fail(ctx, &err) | SCREEN_RELOAD;
	ctx_say(ctx, STYLE_OK, "Accepted: %s.", l->cell[3]);
	return SCREEN_RELOAD;
}

static unsigned
refused(struct screen *s, struct ctx *ctx, const char *text)
{
	struct err err = {0};

	if (!cmd_action_answer(ctx->session, ((struct home *)s)->chosen,
	    false, text, 0, &err))
		return ask_refused(ctx, &err);
	ctx_say(ctx, STYLE_OK, "Not accepted: it stays as it was, and who "
	    "asked sees why.");
	return SCREEN_RELOAD;
}

/* Why not: asked for, and begun again when the line dropped. */
static const struct {
	const char *label, *place;
	unsigned (*done)(struct screen *s, struct ctx *ctx, const char *text);
} whys[] = {
	{ "Declined, because: ", "decline", declined },
	{ "Not accepted, because: ", "refuse", refused },
};

static void
ask_why(struct home *h, struct ctx *ctx, int64_t action, size_t why)
{
	h->chosen = action;
	ask_line(ctx, whys[why].label, NULL, arena_printf(&h->screen.arena,
	    "action/%" PRId64 "/%s", action, whys[why].place), NULL, NULL,
	    whys[why].done, &h->screen);
}

static unsigned
act_on_action(struct home *h, struct ctx *ctx, int what)
{
	const struct line *l = lines_at(&h->lines);
	bool asked = l && l->tag == HOME_LINE_REQUEST;

	if (!asked && (!l || l->tag != HOME_LINE_ACTION))
		return ctx_say(ctx, STYLE_WARN, "Stand on an action first.");
	if (what == DO_TAKE)
		return asked ? accept_request(ctx, l) : take_on(ctx, l);
	if (what == DO_DECLINE)
		ask_why(h, ctx, l->id, asked);
	else
		ctx_push(ctx, progress_screen(l->id));
	return SCREEN_REDRAW;
}

static unsigned
nil_return(struct home *h, struct ctx *ctx)
{
	const struct line *l = lines_at(&h->lines);
	struct err err = {0};

	if (!l || l->tag != HOME_LINE_BRING)
		return ctx_say(ctx, STYLE_WARN, "Stand on a case that "
		    "something is to be brought to.");
	if (!cmd_contribution_nil(ctx->session, l->other, l->id,
	    h->rows.agency, &err))
		return ctx_fail(ctx, &err);
	ctx_say(ctx, STYLE_OK, "Nothing known for %s: a nil return is handed "
	    "in. u takes it back.", l->cell[0]);
	return SCREEN_RELOAD;
}

/* The chosen ones, else the first that wait for the viewer. */
static unsigned
to_approve(struct home *h, struct ctx *ctx)
{
	const struct line *l = lines_at(&h->lines);
	size_t i = 0;

	if (l && l->tag == HOME_LINE_APPROVE)
		return lines_open(&h->lines, ctx);
	while (i < h->all.n && h->all.rows[i].tag != HOME_LINE_APPROVE)
		i++;
	if (i == h->all.n)
		return ctx_say(ctx, STYLE_DIM, "No minutes wait for you.");
	ctx_push(ctx, h->all.rows[i].open(h->all.rows[i].id));
	return SCREEN_REDRAW;
}

static unsigned
looked(struct home *h, struct ctx *ctx)
{
	struct err err = {0};

	if (!looked_save(ctx->session->db, h->newest, &err))
		return ctx_fail(ctx, &err);
	return SCREEN_RELOAD;
}

/* Where one stands is kept over a load. */
static unsigned
move(struct home *h, int action)
{
	unsigned moved = lines_move(&h->lines, action);
	const struct line *l = lines_at(&h->lines);

	h->at_open = l ? l->open : NULL;
	h->at_id = l ? l->id : 0;
	return moved;
}

static unsigned
home_act(struct screen *s, struct ctx *ctx, int action)
{
	struct home *h = (struct home *)s;
	unsigned moved = move(h, action);

	if (moved)
		return moved;
	switch (action) {
	case DO_OPEN:
		return open_line(h, ctx);
	case DO_JOIN:
		return join(h, ctx);
	case DO_TAKE:
	case DO_DECLINE:
	case DO_REPORT:
		return act_on_action(h, ctx, action);
	case DO_NIL:
		return nil_return(h, ctx);
	case DO_APPROVE:
		return to_approve(h, ctx);
	case DO_LOOKED:
		return looked(h, ctx);
	case DO_ACTIONS:
		ctx_push(ctx, actions_screen(0, 0));
		return SCREEN_REDRAW;
	case DO_NEWS:
		ctx_push(ctx, news_screen());
		return SCREEN_REDRAW;
	case DO_DIRECTORY:
		ctx_push(ctx, directory_screen());
		return SCREEN_REDRAW;
	case DO_NEW:
		ctx_push(ctx, record_screen("board", 0, 0));
		return SCREEN_REDRAW;
	case DO_HISTORY:
		ctx_push(ctx, history_screen(0));
		return SCREEN_REDRAW;
	default:
		return 0;
	}
}

/* What stood there in full when a key came was looked at. */
static unsigned
home_input(struct screen *s, struct ctx *ctx, const struct input *in)
{
	struct home *h = (struct home *)s;

	(void)ctx, (void)in;
	h->looked |= h->whole;
	return 0;
}

/* ---- The rest ----------------------------------------------------------- */

static void
home_leave(struct screen *s, struct ctx *ctx)
{
	struct home *h = (struct home *)s;
	struct err err = {0};

	/* At the worst it is shown once more. */
	if (h->looked && !looked_save(ctx->session->db, h->newest, &err))
		err_clear(&err);
}

static bool
home_shows(const struct screen *s, const struct change *c)
{
	(void)s;
	return news_concerns(c) || !strcmp(c->tbl, "board") ||
	    !strcmp(c->tbl, "board_member") || !strcmp(c->tbl, "edition") ||
	    !strcmp(c->tbl, "handout");
}

static void
home_place(const struct screen *s, struct buf *out)
{
	(void)s, (void)out;
}

/* A reason half typed when the line dropped. */
static void
home_resume(struct screen *s, struct ctx *ctx, const char *how)
{
	int64_t action;
	int end = 0;
	size_t i;

	if (sscanf(how, "action/%" SCNd64 "/%n", &action, &end) != 1 || !end)
		return;
	for (i = 0; i < COUNT(whys); i++)
		if (!strcmp(how + end, whys[i].place))
			ask_why((struct home *)s, ctx, action, i);
}

static const struct screen_ops ops = {
	.name = "home",
	.keys = &keys,
	.moves = true,
	.rests = true,
	.load = home_load,
	.title = home_title,
	.draw = home_draw,
	.input = home_input,
	.act = home_act,
	.shows = home_shows,
	.leave = home_leave,
	.place = home_place,
	.resume = home_resume,
};

struct screen *
home_screen(void)
{
	struct home *h = screen_new(sizeof *h, &ops);

	h->unfolded = -1;
	return &h->screen;
}
