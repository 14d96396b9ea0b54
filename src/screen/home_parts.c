/*
 * home_parts: the parts of the first screen, and how they share its rows.
 */
#include "screen/home_parts.h"

#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "cmd/calendar.h"
#include "cmd/edition_cmd.h"
#include "cmd/timer.h"
#include "screen/news.h"
#include "screen/screens.h"
#include "ui/shares.h"

/* ---- Meetings and what is to be brought to them ------------------------- */

static void
add_meetings(struct home *h, int today)
{
	size_t i;

	lines_heading(&h->all, "Meetings");
	for (i = 0; i < h->rows.n_meetings; i++) {
		const struct home_meeting *m = &h->rows.meetings[i];
		bool open = !strcmp(m->status, "open");
		struct line *l = lines_add(&h->all, m->board_name);

		l->cell[1] = lines_date(&h->screen.arena, m->held_on);
		l->cell[2] = open ? "OPEN NOW" : lines_distance(
		    &h->screen.arena, m->held_on, today);
		l->cell_style[2] = open ? STYLE_LIVE : STYLE_NORMAL;
		l->cell[3] = arena_printf(&h->screen.arena, "%s  %s",
		    m->starts, m->online ? "online" : m->place);
		l->open = meeting_screen;
		l->id = m->id;
		l->tag = HOME_LINE_MEETING;
	}
	if (!h->rows.n_meetings)
		lines_say(&h->all, h->rows.n_boards ? "No meeting is "
		    "planned: open the board below to plan one."
		    : "No meeting is planned.");
}

static const char *
days_late(struct arena *a, int late)
{
	return arena_printf(a, "%d day%s late", late, late == 1 ? "" : "s");
}

/* By which day, in the working days of the board's nation: asked for only
 * where there is something to bring. */
static bool
add_bring(struct home *h, struct ctx *ctx, int today, struct err *err)
{
	struct arena *a = &h->screen.arena;
	const struct home_bring *b = h->rows.bring;
	const struct workdays *days = NULL;
	int64_t board = 0;
	size_t i;

	for (i = 0; i < h->rows.n_bring; i++, b++) {
		struct line *l;
		int due;

		if (b->board != board && !calendar_workdays(ctx->session,
		    b->board, &days, err))
			return false;
		board = b->board;
		due = workday_add(days, b->held_on, -b->days);
		if (!i)
			lines_heading(&h->all, arena_printf(a, "To bring: %s "
			    "%s, n nil return", b->label, lines_date(a, due)));
		l = lines_add(&h->all, arena_printf(a, "%s", b->ref));
		l->cell[1] = lines_date(a, due);
		l->cell[2] = due < today ? days_late(a, today - due)
		    : lines_distance(a, due, today);
		l->cell_style[2] = due < today ? STYLE_OVERDUE : due == today
		    ? STYLE_DUE : STYLE_NORMAL;
		l->cell[3] = arena_printf(a, "%s %s", b->begun ? "begun for"
		    : "for", b->board_name);
		l->open = casefile_screen;
		l->id = b->casefile;
		l->other = b->meeting;
		l->tag = HOME_LINE_BRING;
	}
	return true;
}

/* By a day so many working days after the meeting. */
static bool
due_line(struct home *h, struct ctx *ctx, struct line *l, int64_t board,
    int held_on, int days, struct err *err)
{
	struct arena *a = &h->screen.arena;
	int today = clock_today(ctx->session->clock), due;
	const struct workdays *calendar = NULL;

	if (!calendar_workdays(ctx->session, board, &calendar, err))
		return false;
	due = workday_add(calendar, held_on, days);
	l->cell[1] = lines_date(a, due);
	l->cell[2] = due < today ? days_late(a, today - due)
	    : lines_distance(a, due, today);
	l->cell_style[2] = due < today ? STYLE_OVERDUE
	    : due <= today + 1 ? STYLE_DUE : STYLE_NORMAL;
	return true;
}

