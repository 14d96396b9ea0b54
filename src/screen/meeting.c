/*
 * meeting: the frame of the running meeting: what is loaded for every pane, and
 * the keys that work in all of them.
 */
#include "screen/meeting.h"

#include <inttypes.h>
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/date.h"
#include "base/utf8.h"
#include "cmd/consult.h"
#include "cmd/export_cmd.h"
#include "cmd/item_cmd.h"
#include "screen/screens.h"

static const struct keydef frame_rows[] = {
	{ MEETING_NEXT, "]", "next", "next",
	    "close this line and take up the next", "the meeting",
	    KEYDEF_WRITES | KEY_RUN | KEY_OPEN },
	{ MEETING_PREVIOUS, "[", "previous", NULL,
	    "back to the line before", NULL,
	    KEYDEF_WRITES | KEY_RUN | KEY_OPEN },
	{ MEETING_TAB, "Tab", "other-pane", "pane",
	    "on to the line shown, one's own card, the order of business",
	    NULL, 0 },
	{ MEETING_BACK_TAB, "Shift-Tab", NULL, NULL,
	    "the same the other way", NULL, 0 },
	{ MEETING_ENTER, "Enter", "enter", NULL,
	    "take up the chosen line, or open what is chosen", NULL, 0 },
	{ MEETING_LOOK, "v", "look", NULL,
	    "look at the chosen line without moving the meeting", NULL, 0 },
	{ MEETING_FOLLOW, "f", "follow", NULL,
	    "follow the line in hand, or stop following", NULL, 0 },
	{ MEETING_WHO, "W", "who", NULL,
	    "who is here, and where", NULL, 0 },
	{ MEETING_PAUSE, "P", "pause", NULL,
	    "put the line in hand down: a break", NULL,
	    KEYDEF_WRITES | KEY_RUN | KEY_OPEN },
	{ MEETING_CHAIR, "H", "chair", NULL,
	    "who is in the chair: taken, handed back", NULL,
	    KEYDEF_WRITES | KEY_CHAIR | KEY_OPEN },
	{ MEETING_SKIP, NULL, "skip", NULL,
	    "a step that is not needed today", NULL,
	    KEYDEF_WRITES | KEY_RUN | KEY_OPEN },
	{ MEETING_CASEFILE, "O", "open-case", NULL,
	    "open the whole record of the case", NULL, 0 },
	{ MEETING_AGENDA, "L", "agenda", NULL,
	    "the agenda: list, order, defer", NULL, 0 },
	{ MEETING_DEFER, "D", "defer-last", NULL,
	    "time is short: defer the last that waits", NULL,
	    KEYDEF_WRITES | KEY_AGENDA | KEY_OPEN },
	{ MEETING_REPORTS, "V", "reports", NULL,
	    "the reports of the board", NULL, 0 },
	{ MEETING_MINUTES, "E", "minutes", NULL,
	    "the minutes as they stand now", NULL, 0 },
};

static const struct keymap frame_keys = KEYMAP(frame_rows);

/* ---- Keys -------------------------------------------------------------- */

void
meeting_add_key(struct meeting *m, int action, const char *key,
    const char *name, const char *bar, const char *help, unsigned flags)
{
	size_t i;

	if (m->keymap.n == MEETING_KEYS)
		return;
	for (i = 0; i < m->keymap.n; i++) {
		if (key && m->keydefs[i].keys &&
		    !strcmp(m->keydefs[i].keys, key))
			key = NULL;
	}
	m->keydefs[m->keymap.n++] = (struct keydef){ .action = action,
		.keys = key, .name = name, .bar = bar, .help = help,
		.flags = flags };
}

static void
make_keys(struct meeting *m)
{
	const struct pane *p = m->pane;
	bool open = !strcmp(m->row.status, "open");
	size_t i;

	m->keymap = (struct keymap){ .rows = m->keydefs };
	for (i = 0; i < p->n_keys && i < MEETING_KEYS; i++)
		m->keydefs[m->keymap.n++] = p->keys[i];
	if (p->more_keys)
		p->more_keys(m);
	m->screen.keys = &m->keymap;
	m->screen.keys_off = (m->run ? 0 : KEY_RUN) |
	    (m->record ? 0 : KEY_RECORD) | (m->roll_call ? 0 : KEY_ROLL) |
	    (open ? KEY_PLANNED : KEY_OPEN);
}

