/*
 * search: everything one may see, found as one types. The search is recorded
 * once, when its results come to rest on the screen.
 */
#include <inttypes.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/utf8.h"
#include "cmd/consult.h"
#include "cmd/heading.h"
#include "screen/person.h"
#include "screen/screens.h"
#include "store/search_read.h"
#include "ui/editor.h"
#include "ui/table.h"

#define MOST 50			/* results shown */
#define REST_MS 600		/* typing has paused: results are being read */
#define BEFORE 24		/* bytes of text shown before what was found */

struct search {
	struct screen screen;
	struct editor line;
	struct search_row *rows;
	size_t n;
	struct table table;
	bool stale;		/* the words changed since the last search */
	bool recorded;		/* these words were recorded */
	int64_t typed_at;
};

/* Which screen a found record opens on. */
static const struct {
	const char *tbl;
	const char *label;
	enum { ON_CASEFILE, ON_ACTION, ON_MEETING } on;
} targets[] = {
	{ "casefile", "case", ON_CASEFILE },
	{ "subject", "person", ON_CASEFILE },
	{ "alias", "other name", ON_CASEFILE },
	{ "contact", "contact", ON_CASEFILE },
	{ "party", "in a case", ON_CASEFILE },
	{ "contribution_line", "research", ON_CASEFILE },
	{ "incident", "incident", ON_CASEFILE },
	{ "item", "on an agenda", ON_CASEFILE },
	{ "minute", "minute", ON_CASEFILE },
	{ "action", "action", ON_ACTION },
	{ "milestone", "milestone", ON_CASEFILE },
	{ "progress", "progress", ON_CASEFILE },
	{ "meeting", "meeting", ON_MEETING },
};

static size_t
target_of(const char *tbl)
{
	size_t i;

	for (i = 0; i < sizeof targets / sizeof *targets - 1; i++) {
		if (!strcmp(targets[i].tbl, tbl))
			break;
	}
	return i;
}

static const struct table_column columns[] = {
	{ .title = "Where", .min = 13, .max = 26 },
	{ .title = "What", .min = 12, .max = 12, .drop = 1 },
	{ .title = "Text", .min = 12, .weight = 1 },
};

/* A contact never stands without what makes it safe, and no narrow column may
 * cut that off: it comes first. */
static bool
show_safety(struct search_row *r, struct ctx *ctx, struct arena *a,
    struct err *err)
{
	struct contact_row c, use;
	enum style style;

	if (!contact_read(ctx->session->db, r->row, a, &c, err))
		return false;
	use = (struct contact_row){ .sort = c.sort, .safe_use = c.safe_use,
		.safe_message = c.safe_message, .safe_times = "", .note = "",
		.to_on = DATE_NONE };
	r->text = arena_printf(a, "%s: %s%s%s%s%s", person_safety(a, &use,
	    &style), c.value, *c.postcode ? ", " : "", c.postcode,
	    *c.safe_times ? " · " : "", c.safe_times);
	r->at = 0;
	return true;
}

/* A record is told by what it is called, where its type has names. */
static void
name_case(struct search_row *r, struct ctx *ctx, struct arena *a)
{
	const struct kind *k = r->board ? session_board_kind(ctx->session,
	    r->board, NULL) : NULL;

	if (k)
		r->case_ref = heading_named(ctx->session, k, r->case_type,
		    r->casefile, r->case_ref, a);
}

static bool
look(struct search *s, struct ctx *ctx, struct err *err)
{
	size_t i;

	arena_reset(&s->screen.arena);
	s->n = 0;
	s->stale = false;
	if (!search_read(ctx->session->db, editor_text(&s->line), MOST,
	    &s->screen.arena, &s->rows, &s->n, err))
		return false;
	for (i = 0; i < s->n; i++) {
		name_case(&s->rows[i], ctx, &s->screen.arena);
		if (!strcmp(s->rows[i].tbl, "contact") && !show_safety(
		    &s->rows[i], ctx, &s->screen.arena, err))
			return false;
	}
	list_set_count(&s->table.list, (int)s->n);
	return true;
}

static bool
search_load(struct screen *screen, struct ctx *ctx, struct err *err)
{
	struct search *s = (struct search *)screen;

	s->typed_at = clock_mono(ctx->session->clock);
	return look(s, ctx, err);
}

/* What was searched for is in the record before one goes on from it. */
static bool
record(struct search *s, struct ctx *ctx, struct err *err)
{
	if (s->recorded || !s->n)
		return true;
	s->recorded = cmd_consult_search(ctx->session, editor_text(&s->line),
	    err);
	return s->recorded;
}

