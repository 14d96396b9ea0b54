/*
 * agenda: which cases a meeting takes, in which order and for how long; and
 * how a case leaves the agenda without being discussed.
 */
#include <inttypes.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "cmd/agenda_cmd.h"
#include "cmd/export_case.h"
#include "cmd/find.h"
#include "cmd/heading.h"
#include "screen/ask.h"
#include "screen/meeting.h"
#include "screen/screens.h"
#include "screen/take.h"

enum {
	AGENDA_LIST = 1,
	AGENDA_UP,
	AGENDA_DOWN,
	AGENDA_UNLIST,
	AGENDA_PLANNED,
	AGENDA_TYPE,
	AGENDA_PRESENTER,
	AGENDA_DEFER,
	AGENDA_WITHDRAW,
	AGENDA_TRANSFER,
	AGENDA_ACKNOWLEDGED,
	AGENDA_CLOSED,
	AGENDA_BUILD,
	AGENDA_RUN,
	AGENDA_CASE
};

/* A listed case, one that can be listed, or a heading (row NULL). */
struct entry {
	const struct agenda_row *row;
	bool listed;
	const char *heading;
	struct table_row cells;	/* made at load */
};

struct agenda {
	struct meeting m;	/* its beginning: shared helps work on it */
	struct entry *entries;
	size_t n;
	struct agenda_row *unlisted;
	size_t n_unlisted;
	int64_t stay;		/* the case to stand on after a load */
};

static const struct keydef rows[] = {
	{ AGENDA_LIST, "Enter l", "list", "list/open",
	    "list the chosen case; open one that is listed", "the agenda",
	    0 },
	{ AGENDA_UP, "K", "move-up", NULL, "earlier", NULL,
	    KEYDEF_WRITES | KEY_AGENDA },
	{ AGENDA_DOWN, "J", "move-down", "order",
	    "later (K: earlier)", NULL, KEYDEF_WRITES | KEY_AGENDA },
	{ AGENDA_DEFER, "d", "defer", "defer",
	    "defer to another meeting, with the reason", NULL,
	    KEYDEF_WRITES | KEY_AGENDA },
	{ AGENDA_PLANNED, "m", "planned", "minutes", "minutes planned for it",
	    NULL, KEYDEF_WRITES | KEY_AGENDA },
	{ AGENDA_TYPE, "t", "item-type", "type",
	    "as what it is listed", NULL, KEYDEF_WRITES | KEY_AGENDA },
	{ AGENDA_PRESENTER, "p", "presenter", "presenter", "who presents it",
	    NULL, KEYDEF_WRITES | KEY_AGENDA },
	{ AGENDA_WITHDRAW, "w", "withdraw", NULL,
	    "withdraw it, with the reason", NULL,
	    KEYDEF_WRITES | KEY_AGENDA },
	{ AGENDA_TRANSFER, "T", "transfer-out", NULL,
	    "it goes to another area", NULL, KEYDEF_WRITES | KEY_AGENDA },
	{ AGENDA_ACKNOWLEDGED, "A", "acknowledged", NULL,
	    "the other area has acknowledged it", NULL,
	    KEYDEF_WRITES | KEY_AGENDA },
	{ AGENDA_CLOSED, "c", "closed", NULL,
	    "closed to guests and to agencies that have not signed; or open",
	    NULL, KEY_AGENDA },
	{ AGENDA_UNLIST, "Delete X", "unlist", NULL,
	    "take it off the agenda again", NULL,
	    KEYDEF_WRITES | KEY_AGENDA },
	{ AGENDA_BUILD, NULL, "agenda-steps", NULL,
	    "lay out the steps, and what stands on every agenda", NULL,
	    KEYDEF_WRITES | KEY_AGENDA },
	{ AGENDA_CASE, "O", "open-case", NULL, "open the case's record",
	    NULL, 0 },
	{ AGENDA_RUN, "r", "run", "run", "to the meeting itself", NULL, 0 },
};

