/*
 * who: who is at the meeting, in the room or with this open, and where. What
 * would tell of a case that one may not see is not there.
 */
#include <string.h>

#include "screen/body.h"
#include "screen/screens.h"
#include "store/attendance_read.h"
#include "store/meeting_read.h"
#include "store/presence.h"

#define WIDE 66

struct who {
	struct screen screen;
	int64_t meeting;
	struct attendance_row *roll;
	size_t n_roll, n_here, n_open;
	struct presence *list;
	size_t n;
	struct body body;
};

static const struct keydef rows[] = {
	{ 1, "W", "close-who", "close", "close the list", "who is here", 0 },
};

static const struct keymap keys = KEYMAP(rows);

static const struct attendance_row *
on_roll(const struct who *w, int64_t member)
{
	size_t i;

	for (i = 0; i < w->n_roll; i++) {
		if (w->roll[i].member == member)
			return &w->roll[i];
	}
	return NULL;
}

static bool
is_open_to(const struct who *w, int64_t member)
{
	size_t i;

	for (i = 0; i < w->n; i++) {
		if (w->list[i].member == member)
			return true;
	}
	return false;
}

/* Minutes are exact enough, and tell nothing of what one was at. */
static const char *
since(const struct who *w, const struct ctx *ctx, const struct presence *p)
{
	int64_t ms = clock_now(ctx->session->clock) - p->seen;
	struct arena *a = (struct arena *)&w->screen.arena;

	if (ms < 60000)
		return "line dropped just now";
	if (ms < 3600000)
		return arena_printf(a, "line dropped, last here %d min ago",
		    (int)(ms / 60000));
	return arena_printf(a, "line dropped, last here %d h ago",
	    (int)(ms / 3600000));
}

static const char *
place_of(struct who *w, const struct ctx *ctx, const struct presence *p)
{
	struct arena *a = &w->screen.arena;

	if (!p->alive)
		return since(w, ctx, p);
	if (*p->ref)
		return arena_printf(a, "%s %s", p->typing ? "typing in"
		    : "reading", p->ref);
	if (p->typing)
		return "typing";
	return p->following ? "following" : "looking about";
}

static void
add_session(struct who *w, const struct ctx *ctx, const struct presence *p)
{
	const struct attendance_row *r = on_roll(w, p->member);
	struct body_line *l;

	l = body_addf(&w->body, 1, p->member, p->alive ? STYLE_NORMAL
	    : STYLE_DIM, "%s%s%s%s", p->name, r && *r->agency_short ? " · "
	    : "", r ? r->agency_short : "", p->own ? " (you)" : "");
	l->index = w->body.n;
	l->right = place_of(w, ctx, p);
	l->right_style = p->alive ? STYLE_OK : STYLE_WARN;
}

static void
add_seated(struct who *w, const struct attendance_row *r)
{
	struct body_line *l = body_addf(&w->body, 1, r->id, STYLE_NORMAL,
	    "%s · %s", r->member ? r->member_name : r->agency_name,
	    r->agency_short);

	l->right = r->out_at ? "out of the room" : !strcmp(r->state,
	    "online") ? "on the call" : "in the room";
	l->right_style = STYLE_DIM;
}

static bool
who_load(struct screen *s, struct ctx *ctx, struct err *err)
{
	struct who *w = (struct who *)s;
	struct db *db = ctx->session->db;
	struct meeting_row row;
	size_t i;

	if (!meeting_read(db, w->meeting, &s->arena, &row, err) ||
	    !attendance_read(db, w->meeting, &s->arena, &w->roll, &w->n_roll,
	    err) || !presence_list(db, w->meeting, false, &s->arena,
	    &w->list, &w->n, err))
		return false;
	s->meeting = w->meeting;
	s->board = row.board;
	w->n_here = w->n_open = 0;
	body_begin(&w->body, &s->arena);
	for (i = 0; i < w->n; i++) {
		w->n_open += w->list[i].alive;
		add_session(w, ctx, &w->list[i]);
	}
	for (i = 0; i < w->n_roll; i++) {
		w->n_here += w->roll[i].here;
		if (w->roll[i].here && (!w->roll[i].member ||
		    !is_open_to(w, w->roll[i].member)))
			add_seated(w, &w->roll[i]);
	}
	body_end(&w->body);
	return true;
}

static void
who_draw(struct screen *s, const struct ctx *ctx, struct view v)
{
	struct who *w = (struct who *)s;
	int cols = v.r.w < WIDE ? v.r.w : WIDE;
	int most = v.r.h - 2, lines = (int)w->body.n + 2;
	int h = lines < most ? lines : most;
	struct view box;
	struct buf b = {0};

	(void)ctx;
	if (h < 3)
		h = v.r.h;
	box = view_sub(v, (v.r.h - h) / 2, (v.r.w - cols) / 2, h, cols);
	view_fill(box, STYLE_NORMAL);
	buf_addf(&b, "%zu here · %zu with this open", w->n_here, w->n_open);
	view_box(box, STYLE_LINE, buf_text(&b));
	body_draw(&w->body, view_sub(box, 1, 1, h - 2, cols - 2), true);
	buf_release(&b);
}

static unsigned
who_act(struct screen *s, struct ctx *ctx, int action)
{
	(void)ctx;
	if (body_act(&((struct who *)s)->body, action))
		return SCREEN_REDRAW;
	return action == 1 ? SCREEN_POP : 0;
}

static bool
who_shows(const struct screen *s, const struct change *c)
{
	return c->meeting == s->meeting && !strcmp(c->tbl, "attendance");
}

static unsigned
who_moved(struct screen *s, struct ctx *ctx)
{
	(void)s;
	(void)ctx;
	return SCREEN_REDRAW | SCREEN_RELOAD;
}

static const struct screen_ops ops = {
	.name = "who",
	.keys = &keys,
	.over = true,
	.moves = true,
	.load = who_load,
	.draw = who_draw,
	.act = who_act,
	.shows = who_shows,
	.moved = who_moved,
};

struct screen *
who_screen(int64_t meeting)
{
	struct who *w = screen_new(sizeof *w, &ops);

	w->meeting = meeting;
	return &w->screen;
}
