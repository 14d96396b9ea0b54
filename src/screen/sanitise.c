/*
 * sanitise: the sanitised edition of minutes, written paragraph by paragraph
 * beside the full one: each paragraph of that stands dim at the left, or above
 * where there is room for one column, and by it what is said in its place, with
 * what in it still tells whom it is about.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "cmd/edition_cmd.h"
#include "cmd/export_cmd.h"
#include "cmd/sanitise_cmd.h"
#include "screen/ask.h"
#include "screen/minutes_lines.h"
#include "screen/screens.h"
#include "screen/take.h"

struct sanitise {
	struct screen screen;
	int64_t meeting;
	struct minutes_view view;	/* of the full edition */
	struct edition_row row;		/* the sanitised one; id 0: not begun */
	struct passage_row *passages;
	size_t n_passages;
	struct tellings told;
	size_t warned;			/* passages that still tell */
	struct body body;
	int block;			/* of which a text is asked */
	char *was;
};

enum { WIDEST = 160 };	/* two columns that are still read as lines */

enum { DO_WRITE = 1, DO_TAKE, DO_DROP, DO_APPROVE, DO_READ };

enum {
	KEY_WRITE = KEYDEF_OWN,
	KEY_APPROVE = KEYDEF_OWN << 1
};

static const struct keydef rows[] = {
	{ DO_WRITE, "Enter e", "write", "write",
	    "write what is said in the place of the chosen paragraph",
	    "this edition", KEYDEF_WRITES | KEY_WRITE },
	{ DO_TAKE, "t", "take", "take", "take the paragraph as it is, to be "
	    "looked at and changed", NULL, KEYDEF_WRITES | KEY_WRITE },
	{ DO_DROP, "X Delete", "leave-out", "leave out",
	    "leave the chosen paragraph out", NULL,
	    KEYDEF_WRITES | KEY_WRITE },
	{ DO_APPROVE, "A", "approve", "approve",
	    "approve and seal the sanitised edition", NULL,
	    KEYDEF_WRITES | KEY_APPROVE },
	{ DO_READ, "v", "read", "read", "read it as it would be", NULL, 0 },
};

static const struct keymap keys = KEYMAP(rows);

/* ---- Loading ------------------------------------------------------------- */

static const char *
written(const struct sanitise *z, int block)
{
	size_t i;

	for (i = 0; i < z->n_passages; i++)
		if (z->passages[i].block == block)
			return z->passages[i].text;
	return "";
}

/* A paragraph of the full edition as one text. */
static const char *
full_text(struct sanitise *z, int block)
{
	const struct doc_block *b = &z->view.got.doc.blocks[block];
	struct buf text = {0};
	const char *copy, *cell, *between;
	size_t r, c;

	for (r = 0; b->table && r < b->table->n_rows; r++) {
		between = r ? "\n" : "";
		for (c = 0; c < b->table->n_columns; c++) {
			cell = b->table->cells[r * b->table->n_columns + c];
			if (!*cell)
				continue;
			buf_addf(&text, "%s%s", between, cell);
			between = " · ";
		}
	}
	if (!b->table)
		buf_addf(&text, "%s%s%s", b->label ? b->label : "", b->label
		    ? b->kind == DOC_FIELD ? ": " : " " : "", b->text
		    ? b->text : "");
	copy = arena_strdup(&z->screen.arena, buf_text(&text));
	buf_release(&text);
	return copy;
}

