/*
 * actions: lists of actions by date: one's own, one's agency's, overdue, all
 * that are open, or those of a case; where they have strands and colours, a
 * tracker: in groups, or one strand, colour, agency or owner alone.
 */
#include "screen/actions.h"

#include <inttypes.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "cmd/action_cmd.h"
#include "cmd/export_actions.h"
#include "screen/actions_list.h"
#include "screen/ask.h"
#include "screen/reading.h"
#include "screen/screens.h"
#include "screen/take.h"
#include "store/casefile_read.h"
#include "store/directory_read.h"
#include "store/row.h"
#include "store/stmt.h"

enum filter { FILTER_MINE, FILTER_AGENCY, FILTER_OVERDUE, FILTER_ALL,
	FILTERS };

/* One thing one may ask for alone. */
struct alone {
	enum action_group sort;	/* GROUP_NONE: whatever it is */
	int64_t id;
	const char *key, *name;
};

struct actions {
	struct screen screen;
	int64_t board, casefile;
	enum filter filter;
	char *key;		/* of the one strand or colour asked for */
	enum action_group by;	/* what key is, or whose the id below is */
	int64_t id;
	char *name;		/* of what is asked for alone, in words */
	struct arena asked;	/* outlives a load, while one chooses: */
	struct alone *offers;
	size_t n_offers;
	int64_t chosen;		/* the action that is asked about */
	const char *what;	/* the case's reference, or NULL */
	struct actions_list list;
};

enum {
	ACTIONS_OPEN = 1,
	ACTIONS_REPORT,
	ACTIONS_TAKE,
	ACTIONS_DECLINE,
	ACTIONS_MINE,
	ACTIONS_AGENCY,
	ACTIONS_LATE,
	ACTIONS_ALL,
	ACTIONS_GROUP,
	ACTIONS_ALONE,
	ACTIONS_CASE
};

static const struct keydef rows[] = {
	{ ACTIONS_OPEN, "Enter l Right", "open", "open",
	    "open the action, or unfold the group", "actions", 0 },
	{ ACTIONS_REPORT, "r", "report", "report",
	    "report how it stands", NULL, KEYDEF_WRITES },
	{ ACTIONS_TAKE, "y", "accept", NULL,
	    "take it on, in my name where it is my agency's", NULL,
	    KEYDEF_WRITES },
	{ ACTIONS_DECLINE, "N", "decline", NULL,
	    "decline it: the reason goes to who leads and keeps the record",
	    NULL, KEYDEF_WRITES },
	{ ACTIONS_MINE, "m", "mine", "mine", "those that are mine to do",
	    NULL, 0 },
	{ ACTIONS_AGENCY, "a", "my-agency", "agency",
	    "those of my agency, and of its teams", NULL, 0 },
	{ ACTIONS_LATE, "o", "overdue", "overdue", "those past their date",
	    NULL, 0 },
	{ ACTIONS_ALL, "A", "all-actions", "all", "all that are open", NULL,
	    0 },
	{ ACTIONS_GROUP, "g", "group", "group",
	    "by date, strand, colour, agency or owner", NULL, 0 },
	{ ACTIONS_ALONE, "f", "filter", "filter",
	    "one strand, colour, agency or owner alone", NULL, 0 },
	{ ACTIONS_CASE, "c", "casefile", NULL, "the case it belongs to",
	    NULL, 0 },
};

static const struct keymap keys = KEYMAP(rows);

/* ---- Loading ------------------------------------------------------------ */

static bool
own_agency(struct ctx *ctx, int64_t *id, struct err *err)
{
	struct stmt *q = db_query(ctx->session->db, SQL_RECORD_MY_AGENCY,
	    err);

	*id = 0;
	return db_one_int(ctx->session->db, q, id, err) || !err->code;
}

