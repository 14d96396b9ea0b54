/*
 * report: one report of a board: its chart and its table, its plan or its
 * trace. From a figure to what it counted, from a line to the record.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "cmd/report_cmd.h"
#include "screen/ask.h"
#include "screen/report_disposal.h"
#include "screen/report_view.h"
#include "screen/screens.h"
#include "screen/take.h"
#include "store/casefile_read.h"
#include "store/directory_read.h"

/* Lines read at first: a few screens. Going on from the last reads more. */
#define FIRST_LINES 60
#define FIRST_CARDS 20		/* of each strand */
#define NARROW_MOST 4
#define MEETINGS_BACK 400	/* returns one may go back to */

struct report_screen {
	struct screen screen;
	int64_t board, casefile;
	char *key;
	char *prefix;			/* the board's */
	char *ref;			/* the record's; NULL */
	struct report report;
	struct report_view view;
	struct report_narrow narrow[NARROW_MOST];
	size_t n_narrow;
	size_t limit;
	bool noted;			/* that the record was opened */
	int64_t *picked;		/* records of a line, to choose from */
	size_t n_picked;
	/* What is being decided of one that is up for disposal. */
	struct disposal_ask ask;
};

enum {
	REPORT_OPEN = 1,
	REPORT_RIGHT,
	REPORT_LEFT,
	REPORT_NEXT,
	REPORT_BEFORE,
	REPORT_EXPORT,
	REPORT_EARLIER,
	REPORT_LATER,
	REPORT_ALL_OF_THEM,
	REPORT_KEEP,
	REPORT_ERASE
};

/* Flags of key rows: who has them. */
enum {
	KEY_KEEP = KEYDEF_OWN,		/* erases, so says what stays */
	KEY_ERASE = KEYDEF_OWN << 1	/* or agrees to it */
};

static const struct keydef rows[] = {
	{ REPORT_OPEN, "Enter", "open", "open",
	    "open the record, or what lies behind the figure", "report", 0 },
	{ REPORT_RIGHT, "l Right", "column-right", NULL,
	    "the next column", NULL, 0 },
	{ REPORT_LEFT, "h Left", "column-left", NULL, "the column before",
	    NULL, 0 },
	{ REPORT_NEXT, "] Tab", "next-report", "next", "the next report",
	    NULL, 0 },
	{ REPORT_BEFORE, "[ Shift-Tab", "previous-report", NULL,
	    "the report before", NULL, 0 },
	{ REPORT_EARLIER, "<", "earlier-meeting", NULL,
	    "the return of the meeting before", NULL, 0 },
	{ REPORT_LATER, ">", "later-meeting", NULL,
	    "the return of the meeting after", NULL, 0 },
	{ REPORT_ALL_OF_THEM, "L", "reports", "all", "all reports of the "
	    "board", NULL, 0 },
	{ REPORT_EXPORT, "x", "export-report", "export",
	    "write it to a file: text, CSV, XLSX, JSON …", NULL, 0 },
	{ REPORT_KEEP, "K", "keep-until", "keep",
	    "keep the chosen record until another day", "disposal",
	    KEYDEF_WRITES | KEY_KEEP },
	{ REPORT_ERASE, "E", "erase", "erase",
	    "ask for the chosen record to be erased, agree to it, or do it",
	    NULL, KEYDEF_WRITES | KEY_ERASE },
};

static const struct keymap keys = KEYMAP(rows);

/* ---- Loading ---------------------------------------------------------- */

static struct report_wish
wish_of(const struct report_screen *r)
{
	return (struct report_wish){ .board = r->board,
	    .casefile = r->casefile, .key = r->key, .narrow = r->narrow,
	    .n_narrow = r->n_narrow, .limit = r->limit, .noted = r->noted };
}

