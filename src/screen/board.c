/*
 * board: one standing meeting: what is due, what waits to be screened, its
 * sittings, and who sits on it.
 */
#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "cmd/board_cmd.h"
#include "cmd/calendar.h"
#include "cmd/heading.h"
#include "cmd/timer.h"
#include "model/when.h"
#include "screen/ask.h"
#include "screen/lines.h"
#include "screen/screens.h"
#include "store/casefile_read.h"
#include "store/directory_read.h"
#include "store/meeting_read.h"
#include "store/records_read.h"

#define MOST_MEETINGS 24	/* shown; search finds the others */
#define MOST_TIMERS 12		/* that come due */

struct board {
	struct screen screen;
	int64_t id;
	struct board_row row;
	const struct kind *kind;
	struct lines lines;
	struct choices everyone;	/* who may be given a role */
	int64_t asked;			/* whose role is being chosen */
	struct buf asked_name;
};

enum { LINE_MEMBER = 1, LINE_MEETING, LINE_RECORDS };

enum {
	BOARD_OPEN = 1,
	BOARD_REFERRALS,
	BOARD_RECORDS,
	BOARD_ACTIONS,
	BOARD_REPORTS,
	BOARD_PLAN,
	BOARD_AGENDA,
	BOARD_MINUTES,
	BOARD_WENT_OUT,
	BOARD_ROLE,
	BOARD_SETTINGS
};

static const struct keydef rows[] = {
	{ BOARD_OPEN, "Enter l Right", "open", "open", "open what is chosen",
	    "board", 0 },
	{ BOARD_REFERRALS, "r", "referrals", "referrals",
	    "referrals: new ones, screening", NULL, 0 },
	{ BOARD_RECORDS, "c", "records", NULL,
	    "the records of one type", NULL, 0 },
	{ BOARD_ACTIONS, "a", "board-actions", "actions",
	    "all actions of the board", NULL, 0 },
	{ BOARD_REPORTS, "t", "reports", "reports",
	    "reports: figures, plans, what came of what", NULL, 0 },
	{ BOARD_PLAN, "n", "plan-meeting", "plan", "plan a meeting", NULL,
	    KEYDEF_WRITES },
	{ BOARD_AGENDA, "g", "agenda", "agenda",
	    "the agenda of the chosen meeting", NULL, 0 },
	{ BOARD_MINUTES, "m", "minutes", "minutes",
	    "the minutes of the chosen meeting, to read", NULL, 0 },
	{ BOARD_WENT_OUT, "o", "went-out", NULL, "what went out of this board "
	    "and its meetings, to whom, when", NULL, 0 },
	{ BOARD_ROLE, "M", "board-role", "role",
	    "give a member a role on this board", NULL, KEYDEF_WRITES },
	{ BOARD_SETTINGS, "e", "board-settings", NULL,
	    "the board's own record", NULL, 0 },
};

static const struct keymap keys = KEYMAP(rows);

static const struct table_column columns[] = {
	{ .title = "", .min = 18, .weight = 2 },
	{ .title = "", .min = 11, .weight = 1, .max = 20 },
	{ .title = "", .min = 12, .weight = 1, .drop = 1 },
	{ .title = "", .min = 8, .weight = 1, .drop = 2 },
};

/* ---- The lines ---------------------------------------------------------------- */

static bool
add_deadlines(struct board *b, struct ctx *ctx, int today, struct err *err)
{
	struct arena *a = &b->screen.arena;
	struct deadline *list = NULL;
	int64_t next = 0;
	int held_on = DATE_NONE;
	size_t i, n = 0;

	if (!meeting_read_next(ctx->session->db, b->id, today - 1, &next,
	    &held_on, err) || (next && !calendar_deadlines(ctx->session, next,
	    a, &list, &n, err)))
		return false;
	if (!n)
		return true;
	lines_heading(&b->lines, "Deadlines of the next meeting");
	for (i = 0; i < n; i++) {
		struct line *l = lines_add(&b->lines, list[i].label);

		l->cell[1] = lines_date(a, list[i].on);
		l->cell[2] = lines_distance(a, list[i].on, today);
		l->cell_style[2] = list[i].on < today ? STYLE_DIM
		    : list[i].on <= today + 1 ? STYLE_DUE : STYLE_NORMAL;
		l->open = meeting_screen;
		l->id = next;
	}
	return true;
}