static bool
set_filter(struct actions *v, struct ctx *ctx, struct err *err)
{
	struct track_filter *f = &v->list.filter;

	*f = (struct track_filter){ .board = v->board,
		.overdue = v->filter == FILTER_OVERDUE };
	if (v->filter == FILTER_MINE)
		f->member = ctx->session->member;
	else if (v->filter == FILTER_AGENCY &&
	    !own_agency(ctx, &f->agency, err))
		return false;
	if (v->by == GROUP_STRAND)
		f->strand = v->key;
	else if (v->by == GROUP_COLOUR)
		f->colour = v->key;
	else if (v->by == GROUP_AGENCY)
		f->agency = v->id;
	else if (v->by == GROUP_OWNER)
		f->member = v->id;
	return true;
}

static bool
load_case(struct actions *v, struct ctx *ctx, struct err *err)
{
	struct arena *a = &v->screen.arena;
	int today = clock_today(ctx->session->clock);
	struct action_row *all, *kept;
	struct casefile_row file;
	int64_t agency = 0;
	size_t i, n, m = 0;

	if (!casefile_read(ctx->session->db, v->casefile, a, &file, err) ||
	    !own_agency(ctx, &agency, err) || !action_read_list(
	    ctx->session->db, ACTIONS_OF_CASEFILE, v->casefile, today, a,
	    &all, &n, err))
		return false;
	v->what = file.ref;
	kept = arena_array(a, n + 1, sizeof *kept);
	for (i = 0; i < n; i++) {
		const struct action_row *r = &all[i];

		if ((v->filter == FILTER_MINE &&
		    r->member != ctx->session->member) ||
		    (v->filter == FILTER_AGENCY && r->agency != agency) ||
		    (v->filter == FILTER_OVERDUE && !r->overdue))
			continue;
		kept[m++] = *r;
	}
	return actions_list_fill(&v->list, ctx->session, kept, m, a, err);
}

static bool
actions_load(struct screen *s, struct ctx *ctx, struct err *err)
{
	struct actions *v = (struct actions *)s;
	bool ok;

	s->board = v->board;
	s->casefile = v->casefile;
	v->what = NULL;
	ok = v->casefile ? load_case(v, ctx, err) : set_filter(v, ctx, err) &&
	    actions_list_load(&v->list, ctx->session, &s->arena, err);
	if (ok && v->list.kind)
		s->marking = v->list.kind->marking.text;
	return ok;
}

/* ---- As a document ------------------------------------------------------ */

static struct action_pick
pick_of(const struct actions *v)
{
	const struct track_filter *f = &v->list.filter;

	return (struct action_pick){ .casefile = v->casefile,
		.board = v->casefile ? 0 : f->board, .agency = f->agency,
		.member = f->member, .strand = f->strand,
		.colour = f->colour, .overdue = f->overdue };
}

static bool
write_list(struct screen *s, struct ctx *ctx, const struct take *t,
    const struct doc_format *format, take_put *put, void *arg,
    struct err *err)
{
	const struct action_pick p = pick_of((struct actions *)s);

	(void)t;
	return cmd_export_actions_to(ctx->session, &p, format, put, arg, err);
}

/* What is listed, as it is narrowed; of a case everything it has. */
static size_t
actions_takes(struct screen *s, struct ctx *ctx, struct arena *a,
    struct take *list)
{
	static const char *const names[] = { [FILTER_MINE] = "mine",
		[FILTER_AGENCY] = "agency", [FILTER_OVERDUE] = "overdue",
		[FILTER_ALL] = "actions" };
	static const char *const asks[] = { [FILTER_MINE] = "--mine",
		[FILTER_AGENCY] = "--agency …", [FILTER_OVERDUE] =
		"--overdue", [FILTER_ALL] = "--all" };
	struct actions *v = (struct actions *)s;
	struct board_row board = { .prefix = "" };

	if (v->casefile)
		return take_case(ctx, v->casefile, a, list);
	if (v->board && !board_read(ctx->session->db, v->board, a, &board,
	    NULL))
		return 0;
	list[0] = (struct take){ .title = "this list of actions", .list = true,
	    .name = take_name(a, board.prefix, names[v->filter],
	    clock_today(ctx->session->clock)), .asks = arena_printf(a,
	    "export actions %s%s%s", asks[v->filter], *board.prefix
	    ? " --board " : "", board.prefix), .write = write_list };
	return 1;
}

/* ---- Which of them ------------------------------------------------------ */