static bool
read_names(struct report_screen *r, struct ctx *ctx, struct err *err)
{
	struct session *s = ctx->session;
	struct casefile_row file;
	struct board_row board = {0};

	if (!board_read(s->db, r->board, &r->screen.arena, &board, err) ||
	    (r->casefile && !casefile_read(s->db, r->casefile,
	    &r->screen.arena, &file, err)))
		return false;
	free(r->prefix);
	r->prefix = xstrdup(board.prefix);
	free(r->ref);
	r->ref = r->casefile ? xstrdup(file.ref) : NULL;
	return true;
}

/* What is up for disposal is decided on by who erases, and by who agrees. */
static void
set_keys(struct report_screen *r, struct ctx *ctx,
    const struct kind_report *def)
{
	bool up = def && def->live == REPORT_DISPOSAL;
	bool erases = up && session_may(ctx->session, r->board, RIGHT_ERASE);

	r->screen.keys_off = (erases ? 0 : KEY_KEEP) | (erases || (up &&
	    session_may(ctx->session, r->board, RIGHT_APPROVE_ERASURE)) ? 0
	    : KEY_ERASE);
}

static bool
report_load(struct screen *s, struct ctx *ctx, struct err *err)
{
	struct report_screen *r = (struct report_screen *)s;
	const struct kind *k = session_board_kind(ctx->session, r->board,
	    err);
	struct report_wish wish;

	if (!k)
		return false;
	if (!r->limit) {
		const struct kind_report *def = kind_report(k, r->key);

		r->limit = def && def->what == REPORT_PLAN ? FIRST_CARDS
		    : FIRST_LINES;
	}
	report_release(&r->report);
	wish = wish_of(r);
	if (!read_names(r, ctx, err) ||
	    !cmd_report(ctx->session, &wish, &r->report, err))
		return false;
	set_keys(r, ctx, kind_report(k, r->key));
	r->noted = r->casefile != 0;
	s->board = r->board;
	s->casefile = r->casefile;
	s->marking = r->report.marking;
	report_view_set(&r->view, &r->report, &s->arena);
	return true;
}

/* ---- From a figure, or a line, to what lies behind it ----------------- */

static struct report_screen *
again(const struct report_screen *r)
{
	struct report_screen *more = (struct report_screen *)report_screen(
	    r->board, r->key, r->casefile);
	size_t i;

	for (i = 0; i < r->n_narrow; i++)
		more->narrow[i] = (struct report_narrow){
		    xstrdup(r->narrow[i].column), xstrdup(r->narrow[i].key) };
	more->n_narrow = r->n_narrow;
	more->noted = r->noted;
	return more;
}

static void
narrow(struct report_screen *r, const char *column, const char *key)
{
	if (r->n_narrow < NARROW_MOST)
		r->narrow[r->n_narrow++] = (struct report_narrow){
		    xstrdup(column), xstrdup(key) };
}

static unsigned
open_figure(struct report_screen *r, struct ctx *ctx,
    const struct report_line *l)
{
	const struct report *rep = &r->report;
	int column = r->view.column;
	bool part = column > 0 && rep->def->columns && column <
	    (int)rep->n_columns - 1 - (rep->def->percent ? 1 : 0);
	struct report_screen *more;

	if (rep->suppressed)
		return ctx_say(ctx, STYLE_WARN, "Numbers too small to be "
		    "shown stay closed, and so do those beside them.");
	if (l->total && !part)
		return SCREEN_USED;
	more = again(r);
	if (!l->total)
		narrow(more, rep->def->rows, l->key);
	if (part)
		narrow(more, rep->def->columns, rep->columns[column].key);
	ctx_push(ctx, &more->screen);
	return SCREEN_REDRAW;
}

/* From a figure of a return to the cases that it counts, or of which it could
 * not be told. */