/* For whom it waits: for the viewer, unless it takes another than them. */
static bool
add_edition(struct home *h, struct ctx *ctx, const struct home_edition *e,
    struct err *err)
{
	struct arena *a = &h->screen.arena;
	const char *sort = e->sanitised ? EDITION_SANITISED : EDITION_FULL;
	struct err why = {0};
	bool mine = e->approves && edition_may_approve(ctx->session,
	    e->meeting, sort, &why);
	struct line *l;

	err_clear(&why);
	l = lines_add(&h->all, arena_printf(a, "%s: %s", e->ref, e->sanitised
	    ? "sanitised" : e->corrected ? "minutes, corrected"
	    : "minutes"));
	if (e->days >= 0 && !due_line(h, ctx, l, e->board, e->held_on,
	    e->days, err))
		return false;
	l->style = mine ? STYLE_STRONG : STYLE_NORMAL;
	l->cell[1] = mine ? "yours to approve" : "to be approved";
	l->cell[3] = mine ? e->board_name : arena_printf(a, "by %s",
	    edition_approvers(ctx->session, e->board, a));
	l->open = e->sanitised ? sanitise_screen : minutes_screen;
	l->id = e->meeting;
	l->tag = mine ? HOME_LINE_APPROVE : HOME_LINE_PLAIN;
	return true;
}

/* Is their being approved shown as what waits? */
static bool
waits(const struct home *h, const struct home_minutes *m)
{
	const struct home_edition *e = h->rows.editions;
	size_t i;

	for (i = 0; i < h->rows.n_editions; i++, e++)
		if (m->approved && e->meeting == m->meeting && !e->sanitised)
			return true;
	return false;
}

/* What waits for somebody, and what the kind asks of minutes by the day. */
static bool
add_minutes(struct home *h, struct ctx *ctx, struct err *err)
{
	struct arena *a = &h->screen.arena;
	const struct home_minutes *m = h->rows.minutes;
	size_t i;

	if (h->rows.n_minutes || h->rows.n_editions)
		lines_heading(&h->all, "Minutes");
	for (i = 0; i < h->rows.n_editions; i++)
		if (!add_edition(h, ctx, &h->rows.editions[i], err))
			return false;
	for (i = 0; i < h->rows.n_minutes; i++, m++) {
		struct line *l;

		if (waits(h, m))
			continue;
		l = lines_add(&h->all, arena_printf(a, "%s: %s", m->ref,
		    m->label));
		l->cell[3] = m->board_name;
		l->open = minutes_screen;
		l->id = m->meeting;
		if (!due_line(h, ctx, l, m->board, m->held_on, m->days, err))
			return false;
	}
	return true;
}

/* ---- Actions ------------------------------------------------------------ */

/* "12"; "99+" where counting stopped. */
static const char *
how_many(struct arena *a, int n)
{
	return n < HOME_MOST ? arena_printf(a, "%d", n)
	    : arena_printf(a, "%d+", HOME_MOST - 1);
}

static void
add_action(struct home *h, const struct home_action *own, const char *note,
    enum style style)
{
	struct line *l = lines_add(&h->all, own->text);

	l->cell[1] = lines_date(&h->screen.arena, own->due_on);
	l->cell[2] = note;
	l->cell_style[2] = style;
	l->cell[3] = own->ref;
	l->open = action_screen;
	l->id = own->id;
	l->tag = HOME_LINE_ACTION;
}

static void
add_take(struct home *h)
{
	struct arena *a = &h->screen.arena;
	const struct home_rows *r = &h->rows;
	bool any = r->n_awaited > 0;
	size_t i;

	for (i = 0; i < r->n_actions; i++)
		any |= r->actions[i].awaited;
	if (!any)
		return;
	lines_heading(&h->all, "To take on: y takes it on, N declines it");
	for (i = 0; i < r->n_actions; i++)
		if (r->actions[i].awaited)
			add_action(h, &r->actions[i], "for you", STYLE_DUE);
	for (i = 0; i < r->n_awaited; i++)
		add_action(h, &r->awaited[i], arena_printf(a, "for %s",
		    *r->awaited[i].who ? r->awaited[i].who : "any of you"),
		    STYLE_NORMAL);
}

