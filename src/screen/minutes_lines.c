/*
 * minutes_lines: minutes as a document in the lines of a body.
 */
#include "screen/minutes_lines.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "cmd/edition_cmd.h"
#include "cmd/export_cmd.h"
#include "screen/ask.h"

#define CHART_COLS 72

/* ---- Loading ------------------------------------------------------------- */

/* The meeting that is on, where it is one at which these can be approved. */
static bool
find_open(struct minutes_view *v, struct ctx *ctx, struct arena *a,
    struct err *err)
{
	struct meeting_row open;
	int64_t id = 0;

	v->now_open = 0;
	v->now_ref = "";
	if (!meeting_read_open(ctx->session->db, v->row.board, &id, err))
		return false;
	if (!id || id == v->row.id)
		return true;
	if (!meeting_read(ctx->session->db, id, a, &open, err))
		return false;
	if (open.held_on >= v->row.held_on) {
		v->now_open = id;
		v->now_ref = open.ref;
	}
	return true;
}

bool
minutes_view_load(struct minutes_view *v, struct ctx *ctx, int64_t meeting,
    struct arena *a, struct err *err)
{
	struct edition_row *rows;

	minutes_got_release(&v->got);
	if (!meeting_read(ctx->session->db, meeting, a, &v->row, err) ||
	    !cmd_minutes_open(ctx->session, meeting, &v->wish, &v->got,
	    err) || !edition_read_list(ctx->session->db, meeting,
	    v->wish.sort ? v->wish.sort : EDITION_FULL, a, &rows,
	    &v->n_versions, err))
		return false;
	v->versions = rows;
	return find_open(v, ctx, a, err);
}

void
minutes_view_release(struct minutes_view *v)
{
	minutes_got_release(&v->got);
	free(v->fix.was);
	v->fix.was = NULL;
}

/* ---- How they stand ------------------------------------------------------ */

const char *
minutes_view_state(const struct minutes_view *v, struct ctx *ctx,
    struct arena *a)
{
	const struct edition_row *e = &v->got.row;
	struct minutes_state state;
	struct err err = {0};
	struct buf b = {0};
	const char *text;

	if (e->id) {
		buf_addf(&b, "Version %d, ", e->version);
		minutes_say_state(&b, e, false);
		if (e->approved_at)
			buf_addf(&b, " by %s%s%s", e->approved_name,
			    *e->approved_ref ? " at " : "", e->approved_ref);
	} else if (!minutes_state_read(ctx->session->db, v->row.id, a, &state,
	    &err)) {
		err_clear(&err);
	} else if (state.approved_at && !v->n_versions) {
		buf_adds(&b, "Approved ");
		minutes_when(&b, state.approved_at);
		buf_addf(&b, " by %s: you read what you may see of them",
		    state.approved_name);
	} else if (state.circulated_at && !v->n_versions) {
		buf_adds(&b, "Circulated ");
		minutes_when(&b, state.circulated_at);
		buf_adds(&b, ", not yet approved: you read what you may see "
		    "of them");
	} else {
		buf_adds(&b, "Draft, not yet approved: the record as it is "
		    "now");
	}
	text = arena_strdup(a, buf_text(&b));
	buf_release(&b);
	return text;
}

void
minutes_view_head(struct minutes_view *v, struct ctx *ctx, struct body *b)
{
	const struct edition_row *e = &v->got.row;
	enum style style = e->approved_at ? STYLE_OK : STYLE_STRONG;

	body_add(b, 0, 0, style, minutes_view_state(v, ctx, b->arena));
	if (e->id && v->n_versions && e->id != v->versions[0].id)
		body_addf(b, 0, 0, STYLE_WARN, "There is a later one: version "
		    "%d.", v->versions[0].version);
	else
		body_add(b, 0, 0, STYLE_DIM, edition_next_step(ctx->session,
		    &v->row, e, b->arena));
}

static const struct keydef who_rows[] = {
	{ MINUTES_WHO, "A", "approve", NULL, "who approves them", NULL, 0 },
};