static void
add_block(struct sanitise *z, int block)
{
	const struct doc_block *b = &z->view.got.doc.blocks[block];
	const char *text = written(z, block);
	struct body_line *l;
	struct buf tells = {0};

	if (b->kind == DOC_PAGE || b->kind == DOC_CHART)
		return;
	if (b->kind == DOC_HEADING && b->level == 1)
		body_blank(&z->body);
	l = body_add(&z->body, MINUTES_LINE, block, *text ? b->kind ==
	    DOC_HEADING ? STYLE_STRONG : STYLE_NORMAL : STYLE_DIM, *text
	    ? text : "left out");
	l->mark = *text ? "=" : "-";
	l->indent = 2;
	l->beside = full_text(z, block);
	if (*text && sanitise_look(&z->told, text, &tells)) {
		z->warned++;
		l = body_addf(&z->body, 0, 0, STYLE_WARN, "still says %s",
		    buf_text(&tells));
		l->mark = "!";
		l->mark_style = STYLE_WARN;
		l->indent = 2;
		l->beside = "";
	}
	buf_wipe(&tells);
}

static bool
read_written(struct sanitise *z, struct ctx *ctx, struct err *err)
{
	struct arena *a = &z->screen.arena;
	struct edition_row *list;
	size_t n;

	z->row = (struct edition_row){0};
	z->passages = NULL;
	z->n_passages = 0;
	if (!edition_read_list(ctx->session->db, z->meeting,
	    EDITION_SANITISED, a, &list, &n, err))
		return false;
	if (n)
		z->row = list[0];
	/* It is written beside the version it was begun with. */
	if (n && z->row.beside)
		for (n = 0; n < z->view.n_versions; n++)
			if (z->view.versions[n].id == z->row.beside)
				z->view.wish.version =
				    z->view.versions[n].version;
	return (!z->row.id || passage_read(ctx->session->db, z->row.id, a,
	    &z->passages, &z->n_passages, err)) && sanitise_tellings(
	    ctx->session, z->row.id ? &z->row : &z->view.got.row, a,
	    &z->told, err);
}

static void
head(struct sanitise *z, struct ctx *ctx)
{
	struct buf b = {0};

	if (z->row.approved_at) {
		buf_addf(&b, "Version %d, ", z->row.version);
		minutes_say_state(&b, &z->row, false);
		buf_adds(&b, ": v reads it.");
	} else {
		buf_addf(&b, "Sanitised edition, beside version %d of the "
		    "full one: draft, not yet approved",
		    z->view.got.row.version);
	}
	body_add(&z->body, 0, 0, STYLE_STRONG, arena_strdup(
	    &z->screen.arena, buf_text(&b)));
	buf_release(&b);
	body_add(&z->body, 0, 0, STYLE_DIM, z->row.id ? edition_next_step(
	    ctx->session, &z->view.row, &z->row, &z->screen.arena) : "It "
	    "begins empty: write what may be known, paragraph by "
	    "paragraph.");
	body_blank(&z->body);
}

static bool
sanitise_load(struct screen *s, struct ctx *ctx, struct err *err)
{
	struct sanitise *z = (struct sanitise *)s;
	size_t i;

	if (!minutes_view_load(&z->view, ctx, z->meeting, &s->arena, err))
		return false;
	if (!z->view.got.row.id)
		return err_set(err, ERR_INPUT, "The full minutes have to go "
		    "round first: the sanitised edition is written beside "
		    "them.");
	if (!read_written(z, ctx, err))
		return false;
	s->meeting = z->meeting;
	s->board = z->view.row.board;
	s->marking = z->view.got.doc.marking;
	s->keys_off = (session_may(ctx->session, s->board, RIGHT_RECORD) &&
	    !z->row.approved_at ? 0 : KEY_WRITE) | (session_may(ctx->session,
	    s->board, RIGHT_APPROVE_MINUTES) ? 0 : KEY_APPROVE);
	s->keys = s->keys_off & KEY_APPROVE ? &minutes_who_keys : NULL;
	z->warned = 0;
	body_begin(&z->body, &s->arena);
	head(z, ctx);
	for (i = 0; i < z->view.got.kept.n_text; i++)
		add_block(z, (int)i);
	body_end(&z->body);
	return true;
}

static void
sanitise_title(const struct screen *s, const struct ctx *ctx,
    struct buf *left, struct buf *right)
{
	const struct sanitise *z = (const struct sanitise *)s;