/* Records live on: what comes due of them stands above the meetings. */
static bool
add_timers(struct board *b, struct ctx *ctx, struct err *err)
{
	struct arena *a = &b->screen.arena;
	struct timer_line *list;
	struct line *l;
	size_t i, n;

	if (!timer_read_board(ctx->session, b->id, a, &list, &n, err))
		return false;
	if (n)
		lines_heading(&b->lines, "What comes due");
	for (i = 0; i < n && i < MOST_TIMERS; i++) {
		const struct timer_line *t = &list[i];
		struct buf left = {0};

		timer_add_left(&left, t->left);
		l = lines_add(&b->lines, heading_named(ctx->session, b->kind,
		    t->type->key, t->casefile, t->ref, a));
		l->cell[1] = lines_date(a, t->due);
		l->cell[2] = arena_strdup(a, buf_text(&left));
		l->cell_style[2] = t->left < 0 ? STYLE_OVERDUE
		    : t->alert >= 0 ? STYLE_DUE : STYLE_NORMAL;
		l->cell[3] = t->timer->label;
		l->open = casefile_screen;
		l->id = t->casefile;
		buf_release(&left);
	}
	if (n > MOST_TIMERS)
		lines_say(&b->lines, arena_printf(a, "… and %zu more, later",
		    n - MOST_TIMERS));
	return true;
}

/* The types that live on; any other can be listed as well (c). */
static bool
add_records(struct board *b, struct ctx *ctx, struct err *err)
{
	struct arena *a = &b->screen.arena;
	bool any = false;
	size_t i;

	for (i = 0; i < b->kind->n_case_types; i++) {
		const struct kind_case_type *t = &b->kind->case_types[i];
		struct line *l;
		int n;

		if (!t->n_states && !t->register_only)
			continue;
		if (!any)
			lines_heading(&b->lines, "Records");
		any = true;
		if (!records_count(ctx->session->db, b->id, t->key, &n, err))
			return false;
		l = lines_add(&b->lines, t->plural ? t->plural : t->title);
		l->cell[1] = n ? arena_printf(a, "%d%s in hand", n, n ==
		    RECORDS_MOST ? "+" : "") : "none";
		l->cell[2] = t->register_only ? "register" : t->standing
		    ? "every meeting" : "";
		l->tag = LINE_RECORDS;
		l->id = (int64_t)i;
	}
	return true;
}

static bool
add_waiting(struct board *b, struct ctx *ctx, struct err *err)
{
	struct casefile_row *list;
	size_t i, n;

	if (!casefile_read_list(ctx->session->db, b->id, CASEFILES_WAITING,
	    20, &b->screen.arena, &list, &n, err))
		return false;
	if (!n)
		return true;
	lines_heading(&b->lines, "Waiting to be screened");
	for (i = 0; i < n; i++) {
		struct line *l = lines_add(&b->lines, list[i].ref);

		l->cell[1] = lines_date(&b->screen.arena,
		    list[i].received_on);
		l->cell[2] = list[i].agency_short;
		l->cell[3] = list[i].screening;
		l->cell[0] = heading_named(ctx->session, b->kind,
		    list[i].type, list[i].id, list[i].ref, &b->screen.arena);
		l->open = casefile_screen;
		l->id = list[i].id;
	}
	return true;
}

static bool
add_meetings(struct board *b, struct ctx *ctx, int today, struct err *err)
{
	struct arena *a = &b->screen.arena;
	struct board_meeting_row *list;
	size_t i, n;

	if (!board_read_meetings(ctx->session->db, b->id, MOST_MEETINGS, a,
	    &list, &n, err))
		return false;
	lines_heading(&b->lines, "Meetings");
	for (i = 0; i < n; i++) {
		struct line *l = lines_add(&b->lines, list[i].ref);
		bool open = !strcmp(list[i].status, "open");

		l->cell[1] = lines_date(a, list[i].held_on);
		l->cell[2] = open ? "OPEN NOW" : strcmp(list[i].status,
		    "planned") ? list[i].status : lines_distance(a,
		    list[i].held_on, today);
		l->cell_style[2] = open ? STYLE_LIVE : STYLE_NORMAL;
		l->cell[3] = arena_printf(a, "%d %s", list[i].cases,
		    kind_word(b->kind, "case", list[i].cases));
		l->open = meeting_screen;
		l->id = list[i].id;
		l->tag = LINE_MEETING;
	}
	if (!n)
		lines_say(&b->lines, "None yet: n plans one.");
	return true;
}

static struct screen *
open_member(int64_t id)
{
	return record_screen("member", id, 0);
}

static bool
add_members(struct board *b, struct ctx *ctx, struct err *err)
{
	struct member_row *list;
	size_t i, n;

	if (!board_read_members(ctx->session->db, b->id, &b->screen.arena,
	    &list, &n, err))
		return false;
	lines_heading(&b->lines, "Members");
	for (i = 0; i < n; i++) {
		const struct kind_role *role = kind_role(b->kind,
		    list[i].role);
		struct line *l = lines_add(&b->lines, list[i].name);

		l->cell[1] = list[i].agency_short;
		l->cell[2] = role ? role->label : list[i].role;
		l->cell[3] = list[i].login;
		l->open = open_member;
		l->id = list[i].id;
		l->tag = LINE_MEMBER;
	}
	if (n < 2)
		lines_say(&b->lines, "M gives someone a role: who has none "
		    "sees nothing of this board.");
	return true;
}

