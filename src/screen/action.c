/*
 * action: one action: what was agreed, its steps, what was said of it since;
 * and reporting how it stands.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "cmd/action_cmd.h"
#include "cmd/action_view.h"
#include "cmd/consult.h"
#include "cmd/export_cmd.h"
#include "cmd/milestone_cmd.h"
#include "model/when.h"
#include "screen/action_clash.h"
#include "screen/action_facts.h"
#include "screen/actions.h"
#include "screen/ask.h"
#include "screen/form.h"
#include "screen/lines.h"
#include "screen/reading.h"
#include "screen/screens.h"
#include "store/row.h"
#include "store/stmt.h"

struct action {
	struct screen screen;
	int64_t id;
	struct action_row row;
	const struct kind *kind;
	struct progress_row *said;
	size_t n_said;
	struct action_facts_of facts;
	struct arena asked;	/* outlives a load, while one chooses: */
	struct heir { int64_t agency, member; const char *name; } *heirs;
	size_t n_heirs;
	struct lines lines;
	const char *steps[2];	/* could not, did not: the kind's keys */
	int due_was;		/* when another date was asked for */
	struct action_owner owner_was;	/* likewise */
};

enum { LINE_STEP = 1, LINE_SAID, LINE_CASE };

enum {
	ACTION_OPEN = 1,
	ACTION_REPORT,
	ACTION_DONE,
	ACTION_NOT_DONE,
	ACTION_STEP_DONE,
	ACTION_STEP,
	ACTION_ACCEPT,
	ACTION_DECLINE,
	ACTION_DATE,
	ACTION_FORM,
	ACTION_COLOUR,
	ACTION_OWNER,
	ACTION_REMOVE,
	ACTION_CASE
};

static const struct keydef rows[] = {
	{ ACTION_OPEN, "Enter l Right", "open", "open",
	    "open what is chosen", "action", 0 },
	{ ACTION_DONE, "d", "done", "done", "report it done", NULL,
	    KEYDEF_WRITES },
	{ ACTION_NOT_DONE, "n", "not-done", "not done",
	    "report that it could not be, or was not, done", NULL,
	    KEYDEF_WRITES },
	{ ACTION_REPORT, "r", "report", "report",
	    "report news, or any status", NULL, KEYDEF_WRITES },
	{ ACTION_STEP_DONE, "Space", "step-done", "step done",
	    "the chosen step is done, or is not after all", NULL,
	    KEYDEF_WRITES },
	{ ACTION_STEP, "s", "add-step", "step", "add a step", NULL,
	    KEYDEF_WRITES },
	{ ACTION_ACCEPT, "y", "accept", "accept",
	    "take it on, in my name where it is my agency's", NULL,
	    KEYDEF_WRITES },
	{ ACTION_DECLINE, "N", "decline", NULL,
	    "decline it: the reason goes to who leads and keeps the record",
	    NULL, KEYDEF_WRITES },
	{ ACTION_DATE, "t", "new-date", "date",
	    "another date, with the reason", NULL, KEYDEF_WRITES },
	{ ACTION_FORM, "e", "fill-in", "fill in",
	    "strand, beginning, output and the rest of its form", NULL,
	    KEYDEF_WRITES },
	{ ACTION_COLOUR, "C", "colour", NULL,
	    "a colour by hand until the next meeting, with the reason", NULL,
	    KEYDEF_WRITES },
	{ ACTION_OWNER, "O", "owner", NULL, "somebody else takes it on",
	    NULL, KEYDEF_WRITES },
	{ ACTION_REMOVE, "x", "remove-step", NULL,
	    "take the chosen step away", NULL, KEYDEF_WRITES },
	{ ACTION_CASE, "c", "casefile", "case", "the case it belongs to",
	    NULL, 0 },
};

static const struct keymap keys = KEYMAP(rows);

static const struct table_column columns[] = {
	{ .title = "", .min = 11, .max = 11 },
	{ .title = "", .min = 24, .weight = 5 },
	{ .title = "", .min = 16, .weight = 1, .max = 24, .drop = 1 },
};

/* ---- Loading ------------------------------------------------------------ */