static void
add_mine(struct home *h, int today)
{
	struct arena *a = &h->screen.arena;
	const struct home_action *own = h->rows.actions;
	size_t i, shown = 0;

	lines_heading(&h->all, "Yours to do");
	for (i = 0; i < h->rows.n_actions; i++, own++) {
		if (own->awaited)
			continue;
		add_action(h, own, own->due_on < today ? days_late(a, today -
		    own->due_on) : "", STYLE_OVERDUE);
		shown++;
	}
	h->parts[HOME_MINE].more = h->rows.actions_more;
	if (!shown && !h->rows.actions_more)
		lines_say(&h->all, "Nothing.");
}

static void
add_unowned(struct home *h)
{
	size_t i;

	if (!h->rows.n_unowned)
		return;
	lines_heading(&h->all, "Nobody's: declined, to be given to another");
	for (i = 0; i < h->rows.n_unowned; i++)
		add_action(h, &h->rows.unowned[i], arena_printf(
		    &h->screen.arena, "by %s", h->rows.unowned[i].who),
		    STYLE_WARN);
}

/* What who leads is asked to accept: one row each, with the words of who asks
 * under it. */
static bool
add_requests(struct home *h, struct ctx *ctx, struct err *err)
{
	struct arena *a = &h->screen.arena;
	const struct home_request *r = h->rows.requests;
	size_t i;

	if (h->rows.n_requests)
		lines_heading(&h->all, "You are asked: y accepts, N does not");
	for (i = 0; i < h->rows.n_requests; i++, r++) {
		const struct kind *k = r->meeting
		    ? session_meeting_kind(ctx->session, r->meeting, err)
		    : session_board_kind(ctx->session, r->board, err);
		const struct kind_action_status *st = k ? kind_status(k,
		    r->status) : NULL;
		struct line *l;

		if (!k)
			return false;
		l = lines_add(&h->all, r->text);
		l->cell[1] = lines_date(a, r->due_on);
		l->cell[2] = *r->who ? arena_printf(a, "by %s", r->who) : "";
		l->cell[3] = r->ref;
		l->open = action_screen;
		l->id = r->action;
		l->tag = HOME_LINE_REQUEST;
		lines_say(&h->all, arena_printf(a, "%s%s%s", st ? st->label
		    : r->status, *r->reason ? ": " : "", r->reason));
	}
	return true;
}

static void
add_news(struct home *h, struct ctx *ctx)
{
	size_t at = h->all.n;

	lines_heading(&h->all, "Changed since you last looked: c all, m mark "
	    "as read");
	if (!news_add(&h->all, h->news, h->n_news, clock_now(
	    ctx->session->clock), 0, HOME_LINE_NEWS))
		h->all.n = at;
	else
		h->parts[HOME_NEWS].more = h->more_news ? HOME_MOST : 0;
}

/* ---- What is half typed, and boards ------------------------------------- */

