/*
 * directory: the agencies of the partnership, their teams and their members.
 */
#include <string.h>

#include "cmd/member_cmd.h"
#include "screen/ask.h"
#include "screen/heir.h"
#include "screen/lines.h"
#include "screen/screens.h"
#include "store/directory_read.h"

struct directory {
	struct screen screen;
	struct lines lines;
	int64_t leaving;	/* the member who is about to go … */
	const char *name;
	struct heirs heirs;	/* … and who could take on their actions */
};

enum { LINE_AGENCY = 1, LINE_MEMBER };

enum {
	DIRECTORY_OPEN = 1,
	DIRECTORY_AGENCY,
	DIRECTORY_MEMBER,
	DIRECTORY_KEYS,
	DIRECTORY_SIGN_INS,
	DIRECTORY_END
};

static const struct keydef rows[] = {
	{ DIRECTORY_OPEN, "Enter l Right", "open", "open",
	    "open what is chosen", "directory", 0 },
	{ DIRECTORY_AGENCY, "A", "new-agency", "agency", "a new agency",
	    NULL, KEYDEF_WRITES },
	{ DIRECTORY_MEMBER, "n", "new-member", "member",
	    "a new member of the agency one is on", NULL, KEYDEF_WRITES },
	{ DIRECTORY_KEYS, "K", "keys", "keys",
	    "what the member one is on signs in with over SSH", NULL, 0 },
	{ DIRECTORY_SIGN_INS, "s", "sign-ins", "sign-ins",
	    "who came in over SSH, and when", NULL, 0 },
	{ DIRECTORY_END, "x", "end-member", "end",
	    "the member one is on leaves, and may not sign in any more", NULL,
	    KEYDEF_WRITES },
};

static const struct keymap keys = KEYMAP(rows);

static const struct table_column columns[] = {
	{ .title = "Name", .min = 16, .weight = 2 },
	{ .title = "Short", .min = 12, .weight = 1, .max = 20 },
	{ .title = "Post", .min = 8, .weight = 1, .drop = 2 },
	{ .title = "Signs in as", .min = 12, .weight = 1, .max = 18,
	    .drop = 1 },
};

static struct screen *
open_agency(int64_t id)
{
	return record_screen("agency", id, 0);
}

static struct screen *
open_member(int64_t id)
{
	return record_screen("member", id, 0);
}

static bool
add_members(struct directory *d, struct db *db, const struct agency_row *g,
    struct err *err)
{
	struct arena *a = &d->screen.arena;
	struct member_row *members;
	size_t i, n;

	if (!member_read_agency(db, g->id, a, &members, &n, err))
		return false;
	for (i = 0; i < n; i++) {
		struct line *l = lines_add(&d->lines, arena_printf(a,
		    "%*s%s", 2 * g->depth + 2, "", members[i].name));

		l->cell[2] = members[i].post;
		l->cell[3] = members[i].keeper ? arena_printf(a,
		    "%s (keeper)", members[i].login) : members[i].login;
		l->open = open_member;
		l->id = members[i].id;
		l->other = g->id;
		l->tag = LINE_MEMBER;
	}
	return true;
}

static bool
directory_load(struct screen *s, struct ctx *ctx, struct err *err)
{
	struct directory *d = (struct directory *)s;
	struct agency_row *agencies;
	size_t i, n;

	lines_begin(&d->lines, &s->arena, columns,
	    sizeof columns / sizeof *columns, true);
	if (!agency_read_tree(ctx->session->db, &s->arena, &agencies, &n,
	    err))
		return false;
	for (i = 0; i < n; i++) {
		struct line *l = lines_add(&d->lines, arena_printf(&s->arena,
		    "%*s%s", 2 * agencies[i].depth, "", agencies[i].name));

		l->cell[1] = agencies[i].short_name;
		l->style = STYLE_STRONG;
		l->open = open_agency;
		l->id = l->other = agencies[i].id;
		l->tag = LINE_AGENCY;
		if (!add_members(d, ctx->session->db, &agencies[i], err))
			return false;
	}
	if (!n)
		lines_say(&d->lines, "No agency yet: A adds one.");
	lines_end(&d->lines);
	return true;
}