const struct keymap minutes_who_keys = KEYMAP(who_rows);

unsigned
minutes_say_who(struct ctx *ctx, int64_t meeting, const char *sort)
{
	struct err err = {0};

	return edition_may_approve(ctx->session, meeting, sort, &err) ? 0
	    : ctx_fail(ctx, &err);
}

unsigned
minutes_keys_off(struct session *s, int64_t board,
    const struct minutes_flags *f)
{
	bool approves = session_may(s, board, RIGHT_APPROVE_MINUTES);
	unsigned off = approves ? 0 : f->approve;

	if (!approves && !session_may(s, board, RIGHT_EXPORT_RECORD))
		off |= f->circulate;
	if (!approves && !session_may(s, board, RIGHT_RECORD))
		off |= f->correct;
	return off;
}

/* ---- The document -------------------------------------------------------- */

static const char *
row_text(struct arena *a, const struct doc_table *t, size_t row)
{
	struct buf b = {0};
	const char *text;
	size_t i;

	for (i = 0; i < t->n_columns; i++) {
		const char *cell = t->cells[row * t->n_columns + i];

		if (*cell)
			buf_addf(&b, "%s%s", b.len ? " · " : "", cell);
	}
	text = arena_strdup(a, b.len ? buf_text(&b) : "–");
	buf_release(&b);
	return text;
}

static void
table_lines(struct body *b, const struct doc_table *t, int64_t block)
{
	struct buf head = {0};
	struct body_line *l;
	size_t i;

	for (i = 0; i < t->n_columns; i++)
		buf_addf(&head, "%s%s", i ? " · " : "", t->title[i]);
	body_add(b, 0, 0, STYLE_DIM, arena_strdup(b->arena,
	    buf_text(&head)));
	for (i = 0; i < t->n_rows; i++) {
		l = body_add(b, MINUTES_LINE, block, STYLE_NORMAL,
		    row_text(b->arena, t, i));
		l->index = i + 1;
		l->indent = 2;
	}
	buf_release(&head);
}

static void
chart_lines(struct body *b, const struct doc_chart *c)
{
	struct buf text = {0};
	const char *at;
	size_t n;

	doc_chart_text(c, CHART_COLS, &text);
	for (at = buf_text(&text); *at; at += n + (at[n] == '\n')) {
		n = strcspn(at, "\n");
		body_add(b, 0, 0, STYLE_NORMAL, arena_strndup(b->arena, at,
		    n));
	}
	buf_release(&text);
}

static void
block_lines(struct body *b, const struct doc_block *d, int64_t block)
{
	struct body_line *l;

	switch (d->kind) {
	case DOC_HEADING:
		if (d->level == 1)
			body_blank(b);
		body_heading(b, d->text);
		break;
	case DOC_TABLE:
		table_lines(b, d->table, block);
		break;
	case DOC_CHART:
		chart_lines(b, d->chart);
		break;
	case DOC_PAGE:
		break;
	default:
		l = body_add(b, MINUTES_LINE, block, STYLE_NORMAL, d->text);
		if (d->label && d->kind == DOC_FIELD)
			l->mark = arena_printf(b->arena, "%s:", d->label);
		else if (d->label)
			l->mark = d->label;
		l->mark_style = STYLE_DIM;
		l->indent = d->kind == DOC_ITEM ? 2 : 0;
		break;
	}
}

void
minutes_view_lines(struct minutes_view *v, struct body *b)
{
	const struct doc *d = &v->got.doc;
	size_t i;

	body_blank(b);
	body_add(b, 0, 0, STYLE_TITLE, d->title);
	if (*d->notice)
		body_add(b, 0, 0, STYLE_DIM, d->notice);
	for (i = 0; i < d->n; i++)
		block_lines(b, &d->blocks[i], (int64_t)i);
}

/* ---- Correcting ---------------------------------------------------------- */