	(void)ctx;
	buf_addf(left, "Sanitised  %s", z->view.row.ref);
	buf_addf(right, "%zu written", z->n_passages);
	if (z->warned)
		buf_addf(right, ", %zu to look at", z->warned);
}

static void
sanitise_draw(struct screen *s, const struct ctx *ctx, struct view v)
{
	int x = v.r.w > WIDEST ? (v.r.w - WIDEST) / 2 : 0;

	(void)ctx;
	body_draw(&((struct sanitise *)s)->body, view_sub(v, 0, x, v.r.h,
	    v.r.w - 2 * x), true);
}

/* ---- Acting -------------------------------------------------------------- */

static unsigned
keep(struct sanitise *z, struct ctx *ctx, int block, const char *was,
    const char *text)
{
	struct buf tells = {0};
	struct err err = {0};

	if (!cmd_sanitise(ctx->session, z->meeting, block, was, text, &err))
		return ask_refused(ctx, &err);
	if (sanitise_look(&z->told, text, &tells))
		ctx_say(ctx, STYLE_WARN, "Look again, it still says %s.",
		    buf_text(&tells));
	buf_wipe(&tells);
	return SCREEN_REDRAW | SCREEN_RELOAD;
}

static unsigned
typed(struct screen *s, struct ctx *ctx, const char *text)
{
	struct sanitise *z = (struct sanitise *)s;

	return keep(z, ctx, z->block, z->was, text);
}

static void
ask_for(struct sanitise *z, struct ctx *ctx, int block, const char *text)
{
	struct buf place = {0};

	free(z->was);
	z->was = xstrdup(written(z, block));
	z->block = block;
	buf_addf(&place, "sanitise/%" PRId64 "/%d", z->meeting, block);
	ask_text(ctx, "What may be known of it", text ? text : z->was,
	    buf_text(&place), NULL, 0, typed, &z->screen);
	ask_guards(ctx, &z->was);
	buf_release(&place);
}

static unsigned
approve(struct screen *s, struct ctx *ctx)
{
	struct sanitise *z = (struct sanitise *)s;
	struct err err = {0};

	if (!cmd_edition_approve(ctx->session, z->meeting, EDITION_SANITISED,
	    z->view.now_open, z->view.laid, &err)) {
		ctx_fail(ctx, &err);
		return SCREEN_REDRAW | SCREEN_RELOAD;
	}
	ctx_say(ctx, STYLE_OK, "✓ The sanitised edition of %s is approved and"
	    " sealed.", z->view.row.ref);
	return SCREEN_REDRAW | SCREEN_RELOAD;
}

static unsigned
ask_approve(struct sanitise *z, struct ctx *ctx)
{
	struct err err = {0};
	struct buf text = {0};

	if (!edition_may_approve(ctx->session, z->meeting, EDITION_SANITISED,
	    &err))
		return ctx_fail(ctx, &err);
	buf_addf(&text, "All who may see a sanitised edition of %s see it "
	    "from then on, as it is. This is never taken back.",
	    z->view.row.ref);
	if (z->warned)
		buf_addf(&text, " %zu of its paragraphs still say%s whom "
		    "they are about: look at those marked with ! first.",
		    z->warned, z->warned == 1 ? "s" : "");
	if (edition_mark(ctx->session, z->meeting, EDITION_SANITISED,
	    z->view.laid, &err))
		ask_yes(ctx, "Approve and seal the sanitised edition?",
		    buf_text(&text), "Approve", approve, &z->screen);
	else
		ctx_fail(ctx, &err);
	buf_release(&text);
	return SCREEN_REDRAW;
}