/* ---- Somebody leaves ----------------------------------------------------- */

static unsigned
end_member(struct directory *d, struct ctx *ctx, int64_t heir)
{
	struct err err = {0};

	if (!cmd_member_end(ctx->session, d->leaving,
	    clock_today(ctx->session->clock), heir, &err))
		return ctx_fail(ctx, &err);
	ctx_say(ctx, STYLE_OK, heir ? "Their sign-in is ended, and their open "
	    "actions wait to be accepted." : "Their sign-in is ended.");
	return SCREEN_RELOAD;
}

static unsigned
end_yes(struct screen *s, struct ctx *ctx)
{
	return end_member((struct directory *)s, ctx, 0);
}

static unsigned
heir_picked(struct screen *s, struct ctx *ctx, size_t row)
{
	struct directory *d = (struct directory *)s;

	return row < d->heirs.n ? end_member(d, ctx, d->heirs.id[row])
	    : SCREEN_REDRAW;
}

static unsigned
ask_end(struct directory *d, struct ctx *ctx, const struct line *l)
{
	if (!l || l->tag != LINE_MEMBER)
		return ctx_say(ctx, STYLE_WARN, "Stand on a member first.");
	d->leaving = l->id;
	d->name = l->cell[0] + strspn(l->cell[0], " ");
	if (member_has_actions(ctx->session, l->id)) {
		if (heirs_ask(ctx, &d->heirs, l->id, l->other, d->name,
		    heir_picked, &d->screen))
			return SCREEN_REDRAW;
		/* Nobody else is there: the command says which they are. */
		return end_member(d, ctx, 0);
	}
	ask_yes(ctx, "Leaves", arena_printf(&d->screen.arena, "%s may not "
	    "sign in any more, and every role of theirs ends.", d->name),
	    "yes, end it", end_yes, &d->screen);
	return SCREEN_REDRAW;
}

static void
directory_draw(struct screen *s, const struct ctx *ctx, struct view v)
{
	(void)ctx;
	lines_draw(&((struct directory *)s)->lines, v);
}

static unsigned
directory_act(struct screen *s, struct ctx *ctx, int action)
{
	struct directory *d = (struct directory *)s;
	const struct line *l = lines_at(&d->lines);
	unsigned moved = lines_move(&d->lines, action);

	if (moved)
		return moved;
	switch (action) {
	case DIRECTORY_OPEN:
		return lines_open(&d->lines, ctx);
	case DIRECTORY_AGENCY:
		ctx_push(ctx, record_screen("agency", 0, 0));
		return SCREEN_REDRAW;
	case DIRECTORY_MEMBER:
		if (!l || !l->other)
			return ctx_say(ctx, STYLE_WARN,
			    "A member belongs to an agency: add one with A.");
		ctx_push(ctx, record_screen("member", 0, l->other));
		return SCREEN_REDRAW;
	case DIRECTORY_KEYS:
		if (!l || l->tag != LINE_MEMBER)
			return ctx_say(ctx, STYLE_WARN,
			    "Stand on a member first.");
		ctx_push(ctx, keys_screen(l->id));
		return SCREEN_REDRAW;
	case DIRECTORY_SIGN_INS:
		ctx_push(ctx, sign_ins_screen(0));
		return SCREEN_REDRAW;
	case DIRECTORY_END:
		return ask_end(d, ctx, l);
	default:
		return 0;
	}
}

static void
directory_title(const struct screen *s, const struct ctx *ctx,
    struct buf *left, struct buf *right)
{
	(void)s, (void)ctx, (void)right;
	buf_adds(left, "Agencies and members");
}

static void
directory_place(const struct screen *s, struct buf *out)
{
	(void)s, (void)out;
}

static const struct screen_ops ops = {
	.name = "directory",
	.keys = &keys,
	.moves = true,
	.load = directory_load,
	.title = directory_title,
	.draw = directory_draw,
	.act = directory_act,
	.place = directory_place,
};

struct screen *
directory_screen(void)
{
	return screen_new(sizeof(struct directory), &ops);
}