static bool
board_load(struct screen *s, struct ctx *ctx, struct err *err)
{
	struct board *b = (struct board *)s;
	int today = clock_today(ctx->session->clock);

	s->board = b->id;
	lines_begin(&b->lines, &s->arena, columns,
	    sizeof columns / sizeof *columns, false);
	if (!board_read(ctx->session->db, b->id, &s->arena, &b->row, err))
		return false;
	b->kind = session_kind(ctx->session, b->row.kind_version, err);
	if (!b->kind)
		return false;
	s->marking = b->kind->marking.text;
	if (!add_deadlines(b, ctx, today, err) || !add_timers(b, ctx, err) ||
	    !add_waiting(b, ctx, err) || !add_meetings(b, ctx, today, err) ||
	    !add_records(b, ctx, err) || !add_members(b, ctx, err))
		return false;
	lines_end(&b->lines);
	return true;
}

/* ---- Planning a meeting -------------------------------------------------------- */

static unsigned
plan_done(struct screen *s, struct ctx *ctx, const char *text)
{
	struct board *b = (struct board *)s;
	struct when_context when = {
		.today = clock_today(ctx->session->clock),
		.next_meeting = DATE_NONE,
	};
	struct meeting_new m = { .board = b->id };
	struct err err = {0};
	struct buf why = {0};
	struct when w = {0};
	const char *starts;
	int64_t id = 0;

	if (!when_match(text, strlen(text), &when, &w) ||
	    w.status != WHEN_OK) {
		when_add_why(&why, &w, text, strlen(text), &when);
		ctx_say(ctx, STYLE_WARN, "%s", why.len ? buf_text(&why)
		    : "When? Type a day and a time, such as 10 apr 09:30.");
		buf_release(&why);
		return ASK_AGAIN;
	}
	for (starts = text + w.len; *starts == ' '; starts++)
		continue;
	if (*starts && time_parse(starts) < 0) {
		ctx_say(ctx, STYLE_WARN, "\"%s\" is no time of day: type the "
		    "day and then 09:30, or the day alone.", starts);
		return ASK_AGAIN;
	}
	m.held_on = w.date;
	m.starts = *starts ? starts : NULL;
	if (!cmd_meeting_plan(ctx->session, &m, &id, &err)) {
		ctx_fail(ctx, &err);
		return ASK_AGAIN;
	}
	ctx_push(ctx, record_screen("meeting", id, b->id));
	return SCREEN_RELOAD;
}

/* ---- Roles ----------------------------------------------------------------------- */

static unsigned
role_picked(struct screen *s, struct ctx *ctx, size_t row)
{
	struct board *b = (struct board *)s;
	const struct kind_role *role = &b->kind->roles[row];
	struct err err = {0};

	if (!cmd_board_role(ctx->session, b->id, b->asked, role->key, 0,
	    &err))
		return ctx_fail(ctx, &err);
	ctx_say(ctx, STYLE_NORMAL, "%s: %s.", buf_text(&b->asked_name),
	    role->label);
	return SCREEN_RELOAD;
}

static unsigned
ask_role(struct board *b, struct ctx *ctx, int64_t member, const char *name)
{
	struct arena a = {0};
	struct choice *out = arena_array(&a, b->kind->n_roles + 1,
	    sizeof *out);
	size_t i;

	for (i = 0; i < b->kind->n_roles; i++)
		out[i] = (struct choice){ .key = b->kind->roles[i].key,
			.label = b->kind->roles[i].label,
			.note = b->kind->roles[i].help };
	b->asked = member;
	buf_clear(&b->asked_name);
	buf_adds(&b->asked_name, name);
	ask_pick(ctx, arena_printf(&a, "%s sits on it as", name), out,
	    b->kind->n_roles, 0, role_picked, &b->screen);
	arena_release(&a);
	return SCREEN_REDRAW;
}

static unsigned
member_picked(struct screen *s, struct ctx *ctx, size_t row)
{
	struct board *b = (struct board *)s;

	return ask_role(b, ctx, b->everyone.rows[row].id,
	    b->everyone.rows[row].key);
}

/* Everyone in the directory, with their agency. */
static bool
read_everyone(struct board *b, struct ctx *ctx, struct err *err)
{
	struct arena a = {0};
	struct agency_row *agencies = NULL;
	struct member_row *list = NULL;
	size_t i, j, n = 0, m = 0;
	bool ok;

	choices_clear(&b->everyone);
	ok = agency_read_tree(ctx->session->db, &a, &agencies, &n, err);
	for (i = 0; ok && i < n; i++) {
		ok = member_read_agency(ctx->session->db, agencies[i].id, &a,
		    &list, &m, err);
		for (j = 0; ok && j < m; j++)
			choices_add(&b->everyone, list[j].name, arena_printf(
			    &a, "%s · %s", list[j].name,
			    agencies[i].short_name), list[j].post,
			    list[j].id);
	}
	arena_release(&a);
	return ok;
}