static void
add_drafts(struct home *h)
{
	int n = h->rows.drafts;

	if (!n)
		return;
	lines_heading(&h->all, "Half-typed");
	lines_say(&h->all, arena_printf(&h->screen.arena, "%d text%s you "
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

	lines_heading(&h->all, "Boards");
	for (i = 0; i < h->rows.n_boards; i++) {
		const struct home_board *b = &h->rows.boards[i];
		struct line *l;
		size_t late;

		if (!timer_count_late(ctx->session, b->id, b->timers, &late,
		    err))
			return false;
		l = lines_add(&h->all, b->name);
		l->cell[1] = b->role;
		l->cell[2] = b->overdue ? arena_printf(a, "%s overdue",
		    how_many(a, b->overdue)) : "";
		l->cell_style[2] = STYLE_OVERDUE;
		l->cell[3] = about_board(a, b, late, today);
		l->cell_style[3] = late ? STYLE_OVERDUE : STYLE_NORMAL;
		l->open = board_screen;
		l->id = b->id;
	}
	if (!h->rows.n_boards)
		lines_say(&h->all, "You have no role on any board. Who "
		    "looks after the book can give you one there (M), or "
		    "make a board (B).");
	return true;
}

/* ---- All of it, and what is shown --------------------------------------- */

static void
end_part(struct home *h, enum home_part_name name, size_t from)
{
	h->parts[name].from = from;
	h->parts[name].n = h->all.n - from;
}

bool
home_parts_make(struct home *h, struct ctx *ctx, struct err *err)
{
	int today = clock_today(ctx->session->clock);
	size_t at = 0, i;

	memset(h->parts, 0, sizeof h->parts);
	for (i = 0; i < HOME_PARTS; i++, at = h->all.n) {
		switch ((enum home_part_name)i) {
		case HOME_MEETINGS:
			add_meetings(h, today);
			break;
		case HOME_TAKE:
			add_take(h);
			break;
		case HOME_REQUESTS:
			if (!add_requests(h, ctx, err))
				return false;
			break;
		case HOME_BRING:
			if (!add_bring(h, ctx, today, err))
				return false;
			break;
		case HOME_MINUTES:
			if (!add_minutes(h, ctx, err))
				return false;
			break;
		case HOME_MINE:
			add_mine(h, today);
			break;
		case HOME_UNOWNED:
			add_unowned(h);
			break;
		case HOME_NEWS:
			add_news(h, ctx);
			break;
		case HOME_HALF:
			add_drafts(h);
			break;
		case HOME_BOARDS:
			if (!add_boards(h, ctx, today, err))
				return false;
			break;
		default:
			break;
		}
		end_part(h, (enum home_part_name)i, at);
	}
	/* What is shown is all of it, and a word on what is cut in each. */
	h->lines.cap = h->all.n + HOME_PARTS;
	h->lines.rows = arena_array(&h->screen.arena, h->lines.cap,
	    sizeof *h->lines.rows);
	h->height = 0;
	return true;
}

/* What of it does not show, and which key shows it. */
static void
show_more(struct home *h, enum home_part_name name, int hidden)
{
	struct line *l = &h->lines.rows[h->lines.n++];

	*l = (struct line){ .dim = true, .whole = true,
		.tag = HOME_LINE_MORE, .id = name };
	l->cell[0] = hidden <= 0 ? "… fewer: Enter" : arena_printf(
	    &h->screen.arena, "… and %s more: %s", how_many(&h->screen.arena,
	    hidden), name == HOME_MINE ? "a" : name == HOME_NEWS ? "c"
	    : "Enter");
}

static void
show_part(struct home *h, enum home_part_name name, int rows)
{
	const struct home_part *p = &h->parts[name];
	int want = (int)p->n + (p->more > 0), shown = (int)p->n;
	bool unfolded = h->unfolded == (int)name && rows < want;

	if (!p->n)
		return;
	if (rows < want && !unfolded)
		shown = rows - 1;
	memcpy(h->lines.rows + h->lines.n, h->all.rows + p->from,
	    (size_t)shown * sizeof *h->lines.rows);
	h->lines.n += (size_t)shown;
	if (name == HOME_NEWS)
		h->whole = shown == (int)p->n && !p->more;
	if (shown < (int)p->n || p->more || unfolded)
		show_more(h, name, (int)p->n - shown + p->more);
}

/* The rows are the same, shown otherwise: one stands where one stood. */
static void
stand_again(struct home *h)
{
	size_t i = 0;

	list_set_count(&h->lines.table.list, (int)h->lines.n);
	while (i < h->lines.n && !(h->lines.rows[i].open == h->at_open &&
	    h->lines.rows[i].id == h->at_id))
		i++;
	if (h->at_open && i < h->lines.n)
		list_go(&h->lines.table.list, (int)i);
	lines_end(&h->lines);
}

void
home_parts_share(struct home *h, int height)
{
	int want[HOME_PARTS], got[HOME_PARTS];
	size_t i;

	h->height = height;
	h->lines.n = 0;
	h->whole = true;
	for (i = 0; i < HOME_PARTS; i++)
		want[i] = (int)h->parts[i].n + (h->parts[i].more > 0);
	shares_divide(want, got, HOME_PARTS, height);
	for (i = 0; i < HOME_PARTS; i++)
		show_part(h, (enum home_part_name)i, got[i]);
	stand_again(h);
}
