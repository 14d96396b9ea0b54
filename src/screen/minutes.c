/*
 * minutes: the minutes of a meeting as a document: how they stand, each version
 * to read through, and what is done with them next.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "cmd/edition_cmd.h"
#include "cmd/export_cmd.h"
#include "screen/minutes_lines.h"
#include "screen/screens.h"
#include "screen/take.h"

struct minutes {
	struct screen screen;
	int64_t meeting;
	struct minutes_view view;
	struct body body;
};

enum {
	DO_CORRECT = 1,
	DO_CIRCULATE,
	DO_ANEW,
	DO_APPROVE,
	DO_VERSION,
	DO_WENT_OUT,
	DO_PACKS,
	DO_SANITISED
};

enum {
	KEY_APPROVE = KEYDEF_OWN,
	KEY_SEND = KEYDEF_OWN << 1,
	KEY_CORRECT = KEYDEF_OWN << 2,
	KEY_SANITISED = KEYDEF_OWN << 3,
	KEY_PACKS = KEYDEF_OWN << 4
};

static const struct keydef rows[] = {
	{ DO_CORRECT, "Enter c", "correct", "correct",
	    "what is chosen is wrong: say what is to stand there",
	    "these minutes", KEYDEF_WRITES | KEY_CORRECT },
	{ DO_CIRCULATE, "s", "circulate", "circulate",
	    "lay them before those who see minutes", NULL,
	    KEYDEF_WRITES | KEY_SEND },
	{ DO_APPROVE, "A", "approve", "approve",
	    "approve and seal them", NULL, KEYDEF_WRITES | KEY_APPROVE },
	{ DO_VERSION, "v", "version", "version",
	    "the version before; after the first, the record as it is now",
	    NULL, 0 },
	{ DO_WENT_OUT, "o", "went-out", "went out",
	    "what of them went out, to whom, when", NULL, 0 },
	{ DO_PACKS, "P", "packs", "packs",
	    "a pack for each agency: to whom, as what, and send them", NULL,
	    KEY_PACKS },
	{ DO_SANITISED, "S", "sanitised", "sanitised",
	    "the sanitised edition: write it, or read it", NULL,
	    KEY_SANITISED },
	{ DO_ANEW, NULL, "circulate-anew", NULL,
	    "another version out of the record as it is now", NULL,
	    KEYDEF_WRITES | KEY_SEND },
};

static const struct keymap keys = KEYMAP(rows);

static bool
is_full(const struct minutes *m)
{
	return !m->view.wish.sort || !strcmp(m->view.wish.sort,
	    EDITION_FULL);
}

/* Whose role sees the sanitised edition alone reads that. */
static bool
which(struct minutes *m, struct ctx *ctx, struct err *err)
{
	struct meeting_row row;
	struct arena a = {0};
	bool ok = meeting_read(ctx->session->db, m->meeting, &a, &row, err);

	if (ok && !session_may(ctx->session, row.board, RIGHT_SEE_MINUTES))
		m->view.wish.sort = EDITION_SANITISED;
	arena_release(&a);
	return ok;
}

static bool
minutes_load(struct screen *s, struct ctx *ctx, struct err *err)
{
	struct minutes *m = (struct minutes *)s;

	if (!which(m, ctx, err) || !minutes_view_load(&m->view, ctx,
	    m->meeting, &s->arena, err))
		return false;
	s->meeting = m->meeting;
	s->board = m->view.row.board;
	s->marking = m->view.got.doc.marking;
	s->keys_off = minutes_keys_off(ctx->session, s->board,
	    &(const struct minutes_flags){ KEY_APPROVE, KEY_SEND,
	    KEY_CORRECT }) | (is_full(m) && session_may(ctx->session,
	    s->board, RIGHT_SEE_SANITISED) ? 0 : KEY_SANITISED) |
	    (session_may(ctx->session, s->board, RIGHT_EXPORT_RECORD) ? 0
	    : KEY_PACKS);
	s->keys = s->keys_off & KEY_APPROVE ? &minutes_who_keys : NULL;
	body_begin(&m->body, &s->arena);
	minutes_view_head(&m->view, ctx, &m->body);
	minutes_view_lines(&m->view, &m->body);
	body_end(&m->body);
	return true;
}