static const struct keymap keys = KEYMAP(rows);

static const struct table_column columns[] = {
	{ .title = "", .min = 2, .max = 3, .align = ALIGN_RIGHT },
	{ .title = "Case", .min = 12, .weight = 2, .max = 22 },
	{ .title = "As", .min = 8, .weight = 2, .max = 24 },
	{ .title = "Min", .min = 3, .max = 4, .align = ALIGN_RIGHT },
	{ .title = "Presented by", .min = 12, .weight = 2, .drop = 3 },
	{ .title = "", .min = 10, .weight = 3, .drop = 1 },
};

/* ---- Loading ----------------------------------------------------------- */

static void
add(struct agenda *g, const struct agenda_row *row, bool listed,
    const char *heading)
{
	g->entries[g->n++] = (struct entry){ .row = row, .listed = listed,
		.heading = heading };
}

static void make_cells(struct agenda *g, struct entry *e);

static void
make_entries(struct agenda *g)
{
	size_t i, cases = 0;

	g->entries = arena_array(&g->m.screen.arena, g->m.n_agenda +
	    g->n_unlisted + 2, sizeof *g->entries);
	g->n = 0;
	for (i = 0; i < g->m.n_agenda; i++) {
		if (g->m.agenda[i].casefile) {
			add(g, &g->m.agenda[i], true, NULL);
			cases++;
		}
	}
	if (!cases)
		add(g, NULL, false, "Nothing is listed yet");
	if (g->n_unlisted)
		add(g, NULL, false, "Accepted, not listed");
	for (i = 0; i < g->n_unlisted; i++)
		add(g, &g->unlisted[i], false, NULL);
	for (i = 0; i < g->n; i++)
		make_cells(g, &g->entries[i]);
	for (i = 0; i < g->n; i++) {
		if (g->stay && g->entries[i].row &&
		    g->entries[i].row->casefile == g->stay)
			g->m.table.list.pos = (int)i;
	}
	g->stay = 0;
}

static void draw_entry(void *arg, int row, struct table_row *out);

static bool
agenda_load(struct screen *s, struct ctx *ctx, struct err *err)
{
	struct agenda *g = (struct agenda *)s;
	struct meeting *m = &g->m;
	struct db *db = ctx->session->db;

	if (!meeting_read(db, m->id, &s->arena, &m->row, err))
		return false;
	m->kind = session_meeting_kind(ctx->session, m->id, err);
	if (!m->kind || !agenda_read(db, m->id, &s->arena, &m->agenda,
	    &m->n_agenda, err) || !attendance_read(db, m->id, &s->arena,
	    &m->roll, &m->n_roll, err) || !agenda_read_unlisted(db,
	    m->row.board, agenda_types(m->kind, &s->arena), &s->arena,
	    &g->unlisted, &g->n_unlisted, err))
		return false;
	meeting_names(m, ctx, &s->arena);
	for (size_t i = 0; i < g->n_unlisted; i++)
		g->unlisted[i].name = heading_case(ctx->session, m->kind,
		    g->unlisted[i].case_type, g->unlisted[i].casefile,
		    g->unlisted[i].ref, &s->arena);
	s->board = m->row.board;
	s->meeting = m->id;
	s->marking = m->kind->marking.text;
	s->keys_off = session_may(ctx->session, m->row.board,
	    RIGHT_MANAGE_AGENDA) ? 0 : KEY_AGENDA;
	make_entries(g);
	m->table.columns = columns;
	m->table.ncolumns = sizeof columns / sizeof *columns;
	m->table.row = draw_entry;
	m->table.arg = g;
	list_set_count(&m->table.list, (int)g->n);
	return true;
}

/* ---- Drawing ----------------------------------------------------------- */