static unsigned
search_tick(struct screen *screen, struct ctx *ctx)
{
	struct search *s = (struct search *)screen;
	struct err err = {0};

	if (clock_mono(ctx->session->clock) - s->typed_at < REST_MS)
		return 0;
	return record(s, ctx, &err) ? 0 : ctx_fail(ctx, &err);
}

static unsigned
open_chosen(struct search *s, struct ctx *ctx)
{
	const struct search_row *r;
	struct err err = {0};

	if (!s->n)
		return SCREEN_USED;
	if (!record(s, ctx, &err))
		return ctx_fail(ctx, &err);
	r = &s->rows[s->table.list.pos];
	if (targets[target_of(r->tbl)].on == ON_ACTION)
		ctx_push(ctx, action_screen(r->row));
	else if (r->casefile)
		ctx_push(ctx, casefile_screen(r->casefile));
	else if (r->meeting)
		ctx_push(ctx, meeting_screen(r->meeting));
	return SCREEN_REDRAW;
}

/* Keys that move among the results; the others type. */
static bool
move(struct search *s, int key)
{
	switch (key) {
	case K_UP:
	case K_CTRL | 'p':
		list_move(&s->table.list, -1);
		return true;
	case K_DOWN:
	case K_CTRL | 'n':
		list_move(&s->table.list, 1);
		return true;
	case K_PGUP:
		list_page(&s->table.list, -1);
		return true;
	case K_PGDN:
		list_page(&s->table.list, 1);
		return true;
	default:
		return false;
	}
}

static unsigned
search_input(struct screen *screen, struct ctx *ctx, const struct input *in)
{
	struct search *s = (struct search *)screen;
	struct err err = {0};

	if (in->kind == INPUT_KEY) {
		if (in->key == K_ENTER)
			return open_chosen(s, ctx);
		if (in->key == K_ESC)
			return SCREEN_POP;
		if (move(s, in->key))
			return SCREEN_REDRAW;
	}
	switch (editor_input(&s->line, in)) {
	case EDITOR_CHANGED:
		s->recorded = false;
		s->typed_at = clock_mono(ctx->session->clock);
		list_home(&s->table.list);
		if (!look(s, ctx, &err))
			return ctx_fail(ctx, &err);
		return SCREEN_REDRAW;
	case EDITOR_IGNORED:
		return 0;
	case EDITOR_FULL:
	case EDITOR_NOTHING:
	case EDITOR_MOVED:
		break;
	}
	return SCREEN_REDRAW;
}

static void
search_row(void *arg, int row, struct table_row *out)
{
	const struct search *s = arg;
	const struct search_row *r = &s->rows[row];
	size_t at = r->at;

	out->cell[0] = *r->case_ref ? r->case_ref : r->meeting_ref;
	out->cell[1] = targets[target_of(r->tbl)].label;
	/* Begin a little before what was found, at a word. */
	if (at > BEFORE) {
		at -= BEFORE;
		while (at < r->at && r->text[at] != ' ')
			at++;
	} else {
		at = 0;
	}
	out->cell[2] = r->text + at;
	if (!strcmp(r->tbl, "contact"))
		out->cell_style[2] = STYLE_SAFETY;
}

static void
search_draw(struct screen *screen, const struct ctx *ctx, struct view v)
{
	struct search *s = (struct search *)screen;

	(void)ctx;
	s->table.row = search_row;
	s->table.arg = s;
	s->table.columns = columns;
	s->table.ncolumns = sizeof columns / sizeof *columns;
	s->table.empty = s->line.text.len ? "Nothing that you may see fits."
	    : "Type what to look for: names, references, words of minutes.";
	table_draw(&s->table, view_sub(v, 2, 0, v.r.h - 2, v.r.w), true);
	view_put(v, 0, 0, STYLE_KEY, "/");
	editor_draw(&s->line, view_sub(v, 0, 2, 1, v.r.w - 2),
	    STYLE_FIELD_EDIT, true);
}

static void
search_free(struct screen *screen)
{
	editor_release(&((struct search *)screen)->line);
}

/* search_input takes them; here they are told. */
static const struct keydef key_rows[] = {
	{ 1, "Enter", NULL, "open", "open what is chosen", "search", 0 },
	{ 2, "Up Down", NULL, "choose", "the one above, the one below", NULL,
	    0 },
	{ 3, "Esc", NULL, "back", "go back", NULL, 0 },
};

static const struct keymap keys = KEYMAP(key_rows);

static const struct screen_ops ops = {
	.name = "search",
	.keys = &keys,
	.typing = true,
	.load = search_load,
	.draw = search_draw,
	.input = search_input,
	.tick = search_tick,
	.free = search_free,
};

struct screen *
search_screen(const char *words)
{
	struct search *s = screen_new(sizeof *s, &ops);

	editor_init(&s->line, true, 200);
	editor_set(&s->line, words);
	return &s->screen;
}