static unsigned
open_measure(struct report_screen *r, struct ctx *ctx,
    const struct report_line *l)
{
	struct report_screen *more;

	if (r->report.def->suppress)
		return ctx_say(ctx, STYLE_WARN, "A return that hides small "
		    "numbers lists nothing behind them.");
	more = again(r);
	narrow(more, RETURN_FIGURE, l->key);
	if (r->view.column == RETURN_UNKNOWN_COLUMN)
		narrow(more, RETURN_KNOWN, "no");
	ctx_push(ctx, &more->screen);
	return SCREEN_REDRAW;
}

static unsigned
named_picked(struct screen *s, struct ctx *ctx, size_t row)
{
	struct report_screen *r = (struct report_screen *)s;

	if (row >= r->n_picked)
		return SCREEN_REDRAW;
	ctx_push(ctx, casefile_screen(r->picked[row]));
	return SCREEN_REDRAW;
}

/* Several records stand in the line: which of them? */
static unsigned
ask_named(struct report_screen *r, struct ctx *ctx,
    const struct report_line *l)
{
	struct choices rows_ = {0};
	size_t i;

	r->picked = arena_array(&r->screen.arena, l->n_named,
	    sizeof *r->picked);
	r->n_picked = l->n_named;
	for (i = 0; i < l->n_named; i++) {
		choices_add(&rows_, l->named[i].ref, l->named[i].ref,
		    r->report.columns[l->named[i].column].title, 0);
		r->picked[i] = l->named[i].casefile;
	}
	ask_pick(ctx, l->cell[0], rows_.rows, rows_.n, 0, named_picked,
	    &r->screen);
	choices_release(&rows_);
	return SCREEN_REDRAW;
}

static unsigned
open_line(struct report_screen *r, struct ctx *ctx)
{
	const struct report_line *l = report_view_at(&r->view);

	if (!l)
		return SCREEN_USED;
	if (r->report.shape == SHAPE_COUNT)
		return open_figure(r, ctx, l);
	if (r->report.shape == SHAPE_FIGURES)
		return open_measure(r, ctx, l);
	if (l->action)
		ctx_push(ctx, action_screen(l->action));
	else if (l->casefile)
		ctx_push(ctx, casefile_screen(l->casefile));
	else if (l->meeting)
		ctx_push(ctx, meeting_screen(l->meeting));
	else if (l->n_named > 1)
		return ask_named(r, ctx, l);
	else
		return ctx_say(ctx, STYLE_DIM, "Nothing stands behind this "
		    "line.");
	return SCREEN_REDRAW;
}

/* ---- Another report --------------------------------------------------- */

/* Of one record, those that are about its actions or its type. */
static bool
is_of(const struct report_screen *r, const struct kind_report *def)
{
	return !r->casefile || def->what == REPORT_PLAN ||
	    def->what == REPORT_ACTIONS || def->what == REPORT_TRACE ||
	    def->what == REPORT_MILESTONES;
}

static unsigned
another(struct report_screen *r, struct ctx *ctx, int by)
{
	const struct kind_report *list;
	struct err err = {0};
	size_t n, at, i;

	if (!cmd_report_list(ctx->session, r->board,
	    &r->screen.arena, &list, &n, &err))
		return ctx_fail(ctx, &err);
	for (at = 0; at < n && strcmp(list[at].key, r->key) != 0; at++)
		;
	for (i = 0; i < n; i++) {
		at = (at + n + (size_t)(by < 0 ? n - 1 : 1)) % n;
		if (is_of(r, &list[at]))
			break;
	}
	ctx_replace(ctx, report_screen(r->board, list[at].key, r->casefile));
	return SCREEN_REDRAW;
}

/* ---- A return of another meeting -------------------------------------- */

/* Where among the meetings that were held, latest first, it is; n when there
 * are none. */
static size_t
held_meetings(const struct report_screen *r, int today,
    struct board_meeting_row *met, size_t *n)
{
	size_t i, held = 0, at = 0;