static const char **
fix_place(struct minutes_view *v)
{
	return minutes_doc_place(&v->got.doc, v->fix.block, v->fix.line,
	    v->fix.part);
}

/* "fix/12/full/3/-1/-1", under which half a correction is kept. */
static void
ask_text_of(struct minutes_view *v, struct ctx *ctx,
    const struct minutes_hands *h)
{
	const char **place = fix_place(v);
	struct buf how = {0};

	if (!place)
		return;
	free(v->fix.was);
	v->fix.was = xstrdup(*place);
	buf_addf(&how, "minutes/%" PRId64 "/%s/%d/%d/%d", v->row.id,
	    v->got.row.sort, v->fix.block, v->fix.line, v->fix.part);
	ask_text(ctx, "What is to stand there instead", v->fix.was,
	    buf_text(&how), NULL, 0, h->typed, h->screen);
	ask_guards(ctx, &v->fix.was);
	buf_release(&how);
}

static unsigned
ask_part(struct minutes_view *v, struct ctx *ctx,
    const struct minutes_hands *h)
{
	const struct doc_table *t = v->got.doc.blocks[v->fix.block].table;
	struct choice rows[DOC_COLUMNS] = {0};
	size_t i;

	if (t->n_columns == 1)
		return minutes_fix_picked(v, ctx, 0, h);
	for (i = 0; i < t->n_columns; i++) {
		rows[i].key = t->title[i];
		rows[i].note = t->cells[(size_t)v->fix.line * t->n_columns +
		    i];
	}
	ask_pick(ctx, "Which of these is wrong?", rows, t->n_columns, 0,
	    h->picked, h->screen);
	return SCREEN_REDRAW;
}

unsigned
minutes_fix_begin(struct minutes_view *v, struct ctx *ctx,
    const struct body_line *l, const struct minutes_hands *h)
{
	if (!l || l->sort != MINUTES_LINE)
		return ctx_say(ctx, STYLE_DIM, "Stand on what is wrong.");
	if (!v->got.row.id)
		return ctx_say(ctx, STYLE_WARN, v->n_versions ? "This is the "
		    "record as it is now: v shows what went round." : "Until "
		    "they are circulated, change the record itself.");
	if (v->got.row.id != v->versions[0].id)
		return ctx_say(ctx, STYLE_WARN, "Version %d is the latest: "
		    "that is the one to be corrected.",
		    v->versions[0].version);
	if ((size_t)l->id >= v->got.kept.n_text)
		return ctx_say(ctx, STYLE_DIM, "What is noted of versions is "
		    "not corrected.");
	v->fix.block = (int)l->id;
	v->fix.line = (int)l->index - 1;
	v->fix.part = -1;
	if (l->index)
		return ask_part(v, ctx, h);
	ask_text_of(v, ctx, h);
	return SCREEN_REDRAW;
}

unsigned
minutes_fix_picked(struct minutes_view *v, struct ctx *ctx, size_t row,
    const struct minutes_hands *h)
{
	v->fix.part = (int)row;
	ask_text_of(v, ctx, h);
	return SCREEN_REDRAW;
}

unsigned
minutes_fix_typed(struct minutes_view *v, struct ctx *ctx, const char *text)
{
	struct edition_change c = { .sort = v->wish.sort,
		.block = v->fix.block, .line = v->fix.line,
		.part = v->fix.part, .was = v->fix.was, .now = text,
		.agreed = v->now_open };
	struct err err = {0};

	if (!strcmp(v->fix.was, text))
		return SCREEN_REDRAW;
	if (!cmd_edition_correct(ctx->session, v->row.id, &c, &err))
		return ask_refused(ctx, &err);
	v->wish.version = MINUTES_LATEST;
	ctx_say(ctx, STYLE_OK, "Corrected%s%s: it says what it was, and what "
	    "it is now.", v->now_open ? ", as agreed at " : "", v->now_ref);
	return SCREEN_REDRAW | SCREEN_RELOAD;
}