static const struct kind_item_type *
type_of(const struct agenda *g, const struct agenda_row *r)
{
	const struct kind_case_type *t = kind_case_type(g->m.kind,
	    r->case_type);

	return t ? kind_item_type(t, r->type) : NULL;
}

static const char *
state_text(struct agenda *g, const struct agenda_row *r)
{
	struct arena *a = &g->m.screen.arena;
	const struct kind_case_type *t = kind_case_type(g->m.kind,
	    r->case_type);
	const struct kind_disposition *d = t ? kind_disposition(t,
	    r->disposition) : NULL;

	if (d && *r->deferred_to_ref)
		return arena_printf(a, "%s to %s: %s", d->label,
		    r->deferred_to_ref, r->reason);
	if (d && *r->sent_to)
		return arena_printf(a, "%s: %s%s", d->label, r->sent_to,
		    r->acknowledged_on == DATE_NONE ? ", not acknowledged"
		    : ", acknowledged");
	if (d)
		return arena_printf(a, "%s%s%s", d->label, *r->reason ? ": "
		    : "", r->reason);
	return *r->origin ? arena_printf(a, "from %s", r->origin) : "";
}

static void
make_cells(struct agenda *g, struct entry *e)
{
	const struct agenda_row *r = e->row;
	struct table_row *out = &e->cells;
	const struct kind_item_type *type;
	struct arena *a = &g->m.screen.arena;

	if (!r) {
		out->heading = true;
		out->cell[0] = e->heading;
		return;
	}
	type = type_of(g, r);
	out->cell[0] = e->listed ? arena_printf(a, "%d", r->nth) : "";
	out->cell[1] = meeting_case_name(&g->m, r);
	out->cell[2] = arena_printf(a, "%s%s", type ? type->label : r->repeat
	    ? "repeat" : "", r->restricted ? "  RESTRICTED" : "");
	if (r->closed)
		out->cell[2] = arena_printf(a, "%s  closed", out->cell[2]);
	out->cell[3] = r->planned ? arena_printf(a, "%d", r->planned) : "";
	out->cell[4] = r->presenter_name;
	out->cell[5] = e->listed ? state_text(g, r) : *r->origin
	    ? arena_printf(a, "from %s", r->origin) : "";
	if (e->listed && *r->disposition)
		out->style = STYLE_DIM;
}

static void
draw_entry(void *arg, int i, struct table_row *out)
{
	*out = ((struct agenda *)arg)->entries[i].cells;
}

static void
agenda_draw(struct screen *s, const struct ctx *ctx, struct view v)
{
	struct agenda *g = (struct agenda *)s;
	size_t i, cases = 0;
	int minutes = 0, limit = g->m.kind->rules.cases_soft_limit;

	(void)ctx;
	for (i = 0; i < g->n; i++) {
		if (!g->entries[i].listed)
			continue;
		cases++;
		minutes += g->entries[i].row->planned;
	}
	table_draw(&g->m.table, view_sub(v, 0, 0, v.r.h - 1, v.r.w), true);
	view_putf(v, v.r.h - 1, 2, limit > 0 && (int)cases > limit
	    ? STYLE_WARN : STYLE_DIM, "%s%zu %s", limit > 0 &&
	    (int)cases > limit ? "! " : "", cases, kind_word(g->m.kind,
	    "case", (long)cases));
	if (minutes)
		view_putf(v, v.r.h - 1, 20, STYLE_DIM, "%d minutes planned",
		    minutes);
}

static void
agenda_title(const struct screen *s, const struct ctx *ctx,
    struct buf *left, struct buf *right)
{
	const struct agenda *g = (const struct agenda *)s;

	(void)ctx;
	buf_addf(left, "Agenda  %s  ", g->m.row.board_name);
	date_add_shown(left, g->m.row.held_on);
	buf_adds(right, g->m.row.status);
}

/* ---- Acting ------------------------------------------------------------ */