static void
add_steps(struct action *v)
{
	struct arena *a = &v->screen.arena;
	size_t i;

	if (v->row.n_milestones)
		lines_heading(&v->lines, "Steps");
	for (i = 0; i < v->row.n_milestones; i++) {
		const struct milestone_row *m = &v->row.milestones[i];
		bool done = m->done_on != DATE_NONE;
		struct line *l = lines_add(&v->lines, lines_date(a,
		    m->due_on));

		l->cell[1] = arena_printf(a, "%s %s%s%s", done ? "✓"
		    : m->overdue ? "!" : "·", m->text, *m->note ? " · " : "",
		    m->note);
		l->cell[2] = done ? arena_printf(a, "%s %s",
		    m->done_on > m->due_on ? "late" : "done",
		    lines_date(a, m->done_on)) : m->overdue ? "LATE"
		    : m->member_name;
		l->cell_style[2] = m->overdue ? STYLE_OVERDUE : STYLE_NORMAL;
		l->style = done ? STYLE_DIM : STYLE_NORMAL;
		l->tag = LINE_STEP;
		l->id = m->id;
		l->other = m->done_on;
	}
}

static const char *
status_label(const struct action *v, const char *key)
{
	const struct kind_action_status *st = kind_status(v->kind, key);

	return st ? st->label : key;
}

static const char *
said_words(struct action *v, const struct progress_row *p)
{
	struct arena *a = &v->screen.arena;
	struct buf b = {0};
	const char *text;

	if (strcmp(p->was, p->now) != 0)
		buf_addf(&b, "%s", status_label(v, p->now));
	if (p->due_now != DATE_NONE && p->due_now != p->due_was)
		buf_addf(&b, "%sdate %s, was %s", b.len ? " · " : "",
		    lines_date(a, p->due_now), lines_date(a, p->due_was));
	if (*p->reason)
		buf_addf(&b, "%s%s", b.len ? ": " : "", p->reason);
	if (*p->text)
		buf_addf(&b, "%s%s", b.len ? " · " : "", p->text);
	text = arena_strdup(a, buf_text(&b));
	buf_release(&b);
	return text;
}

static const char *
day_of(struct arena *a, const char *iso)
{
	return lines_date(a, date_parse_iso(arena_strndup(a, iso,
	    strcspn(iso, "T"))));
}

static void
add_said(struct action *v)
{
	size_t i;

	lines_heading(&v->lines, "What was said since");
	for (i = v->n_said; i-- > 0;) {
		const struct progress_row *p = &v->said[i];
		struct line *l = lines_add(&v->lines, day_of(
		    &v->screen.arena, p->reported_at));

		l->cell[1] = said_words(v, p);
		l->cell[2] = *p->reported_by_name ? p->reported_by_name
		    : p->recorded_by_name;
		l->tag = LINE_SAID;
		l->id = (int64_t)i;
	}
	if (!v->n_said)
		reading_say(&v->lines, "Nothing yet: r reports.");
}

static bool
action_load(struct screen *s, struct ctx *ctx, struct err *err)
{
	struct action *v = (struct action *)s;
	const struct kind_action_status *could, *did;

	if (!action_read(ctx->session->db, v->id,
	    clock_today(ctx->session->clock), &s->arena, &v->row, err))
		return false;
	if (!s->loaded && v->row.casefile && !cmd_consult_open(ctx->session,
	    v->row.casefile, err))
		return false;
	s->board = v->row.board;
	s->casefile = v->row.casefile;
	v->kind = session_board_kind(ctx->session, v->row.board, err);
	if (!v->kind)
		return false;
	if (!cmd_page_marking(ctx->session, v->kind, 0, v->id,
	    &s->arena, &s->marking, err))
		return false;
	could = kind_status_of(v->kind, MEANING_COULD_NOT);
	did = kind_status_of(v->kind, MEANING_DID_NOT);
	s->keys_off = session_may(ctx->session, v->row.board,
	    RIGHT_OWN_ACTIONS) || session_may(ctx->session, v->row.board,
	    RIGHT_MANAGE_ACTIONS) || session_may(ctx->session, v->row.board,
	    RIGHT_RECORD) ? 0 : KEYDEF_WRITES;
	v->steps[0] = could ? could->key : NULL;
	v->steps[1] = did ? did->key : NULL;
	lines_begin(&v->lines, &s->arena, columns,
	    sizeof columns / sizeof *columns, false);
	v->facts = (struct action_facts_of){ .kind = v->kind,
		.row = &v->row };
	if (!progress_read(ctx->session->db, v->id, &s->arena, &v->said,
	    &v->n_said, err) || !action_facts_read(&v->facts, ctx->session,
	    v->said, v->n_said, &s->arena, err))
		return false;
	add_steps(v);
	if (!action_facts_add(&v->facts, ctx, &v->lines, &s->arena, err))
		return false;
	add_said(v);
	lines_end(&v->lines);
	return true;
}