static void
rights_off(struct meeting *m, struct ctx *ctx)
{
	struct session *s = ctx->session;
	int64_t board = m->row.board;

	if (!session_may(s, board, RIGHT_MANAGE_AGENDA))
		m->screen.keys_off |= KEY_AGENDA;
	if (!session_may(s, board, RIGHT_OWN_ACTIONS) &&
	    !session_may(s, board, RIGHT_MANAGE_ACTIONS))
		m->screen.keys_off |= KEY_REPORT;
	if (!session_may(s, board, RIGHT_CONTRIBUTE) && !m->record)
		m->screen.keys_off |= KEY_BRING;
	if (!meeting_may_chair(m, ctx))
		m->screen.keys_off |= KEY_CHAIR;
	m->screen.keys_off |= minutes_keys_off(s, board,
	    &(const struct minutes_flags){ KEY_APPROVE, KEY_SEND,
	    KEY_CORRECT });
}

/* ---- Loading ----------------------------------------------------------- */

static void
find_agency(struct meeting *m, struct ctx *ctx)
{
	size_t i;

	m->agency = 0;
	for (i = 0; i < m->n_roll; i++) {
		if (m->roll[i].member == ctx->session->member)
			m->agency = m->roll[i].agency;
	}
}

/* Who read the case is noted before it is drawn, unless the move that took it
 * up has done so. */
static bool
consult(struct meeting *m, struct ctx *ctx, struct err *err)
{
	const struct agenda_row *row = meeting_item(m);

	if (!row || !row->casefile) {
		m->consulted = 0;
		return true;
	}
	if (m->consulted != row->id && !cmd_consult_line(ctx->session,
	    row, err))
		return false;
	m->consulted = row->id;
	return true;
}

static bool
load_rows(struct meeting *m, struct ctx *ctx, struct err *err)
{
	struct session *s = ctx->session;
	struct arena *a = &m->screen.arena;
	int64_t board;

	kept_news(m, ctx);
	if (!meeting_read(s->db, m->id, a, &m->row, err))
		return false;
	kept_check_row(m, ctx);
	m->kind = session_meeting_kind(s, m->id, err);
	if (!m->kind || !kept_agenda(m, ctx, err) || !kept_roll(m, ctx, err))
		return false;
	board = m->row.board;
	m->run = session_may(s, board, RIGHT_RUN_MEETING);
	m->record = session_may(s, board, RIGHT_RECORD);
	m->roll_call = m->record ||
	    session_may(s, board, RIGHT_RECORD_ATTENDANCE);
	m->override = session_may(s, board, RIGHT_OVERRIDE_CHECKS);
	m->forecast = (struct forecast){0};
	if (!strcmp(m->row.status, "open"))
		item_forecast_of(s, m->kind, &m->row, m->agenda, m->n_agenda,
		    0, &m->forecast);
	m->loaded_at = clock_mono(s->clock);
	m->screen.leads = (m->run || m->record) &&
	    !strcmp(m->row.status, "open");
	m->screen.board = board;
	m->screen.meeting = m->id;
	find_agency(m, ctx);
	return true;
}

static bool
mark(struct meeting *m, struct ctx *ctx, const struct agenda_row *row,
    struct err *err)
{
	struct screen *s = &m->screen;
	const struct kept_case *k;

	if (!row || !row->casefile)
		return cmd_page_marking(ctx->session, m->kind, 0, 0,
		    &s->arena, &s->marking, err);
	k = kept_case(m, ctx, row, KEPT_RECORD, err);
	s->marking = k ? k->marking : NULL;
	return k != NULL;
}

static bool
meeting_load(struct screen *s, struct ctx *ctx, struct err *err)
{
	struct meeting *m = (struct meeting *)s;
	const struct agenda_row *row;
	const struct meeting_line *l;

	m->data = NULL;
	m->card_title = NULL;
	if (!load_rows(m, ctx, err) || !asked_load(m, ctx, err))
		return false;
	meeting_choose_line(m);
	if (!consult(m, ctx, err))
		return false;
	row = meeting_item(m);
	s->casefile = row ? row->casefile : 0;
	s->item = row ? row->id : 0;
	if (!mark(m, ctx, row, err))
		return false;
	m->pane = meeting_pane_of(m);
	l = meeting_shown(m);
	m->prompt = l && l->step->prompt ? meeting_fill(m, l->step->prompt)
	    : NULL;
	m->note = NULL;
	body_begin(&m->body, &s->arena);
	m->table.arg = m;
	if (!m->pane->load(m, ctx, err) || !meeting_warn(m, ctx, err) ||
	    !live_find(m, ctx,
	    m->pane->fields ? m->pane->fields(m) : NULL, err))
		return false;
	body_end(&m->body);
	meeting_note_out(m);
	m->in_card &= m->card_title != NULL;
	make_keys(m);
	rights_off(m, ctx);
	return true;
}

/* ---- Drawing ----------------------------------------------------------- */