void
minutes_fix_resume(struct minutes_view *v, struct ctx *ctx, const char *how,
    const struct minutes_hands *h)
{
	const char *sort = v->got.row.id ? v->got.row.sort : "";
	int64_t meeting;
	char of[16];

	if (sscanf(how, "minutes/%" SCNd64 "/%15[a-z]/%d/%d/%d", &meeting, of,
	    &v->fix.block, &v->fix.line, &v->fix.part) == 5 &&
	    meeting == v->row.id && !strcmp(of, sort) &&
	    (size_t)v->fix.block < v->got.kept.n_text)
		ask_text_of(v, ctx, h);
}

/* ---- Approving, circulating ---------------------------------------------- */

unsigned
minutes_ask_approve(struct minutes_view *v, struct ctx *ctx,
    struct screen *s, unsigned (*done)(struct screen *s, struct ctx *ctx))
{
	const struct edition_row *e = v->n_versions ? &v->versions[0] : NULL;
	struct err err = {0};
	struct buf text = {0};

	/* What can't be is said before it is asked. */
	if (!edition_may_approve(ctx->session, v->row.id, v->wish.sort, &err))
		return ctx_fail(ctx, &err);
	if (!e)
		return ctx_say(ctx, STYLE_WARN, "There is nothing here to "
		    "approve.");
	buf_addf(&text, "Version %d of the minutes of %s", e->version,
	    v->row.ref);
	if (e->n_corrections)
		buf_addf(&text, ", with %d correction%s",
		    e->n_corrections, e->n_corrections == 1 ? "" : "s");
	if (v->now_open)
		buf_addf(&text, ", approved at %s", v->now_ref);
	buf_adds(&text, ", is sealed and kept as it is for good. This is "
	    "never taken back: what is wrong then is corrected in a new "
	    "version.");
	if (edition_mark(ctx->session, v->row.id, v->wish.sort, v->laid,
	    &err))
		ask_yes(ctx, "Approve and seal?", buf_text(&text), "Approve",
		    done, s);
	else
		ctx_fail(ctx, &err);
	buf_release(&text);
	return SCREEN_REDRAW;
}

unsigned
minutes_approve(struct minutes_view *v, struct ctx *ctx)
{
	struct err err = {0};

	if (!cmd_edition_approve(ctx->session, v->row.id, v->wish.sort,
	    v->now_open, v->laid, &err)) {
		ctx_fail(ctx, &err);
		return SCREEN_REDRAW | SCREEN_RELOAD;
	}
	v->wish.version = MINUTES_LATEST;
	ctx_say(ctx, STYLE_OK, "✓ The minutes of %s are approved and sealed.",
	    v->row.ref);
	return SCREEN_REDRAW | SCREEN_RELOAD;
}

unsigned
minutes_ask_circulate(struct minutes_view *v, struct ctx *ctx,
    struct screen *s, unsigned (*done)(struct screen *s, struct ctx *ctx))
{
	const struct edition_row *e = v->n_versions ? &v->versions[0] : NULL;
	struct buf text = {0};

	buf_addf(&text, "Version %d of the minutes of %s is laid before those"
	    " of the board whose role sees minutes; each reads what they may "
	    "see of it. It is kept as it is: what is wrong in it is then "
	    "corrected, as was and now. This is never taken back.", e
	    ? e->version : 1, v->row.ref);
	ask_yes(ctx, "Circulate?", buf_text(&text), "Circulate", done, s);
	buf_release(&text);
	return SCREEN_REDRAW;
}

unsigned
minutes_circulate(struct minutes_view *v, struct ctx *ctx, bool anew)
{
	struct err err = {0};

	if (!cmd_edition_circulate(ctx->session, v->row.id, v->wish.sort,
	    anew, &err))
		return ctx_fail(ctx, &err);
	v->wish.version = MINUTES_LATEST;
	ctx_say(ctx, STYLE_OK, "✓ The minutes of %s went round.",
	    v->row.ref);
	return SCREEN_REDRAW | SCREEN_RELOAD;
}