/* ---- Reporting ---------------------------------------------------------- */

static unsigned
report(struct action *v, struct ctx *ctx, const char *status)
{
	ctx_push(ctx, form_screen("report %" PRId64 "%s%s", v->id,
	    status ? " " : "", status ? status : ""));
	return SCREEN_REDRAW;
}

static unsigned
not_done(struct screen *s, struct ctx *ctx, int value)
{
	struct action *v = (struct action *)s;

	return report(v, ctx, v->steps[value - 1]);
}

/* The two are kept apart, and one of them has to be chosen. */
static unsigned
ask_not_done(struct action *v, struct ctx *ctx)
{
	struct dialog_answer answers[2];
	size_t n = 0;

	if (v->steps[0])
		answers[n++] = (struct dialog_answer){ 'c',
		    status_label(v, v->steps[0]), 1 };
	if (v->steps[1])
		answers[n++] = (struct dialog_answer){ 'd',
		    status_label(v, v->steps[1]), 2 };
	if (!n)
		return report(v, ctx, NULL);
	ask_dialog(ctx, "It was not done", "Could it not be done, or could "
	    "it have been, and was not?", answers, n, 0, not_done,
	    &v->screen);
	return SCREEN_REDRAW;
}

static unsigned
done(struct action *v, struct ctx *ctx)
{
	const struct kind_action_status *st = action_done_status(v->kind,
	    &v->row, ctx->session->member);

	return report(v, ctx, st ? st->key : NULL);
}

/* ---- Steps -------------------------------------------------------------- */

static unsigned
turn_step(struct action *v, struct ctx *ctx)
{
	const struct line *l = lines_at(&v->lines);
	struct err err = {0};
	int was;
	bool ok;

	if (!l || l->tag != LINE_STEP)
		return ctx_say(ctx, STYLE_WARN, "Stand on a step first; s "
		    "adds one.");
	was = (int)l->other;
	ok = was != DATE_NONE ? cmd_milestone_undone(ctx->session, l->id,
	    &was, &err) : cmd_milestone_done(ctx->session, l->id, DATE_NONE,
	    NULL, &was, &err);
	return ok ? SCREEN_RELOAD : ctx_fail(ctx, &err) | SCREEN_RELOAD;
}

static unsigned
remove_yes(struct screen *s, struct ctx *ctx)
{
	struct action *v = (struct action *)s;
	const struct line *l = lines_at(&v->lines);
	struct err err = {0};

	if (!l || l->tag != LINE_STEP)
		return SCREEN_REDRAW;
	return cmd_milestone_remove(ctx->session, l->id, &err)
	    ? SCREEN_RELOAD : ctx_fail(ctx, &err);
}

static unsigned
ask_remove(struct action *v, struct ctx *ctx)
{
	const struct line *l = lines_at(&v->lines);

	if (!l || l->tag != LINE_STEP)
		return ctx_say(ctx, STYLE_WARN, "Stand on a step first.");
	ask_yes(ctx, "Take this step away", l->cell[1], "yes, take it away",
	    remove_yes, &v->screen);
	return SCREEN_REDRAW;
}

/* ---- Taking on, and dates ----------------------------------------------- */

static unsigned
accept(struct action *v, struct ctx *ctx)
{
	struct err err = {0};

	if (!cmd_action_accept(ctx->session, v->id, 0, &err))
		return ctx_fail(ctx, &err);
	ctx_say(ctx, STYLE_OK, "✓ %s is taken on.", v->row.ref);
	return SCREEN_RELOAD;
}

static unsigned
decline_done(struct screen *s, struct ctx *ctx, const char *text)
{
	struct action *v = (struct action *)s;
	struct err err = {0};

	if (cmd_action_decline(ctx->session, v->id, text, &err))
		return SCREEN_RELOAD;
	ctx_fail(ctx, &err);
	return ASK_AGAIN;
}