static void
meeting_draw(struct screen *s, const struct ctx *ctx, struct view v)
{
	struct meeting *m = (struct meeting *)s;
	int w = meeting_side_width(v.r.w), used;
	struct view pane = view_sub(v, 0, w + 1, v.r.h, v.r.w - w - 1);
	bool focus = m->in_pane && !m->in_card;

	view_vline(v, 0, w, v.r.h, STYLE_LINE);
	meeting_side_draw(m, ctx, view_sub(v, 0, 0, v.r.h, w), !m->in_pane);
	used = m->pane->head ? m->pane->head(m, ctx, pane)
	    : meeting_step_head(m, pane);
	pane = card_draw(m, view_sub(pane, used, 0, live_draw(m, pane) - used,
	    pane.r.w));
	if (m->pane->draw)
		m->pane->draw(m, ctx, pane, focus);
	else if (m->pane->table)
		table_draw(&m->table, pane, focus);
	else
		body_draw(&m->body, pane, focus);
}

/* ---- Keys -------------------------------------------------------------- */

static unsigned
enter(struct meeting *m, struct ctx *ctx)
{
	const struct meeting_line *l;
	unsigned what;

	if (m->in_pane && (!m->pane->table || m->table.list.count))
		return m->pane->act ? m->pane->act(m, ctx, MEETING_ENTER)
		    : SCREEN_USED;
	if (m->side.pos >= (int)m->n_lines)
		return SCREEN_USED;
	l = &m->lines[m->side.pos];
	if (!m->run || strcmp(m->row.status, "open") || !l->row)
		return meeting_look(m);
	if (l->row->id == m->row.item) {
		m->in_pane = true;
		m->following = true;
		return SCREEN_REDRAW | SCREEN_RELOAD;
	}
	what = meeting_move_go(m, ctx, l->row->id, NULL);
	if (what & SCREEN_RELOAD)
		m->following = true;
	return what;
}

static unsigned
follow(struct meeting *m, struct ctx *ctx)
{
	m->following = !m->following;
	/* To the phase in hand as well, whichever was leafed to. */
	if (m->following && m->phase) {
		body_rewind(&m->body);
		free(m->phase);
		m->phase = NULL;
	}
	ctx_say(ctx, STYLE_DIM, m->following
	    ? "Following: the line in hand is shown."
	    : "Not following: you stay where you are. f follows again.");
	return SCREEN_REDRAW | SCREEN_RELOAD;
}

static unsigned
open_casefile(struct meeting *m, struct ctx *ctx)
{
	if (!m->screen.casefile)
		return ctx_say(ctx, STYLE_DIM, "No %s is shown here.",
		    kind_word(m->kind, "case", 1));
	ctx_push(ctx, casefile_screen(m->screen.casefile));
	return SCREEN_REDRAW;
}

static bool
move_list(struct meeting *m, int action)
{
	if (!m->in_pane)
		return list_act(&m->side, action);
	if (m->in_card)
		return body_act(&m->card, action);
	return m->pane->table ? list_act(&m->table.list, action)
	    : body_act(&m->body, action);
}

/* The order of business, the line shown, one's own card of it. */
static unsigned
next_part(struct meeting *m)
{
	if (m->in_pane && !m->in_card && m->card_title) {
		m->in_card = true;
	} else {
		m->in_pane = !m->in_pane;
		m->in_card = false;
	}
	return SCREEN_REDRAW;
}

static unsigned
part_before(struct meeting *m)
{
	if (m->in_card) {
		m->in_card = false;
	} else {
		m->in_card = !m->in_pane && m->card_title;
		m->in_pane = !m->in_pane;
	}
	return SCREEN_REDRAW;
}

static unsigned
meeting_act(struct screen *s, struct ctx *ctx, int action)
{
	struct meeting *m = (struct meeting *)s;

	if (move_list(m, action))
		return SCREEN_REDRAW;
	switch (action) {
	case MEETING_NEXT:
		return meeting_move_next(m, ctx);
	case MEETING_PREVIOUS:
		return meeting_move_previous(m, ctx);
	case MEETING_TAB:
		return next_part(m);
	case MEETING_BACK_TAB:
		return part_before(m);
	case MEETING_ENTER:
		return enter(m, ctx);
	case MEETING_LOOK:
		return m->n_lines ? meeting_look(m) : SCREEN_USED;
	case MEETING_FOLLOW:
		return follow(m, ctx);
	case MEETING_WHO:
		ctx_push(ctx, who_screen(m->id));
		return SCREEN_REDRAW;
	case MEETING_PAUSE:
		return meeting_move_pause(m, ctx);
	case MEETING_CHAIR:
		return meeting_chair(m, ctx);
	case MEETING_SKIP:
		return meeting_move_skip(m, ctx);
	case MEETING_CASEFILE:
		return open_casefile(m, ctx);
	case MEETING_AGENDA:
		ctx_push(ctx, agenda_screen(m->id));
		return SCREEN_REDRAW;
	case MEETING_DEFER:
		return meeting_defer_last(m, ctx);
	case MEETING_REPORTS:
		ctx_push(ctx, reports_screen(m->row.board, 0));
		return SCREEN_REDRAW;
	case MEETING_MINUTES:
		ctx_push(ctx, minutes_screen(m->id));
		return SCREEN_REDRAW;
	default:
		return m->pane->act ? m->pane->act(m, ctx, action) : 0;
	}
}

