/*
 * packs: what each agency is sent before a meeting or after it: to which of
 * them, as folders or as zips under a password, in which format; then what went
 * out.
 */
#include "screen/packs.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "screen/ask.h"
#include "screen/screens.h"

enum {
	DO_CHANGE = 1,
	DO_ALL,
	DO_SEND,
	DO_WENT_OUT
};

enum { LINE_WHEN = 1, LINE_HOW, LINE_FORMAT, LINE_AGENCY };

static const struct keydef rows[] = {
	{ DO_CHANGE, "Space Enter x", "change", "change", "leave an agency out "
	    "or take it in; choose something else on the lines above",
	    "packs", 0 },
	{ DO_ALL, "a", "all", "all or none", "take all agencies in; leave all "
	    "out", NULL, 0 },
	{ DO_SEND, "s", "send", "send", "make the packs, write them and note "
	    "them as sent", NULL, KEYDEF_WRITES },
	{ DO_WENT_OUT, "o", "went-out", "went out",
	    "what went out of this meeting, to whom, when", NULL, 0 },
};

static const struct keymap keys = KEYMAP(rows);

static const struct table_column columns[] = {
	{ .title = "", .min = 3, .max = 3 },
	{ .title = "", .min = 14, .weight = 3, .max = 40 },
	{ .title = "", .min = 38, .weight = 2 },
};

static const struct {
	const char *label, *note;
} hows[] = {
	[AS_FOLDERS] = { "a folder each, not encrypted",
	    "for a place that is safe already" },
	[AS_ZIPS] = { "an encrypted zip each, one password",
	    "AES-256; you type it twice" },
	[AS_ZIPS_EACH] = { "an encrypted zip each, own passwords",
	    "AES-256; made, shown once" },
};

enum { HOWS = sizeof hows / sizeof *hows };

static const struct {
	const char *name, *note;
} formats[] = {
	{ NULL, "as usual for each document" },
	{ "pdf", "pages to print and to send" },
	{ "docx", "a document for Word" },
	{ "odt", "a document for LibreOffice" },
	{ "html", "for a browser" },
	{ "text", "plain text" },
};

enum { FORMATS = sizeof formats / sizeof *formats };

/* ---- Loading ------------------------------------------------------------- */

bool
packs_out(const struct packs *p, int64_t agency)
{
	size_t i;

	for (i = 0; i < p->n_left_out; i++)
		if (p->left_out[i] == agency)
			return true;
	return false;
}

size_t
packs_chosen(const struct packs *p)
{
	size_t i, n = 0;

	for (i = 0; i < p->n; i++)
		n += !packs_out(p, p->list[i].id);
	return n;
}

static void
add_setting(struct packs *p, int tag, const char *what, const char *now)
{
	struct line *l = lines_add(&p->lines, "");

	l->cell[1] = what;
	l->cell[2] = now;
	l->tag = tag;
}

static const char *
counted(struct arena *a, size_t n, const char *one, const char *many)
{
	return arena_printf(a, "%zu %s", n, n == 1 ? one : many);
}

static void
add_agency(struct packs *p, const struct packs_look *g)
{
	struct arena *a = &p->screen.arena;
	struct line *l = lines_add(&p->lines, packs_out(p, g->id) ? "[ ]"
	    : "[x]");

	l->cell[1] = g->name;
	l->cell[2] = arena_printf(a, "%zu on the agenda, %s%s%s", g->cases,
	    counted(a, g->actions, "open action",
	    "open actions"), g->held_back > 0 ? arena_printf(a,
	    " · %d kept back", g->held_back) : "", g->no_minutes
	    ? " · no minutes" : "");
	if (g->no_minutes)
		l->cell_style[2] = STYLE_WARN;
	l->id = g->id;
	l->tag = LINE_AGENCY;
}

/* "Minutes (pdf), Open actions (pdf, csv, ics)" */
static const char *
holds(struct packs *p)
{
	struct buf b = {0};
	const char *text;
	size_t i, j;

	for (i = 0; i < p->pack->n_holds; i++) {
		const struct kind_pack_part *part = &p->pack->holds[i];

		buf_addf(&b, "%s%s (", i ? ", " : "", part->title);
		for (j = 0; j < part->n_formats; j++)
			buf_addf(&b, "%s%s", j ? ", " : "", j == 0 &&
			    p->format ? p->format->name : part->formats[j]);
		buf_addc(&b, ')');
	}
	text = arena_strdup(&p->screen.arena, buf_text(&b));
	buf_release(&b);
	return text;
}