static unsigned
sanitise_act(struct screen *s, struct ctx *ctx, int action)
{
	struct sanitise *z = (struct sanitise *)s;
	const struct body_line *l = body_chosen(&z->body);

	switch (action) {
	case DO_WRITE:
	case DO_TAKE:
		if (!l)
			return SCREEN_USED;
		ask_for(z, ctx, (int)l->id, action == DO_TAKE ? full_text(z,
		    (int)l->id) : NULL);
		return SCREEN_REDRAW;
	case DO_DROP:
		return l && *written(z, (int)l->id) ? keep(z, ctx,
		    (int)l->id, written(z, (int)l->id), "") : SCREEN_USED;
	case DO_APPROVE:
		return ask_approve(z, ctx);
	case MINUTES_WHO:
		return minutes_say_who(ctx, z->meeting, EDITION_SANITISED);
	case DO_READ:
		ctx_push(ctx, minutes_sort_screen(z->meeting,
		    EDITION_SANITISED));
		return SCREEN_REDRAW;
	default:
		return body_act(&z->body, action) ? SCREEN_REDRAW : 0;
	}
}

static bool
sanitise_shows(const struct screen *s, const struct change *c)
{
	return c->meeting == ((const struct sanitise *)s)->meeting &&
	    (!strcmp(c->tbl, "edition") || !strcmp(c->tbl, "passage"));
}

static bool
write_it(struct screen *s, struct ctx *ctx, const struct take *t,
    const struct doc_format *format, take_put *put, void *arg,
    struct err *err)
{
	const struct minutes_wish wish = { .sort = EDITION_SANITISED };
	struct buf b = {0};
	bool ok = cmd_export_edition(ctx->session, t->id, &wish, format, NULL,
	    &b, err) && take_give(&b, put, arg, err);

	(void)s;
	buf_wipe(&b);
	return ok;
}

/* The sanitised edition alone: the full one is taken where one reads it. */
static size_t
sanitise_takes(struct screen *s, struct ctx *ctx, struct arena *a,
    struct take *list)
{
	struct sanitise *z = (struct sanitise *)s;
	const char *ref = z->view.row.ref;

	if (!session_may(ctx->session, s->board, RIGHT_EXPORT_OWN) &&
	    !session_may(ctx->session, s->board, RIGHT_EXPORT_RECORD))
		return 0;
	list[0] = (struct take){ .title = arena_printf(a, "the sanitised "
	    "edition of %s", ref), .name = take_name(a, ref,
	    "minutes-sanitised", DATE_NONE), .asks = arena_printf(a,
	    "export minutes --meeting %s --edition sanitised", ref),
	    .id = z->meeting, .write = write_it };
	return 1;
}

static void
sanitise_place(const struct screen *s, struct buf *out)
{
	buf_addf(out, "%" PRId64, ((const struct sanitise *)s)->meeting);
}

static void
sanitise_resume(struct screen *s, struct ctx *ctx, const char *how)
{
	struct sanitise *z = (struct sanitise *)s;
	int64_t meeting;
	int block;

	if (!(s->keys_off & KEY_WRITE) && sscanf(how, "sanitise/%" SCNd64
	    "/%d", &meeting, &block) == 2 && meeting == z->meeting &&
	    block >= 0 && (size_t)block < z->view.got.kept.n_text)
		ask_for(z, ctx, block, NULL);
}

static void
sanitise_free(struct screen *s)
{
	minutes_view_release(&((struct sanitise *)s)->view);
	free(((struct sanitise *)s)->was);
}

static const struct screen_ops ops = {
	.name = "sanitised",
	.keys = &keys,
	.moves = true,
	.load = sanitise_load,
	.title = sanitise_title,
	.draw = sanitise_draw,
	.act = sanitise_act,
	.shows = sanitise_shows,
	.takes = sanitise_takes,
	.place = sanitise_place,
	.resume = sanitise_resume,
	.free = sanitise_free,
};

struct screen *
sanitise_screen(int64_t meeting)
{
	struct sanitise *z = screen_new(sizeof *z, &ops);

	z->meeting = meeting;
	return &z->screen;
}