static const char *
place_of(struct action *v, const char *what)
{
	return arena_printf(&v->screen.arena, "action/%" PRId64 "/%s", v->id,
	    what);
}

static unsigned
date_done(struct screen *s, struct ctx *ctx, const char *text)
{
	struct action *v = (struct action *)s;

	return action_date_typed(ctx, s, v->row.board,
	    &(const struct action_wish){ .action = v->id,
	    .due_was = v->due_was, .place = place_of(v, "date") }, text);
}

/* The first word is the colour, as a letter or a word; none gives it back to
 * the rule. */
static unsigned
colour_done(struct screen *s, struct ctx *ctx, const char *text)
{
	struct action *v = (struct action *)s;
	size_t len = strcspn(text, " :");
	struct err err = {0};
	char *colour = xstrndup(text, len);
	bool ok = cmd_action_rag(ctx->session, v->id, colour, text + len +
	    strspn(text + len, " :,;-"), &err);

	free(colour);
	if (ok)
		return SCREEN_RELOAD;
	ctx_fail(ctx, &err);
	return ASK_AGAIN;
}

static unsigned
ask_colour(struct action *v, struct ctx *ctx)
{
	const struct kind_rules *k = &v->kind->rules;
	struct buf b = {0};
	size_t i;

	if (!k->n_rag)
		return ctx_say(ctx, STYLE_WARN, "Actions of this %s have no "
		    "colours.", kind_word(v->kind, "board", 1));
	for (i = 0; i < k->n_rag; i++)
		buf_addf(&b, "%s%s", i ? " " : "", k->rag[i].letter);
	buf_adds(&b, ", and why (none: as the rule says): ");
	ask_line(ctx, buf_text(&b), NULL, place_of(v, "colour"), NULL, NULL,
	    colour_done, &v->screen);
	buf_release(&b);
	return SCREEN_REDRAW;
}

static unsigned
owner_picked(struct screen *s, struct ctx *ctx, size_t row)
{
	struct action *v = (struct action *)s;

	if (row >= v->n_heirs)
		return SCREEN_REDRAW;
	return action_wish(ctx, s, &(const struct action_wish){
		.action = v->id, .due = DATE_NONE,
		.agency = v->heirs[row].agency,
		.member = v->heirs[row].member, .owner = v->heirs[row].name,
		.owner_was = v->owner_was }) & ~ASK_AGAIN;
}

/* Those of its agency first, then the rest of the board. */
static unsigned
ask_owner(struct action *v, struct ctx *ctx)
{
	struct row_list rows_ = ROW_LIST(&v->asked, struct choice);
	struct row_list heirs = ROW_LIST(&v->asked, struct heir);
	struct err err = {0};
	struct stmt *q;

	arena_reset(&v->asked);
	q = db_query(ctx->session->db, SQL_ACTION_HEIRS, &err);
	stmt_id(q, ":board", v->row.board);
	stmt_id(q, ":agency", v->row.agency);
	while (stmt_next(q, &err)) {
		const char *name = row_str(q, 3, &v->asked);

		*(struct heir *)row_list_add(&heirs) = (struct heir){
			col_int(q, 0), col_int(q, 1), name };
		*(struct choice *)row_list_add(&rows_) = (struct choice){
			.key = row_str(q, 2, &v->asked), .label = name,
			.note = row_str(q, 4, &v->asked) };
	}
	if (!stmt_done(q))
		return ctx_fail(ctx, &err);
	v->heirs = heirs.rows;
	v->n_heirs = heirs.n;
	v->owner_was = (struct action_owner){ v->row.agency, v->row.member };
	ask_pick(ctx, "Who takes it on?", rows_.rows, rows_.n, 0,
	    owner_picked, &v->screen);
	return SCREEN_REDRAW;
}

/* ---- Acting ------------------------------------------------------------- */

static unsigned
open_line(struct action *v, struct ctx *ctx)
{
	const struct line *l = lines_at(&v->lines);

	if (l && l->tag == LINE_STEP)
		ctx_push(ctx, form_screen("milestone %" PRId64 " %" PRId64,
		    l->id, v->id));
	else if (l && l->tag == LINE_SAID)
		ask_read(ctx, l->cell[0], l->cell[1]);
	return SCREEN_REDRAW;
}