static unsigned
done(struct agenda *g, struct ctx *ctx, int64_t casefile, bool ok,
    struct err *err)
{
	g->stay = ok ? casefile : 0;
	return meeting_done(ctx, ok, err);
}

/* The same for a line that was typed: it stays open to be mended. */
static unsigned
typed(struct ctx *ctx, bool ok, struct err *err)
{
	if (ok)
		return SCREEN_REDRAW | SCREEN_RELOAD;
	ctx_fail(ctx, err);
	return ASK_AGAIN;
}

static unsigned
planned_typed(struct screen *s, struct ctx *ctx, const char *text)
{
	struct agenda *g = (struct agenda *)s;
	struct err err = {0};
	char *end;
	long minutes = strtol(text, &end, 10);

	if (*end || minutes < 0 || minutes > 600) {
		err_set(&err, ERR_INPUT, "Type minutes, 0 to 600; empty or "
		    "0: as the kind says.");
		return typed(ctx, false, &err);
	}
	return typed(ctx, cmd_agenda_set_planned(ctx->session, g->m.ask.id,
	    (int)minutes, &err), &err);
}

static unsigned
withdraw_typed(struct screen *s, struct ctx *ctx, const char *text)
{
	struct agenda *g = (struct agenda *)s;
	struct err err = {0};

	return typed(ctx, cmd_agenda_withdraw(ctx->session, g->m.ask.id,
	    NULL, text, &err), &err);
}

/* The line of the case that one is on; NULL: of none. */
static const struct agenda_row *
chosen(const struct agenda *g)
{
	size_t at = (size_t)g->m.table.list.pos;

	return at < g->n ? g->entries[at].row : NULL;
}

static unsigned
transfer_typed(struct screen *s, struct ctx *ctx, const char *text)
{
	struct agenda *g = (struct agenda *)s;
	const struct agenda_row *r = chosen(g);
	struct err err = {0};

	if (!cmd_agenda_transfer_out(ctx->session, g->m.ask.id, NULL, text,
	    DATE_NONE, &err))
		return typed(ctx, false, &err);
	if (r && transfer_may(ctx->session, r->casefile))
		ctx_say(ctx, STYLE_OK, "It goes to %s. Ctrl-E writes what "
		    "goes along with it.", text);
	return SCREEN_REDRAW | SCREEN_RELOAD;
}

/* The agenda, and what there is of the case one is on. */
static size_t
agenda_takes(struct screen *s, struct ctx *ctx, struct arena *a,
    struct take *list)
{
	struct agenda *g = (struct agenda *)s;
	const struct agenda_row *r = chosen(g);
	size_t n = take_things(s, ctx, a, list);
	struct take packs = {0};

	if (!r || !r->casefile)
		return n;
	/* What goes to everyone stands behind what is of one case. */
	if (n && list[n - 1].open)
		packs = list[--n];
	n += take_case(ctx, r->casefile, a, list + n);
	if (packs.open)
		list[n++] = packs;
	return n;
}

static unsigned
acknowledged_typed(struct screen *s, struct ctx *ctx, const char *text)
{
	struct agenda *g = (struct agenda *)s;
	struct err err = {0};
	int day;

	return typed(ctx, find_day(ctx->session, g->m.row.board, text, true,
	    &day, &err) && cmd_agenda_acknowledged(ctx->session, g->m.ask.id,
	    day, &err), &err);
}

static unsigned
defer_reason(struct screen *s, struct ctx *ctx, const char *text)
{
	struct agenda *g = (struct agenda *)s;
	struct err err = {0};

	return typed(ctx, cmd_agenda_defer(ctx->session, g->m.ask.id, NULL,
	    text, g->m.ask.other, NULL, &err), &err);
}

static unsigned
defer_picked(struct screen *s, struct ctx *ctx, size_t row)
{
	struct agenda *g = (struct agenda *)s;

	g->m.ask.other = meeting_picked(&g->m, row);
	ask_line(ctx, "Why: ", NULL, meeting_draft(&g->m, "defer/%" PRId64,
	    g->m.ask.id), NULL, NULL, defer_reason, s);
	return SCREEN_REDRAW;
}