static unsigned
begin_anew(struct actions *v)
{
	v->list.page = 0;
	v->list.open_group = 0;
	v->list.lines.table.list = (struct list){0};
	return SCREEN_RELOAD;
}

static void
ask_alone(struct actions *v, const struct alone *what, const char *name)
{
	free(v->key);
	free(v->name);
	v->by = what->sort;
	v->id = what->id;
	v->key = what->key ? xstrdup(what->key) : NULL;
	v->name = what->sort != GROUP_NONE ? xstrdup(name) : NULL;
}

static unsigned
choose(struct actions *v, enum filter filter)
{
	static const struct alone none;

	ask_alone(v, &none, NULL);
	v->filter = filter;
	return begin_anew(v);
}

static unsigned
group_picked(struct screen *s, struct ctx *ctx, size_t row)
{
	struct actions *v = (struct actions *)s;

	(void)ctx;
	v->list.group = (enum action_group)v->offers[row].sort;
	return begin_anew(v);
}

/* Strands and colours are offered where there are any. */
static unsigned
pick_group(struct actions *v, struct ctx *ctx)
{
	static const struct choice all[ACTION_GROUPS] = {
		[GROUP_NONE] = { .key = "date", .label = "By date" },
		[GROUP_STRAND] = { .key = "strand", .label = "By strand" },
		[GROUP_COLOUR] = { .key = "colour", .label = "By colour" },
		[GROUP_AGENCY] = { .key = "agency", .label = "By agency" },
		[GROUP_OWNER] = { .key = "owner", .label = "By owner" },
	};
	const struct kind *k = v->list.kind;
	struct choice some[ACTION_GROUPS];
	size_t i, n = 0;

	if (v->casefile)
		return ctx_say(ctx, STYLE_WARN, "Those of one case are in the "
		    "order in which they were agreed.");
	arena_reset(&v->asked);
	v->offers = arena_array(&v->asked, ACTION_GROUPS,
	    sizeof *v->offers);
	for (i = 0; i < ACTION_GROUPS; i++) {
		if ((i == GROUP_STRAND && !(k && k->actions.n_strands)) ||
		    (i == GROUP_COLOUR && !(k && k->rules.n_rag)))
			continue;
		v->offers[n].sort = (enum action_group)i;
		some[n++] = all[i];
	}
	ask_pick(ctx, "In which groups?", some, n, 0, group_picked,
	    &v->screen);
	return SCREEN_REDRAW;
}

/* ---- One alone ---------------------------------------------------------- */

struct offering {
	struct arena *arena;
	struct row_list choices, alones;
};

static void
offer(struct offering *o, enum action_group sort, int64_t id,
    const char *key, const char *label, const char *note)
{
	*(struct choice *)row_list_add(&o->choices) = (struct choice){
		.key = key ? key : "", .label = label, .note = note };
	*(struct alone *)row_list_add(&o->alones) = (struct alone){
		sort, id, key, label };
}

static void
offer_kind(struct offering *o, const struct kind *k)
{
	size_t i;

	for (i = 0; k && i < k->actions.n_strands; i++)
		offer(o, GROUP_STRAND, 0, k->actions.strands[i].key,
		    k->actions.strands[i].label, arena_printf(o->arena,
		    "strand %s", action_strand_letter(
		    &k->actions.strands[i])));
	for (i = 0; k && i < k->rules.n_rag; i++)
		offer(o, GROUP_COLOUR, 0, k->rules.rag[i].key,
		    k->rules.rag[i].label, arena_printf(o->arena, "colour %s",
		    k->rules.rag[i].letter));
}

static bool
offer_people(struct offering *o, struct ctx *ctx, int64_t board,
    struct err *err)
{
	struct agency_row *agencies;
	struct stmt *q;
	size_t i, n;

	if (!agency_read_tree(ctx->session->db, o->arena, &agencies, &n, err))
		return false;
	for (i = 0; i < n; i++)
		offer(o, GROUP_AGENCY, agencies[i].id, NULL, agencies[i].name,
		    agencies[i].depth ? "team" : "agency");
	q = db_query(ctx->session->db, SQL_ACTION_OWNERS, err);
	stmt_id(q, ":board", board);
	while (stmt_next(q, err))
		offer(o, GROUP_OWNER, col_int(q, 0), NULL, row_str(q, 1,
		    o->arena), "owner");
	return stmt_done(q);
}

