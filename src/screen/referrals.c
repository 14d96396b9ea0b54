/*
 * referrals: what was referred to a board: waiting, returned, accepted,
 * rejected; and a new one.
 */
#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "form/heading.h"
#include "screen/ask.h"
#include "screen/casefile_tabs.h"
#include "screen/form.h"
#include "screen/lines.h"
#include "screen/reading.h"
#include "screen/screening.h"
#include "screen/screens.h"
#include "store/casefile_read.h"
#include "store/directory_read.h"

#define MOST 60		/* of each sort; search finds the others */

struct referrals {
	struct screen screen;
	int64_t id;
	struct board_row row;
	const struct kind *kind;
	struct lines lines;
	int waiting;
	struct choices types;	/* what may be referred */
};

enum { LINE_WAITING = 1, LINE_DECIDED };

enum {
	REFERRALS_OPEN = 1,
	REFERRALS_SCREEN,
	REFERRALS_NEW,
	REFERRALS_CASE
};

static const struct keydef rows[] = {
	{ REFERRALS_OPEN, "Enter l Right", "open", "open",
	    "screen what waits; open what was decided", "referrals", 0 },
	{ REFERRALS_NEW, "n", "new-referral", "new", "a new referral", NULL,
	    KEYDEF_WRITES },
	{ REFERRALS_SCREEN, "s", "screen", "screen",
	    "criteria, what is missing, the decision", NULL, 0 },
	{ REFERRALS_CASE, "c", "casefile", "case", "the case itself", NULL,
	    0 },
};

static const struct keymap keys = KEYMAP(rows);

static const struct table_column columns[] = {
	{ .title = "Reference", .min = 13, .weight = 1, .max = 20 },
	{ .title = "Received", .min = 11, .max = 11 },
	{ .title = "From", .min = 8, .weight = 1, .max = 18 },
	{ .title = "", .min = 10, .weight = 3 },
	{ .title = "", .min = 9, .max = 12, .drop = 1 },
};

/* ---- Loading ------------------------------------------------------------ */

/* The sort of case, its tags, why it was decided so. */
static const char *
about(struct referrals *r, const struct casefile_row *c,
    const struct kind_case_type *t)
{
	struct buf b = {0};
	const char *text;

	if (t && r->kind->n_case_types > 1)
		buf_addf(&b, "%s  ", t->short_title ? t->short_title
		    : t->title);
	if (t && c->repeat)
		buf_addf(&b, "%s  ", casefile_repeat_tag(t));
	if (c->restricted)
		buf_adds(&b, "RESTRICTED  ");
	if (t)
		buf_addf(&b, "%s", heading_text(&r->screen.arena, r->kind, t,
		    c->ref, c->answers));
	if (*c->screening_reason)
		buf_addf(&b, "%s%s", b.len ? "  " : "", c->screening_reason);
	text = arena_strdup(&r->screen.arena, buf_text(&b));
	buf_release(&b);
	return text;
}

static void
add_row(struct referrals *r, const struct casefile_row *c, int today,
    const char *screening)
{
	struct arena *a = &r->screen.arena;
	const struct kind_case_type *t = kind_case_type(r->kind, c->type);
	bool waits = !strcmp(screening, "waiting") ||
	    !strcmp(screening, "returned");
	struct line *l = lines_add(&r->lines, c->ref);

	l->cell[1] = lines_date(a, c->received_on);
	l->cell[2] = *c->agency_short ? c->agency_short : *c->origin
	    ? c->origin : c->referrer;
	l->cell[3] = about(r, c, t);
	if (waits && c->received_on != DATE_NONE) {
		l->cell[4] = arena_printf(a, "%d days", today -
		    c->received_on);
		l->cell_style[4] = STYLE_DUE;
	}
	l->open = waits ? screening_screen : casefile_screen;
	l->id = c->id;
	l->tag = waits ? LINE_WAITING : LINE_DECIDED;
}

static bool
is_register(const struct referrals *r, const struct casefile_row *c)
{
	const struct kind_case_type *t = kind_case_type(r->kind, c->type);

	return t && t->register_only;
}

static int
add_group(struct referrals *r, const struct casefile_row *list, size_t n,
    const char *screening, const char *heading, int today)
{
	int count = 0;
	size_t i;

	for (i = 0; i < n; i++) {
		if (strcmp(list[i].screening, screening) != 0 ||
		    is_register(r, &list[i]))
			continue;
		if (!count++)
			lines_heading(&r->lines, heading);
		add_row(r, &list[i], today, screening);
	}
	return count;
}