	for (i = 0; i < *n; i++)
		if (met[i].held_on <= today &&
		    (!strcmp(met[i].status, "open") ||
		    !strcmp(met[i].status, "closed")))
			met[held++] = met[i];
	*n = held;
	for (i = 0; i < r->n_narrow; i++)
		for (size_t j = 0; j < held &&
		    !strcmp(r->narrow[i].column, RETURN_MEETING); j++)
			if (!strcmp(met[j].ref, r->narrow[i].key))
				at = j;
	return at;
}

static unsigned
other_meeting(struct report_screen *r, struct ctx *ctx, bool earlier)
{
	struct board_meeting_row *rows_;
	struct report_screen *other;
	struct err err = {0};
	size_t n, at;

	if (r->report.shape != SHAPE_FIGURES)
		return ctx_say(ctx, STYLE_DIM, "Only a return is of a "
		    "meeting.");
	if (!board_read_meetings(ctx->session->db, r->board, MEETINGS_BACK,
	    &r->screen.arena, &rows_, &n, &err))
		return ctx_fail(ctx, &err);
	at = held_meetings(r, clock_today(ctx->session->clock), rows_, &n);
	if (earlier ? at + 1 >= n : at == 0)
		return ctx_say(ctx, STYLE_DIM, earlier ? "There is no "
		    "earlier meeting." : "There is no later meeting that "
		    "was held.");
	other = (struct report_screen *)report_screen(r->board, r->key, 0);
	narrow(other, RETURN_MEETING, rows_[earlier ? at + 1 : at - 1].ref);
	ctx_replace(ctx, &other->screen);
	return SCREEN_REDRAW;
}

/* ---- Writing it to a file --------------------------------------------- */

static bool
write_report(struct screen *s, struct ctx *ctx, const struct take *t,
    const struct doc_format *format, take_put *put, void *arg,
    struct err *err)
{
	struct report_wish wish = wish_of((struct report_screen *)s);

	(void)t;
	wish.limit = 0;
	return cmd_report_export(ctx->session, &wish, format, false, put, arg,
	    err);
}

/* No name of a file tells of a record. */
static size_t
report_takes(struct screen *s, struct ctx *ctx, struct arena *a,
    struct take *list)
{
	struct report_screen *r = (struct report_screen *)s;

	if (!session_may(ctx->session, r->board, RIGHT_EXPORT_OWN) &&
	    !session_may(ctx->session, r->board, RIGHT_EXPORT_RECORD))
		return 0;
	list[0] = (struct take){ .title = "this report", .name = take_name(a,
	    r->prefix, r->key, clock_today(ctx->session->clock)),
	    .asks = arena_printf(a, "report %s --board %s%s%s", r->key,
	    r->prefix, r->ref ? " --case " : "", r->ref ? r->ref : ""),
	    .marking = arena_strdup(a, r->report.marking), .list = true,
	    .write = write_report };
	return 1;
}

/* ---- What is up for disposal ------------------------------------------ */

struct disposal_ask *
report_asked(struct screen *s)
{
	return &((struct report_screen *)s)->ask;
}

static unsigned
decide(struct report_screen *r, struct ctx *ctx, int action)
{
	const struct report_line *l = report_view_at(&r->view);

	if (!l || !l->casefile)
		return ctx_say(ctx, STYLE_DIM, "Choose a record.");
	r->ask = (struct disposal_ask){ .board = r->board,
		.casefile = l->casefile };
	return action == REPORT_ERASE ? disposal_erase(&r->screen, ctx)
	    : disposal_keep(&r->screen, ctx);
}

/* ---- Acting ----------------------------------------------------------- */

/* Moving on from the last line, where there are more, reads them. */
static unsigned
move(struct report_screen *r, int action)
{
	bool was_last = r->report.shape == SHAPE_PLAN
	    ? action == LIST_DOWN || action == LIST_PGDN
	    : r->view.table.list.pos + 1 == r->view.table.list.count;
	size_t at = r->view.chart.at;

	if (!report_view_act(&r->view, action))
		return 0;
	if (r->report.shape == SHAPE_PLAN)
		was_last &= at == r->view.chart.at;
	else
		was_last &= r->view.table.list.pos + 1 ==
		    r->view.table.list.count;
	if (!was_last || !r->report.more)
		return SCREEN_REDRAW;
	r->limit *= 4;
	return SCREEN_REDRAW | SCREEN_RELOAD;
}