static unsigned
defer(struct agenda *g, struct ctx *ctx)
{
	return meeting_pick_coming(&g->m, ctx, "Defer to", defer_picked);
}

static unsigned
type_picked(struct screen *s, struct ctx *ctx, size_t row)
{
	struct agenda *g = (struct agenda *)s;
	const struct kind_case_type *t = kind_case_type(g->m.kind,
	    g->m.ask.key);
	struct err err = {0};

	if (!t || row >= t->n_item_types)
		return SCREEN_REDRAW;
	return meeting_done(ctx, cmd_agenda_set_type(ctx->session,
	    g->m.ask.id, g->m.ask.was, t->item_types[row].key, &err), &err);
}

static unsigned
ask_type(struct agenda *g, struct ctx *ctx, const struct agenda_row *r)
{
	const struct kind_case_type *t = kind_case_type(g->m.kind,
	    r->case_type);
	struct arena a = {0};
	struct choice *out;
	size_t i;

	if (!t)
		return SCREEN_USED;
	out = arena_array(&a, t->n_item_types + 1, sizeof *out);
	for (i = 0; i < t->n_item_types; i++)
		out[i] = (struct choice){ .key = t->item_types[i].key,
			.label = t->item_types[i].label };
	meeting_ask(&g->m, r->id, r->case_type, r->type);
	ask_pick(ctx, "Listed as", out, t->n_item_types, 0, type_picked,
	    &g->m.screen);
	arena_release(&a);
	return SCREEN_REDRAW;
}

static unsigned
presenter_picked(struct screen *s, struct ctx *ctx, size_t row)
{
	struct agenda *g = (struct agenda *)s;
	struct err err = {0};

	return meeting_done(ctx, cmd_agenda_set_presenter(ctx->session,
	    g->m.ask.id, meeting_picked(&g->m, row), &err), &err);
}

static unsigned
ask_presenter(struct agenda *g, struct ctx *ctx)
{
	struct arena a = {0};
	struct choice *out = arena_array(&a, g->m.n_roll + 1, sizeof *out);
	size_t i;

	out[0] = (struct choice){ .key = "", .label = "nobody named" };
	for (i = 0; i < g->m.n_roll; i++)
		out[i + 1] = (struct choice){ .key = "",
			.label = g->m.roll[i].member_name,
			.note = g->m.roll[i].agency_short,
			.id = g->m.roll[i].member };
	meeting_pick(&g->m, ctx, "Presented by", out, g->m.n_roll + 1,
	    presenter_picked);
	arena_release(&a);
	return SCREEN_REDRAW;
}

static unsigned
ask(struct agenda *g, struct ctx *ctx, const char *label, const char *text,
    unsigned (*given)(struct screen *s, struct ctx *ctx, const char *text))
{
	ask_line(ctx, label, text, NULL, NULL, NULL, given, &g->m.screen);
	return SCREEN_REDRAW;
}