/* ---- The rest ---------------------------------------------------------- */

static bool
is_any(const char *word, const char *const *words, size_t n)
{
	while (n > 0) {
		if (!strcmp(words[--n], word))
			return true;
	}
	return false;
}

static bool
meeting_shows(const struct screen *s, const struct change *c)
{
	const struct meeting *m = (const struct meeting *)s;

	/* Reading and signing in are noted in the book as well, and change
	 * nothing here. */
	static const char *const nothing[] = { "consultation", "handout",
		"member_key", "sign_in", "snapshot" };
	/* Rows that stand in the pane of their own case alone. */
	static const char *const in_case[] = { "checked", "contribution",
		"contribution_line", "milestone", "minute", "override",
		"progress" };
	bool other = c->casefile && c->casefile != m->screen.casefile;

	if (is_any(c->tbl, nothing, sizeof nothing / sizeof *nothing) ||
	    (other && m->pane == &pane_case && is_any(c->tbl, in_case,
	    sizeof in_case / sizeof *in_case)))
		return false;
	/* What becomes of the last minutes shows where they are. */
	return c->meeting == m->id || (c->meeting == m->minutes.row.id &&
	    c->meeting) || (!c->meeting && !other);
}

/* The clock of the line in hand runs: forty bytes each time, to everyone at the
 * meeting, so by steps that a case of ten minutes can bear. */
#define CLOCK_STEP 5

/* Once a minute the forecast is asked again. */
static unsigned
meeting_tick(struct screen *s, struct ctx *ctx)
{
	struct meeting *m = (struct meeting *)s;

	if (strcmp(m->row.status, "open"))
		return 0;
	if (clock_mono(ctx->session->clock) - m->loaded_at >= 60000)
		return SCREEN_REDRAW | SCREEN_RELOAD;
	if (!meeting_in_hand(m) || !meeting_item(m)->casefile)
		return 0;
	return case_spent(m, ctx) / CLOCK_STEP != m->spent / CLOCK_STEP
	    ? SCREEN_REDRAW : 0;
}

/* Whoever follows is where the chair is: only who looks elsewhere has a place
 * of their own to tell. */
static void
meeting_attends(const struct screen *s, struct presence_at *at)
{
	const struct meeting *m = (const struct meeting *)s;

	at->meeting = m->id;
	at->following = m->following;
	at->casefile = m->following ? 0 : s->casefile;
}

static unsigned
meeting_moved(struct screen *s, struct ctx *ctx)
{
	return live_moved((struct meeting *)s, ctx);
}

static const char *
meeting_asks(const struct screen *s)
{
	return ((const struct meeting *)s)->asked_text;
}

static unsigned
meeting_answer(struct screen *s, struct ctx *ctx, bool yes)
{
	return asked_answer((struct meeting *)s, ctx, yes);
}

static unsigned
meeting_ready(struct screen *s, struct ctx *ctx)
{
	if (s->leads)
		db_wake(ctx->session->db);
	return kept_ready((struct meeting *)s, ctx) ? SCREEN_RELOAD : 0;
}

static void
meeting_place(const struct screen *s, struct buf *out)
{
	buf_addf(out, "%" PRId64, ((const struct meeting *)s)->id);
}

void
meeting_release(struct meeting *m)
{
	kept_release(&m->kept);
	free(m->step);
	free(m->phase);
	free(m->hand_phase);
	free(m->typists);
	free(m->ask.key);
	free(m->ask.was);
	free(m->ask.ids);
	free(m->move.phase);
	free(m->move.check);
	minutes_view_release(&m->minutes);
	report_free(m);
	case_end_free(m);
}

static void
meeting_free(struct screen *s)
{
	meeting_release((struct meeting *)s);
}

static const struct screen_ops ops = {
	.name = "meeting",
	.keys = &frame_keys,
	.moves = true,
	.load = meeting_load,
	.title = meeting_title,
	.draw = meeting_draw,
	.act = meeting_act,
	.shows = meeting_shows,
	.attends = meeting_attends,
	.moved = meeting_moved,
	.asks = meeting_asks,
	.answer = meeting_answer,
	.tick = meeting_tick,
	.ready = meeting_ready,
	.place = meeting_place,
	.resume = meeting_resume,
	.free = meeting_free,
};

struct screen *
meeting_screen(int64_t meeting)
{
	struct meeting *m = screen_new(sizeof *m, &ops);

	m->id = meeting;
	m->following = true;
	m->in_pane = true;
	m->shown = (size_t)-1;
	return &m->screen;
}