static void
minutes_title(const struct screen *s, const struct ctx *ctx,
    struct buf *left, struct buf *right)
{
	const struct minutes *m = (const struct minutes *)s;
	const struct edition_row *e = &m->view.got.row;

	(void)ctx;
	buf_addf(left, "%s  %s", is_full(m) ? "Minutes" : "Sanitised minutes",
	    m->view.row.ref);
	if (e->id)
		buf_addf(right, "version %d of %d, %s", e->version,
		    m->view.versions[0].version, e->approved_at ? "sealed"
		    : e->state);
	else
		buf_adds(right, m->view.n_versions ? "the record" : "draft");
}

static void
minutes_draw(struct screen *s, const struct ctx *ctx, struct view v)
{
	struct minutes *m = (struct minutes *)s;
	int x = v.r.w > 84 ? (v.r.w - 84) / 2 : 0;

	(void)ctx;
	body_draw(&m->body, view_sub(v, 0, x, v.r.h, v.r.w - 2 * x), true);
}

/* ---- Acting -------------------------------------------------------------- */

static unsigned picked(struct screen *s, struct ctx *ctx, size_t row);

static unsigned
typed(struct screen *s, struct ctx *ctx, const char *text)
{
	return minutes_fix_typed(&((struct minutes *)s)->view, ctx, text);
}

static struct minutes_hands
hands(struct screen *s)
{
	return (struct minutes_hands){ s, picked, typed };
}

static unsigned
picked(struct screen *s, struct ctx *ctx, size_t row)
{
	const struct minutes_hands h = hands(s);

	return minutes_fix_picked(&((struct minutes *)s)->view, ctx, row, &h);
}

static unsigned
approve(struct screen *s, struct ctx *ctx)
{
	return minutes_approve(&((struct minutes *)s)->view, ctx);
}

static unsigned
circulate(struct screen *s, struct ctx *ctx)
{
	return minutes_circulate(&((struct minutes *)s)->view, ctx, false);
}

static unsigned
circulate_anew(struct screen *s, struct ctx *ctx)
{
	return minutes_circulate(&((struct minutes *)s)->view, ctx, true);
}

/* From the latest to the first, then the record, then the latest again. */
static unsigned
other_version(struct minutes *m)
{
	struct minutes_view *v = &m->view;
	size_t i = 0;

	if (!v->n_versions)
		return SCREEN_USED;
	while (i < v->n_versions && v->versions[i].id != v->got.row.id)
		i++;
	v->wish.version = i + 1 < v->n_versions ? v->versions[i + 1].version
	    : i < v->n_versions && (!v->wish.sort ||
	    !strcmp(v->wish.sort, EDITION_FULL)) ? MINUTES_DRAFT
	    : MINUTES_LATEST;
	body_rewind(&m->body);
	return SCREEN_REDRAW | SCREEN_RELOAD;
}

/* Where it is written, for those who see the full one; else the approved one. */
static unsigned
sanitised(struct minutes *m, struct ctx *ctx)
{
	ctx_push(ctx, m->view.n_versions && session_may(ctx->session,
	    m->view.row.board, RIGHT_RECORD) ? sanitise_screen(m->meeting)
	    : minutes_sort_screen(m->meeting, EDITION_SANITISED));
	return SCREEN_REDRAW;
}

static bool
write_minutes(struct screen *s, struct ctx *ctx, const struct take *t,
    const struct doc_format *format, take_put *put, void *arg,
    struct err *err)
{
	struct minutes *m = (struct minutes *)s;
	struct buf b = {0};
	bool ok = cmd_export_edition(ctx->session, m->meeting, &m->view.wish,
	    format, NULL, &b, err) && take_give(&b, put, arg, err);

	(void)t;
	buf_wipe(&b);
	return ok;
}