/* Whoever one stands on among the members, else anyone of the directory. */
static unsigned
give_role(struct board *b, struct ctx *ctx)
{
	const struct line *l = lines_at(&b->lines);
	struct err err = {0};

	if (l && l->tag == LINE_MEMBER)
		return ask_role(b, ctx, l->id, l->cell[0]);
	if (!read_everyone(b, ctx, &err))
		return ctx_fail(ctx, &err);
	ask_pick(ctx, "Who sits on it? (Not there: D on the first screen)",
	    b->everyone.rows, b->everyone.n, 0, member_picked, &b->screen);
	return SCREEN_REDRAW;
}

/* ---- Acting ------------------------------------------------------------------------ */

static unsigned
on_meeting(struct board *b, struct ctx *ctx,
    struct screen *(*open)(int64_t id))
{
	const struct line *l = lines_at(&b->lines);

	if (!l || l->tag != LINE_MEETING)
		return ctx_say(ctx, STYLE_WARN,
		    "Stand on a meeting in the list first.");
	ctx_push(ctx, open(l->id));
	return SCREEN_REDRAW;
}

static unsigned
open_records(struct board *b, struct ctx *ctx, size_t type)
{
	ctx_push(ctx, records_screen(b->id, b->kind->case_types[type].key));
	return SCREEN_REDRAW;
}

static unsigned
records_picked(struct screen *s, struct ctx *ctx, size_t row)
{
	return open_records((struct board *)s, ctx, row);
}

static unsigned
open_line(struct board *b, struct ctx *ctx)
{
	const struct line *l = lines_at(&b->lines);

	if (l && l->tag == LINE_RECORDS)
		return open_records(b, ctx, (size_t)l->id);
	return lines_open(&b->lines, ctx);
}

static unsigned
board_act(struct screen *s, struct ctx *ctx, int action)
{
	struct board *b = (struct board *)s;
	unsigned moved = lines_move(&b->lines, action);

	if (moved)
		return moved;
	switch (action) {
	case BOARD_OPEN:
		return open_line(b, ctx);
	case BOARD_RECORDS:
		records_ask_type(ctx, b->kind, records_picked, s);
		return SCREEN_REDRAW;
	case BOARD_REFERRALS:
		ctx_push(ctx, referrals_screen(b->id));
		return SCREEN_REDRAW;
	case BOARD_ACTIONS:
		ctx_push(ctx, actions_screen(b->id, 0));
		return SCREEN_REDRAW;
	case BOARD_REPORTS:
		ctx_push(ctx, reports_screen(b->id, 0));
		return SCREEN_REDRAW;
	case BOARD_PLAN:
		ask_day(ctx, "Meeting on: ", NULL, NULL,
		    &(const struct ask_day){ .board = b->id, .more = true },
		    plan_done, s);
		return SCREEN_REDRAW;
	case BOARD_AGENDA:
		return on_meeting(b, ctx, agenda_screen);
	case BOARD_WENT_OUT:
		ctx_push(ctx, handouts_board_screen(b->id));
		return SCREEN_REDRAW;
	case BOARD_MINUTES:
		return on_meeting(b, ctx, minutes_screen);
	case BOARD_ROLE:
		return give_role(b, ctx);
	case BOARD_SETTINGS:
		ctx_push(ctx, record_screen("board", b->id, 0));
		return SCREEN_REDRAW;
	default:
		return 0;
	}
}

static void
board_draw(struct screen *s, const struct ctx *ctx, struct view v)
{
	(void)ctx;
	lines_draw(&((struct board *)s)->lines, v);
}

static void
board_title(const struct screen *s, const struct ctx *ctx, struct buf *left,
    struct buf *right)
{
	const struct board *b = (const struct board *)s;

	(void)ctx, (void)right;
	buf_adds(left, b->row.name);
}

static void
board_place(const struct screen *s, struct buf *out)
{
	buf_addf(out, "%" PRId64, ((const struct board *)s)->id);
}

static void
board_free(struct screen *s)
{
	struct board *b = (struct board *)s;

	choices_release(&b->everyone);
	buf_release(&b->asked_name);
}

static const struct screen_ops ops = {
	.name = "board",
	.keys = &keys,
	.moves = true,
	.load = board_load,
	.title = board_title,
	.draw = board_draw,
	.act = board_act,
	.place = board_place,
	.free = board_free,
};

struct screen *
board_screen(int64_t board)
{
	struct board *b = screen_new(sizeof *b, &ops);

	b->id = board;
	return &b->screen;
}