static unsigned
alone_picked(struct screen *s, struct ctx *ctx, size_t row)
{
	struct actions *v = (struct actions *)s;

	(void)ctx;
	if (row >= v->n_offers)
		return SCREEN_REDRAW;
	ask_alone(v, &v->offers[row], v->offers[row].name);
	if (v->filter < FILTER_OVERDUE)
		v->filter = FILTER_ALL;
	v->list.group = GROUP_NONE;
	return begin_anew(v);
}

static unsigned
pick_alone(struct actions *v, struct ctx *ctx)
{
	struct arena *a = &v->asked;
	struct offering o = { a, ROW_LIST(a, struct choice),
		ROW_LIST(a, struct alone) };
	struct err err = {0};

	if (v->casefile)
		return ctx_say(ctx, STYLE_WARN, "Those of one case are few: "
		    "all of them are here.");
	arena_reset(a);
	offer(&o, GROUP_NONE, 0, NULL, "Whatever it is", NULL);
	offer_kind(&o, v->list.kind);
	if (!offer_people(&o, ctx, v->board, &err))
		return ctx_fail(ctx, &err);
	v->offers = o.alones.rows;
	v->n_offers = o.alones.n;
	ask_pick(ctx, "Show alone", o.choices.rows, o.choices.n, 0,
	    alone_picked, &v->screen);
	return SCREEN_REDRAW;
}

/* ---- Taking on ---------------------------------------------------------- */

static unsigned
take_on(struct ctx *ctx, const struct line *l)
{
	struct err err = {0};

	if (!cmd_action_accept(ctx->session, l->id, 0, &err))
		return ctx_fail(ctx, &err);
	ctx_say(ctx, STYLE_OK, "✓ It is taken on.");
	return SCREEN_RELOAD;
}

static unsigned
declined(struct screen *s, struct ctx *ctx, const char *text)
{
	struct actions *v = (struct actions *)s;
	struct err err = {0};

	if (!cmd_action_decline(ctx->session, v->chosen, text, &err))
		return ask_refused(ctx, &err);
	ctx_say(ctx, STYLE_OK, "Declined: it is nobody's now, and those who "
	    "give out actions see why.");
	return SCREEN_RELOAD;
}

static unsigned
ask_decline(struct actions *v, struct ctx *ctx, const struct line *l)
{
	v->chosen = l->id;
	ask_line(ctx, "Declined, because: ", NULL, arena_printf(
	    &v->screen.arena, "action/%" PRId64 "/decline", l->id), NULL,
	    NULL, declined, &v->screen);
	return SCREEN_REDRAW;
}

/* ---- Acting ------------------------------------------------------------- */

/* Moving on from the last line reads the next page, back from the first the
 * one before. */
static unsigned
turn_page(struct actions *v, int was, unsigned moved)
{
	struct actions_list *l = &v->list;
	struct list *at = &l->lines.table.list;

	if (l->group != GROUP_NONE || v->casefile || !moved || at->pos != was)
		return moved;
	if (l->more && was == (int)l->lines.n - 1 &&
	    l->page + 1 < ACTIONS_PAGES) {
		l->from[++l->page] = l->end;
		*at = (struct list){0};
		return SCREEN_RELOAD;
	}
	if (l->page && was == 0) {
		l->page--;
		*at = (struct list){0};
		return SCREEN_RELOAD;
	}
	return moved;
}

static unsigned
open_line(struct actions *v, struct ctx *ctx)
{
	const struct line *l = lines_at(&v->list.lines);

	if (!l || l->tag != LINE_GROUP)
		return lines_open(&v->list.lines, ctx);
	v->list.open_group = v->list.open_group == l->id ? 0 : l->id;
	return SCREEN_RELOAD;
}