static bool
add_all(struct referrals *r, struct ctx *ctx, struct err *err)
{
	static const struct {
		enum casefile_list list;
		const char *screening, *heading;
	} groups[] = {
		{ CASEFILES_WAITING, "waiting", "Waiting to be screened" },
		{ CASEFILES_WAITING, "returned", "Returned, to be completed" },
		{ CASEFILES_ACCEPTED, "accepted", "Accepted" },
		{ CASEFILES_REJECTED, "rejected", "Rejected" },
	};
	int today = clock_today(ctx->session->clock), found;
	size_t i;

	for (i = 0; i < sizeof groups / sizeof *groups; i++) {
		struct casefile_row *list = NULL;
		size_t n = 0;

		if (!casefile_read_list(ctx->session->db, r->id,
		    groups[i].list, MOST, &r->screen.arena, &list, &n, err))
			return false;
		found = add_group(r, list, n, groups[i].screening,
		    groups[i].heading, today);
		if (!i)
			r->waiting = found;
	}
	return true;
}

static bool
referrals_load(struct screen *s, struct ctx *ctx, struct err *err)
{
	struct referrals *r = (struct referrals *)s;

	s->board = r->id;
	if (!board_read(ctx->session->db, r->id, &s->arena, &r->row, err))
		return false;
	r->kind = session_kind(ctx->session, r->row.kind_version, err);
	if (!r->kind)
		return false;
	s->marking = r->kind->marking.text;
	s->keys_off = session_may(ctx->session, r->id, RIGHT_REFER) ||
	    session_may(ctx->session, r->id, RIGHT_MANAGE_CASES) ? 0
	    : KEYDEF_WRITES;
	lines_begin(&r->lines, &s->arena, columns,
	    sizeof columns / sizeof *columns, true);
	if (!add_all(r, ctx, err))
		return false;
	if (!r->lines.n)
		reading_say_in(&r->lines, 3, s->keys_off
		    ? "None that you may see." : "None yet: n makes one.");
	lines_end(&r->lines);
	return true;
}

/* ---- A new one ---------------------------------------------------------- */

static unsigned
new_of(struct referrals *r, struct ctx *ctx, const char *type)
{
	ctx_push(ctx, form_screen("refer %" PRId64 " %s", r->id, type));
	return SCREEN_REDRAW;
}

static unsigned
type_done(struct screen *s, struct ctx *ctx, size_t row)
{
	struct referrals *r = (struct referrals *)s;

	return new_of(r, ctx, r->types.rows[row].key);
}

/* A register's records are not referred: they are written down. */
static unsigned
ask_new(struct referrals *r, struct ctx *ctx)
{
	size_t i;

	choices_clear(&r->types);
	for (i = 0; i < r->kind->n_case_types; i++) {
		const struct kind_case_type *t = &r->kind->case_types[i];

		if (!t->register_only)
			choices_add(&r->types, t->key, t->title, NULL, 0);
	}
	if (r->types.n == 1)
		return new_of(r, ctx, r->types.rows[0].key);
	ask_pick(ctx, "What is referred?", r->types.rows, r->types.n, 0,
	    type_done, &r->screen);
	return SCREEN_REDRAW;
}

static unsigned
open_as(struct referrals *r, struct ctx *ctx,
    struct screen *(*open)(int64_t id))
{
	const struct line *l = lines_at(&r->lines);

	if (!l || !l->tag)
		return ctx_say(ctx, STYLE_WARN, "Stand on a referral first.");
	ctx_push(ctx, open(l->id));
	return SCREEN_REDRAW;
}

static unsigned
referrals_act(struct screen *s, struct ctx *ctx, int action)
{
	struct referrals *r = (struct referrals *)s;
	unsigned moved = lines_move(&r->lines, action);

	if (moved)
		return moved;
	switch (action) {
	case REFERRALS_OPEN:
		return lines_open(&r->lines, ctx);
	case REFERRALS_SCREEN:
		return open_as(r, ctx, screening_screen);
	case REFERRALS_CASE:
		return open_as(r, ctx, casefile_screen);
	case REFERRALS_NEW:
		return ask_new(r, ctx);
	default:
		return 0;
	}
}

/* ---- Showing ------------------------------------------------------------ */

static void
referrals_draw(struct screen *s, const struct ctx *ctx, struct view v)
{
	(void)ctx;
	lines_draw(&((struct referrals *)s)->lines, v);
}

static void
referrals_title(const struct screen *s, const struct ctx *ctx,
    struct buf *left, struct buf *right)
{
	const struct referrals *r = (const struct referrals *)s;

	(void)ctx;
	buf_addf(left, "Referrals  %s", r->row.name);
	buf_addf(right, "%d waiting", r->waiting);
}

static void
referrals_place(const struct screen *s, struct buf *out)
{
	buf_addf(out, "%" PRId64, ((const struct referrals *)s)->id);
}

static void
referrals_free(struct screen *s)
{
	choices_release(&((struct referrals *)s)->types);
}

static const struct screen_ops ops = {
	.name = "referrals",
	.free = referrals_free,
	.keys = &keys,
	.moves = true,
	.load = referrals_load,
	.title = referrals_title,
	.draw = referrals_draw,
	.act = referrals_act,
	.place = referrals_place,
};

struct screen *
referrals_screen(int64_t board)
{
	struct referrals *r = screen_new(sizeof *r, &ops);

	r->id = board;
	return &r->screen;
}