static unsigned
report_act(struct screen *s, struct ctx *ctx, int action)
{
	struct report_screen *r = (struct report_screen *)s;
	unsigned moved = move(r, action);

	if (moved)
		return moved;
	switch (action) {
	case REPORT_OPEN:
		return open_line(r, ctx);
	case REPORT_RIGHT:
	case REPORT_LEFT:
		return report_view_across(&r->view, action == REPORT_RIGHT
		    ? 1 : -1) ? SCREEN_REDRAW : SCREEN_USED;
	case REPORT_NEXT:
	case REPORT_BEFORE:
		return another(r, ctx, action == REPORT_NEXT ? 1 : -1);
	case REPORT_EARLIER:
	case REPORT_LATER:
		return other_meeting(r, ctx, action == REPORT_EARLIER);
	case REPORT_ALL_OF_THEM:
		ctx_replace(ctx, reports_screen(r->board, r->casefile));
		return SCREEN_REDRAW;
	case REPORT_EXPORT:
		return take_ask(s, ctx);
	case REPORT_KEEP:
	case REPORT_ERASE:
		return decide(r, ctx, action);
	default:
		return 0;
	}
}

/* ---- Showing ---------------------------------------------------------- */

static void
report_draw(struct screen *s, const struct ctx *ctx, struct view v)
{
	(void)ctx;
	report_view_draw(&((struct report_screen *)s)->view, v);
}

static void
report_title(const struct screen *s, const struct ctx *ctx, struct buf *left,
    struct buf *right)
{
	const struct report_screen *r = (const struct report_screen *)s;

	(void)ctx;
	buf_adds(left, r->report.title);
	if (r->report.shape == SHAPE_TRACE)
		buf_addf(right, "%" PRId64 " of %" PRId64 " covered",
		    r->report.covered, r->report.records);
}

/* What is written down without a report's counting it: readings, drafts, the
 * words of minutes and research. */
static bool
report_shows(const struct screen *s, const struct change *c)
{
	static const char *const others[] = { "absence", "chairing",
	    "checked", "consultation", "contribution", "contribution_line",
	    "incident", "minute", "override", "relation", "repeat",
	    "snapshot" };
	size_t i;

	(void)s;
	for (i = 0; i < sizeof others / sizeof *others; i++)
		if (!strcmp(c->tbl, others[i]))
			return false;
	return true;
}

static void
report_place(const struct screen *s, struct buf *out)
{
	const struct report_screen *r = (const struct report_screen *)s;

	buf_addf(out, "%" PRId64 " %" PRId64 " %s", r->board, r->casefile,
	    r->key);
}

static void
report_free(struct screen *s)
{
	struct report_screen *r = (struct report_screen *)s;
	size_t i;

	report_release(&r->report);
	free(r->key);
	free(r->prefix);
	free(r->ref);
	for (i = 0; i < r->n_narrow; i++) {
		free((char *)r->narrow[i].column);
		free((char *)r->narrow[i].key);
	}
}

static const struct screen_ops ops = {
	.name = "report",
	.keys = &keys,
	.moves = true,
	.load = report_load,
	.title = report_title,
	.draw = report_draw,
	.act = report_act,
	.takes = report_takes,
	.shows = report_shows,
	.place = report_place,
	.free = report_free,
};

struct screen *
report_screen(int64_t board, const char *key, int64_t casefile)
{
	struct report_screen *r = screen_new(sizeof *r, &ops);

	r->board = board;
	r->casefile = casefile;
	r->key = xstrdup(key);
	return &r->screen;
}