static unsigned
change(struct actions *v, struct ctx *ctx, const struct line *l, int action)
{
	if (action == ACTIONS_TAKE)
		return take_on(ctx, l);
	if (action == ACTIONS_DECLINE)
		return ask_decline(v, ctx, l);
	ctx_push(ctx, progress_screen(l->id));
	return SCREEN_REDRAW;
}

static unsigned
actions_act(struct screen *s, struct ctx *ctx, int action)
{
	struct actions *v = (struct actions *)s;
	const struct line *l = lines_at(&v->list.lines);
	int was = v->list.lines.table.list.pos;
	unsigned moved = lines_move(&v->list.lines, action);

	if (moved)
		return turn_page(v, was, moved);
	switch (action) {
	case ACTIONS_OPEN:
		return open_line(v, ctx);
	case ACTIONS_REPORT:
	case ACTIONS_TAKE:
	case ACTIONS_DECLINE:
		return !l || !l->open ? SCREEN_USED : change(v, ctx, l,
		    action);
	case ACTIONS_MINE:
		return choose(v, FILTER_MINE);
	case ACTIONS_AGENCY:
		return choose(v, FILTER_AGENCY);
	case ACTIONS_LATE:
		return choose(v, FILTER_OVERDUE);
	case ACTIONS_ALL:
		return choose(v, FILTER_ALL);
	case ACTIONS_GROUP:
		return pick_group(v, ctx);
	case ACTIONS_ALONE:
		return pick_alone(v, ctx);
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
	struct actions *a = (struct actions *)s;

	(void)ctx;
	if (a->list.tracker)
		reading_draw(&a->list.lines, v, actions_list_reading(
		    &a->list));
	else
		lines_draw(&a->list.lines, v);
}

static void
actions_title(const struct screen *s, const struct ctx *ctx,
    struct buf *left, struct buf *right)
{
	static const char *const words[FILTERS] = {
		[FILTER_MINE] = "mine", [FILTER_AGENCY] = "my agency's",
		[FILTER_OVERDUE] = "overdue", [FILTER_ALL] = "all open",
	};
	static const char *const groups[ACTION_GROUPS] = {
		[GROUP_STRAND] = ", by strand", [GROUP_COLOUR] = ", by colour",
		[GROUP_AGENCY] = ", by agency", [GROUP_OWNER] = ", by owner",
	};
	const struct actions *v = (const struct actions *)s;
	const struct actions_list *l = &v->list;

	(void)ctx;
	if (v->what)
		buf_addf(left, "%s  ", v->what);
	buf_addf(left, "Actions: %s", v->what && v->filter == FILTER_ALL
	    ? "all" : words[v->filter]);
	if (v->name)
		buf_addf(left, ", %s", v->name);
	if (groups[l->group])
		buf_adds(left, groups[l->group]);
	if (l->page)
		buf_addf(right, "page %zu: ", l->page + 1);
	if (l->group == GROUP_AGENCY || l->group == GROUP_OWNER)
		return;
	buf_addf(right, "%d%s", l->count, l->more ? "+" : "");
	if (l->overdue)
		buf_addf(right, ", %d%s overdue", l->overdue,
		    l->more ? "+" : "");
}

static void
actions_place(const struct screen *s, struct buf *out)
{
	const struct actions *v = (const struct actions *)s;

	buf_addf(out, "%" PRId64 " %" PRId64, v->board, v->casefile);
}

static void
actions_free(struct screen *s)
{
	struct actions *v = (struct actions *)s;

	free(v->key);
	free(v->name);
	arena_release(&v->asked);
}

static const struct screen_ops ops = {
	.name = "actions",
	.keys = &keys,
	.moves = true,
	.load = actions_load,
	.title = actions_title,
	.draw = actions_draw,
	.act = actions_act,
	.takes = actions_takes,
	.place = actions_place,
	.free = actions_free,
};

struct screen *
actions_screen(int64_t board, int64_t casefile)
{
	struct actions *v = screen_new(sizeof *v, &ops);

	v->board = board;
	v->casefile = casefile;
	v->filter = board || casefile ? FILTER_ALL : FILTER_MINE;
	v->list.from[0].due = DATE_NONE;
	return &v->screen;
}