/* Its name, and how far the minutes in it are. */
static const char *
what(struct packs *p)
{
	size_t i = 0;

	while (i < p->pack->n_holds && p->pack->holds[i].what !=
	    PAPER_MINUTES)
		i++;
	if (i == p->pack->n_holds || p->state.approved_at)
		return p->pack->label;
	return arena_printf(&p->screen.arena, "%s (%s)", p->pack->label,
	    p->state.circulated_at ? "not yet approved"
	    : "a draft: not yet circulated");
}

static void
make_lines(struct packs *p)
{
	struct arena *a = &p->screen.arena;
	bool kept = false, lacks = false;
	size_t i;

	lines_begin(&p->lines, a, columns, sizeof columns / sizeof *columns,
	    false);
	lines_heading(&p->lines, "What is sent");
	add_setting(p, LINE_WHEN, "What", what(p));
	add_setting(p, LINE_HOW, "As", hows[p->how].label);
	add_setting(p, LINE_FORMAT, "Documents", holds(p));
	lines_heading(&p->lines, arena_printf(a, "To %zu of %s", packs_chosen(p),
	    counted(a, p->n, "agency", "agencies")));
	for (i = 0; i < p->n; i++) {
		add_agency(p, &p->list[i]);
		kept |= p->list[i].held_back > 0;
		lacks |= p->list[i].no_minutes;
	}
	if (!p->n)
		lines_say(&p->lines, "No agency has a member on this board "
		    "who may be sent anything.");
	if (kept)
		lines_say(&p->lines, "Kept back: cases that not all who stand "
		    "for the agency may see.");
	if (lacks)
		lines_say(&p->lines, "No minutes: not all who stand for the "
		    "agency may see them.");
	list_set_count(&p->lines.table.list, (int)p->lines.n);
	if (p->at > 0 && p->at < (int)p->lines.n)
		list_go(&p->lines.table.list, p->at);
	lines_end(&p->lines);
}

static bool
packs_load(struct screen *s, struct ctx *ctx, struct err *err)
{
	struct packs *p = (struct packs *)s;

	if (!meeting_read(ctx->session->db, p->meeting, &s->arena, &p->row,
	    err) || !minutes_state_read(ctx->session->db, p->meeting,
	    &s->arena, &p->state, err) || !packs_look(ctx->session, p->meeting, p->when, &s->arena,
	    &p->pack, &p->list, &p->n, err))
		return false;
	p->kind = session_meeting_kind(ctx->session, p->meeting, err);
	if (!p->kind)
		return false;
	s->meeting = p->meeting;
	s->board = p->row.board;
	s->marking = p->kind->marking.text;
	make_lines(p);
	return true;
}

static void
packs_draw(struct screen *s, const struct ctx *ctx, struct view v)
{
	(void)ctx;
	lines_draw(&((struct packs *)s)->lines, v);
}

static void
packs_title(const struct screen *s, const struct ctx *ctx, struct buf *left,
    struct buf *right)
{
	const struct packs *p = (const struct packs *)s;

	(void)ctx, (void)right;
	buf_addf(left, "Packs  %s", p->row.ref);
}

/* ---- Choosing ------------------------------------------------------------ */

static unsigned
when_picked(struct screen *s, struct ctx *ctx, size_t row)
{
	struct packs *p = (struct packs *)s;
	const struct kind_pack *k = &p->kind->packs[row];
	struct err err = {0};

	/* What it is too early for is said, and the choice stays. */
	if (!pack_find(ctx->session, &p->row, k->key, &err))
		return ctx_fail(ctx, &err);
	p->when = k->before ? "before" : "after";
	return SCREEN_RELOAD | SCREEN_REDRAW;
}

static unsigned
how_picked(struct screen *s, struct ctx *ctx, size_t row)
{
	struct packs *p = (struct packs *)s;

	(void)ctx;
	p->how = (enum pack_how)row;
	make_lines(p);
	return SCREEN_REDRAW;
}

static unsigned
format_picked(struct screen *s, struct ctx *ctx, size_t row)
{
	struct packs *p = (struct packs *)s;

	(void)ctx;
	p->format = formats[row].name ? doc_format_find(formats[row].name)
	    : NULL;
	make_lines(p);
	return SCREEN_REDRAW;
}