static unsigned
action_act(struct screen *s, struct ctx *ctx, int what)
{
	struct action *v = (struct action *)s;
	unsigned moved = lines_move(&v->lines, what);

	if (moved)
		return moved;
	switch (what) {
	case ACTION_OPEN:
		return open_line(v, ctx);
	case ACTION_REPORT:
		return report(v, ctx, NULL);
	case ACTION_DONE:
		return done(v, ctx);
	case ACTION_NOT_DONE:
		return ask_not_done(v, ctx);
	case ACTION_STEP_DONE:
		return turn_step(v, ctx);
	case ACTION_STEP:
		ctx_push(ctx, form_screen("milestone new %" PRId64, v->id));
		return SCREEN_REDRAW;
	case ACTION_ACCEPT:
		return accept(v, ctx);
	case ACTION_DECLINE:
		ask_line(ctx, "Declined, because: ", NULL, place_of(v,
		    "decline"), NULL, NULL, decline_done, s);
		return SCREEN_REDRAW;
	case ACTION_DATE:
		v->due_was = v->row.due_on;
		ask_day(ctx, "New date, and why: ", NULL, place_of(v, "date"),
		    &(const struct ask_day){ .board = v->row.board,
		    .more = true }, date_done, s);
		return SCREEN_REDRAW;
	case ACTION_FORM:
		ctx_push(ctx, form_screen("action %" PRId64, v->id));
		return SCREEN_REDRAW;
	case ACTION_COLOUR:
		return ask_colour(v, ctx);
	case ACTION_OWNER:
		return ask_owner(v, ctx);
	case ACTION_REMOVE:
		return ask_remove(v, ctx);
	case ACTION_CASE:
		if (!v->row.casefile)
			return ctx_say(ctx, STYLE_WARN, "This one belongs to "
			    "no case that you may see.");
		ctx_push(ctx, casefile_screen(v->row.casefile));
		return SCREEN_REDRAW;
	default:
		return 0;
	}
}

/* Half-typed when the line dropped: "action/12/date". */
static void
action_resume(struct screen *s, struct ctx *ctx, const char *how)
{
	static const struct {
		const char *what;
		int action;
	} ways[] = {
		{ "colour", ACTION_COLOUR }, { "date", ACTION_DATE },
		{ "decline", ACTION_DECLINE },
	};
	struct action *v = (struct action *)s;
	size_t i;

	for (i = 0; !(s->keys_off & KEYDEF_WRITES) &&
	    i < sizeof ways / sizeof *ways; i++) {
		if (!strcmp(how, place_of(v, ways[i].what)))
			action_act(s, ctx, ways[i].action);
	}
}

/* ---- Showing ------------------------------------------------------------ */

static void
action_draw(struct screen *s, const struct ctx *ctx, struct view v)
{
	struct action *action = (struct action *)s;
	int most = v.r.h / 2, head;

	(void)ctx;
	head = action_facts_draw(&action->facts, view_sub(v, 0, 0, most,
	    v.r.w));
	if (head > most)
		head = most;
	reading_draw(&action->lines, view_sub(v, head, 0, v.r.h - head,
	    v.r.w), 1);
}

static void
action_title(const struct screen *s, const struct ctx *ctx, struct buf *left,
    struct buf *right)
{
	const struct action *v = (const struct action *)s;

	(void)ctx;
	buf_addf(left, "Action %s", v->row.ref);
	if (v->row.live && !strcmp(v->row.acceptance, "needed"))
		buf_addf(right, "waiting for %s: y takes it on, N declines",
		    action_awaited(&v->row));
}

static void
action_place(const struct screen *s, struct buf *out)
{
	buf_addf(out, "%" PRId64, ((const struct action *)s)->id);
}

static void
action_free(struct screen *s)
{
	arena_release(&((struct action *)s)->asked);
}

static const struct screen_ops ops = {
	.name = "action",
	.keys = &keys,
	.moves = true,
	.load = action_load,
	.title = action_title,
	.draw = action_draw,
	.act = action_act,
	.place = action_place,
	.resume = action_resume,
	.free = action_free,
};

struct screen *
action_screen(int64_t action)
{
	struct action *v = screen_new(sizeof *v, &ops);

	v->id = action;
	return &v->screen;
}