static unsigned
act_listed(struct agenda *g, struct ctx *ctx, int action,
    const struct agenda_row *r)
{
	struct session *s = ctx->session;
	struct err err = {0};

	meeting_ask(&g->m, r->id, NULL, NULL);
	switch (action) {
	case AGENDA_LIST:
		ctx_push(ctx, casefile_screen(r->casefile));
		return SCREEN_REDRAW;
	case AGENDA_UP:
	case AGENDA_DOWN:
		return done(g, ctx, r->casefile, cmd_agenda_move(s, r->id,
		    action == AGENDA_UP ? -1 : 1, &err), &err);
	case AGENDA_UNLIST:
		return done(g, ctx, r->casefile, cmd_agenda_unlist(s, r->id,
		    &err), &err);
	case AGENDA_CLOSED:
		return done(g, ctx, r->casefile, cmd_item_closed(s, r->id,
		    !r->closed, &err), &err);
	case AGENDA_PLANNED:
		return ask(g, ctx, "Minutes planned: ", r->planned
		    ? arena_printf(&g->m.screen.arena, "%d", r->planned)
		    : "", planned_typed);
	case AGENDA_TYPE:
		return ask_type(g, ctx, r);
	case AGENDA_PRESENTER:
		return ask_presenter(g, ctx);
	case AGENDA_DEFER:
		return defer(g, ctx);
	case AGENDA_WITHDRAW:
		return ask(g, ctx, "Withdrawn, why: ", "", withdraw_typed);
	case AGENDA_TRANSFER:
		return ask(g, ctx, "Transferred to: ", r->sent_to,
		    transfer_typed);
	case AGENDA_ACKNOWLEDGED:
		ask_day(ctx, "Acknowledged on: ", "today", NULL,
		    &(const struct ask_day){ .board = g->m.row.board,
		    .past = true }, acknowledged_typed, &g->m.screen);
		return SCREEN_REDRAW;
	default:
		return 0;
	}
}

static unsigned
list_case(struct agenda *g, struct ctx *ctx, const struct agenda_row *r)
{
	struct err err = {0};

	return done(g, ctx, r->casefile, cmd_agenda_list(ctx->session,
	    g->m.id, r->casefile, NULL, NULL, &err), &err);
}

static unsigned
agenda_act(struct screen *s, struct ctx *ctx, int action)
{
	struct agenda *g = (struct agenda *)s;
	size_t at = (size_t)g->m.table.list.pos;
	const struct entry *e = at < g->n ? &g->entries[at] : NULL;
	struct err err = {0};

	if (list_act(&g->m.table.list, action))
		return SCREEN_REDRAW;
	if (action == AGENDA_BUILD)
		return meeting_done(ctx, cmd_agenda_build(ctx->session,
		    g->m.id, &err), &err);
	if (action == AGENDA_RUN) {
		ctx_replace(ctx, meeting_screen(g->m.id));
		return SCREEN_REDRAW;
	}
	if (action < AGENDA_LIST || action > AGENDA_CASE)
		return 0;
	if (!e || !e->row)
		return ctx_say(ctx, STYLE_DIM, "Choose a %s first.",
		    kind_word(g->m.kind, "case", 1));
	if (action == AGENDA_CASE) {
		ctx_push(ctx, casefile_screen(e->row->casefile));
		return SCREEN_REDRAW;
	}
	if (e->listed)
		return act_listed(g, ctx, action, e->row);
	return action == AGENDA_LIST && !(s->keys_off & KEY_AGENDA)
	    ? list_case(g, ctx, e->row)
	    : ctx_say(ctx, STYLE_DIM, "It is not listed: Enter lists it.");
}

static bool
agenda_shows(const struct screen *s, const struct change *c)
{
	return strcmp(c->tbl, "consultation") && (c->meeting == s->meeting ||
	    !strcmp(c->tbl, "casefile") || !strcmp(c->tbl, "item"));
}

static void
agenda_place(const struct screen *s, struct buf *out)
{
	buf_addf(out, "%" PRId64, ((const struct agenda *)s)->m.id);
}

static void
agenda_free(struct screen *s)
{
	meeting_release(&((struct agenda *)s)->m);
}

static const struct screen_ops ops = {
	.name = "agenda",
	.keys = &keys,
	.moves = true,
	.load = agenda_load,
	.title = agenda_title,
	.draw = agenda_draw,
	.act = agenda_act,
	.takes = agenda_takes,
	.shows = agenda_shows,
	.place = agenda_place,
	.free = agenda_free,
};

struct screen *
agenda_screen(int64_t meeting)
{
	struct agenda *g = screen_new(sizeof *g, &ops);

	g->m.id = meeting;
	return &g->m.screen;
}