/* The edition and version that one reads. */
static size_t
minutes_takes(struct screen *s, struct ctx *ctx, struct arena *a,
    struct take *list)
{
	struct minutes *m = (struct minutes *)s;
	const char *ref = m->view.row.ref, *which = "";

	if (!session_may(ctx->session, s->board, RIGHT_EXPORT_OWN) &&
	    !session_may(ctx->session, s->board, RIGHT_EXPORT_RECORD))
		return 0;
	if (m->view.wish.version == MINUTES_DRAFT)
		which = " --version draft";
	else if (m->view.wish.version != MINUTES_LATEST)
		which = arena_printf(a, " --version %d",
		    m->view.wish.version);
	list[0] = (struct take){ .title = "these minutes", .name = take_name(
	    a, ref, is_full(m) ? "minutes" : "minutes-sanitised", DATE_NONE),
	    .asks = arena_printf(a, "export minutes --meeting %s%s%s", ref,
	    is_full(m) ? "" : " --edition sanitised", which),
	    .write = write_minutes };
	return 1 + take_packs(ctx, &m->view.row, a, list + 1);
}

static unsigned
minutes_act(struct screen *s, struct ctx *ctx, int action)
{
	struct minutes *m = (struct minutes *)s;
	const struct minutes_hands h = hands(s);

	switch (action) {
	case DO_CORRECT:
		return minutes_fix_begin(&m->view, ctx, body_chosen(&m->body),
		    &h);
	case DO_CIRCULATE:
		return minutes_ask_circulate(&m->view, ctx, s, circulate);
	case DO_ANEW:
		return minutes_ask_circulate(&m->view, ctx, s,
		    circulate_anew);
	case DO_APPROVE:
		return minutes_ask_approve(&m->view, ctx, s, approve);
	case MINUTES_WHO:
		return minutes_say_who(ctx, m->meeting, m->view.wish.sort);
	case DO_VERSION:
		return other_version(m);
	case DO_WENT_OUT:
		ctx_push(ctx, handouts_screen(m->meeting));
		return SCREEN_REDRAW;
	case DO_PACKS:
		ctx_push(ctx, packs_screen(m->meeting));
		return SCREEN_REDRAW;
	case DO_SANITISED:
		return sanitised(m, ctx);
	default:
		return body_act(&m->body, action) ? SCREEN_REDRAW : 0;
	}
}

/* What is read here does not move under one's eyes, but for what becomes of
 * these minutes. */
static bool
minutes_shows(const struct screen *s, const struct change *c)
{
	return c->meeting == ((const struct minutes *)s)->meeting &&
	    (!strcmp(c->tbl, "edition") || !strcmp(c->tbl, "correction"));
}

static void
minutes_place(const struct screen *s, struct buf *out)
{
	const struct minutes *m = (const struct minutes *)s;

	buf_addf(out, "%" PRId64 "%s", m->meeting, is_full(m) ? ""
	    : " sanitised");
}

static void
minutes_resume(struct screen *s, struct ctx *ctx, const char *how)
{
	const struct minutes_hands h = hands(s);

	minutes_fix_resume(&((struct minutes *)s)->view, ctx, how, &h);
}

static void
minutes_free(struct screen *s)
{
	minutes_view_release(&((struct minutes *)s)->view);
}

static const struct screen_ops ops = {
	.name = "minutes",
	.keys = &keys,
	.moves = true,
	.load = minutes_load,
	.title = minutes_title,
	.draw = minutes_draw,
	.act = minutes_act,
	.takes = minutes_takes,
	.shows = minutes_shows,
	.place = minutes_place,
	.resume = minutes_resume,
	.free = minutes_free,
};

struct screen *
minutes_sort_screen(int64_t meeting, const char *sort)
{
	struct minutes *m = screen_new(sizeof *m, &ops);

	m->meeting = meeting;
	m->view.wish.sort = sort;
	return &m->screen;
}

struct screen *
minutes_screen(int64_t meeting)
{
	return minutes_sort_screen(meeting, NULL);
}