static unsigned
ask_when(struct packs *p, struct ctx *ctx)
{
	struct choices list = {0};
	size_t i, at = 0;

	for (i = 0; i < p->kind->n_packs; i++) {
		const struct kind_pack *k = &p->kind->packs[i];

		choices_add(&list, k->key, k->label, k->before
		    ? "before the meeting" : "after the meeting", 0);
		at = k == p->pack ? i : at;
	}
	ask_pick(ctx, "What is sent", list.rows, list.n, at, when_picked,
	    &p->screen);
	choices_release(&list);
	return SCREEN_REDRAW;
}

static unsigned
ask_how(struct packs *p, struct ctx *ctx)
{
	struct choices list = {0};
	size_t i;

	for (i = 0; i < HOWS; i++)
		choices_add(&list, hows[i].label, hows[i].label,
		    hows[i].note, 0);
	ask_pick(ctx, "As what", list.rows, list.n, (size_t)p->how,
	    how_picked, &p->screen);
	choices_release(&list);
	return SCREEN_REDRAW;
}

static unsigned
ask_format(struct packs *p, struct ctx *ctx)
{
	struct choices list = {0};
	size_t i, at = 0;

	for (i = 0; i < FORMATS; i++) {
		const char *name = formats[i].name ? formats[i].name
		    : "usual";

		choices_add(&list, name, name, formats[i].note, 0);
		if (p->format && formats[i].name && !strcmp(p->format->name,
		    formats[i].name))
			at = i;
	}
	ask_pick(ctx, "Each document's first format", list.rows, list.n, at,
	    format_picked, &p->screen);
	choices_release(&list);
	return SCREEN_REDRAW;
}

static void
turn(struct packs *p, int64_t agency)
{
	size_t i;

	for (i = 0; i < p->n_left_out; i++) {
		if (p->left_out[i] == agency) {
			p->left_out[i] = p->left_out[--p->n_left_out];
			return;
		}
	}
	GROW(p->left_out, p->n_left_out, p->cap_left_out);
	p->left_out[p->n_left_out++] = agency;
}

static unsigned
change(struct packs *p, struct ctx *ctx)
{
	const struct line *l = lines_at(&p->lines);

	switch (l ? l->tag : 0) {
	case LINE_WHEN:
		return ask_when(p, ctx);
	case LINE_HOW:
		return ask_how(p, ctx);
	case LINE_FORMAT:
		return ask_format(p, ctx);
	case LINE_AGENCY:
		turn(p, l->id);
		make_lines(p);
		return SCREEN_REDRAW;
	default:
		return SCREEN_USED;
	}
}

static unsigned
all_or_none(struct packs *p)
{
	bool all = packs_chosen(p) == p->n;
	size_t i;

	p->n_left_out = 0;
	for (i = 0; all && i < p->n; i++)
		turn(p, p->list[i].id);
	make_lines(p);
	return SCREEN_REDRAW;
}

/* ---- The rest ------------------------------------------------------------ */

static unsigned
packs_act(struct screen *s, struct ctx *ctx, int action)
{
	struct packs *p = (struct packs *)s;
	unsigned moved = lines_move(&p->lines, action);

	p->at = p->lines.table.list.pos;
	if (moved)
		return moved;
	switch (action) {
	case DO_CHANGE:
		return change(p, ctx);
	case DO_ALL:
		return all_or_none(p);
	case DO_SEND:
		return packs_send(p, ctx);
	case DO_WENT_OUT:
		ctx_push(ctx, handouts_screen(p->meeting));
		return SCREEN_REDRAW;
	default:
		return 0;
	}
}

/* What each would get is read for all of them: when one comes, not for every
 * change. It is made of what is so when it is sent. */
static bool
packs_shows(const struct screen *s, const struct change *c)
{
	(void)s, (void)c;
	return false;
}

static void
packs_place(const struct screen *s, struct buf *out)
{
	buf_addf(out, "%" PRId64, ((const struct packs *)s)->meeting);
}

static void
packs_free(struct screen *s)
{
	struct packs *p = (struct packs *)s;

	buf_wipe(&p->password);
	free(p->left_out);
}

static const struct screen_ops ops = {
	.name = "packs",
	.keys = &keys,
	.moves = true,
	.load = packs_load,
	.title = packs_title,
	.draw = packs_draw,
	.act = packs_act,
	.shows = packs_shows,
	.place = packs_place,
	.free = packs_free,
};

struct screen *
packs_screen(int64_t meeting)
{
	struct packs *p = screen_new(sizeof *p, &ops);

	p->meeting = meeting;
	p->at = -1;
	return &p->screen;
}
